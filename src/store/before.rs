//! Whether something that is being typed was asked before.

use chrono::NaiveDate;

use super::{Store, StoreError};
use crate::domain::{Field, Id, Kind, Like, QuestionState, Record};

/// Questions that are named.
const NAMED: usize = 3;

/// How like a question has to be, from 0 to 1, before anybody is interrupted with it.
const LIKE: f64 = 0.18;

impl Store {
    /// The questions most like a text, where any is like enough: those with a valid answer first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn likely_before(&self, typed: &str, today: NaiveDate) -> Result<Vec<Like>, StoreError> {
        let (title, text) = typed.split_once('\n').unwrap_or((typed, ""));
        let question = Record::new(Kind::Question, Id(0)).with(Field::Title, title).with(Field::Text, text);
        let mut before = self.asked_before(&question, today, NAMED * 2)?;
        before.retain(|like| {
            like.likeness >= LIKE && !matches!(like.state, QuestionState::Declined | QuestionState::Duplicate)
        });
        before.truncate(NAMED);
        Ok(before)
    }
}
