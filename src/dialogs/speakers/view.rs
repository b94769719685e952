//! How those who could speak look: a line with who, below it why, how, and what to know before.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::{ASKED, Context, Speakers};
use crate::app::Action;
use crate::domain::speaking::Suggested;
use crate::text;
use crate::widgets::popup::Popup;
use crate::widgets::theme::Theme;
use crate::widgets::{panel, text as columns};

/// What is read comfortably.
const WIDTH: u16 = 92;
/// Columns before what stands below a name.
const INDENT: &str = "    ";

impl Speakers {
    pub(in crate::dialogs) fn view(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        context: &Context<'_>,
    ) -> Option<Position> {
        let title = text::speaking::who_could_speak(context.language, &self.occasion);
        let width = WIDTH.min(area.width.saturating_sub(4));
        let words = text::speaking::words(context.language);
        let does = if self.occasion.meeting.is_some() { words.invites } else { words.shows };
        let key = context.key_for(Action::Choose, ASKED);
        let mut lines = Vec::new();
        let mut selected = 0..0;
        for (place, suggested) in self.suggested.iter().enumerate() {
            let start = lines.len();
            lines.extend(rows(suggested, place == self.selected, width, theme, context));
            if place == self.selected {
                selected = start..lines.len();
            }
            lines.push(Line::default());
        }
        lines.pop();
        let rows = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
        let whole = Popup { title: &title, width, height: rows }.draw(area, buffer, theme);
        buffer.set_stringn(whole.x, whole.y, format!("{key}: {does}"), whole.width.into(), theme.quiet);
        let inside = Rect { y: whole.y + 2, height: whole.height.saturating_sub(2), ..whole };
        panel::draw_around(&lines, &selected, &self.window, inside, buffer, theme)
    }
}

fn rows(
    suggested: &Suggested,
    is_selected: bool,
    width: u16,
    theme: &Theme,
    context: &Context<'_>,
) -> Vec<Line<'static>> {
    let (language, candidate) = (context.language, &suggested.candidate);
    let room = usize::from(width).saturating_sub(INDENT.len()).max(8);
    let pointer = if is_selected { theme.glyphs.selected } else { " " };
    let place: Vec<&str> = candidate.function.iter().chain(&candidate.institution).map(String::as_str).collect();
    let name = columns::clean(&candidate.name).into_owned();
    let rest = room.saturating_sub(columns::width(&name)).max(8);
    let place = columns::clean(&place.join(", ")).into_owned();
    let mut lines = vec![Line::from(vec![
        Span::styled(format!("{pointer} "), theme.pointer),
        Span::styled(name, if is_selected { theme.selected } else { theme.strong }),
        Span::raw("  "),
        Span::styled(columns::cut(&place, rest, theme.glyphs.ellipsis).into_owned(), theme.quiet),
    ])];
    let mut under = |texts: &str, before: &str, style| {
        for row in columns::wrap(texts, room.saturating_sub(columns::width(before))) {
            let before = Span::styled(format!("{INDENT}{before}"), style);
            lines.push(Line::from(vec![before, Span::styled(row.to_string(), style)]));
        }
    };
    let mut reasons: Vec<String> =
        suggested.reasons.iter().map(|reason| text::speaking::reason(language, reason)).collect();
    if candidate.titles.is_empty() && !candidate.is_speaker {
        reasons.push(text::speaking::words(language).no_talk_known.to_owned());
    }
    under(&reasons.join(" · "), "", theme.text);
    let terms = text::speaking::terms(language, candidate);
    if !terms.is_empty() {
        under(&terms.join(" · "), "", theme.quiet);
    }
    for warning in &suggested.warnings {
        under(&text::speaking::warning(language, warning), "! ", theme.warning);
    }
    lines
}
