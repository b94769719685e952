//! What happens while the file is open, and what a crash or another clock left.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use runde::domain::{Act, Change, Field, Id, IdSource, Kind, Outcome};
use runde::store::{Store, StoreError};

use super::{Ordinary, Place, journal, member, names, runde, said, torn};

#[test]
fn an_empty_journal_and_one_of_garbage_do_no_harm() {
    for content in [&b""[..], &[0; 4096], &[0x5a; 9000], b"hello"] {
        let place = Place::new();
        fs::write(journal(&place.file()), content).unwrap();
        let mut store = Store::open(&place.file(), false).unwrap();
        assert_eq!(names(&store), ["Kaarst", "Neuss"]);
        store.apply(&member(3, "Dormagen")).unwrap();
        drop(store);
        assert_eq!(names(&Store::open(&place.file(), true).unwrap()), ["Dormagen", "Kaarst", "Neuss"]);
    }
}

#[test]
fn what_a_crash_left_is_taken_back_by_whoever_comes_next() {
    let place = Place::new();
    let path = place.path("riss.runde");
    torn(&place, &path);
    let output = runde(&path, &["list", "members"]).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(names(&Store::open(&path, true).unwrap()), ["Kaarst", "Neuss"]);
}

#[test]
fn a_file_that_vanishes_or_is_replaced_takes_nothing_more() {
    for replaced in [false, true] {
        let place = Place::new();
        let mut store = Store::open(&place.file(), false).unwrap();
        store.apply(&member(3, "Dormagen")).unwrap();
        let copy = place.path("kopie.runde");
        fs::copy(place.file(), &copy).unwrap();
        fs::remove_file(place.file()).unwrap();
        if replaced {
            fs::rename(&copy, place.file()).unwrap();
        }
        let before = fs::read(place.file()).ok();
        let error = store.apply(&member(4, "Jüchen")).unwrap_err();
        assert!(matches!(error, StoreError::Moved), "{error:?}");
        assert!(fs::read(place.file()).ok() == before);
    }
}

#[test]
fn clocks_that_differ_by_years_change_neither_order_nor_identity() {
    let place = Place::new();
    let mut store = Store::open(&place.file(), false).unwrap();
    let mut ids = IdSource::new(77);
    let id = store.whole(Kind::Member).unwrap()[0].id;
    let mut sent = Vec::new();
    for (place, at) in ["2031-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "2026-11-22T12:00:00Z", ""].iter().enumerate() {
        let seen = store.record(Kind::Member, id).unwrap().unwrap();
        let mut change =
            Change::new(ids.change(), Act::Edit, vec![seen.set(Field::Note, format!("Stand {place}").as_str())]);
        change.at = (*at).to_owned();
        assert!(matches!(store.apply(&change).unwrap(), Outcome::Applied(_)));
        sent.push(change);
    }
    // The latest is what was applied last, whatever the clocks said.
    assert_eq!(store.record(Kind::Member, id).unwrap().unwrap().text(Field::Note), "Stand 3");
    let order: Vec<_> = store.history(Some((Kind::Member, id)), None, 4).unwrap().iter().map(|line| line.id).collect();
    assert_eq!(order, sent.iter().rev().map(|change| change.id).collect::<Vec<_>>());
    // And a change that comes again with another time is known all the same.
    let mut again = sent[1].clone();
    again.at = "2050-01-01T00:00:00Z".to_owned();
    assert!(matches!(store.apply(&again).unwrap(), Outcome::Known(_)));
}

#[test]
fn new_ids_do_not_come_from_the_clock() {
    // The same moment on two hosts, and the same host at two times: only the chance that is handed in counts.
    let (mut one, mut other) = (IdSource::new(1), IdSource::new(2));
    let ids: std::collections::BTreeSet<Id> = (0..1000).flat_map(|_| [one.record(), other.record()]).collect();
    assert_eq!(ids.len(), 2000);
}

#[test]
fn without_the_right_to_write_it_is_read_and_the_sentence_says_why_not_more() {
    for (path, mode) in [("", 0o555), ("allianz.runde", 0o444)] {
        let place = Place::new();
        // One that is there already is enough to write.
        fs::remove_file(journal(&place.file())).unwrap();
        let person = Ordinary::owning(&place);
        let before = fs::read(place.file()).unwrap();
        let held = place.path(path);
        let was = fs::metadata(&held).unwrap().permissions();
        fs::set_permissions(&held, fs::Permissions::from_mode(mode)).unwrap();
        let listed = person.calls(&place.file(), &["list", "members"]).output().unwrap();
        let asked = person.calls(&place.file(), &["ask", "Wer?", "--from", "Kaarst"]).output().unwrap();
        fs::set_permissions(&held, was).unwrap();
        assert!(listed.status.success(), "{:?} {}", listed.status, said(&listed));
        assert!(!asked.status.success() && said(&asked).contains("echt"), "{}", said(&asked));
        assert!(fs::read(place.file()).unwrap() == before);
    }
}
