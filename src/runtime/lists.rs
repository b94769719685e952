//! What the file answers to acts on question lists.

use chrono::NaiveDate;

use super::guest_sheet;
use crate::app::{AboutLists, OfLists};
use crate::domain::Language;
use crate::store::{Store, StoreError};

/// Answers one of these questions.
pub(super) fn answer(
    store: &Store,
    about: AboutLists,
    today: NaiveDate,
    language: Language,
) -> Result<OfLists, StoreError> {
    Ok(match about {
        AboutLists::State(id) => OfLists::State(store.question_list(id)?.map(Box::new)),
        AboutLists::Sheet(kind, id) => OfLists::Sheet(kind, store.guest_sheet(kind, id, today)?.map(Box::new)),
        AboutLists::WriteSheet(order) => match store.guest_sheet(order.of.0, order.of.1, today)? {
            Some(sheet) => {
                let written = guest_sheet::to_file(&sheet, &order, language, today);
                OfLists::SheetWritten(order, written)
            }
            None => OfLists::Sheet(order.of.0, None),
        },
    })
}
