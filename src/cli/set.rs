//! `runde set`: fields of one record, by name, as one change.

use super::arguments::Set;
use super::assignment::Assignment;
use super::names::Names;
use super::question_acts::{self, Original, Unable};
use super::session::Session;
use super::trouble::Trouble;
use crate::domain::failure::Failure;
use crate::domain::post::fitting;
use crate::domain::{
    Act, Edit, Field, FieldType, Kind, ListState, QuestionState, Record, Value, What, question_list, span,
};
use crate::store::Store;
use crate::text;
use crate::text::command_line::{self, Wrong};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn run(session: &mut Session<'_>, arguments: &Set) -> Result<(), Trouble> {
    let kind = arguments.kind;
    let parsed = arguments.assignments.iter().map(|argument| Assignment::parse(session, kind, argument));
    let assignments = parsed.collect::<Result<Vec<_>, _>>()?;
    let mut store = session.open_to_write()?;
    let id = session.resolve(&store, kind, &arguments.name)?;
    let record = store.record(kind, id)?.ok_or(Trouble::File(Failure::NoSuchRecord(kind, id)))?;
    let mut wanted = BTreeMap::new();
    for assignment in &assignments {
        let value = assignment.value(session, &store, &record)?;
        // Of duplicates, the rules of questions say it in their own words.
        if assignment.field != Field::DuplicateOf && links_to_itself(&record, assignment.field, &value) {
            return Err(Trouble::Failed(command_line::own_link(session.language, kind, assignment.field)));
        }
        if wanted.insert(assignment.field, value).is_some() {
            return Err(session.wrong(&Wrong::FieldTwice(kind, assignment.field)));
        }
    }
    let will_be = |field: Field| Some(wanted.get(&field).unwrap_or_else(|| record.get(field)).clone());
    if let Some((field, problem)) = span::out_of_order(kind, will_be, |field| wanted.contains_key(&field)) {
        let reason = text::entry_problem(session.language, &problem);
        return Err(Trouble::Failed(command_line::wrong(session.language, &Wrong::Entry(kind, field, &reason))));
    }
    let (act, mut edits) = change(session, &store, &record, &wanted)?;
    edits.retain(changes_something);
    if edits.is_empty() {
        return Ok(writeln!(session.err, "{}", command_line::nothing_to_change(session.language))?);
    }
    let applied = session.apply(&mut store, act, edits)?;
    let mut names = Names::new(&store, session.language);
    for line in names.edits(&applied.edits)? {
        writeln!(session.out, "{line}")?;
    }
    Ok(())
}

fn change(
    session: &Session<'_>,
    store: &Store,
    record: &Record,
    wanted: &BTreeMap<Field, Value>,
) -> Result<(Act, Vec<Edit>), Trouble> {
    if let Some((Field::Removed, removed)) = wanted.first_key_value()
        && wanted.len() == 1
    {
        let act = if removed.is_unknown() { Act::Restore } else { Act::Remove };
        return Ok((act, vec![record.set(Field::Removed, removed.clone())]));
    }
    if let (Kind::List, Some(state)) = (record.kind, wanted.get(&Field::State)) {
        return list_state(session, store, record, state, wanted);
    }
    if record.kind != Kind::Question {
        let edits = wanted.iter().map(|(field, to)| record.set(*field, to.clone()));
        return Ok((Act::Edit, edits.collect()));
    }
    let wanted = &with_post(session, store, wanted)?;
    let original = wanted.get(&Field::DuplicateOf).and_then(Value::as_link);
    let kept = original.map(|id| store.record(Kind::Question, id)).transpose()?.flatten();
    let mut wanted = wanted.clone();
    if wanted.get(&Field::DuplicateOf).is_some_and(Value::is_unknown) && !wanted.contains_key(&Field::State) {
        // No duplicate of anything is no duplicate.
        wanted.insert(Field::State, QuestionState::Inbox.into());
    }
    let wanted = &wanted;
    let reopens = wanted.get(&Field::State).and_then(Value::as_text) == Some(QuestionState::Inbox.code());
    // What it has brought to the question that is kept is taken back too.
    let parting = if kept.is_none() && reopens { store.parting(record.id)? } else { None };
    let original = match (&kept, &parting) {
        (Some(kept), _) => Original::Joined(kept),
        (None, Some(parting)) => Original::Parted(parting),
        (None, None) => Original::None,
    };
    let edits = question_acts::edits(record, wanted, original, session.today()).map_err(|unable| match unable {
        Unable::Refused(refusal) => Trouble::Failed(text::refusal(session.language, &refusal)),
        Unable::NoOriginal => session.wrong(&Wrong::NoOriginal),
        Unable::NoSnooze => session.wrong(&Wrong::NoSnooze),
        Unable::NotInFuture(day) => Trouble::Failed(text::not_in_future(session.language, day)),
    })?;
    let act = if parting.is_some() { Act::Reopen } else { question_acts::act(record, wanted) };
    Ok((act, edits))
}

/// A question list that goes to a state, as the screen lets it: its numbers follow.
fn list_state(
    session: &Session<'_>,
    store: &Store,
    record: &Record,
    state: &Value,
    wanted: &BTreeMap<Field, Value>,
) -> Result<(Act, Vec<Edit>), Trouble> {
    let gone = || Trouble::File(Failure::NoSuchRecord(Kind::List, record.id));
    let list = store.question_list(record.id)?.ok_or_else(gone)?;
    let state = state.as_text().and_then(ListState::from_code).unwrap_or(ListState::Draft);
    let (act, mut edits) = match state {
        _ if state == list.state() => (Act::Edit, Vec::new()),
        ListState::Draft => (Act::DrawBackList, question_list::draw_back(&list)),
        ListState::Answered => (Act::FinishList, question_list::answer(&list)),
        ListState::Sent => match question_list::ask(&list, session.today()) {
            Ok(edits) => (Act::SendList, edits),
            Err(refusal) => {
                return Err(Trouble::Failed(text::question_list::refusal(session.language, refusal).to_owned()));
            }
        },
    };
    // What the call says of other fields counts more than what follows from the state.
    let is_said = |edit: &Edit| {
        edit.id == record.id
            && matches!(&edit.what, What::Set { field, .. } if *field != Field::State && wanted.contains_key(field))
    };
    edits.retain(|edit| edit.kind != Kind::List || !is_said(edit));
    let others = wanted.iter().filter(|(field, _)| **field != Field::State);
    edits.extend(others.map(|(field, to)| record.set(*field, to.clone())));
    Ok((act, edits))
}

/// A question that goes to a contact goes to the post that they hold, unless the call says another.
fn with_post(
    session: &Session<'_>,
    store: &Store,
    wanted: &BTreeMap<Field, Value>,
) -> Result<BTreeMap<Field, Value>, Trouble> {
    let mut wanted = wanted.clone();
    if let Some(contact) = wanted.get(&Field::Contact).filter(|_| !wanted.contains_key(&Field::Post)) {
        let held = contact.as_link().map(|contact| store.posts_to_choose(contact, session.today())).transpose()?;
        let post = fitting(&held.unwrap_or_default(), &BTreeSet::new());
        wanted.insert(Field::Post, Value::from(post));
    }
    Ok(wanted)
}

fn links_to_itself(record: &Record, field: Field, value: &Value) -> bool {
    match record.kind.holds(field) {
        Some(FieldType::Link(kind)) => kind == record.kind && value.as_link() == Some(record.id),
        // One that is in the file already can be taken out, and does not hinder others.
        Some(FieldType::Links(kind, _)) => {
            let is_new = !record.get(field).as_links().contains(&record.id);
            kind == record.kind && is_new && value.as_links().contains(&record.id)
        }
        _ => false,
    }
}

fn changes_something(edit: &Edit) -> bool {
    match &edit.what {
        What::Create(_) => true,
        What::Set { from, to, .. } => from != to && !(from.is_unknown() && to.is_unknown()),
    }
}
