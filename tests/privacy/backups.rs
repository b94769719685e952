//! Back-ups: which hold somebody still, erasing them there, and putting an older state back without those erased since.

use chrono::NaiveDate;
use runde::domain::{Act, Id, Kind};
use runde::store::{Backups, Reason, Restored, Store, salvage};

use super::{AT, Place, STAND_IN, files, words_in};

fn backups(place: &Place, store: &Store) -> Backups {
    Backups::of(store, &place.folder.path().join("sicherungen"), true).unwrap()
}

fn noon() -> chrono::NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(12, 0, 0).unwrap()
}

#[test]
fn an_older_state_that_is_put_back_does_not_bring_anybody_back() {
    let mut place = Place::new();
    let mut store = place.open();
    let backups = backups(&place, &store);
    let made = backups.make(&store, Reason::ByHand, noon(), &mut || true).unwrap();
    assert_eq!(
        backups.holding(&store, (Kind::Contact, place.contact)).unwrap(),
        std::slice::from_ref(&made.backup.path)
    );
    let proof = place.erase(&mut store);
    let from = Store::open(&made.backup.path, true).unwrap();
    let lost = store.missing_from(&from, 5).unwrap();
    let note = place.change(Act::PutBack, Vec::new());
    let restored = store.restore(&from, lost.seen, &note, &backups, noon()).unwrap();
    assert!(matches!(restored, Restored::Done(_)));
    assert_eq!(store.label(Kind::Contact, place.contact).unwrap().unwrap(), STAND_IN);
    let proofs = store.erasures().unwrap();
    assert_eq!(
        (proofs.len(), proofs[0].change, proofs[0].cleaned.as_deref()),
        (1, proof.change, Some(note.at.as_str()))
    );
    assert_eq!(store.audit().unwrap().flaws, []);
    drop((store, from));
    assert_eq!(words_in(&place.file()), Vec::<&str>::new());
}

#[test]
fn back_ups_forget_whom_the_file_has_forgotten() {
    let mut place = Place::new();
    let mut store = place.open();
    let backups = backups(&place, &store);
    let made = backups.make(&store, Reason::ByHand, noon(), &mut || true).unwrap();
    place.erase(&mut store);
    let later = backups.make(&store, Reason::ByHand, noon(), &mut || true).unwrap();
    assert_eq!(
        backups.holding(&store, (Kind::Contact, place.contact)).unwrap(),
        std::slice::from_ref(&made.backup.path)
    );
    let forgotten = backups.forget(&store, AT).unwrap();
    assert_eq!((forgotten.done, forgotten.failed.len()), (vec![made.backup.path.clone()], 0));
    assert!(backups.holding(&store, (Kind::Contact, place.contact)).unwrap().is_empty());
    assert!(backups.forget(&store, AT).unwrap().done.is_empty());
    let kept = Store::open(&made.backup.path, true).unwrap();
    assert_eq!(kept.audit().unwrap().flaws, []);
    assert!(kept.record(Kind::Question, Id(399)).unwrap().is_some());
    assert!(later.backup.path.exists());
    drop((store, kept));
    for path in files(place.folder.path()) {
        assert_eq!(words_in(&path), Vec::<&str>::new(), "{}", path.display());
    }
}

#[test]
fn a_salvaged_file_has_the_proofs() {
    let mut place = Place::new();
    let mut store = place.open();
    let proof = place.erase(&mut store);
    drop(store);
    let into = place.folder.path().join("gerettet.runde");
    assert!(salvage(&place.file(), &into).unwrap().is_whole());
    let saved = Store::open(&into, false).unwrap();
    assert_eq!(saved.erasures().unwrap(), [proof]);
    assert_eq!(saved.audit().unwrap().flaws, []);
}
