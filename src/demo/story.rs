//! The whole story in order: the first day, the contacts, then old questions among everything else.

use std::iter::Peekable;
use std::sync::Arc;
use std::vec::IntoIter;

use super::bulk::{Bulk, Source};
use super::calendar::{Calendar, Moment, days};
use super::cast::Cast;
use super::chance::Chance;
use super::contacts::Contacts;
use super::schedule::{Schedule, Timed, World};
use super::stage::{Stage, groups_of_topics};
use super::wording::Wording;
use super::{Plan, applications, foundation, lists, meetings, minutes, projects, questions};
use crate::domain::{Change, Id, IdSource, Kind, What};

/// When the first question comes in.
const OPENING: Moment = days(7);

/// The changes to come.
pub(super) struct Story {
    ids: IdSource,
    answers: i64,
    first_day: IntoIter<Timed>,
    contacts: Contacts,
    bulk: Bulk,
    acts: Peekable<IntoIter<Timed>>,
    cast: Arc<Cast>,
    calendar: Arc<Calendar>,
}

impl Story {
    /// Plans everything but the contacts and the old questions, which are made one by one.
    pub(super) fn new(plan: &Plan) -> Self {
        let calendar = Calendar::around(plan.today);
        let cast = Cast::assemble();
        let contacts = Contacts::new(plan.seed, plan.contacts, &cast);
        let end = calendar.end();
        let lively = plan.questions.min(questions::MOST);
        let old = plan.questions - lively;
        let from = lively_from(end, lively, old);
        let mut stage = Stage {
            wording: Wording::read(&cast),
            experts: contacts.experts(cast.topics.len()),
            groups: groups_of_topics(&cast),
            chance: Chance::new(plan.seed, 3),
            schedule: Schedule::until(end),
            world: World::default(),
            cast,
            calendar,
        };
        let gatherings = meetings::plan(&mut stage, plan.today);
        minutes::hand_over(&mut stage, contacts.posts(), plan.contacts);
        projects::plan(&mut stage);
        applications::plan(&mut stage);
        questions::plan(&mut stage, old, lively, from, &gatherings);
        lists::plan(&mut stage, &gatherings);
        let Stage { cast, wording, calendar, experts, groups, schedule, mut world, .. } = stage;
        let acts = schedule.play(&mut world, &cast, &calendar);
        let first_day = foundation::changes(&cast, &calendar);
        let (cast, calendar) = (Arc::new(cast), Arc::new(calendar));
        let held = gatherings.iter().filter_map(|gathering| Some((gathering.held?, gathering.id))).collect();
        let source =
            Source { cast: Arc::clone(&cast), wording, calendar: Arc::clone(&calendar), experts, groups, held };
        Self {
            ids: IdSource::new(plan.seed),
            answers: 0,
            first_day: first_day.into_iter(),
            contacts,
            bulk: Bulk::new(plan.seed, old, (OPENING, from), source),
            acts: acts.into_iter().peekable(),
            cast,
            calendar,
        }
    }

    /// Gives a change its identity, and its answers their numbers.
    fn sign(&mut self, timed: Timed) -> Change {
        let mut change = timed.change;
        change.id = self.ids.change();
        for edit in &mut change.edits {
            if edit.kind == Kind::Answer && matches!(edit.what, What::Create(_)) {
                self.answers += 1;
                edit.id = Id(self.answers);
            }
        }
        change
    }
}

/// When the newest questions begin: at once where there are no others, else so that the years look even.
fn lively_from(end: Moment, lively: u64, old: u64) -> Moment {
    if old == 0 {
        return OPENING;
    }
    let even = end * lively / (lively + old);
    end - even.clamp(days(12), end * 3 / 4)
}

impl Iterator for Story {
    type Item = Change;

    fn next(&mut self) -> Option<Change> {
        let timed = if let Some(timed) = self.first_day.next() {
            timed
        } else if let Some(timed) = self.contacts.next(&self.cast, &self.calendar) {
            timed
        } else {
            match (self.bulk.moment(), self.acts.peek()) {
                (Some(old), Some(act)) if act.moment < old => self.acts.next()?,
                (Some(_), _) => self.bulk.next()?,
                (None, _) => self.acts.next()?,
            }
        };
        Some(self.sign(timed))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.first_day.len() + self.acts.len() + (self.contacts.left() + self.bulk.left()) as usize;
        (left, Some(left))
    }
}
