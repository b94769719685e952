//! How a mail text looks: over the whole width and without a frame, so that only the text is marked with a mouse.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::LetterDialog;
use crate::dialogs::Context;
use crate::text::letter;
use crate::widgets::panel;
use crate::widgets::text as columns;
use crate::widgets::theme::Theme;

impl LetterDialog {
    pub(in crate::dialogs) fn view(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        context: &Context<'_>,
    ) -> Option<Position> {
        let area = area.intersection(*buffer.area());
        let language = context.language;
        let mut lines = vec![panel::heading(self.title.unwrap_or_else(|| letter::title(language)), area.width, theme)];
        let mut wrapped = |text: &str| {
            for line in text.split('\n') {
                lines.extend(columns::wrap(&columns::clean(line), usize::from(area.width)));
            }
        };
        if !self.mail.to.is_empty() {
            wrapped(&format!("{}: {}", letter::to_label(language), self.mail.to));
        }
        wrapped(&format!("{}: {}", letter::subject_label(language), self.mail.subject));
        wrapped("");
        wrapped(&self.mail.body);
        self.page.draw(&lines, area, buffer, theme)
    }
}
