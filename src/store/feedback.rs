//! What the towns that asked are to be told: the answers to their questions, town by town.

use std::collections::BTreeMap;

use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension, params_from_iter};

use super::record::{label, linked_name};
use super::{Store, StoreError};
use crate::domain::feedback::{Feedback, ToldAnswer, ToldQuestion, Wanted};
use crate::domain::{Field, Id, Kind};

/// Answers that are looked at, the latest first: what is older nobody waits for.
const LOOKED_AT: i64 = 1000;

/// Questions that one mail holds: more nobody reads.
const QUESTIONS: usize = 40;

impl Store {
    /// What each town is to be told, in the order of their names; of one town where one is given.
    pub fn feedback(&self, wanted: Wanted, member: Option<Id>) -> Result<Vec<Feedback>, StoreError> {
        let (those, mut parameters) = match wanted {
            Wanted::Question(id) => ("question = ?", vec![Sql::from(id.0)]),
            // What has run out helps nobody any more.
            Wanted::Untold => ("given IS NOT NULL AND (valid_until IS NULL OR valid_until >= date('now'))", Vec::new()),
            Wanted::Since(day) => ("given >= ?", vec![Sql::from(day.to_string())]),
        };
        // A file of an older version, which is only read, has no notes of what was told.
        let told = if wanted == Wanted::Untold && self.has_answer_end()? {
            "AND NOT EXISTS (SELECT 1 FROM answer_told t WHERE t.answer = a.id AND t.member = m.member)"
        } else {
            ""
        };
        let only = if member.is_some() { "AND m.member = ?" } else { "" };
        parameters.extend(member.map(|member| Sql::from(member.0)));
        // Who has a question too wants to know the answer as much as who asked it.
        let sql = format!(
            "SELECT a.id, a.question, m.member FROM
                (SELECT id, question, given FROM answer WHERE removed IS NULL AND {those}
                    ORDER BY given DESC, id DESC LIMIT {LOOKED_AT}) a
             JOIN question q ON q.id = a.question AND q.removed IS NULL AND q.state <> 'duplicate'
             JOIN (SELECT question, member FROM question_asker UNION SELECT question, member FROM question_affected) m
                ON m.question = a.question
             WHERE 1 {told} {only} ORDER BY q.number, a.given, a.id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(parameters))?;
        let mut towns: BTreeMap<Id, Feedback> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (answer, question, member) = (Id(row.get(0)?), Id(row.get(1)?), Id(row.get(2)?));
            let town = match towns.entry(member) {
                std::collections::btree_map::Entry::Occupied(town) => town.into_mut(),
                std::collections::btree_map::Entry::Vacant(place) => place.insert(self.town(member)?),
            };
            self.tell(town, question, answer)?;
        }
        let mut towns: Vec<Feedback> = towns.into_values().filter(|town| town.count() > 0).collect();
        towns.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(towns)
    }

    fn town(&self, member: Id) -> Result<Feedback, StoreError> {
        let name = self.label(Kind::Member, member)?.unwrap_or_default();
        Ok(Feedback { member, name, mails: Default::default(), questions: Vec::new(), more: false })
    }

    fn tell(&self, town: &mut Feedback, question: Id, answer: Id) -> Result<(), StoreError> {
        if town.questions.last().is_none_or(|last| last.id != question) {
            if town.questions.len() == QUESTIONS {
                town.more = true;
                return Ok(());
            }
            let Some(record) = self.record(Kind::Question, question)? else { return Ok(()) };
            let mail = record.text(Field::Mail);
            // Whose address it is, is only sure where one town has asked.
            if !mail.is_empty() && record.get(Field::Askers).as_links() == [town.member].into() {
                town.mails.insert(mail.to_owned());
            }
            town.questions.push(ToldQuestion {
                id: question,
                number: record.get(Field::Number).as_number().unwrap_or_default(),
                title: record.text(Field::Title).to_owned(),
                answers: Vec::new(),
            });
        }
        let Some(record) = self.record(Kind::Answer, answer)? else { return Ok(()) };
        let names = format!(
            "SELECT coalesce({}, {}, {}), {} FROM answer a WHERE id = ?1",
            linked_name(Kind::Contact, "a.contact", 1, label),
            linked_name(Kind::Institution, "a.institution", 1, label),
            linked_name(Kind::Person, "a.person", 1, label),
            linked_name(Kind::Meeting, "a.meeting", 1, label),
        );
        let mut statement = self.connection.prepare_cached(&names)?;
        let names = statement.query_row([answer.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (by, meeting) = names.unwrap_or_default();
        if let Some(last) = town.questions.last_mut() {
            last.answers.push(ToldAnswer { record, by, meeting });
        }
        Ok(())
    }
}
