//! How a text to read looks: over the whole width, with what can be done with it beside its title.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::Reading;
use crate::app::Action;
use crate::dialogs::{ASKED, Context};
use crate::widgets::panel;
use crate::widgets::text as columns;
use crate::widgets::theme::Theme;

impl Reading {
    pub(in crate::dialogs) fn view(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        context: &Context<'_>,
    ) -> Option<Position> {
        let area = area.intersection(*buffer.area());
        let mut lines = vec![panel::heading(&self.title, area.width, theme)];
        if let Some(act) = self.act {
            let key = context.key_for(Action::Choose, ASKED);
            lines.push(Line::styled(format!("{key}: {act}"), theme.quiet));
            lines.push(Line::default());
        }
        let room = usize::from(area.width.saturating_sub(1)).max(1);
        for line in self.text.split('\n') {
            // A heading of the document is one here too; its rule is not needed.
            match line.strip_prefix("## ").or_else(|| line.strip_prefix("# ")) {
                Some(heading) => lines.push(panel::heading(heading, area.width, theme)),
                None => lines.extend(columns::wrap(&columns::clean(line), room)),
            }
        }
        self.page.draw(&lines, area, buffer, theme)
    }
}
