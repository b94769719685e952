//! How the help looks: a heading for each place, below it the keys and what they do.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{Context, Help, HelpLine};
use crate::app::Key;
use crate::text;
use crate::widgets::field::FieldLook;
use crate::widgets::popup::Popup;
use crate::widgets::theme::Theme;
use crate::widgets::{panel, text as columns};

const WIDTH: u16 = 76;
/// Columns of the keys.
const KEYS: usize = 22;

impl Help {
    pub(in crate::dialogs) fn view(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        context: &Context<'_>,
    ) -> Option<Position> {
        let texts = text::dialogs(context.language);
        let inside = Popup { title: texts.help_title, width: WIDTH, height: area.height }.draw(area, buffer, theme);
        let look = FieldLook { focused: true, error: false, placeholder: texts.filter };
        let cursor = self.filter.draw(inside, buffer, theme, look);
        let room = Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside };
        let lines = self.lines(context.language, context.keymap);
        let lines: Vec<Line<'_>> = if lines.is_empty() {
            vec![Line::styled(texts.nothing_fits, theme.quiet)]
        } else {
            lines.iter().map(|line| styled(line, room.width, theme, context)).collect()
        };
        let height = usize::from(room.height);
        self.drawn.set((height, lines.len()));
        panel::draw(&lines, self.top.min(lines.len().saturating_sub(height)), room, buffer, theme);
        cursor
    }
}

fn styled(line: &HelpLine, width: u16, theme: &Theme, context: &Context<'_>) -> Line<'static> {
    match line {
        HelpLine::Heading(scope) => panel::heading(scope.label(context.language), width, theme),
        HelpLine::Action { spec, keys } => {
            let keys: Vec<String> = keys.iter().map(Key::to_string).collect();
            let keys = if keys.is_empty() {
                Span::styled(fitted(text::dialogs(context.language).no_key, theme), theme.quiet)
            } else {
                Span::styled(fitted(&keys.join("  "), theme), theme.key)
            };
            Line::from(vec![keys, Span::raw("  "), Span::styled(spec.action.label(context.language), theme.text)])
        }
    }
}

fn fitted(keys: &str, theme: &Theme) -> String {
    columns::fit(keys, KEYS, theme.glyphs.ellipsis)
}
