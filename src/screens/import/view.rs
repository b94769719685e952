//! How the preview of an import looks.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{ImportState, Preview, PreviewRow};
use crate::screens::ViewContext;
use crate::text;
use crate::widgets::{panel, text as measure};

/// Draws the preview; the cursor stands on the selected row.
pub fn draw(state: &ImportState, area: Rect, buffer: &mut Buffer, context: ViewContext<'_>) -> Option<Position> {
    let (theme, words) = (context.theme, text::words(context.language));
    let Some(preview) = &state.preview else {
        buffer.set_stringn(area.x + 2, area.y + 1, words.reading, usize::from(area.width), theme.quiet);
        return Some(area.as_position());
    };
    let title = format!("{}: {}", words.import, measure::clean(&preview.path));
    let mut head = vec![panel::heading(&title, area.width.saturating_sub(1), theme)];
    for line in measure::wrap(&preview.totals.join(" · "), usize::from(area.width).saturating_sub(4)) {
        let mut spans = vec![Span::raw("  ")];
        spans.extend(line.spans);
        head.push(Line::from(spans));
    }
    if state.running {
        head.push(Line::styled(format!("  {}", words.saving), theme.accent));
    }
    head.push(Line::default());
    panel::draw(&head, 0, area, buffer, theme);
    let used = u16::try_from(head.len()).unwrap_or(area.height).min(area.height);
    let area = Rect { y: area.y + used, height: area.height - used, ..area };
    draw_rows(state, preview, area, buffer, context)
}

fn draw_rows(
    state: &ImportState,
    preview: &Preview,
    area: Rect,
    buffer: &mut Buffer,
    context: ViewContext<'_>,
) -> Option<Position> {
    let height = usize::from(area.height);
    if height == 0 || preview.rows.is_empty() {
        return None;
    }
    // Rows differ in height: as many before the selected one as fit above the middle of the window.
    let mut first = state.selected;
    let mut above = 0;
    while first > 0 {
        let lines = 1 + preview.rows[first - 1].notes.len();
        if above + lines > height / 2 {
            break;
        }
        above += lines;
        first -= 1;
    }
    let mut y = area.y;
    let mut cursor = None;
    for (place, row) in preview.rows.iter().enumerate().skip(first) {
        for (part, line) in lines(row, place == state.selected, area.width, context).into_iter().enumerate() {
            if y >= area.bottom() {
                return cursor;
            }
            if place == state.selected && part == 0 {
                cursor = Some(Position { x: area.x, y });
            }
            buffer.set_line(area.x, y, &line, area.width);
            y += 1;
        }
    }
    cursor
}

fn lines(row: &PreviewRow, selected: bool, width: u16, context: ViewContext<'_>) -> Vec<Line<'static>> {
    let theme = context.theme;
    let point = if selected { theme.glyphs.selected } else { " " };
    let style = if row.is_odd { theme.warning } else { theme.quiet };
    let room = usize::from(width).saturating_sub(26);
    let label = measure::cut(&measure::clean(&row.label), room, theme.glyphs.ellipsis).into_owned();
    let mut lines = vec![Line::from(vec![
        Span::styled(format!("{point} "), theme.pointer),
        Span::styled(format!("{:>6}  ", row.line), theme.quiet),
        Span::styled(format!("{} ", measure::fit(&row.what, 14, theme.glyphs.ellipsis)), style),
        Span::styled(label, if selected { theme.selected } else { theme.text }),
    ])];
    for note in &row.notes {
        let note = measure::cut(&measure::clean(note), room, theme.glyphs.ellipsis).into_owned();
        lines.push(Line::from(vec![Span::raw(" ".repeat(25)), Span::styled(note, theme.quiet)]));
    }
    lines
}
