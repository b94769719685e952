//! What a mail to a contact can be about: the open questions for the person, the post or the institution.

use rusqlite::{OptionalExtension, params};

use super::{Store, StoreError};
use crate::domain::{Field, Id, Kind, Letter};

/// Questions that a mail asks at most: nobody answers more at once.
const QUESTIONS: usize = 40;

/// The open questions to a contact (?1), to its institution or to anybody there (?2), and to the posts that it holds.
/// Each way has an index of its own.
const OPEN: &str = "WITH wanted AS (
        SELECT id FROM question WHERE contact = ?1
        UNION SELECT id FROM question WHERE institution = ?2
        UNION SELECT question.id FROM contact JOIN question ON question.contact = contact.id
            WHERE contact.institution = ?2
        UNION SELECT question.id FROM tenure JOIN question ON question.post = tenure.post
            WHERE tenure.contact = ?1 AND tenure.removed IS NULL
            AND (tenure.until IS NULL OR tenure.until >= date('now')))
    SELECT id, number, title FROM question WHERE id IN (SELECT id FROM wanted)
    AND removed IS NULL AND state IN ('inbox', 'assigned', 'asked') ORDER BY number LIMIT ?3";

impl Store {
    /// What a mail to a contact can be about; `None` where there is no such contact any more.
    pub fn letter(&self, id: Id) -> Result<Option<Letter>, StoreError> {
        let contact = self.record(Kind::Contact, id)?.filter(|contact| !contact.is_removed());
        let Some(contact) = contact else { return Ok(None) };
        let institution = contact.get(Field::Institution).as_link();
        let named = "SELECT coalesce(short_name, name) FROM institution WHERE id = ?1";
        let body = match institution {
            Some(institution) => {
                self.connection.prepare_cached(named)?.query_row([institution.0], |row| row.get(0)).optional()?
            }
            None => None,
        };
        let mut statement = self.connection.prepare_cached(OPEN)?;
        let limit = i64::try_from(QUESTIONS + 1).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![id.0, institution.map(|id| id.0), limit], |row| {
            Ok((Id(row.get(0)?), row.get(1)?, row.get(2)?))
        })?;
        let mut found = rows.collect::<Result<Vec<(Id, i64, String)>, _>>()?;
        let more = found.len() > QUESTIONS;
        found.truncate(QUESTIONS);
        let mut topics = Vec::new();
        for (question, ..) in &found {
            topics.extend(self.topics_of("question", *question)?);
        }
        if topics.is_empty() {
            topics = self.topics_of("contact", id)?;
        }
        let often = |topic: &String| topics.iter().filter(|other| *other == topic).count();
        // Of topics that are as frequent, the one that comes first.
        let topic = topics.iter().rev().max_by_key(|topic| often(topic)).cloned();
        let questions = found.into_iter().map(|(_, number, title)| (number, title)).collect();
        Ok(Some(Letter { contact, body, topic, questions, more }))
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
    use super::*;
    use crate::domain::{Act, Change, IdSource, Record, Value};

    #[test]
    fn a_mail_asks_what_is_open_for_the_person_and_the_institution() {
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
        ];
        let edits = records.iter().map(Record::create).collect();
        store.apply(&Change::new(IdSource::new(3).change(), Act::Create, edits)).unwrap();
        let letter = store.letter(Id(1)).unwrap().unwrap();
        let numbers: Vec<i64> = letter.questions.iter().map(|(number, _)| *number).collect();
        assert_eq!((numbers, letter.topic.as_deref(), letter.more), (vec![1, 3, 4], Some("Wärme"), false));
        let other = store.letter(Id(3)).unwrap().unwrap();
        assert_eq!((other.questions.len(), other.topic.as_deref()), (0, Some("Hitze")));
        assert_eq!(store.letter(Id(9)).unwrap(), None);
    }
}
