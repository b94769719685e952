//! The history: what was changed by whom, newest first, and the edits of a change as they were applied.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Store, StoreError};
use crate::domain::{Act, ChangeId, Edit, Field, HistoryLine, Id, Kind, Record, Value, What};

impl Store {
    /// The latest changes, of one record or of the whole file, before a place in the history where one is given; without
    /// those that changed nothing.
    pub fn history(
        &self,
        of: Option<(Kind, Id)>,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<HistoryLine>, StoreError> {
        let scope = match of {
            Some(_) => "c.seq IN (SELECT seq FROM edit WHERE kind = ?3 AND record = ?4)",
            // What met the same from somebody else has changed nothing, and says nothing to anybody; what was done to the
            // file as a whole has no edits, and is told.
            None => {
                "?3 IS NULL AND ?4 IS NULL AND (c.act IN ('put_back', 'salvage', 'erase')
                    OR EXISTS (SELECT 1 FROM edit WHERE edit.seq = c.seq))"
            }
        };
        let sql = format!(
            "SELECT c.seq, c.id, c.act, coalesce((SELECT name FROM person WHERE person.id = c.person), c.login), c.at,
                c.undoes
             FROM change c WHERE c.seq < ?1 AND {scope} ORDER BY c.seq DESC LIMIT ?2"
        );
        let before = before.unwrap_or(i64::MAX);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let (kind, id) = of.unzip();
        let mut statement = self.connection.prepare_cached(&sql)?;
        let parameters = params![before, limit, kind.map(Kind::code), id.map(|id: Id| id.0)];
        let lines = statement.query_map(parameters, line)?.collect::<Result<Vec<_>, _>>()?;
        drop(statement);
        lines.into_iter().map(|line| self.fill(line, of)).collect()
    }

    /// The edits of a change as they were applied; `None` where the file does not know it.
    pub fn applied(&self, id: ChangeId) -> Result<Option<Vec<Edit>>, StoreError> {
        self.place_in_history(id)?.map(|seq| edits(&self.connection, seq)).transpose()
    }

    /// Where a change stands in the history; `None` where the file does not know it.
    pub fn place_in_history(&self, id: ChangeId) -> Result<Option<i64>, StoreError> {
        super::apply::place(&self.connection, id)
    }

    /// When a record was last changed, in UTC; `None` where nothing is known of it.
    pub fn changed_at(&self, kind: Kind, id: Id) -> Result<Option<String>, StoreError> {
        let sql = "SELECT c.at FROM edit e JOIN change c USING (seq) WHERE e.kind = ?1 AND e.record = ?2
                   ORDER BY e.seq DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(params![kind.code(), id.0], |row| row.get(0)).optional()?)
    }

    /// The place in the history of the last change of a record.
    pub fn last_change_of(&self, kind: Kind, id: Id) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT max(seq) FROM edit WHERE kind = ?1 AND record = ?2";
        Ok(self.connection.prepare_cached(sql)?.query_row(params![kind.code(), id.0], |row| row.get(0))?)
    }

    /// A record as it was behind the change of it at this place of the history; none where there is no such change.
    pub fn as_it_was(&self, record: &Record, seq: i64) -> Result<Option<Record>, StoreError> {
        let sql = "SELECT seq, field, before FROM edit WHERE kind = ?1 AND record = ?2 AND seq >= ?3
                   ORDER BY seq DESC, position DESC";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![record.kind.code(), record.id.0, seq])?;
        let (mut was, mut is_there) = (record.clone(), false);
        while let Some(row) = rows.next()? {
            let (at, field): (i64, Option<String>) = (row.get(0)?, row.get(1)?);
            if at == seq {
                is_there = true;
                continue;
            }
            // It did not exist yet.
            let Some(field) = field else { return Ok(None) };
            if let Some(field) = Field::from_code(&field) {
                let before = row.get_ref(2)?.as_str_or_null().ok().flatten().map(serde_json::from_str).transpose()?;
                was.values.insert(field, before.unwrap_or_default());
            }
        }
        Ok(is_there.then_some(was))
    }

    /// The place of the latest change.
    pub fn latest(&self) -> Result<i64, StoreError> {
        let sql = "SELECT coalesce(max(seq), 0) FROM change";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    fn fill(&self, mut line: HistoryLine, of: Option<(Kind, Id)>) -> Result<HistoryLine, StoreError> {
        line.edits = edits(&self.connection, line.seq)?;
        if let Some(record) = of {
            line.edits.retain(|edit| (edit.kind, edit.id) == record);
        }
        if let Some(first) = line.edits.first() {
            line.label = self.label(first.kind, first.id)?.unwrap_or_default();
        }
        Ok(line)
    }
}

fn line(row: &Row<'_>) -> rusqlite::Result<HistoryLine> {
    let change = |bytes: [u8; 16]| ChangeId(u128::from_be_bytes(bytes));
    Ok(HistoryLine {
        seq: row.get(0)?,
        id: change(row.get(1)?),
        act: Act::from_code(row.get_ref(2)?.as_str()?),
        by: row.get(3)?,
        at: row.get(4)?,
        undoes: row.get::<_, Option<[u8; 16]>>(5)?.map(change),
        edits: Vec::new(),
        label: String::new(),
    })
}

/// The edits of the change at this place.
pub(super) fn edits(connection: &Connection, seq: i64) -> Result<Vec<Edit>, StoreError> {
    let sql = "SELECT kind, record, field, before, after FROM edit WHERE seq = ?1 ORDER BY position";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([seq])?;
    let mut edits = Vec::new();
    while let Some(row) = rows.next()? {
        // A newer program may have written kinds and fields that this one does not know; it cannot undo them.
        let Some(kind) = Kind::from_code(row.get_ref(0)?.as_str().unwrap_or_default()) else { continue };
        let id = Id(row.get(1)?);
        let after: String = row.get(4)?;
        let what = match row.get::<_, Option<String>>(2)? {
            None => What::Create(serde_json::from_str(&after)?),
            Some(field) => {
                let Some(field) = Field::from_code(&field) else { continue };
                let before: Option<String> = row.get(3)?;
                let from = before.map_or(Ok(Value::Unknown), |text| serde_json::from_str(&text))?;
                What::Set { field, from, to: serde_json::from_str(&after)? }
            }
        };
        edits.push(Edit { kind, id, what });
    }
    Ok(edits)
}

/// Who set a field last before a place in the history, and when.
pub(super) fn last_author(
    connection: &Connection,
    kind: Kind,
    id: Id,
    field: Field,
    before: i64,
) -> Result<(String, String), StoreError> {
    let sql = "SELECT coalesce((SELECT name FROM person WHERE person.id = c.person), c.login), c.at
               FROM edit e JOIN change c USING (seq)
               WHERE e.kind = ?1 AND e.record = ?2 AND (e.field = ?3 OR e.field IS NULL) AND e.seq < ?4
               ORDER BY e.seq DESC LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let found =
        statement.query_row(params![kind.code(), id.0, field.code(), before], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(found.optional()?.unwrap_or_default())
}
