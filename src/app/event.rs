//! Everything that can happen, and everything that the app can ask for. Both lists are closed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use super::{AboutContacts, AboutLists, Chosen, Disclosed, Disclosing, Drive, Key, OfContacts, OfLists};

use crate::dialogs::FormDraft;
use crate::domain::failure::Failure;
use crate::domain::feedback::{Feedback, Wanted};
use crate::domain::likeness::Found;
use crate::domain::place::Place;
use crate::domain::presence::Around;
use crate::domain::privacy::{Erased, ErasureOrder, ErasurePlan, Proof};
use crate::domain::query::{Query, Row};
use crate::domain::question::Parting;
use crate::domain::tree::Branch;
use crate::domain::{
    Card, Change, ChangeId, Choosable, Field, HistoryLine, Hit, Id, Judged, Kind, Letter, Like, NextMeeting, Outcome,
    Overview, Record, Waiting,
};
use crate::exchange::export::Format;
use crate::screens::View;
use crate::screens::browser::Asked;
use crate::screens::duplicates::Both;
use crate::screens::import::{ByHand, Planned};

/// The longest text that is copied, in bytes. Terminals drop longer ones silently; the limit of the strictest is
/// 100,000 bytes of Base64.
pub const MOST_COPIED: usize = 74_000;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The window has this many columns and lines.
    Resize(u16, u16),
    /// It is this time, on the clock of the wall.
    Clock(NaiveDateTime),
    /// Nobody has pressed a key for a moment, and something that was typed is not kept yet.
    Pause,
    /// The system asks the program to end.
    Terminate,
    /// Somebody else has changed the file.
    ChangedElsewhere,
    /// No back-up could be made; work goes on.
    NoBackup(Failure),
    /// Others came, went or look at something else; or nothing can be written any more.
    Around(Box<Around>),
    /// The file answered.
    Answered(Box<Answered>),
    /// A draft could not be kept on this host; with what the system said.
    DraftNotKept(String),
    /// Drafts of this file from an earlier session.
    Drafts(Vec<FormDraft>),
    /// The drive went away, or is back.
    Drive(Drive),
    /// Changes that an earlier session, or an import, could not send.
    Kept(Vec<Change>),
    /// A change could not be noted on this host; with what the system said.
    NotNoted(String),
}

/// Something that the app asks the rest of the program to do.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Ask the file.
    Ask(Question),
    /// Write to the file.
    Apply(Box<Change>),
    /// Forget a change that was noted: what becomes of it is decided.
    Settle(ChangeId),
    /// Wait no longer for others who have the file.
    GiveUp,
    /// Copy a text to the clipboard of the terminal.
    Copy(String),
    /// Keep what was typed for later.
    KeepDraft(Box<FormDraft>),
    /// Forget a draft: it is saved, or not wanted any more.
    DropDraft(Kind, Id),
    /// Interrupt what the file is being asked.
    InterruptReading,
    /// Give the terminal back and stop until the shell goes on.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// End.
    Quit,
}

/// Something to ask of the file. A newer one of the same sort replaces one that waits.
#[derive(Clone, Debug)]
pub enum Question {
    /// Rows of a list.
    Rows(Asked),
    /// All rows of a list, to be marked.
    All(View, u64, Query),
    /// How many rows a list has.
    Count(View, u64, Query),
    /// A record with all that hangs on it.
    Card(Kind, Id, CardFor),
    /// The inbox, in the order of triage.
    Inbox(Query),
    /// The records to choose from.
    Choosable(Kind),
    /// Records to choose from, among more than a picker holds.
    ChoosableLike(Kind, String),
    /// What is found for some words.
    Find(String, Option<Kind>),
    /// What a mail to a contact can be about.
    Letter(Id),
    /// The views that somebody keeps.
    SavedViews(Option<Id>),
    /// What the towns that asked are to be told.
    Feedback(Wanted),
    /// The history of a record, or of the whole file.
    Past(Option<(Kind, Id)>),
    /// How much waits, and the next meetings.
    Waiting,
    /// The overview.
    Overview,
    /// What an act on contacts, posts or institutions has to know.
    Contacts(AboutContacts),
    /// What an act on question lists has to know.
    Lists(AboutLists),
    /// The tree of institutions, with how many of a list belong to each.
    Tree(Query),
    /// Whether a question that is being typed was asked before.
    AskedBefore(String),
    /// What these duplicates have brought to the questions that are kept.
    Parting(Vec<Record>),
    /// Where the file lies, and whether it is safe there.
    Place,
    /// What importing a file would do.
    PlanImport(String, Option<ByHand>),
    /// Import the file that was looked at last, without some of its rows.
    RunImport(BTreeSet<usize>),
    /// What erasing a contact or staff would do.
    PlanErasure((Kind, Id)),
    /// Erase a contact or staff for good.
    Erase(Box<ErasureOrder>),
    /// What is held on a contact or staff.
    Disclose((Kind, Id), Disclosing),
    /// The proofs of erasure.
    Proofs,
    /// The contacts that may be one person.
    Alike,
    /// Two contacts with all that hangs on them.
    AlikePair(Id, Id),
    /// Write contacts into a file of this form.
    Export(Chosen, Format, String),
}

/// What a card is wanted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardFor {
    /// To be shown.
    Detail,
    /// To be gone through.
    Triage,
    /// To be edited.
    Edit,
    /// To copy from it.
    Copy,
    /// To copy its phone number.
    Phone,
    /// To go on with an answer to it.
    Reply(Box<FormDraft>),
    /// To find what these questions may be duplicates of.
    Likes(Vec<Record>),
    /// To join these questions to it.
    Join(Vec<Record>),
    /// To join it instead of asking what is typed.
    JoinAsked,
}

/// What the file answered.
#[derive(Clone, Debug)]
pub enum Answered {
    /// Rows.
    Rows(Asked, Vec<Row>),
    /// All rows of a list.
    All(View, u64, Vec<Row>),
    /// A count.
    Counted(View, u64, usize),
    /// A card; none where there is no such record any more. With it what it is like, where it is a
    /// question to be gone through.
    Card(Kind, Id, CardFor, Option<Card>, Box<Judged>),
    /// The inbox.
    Inbox(Vec<Row>),
    /// Records to choose from, and whether there are more.
    Choosable(Kind, Vec<Choosable>, bool),
    /// Records to choose from, found for these words.
    ChoosableLike(Kind, String, Vec<Choosable>),
    /// What was found.
    Found(String, Option<Kind>, Vec<Hit>),
    /// What a mail to a contact can be about; none where there is no such contact any more.
    Letter(Option<Box<Letter>>),
    /// The views that somebody keeps.
    SavedViews(Vec<Record>),
    /// What the towns that asked are to be told.
    Feedback(Wanted, Vec<Feedback>),
    /// A history, with the names of the records in it.
    Past(Option<(Kind, Id)>, Vec<HistoryLine>, Vec<((Kind, Id), String)>),
    /// How much waits, and the next meetings.
    Waiting(Waiting, Vec<NextMeeting>),
    /// The overview.
    Overview(Box<Overview>),
    /// What an act on contacts, posts or institutions has to know.
    Contacts(OfContacts),
    /// What an act on question lists has to know.
    Lists(OfLists),
    /// The institutions, in the order of their names.
    Tree(Vec<Branch>),
    /// What may be the question that is being typed.
    AskedBefore(String, Vec<Like>),
    /// Duplicates, each with what it has brought; none where there is nothing to take back.
    Parting(Vec<(Record, Option<Parting>)>),
    /// Where the file lies.
    Place(Box<Place>),
    /// A change was tried.
    Tried(Box<Change>, Result<Outcome, Failure>, Vec<((Kind, Id), String)>),
    /// What importing a file would do; or why it cannot be read.
    ImportPlanned(String, Planned),
    /// The changes of an import were made, one after the other.
    Imported(Vec<(Change, Outcome)>, Result<(), Failure>),
    /// What erasing a contact would do; none where it was erased before.
    ErasurePlanned(Option<Box<ErasurePlan>>),
    /// A contact was erased.
    Erased(Box<Erased>),
    /// What is held on a person.
    Disclosed(Disclosed),
    /// The proofs of erasure, the latest first, each with the name of who erased.
    Proofs(Vec<(Proof, String)>),
    /// The contacts that may be one person.
    Alike(Found),
    /// Two contacts; none where one of them is gone.
    AlikePair((Id, Id), Option<Box<Both>>),
    /// Contacts were written: how many, into which file, and what it does not hold; or why not.
    Exported(Result<(usize, String, BTreeMap<Field, usize>), String>),
    /// A question could not be answered.
    Failed(Failure),
}

/// The records that a change touches.
pub(super) fn touched(change: &Change) -> BTreeSet<(Kind, Id)> {
    change.records().into_iter().collect()
}
