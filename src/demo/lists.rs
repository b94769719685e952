//! Question lists: for guests of past meetings, answered; for the next one, sent; and drafts.

use std::collections::BTreeSet;

use super::calendar::{Moment, days};
use super::cast::COORDINATOR;
use super::contacts::Expert;
use super::lives::asking;
use super::meetings::{Gathering, may_be_asked};
use super::preset::{INSTITUTIONS, id_of};
use super::schedule::World;
use super::stage::Stage;
use crate::domain::question_list::STEP;
use crate::domain::{Act, Edit, Field, Id, Kind, ListState, Record, Value};

/// The most questions that a guest is asked at once.
const LENGTH: usize = 7;

/// A list in the making: for whom, and when it is drawn up, sent and answered.
struct Sheet {
    id: Id,
    title: String,
    meeting: Option<Id>,
    guest: Option<Expert>,
    topics: BTreeSet<Id>,
    drawn_up: Moment,
    sent: Option<Moment>,
    answered: Option<Moment>,
}

/// Plans the lists of the last meetings, of the next ones, and two for bodies that are asked by letter.
pub(super) fn plan(stage: &mut Stage, gatherings: &[Gathering]) {
    let end = stage.calendar.end();
    for gathering in gatherings.iter().filter(|gathering| gathering.held.is_some()).rev().take(8) {
        let held = gathering.held.unwrap_or_default();
        let sheet = sheet(stage, gathering, held.saturating_sub(days(8)));
        let sent = held.saturating_sub(days(6));
        draw_up(stage, Sheet { sent: Some(sent), answered: Some(held + days(2)), ..sheet });
    }
    for (turn, gathering) in gatherings.iter().filter(|gathering| gathering.held.is_none()).take(2).enumerate() {
        let sheet = sheet(stage, gathering, end - days(5) + turn as Moment * 900);
        draw_up(stage, Sheet { sent: (turn == 0).then_some(end - days(2)), ..sheet });
    }
    let letters = [
        ("zrr", "Fragen an die Zukunftsagentur", "RR,FÖ,RAD", None),
        ("munv", "Sammelbrief an das Umweltministerium", "SRR,SWS,BIO,HAP", Some(end - days(9))),
    ];
    for (key, title, topics, sent) in letters {
        let institution = id_of(INSTITUTIONS, 0, key);
        let topics: BTreeSet<Id> = stage.cast.topics(topics).into_iter().collect();
        let guest = topics.iter().flat_map(|topic| stage.experts.of(topic.0)).copied();
        let guest =
            guest.clone().find(|expert| Some(expert.institution) == institution).or_else(|| guest.clone().next());
        let id = stage.world.next(Kind::List);
        let sheet = Sheet {
            id,
            title: title.to_owned(),
            meeting: None,
            guest,
            topics,
            drawn_up: end - days(12),
            sent,
            answered: None,
        };
        draw_up(stage, sheet);
    }
}

fn sheet(stage: &mut Stage, gathering: &Gathering, drawn_up: Moment) -> Sheet {
    Sheet {
        id: stage.world.next(Kind::List),
        title: format!("Fragen zum Treffen am {}: {}", stage.calendar.german(gathering.day), gathering.focus),
        meeting: Some(gathering.id),
        guest: gathering.guests.first().copied(),
        topics: gathering.topics.iter().copied().collect(),
        drawn_up,
        sent: None,
        answered: None,
    }
}

fn draw_up(stage: &mut Stage, sheet: Sheet) {
    let (list, guest, topics) = (sheet.id, sheet.guest, sheet.topics);
    let record = Record::new(Kind::List, list)
        .with(Field::Title, sheet.title)
        .with(Field::Contact, guest.map(|guest| guest.contact))
        .with(Field::Institution, guest.map(|guest| guest.institution))
        .with(Field::Meeting, sheet.meeting)
        .with(Field::State, ListState::Draft);
    stage.schedule.at(sheet.drawn_up, COORDINATOR, Act::Create, move |_| vec![record.create()]);
    let fitting = topics.clone();
    stage.schedule.at(sheet.drawn_up + 300, COORDINATOR, Act::PutOnList, move |world| entries(world, list, &fitting));
    if let Some(sent) = sheet.sent {
        let day = stage.date(stage.calendar.day(sent));
        stage.schedule.at(sent, COORDINATOR, Act::Ask, move |world| send(world, list, guest, &topics, day));
    }
    if let Some(answered) = sheet.answered {
        stage.schedule.at(answered, COORDINATOR, Act::Edit, move |world| {
            world.set(Kind::List, list, Field::State, ListState::Answered).into_iter().collect()
        });
    }
}

/// The open questions of the topics, then others that wait, in their order.
fn entries(world: &mut World, list: Id, topics: &BTreeSet<Id>) -> Vec<Edit> {
    let open: Vec<(bool, Id)> = world
        .all(Kind::Question)
        .filter(|question| may_be_asked(question) && !question.get(Field::Group).is_unknown())
        .map(|question| (question.get(Field::Topics).as_links().is_disjoint(topics), question.id))
        .collect();
    let fitting = open.iter().filter(|(other, _)| !other);
    let others = open.iter().rev().filter(|(other, _)| *other).take(3);
    let chosen: Vec<Id> = fitting.chain(others).take(LENGTH).map(|(_, id)| *id).collect();
    (1..)
        .zip(chosen)
        .map(|(position, question)| {
            Record::new(Kind::Entry, world.next(Kind::Entry))
                .with(Field::List, list)
                .with(Field::Question, question)
                .with(Field::Position, position * STEP)
                .create()
        })
        .collect()
}

/// A list that is sent keeps its numbers, and its questions are asked; the guest takes those that fit.
fn send(world: &mut World, list: Id, guest: Option<Expert>, topics: &BTreeSet<Id>, day: Value) -> Vec<Edit> {
    let mut edits: Vec<Edit> = world.set(Kind::List, list, Field::State, ListState::Sent).into_iter().collect();
    edits.extend(world.set(Kind::List, list, Field::Sent, day));
    for entry in world.all(Kind::Entry).filter(|entry| entry.get(Field::List).as_link() == Some(list)) {
        let place = entry.get(Field::Position).as_number().map(|position| position / STEP);
        edits.push(entry.set(Field::FrozenNumber, place.map_or(Value::Unknown, Value::Number)));
        if let Some(question) = entry.get(Field::Question).as_link() {
            let question = world.see(Kind::Question, question);
            let fits = !question.get(Field::Topics).as_links().is_disjoint(topics);
            edits.extend(asking(&question, guest.filter(|_| fits)));
        }
    }
    edits
}
