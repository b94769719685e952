//! Going through the inbox, one question after the other.

mod comments;
mod end_view;
mod proposal;
mod view;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

pub use view::{View as TriageView, draw};

use crate::domain::fact::{Fact, Waking};
use crate::domain::propose::{Chosen, Proposal};
use crate::domain::query::Row;
use crate::domain::triage::{Done, Tally};
use crate::domain::{Card, Edit, Field, Id, Judged, Kind, QuestionState, What, question};

/// Questions looked through at once; when they are done, the next are fetched.
pub const BATCH: usize = 200;

/// Questions that are read before their turn comes, so that nobody waits for a slow drive.
const AHEAD: usize = 8;

/// Of these, so many are judged anew when something was decided or somebody changed the file.
const ANEW: usize = 2;

/// The state of a session.
#[derive(Clone, Debug, Default)]
pub struct Triage {
    /// The questions, in the order in which they are asked.
    pub queue: Vec<Id>,
    /// The one in front; past the end when all are done.
    pub place: usize,
    /// What is known of the questions around the one in front.
    cards: BTreeMap<Id, Known>,
    /// Those that have left the inbox in this session.
    pub settled: BTreeMap<Id, Settled>,
    /// What was chosen by hand and is not in the file yet.
    chosen: BTreeMap<Id, Chosen>,
    /// What the file is being asked for.
    asked: BTreeSet<Id>,
    /// The first line of the text in the window; drawing brings it back to the last that there is.
    pub scroll: Cell<usize>,
    /// Whether the queue was read.
    pub loaded: bool,
    /// The question to begin with.
    pub from: Option<Id>,
    /// Questions of which an act of this person was saved and which are read again.
    pub awaited: BTreeSet<Id>,
    /// The answers that are to be valid for longer, and the question of each.
    prolonged: BTreeMap<Id, Id>,
    /// The question in front is somebody else's doing, but a form is open over it: triage goes on once that is closed.
    pub held: Option<Id>,
    /// What the contact is called that was picked, until the file has said which post that person holds.
    pub naming: Option<String>,
}

/// What is known of a question.
#[derive(Clone, Debug)]
struct Known {
    card: Card,
    judged: Judged,
    /// Whether something was decided since it was judged.
    is_old: bool,
}

/// How a question left the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// By this person.
    Here(Done),
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
    pub fn card(&self) -> Option<(&Card, &Judged)> {
        self.cards.get(&self.current()?).map(|known| (&known.card, &known.judged))
    }

    /// What was chosen by hand for the question in front.
    pub fn chosen(&self) -> Option<&Chosen> {
        self.chosen.get(&self.current()?).filter(|chosen| !chosen.is_empty())
    }

    /// Whether anything was chosen by hand for a question.
    pub fn has_choices(&self, id: Id) -> bool {
        self.chosen.get(&id).is_some_and(|chosen| !chosen.is_empty())
    }

    /// The choices for the question in front, to add to them.
    pub fn choosing(&mut self) -> Option<&mut Chosen> {
        let id = self.current()?;
        Some(self.chosen.entry(id).or_default())
    }

    /// Takes the last choice for the question in front back.
    pub fn take_choice_back(&mut self) -> Option<Field> {
        let id = self.current()?;
        self.chosen.get_mut(&id)?.take_back()
    }

    /// Forgets what was chosen for a question: it is saved, or another decision was made.
    pub fn drop_choices(&mut self, id: Id) {
        self.chosen.remove(&id);
    }

    /// What is proposed for the question in front and not decided yet, nor chosen by hand.
    pub fn left(&self) -> Option<Proposal> {
        // Who would get it was decided when it was asked; now its answer is to be renewed.
        let (card, judged) = self.card().filter(|(card, _)| card.to_check_again().is_none())?;
        let is_on_list = card.sections.iter().any(|section| section.kind == Kind::Entry && !section.rows.is_empty());
        let nothing = Chosen::default();
        Some(self.chosen().unwrap_or(&nothing).beside(&judged.proposal, &card.record, is_on_list))
    }

    /// Whether Enter would put anything into the file.
    pub fn takes_anything(&self) -> bool {
        self.chosen().is_some() || self.left().is_some_and(|left| left.takes_anything())
    }

    /// The questions to read now: the one in front and the next, where they are not here yet, or are judged by what
    /// was known before the last decision.
    pub fn wanted(&mut self) -> Vec<Id> {
        let open = self.queue.iter().skip(self.place).filter(|id| !self.settled.contains_key(id));
        // One that was settled is in front only when somebody went back to it.
        let around = self.queue.get(self.place).into_iter().chain(open.filter(|id| Some(**id) != self.current()));
        let is_wanted = |place: usize, id: &Id| match self.cards.get(id) {
            _ if self.asked.contains(id) => false,
            Some(known) => known.is_old && place < ANEW,
            None => true,
        };
        let wanted = around.take(AHEAD).copied().enumerate().filter(|(place, id)| is_wanted(*place, id));
        let wanted: Vec<Id> = wanted.map(|(_, id)| id).collect();
        self.asked.extend(&wanted);
        wanted
    }

    /// What was asked of the file will not come.
    pub fn forget_asked(&mut self) {
        self.asked.clear();
        self.awaited.clear();
    }

    /// Takes what was read of a question. True where it is the one in front and somebody else dealt with it.
    pub fn take(&mut self, card: Card, judged: Judged) -> bool {
        let id = card.record.id;
        self.asked.remove(&id);
        if card.record.kind != Kind::Question || !self.queue.contains(&id) {
            return false;
        }
        let gone =
            Self::is_done(&card) && question::state(&card.record) != QuestionState::Inbox || card.record.is_removed();
        self.cards.insert(id, Known { card, judged, is_old: false });
        gone && self.is_taken(id)
    }

    /// Somebody else dealt with a question. True where it is the one in front.
    pub fn is_taken(&mut self, id: Id) -> bool {
        if self.settled.contains_key(&id) {
            return false;
        }
        self.settled.insert(id, Settled::Elsewhere);
        self.chosen.remove(&id);
        self.current() == Some(id)
    }

    /// A question will hold what these edits say. Where that settles it, it counts as settled; if it cannot be saved,
    /// [`Triage::bring_back`] tells. `to` is what it goes to, in words.
    pub fn expect(&mut self, id: Id, edits: &[Edit], to: Option<&str>) {
        let Some(known) = self.cards.get_mut(&id) else { return };
        for edit in edits.iter().filter(|edit| (edit.kind, edit.id) == (Kind::Question, id)) {
            if let What::Set { field, to, .. } = &edit.what {
                if *field == Field::Snooze {
                    known.card.facts.retain(|fact| !matches!(fact, Fact::Woke(_)));
                }
                known.card.record.values.insert(*field, to.clone());
            }
        }
        self.settle_known(id, to);
    }

    /// Counts a question as settled by this person, where what is known of it says so.
    pub fn settle_known(&mut self, id: Id, to: Option<&str>) {
        let Some(known) = self.cards.get(&id) else { return };
        if Self::is_done(&known.card) {
            let done = Done::of(&known.card, to, self.chosen.get(&id));
            self.settled.insert(id, Settled::Here(done));
        }
    }

    /// Whether triage is done with a question as it stands. One whose answer has run out waits until it has a new one,
    /// or goes another way.
    pub fn is_done(card: &Card) -> bool {
        let answered = question::state(&card.record) == QuestionState::Answered;
        let is_awake = Self::woken(card).is_some();
        let sleeps = !is_awake && !card.record.get(Field::Snooze).is_unknown();
        let waits = card.to_check_again().is_some() && answered && !sleeps;
        if waits {
            return false;
        }
        // The sleep from which it woke does not settle it again.
        let mut record = card.record.clone();
        if is_awake {
            record.values.remove(&Field::Snooze);
        }
        question::is_settled(&record)
    }

    /// What woke a question that slept.
    pub fn woken(card: &Card) -> Option<&Waking> {
        card.facts.iter().find_map(|fact| match fact {
            Fact::Woke(waking) => Some(waking),
            _ => None,
        })
    }

    /// The answer of a question will be valid for longer: there is nothing to check any more, until the file says
    /// otherwise.
    pub fn prolong(&mut self, question: Id, answer: Id) {
        self.prolonged.insert(answer, question);
        if let Some(known) = self.cards.get_mut(&question) {
            known.card.facts.retain(|fact| !matches!(fact, Fact::RanOut { .. }));
        }
        self.settle_known(question, None);
    }

    /// The question whose answer was made valid for longer here.
    pub fn question_of(&self, answer: Id) -> Option<Id> {
        self.prolonged.get(&answer).copied()
    }

    /// What was decided of a question is not in the file: it comes back, at once where nothing else is being done.
    pub fn bring_back(&mut self, id: Id, at_once: bool) {
        self.settled.remove(&id);
        self.forget(id);
        if at_once {
            return self.go_to(id);
        }
        let Some(place) = self.queue.iter().position(|question| *question == id) else { return };
        if place < self.place {
            self.queue.remove(place);
            self.queue.insert(self.place.min(self.queue.len()), id);
            self.place -= 1;
        }
    }

    /// Forgets what is known of a question, as it was changed.
    pub fn forget(&mut self, id: Id) {
        self.cards.remove(&id);
        self.asked.remove(&id);
    }

    /// Something was decided, or somebody changed the file: everything is judged anew when its turn comes.
    pub fn is_old(&mut self) {
        for known in self.cards.values_mut() {
            known.is_old = true;
        }
        let place = self.place;
        let behind = self.queue.iter().take(place).filter(|id| self.settled.contains_key(id));
        for id in behind {
            self.cards.remove(id);
        }
    }

    /// Goes to the next question that is not settled.
    pub fn next(&mut self) {
        self.scroll.set(0);
        self.place = (self.place + 1).min(self.queue.len());
        while self.current().is_some_and(|id| self.settled.contains_key(&id)) {
            self.place += 1;
        }
    }

    /// Goes back to the question before.
    pub fn previous(&mut self) {
        self.scroll.set(0);
        self.place = self.place.saturating_sub(1);
    }

    /// Goes to a question of this session.
    pub fn go_to(&mut self, id: Id) {
        if let Some(place) = self.queue.iter().position(|question| *question == id) {
            self.scroll.set(0);
            self.place = place;
        }
    }

    /// What came of the session so far. What left the inbox with something still open, such as its priority, is not
    /// among what waits there.
    pub fn tally(&self) -> Tally {
        let gone = self.gone();
        let settled = self.settled.values().map(|how| match how {
            Settled::Here(done) => Some(done),
            Settled::Elsewhere => None,
        });
        Tally::of(settled.chain(gone.iter().map(Some)), self.queue.len())
    }

    /// Questions that left the inbox here, though something of them is still open.
    fn gone(&self) -> Vec<Done> {
        let open = self.queue.iter().filter(|id| !self.settled.contains_key(id));
        let known = open.filter_map(|id| self.cards.get(id)).map(|known| &known.card);
        let gone = known.filter(|card| {
            let state = question::state(&card.record);
            let waits = state == QuestionState::Answered && card.to_check_again().is_some();
            state != QuestionState::Inbox && !waits
        });
        gone.map(|card| Done::of(card, None, self.chosen.get(&card.record.id))).collect()
    }

    /// What this person settled, in the order of the questions.
    pub fn settled_here(&self) -> Vec<Done> {
        let settled = self.queue.iter().filter_map(|id| match self.settled.get(id) {
            Some(Settled::Here(done)) => Some(done.clone()),
            _ => None,
        });
        settled.collect()
    }

    /// How many left the inbox by this person's acts.
    pub fn done(&self) -> usize {
        self.settled.values().filter(|how| matches!(how, Settled::Here(_))).count() + self.gone().len()
    }

    /// Whether the whole inbox was gone through.
    pub fn is_at_end(&self) -> bool {
        self.loaded && self.current().is_none()
    }
}
