//! Triage: the inbox one question after the other.

use super::{Action, App, CardFor, Effect, Message, Purpose, Question};
use crate::dialogs::{Entry, Pick, Picker};
use crate::domain::query::{From, Query, Sort};
use crate::domain::{Act, Card, Field, Id, Judged, Kind, question};
use crate::screens::triage::{BATCH, Settled, Triage};
use crate::screens::{Tab, View};

impl App {
    /// Goes through the inbox from the beginning.
    pub(super) fn start_triage(&mut self) -> Vec<Effect> {
        self.start_triage_at(None)
    }

    /// Goes through the inbox, from a question on where one is given.
    pub(super) fn start_triage_at(&mut self, from: Option<Id>) -> Vec<Effect> {
        self.tab = Tab::Questions;
        self.browser_mut().opened.clear();
        self.triage = Some(Triage::from(from));
        let today = self.today();
        let query = Query {
            kind: Kind::Question,
            conditions: View::Inbox.conditions(today),
            sort: View::Inbox.sort().unwrap_or(Sort { field: Field::Number, descending: false }),
            from: From::Start,
            limit: BATCH,
        };
        vec![Effect::Ask(Question::Inbox(query))]
    }

    /// What triage needs to know of the question in front and the one after it.
    pub(super) fn ask_triage(&self) -> Vec<Effect> {
        let wanted = self.triage.as_ref().map(Triage::wanted).unwrap_or_default();
        wanted.into_iter().map(|id| Effect::Ask(Question::Card(Kind::Question, id, CardFor::Triage))).collect()
    }

    /// Takes what was read of a question.
    pub(super) fn take_triage(&mut self, card: Card, judged: Judged) -> Vec<Effect> {
        let Some(triage) = &mut self.triage else { return Vec::new() };
        let label = card.label.clone();
        let id = card.record.id;
        let settled = question::is_settled(&card.record) && card.to_check_again().is_none();
        let waits = triage.awaited.remove(&id);
        let taken = triage.take(card, judged);
        if waits && settled {
            triage.settled.insert(id, Settled::Here);
            if triage.current() == Some(id) {
                triage.next();
            }
            // What comes next is judged anew: it may be like the one that was just decided.
            let next = triage.current().filter(|next| *next != id && triage.card().is_some());
            if let Some(next) = next {
                let again = Effect::Ask(Question::Card(Kind::Question, next, CardFor::Triage));
                return self.ask_triage().into_iter().chain([again]).collect();
            }
        } else if taken {
            self.message = Some(Message::TakenByOthers(label));
            self.ahead.clear();
            if let Some(triage) = &mut self.triage {
                triage.next();
            }
        }
        self.ask_triage()
    }

    /// An act on questions of triage is in the file: they are read again, and settled ones passed.
    pub(super) fn triage_saved(&mut self, questions: &[Id]) -> Vec<Effect> {
        let Some(triage) = &mut self.triage else { return Vec::new() };
        triage.awaited.extend(questions);
        let ask = |id: &Id| Effect::Ask(Question::Card(Kind::Question, *id, CardFor::Triage));
        questions.iter().map(ask).collect()
    }

    /// After undo triage returns to the question.
    pub(super) fn triage_back_to(&mut self, records: &[(Kind, Id)]) -> Vec<Effect> {
        let Some(triage) = &mut self.triage else { return Vec::new() };
        let inbox = records.iter().filter(|(kind, id)| *kind == Kind::Question && triage.queue.contains(id));
        // Of a duplicate and the one that was kept, the duplicate is the one that was gone through.
        let Some((_, id)) = inbox.copied().max_by_key(|(_, id)| triage.settled.contains_key(id)) else {
            return Vec::new();
        };
        triage.settled.remove(&id);
        triage.forget(id);
        triage.go_to(id);
        self.ask_triage()
    }

    /// What keys do in triage; `None` for what works as everywhere.
    pub(super) fn triage_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        let page = usize::from(self.area().height / 2).max(1);
        let triage = self.triage.as_mut()?;
        match action {
            Action::NextQuestion => triage.next(),
            Action::TakeProposal => return Some(self.take_proposal()),
            Action::Skip => {
                triage.next();
                self.message = Some(Message::Skipped);
            }
            Action::PreviousQuestion => triage.previous(),
            Action::PageDown => triage.scroll += page,
            Action::PageUp => triage.scroll = triage.scroll.saturating_sub(page),
            Action::OpenSimilar => return Some(self.ask_similar()),
            Action::Triage => return Some(Vec::new()),
            _ => return None,
        }
        Some(self.ask_triage())
    }

    /// Takes what is proposed, as one change; where nothing is, goes on to the next question.
    fn take_proposal(&mut self) -> Vec<Effect> {
        let entry = self.ids.record();
        let read_only = self.read_only;
        let Some(triage) = &mut self.triage else { return Vec::new() };
        let left = triage.left().filter(|left| !read_only && left.takes_anything());
        let Some((left, record)) = left.zip(triage.card().map(|(card, _)| card.record.clone())) else {
            triage.next();
            return self.ask_triage();
        };
        if let Some(kept) = left.joins() {
            return vec![Effect::Ask(Question::Card(Kind::Question, kept, CardFor::Join(vec![record])))];
        }
        let act = if left.group.proposed().is_some() { Act::Assign } else { Act::Edit };
        self.each(act, &[record], |record| left.edits(record, entry))
    }

    fn ask_similar(&mut self) -> Vec<Effect> {
        let likes =
            self.triage.as_ref().and_then(Triage::card).map(|(_, judged)| judged.likes.clone()).unwrap_or_default();
        if likes.is_empty() {
            self.message = Some(Message::NothingLike);
            return Vec::new();
        }
        let entries = likes.iter().enumerate().map(|(place, like)| Entry {
            pick: Pick::Number(place),
            label: like.title.clone(),
            short: Some(like.number.to_string()),
            other: String::new(),
        });
        let ids = likes.iter().map(|like| like.id).collect();
        let picker = Picker::entries(Action::OpenSimilar.label(self.language), entries.collect());
        self.pick(picker, Purpose::OpenSimilar(ids))
    }
}
