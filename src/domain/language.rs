//! The two languages that people can read the program in.
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A language of the screen, the messages and the written forms of dates and money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Language {
    #[default]
    #[serde(rename = "de")]
    German,
    #[serde(rename = "en")]
    English,
}

/// The text names neither German nor English.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not a known language: {0}")]
pub struct UnknownLanguage(pub String);

impl Language {
    /// The two-letter code, as in the settings and in `--lang`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Language::German => "de",
            Language::English => "en",
        }
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads codes (`de`, `EN`), locales (`de_DE.UTF-8`, `en-GB`) and the languages' names.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let name = text.trim().split(['_', '-', '.', '@']).next().unwrap_or_default().to_lowercase();
        match name.as_str() {
            "de" | "deu" | "ger" | "deutsch" | "german" => Ok(Language::German),
            "en" | "eng" | "englisch" | "english" => Ok(Language::English),
            _ => Err(UnknownLanguage(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_locales_are_understood() {
        for text in ["de", "DE", "de_DE.UTF-8", "de-AT", "de@euro", " deutsch "] {
            assert_eq!(text.parse(), Ok(Language::German), "{text}");
        }
        for text in ["en", "en_GB.UTF-8", "en-US", "English"] {
            assert_eq!(text.parse(), Ok(Language::English), "{text}");
        }
        for text in ["", "C", "fr_FR", "POSIX", "dette"] {
            assert!(text.parse::<Language>().is_err(), "{text}");
        }
    }

    #[test]
    fn settings_hold_the_two_letter_code() {
        assert_eq!(serde_json::to_string(&Language::German).unwrap(), "\"de\"");
        assert_eq!(serde_json::from_str::<Language>("\"en\"").unwrap(), Language::English);
    }
}
