//! Changes: done once, taken back, merged field by field, and all of them in the history.

use std::collections::BTreeMap;

use proptest::prelude::*;
use runde::domain::{
    Act, Applied, Change, Edit, Field, Filled, Id, IdSource, Kind, MemberKind, OnConflict, Outcome, Priority,
    QuestionState, Record, Value, What,
};
use runde::store::Store;

struct File {
    store: Store,
    ids: IdSource,
}

impl File {
    fn new() -> Self {
        let mut file = Self { store: Store::in_memory().unwrap(), ids: IdSource::new(42) };
        for id in 1..=3 {
            let member = Record::new(Kind::Member, Id(id))
                .with(Field::Name, format!("Stadt {id}"))
                .with(Field::Kind, MemberKind::Town);
            file.apply(vec![member.create()]);
        }
        file
    }

    fn change(&mut self, edits: Vec<Edit>) -> Change {
        Change::new(self.ids.change(), Act::Edit, edits)
    }

    fn apply(&mut self, edits: Vec<Edit>) -> Applied {
        let change = self.change(edits);
        match self.store.apply(&change).unwrap() {
            Outcome::Applied(applied) => applied,
            other => panic!("not applied: {other:?}"),
        }
    }

    fn question(&mut self, id: i64) -> Record {
        let question = Record::new(Kind::Question, Id(id))
            .with(Field::Title, format!("Frage {id}"))
            .with(Field::State, QuestionState::Inbox);
        self.apply(vec![question.create()]);
        self.record(id)
    }

    fn record(&self, id: i64) -> Record {
        self.store.record(Kind::Question, Id(id)).unwrap().unwrap()
    }
}

#[test]
fn a_change_with_a_known_id_is_not_applied_twice() {
    let mut file = File::new();
    let question = file.question(1);
    let change = file.change(vec![question.set(Field::Due, "vor Pfingsten")]);
    let Outcome::Applied(first) = file.store.apply(&change).unwrap() else { panic!() };
    let Outcome::Known(second) = file.store.apply(&change).unwrap() else { panic!() };
    assert_eq!((first.seq, first.edits), (second.seq, second.edits));
    assert_eq!(file.store.history(Some((Kind::Question, Id(1))), None, 9).unwrap().len(), 2);
}

#[test]
fn questions_are_numbered_in_the_order_in_which_they_are_saved() {
    let mut file = File::new();
    for id in [70, 5, 900] {
        file.question(id);
    }
    assert_eq!([70, 5, 900].map(|id| file.record(id).get(Field::Number).as_number()), [Some(1), Some(2), Some(3)]);
}

#[test]
fn different_fields_merge_and_the_same_field_asks() {
    let mut file = File::new();
    let seen = file.question(1);
    file.apply(vec![seen.set(Field::Priority, Priority::High)]);
    file.apply(vec![seen.set(Field::Due, "2027-01-31")]);
    let late = file.change(vec![seen.set(Field::Remark, "eilt"), seen.set(Field::Priority, Priority::Low)]);
    let Outcome::Conflict(conflicts) = file.store.apply(&late).unwrap() else { panic!() };
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].theirs, Value::from(Priority::High));
    assert_eq!(conflicts[0].mine, Value::from(Priority::Low));
    assert_eq!(file.record(1).get(Field::Remark), &Value::Unknown, "nothing of it was written");
}

#[test]
fn undo_leaves_alone_what_somebody_else_changed_since() {
    let mut file = File::new();
    let seen = file.question(1);
    let change = file.change(vec![seen.set(Field::Priority, Priority::High), seen.set(Field::Remark, "eilt")]);
    let Outcome::Applied(applied) = file.store.apply(&change).unwrap() else { panic!() };
    let now = file.record(1);
    file.apply(vec![now.set(Field::Remark, "eilt nicht")]);
    let undo = change.inverse(&applied.edits, &mut file.ids);
    let Outcome::Applied(undone) = file.store.apply(&undo).unwrap() else { panic!() };
    assert_eq!(undone.left.len(), 1);
    assert_eq!(file.record(1).get(Field::Priority), &Value::Unknown);
    assert_eq!(file.record(1).text(Field::Remark), "eilt nicht");
}

#[test]
fn what_the_file_refuses_is_refused_whole() {
    let mut file = File::new();
    let seen = file.question(1);
    let before = file.store.latest().unwrap();
    for bad in [
        seen.set(Field::Title, Value::Unknown),
        seen.set(Field::Received, "neulich"),
        seen.set(Field::Priority, "9"),
        seen.set(Field::Group, Id(99)),
        Record::new(Kind::Question, Id(77)).set(Field::Remark, "x"),
    ] {
        let change = file.change(vec![seen.set(Field::Remark, "eilt"), bad.clone()]);
        assert!(file.store.apply(&change).is_err(), "{bad:?}");
        assert_eq!(file.record(1), seen);
        assert_eq!(file.store.latest().unwrap(), before);
    }
}

/// The fields that the generated changes touch: plain ones, one with a closed set, links.
const FIELDS: [Field; 5] = [Field::Title, Field::Remark, Field::Due, Field::Priority, Field::Affected];

fn value(field: Field, drawn: u8) -> Value {
    match (field, drawn % 4) {
        (Field::Affected, drawn) => Value::links((1..=3).filter(|id| drawn & (1 << (id - 1)) != 0).map(Id)),
        (Field::Title, drawn) => Value::text(format!("Titel {drawn}")),
        (_, 0) => Value::Unknown,
        (Field::Priority, drawn) => Value::text(drawn.to_string()),
        (_, drawn) => Value::text(format!("Text {drawn}")),
    }
}

fn drawn_edits() -> impl Strategy<Value = Vec<(u8, u8, u8)>> {
    prop::collection::vec((0u8..3, 0u8..5, 0u8..8), 1..4)
}

fn edits(seen: &BTreeMap<i64, Record>, drawn: &[(u8, u8, u8)]) -> Vec<Edit> {
    let mut touched = std::collections::BTreeSet::new();
    drawn
        .iter()
        .filter(|(record, field, _)| touched.insert((*record, *field)))
        .map(|&(record, field, drawn)| {
            let field = FIELDS[usize::from(field)];
            seen[&(i64::from(record) + 1)].set(field, value(field, drawn))
        })
        .collect()
}

/// What the history says every record holds.
fn replay(store: &Store) -> BTreeMap<(Kind, Id), BTreeMap<Field, Value>> {
    let mut state: BTreeMap<(Kind, Id), BTreeMap<Field, Value>> = BTreeMap::new();
    for line in store.history(None, None, usize::MAX).unwrap().iter().rev() {
        for edit in &line.edits {
            match &edit.what {
                What::Create(values) => {
                    assert!(state.insert((edit.kind, edit.id), values.clone()).is_none(), "made twice");
                }
                What::Set { field, from, to } => {
                    let record = state.get_mut(&(edit.kind, edit.id)).expect("changed before it was made");
                    let before = record.insert(*field, to.clone()).unwrap_or_default();
                    assert!(&before == from || before.is_unknown() && from.is_unknown(), "{before:?} {from:?}");
                }
            }
        }
    }
    for record in state.values_mut() {
        record.retain(|_, value| !value.is_unknown());
    }
    state
}

fn assert_history_is_the_file(store: &Store) {
    for ((kind, id), values) in replay(store) {
        assert_eq!(store.record(kind, id).unwrap().unwrap().values, values);
    }
}

fn snapshot(file: &File) -> BTreeMap<i64, Record> {
    (1..=3).map(|id| (id, file.record(id))).collect()
}

fn three_questions() -> File {
    let mut file = File::new();
    (1..=3).for_each(|id| drop(file.question(id)));
    file
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_change_and_its_inverse_leave_the_same_file(drawn in drawn_edits()) {
        let mut file = three_questions();
        let before = snapshot(&file);
        let change = file.change(edits(&before, &drawn));
        let Outcome::Applied(applied) = file.store.apply(&change).unwrap() else { panic!() };
        let undo = change.inverse(&applied.edits, &mut file.ids);
        let Outcome::Applied(undone) = file.store.apply(&undo).unwrap() else { panic!() };
        prop_assert!(undone.left.is_empty());
        prop_assert_eq!(snapshot(&file), before);
        assert_history_is_the_file(&file.store);
    }

    /// Two people work on what each saw at some time; some of it is out of date when it is saved.
    #[test]
    fn two_peoples_changes_merge_by_field_or_say_what_differs(
        acts in prop::collection::vec((any::<bool>(), any::<bool>(), drawn_edits()), 1..12)
    ) {
        let mut file = three_questions();
        let mut seen = [snapshot(&file), snapshot(&file)];
        for (who, looks, drawn) in acts {
            let who = usize::from(who);
            if looks {
                seen[who] = snapshot(&file);
            }
            let before = snapshot(&file);
            let mut change = file.change(edits(&seen[who], &drawn));
            change.on_conflict = OnConflict::Ask;
            let outdated = |edit: &Edit| {
                let What::Set { field, from, to } = &edit.what else { return false };
                let now = before[&edit.id.0].get(*field);
                *field != Field::Affected && now != from && now != to
            };
            match file.store.apply(&change).unwrap() {
                Outcome::Conflict(conflicts) => {
                    prop_assert_eq!(conflicts.len(), change.edits.iter().filter(|edit| outdated(edit)).count());
                    prop_assert_eq!(snapshot(&file), before);
                }
                Outcome::Applied(_) => {
                    prop_assert!(!change.edits.iter().any(outdated));
                    for edit in &change.edits {
                        let What::Set { field, from, to } = &edit.what else { continue };
                        let now = file.record(edit.id.0).get(*field).clone();
                        if *field == Field::Affected {
                            let (from, to, now) = (from.as_links(), to.as_links(), now.as_links());
                            prop_assert!(to.difference(&from).all(|id| now.contains(id)));
                            prop_assert!(from.difference(&to).all(|id| !now.contains(id)));
                        } else {
                            prop_assert_eq!(&now, to);
                        }
                    }
                }
                Outcome::Known(_) => prop_assert!(false, "a fresh change was known"),
            }
        }
        assert_history_is_the_file(&file.store);
    }
}

#[test]
fn every_kind_can_be_made_removed_and_restored() {
    let mut file = three_questions();
    // Members and questions 1 to 3 exist; every other kind is made once under id 1, parents first.
    for &kind in Kind::ALL {
        if matches!(kind, Kind::Member | Kind::Question) {
            continue;
        }
        let mut record = Record::new(kind, Id(1));
        for spec in kind.spec().fields {
            use runde::domain::FieldType;
            if spec.filled == Filled::Optional {
                continue;
            }
            let value = match spec.holds {
                FieldType::Line | FieldType::LongText => Value::text("x"),
                FieldType::Choice(set) => Value::text(set.choices()[0].code()),
                FieldType::Link(_) if spec.filled == Filled::Required => Value::Number(1),
                FieldType::Subject => Value::text("question"),
                FieldType::Number if spec.field == Field::SubjectId => Value::Number(1),
                _ => Value::Unknown,
            };
            record.values.insert(spec.field, value);
        }
        let edits = vec![record.create()];
        file.store.apply(&file.ids.change_of(edits)).unwrap_or_else(|error| panic!("{kind:?}: {error}"));
        let made = file.store.record(kind, Id(1)).unwrap().unwrap();
        file.apply(vec![made.set(Field::Removed, 1)]);
        assert!(file.store.record(kind, Id(1)).unwrap().unwrap().is_removed());
        let removed = file.store.record(kind, Id(1)).unwrap().unwrap();
        file.apply(vec![removed.set(Field::Removed, Value::Unknown)]);
        assert_eq!(file.store.record(kind, Id(1)).unwrap().unwrap(), made);
    }
    assert_history_is_the_file(&file.store);
}

trait Sign {
    fn change_of(&mut self, edits: Vec<Edit>) -> Change;
}

impl Sign for IdSource {
    fn change_of(&mut self, edits: Vec<Edit>) -> Change {
        Change::new(self.change(), Act::Create, edits)
    }
}
