//! Numbers and addresses of a card that are none any more: what a program for sheets has made of them is not taken.

use super::RowNote;
use crate::domain::{Field, Kind};
use crate::exchange::card::Card;
use crate::exchange::formula::is_formula;

/// The card without the numbers and addresses that cannot be taken, and a note for each of these.
pub(super) fn sift(card: &Card) -> (Card, Vec<RowNote>) {
    let mut notes = Vec::new();
    let mut is_sound = |field: Field, text: &str| match problem(field, text) {
        Some(note) => {
            notes.push(note);
            false
        }
        None => true,
    };
    let mut sifted = card.clone();
    sifted.phones.retain(|phone| is_sound(Field::Phones, &phone.number));
    sifted.mails.retain(|mail| is_sound(Field::Mails, mail));
    (sifted, notes)
}

/// Why a number or an address cannot be taken, if so.
pub(super) fn problem(field: Field, text: &str) -> Option<RowNote> {
    let written = text.to_owned();
    match () {
        () if is_formula(text) => Some(RowNote::Formula { kind: Kind::Contact, field, written }),
        () if is_power(text) || is_too_narrow(text) => Some(RowNote::LostNumber { field, written }),
        () => None,
    }
}

/// Whether a program for sheets has made a power of ten of a number: `4,92114E+11`.
pub(super) fn is_power(word: &str) -> bool {
    word.trim().split_once(['E', 'e']).is_some_and(|(digits, power)| {
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.' | b'+' | b'-'));
        let power = power.strip_prefix('+').unwrap_or_default();
        is_number && !digits.is_empty() && !power.is_empty() && power.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a program for sheets had no room for a number, and wrote `########`, or the name of an error.
fn is_too_narrow(text: &str) -> bool {
    text.starts_with('#') && !text.contains(|sign: char| sign.is_ascii_digit() || sign == '@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sheets_make_of_numbers_is_known() {
        for text in ["4,9E+11", "4.92131E+11", "4,92131e+11", "######", "#NAME?"] {
            assert!(matches!(problem(Field::Phones, text), Some(RowNote::LostNumber { .. })), "{text}");
        }
        assert!(matches!(problem(Field::Mails, "=A1&\"@example.org\""), Some(RowNote::Formula { .. })));
        for text in ["+49 211 1", "110", "#31#0211 1", "0211 1 (Vorzimmer E+1)", "e+1@example.org", "-", "E+5"] {
            assert_eq!(problem(Field::Phones, text), None, "{text}");
        }
    }
}
