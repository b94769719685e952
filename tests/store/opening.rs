//! What happens to files that are ours, newer, foreign, or not there.

use std::fs;

use runde::domain::Field;
use runde::domain::{Act, Change, Id, IdSource, Kind, MemberKind, Record};
use runde::store::{Access, CURRENT, Store, StoreError};
use rusqlite::Connection;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn member(name: &str) -> Change {
    let record = Record::new(Kind::Member, Id(1)).with(Field::Name, name).with(Field::Kind, MemberKind::Town);
    Change::new(IdSource::new(1).change(), Act::Create, vec![record.create()])
}

#[test]
fn a_new_file_is_ours_and_opens_again() {
    let folder = folder();
    let path = folder.path().join("runde.db");
    let mut store = Store::create(&path, 7).unwrap();
    store.apply(&member("Kaarst")).unwrap();
    let uuid = store.uuid().unwrap();
    drop(store);
    let store = Store::open(&path, false).unwrap();
    assert_eq!(store.access(), Access::Full);
    assert_eq!(store.uuid().unwrap(), uuid);
    assert_eq!(store.label(Kind::Member, Id(1)).unwrap().as_deref(), Some("Kaarst"));
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().contains("-wal")), "{names:?}");
}

#[test]
fn a_file_that_is_there_is_never_made_anew() {
    let folder = folder();
    let path = folder.path().join("runde.db");
    fs::write(&path, "mine").unwrap();
    assert!(matches!(Store::create(&path, 7), Err(StoreError::Exists(_))));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
}

#[test]
fn foreign_files_are_refused_and_left_untouched() {
    let folder = folder();
    let sqlite = folder.path().join("other.db");
    Connection::open(&sqlite).unwrap().execute_batch("CREATE TABLE t (a); PRAGMA application_id = 5;").unwrap();
    let text = folder.path().join("list.csv");
    fs::write(&text, "Lfd. Nr.;Frage\n".repeat(40)).unwrap();
    let empty = folder.path().join("empty.db");
    fs::write(&empty, "").unwrap();
    for path in [sqlite, text, empty] {
        let before = fs::read(&path).unwrap();
        assert!(matches!(Store::open(&path, false), Err(StoreError::NotOurs(_))), "{path:?}");
        assert_eq!(fs::read(&path).unwrap(), before, "{path:?}");
    }
    assert!(matches!(Store::open(folder.path(), false), Err(StoreError::NotOurs(_))));
    assert!(matches!(Store::open(&folder.path().join("none.db"), false), Err(StoreError::Missing(_))));
}

#[test]
fn a_newer_file_is_opened_for_reading_only() {
    let folder = folder();
    let path = folder.path().join("runde.db");
    Store::create(&path, 7).unwrap().apply(&member("Kaarst")).unwrap();
    Connection::open(&path).unwrap().pragma_update(None, "user_version", CURRENT + 1).unwrap();
    let mut store = Store::open(&path, false).unwrap();
    assert_eq!(store.access(), Access::Newer);
    assert_eq!(store.label(Kind::Member, Id(1)).unwrap().as_deref(), Some("Kaarst"));
    assert!(matches!(store.apply(&member("Neuss")), Err(StoreError::ReadOnly)));
}

#[test]
fn a_file_in_write_ahead_mode_is_refused() {
    let folder = folder();
    let path = folder.path().join("runde.db");
    drop(Store::create(&path, 7).unwrap());
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "journal_mode", "wal").unwrap();
    drop(connection);
    assert!(matches!(Store::open(&path, false), Err(StoreError::WriteAheadLog(_))));
}
