//! Triage: the inbox one question after the other.

use super::{Action, App, CardFor, Effect, Message, Purpose, Question, Sent};
use crate::dialogs::{Dialog, Entry, Pick, Picker};
use crate::domain::query::{From, Query, Sort};
use crate::domain::question::Refusal;
use crate::domain::{Act, Card, Change, Conflict, Edit, Field, Id, Judged, Kind, QuestionState, Record, What};
use crate::screens::triage::{BATCH, Triage};
use crate::screens::{Tab, View};
use crate::text::{self, Chose};

/// The entry of the picker of duplicates that says that it is none.
pub(super) const NO_DUPLICATE: usize = usize::MAX - 1;

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

    /// What triage needs to know of the question in front and those after it.
    pub(super) fn ask_triage(&mut self) -> Vec<Effect> {
        let wanted = self.triage.as_mut().map(Triage::wanted).unwrap_or_default();
        wanted.into_iter().map(|id| Effect::Ask(Question::Card(Kind::Question, id, CardFor::Triage))).collect()
    }

    /// Takes what was read of a question.
    pub(super) fn take_triage(&mut self, card: Card, judged: Judged) -> Vec<Effect> {
        let Some(triage) = &mut self.triage else { return Vec::new() };
        let label = card.label.clone();
        let id = card.record.id;
        let settled = Triage::is_done(&card);
        let by = judged.settled_by.clone();
        let waits = triage.awaited.remove(&id);
        let taken = triage.take(card, judged);
        if waits && settled {
            triage.settled.remove(&id);
            triage.settle_known(id, None);
            if triage.current() == Some(id) {
                self.move_on();
            }
        } else if taken {
            self.taken_by_others(label, by);
        }
        self.ask_triage()
    }

    /// The question in front is somebody else's doing now: it moves on, and says so.
    fn taken_by_others(&mut self, label: String, by: Option<String>) {
        self.message = Some(Message::TakenByOthers(label, by));
        if !self.is_writing() {
            self.ahead.clear();
            // What was being picked was for that question; it must not meet the next one.
            self.dialogs.retain(|(dialog, _)| !matches!(dialog, Dialog::Picker(_)));
        }
        self.move_on();
    }

    /// Whether somebody writes something about the question in front: that must not come to stand over another one.
    fn is_writing(&self) -> bool {
        self.dialogs.iter().any(|(dialog, _)| matches!(dialog, Dialog::Form(_) | Dialog::Prompt(_)))
    }

    /// Goes to the next question, at once or when what is being written is closed.
    fn move_on(&mut self) {
        let waits = self.is_writing();
        if let Some(triage) = &mut self.triage {
            if waits { triage.held = triage.current() } else { triage.next() }
        }
    }

    /// What was written is closed: triage goes on from a question that needs nothing more.
    pub(super) fn move_on_when_closed(&mut self) -> Vec<Effect> {
        if self.triage.as_ref().is_none_or(|triage| triage.held.is_none()) || self.is_writing() {
            return Vec::new();
        }
        let Some(triage) = &mut self.triage else { return Vec::new() };
        let held = triage.held.take();
        if triage.current() == held {
            triage.next();
        }
        self.ask_triage()
    }

    /// A question that was to be read is gone.
    pub(super) fn triage_gone(&mut self, id: Id) -> Vec<Effect> {
        if let Some(triage) = &mut self.triage
            && triage.is_taken(id)
        {
            self.move_on();
        }
        self.ask_triage()
    }

    /// An act on questions of triage is in the file. What went its way is not read again; what is still open is.
    pub(super) fn triage_saved(&mut self, questions: &[Id]) -> Vec<Effect> {
        let Some(triage) = &mut self.triage else { return Vec::new() };
        for id in questions {
            triage.drop_choices(*id);
        }
        self.ask_triage()
    }

    /// Something was done to questions of triage in another way: they are read again, and settled ones passed.
    pub(super) fn triage_changed(&mut self, questions: &[Id]) -> Vec<Effect> {
        let Some(triage) = &mut self.triage else { return Vec::new() };
        let here: Vec<Id> = questions.iter().copied().filter(|id| triage.queue.contains(id)).collect();
        triage.awaited.extend(&here);
        here.into_iter().map(|id| Effect::Ask(Question::Card(Kind::Question, id, CardFor::Triage))).collect()
    }

    /// What was done to questions of triage is not in the file: they come back.
    pub(super) fn triage_failed(&mut self, questions: &[Id]) -> Vec<Effect> {
        let at_once = self.dialogs.is_empty() && self.find.is_none();
        let Some(triage) = &mut self.triage else { return Vec::new() };
        for id in questions.iter().filter(|id| triage.queue.contains(id)).copied().collect::<Vec<_>>() {
            triage.bring_back(id, at_once);
        }
        self.ask_triage()
    }

    /// Whether what was taken in triage met somebody who had already dealt with the question; then there is nothing to
    /// decide, and the inbox goes on.
    pub(super) fn triage_was_slower(&mut self, questions: &[Id], conflicts: &[Conflict], label: &str) -> bool {
        let elsewhere = conflicts.iter().find(|conflict| {
            conflict.field == Field::State
                && questions.contains(&conflict.id)
                && conflict.theirs.as_text() != Some(QuestionState::Inbox.code())
        });
        let Some((triage, elsewhere)) = self.triage.as_mut().zip(elsewhere) else { return false };
        let mut is_in_front = false;
        if questions.iter().any(|id| triage.has_choices(*id)) {
            return false;
        }
        for id in questions {
            triage.settled.remove(id);
            triage.forget(*id);
            is_in_front |= triage.is_taken(*id);
        }
        if is_in_front {
            self.move_on();
        }
        self.message = Some(Message::TakenByOthers(label.to_owned(), Some(elsewhere.by.clone())));
        true
    }

    /// After undo of this change triage returns to the question, also where that had left the inbox before.
    pub(super) fn triage_back_to(&mut self, records: &[(Kind, Id)], undone: &Change) -> Vec<Effect> {
        let Some(triage) = &mut self.triage else { return Vec::new() };
        let left_the_inbox = |edit: &&Edit| {
            let left = match &edit.what {
                What::Set { field: Field::State, from, .. } => from.as_text() == Some(QuestionState::Inbox.code()),
                What::Set { field: Field::Snooze, from, .. } => from.is_unknown(),
                _ => false,
            };
            left && edit.kind == Kind::Question
        };
        if let Some(edit) = undone.edits.iter().find(left_the_inbox)
            && triage.loaded
            && !triage.queue.contains(&edit.id)
        {
            let place = triage.place.min(triage.queue.len());
            triage.queue.insert(place, edit.id);
        }
        let inbox = records.iter().filter(|(kind, id)| *kind == Kind::Question && triage.queue.contains(id));
        // Of a duplicate and the one that was kept, the duplicate is the one that was gone through, whatever others did
        // with the kept one meanwhile.
        let was_joined = |id: Id| {
            let joins =
                |edit: &Edit| matches!(&edit.what, What::Set { field: Field::DuplicateOf, to, .. } if !to.is_unknown());
            undone.edits.iter().any(|edit| (edit.kind, edit.id) == (Kind::Question, id) && joins(edit))
        };
        let gone_through = |(_, id): &(Kind, Id)| (was_joined(*id), triage.settled.contains_key(id));
        let Some((_, id)) = inbox.copied().max_by_key(gone_through) else { return Vec::new() };
        triage.bring_back(id, true);
        self.ask_triage()
    }

    /// What keys do in triage; `None` for what works as everywhere.
    pub(super) fn triage_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        let page = usize::from(self.area().height / 2).max(1);
        let triage = self.triage.as_mut()?;
        let mut effects = Vec::new();
        match action {
            Action::NextQuestion | Action::PreviousQuestion => {
                effects = self.save_choices();
                if let Some(triage) = &mut self.triage {
                    if action == Action::NextQuestion { triage.next() } else { triage.previous() }
                }
            }
            Action::TakeProposal => return Some(self.take_proposal()),
            Action::Skip if triage.is_at_end() => return Some(self.start_triage()),
            Action::OtherGroup
            | Action::OtherContact
            | Action::OtherTopic
            | Action::JoinLikeliest
            | Action::RaisePriority
            | Action::LowerPriority => return Some(self.likely_act(action)),
            Action::Skip => {
                triage.next();
                self.message = Some(Message::Skipped);
            }
            Action::Undo => {
                let field = triage.take_choice_back()?;
                self.message = Some(Message::Choice(Chose::TakenBack(field)));
            }
            Action::PageDown => triage.scroll.set(triage.scroll.get() + page),
            Action::PageUp => triage.scroll.set(triage.scroll.get().saturating_sub(page)),
            Action::OpenSimilar => return Some(self.ask_similar()),
            Action::Triage if triage.is_at_end() => return Some(self.start_triage()),
            Action::Triage => {}
            Action::OpenLists => {
                effects = self.save_choices();
                effects.extend(self.go_tab(Tab::Questions));
                effects.extend(self.go_view(View::Lists));
                return Some(effects);
            }
            Action::WriteToAskers => return Some(self.write_to_askers()),
            // What was chosen is saved before something else is done with the question.
            Action::Snooze | Action::Reply | Action::EditInTriage | Action::Note => {
                effects = self.save_choices();
                let act = if action == Action::Note {
                    self.ask_note()
                } else if action == Action::EditInTriage {
                    self.edit_here()
                } else {
                    self.question_act(action)
                };
                effects.extend(act);
                return Some(effects);
            }
            _ => return None,
        }
        effects.extend(self.ask_triage());
        Some(effects)
    }

    /// Takes what was chosen and what is proposed beside it, as one change; where there is neither, goes on to the next
    /// question. The next is in front before this one is saved.
    fn take_proposal(&mut self) -> Vec<Effect> {
        let entries = (self.ids.record(), self.ids.record());
        let read_only = self.read_only;
        let Some(triage) = &mut self.triage else { return Vec::new() };
        let left = triage.left().filter(|_| !read_only && triage.takes_anything());
        let Some((left, (card, judged))) = left.zip(triage.card()) else {
            triage.next();
            return self.ask_triage();
        };
        let record = card.record.clone();
        if let Some(kept) = left.joins() {
            let Some(known) = judged.kept.clone().filter(|known| known.id == kept) else {
                return vec![Effect::Ask(Question::Card(Kind::Question, kept, CardFor::Join(vec![record])))];
            };
            return self.join(&[record], &known);
        }
        let chosen = triage.chosen().cloned().unwrap_or_default();
        let gets_group = chosen.label(Field::Group).is_some() || left.group.proposed().is_some();
        let act = if gets_group { Act::Assign } else { Act::Edit };
        let to = left.group.proposed().map(|group| group.label.clone());
        let edits = left.edits(&record, entries.0).and_then(|mut edits| {
            edits.extend(chosen.edits(&record, entries.1)?);
            Ok(edits)
        });
        self.decide_in_triage(act, &record, edits, to.as_deref())
    }

    /// Saves what was chosen for the question in front, without what is proposed beside it.
    pub(super) fn save_choices(&mut self) -> Vec<Effect> {
        let entry = self.ids.record();
        let Some(triage) = &self.triage else { return Vec::new() };
        let Some((chosen, (card, _))) = triage.chosen().cloned().zip(triage.card()) else { return Vec::new() };
        let record = card.record.clone();
        let act = if chosen.label(Field::Group).is_some() { Act::Assign } else { Act::Edit };
        let edits = chosen.edits(&record, entry);
        let (place, said) = (triage.place, self.message.take());
        let effects = self.decide_in_triage(act, &record, edits, None);
        if let Some(triage) = &mut self.triage {
            // Whoever saves on the way to something else stays with the question until then.
            triage.place = place;
        }
        // That it is no duplicate is a choice of which there is nothing to save.
        if self.message == Some(Message::Unchanged) {
            self.message = said;
        }
        effects
    }

    fn decide_in_triage(
        &mut self,
        act: Act,
        record: &Record,
        edits: Result<Vec<Edit>, Refusal>,
        to: Option<&str>,
    ) -> Vec<Effect> {
        match edits {
            Ok(edits) => self.do_in_triage(act, std::slice::from_ref(record), edits, to),
            Err(refusal) => {
                self.message = Some(Message::Refused(refusal));
                Vec::new()
            }
        }
    }

    /// Sends what is done to questions of triage. They count as done, and the next is in front, before the file has
    /// said so; what it refuses comes back.
    pub(super) fn do_in_triage(
        &mut self,
        act: Act,
        targets: &[Record],
        edits: Vec<Edit>,
        to: Option<&str>,
    ) -> Vec<Effect> {
        let ids: Vec<Id> = targets.iter().map(|record| record.id).collect();
        let change = Change::new(self.ids.change(), act, edits);
        let edits = change.edits.clone();
        let mut effects = self.send(change, Sent::Triage(ids.clone()));
        if effects.is_empty() {
            return effects;
        }
        if let Some(triage) = &mut self.triage {
            for id in ids {
                triage.expect(id, &edits, to);
                if triage.current() == Some(id) && triage.settled.contains_key(&id) {
                    triage.next();
                }
            }
        }
        effects.extend(self.ask_triage());
        effects
    }

    /// A mail text to those whose questions were settled: where each went.
    fn write_to_askers(&mut self) -> Vec<Effect> {
        let done = self.triage.as_ref().map(Triage::settled_here).unwrap_or_default();
        if done.is_empty() {
            self.message = Some(Message::NotHere(Action::WriteToAskers.label(self.language)));
            return Vec::new();
        }
        let member = self.member.as_ref().map(|(_, name)| name.as_str());
        let mail = text::told::mail_text(self.language, &done, self.person.as_deref(), member);
        self.show_mail(mail)
    }

    fn ask_similar(&mut self) -> Vec<Effect> {
        let likes = self.triage.as_ref().and_then(|triage| triage.card()).map(|(_, judged)| judged.likes.clone());
        let likes = likes.unwrap_or_default();
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
