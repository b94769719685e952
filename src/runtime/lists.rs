//! What the file answers to acts on question lists.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::guest_sheet;
use crate::app::{AboutLists, OfLists};
use crate::domain::{Choosable, Kind, Language};
use crate::store::{Store, StoreError};
use crate::text;

/// Answers one of these questions.
pub(super) fn answer(
    store: &Store,
    about: AboutLists,
    today: NaiveDate,
    language: Language,
) -> Result<OfLists, StoreError> {
    Ok(match about {
        AboutLists::State(id) => OfLists::State(store.question_list(id)?.map(Box::new)),
        AboutLists::Hour(Kind::Meeting, id) => {
            let lists = store.lists_of_meeting(id)?;
            match lists.as_slice() {
                [only] => OfLists::Hour(store.hour(*only)?.map(Box::new)),
                _ => OfLists::Hours(store.names(Kind::List, &lists)?),
            }
        }
        AboutLists::Hour(_, id) => OfLists::Hour(store.hour(id)?.map(Box::new)),
        AboutLists::HourMeanwhile(id) => {
            OfLists::HourMeanwhile(store.list_in_full(id, &mut BTreeMap::new())?.map(Box::new))
        }
        AboutLists::Closing(id) => OfLists::Closing(store.closing(id, today)?.map(Box::new)),
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

/// The same with the state of each, where they are lists: whoever puts a question on one has to know what is out.
pub(super) fn with_states(
    store: &Store,
    kind: Kind,
    mut items: Vec<Choosable>,
    language: Language,
) -> Result<Vec<Choosable>, StoreError> {
    if kind == Kind::List {
        for item in &mut items {
            let list = store.record(kind, item.id)?;
            item.other = list.map(|list| text::question_list::standing(language, &list)).unwrap_or_default();
        }
    }
    Ok(items)
}
