//! The plan: what becomes of each row and why, and the changes that carry it out.

use std::collections::BTreeMap;

use super::Input;
use crate::domain::{Act, Change, Edit, Field, Id, IdSource, Kind, OnConflict, Value, What};
use crate::exchange::form::Form;

/// Rows of one change: an import up to this size is one step of undo.
const ROWS_PER_CHANGE: usize = 500;

/// What an import will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What the rows are.
    pub form: Form,
    /// The file's name.
    pub name: String,
    /// One for each row that holds something, in the order of the file.
    pub rows: Vec<PlanRow>,
    /// Rows without any text.
    pub blank_rows: usize,
    /// Heads of columns that hold something and are not read.
    pub ignored_columns: Vec<String>,
    /// How many records of which kind come into being.
    pub new_records: BTreeMap<Kind, usize>,
}

/// What becomes of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRow {
    /// The line of the file in which it begins, counted from 1.
    pub line: u64,
    /// Which card of a file of cards it is, counted from 1.
    pub card: Option<u64>,
    /// What becomes of it.
    pub what: RowPlan,
    /// What it is called, or the beginning of what stands there.
    pub label: String,
    /// What is worth knowing about it.
    pub notes: Vec<RowNote>,
    /// What it does to the file.
    pub edits: Vec<Edit>,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowPlan {
    /// A record comes into being.
    Create {
        /// Its kind.
        kind: Kind,
        /// Its id.
        id: Id,
    },
    /// A record that is there changes.
    Change {
        /// Its kind.
        kind: Kind,
        /// Its id.
        id: Id,
        /// The fields, with what they hold now and what they will hold.
        fields: Vec<(Field, Value, Value)>,
    },
    /// The record is there and stays as it is.
    Same {
        /// Its kind.
        kind: Kind,
        /// Its id.
        id: Id,
    },
    /// The row is understood and left out.
    Skip(Skip),
    /// The row cannot be taken in.
    Unreadable(Unreadable),
}

/// Why a row is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Skip {
    /// The record was removed in Runde; it is not made again.
    Removed,
    /// The same row stands in this line already.
    Repeated {
        /// Counted from 1.
        line: u64,
    },
    /// It stands above the heads of the columns, as titles do.
    AboveHeads,
}

/// Why a row cannot be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// There is neither a question nor a title in it.
    NoText,
    /// It names nobody and nothing.
    NoName,
    /// A quote was opened and not closed.
    UnclosedQuote,
    /// It has more cells than the header, so nobody knows which is which.
    TooManyCells {
        /// Cells of the row.
        found: usize,
        /// Cells of the header.
        expected: usize,
    },
    /// Text outside the cards.
    OutsideCard,
    /// A text is longer than its field takes; or the row needs a record of a row for which that is so.
    TooLong {
        /// What the record is.
        kind: Kind,
        /// The field.
        field: Field,
        /// The most characters.
        most: usize,
    },
}

/// What is worth knowing about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowNote {
    /// No town of the alliance; the words stay visible.
    UnknownTown { written: String },
    /// An abbreviation of several towns; the words stay visible.
    AmbiguousTown { written: String },
    /// No date; the words stay visible.
    DateAsWords { kind: Kind, field: Field, written: String },
    /// No priority; the words stay visible.
    UnknownPriority { written: String },
    /// No topic of the alliance, or several; the words stay visible.
    UncertainTopic { written: String },
    /// Nobody is said to ask.
    NoMember,
    /// No day is given.
    NoDate,
    /// A person of a member comes into being.
    NewPerson { name: String },
    /// A topic comes into being.
    NewTopic { name: String },
    /// An institution comes into being.
    NewInstitution { name: String },
    /// Somebody joins a working group.
    NewMembership { name: String },
    /// Somebody belongs to the group and does not stand in the list any more; stays.
    NotListed { name: String },
    /// Another record may be the same; both stay.
    PossibleDuplicate { of: String },
    /// Somebody changed the field in Runde; what the file says is not taken.
    Conflict { kind: Kind, field: Field, here: Value, there: Value },
    /// The record had gone when an import was undone, and comes back.
    ComesBack,
    /// A program for sheets has made something else of a number; not taken.
    LostNumber { field: Field, written: String },
    /// A formula where an address or a number should stand; not taken.
    Formula { kind: Kind, field: Field, written: String },
    /// The row has fewer cells than the header.
    TooFewCells { found: usize, expected: usize },
    /// Bytes that are no characters.
    DamagedText,
    /// A card that was not closed; what it holds is read.
    NotClosed,
    /// A line of a card that cannot be read; left out.
    BrokenLine { line: u64 },
}

/// How many rows there are of each sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub created: usize,
    pub changed: usize,
    pub same: usize,
    pub skipped: usize,
    pub unreadable: usize,
    /// Rows with notes, whatever becomes of them.
    pub noted: usize,
    /// Fields that somebody changed in Runde and that therefore stay.
    pub conflicts: usize,
}

impl Plan {
    pub(super) fn new(input: &Input, rows: Vec<PlanRow>) -> Self {
        let mut new_records: BTreeMap<Kind, usize> = BTreeMap::new();
        for edit in rows.iter().flat_map(|row| &row.edits) {
            if let What::Create(_) = edit.what {
                *new_records.entry(edit.kind).or_default() += 1;
            }
        }
        Self {
            form: input.form,
            name: input.name.clone(),
            rows,
            blank_rows: input.blank_rows,
            ignored_columns: input.ignored_columns(),
            new_records,
        }
    }

    /// How many rows there are of each sort.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for row in &self.rows {
            *match row.what {
                RowPlan::Create { .. } => &mut counts.created,
                RowPlan::Change { .. } => &mut counts.changed,
                RowPlan::Same { .. } => &mut counts.same,
                RowPlan::Skip(_) => &mut counts.skipped,
                RowPlan::Unreadable(_) => &mut counts.unreadable,
            } += 1;
            counts.noted += usize::from(!row.notes.is_empty());
            counts.conflicts += row.notes.iter().filter(|note| matches!(note, RowNote::Conflict { .. })).count();
        }
        counts
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| row.edits.is_empty())
    }

    /// The changes that carry the plan out, in this order; one for up to 500 rows. What somebody else changes
    /// meanwhile stays and is reported by the store.
    pub fn changes(&self, ids: &mut IdSource) -> Vec<Change> {
        let busy: Vec<&PlanRow> = self.rows.iter().filter(|row| !row.edits.is_empty()).collect();
        let change = |rows: &[&PlanRow]| {
            let edits = rows.iter().flat_map(|row| row.edits.iter().cloned()).collect();
            Change { on_conflict: OnConflict::Leave, ..Change::new(ids.change(), Act::Import, edits) }
        };
        busy.chunks(ROWS_PER_CHANGE).map(change).collect()
    }
}
