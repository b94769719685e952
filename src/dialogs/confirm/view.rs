//! How a confirmation looks.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::{Confirm, Context};
use crate::text;
use crate::widgets::popup::Popup;
use crate::widgets::theme::Theme;
use crate::widgets::{panel, text as columns};

const WIDTH: u16 = 56;

impl Confirm {
    pub(in crate::dialogs) fn view(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        context: &Context<'_>,
    ) -> Option<Position> {
        let room = usize::from(WIDTH.min(area.width.saturating_sub(4)));
        let mut lines = panel::wrap(&Line::styled(self.question.clone(), theme.strong), room);
        if !self.consequence.is_empty() {
            lines.extend(columns::wrap(&self.consequence, room));
        }
        let text_rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let inside = Popup { title: "", width: WIDTH, height: text_rows + 2 }.draw(area, buffer, theme);
        panel::draw(&lines, 0, inside, buffer, theme);
        let y = inside.y + text_rows + 1;
        if y >= inside.bottom() {
            return None;
        }
        let texts = text::dialogs(context.language);
        let mut x = inside.x;
        let mut cursor = None;
        for (word, is_chosen) in [(texts.yes, self.yes), (texts.no, !self.yes)] {
            let style = if is_chosen { theme.selected } else { theme.text };
            let sign = if is_chosen { theme.glyphs.selected } else { " " };
            buffer.set_string(x, y, sign, theme.pointer);
            if is_chosen {
                cursor = Some(Position { x, y });
            }
            (x, _) = buffer.set_stringn(x + 1, y, format!(" {word} "), room, style);
            x += 3;
        }
        cursor
    }
}
