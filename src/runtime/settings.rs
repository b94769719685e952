//! The user's own settings: one TOML file, read at the start. What cannot be followed is said, with its line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use crate::app::{Keymap, KeymapProblem};
use crate::domain::Language;
use crate::text;
use crate::widgets::theme::{Background, Borders, Colours, Look};

/// What the file may say.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    language: Option<Language>,
    file: Option<PathBuf>,
    backup_folder: Option<PathBuf>,
    colours: Option<WrittenColours>,
    background: Option<WrittenBackground>,
    borders: Option<WrittenBorders>,
    #[serde(default)]
    keys: BTreeMap<String, Spanned<Keys>>,
}

/// One key, or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Keys {
    One(String),
    Several(Vec<String>),
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WrittenColours {
    None,
    Sixteen,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WrittenBackground {
    Dark,
    Light,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WrittenBorders {
    Ascii,
    Unicode,
}

/// The settings in force.
#[derive(Debug, Default)]
pub struct Settings {
    /// The language, where one is chosen.
    pub language: Option<Language>,
    /// The file to open when none is named.
    pub file: Option<PathBuf>,
    /// Where back-ups go; else to the place for data on this host.
    pub backup_folder: Option<PathBuf>,
    /// The keys in force.
    pub keymap: Keymap,
    colours: Option<WrittenColours>,
    background: Option<WrittenBackground>,
    borders: Option<WrittenBorders>,
    /// What cannot be followed, each with the line of the file.
    pub complaints: Vec<Complaint>,
}

/// A line of the settings that cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: Wrong,
}

/// What is wrong with a line of the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is not written as TOML asks, or says something that no setting knows; as the reader of TOML put it.
    Written(String),
    /// A key or an action that there is not, or a key that is taken.
    Key(KeymapProblem),
    /// The file cannot be read.
    Unreadable(String),
}

impl Settings {
    /// Reads the settings from where they lie; without a file everything stays as it is by default.
    pub fn load() -> Self {
        let Some(path) = path() else { return Self::default() };
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::read(&text, &path),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Self::default(),
            Err(cause) => Self {
                complaints: vec![Complaint { path, line: 1, what: Wrong::Unreadable(cause.to_string()) }],
                ..Self::default()
            },
        }
    }

    /// Reads the settings from a text.
    pub fn read(text: &str, path: &Path) -> Self {
        let complaint = |place: usize, what| Complaint { path: path.to_owned(), line: line_of(text, place), what };
        let written: Written = match toml::from_str(text) {
            Ok(written) => written,
            Err(error) => {
                let place = error.span().map_or(0, |span| span.start);
                let what = Wrong::Written(error.message().to_owned());
                return Self { complaints: vec![complaint(place, what)], ..Self::default() };
            }
        };
        let places: BTreeMap<&String, usize> =
            written.keys.iter().map(|(name, keys)| (name, keys.span().start)).collect();
        let own = written.keys.iter().map(|(name, keys)| {
            let keys = match keys.get_ref() {
                Keys::One(key) => vec![key.clone()],
                Keys::Several(keys) => keys.clone(),
            };
            (name.clone(), keys)
        });
        let (keymap, problems) = Keymap::new(&own.collect());
        let complaints = problems
            .into_iter()
            .map(|(name, problem)| complaint(places.get(&name).copied().unwrap_or(0), Wrong::Key(problem)));
        Self {
            complaints: complaints.collect(),
            language: written.language,
            file: written.file,
            backup_folder: written.backup_folder,
            keymap,
            colours: written.colours,
            background: written.background,
            borders: written.borders,
        }
    }

    /// How the screen looks: as the settings say, else as the environment suggests.
    pub fn look(&self, variable: impl Fn(&str) -> Option<String>) -> Look {
        let mut look = Look::from_environment(variable);
        if let Some(colours) = self.colours {
            look.colours = match colours {
                WrittenColours::None => Colours::None,
                WrittenColours::Sixteen => Colours::Sixteen,
            };
        }
        if let Some(background) = self.background {
            look.background = match background {
                WrittenBackground::Dark => Background::Dark,
                WrittenBackground::Light => Background::Light,
            };
        }
        if let Some(borders) = self.borders {
            look.borders = match borders {
                WrittenBorders::Ascii => Borders::Ascii,
                WrittenBorders::Unicode => Borders::Unicode,
            };
        }
        look
    }
}

impl Complaint {
    /// The complaint in words.
    pub fn text(&self, language: Language) -> String {
        let what = match &self.what {
            Wrong::Written(what) | Wrong::Unreadable(what) => what.clone(),
            Wrong::Key(problem) => text::keymap_problem(language, problem),
        };
        let path = self.path.display();
        match language {
            Language::German => format!("{path}, Zeile {}: {what}", self.line),
            Language::English => format!("{path}, line {}: {what}", self.line),
        }
    }
}

/// Where the settings lie: `runde/settings.toml` in the configuration folder of the user.
pub fn path() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    etcetera::choose_base_strategy().ok().map(|folders| folders.config_dir().join("runde").join("settings.toml"))
}

fn line_of(text: &str, place: usize) -> usize {
    text.as_bytes()[..place.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, Key, Scope};

    fn read(text: &str) -> Settings {
        Settings::read(text, Path::new("settings.toml"))
    }

    #[test]
    fn settings_are_followed() {
        let settings =
            read("language = \"en\"\nborders = \"ascii\"\n\n[keys]\nassign_group = \"A\"\nquit = [\"Ctrl-Q\"]\n");
        assert_eq!(settings.complaints, []);
        assert_eq!(settings.language, Some(Language::English));
        assert_eq!(settings.look(|_| None).borders, Borders::Ascii);
        assert_eq!(settings.keymap.action(Key::char('A'), &[Scope::Question]), Some(Action::AssignGroup));
        assert_eq!(settings.keymap.action(Key::ctrl('q'), &[Scope::Everywhere]), Some(Action::Quit));
    }

    #[test]
    fn what_cannot_be_followed_is_said_with_its_line() {
        let lines = |text: &str| read(text).complaints.iter().map(|complaint| complaint.line).collect::<Vec<_>>();
        assert_eq!(lines("language = \"en\"\ncolour = \"red\"\n"), [2]);
        assert_eq!(lines("\n\nlanguage = \"fr\"\n"), [3]);
        assert_eq!(lines("[keys]\nfly = \"F\"\nquit = \"Hyper-q\"\n"), [2, 3]);
        assert_eq!(lines("language = \n"), [1]);
        let german = read("[keys]\nfly = \"F\"\n").complaints[0].text(Language::German);
        assert!(german.contains("Zeile 2") && german.contains("fly"), "{german}");
    }
}
