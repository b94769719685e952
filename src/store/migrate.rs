//! Versions of the file: plain SQL, applied under one exclusive lock in which the version is read again.

use std::path::{Path, PathBuf};

use rusqlite::backup::Backup;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::StoreError;
use super::open::APPLICATION_ID;

/// Every version, the first one at the front. A released one is never edited.
pub const MIGRATIONS: &[&str] = &[include_str!("../../migrations/0001_first.sql")];

/// The version that this program writes.
pub const CURRENT: i32 = MIGRATIONS.len() as i32;

/// Whose file it is and which version it has.
pub(super) fn marks(connection: &Connection) -> Result<(i32, i32), StoreError> {
    let read = |name| connection.pragma_query_value(None, name, |row| row.get(0));
    Ok((read("application_id")?, read("user_version")?))
}

/// Fills an empty file.
pub(super) fn create(connection: &mut Connection, uuid: u128) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    apply(&transaction, 0)?;
    transaction.execute("INSERT INTO file (only, uuid) VALUES (1, ?1)", [format!("{uuid:032x}")])?;
    Ok(transaction.commit()?)
}

/// Brings an older file up to this version, after a copy of it was written beside it.
pub(super) fn bring_up(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let (_, version) = marks(connection)?;
    if version >= CURRENT {
        return Ok(());
    }
    copy(connection, &copy_path(path, version))?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    // Another program may have done it while this one waited for the lock.
    let (_, version) = marks(&transaction)?;
    apply(&transaction, version)?;
    Ok(transaction.commit()?)
}

/// Where the copy of a file of this version goes: `questions.db` → `questions.db.v3`.
pub fn copy_path(path: &Path, version: i32) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".v{version}"));
    PathBuf::from(name)
}

fn copy(connection: &Connection, to: &Path) -> Result<(), StoreError> {
    if to.exists() {
        return Ok(());
    }
    let mut part = to.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    {
        let mut target = Connection::open(&part)?;
        // In one step: in small ones, other people's writing would start it over again and again.
        Backup::new(connection, &mut target)?.step(-1)?;
    }
    std::fs::rename(&part, to).map_err(|cause| StoreError::OutOfReach { path: to.to_owned(), cause })
}

fn apply(transaction: &Transaction<'_>, from: i32) -> Result<(), StoreError> {
    for migration in MIGRATIONS.iter().skip(usize::try_from(from).unwrap_or(0)) {
        transaction.execute_batch(migration)?;
    }
    Ok(transaction.pragma_update(None, "user_version", CURRENT)?)
}
