//! Versions of the file: plain SQL, applied under one exclusive lock in which the version is read again.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::StoreError;
use super::backup::copy_beside;
use super::open::APPLICATION_ID;
use super::share::{Gate, Turn};
use super::wait::Busy;

/// Where one queues for the file.
pub(super) type Queue<'a> = (Option<&'a Gate>, &'a Busy);

/// Every version, the first one at the front. A released one is never edited.
pub const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_first.sql"),
    include_str!("../../migrations/0002_standing.sql"),
    include_str!("../../migrations/0003_distinct_contacts.sql"),
    include_str!("../../migrations/0004_erasure.sql"),
    include_str!("../../migrations/0005_staff_and_answers.sql"),
    include_str!("../../migrations/0006_answers.sql"),
];

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
    apply(&transaction, MIGRATIONS, 0)?;
    transaction.execute("INSERT INTO file (only, uuid) VALUES (1, ?1)", [format!("{uuid:032x}")])?;
    Ok(transaction.commit()?)
}

/// Brings an older file up to this version in its turn, after a copy of it was written beside it.
pub(super) fn bring_up(connection: &mut Connection, path: &Path, queue: Queue<'_>) -> Result<(), StoreError> {
    bring_up_to(connection, path, queue, MIGRATIONS)
}

fn bring_up_to(
    connection: &mut Connection,
    path: &Path,
    (gate, busy): Queue<'_>,
    migrations: &[&str],
) -> Result<(), StoreError> {
    let is_up = |version: i32| usize::try_from(version).is_ok_and(|version| version >= migrations.len());
    let (_, version) = marks(connection)?;
    if is_up(version) {
        return Ok(());
    }
    // All who open the file after an update of the program want to do this at the same time.
    let _turn = Turn::wait(gate, busy)?;
    copy_beside(connection, path, &copy_path(path, version))?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    // Another program may have done it, or more, while this one waited for the lock.
    let (_, version) = marks(&transaction)?;
    if is_up(version) {
        return Ok(());
    }
    apply(&transaction, migrations, version)?;
    Ok(transaction.commit()?)
}

/// Where the copy of a file of this version goes: `questions.db` → `questions.db.v3`.
pub fn copy_path(path: &Path, version: i32) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".v{version}"));
    PathBuf::from(name)
}

fn apply(transaction: &Transaction<'_>, migrations: &[&str], from: i32) -> Result<(), StoreError> {
    for migration in migrations.iter().skip(usize::try_from(from).unwrap_or(0)) {
        transaction.execute_batch(migration)?;
    }
    Ok(transaction.pragma_update(None, "user_version", i32::try_from(migrations.len()).unwrap_or(i32::MAX))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    fn followed_by(next: &'static str) -> Vec<&'static str> {
        MIGRATIONS.iter().copied().chain([next]).collect()
    }

    #[test]
    fn an_older_file_is_brought_up_once_and_a_copy_of_it_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("runde.db");
        let mut first = Store::create(&path, 7).unwrap().connection;
        let mut second = Store::open(&path, false).unwrap().connection;
        let later = followed_by("CREATE TABLE later (a TEXT) STRICT;");
        bring_up_to(&mut first, &path, (None, &Busy::default()), &later).unwrap();
        // The other program had the old version before its eyes.
        bring_up_to(&mut second, &path, (None, &Busy::default()), &later).unwrap();
        for connection in [&first, &second] {
            assert_eq!(marks(connection).unwrap(), (APPLICATION_ID, CURRENT + 1));
            connection.execute("INSERT INTO later (a) VALUES ('x')", []).unwrap();
        }
        let copy = Store::open(&copy_path(&path, CURRENT), true).unwrap();
        assert_eq!(marks(&copy.connection).unwrap(), (APPLICATION_ID, CURRENT));
        assert_eq!(
            std::fs::read_dir(folder.path())
                .unwrap()
                .filter(|entry| { entry.as_ref().unwrap().file_name().to_string_lossy().ends_with(".part") })
                .count(),
            0
        );
    }

    #[test]
    fn a_file_is_brought_up_in_turn() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("runde.db");
        let mut connection = Store::create(&path, 7).unwrap().connection;
        drop(Store::open(&path, false).unwrap());
        let gate = || Gate::shared(crate::store::presence::side_file(&path).unwrap());
        let (ours, theirs, busy, waits) = (gate(), gate(), Busy::default(), Busy::default());
        let later = followed_by("CREATE TABLE later (a TEXT) STRICT;");
        let turn = Turn::wait(Some(&theirs), &busy).unwrap();
        waits.hurry(true);
        let held = bring_up_to(&mut connection, &path, (Some(&ours), &waits), &later);
        assert!(matches!(held, Err(StoreError::Busy)), "{held:?}");
        drop(turn);
        bring_up_to(&mut connection, &path, (Some(&ours), &waits), &later).unwrap();
        assert_eq!(marks(&connection).unwrap().1, CURRENT + 1);
    }

    #[test]
    fn a_step_that_fails_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("runde.db");
        let mut connection = Store::create(&path, 7).unwrap().connection;
        let broken = followed_by("CREATE TABLE half (a TEXT) STRICT; CREATE TABLE nonsense");
        assert!(bring_up_to(&mut connection, &path, (None, &Busy::default()), &broken).is_err());
        assert_eq!(marks(&connection).unwrap(), (APPLICATION_ID, CURRENT));
        assert!(connection.prepare("SELECT * FROM half").is_err());
    }
}
