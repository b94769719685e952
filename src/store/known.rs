//! What an import has to know of the file: small kinds whole, and what came by import before.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{OptionalExtension, params};

use super::{Store, StoreError, record};
use crate::domain::{Act, Field, Id, Kind, Record, Value};

/// What a question is recognised by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionSign {
    /// The question.
    pub id: Id,
    /// Where it came from, as it stands in the file.
    pub source: String,
    /// Its text, its title where it has none.
    pub text: String,
    /// Whether it was removed.
    pub removed: bool,
}

impl Store {
    /// Every record of a kind, the removed ones too; for kinds of which there are few.
    pub fn whole(&self, kind: Kind) -> Result<Vec<Record>, StoreError> {
        let sql = format!("SELECT id FROM {} ORDER BY rowid", kind.code());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let ids = statement.query_map([], |row| row.get(0).map(Id))?.collect::<Result<Vec<_>, _>>()?;
        let read = |id| record::read(&self.connection, kind, id);
        ids.into_iter().map(read).filter_map(Result::transpose).collect()
    }

    /// What every question is recognised by, handed out one by one in the order of their numbers.
    pub fn question_signs(&self, mut each: impl FnMut(QuestionSign)) -> Result<(), StoreError> {
        let sql = "SELECT id, coalesce(source, ''), coalesce(text, title), removed FROM question ORDER BY number";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (id, removed) = (Id(row.get(0)?), row.get::<_, Option<i64>>(3)?.is_some());
            each(QuestionSign { id, source: row.get(1)?, text: row.get(2)?, removed });
        }
        Ok(())
    }

    /// Every contact with what it is recognised by: names, mails, phones, institution, uid; in the order in which
    /// they came.
    pub fn contact_signs(&self) -> Result<Vec<Record>, StoreError> {
        const FIELDS: [Field; 7] = [
            Field::Uid,
            Field::FirstName,
            Field::LastName,
            Field::Mails,
            Field::Phones,
            Field::Institution,
            Field::Removed,
        ];
        // Ids are drawn at random; the order of making stands in the history.
        let sql = format!(
            "SELECT id, {} FROM contact c ORDER BY
                (SELECT min(seq * 1000000 + position) FROM edit WHERE kind = 'contact' AND record = c.id), id",
            FIELDS.map(Field::code).join(", ")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut contacts = Vec::new();
        while let Some(row) = rows.next()? {
            let mut contact = Record::new(Kind::Contact, Id(row.get(0)?));
            for (place, field) in FIELDS.into_iter().enumerate() {
                contact.values.insert(field, record::value_of(row.get_ref(place + 1)?));
            }
            contacts.push(contact);
        }
        Ok(contacts)
    }

    /// The places in the history of the changes that were undone and not done again.
    pub fn undone(&self) -> Result<HashSet<i64>, StoreError> {
        let sql = "SELECT c.id, c.undoes, u.seq FROM change c JOIN change u ON u.id = c.undoes ORDER BY c.seq DESC";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut without_effect: HashSet<[u8; 16]> = HashSet::new();
        let mut places = HashSet::new();
        // The latest first: whether an undoing counts is known by what came after it.
        while let Some(row) = rows.next()? {
            if !without_effect.contains(&row.get::<_, [u8; 16]>(0)?) {
                without_effect.insert(row.get(1)?);
                places.insert(row.get(2)?);
            }
        }
        Ok(places)
    }

    /// What imports last put into the fields of a record, given the changes that were undone. Imports that were
    /// undone do not count, but for what a record that they made still holds.
    pub fn brought(&self, kind: Kind, id: Id, undone: &HashSet<i64>) -> Result<BTreeMap<Field, Value>, StoreError> {
        let sql = "SELECT e.seq, e.field, e.after FROM edit e JOIN change c USING (seq)
                   WHERE e.kind = ?1 AND e.record = ?2 AND c.act = ?3 ORDER BY e.seq, e.position";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![kind.code(), id.0, Act::Import.code()])?;
        let mut brought = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (seq, field): (i64, Option<String>) = (row.get(0)?, row.get(1)?);
            let after = row.get_ref(2)?.as_str().unwrap_or_default();
            match field {
                None => brought = serde_json::from_str(after)?,
                Some(field) if !undone.contains(&seq) => {
                    if let Some(field) = Field::from_code(&field) {
                        brought.insert(field, serde_json::from_str(after)?);
                    }
                }
                Some(_) => {}
            }
        }
        Ok(brought)
    }

    /// Whether a record was last removed by undoing an import.
    pub fn was_taken_back(&self, kind: Kind, id: Id) -> Result<bool, StoreError> {
        let sql = "SELECT c.act = ?3 AND EXISTS (SELECT 1 FROM change u WHERE u.id = c.undoes AND u.act = ?4)
                   FROM edit e JOIN change c USING (seq)
                   WHERE e.kind = ?1 AND e.record = ?2 AND e.field = 'removed' ORDER BY e.seq DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let parameters = params![kind.code(), id.0, Act::Undo.code(), Act::Import.code()];
        Ok(statement.query_row(parameters, |row| row.get(0)).optional()?.unwrap_or(false))
    }
}
