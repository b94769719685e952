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
    assert!(matches!(store.apply(&member("Neuss")), Err(StoreError::Newer(_))));
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

#[test]
fn a_pipe_is_refused_without_waiting_for_its_other_end() {
    let folder = folder();
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert!(matches!(Store::open(&pipe, false), Err(StoreError::NotOurs(_))));
    assert!(matches!(Store::open(std::path::Path::new("/dev/zero"), true), Err(StoreError::NotOurs(_))));
}

#[test]
fn a_file_with_our_mark_and_foreign_contents_is_damaged_and_left_untouched() {
    let folder = folder();
    for (name, version, tables) in [
        ("none.db", 0, "CREATE TABLE question (a)"),
        ("negative.db", -3, "CREATE TABLE question (a)"),
        ("foreign.db", CURRENT, "CREATE TABLE t (a)"),
    ] {
        let path = folder.path().join(name);
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch(tables).unwrap();
        connection.pragma_update(None, "application_id", 0x5275_6e64).unwrap();
        connection.pragma_update(None, "user_version", version).unwrap();
        drop(connection);
        let before = fs::read(&path).unwrap();
        let error = Store::open(&path, false).and_then(|store| store.record(Kind::Question, Id(1))).unwrap_err();
        assert!(matches!(error, StoreError::Damaged(_) | StoreError::Altered(_)), "{name}: {error:?}");
        assert!(!error.to_string().contains("SELECT"), "{error}");
        assert_eq!(fs::read(&path).unwrap(), before, "{name}");
    }
    let copies = fs::read_dir(folder.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains(".db."));
    assert_eq!(copies.count(), 0);
}

#[test]
fn text_that_is_no_text_is_damage() {
    let folder = folder();
    let path = folder.path().join("runde.db");
    Store::create(&path, 7).unwrap().apply(&member("Kaarst")).unwrap();
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("UPDATE change SET login = CAST(x'ff41' AS TEXT)").unwrap();
    drop(connection);
    let store = Store::open(&path, true).unwrap();
    assert!(matches!(store.history(None, None, 5), Err(StoreError::Damaged(_))));
}

#[test]
fn a_file_that_was_moved_while_it_was_open_takes_nothing_more() {
    let folder = folder();
    let path = folder.path().join("runde.db");
    let mut store = Store::create(&path, 7).unwrap();
    fs::rename(&path, folder.path().join("elsewhere.db")).unwrap();
    let error = store.apply(&member("Kaarst")).unwrap_err();
    assert!(matches!(error, StoreError::Moved), "{error:?}");
}

#[test]
fn a_half_written_file_asks_for_write_access_once() {
    let folder = folder();
    let (path, torn) = (folder.path().join("runde.db"), folder.path().join("torn.db"));
    Store::create(&path, 7).unwrap().apply(&member("Kaarst")).unwrap();
    let journal = |path: &std::path::Path| path.with_extension("db-journal");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("PRAGMA cache_size = 1; PRAGMA cache_spill = ON; BEGIN IMMEDIATE").unwrap();
    for id in 1000..3000 {
        connection.execute("INSERT INTO topic (id, name) VALUES (?1, ?2)", (id, "x".repeat(400))).unwrap();
    }
    // As a program leaves it that dies here.
    fs::copy(&path, &torn).unwrap();
    fs::copy(journal(&path), journal(&torn)).unwrap();
    drop(connection);
    assert!(matches!(Store::open(&torn, true), Err(StoreError::Unfinished)));
    drop(Store::open(&torn, false).unwrap());
    assert_eq!(Store::open(&torn, true).unwrap().label(Kind::Member, Id(1)).unwrap().as_deref(), Some("Kaarst"));
}

#[test]
fn what_is_too_long_for_its_field_is_refused_whole() {
    let mut store = Store::in_memory().unwrap();
    let error = store.apply(&member(&"x".repeat(501))).unwrap_err();
    assert!(matches!(error, StoreError::TooLong(Kind::Member, Field::Name, 500)), "{error:?}");
    assert_eq!(store.label(Kind::Member, Id(1)).unwrap(), None);
}
