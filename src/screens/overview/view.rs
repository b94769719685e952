//! How the overview looks: what waits, the next meetings, the next deadlines, and where questions pile up.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line as Row, Span};

use super::{Line, OverviewState, Target};
use crate::domain::{Act, Kind, Language, OutcomeKind, Overview};
use crate::screens::browser::card::moment;
use crate::screens::browser::{Browser, view_label};
use crate::screens::context::ViewContext;
use crate::screens::{Tab, View};
use crate::text;
use crate::widgets::{bar, panel, text as measure};

/// From this width the bars stand beside what waits.
const BESIDE: u16 = 100;

/// The lines of the overview, those that lead somewhere among them.
pub fn lines(overview: &Overview, language: Language, today: chrono::NaiveDate) -> Vec<Line> {
    let words = text::words(language);
    let waiting = overview.waiting;
    let mut lines = vec![Line::Heading(words.waits.to_owned())];
    let capped = |count: usize| if count >= 1000 { "1000+".to_owned() } else { count.to_string() };
    let mut waits = |count: usize, text: &str, target: Target, late: bool| {
        if count > 0 {
            lines.push(Line::Entry { mark: capped(count), text: text.to_owned(), target, late });
        }
    };
    let said = text::waiting(language);
    waits(waiting.inbox, said.inbox, Target::Triage, false);
    waits(waiting.late_actions, said.late_actions, Target::View(Tab::Groups, View::OpenActions), true);
    waits(waiting.funding, said.funding, Target::View(Tab::Projects, View::Applications), true);
    waits(waiting.expired_answers, said.expired_answers, Target::View(Tab::Questions, View::CheckAgain), true);
    waits(waiting.to_erase, said.to_erase, Target::View(Tab::Contacts, View::ToErase), true);
    waits(waiting.to_check, said.to_check, Target::View(Tab::Contacts, View::ToCheck), false);
    waits(waiting.snoozed, said.snoozed, Target::View(Tab::Questions, View::Snoozed), false);
    if lines.len() == 1 {
        lines.push(Line::Nothing(words.nothing_waits.to_owned()));
    }
    for (heading, nothing, list) in [
        (words.next_meetings, words.no_meetings, overview.meetings.as_slice()),
        (words.deadlines, words.no_deadlines, overview.deadlines.as_slice()),
        (words.late, "", overview.late.as_slice()),
    ] {
        if list.is_empty() && nothing.is_empty() {
            continue;
        }
        lines.push(Line::Blank);
        lines.push(Line::Heading(heading.to_owned()));
        if list.is_empty() {
            lines.push(Line::Nothing(nothing.to_owned()));
        }
        for upcoming in list {
            let late = upcoming.kind != Kind::Meeting && upcoming.day.as_str() < today.to_string().as_str();
            let kind = match upcoming.kind {
                Kind::Meeting => String::new(),
                // Of what a meeting leads to only actions have a deadline.
                Kind::Outcome => format!("{}: ", text::choice(language, OutcomeKind::Action.into())),
                kind => format!("{}: ", text::kind(language, kind)),
            };
            lines.push(Line::Entry {
                mark: moment(&upcoming.day, language),
                text: format!("{kind}{}", upcoming.label),
                target: Target::Record(upcoming.kind, upcoming.id),
                late,
            });
        }
    }
    lines.push(Line::Blank);
    lines.push(Line::Heading(words.latest.to_owned()));
    for change in &overview.latest {
        let Some(edit) = change.edits.first() else { continue };
        let act = text::act(language, change.act.unwrap_or(Act::Edit));
        lines.push(Line::Entry {
            mark: moment(change.at.get(..10).unwrap_or_default(), language),
            text: format!("{}: {act} · {}", change.by, change.label),
            target: Target::Record(edit.kind, edit.id),
            late: false,
        });
    }
    lines
}

/// Draws the overview; the cursor stands on the selected line.
pub fn draw(
    state: &OverviewState,
    browser: &Browser,
    area: Rect,
    buffer: &mut Buffer,
    context: ViewContext<'_>,
) -> Option<Position> {
    draw_views(browser, Rect { height: 1, ..area }, buffer, context);
    let area = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let Some(overview) = &state.overview else {
        buffer.set_stringn(area.x + 3, area.y, text::words(context.language).reading, 40, context.theme.quiet);
        return Some(area.as_position());
    };
    let wide = area.width >= BESIDE;
    let left = if wide { Rect { width: area.width * 3 / 5, ..area } } else { area };
    if wide {
        let right = Rect { x: left.right() + 2, width: area.width - left.width - 2, ..area };
        draw_bars(overview, right, buffer, context);
    }
    draw_lines(state, overview, left, buffer, context)
}

fn draw_views(browser: &Browser, area: Rect, buffer: &mut Buffer, context: ViewContext<'_>) {
    let mut spans = vec![Span::raw(" ")];
    for view in browser.tab.views() {
        let active = *view == browser.view;
        let underlined = ratatui::style::Modifier::UNDERLINED;
        let style = if active { context.theme.strong.add_modifier(underlined) } else { context.theme.quiet };
        spans.push(Span::styled(view_label(*view, active, context.language), style));
    }
    buffer.set_line(area.x, area.y, &Row::from(spans), area.width);
}

fn draw_lines(
    state: &OverviewState,
    overview: &Overview,
    area: Rect,
    buffer: &mut Buffer,
    context: ViewContext<'_>,
) -> Option<Position> {
    let theme = context.theme;
    let lines = lines(overview, context.language, context.today);
    let marks = lines.iter().filter_map(|line| match line {
        Line::Entry { mark, .. } => Some(measure::width(mark)),
        _ => None,
    });
    let mark_width = marks.max().unwrap_or(0);
    let mut rows = Vec::new();
    let mut cursor = 0;
    let mut entry = 0;
    for line in &lines {
        rows.push(match line {
            Line::Heading(text) => panel::heading(text, area.width.saturating_sub(3), theme),
            Line::Nothing(text) => Row::styled(format!("  {text}"), theme.quiet),
            Line::Blank => Row::default(),
            Line::Entry { mark, text, late, .. } => {
                let here = entry == state.cursor;
                if here {
                    cursor = rows.len();
                }
                entry += 1;
                let point = if here { theme.glyphs.selected } else { " " };
                let pad = mark_width - measure::width(mark);
                let room = usize::from(area.width).saturating_sub(mark_width + 6);
                let style = if here { theme.selected } else { theme.text };
                Row::from(vec![
                    Span::styled(format!("{point} "), theme.pointer),
                    Span::styled(
                        format!("{}{mark}  ", " ".repeat(pad)),
                        if *late { theme.warning } else { theme.quiet },
                    ),
                    Span::styled(measure::cut(&measure::clean(text), room, theme.glyphs.ellipsis).into_owned(), style),
                ])
            }
        });
    }
    let height = usize::from(area.height);
    let top = (cursor + 2).saturating_sub(height).min(rows.len().saturating_sub(1));
    panel::draw(&rows, top, area, buffer, theme);
    let y = u16::try_from(cursor - top.min(cursor)).unwrap_or(0);
    Some(Position { x: area.x, y: area.y + y.min(area.height.saturating_sub(1)) })
}

fn draw_bars(overview: &Overview, area: Rect, buffer: &mut Buffer, context: ViewContext<'_>) {
    let words = text::words(context.language);
    let mut rows = Vec::new();
    for (heading, bars) in [(words.open_by_topic, &overview.topics), (words.open_by_member, &overview.members)] {
        rows.push(panel::heading(heading, area.width, context.theme));
        let most = bars.iter().map(|(_, count)| *count).max().unwrap_or(0);
        let label_width = area.width / 2;
        let bar_width = area.width.saturating_sub(label_width + 6);
        for (label, count) in bars {
            let (value, most) = (u64::try_from(*count).unwrap_or(0), u64::try_from(most).unwrap_or(0));
            let label = measure::clean(label);
            rows.push(bar::labelled(&label, value, most, (label_width, bar_width), context.theme));
        }
        rows.push(Row::default());
    }
    panel::draw(&rows, 0, area, buffer, context.theme);
}
