//! Parts of a detail pane: headings, labelled values, and running lines.

use std::cell::Cell;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::text;
use super::theme::Theme;

/// A section's heading, with a rule to the end of the line.
#[must_use]
pub fn heading(title: &str, width: u16, theme: &Theme) -> Line<'static> {
    let width = usize::from(width);
    let title = text::cut(title, width, theme.glyphs.ellipsis).into_owned();
    let rule = width.saturating_sub(text::width(&title) + 1);
    Line::from(vec![
        Span::styled(title, theme.heading),
        Span::raw(" "),
        Span::styled(theme.glyphs.horizontal.repeat(rule), theme.border),
    ])
}

/// Labels in a column at the left, values beside them, wrapped under their beginning.
#[must_use]
pub fn pairs(pairs: &[(&str, Line<'_>)], width: u16, theme: &Theme) -> Vec<Line<'static>> {
    let width = usize::from(width);
    let labels = pairs.iter().map(|(label, _)| text::width(label)).max().unwrap_or(0);
    let labels = labels.min(width / 3).max(1);
    let room = width.saturating_sub(labels + 2).max(1);
    let mut lines = Vec::with_capacity(pairs.len());
    for (label, value) in pairs {
        let label = text::fit(label, labels, theme.glyphs.ellipsis);
        let mut before = Span::styled(format!("{label}  "), theme.quiet);
        for row in wrap(value, room) {
            let mut line = Line::from(vec![before]);
            line.extend(row.spans);
            lines.push(line);
            before = Span::raw(" ".repeat(labels + 2));
        }
    }
    lines
}

/// A styled line in rows of at most `width` columns.
#[must_use]
pub fn wrap(line: &Line<'_>, width: usize) -> Vec<Line<'static>> {
    let whole: String = line.spans.iter().map(|span| &*span.content).collect();
    let rows = text::wrap_ranges(&whole, width);
    rows.into_iter()
        .map(|row| {
            let mut start = 0;
            let spans = line.spans.iter().filter_map(|span| {
                let end = start + span.content.len();
                let (from, to) = (row.start.max(start), row.end.min(end));
                let part = (from < to).then(|| &span.content[from - start..to - start]);
                start = end;
                part.map(|part| Span::styled(text::clean(part).into_owned(), span.style))
            });
            Line::from_iter(spans).style(line.style)
        })
        .collect()
}

/// Draws lines from `first` on, each cut at the area's edge; gives how many there are below it.
pub fn draw(lines: &[Line<'_>], first: usize, area: Rect, buffer: &mut Buffer, theme: &Theme) -> usize {
    let area = area.intersection(*buffer.area());
    for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(first)) {
        let mut x = area.x;
        for span in &line.spans {
            let room = usize::from(area.right() - x);
            let shown = text::cut(&span.content, room, theme.glyphs.ellipsis);
            x = text::put(buffer, x, y, &shown, room, line.style.patch(span.style));
        }
    }
    lines.len().saturating_sub(first + usize::from(area.height))
}

/// Draws blocks of lines of which one is selected, and gives where that begins. `window` is what was in sight before, as
/// the first line and the height: it stands still while the selected block is in it.
pub fn draw_around(
    lines: &[Line<'_>],
    selected: &Range<usize>,
    window: &Cell<(usize, usize)>,
    inside: Rect,
    buffer: &mut Buffer,
    theme: &Theme,
) -> Option<Position> {
    let height = usize::from(inside.height).max(1);
    let (before, _) = window.get();
    let top = if selected.start < before {
        selected.start
    } else if selected.end > before + height {
        (selected.end - height).min(selected.start)
    } else {
        before
    };
    window.set((top, height));
    draw(lines, top, inside, buffer, theme);
    let y = inside.y + u16::try_from(selected.start - top).unwrap_or(0);
    inside.contains(Position { x: inside.x, y }).then_some(Position { x: inside.x, y })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::theme::Look;

    fn plain(lines: &[Line<'_>]) -> Vec<String> {
        lines.iter().map(|line| line.to_string().trim_end().to_owned()).collect()
    }

    #[test]
    fn values_wrap_under_their_beginning() {
        let theme = Theme::new(Look::default());
        let values = [("Kommune", Line::raw("Kaarst")), ("Thema", Line::raw("Wärmeplanung und Förderung"))];
        assert_eq!(
            plain(&pairs(&values, 24, &theme)),
            ["Kommune  Kaarst", "Thema    Wärmeplanung", "         und Förderung"]
        );
    }

    #[test]
    fn wrapping_keeps_the_marks_on_their_words() {
        let mark = ratatui::style::Style::new().bold();
        let line = text::highlighted("die Wärmeplanung", &[5..12, 16..16], ratatui::style::Style::new(), mark);
        let rows = wrap(&line, 12);
        assert_eq!(plain(&rows), ["die", "Wärmeplanung"]);
        assert_eq!(rows[1].spans[1].style, mark);
    }

    #[test]
    fn a_heading_fills_its_line() {
        let line = heading("Verlauf", 20, &Theme::new(Look::default()));
        assert_eq!(line.to_string(), "Verlauf ────────────");
    }
}
