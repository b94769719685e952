//! Data protection: who is due, what is held on a person, and that an erasure leaves nothing behind.

mod backups;
mod calls;
mod crash;
mod erasing;
mod staff;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use runde::domain::privacy::{Erased, ErasureOrder, Proof, Spot};
use runde::domain::{Act, Author, Change, Edit, Field, Id, IdSource, Kind, Outcome, Record, Value};
use runde::store::Store;
use tempfile::TempDir;

/// The person of these tests, and the words that must be nowhere afterwards: as typed, as folded, as in an address.
const WORDS: &[&str] = &[
    "Mückenschön",
    "Mueckenschoen",
    "muckenschon",
    "Mu\u{308}ckenscho\u{308}n",
    "Wendelgard",
    "wendelgard",
    "4711-0815",
    "47110815",
    "Zwiebelweg",
];

const AT: &str = "2026-11-22T12:00:00Z";
const STAND_IN: &str = "Vertretung MUNV";

/// A file in which the person stands in every place that there is, among others.
struct Place {
    folder: TempDir,
    ids: IdSource,
    contact: Id,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut place = Self { folder, ids: IdSource::new(5), contact: Id(77) };
        let mut store = Store::create(&place.file(), 7).unwrap();
        place.fill(&mut store);
        place
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("allianz.runde")
    }

    fn open(&self) -> Store {
        Store::open(&self.file(), false).unwrap()
    }

    fn change(&mut self, act: Act, edits: Vec<Edit>) -> Change {
        let mut change = Change::new(self.ids.change(), act, edits);
        (change.author.login, change.at) = ("abei".to_owned(), "2026-10-01T08:00:00Z".to_owned());
        change
    }

    fn apply(&mut self, store: &mut Store, edits: Vec<Edit>) -> Change {
        let change = self.change(Act::Edit, edits);
        assert!(matches!(store.apply(&change).unwrap(), Outcome::Applied(_)));
        change
    }

    /// Lets a field hold something else, as somebody would who sees what it holds now.
    fn set(&mut self, store: &mut Store, kind: Kind, id: Id, field: Field, to: impl Into<Value>) -> Change {
        let record = store.record(kind, id).unwrap().unwrap();
        self.apply(store, vec![record.set(field, to)])
    }

    fn order(&mut self, store: &Store) -> ErasureOrder {
        let plan = store.plan_erasure((Kind::Contact, self.contact)).unwrap().unwrap();
        ErasureOrder {
            change: self.ids.change(),
            record: (Kind::Contact, self.contact),
            author: Author { login: "dsb".to_owned(), person: Some(Id(1)) },
            at: AT.to_owned(),
            stand_in: STAND_IN.to_owned(),
            kept: BTreeSet::new(),
            backups: Vec::new(),
            seen: Some(plan.seen),
        }
    }

    fn erase(&mut self, store: &mut Store) -> Proof {
        let order = self.order(store);
        match store.erase(&order).unwrap() {
            Erased::Done(proof) => proof,
            other => panic!("{other:?}"),
        }
    }

    fn fill(&mut self, store: &mut Store) {
        let record = |kind, id| Record::new(kind, Id(id));
        let me = self.contact;
        let all = [
            record(Kind::Person, 1).with(Field::Name, "Anke Beier").with(Field::Logins, "abei"),
            record(Kind::Group, 1).with(Field::Name, "Wärme").with(Field::State, "active"),
            record(Kind::Topic, 1).with(Field::Name, "Wärmeplanung"),
            record(Kind::Institution, 1)
                .with(Field::Name, "Ministerium für Umwelt")
                .with(Field::ShortName, "MUNV")
                .with(Field::Kind, "ministry")
                .with(Field::Phone, "0211 4566-0"),
            record(Kind::Post, 1).with(Field::Name, "Referat VII-1").with(Field::Institution, Id(1)),
            Record::new(Kind::Contact, me)
                .with(Field::LastName, "Mueckenschoen")
                .with(Field::FirstName, "Wendelgard")
                .with(Field::Institution, Id(1))
                .with(Field::Mails, "wendelgard.mueckenschoen@example.org")
                .with(Field::Phones, "+49 (0)211 4711-0815\n0211 4566-0")
                .with(Field::Address, "Zwiebelweg 4")
                .with(Field::Topics, Value::links([Id(1)]))
                .with(Field::Note, "Frau Mückenschön mag keine Montage"),
            record(Kind::Contact, 78).with(Field::LastName, "Ahrens").with(Field::Note, "Nachfolge von W. Mückenschön"),
            record(Kind::Meeting, 1)
                .with(Field::Title, "Sitzung in Kaarst")
                .with(Field::State, "held")
                .with(Field::Starts, "2026-09-01T10:00")
                .with(Field::Guests, Value::links([me]))
                .with(Field::Minutes, "Mückenschön (Tel. 0211/47110815) sagt Mittel zu."),
            record(Kind::Question, 1)
                .with(Field::Title, "Frage an Wendelgard Mückenschön")
                .with(Field::State, "asked")
                .with(Field::Contact, me),
            record(Kind::Question, 2).with(Field::Title, "Anderes").with(Field::State, "inbox"),
            record(Kind::Answer, 1)
                .with(Field::Question, Id(1))
                .with(Field::Text, "Ja, bis Mai. Gez. Mückenschön, Wendelgard")
                .with(Field::Contact, me),
            record(Kind::List, 1).with(Field::Title, "Liste").with(Field::State, "sent").with(Field::Contact, me),
            record(Kind::Membership, 1)
                .with(Field::Group, Id(1))
                .with(Field::Contact, me)
                .with(Field::Name, "W. Mückenschön")
                .with(Field::Since, "2020-01-01"),
            record(Kind::Tenure, 1).with(Field::Post, Id(1)).with(Field::Contact, me).with(Field::Since, "2019-05-01"),
            record(Kind::Talk, 1)
                .with(Field::Title, "Fernwärme, Vortrag von Mückenschön")
                .with(Field::Contact, me)
                .with(Field::Meeting, Id(1))
                .with(Field::Feedback, "Sprach zu schnell"),
            record(Kind::Invitation, 1)
                .with(Field::Contact, me)
                .with(Field::Meeting, Id(1))
                .with(Field::State, "accepted")
                .with(Field::Note, "über Zwiebelweg 4 eingeladen"),
            record(Kind::Application, 1)
                .with(Field::Title, "Antrag")
                .with(Field::State, "running")
                .with(Field::Contact, me),
            record(Kind::Comment, 1)
                .with(Field::Subject, "contact")
                .with(Field::SubjectId, me.0)
                .with(Field::Text, "Zwiebelweg ist privat"),
            record(Kind::Comment, 2)
                .with(Field::Subject, "question")
                .with(Field::SubjectId, 1)
                .with(Field::Text, "Mail an wendelgard.mueckenschoen@example.org geschickt"),
            record(Kind::Comment, 3)
                .with(Field::Subject, "question")
                .with(Field::SubjectId, 1)
                .with(Field::Text, "Laut Mu\u{308}ckenscho\u{308}n erst im Mai"),
        ];
        for one in all {
            self.apply(store, vec![one.create()]);
        }
        // What stands only in the history.
        self.set(store, Kind::Contact, me, Field::LastName, "Mückenschön");
        self.set(store, Kind::Contact, me, Field::Note, Value::Unknown);
        self.set(store, Kind::Question, Id(2), Field::Text, "Wendelgard Mückenschön fragen");
        self.set(store, Kind::Question, Id(2), Field::Text, Value::Unknown);
        // Enough beside it for the search index to have several segments, and the tables several pages.
        for id in 100..400 {
            let other = record(Kind::Question, id).with(Field::Title, format!("Frage {id} zur Wärmeplanung"));
            self.apply(store, vec![other.with(Field::State, "inbox").create()]);
        }
    }
}

/// Which of the words stand in the bytes of a file.
fn words_in(path: &Path) -> Vec<&'static str> {
    let bytes = std::fs::read(path).unwrap();
    let is_in = |word: &&&str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    WORDS.iter().filter(is_in).copied().collect()
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push(path);
        }
    }
    all
}

fn spot(kind: Kind, id: i64, field: Field) -> Spot {
    Spot { kind, id: Id(id), field }
}
