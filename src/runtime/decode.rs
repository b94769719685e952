//! What a terminal sends, turned into keys and pasted text.

use std::mem;

use crate::app::key::{Key, KeyCode};

/// What arrives from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    Key(Key),
    /// Pasted as a whole.
    Paste(String),
}

const ESC: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";
/// Bytes of a paste that are held before they are passed on.
const MOST_PASTED: usize = 1 << 20;
/// No terminal sends longer ones as keys.
const LONGEST_SEQUENCE: usize = 64;

/// Collects bytes until they are a key. A sequence may arrive in pieces.
#[derive(Debug, Default)]
pub struct Decoder {
    waiting: Vec<u8>,
    pasting: bool,
    /// How far a paste was searched for its end.
    searched: usize,
}

/// What the waiting bytes begin with.
enum Piece {
    Key(Key, usize),
    PasteStart(usize),
    /// Understood, and of no use.
    Nothing(usize),
    Incomplete,
}

impl Decoder {
    /// Takes what was read and gives what is complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.waiting.extend_from_slice(bytes);
        self.take(false)
    }

    /// Whether the beginning of a sequence waits for the rest, so that `flush` is due soon.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty() && !self.pasting
    }

    /// No more came for a while: a lone Esc was the key of that name.
    pub fn flush(&mut self) -> Vec<Input> {
        self.take(true)
    }

    fn take(&mut self, ended: bool) -> Vec<Input> {
        let mut found = Vec::new();
        while !self.waiting.is_empty() {
            if self.pasting {
                // What was searched is not searched again; the end may lie across two readings.
                let from = self.searched.saturating_sub(PASTE_END.len());
                let end = self.waiting[from..].windows(PASTE_END.len()).position(|it| it == PASTE_END);
                let Some(end) = end.map(|end| end + from) else {
                    self.searched = self.waiting.len();
                    if self.waiting.len() > MOST_PASTED {
                        // Whoever pastes that much gets it in pieces; without an end it must not grow for ever.
                        let tail = self.waiting.split_off(self.waiting.len() - PASTE_END.len());
                        let pasted = mem::replace(&mut self.waiting, tail);
                        self.searched = 0;
                        found.push(Input::Paste(String::from_utf8_lossy(&pasted).into_owned()));
                    }
                    break;
                };
                self.searched = 0;
                let rest = self.waiting.split_off(end + PASTE_END.len());
                let mut pasted = mem::replace(&mut self.waiting, rest);
                pasted.truncate(end);
                self.pasting = false;
                found.push(Input::Paste(String::from_utf8_lossy(&pasted).into_owned()));
                continue;
            }
            let length = match piece(&self.waiting) {
                Piece::Key(key, length) => {
                    found.push(Input::Key(key));
                    length
                }
                Piece::PasteStart(length) => {
                    self.pasting = true;
                    length
                }
                Piece::Nothing(length) => length,
                Piece::Incomplete if !ended => break,
                Piece::Incomplete => {
                    if self.waiting[0] == ESC {
                        found.push(Input::Key(KeyCode::Esc.into()));
                    }
                    1
                }
            };
            self.waiting.drain(..length);
        }
        found
    }
}

fn piece(bytes: &[u8]) -> Piece {
    match bytes {
        [ESC] => Piece::Incomplete,
        [ESC, b'[', rest @ ..] => control_sequence(rest),
        [ESC, b'O', rest @ ..] => match rest {
            [] => Piece::Incomplete,
            [letter, ..] => named_by_letter(*letter, 1).map_or(Piece::Nothing(3), |key| Piece::Key(key, 3)),
        },
        // Esc pressed twice, or Esc just before a sequence.
        [ESC, ESC, ..] => Piece::Key(KeyCode::Esc.into(), 1),
        [ESC, rest @ ..] => match piece(rest) {
            Piece::Key(key, length) => Piece::Key(Key { alt: true, ..key }, length + 1),
            Piece::Nothing(length) | Piece::PasteStart(length) => Piece::Nothing(length + 1),
            Piece::Incomplete => Piece::Incomplete,
        },
        [byte, ..] if *byte < 0x80 => Piece::Key(plain(*byte), 1),
        _ => letter(bytes),
    }
}

fn plain(byte: u8) -> Key {
    match byte {
        b'\r' | b'\n' => KeyCode::Enter.into(),
        b'\t' => KeyCode::Tab.into(),
        0x08 | 0x7f => KeyCode::Backspace.into(),
        0x00 => Key::ctrl(' '),
        0x01..=0x1a => Key::ctrl(char::from(byte - 1 + b'a')),
        0x1c..=0x1f => Key::ctrl(char::from(byte - 0x1c + b'\\')),
        _ => Key::char(char::from(byte)),
    }
}

/// A letter beyond ASCII, of two to four bytes.
fn letter(bytes: &[u8]) -> Piece {
    let length = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Piece::Nothing(1),
    };
    let present = &bytes[..length.min(bytes.len())];
    match std::str::from_utf8(present).map(|text| text.chars().next()) {
        Ok(Some(letter)) if letter.is_control() => Piece::Nothing(length),
        Ok(Some(letter)) => Piece::Key(Key::char(letter), length),
        Err(error) if error.error_len().is_none() => Piece::Incomplete,
        _ => Piece::Nothing(1),
    }
}

/// What follows `Esc [`.
fn control_sequence(rest: &[u8]) -> Piece {
    // The Linux console's F1 to F5.
    if let [b'[', after @ ..] = rest {
        return match after {
            [] => Piece::Incomplete,
            [letter @ b'A'..=b'E', ..] => Piece::Key(KeyCode::F(letter - b'A' + 1).into(), 4),
            _ => Piece::Nothing(3),
        };
    }
    let end = rest.iter().position(|byte| !(0x20..0x40).contains(byte));
    let Some(end) = end else {
        return if rest.len() > LONGEST_SEQUENCE { Piece::Nothing(rest.len() + 2) } else { Piece::Incomplete };
    };
    let length = end + 3;
    if !(0x40..0x7f).contains(&rest[end]) {
        // Broken off: what ends it is a key of its own.
        return Piece::Nothing(length - 1);
    }
    let parameters = std::str::from_utf8(&rest[..end]).unwrap_or_default();
    let mut numbers = parameters.split(';').map(|number| {
        let number = number.split(':').next().unwrap_or_default();
        number.parse::<u32>().unwrap_or(1)
    });
    let first = numbers.next().unwrap_or(1);
    let modifiers = numbers.next().unwrap_or(1);
    let key = match rest[end] {
        b'~' if first == 200 => return Piece::PasteStart(length),
        b'~' => named_by_number(first).map(|code| modified(code, modifiers)),
        b'u' => named_by_letter_number(first).map(|code| modified(code, modifiers)),
        letter => named_by_letter(letter, modifiers),
    };
    key.map_or(Piece::Nothing(length), |key| Piece::Key(key, length))
}

fn modified(code: KeyCode, modifiers: u32) -> Key {
    let bits = modifiers.saturating_sub(1);
    let code = match code {
        KeyCode::Tab if bits & 1 != 0 => KeyCode::BackTab,
        KeyCode::Up if bits == 1 => KeyCode::ShiftUp,
        KeyCode::Down if bits == 1 => KeyCode::ShiftDown,
        code => code,
    };
    Key { code, alt: bits & 2 != 0, ctrl: bits & 4 != 0 }
}

fn named_by_letter(letter: u8, modifiers: u32) -> Option<Key> {
    let code = match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        b'Z' => KeyCode::BackTab,
        _ => return None,
    };
    Some(modified(code, modifiers))
}

fn named_by_number(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(u8::try_from(number - 10).ok()?),
        17..=21 => KeyCode::F(u8::try_from(number - 11).ok()?),
        23 | 24 => KeyCode::F(u8::try_from(number - 12).ok()?),
        _ => return None,
    })
}

fn named_by_letter_number(number: u32) -> Option<KeyCode> {
    Some(match number {
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        127 => KeyCode::Backspace,
        _ => KeyCode::Char(char::from_u32(number).filter(|letter| !letter.is_control())?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys(bytes: &[u8]) -> String {
        let mut decoder = Decoder::default();
        let mut found = decoder.feed(bytes);
        found.extend(decoder.flush());
        let names = found.into_iter().map(|input| match input {
            Input::Key(key) => key.to_string(),
            Input::Paste(text) => format!("<{text}>"),
        });
        names.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn keys_of_all_common_terminals_are_known() {
        assert_eq!(keys("aÄ€🌳 ".as_bytes()), "a Ä € 🌳 Space");
        assert_eq!(
            keys(b"\x06\x10\r\t\x7f\x08\x00\x1f"),
            "Ctrl-F Ctrl-P Enter Tab Backspace Backspace Ctrl-Space Ctrl-_"
        );
        assert_eq!(keys(b"\x1b[A\x1bOB\x1b[H\x1b[4~\x1b[5~\x1b[6~"), "Up Down Home End PgUp PgDn");
        assert_eq!(keys(b"\x1bOP\x1b[15~\x1b[24~\x1b[[B"), "F1 F5 F12 F2");
        assert_eq!(keys(b"\x1b[1;5C\x1b[1;3D\x1b[3;5~\x1b[Z\x1bx"), "Ctrl-Right Alt-Left Ctrl-Del Shift-Tab Alt-x");
        assert_eq!(keys(b"\x1b\x7f\x1b\xc3\xa4"), "Alt-Backspace Alt-ä");
        assert_eq!(keys(b"\x1b[1;2A\x1b[1;2B\x1b[1;6A"), "Shift-Up Shift-Down Ctrl-Up");
        assert_eq!(keys(b"\x1b[102;5u\x1b[I\x1b[?62;1c"), "Ctrl-F");
    }

    #[test]
    fn escape_alone_is_a_key_once_nothing_follows() {
        let mut decoder = Decoder::default();
        assert_eq!(decoder.feed(b"\x1b"), []);
        assert!(decoder.is_waiting());
        assert_eq!(decoder.flush(), [Input::Key(KeyCode::Esc.into())]);
        assert!(!decoder.is_waiting());
        assert_eq!(keys(b"\x1b\x1b"), "Esc Esc");
        assert_eq!(keys(b"\x1b\x1b[A"), "Esc Up");
    }

    #[test]
    fn a_sequence_in_pieces_is_one_key() {
        let mut decoder = Decoder::default();
        for byte in b"\x1b[1;5" {
            assert_eq!(decoder.feed(&[*byte]), []);
        }
        let right = Key { code: KeyCode::Right, ctrl: true, alt: false };
        assert_eq!(decoder.feed(b"C"), [Input::Key(right)]);
    }

    #[test]
    fn pasted_text_is_never_taken_for_keys() {
        assert_eq!(keys(b"a\x1b[200~q\r\x1b[A\n\x1b[201~b"), "a <q\r\x1b[A\n> b");
    }

    proptest! {
        #[test]
        fn any_bytes_are_taken_and_pieces_make_no_difference(bytes: Vec<u8>, cut in 0_usize..40) {
            let whole = Decoder::default().feed(&bytes);
            let mut decoder = Decoder::default();
            let (first, second) = bytes.split_at(cut.min(bytes.len()));
            let mut pieces = decoder.feed(first);
            pieces.extend(decoder.feed(second));
            prop_assert_eq!(whole, pieces);
            decoder.flush();
            prop_assert!(!decoder.is_waiting());
        }
    }
}
