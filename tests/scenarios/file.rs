//! The files that scenarios are played on: a small one whose every record is known, and the demo.

use std::path::PathBuf;
use std::sync::OnceLock;

use chrono::NaiveDate;
use runde::demo::{Plan, changes, rhein_kreis_neuss};
use runde::domain::{Act, Author, Change, Edit, Field, Id, IdSource, Kind, Record, Value};
use runde::exchange::import;
use runde::runtime::import::Snapshot;
use runde::store::Store;
use tempfile::TempDir;

/// The day on which every scenario plays.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

/// A file in a folder of its own, which goes with it.
pub struct File {
    folder: TempDir,
}

impl File {
    /// Five questions in the inbox, three groups, two people, two contacts; one of nearly everything else, and no
    /// invitation.
    pub fn little() -> Self {
        static MADE: OnceLock<Vec<u8>> = OnceLock::new();
        Self::copy(MADE.get_or_init(|| {
            made(|store| {
                let edits = rhein_kreis_neuss().iter().chain(&records()).map(Record::create).collect();
                store.apply(&change(1, "abei", edits)).unwrap();
            })
        }))
    }

    /// The little one, with more in it.
    pub fn with(more: &[Record]) -> Self {
        let file = Self::little();
        let edits = more.iter().map(Record::create).collect();
        file.store().apply(&change(2, "jmus", edits)).unwrap();
        file
    }

    /// The data that `runde demo` makes.
    pub fn demo() -> Self {
        static MADE: OnceLock<Vec<u8>> = OnceLock::new();
        Self::copy(MADE.get_or_init(|| {
            made(|store| {
                store.apply_all(changes(&Plan::new(7, today())), |_| {}).unwrap();
            })
        }))
    }

    /// The alliance's own lists, imported as they came: groups, contacts, 90 questions in the inbox.
    pub fn sample() -> Self {
        static MADE: OnceLock<Vec<u8>> = OnceLock::new();
        Self::copy(MADE.get_or_init(|| {
            made(|store| {
                store.apply(&change(1, "abei", rhein_kreis_neuss().iter().map(Record::create).collect())).unwrap();
                let mut ids = IdSource::new(5);
                let lists: [(&[u8], &str); 4] = [
                    (include_bytes!("../data/arbeitskreise.csv"), "arbeitskreise.csv"),
                    (include_bytes!("../data/kontakte.vcf"), "kontakte.vcf"),
                    (include_bytes!("../data/kontakte-outlook.csv"), "kontakte-outlook.csv"),
                    (include_bytes!("../data/fragen-eingang.csv"), "fragen-eingang.csv"),
                ];
                for (bytes, name) in lists {
                    let input = import::read(bytes, name, None, None).unwrap();
                    let plan = import::plan(&input, &Snapshot::new(store).unwrap(), &mut ids, today()).unwrap();
                    for change in plan.changes(&mut ids) {
                        store.apply(&change).unwrap();
                    }
                }
            })
        }))
    }

    fn copy(bytes: &[u8]) -> Self {
        let file = Self { folder: tempfile::tempdir().unwrap() };
        std::fs::write(file.path(), bytes).unwrap();
        file
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("allianz.runde")
    }

    /// Spoils the page in which the history begins.
    pub fn spoil(&self) {
        let file = rusqlite::Connection::open(self.path()).unwrap();
        let root = "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'edit'";
        let page: usize = file.query_row(root, [], |row| row.get::<_, u32>(0)).unwrap().try_into().unwrap();
        drop(file);
        let mut bytes = std::fs::read(self.path()).unwrap();
        bytes[(page - 1) * 4096..page * 4096].fill(0x5a);
        std::fs::write(self.path(), bytes).unwrap();
    }

    /// What is kept on the host of a person.
    pub fn state(&self, login: &str) -> PathBuf {
        let folder = self.folder.path().join("state").join(login);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// The file as somebody else opens it.
    pub fn store(&self) -> Store {
        Store::open(&self.path(), false).unwrap()
    }

    /// What a record holds now.
    pub fn record(&self, kind: Kind, id: i64) -> Record {
        self.store().record(kind, Id(id)).unwrap().unwrap()
    }

    /// A colleague makes records.
    pub fn colleague_makes(&self, records: &[Record]) {
        let mut store = self.store();
        let seed = u64::try_from(store.latest().unwrap()).unwrap();
        store.apply(&change(1000 + seed, "jmus", records.iter().map(Record::create).collect())).unwrap();
    }

    /// A colleague sets fields of a record, based on what is there now.
    pub fn colleague_sets(&self, kind: Kind, id: i64, fields: &[(Field, Value)]) {
        let record = self.record(kind, id);
        let edits = fields.iter().map(|(field, value)| record.set(*field, value.clone())).collect();
        let mut store = self.store();
        let seed = u64::try_from(store.latest().unwrap()).unwrap();
        store.apply(&change(1000 + seed, "jmus", edits)).unwrap();
    }
}

fn made(fill: impl FnOnce(&mut Store)) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made.runde");
    fill(&mut Store::create(&path, 7).unwrap());
    std::fs::read(path).unwrap()
}

fn change(seed: u64, login: &str, edits: Vec<Edit>) -> Change {
    let mut change = Change::new(IdSource::new(seed).change(), Act::Edit, edits);
    change.author = Author { login: login.to_owned(), person: None };
    change.at = "2026-11-22T13:00:00Z".to_owned();
    change
}

/// The town of this name.
pub fn member(name: &str) -> Id {
    let named = |record: &Record| record.kind == Kind::Member && record.text(Field::Name) == name;
    rhein_kreis_neuss().into_iter().find(named).unwrap().id
}

fn records() -> Vec<Record> {
    let group = |id, name: &str, short: &str| {
        let group = Record::new(Kind::Group, Id(id)).with(Field::Name, name).with(Field::ShortName, short);
        group.with(Field::State, "active").with(Field::Lead, member("Kaarst"))
    };
    let person = |id, name: &str, login: &str, town: &str| {
        let person = Record::new(Kind::Person, Id(id)).with(Field::Name, name).with(Field::Logins, login);
        person.with(Field::Member, member(town))
    };
    let contact = |id, first: &str, last: &str, mail: &str| {
        let contact = Record::new(Kind::Contact, Id(id)).with(Field::FirstName, first).with(Field::LastName, last);
        contact.with(Field::Mails, mail)
    };
    let question = |id, title: &str, text: &str, town: &str| {
        Record::new(Kind::Question, Id(id))
            .with(Field::Title, title)
            .with(Field::Text, text)
            .with(Field::Askers, Value::links([member(town)]))
            .with(Field::Received, "2026-11-10")
            .with(Field::State, "inbox")
    };
    vec![
        person(1, "Anna Beispiel", "abei", "Kaarst"),
        person(2, "Jörg Muster", "jmus", "Neuss"),
        group(1, "Klimaanpassung", "KA"),
        group(2, "Kommunale Wärmeplanung", "KWP"),
        group(3, "Mobilität", "MO"),
        contact(1, "Jürgen", "Müller", "j.mueller@example.org")
            .with(Field::Speaker, 1)
            .with(Field::TalkTitles, "Hitzeaktionspläne in kleinen Städten"),
        contact(2, "Ute", "Grünwald", "gruenwald@example.org"),
        Record::new(Kind::List, Id(1)).with(Field::Title, "Fragen an das Ministerium").with(Field::State, "draft"),
        Record::new(Kind::Meeting, Id(1))
            .with(Field::Title, "Vierte Sitzung Klimaanpassung")
            .with(Field::Group, Id(1))
            .with(Field::Starts, "2026-12-03T10:00")
            .with(Field::State, "planned"),
        Record::new(Kind::AgendaItem, Id(1))
            .with(Field::Title, "Hitzeaktionsplan")
            .with(Field::Meeting, Id(1))
            .with(Field::Position, 1),
        Record::new(Kind::Outcome, Id(1))
            .with(Field::Kind, "action")
            .with(Field::Text, "Trinkbrunnen prüfen")
            .with(Field::Meeting, Id(1)),
        Record::new(Kind::Post, Id(1)).with(Field::Name, "Referat Hitze").with(Field::Institution, Id(1)),
        Record::new(Kind::Talk, Id(1)).with(Field::Title, "Hitze in der Stadt").with(Field::Contact, Id(1)),
        Record::new(Kind::Project, Id(1)).with(Field::Title, "Trinkbrunnen überall").with(Field::State, "running"),
        Record::new(Kind::Programme, Id(1)).with(Field::Name, "Klimaanpassung NRW"),
        Record::new(Kind::Application, Id(1))
            .with(Field::Title, "Brunnen am Markt")
            .with(Field::Project, Id(1))
            .with(Field::State, "idea"),
        question(1, "Wer fördert Wärmepumpen in Schulen?", "Wir haben drei Schulen mit alten Kesseln.", "Kaarst"),
        question(2, "Gibt es Mittel für die Schwammstadt?", "Es geht um zwei Plätze.", "Neuss"),
        question(3, "Wer zahlt Wärmepumpen in Schulen und Kitas?", "Die Kessel sind alt.", "Jüchen"),
        question(4, "Wie beginnt man die Wärmeplanung?", "Uns fehlt Personal.", "Dormagen"),
        question(5, "Darf man Lastenräder für Vereine fördern?", "Drei Vereine haben gefragt.", "Meerbusch"),
    ]
}
