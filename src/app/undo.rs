//! What this person has done in this session, and how it is taken back and done again.

use super::{App, Effect, Sent};
use crate::domain::{Act, Applied, Change, Edit, IdSource};
use crate::text::Message;

/// A change of this person, as it was applied.
#[derive(Clone, Debug)]
pub struct Done {
    /// The change.
    pub change: Change,
    /// What it did.
    pub edits: Vec<Edit>,
    /// The act as this person knows it, however often it was taken back and done again.
    pub act: Act,
}

/// The acts of a session. Other people's are not among them.
#[derive(Clone, Debug, Default)]
pub struct UndoLog {
    done: Vec<Done>,
    undone: Vec<Done>,
}

/// How many acts are remembered.
const REMEMBERED: usize = 200;

impl UndoLog {
    /// Notes a new act; what was taken back before can no longer be done again.
    pub fn note(&mut self, change: Change, applied: &Applied) {
        if applied.edits.is_empty() {
            return;
        }
        self.undone.clear();
        let act = change.act;
        self.done.push(Done { change, edits: applied.edits.clone(), act });
        if self.done.len() > REMEMBERED {
            self.done.remove(0);
        }
    }

    /// The change that takes the last act back, and that act.
    pub fn undo(&mut self, ids: &mut IdSource) -> Option<(Change, Done)> {
        let done = self.done.pop()?;
        Some((done.change.inverse(&done.edits, ids), done))
    }

    /// The change that does the last act again that was taken back.
    pub fn redo(&mut self, ids: &mut IdSource) -> Option<(Change, Done)> {
        let undone = self.undone.pop()?;
        Some((undone.change.inverse(&undone.edits, ids), undone))
    }

    /// An act was taken back by this change: it can be done again.
    pub fn undone(&mut self, act: Act, change: Change, applied: &Applied) {
        if !applied.edits.is_empty() {
            self.undone.push(Done { change, edits: applied.edits.clone(), act });
        }
    }

    /// An act was done again by this change: it can be taken back.
    pub fn redone(&mut self, act: Act, change: Change, applied: &Applied) {
        if !applied.edits.is_empty() {
            self.done.push(Done { change, edits: applied.edits.clone(), act });
        }
    }

    /// Taking back or doing again failed: the act stays where it was.
    pub fn put_back(&mut self, done: Done, was_undo: bool) {
        if was_undo { self.done.push(done) } else { self.undone.push(done) }
    }
}

impl App {
    /// Takes the last own act back.
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        if !self.pending.is_empty() {
            self.message = Some(Message::StillSaving);
            return Vec::new();
        }
        match self.undo.undo(&mut self.ids) {
            Some((change, done)) => self.send(change, Sent::Undo(done)),
            None => {
                self.message = Some(Message::NothingToUndo);
                Vec::new()
            }
        }
    }

    /// Does again what was taken back last.
    pub(super) fn redo(&mut self) -> Vec<Effect> {
        if !self.pending.is_empty() {
            self.message = Some(Message::StillSaving);
            return Vec::new();
        }
        match self.undo.redo(&mut self.ids) {
            Some((change, done)) => self.send(change, Sent::Redo(done)),
            None => {
                self.message = Some(Message::NothingToRedo);
                Vec::new()
            }
        }
    }
}
