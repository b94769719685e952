//! The question hour: keys, answers on their way, and the end of it.

use super::ask;
use crate::app::{AboutLists, Action, App, Effect, Key, Message, Purpose, Scope, Sent};
use crate::dialogs::{Dialog, Entry, Pick, Picker};
use crate::domain::failure::Failure;
use crate::domain::question_list::{self, Hour, Progress, QuestionList, Successor};
use crate::domain::{Act, Change, Field, Id, Kind, ListState, OnConflict};
use crate::screens::hour::HourState;
use crate::text;

/// Lines that a page of a long question moves.
const PAGE: usize = 6;

impl App {
    /// Begins an hour on one of these lists: at once where there is but one.
    pub(super) fn choose_hour(&mut self, lists: &[(Id, String)]) -> Vec<Effect> {
        match lists {
            [] => self.say(text::hour::words(self.language).no_list),
            [(only, _)] => ask(AboutLists::Hour(Kind::List, *only)),
            several => {
                let entry = |(id, title): &(Id, String)| Entry {
                    pick: Pick::Record(*id),
                    label: title.clone(),
                    short: None,
                    other: String::new(),
                };
                let title = text::hour::words(self.language).which_list;
                let picker = Picker::entries(title, several.iter().map(entry).collect());
                self.pick(picker, Purpose::HourOf)
            }
        }
    }

    /// Begins an hour; what was written down before and not saved stands there again.
    pub(super) fn begin_hour(&mut self, hour: Hour) -> Vec<Effect> {
        let ids = &mut self.ids;
        let mut state = HourState::new(hour, || ids.record());
        if state.asked.is_empty() {
            return self.say(text::hour::words(self.language).nothing_open);
        }
        let mut restored = 0;
        for asked in &mut state.asked {
            restored += usize::from(super::draft::restore(asked, &self.drafts));
        }
        if restored > 0 {
            let first = state.asked.iter().position(|asked| !asked.text.is_empty());
            state.go(first.unwrap_or(0));
            self.message = Some(Message::DraftRestored);
        }
        self.hour = Some(state);
        Vec::new()
    }

    /// Takes a key while the hour is in front.
    pub(in crate::app) fn hour_key(&mut self, key: Key, action: Option<Action>) -> Vec<Effect> {
        if let Some(action) = action {
            if action != Action::NextInHour {
                self.message = None;
            }
            return self.act(action);
        }
        let helps = self.keymap.action(key, &[Scope::Everywhere]) == Some(Action::Help);
        if helps && key.text().is_none() {
            return self.act(Action::Help);
        }
        let Some(asked) = self.hour.as_mut().and_then(HourState::current_mut) else { return Vec::new() };
        asked.text.key(key);
        Vec::new()
    }

    /// What keys do in an hour; `None` for what works as everywhere.
    pub(in crate::app) fn hour_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        let state = self.hour.as_mut()?;
        match action {
            Action::NextInHour => state.next(),
            Action::PreviousInHour => state.previous(),
            Action::EndOfHour => state.go(state.asked.len()),
            Action::ScrollDown => state.scroll.set(state.scroll.get() + PAGE),
            Action::ScrollUp => state.scroll.set(state.scroll.get().saturating_sub(PAGE)),
            Action::PutOff => {
                state.put_off();
                self.message = Some(Message::Told(text::hour::words(self.language).put_off.to_owned()));
            }
            Action::SaveAnswer => return Some(self.save_answer()),
            Action::WhoAnswers => return Some(self.ask_who_answers()),
            Action::CloseHour => return Some(self.ask_closing()),
            Action::LeaveHour | Action::Back => return Some(self.leave_hour_by_hand()),
            _ => return None,
        }
        // Going on is a pause.
        Some(self.keep_answers())
    }

    /// Saves what is written down and goes on. The words stay on this host until they are in the file.
    fn save_answer(&mut self) -> Vec<Effect> {
        if self.read_only {
            self.message = Some(self.why_read_only());
            return Vec::new();
        }
        let today = self.today();
        let Some(state) = self.hour.as_mut() else { return Vec::new() };
        let hour = state.hour.clone();
        let Some(asked) = state.current_mut() else { return Vec::new() };
        if asked.text.text().trim().is_empty() {
            return self.say(text::hour::words(self.language).no_words);
        }
        if !asked.is_unsaved() {
            state.next_open();
            return Vec::new();
        }
        let by = asked.by.as_ref().map(|(id, _)| *id);
        let blank = match &asked.saved {
            Some(saved) => saved.clone().with(Field::Contact, by),
            None => question_list::blank_answer(&hour, &asked.listed, asked.answer, by, today),
        };
        let answer = question_list::said(blank, asked.text.text());
        let question = asked.listed.question.id;
        let edits = question_list::answered(&asked.listed.question, &answer, asked.saved.as_ref());
        asked.progress = Progress::Saving;
        asked.before = asked.saved.replace(answer);
        let mut effects = self.keep_answers_now();
        let mut change = Change::new(self.ids.change(), Act::Answer, edits);
        // That somebody settled the question meanwhile is no reason to lose the words.
        change.on_conflict = OnConflict::Leave;
        effects.extend(self.send(change, Sent::Hour(question)));
        if let Some(state) = self.hour.as_mut() {
            state.next_open();
        }
        effects
    }

    /// An answer is in the file: its draft is not needed any more. `too` is who has answered the question meanwhile.
    pub(in crate::app) fn answer_saved(&mut self, question: Id, change: &Change, too: Option<&str>) -> Vec<Effect> {
        let Some(asked) = self.hour.as_mut().and_then(|state| state.of_question(question)) else {
            return self.drop_told(change);
        };
        asked.progress = Progress::Answered;
        asked.before = None;
        asked.kept = None;
        let number = asked.number;
        self.message = Some(Message::Told(text::hour::saved(self.language, number, too)));
        let answers = change.records().into_iter().filter(|(kind, _)| *kind == Kind::Answer);
        let mut effects = Vec::new();
        for (kind, id) in answers {
            self.drafts.retain(|draft| (draft.kind, draft.id) != (kind, id));
            effects.push(Effect::DropDraft(kind, id));
        }
        effects.extend(self.keep_answers());
        effects
    }

    /// An answer did not get into the file: it waits for being saved again.
    pub(in crate::app) fn answer_failed(&mut self, question: Id, failure: Option<&Failure>) -> Vec<Effect> {
        let fresh = self.ids.record();
        let Some(asked) = self.hour.as_mut().and_then(|state| state.of_question(question)) else { return Vec::new() };
        asked.saved = asked.before.take();
        asked.kept = None;
        asked.progress = if asked.saved.is_some() { Progress::Answered } else { Progress::Open };
        let mut effects = Vec::new();
        if let Some(Failure::AlreadyThere(kind, id)) = failure {
            // Two windows went on with the same words: what this one holds becomes an answer of its own.
            asked.answer = fresh;
            self.drafts.retain(|draft| (draft.kind, draft.id) != (*kind, *id));
            effects.push(Effect::DropDraft(*kind, *id));
        }
        effects.extend(self.keep_answers());
        effects
    }

    fn ask_who_answers(&mut self) -> Vec<Effect> {
        let present = self.hour.as_ref().and_then(HourState::current).and_then(|asked| asked.by.as_ref());
        let picker = Picker::records(
            text::hour::words(self.language).who_answers,
            Kind::Contact,
            false,
            true,
            present.map(|(id, _)| *id),
        );
        self.pick(picker, Purpose::WhoAnswers)
    }

    /// Somebody else answers, or nobody who is known; with the name, as far as the picker knew it.
    pub(in crate::app) fn take_who_answers(&mut self, pick: Pick, dialog: Option<&Dialog>) -> Vec<Effect> {
        let name = match dialog {
            Some(Dialog::Picker(picker)) => picker.label(pick).map(str::to_owned),
            _ => None,
        };
        let who = match (pick, name) {
            (Pick::Record(id), Some(name)) => Some((id, self.known_contact(id).unwrap_or(name))),
            _ => None,
        };
        if let Some(asked) = self.hour.as_mut().and_then(HourState::current_mut) {
            asked.by = who;
        }
        self.keep_answers()
    }

    /// Asks what closing the hour needs; refused while words are not in the file.
    fn ask_closing(&mut self) -> Vec<Effect> {
        if self.read_only {
            self.message = Some(self.why_read_only());
            return Vec::new();
        }
        let Some(state) = self.hour.as_mut() else { return Vec::new() };
        if state.asked.iter().any(|asked| asked.progress == Progress::Saving) || !self.pending.is_empty() {
            return self.say(text::hour::words(self.language).still_saving);
        }
        if let Some(place) = state.asked.iter().position(|asked| asked.is_unsaved()) {
            let number = state.asked[place].number;
            state.go(place);
            return self.say(text::hour::unsaved(self.language, number));
        }
        ask(AboutLists::Closing(state.hour.list.record.id))
    }

    /// Closes the hour: what is open goes onto the next list.
    pub(super) fn close_hour(&mut self, list: &QuestionList, mut onto: Successor) -> Vec<Effect> {
        if let Successor::New(next) = &mut onto {
            next.title = text::hour::next_title(self.language, next);
        }
        let rolled = question_list::roll_over(list, &onto, &mut self.ids);
        let undo = self.key_name(Action::Undo);
        let told = text::hour::closed(self.language, &rolled, &onto, &undo);
        self.hour = None;
        let mut effects = self.arrive();
        if rolled.edits.is_empty() {
            // Nothing is changed, so there is nothing of it to take back.
            let words = text::hour::words(self.language);
            let is_closed = list.state() == ListState::Answered;
            let why = if is_closed { words.closed_already } else { words.nothing_to_close };
            self.message = Some(Message::Told(why.to_owned()));
            return effects;
        }
        effects.extend(self.send_told(Act::CloseHour, rolled.edits, told));
        effects
    }

    /// Leaves the hour; what is written down stays.
    fn leave_hour_by_hand(&mut self) -> Vec<Effect> {
        let mut effects = self.leave_hour();
        effects.extend(self.arrive());
        self.message = Some(Message::Told(text::hour::words(self.language).left.to_owned()));
        effects
    }

    /// The hour makes room for something else; what is written down stays on this host.
    pub(in crate::app) fn leave_hour(&mut self) -> Vec<Effect> {
        let effects = self.keep_answers_now();
        self.hour = None;
        effects
    }

    /// The list of the hour as others have made it.
    pub(super) fn hour_meanwhile(&mut self, list: QuestionList) -> Vec<Effect> {
        let ids = &mut self.ids;
        if let Some(state) = self.hour.as_mut().filter(|state| state.hour.list.record.id == list.record.id) {
            state.meanwhile(list, || ids.record());
        }
        Vec::new()
    }

    /// The name of a contact that is known here.
    fn known_contact(&self, id: Id) -> Option<String> {
        let guests = self.hour.as_ref().map(|state| state.hour.guests.as_slice()).unwrap_or_default();
        guests.iter().find(|(guest, _)| *guest == id).map(|(_, name)| name.clone())
    }
}
