//! A file at a place that is not safe, and a file that changes its place or its shape while it is open.

use std::fs;
use std::path::Path;

use runde::domain::failure::Failure;
use runde::domain::place::{Danger, Synchroniser};
use runde::domain::{Act, Change, Field, Id, IdSource, Kind, MemberKind, Record};
use runde::store::presence::side_path;
use runde::store::{Access, CURRENT, Store, StoreError};
use rusqlite::Connection;

fn member(id: i64) -> Change {
    let record = Record::new(Kind::Member, Id(id)).with(Field::Name, "Kaarst").with(Field::Kind, MemberKind::Town);
    Change::new(IdSource::new(id.unsigned_abs()).change(), Act::Create, vec![record.create()])
}

fn made(path: &Path) -> Store {
    let mut store = Store::create(path, 7).unwrap();
    store.apply(&member(1)).unwrap();
    store
}

#[test]
fn at_an_unsafe_place_a_file_is_read_and_not_a_byte_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("allianz.runde");
    drop(made(&path));
    fs::create_dir(folder.path().join(".stfolder")).unwrap();
    let before = fs::read(&path).unwrap();
    let mut store = Store::open(&path, false).unwrap();
    assert_eq!(store.access(), Access::Unsafe);
    assert_eq!(store.danger(), Some(Danger::Synchronised(Synchroniser::Syncthing)));
    assert!(matches!(store.apply(&member(2)), Err(StoreError::Unsafe(_))));
    assert!(matches!(store.apply_all([member(2)], |_| ()), Err(StoreError::Unsafe(_))));
    assert_eq!(store.label(Kind::Member, Id(1)).unwrap().as_deref(), Some("Kaarst"));
    assert_eq!(fs::read(&path).unwrap(), before);
    assert!(!side_path(&path).exists());
    let other = folder.path().join("neu.runde");
    assert!(matches!(Store::create(&other, 8), Err(StoreError::Unsafe(_))));
    assert!(!other.exists());
}

#[test]
fn nothing_of_ours_appears_beside_a_file_that_is_not_ours_or_only_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (a); PRAGMA application_id = 5;").unwrap();
    assert!(Store::open(&path, false).is_err());
    let ours = folder.path().join("allianz.runde");
    drop(made(&ours));
    drop(Store::open(&ours, true).unwrap());
    assert!(!side_path(&path).exists() && !side_path(&ours).exists());
}

#[test]
fn once_somebody_stops_writing_every_write_is_refused_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = made(&folder.path().join("allianz.runde"));
    let danger = Danger::Unseen { login: "jmus".to_owned(), host: "pc7".to_owned() };
    store.halt().raise(Failure::Unsafe(danger.clone()));
    assert_eq!((store.access(), store.danger()), (Access::Unsafe, Some(danger)));
    assert!(matches!(store.apply(&member(2)), Err(StoreError::Unsafe(_))));
}

#[test]
fn a_file_that_was_renamed_replaced_or_removed_is_not_written_and_its_return_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let (path, away) = (folder.path().join("allianz.runde"), folder.path().join("away"));
    let mut store = made(&path);
    fs::rename(&path, &away).unwrap();
    assert!(matches!(store.apply(&member(2)), Err(StoreError::Moved)));
    fs::copy(&away, &path).unwrap();
    assert!(matches!(store.apply(&member(2)), Err(StoreError::Moved)));
    assert_eq!(store.label(Kind::Member, Id(1)).unwrap().as_deref(), Some("Kaarst"));
    fs::rename(&away, &path).unwrap();
    store.apply(&member(2)).unwrap();
}

#[test]
fn a_file_that_a_newer_program_brings_up_under_this_one_is_only_read_from_then_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("allianz.runde");
    let bring_up = || {
        let newer = Connection::open(&path).unwrap();
        newer.pragma_update(None, "user_version", CURRENT + 1).unwrap();
    };
    // Noticed under the lock, before anything is written.
    let mut writing = made(&path);
    let mut looking = Store::open(&path, false).unwrap();
    looking.version().unwrap();
    bring_up();
    let before = fs::read(&path).unwrap();
    assert!(matches!(writing.apply(&member(2)), Err(StoreError::Newer(_))));
    assert_eq!(writing.access(), Access::Newer);
    assert_eq!(fs::read(&path).unwrap(), before);
    // Or at the next look.
    looking.version().unwrap();
    assert_eq!(looking.access(), Access::Newer);
    assert!(matches!(looking.apply(&member(2)), Err(StoreError::Newer(_))));
}
