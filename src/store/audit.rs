//! Looking whether the file is whole: SQLite's own checks, and whether the history leads to what the records hold.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::{Store, StoreError, record};
use crate::domain::{Act, Field, Id, Kind, Value};

/// Flaws of one sort that are named; of more, only the number is told.
const NAMED: usize = 100;

/// Something in the file that cannot be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// SQLite finds its pages or indexes damaged; in its words.
    Page(String),
    /// A row of this table refers to one that is not there.
    Link(String),
    /// So many changes are missing from the history, whose numbers have no gaps.
    Gap(i64),
    /// An edit of this change does not begin where the one before ended: somebody's work was written over.
    Torn {
        /// The change's place in the history.
        seq: i64,
        /// The kind of the record.
        kind: Kind,
        /// The record.
        id: Id,
    },
    /// A field does not hold what the history says.
    Differs {
        /// The kind of the record.
        kind: Kind,
        /// The record.
        id: Id,
        /// The field.
        field: Field,
    },
    /// A record of which the history says nothing, or the other way about.
    Untold {
        /// The kind of the record.
        kind: Kind,
        /// The record.
        id: Id,
    },
}

/// What was looked at, and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// Changes of the history.
    pub changes: i64,
    /// Records, removed ones too.
    pub records: i64,
    /// Changes that a salvage could not find any more, and has noted as lost.
    pub lost: i64,
    /// What cannot be right; at most a hundred. What a salvage has noted is known, and none of them.
    pub flaws: Vec<Flaw>,
    most: usize,
}

impl Default for Audit {
    fn default() -> Self {
        Self { changes: 0, records: 0, lost: 0, flaws: Vec::new(), most: NAMED }
    }
}

impl Audit {
    fn note(&mut self, flaw: Flaw) {
        if self.flaws.len() < self.most {
            self.flaws.push(flaw);
        }
    }
}

impl Store {
    /// Looks at the whole file, as it is at one moment. Takes about a second for a hundred megabytes, during which
    /// nobody can save.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be read at all.
    pub fn audit(&self) -> Result<Audit, StoreError> {
        self.at_once(|| {
            let mut audit = Audit::default();
            self.audit_pages(&mut audit)?;
            // What reads rows from broken pages would only say the same in worse words.
            if audit.flaws.is_empty() {
                audit_history(&self.connection, &mut audit)?;
            }
            Ok(audit)
        })
    }

    fn audit_pages(&self, audit: &mut Audit) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
        for line in lines.collect::<Result<Vec<_>, _>>()? {
            if line != "ok" {
                audit.note(Flaw::Page(line));
            }
        }
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
        let tables = statement.query_map([], |row| row.get::<_, String>(0))?;
        for table in tables.collect::<Result<Vec<_>, _>>()? {
            audit.note(Flaw::Link(table));
        }
        Ok(())
    }
}

/// What the history tells of a record, and where it does so last.
struct Told {
    id: Id,
    last: i64,
    values: BTreeMap<Field, Value>,
}

/// The records of a kind of which a salvage has noted that their history has gaps, and where.
fn noted(connection: &Connection, kind: Kind) -> Result<BTreeMap<Id, i64>, StoreError> {
    let sql = "SELECT record, max(seq) FROM edit JOIN change USING (seq) WHERE act = ?1 AND kind = ?2 GROUP BY record";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([Act::Salvage.code(), kind.code()], |row| Ok((Id(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// All that the history does not tell as the records hold it.
///
/// # Errors
/// [`StoreError`] where it cannot be read.
pub(super) fn history_flaws(connection: &Connection) -> Result<Vec<Flaw>, StoreError> {
    let mut audit = Audit { most: usize::MAX, ..Audit::default() };
    audit_history(connection, &mut audit)?;
    Ok(audit.flaws)
}

fn audit_history(connection: &Connection, audit: &mut Audit) -> Result<(), StoreError> {
    let sql = "SELECT count(*), coalesce(max(seq), 0) FROM change";
    let (count, last): (i64, i64) = connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    audit.changes = count;
    let sql =
        "SELECT count(*) FROM change WHERE act = ?1 AND NOT EXISTS (SELECT 1 FROM edit WHERE edit.seq = change.seq)";
    audit.lost = connection.query_row(sql, [Act::Salvage.code()], |row| row.get(0))?;
    // Where a back-up was put back, the numbers that were used after it are left out on purpose.
    let sql = "SELECT coalesce(sum(seq - 1 - coalesce((SELECT max(seq) FROM change c WHERE c.seq < change.seq), 0)), 0)
        FROM change WHERE act = ?1";
    let left_out: i64 = connection.query_row(sql, [Act::PutBack.code()], |row| row.get(0))?;
    if last - left_out > count {
        audit.note(Flaw::Gap(last - left_out - count));
    }
    for &kind in Kind::ALL {
        audit_kind(connection, kind, audit)?;
    }
    Ok(())
}

fn audit_kind(connection: &Connection, kind: Kind, audit: &mut Audit) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT id FROM {0} WHERE NOT EXISTS (SELECT 1 FROM edit WHERE edit.kind = ?1 AND edit.record = {0}.id)",
        kind.code()
    );
    let mut statement = connection.prepare(&sql)?;
    let untold = statement.query_map([kind.code()], |row| row.get(0).map(Id))?;
    for id in untold.collect::<Result<Vec<_>, _>>()? {
        audit.note(Flaw::Untold { kind, id });
    }
    let sql = "SELECT record, seq, field, before, after FROM edit WHERE kind = ?1 ORDER BY record, seq, position";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query(params![kind.code()])?;
    let known = noted(connection, kind)?;
    let mut told: Option<Told> = None;
    while let Some(row) = rows.next()? {
        let (id, seq) = (Id(row.get(0)?), row.get(1)?);
        if told.as_ref().is_some_and(|told| told.id != id) {
            compare(connection, kind, told.take(), &known, audit)?;
        }
        let (field, after): (Option<String>, String) = (row.get(2)?, row.get(4)?);
        let told = told.get_or_insert_with(|| Told { id, last: seq, values: BTreeMap::new() });
        told.last = seq;
        let values = &mut told.values;
        let is_known = known.get(&id).is_some_and(|noted| seq <= *noted);
        let Some(field) = field else {
            if !values.is_empty() && !is_known {
                audit.note(Flaw::Torn { seq, kind, id });
            }
            *values = serde_json::from_str(&after)?;
            continue;
        };
        // A newer program may know fields that this one does not.
        let Some(field) = Field::from_code(&field) else { continue };
        let before: Option<String> = row.get(3)?;
        let before = before.map_or(Ok(Value::Unknown), |text| serde_json::from_str(&text))?;
        let held = values.insert(field, serde_json::from_str(&after)?).unwrap_or_default();
        if held != before && !is_known && !(held.is_unknown() && before.is_unknown()) {
            audit.note(Flaw::Torn { seq, kind, id });
        }
    }
    compare(connection, kind, told, &known, audit)
}

/// Compares what the history tells of a record with what it holds.
fn compare(
    connection: &Connection,
    kind: Kind,
    told: Option<Told>,
    known: &BTreeMap<Id, i64>,
    audit: &mut Audit,
) -> Result<(), StoreError> {
    let Some(Told { id, last, values: told }) = told else { return Ok(()) };
    audit.records += 1;
    let Some(record) = record::read(connection, kind, id)? else {
        if known.get(&id) != Some(&last) {
            audit.note(Flaw::Untold { kind, id });
        }
        return Ok(());
    };
    for spec in kind.spec().fields {
        let (here, there) = (record.get(spec.field), told.get(&spec.field).unwrap_or(&Value::Unknown));
        if here != there && !(here.is_unknown() && there.is_unknown()) {
            audit.note(Flaw::Differs { kind, id, field: spec.field });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Change, IdSource, MemberKind, Record};

    fn store_with_towns() -> Store {
        let mut store = Store::in_memory().unwrap();
        let mut ids = IdSource::new(1);
        for (id, name) in [(1, "Kaarst"), (2, "Neuss")] {
            let town = Record::new(Kind::Member, Id(id)).with(Field::Name, name).with(Field::Kind, MemberKind::Town);
            store.apply(&Change::new(ids.change(), Act::Create, vec![town.create()])).unwrap();
            let edit = Change::new(ids.change(), Act::Edit, vec![town.set(Field::Name, format!("Stadt {name}"))]);
            store.apply(&edit).unwrap();
        }
        store
    }

    fn flaws_after(sql: &str) -> Vec<Flaw> {
        let store = store_with_towns();
        store.connection.execute_batch(sql).unwrap();
        store.audit().unwrap().flaws
    }

    #[test]
    fn a_file_made_by_changes_is_whole() {
        let audit = store_with_towns().audit().unwrap();
        assert_eq!(audit, Audit { changes: 4, records: 2, ..Audit::default() });
    }

    #[test]
    fn a_change_that_was_taken_out_is_missed() {
        let kaarst = Id(1);
        assert_eq!(
            flaws_after("DELETE FROM edit WHERE seq = 2; DELETE FROM change WHERE seq = 2"),
            [Flaw::Gap(1), Flaw::Differs { kind: Kind::Member, id: kaarst, field: Field::Name }]
        );
        let taken_whole = "UPDATE member SET name = 'Kaarst' WHERE id = 1; DELETE FROM edit WHERE seq = 2;
                           DELETE FROM change WHERE seq = 2";
        assert_eq!(flaws_after(taken_whole), [Flaw::Gap(1)]);
    }

    #[test]
    fn work_that_was_written_over_is_seen() {
        let torn = flaws_after("UPDATE edit SET before = '\"Kreis\"' WHERE seq = 4");
        assert_eq!(torn, [Flaw::Torn { seq: 4, kind: Kind::Member, id: Id(2) }]);
        let differs = flaws_after("UPDATE member SET name = 'anders' WHERE id = 2");
        assert_eq!(differs, [Flaw::Differs { kind: Kind::Member, id: Id(2), field: Field::Name }]);
    }

    #[test]
    fn a_record_that_no_change_made_is_seen() {
        let untold = flaws_after("INSERT INTO member (id, name, kind) VALUES (9, 'Nirgends', 'town')");
        assert_eq!(untold, [Flaw::Untold { kind: Kind::Member, id: Id(9) }]);
    }
}
