//! What fields of a question that are set by name mean as acts, so that the rules of questions hold here too.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::question::{self, Parting, Refusal};
use crate::domain::{Act, Edit, Field, Id, QuestionState, Record, Snooze, Value, What};

/// Why fields cannot be set so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unable {
    /// The rules of questions forbid it.
    Refused(Refusal),
    /// A duplicate of which question?
    NoOriginal,
    /// Asleep until when?
    NoSnooze,
    /// It cannot sleep until a day that is over.
    NotInFuture(NaiveDate),
}

impl From<Refusal> for Unable {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// The question that another one is a duplicate of.
#[derive(Clone, Copy, Debug)]
pub(super) enum Original<'a> {
    /// There is none.
    None,
    /// It is to become one of this.
    Joined(&'a Record),
    /// It was one, and is to be none any more.
    Parted(&'a Parting),
}

const SNOOZE: [Field; 4] = [Field::Snooze, Field::SnoozeUntil, Field::SnoozeGroup, Field::SnoozeInstitution];

/// The edits that let a question hold what is wanted; `today` is the day from which on it can sleep.
pub(super) fn edits(
    question: &Record,
    wanted: &BTreeMap<Field, Value>,
    original: Original<'_>,
    today: NaiveDate,
) -> Result<Vec<Edit>, Unable> {
    let now = question::state(question);
    let state = wanted
        .get(&Field::State)
        .map(|value| QuestionState::from_code(value.as_text().unwrap_or_default()).unwrap_or(QuestionState::Inbox));
    let reason = wanted.get(&Field::Reason);
    let group = wanted.get(&Field::Group);
    let mut edits = Vec::new();
    match (state, original) {
        (Some(QuestionState::Inbox), Original::Parted(parting)) => edits.extend(question::part(parting)?),
        (Some(QuestionState::Duplicate) | None, Original::Joined(kept)) => {
            edits.extend(question::join(question, kept)?);
        }
        (Some(QuestionState::Duplicate), _) if now != QuestionState::Duplicate => return Err(Unable::NoOriginal),
        (Some(QuestionState::Declined), _) if now != QuestionState::Declined => {
            let reason = reason.and_then(Value::as_text).unwrap_or_default();
            edits.extend(question::decline(question, reason)?);
        }
        (Some(to), _) => edits.extend(question::go(question, to)?),
        (None, _) => {}
    }
    if state.is_none()
        && let Some(group) = group.and_then(Value::as_link)
    {
        edits.extend(question::assign(question, group)?);
    }
    if SNOOZE.iter().any(|field| wanted.contains_key(field)) {
        edits.extend(snooze(question, wanted, today)?);
    }
    let by_rule = |field: &Field| {
        SNOOZE.contains(field)
            || *field == Field::State
            || *field == Field::DuplicateOf && !matches!(original, Original::None)
    };
    edits
        .extend(wanted.iter().filter(|(field, _)| !by_rule(field)).map(|(field, to)| question.set(*field, to.clone())));
    Ok(last_of_each(edits))
}

fn snooze(question: &Record, wanted: &BTreeMap<Field, Value>, today: NaiveDate) -> Result<Vec<Edit>, Unable> {
    let known = |field: Field| wanted.get(&field).filter(|value| !value.is_unknown());
    let until = known(Field::SnoozeUntil).and_then(Value::as_text);
    if let Some(until) = until.and_then(|text| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()) {
        if until <= today {
            return Err(Unable::NotInFuture(until));
        }
        return Ok(question::snooze_until(question, until));
    }
    if let Some(institution) = known(Field::SnoozeInstitution).and_then(Value::as_link) {
        return Ok(question::snooze_until_guest(question, institution));
    }
    let group: Option<Id> = known(Field::SnoozeGroup).and_then(Value::as_link);
    match known(Field::Snooze).and_then(Value::as_text).and_then(Snooze::from_code) {
        Some(Snooze::Meeting) => Ok(question::snooze_until_meeting(question, group, None)),
        None if group.is_some() => Ok(question::snooze_until_meeting(question, group, None)),
        None => Ok(question::wake(question)),
        Some(Snooze::Date | Snooze::Guest) => Err(Unable::NoSnooze),
    }
}

/// Each field once: waking and snoozing again is snoozing, and a change must not meet its own edits.
fn last_of_each(edits: Vec<Edit>) -> Vec<Edit> {
    let place = |edit: &Edit| match &edit.what {
        What::Create(_) => None,
        What::Set { field, .. } => Some((edit.kind, edit.id, *field)),
    };
    let mut kept: Vec<Edit> = Vec::with_capacity(edits.len());
    for mut edit in edits {
        match kept.iter_mut().find(|other| place(other) == place(&edit)) {
            Some(other) => {
                // It is based on what the file holds, not on what an edit before it would have made of that.
                if let (What::Set { from: first, .. }, What::Set { from, .. }) = (&other.what, &mut edit.what) {
                    from.clone_from(first);
                }
                *other = edit;
            }
            None => kept.push(edit),
        }
    }
    kept
}

/// What it is called when these fields of a question are set.
pub(super) fn act(question: &Record, wanted: &BTreeMap<Field, Value>) -> Act {
    let fields: Vec<Field> = wanted.keys().copied().filter(|field| !matches!(field, Field::Reason)).collect();
    let affected = || wanted.get(&Field::Affected).map(Value::as_links).unwrap_or_default();
    match fields.as_slice() {
        [Field::Group] | [Field::Group, Field::State] | [Field::State, Field::Group] => Act::Assign,
        [Field::Contact] => Act::SetContact,
        [Field::Topics] => Act::SetTopic,
        [Field::Priority] => Act::Prioritise,
        [Field::Affected] if affected().is_superset(&question.get(Field::Affected).as_links()) => Act::JoinAffected,
        [Field::Affected] => Act::LeaveAffected,
        [Field::DuplicateOf] | [Field::State, Field::DuplicateOf] => Act::MarkDuplicate,
        [Field::State] => match wanted.get(&Field::State).and_then(Value::as_text).and_then(QuestionState::from_code) {
            Some(QuestionState::Asked) => Act::Ask,
            Some(QuestionState::Closed) => Act::Close,
            Some(QuestionState::Declined) => Act::Decline,
            Some(QuestionState::Inbox) => Act::Reopen,
            _ => Act::Edit,
        },
        fields if !fields.is_empty() && fields.iter().all(|field| SNOOZE.contains(field)) => {
            let sleeps = fields.iter().any(|field| wanted.get(field).is_some_and(|value| !value.is_unknown()));
            if sleeps { Act::Snooze } else { Act::Wake }
        }
        _ => Act::Edit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Kind, Priority};

    fn question(state: QuestionState) -> Record {
        Record::new(Kind::Question, Id(1)).with(Field::State, state)
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn wanted(fields: &[(Field, Value)]) -> BTreeMap<Field, Value> {
        fields.iter().cloned().collect()
    }

    #[test]
    fn a_group_alone_assigns_as_the_screen_does() {
        let inbox = question(QuestionState::Inbox);
        let fields = wanted(&[(Field::Group, Value::Number(7)), (Field::Priority, Priority::High.into())]);
        let made = edits(&inbox, &fields, Original::None, today()).unwrap();
        assert!(made.contains(&inbox.set(Field::State, QuestionState::Assigned)));
        assert_eq!(made.len(), 3);
        assert_eq!(act(&inbox, &wanted(&[(Field::Group, Value::Number(7))])), Act::Assign);
    }

    #[test]
    fn the_rules_of_questions_hold() {
        let closed = question(QuestionState::Closed);
        let refused =
            edits(&closed, &wanted(&[(Field::State, QuestionState::Assigned.into())]), Original::None, today());
        let refusal = Refusal::State { from: QuestionState::Closed, to: QuestionState::Assigned };
        assert_eq!(refused, Err(Unable::Refused(refusal)));
        let inbox = question(QuestionState::Inbox);
        let declined = wanted(&[(Field::State, QuestionState::Declined.into())]);
        assert_eq!(edits(&inbox, &declined, Original::None, today()), Err(Unable::Refused(Refusal::NoReason)));
        let duplicate = wanted(&[(Field::State, QuestionState::Duplicate.into())]);
        assert_eq!(edits(&inbox, &duplicate, Original::None, today()), Err(Unable::NoOriginal));
        let guest = wanted(&[(Field::Snooze, Snooze::Guest.into())]);
        assert_eq!(edits(&inbox, &guest, Original::None, today()), Err(Unable::NoSnooze));
    }

    #[test]
    fn no_question_sleeps_until_a_day_that_is_over() {
        let until = |day: &str| {
            let fields = wanted(&[(Field::SnoozeUntil, Value::text(day)), (Field::Priority, Priority::High.into())]);
            edits(&question(QuestionState::Inbox), &fields, Original::None, today())
        };
        assert_eq!(until("2026-11-21"), Err(Unable::NotInFuture(today().pred_opt().unwrap())));
        assert_eq!(until("2026-11-22"), Err(Unable::NotInFuture(today())));
        assert!(until("2026-11-23").is_ok());
    }

    #[test]
    fn a_field_is_set_once_even_where_two_rules_touch_it() {
        let sleeping = question(QuestionState::Inbox).with(Field::Snooze, Snooze::Meeting);
        let fields =
            wanted(&[(Field::State, QuestionState::Asked.into()), (Field::SnoozeUntil, Value::text("2027-01-05"))]);
        let made = edits(&sleeping, &fields, Original::None, today()).unwrap();
        let snoozes = made.iter().filter(|edit| matches!(&edit.what, What::Set { field: Field::Snooze, .. }));
        assert_eq!(snoozes.collect::<Vec<_>>(), [&sleeping.set(Field::Snooze, Snooze::Date)]);
    }
}
