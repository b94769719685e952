//! Draws to the terminal: one frame is one write, with as few bytes as it takes, and none when
//! nothing changed.

use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthStr;

use super::pen::{PLAIN, Pen};

/// Frames of more bytes are bracketed, so that the terminal shows them at once; smaller ones arrive in
/// one piece anyway, and the brackets would cost sixteen bytes of every key.
const SYNCHRONIZE_FROM: usize = 512;
/// Rewriting so many unchanged columns is not longer than moving over them.
const SHORTEST_MOVE: u16 = 3;

/// A backend that writes to `W`. What is on the screen is remembered, so that nothing is ever asked.
#[derive(Debug)]
pub struct Output<W: Write> {
    writer: W,
    size: fn() -> io::Result<Size>,
    synchronized: bool,
    frame: String,
    shadow: Vec<Cell>,
    shadow_size: Size,
    pen: Pen,
    /// Where the terminal's cursor stands; unknown behind a line's end and odd characters.
    position: Option<Position>,
    cursor_shown: Option<bool>,
    wanted_cursor: Option<Position>,
}

impl<W: Write> Output<W> {
    /// `size` tells how large the screen is; `synchronized` whether large frames are bracketed.
    pub fn new(writer: W, size: fn() -> io::Result<Size>, synchronized: bool) -> Self {
        Self {
            writer,
            size,
            synchronized,
            frame: String::new(),
            shadow: Vec::new(),
            shadow_size: Size::ZERO,
            pen: PLAIN,
            position: None,
            cursor_shown: None,
            wanted_cursor: None,
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
        let columns = |cell: &Cell| u16::try_from(cell.symbol().width()).unwrap_or(1).max(1);
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

/// Takes a wide character away whose second half was drawn over, by a frame that lies on it: no terminal can show
/// half of one, and what was drawn there would stay hidden after it is gone.
pub fn settle(buffer: &mut Buffer) {
    let area = *buffer.area();
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            let symbol = buffer[(x, y)].symbol();
            if symbol.len() < 2 {
                continue;
            }
            let width = u16::try_from(symbol.width()).unwrap_or(1);
            let is_covered = (x + 1..(x + width).min(area.right())).any(|x| buffer[(x, y)].symbol() != " ");
            if is_covered {
                buffer[(x, y)].set_symbol(" ");
            }
        }
    }
}

impl<W: Write> Backend for Output<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        if self.shadow.is_empty() {
            let size = self.size()?;
            self.fit_shadow(size);
        }
        for (x, y, cell) in content {
            self.put(x, y, cell);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.wanted_cursor = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// The place last set: the terminal is not asked.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.wanted_cursor.or(self.position).unwrap_or(Position::ORIGIN))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.wanted_cursor = Some(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// Clears all of the screen: parts of it are never cleared in a full-screen program.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        let size = self.size()?;
        self.fit_shadow(size);
        self.forget();
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        (self.size)()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        if let Some(place) = self.wanted_cursor {
            self.go(place);
        }
        if self.cursor_shown != Some(self.wanted_cursor.is_some()) {
            self.cursor_shown = Some(self.wanted_cursor.is_some());
            self.frame.push_str(if self.wanted_cursor.is_some() { "\x1b[?25h" } else { "\x1b[?25l" });
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::Terminal;
    use ratatui::buffer::Buffer;
    use ratatui::style::Style;

    const SIZE: Size = Size { width: 30, height: 6 };

    fn terminal() -> Terminal<Output<Vec<u8>>> {
        let output = Output::new(Vec::new(), || Ok(SIZE), true);
        Terminal::new(output).expect("terminal")
    }

    /// Draws and gives what was written.
    fn written(
        terminal: &mut Terminal<Output<Vec<u8>>>,
        cursor: Option<Position>,
        view: impl FnOnce(&mut Buffer),
    ) -> String {
        terminal.backend_mut().writer_mut().clear();
        let drawn = terminal.draw(|frame| {
            view(frame.buffer_mut());
            if let Some(place) = cursor {
                frame.set_cursor_position(place);
            }
        });
        drawn.expect("drawn");
        String::from_utf8(terminal.backend_mut().writer_mut().clone()).expect("text")
    }

    #[test]
    fn nothing_is_written_when_nothing_changed() {
        let mut terminal = terminal();
        let place = Some(Position { x: 3, y: 1 });
        let view = |buffer: &mut Buffer| buffer.set_line(2, 1, &"Fragen".into(), 20);
        assert!(
            !written(&mut terminal, place, |buffer| {
                view(buffer);
            })
            .is_empty()
        );
        assert_eq!(
            written(&mut terminal, place, |buffer| {
                view(buffer);
            }),
            ""
        );
        assert_eq!(
            written(&mut terminal, None, |buffer| {
                view(buffer);
            }),
            "\x1b[?25l"
        );
        assert_eq!(
            written(&mut terminal, None, |buffer| {
                view(buffer);
            }),
            ""
        );
    }

    #[test]
    fn a_changed_letter_costs_its_way_and_itself() {
        let mut terminal = terminal();
        let view = |letter: &'static str| {
            move |buffer: &mut Buffer| {
                buffer.set_string(4, 2, letter, Style::new());
            }
        };
        written(&mut terminal, None, view("a"));
        assert_eq!(written(&mut terminal, None, view("b")), "\x08b");
        assert_eq!(written(&mut terminal, None, view("b")), "");
    }
}
