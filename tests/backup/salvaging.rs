//! A damaged file: what is readable comes into a new one, what is missing is named, the damaged one stays as it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use runde::domain::{Field, Id, Kind, Record};
use runde::store::{Flaw, Salvaged, Store, StoreError, salvage};

use super::{Place, files_in};

const PAGE: usize = 4096;

fn everything(store: &Store) -> BTreeMap<(Kind, Id), Record> {
    let kinds = Kind::ALL.iter().flat_map(|kind| store.whole(*kind).unwrap());
    kinds.map(|record| ((record.kind, record.id), record)).collect()
}

/// Salvages a file with these bytes; the damaged one must not change by it.
fn salvaged(place: &Place, bytes: &[u8]) -> Result<(Salvaged, Store), StoreError> {
    let (damaged, into) = (place.path("kaputt.runde"), place.path("neu.runde"));
    let _ = fs::remove_file(&into);
    fs::write(&damaged, bytes).unwrap();
    let done = salvage(&damaged, &into);
    assert!(fs::read(&damaged).unwrap() == bytes, "the damaged file was changed");
    assert!(!files_in(place.folder.path()).iter().any(|name| name.contains(".part") || name.contains(".work")));
    let salvaged = done?;
    Ok((salvaged, Store::open(&into, false).unwrap()))
}

fn with_page(bytes: &[u8], page: usize, fill: u8) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[page * PAGE..(page + 1) * PAGE].fill(fill);
    bytes
}

#[test]
fn of_a_sound_file_nothing_is_missing() {
    let place = Place::with_demo();
    let (salvaged, new) = salvaged(&place, &fs::read(place.file()).unwrap()).unwrap();
    assert!(salvaged.is_whole(), "{salvaged:?}");
    assert_eq!((salvaged.unreadable_pages, salvaged.homeless_rows), (0, 0));
    assert_eq!(everything(&new), everything(&place.store()));
    assert_eq!(new.audit().unwrap().flaws, []);
    assert_eq!(new.uuid().unwrap(), place.store().uuid().unwrap());
    let hits = |store: &Store| store.find("schule", None, 20).unwrap().len();
    assert!(hits(&new) > 0 && hits(&new) == hits(&place.store()));
    assert_eq!(new.history(None, None, 5).unwrap(), place.store().history(None, None, 5).unwrap());
}

#[test]
fn any_one_page_can_be_lost_without_losing_a_record_that_is_not_named() {
    let place = Place::with_demo();
    let (bytes, all) = (fs::read(place.file()).unwrap(), everything(&place.store()));
    let pages = bytes.len() / PAGE;
    let (mut looked, mut whole) = (0, 0);
    for page in (0..pages).step_by(7).chain([1, 2, pages - 1]) {
        let (salvaged, new) = salvaged(&place, &with_page(&bytes, page, 0xff)).unwrap();
        let there = everything(&new);
        let missing: Vec<_> =
            salvaged.kinds.iter().flat_map(|of| of.missing.iter().map(|(id, _)| (of.kind, *id))).collect();
        for (key, record) in &all {
            let is_same = there.get(key) == Some(record);
            let is_told = missing.contains(key) || salvaged.undone_links > 0 && there.contains_key(key);
            assert!(is_same || is_told, "page {page}: {key:?} {:?} {record:?}", there.get(key));
        }
        (looked, whole) = (looked + 1, whole + usize::from(there == all));
    }
    // The history holds every record once more, and the tables hold them without the history.
    assert!(whole * 10 >= looked * 9, "{whole} of {looked}");
}

#[test]
fn what_a_salvage_had_to_do_without_is_known_and_what_is_lost_later_is_found() {
    let place = Place::with_demo();
    let (bytes, sound) = (fs::read(place.file()).unwrap(), place.store());
    let changes = sound.audit().unwrap().changes;
    let (mut lost, mut torn) = (0, 0);
    for page in (3..bytes.len() / PAGE).step_by(9) {
        let (salvaged, new) = salvaged(&place, &with_page(&bytes, page, 0xff)).unwrap();
        let audit = new.audit().unwrap();
        assert_eq!(audit.flaws, [], "page {page}: {salvaged:?}");
        lost += audit.lost;
        torn += i64::from(audit.changes > changes);
    }
    assert!(lost > 0 && torn > 0, "no page of the history was met: {lost} {torn}");
    // Of the last file, and of one that lost changes in the middle.
    let raw = rusqlite::Connection::open(place.file()).unwrap();
    raw.execute_batch("DELETE FROM edit WHERE seq IN (4, 5, 9); DELETE FROM change WHERE seq IN (4, 5, 9)").unwrap();
    drop(raw);
    let (salvaged, new) = salvaged(&place, &fs::read(place.file()).unwrap()).unwrap();
    assert_eq!((salvaged.lost_changes, new.audit().unwrap().lost), (3, 3));
    assert_eq!(new.audit().unwrap().flaws, []);
    drop(new);
    let raw = rusqlite::Connection::open(place.path("neu.runde")).unwrap();
    raw.execute_batch("DELETE FROM edit WHERE seq = 12; DELETE FROM change WHERE seq = 12").unwrap();
    drop(raw);
    let again = Store::open(&place.path("neu.runde"), true).unwrap().audit().unwrap();
    assert!(again.flaws.contains(&Flaw::Gap(1)) && again.lost == 3, "{again:?}");
}

#[test]
fn what_is_cut_off_is_made_again_from_the_rest_as_far_as_it_goes() {
    let place = Place::with_demo();
    let bytes = fs::read(place.file()).unwrap();
    let all = everything(&place.store()).len();
    for tenth in [3, 5, 7, 9] {
        let cut = bytes.len() / PAGE * tenth / 10 * PAGE;
        for cut in [cut, cut + 1000] {
            let (salvaged, new) = salvaged(&place, &bytes[..cut]).unwrap();
            let there = everything(&new).len();
            assert!(there <= all && there > 0, "{tenth}: {there} of {all}");
            assert!(salvaged.unreadable_pages > 0);
            // What else stood there nobody knows: that nothing is missing is not said.
            assert!(!salvaged.is_whole());
        }
    }
}

#[test]
fn children_of_what_is_lost_stay_and_what_is_lost_is_named() {
    let place = Place::with_demo();
    let raw = rusqlite::Connection::open(place.file()).unwrap();
    raw.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    let question: i64 = raw.query_row("SELECT question FROM answer ORDER BY id LIMIT 1", [], |row| row.get(0)).unwrap();
    // As if the page had gone, with the creation in the history.
    raw.execute_batch("DROP TRIGGER question_found_again").unwrap();
    raw.execute("DELETE FROM question WHERE id = ?1", [question]).unwrap();
    raw.execute("DELETE FROM edit WHERE kind = 'question' AND record = ?1 AND field IS NULL", [question]).unwrap();
    drop(raw);
    let (salvaged, new) = salvaged(&place, &fs::read(place.file()).unwrap()).unwrap();
    let questions = salvaged.kinds.iter().find(|of| of.kind == Kind::Question).unwrap();
    assert!(questions.missing.iter().any(|(id, _)| id.0 == question), "{questions:?}");
    assert!(!salvaged.is_whole());
    let stand_in = new.record(Kind::Question, Id(question)).unwrap().unwrap();
    assert_eq!(stand_in.text(Field::Title), "?");
    let answers = new.whole(Kind::Answer).unwrap();
    assert!(answers.iter().any(|answer| answer.get(Field::Question).as_link() == Some(Id(question))));
}

#[test]
fn nothing_is_made_of_nothing_and_nothing_is_written_over() {
    let place = Place::new();
    for bytes in [&b""[..], b"hello", &[0x5a; 20_000]] {
        assert!(matches!(salvaged(&place, bytes), Err(StoreError::NotOurs(_))));
        assert!(!place.path("neu.runde").exists());
    }
    let done = salvage(&place.file(), &place.file());
    assert!(matches!(done, Err(StoreError::Exists(_))));
    assert!(matches!(salvage(Path::new("/nirgends"), &place.path("neu.runde")), Err(StoreError::Missing(_))));
    assert!(matches!(salvage(place.folder.path(), &place.path("neu.runde")), Err(StoreError::NotOurs(_))));
}

#[test]
fn erased_rows_do_not_come_back() {
    let place = Place::with_demo();
    let raw = rusqlite::Connection::open(place.file()).unwrap();
    let contact: i64 = raw.query_row("SELECT max(id) FROM contact", [], |row| row.get(0)).unwrap();
    // The program's own functions, which triggers and some indexes use, are not known here.
    let mut without = "PRAGMA foreign_keys = OFF; DROP INDEX contact_order; DROP INDEX contact_speaker;".to_owned();
    let mut triggers = raw.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").unwrap();
    for name in triggers.query_map([], |row| row.get::<_, String>(0)).unwrap() {
        without.push_str(&format!("DROP TRIGGER {};", name.unwrap()));
    }
    drop(triggers);
    raw.execute_batch(&without).unwrap();
    for sql in [
        "DELETE FROM contact WHERE id = ?1",
        "DELETE FROM edit WHERE kind = 'contact' AND record = ?1",
        "DELETE FROM contact_topic WHERE contact = ?1",
    ] {
        raw.execute(sql, [contact]).unwrap();
    }
    drop(raw);
    let (_, new) = salvaged(&place, &fs::read(place.file()).unwrap()).unwrap();
    let there = new.record(Kind::Contact, Id(contact)).unwrap();
    assert!(there.is_none_or(|record| record.text(Field::LastName) == "?"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]
    #[test]
    fn whatever_bytes_are_wrong_the_new_file_is_sound(
        damage in prop::collection::vec((any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 1..64)), 1..40)
    ) {
        let place = Place::with_demo();
        let mut bytes = fs::read(place.file()).unwrap();
        for (place, with) in damage {
            let start = place.index(bytes.len() - with.len());
            bytes[start..start + with.len()].copy_from_slice(&with);
        }
        // Nothing at all to be found is an answer too.
        if let Ok((_, new)) = salvaged(&place, &bytes) {
            prop_assert!(!everything(&new).is_empty());
        }
    }
}
