//! Splits separated text into records and cells, and finds quotes that were never closed.
//!
//! Written here instead of left to the `csv` crate because that one takes everything up to the end
//! of the file into a cell whose quote was not closed, without a word: one slip in row 5 and the
//! other rows are gone. Here such a cell ends with its line, and the slip is told.

/// What a scan found in one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// Where the record begins, counted in lines from 1.
    pub line: u64,
    pub cells: Vec<String>,
    /// A quote was opened and not closed, or closed amid text.
    pub unclosed: bool,
}

impl Record {
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// Cells up to the last one that holds something.
    pub(super) fn filled_width(&self) -> usize {
        let last = self.cells.iter().rposition(|cell| !cell.trim().is_empty());
        last.map_or(0, |last| last + 1)
    }
}

/// Gives the records of `text`, whose cells stand between `separator`s.
pub(super) fn records(text: &str, separator: char) -> Records<'_> {
    Records { text, separator, position: 0, line: 1 }
}

/// The iterator of [`records`].
pub(super) struct Records<'text> {
    text: &'text str,
    separator: char,
    position: usize,
    line: u64,
}

/// What stands behind a cell.
#[derive(PartialEq, Eq)]
enum Behind {
    Cell,
    Record,
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        if self.position >= self.text.len() {
            return None;
        }
        let mut record = Record { line: self.line, cells: Vec::new(), unclosed: false };
        loop {
            let (cell, sound, behind) = self.cell();
            record.cells.push(cell);
            record.unclosed |= !sound;
            if behind == Behind::Record {
                return Some(record);
            }
        }
    }
}

impl Records<'_> {
    fn cell(&mut self) -> (String, bool, Behind) {
        let rest = &self.text[self.position..];
        if !rest.starts_with('"') {
            let (cell, behind) = self.plain();
            return (cell, true, behind);
        }
        let Some(length) = quoted_length(rest) else {
            let (cell, behind) = self.plain();
            return (without_quote(&cell), false, behind);
        };
        let tail = &rest[length..];
        let ends_well = tail.is_empty() || tail.starts_with(self.separator) || tail.starts_with(['\r', '\n']);
        let quoted = &rest[1..length - 1];
        if !ends_well && quoted.contains(['\r', '\n']) {
            // The quote that seems to close this one belongs to a later record.
            let (cell, behind) = self.plain();
            return (without_quote(&cell), false, behind);
        }
        let mut cell = quoted.replace("\"\"", "\"");
        if cell.contains('\r') {
            self.line += line_ends(quoted);
            cell = cell.replace("\r\n", "\n").replace('\r', "\n");
        } else {
            self.line += quoted.bytes().filter(|byte| *byte == b'\n').count() as u64;
        }
        self.position += length;
        let (stray, behind) = self.plain();
        cell.push_str(&stray);
        (cell, ends_well, behind)
    }

    /// Takes the text up to the next separator or line end, and that too.
    fn plain(&mut self) -> (String, Behind) {
        let rest = &self.text[self.position..];
        let separator = self.separator;
        let end = rest.find([separator, '\n', '\r']).unwrap_or(rest.len());
        let cell = rest[..end].to_owned();
        let tail = &rest[end..];
        if tail.starts_with(separator) {
            self.position += end + separator.len_utf8();
            return (cell, Behind::Cell);
        }
        let line_end = if tail.starts_with("\r\n") { 2 } else { tail.len().min(1) };
        self.position += end + line_end;
        self.line += 1;
        (cell, Behind::Record)
    }
}

/// Bytes from an opening quote to its closing one, both included.
fn quoted_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut position = 1;
    loop {
        position += text[position..].find('"')?;
        if bytes.get(position + 1) != Some(&b'"') {
            return Some(position + 1);
        }
        position += 2;
    }
}

fn without_quote(cell: &str) -> String {
    cell.strip_prefix('"').unwrap_or(cell).replace("\"\"", "\"")
}

/// Line ends of all three kinds.
fn line_ends(text: &str) -> u64 {
    let all = text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    (all - text.matches("\r\n").count()) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u64, Vec<String>, bool)> {
        records(text, ';').map(|record| (record.line, record.cells, record.unclosed)).collect()
    }

    fn record(line: u64, cells: &[&str], unclosed: bool) -> (u64, Vec<String>, bool) {
        let cells = cells.iter().map(|cell| (*cell).to_owned()).collect();
        (line, cells, unclosed)
    }

    #[test]
    fn quotes_hold_separators_line_ends_and_quotes() {
        assert_eq!(
            read("a;\"b;\"\"c\"\"\nd\"\r\n;\r\n\"\";e\n"),
            [record(1, &["a", "b;\"c\"\nd"], false), record(3, &["", ""], false), record(4, &["", "e"], false),]
        );
        assert_eq!(read("a\rb"), [record(1, &["a"], false), record(2, &["b"], false)]);
        assert_eq!(read("\"a\r\nb\rc\";d\ne"), [record(1, &["a\nb\nc", "d"], false), record(4, &["e"], false)]);
        assert_eq!(read("a 3\" b;c"), [record(1, &["a 3\" b", "c"], false)]);
        assert_eq!(read("a;"), [record(1, &["a", ""], false)]);
        assert!(read("").is_empty());
    }

    #[test]
    fn an_unclosed_quote_ends_with_its_line() {
        assert_eq!(
            read("a;\"b\nc;d\ne;f"),
            [record(1, &["a", "b"], true), record(2, &["c", "d"], false), record(3, &["e", "f"], false),]
        );
        assert_eq!(read("a;\"b\nc;\"d\"\n"), [record(1, &["a", "b"], true), record(2, &["c", "d"], false)]);
        assert_eq!(read("\"a\" b;c"), [record(1, &["a b", "c"], true)]);
    }
}
