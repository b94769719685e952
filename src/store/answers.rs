//! Answers that have run out: their questions come back to the inbox to be checked again. Nobody writes when the day
//! comes: the file knows each question's last valid day, and whoever reads compares it with today.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};

use super::fact::{day, text};
use super::record::{label, linked_name};
use super::{Store, StoreError};
use crate::domain::fact::Fact;
use crate::domain::{Id, Kind};

/// Questions to be checked again at most, those first whose answer ran out last: each needs a look at its question,
/// somewhere in the file, and the others move up as these are dealt with.
const LOOKED_AT: usize = 300;

/// The same as the table `answer_end`, in a file of an older version that is only read.
const WITHOUT_TABLE: &str = "SELECT question, max(valid_until) AS until FROM answer
    WHERE removed IS NULL AND question IN (SELECT question FROM answer WHERE valid_until IS NOT NULL)
    GROUP BY question HAVING count(*) = count(valid_until)";

impl Store {
    /// Whether the file keeps for each question how long its answers are valid; an older one that is only read does not.
    pub(super) fn has_answer_end(&self) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM sqlite_schema WHERE name = 'answer_end'";
        Ok(self.connection.prepare_cached(sql)?.exists([])?)
    }

    /// The ids of the questions whose last valid answer has run out on a day and that do not sleep, as SQL.
    pub(super) fn to_check_again(&self, today: NaiveDate) -> Result<String, StoreError> {
        let ends = if self.has_answer_end()? { "answer_end".to_owned() } else { format!("({WITHOUT_TABLE})") };
        Ok(format!(
            "SELECT id FROM (SELECT q.id FROM {ends} e CROSS JOIN question q ON q.id = e.question
             WHERE e.until < '{today}' AND q.state = 'answered' AND q.removed IS NULL
             AND (q.snooze IS NULL OR q.snooze_until <= '{today}') ORDER BY e.until DESC LIMIT {LOOKED_AT})"
        ))
    }

    /// The latest answer to a question that is still valid.
    pub(super) fn valid_answer(&self, question: Id, today: NaiveDate) -> Result<Option<String>, StoreError> {
        let sql = "SELECT text FROM answer WHERE question = ?1 AND removed IS NULL
            AND (valid_until IS NULL OR valid_until >= ?2) ORDER BY given DESC, id DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(params![question.0, today.to_string()], |row| row.get(0)).optional()?)
    }

    /// What is to be known of a question that was answered: its last answer, and whether that is still valid.
    pub(super) fn facts_of_question(&self, id: Id, today: NaiveDate) -> Result<Vec<Fact>, StoreError> {
        let contact = linked_name(Kind::Contact, "a.contact", 1, label);
        let person = linked_name(Kind::Person, "a.person", 1, label);
        // One without an end is valid for longer than any other.
        let sql = format!(
            "SELECT a.id, a.text, a.given, coalesce({contact}, {person}), a.valid_until,
                q.state = 'answered' AND (q.snooze IS NULL OR q.snooze_until <= '{today}'), a.contact
             FROM answer a JOIN question q ON q.id = a.question WHERE a.question = ?1 AND a.removed IS NULL
             ORDER BY a.valid_until IS NOT NULL, a.valid_until DESC, a.given DESC, a.id DESC LIMIT 1"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_row([id.0], |row| {
            let until = day(row, 4)?;
            Ok(until.filter(|until| *until < today).map(|until| {
                Ok::<_, rusqlite::Error>(Fact::RanOut {
                    answer: Id(row.get(0)?),
                    text: text(row, 1)?,
                    given: day(row, 2)?,
                    by: row.get(3)?,
                    until,
                    is_open: row.get(5)?,
                    contact: row.get::<_, Option<i64>>(6)?.map(Id),
                })
            }))
        });
        match found.optional()?.flatten() {
            Some(fact) => Ok(vec![fact?]),
            None => Ok(Vec::new()),
        }
    }
}
