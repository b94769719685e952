//! What the card of a contact, a post or an institution says beyond its own fields: read from what hangs on it.

use chrono::NaiveDate;

use super::privacy::Reason;
use super::{Act, Id, InvitationState};

/// One thing to know about a record, with where it leads. Days are as the file holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Why the contact is to be checked or erased.
    Due(Reason),
    /// Nobody holds the post; with the last day of who held it before.
    Vacant(Option<NaiveDate>),
    /// Who holds the post.
    Holder(Tenured),
    /// A post that the contact holds, with what hangs on it.
    Holds(Tenured, Hanging),
    /// A post that the contact held.
    Held(Tenured),
    /// What hangs on the post.
    Hangs(Hanging),
    /// When the contact was last asked to a meeting.
    Asked {
        /// The invitation.
        invitation: Id,
        /// When they were asked.
        on: Option<NaiveDate>,
        /// The meeting.
        meeting: Option<String>,
        /// How they answered.
        state: InvitationState,
        /// Who asked.
        by: Option<String>,
    },
    /// The last talk of the contact.
    Heard {
        /// The talk.
        talk: Id,
        /// Its title.
        title: String,
        /// When.
        on: Option<NaiveDate>,
        /// How it was received.
        feedback: Option<String>,
    },
    /// The institution has gone into another one.
    GoneInto(Id, String, Option<NaiveDate>),
    /// Another institution has gone into this one.
    TookIn(Id, String, Option<NaiveDate>),
    /// Somebody asked the same: a question that was joined to this one.
    AskedToo {
        /// The question.
        question: Id,
        /// Its number.
        number: i64,
        /// Whose it is.
        members: String,
        /// Who asked.
        by: Option<String>,
        /// When.
        on: Option<NaiveDate>,
    },
    /// The last answer of a question, which is not valid any more.
    RanOut {
        /// The answer.
        answer: Id,
        /// What it says.
        text: String,
        /// When it was given.
        given: Option<NaiveDate>,
        /// Who gave it.
        by: Option<String>,
        /// The contact who gave it, where it was one.
        contact: Option<Id>,
        /// The last day on which it was valid.
        until: NaiveDate,
        /// Whether the question counts as answered, does not sleep, and so waits to be checked again.
        is_open: bool,
    },
    /// What woke a question that was put to sleep.
    Woke(Waking),
    /// An institution above the one that this one belongs to.
    Above(Id, String),
}

/// What woke a question that was put to sleep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waking {
    /// The day came.
    Day(NaiveDate),
    /// The meeting came, or was planned at last.
    Meeting {
        /// The meeting.
        meeting: Id,
        /// What it is called.
        label: String,
        /// When it begins.
        on: Option<NaiveDate>,
        /// Whether it was enough that it is planned.
        is_planned: bool,
    },
    /// A guest of the institution is booked.
    Guest {
        /// Who comes.
        contact: Id,
        /// What they are called.
        name: String,
        /// To which meeting, where that is known.
        meeting: Option<String>,
    },
    /// Somebody else did something with it.
    Somebody {
        /// What was done; none where a newer program did it.
        act: Option<Act>,
        /// Who did it.
        by: String,
        /// When, in UTC.
        at: String,
    },
}

impl Waking {
    /// The day on which it came to pass, where that is one of the calendar.
    pub fn on(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Meeting { on, is_planned: false, .. } => *on,
            Self::Meeting { .. } | Self::Guest { .. } | Self::Somebody { .. } => None,
        }
    }
}

/// A post and who holds it, seen from either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenured {
    /// The post, seen from the contact; the contact, seen from the post.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// From when.
    pub since: Option<NaiveDate>,
    /// Until when.
    pub until: Option<NaiveDate>,
}

/// What hangs on a post and waits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hanging {
    /// Open questions.
    pub questions: usize,
    /// Invitations without an answer.
    pub invitations: usize,
    /// The topics of the post.
    pub topics: Vec<(Id, String)>,
}
