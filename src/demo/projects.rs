//! Shared projects: who takes part with which share, what they save, how far they are.

use super::applications;
use super::calendar::{Calendar, Moment, PAST, days};
use super::stage::Stage;
use super::table::{Row, rows};
use crate::domain::{Act, Edit, Field, Id, Kind, ParticipationState, ProjectState, Record, ShareKey, Value};

pub(super) const PROJECTS: &str = include_str!("words/projects.txt");
/// Thousand euros in cents.
pub(super) const THOUSAND: i64 = 100_000;
/// How the costs of the bigger members weigh against the smaller ones, in the order of their ids.
const WEIGHTS: [i64; 9] = [3, 3, 3, 1, 2, 2, 3, 6, 1];

/// Plans all projects.
pub(super) fn plan(stage: &mut Stage) {
    for (id, row) in (1..).map(Id).zip(rows(PROJECTS)) {
        project(stage, id, &row);
    }
}

fn project(stage: &mut Stage, id: Id, row: &Row) {
    let lead = stage.cast.town(row.cell(3)).unwrap_or_default();
    let clerk = stage.asker(lead);
    let scene = stage.wording.scene(&mut stage.chance, &stage.cast.towns, lead, PAST, stage.calendar.year(PAST));
    let fill = |text| super::template::Template::new(text).text(&scene, &stage.calendar);
    let start = row.number(7).map(Calendar::from_today);
    let end = match row.number(8) {
        Some(delta) => stage.date(Calendar::from_today(delta)),
        None => Value::text(fill(row.cell(8))),
    };
    let state = ProjectState::from_code(row.cell(2)).unwrap_or(ProjectState::Idea);
    let begins = if state == ProjectState::Idea { ProjectState::Idea } else { ProjectState::Planned };
    let short = row.cell(4);
    let group = rows(super::foundation::GROUPS).position(|group| group.cell(0) == short);
    let cost = row.number(9).map(|thousands| thousands * THOUSAND);
    let record = Record::new(Kind::Project, id)
        .with(Field::Title, fill(row.cell(0)))
        .with(Field::ShortName, row.cell(1))
        .with(Field::Description, row.cell(14))
        .with(Field::Lead, stage.cast.towns[lead].id)
        .with(Field::Group, group.map(|place| Id(place as i64 + 1)))
        .with(Field::Topics, Value::links(stage.cast.topics(row.cell(5))))
        .with(Field::Goals, row.cell(6))
        .with(Field::State, begins)
        .with(Field::Starts, start.map_or(Value::Unknown, |day| stage.date(day)))
        .with(Field::Ends, end)
        .with(Field::Cost, cost.map_or(Value::Unknown, Value::Number))
        .with(Field::ShareKey, ShareKey::from_code(row.cell(10)).map_or(Value::Unknown, Value::from))
        .with(Field::SavedHours, row.number(11).map_or(Value::Unknown, Value::Number))
        .with(Field::SavedMoney, row.number(12).map_or(Value::Unknown, |sum| Value::Number(sum * THOUSAND)));
    let day = start.unwrap_or(PAST - 40);
    let made = stage.before(day, 40).min(stage.calendar.end() - days(4 + id.0.cast_unsigned() % 20)).max(days(6));
    let made = applications::earliest(stage, row.cell(1)).map_or(made, |first| made.min(first - days(1)));
    let mut edits = vec![record.create()];
    edits.extend(participations(stage, id, row, cost));
    edits.extend(milestones(stage, id, row, day, made));
    stage.schedule.at(made, clerk, Act::Create, move |_| edits);
    go(stage, id, clerk, (made, day, row.number(8)), state);
    if stage.chance.percent(50) {
        let text = "Bitte die Anteile bis zur nächsten Sitzung im Haushalt anmelden.".to_owned();
        stage.comment(made + days(3), clerk, (Kind::Project, id), text);
    }
}

/// From planned to where it stands now, on the days on which it got there.
fn go(stage: &mut Stage, id: Id, clerk: usize, (made, start, end): (Moment, usize, Option<i64>), state: ProjectState) {
    let begun = stage.calendar.morning(start).max(made + days(1)) + 1200;
    let ended = end.map_or(begun, |delta| stage.calendar.morning(Calendar::from_today(delta))).max(begun + days(1));
    let steps: &[(Moment, ProjectState)] = match state {
        ProjectState::Idea | ProjectState::Planned => &[],
        ProjectState::Running => &[(begun, ProjectState::Running)],
        ProjectState::Done | ProjectState::Stopped => &[(begun, ProjectState::Running), (ended, state)],
    };
    for &(moment, state) in steps {
        stage.schedule.at(moment, clerk, Act::Edit, move |world| {
            world.set(Kind::Project, id, Field::State, state).into_iter().collect()
        });
    }
}

fn participations(stage: &mut Stage, project: Id, row: &Row, cost: Option<i64>) -> Vec<Edit> {
    let members: Vec<(usize, ParticipationState)> = row
        .parts(13, ',')
        .filter_map(|part| {
            let state = match part.chars().last()? {
                '+' => ParticipationState::Joined,
                '#' => ParticipationState::Council,
                '-' => ParticipationState::Out,
                _ => ParticipationState::Interested,
            };
            Some((stage.cast.town(part.trim_end_matches(['+', '#', '-', '?']))?, state))
        })
        .collect();
    let weight = |town: usize| if row.cell(10) == "equal" { 1 } else { WEIGHTS.get(town).copied().unwrap_or(1) };
    let joined = members.iter().filter(|(_, state)| *state == ParticipationState::Joined);
    let all: i64 = joined.map(|(town, _)| weight(*town)).sum::<i64>().max(1);
    members
        .into_iter()
        .map(|(town, state)| {
            let share = cost.filter(|_| state == ParticipationState::Joined).map(|cost| cost * weight(town) / all);
            Record::new(Kind::Participation, stage.world.next(Kind::Participation))
                .with(Field::Project, project)
                .with(Field::Member, stage.cast.towns[town].id)
                .with(Field::State, state)
                .with(Field::Share, share.map_or(Value::Unknown, Value::Number))
                .with(
                    Field::Note,
                    if state == ParticipationState::Council { "Rat entscheidet im nächsten Quartal" } else { "" },
                )
                .create()
        })
        .collect()
}

fn milestones(stage: &mut Stage, project: Id, row: &Row, start: usize, made: Moment) -> Vec<Edit> {
    let Some(last) = row.number(8).map(Calendar::from_today).or_else(|| row.number(7).map(|_| PAST + 200)) else {
        return Vec::new();
    };
    let titles =
        ["Vereinbarung unterschrieben", "Ausschreibung veröffentlicht", "Auftrag vergeben", "Abschluss und Bericht"];
    let mut edits = Vec::new();
    for (place, title) in (0..).zip(titles) {
        let due = start + last.saturating_sub(start) * place / 3;
        let id = stage.world.next(Kind::Milestone);
        let milestone = Record::new(Kind::Milestone, id)
            .with(Field::Title, title)
            .with(Field::Project, project)
            .with(Field::Due, stage.date(due));
        edits.push(milestone.create());
        // A few are late, and some of those are not done yet.
        let done = due + if stage.chance.percent(25) { 30 } else { 0 };
        let moment = (stage.calendar.morning(done) + 3600).max(made + days(1));
        if done < PAST && row.cell(2) != "stopped" {
            let (clerk, day) = (stage.chance.below(4) as usize, stage.date(stage.calendar.day(moment)));
            stage.schedule.at(moment, clerk, Act::Edit, move |world| {
                world.set(Kind::Milestone, id, Field::Done, day).into_iter().collect()
            });
        }
    }
    edits
}
