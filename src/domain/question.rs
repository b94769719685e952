//! The rules of questions: which state may follow which, and which edits each act of triage makes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::propose::Silent;
use super::{Choice, Edit, Field, Id, Priority, QuestionState, Record, Snooze, Value, What};

use QuestionState::{Answered, Asked, Assigned, Closed, Declined, Duplicate, Inbox};

/// Why an act is not possible now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The state does not allow it.
    #[error("a question that is {} cannot become {}", .from.code(), .to.code())]
    State {
        /// Where the question stands.
        from: QuestionState,
        /// Where it was to go.
        to: QuestionState,
    },
    /// A reason is asked for and none was given.
    #[error("a reason is needed")]
    NoReason,
    /// A question would be a duplicate of itself, directly or in a ring.
    #[error("a question cannot be its own duplicate")]
    OwnDuplicate,
    /// The original is itself a duplicate or was removed.
    #[error("the original is itself a duplicate")]
    OriginalIsDuplicate,
    /// It is a duplicate of another question already, to which it has brought what it had.
    #[error("a duplicate of another question already")]
    DuplicateAlready,
}

/// Every way from a state to another. What is not here is refused.
pub const WAYS: &[(QuestionState, &[QuestionState])] = &[
    (Inbox, &[Assigned, Asked, Answered, Closed, Declined, Duplicate]),
    (Assigned, &[Inbox, Asked, Answered, Closed, Declined, Duplicate]),
    (Asked, &[Inbox, Assigned, Answered, Closed, Declined, Duplicate]),
    (Answered, &[Inbox, Assigned, Asked, Closed]),
    (Closed, &[Inbox]),
    (Declined, &[Inbox]),
    (Duplicate, &[Inbox]),
];

/// Whether somebody still has to do something about it.
pub const fn is_open(state: QuestionState) -> bool {
    matches!(state, Inbox | Assigned | Asked)
}

/// Whether a question may go from one state to another.
pub fn may_follow(from: QuestionState, to: QuestionState) -> bool {
    from == to || WAYS.iter().any(|(state, ways)| *state == from && ways.contains(&to))
}

/// The state of a question; a file that says nothing means the inbox.
pub fn state(question: &Record) -> QuestionState {
    QuestionState::from_code(question.text(Field::State)).unwrap_or(Inbox)
}

/// The edits that move a question to a state, waking it where it slept.
pub fn go(question: &Record, to: QuestionState) -> Result<Vec<Edit>, Refusal> {
    let from = state(question);
    if !may_follow(from, to) {
        return Err(Refusal::State { from, to });
    }
    let mut edits = Vec::new();
    if from != to {
        edits.push(question.set(Field::State, to));
        edits.extend(wake(question));
        if from == Duplicate && !question.get(Field::DuplicateOf).is_unknown() {
            edits.push(question.set(Field::DuplicateOf, Value::Unknown));
        }
    }
    Ok(edits)
}

/// Gives a question to a working group; from the inbox it becomes assigned. One that is answered keeps its state: its
/// answer may have to be checked by another group.
pub fn assign(question: &Record, group: Id) -> Result<Vec<Edit>, Refusal> {
    let from = state(question);
    if !is_open(from) && from != Answered {
        return Err(Refusal::State { from, to: Assigned });
    }
    let mut edits = vec![question.set(Field::Group, group)];
    if from == Inbox {
        edits.extend(go(question, Assigned)?);
    }
    Ok(edits)
}

/// Says how urgent a question is.
pub fn prioritise(question: &Record, priority: Priority) -> Vec<Edit> {
    vec![question.set(Field::Priority, priority)]
}

/// Refuses a question, with a reason that its askers can read.
pub fn decline(question: &Record, reason: &str) -> Result<Vec<Edit>, Refusal> {
    if reason.trim().is_empty() {
        return Err(Refusal::NoReason);
    }
    let mut edits = go(question, Declined)?;
    edits.push(question.set(Field::Reason, reason.trim()));
    Ok(edits)
}

/// Joins a question to the one that is kept: its askers and the others who have it move there.
pub fn join(question: &Record, kept: &Record) -> Result<Vec<Edit>, Refusal> {
    if question.id == kept.id || kept.get(Field::DuplicateOf).as_link() == Some(question.id) {
        return Err(Refusal::OwnDuplicate);
    }
    if state(kept) == Duplicate || kept.is_removed() {
        return Err(Refusal::OriginalIsDuplicate);
    }
    if state(question) == Duplicate && question.get(Field::DuplicateOf).as_link().is_some_and(|other| other != kept.id)
    {
        return Err(Refusal::DuplicateAlready);
    }
    let mut edits = go(question, Duplicate)?;
    edits.push(question.set(Field::DuplicateOf, kept.id));
    for field in BROUGHT.iter().copied() {
        let mut ids = kept.get(field).as_links();
        let before = ids.len();
        // No question is related to itself.
        ids.extend(question.get(field).as_links().into_iter().filter(|id| field != Field::Related || *id != kept.id));
        if ids.len() > before {
            edits.push(kept.set(field, Value::Links(ids)));
        }
    }
    Ok(edits)
}

/// What a duplicate brings to the question that is kept: askers, others who have it, links. Its comments stay with it and
/// are read there.
pub const BROUGHT: &[Field] = &[Field::Askers, Field::Affected, Field::Related];

/// A duplicate, the question that is kept, and what only this duplicate has brought there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parting {
    /// The duplicate.
    pub duplicate: Record,
    /// The question that is kept.
    pub kept: Record,
    /// What it has brought, by field.
    pub brought: BTreeMap<Field, BTreeSet<Id>>,
    /// Where the duplicate stood before it was joined, and what it slept for; empty where nobody knows.
    pub before: BTreeMap<Field, Value>,
}

/// The edits that say that a question is no duplicate after all: both are as if it had never been joined.
///
/// # Errors
/// Where it is none.
pub fn part(parting: &Parting) -> Result<Vec<Edit>, Refusal> {
    let mut edits = go(&parting.duplicate, Inbox)?;
    edits.retain(|edit| !matches!(&edit.what, What::Set { field, .. } if parting.before.contains_key(field)));
    edits.extend(parting.before.iter().map(|(field, value)| parting.duplicate.set(*field, value.clone())));
    for (field, ids) in &parting.brought {
        let now = parting.kept.get(*field).as_links();
        let left = &now - ids;
        if left != now {
            edits.push(parting.kept.set(*field, Value::Links(left)));
        }
    }
    Ok(edits)
}

/// Puts a member among those who have the question too, or takes it out again.
pub fn affect(question: &Record, member: Id) -> (Edit, bool) {
    let joins = !question.get(Field::Affected).as_links().contains(&member);
    (question.link(Field::Affected, member, joins), joins)
}

/// Lets a question sleep until a day.
pub fn snooze_until(question: &Record, until: NaiveDate) -> Vec<Edit> {
    snooze(question, Snooze::Date, Value::from(until), Value::Unknown, Value::Unknown)
}

/// Lets a question sleep until the next meeting, of a group or (none) of the alliance; it wakes on that day,
/// where the day is known.
pub fn snooze_until_meeting(question: &Record, group: Option<Id>, day: Option<NaiveDate>) -> Vec<Edit> {
    let until = day.map_or(Value::Unknown, Value::from);
    snooze(question, Snooze::Meeting, until, Value::from(group), Value::Unknown)
}

/// Lets a question sleep until a guest of an institution is booked.
pub fn snooze_until_guest(question: &Record, institution: Id) -> Vec<Edit> {
    snooze(question, Snooze::Guest, Value::Unknown, Value::Unknown, Value::from(institution))
}

fn snooze(question: &Record, kind: Snooze, until: Value, group: Value, institution: Value) -> Vec<Edit> {
    let edits: Vec<Edit> = [
        (Field::Snooze, Value::from(kind)),
        (Field::SnoozeUntil, until),
        (Field::SnoozeGroup, group),
        (Field::SnoozeInstitution, institution),
    ]
    .into_iter()
    .filter(|(field, to)| question.get(*field) != to)
    .map(|(field, to)| question.set(field, to))
    .collect();
    if edits.is_empty() {
        // It has woken, and is put to sleep for the same once more: the history has to show it.
        let mut awake = question.clone();
        awake.values.remove(&Field::Snooze);
        return vec![question.set(Field::Snooze, Value::Unknown), awake.set(Field::Snooze, kind)];
    }
    edits
}

/// Wakes a question that sleeps.
pub fn wake(question: &Record) -> Vec<Edit> {
    [Field::Snooze, Field::SnoozeUntil, Field::SnoozeGroup, Field::SnoozeInstitution]
        .into_iter()
        .filter(|field| !question.get(*field).is_unknown())
        .map(|field| question.set(field, Value::Unknown))
        .collect()
}

/// Whether a text says anything that a question does not say: a word of matter that does not stand there.
pub fn says_more(typed: &str, question: &Record) -> bool {
    let silent = Silent::default();
    let texts = [Field::Title, Field::Text, Field::Explanation].map(|field| question.text(field)).join("\n");
    let known: BTreeSet<String> = silent.telling(&texts).collect();
    silent.telling(typed).any(|word| !known.contains(&word))
}

/// Whether triage is done with a question: it left the inbox and, where it is still open, has a priority.
pub fn is_settled(question: &Record) -> bool {
    let state = state(question);
    state != Inbox && (!is_open(state) || !question.get(Field::Priority).is_unknown())
        || !question.get(Field::Snooze).is_unknown()
}

/// The priority of a question, where one is known.
pub fn priority(question: &Record) -> Option<Choice> {
    Priority::from_code(question.text(Field::Priority)).map(Choice::Priority)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;

    fn question(id: i64, state: QuestionState) -> Record {
        Record::new(Kind::Question, Id(id)).with(Field::State, state)
    }

    #[test]
    fn every_question_that_is_open_or_answered_can_be_assigned_and_no_other() {
        for &from in QuestionState::ALL {
            let can_be = is_open(from) || from == Answered;
            assert_eq!(assign(&question(1, from), Id(7)).is_ok(), can_be, "{from:?}");
        }
    }

    #[test]
    fn what_was_ended_goes_back_only_through_the_inbox() {
        for from in [Closed, Declined, Duplicate] {
            for &to in QuestionState::ALL {
                assert_eq!(may_follow(from, to), to == Inbox || to == from, "{from:?} {to:?}");
            }
        }
    }

    #[test]
    fn declining_wants_a_reason() {
        assert_eq!(decline(&question(1, Inbox), "  "), Err(Refusal::NoReason));
        assert_eq!(decline(&question(1, Inbox), "nicht zuständig").unwrap().len(), 2);
    }

    #[test]
    fn a_duplicate_brings_its_askers_to_the_one_that_is_kept() {
        let kept = question(1, Inbox).with(Field::Askers, Value::links([Id(10)]));
        let second = question(2, Inbox).with(Field::Askers, Value::links([Id(11)]));
        let edits = join(&second, &kept).unwrap();
        assert!(edits.contains(&kept.set(Field::Askers, Value::links([Id(10), Id(11)]))));
        assert_eq!(join(&kept, &kept), Err(Refusal::OwnDuplicate));
        assert_eq!(join(&kept, &question(3, Duplicate)), Err(Refusal::OriginalIsDuplicate));
        let joined = question(4, Duplicate).with(Field::DuplicateOf, Id(9));
        assert_eq!(join(&joined, &kept), Err(Refusal::DuplicateAlready));
    }

    #[test]
    fn moving_on_wakes_a_sleeping_question() {
        let sleeping = question(1, Inbox).with(Field::Snooze, Snooze::Meeting);
        assert!(is_settled(&sleeping));
        let edits = assign(&sleeping, Id(5)).unwrap();
        assert!(edits.contains(&sleeping.set(Field::Snooze, Value::Unknown)));
    }

    #[test]
    fn triage_is_done_when_group_and_priority_are_known() {
        let assigned = question(1, Assigned);
        assert!(!is_settled(&assigned));
        assert!(is_settled(&assigned.with(Field::Priority, Priority::High)));
        assert!(is_settled(&question(1, Declined)));
    }
}
