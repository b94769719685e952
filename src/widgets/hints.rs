//! The line of keys for this place; what matters least goes first when it gets narrow.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::text;
use super::theme::Theme;

/// A key and what it does here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint<'a> {
    pub keys: &'a str,
    pub label: &'a str,
    /// The lowest goes first; of equals, the last.
    pub weight: u8,
}

const GAP: usize = 3;

impl Hint<'_> {
    fn width(&self) -> usize {
        text::width(self.keys) + 1 + text::width(self.label)
    }
}

/// Those hints that fit `width` columns, in their order.
fn fitting<'h, 'a>(hints: &'h [Hint<'a>], width: usize) -> Vec<&'h Hint<'a>> {
    let mut shown: Vec<_> = hints.iter().collect();
    let needed = |shown: &[&Hint<'_>]| -> usize {
        shown.iter().map(|hint| hint.width() + GAP).sum::<usize>().saturating_sub(GAP)
    };
    while needed(&shown) > width {
        let weakest = shown
            .iter()
            .enumerate()
            .min_by_key(|(index, hint)| (hint.weight, std::cmp::Reverse(*index)))
            .map(|(index, _)| index);
        let Some(weakest) = weakest else { break };
        shown.remove(weakest);
    }
    shown
}

/// Draws the hints in the area's first line, a blank before them.
pub fn draw(hints: &[Hint<'_>], area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let area = Rect { height: 1, ..area }.intersection(*buffer.area());
    if area.width < 2 {
        return;
    }
    let mut x = area.x + 1;
    for hint in fitting(hints, usize::from(area.width) - 2) {
        x = text::put(buffer, x, area.y, &text::clean(hint.keys), usize::from(area.right() - x), theme.key);
        let label = format!(" {}", text::clean(hint.label));
        x = text::put(buffer, x, area.y, &label, usize::from(area.right() - x), theme.text);
        x = (x + 3).min(area.right());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_important_hint_goes_first_and_the_order_stays() {
        let hints = [
            Hint { keys: "a", label: "Zuweisen", weight: 9 },
            Hint { keys: "s", label: "Später", weight: 1 },
            Hint { keys: "?", label: "Hilfe", weight: 5 },
        ];
        let keys = |width| fitting(&hints, width).iter().map(|hint| hint.keys).collect::<String>();
        assert_eq!(keys(80), "as?");
        assert_eq!(keys(20), "a?");
        assert_eq!(keys(12), "a");
        assert_eq!(keys(3), "");
    }
}
