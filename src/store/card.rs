//! One record with all that hangs on it, for the detail beside the lists.

use rusqlite::params;

use super::record::{label, linked_name};
use super::{Store, StoreError};
use crate::domain::query::{Condition, From, Query, Sort};
use crate::domain::{Card, Field, FieldType, Id, Kind, Note, Section, Value};

/// Rows that a section shows at most.
const SECTION: usize = 50;

impl Store {
    /// A record with all that hangs on it; `None` where there is no such record.
    pub fn card(&self, kind: Kind, id: Id) -> Result<Option<Card>, StoreError> {
        let Some(record) = self.record(kind, id)? else { return Ok(None) };
        let label = self.label(kind, id)?.unwrap_or_default();
        let mut names = Vec::new();
        for spec in kind.spec().fields {
            let (FieldType::Link(linked) | FieldType::Links(linked, _)) = spec.holds else { continue };
            let ids = match record.get(spec.field) {
                Value::Links(ids) => ids.iter().copied().collect(),
                value => value.as_link().map(|id| vec![id]).unwrap_or_default(),
            };
            if !ids.is_empty() {
                names.push((spec.field, self.names(linked, &ids)?));
            }
        }
        let sections = kind.spec().children.iter().map(|&(child, by)| self.section(child, by, id));
        let sections = sections.collect::<Result<_, _>>()?;
        let list = if kind == Kind::List { self.question_list(id)?.map(Box::new) } else { None };
        let comments = self.comments(kind, id)?;
        Ok(Some(Card { label, names, sections, comments, facts: Vec::new(), list, record }))
    }

    /// The names of some records of a kind, in the order of the ids.
    pub fn names(&self, kind: Kind, ids: &[Id]) -> Result<Vec<(Id, String)>, StoreError> {
        let named = |id: &Id| Ok((*id, self.label(kind, *id)?.unwrap_or_default()));
        ids.iter().map(named).collect()
    }

    fn section(&self, kind: Kind, by: Field, of: Id) -> Result<Section, StoreError> {
        let (field, descending) = kind.spec().order;
        let mut rows = self.rows(&Query {
            kind,
            conditions: vec![Condition::Is(by, Value::from(of))],
            sort: Sort { field, descending },
            from: From::Start,
            limit: SECTION + 1,
        })?;
        let more = rows.len() > SECTION;
        rows.truncate(SECTION);
        Ok(Section { kind, by, rows, more })
    }

    fn comments(&self, kind: Kind, id: Id) -> Result<Vec<Note>, StoreError> {
        let person = linked_name(Kind::Person, "t0.person", 1, label);
        // What was said of its duplicates is read with the question that is kept, with the number of each.
        let subjects = "subject_id = ?2 OR ?1 = 'question' AND subject_id IN
            (SELECT id FROM question WHERE duplicate_of = ?2 AND state = 'duplicate' AND removed IS NULL)";
        let of = "CASE WHEN subject_id <> ?2 THEN
            (SELECT ' (' || number || ')' FROM question WHERE question.id = subject_id) ELSE '' END";
        let sql = format!(
            "SELECT id, coalesce({person}, asked_by, '') || {of}, coalesce(given, ''), text FROM comment t0
             WHERE subject = ?1 AND ({subjects}) AND removed IS NULL ORDER BY given, id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let notes = statement.query_map(params![kind.code(), id.0], |row| {
            Ok(Note { id: Id(row.get(0)?), by: row.get(1)?, at: row.get(2)?, text: row.get(3)? })
        })?;
        Ok(notes.collect::<Result<_, _>>()?)
    }
}
