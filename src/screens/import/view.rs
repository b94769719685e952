//! How the preview of an import looks.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
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
    let left = state.all_left_out();
    let mut totals = preview.totals.clone();
    totals.extend((!left.is_empty()).then(|| text::leaving_out::left_out(context.language, left.len())));
    for line in measure::wrap(&totals.join(" · "), usize::from(area.width).saturating_sub(4)) {
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
    draw_rows(state, preview, &left, area, buffer, context)
}

fn draw_rows(
    state: &ImportState,
    preview: &Preview,
    left: &BTreeSet<usize>,
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
        for (part, line) in
            lines(row, place == state.selected, left.contains(&place), area.width, context).into_iter().enumerate()
        {
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

/// Columns before what a row is about.
const LEAD: usize = 26;

/// Columns of what becomes of a row.
const WHAT: usize = 15;

/// A row with what has to be said of it: cut, and of the selected one all of it.
fn lines(
    row: &PreviewRow,
    selected: bool,
    is_left_out: bool,
    width: u16,
    context: ViewContext<'_>,
) -> Vec<Line<'static>> {
    let theme = context.theme;
    let point = if selected { theme.glyphs.selected } else { " " };
    let style = if row.is_odd && !is_left_out { theme.warning } else { theme.quiet };
    let room = usize::from(width).saturating_sub(LEAD + 1);
    let what = if is_left_out { text::leaving_out::not_taken(context.language) } else { &row.what };
    let label = measure::cut(&row.label, room, theme.glyphs.ellipsis).into_owned();
    let shade = match (selected, is_left_out) {
        (true, _) => theme.selected,
        (false, true) => theme.quiet,
        (false, false) => theme.text,
    };
    let mut lines = vec![Line::from(vec![
        Span::styled(format!("{point} "), theme.pointer),
        Span::styled(format!("{:>6}  ", row.line), theme.quiet),
        Span::styled(format!("{} ", measure::fit(what, WHAT, theme.glyphs.ellipsis)), style),
        Span::styled(label, shade),
    ])];
    let mut below: Vec<(&str, Style)> = Vec::new();
    if selected {
        // What did not fit into its line is read here.
        below.extend((measure::width(&row.label) > room).then_some((row.label.as_str(), theme.text)));
        below.extend((is_left_out || measure::width(&row.what) > WHAT).then_some((row.what.as_str(), style)));
    }
    below.extend(row.notes.iter().map(|note| (note.as_str(), theme.quiet)));
    for (said, style) in below {
        let most = if selected { usize::MAX } else { 1 };
        for line in measure::wrap_most(said, room, most, theme.glyphs.ellipsis) {
            let mut spans = vec![Span::raw(" ".repeat(LEAD))];
            spans.extend(line.spans.into_iter().map(|span| span.patch_style(style)));
            lines.push(Line::from(spans));
        }
    }
    lines
}
