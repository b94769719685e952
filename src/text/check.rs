//! The words of `runde check`.

use super::said;
use crate::domain::Language;

macro_rules! words {
    ($($name:ident: $german:literal, $english:literal;)+) => {
        /// Words of the report.
        #[derive(Debug)]
        pub struct CheckWords { $(#[doc = $english] pub $name: &'static str),+ }

        static GERMAN: CheckWords = CheckWords { $($name: $german),+ };
        static ENGLISH: CheckWords = CheckWords { $($name: $english),+ };
    };
}

words! {
    file: "Datei", "File";
    system: "Dateisystem", "File system";
    options: "Optionen", "Options";
    place: "Ablage", "Place";
    advice: "Hinweis", "Advice";
    locks: "Sperren", "Locks";
    present: "Dabei", "Who is in";
    content: "Inhalt", "Content";
    erased: "Gelöschtes", "Erased";
    safe: "sicher", "safe";
    not_safe: "nicht sicher: nur lesen", "not safe: reading only";
    locks_hold: "schließen einander aus, und alle, die dabei sind, werden gesehen", "exclude each other, and all who are in are seen";
    locks_not_tried: "nicht geprüft", "not tried";
    nobody: "sonst niemand", "nobody else";
    unknown: "nicht bekannt", "unknown";
    fine: "in Ordnung; die Historie ergibt denselben Stand", "in order; the history gives the same state";
    flaws: "Fehler", "Flaws";
    page: "Seite beschädigt", "damaged page";
    link: "Verweis ins Leere in", "link that leads nowhere in";
    gap: "fehlende Änderungen in der Historie", "changes missing from the history";
    lost: "Änderungen, die bei einer früheren Rettung verloren waren", "changes that were lost when the file was salvaged";
    torn: "Stand überschrieben, den jemand anderes gespeichert hat", "what somebody else saved was written over";
    differs: "weicht von der Historie ab", "differs from the history";
    untold: "davon weiß die Historie nichts, oder es fehlt", "the history does not know of it, or it is missing";
    reads: "liest nur", "only reads";
}

/// The words of the report.
pub const fn check_words(language: Language) -> &'static CheckWords {
    match language {
        Language::German => &GERMAN,
        Language::English => &ENGLISH,
    }
}

/// What is mounted where.
pub fn mounted(language: Language, system: &str, source: &str, at: &str) -> String {
    match language {
        Language::German => format!("{system}, {source} unter {at}"),
        Language::English => format!("{system}, {source} at {at}"),
    }
}

/// Somebody who is in.
pub fn present(language: Language, name: &str, login: &str, host: &str, since: &str, version: &str) -> String {
    let who = if name.is_empty() || name == login { login.to_owned() } else { format!("{name} ({login})") };
    match language {
        Language::German => format!("{who} auf {host} seit {since}, Runde {version}"),
        Language::English => format!("{who} on {host} since {since}, Runde {version}"),
    }
}

/// What the file holds, in figures.
pub fn holds(language: Language, version: i32, records: i64, changes: i64) -> String {
    match language {
        Language::German => format!("Fassung {version}, Einträge: {records}, Änderungen: {changes}"),
        Language::English => format!("version {version}, records: {records}, changes: {changes}"),
    }
}

/// What the check ends with where something is wrong.
pub const fn not_fine(language: Language, place_is_safe: bool) -> &'static str {
    let pair = if place_is_safe {
        (
            "Die Datei ist nicht in Ordnung. Bitte nichts mehr hineinschreiben, eine Kopie anlegen, die letzte Sicherung bereithalten und mit „runde check --repair“ retten, was lesbar ist.",
            "The file is not in order. Please write nothing more into it, make a copy, have the latest back-up at hand, and salvage what can be read with \"runde check --repair\".",
        )
    } else {
        ("Die Ablage ist nicht sicher; Runde liest hier nur.", "The place is not safe; Runde only reads here.")
    };
    said(language, pair)
}
