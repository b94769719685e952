//! What is said of contacts that may be one person, and of merging them.

use super::{Pair, said};
use crate::domain::Language;
use crate::domain::likeness::Reason;

/// A reason, as part of a list of them.
pub const fn reason(language: Language, reason: Reason) -> &'static str {
    let pair: Pair = match reason {
        Reason::SameName => ("gleicher Name", "same name"),
        Reason::SwappedName => ("Vor- und Nachname vertauscht", "first and last name turned round"),
        Reason::LastNameSounds => ("Nachname klingt gleich", "last name sounds alike"),
        Reason::LastNamePart => ("Nachname ist Teil des Doppelnamens", "last name is part of the double name"),
        Reason::LastNameOther => ("anderer Nachname", "another last name"),
        Reason::FirstNameSpelt => ("Vorname anders geschrieben", "first name spelt differently"),
        Reason::FirstNameSounds => ("Vorname klingt gleich", "first name sounds alike"),
        Reason::FirstNameShort => ("Vorname gekürzt", "first name shortened"),
        Reason::FirstNameInitial => ("Vorname nur als Buchstabe", "first name as a letter only"),
        Reason::FirstNameMissing => ("Vorname fehlt", "first name missing"),
        Reason::SameMail => ("gleiche Mailadresse", "same mail address"),
        Reason::OfficeMail => ("gleiche Mailadresse einer Stelle", "same mail address of an office"),
        Reason::MailLikeName => ("Mailadresse vorn gleich", "mail address alike in front"),
        Reason::SamePhone => ("gleiche Rufnummer", "same number"),
        Reason::OfficePhone => ("gleiche Rufnummer einer Stelle", "same number of an office"),
        Reason::SameInstitution => ("gleiche Einrichtung", "same institution"),
        Reason::SameFunction => ("gleiche Tätigkeit", "same job title"),
        Reason::SameUnit => ("gleiche Organisationseinheit", "same unit"),
        Reason::NumberedMail => ("Mailadressen mit verschiedenen Ziffern", "mail addresses with different digits"),
    };
    said(language, pair)
}

/// Reasons in one line.
pub fn reasons(language: Language, reasons: &[Reason]) -> String {
    reasons.iter().map(|one| reason(language, *one)).collect::<Vec<_>>().join(", ")
}

/// How many pairs there are, and how many of them are shown.
pub fn summary(language: Language, all: usize, shown: usize) -> String {
    let more = shown < all;
    match (language, all) {
        (Language::German, 0) => "Keine Kontakte, die dieselbe Person sein könnten".to_owned(),
        (Language::English, 0) => "No contacts that may be the same person".to_owned(),
        (Language::German, _) if more => format!("{shown} von {all} möglichen Dubletten"),
        (Language::English, _) if more => format!("{shown} of {all} possible duplicates"),
        (Language::German, 1) => "1 mögliche Dublette".to_owned(),
        (Language::English, 1) => "1 possible duplicate".to_owned(),
        (Language::German, _) => format!("{all} mögliche Dubletten"),
        (Language::English, _) => format!("{all} possible duplicates"),
    }
}

/// The heading over a pair: which of how many.
pub fn title(language: Language, place: usize, pairs: usize) -> String {
    match language {
        Language::German => format!("Dieselbe Person? {place} von {pairs}"),
        Language::English => format!("The same person? {place} of {pairs}"),
    }
}

/// The heads of the two columns: what stays and what goes.
pub const fn sides(language: Language) -> Pair {
    match language {
        Language::German => ("bleibt", "geht darin auf"),
        Language::English => ("stays", "goes into it"),
    }
}

/// The heading over what a field will hold.
pub fn result(language: Language, field: &str) -> String {
    match language {
        Language::German => format!("Ergebnis: {field}"),
        Language::English => format!("Result: {field}"),
    }
}
