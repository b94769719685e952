//! A word on a coloured ground: a state, a kind, a warning.

use ratatui::text::Span;

use super::text;
use super::theme::{Colours, Theme};

/// What a badge, a mark or a bar says by its colour, beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    #[default]
    Plain,
    Accent,
    Good,
    Warning,
    Danger,
}

/// The word as a badge; in brackets where there are no colours.
#[must_use]
pub fn badge(word: &str, tone: Tone, theme: &Theme) -> Span<'static> {
    let word = text::clean(word);
    match theme.look.colours {
        Colours::None => Span::styled(format!("[{word}]"), theme.text),
        Colours::Sixteen => Span::styled(format!(" {word} "), theme.badges[tone as usize]),
    }
}
