//! What is said of contacts that go to other programs.

use std::collections::BTreeMap;

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
pub fn not_written(language: Language, path: &str, cause: &str) -> String {
    match language {
        Language::German => format!("{path} lässt sich nicht schreiben: {cause}. Es entstand keine Datei"),
        Language::English => format!("{path} cannot be written: {cause}. No file was made"),
    }
}
