//! The first line: the tabs with what waits in each, and at the right where one is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::text;
use super::theme::Theme;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tab<'a> {
    pub key: &'a str,
    pub title: &'a str,
    /// How many wait there; nothing is shown for none.
    pub count: Option<u64>,
}

/// A part of the status at the right: file, person, state of the link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'a> {
    pub text: &'a str,
    pub style: Style,
    /// The lowest goes first when it gets narrow.
    pub weight: u8,
}

/// Parts from this weight on have their room before the tabs are written in full.
pub const STATE: u8 = 90;

/// How much of each tab is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    Full,
    WithoutCounts,
    /// The titles of the other tabs end after three letters.
    Short,
    KeysOnly,
}

const DETAILS: [Detail; 4] = [Detail::Full, Detail::WithoutCounts, Detail::Short, Detail::KeysOnly];

fn label(tab: &Tab<'_>, active: bool, detail: Detail) -> String {
    let title = text::clean(tab.title);
    let count = match tab.count {
        Some(count) if count > 0 && (detail == Detail::Full || active) => format!(" {count}"),
        _ => String::new(),
    };
    match detail {
        Detail::Short if !active => format!(" {} {} ", tab.key, text::cut(&title, 3, "")),
        Detail::KeysOnly if !active => format!(" {} ", tab.key),
        _ => format!(" {} {title}{count} ", tab.key),
    }
}

/// Draws the line; `active` is an index into `tabs`.
pub fn draw(tabs: &[Tab<'_>], active: usize, status: &[Part<'_>], area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let area = Rect { height: 1, ..area }.intersection(*buffer.area());
    if area.is_empty() {
        return;
    }
    let width = usize::from(area.width);
    let labels_in = |detail| -> Vec<String> {
        let labels = tabs.iter().enumerate();
        labels.map(|(index, tab)| label(tab, index == active, detail)).collect()
    };
    let total = |labels: &[String]| labels.iter().map(|label| text::width(label)).sum::<usize>();
    // That something is the matter with the file is worth more than the titles of other tabs.
    let wanted = status.iter().filter(|part| part.weight >= STATE).map(|part| text::width(part.text));
    let room = width.saturating_sub(wanted.max().filter(|wanted| *wanted > 0).map_or(0, |wanted| wanted + 2));
    let fitting = |room| DETAILS.into_iter().find(|&detail| total(&labels_in(detail)) <= room);
    let detail = fitting(room).filter(|detail| *detail != Detail::KeysOnly).or_else(|| fitting(width));
    let labels = labels_in(detail.unwrap_or(Detail::KeysOnly));
    let mut x = area.x;
    for (index, label) in labels.iter().enumerate() {
        let style = if index == active { theme.tab_active } else { theme.tab };
        (x, _) = buffer.set_stringn(x, area.y, label, usize::from(area.right() - x), style);
    }
    draw_status(status, Rect { x, width: area.right() - x, ..area }, buffer, theme);
}

/// Whether all these texts fit beside the tabs in full, in a line of this width.
pub fn has_room(tabs: &[Tab<'_>], status: &[&str], width: u16) -> bool {
    let labels: usize = tabs.iter().map(|tab| text::width(&label(tab, true, Detail::Full))).sum();
    let texts = status.iter().filter(|text| !text.is_empty()).map(|text| text::width(text) + 3);
    labels + texts.sum::<usize>() < usize::from(width)
}

/// Writes as many parts as fit at the area's right end.
fn draw_status(status: &[Part<'_>], area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let separator = format!(" {} ", theme.glyphs.separator);
    let mut parts: Vec<_> = status.iter().filter(|part| !part.text.is_empty()).collect();
    let needed = |parts: &[&Part<'_>]| -> usize {
        let texts: usize = parts.iter().map(|part| text::width(part.text)).sum();
        texts + parts.len().saturating_sub(1) * 3 + 2
    };
    while !parts.is_empty() && needed(&parts) > usize::from(area.width) {
        let weakest = parts.iter().enumerate().min_by_key(|(_, part)| part.weight);
        let Some((weakest, _)) = weakest else { break };
        parts.remove(weakest);
    }
    if parts.is_empty() {
        return;
    }
    let mut x = area.right() - u16::try_from(needed(&parts) - 1).unwrap_or(area.width);
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            (x, _) = buffer.set_stringn(x, area.y, &separator, 3, theme.quiet);
        }
        let room = usize::from(area.right() - x);
        (x, _) = buffer.set_stringn(x, area.y, text::clean(part.text), room, part.style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::theme::Look;

    fn line(width: u16) -> String {
        line_with(width, 9)
    }

    fn line_with(width: u16, weight: u8) -> String {
        let tabs = [("1", "Übersicht", None), ("2", "Fragen", Some(12)), ("3", "Arbeitskreise", Some(0))]
            .map(|(key, title, count)| Tab { key, title, count });
        let status =
            [("Musterbestand", 1), ("Lesen", weight)].map(|(text, weight)| Part { text, style: Style::new(), weight });
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        draw(&tabs, 1, &status, area, &mut buffer, &Theme::new(Look::default()));
        (0..width).map(|x| buffer[(x, 0)].symbol()).collect()
    }

    #[test]
    fn the_first_line_gives_up_what_matters_least() {
        assert_eq!(line(70), " 1 Übersicht  2 Fragen 12  3 Arbeitskreise      Musterbestand · Lesen ");
        assert_eq!(line(54), " 1 Übersicht  2 Fragen 12  3 Arbeitskreise      Lesen ");
        assert_eq!(line(44), " 1 Übersicht  2 Fragen 12  3 Arbeitskreise  ");
        assert_eq!(line(30), " 1 Übe  2 Fragen 12  3 Arb    ");
        assert_eq!(line(20), " 1  2 Fragen 12  3  ");
    }

    #[test]
    fn a_state_of_the_file_has_its_room_before_the_titles_of_other_tabs() {
        assert_eq!(line_with(54, STATE), line(54));
        assert_eq!(line_with(44, STATE), " 1 Übe  2 Fragen 12  3 Arb            Lesen ");
        assert_eq!(line_with(20, STATE), line(20));
    }
}
