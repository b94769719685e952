//! What goes wrong with the drive: silence, unlocks that fail, a file that is replaced, a program that dies.

use super::*;
use crate::store::StoreError;

fn insert(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("INSERT INTO t VALUES (2, zeroblob(9000))", [])?;
    Ok(())
}

/// As a program leaves the file that dies in the middle of a commit.
fn torn() -> (TempDir, PathBuf) {
    let (folder, path) = file();
    let dying = ours(&path);
    dying.execute_batch("PRAGMA cache_size = 1; PRAGMA cache_spill = ON; BEGIN IMMEDIATE").unwrap();
    for _ in 0..200 {
        insert(&dying).unwrap();
    }
    dying.execute_batch("UPDATE t SET b = 'half' WHERE a = 1").unwrap();
    let copy = folder.path().join("copy.db");
    std::fs::copy(&path, &copy).unwrap();
    std::fs::copy(journal(&path), journal(&copy)).unwrap();
    drop(dying);
    (folder, copy)
}

#[test]
fn what_a_dead_writer_left_is_taken_back_by_the_next_one() {
    let (_folder, path) = torn();
    let next = ours(&path);
    assert_eq!(count(&next).unwrap(), 1);
    assert_eq!(std::fs::metadata(journal(&path)).unwrap().len(), 0, "emptied, not removed");
}

#[test]
fn one_who_may_only_read_does_not_read_what_is_half_written() {
    let (_folder, path) = torn();
    crate::store::share::register().unwrap();
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let reader = Connection::open_with_flags_and_vfs(&path, flags, crate::store::share::NAME).unwrap();
    assert!(matches!(StoreError::from(count(&reader).unwrap_err()), StoreError::Unfinished));
    // Nor while somebody who holds the lock is just writing it.
    let (_folder, path) = file();
    let writer = ours(&path);
    let reader = Connection::open_with_flags_and_vfs(&path, flags, crate::store::share::NAME).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; INSERT INTO t VALUES (2, 2)").unwrap();
    assert_eq!(count(&reader).unwrap(), 1);
    writer.execute_batch("COMMIT").unwrap();
    assert_eq!(count(&reader).unwrap(), 2);
}

#[test]
fn after_a_long_silence_nothing_more_is_written() {
    let (_folder, path) = file();
    let (sleeper, other) = (ours(&path), ours(&path));
    sleeper.execute_batch("BEGIN IMMEDIATE; INSERT INTO t VALUES (2, 2)").unwrap();
    let before = [std::fs::read(&path).unwrap(), std::fs::read(journal(&path)).unwrap()];
    sleep(12_000);
    assert!(matches!(StoreError::from(sleeper.execute_batch("COMMIT").unwrap_err()), StoreError::Drive(_)));
    let _ = sleeper.execute_batch("ROLLBACK");
    let after = [std::fs::read(&path).unwrap(), std::fs::read(journal(&path)).unwrap()];
    assert!(before == after, "neither the file nor the journal, which may be another's by now");
    assert_eq!(count(&other).unwrap(), 1);
    insert(&sleeper).unwrap();
    assert_eq!(count(&other).unwrap(), 2);
}

#[test]
fn nobody_builds_on_what_was_read_before_a_long_silence() {
    let (_folder, path) = file();
    let (sleeper, other) = (ours(&path), ours(&path));
    sleeper.execute_batch("BEGIN").unwrap();
    count(&sleeper).unwrap();
    sleep(12_000);
    assert!(matches!(insert(&sleeper), Err(StoreError::Busy)));
    sleeper.execute_batch("COMMIT").unwrap();
    insert(&sleeper).unwrap();
    assert_eq!(count(&other).unwrap(), 2);
}

#[test]
fn a_long_transaction_that_hears_of_the_server_goes_on() {
    let (_folder, path) = file();
    let writer = ours(&path);
    writer.execute_batch("PRAGMA cache_size = 1; BEGIN IMMEDIATE").unwrap();
    for _ in 0..30 {
        sleep(1_500);
        insert(&writer).unwrap();
    }
    writer.execute_batch("COMMIT").unwrap();
    assert_eq!(count(&writer).unwrap(), 31);
}

#[test]
fn an_unlock_that_fails_drops_all_locks_and_loses_nothing() {
    let (_folder, path) = file();
    let (one, two) = (ours(&path), ours(&path));
    one.execute_batch("BEGIN IMMEDIATE; INSERT INTO t VALUES (2, 2)").unwrap();
    let open = descriptors(&path);
    fail(Call::Unlock, 1000);
    let saved = one.execute_batch("COMMIT");
    fail(Call::Unlock, 0);
    assert_eq!(saved, Ok(()), "it is in the file, and that is said");
    assert_eq!(descriptors(&path), open - 1, "the journal's is closed, the file's was replaced");
    assert_eq!(count(&two).unwrap(), 2);
    insert(&two).unwrap();
    insert(&one).unwrap();
    assert_eq!(count(&two).unwrap(), 4);
}

/// This process's open descriptors of a file and its journal.
fn descriptors(path: &Path) -> usize {
    let path = path.to_str().unwrap();
    let opened = std::fs::read_dir("/proc/self/fd").unwrap().flatten();
    opened
        .filter(|entry| std::fs::read_link(entry.path()).is_ok_and(|to| to.to_string_lossy().starts_with(path)))
        .count()
}

#[test]
fn a_reading_whose_lock_is_gone_is_not_gone_on_with() {
    let (_folder, path) = file();
    let one = ours(&path);
    insert(&one).unwrap();
    one.execute_batch("PRAGMA cache_size = 1").unwrap();
    let mut statement = one.prepare("SELECT a, b FROM t").unwrap();
    let mut rows = statement.query([]).unwrap();
    assert!(rows.next().unwrap().is_some());
    // A write beside the open reading: the lock is lowered to that of a reader, and is lost on the way.
    fail(Call::Unlock, 1000);
    one.execute_batch("UPDATE t SET a = 5 WHERE a = 1").unwrap();
    fail(Call::Unlock, 0);
    assert!(matches!(insert(&one), Err(StoreError::Busy)));
    drop(rows);
    drop(statement);
    insert(&one).unwrap();
}

#[test]
fn a_descriptor_that_the_server_has_forgotten_is_replaced() {
    let (_folder, path) = file();
    let one = ours(&path);
    count(&one).unwrap();
    fail(Call::Unlock, 1);
    assert_eq!(count(&one).unwrap(), 1, "what fails once is done again");
    for call in [Call::Lock, Call::Read] {
        calls();
        fail(call, 1);
        assert!(count(&one).is_err());
        assert_eq!(count(&one).unwrap(), 1);
        assert!(calls().contains(&Call::Open));
    }
}

#[test]
fn a_write_that_fails_leaves_the_journal_to_the_next_one() {
    for call in [Call::Write, Call::Sync, Call::Truncate] {
        let (_folder, path) = file();
        let (one, two) = (ours(&path), ours(&path));
        one.execute_batch("BEGIN IMMEDIATE; INSERT INTO t VALUES (2, 2)").unwrap();
        fail(call, 1);
        let saved = one.execute_batch("COMMIT");
        fail(call, 0);
        assert!(saved.is_err(), "{call:?}");
        let _ = one.execute_batch("ROLLBACK");
        assert_eq!(count(&two).unwrap(), 1, "{call:?}");
        insert(&one).unwrap();
        assert_eq!(count(&two).unwrap(), 2, "{call:?}");
    }
}

#[test]
fn a_drive_that_does_not_say_where_the_file_is_has_not_moved_it() {
    let (_folder, path) = file();
    let one = ours(&path);
    insert(&one).unwrap();
    calls();
    insert(&one).unwrap();
    let questions = calls().into_iter().filter(|call| *call == Call::Look).count();
    // Each question in turn has no answer, among them the one by name before the first write.
    for answered in 0..questions {
        fail_later(Call::Look, answered);
        let saved = insert(&one);
        fail(Call::Look, 0);
        if let Err(error) = saved {
            assert!(matches!(error, StoreError::Drive(_)), "{answered}: {error}");
        }
        insert(&one).unwrap();
    }
}

#[test]
fn a_file_that_was_replaced_is_not_written() {
    let (folder, path) = file();
    let one = ours(&path);
    count(&one).unwrap();
    std::fs::copy(&path, folder.path().join("new.db")).unwrap();
    std::fs::rename(folder.path().join("new.db"), &path).unwrap();
    assert!(matches!(insert(&one), Err(StoreError::Moved)));
    let _ = one.execute_batch("ROLLBACK");
    // Nor is the other file taken for this one when the descriptor has to be replaced.
    fail(Call::Lock, 1);
    assert!(count(&one).is_err());
    assert!(matches!(StoreError::from(count(&one).unwrap_err()), StoreError::Moved));
    assert_eq!(count(&ours(&path)).unwrap(), 1);
}
