//! How one field of a form looks: its label, its value, and beside or below it what is to be said about it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::field::Problem;
use super::layout::Place;
use super::{Content, FormField};
use crate::dialogs::{Context, said};
use crate::domain::{FieldType, Kind, Value, dates, entry};
use crate::text;
use crate::widgets::field::FieldLook;
use crate::widgets::text as columns;
use crate::widgets::theme::Theme;

/// Columns of fields for dates and figures, and where words may stand too; their notes stand beside them.
const SHORT: u16 = 16;
const WORDS: u16 = 22;
/// Columns of a flag with its word.
const FLAG: u16 = 9;

/// Where a field stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows {
    pub(super) label: Rect,
    pub(super) value: Rect,
}

impl Rows {
    /// The rows of a place in a window of the form that begins at `top`; `None` where it is out of sight.
    pub(super) fn at(self, place: Place, top: u16, window: Rect) -> Option<Self> {
        let y = window.y + place.y.checked_sub(top)?;
        let height = (place.height + place.below).min(window.bottom().checked_sub(y)?);
        let on = |rows: Rect| Rect { y, height, ..rows };
        (height > 0).then(|| Self { label: on(self.label), value: on(self.value) })
    }
}

/// What a field is drawn with.
pub(super) struct Look<'a> {
    pub(super) kind: Kind,
    pub(super) is_focused: bool,
    /// What is wrong with it.
    pub(super) problem: Option<Problem>,
    pub(super) context: &'a Context<'a>,
    pub(super) theme: &'a Theme,
}

/// Draws the field; gives the cursor's place where it has the keys.
pub(super) fn draw(field: &FormField, rows: Rows, look: &Look<'_>, buffer: &mut Buffer) -> Option<Position> {
    draw_label(field, rows.label, look, buffer);
    let below = u16::from(field.meanwhile.is_some()).min(rows.value.height.saturating_sub(1));
    let value = Rect { height: rows.value.height - below, ..rows.value };
    let cursor = draw_value(field, value, look, buffer);
    if let Some(theirs) = &field.meanwhile
        && below > 0
    {
        let line = format!("{}: {}", text::dialogs(look.context.language).meanwhile, said(field, theirs, look));
        let area = Rect { y: value.bottom(), height: 1, ..value };
        write(&line, area, look.theme.warning, look.theme, buffer);
    }
    cursor
}

fn draw_label(field: &FormField, area: Rect, look: &Look<'_>, buffer: &mut Buffer) {
    let Look { theme, is_focused, .. } = look;
    let label = text::field(look.context.language, look.kind, field.spec.field);
    let star = if field.is_required() { " *" } else { "" };
    let style = if *is_focused { theme.strong } else { theme.quiet };
    let room = Rect { x: area.x + super::layout::POINTER, width: area.width - super::layout::POINTER, ..area };
    write(&format!("{label}{star}"), room, style, theme, buffer);
    if *is_focused {
        buffer.set_string(area.x, area.y, theme.glyphs.selected, theme.pointer);
    }
}

fn draw_value(field: &FormField, area: Rect, look: &Look<'_>, buffer: &mut Buffer) -> Option<Position> {
    let Look { theme, is_focused, context, .. } = *look;
    let texts = text::dialogs(context.language);
    let problem = look.problem;
    let placeholder = if problem == Some(Problem::Empty) { texts.fill_in } else { "" };
    let input = FieldLook { focused: is_focused, error: problem.is_some(), placeholder };
    let style = match (input.error, is_focused) {
        (true, _) => theme.input_error,
        (false, true) => theme.input_focused,
        (false, false) => theme.input,
    };
    let start = is_focused.then_some(Position { x: area.x, y: area.y });
    match &field.content {
        Content::Line(line) if is_short(field.spec.holds) => {
            let columns = if field.spec.holds == FieldType::DateOrWords { WORDS } else { SHORT };
            let short = Rect { width: area.width.min(columns), ..area };
            let cursor = line.draw(short, buffer, theme, input);
            let beside = Rect { x: short.right() + 2, width: area.width.saturating_sub(columns + 2), ..area };
            if let Some((note, style)) = note(field, look) {
                write(&note, beside, style, theme, buffer);
            }
            cursor
        }
        Content::Line(line) => line.draw(area, buffer, theme, input),
        Content::Text(input_text) if is_focused => input_text.draw(area, buffer, theme, input),
        Content::Text(input_text) => {
            draw_text(input_text.text(), area, style, placeholder, theme, buffer);
            None
        }
        Content::Flag(yes) => {
            let (mark, word) = if *yes { (theme.glyphs.done, texts.yes) } else { (" ", texts.no) };
            let flag = Rect { width: area.width.min(FLAG), height: 1, ..area };
            buffer.set_style(flag, style);
            write(&format!("[{mark}] {word}"), flag, style, theme, buffer);
            start.map(|start| Position { x: start.x + 1, ..start })
        }
        Content::Choice(_) | Content::Goals(_) | Content::Link(_) | Content::Links(_) => {
            let chosen = Rect { height: 1, ..area };
            buffer.set_style(chosen, style);
            let value = field.value_shown(look);
            let shown = if value.is_empty() { placeholder } else { &value };
            let room = Rect { width: chosen.width.saturating_sub(2), ..chosen };
            write(shown, room, style, theme, buffer);
            // The sign of a list that opens.
            buffer.set_string(chosen.right().saturating_sub(1), chosen.y, theme.glyphs.down, style);
            start
        }
    }
}

/// The text of a field that does not have the keys, from its beginning.
fn draw_text(content: &str, area: Rect, style: Style, placeholder: &str, theme: &Theme, buffer: &mut Buffer) {
    buffer.set_style(area, style);
    let content = if content.is_empty() { placeholder } else { content };
    let rows = columns::wrap(content, usize::from(area.width).saturating_sub(1));
    let hidden = rows.len() > usize::from(area.height);
    for (y, row) in (area.y..area.bottom()).zip(&rows) {
        buffer.set_stringn(area.x, y, row.to_string(), usize::from(area.width), style);
    }
    if hidden && area.height > 0 {
        buffer.set_string(area.right() - 1, area.bottom() - 1, theme.glyphs.ellipsis, style);
    }
}

/// What is said beside a short field: its problem, or how it was understood.
fn note(field: &FormField, look: &Look<'_>) -> Option<(String, Style)> {
    let Look { theme, is_focused, context, .. } = *look;
    let language = context.language;
    match look.problem {
        Some(Problem::Entry(problem)) => return Some((text::entry_note(language, &problem), theme.danger)),
        Some(Problem::Empty) => return None,
        None => {}
    }
    if field.content.is_empty() || !(is_focused || field.is_touched()) {
        return None;
    }
    let value = field.value(context.today).ok()?;
    let typed = field.content.typed();
    let understood = match (field.spec.holds, &value) {
        (FieldType::Date | FieldType::DateOrWords, Value::Text(text)) => {
            match chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d") {
                Ok(day) => dates::format_short(day, language),
                Err(_) => return Some((text::dialogs(language).stays_words.to_owned(), theme.quiet)),
            }
        }
        _ => entry::written(field.spec.holds, &value, language),
    };
    (understood != typed).then(|| (format!("{} {understood}", theme.glyphs.right), theme.quiet))
}

const fn is_short(holds: FieldType) -> bool {
    matches!(holds, FieldType::Date | FieldType::DateOrWords | FieldType::Moment | FieldType::Number | FieldType::Money)
}

impl FormField {
    /// A chosen value in words; empty where nothing is chosen.
    fn value_shown(&self, look: &Look<'_>) -> String {
        if self.content.is_empty() {
            return String::new();
        }
        let language = look.context.language;
        match &self.content {
            Content::Choice(Some(choice)) => text::choice(language, *choice).to_owned(),
            Content::Goals(goals) => {
                let goals = goals.iter().map(|goal| format!("{goal} {}", text::goal(language, *goal)));
                goals.collect::<Vec<_>>().join(" · ")
            }
            Content::Link(Some(id)) => said(self, &Value::from(*id), look),
            Content::Links(ids) => said(self, &Value::Links(ids.clone()), look),
            _ => String::new(),
        }
    }
}

/// A value of this field in words.
fn said(field: &FormField, value: &Value, look: &Look<'_>) -> String {
    let names = match field.spec.holds {
        FieldType::Link(kind) | FieldType::Links(kind, _) => {
            field.names.iter().map(|(id, name)| ((kind, *id), name.clone())).collect()
        }
        _ => said::Names::new(),
    };
    said::value(look.context.language, look.kind, field.spec.field, value, &names)
}

fn write(text: &str, area: Rect, style: Style, theme: &Theme, buffer: &mut Buffer) {
    let width = usize::from(area.width);
    if !area.is_empty() {
        buffer.set_stringn(area.x, area.y, columns::cut(text, width, theme.glyphs.ellipsis), width, style);
    }
}
