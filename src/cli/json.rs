//! The machine-readable form of records, edits and what they link to; described in docs/cli.md.

use std::collections::BTreeMap;
use std::io::Write;

use serde::{Serialize, Serializer};

use super::names::Names;
use super::trouble::Trouble;
use crate::domain::entry::is_unseen;
use crate::domain::{Edit, Field, FieldType, Id, Kind, Record, Value, What};

/// A record: every field of its kind, null where nothing is known, and the names of what it links to.
#[derive(Debug, Serialize)]
pub(super) struct RecordJson {
    kind: Kind,
    id: Id,
    label: String,
    fields: Fields,
    names: BTreeMap<Field, BTreeMap<Id, String>>,
}

/// Fields in the order of the catalogue.
#[derive(Debug)]
struct Fields(Vec<(Field, Value)>);

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(field, value)| (field, value)))
    }
}

impl RecordJson {
    pub(super) fn new(record: &Record, names: &mut Names<'_>) -> Result<Self, Trouble> {
        let mut fields = Vec::new();
        let mut linked = BTreeMap::new();
        for spec in record.kind.spec().fields {
            let value = record.get(spec.field);
            let found = names.linked(spec.holds, value)?;
            if !found.is_empty() {
                linked.insert(spec.field, found);
            }
            let several = matches!(spec.holds, FieldType::Links(..));
            // A list even where it is empty: whoever reads it need not look for null.
            fields.push((spec.field, if several { Value::Links(value.as_links()) } else { value.clone() }));
        }
        let label = names.of(record.kind, record.id)?;
        Ok(Self { kind: record.kind, id: record.id, label, fields: Fields(fields), names: linked })
    }
}

/// One step of a change: the creation of a record with its fields, or a field that holds something else.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum EditJson<'a> {
    Create { kind: Kind, id: Id, create: &'a BTreeMap<Field, Value> },
    Set { kind: Kind, id: Id, field: Field, from: &'a Value, to: &'a Value },
}

impl<'a> From<&'a Edit> for EditJson<'a> {
    fn from(edit: &'a Edit) -> Self {
        let (kind, id) = (edit.kind, edit.id);
        match &edit.what {
            What::Create(create) => Self::Create { kind, id, create },
            What::Set { field, from, to } => Self::Set { kind, id, field: *field, from, to },
        }
    }
}

/// Writes a value, readable for people too.
pub(super) fn write(out: &mut dyn Write, value: &impl Serialize) -> Result<(), Trouble> {
    let json = serde_json::to_string_pretty(value)?;
    Ok(writeln!(out, "{}", escaped(&json))?)
}

/// JSON leaves U+007F to U+009F as they are, some of which steer terminals, and what hides or reorders text; all of
/// them can only stand within texts.
pub(super) fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            _ if letter != '\n' && letter.is_control() || is_unseen(letter) => {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    escaped.push_str(&format!("\\u{unit:04x}"));
                }
            }
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_read_back_from_what_is_written() {
        let text = "a\u{1b}[31m\u{9b}2J\u{7f}ä\u{202e}\u{200b}\u{2028}\u{e0001}\n";
        let mut out = Vec::new();
        write(&mut out, &text).unwrap();
        let json = String::from_utf8(out).unwrap();
        assert!(!json.trim_end().chars().any(|letter| letter.is_control() || is_unseen(letter)), "{json:?}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
