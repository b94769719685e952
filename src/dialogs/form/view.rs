//! How a form looks: a frame that keeps its size, the fields in it, and below them what helps with this one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::field::Problem;
use super::layout::{BELOW, GAP, Layout, POINTER, WIDEST};
use super::{Form, field_view};
use crate::app::Action;
use crate::dialogs::{Context, FILLING, Picker};
use crate::domain::Language;
use crate::text;
use crate::widgets::popup::Popup;
use crate::widgets::text as columns;
use crate::widgets::theme::Theme;

/// Rows of an open picker, its frame included.
const PICKER_ROWS: u16 = 12;
/// Columns of an open picker at least, its frame included.
const PICKER_COLUMNS: u16 = 40;

/// Rows kept free for texts to grow into.
const SPARE: u16 = 3;

impl Form {
    pub(in crate::dialogs) fn view(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        context: &Context<'_>,
    ) -> Option<Position> {
        let title = self.title(context.language);
        let width = area.width.saturating_sub(4).min(WIDEST);
        let layout = self.layout(width, context.language);
        let popup = Popup { title: &title, width, height: self.height_for(&layout) };
        let inside = popup.draw(area, buffer, theme);
        if inside.height <= BELOW || inside.width < width {
            return None;
        }
        // What was asked before has to leave most of the room to the fields.
        let before = self.before_rows().min(inside.height.saturating_sub(BELOW) / 3);
        let fields = Rect { height: inside.height - BELOW - before, ..inside };
        let asked = Rect { y: fields.bottom(), height: before, ..inside };
        self.draw_before(asked, buffer, theme, context);
        let top = layout.top(self.top.get(), self.at, fields.height);
        self.top.set(top);
        let mut cursor = None;
        for (index, (field, place)) in self.fields.iter().zip(&layout.places).enumerate() {
            let rows = field_view::Rows {
                label: Rect { x: inside.x, width: POINTER + layout.label, ..Rect::default() },
                value: Rect {
                    x: inside.x + POINTER + layout.label + GAP,
                    width: layout.value.min(inside.width),
                    ..Rect::default()
                },
            };
            let Some(rows) = rows.at(*place, top, fields) else { continue };
            let is_focused = index == self.at;
            let problem = self.problem(field, context.today);
            let look = field_view::Look { kind: self.kind, is_focused, problem, context, theme };
            cursor = cursor.or(field_view::draw(field, rows, &look, buffer));
        }
        let below = Rect { y: asked.bottom(), height: BELOW, ..inside };
        self.draw_below(below, &layout, (top, fields.height), buffer, theme, context);
        match &self.picking {
            Some(picker) => {
                let place = layout.places[self.at];
                let y = fields.y + place.y.saturating_sub(top);
                let x = inside.x + POINTER + layout.label + GAP;
                let frame = picker_frame(picker, Position { x, y }, inside);
                picker.view_within(frame, buffer, theme, context)
            }
            None => cursor,
        }
    }

    /// The rows of the frame's inside. They grow with the texts, some at once, so that the frame seldom moves.
    fn height_for(&self, layout: &Layout) -> u16 {
        if layout.lines() > self.rows.get() {
            let grows = self.fields.iter().any(|field| matches!(field.content, super::Content::Text(_)));
            self.rows.set(layout.lines() + if grows { SPARE } else { 0 });
        }
        self.rows.get() + BELOW + self.before_rows()
    }

    fn title(&self, language: Language) -> String {
        if self.is_new() {
            text::new_kind(language, self.kind).to_owned()
        } else {
            text::edit_kind(language, self.kind)
        }
    }

    /// The rule with what applies to the whole form, and the line that helps with this field.
    fn draw_below(
        &self,
        area: Rect,
        layout: &Layout,
        (top, height): (u16, u16),
        buffer: &mut Buffer,
        theme: &Theme,
        context: &Context<'_>,
    ) {
        let texts = text::dialogs(context.language);
        let width = usize::from(area.width);
        buffer.set_stringn(area.x, area.y, theme.glyphs.horizontal.repeat(width), width, theme.border);
        if self.fields.iter().any(super::FormField::is_required) {
            buffer.set_stringn(area.x + 2, area.y, format!(" * {} ", texts.required), width, theme.quiet);
        }
        let (above, below) = (top > 0, layout.lines() > top + height);
        if above || below {
            let up = if above { theme.glyphs.up } else { "" };
            let down = if below { theme.glyphs.down } else { "" };
            let more = format!(" {up}{down} {} ", texts.more_fields);
            let more_width = columns::width(&more);
            if let Some(before) = width.checked_sub(more_width + 2) {
                let x = area.x + u16::try_from(before).unwrap_or(0);
                buffer.set_stringn(x, area.y, more, more_width, theme.quiet);
            }
        }
        let (line, style) = self.help_line(theme, context);
        let line = columns::cut(&line, width, theme.glyphs.ellipsis);
        buffer.set_stringn(area.x, area.y + 1, line, width, style);
    }

    fn help_line(&self, theme: &Theme, context: &Context<'_>) -> (String, Style) {
        let language = context.language;
        let field = &self.fields[self.at];
        if self.saving {
            return (text::dialogs(language).saving.to_owned(), theme.strong);
        }
        if self.discarding {
            let key = context.key_for(Action::DiscardDraft, FILLING);
            return (text::discard_once_more(language, &key), theme.warning);
        }
        if let Some(Problem::Entry(problem)) = self.problem(field, context.today) {
            return (text::entry_problem(language, &problem), theme.danger);
        }
        let help = text::field_help(language, self.kind, field.spec.field).unwrap_or_default();
        if !field.content.is_chosen() {
            return (help.to_owned(), theme.quiet);
        }
        let choose = text::choose_with(language, &context.key_for(Action::OpenPicker, FILLING));
        // How to choose matters more than what: it is said where there is no room for both.
        let both = format!("{help}. {choose}");
        let fits = !help.is_empty() && columns::width(&both) <= usize::from(WIDEST - 10);
        (if fits { both } else { choose }, theme.quiet)
    }
}

/// Where the picker of a field opens: over the values, so that the labels stay in sight; below the field, or above
/// it where there is more room.
fn picker_frame(picker: &Picker, field: Position, area: Rect) -> Rect {
    let (_, rows) = picker.size();
    let height = (rows + 2).min(PICKER_ROWS);
    let x = field.x.saturating_sub(2).min(area.right().saturating_sub(PICKER_COLUMNS)).max(area.x);
    let frame = Rect { x, width: area.right() - x, ..area };
    let below = area.bottom().saturating_sub(field.y + 1);
    let above = field.y.saturating_sub(area.y);
    if below >= height || below >= above {
        Rect { y: field.y + 1, height: height.min(below), ..frame }
    } else {
        let height = height.min(above);
        Rect { y: field.y - height, height, ..frame }
    }
}
