//! Reads the word files: a row per line, cells between bars, `#` before a remark.

/// One row of a word file.
pub(super) struct Row(Vec<&'static str>);

impl Row {
    /// A cell, empty where the row is shorter.
    pub(super) fn cell(&self, column: usize) -> &'static str {
        self.0.get(column).copied().unwrap_or_default()
    }

    /// The parts of a cell.
    pub(super) fn parts(&self, column: usize, between: char) -> impl Iterator<Item = &'static str> + use<> {
        self.cell(column).split(between).map(str::trim).filter(|part| !part.is_empty())
    }

    /// A cell as a number; nothing where it holds none.
    pub(super) fn number(&self, column: usize) -> Option<i64> {
        self.cell(column).parse().ok()
    }
}

/// The rows of a word file.
pub(super) fn rows(text: &'static str) -> impl Iterator<Item = Row> {
    text.lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| Row(line.split('|').map(str::trim).collect()))
}
