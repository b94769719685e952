//! What every part of the story needs at hand while it is planned.

use super::calendar::{Calendar, Moment, PAST, days};
use super::cast::Cast;
use super::chance::Chance;
use super::contacts::Experts;
use super::foundation::GROUPS;
use super::schedule::{Schedule, World};
use super::table::rows;
use super::wording::Wording;
use crate::domain::{Field, Id, Kind, Record, Value};

/// The plan in the making.
pub(super) struct Stage {
    /// Members, staff, topics.
    pub(super) cast: Cast,
    /// Sentences.
    pub(super) wording: Wording,
    /// Days.
    pub(super) calendar: Calendar,
    /// Contacts by topic.
    pub(super) experts: Experts,
    /// The group of each topic, by the topic's id less one.
    pub(super) groups: Vec<Id>,
    /// Chance.
    pub(super) chance: Chance,
    /// What is planned.
    pub(super) schedule: Schedule,
    /// Ids given away so far.
    pub(super) world: World,
}

impl Stage {
    /// The group of a topic.
    pub(super) fn group(&self, topic: i64) -> Id {
        let place = usize::try_from(topic - 1).unwrap_or_default();
        self.groups.get(place).copied().unwrap_or(Id(1))
    }

    /// Somebody who asks for a town.
    pub(super) fn asker(&mut self, town: usize) -> usize {
        self.chance.pick(&self.cast.towns[town].clerks).copied().unwrap_or_default()
    }

    /// The moment so many working days before a day, which may lie ahead.
    pub(super) fn before(&self, day: usize, back: u64) -> Moment {
        let ahead = days((day.saturating_sub(PAST) * 5 / 7) as u64);
        (self.calendar.morning(day) + ahead).saturating_sub(days(back)).max(days(5))
    }

    /// A comment on a record.
    pub(super) fn comment(&mut self, moment: Moment, clerk: usize, subject: (Kind, Id), text: String) {
        let (person, given) = (self.cast.clerks[clerk].id, self.calendar.minute(moment));
        self.schedule.at(moment, clerk, crate::domain::Act::Comment, move |world| {
            let comment = Record::new(Kind::Comment, world.next(Kind::Comment))
                .with(Field::Subject, subject.0.code())
                .with(Field::SubjectId, subject.1)
                .with(Field::Text, text)
                .with(Field::Person, person)
                .with(Field::Given, given);
            vec![comment.create()]
        });
    }

    /// A day as a value.
    pub(super) fn date(&self, day: usize) -> Value {
        Value::text(self.calendar.iso(day))
    }
}

/// The group of each topic.
pub(super) fn groups_of_topics(cast: &Cast) -> Vec<Id> {
    let mut groups = vec![Id(1); cast.topics.len()];
    for (id, row) in (1..).map(Id).zip(rows(GROUPS)) {
        for topic in row.parts(4, ';').filter_map(|name| cast.topic(name)) {
            if let Some(group) = usize::try_from(topic.0 - 1).ok().and_then(|place| groups.get_mut(place)) {
                *group = id;
            }
        }
    }
    groups
}
