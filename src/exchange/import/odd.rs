//! What is odd about the rows of a sheet, and which of them can be trusted nevertheless.

use std::collections::HashMap;

use super::title::cut;
use super::{PlanRow, RowNote, RowPlan, Skip, Unreadable};
use crate::exchange::form::{Column, Mapping};
use crate::exchange::sheet::{RowProblemKind, Sheet, SheetRow};

/// What is odd about the rows of a sheet, by line.
pub(super) fn oddities(sheet: &Sheet) -> HashMap<u64, Vec<RowProblemKind>> {
    let mut oddities: HashMap<u64, Vec<RowProblemKind>> = HashMap::new();
    for problem in &sheet.problems {
        oddities.entry(problem.line).or_default().push(problem.kind);
    }
    oddities
}

/// What is odd about a row, and whether that leaves anything to trust.
pub(super) fn odd(oddities: &[RowProblemKind]) -> Result<Vec<RowNote>, RowPlan> {
    oddities
        .iter()
        .map(|oddity| match *oddity {
            RowProblemKind::UnclosedQuote => Err(RowPlan::Unreadable(Unreadable::UnclosedQuote)),
            RowProblemKind::TooManyCells { found, expected } => {
                Err(RowPlan::Unreadable(Unreadable::TooManyCells { found, expected }))
            }
            RowProblemKind::TooFewCells { found, expected } => Ok(RowNote::TooFewCells { found, expected }),
            RowProblemKind::Unreadable => Ok(RowNote::DamagedText),
        })
        .collect()
}

/// What a row that cannot be taken in begins with.
pub(super) fn raw_label(mapping: &Mapping, row: &SheetRow) -> String {
    let text = mapping.cell(row, Column::Text);
    if text.is_empty() { shown(&row.cells.join(" ")) } else { shown(text) }
}

/// A row above the heads: nobody knows what its cells mean, and nobody is to think that it was read.
pub(super) fn above(row: &SheetRow) -> PlanRow {
    let (what, label) = (RowPlan::Skip(Skip::AboveHeads), shown(&row.cells.join(" ")));
    PlanRow { line: row.line, card: None, what, label, notes: Vec::new(), edits: Vec::new() }
}

fn shown(text: &str) -> String {
    let words = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect::<String>();
    cut(&words.split_whitespace().collect::<Vec<_>>().join(" "), 90)
}
