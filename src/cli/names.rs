//! The names of linked records, looked up once each, and values and edits as people read them.

use std::collections::BTreeMap;

use chrono::{DateTime, Local};

use super::trouble::Trouble;
use crate::domain::query::is_place;
use crate::domain::{Edit, Field, FieldType, Id, Kind, Language, Value, What, dates};
use crate::store::Store;
use crate::text;
use crate::text::command_line::unknown;

/// Names of records, kept as they are looked up.
pub(super) struct Names<'store> {
    store: &'store Store,
    language: Language,
    known: BTreeMap<(Kind, Id), String>,
}

impl<'store> Names<'store> {
    pub(super) const fn new(store: &'store Store, language: Language) -> Self {
        Self { store, language, known: BTreeMap::new() }
    }

    /// What a record is called; its id where there is none of that id any more.
    pub(super) fn of(&mut self, kind: Kind, id: Id) -> Result<String, Trouble> {
        if let Some(name) = self.known.get(&(kind, id)) {
            return Ok(name.clone());
        }
        let name = self.store.label(kind, id)?.unwrap_or_else(|| id.to_string());
        self.known.insert((kind, id), name.clone());
        Ok(name)
    }

    /// The names of what a field links to, by id; empty where it links to nothing.
    pub(super) fn linked(&mut self, holds: FieldType, value: &Value) -> Result<BTreeMap<Id, String>, Trouble> {
        let (kind, ids) = match holds {
            FieldType::Link(kind) => (kind, value.as_link().into_iter().collect()),
            FieldType::Links(kind, _) => (kind, value.as_links()),
            _ => return Ok(BTreeMap::new()),
        };
        ids.into_iter().map(|id| Ok((id, self.of(kind, id)?))).collect()
    }

    /// What a field holds, as people read it; empty where nothing is known.
    pub(super) fn shown(&mut self, of: Kind, field: Field, value: &Value) -> Result<String, Trouble> {
        let Some(holds) = of.holds(field) else { return Ok(String::new()) };
        if value.is_unknown() {
            return Ok(String::new());
        }
        Ok(match holds {
            FieldType::Link(_) | FieldType::Links(..) => {
                self.linked(holds, value)?.into_values().collect::<Vec<_>>().join(", ")
            }
            FieldType::Subject => {
                let kind = value.as_text().and_then(Kind::from_code);
                kind.map(|kind| text::kind(self.language, kind).to_owned()).unwrap_or_default()
            }
            _ => {
                let written = text::written(holds, value, self.language);
                text::source(self.language, of, field, &written).into_owned()
            }
        })
    }

    /// What a field holds, in one line and not too long; a dash where nothing is known.
    pub(super) fn or_unknown(&mut self, of: Kind, field: Field, value: &Value) -> Result<String, Trouble> {
        let shown = self.shown(of, field, value)?;
        Ok(if shown.is_empty() { unknown().to_owned() } else { clipped(&shown) })
    }

    /// What a change did, record by record: `Frage 214 Wer zahlt?: Status: Eingang → zugewiesen`.
    pub(super) fn edits(&mut self, edits: &[Edit]) -> Result<Vec<String>, Trouble> {
        let mut records: Vec<(Kind, Id, Vec<String>)> = Vec::new();
        for edit in edits {
            let place = match records.iter().position(|(kind, id, _)| (*kind, *id) == (edit.kind, edit.id)) {
                Some(place) => place,
                None => {
                    records.push((edit.kind, edit.id, Vec::new()));
                    records.len() - 1
                }
            };
            if let What::Set { field, from, to } = &edit.what {
                if is_place(edit.kind, *field) {
                    records[place].2.push(text::question_list::words(self.language).moved.to_owned());
                    continue;
                }
                let label = text::field(self.language, edit.kind, *field);
                let from = self.or_unknown(edit.kind, *field, from)?;
                let to = self.or_unknown(edit.kind, *field, to)?;
                records[place].2.push(format!("{label}: {from} → {to}"));
            }
        }
        let line = |(kind, id, fields): (Kind, Id, Vec<String>)| {
            let head = format!("{} {}", text::kind(self.language, kind), clipped(&self.of(kind, id)?));
            Ok(if fields.is_empty() { head } else { format!("{head}: {}", fields.join("; ")) })
        };
        records.into_iter().map(line).collect()
    }
}

/// A text in one line of at most sixty characters.
pub(super) fn clipped(text: &str) -> String {
    const LENGTH: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LENGTH {
        return line;
    }
    let start: String = line.chars().take(LENGTH - 1).collect();
    format!("{}…", start.trim_end())
}

/// A moment of the file, in UTC, as the clock on the wall showed it; left as it is where it is none.
pub(super) fn local(at: &str, language: Language) -> String {
    let Ok(moment) = DateTime::parse_from_rfc3339(at) else { return at.to_owned() };
    let moment = moment.with_timezone(&Local).naive_local();
    format!("{} {}", dates::format(moment.date(), language), moment.format("%H:%M"))
}
