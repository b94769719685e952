//! Institutions: another name, and one that goes into another.

use super::AboutContacts;
use crate::app::{App, Effect, Purpose, Question, Sent};
use crate::dialogs::{Confirm, Dialog, Picker, Prompt, PromptKind};
use crate::domain::institution::{self, Merging};
use crate::domain::{Act, Change, Edit, Field, Id, Kind, Record};
use crate::text;

impl App {
    pub(super) fn ask_new_name(&mut self, institution: Record) -> Vec<Effect> {
        let words = text::posts::words(self.language);
        let given = institution.text(Field::Name).to_owned();
        let prompt = Prompt::new(words.new_name, words.new_name_hint, PromptKind::Line, &given).required();
        self.open(Dialog::Prompt(prompt), Purpose::Rename(Box::new(institution)))
    }

    pub(in crate::app) fn ask_new_short_name(&mut self, institution: Box<Record>, name: String) -> Vec<Effect> {
        let words = text::posts::words(self.language);
        let given = institution.text(Field::ShortName).to_owned();
        let prompt = Prompt::new(words.new_short_name, words.new_short_hint, PromptKind::Line, &given);
        self.open(Dialog::Prompt(prompt), Purpose::RenameShort(institution, name))
    }

    pub(in crate::app) fn ask_renamed_since(
        &mut self,
        institution: Box<Record>,
        name: String,
        short: String,
    ) -> Vec<Effect> {
        let is_same =
            institution.text(Field::Name) == name.trim() && institution.text(Field::ShortName) == short.trim();
        if is_same {
            self.message = Some(text::Message::Unchanged);
            return Vec::new();
        }
        self.ask_day(text::posts::words(self.language).since_when, Purpose::RenameSince(institution, name, short))
    }

    pub(in crate::app) fn rename(&mut self, institution: &Record, names: (&str, &str), typed: &str) -> Vec<Effect> {
        let since = self.day_typed(typed);
        let edits = institution::rename(institution, names.0, names.1, since);
        self.do_one(Act::Rename, edits)
    }

    pub(super) fn ask_merge(&mut self) -> Vec<Effect> {
        let Some((_, id)) = self.about(&[Kind::Institution]) else {
            let label = crate::app::Action::Merge.label(self.language);
            self.message.get_or_insert(text::Message::NotHere(label));
            return Vec::new();
        };
        let title = text::posts::words(self.language).merge_into;
        self.pick(Picker::records(title, Kind::Institution, false, false, None), Purpose::MergeInto(id))
    }

    pub(in crate::app) fn take_merge_into(&mut self, from: Id, into: Id) -> Vec<Effect> {
        vec![Effect::Ask(Question::Contacts(AboutContacts::Merging(from, into)))]
    }

    pub(super) fn ask_merge_day(&mut self, merging: Merging) -> Vec<Effect> {
        if let Err(why) = institution::merge(&merging, self.today()) {
            return self.tell(text::posts::unmergeable(self.language, why));
        }
        self.ask_day(text::posts::words(self.language).merge_day, Purpose::MergeDay(Box::new(merging)))
    }

    /// The look before: what moves, in numbers.
    pub(in crate::app) fn ask_whether_to_merge(&mut self, merging: Box<Merging>, typed: &str) -> Vec<Effect> {
        let on = self.day_typed(typed);
        let (question, consequence) = text::posts::merging(self.language, &merging, on);
        self.open(Dialog::Confirm(Confirm::new(question, consequence)), Purpose::Merge(merging, on))
    }

    pub(in crate::app) fn merge(&mut self, merging: &Merging, on: chrono::NaiveDate) -> Vec<Effect> {
        match institution::merge(merging, on) {
            Ok(edits) => self.do_one(Act::Merge, edits),
            Err(why) => self.tell(text::posts::unmergeable(self.language, why)),
        }
    }

    /// Sends an act of this part as one change.
    pub(super) fn do_one(&mut self, act: Act, edits: Vec<Edit>) -> Vec<Effect> {
        let change = Change::new(self.ids.change(), act, edits);
        self.send(change, Sent::Act)
    }
}
