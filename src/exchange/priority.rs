//! How urgent a question is, in the words and numbers of lists.
//!
//! Runde has four: 1 very high, 2 high, 3 medium, 4 low. The offices' lists count only three, and
//! mean high, medium and low by 1, 2 and 3. Numbers in lists are therefore read one step lower,
//! while numbers typed in Runde are its own; `very high` is said in words.
use thiserror::Error;

use crate::domain::fold::key;

/// The text is no priority.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not a priority: {0}")]
pub struct UnknownPriority(pub String);

/// Gives Runde's priority, 1 to 4, of a cell in a list; none for an empty cell.
///
/// # Errors
/// [`UnknownPriority`] with the cell's text, which must stay visible.
pub fn in_sheet(text: &str) -> Result<Option<u8>, UnknownPriority> {
    read(text, |number| match number {
        "1" => Some(2),
        "2" => Some(3),
        // A list that has a 4 still means its lowest by it.
        "3" | "4" => Some(4),
        _ => None,
    })
}

/// Gives Runde's priority, 1 to 4, of what somebody types; none for nothing.
///
/// # Errors
/// [`UnknownPriority`]
pub fn typed(text: &str) -> Result<Option<u8>, UnknownPriority> {
    read(text, |number| match number {
        "1" => Some(1),
        "2" => Some(2),
        "3" => Some(3),
        "4" => Some(4),
        _ => None,
    })
}

fn read(text: &str, number: fn(&str) -> Option<u8>) -> Result<Option<u8>, UnknownPriority> {
    let words = key(text);
    if text.trim().is_empty() || text.trim().chars().all(|letter| matches!(letter, '-' | '–')) {
        return Ok(None);
    }
    match words.as_str() {
        "sehr hoch" | "hochste" | "dringend" | "eilig" | "very high" | "highest" | "urgent" | "critical" => Ok(Some(1)),
        "hoch" | "high" | "wichtig" | "important" => Ok(Some(2)),
        "mittel" | "normal" | "medium" => Ok(Some(3)),
        "niedrig" | "gering" | "low" => Ok(Some(4)),
        other => match number(other) {
            Some(priority) => Ok(Some(priority)),
            None => Err(UnknownPriority(text.to_owned())),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_in_the_office_s_sense() {
        for (text, priority) in [
            ("sehr hoch", Some(1)),
            ("hoch", Some(2)),
            ("hoch!", Some(2)),
            ("HOCH", Some(2)),
            ("1", Some(2)),
            ("2", Some(3)),
            ("3", Some(4)),
            ("4", Some(4)),
            ("mittel", Some(3)),
            ("normal", Some(3)),
            ("niedrig", Some(4)),
            ("Very high", Some(1)),
            ("low", Some(4)),
            ("", None),
            ("  ", None),
            ("-", None),
        ] {
            assert_eq!(in_sheet(text), Ok(priority), "{text}");
        }
        assert_eq!(in_sheet("egal"), Err(UnknownPriority("egal".to_owned())));
        assert!(in_sheet("5").is_err());
        assert!(in_sheet("?").is_err());
    }

    #[test]
    fn typed_numbers_are_runde_s_own() {
        for number in 1..=4u8 {
            assert_eq!(typed(&number.to_string()), Ok(Some(number)));
        }
        assert_eq!(typed("hoch"), Ok(Some(2)));
        assert!(typed("0").is_err());
    }
}
