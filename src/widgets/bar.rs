//! Bars: how far something is, and how much of something there is.

use ratatui::text::{Line, Span};

use super::text;
use super::theme::Theme;

/// How much of `width` columns a part of the whole fills; something is never nothing, and only all
/// is full.
fn filled(part: u64, whole: u64, width: usize) -> usize {
    if part == 0 || whole == 0 || width == 0 {
        return 0;
    }
    if part >= whole {
        return width;
    }
    let columns = u128::from(part) * width as u128 / u128::from(whole);
    usize::try_from(columns).unwrap_or(width).clamp(1, width.saturating_sub(1).max(1))
}

/// A bar of `width` columns that shows how far it is: `done` of `total`.
#[must_use]
pub fn progress(done: u64, total: u64, width: u16, theme: &Theme) -> Line<'static> {
    let width = usize::from(width);
    let full = filled(done, total, width);
    Line::from(vec![
        Span::styled(theme.glyphs.full.repeat(full), theme.accent),
        Span::styled(theme.glyphs.empty.repeat(width - full), theme.quiet),
    ])
}

/// One bar of a chart with its label before and its figure behind it.
#[must_use]
pub fn labelled(
    label: &str,
    value: u64,
    most: u64,
    (label_width, bar_width): (u16, u16),
    theme: &Theme,
) -> Line<'static> {
    let label = text::fit(label, usize::from(label_width), theme.glyphs.ellipsis);
    let bar = theme.glyphs.full.repeat(filled(value, most, usize::from(bar_width)));
    Line::from(vec![
        Span::styled(label, theme.text),
        Span::raw(" "),
        Span::styled(bar, theme.accent),
        Span::styled(format!(" {value}"), theme.quiet),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_full_only_at_the_end_and_empty_only_at_the_beginning() {
        assert_eq!(filled(0, 60, 20), 0);
        assert_eq!(filled(1, 1000, 20), 1);
        assert_eq!(filled(30, 60, 20), 10);
        assert_eq!(filled(999, 1000, 20), 19);
        assert_eq!(filled(60, 60, 20), 20);
        assert_eq!(filled(5, 0, 20), 0);
        assert_eq!(filled(u64::MAX, u64::MAX, 20), 20);
    }
}
