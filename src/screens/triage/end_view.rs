//! What the end of the inbox shows: what was done, and what one can do next.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::Triage;
use crate::app::Action;
use crate::screens::context::ViewContext;
use crate::text;
use crate::widgets::panel;

/// Columns of a count.
const COUNT: usize = 5;

pub(super) fn draw(triage: &Triage, area: Rect, buffer: &mut Buffer, context: ViewContext<'_>) -> Position {
    let (theme, words) = (context.theme, text::words(context.language));
    let mut lines = vec![Line::default()];
    if triage.queue.is_empty() {
        lines.push(Line::styled(format!("  {}", words.triage_empty), theme.strong));
    } else {
        lines.push(Line::styled(format!("  {}", words.triage_done), theme.strong));
        lines.push(Line::default());
        let tally = triage.tally();
        let mut count = |count: usize, what: &str| {
            if count > 0 {
                let number = Span::styled(format!("  {count:>COUNT$}  "), theme.strong);
                lines.push(Line::from(vec![number, Span::raw(what.to_owned())]));
            }
        };
        count(triage.done(), words.settled);
        for (group, questions) in &tally.groups {
            count(*questions, &format!("  {group}"));
        }
        for (number, what) in [
            (tally.joined, words.triage_joined),
            (tally.snoozed, words.triage_snoozed),
            (tally.answered, words.triage_answered),
            (tally.declined, words.triage_declined),
            (tally.other, words.triage_other),
        ] {
            count(number, &format!("  {what}"));
        }
        count(tally.elsewhere, words.triage_taken);
        count(tally.skipped, words.triage_skipped);
        lines.push(Line::default());
        lines.push(panel::heading(words.triage_next, area.width, theme));
    }
    let mut offer = |action: Action, label: &str| {
        let key = context.key(action);
        if !key.is_empty() {
            let key = Span::styled(format!("  {key:>COUNT$}  "), theme.key);
            lines.push(Line::from(vec![key, Span::raw(label.to_owned())]));
        }
    };
    if !triage.queue.is_empty() {
        if triage.done() > 0 {
            offer(Action::WriteToAskers, Action::WriteToAskers.label(context.language));
            offer(Action::OpenLists, Action::OpenLists.label(context.language));
        }
        if triage.tally().skipped > 0 {
            offer(Action::Skip, words.triage_again);
        }
        offer(Action::Undo, Action::Undo.label(context.language));
    }
    for action in [Action::GoQuestions, Action::Back] {
        offer(action, action.label(context.language));
    }
    panel::draw(&lines, 0, area, buffer, theme);
    Position { x: area.x + 2, y: area.y + 1 }
}
