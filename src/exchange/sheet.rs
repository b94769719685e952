//! Reads a table saved as text: encoding, separator and header row are found, not configured.
use std::collections::BTreeMap;

use thiserror::Error;

use super::encoding::decode;
use super::heads;
use super::records::{Record, records};

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 512 * 1024 * 1024;

/// The separator is judged by this many records.
const SAMPLE: usize = 60;

/// A table with its header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The column heads, trimmed.
    pub header: Vec<String>,
    /// The rows below the header that hold something, with at least as many cells as the header.
    pub rows: Vec<SheetRow>,
    /// Rows above the header, most often titles.
    pub above: Vec<SheetRow>,
    pub separator: char,
    pub encoding: &'static str,
    /// Rows below the header without any text.
    pub blank_rows: usize,
    /// NUL characters that were left out.
    pub nulls: usize,
    /// What is odd about single rows; all of them are in `rows` nevertheless.
    pub problems: Vec<RowProblem>,
}

/// A row as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// The line of the file in which the row begins, counted from 1.
    pub line: u64,
    /// Cells as written, line ends within them as `\n`.
    pub cells: Vec<String>,
}

/// Something odd about one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowProblem {
    pub line: u64,
    pub kind: RowProblemKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowProblemKind {
    /// Missing cells were added as empty ones.
    TooFewCells { found: usize, expected: usize },
    /// The cells beyond the header are kept at the end of the row.
    TooManyCells { found: usize, expected: usize },
    /// A quote was opened and not closed; the cell ends with its line.
    UnclosedQuote,
    /// Bytes that are no characters stand as U+FFFD.
    Unreadable,
}

/// Why a file is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SheetProblem {
    #[error("the file is empty")]
    Empty,
    #[error("not a text file: {0:?}")]
    Binary(BinaryKind),
    #[error("no header row")]
    NoHeader,
    #[error("too large: {bytes} bytes")]
    TooLarge { bytes: usize },
}

/// The kind of a file that holds no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BinaryKind {
    /// A zip archive, as .xlsx and .ods are.
    Zip,
    /// An old Office file (.xls, .doc, .msg).
    OldOffice,
    Pdf,
    Other,
}

/// Gives the table of a file.
///
/// # Errors
/// [`SheetProblem`], when there is no table. Odd rows are no error: see [`Sheet::problems`].
pub fn read(bytes: &[u8]) -> Result<Sheet, SheetProblem> {
    if bytes.len() > LARGEST {
        return Err(SheetProblem::TooLarge { bytes: bytes.len() });
    }
    if let Some(kind) = binary_kind(bytes) {
        return Err(SheetProblem::Binary(kind));
    }
    let decoded = decode(bytes);
    if decoded.text.trim().is_empty() {
        return Err(SheetProblem::Empty);
    }
    let (separator, text, first_line) = separator(&decoded.text);
    let mut above = Vec::new();
    let mut rest = records(text, separator).map(|mut record| {
        record.line += first_line;
        record
    });
    let header_at = heads::line(text, separator).ok_or(SheetProblem::NoHeader)?;
    let header = loop {
        let record = rest.next().ok_or(SheetProblem::NoHeader)?;
        if record.line == header_at + first_line {
            break record;
        }
        if !record.is_blank() {
            above.push(SheetRow { line: record.line, cells: record.cells });
        }
    };
    let width = header.filled_width();
    let mut sheet = Sheet {
        header: header.cells[..width].iter().map(|cell| cell.trim().to_owned()).collect(),
        rows: Vec::new(),
        above,
        separator,
        encoding: decoded.encoding,
        blank_rows: 0,
        nulls: decoded.nulls,
        problems: Vec::new(),
    };
    if header.unclosed {
        sheet.note(header.line, RowProblemKind::UnclosedQuote);
    }
    for record in rest {
        sheet.take(record, decoded.damaged);
    }
    Ok(sheet)
}

impl Sheet {
    fn note(&mut self, line: u64, kind: RowProblemKind) {
        self.problems.push(RowProblem { line, kind });
    }

    fn take(&mut self, mut record: Record, damaged: bool) {
        if record.is_blank() {
            self.blank_rows += 1;
            return;
        }
        let line = record.line;
        if record.unclosed {
            self.note(line, RowProblemKind::UnclosedQuote);
        }
        if damaged && record.cells.iter().any(|cell| cell.contains('\u{fffd}')) {
            self.note(line, RowProblemKind::Unreadable);
        }
        let expected = self.header.len();
        // Empty cells beyond the header come from formatted columns and say nothing.
        let found =
            if record.cells.len() > expected { record.filled_width().max(expected) } else { record.cells.len() };
        if found > expected {
            self.note(line, RowProblemKind::TooManyCells { found, expected });
        } else if found < expected {
            self.note(line, RowProblemKind::TooFewCells { found, expected });
        }
        record.cells.resize(found.max(expected), String::new());
        self.rows.push(SheetRow { line, cells: record.cells });
    }
}

fn binary_kind(bytes: &[u8]) -> Option<BinaryKind> {
    match bytes {
        [b'P', b'K', 3, 4, ..] => Some(BinaryKind::Zip),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(BinaryKind::OldOffice),
        [b'%', b'P', b'D', b'F', ..] => Some(BinaryKind::Pdf),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => None,
        _ => {
            // A stray NUL is reported and read over; a tenth of them is no text.
            let start = &bytes[..bytes.len().min(4096)];
            let nulls = start.iter().filter(|byte| **byte == 0).count();
            (nulls * 10 > start.len()).then_some(BinaryKind::Other)
        }
    }
}

/// The separator, the text that it separates, and how many lines stand above that.
fn separator(text: &str) -> (char, &str, u64) {
    // Excel's own note to itself.
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if let Some(sign) = first.trim_end().to_lowercase().strip_prefix("sep=")
        && let Some(sign) = sign.chars().next()
        && sign.is_ascii()
        && !sign.is_ascii_alphanumeric()
        && sign != '"'
    {
        return (sign, rest, 1);
    }
    let best =
        [';', '\t', ',', '|'].into_iter().rev().max_by_key(|separator| agreement(text, *separator)).unwrap_or(';');
    (best, text, 0)
}

/// How well a separator cuts the first records into rows of one width.
fn agreement(text: &str, separator: char) -> usize {
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    for record in records(text, separator).filter(|record| !record.is_blank()).take(SAMPLE) {
        *widths.entry(record.cells.len()).or_default() += 1;
    }
    let score = |(width, count): (usize, usize)| (width - 1) * count;
    widths.into_iter().map(score).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(sheet: &Sheet) -> Vec<Vec<&str>> {
        sheet.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect()
    }

    #[test]
    fn each_separator_is_recognised() {
        for separator in [';', ',', '\t', '|'] {
            let text = format!("Frage{separator}Ort\nWarum, und; wie?{separator}Kaarst\n")
                .replace("Warum, und; wie?", "\"Warum, und; wie?\"");
            let sheet = read(text.as_bytes()).unwrap();
            assert_eq!(sheet.separator, separator);
            assert_eq!(cells(&sheet), [["Warum, und; wie?", "Kaarst"]]);
        }
        let noted = read(b"sep=^\r\na^b\r\n1^2\r\n").unwrap();
        assert_eq!(noted.header, ["a", "b"]);
        assert_eq!((noted.separator, noted.rows[0].line), ('^', 3));
    }

    #[test]
    fn titles_and_blank_rows_above_the_header_are_passed() {
        let text = "Fragen der Allianz;;\r\n;;\r\nStand: heute;;\r\nNr.;Kommune;Frage\r\n1;NE;Was?\r\n;;\r\n";
        let sheet = read(text.as_bytes()).unwrap();
        assert_eq!(sheet.header, ["Nr.", "Kommune", "Frage"]);
        assert_eq!(sheet.above.len(), 2);
        assert_eq!(sheet.rows[0].line, 5);
        assert_eq!(sheet.blank_rows, 1);
    }

    #[test]
    fn odd_rows_are_kept_and_reported() {
        let text = "Nr;Ort;Frage\n1;NE\n2;NE;Was?;mehr\n3;NE;\"Wo?\n4;NE;Wer?;;\n";
        let sheet = read(text.as_bytes()).unwrap();
        assert_eq!(
            cells(&sheet),
            [vec!["1", "NE", ""], vec!["2", "NE", "Was?", "mehr"], vec!["3", "NE", "Wo?"], vec!["4", "NE", "Wer?"]]
        );
        let expected = 3;
        let problem = |line, kind| RowProblem { line, kind };
        assert_eq!(
            sheet.problems,
            [
                problem(2, RowProblemKind::TooFewCells { found: 2, expected }),
                problem(3, RowProblemKind::TooManyCells { found: 4, expected }),
                problem(4, RowProblemKind::UnclosedQuote),
            ]
        );
    }

    #[test]
    fn files_without_a_table_are_named() {
        assert_eq!(read(b""), Err(SheetProblem::Empty));
        assert_eq!(read(b"\xef\xbb\xbf \r\n"), Err(SheetProblem::Empty));
        assert_eq!(read(b"PK\x03\x04.."), Err(SheetProblem::Binary(BinaryKind::Zip)));
        assert_eq!(read(b"\xd0\xcf\x11\xe0\xa1\xb1"), Err(SheetProblem::Binary(BinaryKind::OldOffice)));
        assert_eq!(read(b"%PDF-1.7"), Err(SheetProblem::Binary(BinaryKind::Pdf)));
        assert_eq!(read(&[0, 1, 0, 2]), Err(SheetProblem::Binary(BinaryKind::Other)));
        assert_eq!(read(b";;\n;;\n"), Err(SheetProblem::NoHeader));
    }

    #[test]
    fn one_column_is_a_table_too() {
        let sheet = read("Frage\nWas?\nWie?\n".as_bytes()).unwrap();
        assert_eq!(sheet.header, ["Frage"]);
        assert_eq!(cells(&sheet), [["Was?"], ["Wie?"]]);
    }
}
