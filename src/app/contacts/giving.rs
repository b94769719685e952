//! Questions go to a contact, and with them to the post that the contact holds.

use crate::app::{App, Effect, Purpose};
use crate::dialogs::{Entry, Pick, Picker};
use crate::domain::post::{self, HeldPost};
use crate::domain::{Act, Field, Id, Record};
use crate::text;

impl App {
    /// Gives questions to a contact in the post that fits; asks for the post where that is not clear.
    pub(super) fn give(&mut self, contact: Id, held: &[HeldPost], questions: Vec<Record>) -> Vec<Effect> {
        let fits = |question: &Record| post::fitting(held, &question.get(Field::Topics).as_links());
        if held.len() > 1 && questions.iter().any(|question| fits(question).is_none()) {
            let entry = |post: &HeldPost| Entry {
                pick: Pick::Record(post.id),
                label: post.name.clone(),
                short: None,
                other: String::new(),
            };
            let title = text::posts::words(self.language).for_which_post;
            let picker = Picker::entries(title, held.iter().map(entry).collect()).clearable(true);
            return self.pick(picker, Purpose::GiveInPost(contact, questions));
        }
        if self.choose_contact(contact, questions.first().and_then(fits), &questions) {
            return Vec::new();
        }
        self.each(Act::SetContact, &questions, |question| Ok(post::give(question, Some(contact), fits(question))))
    }

    /// Gives questions to a contact in this post, or in none.
    pub(in crate::app) fn give_in(&mut self, contact: Id, post: Option<Id>, questions: &[Record]) -> Vec<Effect> {
        if self.choose_contact(contact, post, questions) {
            return Vec::new();
        }
        self.each(Act::SetContact, questions, |question| Ok(post::give(question, Some(contact), post)))
    }
}
