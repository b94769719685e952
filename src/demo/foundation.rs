//! The first day: the preset, the staff, the working groups, the programmes.

use super::calendar::{Calendar, Moment};
use super::cast::{COORDINATOR, Cast};
use super::preset::{self, INSTITUTIONS, id_of};
use super::schedule::{Timed, timed};
use super::table::rows;
use crate::domain::{Act, Author, Edit, Field, GroupState, Id, Kind, Record, Role, Value};

pub(super) const GROUPS: &str = include_str!("words/groups.txt");
pub(super) const PROGRAMMES: &str = include_str!("words/programmes.txt");

/// The changes of the first day, in order.
pub(super) fn changes(cast: &Cast, calendar: &Calendar) -> Vec<Timed> {
    let preset = preset::rhein_kreis_neuss();
    let mut steps: Vec<Vec<Edit>> = Vec::new();
    for kind in [Kind::Member, Kind::Alliance, Kind::Topic, Kind::Institution, Kind::Series] {
        steps.push(preset.iter().filter(|record| record.kind == kind).map(Record::create).collect());
    }
    let unknown = steps.len() + 1;
    steps.push((0..cast.clerks.len()).map(|clerk| person(cast, clerk).create()).collect());
    steps.extend(groups(cast, calendar));
    steps.push((1..).map(Id).zip(rows(PROGRAMMES)).map(|(id, row)| programme(id, &row).create()).collect());
    let mut timeds = Vec::with_capacity(steps.len());
    for (step, edits) in steps.into_iter().enumerate() {
        let mut author = cast.author(COORDINATOR);
        if step < unknown {
            author = Author { login: author.login, person: None };
        }
        timeds.push(timed(step as Moment * 400 + 900, Act::Create, author, calendar, edits));
    }
    timeds
}

fn person(cast: &Cast, clerk: usize) -> Record {
    let clerk = &cast.clerks[clerk];
    Record::new(Kind::Person, clerk.id)
        .with(Field::Name, clerk.name)
        .with(Field::Member, cast.towns[clerk.town].id)
        .with(Field::Role, Role::from_code(clerk.role).unwrap_or(Role::Staff))
        .with(Field::Logins, clerk.login)
        .with(Field::Mail, clerk.mail.as_str())
        .with(Field::Phone, clerk.phone)
        .with(Field::Note, clerk.note)
}

/// A change for each group, with its members.
fn groups(cast: &Cast, calendar: &Calendar) -> Vec<Vec<Edit>> {
    let mut membership = 0;
    let mut steps = Vec::new();
    for (id, row) in (1..).map(Id).zip(rows(GROUPS)) {
        let lead = cast.town(row.cell(2));
        let topics: Vec<Id> = row.parts(4, ';').filter_map(|name| cast.topic(name)).collect();
        let group = Record::new(Kind::Group, id)
            .with(Field::ShortName, row.cell(0))
            .with(Field::Name, row.cell(1))
            .with(Field::Purpose, row.cell(6))
            .with(Field::Topics, Value::links(topics))
            .with(Field::Lead, lead.map(|town| cast.towns[town].id))
            .with(Field::Rhythm, row.cell(3))
            .with(Field::State, GroupState::Active);
        let mut edits = vec![group.create()];
        for (place, clerk) in row.parts(5, ',').filter_map(|login| cast.clerk(login)).enumerate() {
            membership += 1;
            let clerk = &cast.clerks[clerk];
            let record = Record::new(Kind::Membership, Id(membership))
                .with(Field::Group, id)
                .with(Field::Person, clerk.id)
                .with(Field::Member, cast.towns[clerk.town].id)
                .with(Field::Role, if place == 0 { "Leitung" } else { "" })
                .with(Field::Since, calendar.iso(0));
            edits.push(record.create());
        }
        steps.push(edits);
    }
    steps
}

fn programme(id: Id, row: &super::table::Row) -> Record {
    Record::new(Kind::Programme, id)
        .with(Field::Name, row.cell(0))
        .with(Field::ShortName, row.cell(1))
        .with(Field::Funder, id_of(INSTITUTIONS, 0, row.cell(2)))
        .with(Field::Body, id_of(INSTITUTIONS, 0, row.cell(3)))
        .with(Field::Stages, row.number(4).map_or(Value::Unknown, Value::Number))
        .with(Field::Rates, row.cell(5))
        .with(Field::Description, row.cell(6))
        .with(Field::Windows, row.cell(7))
}
