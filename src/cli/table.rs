//! Rows in columns, for people: two blanks between columns, nothing but text.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

/// Writes rows with their columns below each other; columns that are empty in every row are left out.
pub(super) fn write(out: &mut dyn Write, rows: &[Vec<String>]) -> io::Result<()> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths).filter(|(_, width)| **width > 0) {
            let gap = width - cell.width();
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', gap + 2));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// A text as a cell: in one line.
pub(super) fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other_and_empty_ones_are_left_out() {
        let rows = [["1", "", "Jüchen", "a"], ["214", "", "日本", "b"]].map(|row| row.map(str::to_owned).to_vec());
        let mut out = Vec::new();
        write(&mut out, &rows).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "1    Jüchen  a\n214  日本    b\n");
    }
}
