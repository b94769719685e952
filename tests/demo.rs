//! What people rely on in the made data: it repeats itself, it is sound, and nobody real is in it.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{NaiveDate, NaiveDateTime};
use runde::demo::{Plan, changes, rhein_kreis_neuss};
use runde::domain::question::may_follow;
use runde::domain::{Act, Change, Field, FieldType, Filled, Id, Kind, QuestionState, Record, Value, What};

fn plan(questions: u64, contacts: u64) -> Plan {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
    Plan { questions, contacts, ..Plan::new(7, today) }
}

fn fingerprint(plan: &Plan) -> u64 {
    let mut hasher = DefaultHasher::new();
    for change in changes(plan) {
        serde_json::to_string(&change).expect("changes are JSON").hash(&mut hasher);
    }
    hasher.finish()
}

/// The file as it grows, with each change checked against what was there before.
#[derive(Default)]
struct File {
    records: BTreeMap<(Kind, Id), Record>,
    changes: HashSet<String>,
    acts: BTreeMap<&'static str, usize>,
    last: String,
}

impl File {
    fn of(plan: &Plan) -> Self {
        let mut file = Self::default();
        for change in changes(plan) {
            file.commit(&change);
        }
        file
    }

    fn commit(&mut self, change: &Change) {
        assert!(self.changes.insert(change.id.to_string()), "{change:?}");
        assert!(self.last <= change.at, "{} after {}", change.at, self.last);
        assert!(NaiveDateTime::parse_from_str(&change.at, "%Y-%m-%dT%H:%M:%SZ").is_ok(), "{}", change.at);
        assert!(!change.author.login.is_empty() && !change.edits.is_empty(), "{change:?}");
        if let Some(person) = change.author.person {
            assert!(self.records.contains_key(&(Kind::Person, person)), "{change:?}");
        }
        self.last.clone_from(&change.at);
        *self.acts.entry(change.act.code()).or_default() += 1;
        for edit in &change.edits {
            match &edit.what {
                What::Create(values) => {
                    let mut record = Record::new(edit.kind, edit.id);
                    record.values.clone_from(values);
                    assert!(!values.values().any(Value::is_unknown), "{record:?}");
                    let number = self.all(edit.kind).count() as i64 + 1;
                    let in_order = [Kind::Question, Kind::Answer, Kind::Contact, Kind::Comment, Kind::Entry];
                    assert!(!in_order.contains(&edit.kind) || edit.id == Id(number), "{record:?}");
                    assert!(self.records.insert((edit.kind, edit.id), record).is_none(), "made twice: {change:?}");
                }
                What::Set { field, from, to } => {
                    let record = self.records.get_mut(&(edit.kind, edit.id)).expect("what is edited exists");
                    let now = record.get(*field);
                    assert!(now == from || now.is_unknown() && from.is_unknown(), "{now:?}: {change:?}");
                    assert_ne!(from, to, "{change:?}");
                    if (edit.kind, *field) == (Kind::Question, Field::State) {
                        let state = |value: &Value| {
                            QuestionState::from_code(value.as_text().expect("a code")).expect("a state")
                        };
                        assert!(may_follow(state(from), state(to)), "{change:?}");
                    }
                    record.values.insert(*field, to.clone());
                }
            }
        }
        let touched: BTreeSet<(Kind, Id)> = change.records().into_iter().collect();
        for record in touched {
            self.respects_catalogue(&self.records[&record]);
        }
    }

    fn all(&self, kind: Kind) -> impl Iterator<Item = &Record> {
        self.records.range((kind, Id(0))..).take_while(move |((other, _), _)| *other == kind).map(|(_, record)| record)
    }

    fn count(&self, kind: Kind, field: Field, code: &str) -> usize {
        self.all(kind).filter(|record| record.text(field) == code).count()
    }

    fn respects_catalogue(&self, record: &Record) {
        for spec in record.kind.spec().fields {
            let value = record.get(spec.field);
            assert!(spec.filled != Filled::Required || !value.is_unknown(), "no {:?}: {record:?}", spec.field);
            assert!(
                spec.filled != Filled::ByStore || value.is_unknown(),
                "{:?} is the store's: {record:?}",
                spec.field
            );
        }
        for (field, value) in &record.values {
            let holds = record.kind.holds(*field);
            let holds = holds.unwrap_or_else(|| panic!("{:?} has no {field:?}", record.kind));
            assert!(value.is_unknown() || self.fits(holds, value), "{field:?} holds {value:?}: {record:?}");
        }
    }

    fn fits(&self, holds: FieldType, value: &Value) -> bool {
        let date = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok() && text.len() == 10;
        let exists = |kind, id| self.records.contains_key(&(kind, id));
        match (holds, value) {
            (FieldType::Line | FieldType::DateOrWords, Value::Text(text)) => !text.contains('\n'),
            (FieldType::LongText, Value::Text(_)) => true,
            (FieldType::Lines, Value::Text(text)) => text.lines().all(|line| !line.is_empty() && line == line.trim()),
            (FieldType::Date, Value::Text(text)) => date(text),
            (FieldType::Moment, Value::Text(text)) => {
                text.len() == 16 && NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").is_ok()
            }
            (FieldType::Number | FieldType::Money, Value::Number(number)) => *number >= 0,
            (FieldType::Flag, Value::Number(number)) => *number == 1,
            (FieldType::Goals, Value::Text(text)) => {
                let goals: Vec<u8> = text.split(',').map(|goal| goal.parse().expect("a number")).collect();
                goals.is_sorted_by(|a, b| a < b) && goals.iter().all(|goal| (1..=17).contains(goal))
            }
            (FieldType::Choice(set), Value::Text(code)) => set.choice(code).is_some(),
            (FieldType::Link(kind), Value::Number(id)) => exists(kind, Id(*id)),
            (FieldType::Links(kind, _), Value::Links(ids)) => ids.iter().all(|id| exists(kind, *id)),
            (FieldType::Subject, Value::Text(code)) => Kind::from_code(code).is_some(),
            _ => false,
        }
    }
}

#[test]
fn the_same_seed_makes_the_same_changes() {
    let plan = plan(500, 150);
    assert_eq!(fingerprint(&plan), fingerprint(&plan));
    assert_ne!(fingerprint(&plan), fingerprint(&Plan { seed: 8, ..plan.clone() }));
}

#[test]
fn every_size_and_seed_is_sound() {
    for (questions, contacts) in [(0, 0), (1, 0), (0, 3), (5, 66), (40, 1), (240, 120), (301, 120), (4000, 900)] {
        let file = File::of(&plan(questions, contacts));
        assert_eq!(file.all(Kind::Question).count() as u64, questions);
        assert_eq!(file.all(Kind::Contact).count() as u64, contacts);
    }
    for seed in 0..12 {
        let today = NaiveDate::from_ymd_opt(2025, 2, 27).unwrap() + chrono::Days::new(seed * 41);
        File::of(&Plan::new(seed, today));
    }
}

#[test]
fn a_demo_has_something_of_everything() {
    let file = File::of(&plan(240, 120));
    let empty: Vec<_> = Kind::ALL.iter().filter(|kind| file.all(**kind).next().is_none()).collect();
    assert_eq!(empty, [&Kind::SavedView]);
    let inbox = file.count(Kind::Question, Field::State, "inbox");
    assert!((22..=34).contains(&inbox), "{inbox} in the inbox");
    for state in QuestionState::ALL {
        assert!(file.count(Kind::Question, Field::State, state.code()) >= 5, "{state:?}");
    }
    for kind in ["date", "meeting", "guest"] {
        assert!(file.count(Kind::Question, Field::Snooze, kind) > 0, "snoozed until {kind}");
    }
    for state in ["draft", "sent", "answered"] {
        assert!(file.count(Kind::List, Field::State, state) > 0, "{state} list");
    }
    for state in ["planned", "invited", "held", "cancelled"] {
        assert!(file.count(Kind::Meeting, Field::State, state) > 0, "{state} meeting");
    }
    assert!(file.all(Kind::Outcome).any(|outcome| {
        let due = outcome.text(Field::Due);
        outcome.text(Field::Kind) == "action" && due < "2026-11-22" && outcome.get(Field::Done).is_unknown()
    }));
    assert!(file.all(Kind::Answer).any(|answer| ("2".."2026-11-22").contains(&answer.text(Field::ValidUntil))));
    assert_eq!((file.all(Kind::Group).count(), file.all(Kind::Project).count()), (7, 25));
    assert_eq!((file.all(Kind::Programme).count(), file.all(Kind::Application).count()), (12, 18));
    let missing: Vec<_> = [Act::Assign, Act::JoinAffected, Act::MarkDuplicate, Act::Decline, Act::Answer, Act::Close]
        .into_iter()
        .filter(|act| !file.acts.contains_key(act.code()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn questions_do_not_repeat_each_other() {
    for (questions, again) in [(240, 0), (300, 0), (400, 4), (5000, 8)] {
        let file = File::of(&plan(questions, 120));
        let titles: HashSet<_> =
            file.all(Kind::Question).take(400).map(|question| question.text(Field::Title)).collect();
        assert!(titles.len() as u64 + again >= questions.min(400), "{} of {questions}", titles.len());
    }
}

#[test]
fn numbers_rise_with_the_day() {
    let file = File::of(&plan(2000, 120));
    let days: Vec<_> = file.all(Kind::Question).map(|question| question.text(Field::Received).to_owned()).collect();
    assert!(days.is_sorted());
}

#[test]
fn nobody_can_be_reached() {
    let file = File::of(&plan(240, 1000));
    for record in file.records.values() {
        for field in [Field::Mail, Field::Mails] {
            for mail in record.text(field).lines() {
                assert!(
                    ["@example.org", "@example.de", "@example.com"].iter().any(|end| mail.ends_with(end)),
                    "{mail}"
                );
                assert!(mail.is_ascii() && !mail.starts_with('.') && !mail.contains(".@"), "{mail}");
            }
        }
        for field in [Field::Phone, Field::Phones] {
            for phone in record.text(field).lines() {
                let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
                let made = [("02214710", 11), ("03023125", 11), ("017139200", 11), ("06990009", 11), ("04066969", 11)];
                assert!(made.iter().any(|(start, len)| digits.starts_with(start) && digits.len() == *len), "{phone}");
            }
        }
    }
}

#[test]
fn at_large_sizes_most_is_done_and_a_frequent_word_is_frequent() {
    let mut states: BTreeMap<String, usize> = BTreeMap::new();
    let mut schools = 0;
    for change in changes(&plan(60_000, 100)) {
        for edit in change.edits.iter().filter(|edit| edit.kind == Kind::Question) {
            if let What::Create(values) = &edit.what {
                *states.entry(values[&Field::State].as_text().unwrap().to_owned()).or_default() += 1;
                schools += usize::from(values.values().any(|value| {
                    value.as_text().is_some_and(|text| {
                        let text = text.to_lowercase();
                        text.contains("schul")
                    })
                }));
            }
        }
    }
    assert!((1000..=2300).contains(&states["inbox"]), "{states:?}");
    assert!(states["closed"] > 30_000, "{states:?}");
    assert!(schools > 36_000, "{schools}");
}

#[test]
fn the_preset_stands_on_its_own_and_names_nobody() {
    let mut file = File::default();
    for record in rhein_kreis_neuss() {
        file.records.insert((record.kind, record.id), record.clone());
        file.respects_catalogue(&record);
        assert!([Field::Mail, Field::Phone].iter().all(|field| record.get(*field).is_unknown()));
    }
    assert!(file.all(Kind::Person).chain(file.all(Kind::Contact)).next().is_none());
    let spellings: String =
        file.all(Kind::Member).map(|member| format!("{}\n", member.text(Field::Spellings))).collect();
    for spelling in ["RKN", "Kreis", "Kreisverwaltung", "GV", "NE", "Rommersk.", "Korsch.", "Juechen", "Dorm."] {
        assert!(spellings.lines().any(|line| line == spelling), "{spelling}");
    }
}
