//! The command line: the same verbs as the screen, one file per command.

mod arguments;
mod ask;
mod assignment;
mod backup;
mod check;
mod completions;
mod delivery;
mod demo;
mod duplicates;
mod export;
mod find;
mod help;
mod import;
mod init;
mod json;
mod list;
mod log;
mod names;
mod plain;
mod privacy;
mod propose;
mod question_acts;
mod repair;
mod restore;
mod selftest;
mod session;
mod set;
mod sheet;
mod show;
mod speakers;
mod table;
mod trouble;
mod waiting;

use std::ffi::OsString;
use std::io::{ErrorKind, Read, Write};
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::FromArgMatches;

use crate::domain::entry::{LONGEST_LINE, is_unseen};
use crate::domain::failure::Failure;
use crate::domain::{IdSource, Language};
use crate::runtime::Kept;
use crate::runtime::backup::BACKUPS;
use crate::runtime::journal::Journal;
use crate::runtime::settings::Complaint;
use crate::store::StoreError;
use crate::text::command_line::{Wrong, no_terminal};
use crate::text::drive;
use arguments::{Arguments, Command};
use plain::Plain;
use session::Session;
use trouble::Trouble;

pub use trouble::{CONFLICT, DONE, FAILED, KEPT, OUT_OF_REACH, WRONG};

/// With what the screen opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The file.
    pub file: PathBuf,
    /// The login name of the person.
    pub login: String,
    /// The language of the screen.
    pub language: Language,
    /// Nothing is to be changed.
    pub read_only: bool,
}

/// What the settings say that matters before the screen opens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The file to open when none is named.
    pub file: Option<PathBuf>,
    /// The language, where one is chosen.
    pub language: Option<Language>,
    /// Where back-ups go; else to the place for data on this host.
    pub backup_folder: Option<PathBuf>,
    /// What cannot be followed.
    pub complaints: Vec<Complaint>,
}

/// What the program meets outside. Handed in, so that a test can say what it is.
pub struct World<'a> {
    /// The words of the call, the program's own name first.
    pub arguments: Vec<OsString>,
    /// The environment.
    pub environment: &'a dyn Fn(&str) -> Option<OsString>,
    /// The settings.
    pub settings: Settings,
    /// The time.
    pub now: DateTime<Utc>,
    /// Where new ids come from.
    pub seed: u64,
    /// Whether somebody watches the messages, so that progress is worth telling.
    pub progress: bool,
    /// What is typed or piped in.
    pub input: &'a mut dyn Read,
    /// Results.
    pub out: &'a mut dyn Write,
    /// Messages.
    pub err: &'a mut dyn Write,
    /// Opens the screen and comes back when it is closed.
    pub screen: &'a mut dyn FnMut(Options) -> color_eyre::Result<()>,
}

/// Does what the words of the call say, and gives the exit code.
pub fn run(world: World<'_>) -> u8 {
    let World { arguments, environment, settings, now, seed, progress, input, out, err, screen } = world;
    let text = |name: &str| environment(name).and_then(|value| value.into_string().ok());
    let language = language(&arguments, &text, settings.language);
    let (mut out, mut err) = (Plain::new(out), Plain::new(err));
    let folder = environment("XDG_DATA_HOME").or_else(|| environment("HOME").map(|home| under(home, ".local/share")));
    let state = environment("XDG_STATE_HOME").filter(|folder| PathBuf::from(folder).is_absolute());
    let state = state.or_else(|| environment("HOME").map(|home| under(home, ".local/state")));
    let from_environment = environment("RUNDE_FILE").filter(|file| !file.is_empty()).map(PathBuf::from);
    let login = ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| text(name));
    let mut session = Session {
        language,
        login: login.unwrap_or_default(),
        file: from_environment.or(settings.file.clone()),
        read_only: false,
        backups: match (settings.backup_folder.clone(), &folder) {
            (Some(folder), _) => Some(backup::Place { folder, private: false }),
            (None, Some(data)) => Some(backup::Place { folder: PathBuf::from(data).join(BACKUPS), private: true }),
            (None, None) => None,
        },
        data: folder.map(PathBuf::from),
        state: state.map(PathBuf::from),
        journal: Journal::nowhere(),
        kept_before: 0,
        progress,
        now,
        ids: IdSource::new(seed),
        saved: None,
        input,
        out: &mut out,
        err: &mut err,
    };
    let done = parsed(&mut session, arguments).and_then(|command| match command {
        Some(command) => {
            warn(&mut session, &command, &settings.complaints);
            dispatch(&mut session, &command, screen)
        }
        None => Ok(()),
    });
    let Err(trouble) = done.and_then(|()| Ok(session.out.flush()?)) else { return DONE };
    let trouble = trouble.after(session.saved.take(), language);
    if let Some(told) = trouble.told(language) {
        if let Trouble::File(failure) = &trouble
            && (failure.is_drive() || matches!(failure, Failure::Busy | Failure::Newer(_) | Failure::ReadOnly))
            && let Some(path) = &session.file
            && let Some(waiting) = delivery::waiting_for(&session, path)
        {
            let _ = writeln!(session.err, "runde: {waiting}");
        }
        // Where even the messages cannot be written, the exit code is all that is left to say.
        let _ = writeln!(err, "runde: {told}").and_then(|()| err.flush());
    }
    trouble.code()
}

/// What is to be done, once help and version are out of the way.
fn parsed(session: &mut Session<'_>, arguments: Vec<OsString>) -> Result<Option<Command>, Trouble> {
    let matches = help::command(session.language).try_get_matches_from(arguments);
    let parsed = match matches.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(parsed) => parsed,
        Err(error) => {
            session.out.write_all(help::said(&error, session.language)?.as_bytes())?;
            return Ok(None);
        }
    };
    session.read_only = parsed.read_only;
    session.file = parsed.file.or(session.file.take());
    session.login = parsed.login.unwrap_or(std::mem::take(&mut session.login));
    let command = parsed.command.unwrap_or(Command::Open);
    // In the history, a login with a line break would look like a change of somebody else.
    let is_odd = |letter: char| letter.is_control() || is_unseen(letter);
    let is_fit = session.login.chars().count() <= LONGEST_LINE && !session.login.contains(is_odd);
    if is_fit || matches!(command, Command::Completions(_)) {
        return Ok(Some(command));
    }
    Err(session.wrong(&Wrong::Login))
}

/// Says what in the settings cannot be followed: whoever wrote it there counts on it.
fn warn(session: &mut Session<'_>, command: &Command, complaints: &[Complaint]) {
    if matches!(command, Command::Completions(_)) {
        return;
    }
    for complaint in complaints {
        // That it cannot be said is no reason not to do what was asked.
        let _ = writeln!(session.err, "runde: {}", table::cell(&complaint.text(session.language)));
    }
}

fn dispatch(
    session: &mut Session<'_>,
    command: &Command,
    screen: &mut dyn FnMut(Options) -> color_eyre::Result<()>,
) -> Result<(), Trouble> {
    match command {
        Command::Open => {
            let file = session.path()?;
            open(session, file, screen)
        }
        Command::Demo(arguments) => match demo::run(session, arguments)? {
            Some(file) => open(session, file, screen),
            None => Ok(()),
        },
        Command::Init(arguments) => init::run(session, arguments),
        Command::Import(arguments) => import::run(session, arguments),
        Command::Ask(arguments) => ask::run(session, arguments),
        Command::List(arguments) => list::run(session, arguments),
        Command::Show(arguments) => show::run(session, arguments),
        Command::Set(arguments) => set::run(session, arguments),
        Command::Find(arguments) => find::run(session, arguments),
        Command::Propose(arguments) => propose::run(session, arguments),
        Command::Speakers(arguments) => speakers::run(session, arguments),
        Command::Log(arguments) => log::run(session, arguments),
        Command::Export(arguments) => export::run(session, arguments),
        Command::Sheet(arguments) => sheet::run(session, arguments),
        Command::Duplicates(arguments) => duplicates::run(session, arguments),
        Command::Backup(arguments) => backup::run(session, arguments),
        Command::Restore(arguments) => restore::run(session, arguments),
        Command::Privacy(arguments) => privacy::run(session, arguments),
        Command::Check(arguments) if arguments.repair => repair::run(session, arguments),
        Command::Check(arguments) => check::run(session, arguments),
        Command::Completions(arguments) => completions::run(session, arguments),
        Command::Selftest(arguments) => selftest::run(session, arguments),
    }
}

/// Opens the screen on a file; what goes wrong there is told after it is closed.
fn open(
    session: &mut Session<'_>,
    file: PathBuf,
    screen: &mut dyn FnMut(Options) -> color_eyre::Result<()>,
) -> Result<(), Trouble> {
    session.out.flush()?;
    let (login, language, read_only) = (session.login.clone(), session.language, session.read_only);
    screen(Options { file, login, language, read_only }).map_err(|report| match report.downcast_ref::<StoreError>() {
        Some(error) => Trouble::File(Failure::from(error)),
        None if let Some(Kept { left, unkept }) = report.downcast_ref::<Kept>() => match unkept {
            0 => Trouble::Kept(drive::kept(language, *left)),
            lost => Trouble::Failed(drive::lost(language, *lost)),
        },
        None => match report.downcast_ref::<std::io::Error>() {
            Some(cause) if cause.kind() == ErrorKind::Unsupported => Trouble::Failed(no_terminal(language).to_owned()),
            _ => Trouble::Failed(format!("{report:#}")),
        },
    })
}

/// The language of help and messages: as called, as set, as the system speaks; German where nobody says.
///
/// It has to be known before the arguments are read, as their help is written in it.
fn language(
    arguments: &[OsString],
    environment: &dyn Fn(&str) -> Option<String>,
    settings: Option<Language>,
) -> Language {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let called = words.iter().enumerate().find_map(|(place, word)| match word.strip_prefix("--lang") {
        Some("") => words.get(place + 1)?.parse().ok(),
        Some(rest) => rest.strip_prefix('=')?.parse().ok(),
        None => None,
    });
    let system = || {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
        names.iter().find_map(|name| environment(name).filter(|value| !value.is_empty()))?.parse().ok()
    };
    called.or(settings).or_else(system).unwrap_or_default()
}

fn under(home: OsString, folder: &str) -> OsString {
    PathBuf::from(home).join(folder).into_os_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(call: &[&str], settings: Option<Language>, environment: &[(&str, &str)]) -> Language {
        let call: Vec<OsString> = call.iter().map(OsString::from).collect();
        let find = |name: &str| environment.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        language(&call, &find, settings)
    }

    #[test]
    fn the_language_is_the_nearest_that_somebody_chose() {
        let english = [("LANG", "en_GB.UTF-8")];
        assert_eq!(spoken(&["runde"], None, &[]), Language::German);
        assert_eq!(spoken(&["runde"], None, &english), Language::English);
        assert_eq!(spoken(&["runde"], None, &[("LC_ALL", "de_DE.UTF-8"), ("LANG", "en_GB")]), Language::German);
        assert_eq!(spoken(&["runde"], Some(Language::German), &english), Language::German);
        assert_eq!(spoken(&["runde", "list", "--lang", "en"], Some(Language::German), &[]), Language::English);
        assert_eq!(spoken(&["runde", "--lang=de"], None, &english), Language::German);
    }
}
