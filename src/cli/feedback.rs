//! `runde feedback`: the mail text for each town whose questions were answered. That it was told is noted only where
//! that is asked for.

use serde::Serialize;

use super::arguments::Feedback as Arguments;
use super::json;
use super::session::Session;
use super::trouble::Trouble;
use crate::domain::feedback::{Feedback, Wanted};
use crate::domain::{Act, Edit, Field, Id, Kind, dates};
use crate::store::Store;
use crate::text::feedback as words;
use crate::text::letter::{self, MailText};

#[derive(Serialize)]
struct TownJson<'a> {
    member: Id,
    name: &'a str,
    to: Vec<&'a str>,
    subject: String,
    body: String,
    more: bool,
    questions: Vec<QuestionJson<'a>>,
}

#[derive(Serialize)]
struct QuestionJson<'a> {
    number: i64,
    title: &'a str,
    answers: Vec<&'a str>,
}

pub(super) fn run(session: &mut Session<'_>, arguments: &Arguments) -> Result<(), Trouble> {
    // What is wrong with the call itself is told before the file is touched.
    let wanted = match &arguments.since {
        Some(day) => Wanted::Since(session.day("--since", dates::parse_past(day, session.today()))?),
        None => Wanted::Untold,
    };
    let mut store = if arguments.note { session.open_to_write()? } else { session.open_to_read()? };
    let member = arguments.member.as_ref();
    let member = member.map(|called| session.resolve(&store, Kind::Member, called)).transpose()?;
    let towns = store.feedback(wanted, member)?;
    write(session, &store, &towns, arguments.json)?;
    let edits: Vec<Edit> = towns.iter().flat_map(Feedback::note).collect();
    if arguments.note && !edits.is_empty() {
        session.apply(&mut store, Act::FeedBack, edits)?;
        writeln!(session.err, "{}", words::noted(session.language, towns.len()))?;
    }
    Ok(())
}

fn write(session: &mut Session<'_>, store: &Store, towns: &[Feedback], as_json: bool) -> Result<(), Trouble> {
    let language = session.language;
    let author = match store.person_of_login(&session.login)? {
        Some(person) => store.record(Kind::Person, person)?,
        None => None,
    };
    let name = author.as_ref().map(|person| person.text(Field::Name).to_owned());
    let member = author.as_ref().and_then(|person| person.get(Field::Member).as_link());
    let member = member.map(|id| store.label(Kind::Member, id)).transpose()?.flatten();
    let today = session.today();
    let mail = |town: &Feedback| words::mail_text(language, today, town, name.as_deref(), member.as_deref());
    if as_json {
        let json: Vec<TownJson<'_>> = towns.iter().map(|town| town_json(town, mail(town))).collect();
        return json::write(session.out, &json);
    }
    if towns.is_empty() {
        writeln!(session.err, "{}", words::nothing(language))?;
    }
    for (place, town) in towns.iter().enumerate() {
        let mail = mail(town);
        if place > 0 {
            writeln!(session.out)?;
        }
        writeln!(session.out, "=== {} ===", town.name)?;
        if !mail.to.is_empty() {
            writeln!(session.out, "{}: {}", letter::to_label(language), mail.to)?;
        }
        write!(session.out, "{}", mail.copied(language))?;
    }
    Ok(())
}

fn town_json(town: &Feedback, mail: MailText) -> TownJson<'_> {
    let questions = town.questions.iter().map(|question| QuestionJson {
        number: question.number,
        title: &question.title,
        answers: question.answers.iter().map(|answer| answer.record.text(Field::Text)).collect(),
    });
    TownJson {
        member: town.member,
        name: &town.name,
        to: town.mails.iter().map(String::as_str).collect(),
        subject: mail.subject,
        body: mail.body,
        more: town.more,
        questions: questions.collect(),
    }
}
