//! A key as people press it, and the notation that keymaps and the screen use for it.

use std::fmt;
use std::str::FromStr;

use crate::domain::Language;

/// What was pressed, without Ctrl and Alt. Shift is part of the character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyCode {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    ShiftUp,
    ShiftDown,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
}

/// One key press. With Ctrl, letters are lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    pub code: KeyCode,
    pub ctrl: bool,
    pub alt: bool,
}

impl Key {
    /// The key alone.
    #[must_use]
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// A character as typed.
    #[must_use]
    pub const fn char(letter: char) -> Self {
        Self::plain(KeyCode::Char(letter))
    }

    /// A letter with Ctrl.
    #[must_use]
    pub const fn ctrl(letter: char) -> Self {
        Self { code: KeyCode::Char(letter.to_ascii_lowercase()), ctrl: true, alt: false }
    }

    /// A character with Alt.
    #[must_use]
    pub const fn alt(letter: char) -> Self {
        Self { code: KeyCode::Char(letter), ctrl: false, alt: true }
    }

    /// The character that this key would write into a text, if it would.
    #[must_use]
    pub const fn text(self) -> Option<char> {
        match self.code {
            KeyCode::Char(letter) if !self.ctrl && !self.alt => Some(letter),
            _ => None,
        }
    }
}

impl From<KeyCode> for Key {
    fn from(code: KeyCode) -> Self {
        Self::plain(code)
    }
}

const NAMES: [(&str, KeyCode); 18] = [
    ("Space", KeyCode::Char(' ')),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Shift-Tab", KeyCode::BackTab),
    ("Shift-Up", KeyCode::ShiftUp),
    ("Shift-Down", KeyCode::ShiftDown),
    ("Backspace", KeyCode::Backspace),
    ("Del", KeyCode::Delete),
    ("Ins", KeyCode::Insert),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
];

/// Spellings that are read, but not written.
const OTHER_NAMES: [(&str, KeyCode); 9] = [
    ("Return", KeyCode::Enter),
    ("Escape", KeyCode::Esc),
    ("BackTab", KeyCode::BackTab),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("PgDown", KeyCode::PageDown),
    ("Minus", KeyCode::Char('-')),
];

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            out.write_str("Ctrl-")?;
        }
        if self.alt {
            out.write_str("Alt-")?;
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return out.write_str(name);
        }
        match self.code {
            KeyCode::Char(letter) if self.ctrl => write!(out, "{}", letter.to_ascii_uppercase()),
            KeyCode::Char(letter) => write!(out, "{letter}"),
            KeyCode::F(number) => write!(out, "F{number}"),
            _ => Ok(()),
        }
    }
}

/// What is printed on a German keyboard, where that differs from the notation.
const GERMAN: [(&str, KeyCode); 13] = [
    ("Leertaste", KeyCode::Char(' ')),
    ("Umschalt-Tab", KeyCode::BackTab),
    ("Umschalt-↑", KeyCode::ShiftUp),
    ("Umschalt-↓", KeyCode::ShiftDown),
    ("Rücktaste", KeyCode::Backspace),
    ("Entf", KeyCode::Delete),
    ("Einfg", KeyCode::Insert),
    ("↑", KeyCode::Up),
    ("↓", KeyCode::Down),
    ("←", KeyCode::Left),
    ("→", KeyCode::Right),
    ("Pos1", KeyCode::Home),
    ("Ende", KeyCode::End),
];

impl Key {
    /// The key as it is called on the keyboard of the reader. The keymap file keeps the notation of `Display`.
    pub fn name(self, language: Language) -> String {
        if language == Language::English {
            return self.to_string();
        }
        let mut name = String::new();
        if self.ctrl {
            name.push_str("Strg-");
        }
        if self.alt {
            name.push_str("Alt-");
        }
        let plain = Self::plain(self.code);
        match (GERMAN.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((german, _)), _) => name.push_str(german),
            (None, KeyCode::PageUp) => name.push_str("Bild↑"),
            (None, KeyCode::PageDown) => name.push_str("Bild↓"),
            (None, KeyCode::Char(letter)) if self.ctrl => name.extend(letter.to_uppercase()),
            (None, _) => name.push_str(&plain.to_string()),
        }
        name
    }
}

/// A key name that nobody knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown key: {0}")]
pub struct UnknownKey(pub String);

impl FromStr for Key {
    type Err = UnknownKey;

    /// Reads the notation that `Display` writes; names and prefixes in any case.
    fn from_str(notation: &str) -> Result<Self, UnknownKey> {
        let unknown = || UnknownKey(notation.to_owned());
        let (mut ctrl, mut alt, mut rest) = (false, false, notation);
        loop {
            if let Some(after) = after_prefix(rest, "ctrl-").filter(|_| !ctrl) {
                (ctrl, rest) = (true, after);
            } else if let Some(after) = after_prefix(rest, "alt-").filter(|_| !alt) {
                (alt, rest) = (true, after);
            } else {
                break;
            }
        }
        let mut letters = rest.chars();
        let code = match (letters.next(), letters.next()) {
            (Some(letter), None) if !letter.is_control() => {
                KeyCode::Char(if ctrl { letter.to_ascii_lowercase() } else { letter })
            }
            _ => named(rest).ok_or_else(unknown)?,
        };
        Ok(Self { code, ctrl, alt })
    }
}

/// What follows the prefix, if anything does.
fn after_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    let rest = &text[prefix.len()..];
    (head.eq_ignore_ascii_case(prefix) && !rest.is_empty()).then_some(rest)
}

fn named(name: &str) -> Option<KeyCode> {
    let known = NAMES.iter().chain(&OTHER_NAMES);
    if let Some((_, code)) = known.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
        return Some(*code);
    }
    let number: u8 = name.strip_prefix(['F', 'f'])?.parse().ok()?;
    (1..=24).contains(&number).then_some(KeyCode::F(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_are_read_as_people_write_them() {
        assert_eq!("a".parse(), Ok(Key::char('a')));
        assert_eq!("A".parse(), Ok(Key::char('A')));
        assert_eq!("ä".parse(), Ok(Key::char('ä')));
        assert_eq!("ctrl-f".parse(), Ok(Key::ctrl('f')));
        assert_eq!("Ctrl-F".parse(), Ok(Key::ctrl('f')));
        assert_eq!("Alt-x".parse(), Ok(Key::alt('x')));
        assert_eq!("-".parse(), Ok(Key::char('-')));
        assert_eq!("Ctrl--".parse(), Ok(Key::ctrl('-')));
        assert_eq!("space".parse(), Ok(Key::char(' ')));
        assert_eq!("PageUp".parse(), Ok(Key::plain(KeyCode::PageUp)));
        assert_eq!("f5".parse(), Ok(Key::plain(KeyCode::F(5))));
    }

    #[test]
    fn nonsense_is_refused() {
        for notation in ["", "Ctrl-", "F0", "F99", "Hyper-x", "ab", "Ctrl-Ctrl-a"] {
            assert!(notation.parse::<Key>().is_err(), "{notation}");
        }
    }

    fn any_code() -> impl Strategy<Value = KeyCode> {
        prop_oneof![
            any::<char>().prop_filter("shown", |c| !c.is_control()).prop_map(KeyCode::Char),
            prop::sample::select(NAMES.map(|(_, code)| code).to_vec()),
            (1_u8..=24).prop_map(KeyCode::F),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(code in any_code(), ctrl: bool, alt: bool) {
            let code = match code {
                KeyCode::Char(letter) if ctrl => KeyCode::Char(letter.to_ascii_lowercase()),
                other => other,
            };
            let key = Key { code, ctrl, alt };
            prop_assert_eq!(key.to_string().parse(), Ok(key));
        }
    }
}
