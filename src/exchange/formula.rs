//! Cells that programs for sheets run as formulas: made harmless on the way out, and never taken for what they look
//! like on the way in.

use std::borrow::Cow;

/// What makes a cell text for these programs.
const GUARD: char = '\'';

/// The cell, with an apostrophe in front of it where it would be run.
pub(super) fn guarded(cell: &str) -> Cow<'_, str> {
    // One that begins with the apostrophe itself gets another, so that taking one off is always right.
    if runs(cell.trim_start_matches(GUARD)) { Cow::Owned(format!("{GUARD}{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell as it was before it was [`guarded`].
pub(super) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix(GUARD).filter(|rest| runs(rest.trim_start_matches(GUARD))).unwrap_or(cell)
}

/// Whether a cell is a formula, and nothing that people have typed as text.
pub(super) fn is_formula(cell: &str) -> bool {
    cell.trim_start().starts_with(['=', '＝'])
}

/// What a cell shows: of a link that is written out as a formula, `=HYPERLINK("mailto:x@example.org";"x@example.org")`,
/// its text; of everything else, what stands there.
pub(super) fn shown(cell: &str) -> &str {
    link_text(cell.trim()).unwrap_or(cell)
}

fn link_text(cell: &str) -> Option<&str> {
    const NAME: &str = "=HYPERLINK(";
    let name = cell.get(..NAME.len())?;
    let inside = cell[NAME.len()..].strip_suffix(')').filter(|_| name.eq_ignore_ascii_case(NAME))?.trim();
    let mut parts = inside.strip_prefix('"')?.strip_suffix('"')?.split('"');
    let (_, between, text) = (parts.next()?, parts.next()?, parts.next()?);
    let is_plain = parts.next().is_none() && matches!(between.trim(), ";" | ",") && !is_formula(text);
    is_plain.then_some(text)
}

/// Whether a program for sheets would run the cell. Numbers with a sign are none, so that phone numbers stay as they are.
fn runs(cell: &str) -> bool {
    let is_number = |cell: &str| {
        cell.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, ' ' | '+' | '-' | '/' | '(' | ')' | '.' | ','))
    };
    match cell.chars().next() {
        Some('=' | '@' | '\t' | '\r' | '\n' | '＝' | '＠') => true,
        Some('+' | '-' | '＋' | '－') => !is_number(cell),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_would_run_is_guarded_and_nothing_else() {
        for cell in ["=1+1", "@SUM(A1)", "\t=1", "+cmd|' /C calc'!A0", "-x", "- urn:uuid:1", "＝1", "'=1", "''=1"] {
            assert_eq!(guarded(cell), format!("'{cell}"));
            assert_eq!(unguarded(&guarded(cell)), cell);
        }
        for cell in ["", "+49 (0)211 45-66", "-7,5", "-", "'t Hooft", "a=b", "0221/1", "'+49 211 1"] {
            assert_eq!(guarded(cell), cell);
            assert_eq!(unguarded(cell), cell);
        }
    }

    #[test]
    fn of_a_plain_link_its_text_is_read() {
        for cell in [
            "=HYPERLINK(\"mailto:x@example.org\";\"x@example.org\")",
            " =hyperlink( \"mailto:x@example.org\" , \"x@example.org\" ) ",
        ] {
            assert_eq!(shown(cell), "x@example.org");
        }
        for cell in [
            "=HYPERLINK(\"mailto:x@example.org\")",
            "=HYPERLINK(\"x\";A1)",
            "=HYPERLINK(\"x\";\"=1\")",
            "=HYPERLINK(\"x\";\"a\"&\"b\")",
            "=A1",
            "ä=HYPERLINK(",
        ] {
            assert_eq!(shown(cell), cell);
        }
    }

    proptest! {
        #[test]
        fn any_cell_comes_back(cell in "['=@+\\-\t]{0,4}.{0,8}") {
            let out = guarded(&cell);
            prop_assert_eq!(unguarded(&out), &cell);
            prop_assert!(!runs(&out));
        }
    }
}
