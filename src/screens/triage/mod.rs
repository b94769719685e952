//! Going through the inbox, one question after the other.

mod proposal;
mod view;

use std::collections::{BTreeMap, BTreeSet};

pub use view::{View as TriageView, draw};

use crate::domain::propose::Proposal;
use crate::domain::query::Row;
use crate::domain::{Card, Id, Judged, Kind, QuestionState, question};

/// Questions looked through at once; when they are done, the next are fetched.
pub const BATCH: usize = 200;

/// The state of a session.
#[derive(Clone, Debug, Default)]
pub struct Triage {
    /// The questions, in the order in which they are asked.
    pub queue: Vec<Id>,
    /// The one in front; past the end when all are done.
    pub place: usize,
    /// What is known of the questions around the one in front.
    cards: BTreeMap<Id, (Card, Judged)>,
    /// Those that have left the inbox in this session.
    pub settled: BTreeMap<Id, Settled>,
    /// The first line of the text in the window.
    pub scroll: usize,
    /// Whether the queue was read.
    pub loaded: bool,
    /// The question to begin with.
    pub from: Option<Id>,
    /// Questions of which an act of this person was saved and which are read again.
    pub awaited: BTreeSet<Id>,
}

/// How a question left the inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// By this person.
    Here,
    /// By somebody else in the meantime.
    Elsewhere,
}

impl Triage {
    /// A session that begins with a question, or with the first.
    pub fn from(question: Option<Id>) -> Self {
        Self { from: question, ..Self::default() }
    }

    /// Takes the questions of the inbox.
    pub fn fill(&mut self, rows: &[Row]) {
        self.loaded = true;
        self.queue = rows.iter().map(|row| row.id).collect();
        self.place = self.from.and_then(|from| self.queue.iter().position(|id| *id == from)).unwrap_or(0);
    }

    /// The question in front.
    pub fn current(&self) -> Option<Id> {
        self.queue.get(self.place).copied()
    }

    /// What is known of the question in front.
    pub fn card(&self) -> Option<&(Card, Judged)> {
        self.cards.get(&self.current()?)
    }

    /// What is proposed for the question in front and not decided yet.
    pub fn left(&self) -> Option<Proposal> {
        // Who would get it was decided when it was asked; now its answer is to be renewed.
        let (card, judged) = self.card().filter(|(card, _)| card.to_check_again().is_none())?;
        Some(proposal::left(card, judged))
    }

    /// The questions to read now: the one in front and the next, where they are not here yet.
    pub fn wanted(&self) -> Vec<Id> {
        let around = self.queue.iter().skip(self.place).take(2);
        around.filter(|id| !self.cards.contains_key(id)).copied().collect()
    }

    /// Takes what was read of a question. True where it turned out that somebody else dealt with it.
    pub fn take(&mut self, card: Card, judged: Judged) -> bool {
        let id = card.record.id;
        if card.record.kind != Kind::Question || !self.queue.contains(&id) {
            return false;
        }
        let settled = question::is_settled(&card.record) && card.to_check_again().is_none();
        let gone = settled && question::state(&card.record) != QuestionState::Inbox || card.record.is_removed();
        self.cards.insert(id, (card, judged));
        let elsewhere = gone && !self.settled.contains_key(&id);
        if elsewhere {
            self.settled.insert(id, Settled::Elsewhere);
        }
        elsewhere && self.current() == Some(id)
    }

    /// Forgets what is known of a question, as it was changed.
    pub fn forget(&mut self, id: Id) {
        self.cards.remove(&id);
    }

    /// Forgets everything but the question in front, as somebody changed the file.
    pub fn forget_others(&mut self) {
        let current = self.current();
        self.cards.retain(|id, _| Some(*id) == current);
    }

    /// Goes to the next question that is not settled.
    pub fn next(&mut self) {
        self.scroll = 0;
        self.place = (self.place + 1).min(self.queue.len());
        while self.current().is_some_and(|id| self.settled.get(&id) == Some(&Settled::Elsewhere)) {
            self.place += 1;
        }
    }

    /// Goes back to the question before.
    pub fn previous(&mut self) {
        self.scroll = 0;
        self.place = self.place.saturating_sub(1);
    }

    /// Goes to a question of this session.
    pub fn go_to(&mut self, id: Id) {
        if let Some(place) = self.queue.iter().position(|question| *question == id) {
            self.scroll = 0;
            self.place = place;
        }
    }

    /// How many left the inbox by this person's acts.
    pub fn done(&self) -> usize {
        self.settled.values().filter(|how| **how == Settled::Here).count()
    }
}
