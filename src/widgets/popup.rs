//! A frame in the middle, over what is below it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::text;
use super::theme::Theme;

/// How large the frame's inside would like to be; it gets what there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Popup<'a> {
    pub title: &'a str,
    pub width: u16,
    pub height: u16,
}

impl Popup<'_> {
    /// Draws the frame, centred, and gives its inside.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, theme: &Theme) -> Rect {
        let area = area.intersection(*buffer.area());
        let width = self.width.saturating_add(4).min(area.width);
        let height = self.height.saturating_add(2).min(area.height);
        let frame =
            Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 3, width, height };
        // A blank at both sides keeps the text below from running into the frame.
        let left = frame.x.saturating_sub(1).max(area.x);
        let cleared = Rect { x: left, width: (frame.right() + 1).min(area.right()) - left, ..frame };
        for position in cleared.positions() {
            buffer[position].reset();
        }
        if width < 4 || height < 3 {
            return frame;
        }
        draw_frame(frame, self.title, buffer, theme);
        Rect { x: frame.x + 2, y: frame.y + 1, width: width - 4, height: height - 2 }
    }
}

fn draw_frame(frame: Rect, title: &str, buffer: &mut Buffer, theme: &Theme) {
    let [upper_left, upper_right, lower_left, lower_right] = theme.glyphs.corners;
    let inside = usize::from(frame.width) - 2;
    let rule = theme.glyphs.horizontal.repeat(inside);
    let bottom = frame.bottom() - 1;
    let line = |left: &str, right: &str| format!("{left}{rule}{right}");
    buffer.set_string(frame.x, frame.y, line(upper_left, upper_right), theme.border);
    buffer.set_string(frame.x, bottom, line(lower_left, lower_right), theme.border);
    for y in frame.y + 1..bottom {
        buffer.set_string(frame.x, y, theme.glyphs.vertical, theme.border);
        buffer.set_string(frame.right() - 1, y, theme.glyphs.vertical, theme.border);
    }
    if !title.is_empty() && inside > 4 {
        let title = text::cut(title, inside - 4, theme.glyphs.ellipsis);
        buffer.set_string(frame.x + 2, frame.y, format!(" {title} "), theme.heading);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::theme::{Borders, Look};

    #[test]
    fn a_frame_covers_what_is_below_it() {
        let mut buffer = Buffer::with_lines(["xxxxxxxxxxxxxx"; 5]);
        let look = Look { borders: Borders::Ascii, ..Look::default() };
        let popup = Popup { title: "Frage", width: 8, height: 1 };
        let inside = popup.draw(*buffer.area(), &mut buffer, &Theme::new(look));
        let lines: Vec<String> = (0..5).map(|y| (0..14).map(|x| buffer[(x, y)].symbol()).collect()).collect();
        assert_eq!(lines[0], " +- Frage --+ ");
        assert_eq!(lines[1], " |          | ");
        assert_eq!(lines[2], " +----------+ ");
        assert_eq!(inside, Rect::new(3, 1, 8, 1));
    }

    #[test]
    fn a_small_screen_gives_what_it_has() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 2));
        let popup = Popup { title: "Frage", width: 50, height: 20 };
        let inside = popup.draw(*buffer.area(), &mut buffer, &Theme::new(Look::default()));
        assert_eq!(inside, Rect::new(0, 0, 3, 2));
    }
}
