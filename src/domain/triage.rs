//! What came of going through the inbox: how many went where, and what can be told to those who asked.

use std::collections::BTreeMap;

use super::propose::Chosen;
use super::{Card, Field, Id, QuestionState, Record, question};

/// Where a question went.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Went {
    /// To this working group.
    Group(String),
    /// To the question that is kept.
    Joined(String),
    /// It sleeps.
    Snoozed,
    /// It was answered.
    Answered,
    /// It was declined, for this reason.
    Declined(String),
    /// It was closed, or left the inbox in another way.
    Other,
}

/// A question that this person settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Its number and title.
    pub label: String,
    /// The members that asked it.
    pub askers: Vec<(Id, String)>,
    /// Where it went.
    pub went: Went,
}

impl Done {
    /// From what is known of the question once it is settled; `to` is what it goes to, where that is not known yet.
    pub fn of(card: &Card, to: Option<&str>, chosen: Option<&Chosen>) -> Self {
        let names = |field| card.names.iter().find(|(named, _)| *named == field).map(|(_, names)| names.clone());
        let named = |field: Field| names(field).and_then(|names| names.first().map(|(_, name)| name.clone()));
        let group = || chosen.and_then(|chosen| chosen.label(Field::Group)).map(str::to_owned);
        let to = to.map(str::to_owned);
        let record = &card.record;
        let went = match question::state(record) {
            QuestionState::Duplicate => Went::Joined(to.or_else(|| named(Field::DuplicateOf)).unwrap_or_default()),
            QuestionState::Declined => Went::Declined(record.text(Field::Reason).to_owned()),
            QuestionState::Answered => Went::Answered,
            _ if sleeps(record) => Went::Snoozed,
            QuestionState::Assigned | QuestionState::Asked => {
                Went::Group(group().or(to).or_else(|| named(Field::Group)).unwrap_or_default())
            }
            QuestionState::Inbox | QuestionState::Closed => Went::Other,
        };
        Self { label: card.label.clone(), askers: names(Field::Askers).unwrap_or_default(), went }
    }
}

fn sleeps(question: &Record) -> bool {
    !question.get(Field::Snooze).is_unknown()
}

/// Counts of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// By working group, the one that got most first.
    pub groups: Vec<(String, usize)>,
    /// Joined to others.
    pub joined: usize,
    /// Asleep.
    pub snoozed: usize,
    /// Answered.
    pub answered: usize,
    /// Declined.
    pub declined: usize,
    /// Closed, or gone in another way.
    pub other: usize,
    /// Settled by others in the meantime.
    pub elsewhere: usize,
    /// Still in the inbox.
    pub skipped: usize,
}

impl Tally {
    /// From what was settled, none where somebody else did, of so many questions.
    pub fn of<'a>(settled: impl Iterator<Item = Option<&'a Done>>, all: usize) -> Self {
        let mut tally = Self { skipped: all, ..Self::default() };
        let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
        for settled in settled {
            tally.skipped -= 1;
            let count = match settled {
                None => &mut tally.elsewhere,
                Some(done) => match &done.went {
                    Went::Group(name) => groups.entry(name).or_default(),
                    Went::Joined(_) => &mut tally.joined,
                    Went::Snoozed => &mut tally.snoozed,
                    Went::Answered => &mut tally.answered,
                    Went::Declined(_) => &mut tally.declined,
                    Went::Other => &mut tally.other,
                },
            };
            *count += 1;
        }
        tally.groups = groups.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
        tally.groups.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        tally
    }
}
