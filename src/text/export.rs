//! What is said of contacts that go to other programs.

use std::collections::BTreeMap;
use std::io::{Error, ErrorKind};

use super::{Pair, counted, field, said};
use crate::domain::{Field, Kind, Language};
use crate::exchange::export::Format;

/// What people call a form, and who reads it.
pub const fn format(language: Language, format: Format) -> &'static str {
    let pair: Pair = match format {
        Format::VCard => ("vCard 4.0: neuere Adressbücher", "vCard 4.0: newer address books"),
        Format::VCard3 => ("vCard 3.0: Outlook, ältere Adressbücher", "vCard 3.0: Outlook, older address books"),
        Format::Csv => ("CSV: Outlook, Excel", "CSV: Outlook, Excel"),
    };
    said(language, pair)
}

/// A file was written.
pub fn written(language: Language, contacts: usize, path: &str) -> String {
    let count = counted(language, Kind::Contact, contacts);
    match language {
        Language::German => format!("{count} geschrieben: {path}"),
        Language::English => format!("{count} written: {path}"),
    }
}

/// What the file does not hold; empty where it holds everything.
pub fn left_out(language: Language, fields: &BTreeMap<Field, usize>) -> String {
    if fields.is_empty() {
        return String::new();
    }
    let named = fields.iter().map(|(of, count)| format!("{} ({count})", field(language, Kind::Contact, *of)));
    let named = named.collect::<Vec<_>>().join(", ");
    match language {
        Language::German => format!("Nicht enthalten, nur in Runde: {named}"),
        Language::English => format!("Not contained, only in Runde: {named}"),
    }
}

/// There is such a file; on the command line, where it can be replaced by a word more.
pub fn exists_already(language: Language, path: &str) -> String {
    match language {
        Language::German => format!(
            "{path} gibt es schon; nichts wurde geschrieben. Bitte einen anderen Namen nennen oder mit --force ersetzen"
        ),
        Language::English => {
            format!("{path} exists already; nothing was written. Please name another file or replace it with --force")
        }
    }
}

/// There is such a file; on the screen.
pub fn exists(language: Language, path: &str) -> String {
    match language {
        Language::German => format!("{path} gibt es schon und bleibt, wie es ist. Bitte einen anderen Namen wählen"),
        Language::English => format!("{path} exists already and stays as it is. Please choose another name"),
    }
}

/// The file cannot be written.
pub fn not_written(language: Language, path: &str, cause: &Error) -> String {
    let cause = reason(language, cause);
    match language {
        Language::German => format!("{path} lässt sich nicht schreiben: {cause}. Es entstand keine Datei"),
        Language::English => format!("{path} cannot be written: {cause}. No file was made"),
    }
}

/// Why the system did not write. What nobody expects stays in its words: they help whoever is called for help.
fn reason(language: Language, cause: &Error) -> String {
    let pair: Pair = match cause.kind() {
        ErrorKind::NotFound => ("Diesen Ordner gibt es nicht", "there is no such folder"),
        ErrorKind::NotADirectory => ("Ein Teil des Pfads ist kein Ordner", "a part of the path is no folder"),
        ErrorKind::IsADirectory => ("Dort liegt ein Ordner dieses Namens", "a folder of this name is there"),
        ErrorKind::PermissionDenied => ("Dort fehlt die Berechtigung zum Schreiben", "there is no permission to write"),
        ErrorKind::ReadOnlyFilesystem => ("Auf diesem Laufwerk kann nur gelesen werden", "this drive can only be read"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            ("Auf dem Laufwerk ist kein Platz mehr", "there is no room left on the drive")
        }
        ErrorKind::Unsupported => {
            ("Das ist ein Gerät oder eine Leitung, keine Datei", "it is a device or a pipe, no file")
        }
        ErrorKind::InvalidData => (
            "Das ist eine Datei einer Allianz und bleibt, wie sie ist",
            "it is a file of an alliance and stays as it is",
        ),
        ErrorKind::InvalidFilename => {
            ("Der Name ist zu lang oder nicht erlaubt", "the name is too long or not allowed")
        }
        _ => return cause.to_string(),
    };
    said(language, pair).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_nothing_was_written_stands_in_the_language_of_the_reader() {
        let told = |language, kind: ErrorKind| not_written(language, "/fern/x.csv", &Error::from(kind));
        assert_eq!(
            told(Language::German, ErrorKind::NotFound),
            "/fern/x.csv lässt sich nicht schreiben: Diesen Ordner gibt es nicht. Es entstand keine Datei"
        );
        assert!(told(Language::German, ErrorKind::PermissionDenied).contains("fehlt die Berechtigung"));
        assert!(told(Language::English, ErrorKind::StorageFull).contains("no room left"));
    }
}
