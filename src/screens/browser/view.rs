//! How a tab looks: its views in one line, the list, the detail beside it or over it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::card::{Item, Opened, cell_text, items};
use super::list::{COUNTED, ListState};
use super::{Browser, columns};
use crate::app::Action;
use crate::domain::query::{Row, columns as fields};
use crate::domain::{Card, Choice, Field, FieldType, Kind, Language, Priority, QuestionState, Value, fold};
use crate::screens::context::ViewContext;
use crate::text;
use crate::widgets::list::{Cell, Column, Item as ListItem, List, Sort};
use crate::widgets::{panel, text as measure};

/// From this width the detail stands beside the list.
const BESIDE: u16 = 100;

/// The columns of the detail beside the list, of a hundred.
const DETAIL_SHARE: u16 = 38;

/// Where the list and the detail of a tab lie; `None` for what is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The list with its heading.
    pub list: Option<Rect>,
    /// The detail.
    pub detail: Option<Rect>,
}

impl View {
    /// Divides the area of a tab.
    pub fn of(browser: &Browser, area: Rect) -> Self {
        let opened = !browser.opened.is_empty();
        if area.width >= BESIDE && (browser.beside || opened) {
            let detail = area.width * DETAIL_SHARE / 100;
            let list = area.width - detail - 2;
            let beside = Rect { x: area.x + list + 2, width: detail, ..area };
            return Self { list: Some(Rect { width: list, ..area }), detail: Some(beside) };
        }
        if opened { Self { list: None, detail: Some(area) } } else { Self { list: Some(area), detail: None } }
    }

    /// How many rows the list shows in an area: without the line of views and the line of columns.
    pub const fn rows(area: Rect) -> usize {
        area.height.saturating_sub(2) as usize
    }
}

/// Draws a tab; gives where the cursor stands.
pub fn draw(browser: &Browser, area: Rect, buffer: &mut Buffer, context: ViewContext<'_>) -> Option<Position> {
    let view = View::of(browser, area);
    let opened = browser.opened.last();
    let mut cursor = None;
    if let (Some(area), Some(list)) = (view.list, browser.list()) {
        views(browser, list, Rect { height: 1, ..area }, buffer, context);
        let rows = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        // What was opened from elsewhere need not be in this list: then no row is marked as if it were.
        let foreign = browser.opened.first().is_some_and(|first| list.current().map(|row| row.id) != Some(first.id));
        cursor = draw_list(list, opened.is_none(), foreign, rows, buffer, context);
    }
    if let Some(area) = view.detail {
        let place = draw_detail(browser, opened, area, buffer, context);
        if opened.is_some() {
            cursor = place.or(Some(area.as_position()));
        }
    }
    cursor
}

/// The line of views, with how many there are and what they are filtered by.
pub(in crate::screens) fn views(
    browser: &Browser,
    list: &ListState,
    area: Rect,
    buffer: &mut Buffer,
    context: ViewContext<'_>,
) {
    let (theme, language) = (context.theme, context.language);
    let right = list_status(list, context);
    let room = usize::from(area.width).saturating_sub(measure::width(&right) + 2);
    let mut spans = vec![Span::raw(" ")];
    let mut used = 1;
    let mut hidden = 0;
    for view in browser.tab.views() {
        let active = *view == browser.view;
        let label = view_label(*view, active, language);
        if used + measure::width(&label) + 3 > room && !active {
            hidden += 1;
            continue;
        }
        used += measure::width(&label);
        let style = if active { theme.strong.add_modifier(ratatui::style::Modifier::UNDERLINED) } else { theme.quiet };
        spans.push(Span::styled(label, style));
    }
    if hidden > 0 {
        spans.push(Span::styled(format!(" +{hidden}"), theme.quiet));
    }
    buffer.set_line(area.x, area.y, &Line::from(spans), area.width);
    let x = area.right().saturating_sub(u16::try_from(measure::width(&right)).unwrap_or(0));
    buffer.set_stringn(x, area.y, &right, usize::from(area.width), theme.quiet);
}

/// The name of a view; the one in front stands in brackets, so that it is seen without colours and heard too.
pub(in crate::screens) fn view_label(view: crate::screens::View, active: bool, language: Language) -> String {
    let label = view.label(language);
    if active { format!("[{label}]") } else { format!(" {label} ") }
}

fn list_status(list: &ListState, context: ViewContext<'_>) -> String {
    let words = text::words(context.language);
    let mut parts = Vec::new();
    if !list.filter.is_empty() {
        parts.push(format!(
            "{}: {}",
            words.filter,
            measure::cut(&measure::clean(&list.filter), 24, context.theme.glyphs.ellipsis)
        ));
    }
    if !list.marked.is_empty() {
        parts.push(format!("{} {}", list.marked.len(), words.marked));
    }
    match list.count {
        Some(count) if count >= COUNTED => parts.push(format!("{COUNTED}+")),
        Some(count) => parts.push(count.to_string()),
        None => {}
    }
    parts.join(" · ")
}

fn draw_list(
    list: &ListState,
    focused: bool,
    foreign: bool,
    area: Rect,
    buffer: &mut Buffer,
    context: ViewContext<'_>,
) -> Option<Position> {
    let shown: Vec<(Field, columns::Place)> =
        fields(list.kind).iter().filter_map(|field| Some((*field, columns::place(list.kind, *field)?))).collect();
    let heads: Vec<Column<'_>> = shown.iter().map(|(field, place)| head(list, *field, *place, context)).collect();
    let needles: Vec<String> = fold::words(&list.filter).collect();
    let rows: Vec<ListItem<'_>> = list.window().iter().map(|row| item(list, row, &shown, &needles, context)).collect();
    let empty = if list.loaded { empty(list, context) } else { text::words(context.language).reading.to_owned() };
    let selected = (!rows.is_empty() && !foreign).then(|| list.selected - list.top);
    let list = List { columns: &heads, rows: &rows, selected, focused, header: true, empty: &empty };
    list.draw(area, buffer, context.theme)
}

fn head<'a>(list: &ListState, field: Field, place: columns::Place, context: ViewContext<'_>) -> Column<'a> {
    let title = match (list.kind, field) {
        (Kind::Question, Field::Priority) => "!",
        (Kind::Question, Field::Affected) => "+",
        (Kind::Question, Field::Askers) => text::words(context.language).asked_by_short,
        _ => text::field(context.language, list.kind, field),
    };
    let sort = if list.sort.descending { Sort::Descending } else { Sort::Ascending };
    let mut column = Column::new(title, place.width, place.rank).sorted((list.sort.field == field).then_some(sort));
    if place.right {
        column = column.right();
    }
    if field == columns::main(list.kind) { column.main() } else { column }
}

fn item<'a>(
    list: &ListState,
    row: &'a Row,
    shown: &[(Field, columns::Place)],
    needles: &[String],
    context: ViewContext<'_>,
) -> ListItem<'a> {
    let kind = list.kind;
    let cells = shown.iter().map(|(field, _)| {
        let Some(cell) = row.cell(kind, *field) else { return Cell::raw("") };
        if *field == columns::main(kind) {
            let mut text = cell_text(kind, *field, cell, context.language);
            if context.saving.contains(&(kind, row.id)) {
                text.to_mut().push_str(" …");
            }
            if needles.is_empty() {
                return Cell::raw(text);
            }
            let marks = fold::marks(&text, needles);
            return measure::highlighted(&text, &marks, Style::new(), context.theme.match_mark).into();
        }
        if let (Kind::Question, Field::Priority) = (kind, *field) {
            let priority = cell.value.as_text().and_then(Priority::from_code).map(Choice::Priority);
            let mark = priority.map_or("", text::choice_mark);
            let high = cell.value.as_text().is_some_and(|code| code <= "2");
            return Cell::styled(mark, if high { context.theme.warning } else { context.theme.quiet });
        }
        if let (Kind::Question, Field::Affected, Value::Links(ids)) = (kind, *field, &cell.value) {
            return Cell::raw(if ids.is_empty() { String::new() } else { format!("+{}", ids.len()) });
        }
        let text = cell_text(kind, *field, cell, context.language);
        let late = *field == Field::Due && is_late(kind, row, &cell.value, context);
        Cell::styled(text, if late { context.theme.warning } else { Style::new() })
    });
    ListItem { cells: cells.collect(), marked: list.marked.contains_key(&row.id), dim: is_over(kind, row) }
}

/// Whether the day has passed and nobody has done it.
fn is_late(kind: Kind, row: &Row, due: &Value, context: ViewContext<'_>) -> bool {
    let passed =
        due.as_text().and_then(|day| day.parse::<chrono::NaiveDate>().ok()).is_some_and(|day| day < context.today);
    let done = row.cell(kind, Field::Done).is_some_and(|cell| !cell.value.is_unknown());
    passed && !done && !is_over(kind, row)
}

/// Whether nothing more is to be done about it.
fn is_over(kind: Kind, row: &Row) -> bool {
    if row.cell(kind, Field::Left).is_some_and(|cell| !cell.value.is_unknown()) {
        return true;
    }
    let Some(state) = row.cell(kind, Field::State).and_then(|cell| cell.value.as_text()) else { return false };
    match kind {
        Kind::Question => QuestionState::from_code(state).is_some_and(|state| {
            matches!(state, QuestionState::Closed | QuestionState::Declined | QuestionState::Duplicate)
        }),
        _ => matches!(state, "closed" | "cancelled" | "done" | "stopped" | "withdrawn" | "refused" | "missed"),
    }
}

fn empty(list: &ListState, context: ViewContext<'_>) -> String {
    let kinds = text::kinds(context.language, list.kind);
    let new = context.key(Action::New);
    let back = context.key(Action::Back);
    let filtered = !list.filter.is_empty();
    text::empty_list(context.language, kinds, &new, filtered.then_some(back.as_str()))
}

/// A column of lines, and which of them belong to the item under the cursor.
struct Sheet {
    lines: Vec<Line<'static>>,
    cursor: Option<(usize, usize)>,
}

fn draw_detail(
    browser: &Browser,
    opened: Option<&Opened>,
    area: Rect,
    buffer: &mut Buffer,
    context: ViewContext<'_>,
) -> Option<Position> {
    let Some(card) = browser.current_card().or(browser.card.as_ref().filter(|_| opened.is_none())) else {
        let words = text::words(context.language);
        let said = if browser.subject().is_some() { words.reading } else { words.nothing_selected };
        buffer.set_stringn(area.x + 1, area.y, said, usize::from(area.width), context.theme.quiet);
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
    let label = measure::fit(label, label_width, "…");
    for (place, line) in measure::wrap(value, room).into_iter().enumerate() {
        let lead = if place == 0 { label.clone() } else { " ".repeat(label_width) };
        let first = if place == 0 { point.to_owned() } else { "  ".to_owned() };
        let mut spans = vec![Span::styled(format!("{lead}  "), quiet)];
        spans.extend(line.spans.into_iter().map(|span| span.patch_style(style)));
        add(first, vec![Line::from(spans)]);
    }
}

fn state_of(card: &Card) -> Option<Choice> {
    let Some(FieldType::Choice(set)) = card.record.kind.holds(Field::State) else { return None };
    set.choice(card.record.text(Field::State))
}
