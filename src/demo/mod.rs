//! Realistic made data from a seed: a file to look at, to try things on, and to measure with.
//!
//! Towns, public bodies and programmes exist; people, their addresses and everything they do are invented.

mod applications;
mod bulk;
mod calendar;
mod cast;
mod chance;
mod contacts;
mod foundation;
mod lists;
mod lives;
mod meetings;
mod minutes;
mod preset;
mod projects;
mod questions;
mod schedule;
mod stage;
mod story;
mod table;
mod template;
mod wording;

use chrono::NaiveDate;

pub use preset::rhein_kreis_neuss;

use crate::domain::Change;

/// What to make. The same plan gives the same changes, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Where chance starts.
    pub seed: u64,
    /// The day on which somebody looks at the data; everything that happened lies before it.
    pub today: NaiveDate,
    /// How many questions.
    pub questions: u64,
    /// How many contacts.
    pub contacts: u64,
}

impl Plan {
    /// A plan of the size that one can look through: 240 questions, 120 contacts.
    pub const fn new(seed: u64, today: NaiveDate) -> Self {
        Self { seed, today, questions: 240, contacts: 120 }
    }
}

/// The changes of a plan, in the order in which they are to be committed, made as they are asked for.
///
/// Ids count from 1 in each kind; questions are created in the order of their ids, so that in an empty file their
/// numbers are their ids. The lower bound of the size hint is exact.
pub fn changes(plan: &Plan) -> impl Iterator<Item = Change> + use<> {
    story::Story::new(plan)
}
