//! A list with columns, of which only the rows in sight exist.
//!
//! The selected row is shown by a sign at the margin and by its main column, not over its whole
//! width: that is as plain to see and halves what a cursor step sends.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

pub use super::columns::{Align, Column, Sort, Width};
use super::columns::{MARGIN, Place, places};
use super::text;
use super::theme::Theme;

/// What stands in a column: a text in one style, as nearly all are, or one with parts that are marked.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    Text(Span<'a>),
    Marked(Line<'a>),
}

impl<'a> Cell<'a> {
    /// A text in the style of its row.
    pub fn raw(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(Span::raw(text))
    }

    /// A text in a style of its own.
    pub fn styled(text: impl Into<Cow<'a, str>>, style: Style) -> Self {
        Self::Text(Span::styled(text, style))
    }

    fn spans(&self) -> (&[Span<'a>], Style) {
        match self {
            Self::Text(span) => (std::slice::from_ref(span), Style::new()),
            Self::Marked(line) => (&line.spans, line.style),
        }
    }
}

impl<'a> From<Line<'a>> for Cell<'a> {
    fn from(line: Line<'a>) -> Self {
        Self::Marked(line)
    }
}

/// A record: one cell per column, in the columns' order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Item<'a> {
    pub cells: Vec<Cell<'a>>,
    pub marked: bool,
    /// Of less weight: done, declined, out of reach.
    pub dim: bool,
}

/// The rows in sight, from the window's first on.
#[derive(Debug, Clone)]
pub struct List<'a> {
    pub columns: &'a [Column<'a>],
    pub rows: &'a [Item<'a>],
    /// Index into `rows`.
    pub selected: Option<usize>,
    /// Whether this list has the keys.
    pub focused: bool,
    /// Whether the line with the columns' titles is shown.
    pub header: bool,
    /// Shown in place of rows when there are none: what to do next.
    pub empty: &'a str,
}

/// Rows that fit the area.
#[must_use]
pub fn height(area: Rect, header: bool) -> usize {
    usize::from(area.height.saturating_sub(u16::from(header)))
}

impl List<'_> {
    /// Draws the list and gives the place of the selected row, where the cursor belongs.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, theme: &Theme) -> Option<Position> {
        let area = area.intersection(*buffer.area());
        if area.is_empty() {
            return None;
        }
        let places = places(self.columns, area);
        let mut pen = Pen { buffer, theme };
        let mut y = area.y;
        if self.header {
            self.draw_header(&mut pen, &places, y);
            y += 1;
        }
        if self.rows.is_empty() {
            pen.message(self.empty, Rect { y, height: area.bottom() - y, ..area });
            return None;
        }
        let mut cursor = None;
        for (index, row) in self.rows.iter().enumerate().take(height(area, self.header)) {
            let selected = self.selected == Some(index);
            if row.marked && area.width > 1 {
                pen.buffer.set_string(area.x + 1, y, theme.glyphs.marked, theme.marked);
            }
            self.draw_item(&mut pen, row, selected, &places, y);
            if selected {
                let style = if self.focused { theme.pointer } else { theme.quiet };
                pen.buffer.set_string(area.x, y, theme.glyphs.selected, style);
                cursor = Some(Position { x: area.x, y });
            }
            y += 1;
        }
        cursor
    }

    fn draw_header(&self, pen: &mut Pen<'_>, places: &[Option<Place>], y: u16) {
        let theme = pen.theme;
        for (column, place) in self.columns.iter().zip(places) {
            let Some(place) = *place else { continue };
            let sign = match column.sort {
                Some(Sort::Ascending) => theme.glyphs.ascending,
                Some(Sort::Descending) => theme.glyphs.descending,
                None => "",
            };
            let room = usize::from(place.width).saturating_sub(text::width(sign));
            let title = text::cut(&column.title, room, theme.glyphs.ellipsis);
            pen.cell(&Cell::raw(format!("{title}{sign}")), place, y, theme.column, column.align);
        }
    }

    fn draw_item(&self, pen: &mut Pen<'_>, item: &Item<'_>, selected: bool, places: &[Option<Place>], y: u16) {
        let theme = pen.theme;
        let base = if item.dim { theme.quiet } else { theme.text };
        for ((column, place), cell) in self.columns.iter().zip(places).zip(&item.cells) {
            let Some(place) = *place else { continue };
            if !(column.main && selected) {
                pen.cell(cell, place, y, base, column.align);
            } else if self.focused {
                pen.bar(cell, place, y, theme.selected, column.align);
            } else {
                pen.bar(cell, place, y, theme.selected_elsewhere, column.align);
            }
        }
    }
}

/// The buffer and the look, as they go together everywhere.
struct Pen<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
}

impl Pen<'_> {
    /// Writes a cell cut to its place; the spans' own styles lie over `base`.
    fn cell(&mut self, cell: &Cell<'_>, place: Place, y: u16, base: Style, align: Align) {
        let (spans, style) = cell.spans();
        let base = base.patch(style);
        let total: usize = spans.iter().map(|span| text::width(&span.content)).sum();
        let width = usize::from(place.width);
        let mut x = match align {
            Align::Right if total < width => place.x + place.width - columns(total),
            _ => place.x,
        };
        let end = place.x + place.width;
        let fits = total <= width;
        let mut last = base;
        for span in spans {
            let style = base.patch(span.style);
            let room = usize::from(end - x).saturating_sub(usize::from(!fits));
            let content = text::clean(&span.content);
            x = text::put(self.buffer, x, y, &content, room, style);
            last = style;
        }
        if !fits && place.width > 0 {
            self.buffer.set_string(x.min(end - 1), y, self.theme.glyphs.ellipsis, last);
        }
    }

    /// Writes a cell as a bar over its whole place. Of the spans' styles only the emphasis stays, as
    /// their colours were not chosen for this ground.
    fn bar(&mut self, cell: &Cell<'_>, place: Place, y: u16, style: Style, align: Align) {
        self.buffer.set_style(Rect::new(place.x, y, place.width, 1), style);
        let plain = Line::from_iter(cell.spans().0.iter().map(|span| {
            let marked = span.style.bg.is_some() || !span.style.add_modifier.is_empty();
            let emphasis = if marked { Modifier::UNDERLINED } else { Modifier::empty() };
            Span::styled(&*span.content, Style::new().add_modifier(emphasis))
        }));
        self.cell(&plain.into(), place, y, style, align);
    }

    /// A quiet text in an otherwise empty area.
    fn message(&mut self, message: &str, area: Rect) {
        let rows = text::wrap(message, usize::from(area.width.saturating_sub(2 * MARGIN)));
        for (y, row) in (area.y..area.bottom()).skip(1).zip(rows) {
            let place = Place { x: area.x + MARGIN, width: area.width.saturating_sub(MARGIN) };
            self.cell(&row.into(), place, y, self.theme.quiet, Align::Left);
        }
    }
}

fn columns(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::theme::{Colours, Look};

    fn drawn(list: &List<'_>, width: u16, height: u16) -> (Vec<String>, Option<Position>) {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        let theme = Theme::new(Look { colours: Colours::None, ..Look::default() });
        let cursor = list.draw(area, &mut buffer, &theme);
        let lines = (0..height)
            .map(|y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>())
            .map(|line| line.trim_end().to_owned())
            .collect();
        (lines, cursor)
    }

    fn columns() -> Vec<Column<'static>> {
        vec![
            Column::new("Nr", Width::Fixed(4), 9).right(),
            Column::new("Frage", Width::AtLeast { min: 10, share: 1 }, 10).main().sorted(Some(Sort::Ascending)),
            Column::new("Kommune", Width::Fixed(8), 1),
        ]
    }

    fn item(cells: [&'static str; 3], marked: bool) -> Item<'static> {
        Item { cells: cells.map(Cell::raw).to_vec(), marked, dim: false }
    }

    #[test]
    fn a_list_has_titles_a_pointer_and_marks() {
        let columns = columns();
        let rows = [
            item(["7", "Wer fördert Wärmepumpen in Schulen?", "Kaarst"], false),
            item(["12", "Gründach", "Neuss"], true),
        ];
        let list = List { columns: &columns, rows: &rows, selected: Some(0), focused: true, header: true, empty: "" };
        let (lines, cursor) = drawn(&list, 40, 4);
        assert_eq!(
            lines,
            [
                "     Nr  Frage▲                 Kommune",
                "▌     7  Wer fördert Wärmepum…  Kaarst",
                " ●   12  Gründach               Neuss",
                "",
            ]
            .map(str::to_owned)
        );
        assert_eq!(cursor, Some(Position { x: 0, y: 1 }));
    }

    #[test]
    fn columns_of_low_rank_go_first_when_it_gets_narrow() {
        let columns = columns();
        let rows = [item(["7", "Wer fördert?", "Kaarst"], false)];
        let list = List { columns: &columns, rows: &rows, selected: None, focused: true, header: false, empty: "" };
        assert_eq!(drawn(&list, 24, 1).0, ["      7  Wer fördert?"]);
        assert_eq!(drawn(&list, 14, 1).0, ["   Wer förder…"]);
        assert_eq!(drawn(&list, 2, 1).0, [""]);
    }

    #[test]
    fn an_empty_list_says_what_to_do() {
        let columns = columns();
        let list = List {
            columns: &columns,
            rows: &[],
            selected: None,
            focused: true,
            header: true,
            empty: "Noch keine Fragen. n legt eine an.",
        };
        let (lines, cursor) = drawn(&list, 60, 4);
        assert_eq!(lines[2], "   Noch keine Fragen. n legt eine an.");
        assert_eq!(cursor, None);
    }

    #[test]
    fn text_from_the_file_cannot_leave_its_cell() {
        let columns = columns();
        let rows = [item(["7", "a\x1b[2Jb\u{202E}", "気候同盟気候"], false)];
        let list = List { columns: &columns, rows: &rows, selected: Some(0), focused: true, header: false, empty: "" };
        let (lines, _) = drawn(&list, 40, 1);
        assert!(!lines[0].contains('\x1b') && !lines[0].contains('\u{202E}'));
    }
}
