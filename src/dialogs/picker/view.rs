//! How a picker looks: the filter above, the entries below with their digits.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Context, DIGITS, Entry, Pick, Picker, Shown, Window};
use crate::domain::fold;
use crate::text;
use crate::widgets::field::FieldLook;
use crate::widgets::list::{Cell, Column, Item, List, Width};
use crate::widgets::popup::Popup;
use crate::widgets::text as columns;
use crate::widgets::theme::Theme;
use crate::widgets::window;

/// Columns inside, where records are chosen whose names are not known yet.
const RECORDS: usize = 64;
/// Columns of a name at least.
const LABEL: usize = 16;
/// Rows of entries, where it is not known how many there will be.
const ROWS: usize = 12;
/// The filter, and a blank line below it.
const ABOVE: usize = 2;

fn short(entry: &Entry) -> &str {
    entry.short.as_deref().unwrap_or_default()
}

/// Columns that the longest of a part takes.
fn widest<'a>(entries: impl Iterator<Item = &'a Entry>, part: fn(&Entry) -> &str) -> usize {
    entries.map(|entry| columns::width(part(entry))).max().unwrap_or(0)
}

impl Picker {
    pub(in crate::dialogs) fn view(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        context: &Context<'_>,
    ) -> Option<Position> {
        let (width, height) = self.size();
        self.draw_framed(Popup { title: &self.title, width, height }, area, buffer, theme, context)
    }

    /// Draws the picker into exactly this frame, under or over the field that it fills.
    pub(in crate::dialogs) fn view_within(
        &self,
        frame: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        context: &Context<'_>,
    ) -> Option<Position> {
        let popup = Popup { title: &self.title, width: frame.width, height: frame.height };
        self.draw_framed(popup, frame, buffer, theme, context)
    }

    /// Columns and rows that the inside would like to have: the same whatever is typed, so that nothing jumps.
    pub(in crate::dialogs) fn size(&self) -> (u16, u16) {
        let (width, rows) = if self.kind.is_some() {
            (RECORDS, ROWS)
        } else {
            // The parts of one entry stand below those of the others.
            let part = |part| widest(self.entries.iter(), part);
            let parts = [part(short), part(|entry| &entry.label).max(LABEL), part(|entry| &entry.other)];
            let widest = parts.iter().filter(|part| **part > 0).map(|part| part + 2).sum::<usize>() + 6;
            let least = if self.typed.is_some() { RECORDS } else { 36 };
            // A blank and a line of the frame on each side of the title.
            (
                widest.max(columns::width(&self.title) + 2).clamp(least, 90),
                (self.entries.len() + usize::from(self.clearable)).max(1),
            )
        };
        (u16::try_from(width).unwrap_or(u16::MAX), u16::try_from(rows + ABOVE).unwrap_or(u16::MAX))
    }

    fn draw_framed(
        &self,
        popup: Popup<'_>,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        context: &Context<'_>,
    ) -> Option<Position> {
        let inside = popup.draw(area, buffer, theme);
        let texts = text::dialogs(context.language);
        let placeholder = self.typed.as_ref().map_or(texts.filter, |typed| typed.hint(context.language));
        let look = FieldLook { focused: true, error: false, placeholder };
        let note = self.note(context);
        let note_width = u16::try_from(columns::width(&note)).unwrap_or(0).min(inside.width / 2);
        let field = Rect { width: inside.width.saturating_sub(note_width + 2), height: 1, ..inside };
        let writing = self.filter.draw(field, buffer, theme, look);
        buffer.set_stringn(inside.right() - note_width, inside.y, &note, note_width.into(), theme.quiet);
        let above = u16::try_from(ABOVE).unwrap_or(0).min(inside.height);
        let rows = Rect { y: inside.y + above, height: inside.height - above, ..inside };
        let selected = self.draw_rows(rows, buffer, theme, context);
        if self.moved { selected.or(writing) } else { writing }
    }

    /// What stands beside the filter: how many are ticked, or that typing brings more.
    fn note(&self, context: &Context<'_>) -> String {
        if self.several && !self.ticked.is_empty() {
            text::ticked(context.language, self.ticked.len())
        } else if self.more {
            text::dialogs(context.language).more_by_typing.to_owned()
        } else {
            String::new()
        }
    }

    fn draw_rows(&self, area: Rect, buffer: &mut Buffer, theme: &Theme, context: &Context<'_>) -> Option<Position> {
        let height = usize::from(area.height).max(1);
        let top = window::scroll(self.window.get().top, self.selected, height, self.shown.len());
        self.window.set(Window { top, height });
        let words: Vec<String> = fold::words(self.filter.text()).collect();
        let visible = self.shown.iter().enumerate().skip(top).take(height);
        let rows: Vec<Item<'_>> =
            visible.map(|(place, shown)| self.row(place, *shown, &words, theme, context)).collect();
        let texts = text::dialogs(context.language);
        let problem = self.typed.as_ref().and_then(|typed| typed.problem(self.filter.text()));
        let empty = match (self.ready, self.filter.is_empty()) {
            (false, _) => texts.loading,
            (true, true) => texts.no_entries,
            (true, false) => problem.as_deref().unwrap_or(texts.nothing_fits),
        };
        let list = List {
            columns: &self.columns(area.width),
            rows: &rows,
            selected: (!self.shown.is_empty()).then(|| self.selected - top),
            focused: true,
            header: false,
            empty,
        };
        list.draw(area, buffer, theme)
    }

    fn columns(&self, room: u16) -> Vec<Column<'static>> {
        let part = |part| widest(self.entries.iter().chain(&self.found).chain(&self.made), part);
        let mut columns = Vec::new();
        if self.has_digits() {
            columns.push(Column::new("", Width::Fixed(1), 9));
        }
        let short = u16::try_from(part(short)).unwrap_or(u16::MAX);
        if short > 0 {
            columns.push(Column::new("", Width::Fixed(short.min(room / 4)), 8));
        }
        let label = u16::try_from(part(|entry| &entry.label)).unwrap_or(u16::MAX);
        let has_other = part(|entry| &entry.other) > 0;
        let least = u16::try_from(LABEL).unwrap_or(0);
        // Names stand whole where they leave some room beside them; among many, others may come that are longer.
        let name = if has_other && !self.more && label <= room / 5 * 3 {
            Width::Fixed(label.max(least))
        } else {
            Width::AtLeast { min: least, share: 2 }
        };
        columns.push(Column::new("", name, 10).main());
        if has_other {
            columns.push(Column::new("", Width::AtLeast { min: 12, share: 1 }, 1));
        }
        columns
    }

    fn row(&self, place: usize, shown: Shown, words: &[String], theme: &Theme, context: &Context<'_>) -> Item<'static> {
        let marked = |text: &str| {
            Cell::from(columns::highlighted(
                text,
                &fold::marks(text, words),
                ratatui::style::Style::new(),
                theme.match_mark,
            ))
        };
        let (pick, short, label, other) = match self.entry(shown) {
            Some(entry) => {
                let other = entry.other.lines().collect::<Vec<_>>().join(", ");
                let short = entry.short.as_deref().unwrap_or_default();
                (entry.pick, marked(short), marked(&entry.label), Cell::styled(other, theme.quiet))
            }
            None => (Pick::None, Cell::raw(""), Cell::raw(text::dialogs(context.language).none), Cell::raw("")),
        };
        let mut cells = Vec::with_capacity(4);
        if self.has_digits() {
            let digit = match shown {
                _ if !self.filter.is_empty() => String::new(),
                Shown::None => "0".to_owned(),
                _ if place < DIGITS => (place + 1).to_string(),
                _ => String::new(),
            };
            cells.push(Cell::styled(digit, theme.key));
        }
        if self.entries.iter().chain(&self.found).any(|entry| entry.short.is_some()) {
            cells.push(short);
        }
        cells.push(label);
        cells.push(other);
        Item { cells, marked: self.ticked.contains(&pick), dim: false }
    }
}
