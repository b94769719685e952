//! Finds the row with the heads of a table, below the titles that offices write above it.

use super::form;
use super::records::{Record, records};

/// The heads are looked for in this many rows that hold something.
const WITHIN: usize = 30;

/// The line of the row with the heads: the first that is as wide as the table, unless a row elsewhere has heads that
/// leave no doubt. Nothing where no row holds anything.
pub(super) fn line(text: &str, separator: char) -> Option<u64> {
    let rows = records(text, separator).filter(|record| !record.is_blank()).take(WITHIN);
    let rows: Vec<Row> = rows.map(|record| Row::of(&record)).collect();
    let usual = usual_width(&rows);
    let first_wide = rows.iter().position(|row| row.is_wide(usual));
    if let Some(row) = first_wide.and_then(|place| rows.get(place)).filter(|row| row.known > 0) {
        return Some(row.line);
    }
    let convincing = (0..rows.len()).find(|place| rows[*place].convinces(&rows[..*place]));
    // `Frage` alone above texts with commas: not as wide as these seem to be.
    let alone = || rows.iter().take(first_wide.unwrap_or(0)).position(|row| row.known > 0 && row.is_single);
    let place = convincing.or_else(alone).or(first_wide).or(Some(0));
    place.and_then(|place| rows.get(place)).map(|row| row.line)
}

/// What a row says of itself.
struct Row {
    line: u64,
    /// Cells that hold something.
    filled: usize,
    /// Cells up to the last of these.
    width: usize,
    /// Heads that are known, where they are enough to say what the table holds.
    known: usize,
    /// Whether it is one cell, without any separator.
    is_single: bool,
    /// Whether it names something and says it: `Stand:` and a day.
    is_label: bool,
}

impl Row {
    fn of(record: &Record) -> Self {
        let filled: Vec<&str> = record.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        let known = form::recognise(&record.cells).map_or(0, |found| found.columns.values().map(Vec::len).sum());
        let is_label = known == 0
            && filled.first().is_some_and(|cell| cell.ends_with(':'))
            && filled.iter().any(|cell| !cell.ends_with(':'));
        let (line, width, is_single) = (record.line, record.filled_width(), record.cells.len() == 1);
        Self { line, filled: filled.len(), width, known, is_single, is_label }
    }

    /// Whether it fills the table as heads do. Half is enough, as columns may have none; but two of four cells are a
    /// title and its day.
    fn is_wide(&self, usual: usize) -> bool {
        let half = if usual > 2 { self.filled * 2 > usual } else { self.filled * 2 >= usual };
        half && !self.is_label
    }

    /// Whether its heads leave no doubt although it is not where heads are looked for: several are known, and what
    /// stands above are no rows of a table, since these fill as many cells.
    fn convinces(&self, above: &[Row]) -> bool {
        let is_widest = above.iter().all(|row| row.filled < self.filled || row.is_label);
        let is_beyond_doubt = self.known == self.filled && self.known > 2;
        self.known > 1 && self.known * 2 >= self.filled && (is_widest || is_beyond_doubt)
    }
}

/// The width that most rows have, titles of one cell aside; the larger of two that are as frequent.
fn usual_width(rows: &[Row]) -> usize {
    let frequency = |width: usize| rows.iter().filter(|row| row.width == width).count();
    let widths = rows.iter().map(|row| row.width).filter(|width| *width > 1);
    widths.max_by_key(|width| (frequency(*width), *width)).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(text: &str) -> Option<u64> {
        line(text, ';')
    }

    #[test]
    fn a_known_head_amid_the_data_is_data() {
        assert_eq!(heads("Was;Woher;Wann\nWie?;NE;1.1.\nFrage;KA;2.1.\nWer?;RO;3.1.\n"), Some(1));
        assert_eq!(heads("Was;Woher;Wann\nWie?;NE;1.1.\nName;Telefon;bald\nWer?;RO;3.1.\n"), Some(1));
        assert_eq!(heads("Wer;Nummer\nFrau Frage;1\nKontakt;Telefon\n"), Some(1));
    }

    #[test]
    fn titles_above_known_heads_are_no_heads() {
        let table = "Nr.;Kommune;Frage\n1;NE;Was?\n2;KA;Wie?\n";
        for titles in ["Fragen;;\n", "Fragen\n", "Stand:;22.11.2026\nErstellt von:;A. Beispiel\n", "Stand:;heute;;\n"] {
            let line = titles.lines().count() as u64 + 1;
            assert_eq!(heads(&format!("{titles}{table}")), Some(line), "{titles}");
        }
        let two = "Liste der Fragen\nStand:;22.11.2026\nKommune;Frage\nNE;Was?\nKA;Wie?\n";
        assert_eq!(heads(two), Some(3));
        assert_eq!(heads("Amt 61;Haus 2;Raum 3\nNr.;Kommune;Frage\n1;NE;Was?\n"), Some(2));
    }

    #[test]
    fn titles_above_unknown_heads_are_no_heads() {
        assert_eq!(heads("Unsere Liste\n\nWas;Woher;Wann\nWie?;NE;1.1.\n"), Some(3));
        assert_eq!(heads("Liste;heute;;\nWas;Woher;Wann;Wie\na;b;c;d\ne;f;g;h\n"), Some(2));
        assert_eq!(heads("Was:;Woher:\nWie?;NE\n"), Some(1));
    }

    #[test]
    fn heads_that_are_missing_and_rows_that_are_broken_make_no_row_of_data_the_heads() {
        assert_eq!(heads("Was;;Wann;\na;b;c;\nd;e;f;\n"), Some(1));
        assert_eq!(heads("Was;Woher\na;b\nc;d\ne;f;g;h;i;j;k\n"), Some(1));
        assert_eq!(line("Frage\nWer, wo, was?\nWie, wann, warum?\n", ','), Some(1));
        assert_eq!(heads("a\n"), Some(1));
        assert_eq!(heads(";;\n"), None);
    }
}
