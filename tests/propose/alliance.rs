//! A file in memory into which lists are imported, and whose questions are decided one by one.

use std::collections::HashMap;

use chrono::NaiveDate;
use runde::domain::propose::Proposal;
use runde::domain::query::Query;
use runde::domain::{
    Act, Change, Edit, Field, Id, IdSource, Kind, MemberKind, Outcome, Priority, Record, Value, question,
};
use runde::exchange::import;
use runde::runtime::import::Snapshot;
use runde::store::Store;

/// What the alliance decided on a question.
#[derive(Clone, Debug)]
pub struct Decision {
    pub number: i64,
    pub topic: Id,
    pub group: Id,
    pub contact: Id,
    pub priority: Priority,
    pub duplicate_of: Option<i64>,
}

pub struct Alliance {
    pub store: Store,
    pub ids: IdSource,
}

impl Alliance {
    /// An alliance with records of its own.
    pub fn of(records: &[Record]) -> Self {
        let mut alliance = Self { store: Store::in_memory().unwrap(), ids: IdSource::new(5) };
        alliance.apply(Act::Create, records.iter().map(Record::create).collect());
        alliance
    }

    /// Some towns, and nothing else.
    pub fn of_towns(names: &[&str]) -> Self {
        let town = |(id, name): (i64, &&str)| {
            Record::new(Kind::Member, Id(id)).with(Field::Name, *name).with(Field::Kind, MemberKind::Town)
        };
        Self::of(&(1..).zip(names).map(town).collect::<Vec<_>>())
    }

    pub fn apply(&mut self, act: Act, edits: Vec<Edit>) {
        let change = Change::new(self.ids.change(), act, edits);
        assert!(matches!(self.store.apply(&change).unwrap(), Outcome::Applied(_)));
    }

    pub fn import(&mut self, bytes: &[u8], name: &str) -> &mut Self {
        let input = import::read(bytes, name, None, None).unwrap();
        let known = Snapshot::new(&self.store).unwrap();
        let plan = import::plan(&input, &known, &mut self.ids, today()).unwrap();
        for change in plan.changes(&mut self.ids) {
            assert!(matches!(self.store.apply(&change).unwrap(), Outcome::Applied(_)));
        }
        self
    }

    pub fn question(&self, number: i64) -> Record {
        let id = self.store.question_of_number(number).unwrap().unwrap();
        self.store.record(Kind::Question, id).unwrap().unwrap()
    }

    pub fn proposal(&self, number: i64) -> Proposal {
        self.store.proposal(&self.question(number), today()).unwrap()
    }

    /// The ids of a kind by the text of a field.
    pub fn ids_by(&self, kind: Kind, key: impl Fn(&Record) -> String) -> HashMap<String, Id> {
        let rows = self.store.rows(&Query::all(kind, 10_000)).unwrap();
        let records = rows.iter().map(|row| self.store.record(kind, row.id).unwrap().unwrap());
        records.map(|record| (key(&record), record.id)).collect()
    }

    /// Decides as the alliance did: what is asked twice is joined, everything else gets its parts.
    pub fn decide(&mut self, decision: &Decision) {
        let record = self.question(decision.number);
        if let Some(kept) = decision.duplicate_of {
            let edits = question::join(&record, &self.question(kept)).unwrap();
            self.apply(Act::MarkDuplicate, edits);
            return;
        }
        let mut edits = question::assign(&record, decision.group).unwrap();
        edits.push(record.set(Field::Contact, decision.contact));
        edits.push(record.set(Field::Topics, Value::links([decision.topic])));
        edits.extend(question::prioritise(&record, decision.priority));
        edits.retain(|edit| !matches!(&edit.what, runde::domain::What::Set { from, to, .. } if from == to));
        self.apply(Act::Assign, edits);
    }
}

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}
