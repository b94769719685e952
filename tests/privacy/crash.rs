//! An erasure that is cut off: all of it or nothing, and it can be called again.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use runde::domain::privacy::Erased;
use runde::domain::{Field, Kind};

use super::{Place, files, words_in};

/// Whether the person is there as a whole; else gone as a whole.
fn is_whole(place: &Place) -> bool {
    let store = place.open();
    assert_eq!(store.audit().unwrap().flaws, []);
    let contact = store.record(Kind::Contact, place.contact).unwrap().unwrap();
    let is_there = contact.text(Field::LastName) == "Mückenschön";
    assert_eq!(store.erasures().unwrap().is_empty(), is_there);
    assert_eq!(store.find("Mückenschön", None, 5).unwrap().is_empty(), !is_there);
    assert_eq!(contact.get(Field::Mails).is_unknown(), !is_there);
    is_there
}

#[test]
fn an_erasure_that_fails_at_its_last_step_has_changed_nothing() {
    let mut place = Place::new();
    let raw = || rusqlite::Connection::open(place.file()).unwrap();
    let before = place.open().audit().unwrap();
    raw()
        .execute_batch(
            "CREATE TRIGGER fails BEFORE INSERT ON erasure BEGIN SELECT RAISE(ABORT, 'the drive is gone'); END",
        )
        .unwrap();
    let mut store = place.open();
    let order = place.order(&store);
    store.erase(&order).unwrap_err();
    assert_eq!(store.audit().unwrap(), before);
    drop(store);
    assert!(is_whole(&place));
    let file = place.file();
    rusqlite::Connection::open(file).unwrap().execute_batch("DROP TRIGGER fails").unwrap();
    let mut store = place.open();
    assert!(matches!(store.erase(&order).unwrap(), Erased::Done(_)));
    drop(store);
    assert!(!is_whole(&place) && words_in(&place.file()).is_empty());
}

#[test]
fn a_program_that_is_killed_while_it_erases_leaves_all_or_nothing_and_can_be_called_again() {
    let place = Place::new();
    let whole = fs::read(place.file()).unwrap();
    let journal = PathBuf::from(format!("{}-journal", place.file().display()));
    let erase = || {
        let mut command = Command::cargo_bin("runde").unwrap();
        command.env("RUNDE_FILE", place.file()).env("XDG_DATA_HOME", place.folder.path().join("data"));
        command.env("XDG_STATE_HOME", place.folder.path().join("state")).env("USER", "abei");
        command.args(["privacy", "erase", &place.contact.to_string(), "--yes", "--unsure", "replace"]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap()
    };
    // The more often it was seen writing, the later it is killed: in the rows, in the index, while it overwrites.
    for seen_before in 0..6 {
        fs::write(place.file(), &whole).unwrap();
        let _ = fs::remove_file(&journal);
        let mut child = erase();
        let (mut seen, mut was) = (0, 0);
        while child.try_wait().unwrap().is_none() && seen <= seen_before * 40 {
            // What is seen is the journal that grows, not the time that passes.
            let is = fs::metadata(&journal).map_or(0, |found| found.len());
            seen += usize::from(is != was);
            was = is;
        }
        let _ = child.kill();
        child.wait().unwrap();
        is_whole(&place);
        assert!(erase().wait().unwrap().success() || !is_whole(&place));
        // A second call finds it done; what was left to overwrite is made up for by the next that writes.
        place.open().clean("2026-11-22T12:30:00Z").unwrap();
        assert!(!is_whole(&place));
        for path in files(place.folder.path()) {
            assert_eq!(words_in(&path), Vec::<&str>::new(), "{}", path.display());
        }
    }
}
