//! What happens at a meeting: agenda, outcomes of three kinds, talks with what people thought of them, minutes.

use super::calendar::{Calendar, PAST, days};
use super::cast::COORDINATOR;
use super::chance::Chance;
use super::contacts::HAND_OVER;
use super::meetings::Gathering;
use super::stage::Stage;
use super::table::rows;
use crate::domain::{Act, Edit, Field, Format, Id, Kind, OutcomeKind, Record, Value};

const OUTCOMES: &str = include_str!("words/outcomes.txt");

fn sentence(chance: &mut Chance, letter: &str) -> &'static str {
    let all: Vec<&'static str> = rows(OUTCOMES).filter(|row| row.cell(0) == letter).map(|row| row.cell(1)).collect();
    chance.word(&all)
}

/// The agenda of a meeting.
pub(super) fn agenda(stage: &mut Stage, gathering: &Gathering) -> Vec<Record> {
    let focus = gathering.focus;
    let mut titles: Vec<(String, i64)> = vec![("Begrüßung, Protokoll des letzten Treffens".to_owned(), 10)];
    if gathering.group.is_none() {
        for guest in &gathering.guests {
            titles.push((format!("Vortrag: {}", guest.talk), 30));
        }
        titles.push(("Fragen an die Gäste".to_owned(), 40));
        titles.push(("Berichte aus den Arbeitskreisen".to_owned(), 20));
    } else {
        titles.push((format!("Stand {focus}"), 30));
    }
    titles.push((format!("{focus}: gemeinsames Vorgehen"), 25));
    titles.push(("Verschiedenes und Termine".to_owned(), 10));
    (1..)
        .zip(titles)
        .map(|(position, (title, minutes))| {
            Record::new(Kind::AgendaItem, stage.world.next(Kind::AgendaItem))
                .with(Field::Title, title)
                .with(Field::Meeting, gathering.id)
                .with(Field::Position, position)
                .with(Field::Duration, minutes)
                .with(Field::Responsible, if position == 1 { "Vorsitz" } else { "" })
        })
        .collect()
}

/// Plans the minutes of a meeting that was held, and what became of its actions.
pub(super) fn plan(stage: &mut Stage, gathering: &Gathering, agenda: &[Record]) {
    let Some(held) = gathering.held else { return };
    let written = held + days(2) + stage.chance.below(days(2));
    let clerk = if gathering.group.is_none() { COORDINATOR } else { gathering.clerks.first().copied().unwrap_or(0) };
    let mut edits = talks(stage, gathering);
    for (place, item) in agenda.iter().enumerate().skip(1) {
        let kinds: &[OutcomeKind] = match place % 3 {
            0 => &[OutcomeKind::Information, OutcomeKind::Action],
            1 => &[OutcomeKind::Information],
            _ => &[OutcomeKind::Decision, OutcomeKind::Action],
        };
        for &kind in kinds {
            edits.push(outcome(stage, gathering, item.id, kind).create());
        }
    }
    let text = format!(
        "Protokoll vom {}\n\nSchwerpunkt war {}. {}\n\nDie Beschlüsse und Maßnahmen stehen bei den einzelnen Punkten.",
        stage.calendar.german(gathering.day),
        gathering.focus,
        sentence(&mut stage.chance, "I"),
    );
    let id = gathering.id;
    stage.schedule.at(written, clerk, Act::Edit, move |world| {
        edits.extend(world.set(Kind::Meeting, id, Field::Minutes, text));
        edits
    });
}

fn outcome(stage: &mut Stage, gathering: &Gathering, item: Id, kind: OutcomeKind) -> Record {
    let id = stage.world.next(Kind::Outcome);
    let letter = match kind {
        OutcomeKind::Information => "I",
        OutcomeKind::Decision => "B",
        OutcomeKind::Action => "M",
    };
    let record = Record::new(Kind::Outcome, id)
        .with(Field::Kind, kind)
        .with(Field::Text, sentence(&mut stage.chance, letter))
        .with(Field::Meeting, gathering.id)
        .with(Field::AgendaItem, item);
    if kind != OutcomeKind::Action {
        return record;
    }
    let clerk = stage.chance.pick(&gathering.clerks).copied().unwrap_or(COORDINATOR);
    let due = gathering.day + stage.chance.within(14..=70) as usize;
    // Most are done, some late, a few not at all; recent ones are still open.
    if due < PAST + 20 && stage.chance.percent(78) {
        let done = due.saturating_sub(stage.chance.below(20) as usize).max(gathering.day + 8)
            + if stage.chance.percent(20) { 18 } else { 0 };
        let (moment, value) = (stage.calendar.morning(done) + stage.chance.below(days(1)), stage.date(done));
        if done < PAST {
            let day = stage.calendar.day(moment);
            let value = if day == done { value } else { stage.date(day) };
            stage.schedule.at(moment, clerk, Act::Edit, move |world| {
                world.set(Kind::Outcome, id, Field::Done, value).into_iter().collect()
            });
        }
    }
    let due = if stage.chance.percent(90) { stage.date(due) } else { Value::text("bis zum nächsten Treffen") };
    record.with(Field::Person, stage.cast.clerks[clerk].id).with(Field::Due, due)
}

fn talks(stage: &mut Stage, gathering: &Gathering) -> Vec<Edit> {
    let mut edits = Vec::new();
    for guest in &gathering.guests {
        let talk = Record::new(Kind::Talk, stage.world.next(Kind::Talk))
            .with(Field::Title, guest.talk)
            .with(Field::Contact, guest.contact)
            .with(Field::Meeting, gathering.id)
            .with(Field::Given, stage.date(gathering.day))
            .with(Field::Format, if stage.chance.percent(70) { Format::OnSite } else { Format::Online })
            .with(Field::InvitedBy, stage.cast.clerks[COORDINATOR].id)
            .with(Field::Feedback, sentence(&mut stage.chance, "F"));
        edits.push(talk.create());
    }
    edits
}

/// Somebody takes over from somebody else: the old tenure ends, the new one starts, in one act.
pub(super) fn hand_over(stage: &mut Stage, posts: i64, contacts: u64) {
    for (turn, seat) in HAND_OVER.into_iter().enumerate() {
        let post = seat as i64 + 1;
        let successor = Id(posts + 1 + turn as i64);
        if post > posts || successor.0 > contacts.cast_signed() {
            continue;
        }
        let day = Calendar::from_today(-150 + turn as i64 * 60);
        let moment = stage.calendar.morning(day) + 3600;
        let (from, until) = (stage.date(day), stage.date(day.saturating_sub(1)));
        stage.schedule.at(moment, COORDINATOR, Act::Edit, move |world| {
            let tenure = Record::new(Kind::Tenure, Id(posts + 1 + turn as i64))
                .with(Field::Post, Id(post))
                .with(Field::Contact, successor)
                .with(Field::Since, from);
            let mut edits = vec![tenure.create()];
            edits.extend(world.set(Kind::Tenure, Id(post), Field::Until, until));
            edits.extend(world.set(Kind::Contact, Id(post), Field::Left, 1_i64));
            edits
        });
    }
}
