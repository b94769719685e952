//! Back-ups of the file: made whole and checked, put back without a loss that nobody saw, salvaged where it is damaged.

mod making;
mod restoring;
mod salvaging;

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};
use runde::demo::{Plan, changes};
use runde::domain::{Act, Change, Field, Id, IdSource, Kind, MemberKind, Record};
use runde::store::{Backups, Made, Reason, Store};
use tempfile::TempDir;

/// A file with a few records, and a folder for its back-ups.
struct Place {
    folder: TempDir,
    ids: IdSource,
}

impl Place {
    fn new() -> Self {
        let mut place = Self { folder: tempfile::tempdir().unwrap(), ids: IdSource::new(5) };
        let mut store = Store::create(&place.file(), 7).unwrap();
        for name in ["Kaarst", "Neuss"] {
            place.add(&mut store, name);
        }
        place
    }

    /// A file with made data of a small alliance.
    fn with_demo() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap(), ids: IdSource::new(5) };
        let mut store = Store::create(&place.file(), 7).unwrap();
        let plan = Plan { questions: 40, contacts: 20, ..Plan::new(3, day(0)) };
        store.apply_all(changes(&plan), |_| ()).unwrap();
        place
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("allianz.runde")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn store(&self) -> Store {
        Store::open(&self.file(), false).unwrap()
    }

    fn backups(&self, store: &Store) -> Backups {
        Backups::of(store, &self.path("sicherungen"), true).unwrap()
    }

    fn make(&self, store: &Store, now: NaiveDateTime) -> Made {
        self.backups(store).make(store, Reason::ByHand, now, &mut || true).unwrap()
    }

    /// Adds a member as one change.
    fn add(&mut self, store: &mut Store, name: &str) -> Id {
        let record = Record::new(Kind::Member, self.ids.record());
        let record = record.with(Field::Name, name).with(Field::Kind, MemberKind::Town);
        store.apply(&Change::new(self.ids.change(), Act::Create, vec![record.create()])).unwrap();
        record.id
    }
}

fn day(offset: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap() + chrono::TimeDelta::days(offset)
}

fn noon(offset: i64) -> NaiveDateTime {
    day(offset).and_hms_opt(12, 0, 0).unwrap()
}

fn names(store: &Store) -> Vec<String> {
    let members = store.whole(Kind::Member).unwrap();
    let mut names: Vec<String> = members.iter().map(|member| member.text(Field::Name).to_owned()).collect();
    names.sort();
    names
}

fn files_in(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
