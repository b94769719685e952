//! What the file answers to acts on question lists.

use chrono::NaiveDate;

use crate::app::{AboutLists, OfLists};
use crate::store::{Store, StoreError};

/// Answers one of these questions.
pub(super) fn answer(store: &Store, about: AboutLists, _today: NaiveDate) -> Result<OfLists, StoreError> {
    Ok(match about {
        AboutLists::State(id) => OfLists::State(store.question_list(id)?.map(Box::new)),
    })
}
