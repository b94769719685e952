//! What is known of a change that is on its way into the file.

use super::undo::Done;
use crate::dialogs::FormDraft;
use crate::domain::{Change, Id};

/// A change on its way into the file.
#[derive(Clone, Debug)]
pub(super) struct Pending {
    pub(super) change: Change,
    pub(super) what: Sent,
    /// The how manieth it was.
    pub(super) place: u64,
}

/// Why a change was sent.
#[derive(Clone, Debug)]
pub enum Sent {
    /// An act in a list or a detail.
    Act,
    /// An act of which people are told this once it is in the file.
    Told(String),
    /// A form that stays open until it is saved.
    Form,
    /// A form that made room for the next key while it was being saved; with its text, should it be needed again.
    Closed(Box<FormDraft>),
    /// A form that was closed while the drive was away; with its text, should it be needed again.
    Parked(Box<FormDraft>),
    /// What an earlier session, or an import, could not send.
    Kept,
    /// An act in triage, on these questions.
    Triage(Vec<Id>),
    /// To take something back.
    Undo(Done),
    /// To do something again.
    Redo(Done),
}
