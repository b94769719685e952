//! What reading costs, in steps of SQLite's machine, which do not depend on the computer: as much in a large file
//! as in a small one.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use rusqlite::StatementStatus;
use rusqlite::trace::{TraceEvent, TraceEventCodes};

use super::Store;
use crate::domain::query::{Condition, From, Query};
use crate::domain::{
    Act, Basis, Change, Field, Id, IdSource, Kind, MemberKind, OutcomeKind, QuestionState, Record, Value,
};

/// What the statements of a connection cost.
#[derive(Clone, Debug, Default)]
struct Meter(Arc<Mutex<Cost>>);

#[derive(Debug, Default)]
struct Cost {
    /// What each statement had cost when it last ended; SQLite counts on for as long as it is kept.
    seen: BTreeMap<String, i64>,
    steps: i64,
    statements: Vec<String>,
}

impl Meter {
    fn on(store: &mut Store) -> Self {
        let meter = Self::default();
        let noted = meter.clone();
        let note = move |event: TraceEvent<'_>| {
            if let TraceEvent::Profile(statement, _) = event {
                noted.note(&statement.sql(), statement.get_status(StatementStatus::VmStep));
            }
        };
        store.connection.trace_v2(TraceEventCodes::SQLITE_TRACE_PROFILE, Some(note)).unwrap();
        meter
    }

    fn cost(&self) -> MutexGuard<'_, Cost> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, sql: &str, steps: i32) {
        let steps = i64::from(steps);
        let mut cost = self.cost();
        let before = cost.seen.insert(sql.to_owned(), steps).unwrap_or(0);
        // A statement that was made anew begins at nought.
        cost.steps += if steps < before { steps } else { steps - before };
        if !cost.statements.iter().any(|known| known == sql) {
            cost.statements.push(sql.to_owned());
        }
    }

    /// The steps since this was last asked.
    fn steps(&self) -> i64 {
        std::mem::take(&mut self.cost().steps)
    }

    fn statements(&self) -> Vec<String> {
        self.cost().statements.clone()
    }
}

/// Questions and contacts in the small file: enough for every bound on a page or a count to be met.
const SMALL: i64 = 3_000;

/// What there is few of, in a file of any size: open questions, snoozed ones, speakers, answers that ran out.
const RARE: i64 = 30;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

/// Records in the order of their ids, with a little of everything that lists and details look at.
fn records(size: i64) -> Vec<Record> {
    let mut all = Vec::new();
    for id in 1..=9 {
        all.push(
            Record::new(Kind::Member, Id(id))
                .with(Field::Name, format!("Stadt {id}"))
                .with(Field::Kind, MemberKind::Town),
        );
        all.push(Record::new(Kind::Topic, Id(id)).with(Field::Name, format!("Thema {id}")));
        all.push(
            Record::new(Kind::Institution, Id(id)).with(Field::Name, format!("Amt {id}")).with(Field::Kind, "ministry"),
        );
        all.push(
            Record::new(Kind::Group, Id(id)).with(Field::Name, format!("Kreis {id}")).with(Field::State, "active"),
        );
        all.push(
            Record::new(Kind::Meeting, Id(id))
                .with(Field::Title, format!("Sitzung {id}"))
                .with(Field::Starts, format!("2026-12-{id:02}T10:00"))
                .with(Field::Group, Id(id))
                .with(Field::State, "planned"),
        );
        all.push(Record::new(Kind::Post, Id(id)).with(Field::Name, "Referat").with(Field::Institution, Id(1)));
        all.push(
            Record::new(Kind::Outcome, Id(id))
                .with(Field::Kind, OutcomeKind::Action)
                .with(Field::Text, "Angebote einholen")
                .with(Field::Meeting, Id(id))
                .with(Field::Due, "2026-11-30"),
        );
    }
    let every = size / RARE;
    all.push(
        Record::new(Kind::List, Id(1))
            .with(Field::Title, "Fragen an das Amt")
            .with(Field::Institution, Id(1))
            .with(Field::Meeting, Id(1))
            .with(Field::State, "sent"),
    );
    for id in 1..=5 {
        all.push(Record::new(Kind::Entry, Id(id)).with(Field::List, Id(1)).with(Field::Question, Id(id * every)));
    }
    for id in 1..=size {
        let names = ["Ahrens", "Öztürk", "Schäfer", "Maßmann"];
        let name = names[usize::try_from(id).unwrap() % names.len()];
        let mut contact = Record::new(Kind::Contact, Id(id)).with(Field::LastName, format!("{name} {id}"));
        contact = contact.with(Field::Institution, Id(if id % every == 0 { 1 } else { 2 + id % 8 }));
        if id % every == 0 {
            contact = contact.with(Field::Speaker, 1).with(Field::Basis, Basis::Consent);
        }
        contact = contact.with(Field::Topics, Value::links([Id(1 + id % 9)]));
        // Everybody who has left is to be erased: they are counted no further than a thousand.
        if id % 2 == 0 {
            contact = contact.with(Field::DeleteOn, "2026-11-01");
        }
        all.push(contact);
        if id % 2 == 1 && id % every != 0 {
            all.push(Record::new(Kind::Talk, Id(id)).with(Field::Title, "Aus der Praxis").with(Field::Contact, Id(id)));
        }
        if id % every == 0 && id / every <= 9 {
            // Of an institution that is no larger in the larger file.
            let tenure = Record::new(Kind::Tenure, Id(id)).with(Field::Post, Id(id / every));
            all.push(tenure.with(Field::Contact, Id(id)).with(Field::Since, "2024-01-01"));
        }
        let state = match id % every {
            0 => QuestionState::Inbox,
            1 => QuestionState::Assigned,
            _ if id % 2 == 0 => QuestionState::Answered,
            _ => QuestionState::Closed,
        };
        let mut question = Record::new(Kind::Question, Id(id))
            .with(Field::Title, format!("Frage {id}"))
            .with(
                Field::Text,
                ["Der Wärmeplan der Schule", "Das Dach der Sporthalle"][usize::try_from(id % 2).unwrap()],
            )
            .with(Field::State, state)
            .with(Field::Askers, Value::links([Id(1 + id % 9)]))
            .with(Field::Topics, Value::links([Id(1 + id % 9)]))
            .with(Field::Group, Id(1 + id % 9))
            .with(Field::Due, format!("2026-{:02}-{:02}", 1 + id % 12, 1 + id % 28));
        if id % every == 1 {
            question = question.with(Field::Snooze, "date").with(Field::SnoozeUntil, "2027-02-01");
        }
        all.push(question);
        if state == QuestionState::Answered {
            let until = if id % every == 2 { "2026-11-01" } else { "2027-11-01" };
            all.push(
                Record::new(Kind::Answer, Id(id))
                    .with(Field::Question, Id(id))
                    .with(Field::Text, "Ja.")
                    .with(Field::ValidUntil, until),
            );
        }
    }
    all
}

fn store(size: i64) -> Store {
    let mut store = Store::in_memory().unwrap();
    let mut ids = IdSource::new(1);
    let change = |record: Record| Change::new(ids.change(), Act::Create, vec![record.create()]);
    store.apply_all(records(size).into_iter().map(change), |_| ()).unwrap();
    store
}

/// The lists that people come to by a key, each as its first page.
fn first_pages() -> Vec<(&'static str, Query)> {
    let page = |kind| Query::all(kind, 105);
    let states = |states: [QuestionState; 2]| Condition::OneOf(Field::State, states.map(QuestionState::code).to_vec());
    let mut oldest = page(Kind::Question).when(Condition::Waiting(today()));
    oldest.sort.descending = false;
    let mut snoozed = page(Kind::Question).when(Condition::Asleep(today()));
    snoozed.sort = crate::domain::query::Sort { field: Field::SnoozeUntil, descending: false };
    let mut to_check = page(Kind::Contact).when(Condition::NotCheckedSince(today()));
    to_check.sort = crate::domain::query::Sort { field: Field::Checked, descending: false };
    vec![
        ("inbox", oldest),
        ("open", page(Kind::Question).when(Condition::Open)),
        ("snoozed", snoozed),
        ("answered", page(Kind::Question).when(states([QuestionState::Answered, QuestionState::Closed]))),
        ("check again", page(Kind::Question).when(Condition::CheckAgain(today()))),
        ("all questions", page(Kind::Question)),
        ("the last questions", Query { from: From::End, ..page(Kind::Question) }),
        ("contacts", page(Kind::Contact)),
        ("the last contacts", Query { from: From::End, ..page(Kind::Contact) }),
        ("speakers", page(Kind::Contact).when(Condition::Is(Field::Speaker, Value::Number(1)))),
        ("contacts of an institution", page(Kind::Contact).when(Condition::OfInstitutions(vec![Id(1)]))),
        ("to be checked", to_check),
        ("to be erased", page(Kind::Contact).when(Condition::ToErase(today()))),
        ("groups", page(Kind::Group)),
        ("meetings", page(Kind::Meeting)),
        ("outcomes", page(Kind::Outcome)),
    ]
}

/// What each reading costs in a file of a size.
fn costs(size: i64) -> (Vec<(String, i64)>, Vec<String>) {
    let mut store = store(size);
    // The words of the file are read once, by whoever looks for something first.
    store.find("ahrens", None, 60).unwrap();
    let meter = Meter::on(&mut store);
    let mut costs = Vec::new();
    let mut note = |name: &str| costs.push((name.to_owned(), meter.steps()));
    for (name, query) in first_pages() {
        let rows = store.rows(&query).unwrap();
        note(name);
        if let Some(last) = rows.last() {
            store.rows(&Query { from: From::After(last.key.clone()), ..query.clone() }).unwrap();
            note(&format!("{name}, the next page"));
        }
        store.count(&query, 1000).unwrap();
        note(&format!("{name}, counted"));
    }
    store.waiting(today()).unwrap();
    note("what waits");
    store.overview(today()).unwrap();
    note("overview");
    store.next_meetings(today()).unwrap();
    note("next meetings");
    let beside = ["contacts", "speakers", "to be checked", "to be erased"];
    let beside = first_pages().into_iter().filter(|(name, _)| beside.contains(name));
    for (name, query) in
        beside.chain([Kind::Post, Kind::Talk, Kind::Invitation].map(|kind| (kind.code(), Query::all(kind, 0))))
    {
        store.branches(&query).unwrap();
        note(&format!("the tree of institutions beside {name}"));
    }
    store.card(Kind::Question, Id(5)).unwrap();
    note("a question's card");
    store.card(Kind::Contact, Id(5)).unwrap();
    note("a contact's card");
    store.card(Kind::Group, Id(5)).unwrap();
    note("a group's card");
    for (kind, id) in [(Kind::Contact, Id(size / RARE)), (Kind::Post, Id(1)), (Kind::Institution, Id(1))] {
        store.facts(kind, id, today()).unwrap();
        note(&format!("what is to be known of a {}", kind.code()));
    }
    for (kind, id) in [(Kind::Contact, Id(size / RARE * 5)), (Kind::Post, Id(5))] {
        assert_eq!(store.standings(kind, id, today()).unwrap().len(), 1);
        note(&format!("what hangs on a {}", kind.code()));
    }
    let occasion = store.occasion(None, Some(Id(5)), today()).unwrap().unwrap();
    assert!(!store.candidates_to_speak(&occasion, today()).unwrap().is_empty());
    note("who could speak");
    let asked = Record::new(Kind::Question, Id(0)).with(Field::Title, "Ahrens: Schulen, Sporthallen, Wärmeplanung");
    let judged = store.judge(&asked, today(), 8).unwrap();
    assert!(judged.proposal.group.candidates.len() == 3 && judged.likes.len() == 8);
    note("a proposal");
    for words in ["a", "ahr", "ahrens", "hrens", "ahrnes", "frage", "schafer", "ahrens frage", "stadt frage"] {
        store.find(words, None, 60).unwrap();
        note(&format!("`{words}` found"));
    }
    store.card(Kind::List, Id(1)).unwrap();
    note("a question list's card");
    for (kind, id) in [(Kind::List, Id(1)), (Kind::Meeting, Id(1)), (Kind::Contact, Id(size / RARE))] {
        assert!(store.guest_sheet(kind, id, today()).unwrap().is_some());
        note(&format!("the guest sheet of a {}", kind.code()));
    }
    assert_eq!(store.hour(Id(1)).unwrap().unwrap().list.listed.len(), 5);
    note("a question hour");
    store.closing(Id(1), today()).unwrap();
    note("the end of a question hour");
    // Of an institution that is no larger in the larger file.
    store.letter(Id(size / RARE), today()).unwrap();
    note("a mail text");
    (costs, meter.statements())
}

#[test]
fn reading_costs_the_same_in_a_file_four_times_as_large() {
    let (small, _) = costs(SMALL);
    let (large, _) = costs(4 * SMALL);
    for ((name, small), (_, large)) in small.iter().zip(&large) {
        assert!(*large <= small + small / 5, "{name}: {small} steps, in a file four times as large {large}");
    }
}

#[test]
fn no_reading_looks_through_a_table_that_grows() {
    let (_, statements) = costs(100);
    let store = store(100);
    let mut looked_at = 0;
    for sql in &statements {
        let grows = |table: &str| ["question", "contact", "answer"].contains(&table);
        let in_pages =
            sql.split_once(" t0 WHERE ").and_then(|(before, _)| before.rsplit(' ').next()).is_some_and(grows);
        let mut statement = store.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let mut steps = statement.raw_query();
        while let Some(step) = steps.next().unwrap() {
            let step: String = step.get(3).unwrap();
            let scans = step.strip_prefix("SCAN ").filter(|rest| !rest.contains(" INDEX "));
            let scanned = scans.and_then(|rest| rest.split(' ').next()).unwrap_or_default();
            let whole = grows(scanned) || in_pages && scanned == "t0";
            assert!(!whole, "{step}: {sql}");
            looked_at += 1;
        }
    }
    assert!(looked_at > 100, "{looked_at} steps");
}
