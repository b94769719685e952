//! `runde ask`: a question for the inbox, in one line of the shell.

use std::io::ErrorKind;

use super::arguments::Ask;
use super::session::Session;
use super::trouble::Trouble;
use crate::domain::{Act, Field, FieldType, Kind, QuestionState, Record, Value, entry, title};
use crate::text;
use crate::text::command_line::{Wrong, asked_before, no_input, saved_as};

pub(super) fn run(session: &mut Session<'_>, arguments: &Ask) -> Result<(), Trouble> {
    let question = record(session, arguments)?;
    let mut store = session.open_to_write()?;
    let asker = session.resolve(&store, Kind::Member, &arguments.from)?;
    let mut question = question.with(Field::Askers, Value::links([asker]));
    if let Some(topics) = &arguments.topic {
        question = question.with(Field::Topics, Value::links(session.resolve_all(&store, Kind::Topic, topics)?));
    }
    session.apply(&mut store, Act::Create, vec![question.create()])?;
    let number = store.record(Kind::Question, question.id)?.and_then(|made| made.get(Field::Number).as_number());
    let number = number.unwrap_or_default();
    let typed = format!("{}\n{}", question.text(Field::Title), question.text(Field::Text));
    let mut before = store.likely_before(&typed, session.today())?;
    before.retain(|before| before.id != question.id);
    if !before.is_empty() {
        writeln!(session.err, "{}", asked_before(session.language, &before))?;
    }
    session.saved = Some(saved_as(session.language, number));
    Ok(writeln!(session.out, "{number}")?)
}

/// The question as it was written; who asks and its topics are looked up in the file.
fn record(session: &mut Session<'_>, arguments: &Ask) -> Result<Record, Trouble> {
    let mut typed = arguments.text.clone();
    if typed == "-" {
        typed.clear();
        let read = session.input.read_to_string(&mut typed);
        read.map_err(|cause| match cause.kind() {
            ErrorKind::InvalidData => session.wrong(&Wrong::NotText),
            _ => Trouble::Failed(no_input(session.language, &cause.to_string())),
        })?;
    }
    let today = session.today();
    let read = |field: Field, holds: FieldType, text: &str| {
        let value = entry::read(holds, text, today);
        value.map_err(|problem| {
            let reason = text::entry_problem(session.language, &problem);
            Trouble::wrong(session.language, &Wrong::Entry(Kind::Question, field, &reason))
        })
    };
    let written = read(Field::Text, FieldType::LongText, &typed)?;
    let Some(written) = written.as_text() else { return Err(session.wrong(&Wrong::Empty)) };
    let title = arguments.title.clone().filter(|title| !entry::is_blank(title));
    let title = read(Field::Title, FieldType::Line, &title.unwrap_or_else(|| title::from_text(written)))?;
    let due = read(Field::Due, FieldType::DateOrWords, arguments.due.as_deref().unwrap_or_default())?;
    let says_more = title.as_text() != Some(written.trim());
    let mut question = Record::new(Kind::Question, session.ids.record())
        .with(Field::Title, title)
        .with(Field::Due, due)
        .with(Field::Received, today)
        .with(Field::State, QuestionState::Inbox);
    if says_more {
        question = question.with(Field::Text, written);
    }
    Ok(question)
}
