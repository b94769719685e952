//! The newest questions: each with a life of single acts, as people do them.

use std::collections::HashSet;

use super::calendar::{Moment, days};
use super::lives::{self, Fate, Life};
use super::meetings::Gathering;
use super::stage::Stage;
use super::table::{Row, rows};
use super::template::Scene;
use super::wording::Wording;
use crate::domain::{Field, Id, Kind, Priority, QuestionState, Record, Value};

const INBOX: &str = include_str!("words/inbox.txt");
/// The most questions that have a life of their own; older ones come as they ended.
pub(super) const MOST: u64 = 300;

/// Plans the lives of so many questions, numbered behind `base`, from a moment on.
pub(super) fn plan(stage: &mut Stage, base: u64, count: u64, from: Moment, gatherings: &[Gathering]) {
    let end = stage.calendar.end();
    let by_hand: Vec<Row> = rows(INBOX).collect();
    let fresh = (by_hand.len() as u64).min(count / 3);
    let older = count - fresh;
    // The inbox is a matter of weeks, whatever the time the others took.
    let recent = (end - from).min(days(19)) * 9 / 10;
    let until = if fresh == 0 { end } else { end - recent };
    let mut memory = Memory { deck: (0..stage.wording.cores.len()).collect(), ..Memory::default() };
    stage.chance.shuffle(&mut memory.deck);
    for place in 0..older {
        let id = Id((base + place + 1).cast_signed());
        let slot = (until - from) / older.max(1);
        let born = from + place * slot + stage.chance.below(slot.max(1));
        let life = ordinary(stage, id, born, (place, older), &mut memory);
        lives::plan(stage, life, gatherings);
    }
    for (place, row) in by_hand.iter().rev().take(fresh as usize).rev().enumerate() {
        let id = Id((base + older + place as u64 + 1).cast_signed());
        let slot = recent / fresh.max(1);
        let born = until + place as u64 * slot + stage.chance.below(slot.max(1));
        let life = hand_written(stage, id, born, row);
        lives::plan(stage, life, gatherings);
    }
}

/// A question that others may repeat.
struct Asked {
    id: Id,
    core: usize,
    town: usize,
    repeated: bool,
}

/// What was asked so far.
#[derive(Default)]
struct Memory {
    deck: Vec<usize>,
    before: Vec<Asked>,
    titles: HashSet<String>,
}

fn ordinary(stage: &mut Stage, id: Id, born: Moment, (place, of): (u64, u64), memory: &mut Memory) -> Life {
    let Memory { deck, before, titles } = memory;
    let mut fate = lives::fate(stage, born, of - place);
    let mut town = stage.chance.below(stage.cast.towns.len() as u64) as usize;
    let mut core = deck.get(place as usize % deck.len().max(1)).copied().unwrap_or_default();
    let mut variant = (place as usize / deck.len().max(1)) % 2;
    let mut repeats = false;
    if fate == Fate::Duplicate(Id(0)) {
        let candidates: Vec<usize> = (0..before.len()).filter(|&place| !before[place].repeated).collect();
        match stage.chance.pick(&candidates).and_then(|&place| before.get_mut(place)) {
            Some(original) => {
                original.repeated = true;
                fate = Fate::Duplicate(original.id);
                core = original.core;
                variant = 1;
                repeats = true;
                if original.town == town {
                    town = (town + 1) % stage.cast.towns.len();
                }
            }
            None => fate = Fate::Assigned,
        }
    }
    let day = stage.calendar.day(born);
    let year = stage.calendar.year(day);
    let mut scene = stage.wording.scene(&mut stage.chance, &stage.cast.towns, town, day, year);
    let mut title = stage.wording.cores[core].titles[variant].text(&scene, &stage.calendar);
    for _ in 0..8 {
        if !titles.contains(&title) {
            break;
        }
        scene = stage.wording.scene(&mut stage.chance, &stage.cast.towns, town, day, year);
        title = stage.wording.cores[core].titles[variant].text(&scene, &stage.calendar);
    }
    if titles.contains(&title) {
        title = format!("{title} – {}", scene.place);
    }
    titles.insert(title.clone());
    let original = stage.wording.cores[core].again.is_some() && !repeats;
    // Only what lies a while back is repeated, and never what was declined.
    if original && matches!(fate, Fate::Assigned | Fate::Asked | Fate::Answered | Fate::Closed) {
        before.push(Asked { id, core, town, repeated: false });
    }
    let record = worded(stage, id, town, core, title, repeats, &scene);
    let topic = stage.wording.cores[core].topic;
    let answer = stage.wording.cores[core].answer.text(&scene, &stage.calendar);
    finish(stage, record, scene, Known { born, town, clerk: None, topic, fate, answer })
}

/// The words of a question.
fn worded(stage: &mut Stage, id: Id, town: usize, core: usize, title: String, repeats: bool, scene: &Scene) -> Record {
    let (chance, calendar, wording) = (&mut stage.chance, &stage.calendar, &stage.wording);
    let core = &wording.cores[core];
    let mut text = match &core.again {
        Some(again) if repeats => again.text(scene, calendar),
        _ => core.text.text(scene, calendar),
    };
    if chance.percent(45) {
        let closers = if chance.percent(35) { &wording.schools } else { &wording.closers };
        text.push(' ');
        text.push_str(&Wording::one(chance, closers, scene, calendar));
    }
    let mut record = Record::new(Kind::Question, id)
        .with(Field::Title, title)
        .with(Field::Text, text)
        .with(Field::Askers, Value::links([stage.cast.towns[town].id]));
    if let Some(explanation) = core.explanation.as_ref().filter(|_| !repeats) {
        record = record.with(Field::Explanation, explanation.text(scene, calendar));
    } else if chance.percent(35) {
        record = record.with(Field::Explanation, Wording::one(chance, &wording.explanations, scene, calendar));
    }
    if chance.percent(15) {
        record = record.with(Field::Remark, Wording::one(chance, &wording.remarks, scene, calendar));
    }
    if chance.percent(32) {
        record = record.with(Field::Due, calendar.iso(scene.day));
    } else if chance.percent(10) {
        record = record.with(Field::Due, Wording::one(chance, &wording.dues, scene, calendar));
    }
    if chance.percent(50) {
        let priority = [Priority::Highest, Priority::High, Priority::Medium, Priority::Medium, Priority::Low];
        record = record.with(Field::Priority, chance.pick(&priority).copied().unwrap_or(Priority::Medium));
    }
    record
}

/// What is known of a question besides its words.
struct Known {
    born: Moment,
    town: usize,
    clerk: Option<usize>,
    topic: i64,
    fate: Fate,
    answer: String,
}

fn finish(stage: &mut Stage, record: Record, scene: Scene, known: Known) -> Life {
    let clerk = known.clerk.unwrap_or_else(|| stage.asker(known.town));
    let asker = &stage.cast.clerks[clerk];
    let mut record = record
        .with(Field::AskedBy, asker.name)
        .with(Field::Mail, asker.mail.as_str())
        .with(Field::Received, stage.calendar.iso(stage.calendar.day(known.born)))
        .with(Field::State, QuestionState::Inbox)
        .with(Field::Source, stage.chance.word(&["Mail", "Telefon", "Programm", "Programm", "Sammelliste"]));
    // Those written by hand say their topic, or leave it open on purpose.
    if known.clerk.is_none() && stage.chance.percent(70) {
        record = record.with(Field::Topics, Value::links([Id(known.topic)]));
    }
    let others = affected(stage, known.town);
    Life { record, scene, born: known.born, clerk, topic: known.topic, fate: known.fate, others, answer: known.answer }
}

/// Which other members have a question too: mostly few, sometimes all.
fn affected(stage: &mut Stage, town: usize) -> Vec<usize> {
    let count = match stage.chance.below(100) {
        0..34 => 0,
        34..68 => stage.chance.within(1..=2),
        68..90 => stage.chance.within(3..=5),
        _ => stage.chance.within(6..=8),
    };
    let mut others: Vec<usize> = (0..stage.cast.towns.len()).filter(|&other| other != town).collect();
    stage.chance.shuffle(&mut others);
    others.truncate(count as usize);
    others
}

fn hand_written(stage: &mut Stage, id: Id, born: Moment, row: &Row) -> Life {
    let town = stage.cast.town(row.cell(0)).unwrap_or_default();
    let clerk = stage.cast.clerk(row.cell(1));
    let topic = stage.cast.topic(row.cell(2));
    let day = stage.calendar.day(born);
    let scene = stage.wording.scene(&mut stage.chance, &stage.cast.towns, town, day, stage.calendar.year(day));
    let due = match row.cell(4) {
        "-" => Value::Unknown,
        words => german_date(words).map_or_else(|| Value::text(words), Value::text),
    };
    let record = Record::new(Kind::Question, id)
        .with(Field::Title, row.cell(6))
        .with(Field::Text, row.cell(7))
        .with(Field::Explanation, row.cell(8))
        .with(Field::Remark, row.cell(9))
        .with(Field::Askers, Value::links([stage.cast.towns[town].id]))
        .with(Field::Topics, Value::links(topic))
        .with(Field::Due, due)
        .with(Field::Priority, Priority::from_code(row.cell(3)).map_or(Value::Unknown, Value::from));
    let known =
        Known { born, town, clerk, topic: topic.map_or(1, |id| id.0), fate: Fate::Inbox, answer: String::new() };
    let mut life = finish(stage, record, scene, known);
    life.others = row.parts(5, ',').filter_map(|short| stage.cast.town(short)).collect();
    life
}

/// `15.12.2026` as the file holds it.
fn german_date(words: &str) -> Option<String> {
    chrono::NaiveDate::parse_from_str(words, "%d.%m.%Y").ok().map(|date| date.format("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::cast::Cast;

    #[test]
    fn who_asks_by_hand_works_where_the_question_comes_from() {
        let cast = Cast::assemble();
        for row in rows(INBOX) {
            let clerk = cast.clerk(row.cell(1)).unwrap_or_else(|| panic!("{}", row.cell(1)));
            assert_eq!(Some(cast.clerks[clerk].town), cast.town(row.cell(0)), "{}", row.cell(1));
            assert!(row.cell(2) == "-" || cast.topic(row.cell(2)).is_some(), "{}", row.cell(2));
            assert!(row.parts(5, ',').all(|short| cast.town(short).is_some()), "{}", row.cell(5));
        }
    }
}
