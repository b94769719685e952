//! Putting back: what would be lost is shown, nothing goes without a copy, and others see a change like any other.

use runde::domain::{Act, Change, Outcome};
use runde::store::{Restored, Store};

use super::{Place, names, noon};

fn note(place: &mut Place) -> Change {
    Change::new(place.ids.change(), Act::PutBack, Vec::new())
}

#[test]
fn what_was_there_before_is_in_a_back_up_and_others_see_the_old_state() {
    let mut place = Place::new();
    let mut store = place.store();
    let old = place.make(&store, noon(0));
    place.add(&mut store, "Dormagen");
    let other = place.store();
    let seen = (names(&other), other.version().unwrap());
    let from = Store::open(&old.backup.path, true).unwrap();
    let lost = store.missing_from(&from, 5).unwrap();
    assert_eq!((lost.count, lost.latest[0].label.as_str()), (1, "Dormagen"));

    let (note, backups) = (note(&mut place), place.backups(&store));
    let done = store.restore(&from, lost.seen, &note, &backups, noon(1)).unwrap();
    let Restored::Done(before) = done else { panic!("{done:?}") };
    assert_eq!(names(&store), ["Kaarst", "Neuss"]);
    assert_eq!(names(&other), ["Kaarst", "Neuss"]);
    assert_ne!(other.version().unwrap(), seen.1);
    assert_eq!(names(&Store::open(&before.backup.path, true).unwrap()), seen.0);
    // And back again: nothing is lost by having looked.
    let from = Store::open(&before.backup.path, true).unwrap();
    let lost = store.missing_from(&from, 5).unwrap();
    assert_eq!(lost.count, 1, "the note");
}

#[test]
fn the_history_says_it_and_no_place_in_it_is_used_twice() {
    let mut place = Place::new();
    let mut store = place.store();
    let old = place.make(&store, noon(0));
    place.add(&mut store, "Dormagen");
    let gone = store.latest().unwrap();
    let from = Store::open(&old.backup.path, true).unwrap();
    let (note, backups) = (note(&mut place), place.backups(&store));
    store.restore(&from, gone, &note, &backups, noon(1)).unwrap();
    let line = &store.history(None, None, 1).unwrap()[0];
    assert_eq!((line.act, line.id), (Some(Act::PutBack), note.id));
    assert!(line.seq > gone);
    place.add(&mut store, "Jüchen");
    assert!(store.latest().unwrap() > line.seq);
    assert_eq!(store.audit().unwrap().flaws, []);
}

#[test]
fn who_saved_after_the_look_is_not_overwritten() {
    let mut place = Place::new();
    let mut store = place.store();
    let old = place.make(&store, noon(0));
    let seen = store.latest().unwrap();
    let mut other = place.store();
    place.add(&mut other, "Dormagen");
    let from = Store::open(&old.backup.path, true).unwrap();
    let (note, backups) = (note(&mut place), place.backups(&store));
    let done = store.restore(&from, seen, &note, &backups, noon(1)).unwrap();
    assert!(matches!(done, Restored::ChangedMeanwhile));
    assert_eq!(names(&store), ["Dormagen", "Kaarst", "Neuss"]);
    // And the file is free again.
    place.add(&mut other, "Jüchen");
}

#[test]
fn a_change_that_was_lost_can_be_sent_again() {
    let mut place = Place::new();
    let mut store = place.store();
    let old = place.make(&store, noon(0));
    let id = place.add(&mut store, "Dormagen");
    let line = store.history(None, None, 1).unwrap().remove(0);
    let from = Store::open(&old.backup.path, true).unwrap();
    let (note, backups) = (note(&mut place), place.backups(&store));
    let latest = store.latest().unwrap();
    store.restore(&from, latest, &note, &backups, noon(1)).unwrap();
    let again = Change::new(line.id, Act::Create, line.edits);
    assert!(matches!(store.apply(&again).unwrap(), Outcome::Applied(_)));
    assert!(store.record(runde::domain::Kind::Member, id).unwrap().is_some());
}
