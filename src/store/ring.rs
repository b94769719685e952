//! The tree of institutions has no ring: a change that would close one is refused, whoever makes it.

use rusqlite::Connection;

use super::StoreError;
use crate::domain::{Change, Field, Kind, What};

/// Looks at the institutions to which a change gave another place in the tree, or a successor.
///
/// # Errors
/// [`StoreError::Ring`] where one of them would stand below itself, or go into itself.
pub(super) fn check(connection: &Connection, change: &Change) -> Result<(), StoreError> {
    for edit in change.edits.iter().filter(|edit| edit.kind == Kind::Institution) {
        for field in [Field::Parent, Field::Successor] {
            let is_set = match &edit.what {
                What::Set { field: set, to, .. } => *set == field && !to.is_unknown(),
                What::Create(values) => values.contains_key(&field),
            };
            if is_set && closes(connection, field, edit.id.0)? {
                return Err(StoreError::Ring(edit.id, field));
            }
        }
    }
    Ok(())
}

fn closes(connection: &Connection, field: Field, id: i64) -> Result<bool, StoreError> {
    let link = field.code();
    // UNION leaves out what was reached before, so that it ends on a ring too.
    let sql = format!(
        "WITH RECURSIVE reached (id) AS (SELECT {link} FROM institution WHERE id = ?1
            UNION SELECT i.{link} FROM institution i JOIN reached r ON i.id = r.id WHERE i.{link} IS NOT NULL)
         SELECT 1 FROM reached WHERE id = ?1"
    );
    Ok(connection.prepare_cached(&sql)?.exists([id])?)
}
