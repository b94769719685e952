//! How two contacts look side by side: the reasons, a line per field, and the field in front in full.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Both, Duplicates};
use crate::app::Action;
use crate::domain::merge::Side;
use crate::domain::{Card, Field, FieldType, Kind, Value};
use crate::screens::ViewContext;
use crate::text;
use crate::text::duplicates as words;
use crate::widgets::{panel, text as measure};

/// Columns for the names of fields.
const LABELS: usize = 20;

/// Lines for the field in front in full.
const FULL: u16 = 7;

/// Draws the pair in front; the cursor stands on the field in front.
pub fn draw(state: &Duplicates, area: Rect, buffer: &mut Buffer, context: ViewContext<'_>) -> Option<Position> {
    let (theme, language) = (context.theme, context.language);
    let Some(found) = &state.found else {
        let reading = text::words(language).reading;
        buffer.set_stringn(area.x + 2, area.y + 1, reading, usize::from(area.width), theme.quiet);
        return Some(area.as_position());
    };
    let Some(pair) = state.pair() else {
        let lines = vec![
            Line::default(),
            Line::styled(format!("  {}", words::summary(language, 0, 0)), theme.strong),
            Line::default(),
            Line::from(vec![
                Span::styled(format!("  {}  ", context.key(Action::Back)), theme.key),
                Span::raw(Action::Back.label(language)),
            ]),
        ];
        panel::draw(&lines, 0, area, buffer, theme);
        return Some(Position { x: area.x + 2, y: area.y + 1 });
    };
    let title = words::title(language, state.place + 1, found.pairs.len());
    let mut head = vec![panel::heading(&title, area.width.saturating_sub(1), theme)];
    let said = format!("{} ({} %)", words::reasons(language, &pair.reasons), pair.score);
    for line in measure::wrap(&said, usize::from(area.width).saturating_sub(4)).into_iter().take(2) {
        let mut spans = vec![Span::raw("  ")];
        spans.extend(line.spans);
        head.push(Line::from(spans));
    }
    head.push(Line::default());
    panel::draw(&head, 0, area, buffer, theme);
    let used = u16::try_from(head.len()).unwrap_or(area.height).min(area.height);
    let area = Rect { y: area.y + used, height: area.height - used, ..area };
    let Some(both) = &state.both else {
        let reading = text::words(language).reading;
        buffer.set_stringn(area.x + 2, area.y, reading, usize::from(area.width), theme.quiet);
        return Some(area.as_position());
    };
    let full = FULL.min(area.height / 3);
    let list = Rect { height: area.height.saturating_sub(full), ..area };
    let cursor = draw_rows(state, both, list, buffer, context);
    draw_full(state, both, Rect { y: list.bottom(), height: full, ..area }, buffer, context);
    cursor
}

/// The columns: names of the fields, left, right.
fn draw_rows(
    state: &Duplicates,
    both: &Both,
    area: Rect,
    buffer: &mut Buffer,
    context: ViewContext<'_>,
) -> Option<Position> {
    let (theme, language) = (context.theme, context.language);
    let kind = both.left.record.kind;
    let room = usize::from(area.width).saturating_sub(LABELS + 8) / 2;
    let line = |point: &str, label: (&str, Style), left: (String, Style), right: (String, Style)| {
        let fit = |text: &str, width| measure::fit(&measure::clean(text), width, theme.glyphs.ellipsis);
        Line::from(vec![
            Span::styled(format!("{point} "), theme.pointer),
            Span::styled(fit(label.0, LABELS), label.1),
            Span::raw(" "),
            Span::styled(fit(&left.0, room + 2), left.1),
            Span::raw(" "),
            Span::styled(fit(&right.0, room + 2), right.1),
        ])
    };
    let (kept, goes) = words::sides(language);
    let heads = line(" ", ("", theme.quiet), (format!("  {kept}"), theme.strong), (format!("  {goes}"), theme.strong));
    panel::draw(&[heads], 0, area, buffer, theme);
    let rows = state.rows();
    let height = usize::from(area.height.saturating_sub(1)).max(1);
    let first = state.cursor.saturating_sub(height / 2).min(rows.len().saturating_sub(height));
    let mut cursor = None;
    let mut lines = Vec::new();
    for (place, (field, side)) in rows.iter().enumerate().skip(first).take(height) {
        let is_here = place == state.cursor;
        let value = |card: &Card, sides: &[Side]| {
            let is_taken = side.is_some_and(|side| sides.contains(&side));
            let mark = if is_taken { theme.glyphs.done } else { " " };
            let style = match (side, is_taken) {
                (None, _) | (_, true) => theme.text,
                (_, false) => theme.quiet,
            };
            (format!("{mark} {}", shown(card, *field, card.record.get(*field), language)), style)
        };
        let label = text::field(language, kind, *field);
        let style = if is_here { theme.selected } else { theme.quiet };
        let point = if is_here { theme.glyphs.selected } else { " " };
        let (left, right) =
            (value(&both.left, &[Side::Left, Side::Both]), value(&both.right, &[Side::Right, Side::Both]));
        lines.push(line(point, (label, style), left, right));
        if is_here {
            let y = area.y + 1 + u16::try_from(place - first).unwrap_or(0);
            cursor = Some(Position { x: area.x, y });
        }
    }
    let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    panel::draw(&lines, 0, below, buffer, theme);
    cursor
}

/// The field in front: what it will hold, in full.
fn draw_full(state: &Duplicates, both: &Both, area: Rect, buffer: &mut Buffer, context: ViewContext<'_>) {
    let (theme, language) = (context.theme, context.language);
    let rows = state.rows();
    let Some((field, _)) = rows.get(state.cursor) else { return };
    let name = text::field(language, both.left.record.kind, *field);
    let title = words::result(language, name);
    let mut lines = vec![panel::heading(&title, area.width.saturating_sub(1), theme)];
    let result = state.result(*field);
    // Links that came from the right are named there.
    let mut told = names(&[&both.left, &both.right], *field, &result);
    if told.is_empty() {
        told = shown(&both.left, *field, &result, language);
    }
    for line in measure::wrap(&told, usize::from(area.width).saturating_sub(4)) {
        let mut spans = vec![Span::raw("  ")];
        spans.extend(line.spans);
        lines.push(Line::from(spans));
    }
    panel::draw(&lines, 0, area, buffer, theme);
}

/// What a field holds, in one line.
fn shown(card: &Card, field: Field, value: &Value, language: crate::domain::Language) -> String {
    let named = names(&[card], field, value);
    if !named.is_empty() {
        return named;
    }
    match Kind::Contact.holds(field) {
        Some(FieldType::Link(_) | FieldType::Links(..)) | None => String::new(),
        Some(holds) => text::written(holds, value, language).replace('\n', "; "),
    }
}

/// The names of what a field links to.
fn names(cards: &[&Card], field: Field, value: &Value) -> String {
    let mut ids = value.as_links();
    if let (true, Some(FieldType::Link(_))) = (ids.is_empty(), Kind::Contact.holds(field)) {
        ids.extend(value.as_link());
    }
    let known = |id| {
        let all = cards.iter().flat_map(|card| &card.names).filter(|(named, _)| *named == field);
        all.flat_map(|(_, names)| names).find(|(named, _)| *named == id).map(|(_, name)| name.clone())
    };
    ids.into_iter().filter_map(known).collect::<Vec<_>>().join(", ")
}
