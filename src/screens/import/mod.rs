//! Looking at what an import would do, row by row, before it is done.

mod view;

pub use view::draw;

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
}

/// The state of the preview.
#[derive(Clone, Debug, Default)]
pub struct ImportState {
    /// What would be done; none while the file is read.
    pub preview: Option<Preview>,
    /// The selected row.
    pub selected: usize,
    /// Whether it is being done.
    pub running: bool,
}

impl ImportState {
    /// Moves the selection.
    pub fn step(&mut self, by: isize) {
        let rows = self.preview.as_ref().map_or(0, |preview| preview.rows.len());
        self.selected = self.selected.saturating_add_signed(by).min(rows.saturating_sub(1));
    }
}
