//! Whether something was asked before: the questions most like what is being typed, answered ones first.

use chrono::NaiveDate;
use rusqlite::OptionalExtension;

use super::{Store, StoreError};
use crate::domain::{AskedBefore, Field, Id, Kind, QuestionState, Record};

/// Questions that are named.
const NAMED: usize = 3;

/// Letters of an answer that are read.
const ANSWER: usize = 300;

/// How like a question has to be, from 0 to 1, before anybody is interrupted with it.
const LIKE: f64 = 0.18;

impl Store {
    /// The questions most like a text, where any is like enough: those with an answer first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn asked_before(&self, typed: &str, today: NaiveDate) -> Result<Vec<AskedBefore>, StoreError> {
        let (title, text) = typed.split_once('\n').unwrap_or((typed, ""));
        let question = Record::new(Kind::Question, Id(0)).with(Field::Title, title).with(Field::Text, text);
        let judged = self.judge(&question, today, NAMED * 2)?;
        let likely = judged.likes.into_iter().filter(|like| like.likeness >= LIKE);
        let mut before = Vec::new();
        for like in likely {
            let answer = self.last_answer(like.id)?;
            before.push(AskedBefore { id: like.id, number: like.number, title: like.title, state: like.state, answer });
        }
        before.retain(|before| !matches!(before.state, QuestionState::Declined | QuestionState::Duplicate));
        before.sort_by_key(|before| before.answer.is_none());
        before.truncate(NAMED);
        Ok(before)
    }

    fn last_answer(&self, question: Id) -> Result<Option<String>, StoreError> {
        let sql = format!(
            "SELECT substr(text, 1, {ANSWER}) FROM answer WHERE question = ?1 AND removed IS NULL
             ORDER BY given DESC, id DESC LIMIT 1"
        );
        Ok(self.connection.prepare_cached(&sql)?.query_row([question.0], |row| row.get(0)).optional()?)
    }
}
