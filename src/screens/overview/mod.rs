//! The overview: what waits for whom, and what comes next.

mod view;

pub use view::{draw, lines};

use crate::domain::{Id, Kind, Overview};

/// The state of the overview.
#[derive(Clone, Debug, Default)]
pub struct OverviewState {
    /// What the file says.
    pub overview: Option<Overview>,
    /// The line under the cursor, among those that lead somewhere.
    pub cursor: usize,
}

/// A line of the overview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A heading.
    Heading(String),
    /// Something to go to.
    Entry {
        /// The day or the sign before it.
        mark: String,
        /// What it is.
        text: String,
        /// Where it leads.
        target: Target,
        /// Whether it is late.
        late: bool,
    },
    /// Said where there is nothing.
    Nothing(String),
    /// A blank line.
    Blank,
}

/// Where a line of the overview leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a record.
    Record(Kind, Id),
    /// Into triage.
    Triage,
    /// To a view.
    View(crate::screens::Tab, crate::screens::View),
}
