//! Locks that are refused when the file is opened, and answer later.

use std::sync::Arc;

use super::*;
use crate::domain::place::Danger;
use crate::domain::{Act, Author, Field, Id, IdSource, Kind, Language, Outcome, Record};
use crate::store::refuse_locks;

#[test]
fn a_file_that_is_only_read_as_locks_were_refused_is_written_when_they_answer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("allianz.runde");
    drop(Store::create(&path, 7).unwrap());
    // As often as they are tried; what reads the file afterwards gets its own.
    refuse_locks(4);
    let store = Store::open(&path, false).unwrap();
    assert!(store.awaits_locks(), "{:?}", store.access());
    let clerk = Clerk::new(Language::German, Author::default(), IdSource::new(5), Arc::new(Journal::nowhere()));
    let place = Place { path: path.clone(), read_only: false, line: Arc::default() };
    let mut courier = Courier::new(Box::new(place), store, clerk);
    assert!(matches!(courier.standing(), Drive::Unwritable(Failure::Unsafe(Danger::NoLocks(_)))));
    let record = Record::new(Kind::Topic, Id(5)).with(Field::Name, "Moorschutz");
    courier.take(Box::new(Change::new(IdSource::new(2).change(), Act::Create, vec![record.create()])));
    assert!(!courier.can_send());

    courier.locks = Instant::now();
    refuse_locks(1);
    assert!(courier.look(&Now::here()).is_empty(), "they are still refused");
    courier.locks = Instant::now();
    let told = courier.look(&Now::here());
    assert!(told.iter().any(|told| matches!(told, FromFile::Drive(Drive::Here))), "{told:?}");
    let is_made = |told: &FromFile| {
        matches!(told, FromFile::Answered(answered)
            if matches!(&**answered, Answered::Tried(_, Ok(Outcome::Applied(_)), _)))
    };
    assert!(told.iter().any(is_made), "{told:?}");
    assert!(Store::open(&path, true).unwrap().record(Kind::Topic, Id(5)).unwrap().is_some());
}
