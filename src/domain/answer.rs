//! What the store answers with: plain data, copied out of the file, that screens can keep.

use super::fact::Fact;
use super::propose::Proposal;
use super::query::Row;
use super::question_list::QuestionList;
use super::{Act, ChangeId, Edit, Field, Id, Kind, QuestionState, Record, Value};

/// A record with the names of what it links to and the records that stand under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The record.
    pub record: Record,
    /// What it is called.
    pub label: String,
    /// The names of linked records, for every field that links.
    pub names: Vec<(Field, Vec<(Id, String)>)>,
    /// The records under it, by kind and the field that links here.
    pub sections: Vec<Section>,
    /// The comments on it, the oldest first.
    pub comments: Vec<Note>,
    /// What else is to be known, where somebody looked it up: see `Store::facts`.
    pub facts: Vec<Fact>,
    /// Of a question list: its questions in their order.
    pub list: Option<Box<QuestionList>>,
}

impl Card {
    /// The last answer of a question that waits to be checked again, as it has run out.
    pub fn to_check_again(&self) -> Option<&Fact> {
        self.facts.iter().find(|fact| matches!(fact, Fact::RanOut { is_open: true, .. }))
    }
}

/// The records of one kind under a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Their kind.
    pub kind: Kind,
    /// Their field that links to the record.
    pub by: Field,
    /// The first of them.
    pub rows: Vec<Row>,
    /// Whether there are more.
    pub more: bool,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its record.
    pub id: Id,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: String,
    /// What it says.
    pub text: String,
}

/// One change in the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryLine {
    /// Its place; higher is later.
    pub seq: i64,
    /// Its identity.
    pub id: ChangeId,
    /// What was done; `None` where a newer program did something this one has no word for.
    pub act: Option<Act>,
    /// The name of the person, the login where the file knows no person.
    pub by: String,
    /// When, in UTC.
    pub at: String,
    /// The change it took back.
    pub undoes: Option<ChangeId>,
    /// The edits, of the asked record only where one was asked for.
    pub edits: Vec<Edit>,
    /// What the first record is called now.
    pub label: String,
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its kind.
    pub kind: Kind,
    /// The record to open.
    pub id: Id,
    /// Its name.
    pub label: String,
    /// What tells it from others: function and institution, state and group, date.
    pub line: String,
    /// The start of its text, or where the words stand in it.
    pub text: String,
    /// The code of its state, where it has one.
    pub state: Option<String>,
    /// How to reach a contact.
    pub mail: Option<String>,
    /// The first phone number, as written.
    pub phone: Option<String>,
    /// Whether a contact gives talks.
    pub speaker: bool,
    /// Whether a contact holds none of the posts any more that are known.
    pub left: bool,
    /// The day on which a contact was last met or heard.
    pub visited: Option<String>,
    /// Whether every word was found; otherwise the most of them.
    pub fits: bool,
    /// Better hits have more.
    pub score: u32,
}

/// What a mail to a contact can be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Whom it is for.
    pub contact: Record,
    /// The short name of the contact's institution, where it is known.
    pub body: Option<String>,
    /// What it is about: the topic of most of the questions, else of the contact.
    pub topic: Option<String>,
    /// Numbers and titles of the open questions to the contact, the post, or nobody in particular of the institution; those
    /// on the own topics first.
    pub questions: Vec<(i64, String)>,
    /// Whether there are more of them.
    pub more: bool,
}

/// A question that is like another.
#[derive(Clone, Debug, PartialEq)]
pub struct Like {
    /// The question.
    pub id: Id,
    /// Its number.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub state: QuestionState,
    /// The working group that it went to.
    pub group: Option<String>,
    /// How like the other it is, from 0 to 1.
    pub likeness: f64,
    /// What was answered, where that is still valid.
    pub answer: Option<String>,
}

/// How much of the likeness of the likest one has to have to count as about as like.
const ABOUT_AS_LIKE: f64 = 0.8;

/// Brings what was answered, and is still valid, before what is about as like and has no answer; what is less like
/// stays behind them. Otherwise the order stays.
pub fn answered_first(likes: &mut [Like]) {
    let likest = likes.iter().map(|like| like.likeness).fold(0.0, f64::max);
    likes.sort_by_key(|like| {
        let is_near = like.likeness >= ABOUT_AS_LIKE * likest;
        if is_near { usize::from(like.answer.is_none()) } else { 2 }
    });
}

/// What a question is like, and what would be done with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    /// The questions most like it, the likest first; what it may be a duplicate of before all others.
    pub likes: Vec<Like>,
    /// What the alliance would decide.
    pub proposal: Proposal,
    /// The question that would be kept in its place, where one is proposed: joining need not ask for it.
    pub kept: Option<Box<Record>>,
    /// Who took it out of the inbox, where somebody did.
    pub settled_by: Option<String>,
}

/// A field that somebody else changed since the author of an edit saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    pub id: Id,
    /// The field.
    pub field: Field,
    /// What the author saw.
    pub base: Value,
    /// What the author wants.
    pub mine: Value,
    /// What is there now.
    pub theirs: Value,
    /// Who put it there, and when.
    pub by: String,
    /// In UTC.
    pub at: String,
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is in the file.
    Applied(Applied),
    /// It was applied before, under the same id; nothing was done now.
    Known(Applied),
    /// Nothing was done, as these fields hold something else by now.
    Conflict(Vec<Conflict>),
}

/// A change as it stands in the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Its place in the history.
    pub seq: i64,
    /// What it did to which fields; what was merged or numbered shows here.
    pub edits: Vec<Edit>,
    /// Fields left as somebody else has set them meanwhile.
    pub left: Vec<Conflict>,
    /// Who has set a field as this change would have, after its author saw it; the last one who did.
    pub already: Option<String>,
}

/// A record to pick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choosable {
    /// The record.
    pub id: Id,
    /// Its short name, where it has one.
    pub short: Option<String>,
    /// Its name.
    pub label: String,
    /// What else it may be looked for by: spellings, synonyms, the institution of a contact; where the words stand in a
    /// question that does not have them in its title; the state of a list.
    pub other: String,
}

/// What waits and what comes next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// How much waits where.
    pub waiting: Waiting,
    /// The next meetings.
    pub meetings: Vec<Upcoming>,
    /// What is due in the next 90 days, the nearest first: actions, steps of applications, milestones, questions.
    pub deadlines: Vec<Upcoming>,
    /// What is late, the latest first.
    pub late: Vec<Upcoming>,
    /// Open questions by topic, the most first.
    pub topics: Vec<(String, i64)>,
    /// Open questions by asking member, the most first.
    pub members: Vec<(String, i64)>,
    /// The latest changes.
    pub latest: Vec<HistoryLine>,
}

/// How much waits, counted up to a thousand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Questions in the inbox that do not sleep.
    pub inbox: usize,
    /// Questions that sleep.
    pub snoozed: usize,
    /// Actions that are late.
    pub late_actions: usize,
    /// Answers that have run out.
    pub expired_answers: usize,
    /// Steps of applications that are late or due within two weeks.
    pub funding: usize,
    /// Contacts that were never checked, or long ago.
    pub to_check: usize,
    /// Contacts that are to be erased.
    pub to_erase: usize,
}

/// Something with a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upcoming {
    /// Its kind.
    pub kind: Kind,
    /// The record.
    pub id: Id,
    /// The day, as the file holds it: a date, or a date and time.
    pub day: String,
    /// What it is called.
    pub label: String,
}

/// The next meeting of the alliance or of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextMeeting {
    /// The group; none for the alliance.
    pub group: Option<Id>,
    /// The name of the group.
    pub name: Option<String>,
    /// The day.
    pub day: chrono::NaiveDate,
}
