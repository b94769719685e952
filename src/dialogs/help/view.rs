//! How the help looks: a heading for each place, below it the keys and what they do.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{Context, Help, HelpLine};
use crate::text;
use crate::widgets::field::FieldLook;
use crate::widgets::popup::Popup;
use crate::widgets::theme::Theme;
use crate::widgets::{panel, text as columns};

const WIDTH: u16 = 76;
/// Columns of the keys at most.
const KEYS: usize = 24;

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
            let keys = lines.iter().map(|line| columns::width(&keys_of(line, context))).max().unwrap_or(0).min(KEYS);
            lines.iter().flat_map(|line| self.styled(line, (keys, room.width), theme, context)).skip(1).collect()
        };
        let height = usize::from(room.height);
        self.drawn.set((height, lines.len()));
        panel::draw(&lines, self.top.min(lines.len().saturating_sub(height)), room, buffer, theme);
        cursor
    }

    /// The lines of a line: a heading has a blank one before it.
    fn styled(
        &self,
        line: &HelpLine,
        (keys, width): (usize, u16),
        theme: &Theme,
        context: &Context<'_>,
    ) -> Vec<Line<'static>> {
        match line {
            HelpLine::Heading(scope) => {
                vec![Line::default(), panel::heading(scope.label(context.language), width, theme)]
            }
            HelpLine::Action { spec, keys: bound } => {
                let shown = columns::fit(&keys_of(line, context), keys, theme.glyphs.ellipsis);
                let style = if bound.is_empty() { theme.quiet } else { theme.key };
                let label = Span::styled(columns::clean(self.label(spec, context.language)).into_owned(), theme.text);
                vec![Line::from(vec![Span::styled(shown, style), Span::raw("  "), label])]
            }
        }
    }
}

/// The keys of an action, or that it has none.
fn keys_of(line: &HelpLine, context: &Context<'_>) -> String {
    match line {
        HelpLine::Heading(_) => String::new(),
        HelpLine::Action { keys, .. } if keys.is_empty() => text::dialogs(context.language).no_key.to_owned(),
        HelpLine::Action { keys, .. } => {
            keys.iter().map(|key| key.name(context.language)).collect::<Vec<_>>().join("  ")
        }
    }
}
