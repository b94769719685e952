//! How the history looks: a line for each change, below it its fields.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{Context, Past};
use crate::dialogs::said;
use crate::domain::query::is_place;
use crate::domain::{Edit, HistoryLine, Language, Value, What};
use crate::text;
use crate::widgets::popup::Popup;
use crate::widgets::theme::Theme;
use crate::widgets::{panel, text as columns};

/// What is read comfortably.
const WIDTH: u16 = 96;
/// Columns before the fields of a change.
const INDENT: &str = "    ";
/// Fields of one change that are shown; a bulk act has hundreds.
const EDITS: usize = 12;

impl Past {
    pub(in crate::dialogs) fn view(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        context: &Context<'_>,
    ) -> Option<Position> {
        let texts = text::dialogs(context.language);
        let title = if self.title.is_empty() {
            texts.past_title.to_owned()
        } else {
            format!("{} · {}", texts.past_title, self.title)
        };
        let width = WIDTH.min(area.width.saturating_sub(4));
        if self.changes.is_empty() {
            let inside = Popup { title: &title, width, height: 1 }.draw(area, buffer, theme);
            panel::draw(&[Line::styled(texts.past_empty, theme.quiet)], 0, inside, buffer, theme);
            return None;
        }
        let mut lines = Vec::new();
        let mut selected = 0..0;
        for (place, change) in self.changes.iter().enumerate() {
            let start = lines.len();
            lines.extend(self.lines(change, place == self.selected, width, theme, context));
            if place == self.selected {
                selected = start..lines.len();
            }
            lines.push(Line::default());
        }
        lines.pop();
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let inside = Popup { title: &title, width, height: rows }.draw(area, buffer, theme);
        panel::draw_around(&lines, &selected, &self.window, inside, buffer, theme)
    }

    fn lines(
        &self,
        change: &HistoryLine,
        is_selected: bool,
        width: u16,
        theme: &Theme,
        context: &Context<'_>,
    ) -> Vec<Line<'static>> {
        let language = context.language;
        let texts = text::dialogs(language);
        let act = change.act.map_or(texts.unknown_act, |act| text::act(language, act));
        let pointer = if is_selected { theme.glyphs.selected } else { " " };
        let mut heading = vec![
            Span::styled(pointer.to_owned(), theme.pointer),
            Span::raw(" "),
            Span::styled(said::moment(language, &change.at, self.local), theme.quiet),
            Span::raw("  "),
            Span::styled(act, theme.strong),
            Span::raw("  "),
            Span::styled(columns::clean(&change.by).into_owned(), theme.text),
        ];
        if self.of_all && !change.label.is_empty() {
            heading.push(Span::styled(format!("  {}", columns::clean(&change.label)), theme.accent));
        }
        let mut lines = vec![Line::from(heading)];
        let rows: Vec<Row> = change.edits.iter().flat_map(|edit| self.rows(edit, language, theme)).collect();
        let labels = rows.iter().map(|row| columns::width(&row.label)).max().unwrap_or(0).min(28);
        let room = usize::from(width).saturating_sub(INDENT.len() + labels + 2).max(8);
        for row in rows.iter().take(EDITS) {
            let mut label = columns::fit(&row.label, labels, theme.glyphs.ellipsis);
            for value in columns::wrap(&row.value, room).into_iter().take(3) {
                let before = Span::styled(format!("{INDENT}{label}  "), theme.quiet);
                lines.push(Line::from(vec![before, Span::styled(value.to_string(), theme.text)]));
                label = " ".repeat(labels);
            }
        }
        if rows.len() > EDITS {
            lines.push(Line::styled(format!("{INDENT}{} {}", theme.glyphs.ellipsis, rows.len() - EDITS), theme.quiet));
        }
        lines
    }

    /// What an edit did, field by field.
    fn rows(&self, edit: &Edit, language: Language, theme: &Theme) -> Vec<Row> {
        let say = |field, value: &Value| said::value(language, edit.kind, field, value, &self.names);
        match &edit.what {
            What::Create(values) => {
                let record = self.names.get(&(edit.kind, edit.id));
                let record = record.map(|name| format!(": {name}")).unwrap_or_default();
                let created = Row {
                    label: text::kind(language, edit.kind).to_owned(),
                    value: format!("{}{record}", text::dialogs(language).created),
                };
                let fields = edit.kind.spec().fields.iter();
                let fields = fields.filter(|spec| !is_place(edit.kind, spec.field));
                let known = fields.filter_map(|spec| Some((spec.field, values.get(&spec.field)?)));
                let known = known.map(|(field, value)| Row {
                    label: text::field(language, edit.kind, field).to_owned(),
                    value: say(field, value),
                });
                std::iter::once(created).chain(known).collect()
            }
            What::Set { field, .. } if is_place(edit.kind, *field) => vec![Row {
                label: text::kind(language, edit.kind).to_owned(),
                value: text::question_list::words(language).moved.to_owned(),
            }],
            What::Set { field, from, to } => vec![Row {
                label: text::field(language, edit.kind, *field).to_owned(),
                value: format!("{} {} {}", say(*field, from), theme.glyphs.right, say(*field, to)),
            }],
        }
    }
}

/// A field and what became of it.
struct Row {
    label: String,
    value: String,
}
