//! Views that somebody saves by name, in words.

use super::said;
use crate::domain::Language;

macro_rules! texts {
    ($($name:ident: $german:literal, $english:literal;)+) => {
        /// What the pickers of saved views say.
        #[derive(Clone, Copy, Debug)]
        pub struct Words { $(#[doc = $english] pub $name: &'static str),+ }

        /// In a language.
        pub const fn words(language: Language) -> Words {
            Words { $($name: said(language, ($german, $english))),+ }
        }
    };
}

texts! {
    name: "Name der Ansicht", "Name of the view";
    name_hint: "Gespeichert werden Reiter, Ansicht, Filter und Ordnung, nur für Sie.",
        "Tab, view, filter and order are saved, only for you.";
    show: "Zeigen", "Show";
    rename: "Umbenennen", "Rename";
    replace: "Durch die jetzige Ansicht ersetzen", "Replace by what is shown now";
    remove: "Entfernen", "Remove";
}

/// A key with what lies on it.
pub fn entry(language: Language, key: &str, name: Option<&str>) -> String {
    match (language, name) {
        (Language::German, Some(name)) => format!("Taste {key}: {name}"),
        (Language::German, None) => format!("Taste {key} ist frei, hier speichern"),
        (Language::English, Some(name)) => format!("Key {key}: {name}"),
        (Language::English, None) => format!("Key {key} is free, save here"),
    }
}

/// Nothing lies on this key.
pub fn nothing_there(language: Language, key: &str, keep: &str) -> String {
    match language {
        Language::German => format!("Auf Taste {key} liegt noch keine Ansicht. Die jetzige speichern: {keep}"),
        Language::English => format!("No view lies on key {key} yet. To save what is shown: {keep}"),
    }
}

/// What the help says of a key on which a saved view lies.
pub fn named(language: Language, name: &str, described: &str) -> String {
    match language {
        Language::German => format!("Gespeicherte Ansicht: {name} ({described})"),
        Language::English => format!("Saved view: {name} ({described})"),
    }
}
