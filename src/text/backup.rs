//! What is said of back-ups, of putting one back, and of a file that was repaired.

use std::path::Path;

use super::{Pair, kind, kinds, said};
use crate::domain::{Kind, Language};

/// Why a back-up was made, by the word in its name; empty where the word is not known.
pub fn reason(language: Language, code: &str) -> &'static str {
    let pair: Pair = match code {
        "daily" => ("täglich", "daily"),
        "hand" => ("von Hand", "by hand"),
        "import" => ("vor dem Einlesen", "before an import"),
        "restore" => ("vor dem Zurückholen", "before putting back"),
        _ => ("", ""),
    };
    said(language, pair)
}

/// A size as people read it.
pub fn size(language: Language, bytes: u64) -> String {
    let tenths = bytes.div_ceil(104_858);
    let comma = if language == Language::German { ',' } else { '.' };
    format!("{}{comma}{} MB", tenths / 10, tenths % 10)
}

/// A back-up was made and checked.
pub fn made(language: Language, path: &Path, records: i64, changes: i64) -> String {
    let path = path.display();
    match language {
        Language::German => format!("Gesichert und geprüft: {path} ({records} Einträge, {changes} Änderungen)"),
        Language::English => format!("Backed up and checked: {path} ({records} records, {changes} changes)"),
    }
}

/// There is no back-up yet in this folder.
pub fn none(language: Language, folder: &Path) -> String {
    let folder = folder.display();
    match language {
        Language::German => format!("Es gibt noch keine Sicherung in {folder}"),
        Language::English => format!("There is no back-up yet in {folder}"),
    }
}

/// There is no back-up of this number.
pub fn no_such(language: Language, number: u32) -> String {
    match language {
        Language::German => format!("Eine Sicherung Nummer {number} gibt es nicht. Alle zeigt: runde backup --list"),
        Language::English => format!("There is no back-up number {number}. To see all: runde backup --list"),
    }
}

/// Nobody said where back-ups go, and the system has no place for data.
pub const fn no_folder(language: Language) -> &'static str {
    said(
        language,
        (
            "Es ist kein Ordner für Sicherungen bekannt. Bitte einen nennen: runde backup ORDNER, oder „backup_folder“ \
             in den Einstellungen.",
            "No folder for back-ups is known. Please name one: runde backup FOLDER, or \"backup_folder\" in the settings.",
        ),
    )
}

/// The folder for back-ups takes no more; what was begun there is gone again.
pub fn no_room(language: Language, folder: &Path) -> String {
    let folder = folder.display();
    match language {
        Language::German => format!(
            "Für die Sicherung ist kein Platz: {folder}. Es wurde keine angelegt; die Datei selbst ist unverändert. \
             Bitte Platz schaffen oder einen anderen Ordner nennen: runde backup ORDNER."
        ),
        Language::English => format!(
            "There is no room for the back-up: {folder}. None was made; the file itself is unchanged. \
             Please make room or name another folder: runde backup FOLDER."
        ),
    }
}

/// Neither the folder for back-ups is there nor the one in which it would be made.
pub fn nowhere(language: Language, folder: &Path) -> String {
    let folder = folder.display();
    match language {
        Language::German => format!(
            "Diesen Ordner gibt es nicht, und auch nicht den, in dem er läge: {folder}. Es wurde nichts angelegt. Bitte \
             die Schreibweise prüfen, oder ob der Datenträger eingehängt ist."
        ),
        Language::English => format!(
            "This folder does not exist, nor does the one around it: {folder}. Nothing was made. Please check the \
             spelling, or whether the medium is mounted."
        ),
    }
}

/// No back-up could be made, and the work goes on; with the sentence of the failure.
pub fn failed(language: Language, why: &str) -> String {
    match language {
        Language::German => format!("Die Sicherung ist nicht gelungen, Sie können weiterarbeiten. {why}"),
        Language::English => format!("The back-up did not succeed; you can go on working. {why}"),
    }
}

/// The back-up is of another alliance's file.
pub const fn other_file(language: Language) -> &'static str {
    said(
        language,
        (
            "Diese Sicherung gehört zu einer anderen Datei. Es wurde nichts geändert.",
            "This back-up is of another file. Nothing was changed.",
        ),
    )
}

/// The file is gone or damaged, so that nothing can be put back into it.
pub fn not_into(language: Language, why: &str, file: &Path, backup: &Path) -> String {
    let (file, backup) = (file.display(), backup.display());
    match language {
        Language::German => format!(
            "{why}\nZum Zurückholen die Datei beiseite legen, wenn sie noch da ist, und die Sicherung an ihre Stelle \
             kopieren, während niemand arbeitet:\n  mv \"{file}\" \"{file}.beschädigt\"\n  cp \"{backup}\" \"{file}\""
        ),
        Language::English => format!(
            "{why}\nTo put the back-up back, put the file aside if it is still there, and copy the back-up to its place \
             while nobody works:\n  mv \"{file}\" \"{file}.damaged\"\n  cp \"{backup}\" \"{file}\""
        ),
    }
}

/// How many changes would be lost.
pub fn would_lose(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::German, 0) => "Die Sicherung enthält alle Änderungen der Datei.".to_owned(),
        (Language::German, 1) => "Verloren ginge 1 Änderung, die nicht in der Sicherung ist:".to_owned(),
        (Language::German, count) => {
            format!("Verloren gingen {count} Änderungen, die nicht in der Sicherung sind, zuletzt:")
        }
        (Language::English, 0) => "The back-up holds every change of the file.".to_owned(),
        (Language::English, 1) => "1 change would be lost, as the back-up does not hold it:".to_owned(),
        (Language::English, count) => {
            format!("{count} changes would be lost, as the back-up does not hold them, the latest:")
        }
    }
}

/// Whether it is to be done.
pub const fn sure(language: Language) -> &'static str {
    said(language, ("Die Sicherung zurückholen? (ja/nein)", "Put the back-up back? (yes/no)"))
}

/// Whether an answer means yes, in either language.
pub fn is_yes(answer: &str) -> bool {
    ["j", "ja", "y", "yes"].contains(&answer.trim().to_lowercase().as_str())
}

/// It was not wanted.
pub const fn left_alone(language: Language) -> &'static str {
    said(language, ("Es wurde nichts geändert.", "Nothing was changed."))
}

/// Somebody saved between the look and the deed.
pub const fn changed_meanwhile(language: Language) -> &'static str {
    said(
        language,
        (
            "Inzwischen hat jemand gespeichert. Es wurde nichts geändert; bitte noch einmal ansehen, was verloren ginge.",
            "Somebody has saved meanwhile. Nothing was changed; please look again at what would be lost.",
        ),
    )
}

/// It is done; what was there before lies here.
pub fn restored(language: Language, before: &Path, number: u32) -> String {
    let before = before.display();
    match language {
        Language::German => format!("Zurückgeholt. Der Stand davor ist Sicherung {number}: {before}"),
        Language::English => format!("Put back. What was there before is back-up {number}: {before}"),
    }
}

/// The word in the name of a salvaged file.
pub const fn salvaged_mark(language: Language) -> &'static str {
    said(language, ("gerettet", "salvaged"))
}

/// The head of the report on a repair.
pub fn salvaged(language: Language, into: &Path) -> String {
    let into = into.display();
    match language {
        Language::German => {
            format!("Gerettet in eine neue Datei: {into}\nDie beschädigte Datei ist unverändert.")
        }
        Language::English => format!("Salvaged into a new file: {into}\nThe damaged file is unchanged."),
    }
}

/// What a repair found of a kind: read, made again from the history, missing.
pub fn salvaged_kind(language: Language, of: Kind, read: usize, from_history: usize, missing: usize) -> String {
    let of = kinds(language, of);
    match language {
        Language::German => {
            format!("{of}: {read} gelesen, {from_history} aus der Historie ergänzt, {missing} fehlen")
        }
        Language::English => {
            format!("{of}: {read} read, {from_history} made again from the history, {missing} missing")
        }
    }
}

/// One record that is missing, with its number or name where the history tells.
pub fn missing_record(language: Language, of: Kind, id: &str, name: &str) -> String {
    let of = kind(language, of);
    let name = if name.is_empty() { id } else { name };
    match language {
        Language::German => format!("  fehlt: {of} {name}"),
        Language::English => format!("  missing: {of} {name}"),
    }
}

/// What of the history could be read.
pub fn salvaged_history(language: Language, changes: usize, lost: usize) -> String {
    match language {
        Language::German => format!("Historie: {changes} Änderungen gelesen, {lost} fehlen oder sind unvollständig"),
        Language::English => format!("History: {changes} changes read, {lost} missing or incomplete"),
    }
}

/// Rows that belong nowhere, pages that could not be read, references that lead nowhere.
pub fn salvaged_rest(language: Language, pages: usize, rows: usize, links: usize) -> String {
    match language {
        Language::German => format!(
            "Unlesbare Seiten: {pages}. Zeilen ohne erkennbaren Platz: {rows}. Gelöste Verweise auf Fehlendes: {links}."
        ),
        Language::English => format!(
            "Pages that cannot be read: {pages}. Rows without a place: {rows}. References to what is missing, undone: {links}."
        ),
    }
}

/// Nothing was missing.
pub const fn nothing_missing(language: Language) -> &'static str {
    said(language, ("Es fehlt nichts.", "Nothing is missing."))
}

/// More may be missing than is named.
pub const fn more_may_be_missing(language: Language) -> &'static str {
    said(
        language,
        (
            "Was nur auf unlesbaren Seiten stand, ist hier nicht mitgezählt: Es kann mehr fehlen.",
            "What stood on pages that cannot be read, and nowhere else, is not counted here: more may be missing.",
        ),
    )
}

/// What to do with a salvaged file.
pub const fn look_first(language: Language) -> &'static str {
    said(
        language,
        (
            "Bitte erst ansehen und mit der letzten Sicherung vergleichen, dann an die Stelle der alten Datei legen.",
            "Please look at it first and compare it with the latest back-up, then put it in the place of the old file.",
        ),
    )
}
