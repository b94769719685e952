//! Looking at what an import would do, row by row, before it is done.

mod view;

use std::collections::BTreeSet;

pub use view::draw;

use crate::domain::leaving_out;
use crate::exchange::column::Column;
use crate::exchange::form::{Form, Mapping};

/// What became of looking at a file.
#[derive(Clone, Debug)]
pub enum Planned {
    /// What importing it would do.
    Preview(Preview),
    /// A sheet whose heads say nothing: somebody has to say what its columns hold.
    Unknown(ByHand),
    /// Why it cannot be imported, in the words of the reader.
    Refused(String),
}

/// What the columns of a sheet hold, as somebody says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHand {
    /// The file.
    pub path: String,
    /// What its rows are.
    pub form: Option<Form>,
    /// The heads of its columns.
    pub header: Vec<String>,
    /// Its first row.
    pub sample: Vec<String>,
    /// What each column holds.
    pub columns: Vec<Option<Column>>,
}

impl ByHand {
    /// A sheet of which nothing was said yet.
    pub fn new(path: String, header: Vec<String>, sample: Vec<String>) -> Self {
        let columns = vec![None; header.len()];
        Self { path, form: None, header, sample, columns }
    }

    /// Says what the rows are; columns that the heads give away are filled.
    pub fn set_form(&mut self, form: Form) {
        self.form = Some(form);
        if let Some(mapping) = Mapping::likely(form, &self.header) {
            for (column, positions) in mapping {
                for position in positions {
                    self.columns[position] = Some(column);
                }
            }
        }
    }

    /// The mapping as `--map` takes it; none while nothing is said.
    pub fn mapping(&self) -> Option<String> {
        let said = self.columns.iter().zip(&self.header);
        let pairs: Vec<String> =
            said.filter_map(|(column, head)| Some(format!("{}={head}", (*column)?.name()))).collect();
        (!pairs.is_empty()).then(|| pairs.join(","))
    }
}

/// What importing a file would do, in the words of the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The file.
    pub path: String,
    /// What the rows come to: how many of which sort.
    pub totals: Vec<String>,
    /// Every row of the file.
    pub rows: Vec<PreviewRow>,
    /// How many records would be made or changed.
    pub changes: usize,
}

/// What becomes of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewRow {
    /// The line of the file in which it begins.
    pub line: u64,
    /// What becomes of it: new, changed, the same, skipped, unreadable.
    pub what: String,
    /// What it is about.
    pub label: String,
    /// What has to be said of it.
    pub notes: Vec<String>,
    /// Whether somebody should look.
    pub is_odd: bool,
    /// Whether it would change the file.
    pub is_change: bool,
    /// The rows, by their place, without which it cannot be taken in.
    pub needs: BTreeSet<usize>,
}

/// The state of the preview.
#[derive(Clone, Debug, Default)]
pub struct ImportState {
    /// What would be done; none while the file is read.
    pub preview: Option<Preview>,
    /// The selected row.
    pub selected: usize,
    /// The rows that somebody leaves out, by their place.
    pub left_out: BTreeSet<usize>,
    /// Whether it is being done.
    pub running: bool,
}

impl ImportState {
    /// Leaves the selected row out, or takes it in again. False where it changes nothing anyway.
    pub fn toggle(&mut self) -> bool {
        let row = self.preview.as_ref().and_then(|preview| preview.rows.get(self.selected));
        if !row.is_some_and(|row| row.is_change) {
            return false;
        }
        if self.all_left_out().contains(&self.selected) {
            // With a row come those that it builds on.
            let rows = self.preview.as_ref().map(|preview| preview.rows.as_slice()).unwrap_or_default();
            let (mut wanted, mut seen) = (vec![self.selected], BTreeSet::new());
            while let Some(place) = wanted.pop() {
                if seen.insert(place) {
                    self.left_out.remove(&place);
                    wanted.extend(&rows[place].needs);
                }
            }
        } else {
            self.left_out.insert(self.selected);
        }
        true
    }

    /// The rows that are left out, with those that build on them.
    pub fn all_left_out(&self) -> BTreeSet<usize> {
        let rows = self.preview.as_ref().map(|preview| preview.rows.as_slice()).unwrap_or_default();
        let needs: Vec<BTreeSet<usize>> = rows.iter().map(|row| row.needs.clone()).collect();
        let left = leaving_out::with_dependants(&needs, &self.left_out);
        left.into_iter().filter(|place| rows[*place].is_change).collect()
    }

    /// Whether anything would be done.
    pub fn does_anything(&self) -> bool {
        let rows = self.preview.as_ref().map(|preview| preview.rows.as_slice()).unwrap_or_default();
        let left = self.all_left_out();
        rows.iter().enumerate().any(|(place, row)| row.is_change && !left.contains(&place))
    }

    /// Moves the selection.
    pub fn step(&mut self, by: isize) {
        let rows = self.preview.as_ref().map_or(0, |preview| preview.rows.len());
        self.selected = self.selected.saturating_add_signed(by).min(rows.saturating_sub(1));
    }
}
