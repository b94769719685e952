//! Taking a proposal: what of it a question has not got yet, and the edits that give it that.

use super::{Certainty, Part, Proposal};
use crate::domain::post;
use crate::domain::question::{self, Refusal};
use crate::domain::{Edit, Field, Id, Kind, QuestionState, Record};

impl Proposal {
    /// What would be taken: the parts that are proposed and that nobody has decided yet. A sure duplicate is joined,
    /// and then needs nothing else; a likely one stays for people to look at.
    #[must_use]
    pub fn left(&self, question: &Record, is_on_list: bool) -> Self {
        let state = question::state(question);
        if !question::is_open(state) {
            return Self::default();
        }
        let joins = state == QuestionState::Inbox && self.duplicate_of.certainty > Certainty::None;
        let duplicate_of = if joins { self.duplicate_of.clone() } else { Part::default() };
        if duplicate_of.certainty == Certainty::Sure {
            return Self { duplicate_of, ..Self::default() };
        }
        let is_unknown = |field| question.get(field).is_unknown();
        let asks_nobody = is_unknown(Field::Contact) && is_unknown(Field::Post) && is_unknown(Field::Institution);
        Self {
            group: self.group.clone().only_if(is_unknown(Field::Group)),
            topic: self.topic.clone().only_if(question.get(Field::Topics).as_links().is_empty()),
            contact: self.contact.clone().only_if(asks_nobody),
            post: self.post.filter(|_| asks_nobody),
            priority: self.priority.clone().only_if(is_unknown(Field::Priority)),
            list: self.list.clone().only_if(!is_on_list),
            duplicate_of,
            nearest: Vec::new(),
        }
    }

    /// Whether there is anything to take; a duplicate that is only likely is not.
    pub fn takes_anything(&self) -> bool {
        let parts = [&self.group, &self.topic, &self.list].into_iter().any(|part| part.proposed().is_some());
        parts || self.contact.proposed().is_some() || self.priority.proposed().is_some() || self.joins().is_some()
    }

    /// The question to which taking it would join the one that is judged.
    pub fn joins(&self) -> Option<Id> {
        let sure = self.duplicate_of.certainty == Certainty::Sure;
        self.duplicate_of.candidates.first().filter(|_| sure).map(|kept| kept.value)
    }

    /// The question of which the one that is judged is the likeliest to be a duplicate, however likely that is.
    pub fn points_at(&self) -> Option<Id> {
        self.duplicate_of.candidates.first().map(|kept| kept.value)
    }

    /// The edits that take everything but a duplicate. `entry` is the id of the entry of a list, where one is made.
    ///
    /// # Errors
    /// Where the state of the question does not allow it.
    pub fn edits(&self, question: &Record, entry: Id) -> Result<Vec<Edit>, Refusal> {
        let mut edits = Vec::new();
        if let Some(group) = self.group.proposed() {
            edits.extend(question::assign(question, group.value)?);
        }
        if let Some(topic) = self.topic.proposed() {
            edits.push(question.link(Field::Topics, topic.value, true));
        }
        if let Some(contact) = self.contact.proposed() {
            let (kind, id) = contact.value;
            let (contact, post) = if kind == Kind::Post { (None, Some(id)) } else { (Some(id), self.post) };
            edits.extend(post::give(question, contact, post));
        }
        if let Some(priority) = self.priority.proposed() {
            edits.extend(question::prioritise(question, priority.value));
        }
        if let Some(list) = self.list.proposed() {
            let entry = Record::new(Kind::Entry, entry);
            edits.push(entry.with(Field::List, list.value).with(Field::Question, question.id).create());
        }
        Ok(edits)
    }
}

impl<T> Part<T> {
    fn only_if(self, wanted: bool) -> Self {
        if wanted && self.certainty > Certainty::None { self } else { Self::default() }
    }
}
