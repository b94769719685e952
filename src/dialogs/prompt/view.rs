//! How a prompt looks.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Context, Prompt, PromptKind};
use crate::domain::dates;
use crate::domain::entry::EntryProblem;
use crate::text;
use crate::widgets::field::FieldLook;
use crate::widgets::popup::Popup;
use crate::widgets::text as columns;
use crate::widgets::theme::Theme;

const WIDTH: u16 = 72;
/// Rows of a long text: as many as fit beside what it is about.
const ROWS: u16 = 10;

impl Prompt {
    pub(in crate::dialogs) fn view(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        context: &Context<'_>,
    ) -> Option<Position> {
        let rows = if self.kind == PromptKind::LongText { ROWS } else { 1 };
        // The hint stands below the text, with a blank line between.
        let popup = Popup { title: &self.title, width: WIDTH, height: rows + 2 };
        let inside = popup.draw(area, buffer, theme);
        let look = FieldLook { focused: true, error: self.refused, placeholder: "" };
        let field = Rect { height: rows.min(inside.height), ..inside };
        let cursor = match self.kind {
            PromptKind::LongText => self.text.draw(field, buffer, theme, look),
            PromptKind::Line | PromptKind::Date => self.line.draw(field, buffer, theme, look),
        };
        if let Some(y) = (inside.y + rows + 1 < inside.bottom()).then_some(inside.y + rows + 1) {
            let (line, style) = self.below(theme, context);
            let width = usize::from(inside.width);
            buffer.set_stringn(inside.x, y, columns::cut(&line, width, theme.glyphs.ellipsis), width, style);
        }
        cursor
    }

    /// What is wrong, how a day was understood, or the hint.
    fn below(&self, theme: &Theme, context: &Context<'_>) -> (String, ratatui::style::Style) {
        let language = context.language;
        match self.day(context.today) {
            Some(Ok(day)) => {
                let day = chrono::NaiveDate::parse_from_str(&day, "%Y-%m-%d");
                let day = day.map(|day| dates::format_short(day, language)).unwrap_or_default();
                (format!("{} {day}", theme.glyphs.right), theme.text)
            }
            Some(Err(problem)) if self.refused => (text::entry_note(language, &problem), theme.danger),
            // A slip in a day is said at once, what may still become a day is not.
            Some(Err(problem @ EntryProblem::Date(dates::DateProblem::NoSuchDay { .. }))) => {
                (text::entry_note(language, &problem), theme.danger)
            }
            _ if self.refused => (text::dialogs(language).fill_in.to_owned(), theme.danger),
            _ => (self.hint.clone(), theme.quiet),
        }
    }
}
