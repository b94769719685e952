//! What a mail to a contact can be about: the open questions that a guest sheet for the person has too.

use chrono::NaiveDate;
use rusqlite::OptionalExtension;

use super::{Store, StoreError};
use crate::domain::question_list::Listed;
use crate::domain::{Field, Id, Kind, Letter, Record};

/// Questions that a mail asks at most: nobody answers more at once.
const QUESTIONS: usize = 40;
/// Questions of which the first are chosen.
const LOOKED_AT: usize = 200;

impl Store {
    /// What a mail to a contact can be about; `None` where there is no such contact any more.
    pub fn letter(&self, id: Id, today: NaiveDate) -> Result<Option<Letter>, StoreError> {
        let contact = self.record(Kind::Contact, id)?.filter(|contact| !contact.is_removed());
        let Some(contact) = contact else { return Ok(None) };
        let institution = contact.get(Field::Institution).as_link();
        let body = institution.map(|institution| self.called(institution)).transpose()?.flatten();
        let asked = self.asked(&contact, today)?;
        let mut found = Vec::new();
        for question in self.open_for(&asked)?.into_iter().take(LOOKED_AT) {
            found.extend(self.record(Kind::Question, question)?);
        }
        // By number, as they came, in both parts.
        found.sort_by_key(|question| !asked.is_theirs(question));
        // What somebody has put on a list for them comes before both, in the order of the list.
        let mut listed: Vec<Record> = Vec::new();
        for list in self.lists_for(&contact, None, &asked)? {
            let list = self.question_list(list)?.map(|list| list.listed).unwrap_or_default();
            for one in list.into_iter().filter(Listed::is_open) {
                if listed.iter().all(|other| other.id != one.question.id) {
                    listed.push(one.question);
                }
            }
        }
        found.retain(|question| listed.iter().all(|other| other.id != question.id));
        found.splice(..0, listed);
        let more = found.len() > QUESTIONS;
        found.truncate(QUESTIONS);
        let mut topics = Vec::new();
        for question in &found {
            topics.extend(self.topics_of("question", question.id)?);
        }
        if topics.is_empty() {
            topics = self.topics_of("contact", id)?;
        }
        let often = |topic: &String| topics.iter().filter(|other| *other == topic).count();
        // Of topics that are as frequent, the one that comes first.
        let topic = topics.iter().rev().max_by_key(|topic| often(topic)).cloned();
        let listed = |question: &Record| {
            Some((question.get(Field::Number).as_number()?, question.text(Field::Title).to_owned()))
        };
        let questions = found.iter().filter_map(listed).collect();
        Ok(Some(Letter { contact, body, topic, questions, more }))
    }

    /// What people call an institution: its short name, where it has one.
    pub(super) fn called(&self, institution: Id) -> Result<Option<String>, StoreError> {
        let sql = "SELECT coalesce(short_name, name) FROM institution WHERE id = ?1";
        Ok(self.connection.prepare_cached(sql)?.query_row([institution.0], |row| row.get(0)).optional()?)
    }

    /// The names of a record's topics, in the order of the topics.
    fn topics_of(&self, owner: &str, id: Id) -> Result<Vec<String>, StoreError> {
        let sql = format!(
            "SELECT name FROM topic JOIN {owner}_topic ON {owner}_topic.topic = topic.id
             WHERE {owner}_topic.{owner} = ?1 AND removed IS NULL ORDER BY topic.id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let names = statement.query_map([id.0], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::{Act, Change, IdSource, Value};

    #[test]
    fn a_mail_asks_what_is_open_for_the_person_and_for_nobody_else_there() {
        let mut store = Store::in_memory().unwrap();
        let topic = |id, name| Record::new(Kind::Topic, Id(id)).with(Field::Name, name);
        let body =
            |id| Record::new(Kind::Institution, Id(id)).with(Field::Name, "Landesamt").with(Field::Kind, "other");
        let contact = |id, body| {
            let contact = Record::new(Kind::Contact, Id(id)).with(Field::LastName, "Ahrens");
            contact.with(Field::Institution, Id(body)).with(Field::Topics, Value::links([Id(1)]))
        };
        let question = |id: i64, state: &str| {
            let question = Record::new(Kind::Question, Id(id)).with(Field::Title, format!("Frage {id}"));
            question.with(Field::State, state).with(Field::Topics, Value::links([Id(2)]))
        };
        let list = |id: i64, state, contact| {
            let list = Record::new(Kind::List, Id(id)).with(Field::Title, format!("Liste {id}"));
            list.with(Field::State, state).with(Field::Contact, Id(contact))
        };
        let on_list = |id, list, question| crate::domain::question_list::entry(Id(id), Id(list), Id(question));
        let records = [
            topic(1, "Hitze"),
            topic(2, "Wärme"),
            body(1),
            body(2),
            contact(1, 1),
            contact(2, 1),
            contact(3, 2),
            question(1, "inbox").with(Field::Contact, Id(1)),
            question(2, "answered").with(Field::Contact, Id(1)),
            question(3, "asked").with(Field::Contact, Id(2)),
            question(4, "assigned").with(Field::Institution, Id(1)),
            question(5, "inbox"),
            question(6, "inbox").with(Field::Institution, Id(1)).with(Field::Contact, Id(2)),
            question(7, "inbox").with(Field::Institution, Id(1)).with(Field::Topics, Value::links([Id(1)])),
            question(8, "inbox"),
            question(9, "answered"),
            list(1, "draft", 1).with(Field::Institution, Id(2)),
            list(2, "answered", 1),
            list(3, "sent", 2),
            on_list(1, 1, 8),
            on_list(2, 1, 4),
            on_list(3, 1, 9),
            on_list(4, 2, 5),
            on_list(5, 3, 3),
        ];
        let edits = records.iter().map(Record::create).collect();
        store.apply(&Change::new(IdSource::new(3).change(), Act::Create, edits)).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        // Not what a colleague was given; what stands on a list for them first, then theirs and what is on their topics.
        let letter = store.letter(Id(1), today).unwrap().unwrap();
        let numbers: Vec<i64> = letter.questions.iter().map(|(number, _)| *number).collect();
        assert_eq!((numbers, letter.topic.as_deref(), letter.more), (vec![8, 4, 1, 7], Some("Wärme"), false));
        let sheet = store.guest_sheet(Kind::Contact, Id(1), today).unwrap().unwrap();
        let on_sheet: BTreeSet<&str> = sheet.questions().map(|one| one.question.text(Field::Title)).collect();
        assert_eq!(on_sheet, letter.questions.iter().map(|(_, title)| title.as_str()).collect());
        let groups: Vec<_> = sheet.groups.iter().filter_map(|group| group.name.as_deref()).collect();
        assert_eq!(groups, ["Liste 1", "Hitze", "Wärme"]);
        let other = store.letter(Id(3), today).unwrap().unwrap();
        assert_eq!((other.questions.len(), other.topic.as_deref()), (0, Some("Hitze")));
        assert_eq!(store.letter(Id(9), today).unwrap(), None);
    }
}
