//! Funding applications: each walks its steps up to where it stands, with dates and sums.

use super::calendar::{Calendar, Moment, PAST, days};
use super::foundation::PROGRAMMES;
use super::preset::id_of;
use super::projects::{PROJECTS, THOUSAND};
use super::stage::Stage;
use super::table::{Row, rows};
use crate::domain::{Act, ApplicationState, Edit, Field, Id, Kind, Record, Value};

use ApplicationState::{
    Advice, Application, Checked, Closed, Drawdown, Earmarked, Granted, Idea, Missed, ProofOfUse, Queries, Reclaimed,
    Refused, Running, Sketch, Withdrawn,
};

const APPLICATIONS: &str = include_str!("words/applications.txt");

/// Plans all applications.
pub(super) fn plan(stage: &mut Stage) {
    for (id, row) in (1..).map(Id).zip(rows(APPLICATIONS)) {
        application(stage, id, &row);
    }
}

fn begins(stage: &Stage, row: &Row) -> Moment {
    stage.calendar.morning(Calendar::from_today(row.number(5).unwrap_or(-30))).max(days(7))
}

/// The day of the first application for a project; a project is there before money is asked for it.
pub(super) fn earliest(stage: &Stage, project: &str) -> Option<Moment> {
    rows(APPLICATIONS).filter(|row| row.cell(1) == project).map(|row| begins(stage, &row)).min()
}

/// The steps up to a state.
fn path(state: ApplicationState, two_stages: bool) -> Vec<ApplicationState> {
    let usual = [
        Idea,
        Advice,
        Sketch,
        Application,
        Queries,
        Granted,
        Running,
        Drawdown,
        ProofOfUse,
        Checked,
        Earmarked,
        Closed,
    ];
    let last = match state {
        Refused => Queries,
        Withdrawn | Missed => Advice,
        Reclaimed => Checked,
        state => state,
    };
    let until = usual.iter().position(|step| *step == last).unwrap_or_default();
    let mut steps: Vec<_> = usual[..=until].iter().copied().filter(|step| two_stages || *step != Sketch).collect();
    if last != state {
        steps.push(state);
    }
    steps
}

fn application(stage: &mut Stage, id: Id, row: &Row) {
    let town = stage.cast.town(row.cell(3)).unwrap_or_default();
    let clerk = stage.asker(town);
    let programme = id_of(PROGRAMMES, 1, row.cell(2));
    let two_stages =
        rows(PROGRAMMES).any(|programme| programme.cell(1) == row.cell(2) && programme.number(4) == Some(2));
    let state = ApplicationState::from_code(row.cell(4)).unwrap_or(Idea);
    let steps = path(state, two_stages || state == Sketch);
    let first = begins(stage, row) + 1800 + id.0.cast_unsigned() * 60;
    let last = stage.calendar.end() - days(2 + stage.chance.below(8));
    let money = |column| row.number(column).map_or(Value::Unknown, |sum: i64| Value::Number(sum * THOUSAND));
    let scene = stage.wording.scene(&mut stage.chance, &stage.cast.towns, town, PAST, stage.calendar.year(PAST));
    let expert = stage.cast.topic("FÖ").and_then(|topic| stage.chance.pick(stage.experts.of(topic.0))).copied();
    let due = PAST + stage.chance.within(10..=140) as usize;
    let record = Record::new(Kind::Application, id)
        .with(Field::Title, super::template::Template::new(row.cell(0)).text(&scene, &stage.calendar))
        .with(Field::Project, (row.cell(1) != "-").then(|| id_of(PROJECTS, 1, row.cell(1))).flatten())
        .with(Field::Programme, programme)
        .with(Field::Applicant, stage.cast.towns[town].id)
        .with(Field::Contact, expert.map(|expert| expert.contact))
        .with(Field::State, Idea)
        .with(Field::Due, if is_over(state) { Value::Unknown } else { stage.date(due) })
        .with(Field::SumAsked, money(6))
        .with(Field::OwnShare, money(8));
    let count = steps.len() as u64;
    let granted = money(7);
    for (place, step) in (0..).zip(steps) {
        let moment = if count < 2 { first } else { first + (last.max(first) - first) * place / (count - 1) };
        let day = stage.calendar.day(moment);
        let mut fields: Vec<(Field, Value)> = vec![(Field::State, step.into())];
        let mut amount = Value::Unknown;
        match step {
            Granted => {
                fields.push((Field::SumGranted, granted.clone()));
                fields.push((
                    Field::Reference,
                    Value::text(format!("{}-{:04}", stage.calendar.year(day), 1200 + id.0 * 17)),
                ));
                amount = granted.clone();
            }
            Drawdown => amount = granted.as_number().map_or(Value::Unknown, |sum| Value::Number(sum * 2 / 5)),
            Earmarked => fields.push((Field::EarmarkedUntil, stage.date(PAST + 1200))),
            _ => {}
        }
        let record = (place == 0).then(|| record.clone());
        let step = step_of(stage, id, step, Value::Unknown, stage.date(day), amount);
        stage.schedule.at(moment, clerk, if place == 0 { Act::Create } else { Act::Edit }, move |world| {
            let mut edits: Vec<Edit> = record.iter().map(Record::create).collect();
            edits.push(step.create());
            if record.is_none() {
                edits.extend(fields.into_iter().filter_map(|(field, to)| world.set(Kind::Application, id, field, to)));
            }
            edits
        });
    }
    next_step(stage, id, clerk, state, (last.max(first) + 600, due));
}

const fn is_over(state: ApplicationState) -> bool {
    matches!(state, Refused | Withdrawn | Missed | Reclaimed | Closed)
}

/// What is due next.
fn next_step(stage: &mut Stage, id: Id, clerk: usize, state: ApplicationState, (moment, due): (Moment, usize)) {
    let next = match state {
        Idea => Advice,
        Advice => Sketch,
        Sketch => Application,
        Application | Queries => Granted,
        Granted | Running => Drawdown,
        Drawdown => ProofOfUse,
        ProofOfUse => Checked,
        Checked => Earmarked,
        _ => return,
    };
    let step = step_of(stage, id, next, stage.date(due), Value::Unknown, Value::Unknown);
    stage.schedule.at(moment, clerk, Act::Edit, move |_| vec![step.create()]);
}

fn step_of(stage: &mut Stage, id: Id, step: ApplicationState, due: Value, done: Value, amount: Value) -> Record {
    Record::new(Kind::Step, stage.world.next(Kind::Step))
        .with(Field::Stage, step)
        .with(Field::Application, id)
        .with(Field::Due, due)
        .with(Field::Done, done)
        .with(Field::Amount, amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn applications_name_what_there_is() {
        for row in rows(APPLICATIONS) {
            assert!(ApplicationState::from_code(row.cell(4)).is_some(), "{}", row.cell(4));
            assert!(id_of(PROGRAMMES, 1, row.cell(2)).is_some(), "{}", row.cell(2));
            assert!(row.cell(1) == "-" || id_of(PROJECTS, 1, row.cell(1)).is_some(), "{}", row.cell(1));
        }
    }
}
