//! The proofs of erasure in the file.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::domain::privacy::{Proof, Spot};
use crate::domain::{ChangeId, Id, Kind};
use crate::store::{Store, StoreError};

const COLUMNS: &str = "change, kind, record, login, person, at, stand_in, kept, counts, backups, cleaned";

impl Store {
    /// The proofs of all erasures, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] where they cannot be read.
    pub fn erasures(&self) -> Result<Vec<Proof>, StoreError> {
        if !has_proofs(&self.connection)? {
            return Ok(Vec::new());
        }
        let sql = format!("SELECT {COLUMNS} FROM erasure ORDER BY at DESC, change");
        let mut statement = self.connection.prepare(&sql)?;
        let proofs = statement.query_map([], read)?.collect::<Result<Vec<_>, _>>()?;
        proofs.into_iter().map(finish).collect()
    }

    /// How many erasures there are whose bytes are still to be overwritten.
    ///
    /// # Errors
    /// [`StoreError`] where that cannot be read.
    pub fn uncleaned(&self) -> Result<usize, StoreError> {
        if !has_proofs(&self.connection)? {
            return Ok(0);
        }
        let sql = "SELECT count(*) FROM erasure WHERE cleaned IS NULL";
        let count: i64 = self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }
}

/// Whether a file is of a version with proofs; an older one that is only read is not.
fn has_proofs(connection: &Connection) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'erasure')";
    Ok(connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// Whether a record was erased.
pub(in crate::store) fn is_erased(connection: &Connection, kind: Kind, id: Id) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM erasure WHERE kind = ?1 AND record = ?2";
    Ok(connection.prepare_cached(sql)?.exists(params![kind.code(), id.0])?)
}

/// The proof of the erasure of a record.
pub(super) fn of(connection: &Connection, (kind, id): (Kind, Id)) -> Result<Option<Proof>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM erasure WHERE kind = ?1 AND record = ?2");
    connection.prepare(&sql)?.query_row(params![kind.code(), id.0], read).optional()?.map(finish).transpose()
}

pub(super) fn insert(connection: &Connection, proof: &Proof) -> Result<(), StoreError> {
    let kept: Vec<String> = proof.kept.iter().map(ToString::to_string).collect();
    let sql = format!("INSERT INTO erasure ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
    connection.execute(
        &sql,
        params![
            proof.change.0.to_be_bytes(),
            proof.record.0.code(),
            proof.record.1.0,
            proof.login,
            proof.person.map(|id| id.0),
            proof.at,
            proof.stand_in,
            serde_json::to_string(&kept)?,
            serde_json::to_string(&proof.counts)?,
            serde_json::to_string(&proof.backups)?,
            proof.cleaned,
        ],
    )?;
    Ok(())
}

/// A proof, and the three of its fields that are JSON.
type Raw = (Proof, [String; 3]);

fn read(row: &Row<'_>) -> rusqlite::Result<Raw> {
    let proof = Proof {
        change: ChangeId(u128::from_be_bytes(row.get(0)?)),
        record: (Kind::from_code(&row.get::<_, String>(1)?).unwrap_or(Kind::Contact), Id(row.get(2)?)),
        login: row.get(3)?,
        person: row.get::<_, Option<i64>>(4)?.map(Id),
        at: row.get(5)?,
        stand_in: row.get(6)?,
        kept: BTreeSet::new(),
        counts: crate::domain::privacy::Counts::default(),
        backups: Vec::new(),
        cleaned: row.get(10)?,
    };
    Ok((proof, [row.get(7)?, row.get(8)?, row.get(9)?]))
}

fn finish((proof, [kept, counts, backups]): Raw) -> Result<Proof, StoreError> {
    let kept: Vec<String> = serde_json::from_str(&kept)?;
    // A newer program may keep fields that this one does not know.
    let kept = kept.iter().filter_map(|spot| spot.parse::<Spot>().ok()).collect();
    Ok(Proof { kept, counts: serde_json::from_str(&counts)?, backups: serde_json::from_str(&backups)?, ..proof })
}
