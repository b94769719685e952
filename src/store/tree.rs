//! The tree of institutions, read whole: there are some hundred of them at most.

use rusqlite::params;

use super::{Store, StoreError};
use crate::domain::tree::{Branch, COUNTED};
use crate::domain::{Id, InstitutionKind};

/// Institutions that are read at most; beyond it nobody looks through a tree.
const MOST: u32 = 2000;

impl Store {
    /// The institutions in the order of their names.
    ///
    /// # Errors
    /// [`StoreError`] where the file is busy or out of reach.
    pub fn branches(&self) -> Result<Vec<Branch>, StoreError> {
        let sql = "SELECT id, coalesce(short_name, name), kind, parent, successor IS NOT NULL,
                (SELECT count(*) FROM (SELECT 1 FROM contact WHERE institution = t0.id AND removed IS NULL LIMIT ?1))
            FROM institution t0 WHERE removed IS NULL ORDER BY runde_key(coalesce(short_name, name)), id LIMIT ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let branches = statement.query_map(params![COUNTED, MOST], |row| {
            let kind: String = row.get(2)?;
            Ok(Branch {
                id: Id(row.get(0)?),
                name: row.get(1)?,
                // What another program wrote there is shown all the same.
                kind: InstitutionKind::from_code(&kind).unwrap_or(InstitutionKind::Other),
                parent: row.get::<_, Option<i64>>(3)?.map(Id),
                is_past: row.get(4)?,
                contacts: row.get(5)?,
            })
        })?;
        Ok(branches.collect::<Result<_, _>>()?)
    }
}
