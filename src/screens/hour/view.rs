//! How a question hour looks from the last row: one question with much room around it, the answer below.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Asked, HourState};
use crate::domain::Field;
use crate::domain::question_list::Progress;
use crate::screens::context::ViewContext;
use crate::text::hour as words;
use crate::widgets::field::FieldLook;
use crate::widgets::{bar, panel, text as measure};

/// The widest that a line is read without losing one's place.
const WIDEST: u16 = 84;

/// Blank columns on each side at least.
const MARGIN: u16 = 6;

/// Draws the hour; gives where the cursor stands. `told` is what is to be known of the drive.
pub fn draw(
    state: &HourState,
    told: &str,
    area: Rect,
    buffer: &mut Buffer,
    context: ViewContext<'_>,
) -> Option<Position> {
    let width = area.width.saturating_sub(2 * MARGIN).clamp(20, WIDEST);
    let column = Rect { x: area.x + (area.width - width) / 2, width, ..area };
    head(state, told, column, buffer, context);
    let below = Rect { y: column.y + 3, height: column.height.saturating_sub(3), ..column };
    match state.current() {
        Some(asked) => question(state, asked, below, buffer, context),
        None => end(state, below, buffer, context),
    }
}

/// What it is, how far it is, and what is to be known of the drive.
fn head(state: &HourState, told: &str, area: Rect, buffer: &mut Buffer, context: ViewContext<'_>) {
    let (theme, language) = (context.theme, context.language);
    let (done, all) = state.settled();
    let far = words::far(language, done, all);
    let far_width = u16::try_from(measure::width(&far)).unwrap_or(0);
    let right = area.right().saturating_sub(far_width);
    let title = state.hour.list.record.text(Field::Title);
    let heading = format!("{} {} {title}", words::words(language).hour, theme.glyphs.separator);
    let room = usize::from(area.width.saturating_sub(far_width + 3));
    let room = if told.is_empty() { room } else { room.saturating_sub(measure::width(told) + 3) };
    buffer.set_string(area.x, area.y, measure::cut(&heading, room, theme.glyphs.ellipsis), theme.quiet);
    buffer.set_string(right, area.y, &far, theme.quiet);
    if !told.is_empty() {
        let x = right.saturating_sub(u16::try_from(measure::width(told)).unwrap_or(0) + 3);
        buffer.set_string(x, area.y, measure::clean(told), theme.warning);
    }
    let bar = bar::progress(done as u64, all as u64, area.width, theme);
    buffer.set_line(area.x, area.y + 1, &bar, area.width);
}

fn question(
    state: &HourState,
    asked: &Asked,
    area: Rect,
    buffer: &mut Buffer,
    context: ViewContext<'_>,
) -> Option<Position> {
    let theme = context.theme;
    let answer_height = (area.height * 2 / 5).clamp(4, 12);
    let above = Rect { height: area.height.saturating_sub(answer_height + 2), ..area };
    let lines = question_lines(asked, above, context);
    let height = usize::from(above.height);
    if lines.len() <= height {
        // Short questions stand a little above the middle.
        let top = u16::try_from((height - lines.len()) / 3).unwrap_or(0);
        panel::draw(&lines, 0, Rect { y: above.y + top, height: above.height - top, ..above }, buffer, theme);
    } else {
        let top = state.scroll.min(lines.len() - height);
        let below = panel::draw(&lines, top, above, buffer, theme);
        let sign = match (top, below) {
            (_, below) if below > 0 => format!("{} {below}", theme.glyphs.down),
            (top, _) => format!("{} {top}", theme.glyphs.up),
        };
        let x = above.right().saturating_sub(u16::try_from(measure::width(&sign)).unwrap_or(0));
        buffer.set_string(x, above.bottom(), sign, theme.quiet);
    }
    let label = Rect { y: above.bottom() + 1, height: 1, ..area };
    let by = asked.by.as_ref().or(state.hour.body.as_ref()).map(|(_, name)| name.as_str());
    let mark = words::progress(context.language, asked.progress);
    let heading = words::answer(context.language, by);
    let shown = measure::cut(&heading, usize::from(label.width), theme.glyphs.ellipsis);
    let (mut end, _) = buffer.set_stringn(label.x, label.y, &shown, usize::from(label.width), theme.heading);
    let key = context.key(crate::app::Action::WhoAnswers);
    let change = format!("{key} {}", words::words(context.language).change);
    let marked = mark.map_or(0, |mark| measure::width(mark) + 2);
    if !key.is_empty() && usize::from(label.right().saturating_sub(end)) > measure::width(&change) + marked + 3 {
        // Who answers is named here, and so is the key for somebody else.
        (end, _) = buffer.set_stringn(end + 3, label.y, &change, measure::width(&change), theme.quiet);
    }
    if let Some(mark) = mark {
        let x = label.right().saturating_sub(u16::try_from(measure::width(mark)).unwrap_or(0));
        if x > end {
            buffer.set_string(x, label.y, mark, theme.quiet);
        }
    }
    let field = Rect { y: label.y + 1, height: area.bottom().saturating_sub(label.y + 1), ..area };
    let placeholder = words::words(context.language).type_here;
    asked.text.draw(field, buffer, theme, FieldLook { focused: true, error: false, placeholder })
}

/// The question: its number, what is asked with room between the lines where there is some, more of it, who asks.
fn question_lines(asked: &Asked, area: Rect, context: ViewContext<'_>) -> Vec<Line<'static>> {
    let (theme, language) = (context.theme, context.language);
    let width = usize::from(area.width);
    let wrapped = |text: &str, style: Style| -> Vec<Line<'static>> {
        measure::wrap(text, width).into_iter().map(|line| line.style(style)).collect()
    };
    let record = &asked.listed.question;
    let title = wrapped(record.text(Field::Title), theme.strong);
    let more: Vec<Vec<Line<'static>>> = [Field::Text, Field::Explanation]
        .into_iter()
        .filter(|field| !record.get(*field).is_unknown())
        .map(|field| wrapped(record.text(field), theme.text))
        .collect();
    let towns = wrapped(&crate::text::question_list::towns(language, &asked.listed), theme.accent);
    let number = Line::from(Span::styled(words::number(language, asked.number), theme.quiet));
    // With a blank line between its rows a text is read from afar: all of it where the window has the room, else what
    // is asked.
    let rows: usize = more.iter().map(Vec::len).sum();
    let blanks = 3 + more.len();
    let room = usize::from(area.height);
    let title_spaced = 1 + blanks + title.len() * 2 + rows + towns.len() <= room;
    let all_spaced = 1 + blanks + title.len() * 2 + rows * 2 + towns.len() <= room;
    let mut lines = vec![number, Line::default()];
    lines.extend(with_room(title, title_spaced));
    for part in more {
        lines.push(Line::default());
        lines.extend(with_room(part, all_spaced));
    }
    lines.push(Line::default());
    lines.extend(towns);
    lines
}

/// The rows of a text, with a blank line between them where that is wanted.
fn with_room(rows: Vec<Line<'static>>, spaced: bool) -> Vec<Line<'static>> {
    let last = rows.len().saturating_sub(1);
    let apart = |(row, line)| if spaced && row < last { vec![line, Line::default()] } else { vec![line] };
    rows.into_iter().enumerate().flat_map(apart).collect()
}

/// What became of each question, and what closing the hour will do.
fn end(state: &HourState, area: Rect, buffer: &mut Buffer, context: ViewContext<'_>) -> Option<Position> {
    let (theme, language) = (context.theme, context.language);
    let width = usize::from(area.width);
    let mut lines = vec![Line::styled(words::words(language).end, theme.strong), Line::default()];
    let open = state.asked.iter().filter(|asked| asked.is_open()).count();
    let key = context.key(crate::app::Action::CloseHour);
    let unsaved = state.asked.iter().find(|asked| asked.is_unsaved() && asked.progress != Progress::Saving);
    let (said, style) = match unsaved {
        Some(asked) => (words::unsaved_first(language, asked.number, &key), theme.warning),
        None => (words::closes(language, open, &key), theme.text),
    };
    for line in measure::wrap(&said, width) {
        lines.push(line.style(style));
    }
    lines.push(Line::default());
    let mut in_order: Vec<&Asked> = state.asked.iter().collect();
    in_order.sort_by_key(|asked| asked.number);
    for asked in in_order {
        let (sign, style) = match asked.progress {
            _ if asked.is_unsaved() && asked.progress != Progress::Saving => (theme.glyphs.warning, theme.warning),
            Progress::Answered | Progress::Elsewhere => (theme.glyphs.done, theme.accent),
            Progress::Saving => (theme.glyphs.ellipsis, theme.quiet),
            Progress::Open | Progress::Later => (theme.glyphs.open, theme.text),
        };
        let unsaved = asked.is_unsaved() && asked.progress != Progress::Saving;
        let mark =
            if unsaved { Some(words::words(language).unsaved) } else { words::progress(language, asked.progress) };
        let mark = mark.unwrap_or_default();
        let room = width.saturating_sub(measure::width(mark) + 9);
        let title = measure::fit(asked.listed.question.text(Field::Title), room, theme.glyphs.ellipsis);
        lines.push(Line::from(vec![
            Span::styled(format!("{sign} {:>3}  ", asked.number), style),
            Span::styled(title, theme.text),
            Span::styled(format!("  {mark}"), theme.quiet),
        ]));
    }
    let top = state.scroll.min(lines.len().saturating_sub(usize::from(area.height)));
    panel::draw(&lines, top, area, buffer, theme);
    Some(Position { x: area.x, y: area.y })
}
