//! How finding looks: one field, and below what was found.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::Find;
use crate::domain::{FieldType, Hit, fold};
use crate::screens::context::ViewContext;
use crate::text;
use crate::widgets::field::FieldLook;
use crate::widgets::{text as measure, window};

/// Lines of a hit at most: what it is, and where the words stand in it.
const LINES: usize = 2;

/// Columns of the name of a kind, and how many there are for it in a narrow window.
const KIND: usize = 16;
const NARROW_KIND: usize = 10;

/// From how many columns on a window is not narrow.
const WIDE: u16 = 100;

/// Draws the field and the hits; the cursor stands in the field.
pub fn draw(find: &Find, area: Rect, buffer: &mut Buffer, context: ViewContext<'_>) -> Option<Position> {
    let (theme, language) = (context.theme, context.language);
    let words = text::words(language);
    let kind = find.kind.map_or(words.all_kinds, |kind| text::kinds(language, kind));
    let label = format!(" {} · {kind}: ", words.find);
    let (x, _) = buffer.set_stringn(area.x, area.y, &label, usize::from(area.width), theme.strong);
    let field = Rect { x, y: area.y, width: area.right().saturating_sub(x + 1), height: 1 };
    let look = FieldLook { focused: true, error: false, placeholder: words.find_hint };
    let cursor = find.input.draw(field, buffer, theme, look);
    if find.hits.first().is_some_and(|hit| !hit.fits) {
        let room = usize::from(area.width.saturating_sub(3));
        buffer.set_stringn(area.x + 3, area.y + 1, words.most_words, room, theme.quiet);
    }
    let area = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    if find.hits.is_empty() {
        if !find.input.is_empty() && find.is_current() {
            buffer.set_stringn(area.x + 3, area.y, words.nothing_found, usize::from(area.width), theme.quiet);
        }
        return cursor;
    }
    let height = (usize::from(area.height) / LINES).max(1);
    let top = window::scroll(0, find.selected, height, find.hits.len());
    let needles: Vec<String> = fold::words(&find.shown).collect();
    let mut y = area.y;
    for (place, hit) in find.hits.iter().enumerate().skip(top).take(height) {
        for line in lines(hit, place == find.selected, &needles, area.width, context) {
            if y < area.bottom() {
                buffer.set_line(area.x, y, &line, area.width);
                y += 1;
            }
        }
    }
    cursor
}

fn lines(hit: &Hit, selected: bool, needles: &[String], width: u16, context: ViewContext<'_>) -> Vec<Line<'static>> {
    let (theme, language) = (context.theme, context.language);
    let point = if selected { theme.glyphs.selected } else { " " };
    let kind = if width < WIDE { NARROW_KIND } else { KIND };
    let marked = |text: &str, base| {
        let text = measure::clean(text);
        measure::highlighted(&text, &fold::marks(&text, needles), base, theme.match_mark).spans
    };
    let name = text::kind(language, hit.kind);
    let mut first = vec![Span::styled(format!("{point} "), theme.pointer)];
    first.push(Span::styled(measure::fit(name, kind - 1, theme.glyphs.ellipsis) + " ", theme.quiet));
    first.extend(marked(&hit.label, if selected { theme.selected } else { theme.strong }));
    let words = text::words(language);
    if hit.left {
        first.push(Span::styled(format!("  {}", words.has_left), theme.warning));
    } else if hit.speaker {
        first.push(Span::styled(format!("  {} {}", theme.glyphs.marked, words.gives_talks), theme.accent));
    }
    let mut line = vec![state(hit, context)];
    line.push(hit.line.clone());
    line.retain(|part| !part.is_empty());
    first.push(Span::raw("  "));
    let visit = hit.visited.as_deref().and_then(month);
    let visit = visit.map(|month| if width < WIDE { month } else { format!("{} {month}", words.last_met) });
    let at_right = visit.as_deref().map_or(1, |visit| measure::width(visit) + 2);
    let used: usize = first.iter().map(|span| measure::width(&span.content)).sum();
    let room = usize::from(width).saturating_sub(used + at_right);
    first.extend(marked(&measure::cut(&line.join(" · "), room, theme.glyphs.ellipsis), theme.text));
    if let Some(visit) = visit {
        let used: usize = first.iter().map(|span| measure::width(&span.content)).sum();
        let before = usize::from(width).saturating_sub(used + measure::width(&visit) + 1);
        first.push(Span::styled(format!("{}{visit}", " ".repeat(before)), theme.quiet));
    }
    let mut second = vec![Span::raw(" ".repeat(kind + 2))];
    if let Some(mail) = &hit.mail {
        second.push(Span::styled(format!("{}  ", measure::clean(mail)), theme.accent));
    }
    if let Some(phone) = &hit.phone {
        second.push(Span::styled(format!("{}  ", measure::clean(phone)), theme.text));
    }
    let used: usize = second.iter().map(|span| measure::width(&span.content)).sum();
    let room = usize::from(width).saturating_sub(used + 1);
    second.extend(marked(&measure::cut(&hit.text, room, theme.glyphs.ellipsis), theme.quiet));
    if hit.mail.is_none() && hit.phone.is_none() && hit.text.is_empty() {
        return vec![Line::from(first)];
    }
    vec![Line::from(first), Line::from(second)]
}

/// The month and year of a day, as both languages write them: `06.2026`.
fn month(day: &str) -> Option<String> {
    Some(format!("{}.{}", day.get(5..7)?, day.get(..4)?))
}

fn state(hit: &Hit, context: ViewContext<'_>) -> String {
    let Some(FieldType::Choice(set)) = hit.kind.holds(crate::domain::Field::State) else { return String::new() };
    let choice = hit.state.as_deref().and_then(|code| set.choice(code));
    choice.map_or_else(String::new, |choice| text::choice(context.language, choice).to_owned())
}

/// The kinds have room for their names.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Kind, Language};

    #[test]
    fn the_names_of_found_kinds_fit_their_column() {
        for &kind in Kind::FOUND {
            for language in [Language::German, Language::English] {
                assert!(measure::width(text::kind(language, kind)) <= 20, "{kind:?}");
            }
        }
    }
}
