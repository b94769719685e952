//! Import as a plan: from the bytes of a file, over a plan that people can read, to changes. Pure.
//!
//! Nothing of a file is dropped silently: every row is in the plan, with what becomes of it and why.

mod address_book;
mod asked;
mod contacts;
mod damaged;
mod desk;
mod groups;
mod input;
mod institutions;
mod known;
mod length;
mod matching;
mod members;
mod memberships;
mod merge;
mod names;
mod odd;
mod parts;
mod pile;
mod plan;
mod questions;
mod returned;
mod source;
mod title;
mod topics;

use chrono::NaiveDate;

use super::form::Form;
use crate::domain::IdSource;
use desk::Desk;
use input::Content;

pub use input::{ImportProblem, Input, read};
pub use known::{ContactMark, Known, QuestionMark, Seen};
pub use plan::{Counts, Plan, PlanRow, RowNote, RowPlan, Skip, Unreadable};
pub use source::{Source, text_hash};

/// Says row by row what an import would do, and does nothing.
///
/// # Errors
/// What `known` reports when it cannot be read.
pub fn plan<K: Known>(input: &Input, known: &K, ids: &mut IdSource, today: NaiveDate) -> Result<Plan, K::Error> {
    let mut desk = Desk::new(known, ids, today)?;
    let mut rows = match (&input.content, input.form) {
        (Content::Sheet { sheet, mapping }, Form::Questions) => {
            questions::rows(&mut desk, sheet, mapping, &input.name)?
        }
        (Content::Sheet { sheet, mapping }, Form::Groups) => groups::rows(&mut desk, sheet, mapping)?,
        (Content::Sheet { sheet, mapping }, Form::Contacts) => {
            contacts::rows(&mut desk, pile::Pile::of_sheet(sheet, mapping), &input.name)?
        }
        (Content::Cards(cards), _) => contacts::rows(&mut desk, pile::Pile::of_cards(cards), &input.name)?,
    };
    if let Content::Sheet { sheet, .. } = &input.content {
        rows.splice(0..0, sheet.above.iter().map(odd::above));
    }
    length::refuse(&mut rows);
    Ok(Plan::new(input, rows))
}
