//! Answers: while one is valid the question is answered, and comes back when the last has run out.

use chrono::NaiveDate;
use runde::domain::query::{Condition, Query};
use runde::domain::{Act, Change, Edit, Field, Id, IdSource, Kind, Outcome, QuestionState, Record, Value};
use runde::store::Store;

pub struct File {
    pub store: Store,
    ids: IdSource,
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-22")
}

impl File {
    pub fn of(records: impl IntoIterator<Item = Record>) -> Self {
        let mut file = Self { store: Store::in_memory().unwrap(), ids: IdSource::new(5) };
        file.apply(records.into_iter().map(|record| record.create()).collect());
        file
    }

    pub fn apply(&mut self, edits: Vec<Edit>) {
        let change = Change::new(self.ids.change(), Act::Edit, edits);
        assert!(matches!(self.store.apply(&change).unwrap(), Outcome::Applied(_)));
    }

    pub fn set(&mut self, kind: Kind, id: i64, field: Field, value: impl Into<Value>) {
        let edit = self.store.record(kind, Id(id)).unwrap().unwrap().set(field, value.into());
        self.apply(vec![edit]);
    }

    fn ids(&self, condition: Condition) -> Vec<i64> {
        let query = Query::all(Kind::Question, 20).when(condition);
        let mut ids: Vec<i64> = self.store.rows(&query).unwrap().iter().map(|row| row.id.0).collect();
        assert_eq!(ids.len(), self.store.count(&query, 20).unwrap());
        ids.sort_unstable();
        ids
    }

    fn again(&self, on: NaiveDate) -> Vec<i64> {
        self.ids(Condition::CheckAgain(on))
    }
}

pub fn question(id: i64, state: QuestionState) -> Record {
    Record::new(Kind::Question, Id(id)).with(Field::Title, format!("Frage {id}")).with(Field::State, state)
}

pub fn answer(id: i64, question: i64, until: Option<&str>) -> Record {
    let answer = Record::new(Kind::Answer, Id(id)).with(Field::Question, Id(question)).with(Field::Text, "Ja.");
    match until {
        Some(until) => answer.with(Field::ValidUntil, until),
        None => answer,
    }
}

#[test]
fn a_question_comes_back_when_its_last_answer_has_run_out() {
    let answered = |id| question(id, QuestionState::Answered);
    let mut file = File::of([
        answered(1),
        answer(1, 1, Some("2026-10-01")),
        answered(2),
        answer(2, 2, Some("2026-10-01")),
        answer(3, 2, Some("2026-12-31")),
        answered(3),
        answer(4, 3, Some("2026-10-01")),
        answer(5, 3, None),
        question(4, QuestionState::Closed),
        answer(6, 4, Some("2026-10-01")),
        answered(5),
        question(6, QuestionState::Inbox),
    ]);
    assert_eq!(file.again(today()), [1]);
    assert_eq!(file.ids(Condition::Waiting(today())), [1, 6]);
    assert_eq!(file.store.waiting(today()).unwrap().inbox, 2);
    assert_eq!(file.store.waiting(today()).unwrap().expired_answers, 1);
    // On the last day it is still valid; after it nobody has to write for the question to come back.
    assert_eq!(file.again(day("2026-12-31")), [1]);
    assert_eq!(file.again(day("2027-01-01")), [1, 2]);

    file.apply(vec![answer(7, 1, Some("2027-06-30")).create()]);
    assert!(file.again(today()).is_empty());
    file.set(Kind::Answer, 7, Field::Removed, 1);
    assert_eq!(file.again(today()), [1]);
    file.set(Kind::Answer, 1, Field::ValidUntil, Value::Unknown);
    assert!(file.again(today()).is_empty());
    file.set(Kind::Answer, 1, Field::ValidUntil, "2026-11-21");
    assert_eq!(file.again(today()), [1]);
    file.set(Kind::Question, 1, Field::State, QuestionState::Closed);
    assert!(file.again(today()).is_empty());
    file.set(Kind::Question, 1, Field::State, QuestionState::Answered);
    file.set(Kind::Question, 1, Field::Snooze, "date");
    file.set(Kind::Question, 1, Field::SnoozeUntil, "2026-12-01");
    assert!(file.again(today()).is_empty());
    assert_eq!(file.again(day("2026-12-01")), [1]);
}

#[test]
fn the_card_tells_the_answer_that_has_run_out() {
    let mut file = File::of([question(1, QuestionState::Answered), answer(1, 1, Some("2026-10-01"))]);
    let facts = |file: &File| file.store.facts(Kind::Question, Id(1), today()).unwrap();
    assert!(format!("{:?}", facts(&file)).contains("until: 2026-10-01, is_open: true"), "{:?}", facts(&file));
    file.apply(vec![answer(2, 1, None).create()]);
    assert_eq!(facts(&file), []);
}

#[test]
fn what_was_answered_is_found_before_what_nobody_has_answered() {
    let asked = |id, state| question(id, state).with(Field::Title, "Dach der Schule sanieren");
    let mut file = File::of([
        asked(1, QuestionState::Answered),
        answer(1, 1, None),
        asked(2, QuestionState::Inbox),
        asked(3, QuestionState::Answered),
        answer(2, 3, Some("2001-01-01")),
        asked(4, QuestionState::Assigned),
    ]);
    let found = |file: &File| -> Vec<i64> {
        let hits = file.store.find("schule sanieren", Some(Kind::Question), 20).unwrap();
        hits.iter().map(|hit| hit.id.0).collect()
    };
    assert_eq!(found(&file)[0], 1);
    let new = Record::new(Kind::Question, Id(0)).with(Field::Title, "Schule: Dach sanieren");
    let before = file.store.asked_before(&new, today(), 8).unwrap();
    assert_eq!((before[0].id, before[0].answer.as_deref()), (Id(1), Some("Ja.")));
    assert!(before.len() > 1 && before[1..].iter().all(|like| like.answer.is_none()));
    file.set(Kind::Answer, 1, Field::ValidUntil, "2001-01-01");
    assert!(file.store.asked_before(&new, today(), 8).unwrap().iter().all(|like| like.answer.is_none()));
}

#[test]
fn lists_of_questions_are_filtered_by_the_words_of_their_answers_too() {
    let file = File::of([
        question(1, QuestionState::Answered),
        answer(1, 1, None).with(Field::Text, "Die Bezirksregierung bewilligt."),
        question(2, QuestionState::Answered),
    ]);
    assert_eq!(file.ids(Condition::Words("bezirksregierung".to_owned())), [1]);
}
