//! Draws to the terminal: one frame is one write, with as few bytes as it takes, and none when
//! nothing changed.

use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthStr;

use super::pen::{PLAIN, Pen};

/// Frames of more bytes are bracketed, so that the terminal shows them at once; smaller ones arrive in
/// one piece anyway, and the brackets would cost sixteen bytes of every key.
const SYNCHRONIZE_FROM: usize = 512;
/// Rewriting so many unchanged columns is not longer than moving over them.
const SHORTEST_MOVE: u16 = 3;

/// The screen, written to through `W`. What is on it is remembered, so that nothing is ever asked.
///
/// Frames are compared with that memory and not, as ratatui's own terminal does, with the frame before: one buffer
/// less to keep and to fill, and a third less to do for each key.
#[derive(Debug)]
pub struct Output<W: Write> {
    writer: W,
    synchronized: bool,
    frame: String,
    shadow: Vec<Cell>,
    shadow_size: Size,
    pen: Pen,
    /// Where the terminal's cursor stands; unknown behind a line's end and odd characters.
    position: Option<Position>,
    cursor_shown: Option<bool>,
}

impl<W: Write> Output<W> {
    /// `synchronized` tells whether large frames are bracketed.
    pub fn new(writer: W, synchronized: bool) -> Self {
        Self {
            writer,
            synchronized,
            frame: String::new(),
            shadow: Vec::new(),
            shadow_size: Size::ZERO,
            pen: PLAIN,
            position: None,
            cursor_shown: None,
        }
    }

    /// The place that everything is written to.
    pub fn writer_mut(&mut self) -> &mut W {
        &mut self.writer
    }

    /// Forgets what is on the screen, after others wrote to it.
    pub fn forget(&mut self) {
        self.pen = PLAIN;
        self.position = None;
        self.cursor_shown = None;
        self.shadow.fill(Cell::EMPTY);
        self.frame.clear();
        self.frame.push_str("\x1b[m\x1b[2J");
    }

    /// Shows a frame, with the terminal's cursor at a place or hidden: in one write, or in none where nothing differs.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn show(&mut self, buffer: &Buffer, cursor: Option<Position>) -> io::Result<()> {
        let size = buffer.area.as_size();
        if self.shadow_size != size {
            self.fit_shadow(size);
            self.forget();
        }
        let mut place = 0;
        for y in 0..size.height {
            let mut x = 0;
            while x < size.width {
                let cell = &buffer.content[place];
                let width = columns(cell);
                let behind = usize::from(width) - 1;
                // Half of a wide character cannot be shown, and would hide for good what was drawn over it.
                let is_half = behind > 0
                    && (x + width > size.width
                        || buffer.content[place + 1..=place + behind].iter().any(|cell| cell.symbol() != " "));
                let width = if is_half {
                    let mut blank = cell.clone();
                    blank.set_symbol(" ");
                    self.show_cell(x, y, place, &blank);
                    1
                } else {
                    self.show_cell(x, y, place, cell);
                    width
                };
                x += width;
                place += usize::from(width);
            }
        }
        self.finish(cursor)
    }

    fn show_cell(&mut self, x: u16, y: u16, place: usize, cell: &Cell) {
        if !looks_like(cell, &self.shadow[place]) {
            self.put(x, y, cell);
        }
    }

    fn finish(&mut self, cursor: Option<Position>) -> io::Result<()> {
        if let Some(place) = cursor {
            self.go(place);
        }
        if self.cursor_shown != Some(cursor.is_some()) {
            self.cursor_shown = Some(cursor.is_some());
            self.frame.push_str(if cursor.is_some() { "\x1b[?25h" } else { "\x1b[?25l" });
        }
        if self.frame.is_empty() {
            return Ok(());
        }
        if self.synchronized && self.frame.len() > SYNCHRONIZE_FROM {
            self.frame.insert_str(0, "\x1b[?2026h");
            self.frame.push_str("\x1b[?2026l");
        }
        let written = self.writer.write_all(self.frame.as_bytes());
        self.frame.clear();
        written?;
        self.writer.flush()
    }

    fn cell(&self, x: u16, y: u16) -> Option<&Cell> {
        let index = usize::from(y) * usize::from(self.shadow_size.width) + usize::from(x);
        self.shadow.get(index)
    }

    fn fit_shadow(&mut self, size: Size) {
        if self.shadow_size != size {
            self.shadow_size = size;
            self.shadow.clear();
            self.shadow.resize(size.area() as usize, Cell::EMPTY);
        }
    }

    fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        let width = columns(cell);
        let ends = (x..x + width).map(|x| x + self.cell(x, y).map_or(1, columns));
        let covered = ends.max().unwrap_or(x).min(self.shadow_size.width);
        self.write(x, y, cell, width);
        // Terminals colour the uncovered half of a wide character as they like.
        for x in x + width..covered {
            self.write(x, y, &Cell::EMPTY, 1);
        }
    }

    fn write(&mut self, x: u16, y: u16, cell: &Cell, width: u16) {
        self.go(Position { x, y });
        self.paint(Pen::of(cell));
        let symbol = cell.symbol();
        self.frame.push_str(symbol);
        let next = x + width;
        // Terminals differ over characters of several parts: the next place is named, not assumed.
        let sure = symbol.chars().nth(1).is_none() && next < self.shadow_size.width;
        self.position = sure.then_some(Position { x: next, y });
        let first = usize::from(y) * usize::from(self.shadow_size.width) + usize::from(x);
        if let Some(places) = self.shadow.get_mut(first..first + usize::from(width)) {
            // The other half of a wide character is not to be written again.
            places.fill(Cell::new("\u{FFFD}"));
            places[0].clone_from(cell);
        }
    }

    /// Moves the cursor the shortest way that is known.
    fn go(&mut self, to: Position) {
        // A copy, as the arms change what it was taken from.
        let position = self.position;
        match position {
            Some(from) if from == to => return,
            Some(from) if from.y == to.y && from.x < to.x && self.rewrite(from, to.x) => {}
            Some(from) if from.y == to.y && from.x < to.x => self.escape(to.x - from.x, 'C'),
            Some(from) if from.y == to.y && from.x - to.x <= 3 => {
                self.frame.extend(std::iter::repeat_n('\x08', usize::from(from.x - to.x)));
            }
            Some(from) if from.y == to.y && to.x == 0 => self.frame.push('\r'),
            Some(from) if from.y == to.y => self.escape(from.x - to.x, 'D'),
            Some(from) if from.y + 1 == to.y && to.x < 10 => {
                self.frame.push_str("\r\n");
                if to.x > 0 {
                    self.escape(to.x, 'C');
                }
            }
            Some(from) if from.x == to.x && from.y < to.y => self.escape(to.y - from.y, 'B'),
            Some(from) if from.x == to.x => self.escape(from.y - to.y, 'A'),
            _ => self.place(to),
        }
        self.position = Some(to);
    }

    fn place(&mut self, to: Position) {
        // Writing to a String cannot fail.
        let _ = match (to.x, to.y) {
            (0, 0) => write!(self.frame, "\x1b[H"),
            (0, y) => write!(self.frame, "\x1b[{}H", y + 1),
            (x, y) => write!(self.frame, "\x1b[{};{}H", y + 1, x + 1),
        };
    }

    fn escape(&mut self, count: u16, letter: char) {
        let _ = match count {
            1 => write!(self.frame, "\x1b[{letter}"),
            _ => write!(self.frame, "\x1b[{count}{letter}"),
        };
    }

    /// Writes a few unchanged columns again, when they are plain and look like what is being written.
    fn rewrite(&mut self, from: Position, to: u16) -> bool {
        if to - from.x > SHORTEST_MOVE {
            return false;
        }
        let mut gap = [0_u8; SHORTEST_MOVE as usize];
        let mut length = 0;
        for x in from.x..to {
            match self.cell(x, from.y) {
                Some(cell) if Pen::of(cell) == self.pen => match cell.symbol().as_bytes() {
                    [byte @ b' '..=b'~'] => gap[length] = *byte,
                    _ => return false,
                },
                _ => return false,
            }
            length += 1;
        }
        self.frame.extend(gap[..length].iter().map(|&byte| char::from(byte)));
        true
    }

    /// Changes the pen in one sequence, from scratch or by difference, whichever is shorter.
    fn paint(&mut self, pen: Pen) {
        if pen == self.pen {
            return;
        }
        let afresh = if pen == PLAIN { String::new() } else { format!("0{}", pen.since(PLAIN)) };
        let difference = pen.since(self.pen);
        let difference = difference.strip_prefix(';').unwrap_or(&difference);
        let shorter = if afresh.len() < difference.len() { &afresh } else { difference };
        self.frame.push_str("\x1b[");
        self.frame.push_str(shorter);
        self.frame.push('m');
        self.pen = pen;
    }
}

/// The columns that a cell takes.
fn columns(cell: &Cell) -> u16 {
    match cell.symbol() {
        symbol if symbol.len() == 1 => 1,
        symbol => u16::try_from(symbol.width()).unwrap_or(1).max(1),
    }
}

#[inline]
fn looks_like(cell: &Cell, other: &Cell) -> bool {
    let symbols = match (cell.symbol().as_bytes(), other.symbol().as_bytes()) {
        // Nearly all of a screen; a call to compare memory costs more than all the rest of this.
        ([byte], [other]) => byte == other,
        (symbol, other) => symbol == other,
    };
    symbols && cell.fg == other.fg && cell.bg == other.bg && cell.modifier == other.modifier
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn output() -> Output<Vec<u8>> {
        Output::new(Vec::new(), true)
    }

    /// Draws and gives what was written.
    fn written(output: &mut Output<Vec<u8>>, cursor: Option<Position>, view: impl FnOnce(&mut Buffer)) -> String {
        output.writer_mut().clear();
        let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 6));
        view(&mut buffer);
        output.show(&buffer, cursor).expect("shown");
        String::from_utf8(output.writer_mut().clone()).expect("text")
    }

    #[test]
    fn nothing_is_written_when_nothing_changed() {
        let mut output = output();
        let place = Some(Position { x: 3, y: 1 });
        let view = |buffer: &mut Buffer| buffer.set_line(2, 1, &"Fragen".into(), 20);
        assert!(
            !written(&mut output, place, |buffer| {
                view(buffer);
            })
            .is_empty()
        );
        assert_eq!(
            written(&mut output, place, |buffer| {
                view(buffer);
            }),
            ""
        );
        assert_eq!(
            written(&mut output, None, |buffer| {
                view(buffer);
            }),
            "\x1b[?25l"
        );
        assert_eq!(
            written(&mut output, None, |buffer| {
                view(buffer);
            }),
            ""
        );
    }

    #[test]
    fn a_changed_letter_costs_its_way_and_itself() {
        let mut output = output();
        let view = |letter: &'static str| {
            move |buffer: &mut Buffer| {
                buffer.set_string(4, 2, letter, Style::new());
            }
        };
        written(&mut output, None, view("a"));
        assert_eq!(written(&mut output, None, view("b")), "\x08b");
        assert_eq!(written(&mut output, None, view("b")), "");
    }
}
