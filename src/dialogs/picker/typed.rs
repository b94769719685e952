//! What the words typed into a picker can be taken for by themselves.

use chrono::NaiveDate;

use super::{Entry, Pick};
use crate::domain::{Language, dates, entry};
use crate::text;

/// What the typed words can be taken for by themselves.
#[derive(Clone, Debug)]
pub enum Typed {
    /// A day after this one, as people write it. Digits are typed there and choose nothing.
    Day {
        /// The day before the first that can be taken, against which days without a year are read.
        today: NaiveDate,
        /// The language of the reader.
        language: Language,
    },
    /// The name of a record that is not there yet.
    New {
        /// Its name where nothing is typed.
        name: String,
        /// What it is, in words.
        what: &'static str,
    },
}

impl Typed {
    /// What stands in the empty field.
    pub(super) fn hint(&self, language: Language) -> &'static str {
        match self {
            Self::Day { .. } => text::dialogs(language).type_a_day,
            Self::New { .. } => text::dialogs(language).type_a_name,
        }
    }

    /// The entry for these words; `None` where they are nothing that could be taken.
    pub(super) fn entry(&self, words: &str) -> Option<Entry> {
        let words = words.trim();
        match self {
            Self::Day { today, language } => {
                let day = dates::parse(words, *today).ok().filter(|day| day > today)?;
                let label = text::snooze::until(*language, day);
                Some(Entry { pick: Pick::Day(day), label, short: None, other: String::new() })
            }
            Self::New { what, .. } => {
                let label = format!("{what}: {}", self.name(words)?);
                Some(Entry { pick: Pick::New, label, short: None, other: String::new() })
            }
        }
    }

    /// Whether these words can be nothing else: days are written with digits, entries are not.
    pub(super) fn is_meant(&self, words: &str) -> bool {
        let first = words.trim().chars().next();
        matches!(self, Self::Day { .. }) && first.is_some_and(|first| first.is_ascii_digit() || "+-".contains(first))
    }

    /// What the new record is to be called; `None` where none can be made.
    pub(super) fn name<'a>(&'a self, words: &'a str) -> Option<&'a str> {
        match self {
            Self::Day { .. } => None,
            Self::New { name, .. } => Some(words.trim()).filter(|words| !entry::is_blank(words)).or(Some(name)),
        }
    }

    /// Why these words are not taken; `None` where nothing is to be said of them.
    pub(super) fn problem(&self, words: &str) -> Option<String> {
        let Self::Day { today, language } = self else { return None };
        match dates::parse(words.trim(), *today) {
            Ok(day) => (day <= *today).then(|| text::not_in_future(*language, day)),
            Err(problem) => Some(text::date_problem(*language, &problem)),
        }
    }
}
