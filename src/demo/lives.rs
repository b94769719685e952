//! What becomes of a question, act by act: triage, who else has it, comments, snoozing, asking, answering.

use super::calendar::{Moment, PAST, days};
use super::cast::COORDINATOR;
use super::contacts::Expert;
use super::meetings::{Gathering, may_be_asked};
use super::stage::Stage;
use super::template::Scene;
use super::wording::Wording;
use crate::domain::{Act, Edit, Field, Id, Kind, Priority, QuestionState, Record, Value, question};

/// How far a question gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It waits for triage.
    Inbox,
    /// It waits for a day (0), a meeting (1) or a guest (2).
    Asleep(u8),
    /// A group has it.
    Assigned,
    /// A guest has it.
    Asked,
    /// It is answered.
    Answered,
    /// It is answered and done.
    Closed,
    /// It is refused.
    Declined,
    /// It was asked before, as this question.
    Duplicate(Id),
}

/// A question and its story.
pub(super) struct Life {
    /// As it comes in.
    pub(super) record: Record,
    /// What it is about.
    pub(super) scene: Scene,
    /// When it comes in.
    pub(super) born: Moment,
    /// Who asks.
    pub(super) clerk: usize,
    /// Its topic, also where nobody has said it yet.
    pub(super) topic: i64,
    /// How far it gets.
    pub(super) fate: Fate,
    /// The members, by their place, that have it too.
    pub(super) others: Vec<usize>,
    /// What is answered.
    pub(super) answer: String,
}

/// Draws how far a question gets, from the time it has and how many of the older questions follow it.
pub(super) fn fate(stage: &mut Stage, born: Moment, following: u64) -> Fate {
    match following {
        6 => return Fate::Asleep(0),
        12 => return Fate::Asleep(1),
        19 => return Fate::Asleep(2),
        _ => {}
    }
    let age = (stage.calendar.end() - born) / days(1);
    // Assigned, asked, answered, closed, declined of a hundred; the others were asked before.
    let shares = if age < 110 { [36, 12, 24, 12, 6] } else { [12, 5, 20, 50, 6] };
    let fates = [Fate::Assigned, Fate::Asked, Fate::Answered, Fate::Closed, Fate::Declined];
    let mut draw = stage.chance.below(100);
    let mut fate = Fate::Duplicate(Id(0));
    for (share, drawn) in shares.into_iter().zip(fates) {
        if draw < share {
            fate = drawn;
            break;
        }
        draw -= share;
    }
    match fate {
        Fate::Assigned | Fate::Asked if age > 200 && stage.chance.percent(70) => Fate::Closed,
        Fate::Answered | Fate::Closed if age < 25 => Fate::Assigned,
        fate => fate,
    }
}

/// Plans the acts of a life.
pub(super) fn plan(stage: &mut Stage, mut life: Life, gatherings: &[Gathering]) {
    let (id, born) = (life.record.id, life.born);
    let room = stage.calendar.end() - born;
    // People act within days, and within what time there is.
    let pace = |wish: Moment| wish.min(room * 4 / 5);
    let known = life.others.len() / 2;
    let early: Vec<Id> = life.others.iter().take(known).map(|&town| stage.cast.towns[town].id).collect();
    if !early.is_empty() {
        life.record = life.record.with(Field::Affected, Value::links(early));
    }
    let typed_by = if stage.chance.percent(60) { life.clerk } else { COORDINATOR };
    let record = life.record.clone();
    stage.schedule.at(born, typed_by, Act::Create, move |_| vec![record.create()]);
    for town in life.others.split_off(known) {
        let (member, clerk) = (stage.cast.towns[town].id, stage.asker(town));
        let moment = born + 600 + pace(stage.chance.below(days(12)));
        stage.schedule.at(moment, clerk, Act::JoinAffected, move |world| {
            let (edit, joins) = question::affect(&world.see(Kind::Question, id), member);
            if joins { vec![edit] } else { Vec::new() }
        });
    }
    if stage.chance.percent(35) {
        for _ in 0..stage.chance.within(1..=3) {
            let town = stage.chance.below(stage.cast.towns.len() as u64) as usize;
            let clerk = stage.asker(town);
            let moment = born + 900 + pace(stage.chance.below(days(20)));
            let text = Wording::one(&mut stage.chance, &stage.wording.comments, &life.scene, &stage.calendar);
            stage.comment(moment, clerk, (Kind::Question, id), text);
        }
    }
    let triaged = born + pace(stage.chance.within(1800..=days(6)));
    match life.fate {
        Fate::Inbox => {}
        Fate::Asleep(kind) => sleep(stage, &life, triaged, kind),
        Fate::Declined => decline(stage, &life, triaged),
        Fate::Duplicate(kept) => stage.schedule.at(triaged, COORDINATOR, Act::MarkDuplicate, move |world| {
            let (question, kept) = (world.see(Kind::Question, id), world.see(Kind::Question, kept));
            question::join(&question, &kept).unwrap_or_default()
        }),
        Fate::Assigned => {
            triage(stage, &life, triaged);
            if stage.chance.percent(12) {
                sleep(stage, &life, triaged + 120, (id.0 % 3) as u8);
            }
        }
        Fate::Asked | Fate::Answered | Fate::Closed => {
            triage(stage, &life, triaged);
            ask(stage, &life, triaged, gatherings);
        }
    }
}

/// Topic, group and priority, each an act of its own.
fn triage(stage: &mut Stage, life: &Life, moment: Moment) {
    let (id, topic, group) = (life.record.id, Id(life.topic), stage.group(life.topic));
    stage.schedule.at(moment, COORDINATOR, Act::SetTopic, move |world| {
        let question = world.see(Kind::Question, id);
        if question.get(Field::Topics).is_unknown() {
            vec![question.link(Field::Topics, topic, true)]
        } else {
            Vec::new()
        }
    });
    stage.schedule.at(moment + 20, COORDINATOR, Act::Assign, move |world| {
        question::assign(&world.see(Kind::Question, id), group).unwrap_or_default()
    });
    let priorities =
        [Priority::Highest, Priority::High, Priority::High, Priority::Medium, Priority::Medium, Priority::Low];
    if let Some(&priority) = stage.chance.pick(&priorities).filter(|_| life.record.get(Field::Priority).is_unknown()) {
        stage.schedule.at(moment + 35, COORDINATOR, Act::Prioritise, move |world| {
            question::prioritise(&world.see(Kind::Question, id), priority)
        });
    }
}

fn sleep(stage: &mut Stage, life: &Life, moment: Moment, kind: u8) {
    let (id, topic) = (life.record.id, life.topic);
    let until = stage.calendar.date(PAST + stage.chance.within(12..=90) as usize);
    let group = (id.0 % 2 == 0).then(|| stage.group(topic));
    let institution = stage.experts.of(topic).first().map(|expert| expert.institution);
    stage.schedule.at(moment, COORDINATOR, Act::Snooze, move |world| {
        let question = world.see(Kind::Question, id);
        match (kind, until, institution) {
            (0, Some(until), _) => question::snooze_until(&question, until),
            (2, _, Some(institution)) => question::snooze_until_guest(&question, institution),
            _ => question::snooze_until_meeting(&question, group),
        }
    });
}

fn decline(stage: &mut Stage, life: &Life, moment: Moment) {
    let id = life.record.id;
    let reason = Wording::one(&mut stage.chance, &stage.wording.reasons, &life.scene, &stage.calendar);
    stage.schedule.at(moment, COORDINATOR, Act::Decline, move |world| {
        question::decline(&world.see(Kind::Question, id), &reason).unwrap_or_default()
    });
}

/// Asking, at a meeting or by mail, and what follows.
fn ask(stage: &mut Stage, life: &Life, triaged: Moment, gatherings: &[Gathering]) {
    let end = stage.calendar.end();
    let expert = stage.chance.pick(stage.experts.of(life.topic)).copied();
    let meeting = gatherings
        .iter()
        .find(|gathering| gathering.held.is_some_and(|held| held > triaged + days(12)))
        .filter(|gathering| gathering.held.is_some_and(|held| held + days(2) < end && held < life.born + days(75)))
        .filter(|_| stage.chance.percent(60));
    let room = end.saturating_sub(triaged) * 3 / 4;
    let asked = match meeting.and_then(|gathering| gathering.held) {
        Some(held) => held - days(5),
        None => triaged + room.min(stage.chance.within(days(2)..=days(14))),
    };
    let (id, guest) = (life.record.id, meeting.map(|meeting| meeting.id));
    stage.schedule.at(asked, COORDINATOR, Act::Ask, move |world| asking(&world.see(Kind::Question, id), expert));
    if life.fate == Fate::Asked {
        return;
    }
    let answered = match meeting.and_then(|gathering| gathering.held) {
        Some(held) => held + 1800 + stage.chance.below(5400),
        None => asked + (room / 4).min(stage.chance.within(days(1)..=days(15))),
    };
    answer(stage, life, answered, expert, guest);
    if life.fate == Fate::Closed {
        let left = end.saturating_sub(answered) / 2;
        let closed = answered + 600 + left.min(stage.chance.within(days(1)..=days(12)));
        stage.schedule.at(closed, COORDINATOR, Act::Close, move |world| {
            question::go(&world.see(Kind::Question, id), QuestionState::Closed).unwrap_or_default()
        });
    }
}

/// The edits with which a question goes to somebody.
pub(super) fn asking(question: &Record, expert: Option<Expert>) -> Vec<Edit> {
    if !may_be_asked(question) {
        return Vec::new();
    }
    let mut edits = Vec::new();
    if let Some(expert) = expert {
        edits.push(question.set(Field::Contact, expert.contact));
        edits.push(question.set(Field::Post, expert.post));
        edits.push(question.set(Field::Institution, expert.institution));
    }
    edits.extend(question::go(question, QuestionState::Asked).unwrap_or_default());
    edits
}

fn answer(stage: &mut Stage, life: &Life, moment: Moment, expert: Option<Expert>, meeting: Option<Id>) {
    let id = life.record.id;
    let day = stage.calendar.day(moment);
    let source = match meeting {
        Some(_) => "Treffen der Allianz".to_owned(),
        None => Wording::one(&mut stage.chance, &stage.wording.sources, &life.scene, &stage.calendar),
    };
    let mut record = Record::new(Kind::Answer, Id(0))
        .with(Field::Question, id)
        .with(Field::Text, life.answer.as_str())
        .with(Field::Contact, expert.map(|expert| expert.contact))
        .with(Field::Institution, expert.map(|expert| expert.institution))
        .with(Field::Meeting, meeting)
        .with(Field::Person, stage.cast.clerks[COORDINATOR].id)
        .with(Field::Given, stage.date(day))
        .with(Field::Source, source);
    // What somebody said about money does not hold for ever.
    let expires = if stage.group(life.topic) == Id(5) { 75 } else { 18 };
    if stage.chance.percent(expires) {
        let holds = stage.chance.within(90..=420) as usize;
        record = record.with(Field::ValidUntil, stage.date(day + holds));
    }
    stage.schedule.at(moment, COORDINATOR, Act::Answer, move |world| {
        let edits = question::go(&world.see(Kind::Question, id), QuestionState::Answered).unwrap_or_default();
        if edits.is_empty() { edits } else { [vec![record.create()], edits].concat() }
    });
}
