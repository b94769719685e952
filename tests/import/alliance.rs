//! A file with the nine members and what the tests do with it.

use chrono::NaiveDate;

use runde::domain::query::{From, Query, Row, Sort};
use runde::domain::{Act, Change, Field, Id, IdSource, Kind, Outcome, Record, Value, change::Author};
use runde::exchange::form::Form;
use runde::exchange::import::{self, Plan};
use runde::runtime::import::Snapshot;
use runde::store::Store;

/// The lists of an alliance of the Rhein-Kreis Neuss, and what is true of them.
pub(crate) struct Lists {
    pub(crate) groups: &'static [u8],
    pub(crate) cards: &'static [u8],
    pub(crate) outlook: &'static [u8],
    pub(crate) questions: &'static [u8],
    /// Who stands behind each contact.
    pub(crate) keys: &'static [u8],
    pub(crate) lookups: &'static [u8],
}

macro_rules! lists {
    ($folder:literal) => {
        $crate::alliance::Lists {
            groups: include_bytes!(concat!("../data/", $folder, "arbeitskreise.csv")),
            cards: include_bytes!(concat!("../data/", $folder, "kontakte.vcf")),
            outlook: include_bytes!(concat!("../data/", $folder, "kontakte-outlook.csv")),
            questions: include_bytes!(concat!("../data/", $folder, "fragen-eingang.csv")),
            keys: include_bytes!(concat!("../data/", $folder, "kontakte-wahrheit.csv")),
            lookups: include_bytes!(concat!("../data/", $folder, "suchen.csv")),
        }
    };
}
pub(crate) use lists;

pub(crate) const QUESTIONS: &[u8] = include_bytes!("../data/fragen-eingang.csv");
pub(crate) const GROUPS: &[u8] = include_bytes!("../data/arbeitskreise.csv");
pub(crate) const OUTLOOK: &[u8] = include_bytes!("../data/kontakte-outlook.csv");
pub(crate) const CARDS: &[u8] = include_bytes!("../data/kontakte.vcf");

/// A file in memory, and the ids that are drawn for it.
pub(crate) struct Alliance {
    pub(crate) store: Store,
    pub(crate) ids: IdSource,
}

impl Alliance {
    pub(crate) fn new() -> Self {
        let mut alliance = Self { store: Store::in_memory().unwrap(), ids: IdSource::new(4) };
        let edits = runde::demo::rhein_kreis_neuss().iter().map(Record::create).collect();
        alliance.apply(Act::Create, edits);
        alliance
    }

    pub(crate) fn apply(&mut self, act: Act, edits: Vec<runde::domain::Edit>) {
        let change = Change::new(self.ids.change(), act, edits);
        assert!(matches!(self.store.apply(&change).unwrap(), Outcome::Applied(_)));
    }

    pub(crate) fn plan(&mut self, bytes: &[u8], name: &str) -> Plan {
        self.plan_as(bytes, name, None, None)
    }

    pub(crate) fn plan_as(&mut self, bytes: &[u8], name: &str, form: Option<Form>, mapping: Option<&str>) -> Plan {
        let input = import::read(bytes, name, form, mapping).unwrap();
        let known = Snapshot::new(&self.store).unwrap();
        let plan = import::plan(&input, &known, &mut self.ids, today()).unwrap();
        assert!(plan.rows.len() >= input.len(), "{} of {} rows", plan.rows.len(), input.len());
        plan
    }

    /// Plans and does it; gives the plan and the changes.
    pub(crate) fn import(&mut self, bytes: &[u8], name: &str) -> (Plan, Vec<Change>) {
        let plan = self.plan(bytes, name);
        let changes = self.carry_out(&plan);
        (plan, changes)
    }

    pub(crate) fn carry_out(&mut self, plan: &Plan) -> Vec<Change> {
        let mut changes = plan.changes(&mut self.ids);
        for change in &mut changes {
            change.author = Author { login: "tests".to_owned(), person: None };
            match self.store.apply(change).unwrap() {
                Outcome::Applied(applied) => assert_eq!(applied.left, []),
                other => panic!("{other:?}"),
            }
        }
        changes
    }

    pub(crate) fn undo(&mut self, change: &Change) {
        let applied = self.store.applied(change.id).unwrap().unwrap();
        let inverse = change.inverse(&applied, &mut self.ids);
        assert!(matches!(self.store.apply(&inverse).unwrap(), Outcome::Applied(_)));
    }

    /// Importing this file now changes nothing at all.
    pub(crate) fn assert_settled(&mut self, bytes: &[u8], name: &str) {
        let before = self.store.latest().unwrap();
        let (plan, changes) = self.import(bytes, name);
        assert!(plan.is_empty() && changes.is_empty(), "{:?}", plan.rows.iter().find(|row| !row.edits.is_empty()));
        assert_eq!(self.store.latest().unwrap(), before);
    }

    /// The records of a kind that are in the lists, in the order of a field.
    pub(crate) fn records(&self, kind: Kind, by: Field) -> Vec<Record> {
        let rows: Vec<Row> = self
            .store
            .rows(&Query {
                kind,
                conditions: vec![],
                sort: Sort { field: by, descending: false },
                from: From::Start,
                limit: 1_000_000,
            })
            .unwrap();
        rows.iter().map(|row| self.store.record(kind, row.id).unwrap().unwrap()).collect()
    }

    pub(crate) fn question(&self, number: i64) -> Record {
        let id = self.store.question_of_number(number).unwrap().unwrap();
        self.store.record(Kind::Question, id).unwrap().unwrap()
    }

    pub(crate) fn named(&self, kind: Kind, field: Field, name: &str) -> Record {
        let all = self.records(kind, field);
        all.into_iter().find(|record| record.text(field) == name).unwrap_or_else(|| panic!("no {name}"))
    }

    pub(crate) fn names(&self, kind: Kind, ids: &Value) -> Vec<String> {
        let ids: Vec<Id> = ids.as_links().into_iter().collect();
        self.store.names(kind, &ids).unwrap().into_iter().map(|(_, name)| name).collect()
    }
}

pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

/// The bytes of a sheet as German Excel saves it.
pub(crate) fn sheet(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}
