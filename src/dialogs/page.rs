//! A text over the whole width and without a frame, longer than the screen perhaps: how far it was read.

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use crate::app::Action;
use crate::widgets::theme::Theme;
use crate::widgets::{panel, window};

/// The part of a text that is shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// The first line that is shown.
    top: usize,
    /// How many lines there are room for and how many there are, as last drawn.
    drawn: Cell<(usize, usize)>,
}

impl Page {
    /// Goes on or back; false where the action does neither.
    pub(super) fn turn(&mut self, action: Action) -> bool {
        let (height, lines) = self.drawn.get();
        let last = lines.saturating_sub(height);
        self.top = match action {
            Action::ChooseNext => (self.top + 1).min(last),
            Action::ChoosePrevious => self.top.saturating_sub(1),
            Action::ChoosePageDown => window::page_down(self.top, height, lines).min(last),
            Action::ChoosePageUp => window::page_up(self.top, height),
            _ => return false,
        };
        true
    }

    /// Draws over what is there. A screen reader begins at the text, below the heading.
    pub(super) fn draw(&self, lines: &[Line<'_>], area: Rect, buffer: &mut Buffer, theme: &Theme) -> Option<Position> {
        for position in area.positions() {
            buffer[position].reset();
        }
        let height = usize::from(area.height);
        self.drawn.set((height, lines.len()));
        panel::draw(lines, self.top.min(lines.len().saturating_sub(height)), area, buffer, theme);
        Some(Position::new(area.x, (area.y + 1).min(area.bottom().saturating_sub(1))))
    }
}
