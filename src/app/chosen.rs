//! What is picked for the question in front of triage: it waits there for Enter.

use super::triage::NO_DUPLICATE;
use super::{Action, App, Effect, Message, Purpose};
use crate::dialogs::{Answer, Dialog, Pick};
use crate::domain::propose::Choosing;
use crate::domain::{Choice, Field, Id, Record};
use crate::text::{self, Chose};

impl App {
    /// A part that was picked for the question in front waits there for Enter, with what is proposed beside it. `None`
    /// where the answer is for something else.
    pub(super) fn choose_in_triage(
        &mut self,
        purpose: &Purpose,
        answer: &Answer,
        dialog: Option<&Dialog>,
    ) -> Option<Vec<Effect>> {
        let language = self.language;
        let (Some(_), Answer::One(pick)) = (&self.triage, answer) else { return None };
        let label = dialog.and_then(|dialog| dialog.label(*pick)).unwrap_or_default().to_owned();
        let list = match (purpose, pick) {
            (Purpose::PutOnList(_, list), Pick::New) => self.titled(list, &label),
            _ => None,
        };
        let triage = self.triage.as_mut()?;
        let (targets, part, label) = match (purpose, pick) {
            (Purpose::AssignGroup(targets), Pick::Record(group)) => (targets, Choosing::Group(*group), label),
            (Purpose::SetTopicTo(targets), Pick::Record(topic)) => (targets, Choosing::Topic(*topic), label),
            (Purpose::PutOnList(targets, _), Pick::Record(list)) => (targets, Choosing::List(*list), label),
            (Purpose::PutOnList(targets, _), Pick::New) => {
                let Some(list) = list else { return Some(Vec::new()) };
                let label = list.text(Field::Title).to_owned();
                (targets, Choosing::NewList(Box::new(list)), label)
            }
            (Purpose::Prioritise(targets), Pick::Choice(choice @ Choice::Priority(priority))) => {
                let label = text::choice(language, *choice).to_owned();
                (targets, Choosing::Priority(Some(*priority)), label)
            }
            (Purpose::Prioritise(targets), Pick::None) => (targets, Choosing::Priority(None), String::new()),
            (Purpose::SetContact(targets), Pick::None) => (targets, Choosing::Contact(None, None), String::new()),
            (Purpose::SetContact(_), Pick::Record(_)) => {
                // Which post that person holds is asked of the file.
                triage.naming = Some(label);
                return None;
            }
            (Purpose::MarkDuplicate(targets, _), Pick::Number(NO_DUPLICATE)) => {
                let label = text::words(language).no_duplicate.to_owned();
                (targets, Choosing::NoDuplicate, label)
            }
            _ => return None,
        };
        let is_here = targets.len() == 1 && triage.current() == Some(targets[0].id);
        if !is_here {
            return None;
        }
        let part_of = part.field();
        triage.choosing()?.choose(part, label);
        self.message =
            Some(Message::Choice(Chose::Part { field: part_of, enter: self.key_name(Action::TakeProposal) }));
        Some(Vec::new())
    }

    /// A contact was picked for the question in front, in this post.
    pub(super) fn choose_contact(&mut self, contact: Id, post: Option<Id>, questions: &[Record]) -> bool {
        let Some(triage) = &mut self.triage else { return false };
        let is_here = matches!(questions, [question] if triage.current() == Some(question.id));
        let label = triage.naming.take().unwrap_or_default();
        let Some(chosen) = triage.choosing().filter(|_| is_here) else { return false };
        chosen.choose(Choosing::Contact(Some(contact), post), label);
        self.message =
            Some(Message::Choice(Chose::Part { field: Field::Contact, enter: self.key_name(Action::TakeProposal) }));
        true
    }
}
