//! In triage one key takes what is next likely: another group, contact or topic, a step of priority, the original.

use super::{Action, App, CardFor, Effect, Message, Question};
use crate::domain::propose::{Choosing, Part};
use crate::domain::{Choice, Field, Kind, Priority};
use crate::text::{self, Chose};

impl App {
    pub(super) fn likely_act(&mut self, action: Action) -> Vec<Effect> {
        if self.read_only {
            self.message = Some(self.why_read_only());
            return Vec::new();
        }
        let chosen = match action {
            Action::JoinLikeliest => return self.join_likeliest(),
            Action::OtherGroup => self.other_group(),
            Action::OtherContact => return self.other_contact(),
            Action::OtherTopic => self.other_topic(),
            _ => self.step_priority(action == Action::RaisePriority),
        };
        let Some((part, label)) = chosen else {
            self.message = Some(Message::Choice(Chose::NoOther));
            return Vec::new();
        };
        let field = part.field();
        if let Some(choosing) = self.triage.as_mut().and_then(|triage| triage.choosing()) {
            choosing.choose(part, label);
        }
        self.message = Some(Message::Choice(Chose::Part { field, enter: self.key_name(Action::TakeProposal) }));
        Vec::new()
    }

    fn other_group(&self) -> Option<(Choosing, String)> {
        let triage = self.triage.as_ref()?;
        let (card, judged) = triage.card()?;
        let chosen = match triage.chosen().and_then(|chosen| chosen.part(Field::Group)) {
            Some(Choosing::Group(group)) => Some(*group),
            _ => card.record.get(Field::Group).as_link(),
        };
        let (group, label) = next(&judged.proposal.group, chosen.or_else(|| seen(&triage.left()?.group)))?;
        Some((Choosing::Group(group), label))
    }

    fn other_topic(&self) -> Option<(Choosing, String)> {
        let triage = self.triage.as_ref()?;
        let (card, judged) = triage.card()?;
        let chosen = match triage.chosen().and_then(|chosen| chosen.part(Field::Topics)) {
            Some(Choosing::Topic(topic)) => Some(*topic),
            _ => card.record.get(Field::Topics).as_links().first().copied(),
        };
        let (topic, label) = next(&judged.proposal.topic, chosen.or_else(|| seen(&triage.left()?.topic)))?;
        Some((Choosing::Topic(topic), label))
    }

    /// Which post that contact holds is asked of the file, as where one is picked.
    fn other_contact(&mut self) -> Vec<Effect> {
        let other = self.triage.as_ref().and_then(|triage| {
            let (card, judged) = triage.card()?;
            let chosen = match triage.chosen().and_then(|chosen| chosen.part(Field::Contact)) {
                Some(Choosing::Contact(contact, _)) => *contact,
                _ => card.record.get(Field::Contact).as_link(),
            };
            let chosen = chosen.map(|chosen| (Kind::Contact, chosen)).or_else(|| seen(&triage.left()?.contact));
            let (kind, label) = next(&judged.proposal.contact, chosen)?;
            (kind.0 == Kind::Contact).then_some((kind.1, label, card.record.clone()))
        });
        let Some((contact, label, record)) = other else {
            self.message = Some(Message::Choice(Chose::NoOther));
            return Vec::new();
        };
        if let Some(triage) = &mut self.triage {
            triage.naming = Some(label);
        }
        vec![Effect::Ask(Question::Contacts(super::AboutContacts::Giving(contact, vec![record])))]
    }

    fn step_priority(&self, up: bool) -> Option<(Choosing, String)> {
        let triage = self.triage.as_ref()?;
        let (card, _) = triage.card()?;
        let proposed = triage.left().and_then(|left| left.priority.proposed().map(|priority| priority.value));
        let now = match triage.chosen().and_then(|chosen| chosen.part(Field::Priority)) {
            Some(Choosing::Priority(priority)) => *priority,
            _ => Priority::from_code(card.record.text(Field::Priority)).or(proposed),
        };
        let all = Priority::ALL;
        // From where nothing is known a step leads to what is usual.
        let place = now.and_then(|now| all.iter().position(|priority| *priority == now));
        let place = match (place, up) {
            (Some(place), true) => place.checked_sub(1)?,
            (Some(place), false) => place + 1,
            (None, _) => all.iter().position(|priority| *priority == Priority::Medium)?,
        };
        let priority = *all.get(place)?;
        let label = text::choice(self.language, Choice::Priority(priority)).to_owned();
        Some((Choosing::Priority(Some(priority)), label))
    }

    fn join_likeliest(&mut self) -> Vec<Effect> {
        let joined = self.triage.as_ref().and_then(|triage| {
            let (card, judged) = triage.card()?;
            let likely = judged.proposal.points_at()?;
            Some((card.record.clone(), likely, judged.kept.clone()))
        });
        let Some((record, kept, known)) = joined else {
            self.message = Some(Message::NothingLike);
            return Vec::new();
        };
        match known.filter(|known| known.id == kept) {
            Some(known) => self.join(&[record], &known),
            None => vec![Effect::Ask(Question::Card(Kind::Question, kept, CardFor::Join(vec![record])))],
        }
    }
}

/// What is proposed for all to see: beside a sure duplicate nothing else is.
fn seen<T: Copy>(part: &Part<T>) -> Option<T> {
    part.proposed().map(|proposed| proposed.value)
}

/// The candidate behind the one that is chosen or seen, where there is none the first; after the last the first again.
fn next<T: Copy + PartialEq>(part: &Part<T>, chosen: Option<T>) -> Option<(T, String)> {
    let place = part.candidates.iter().position(|candidate| Some(candidate.value) == chosen);
    let place = place.map_or(0, |place| (place + 1) % part.candidates.len());
    let candidate = part.candidates.get(place).filter(|candidate| Some(candidate.value) != chosen)?;
    Some((candidate.value, candidate.label.clone()))
}
