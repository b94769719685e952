//! What people are told while the drive, or somebody else, keeps the file from them.

use std::path::Path;

use chrono::NaiveDateTime;

use super::said;
use crate::app::{Absence, Drive};
use crate::domain::Language;

/// What stands in the first line beside the tabs; with how many changes wait.
pub fn state(language: Language, drive: &Drive, waiting: usize) -> Option<String> {
    let changes = (waiting > 0).then(|| changes(language, waiting));
    match drive {
        Drive::Away { why, .. } => {
            let away = match why {
                Absence::Silent => ("Laufwerk antwortet nicht", "drive not answering"),
                Absence::Missing => ("Datei fehlt", "file missing"),
                Absence::Replaced => ("andere Datei", "another file"),
            };
            Some(changes.unwrap_or_else(|| said(language, away).to_owned()))
        }
        Drive::Busy { .. } => Some(super::words(language).waiting_for_file.to_owned()),
        Drive::Unwritable(_) => changes,
        Drive::Here => None,
    }
}

/// What stands in the line of messages as long as it lasts. `leave` is the key that ends the waiting.
pub fn banner(language: Language, drive: &Drive, now: NaiveDateTime, waiting: usize, leave: &str) -> Option<String> {
    match drive {
        Drive::Away { since, why } => Some(away(language, *why, &time(language, *since, now), waiting)),
        Drive::Busy { .. } => {
            let waits = said(
                language,
                (
                    "Warte auf die gemeinsame Datei: Andere schreiben gerade.",
                    "Waiting for the file: others are writing.",
                ),
            );
            Some(match (waiting, language) {
                (0, _) => waits.to_owned(),
                (_, Language::German) => format!("{waits} Nicht länger warten: {leave}"),
                (_, Language::English) => format!("{waits} Wait no longer: {leave}"),
            })
        }
        Drive::Here | Drive::Unwritable(_) => None,
    }
}

/// A time of this day, or of another one with its date.
fn time(language: Language, since: NaiveDateTime, now: NaiveDateTime) -> String {
    let same_day = since.date() == now.date();
    let told = match (same_day, language) {
        (true, _) => since.format("%H:%M"),
        (false, Language::German) => since.format("%d.%m. %H:%M"),
        (false, Language::English) => since.format("%Y-%m-%d %H:%M"),
    };
    told.to_string()
}

fn missing(language: Language, why: Absence, since: &str) -> String {
    match (language, why) {
        (Language::German, Absence::Silent) => format!("Das Laufwerk antwortet seit {since} nicht."),
        (Language::German, Absence::Missing) => format!("Die Datei fehlt seit {since} an ihrem Platz."),
        (Language::German, Absence::Replaced) => format!("Dort liegt seit {since} eine andere Datei."),
        (Language::English, Absence::Silent) => format!("The drive has not answered since {since}."),
        (Language::English, Absence::Missing) => format!("The file has been missing since {since}."),
        (Language::English, Absence::Replaced) => format!("Another file has been there since {since}."),
    }
}

/// One line of the smallest window: it stands there for as long as it lasts.
fn away(language: Language, why: Absence, since: &str, waiting: usize) -> String {
    let what = missing(language, why, since);
    let changes = (waiting > 0).then(|| changes(language, waiting));
    let next = match (language, why, changes) {
        (Language::German, Absence::Replaced, None) => "Bitte beenden und neu öffnen.".to_owned(),
        (Language::English, Absence::Replaced, None) => "Please leave and open it again.".to_owned(),
        (Language::German, _, None) => "Ihre Eingaben bleiben erhalten.".to_owned(),
        (Language::English, _, None) => "What you enter is kept.".to_owned(),
        (Language::German, _, Some(changes)) => format!("{changes} hier sicher."),
        (Language::English, _, Some(changes)) => format!("{changes} safely here."),
    };
    format!("{what} {next}")
}

/// Somebody and where they work: `A. Beispiel (pc7)`.
pub fn at_host(name: &str, host: &str) -> String {
    // The system does not always tell a login.
    if name.is_empty() { host.to_owned() } else { format!("{name} ({host})") }
}

/// What a command says that waits for others; with those who have the file open, and how long it waits at most.
pub fn waits(language: Language, names: &[String], seconds: u64) -> String {
    let names = names.join(", ");
    match (language, names.is_empty()) {
        (Language::German, true) => {
            format!("Die Datei ist belegt: Andere schreiben gerade. Gewartet wird bis zu {seconds} Sekunden.")
        }
        (Language::German, false) => format!(
            "Die Datei ist belegt: Andere schreiben gerade. Gewartet wird bis zu {seconds} Sekunden. Geöffnet haben \
             sie: {names}."
        ),
        (Language::English, true) => {
            format!("The file is busy: others are writing. Waiting for up to {seconds} seconds.")
        }
        (Language::English, false) => format!(
            "The file is busy: others are writing. Waiting for up to {seconds} seconds. It is open for: {names}."
        ),
    }
}

/// That a file is being opened.
pub fn opening(language: Language, path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    match language {
        Language::German => format!("Datei wird geöffnet … ({name})"),
        Language::English => format!("Opening the file … ({name})"),
    }
}

/// What keeps a file from being opened, where that is known.
pub fn keeps(language: Language, drive: &Drive, now: NaiveDateTime) -> Option<String> {
    match drive {
        Drive::Away { since, why } => Some(missing(language, *why, &time(language, *since, now))),
        drive => banner(language, drive, now, 0, ""),
    }
}

/// How one leaves, with the key for it.
pub fn leave(language: Language, key: &str) -> String {
    match language {
        Language::German => format!("Beenden: {key}"),
        Language::English => format!("Leave: {key}"),
    }
}

fn changes(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::German, 1) => "1 Änderung wartet".to_owned(),
        (Language::German, count) => format!("{count} Änderungen warten"),
        (Language::English, 1) => "1 change waits".to_owned(),
        (Language::English, count) => format!("{count} changes wait"),
    }
}

/// What a command, or the program at its end, says of changes that are kept on this host.
pub fn kept(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::German, 1) => "Eine Änderung ist noch nicht in der gemeinsamen Datei. Sie ist auf diesem Rechner \
             vorgemerkt und wird beim nächsten Start von selbst gesendet; bitte nicht noch einmal eingeben."
            .to_owned(),
        (Language::German, count) => format!(
            "{count} Änderungen sind noch nicht in der gemeinsamen Datei. Sie sind auf diesem Rechner vorgemerkt und \
             werden beim nächsten Start von selbst gesendet; bitte nicht noch einmal eingeben."
        ),
        (Language::English, 1) => {
            "One change is not in the shared file yet. It is kept on this host and sent by itself \
             at the next start; please do not enter it again."
                .to_owned()
        }
        (Language::English, count) => format!(
            "{count} changes are not in the shared file yet. They are kept on this host and sent by themselves at the \
             next start; please do not enter them again."
        ),
    }
}

/// What the program says at its end of changes that are nowhere.
pub fn lost(language: Language, count: usize) -> String {
    match language {
        Language::German => format!(
            "Nicht gespeicherte Änderungen: {count}. Die gemeinsame Datei war nicht erreichbar, und auf diesem Rechner \
             ließ sich nichts vormerken; bitte noch einmal eingeben."
        ),
        Language::English => format!(
            "Changes that are not saved: {count}. The shared file was out of reach, and nothing could be kept on this \
             host; please enter them again."
        ),
    }
}

/// What is said of changes that are kept on this host and cannot be sent now.
pub fn still_kept(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::German, 1) => "Eine Änderung ist auf diesem Rechner vorgemerkt und bleibt es, bis sie gesendet \
             werden kann."
            .to_owned(),
        (Language::German, count) => format!(
            "{count} Änderungen sind auf diesem Rechner vorgemerkt und bleiben es, bis sie gesendet werden können."
        ),
        (Language::English, 1) => "One change is kept on this host until it can be sent.".to_owned(),
        (Language::English, count) => format!("{count} changes are kept on this host until they can be sent."),
    }
}
