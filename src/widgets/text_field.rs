//! A field of several lines, wrapped softly at the width it is drawn with.

use std::cell::Cell;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::field::{FieldLook, Movement, Step, movement, settled, target};
use super::text;
use super::theme::Theme;
use crate::app::key::{Key, KeyCode};

/// A text of several lines and a place in it. The text is kept as typed, with `\n` between lines.
#[derive(Debug, Clone, Default)]
pub struct TextInput {
    text: String,
    /// In bytes, at the beginning of a character as people see it.
    cursor: usize,
    /// The column that Up and Down try to keep.
    goal: Option<usize>,
    /// What was last drawn. Up and Down move by rows as seen, and only drawing knows those.
    view: Cell<View>,
}

#[derive(Debug, Clone, Copy)]
struct View {
    width: usize,
    height: usize,
    top: usize,
}

impl Default for View {
    fn default() -> Self {
        Self { width: 72, height: 8, top: 0 }
    }
}

/// Equal when text and cursor are: how it was drawn does not count.
impl PartialEq for TextInput {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.cursor == other.cursor
    }
}

impl Eq for TextInput {}

impl TextInput {
    /// A field with this text and the cursor at its end.
    pub fn new(text: impl Into<String>) -> Self {
        let text = unix_lines(&text.into());
        Self { cursor: text.len(), text, ..Self::default() }
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

    /// Writes at the cursor.
    pub fn paste(&mut self, pasted: &str) {
        let pasted = unix_lines(pasted);
        self.text.insert_str(self.cursor, &pasted);
        self.cursor = settled(&self.text, self.cursor + pasted.len());
        self.goal = None;
    }

    /// Takes a key; false when it is not one for editing a text. Up in the first row and Down in the
    /// last are not handled, so that a form can go to the next field.
    pub fn key(&mut self, key: Key) -> bool {
        if let Some(rows) = self.rows_for(key) {
            return self.move_rows(rows);
        }
        let line = self.line();
        let inside = self.cursor - line.start;
        if let Some(letter) = key.text() {
            self.paste(letter.encode_utf8(&mut [0; 4]));
        } else if key == KeyCode::Enter.into() {
            self.paste("\n");
        } else if matches!(key.code, KeyCode::Home | KeyCode::End) && key.ctrl {
            self.cursor = if key.code == KeyCode::Home { 0 } else { self.text.len() };
        } else {
            match movement(key) {
                Some(Movement::Go(step @ (Step::Start | Step::End))) => {
                    self.cursor = line.start + target(&self.text[line], inside, step);
                }
                Some(Movement::Go(step)) => self.cursor = target(&self.text, self.cursor, step),
                Some(Movement::Remove(step)) => {
                    let other = match step {
                        // At the line's edge these join it with its neighbour.
                        Step::Start if inside > 0 => line.start,
                        Step::End if self.cursor < line.end => line.end,
                        Step::Start => target(&self.text, self.cursor, Step::Left),
                        Step::End => target(&self.text, self.cursor, Step::Right),
                        _ => target(&self.text, self.cursor, step),
                    };
                    let range = self.cursor.min(other)..self.cursor.max(other);
                    self.cursor = range.start;
                    self.text.replace_range(range, "");
                    self.cursor = settled(&self.text, self.cursor);
                }
                None => return false,
            }
        }
        self.goal = None;
        true
    }

    /// The line, between two line ends, that the cursor is in.
    fn line(&self) -> Range<usize> {
        let start = self.text[..self.cursor].rfind('\n').map_or(0, |end| end + 1);
        let end = self.text[self.cursor..].find('\n').map_or(self.text.len(), |end| self.cursor + end);
        start..end
    }

    fn rows_for(&self, key: Key) -> Option<isize> {
        if key.ctrl || key.alt {
            return None;
        }
        let page = isize::try_from(self.view.get().height.saturating_sub(1).max(1)).unwrap_or(1);
        match key.code {
            KeyCode::Up | KeyCode::ShiftUp => Some(-1),
            KeyCode::Down | KeyCode::ShiftDown => Some(1),
            KeyCode::PageUp => Some(-page),
            KeyCode::PageDown => Some(page),
            _ => None,
        }
    }

    fn move_rows(&mut self, by: isize) -> bool {
        let rows = text::wrap_ranges(&self.text, self.view.get().width);
        let row = row_of(&rows, self.cursor);
        let last = rows.len() - 1;
        let wanted = row.saturating_add_signed(by).min(last);
        if wanted == row {
            return false;
        }
        let column = text::width(&self.text[rows[row].start..self.cursor.min(rows[row].end)]);
        let goal = *self.goal.get_or_insert(column);
        self.cursor = at_column(&self.text, &rows[wanted], goal);
        true
    }

    /// Rows that the text needs at this width.
    #[must_use]
    pub fn rows(&self, width: u16) -> usize {
        text::wrap_ranges(&self.text, usize::from(width).saturating_sub(1)).len()
    }

    /// Draws the text with the cursor's row in sight; gives the cursor's place when focused.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, theme: &Theme, look: FieldLook<'_>) -> Option<Position> {
        let area = area.intersection(*buffer.area());
        if area.is_empty() {
            return None;
        }
        // The last column is the cursor's, behind a full row.
        let width = usize::from(area.width).saturating_sub(1).max(1);
        let height = usize::from(area.height);
        let rows = text::wrap_ranges(&self.text, width);
        let row = row_of(&rows, self.cursor);
        let mut top = self.view.get().top.min(rows.len().saturating_sub(height));
        top = if row < top { row } else { top.max((row + 1).saturating_sub(height)) };
        self.view.set(View { width, height, top });

        let style = match (look.error, look.focused) {
            (true, _) => theme.input_error,
            (false, true) => theme.input_focused,
            (false, false) => theme.input,
        };
        buffer.set_style(area, style);
        if self.text.is_empty() {
            let placeholder = text::cut(look.placeholder, width, theme.glyphs.ellipsis);
            buffer.set_string(area.x, area.y, placeholder, style.patch(theme.quiet));
        }
        for (y, range) in (area.y..area.bottom()).zip(&rows[top..]) {
            buffer.set_stringn(area.x, y, text::clean(&self.text[range.clone()]), width, style);
        }
        let before = &self.text[rows[row].start..self.cursor.min(rows[row].end)];
        let x = area.x + u16::try_from(text::width(before)).unwrap_or(0).min(area.width - 1);
        let y = area.y + u16::try_from(row - top).unwrap_or(0).min(area.height - 1);
        look.focused.then_some(Position { x, y })
    }
}

fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The last row that begins at or before the cursor.
fn row_of(rows: &[Range<usize>], cursor: usize) -> usize {
    rows.partition_point(|row| row.start <= cursor).saturating_sub(1)
}

/// The place in a row that is nearest to the column, from the left.
fn at_column(text: &str, row: &Range<usize>, column: usize) -> usize {
    let mut place = row.start;
    while place < row.end {
        let next = target(text, place, Step::Right);
        if next > row.end || text::width(&text[row.start..next]) > column {
            break;
        }
        place = next;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::theme::Look;
    use proptest::prelude::*;

    fn draw(field: &TextInput, width: u16, height: u16) -> (Vec<String>, Position) {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        let look = FieldLook { focused: true, ..FieldLook::default() };
        let place = field.draw(area, &mut buffer, &Theme::new(Look::default()), look);
        let lines = (0..height)
            .map(|y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>())
            .map(|line| line.trim_end().to_owned())
            .collect();
        (lines, place.expect("focused"))
    }

    fn press(field: &mut TextInput, keys: &str) {
        for key in keys.split_whitespace() {
            field.key(key.parse().expect("a key"));
        }
    }

    #[test]
    fn long_lines_wrap_and_the_cursor_moves_by_rows_as_seen() {
        let mut field = TextInput::new("Wer fördert die Wärmeplanung der Städte?");
        let (lines, cursor) = draw(&field, 17, 4);
        assert_eq!(lines[..3], ["Wer fördert die", "Wärmeplanung der", "Städte?"]);
        assert_eq!(cursor, Position { x: 7, y: 2 });
        press(&mut field, "Up");
        assert_eq!(draw(&field, 17, 4).1, Position { x: 7, y: 1 });
        press(&mut field, "Up Up");
        assert_eq!(draw(&field, 17, 4).1, Position { x: 7, y: 0 });
        assert!(!field.key(KeyCode::Up.into()), "the form takes over");
    }

    #[test]
    fn short_rows_in_between_do_not_lose_the_column() {
        let mut field = TextInput::new("abcdef\nx\nabcdef");
        draw(&field, 20, 5);
        press(&mut field, "Left Up Up");
        assert_eq!(draw(&field, 20, 5).1, Position { x: 5, y: 0 });
    }

    #[test]
    fn lines_are_split_joined_and_pasted() {
        let mut field = TextInput::new("ab");
        press(&mut field, "Left Enter");
        assert_eq!(field.text(), "a\nb");
        press(&mut field, "Backspace");
        assert_eq!(field.text(), "ab");
        field.paste("1\r\n2\r3");
        assert_eq!(field.text(), "a1\n2\n3b");
        press(&mut field, "Ctrl-U Ctrl-U x");
        assert_eq!(field.text(), "a1\n2xb");
    }

    #[test]
    fn the_view_follows_the_cursor() {
        let mut field = TextInput::new("1\n2\n3\n4\n5");
        assert_eq!(draw(&field, 9, 2).0, ["4", "5"]);
        press(&mut field, "Up");
        assert_eq!(draw(&field, 9, 2).0, ["4", "5"]);
        press(&mut field, "Ctrl-Home");
        assert_eq!(draw(&field, 9, 2).0, ["1", "2"]);
    }

    proptest! {
        #[test]
        fn the_cursor_is_always_in_the_field(
            text in "[a-zä気\u{301}\u{1F469}\u{200D} \n\t]{0,60}",
            keys in prop::collection::vec(prop::sample::select(vec!["Up", "Down", "PgUp", "PgDn", "Left", "Right", "Home", "End", "Backspace", "Delete", "Ctrl-W", "Ctrl-K", "Ctrl-U", "Enter", "ö", "Space", "Ctrl-End"]), 0..40),
            width in 1_u16..20,
            height in 1_u16..6,
        ) {
            let mut field = TextInput::new(text);
            for key in keys {
                draw(&field, width, height);
                field.key(key.parse().expect("a key"));
                let (_, place) = draw(&field, width, height);
                prop_assert!(place.x < width && place.y < height);
                prop_assert_eq!(settled(field.text(), field.cursor()), field.cursor());
            }
        }
    }
}
