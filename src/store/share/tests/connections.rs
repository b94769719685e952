//! Two connections on one file: of ours, and ours beside that of another program that uses SQLite.

use super::*;
use crate::store::StoreError;

/// How far somebody is with the file.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
enum State {
    Reading,
    Writing,
    Committing,
}

/// Brings a connection there, and gives what ends it.
fn enter(connection: &Connection, state: State) -> rusqlite::Result<()> {
    match state {
        State::Reading => {
            connection.execute_batch("BEGIN")?;
            count(connection).map(drop)
        }
        State::Writing => connection.execute_batch("BEGIN IMMEDIATE"),
        State::Committing => connection.execute_batch("BEGIN EXCLUSIVE"),
    }
    .inspect_err(|_| {
        let _ = connection.execute_batch("ROLLBACK");
    })
}

fn meet(first: fn(&Path) -> Connection, second: fn(&Path) -> Connection, shared_reading: bool) {
    use State::{Committing, Reading, Writing};
    let (_folder, path) = file();
    let (one, two) = (first(&path), second(&path));
    for held in [Reading, Writing, Committing] {
        for wanted in [Reading, Writing, Committing] {
            enter(&one, held).unwrap();
            let got = enter(&two, wanted);
            let reading = held != Committing && wanted != Committing && (held == Reading || wanted == Reading);
            assert_eq!(got.is_ok(), reading && shared_reading, "{wanted:?} beside {held:?}: {got:?}");
            let (first, last) = if held == Reading { (&one, &two) } else { (&two, &one) };
            if let Err(error) = got {
                assert!(matches!(StoreError::from(error), StoreError::Busy), "{wanted:?} beside {held:?}");
                one.execute_batch("COMMIT").unwrap();
            } else {
                first.execute_batch("COMMIT").unwrap();
                last.execute_batch("COMMIT").unwrap();
            }
            enter(&two, wanted).expect("nothing is left behind");
            two.execute_batch("COMMIT").unwrap();
        }
    }
}

#[test]
fn ours_read_together_and_write_one_at_a_time() {
    meet(ours, ours, true);
}

#[test]
fn another_program_and_ours_shut_each_other_out() {
    // Ours locks exclusively, so that not even readers come together.
    meet(ours, stock, false);
    meet(stock, ours, false);
}

#[test]
fn one_who_may_not_write_reads_beside_readers_and_never_beside_a_commit() {
    let (_folder, path) = file();
    let writer = ours(&path);
    // The drive refuses to open for writing.
    fail_with(Call::Open, 1, Errno::ACCESS);
    let reader = ours(&path);
    let refused = reader.execute("INSERT INTO t VALUES (2, 2)", []).unwrap_err();
    assert!(matches!(StoreError::from(refused), StoreError::ReadOnly));
    for held in [State::Reading, State::Writing, State::Committing] {
        enter(&writer, held).unwrap();
        let got = enter(&reader, State::Reading);
        assert_eq!(got.is_ok(), held != State::Committing, "{held:?}: {got:?}");
        if got.is_ok() {
            let wanted = writer.execute_batch("INSERT INTO t VALUES (2, 2); COMMIT");
            assert!(wanted.is_err(), "nobody commits beside a reader");
            reader.execute_batch("COMMIT").unwrap();
        }
        writer.execute_batch("COMMIT").unwrap();
    }
    writer.execute_batch("INSERT INTO t VALUES (2, 2)").unwrap();
    assert_eq!(count(&reader).unwrap(), 4);
}

#[test]
fn what_one_writes_the_other_reads() {
    let (_folder, path) = file();
    let (one, two, other) = (ours(&path), ours(&path), stock(&path));
    for (writer, reader) in [(&one, &two), (&two, &one), (&one, &other), (&other, &two)] {
        let before = count(reader).unwrap();
        writer.execute_batch("INSERT INTO t VALUES (2, zeroblob(20000))").unwrap();
        assert_eq!(count(reader).unwrap(), before + 1);
    }
    let state: String = two.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(state, "ok");
}

#[test]
fn write_ahead_logging_cannot_be_switched_on() {
    let (_folder, path) = file();
    let connection = ours(&path);
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "truncate");
    // Another program can; ours then neither reads nor writes.
    stock(&path).query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).unwrap();
    assert!(count(&connection).is_err());
    assert!(connection.execute("INSERT INTO t VALUES (3, 3)", []).is_err());
}

#[test]
fn the_journal_is_emptied_and_stays_in_every_mode() {
    for mode in ["TRUNCATE", "DELETE", "PERSIST"] {
        let (_folder, path) = file();
        let connection = ours(&path);
        connection.query_row(&format!("PRAGMA journal_mode = {mode}"), [], |_| Ok(())).unwrap();
        connection.execute("INSERT INTO t VALUES (2, 2)", []).unwrap();
        assert!(journal(&path).exists(), "{mode}");
        assert_eq!(count(&ours(&path)).unwrap(), 2);
    }
}

#[test]
fn a_journal_is_as_open_to_others_as_its_file() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = file();
    std::fs::remove_file(journal(&path)).unwrap();
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o662)).unwrap();
    count(&ours(&path)).unwrap();
    assert_eq!(std::fs::metadata(journal(&path)).unwrap().permissions().mode() & 0o777, 0o662);
}

#[test]
fn a_link_leads_to_the_file_and_to_its_journal() {
    let (folder, path) = file();
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let (one, two) = (ours(&link), ours(&path));
    one.execute_batch("BEGIN IMMEDIATE; INSERT INTO t VALUES (2, 2)").unwrap();
    assert!(two.execute("INSERT INTO t VALUES (3, 3)", []).is_err());
    one.execute_batch("COMMIT").unwrap();
    assert_eq!(count(&two).unwrap(), 2);
    assert!(!journal(&link).exists());
}

#[test]
fn a_commit_and_a_reading_cost_few_requests() {
    let (_folder, path) = file();
    let (writer, reader) = (ours(&path), ours(&path));
    count(&writer).unwrap();
    count(&reader).unwrap();
    calls();
    writer.execute("INSERT INTO t VALUES (2, 2)", []).unwrap();
    let commit = calls();
    assert!(commit.len() <= 28, "{}: {commit:?}", commit.len());
    count(&reader).unwrap();
    let reading = calls();
    assert!(reading.len() <= 9, "{}: {reading:?}", reading.len());
    reader.query_row("PRAGMA data_version", [], |_| Ok(())).unwrap();
    let poll = calls();
    assert!(poll.len() <= 7, "{}: {poll:?}", poll.len());
}

#[test]
fn a_change_that_people_make_costs_few_requests() {
    use crate::domain::{Act, Change, Field, Id, IdSource, Kind, Record};
    let folder = tempfile::tempdir().unwrap();
    let mut store = crate::store::Store::create(&folder.path().join("runde.db"), 7).unwrap();
    let mut ids = IdSource::new(1);
    for number in 1..40 {
        calls();
        let record = Record::new(Kind::Topic, Id(number)).with(Field::Name, format!("Wärmenetz {number}").as_str());
        store.apply(&Change::new(ids.change(), Act::Create, vec![record.create()])).unwrap();
    }
    // The gate's are among them, which are on this host's own disk.
    let asked = calls();
    assert!(asked.len() <= 40, "{}: {asked:?}", asked.len());
}
