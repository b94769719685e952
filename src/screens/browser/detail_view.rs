//! How the detail of a record looks: its items as lines, and the cursor among them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Browser;
use super::card::{Item, Opened, items};
use crate::domain::{Card, Choice, Field, FieldType};
use crate::screens::context::ViewContext;
use crate::text;
use crate::widgets::{panel, text as measure};

/// A column of lines, and which of them belong to the item under the cursor.
struct Sheet {
    lines: Vec<Line<'static>>,
    cursor: Option<(usize, usize)>,
}

pub(super) fn draw_detail(
    browser: &Browser,
    opened: Option<&Opened>,
    area: Rect,
    buffer: &mut Buffer,
    context: ViewContext<'_>,
) -> Option<Position> {
    // While a heading of the tree is chosen there is no record to show: what the list holds is said instead.
    let of_tree = browser.tree.as_ref().filter(|_| browser.is_in_tree() && browser.subject().is_none());
    let card = browser.current_card().or(browser.card.as_ref().filter(|_| opened.is_none()));
    let Some(card) = card.filter(|_| of_tree.is_none()) else {
        let words = text::words(context.language);
        let said = match of_tree {
            Some(tree) => {
                let shown = tree.label(context.language);
                let heading =
                    panel::heading(shown.as_deref().unwrap_or(words.all_institutions), area.width, context.theme);
                buffer.set_line(area.x, area.y, &heading, area.width);
                words.list_shows_all_below
            }
            None if browser.subject().is_some() => words.reading,
            None => words.nothing_selected,
        };
        let from = area.y + u16::from(of_tree.is_some());
        for (y, line) in (from..area.bottom()).zip(measure::wrap(said, usize::from(area.width.saturating_sub(1)))) {
            buffer.set_line(area.x + 1, y, &line.style(context.theme.quiet), area.width.saturating_sub(1));
        }
        return None;
    };
    let sheet = sheet(card, opened.map(|opened| opened.cursor), area.width, context);
    let height = usize::from(area.height);
    let top = match sheet.cursor {
        Some((_, end)) if end > height => end.min(sheet.lines.len()) + height / 3 - height.min(end + height / 3),
        _ => 0,
    };
    let top = top.min(sheet.lines.len().saturating_sub(height));
    let below = panel::draw(&sheet.lines, top, area, buffer, context.theme);
    if below > 0 && area.width > 4 {
        let sign = format!("{} {below}", context.theme.glyphs.down);
        let x = area.right().saturating_sub(u16::try_from(measure::width(&sign)).unwrap_or(0) + 1);
        buffer.set_string(x, area.bottom() - 1, sign, context.theme.quiet);
    }
    sheet.cursor.map(|(start, _)| {
        let y = u16::try_from(start.saturating_sub(top)).unwrap_or(0).min(area.height.saturating_sub(1));
        Position { x: area.x, y: area.y + y }
    })
}

fn sheet(card: &Card, cursor: Option<usize>, width: u16, context: ViewContext<'_>) -> Sheet {
    let (theme, language) = (context.theme, context.language);
    let kind = card.record.kind;
    let mut sheet = Sheet { lines: Vec::new(), cursor: None };
    let items = items(card, language);
    let labels = items.iter().filter_map(|item| match item {
        Item::Pair { label, .. } => Some(measure::width(label)),
        _ => None,
    });
    let label_width = labels.max().unwrap_or(0).min(usize::from(width) * 2 / 5);
    let mut reachable = 0;
    for item in &items {
        let here = item.is_reachable() && cursor == Some(reachable);
        reachable += usize::from(item.is_reachable());
        let start = sheet.lines.len();
        let point = if here { format!("{} ", theme.glyphs.selected) } else { "  ".to_owned() };
        let style = |style: Style| if here { theme.selected } else { style };
        let body = |text: &str, style: Style| -> Vec<Line<'static>> {
            let width = usize::from(width).saturating_sub(3).max(8);
            measure::wrap(text, width).into_iter().map(|line| line.style(style)).collect()
        };
        let mut add = |first: String, lines: Vec<Line<'static>>| {
            for (place, line) in lines.into_iter().enumerate() {
                let lead = if place == 0 { first.clone() } else { " ".repeat(measure::width(&first)) };
                let mut spans = vec![Span::styled(lead, theme.pointer)];
                let style = line.style;
                spans.extend(line.spans.into_iter().map(|span| span.patch_style(style)));
                sheet.lines.push(Line::from(spans));
            }
        };
        match item {
            Item::Title(title) => {
                let state = state_of(card);
                add("  ".to_owned(), body(title, theme.strong));
                if let Some(choice) = state {
                    let line = format!("{} {}", text::choice_mark(choice), text::choice(language, choice));
                    add("  ".to_owned(), body(&line, theme.accent));
                }
                add("  ".to_owned(), vec![Line::default()]);
            }
            Item::Pair { field: Field::State, .. }
                if state_of(card).is_some() && kind.holds(Field::State).is_some() && !here =>
            {
                // Stands under the title already; the cursor still finds it here.
                let (label, value) = pair_texts(item);
                pair(&mut add, &point, &label, &value, label_width, width, theme.quiet, style(theme.text));
            }
            Item::Pair { target, .. } => {
                let (label, value) = pair_texts(item);
                let shade = if target.is_some() { theme.accent } else { theme.text };
                pair(&mut add, &point, &label, &value, label_width, width, theme.quiet, style(shade));
            }
            Item::Paragraph { text, .. } => add(point, body(text, style(theme.text))),
            Item::Heading { text, .. } => add(point, body(text, style(theme.heading))),
            Item::Child { text, .. } => add(point, body(text, style(theme.text))),
            Item::Listed { number, title, about, .. } => {
                let lead = format!("{point}{number:>2}  ");
                let indent = measure::width(&lead);
                let room = usize::from(width).saturating_sub(indent + 1).max(8);
                let wrapped = |text: &str, style: Style| -> Vec<Line<'static>> {
                    measure::wrap(text, room).into_iter().map(|line| line.style(style)).collect()
                };
                add(lead, wrapped(title, style(theme.text)));
                add(" ".repeat(indent), wrapped(about, theme.quiet));
            }
            Item::Comment { head, text, .. } => {
                add(point, body(head, style(theme.quiet)));
                add("  ".to_owned(), body(text, theme.text));
            }
            Item::More(text) => add("  ".to_owned(), body(text, theme.quiet)),
            Item::Blank => sheet.lines.push(Line::default()),
        }
        if here {
            sheet.cursor = Some((start, sheet.lines.len()));
        }
    }
    sheet
}

fn pair_texts(item: &Item) -> (String, String) {
    match item {
        Item::Pair { label, value, .. } => (label.clone(), value.clone()),
        _ => (String::new(), String::new()),
    }
}

#[expect(clippy::too_many_arguments, reason = "one line of a table, drawn from its parts")]
fn pair(
    add: &mut impl FnMut(String, Vec<Line<'static>>),
    point: &str,
    label: &str,
    value: &str,
    label_width: usize,
    width: u16,
    quiet: Style,
    style: Style,
) {
    let room = usize::from(width).saturating_sub(label_width + 5).max(8);
    let whole = usize::from(width).saturating_sub(3).max(8);
    if longest_address(value).is_some_and(|longest| longest > room && longest <= whole) {
        // Broken, it could be neither marked with the mouse nor read out.
        add(point.to_owned(), vec![Line::from(Span::styled(label.to_owned(), quiet))]);
        let lines = measure::wrap(value, whole).into_iter().map(|line| line.style(style)).collect();
        add("  ".to_owned(), lines);
        return;
    }
    let label = measure::fit(label, label_width, "…");
    for (place, line) in measure::wrap(value, room).into_iter().enumerate() {
        let lead = if place == 0 { label.clone() } else { " ".repeat(label_width) };
        let first = if place == 0 { point.to_owned() } else { "  ".to_owned() };
        let mut spans = vec![Span::styled(format!("{lead}  "), quiet)];
        spans.extend(line.spans.into_iter().map(|span| span.patch_style(style)));
        add(first, vec![Line::from(spans)]);
    }
}

/// Columns of the longest address of a mail or a page in a text.
fn longest_address(text: &str) -> Option<usize> {
    let is_address = |word: &&str| word.contains('@') || word.contains("://");
    text.split_whitespace().filter(is_address).map(measure::width).max()
}

fn state_of(card: &Card) -> Option<Choice> {
    let Some(FieldType::Choice(set)) = card.record.kind.holds(Field::State) else { return None };
    set.choice(card.record.text(Field::State))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(value: &str, width: u16) -> Vec<String> {
        let mut lines = Vec::new();
        let mut add = |first: String, more: Vec<Line<'static>>| {
            lines.extend(more.into_iter().map(|line| format!("{first}{line}").trim_end().to_owned()));
        };
        pair(&mut add, "  ", "E-Mail", value, 12, width, Style::new(), Style::new());
        lines
    }

    #[test]
    fn an_address_is_not_broken_where_a_line_has_room_for_it() {
        let address = "anna-lena.beispiel-muster@klima-ministerium.example.org";
        assert_eq!(drawn(address, 60), ["  E-Mail", &format!("  {address}")]);
        assert_eq!(drawn(address, 80), [format!("  E-Mail        {address}")]);
        assert_eq!(drawn("kurz@example.org", 60), ["  E-Mail        kurz@example.org"]);
        let both = format!("kurz@example.org\n{address}");
        assert_eq!(drawn(&both, 60), ["  E-Mail", "  kurz@example.org", &format!("  {address}")]);
    }
}
