//! A word on a coloured ground: a state, a kind, a warning.

use ratatui::text::Span;

use super::text;
use super::theme::Theme;

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

/// The word as a badge; in brackets where it has no ground of its own.
#[must_use]
pub fn badge(word: &str, tone: Tone, theme: &Theme) -> Span<'static> {
    let word = text::clean(word);
    let style = theme.badges[tone as usize];
    if style.bg.is_some() { Span::styled(format!(" {word} "), style) } else { Span::styled(format!("[{word}]"), style) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::theme::{Colours, Look};

    #[test]
    fn a_badge_is_one_without_colours_too() {
        let plain = Theme::new(Look { colours: Colours::None, ..Look::default() });
        assert_eq!(badge("neu", Tone::Danger, &plain).content, "[neu]");
        let coloured = Theme::new(Look::default());
        assert_eq!(badge("neu", Tone::Danger, &coloured).content, " neu ");
        assert_eq!(badge("neu", Tone::Plain, &coloured).content, "[neu]");
    }
}
