//! What a dialog was opened for, so that its answer finds its way.

use std::collections::BTreeSet;

use super::{Chosen, Sent};
use crate::domain::{Change, Field, Id, Kind, Record};
use crate::exchange::export::Format;
use crate::screens::import::ByHand;

/// What a dialog was opened for.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// Nothing comes of it: help, history.
    Look,
    /// A form: a new record, or one that is edited. With the question that its answer settles.
    Fill {
        /// The question that becomes answered when the form is saved.
        answers: Option<Box<Record>>,
    },
    /// Which kind of record to make under one of this kind.
    NewUnder(Kind),
    /// A group for these questions.
    AssignGroup(Vec<Record>),
    /// A contact for these questions.
    SetContact(Vec<Record>),
    /// A list for these questions.
    PutOnList(Vec<Record>),
    /// A priority for these questions.
    Prioritise(Vec<Record>),
    /// Topics for these questions.
    SetTopic(Vec<Record>),
    /// Which of the similar questions these are duplicates of.
    MarkDuplicate(Vec<Record>, Vec<Id>),
    /// Which of all questions these are duplicates of.
    MarkDuplicateOfAny(Vec<Record>),
    /// Until when these questions sleep.
    Snooze(Vec<Record>),
    /// Until which day they sleep.
    SnoozeUntil(Vec<Record>),
    /// For a guest of which institution they wait.
    SnoozeForGuest(Vec<Record>),
    /// Which members have these questions too.
    JoinAffected(Vec<Record>),
    /// Why these questions are declined.
    Decline(Vec<Record>),
    /// Where these questions are to stand.
    ChangeState(Vec<Record>),
    /// What to note on these records.
    Note(Vec<(Kind, Id)>),
    /// Whether to take these records out of the lists.
    Remove(Vec<Record>),
    /// By which field a list is sorted.
    Sort,
    /// An action.
    Command,
    /// Which of the similar questions to look at.
    OpenSimilar(Vec<Id>),
    /// Whose values stay, in which fields of a change.
    Resolve(Box<Change>, BTreeSet<(Kind, Id, Field)>, Sent),
    /// Which file to import.
    Import,
    /// What the rows of a sheet are.
    ImportForm(Box<ByHand>),
    /// Which column of a sheet to say something of, or to go on.
    ImportColumns(Box<ByHand>),
    /// What a column of a sheet holds.
    ImportColumn(Box<ByHand>, usize),
    /// In which form contacts go out.
    ExportForm(Chosen),
    /// Into which file.
    ExportTo(Chosen, Format),
    /// Which draft to go on with.
    Draft,
    /// Whether to end although something is not saved.
    Quit,
}
