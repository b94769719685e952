//! A question list goes on: sent, answered, or back to a draft.

use crate::app::{Action, App, Effect, Purpose, Sent};
use crate::dialogs::{Entry, Pick, Picker};
use crate::domain::question_list::{self, QuestionList};
use crate::domain::{Act, Change, Choice, Edit, Field, ListState};
use crate::text;

impl App {
    /// Asks where the list is to stand.
    pub(super) fn ask_list_state(&mut self, list: Box<QuestionList>) -> Vec<Effect> {
        let now = list.state();
        let others = ListState::ALL.iter().enumerate().filter(|(_, state)| **state != now);
        let entries = others.map(|(place, state)| Entry {
            pick: Pick::Number(place),
            label: text::choice(self.language, Choice::ListState(*state)).to_owned(),
            short: Some(text::choice_mark(Choice::ListState(*state)).to_owned()),
            other: text::question_list::consequence(self.language, *state).to_owned(),
        });
        // What comes next is what is wanted most; going back stands last.
        let mut entries: Vec<Entry> = entries.collect();
        entries.sort_by_key(|entry| entry.pick == Pick::Number(0));
        let picker = Picker::entries(Action::ListState.label(self.language), entries);
        self.pick(picker, Purpose::ListState(list))
    }

    /// Sends the change that brings a list there.
    pub(super) fn go_list(&mut self, list: &QuestionList, to: ListState) -> Vec<Effect> {
        let (act, edits) = match to {
            ListState::Draft => (Act::DrawBackList, question_list::draw_back(list)),
            ListState::Sent => match question_list::ask(list, self.today()) {
                Ok(edits) => (Act::SendList, edits),
                Err(refusal) => return self.say(text::question_list::refusal(self.language, refusal)),
            },
            ListState::Answered => (Act::FinishList, question_list::answer(list)),
        };
        let undo = self.key_name(Action::Undo);
        let title = list.record.text(Field::Title);
        let told = text::question_list::gone(self.language, to, title, list.listed.len(), &undo);
        self.send_told(act, edits, told)
    }

    /// Sends a change of which people are told more than its name.
    pub(super) fn send_told(&mut self, act: Act, mut edits: Vec<Edit>, told: String) -> Vec<Effect> {
        edits.retain(|edit| !matches!(&edit.what, crate::domain::What::Set { from, to, .. } if from == to));
        let change = Change::new(self.ids.change(), act, edits);
        self.send(change, Sent::Told(told))
    }
}
