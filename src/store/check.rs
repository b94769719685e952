//! Whether the file is in order: its pages, its links, and whether the history leads to what the records hold.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Store, StoreError, history, migrate};
use crate::domain::{Field, Id, Kind, Value, What};

/// Complaints of each sort that are told.
const TOLD: usize = 20;
/// A longer history is not replayed: that would take minutes and hold up everybody who writes.
pub const HISTORY_MOST: i64 = 200_000;

/// What was found in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Content {
    /// The version of the file.
    pub version: i32,
    /// The identity of the file.
    pub uuid: String,
    /// What is wrong with its pages, in SQLite's words.
    pub pages: Vec<String>,
    /// Links that lead nowhere, by table.
    pub links: Vec<String>,
    /// Changes in the history.
    pub changes: i64,
    /// Fields that hold something else than the history says, as kind, id and field; none where the history is too
    /// long to be replayed.
    pub differences: Option<Vec<String>>,
}

impl Content {
    /// Whether nothing is wrong.
    pub fn is_fine(&self) -> bool {
        self.pages.is_empty() && self.links.is_empty() && self.differences.as_ref().is_none_or(Vec::is_empty)
    }
}

impl Store {
    /// Reads the whole file. Nobody can save meanwhile: a second or two for a large one.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be read as far as to say what is wrong.
    pub fn check(&self) -> Result<Content, StoreError> {
        self.at_once(|| {
            let (_, version) = migrate::marks(&self.connection)?;
            let pages =
                self.told("SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'")?;
            // What the history says of a broken file would be noise.
            let is_whole = pages.is_empty();
            let links = if is_whole {
                self.told("SELECT \"table\" || ' ' || rowid || ' → ' || parent FROM pragma_foreign_key_check")?
            } else {
                Vec::new()
            };
            let changes = self.latest()?;
            let replays = is_whole && changes <= HISTORY_MOST && version <= migrate::CURRENT;
            let differences = if replays { Some(self.differences()?) } else { None };
            Ok(Content { version, uuid: self.uuid()?, pages, links, changes, differences })
        })
    }

    fn told(&self, sql: &str) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.take(TOLD).collect::<Result<_, _>>()?)
    }

    /// Replays the history, and compares where it leads with what is there.
    fn differences(&self) -> Result<Vec<String>, StoreError> {
        let mut fields: BTreeMap<(Kind, Id), BTreeMap<Field, Value>> = BTreeMap::new();
        let mut statement = self.connection.prepare("SELECT seq FROM change ORDER BY seq")?;
        let places = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        for seq in places {
            for edit in history::edits(&self.connection, seq)? {
                let record = fields.entry((edit.kind, edit.id)).or_default();
                match edit.what {
                    What::Create(values) => *record = values,
                    What::Set { field, to, .. } => {
                        record.insert(field, to);
                    }
                }
            }
        }
        let mut differences = Vec::new();
        for kind in Kind::ALL {
            let mut statement = self.connection.prepare(&format!("SELECT id FROM {} ORDER BY id", kind.code()))?;
            let ids = statement.query_map([], |row| row.get(0).map(Id))?.collect::<Result<Vec<_>, _>>()?;
            for id in ids {
                match fields.remove(&(*kind, id)) {
                    Some(said) => self.compare(*kind, id, &said, &mut differences)?,
                    None => differences.push(format!("{} {id}", kind.code())),
                }
                if differences.len() >= TOLD {
                    return Ok(differences);
                }
            }
        }
        // What the history has made and is not there any more.
        differences
            .extend(fields.keys().take(TOLD - differences.len()).map(|(kind, id)| format!("{} {id}", kind.code())));
        Ok(differences)
    }

    fn compare(
        &self,
        kind: Kind,
        id: Id,
        said: &BTreeMap<Field, Value>,
        differences: &mut Vec<String>,
    ) -> Result<(), StoreError> {
        let Some(record) = self.record(kind, id)? else { return Ok(()) };
        for spec in kind.spec().fields {
            let (said, held) = (said.get(&spec.field).unwrap_or(&Value::Unknown), record.get(spec.field));
            let is_same = said == held || said.as_links() == held.as_links() && (is_empty(said) && is_empty(held));
            if !is_same {
                differences.push(format!("{} {id} {}", kind.code(), spec.field.code()));
            }
        }
        Ok(())
    }
}

/// No links and nothing known are the same.
fn is_empty(value: &Value) -> bool {
    value.is_unknown() || matches!(value, Value::Links(links) if links.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{Plan, changes};

    fn store() -> Store {
        let plan = Plan { questions: 40, contacts: 20, ..Plan::new(3, "2026-11-22".parse().unwrap()) };
        let mut store = Store::in_memory().unwrap();
        for change in changes(&plan) {
            store.apply(&change).unwrap();
        }
        store
    }

    #[test]
    fn a_file_in_order_replays_to_what_it_holds() {
        let content = store().check().unwrap();
        assert_eq!(content.differences, Some(Vec::new()));
        assert!(content.is_fine() && content.changes > 0, "{content:?}");
    }

    #[test]
    fn what_bypassed_the_history_or_leads_nowhere_is_named() {
        let store = store();
        store.connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        let id: i64 = store.connection.query_row("SELECT min(id) FROM question", [], |row| row.get(0)).unwrap();
        store.connection.execute("UPDATE question SET title = 'x', working_group = 99 WHERE id = ?1", [id]).unwrap();
        let content = store.check().unwrap();
        let wanted = [format!("question {id} title"), format!("question {id} working_group")];
        let differences = content.differences.clone().unwrap();
        assert!(wanted.iter().all(|one| differences.contains(one)) && differences.len() == 2, "{differences:?}");
        assert_eq!(content.links.len(), 1);
        assert!(!content.is_fine());
    }
}
