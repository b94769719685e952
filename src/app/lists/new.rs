//! Putting questions on a list, also on one that is made in passing.

use crate::app::{Action, App, Effect, Message, Purpose};
use crate::dialogs::{Picker, Typed};
use crate::domain::propose::Choosing;
use crate::domain::{
    Act, Applied, Card, Change, Edit, Field, FieldType, Id, Kind, ListState, Record, What, entry, question_list,
};
use crate::text;

impl App {
    /// Asks for the list. The last entry makes one: for whom the question is meant, or under the typed name.
    pub(in crate::app) fn ask_list(&mut self, targets: Vec<Record>) -> Vec<Effect> {
        let addressee = match targets.as_slice() {
            [question] => self.addressee(question.id),
            _ => None,
        };
        let name = match &addressee {
            Some((_, _, name)) => text::question_list::title_for(self.language, name),
            None => text::question_list::title_of_day(self.language, self.today()),
        };
        let list = Record::new(Kind::List, self.ids.record()).with(Field::State, ListState::Draft);
        let list = match addressee {
            Some((field, Some(id), _)) => list.with(field, id),
            _ => list,
        };
        let what = text::question_list::words(self.language).new_list;
        let title = Action::PutOnList.label(self.language);
        let picker = Picker::records(title, Kind::List, false, false, None).with_typed(Typed::New { name, what });
        self.pick(picker, Purpose::PutOnList(targets, Box::new(list)))
    }

    pub(in crate::app) fn put_on_list(&mut self, targets: &[Record], list: Id) -> Vec<Effect> {
        let entries = targets.iter().map(|record| question_list::entry(self.ids.record(), list, record.id).create());
        let entries = entries.collect();
        self.do_questions(Act::PutOnList, targets, entries)
    }

    /// Makes the list and puts the questions on it, as one change.
    pub(in crate::app) fn put_on_new_list(&mut self, targets: &[Record], list: &Record, title: &str) -> Vec<Effect> {
        let Some(list) = self.titled(list, title) else { return Vec::new() };
        let mut edits = vec![list.create()];
        edits.extend(targets.iter().map(|record| question_list::entry(self.ids.record(), list.id, record.id).create()));
        self.do_questions(Act::PutOnList, targets, edits)
    }

    /// The new list under this title, as a form would take it; `None`, and a word about it, where it would not.
    pub(in crate::app) fn titled(&mut self, list: &Record, title: &str) -> Option<Record> {
        match entry::read(FieldType::Line, title, self.today()) {
            Ok(title) => Some(list.clone().with(Field::Title, title)),
            Err(problem) => {
                self.message = Some(Message::NotImported(text::entry_problem(self.language, &problem)));
                None
            }
        }
    }

    /// What is said where not all of the questions were put on a list, as they stood there already.
    pub(in crate::app) fn some_on_it_already(&self, change: &Change, applied: &Applied, undo: &str) -> Option<Message> {
        if change.act != Act::PutOnList {
            return None;
        }
        let put = entries(&applied.edits);
        let there = entries(&change.edits).checked_sub(put).filter(|there| *there > 0)?;
        Some(Message::Told(if applied.edits.is_empty() {
            text::question_list::words(self.language).on_it_already.to_owned()
        } else {
            text::question_list::put_on(self.language, put, there, undo)
        }))
    }

    /// Whom a question is meant for: the contact that was chosen, is proposed or stands in it, else its institution. A
    /// proposed post has a name only: a list has no field for it.
    fn addressee(&self, question: Id) -> Option<(Field, Option<Id>, String)> {
        if let Some(triage) = &self.triage {
            let chosen = triage.chosen();
            if let Some(Choosing::Contact(id, _)) = chosen.and_then(|chosen| chosen.part(Field::Contact)) {
                let name = chosen.and_then(|chosen| chosen.label(Field::Contact)).unwrap_or_default();
                return id.map(|id| (Field::Contact, Some(id), name.to_owned()));
            }
            let (card, _) = triage.card().filter(|(card, _)| card.record.id == question)?;
            if let Some(proposed) = triage.left().as_ref().and_then(|left| left.contact.proposed()) {
                let (kind, id) = proposed.value;
                return Some((Field::Contact, (kind == Kind::Contact).then_some(id), proposed.label.clone()));
            }
            return linked(card);
        }
        linked(self.browser().current_card().filter(|card| card.record.id == question)?)
    }
}

/// How many questions these edits put on lists.
fn entries(edits: &[Edit]) -> usize {
    edits.iter().filter(|edit| edit.kind == Kind::Entry && matches!(edit.what, What::Create(_))).count()
}

fn linked(card: &Card) -> Option<(Field, Option<Id>, String)> {
    [Field::Contact, Field::Institution].into_iter().find_map(|field| {
        let (_, names) = card.names.iter().find(|(named, _)| *named == field)?;
        let (id, name) = names.first()?;
        Some((field, Some(*id), name.clone()))
    })
}
