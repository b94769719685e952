//! The whole window: tabs, the screen in front, dialogs over it, the message, the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use super::navigate::{LEAST, middle_of};
use super::{ACTIONS, Action, App, Scope};
use crate::domain::Kind;
use crate::screens::{self, Tab, View, ViewContext};
use crate::text;
use crate::widgets::field::FieldLook;
use crate::widgets::hints::Hint;
use crate::widgets::tabs::{Part, Tab as TabLabel};
use crate::widgets::theme::Theme;
use crate::widgets::{hints, tabs, text as measure};

/// Draws everything from the state; gives where the cursor stands.
pub fn draw(app: &App, buffer: &mut Buffer, theme: &Theme) -> Option<Position> {
    let area = buffer.area;
    if area.width < LEAST.0 || area.height < LEAST.1 {
        let said = text::words(app.language).too_small;
        for (y, line) in measure::wrap(said, usize::from(area.width.max(1))).into_iter().enumerate() {
            let y = area.y + u16::try_from(y).unwrap_or(u16::MAX);
            if y < area.bottom() {
                buffer.set_line(area.x, y, &line, area.width);
            }
        }
        return None;
    }
    // The frame may be of another size than the last event said: what is drawn follows the frame.
    let middle = middle_of(area);
    let message = Rect { y: middle.bottom(), height: 1, ..area };
    let keys = Rect { y: middle.bottom() + 1, height: 1, ..area };
    if app.hour.is_none() {
        draw_tabs(app, Rect { height: 1, ..area }, buffer, theme);
    }
    let saving = app.saving();
    let scopes = app.scopes();
    let context = ViewContext {
        theme,
        language: app.language,
        keymap: &app.keymap,
        scopes: &scopes,
        today: app.today(),
        saved_views: &app.saved_views,
        saving: &saving,
    };
    let mut cursor = match &app.hour {
        // The tabs are of no use from the last row.
        Some(hour) => {
            let whole = Rect { y: area.y, height: middle.bottom() - area.y, ..area };
            screens::hour::draw(hour, &state_of_drive(app), whole, buffer, context)
        }
        None => draw_screen(app, middle, buffer, context),
    };
    draw_others_here(app, message, buffer, theme);
    draw_message(app, message, buffer, theme);
    if let Some(filter) = &app.filter {
        cursor = draw_filter(app, filter, message, buffer, theme);
    }
    let covered = if app.find.is_some() { app.find_over.min(app.dialogs.len()) } else { app.dialogs.len() };
    for (dialog, _) in &app.dialogs[..covered] {
        cursor = dialog.view(middle, buffer, theme, &app.context());
    }
    if let Some(find) = &app.find {
        Clear.render(middle, buffer);
        cursor = screens::find::draw(find, middle, buffer, context);
    }
    for (dialog, _) in &app.dialogs[covered..] {
        cursor = dialog.view(middle, buffer, theme, &app.context());
    }
    draw_keys(app, &scopes, keys, buffer, theme);
    cursor.or(Some(Position { x: 0, y: middle.y }))
}

fn draw_tabs(app: &App, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let words = text::words(app.language);
    let count = |tab| match tab {
        Tab::Questions => Some(app.waiting.inbox as u64),
        Tab::Groups => Some(app.waiting.late_actions as u64),
        Tab::Projects => Some(app.waiting.funding as u64),
        Tab::Overview | Tab::Contacts => None,
    };
    let key = |tab| {
        app.key_name(match tab {
            Tab::Overview => Action::GoOverview,
            Tab::Questions => Action::GoQuestions,
            Tab::Groups => Action::GoGroups,
            Tab::Projects => Action::GoProjects,
            Tab::Contacts => Action::GoContacts,
        })
    };
    let keys: Vec<String> = Tab::ALL.iter().map(|tab| key(*tab)).collect();
    let labels: Vec<TabLabel<'_>> = Tab::ALL
        .iter()
        .zip(&keys)
        .map(|(tab, key)| TabLabel { key, title: tab.label(app.language), count: count(*tab) })
        .collect();
    let person = app.person.as_deref().unwrap_or(&app.author.login);
    let told = text::drive::state(app.language, &app.drive, app.waiting_changes());
    // Saving is over in a moment: the tabs do not move for it.
    let (state, weight) = match &told {
        Some(told) => (told.as_str(), tabs::STATE),
        None if app.is_saving() => (words.saving, tabs::STATE - 1),
        None if app.read_only => (words.read_only, tabs::STATE),
        None => ("", 0),
    };
    let (short, long) = app.others_in();
    // Who is in matters more than where, and is shortened to a number before it goes.
    let others = if tabs::has_room(&labels, &[&app.file, person, state, &long], area.width) { &long } else { &short };
    let parts = [
        Part { text: &app.file, style: theme.quiet, weight: 20 },
        Part { text: others, style: theme.quiet, weight: 40 },
        Part { text: person, style: theme.quiet, weight: 30 },
        Part { text: state, style: theme.warning, weight },
    ];
    tabs::draw(&labels, app.tab.place(), &parts, area, buffer, theme);
}

/// Rooms whose own keys need the whole line.
const FULL: &[Scope] = &[Scope::Triage, Scope::Hour, Scope::HourEnd];

/// What is to be known of the drive where the tabs do not say it.
fn state_of_drive(app: &App) -> String {
    let told = text::drive::state(app.language, &app.drive, app.waiting_changes());
    told.unwrap_or_else(|| if app.is_saving() { text::words(app.language).saving.to_owned() } else { String::new() })
}

fn draw_screen(app: &App, area: Rect, buffer: &mut Buffer, context: ViewContext<'_>) -> Option<Position> {
    if let Some(import) = &app.import {
        return screens::import::draw(import, area, buffer, context);
    }
    if let Some(duplicates) = &app.duplicates {
        return screens::duplicates::draw(duplicates, area, buffer, context);
    }
    if let Some(triage) = &app.triage {
        return screens::triage::draw(triage, area, buffer, context);
    }
    let browser = app.browser();
    if browser.view == View::Overview && browser.opened.is_empty() {
        return screens::overview::draw(&app.overview, browser, area, buffer, context);
    }
    screens::browser::draw(browser, area, buffer, context)
}

/// Who is at the record that is in front, at the right end of the line of messages, where those leave room.
fn draw_others_here(app: &App, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let here = app.others_here();
    if here.is_empty() {
        return;
    }
    let told = text::place::is_here(app.language, &here);
    let told = measure::clean(&told);
    let taken = app.message.as_ref().map_or(0, |message| measure::width(&message.text(app.language)) + 2);
    let width = measure::width(&told);
    if taken + width + 2 > usize::from(area.width) {
        return;
    }
    let x = area.right().saturating_sub(u16::try_from(width + 1).unwrap_or(area.width));
    buffer.set_stringn(x, area.y, &told, width, theme.quiet);
}

/// A message that is longer than the line takes as many as it needs, over the screen: what went wrong and what can
/// be done is never cut off.
fn draw_message(app: &App, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    const MOST: usize = 5;
    let banner = || {
        let leave = app.key_name(Action::Leave);
        text::drive::banner(app.language, &app.drive, app.now, app.waiting_changes(), &leave)
    };
    let (text, is_warning) = match &app.message {
        Some(message) => (message.text(app.language), message.is_warning()),
        None => match banner() {
            Some(banner) => (banner, true),
            None => return,
        },
    };
    let style = if is_warning { theme.warning } else { theme.text };
    let lines = measure::wrap(&text, usize::from(area.width).saturating_sub(2).max(1));
    let height = u16::try_from(lines.len().clamp(1, MOST)).unwrap_or(1);
    let area = Rect { y: area.y.saturating_sub(height - 1), height, ..area };
    if height > 1 {
        Clear.render(area, buffer);
    }
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        buffer.set_line(area.x + 1, y, &line.style(style), area.width.saturating_sub(1));
    }
}

fn draw_filter(
    app: &App,
    filter: &crate::widgets::field::LineInput,
    area: Rect,
    buffer: &mut Buffer,
    theme: &Theme,
) -> Option<Position> {
    let label = format!(" {}: ", text::words(app.language).filter);
    buffer.set_stringn(area.x, area.y, " ".repeat(usize::from(area.width)), usize::from(area.width), theme.text);
    let (x, _) = buffer.set_stringn(area.x, area.y, &label, usize::from(area.width), theme.strong);
    let field = Rect { x, width: area.right().saturating_sub(x + 1), ..area };
    filter.draw(field, buffer, theme, FieldLook { focused: true, error: false, placeholder: "" })
}

/// What is done to a question list on its card, and nowhere else: there it stays when it gets narrow.
const TO_A_LIST: &[Action] = &[Action::QuestionHour, Action::ListState, Action::GuestSheet, Action::MoveEntryDown];

/// By how much what belongs to this very card outweighs what works everywhere.
const OF_THIS_CARD: u8 = 30;

/// The keys of this place, the most wanted first; each of them works here now.
fn draw_keys(app: &App, scopes: &[Scope], area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let mut shown: Vec<(u8, String, &str, u8)> = Vec::new();
    let on_a_list =
        scopes.contains(&Scope::Card) && app.browser().opened.last().is_some_and(|it| it.kind == Kind::List);
    for spec in ACTIONS {
        let here = spec.weight > 0 && spec.scopes.iter().any(|scope| scopes.contains(scope));
        // In triage every key of the room is wanted for triage; what works everywhere is in the help.
        let elsewhere = scopes.first().is_some_and(|room| FULL.contains(room) && !spec.scopes.contains(room))
            && !matches!(spec.action, Action::Help | Action::Undo);
        let writes = spec.undoable || matches!(spec.action, Action::New | Action::Undo | Action::Redo | Action::Triage);
        if !here || elsewhere || !app.offers(spec.action) || (writes && app.read_only) {
            continue;
        }
        if let Some(key) = app.keymap.key_in(spec.action, scopes) {
            let own = if on_a_list && TO_A_LIST.contains(&spec.action) { OF_THIS_CARD } else { 0 };
            shown.push((spec.weight, key.name(app.language), spec.action.short(app.language), spec.weight + own));
        }
    }
    shown.sort_by_key(|(weight, ..)| std::cmp::Reverse(*weight));
    let hints: Vec<Hint<'_>> =
        shown.iter().map(|(_, key, label, weight)| Hint { keys: key, label, weight: *weight }).collect();
    hints::draw(&hints, area, buffer, theme);
}
