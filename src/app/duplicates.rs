//! Duplicates of contacts: looking for them, comparing them field by field, and making one of two.

use super::{Action, App, Effect, Message, Question, Sent};
use crate::domain::likeness::{Found, said_distinct};
use crate::domain::merge::Side;
use crate::domain::{Act, Change, Edit, Id};
use crate::screens::duplicates::{Both, Duplicates};

impl App {
    /// Looks for contacts that may be one person.
    pub(super) fn check_duplicates(&mut self) -> Vec<Effect> {
        self.duplicates = Some(Duplicates::default());
        vec![Effect::Ask(Question::Alike)]
    }

    pub(super) fn found_alike(&mut self, found: Found) -> Vec<Effect> {
        let Some(duplicates) = &mut self.duplicates else { return Vec::new() };
        duplicates.fill(found);
        self.ask_pair()
    }

    pub(super) fn take_pair(&mut self, ids: (Id, Id), both: Option<Both>) -> Vec<Effect> {
        let Some(duplicates) = &mut self.duplicates else { return Vec::new() };
        match both {
            Some(both) => duplicates.take(both),
            // Somebody took one of them out of the lists meanwhile.
            None if duplicates.ids() == Some(ids) => {
                duplicates.decide();
                return self.ask_pair();
            }
            None => {}
        }
        Vec::new()
    }

    fn ask_pair(&self) -> Vec<Effect> {
        let ids = self.duplicates.as_ref().and_then(Duplicates::ids);
        ids.map(|(left, right)| Effect::Ask(Question::AlikePair(left, right))).into_iter().collect()
    }

    /// What keys do while contacts are compared; `None` for what works as everywhere.
    pub(super) fn duplicates_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        let duplicates = self.duplicates.as_mut()?;
        match action {
            Action::Down => duplicates.step(1),
            Action::Up => duplicates.step(-1),
            Action::TakeLeft => drop(duplicates.choose(Side::Left)),
            Action::TakeRight => drop(duplicates.choose(Side::Right)),
            Action::TakeBoth => {
                if !duplicates.choose(Side::Both) {
                    self.message = Some(Message::NotHere(action.label(self.language)));
                }
            }
            Action::NextPair | Action::PreviousPair => {
                let by = if action == Action::NextPair { 1 } else { -1 };
                let moves = duplicates.turn(by);
                return Some(if moves { self.ask_pair() } else { Vec::new() });
            }
            Action::MergePair => {
                let edits = duplicates.merged();
                return Some(self.decide(Act::Merge, edits));
            }
            Action::OtherPerson => {
                let both = duplicates.both.as_ref();
                let edits = both.map(|both| said_distinct(&both.left.record, &both.right.record).to_vec());
                return Some(self.decide(Act::Distinguish, edits));
            }
            _ => return None,
        }
        Some(Vec::new())
    }

    fn decide(&mut self, act: Act, edits: Option<Vec<Edit>>) -> Vec<Effect> {
        let Some(edits) = edits else { return Vec::new() };
        let change = Change::new(self.ids.change(), act, edits);
        let mut effects = self.send(change, Sent::Act);
        if !effects.is_empty() {
            if let Some(duplicates) = &mut self.duplicates {
                duplicates.decide();
            }
            effects.extend(self.ask_pair());
        }
        effects
    }
}
