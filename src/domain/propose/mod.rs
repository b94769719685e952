//! Proposals for a question: what the alliance would decide, from what it decided before. Pure: the same file gives
//! the same proposal, and the reasons are what was counted. Explained to people in docs/proposals.md.

mod chosen;
mod evidence;
mod list;
mod original;
mod parts;
mod priority;
mod reason;
mod take;
mod weigh;
mod words;

use std::collections::BTreeSet;

use super::{Id, Kind, Priority};
pub use chosen::{Choosing, Chosen};
pub use reason::Reason;
pub use weigh::{Scale, Weighed};
pub use words::{Sack, Silent};

/// The question that is judged.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// Its title and what is written below it.
    pub text: String,
    /// Its words.
    pub words: Sack,
    /// The topics that it has already.
    pub topics: BTreeSet<Id>,
    /// The priority that its askers gave it.
    pub priority: Option<Priority>,
    /// The days until it is due, from the day on which it came; less than 0 where that is past.
    pub due_in: Option<i64>,
}

/// A question on which the alliance has decided something.
#[derive(Clone, Debug, Default)]
pub struct Precedent {
    /// The record.
    pub id: Id,
    /// Its number.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// Its words.
    pub words: Sack,
    /// The topics that it was given.
    pub topics: BTreeSet<Id>,
    /// The working group that it went to.
    pub group: Option<Id>,
    /// The contact or post that it went to; of a post, who holds it now.
    pub whom: Option<(Kind, Id)>,
    /// How urgent it was.
    pub priority: Option<Priority>,
    /// The question lists that are not sent yet and on which it stands.
    pub lists: Vec<Id>,
    /// The question that is kept in its place.
    pub duplicate_of: Option<Id>,
    /// Whether it came out of the inbox, so that its topics and priority are decisions and not what askers wrote.
    pub decided: bool,
    /// Whether another question may be joined to it.
    pub can_be_kept: bool,
}

/// Something that a question can be given to: a topic, a group, a contact or post, a question list.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Its kind.
    pub kind: Kind,
    /// The record.
    pub id: Id,
    /// Its name.
    pub label: String,
    /// What it says of itself.
    pub words: Sack,
    /// Its topics.
    pub topics: BTreeSet<Id>,
    /// Of a list, whom it is for: contacts, posts and institutions.
    pub whom: Vec<(Kind, Id)>,
    /// Of a contact or post, the institution.
    pub institution: Option<Id>,
}

/// All that a proposal is made from.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// The question.
    pub subject: Subject,
    /// Questions before it that are like it, and a sample of the others.
    pub precedents: Vec<Precedent>,
    /// The topics there are.
    pub topics: Vec<Offer>,
    /// The working groups that take questions.
    pub groups: Vec<Offer>,
    /// The contacts and posts that come into question.
    pub contacts: Vec<Offer>,
    /// The question lists that are not sent yet.
    pub lists: Vec<Offer>,
}

/// How certain a proposal is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Nothing is proposed: it would be guessed.
    #[default]
    None,
    /// Likely; somebody should look at it.
    Maybe,
    /// In nine of ten cases right.
    Sure,
}

impl Certainty {
    /// The name on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Maybe => "maybe",
            Self::Sure => "sure",
        }
    }
}

/// Something that was weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate<T> {
    /// What.
    pub value: T,
    /// What it is called.
    pub label: String,
    /// How much of all evidence speaks for it, from 0 to 1; for duplicates how like they are.
    pub share: f64,
}

/// What is proposed for one part of a decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Part<T> {
    /// How certain the first choice is.
    pub certainty: Certainty,
    /// The best candidates, the best first; also where nothing is proposed.
    pub candidates: Vec<Candidate<T>>,
    /// Why the first one.
    pub reasons: Vec<Reason>,
}

impl<T> Default for Part<T> {
    fn default() -> Self {
        Self { certainty: Certainty::None, candidates: Vec::new(), reasons: Vec::new() }
    }
}

impl<T> Part<T> {
    /// What is proposed, where anything is.
    pub fn proposed(&self) -> Option<&Candidate<T>> {
        self.candidates.first().filter(|_| self.certainty > Certainty::None)
    }
}

/// What is proposed for a question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposal {
    /// The working group.
    pub group: Part<Id>,
    /// The topic.
    pub topic: Part<Id>,
    /// The contact or post.
    pub contact: Part<(Kind, Id)>,
    /// The post in which the proposed contact would be asked.
    pub post: Option<Id>,
    /// The priority.
    pub priority: Part<Priority>,
    /// The question list.
    pub list: Part<Id>,
    /// The question that would be kept in its place.
    pub duplicate_of: Part<Id>,
    /// The questions most like it, the likest first; what it may be a duplicate of before all others.
    pub nearest: Vec<Candidate<Id>>,
}

/// Candidates that a part names at most.
pub const CANDIDATES: usize = 3;

/// What the alliance would decide on a question.
pub fn propose(material: &Material) -> Proposal {
    let evidence = evidence::Evidence::of(material);
    let (contact, duplicate_of) = (evidence.contact(), original::part(&evidence));
    Proposal {
        group: evidence.group(),
        topic: evidence.topic(),
        priority: priority::part(&evidence),
        list: list::part(&evidence, &contact),
        nearest: evidence.nearest_of(&duplicate_of),
        duplicate_of,
        contact,
        post: None,
    }
}
