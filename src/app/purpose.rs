//! What a dialog was opened for, so that its answer finds its way.

use std::collections::BTreeSet;

use super::privacy::Erasing;
use chrono::NaiveDate;

use super::contacts::{Handing, Inviting};
use super::{Chosen, Sent, SheetOrder};
use crate::domain::feedback::Feedback;
use crate::domain::institution::Merging;
use crate::domain::invitation::Invited;
use crate::domain::post::Standing;
use crate::domain::question_list::QuestionList;
use crate::domain::{Change, Field, Id, Kind, Record};
use crate::exchange::export::Format;
use crate::exchange::guest_sheet::SheetFormat;
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
    /// A list for these questions; and the one that is made where they come onto a new one, still without its title.
    PutOnList(Vec<Record>, Box<Record>),
    /// A priority for these questions.
    Prioritise(Vec<Record>),
    /// Topics for these questions.
    SetTopic(Vec<Record>),
    /// One topic in place of all others, for the question in triage.
    SetTopicTo(Vec<Record>),
    /// Which question to join instead of asking what is typed.
    JoinAsked,
    /// Which of the similar questions these are duplicates of.
    MarkDuplicate(Vec<Record>, Vec<Id>),
    /// Which of all questions these are duplicates of.
    MarkDuplicateOfAny(Vec<Record>),
    /// Until when these questions sleep.
    Snooze(Vec<Record>),
    /// For a guest of which institution they wait.
    SnoozeForGuest(Vec<Record>),
    /// Which members have these questions too.
    JoinAffected(Vec<Record>),
    /// Why these questions are declined.
    Decline(Vec<Record>),
    /// Where these questions are to stand.
    ChangeState(Vec<Record>),
    /// Until when this answer, which has run out, is still valid.
    Prolong(Box<Record>),
    /// What to note on these records.
    Note(Vec<(Kind, Id)>),
    /// Whether to take these records out of the lists.
    Remove(Vec<Record>),
    /// On which day these contacts are to be erased.
    DeleteOn(Vec<Record>),
    /// Whether somebody who is to be erased is meant in the next doubtful place.
    EraseMention(Box<Erasing>),
    /// Whether to go on, or which place to decide anew, of somebody who is to be erased.
    EraseOver(Box<Erasing>),
    /// The last name of somebody who is to be erased, typed to confirm.
    Erase(Box<Erasing>),
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
    /// Whether what is held on a person is to be written into a file.
    Disclose((Kind, Id)),
    /// Into which file.
    DiscloseInto((Kind, Id)),
    /// Which draft to go on with.
    Draft,
    /// In which post this contact gets these questions.
    GiveInPost(Id, Vec<Record>),
    /// Which of these posts to hand over.
    WhichStanding(Vec<Standing>),
    /// Who takes this post over.
    Successor(Box<Standing>),
    /// A form: the one who takes this post over, whom the file does not know yet.
    NewSuccessor(Box<Standing>),
    /// From which day.
    FirstDay(Box<Handing>),
    /// Whether the former one has left.
    Leaving(Box<Handing>),
    /// Whether to hand the post over so.
    HandOver(Box<Handing>),
    /// Who is to be invited, of those who could speak; to this meeting, where there is one.
    Speakers(Option<Id>),
    /// Whom to invite to this meeting.
    InviteTo(Id),
    /// To which meeting to invite these contacts.
    InviteContacts(Vec<Id>),
    /// Whether to invite them in spite of what is to be known of them.
    Invite(Box<Inviting>),
    /// Which invitation is answered.
    WhichInvitation,
    /// How this invitation is answered.
    AnswerInvitation(Box<Invited>),
    /// The new name of this institution.
    Rename(Box<Record>),
    /// Its new short name.
    RenameShort(Box<Record>, String),
    /// Since when it is called so, and so in short.
    RenameSince(Box<Record>, String, String),
    /// Into which institution this one goes.
    MergeInto(Id),
    /// On which day.
    MergeDay(Box<Merging>),
    /// Whether to let one go into the other on this day.
    Merge(Box<Merging>, NaiveDate),
    /// On which key to save what is shown, or which saved view to change.
    SaveView,
    /// Under which name, on this key.
    SaveViewAs(usize),
    /// What to do with this saved view.
    SavedView(Box<Record>),
    /// Its new name.
    RenameSavedView(Box<Record>),
    /// Which of these towns to tell what was answered.
    FeedBackTo(Vec<Feedback>),
    /// Whether this town was told; the others are still to be.
    Told(Box<Feedback>, Vec<Feedback>),
    /// Where this question list is to stand.
    ListState(Box<QuestionList>),
    /// A guest sheet is shown; with the beginning of the name of a file for it.
    Sheet((Kind, Id), String),
    /// In which form to write it.
    SheetForm((Kind, Id), String),
    /// Into which file.
    SheetTo((Kind, Id), SheetFormat),
    /// Whether to write it over a file that is there.
    ReplaceSheet(SheetOrder),
    /// On which list to hold the question hour.
    HourOf,
    /// Who answers the question in front.
    WhoAnswers,
    /// Whether to take this entry off its list.
    TakeOff(Box<Record>),
    /// Whether to end although something is not saved.
    Quit,
}
