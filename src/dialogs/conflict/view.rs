//! How a conflict looks: each field with both values, the one that stays marked.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{ConflictDialog, Context, Disputed};
use crate::dialogs::said;
use crate::domain::Value;
use crate::text;
use crate::widgets::popup::Popup;
use crate::widgets::theme::Theme;
use crate::widgets::{panel, text as columns, window};

const WIDTH: u16 = 76;
/// Rows of a field: its name, both values, and a blank line.
const ROWS: usize = 4;

impl ConflictDialog {
    pub(in crate::dialogs) fn view(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        context: &Context<'_>,
    ) -> Option<Position> {
        let texts = text::dialogs(context.language);
        let rows = u16::try_from(self.fields.len() * ROWS + 1).unwrap_or(u16::MAX);
        let inside = Popup { title: texts.conflict_title, width: WIDTH, height: rows }.draw(area, buffer, theme);
        panel::draw(&[Line::styled(texts.conflict_intro, theme.text)], 0, inside, buffer, theme);
        let fields = Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside };
        let at_once = ((usize::from(fields.height) + 1) / ROWS).max(1);
        let top = window::scroll(0, self.selected, at_once, self.fields.len());
        let mut cursor = None;
        for (place, field) in self.fields.iter().enumerate().skip(top).take(at_once) {
            let y = fields.y + u16::try_from((place - top) * ROWS).unwrap_or(0);
            let block = Rect { y, height: 3, ..fields }.intersection(fields);
            let is_selected = place == self.selected;
            panel::draw(&self.lines(field, is_selected, block.width, theme, context), 0, block, buffer, theme);
            if is_selected && !block.is_empty() {
                cursor = Some(Position { x: block.x, y: block.y });
            }
        }
        cursor
    }

    fn lines(
        &self,
        field: &Disputed,
        is_selected: bool,
        width: u16,
        theme: &Theme,
        context: &Context<'_>,
    ) -> Vec<Line<'static>> {
        let texts = text::dialogs(context.language);
        let conflict = &field.conflict;
        let label = text::field(context.language, conflict.kind, conflict.field);
        let record = self.names.get(&(conflict.kind, conflict.id));
        let label = record.map_or_else(|| label.to_owned(), |record| format!("{label} · {record}"));
        let by = format!("{}, {}", conflict.by, said::moment(context.language, &conflict.at, self.local));
        let pointer = if is_selected { theme.glyphs.selected } else { " " };
        let room = usize::from(width).saturating_sub(columns::width(&by) + 4);
        let heading = Line::from(vec![
            Span::styled(pointer.to_owned(), theme.pointer),
            Span::raw(" "),
            Span::styled(columns::fit(&label, room, theme.glyphs.ellipsis), theme.strong),
            Span::raw("  "),
            Span::styled(by, theme.quiet),
        ]);
        let words = columns::width(texts.mine).max(columns::width(texts.theirs));
        let value = |word: &str, held: &Value, stays: bool| {
            let shown = |held| said::value(context.language, conflict.kind, conflict.field, held, &self.names);
            let other = if std::ptr::eq(held, &conflict.mine) { &conflict.theirs } else { &conflict.mine };
            let room = usize::from(width).saturating_sub(words + 8);
            let value = where_different(&shown(held), &shown(other), room, theme.glyphs.ellipsis);
            let (sign, style) =
                if stays { (theme.glyphs.marked, theme.text) } else { (theme.glyphs.open, theme.quiet) };
            let word = columns::fit(word, words, theme.glyphs.ellipsis);
            Line::from(vec![
                Span::styled(format!("  {sign} {word}  "), style),
                Span::styled(value, if stays { theme.strong } else { theme.quiet }),
            ])
        };
        vec![heading, value(texts.mine, &conflict.mine, field.mine), value(texts.theirs, &conflict.theirs, !field.mine)]
    }
}

/// A text from shortly before the place where it differs from the other, so that the difference is in sight.
fn where_different(text: &str, other: &str, room: usize, ellipsis: &str) -> String {
    if columns::width(text) <= room {
        return text.to_owned();
    }
    let same = text.chars().zip(other.chars()).take_while(|(one, two)| one == two).count();
    let skipped = same.saturating_sub(room / 3);
    let tail: String = text.chars().skip(skipped).collect();
    let tail = if skipped > 0 { format!("{ellipsis}{tail}") } else { tail };
    columns::cut(&tail, room, ellipsis).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_long_texts_are_shown_where_they_differ() {
        let text = "Wärmeplanung ".repeat(20);
        let (mine, theirs) = (format!("{text}AAA"), format!("{text}BBB"));
        let shown = [where_different(&mine, &theirs, 40, "…"), where_different(&theirs, &mine, 40, "…")];
        assert!(shown[0].contains("AAA") && shown[1].contains("BBB"), "{shown:?}");
        assert_eq!(where_different("kurz", "lang", 40, "…"), "kurz");
    }
}
