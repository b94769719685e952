//! A field of one line.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use super::text;
use super::theme::Theme;
use crate::app::key::{Key, KeyCode};

/// A text of one line and a place in it. The text is kept as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineInput {
    text: String,
    /// In bytes, at the beginning of a character as people see it.
    cursor: usize,
}

/// How a field is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FieldLook<'a> {
    /// Whether the field has the keys.
    pub focused: bool,
    /// Whether its text is in error.
    pub error: bool,
    /// Shown while the field is empty.
    pub placeholder: &'a str,
}

impl LineInput {
    /// A field with this text and the cursor at its end.
    pub fn new(text: impl Into<String>) -> Self {
        let text = one_line(&text.into());
        Self { cursor: text.len(), text }
    }

    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Bytes before the cursor.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Writes at the cursor; line ends become blanks.
    pub fn paste(&mut self, pasted: &str) {
        let pasted = one_line(pasted);
        self.text.insert_str(self.cursor, &pasted);
        self.cursor += pasted.len();
        self.settle();
    }

    /// Takes a key; false when it is not one for editing a line.
    pub fn key(&mut self, key: Key) -> bool {
        if let Some(letter) = key.text() {
            self.text.insert(self.cursor, letter);
            self.cursor += letter.len_utf8();
            self.settle();
            return true;
        }
        match movement(key) {
            Some(Movement::Go(step)) => self.cursor = target(&self.text, self.cursor, step),
            Some(Movement::Remove(step)) => {
                let other = target(&self.text, self.cursor, step);
                let range = self.cursor.min(other)..self.cursor.max(other);
                self.cursor = range.start;
                self.text.replace_range(range, "");
                self.settle();
            }
            None => return false,
        }
        true
    }

    /// A mark may have joined the letter before it: the cursor moves behind the whole.
    fn settle(&mut self) {
        self.cursor = settled(&self.text, self.cursor);
    }

    /// Draws the field in the area's first line; gives the cursor's place when focused.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, theme: &Theme, look: FieldLook<'_>) -> Option<Position> {
        let area = Rect { height: 1, ..area }.intersection(*buffer.area());
        if area.is_empty() {
            return None;
        }
        let style = match (look.error, look.focused) {
            (true, _) => theme.input_error,
            (false, true) => theme.input_focused,
            (false, false) => theme.input,
        };
        buffer.set_style(area, style);
        let width = usize::from(area.width);
        if self.text.is_empty() {
            let shown = text::cut(look.placeholder, width, theme.glyphs.ellipsis);
            buffer.set_string(area.x, area.y, shown, style.patch(theme.quiet));
        } else {
            let visible = &self.text[self.window(width, look.focused)];
            buffer.set_stringn(area.x, area.y, text::clean(visible), width, style);
        }
        let before = &self.text[self.window(width, look.focused).start..self.cursor];
        let x = area.x + u16::try_from(text::width(before)).unwrap_or(0).min(area.width - 1);
        look.focused.then_some(Position { x, y: area.y })
    }

    /// The part of the text that is shown: the cursor always with some text on both its sides.
    fn window(&self, width: usize, focused: bool) -> Range<usize> {
        let whole = 0..self.text.len();
        if !focused || text::width(&self.text) < width {
            return whole;
        }
        let before = text::width(&self.text[..self.cursor]);
        // Steps of half the width: a typed letter seldom moves the whole text.
        let step = (width / 2).max(1);
        let hidden = before.saturating_sub(width.saturating_sub(1)).div_ceil(step) * step;
        let mut seen = 0;
        let start = self
            .text
            .grapheme_indices(true)
            .find(|(_, grapheme)| {
                let left = seen;
                seen += text::width(grapheme);
                left >= hidden
            })
            .map_or(self.text.len(), |(offset, _)| offset);
        start.min(self.cursor)..whole.end
    }
}

fn one_line(text: &str) -> String {
    text.trim_end_matches(['\r', '\n']).replace("\r\n", " ").replace(['\r', '\n'], " ")
}

/// Where an editing key leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Left,
    Right,
    WordLeft,
    WordRight,
    Start,
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Movement {
    Go(Step),
    Remove(Step),
}

/// What a key means while editing, within a line.
pub(super) fn movement(key: Key) -> Option<Movement> {
    use Movement::{Go, Remove};
    let Key { code, ctrl, alt } = key;
    let by_word = ctrl || alt;
    Some(match code {
        KeyCode::Left => Go(if by_word { Step::WordLeft } else { Step::Left }),
        KeyCode::Right => Go(if by_word { Step::WordRight } else { Step::Right }),
        KeyCode::Home if !by_word => Go(Step::Start),
        KeyCode::End if !by_word => Go(Step::End),
        KeyCode::Backspace => Remove(if by_word { Step::WordLeft } else { Step::Left }),
        KeyCode::Delete => Remove(if by_word { Step::WordRight } else { Step::Right }),
        KeyCode::Char('w') if ctrl => Remove(Step::WordLeft),
        KeyCode::Char('u') if ctrl => Remove(Step::Start),
        KeyCode::Char('k') if ctrl => Remove(Step::End),
        KeyCode::Char('a') if ctrl => Go(Step::Start),
        KeyCode::Char('e') if ctrl => Go(Step::End),
        _ => return None,
    })
}

/// The place that a step from `cursor` leads to, within this text.
pub(super) fn target(text: &str, cursor: usize, step: Step) -> usize {
    let (before, after) = text.split_at(cursor);
    match step {
        Step::Start => 0,
        Step::End => text.len(),
        Step::Left => before.grapheme_indices(true).next_back().map_or(0, |(offset, _)| offset),
        Step::Right => cursor + after.graphemes(true).next().map_or(0, str::len),
        Step::WordLeft => before.unicode_word_indices().next_back().map_or(0, |(offset, _)| offset),
        Step::WordRight => {
            after.unicode_word_indices().next().map_or(text.len(), |(offset, word)| cursor + offset + word.len())
        }
    }
}

/// The nearest beginning of a whole character at or after `cursor`.
pub(super) fn settled(text: &str, cursor: usize) -> usize {
    text.grapheme_indices(true).map(|(offset, _)| offset).find(|&offset| offset >= cursor).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::theme::Look;
    use proptest::prelude::*;

    fn typed(keys: &str) -> LineInput {
        let mut field = LineInput::default();
        for key in keys.split_whitespace() {
            let key = key.parse().expect("a key");
            assert!(field.key(key), "{key} is handled");
        }
        field
    }

    #[test]
    fn a_line_is_edited_as_everywhere() {
        assert_eq!(typed("W ä r m e Left Backspace").text(), "Wäre");
        assert_eq!(typed("a b Space c d Ctrl-W").text(), "ab ");
        assert_eq!(typed("a b Home Delete x").text(), "xb");
        assert_eq!(typed("a b c Left Ctrl-K").text(), "ab");
        assert_eq!(typed("a b c Left Ctrl-U").text(), "c");
        assert_eq!(typed("a Space b Ctrl-Left x End y").text(), "a xby");
    }

    #[test]
    fn letters_of_several_parts_go_as_one() {
        let mut field = LineInput::new("a👩\u{200D}🌾");
        field.key(KeyCode::Backspace.into());
        assert_eq!(field.text(), "a");
        field.paste("e\u{301}");
        field.key(KeyCode::Left.into());
        assert_eq!(field.cursor(), 1);
    }

    #[test]
    fn other_keys_are_left_to_others() {
        let mut field = LineInput::new("x");
        for key in ["Enter", "Esc", "Tab", "Up", "Ctrl-F", "Ctrl-Y", "Alt-x", "F1"] {
            assert!(!field.key(key.parse().expect("a key")), "{key}");
        }
        assert_eq!(field.text(), "x");
    }

    #[test]
    fn pasted_lines_become_one() {
        let mut field = LineInput::new("");
        field.paste("eins\r\nzwei\n");
        assert_eq!(field.text(), "eins zwei");
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_in_sight_and_between_characters(
            text in "[a-zä気\u{301}\u{1F469}\u{200D} ]{0,40}",
            keys in prop::collection::vec(prop::sample::select(vec!["Left", "Right", "Home", "End", "Backspace", "Delete", "Ctrl-W", "ö", "Alt-Right"]), 0..30),
            width in 1_u16..20,
        ) {
            let mut field = LineInput::new(text);
            let area = Rect::new(2, 0, width, 1);
            for key in keys {
                field.key(key.parse().expect("a key"));
                let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 1));
                let look = FieldLook { focused: true, ..FieldLook::default() };
                let place = field.draw(area, &mut buffer, &Theme::new(Look::default()), look);
                prop_assert!(area.contains(place.expect("focused")));
                prop_assert_eq!(settled(field.text(), field.cursor()), field.cursor());
            }
        }
    }
}
