//! How a tab looks: its views in one line, the list, the detail beside it or over it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::card::cell_text;
use super::detail_view::draw_detail;
use super::list::{COUNTED, ListState};
use super::{Browser, columns};
use crate::app::Action;
use crate::domain::query::{Row, columns as fields};
use crate::domain::{Choice, Field, Kind, Language, Priority, QuestionState, Value, fold};
use crate::screens::context::ViewContext;
use crate::screens::saved_view::{PLACES, SavedView};
use crate::text;
use crate::widgets::list::{Cell, Column, Item as ListItem, List, Sort};
use crate::widgets::text as measure;

/// From this width the detail stands beside the list.
const BESIDE: u16 = 100;

/// The columns of the detail beside the list, of a hundred.
const DETAIL_SHARE: u16 = 38;

/// From this width the tree of institutions stands beside list and detail, and not only while it has the keys.
const TREE_TOO: u16 = 140;

/// Columns for each saved view at least: a space, its key, brackets around the one in front.
const SAVED: usize = 5;

/// Columns of the name of a saved view at most.
const NAME: usize = 16;

/// The columns of the tree.
const TREE: u16 = 30;

/// Where the list and the detail of a tab lie; `None` for what is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The tree of institutions.
    pub tree: Option<Rect>,
    /// The list with its heading.
    pub list: Option<Rect>,
    /// The detail.
    pub detail: Option<Rect>,
}

impl View {
    /// Divides the area of a tab.
    pub fn of(browser: &Browser, area: Rect) -> Self {
        let opened = !browser.opened.is_empty();
        if browser.tree.is_some() && (area.width >= TREE_TOO || browser.is_in_tree()) {
            if area.width < BESIDE {
                return Self { tree: Some(area), list: None, detail: None };
            }
            let tree = Rect { width: TREE, ..area };
            let rest = Rect { x: area.x + TREE + 2, width: area.width - TREE - 2, ..area };
            return Self { tree: Some(tree), ..Self::beside(browser.beside || opened, rest) };
        }
        if area.width >= BESIDE && (browser.beside || opened) {
            return Self::beside(true, area);
        }
        let (list, detail) = if opened { (None, Some(area)) } else { (Some(area), None) };
        Self { tree: None, list, detail }
    }

    fn beside(with_detail: bool, area: Rect) -> Self {
        if !with_detail || area.width < BESIDE {
            return Self { tree: None, list: Some(area), detail: None };
        }
        let detail = area.width * DETAIL_SHARE / 100;
        let list = area.width - detail - 2;
        let beside = Rect { x: area.x + list + 2, width: detail, ..area };
        Self { tree: None, list: Some(Rect { width: list, ..area }), detail: Some(beside) }
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
    let in_tree = browser.is_in_tree();
    if let (Some(area), Some(tree)) = (view.tree, &browser.tree) {
        cursor = tree.draw(area, buffer, context).filter(|_| in_tree);
    }
    if let (Some(area), Some(list)) = (view.list, browser.list()) {
        views(browser, list, Rect { height: 1, ..area }, buffer, context);
        let rows = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        // What was opened from elsewhere need not be in this list: then no row is marked as if it were.
        let foreign = browser.opened.first().is_some_and(|first| list.current().map(|row| row.id) != Some(first.id));
        let place = draw_list(list, opened.is_none() && !in_tree, foreign, rows, buffer, context);
        cursor = cursor.or(place);
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
    let narrowed = browser.tree.as_ref().filter(|_| list.within.is_some()).and_then(|tree| tree.label(language));
    let right = list_status(list, narrowed, context);
    let room = usize::from(area.width).saturating_sub(measure::width(&right) + 2);
    let saved: Vec<&SavedView> = context.saved_views.iter().filter(|saved| saved.tab() == browser.tab).collect();
    // What somebody saved has at least its key in the line, and the one in front its name.
    let least =
        |saved: &&SavedView| SAVED + if saved.is_shown(browser) { measure::width(saved.name()).min(NAME) } else { 0 };
    let room = room.saturating_sub(saved.iter().map(least).sum());
    let mut spans = vec![Span::raw(" ")];
    let mut used = 1;
    let mut hidden = 0;
    // The view in front has its room before those that stand before it.
    let mut kept = measure::width(&view_label(browser.view, true, language));
    for view in browser.tab.views() {
        let active = *view == browser.view;
        let label = view_label(*view, active, language);
        if active {
            kept = 0;
        } else if used + measure::width(&label) + kept + 3 > room {
            hidden += 1;
            continue;
        }
        used += measure::width(&label);
        let style = if active { theme.strong.add_modifier(ratatui::style::Modifier::UNDERLINED) } else { theme.quiet };
        spans.push(Span::styled(label, style));
    }
    if hidden > 0 {
        spans.push(Span::styled(format!(" +{hidden}"), theme.quiet));
        used += 3;
    }
    let mut left = room.saturating_sub(used);
    for saved in saved {
        let key = context.keymap.keys(PLACES[saved.place]).first().map(|key| key.name(language)).unwrap_or_default();
        let active = saved.is_shown(browser);
        let name = measure::clean(saved.name());
        let name = measure::cut(&name, NAME, theme.glyphs.ellipsis);
        // A name of which next to nothing would be left says less than its key alone.
        let (label, style) = if active {
            (format!(" [{key} {name}]"), theme.strong)
        } else if measure::width(&name) < left {
            left -= measure::width(&name) + 1;
            (format!(" {key} {name}"), theme.quiet)
        } else {
            (format!(" {key}"), theme.quiet)
        };
        spans.push(Span::styled(label, style));
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

fn list_status(list: &ListState, narrowed: Option<String>, context: ViewContext<'_>) -> String {
    let words = text::words(context.language);
    let mut parts = Vec::new();
    parts.extend(
        narrowed.map(|name| measure::cut(&measure::clean(&name), 24, context.theme.glyphs.ellipsis).into_owned()),
    );
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
        fields(list.kind).iter().filter_map(|field| Some((*field, columns::place_in(list, *field)?))).collect();
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
        (Kind::Question, Field::Affected) => text::words(context.language).towns_short,
        (Kind::Question, Field::Snooze) => text::words(context.language).sleeps_until,
        (Kind::Question, Field::Askers) => text::words(context.language).asked_by_short,
        (Kind::Contact, Field::Checked | Field::DeleteOn) => text::privacy::privacy_words(context.language).reason,
        (Kind::Talk, Field::Given) => text::words(context.language).day,
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
        if (kind, *field) == (Kind::Question, Field::Affected) {
            let ids = cell.value.as_links();
            let asked = row.cell(kind, Field::Askers).map(|cell| cell.value.as_links()).unwrap_or_default();
            return Cell::raw(towns(asked.union(&ids).count(), context.theme.glyphs.full));
        }
        if (kind, *field) == (Kind::Question, Field::Snooze) {
            let name = |field| row.cell(kind, field).and_then(|cell| cell.names.as_deref());
            let (group, body) = (name(Field::SnoozeGroup), name(Field::SnoozeInstitution));
            return Cell::raw(text::sleeps(context.language, &row.record(kind), group, body));
        }
        if let (Some(reason), Field::Checked | Field::DeleteOn) = (row.due, *field) {
            return Cell::raw(text::privacy::why(context.language, reason));
        }
        let text = cell_text(kind, *field, cell, context.language);
        let late = *field == Field::Due && is_late(kind, row, &cell.value, context);
        Cell::styled(text, if late { context.theme.warning } else { Style::new() })
    });
    ListItem { cells: cells.collect(), marked: list.marked.contains_key(&row.id), dim: is_over(kind, row) }
}

/// How many have it, with a mark for every three: the number is read, the marks are seen.
fn towns(count: usize, mark: &str) -> String {
    match count {
        0 => String::new(),
        1 => "1".to_owned(),
        count => format!("{count} {}", mark.repeat(count.div_ceil(3).min(3))),
    }
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
    // While the filter is typed, the key that closes it lifts it.
    let keys = [context.key(Action::Back), context.key(Action::Leave)];
    let back = keys.into_iter().find(|key| !key.is_empty()).unwrap_or_default();
    let filtered = !list.filter.is_empty();
    text::empty_list(context.language, kinds, &new, filtered.then_some(back.as_str()))
}
