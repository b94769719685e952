//! How a question looks in triage: the question, large; beside it what is like it; below how far one is.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Settled, Triage, comments, end_view, proposal};
use crate::app::Action;
use crate::domain::fact::Fact;
use crate::domain::{Card, Choice, Field, Judged, Value, question};
use crate::screens::browser::card::{day, shown};
use crate::screens::context::ViewContext;
use crate::text;
use crate::widgets::{bar, panel, text as measure};

/// From this width what is like the question stands beside it.
const BESIDE: u16 = 100;

/// Similar questions that are shown.
const SHOWN: usize = 5;

/// What triage decides or looks at, in this order.
const ATTRIBUTES: &[Field] =
    &[Field::Group, Field::Priority, Field::Topics, Field::Contact, Field::Due, Field::Affected, Field::Snooze];

/// Where the parts of triage lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    question: Rect,
    context: Rect,
    progress: Rect,
}

impl View {
    fn of(area: Rect) -> Self {
        let progress = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
        let body = Rect { height: area.height.saturating_sub(2), ..area };
        if area.width >= BESIDE {
            let beside = area.width * 2 / 5;
            let question = Rect { width: area.width - beside - 2, ..body };
            return Self { question, context: Rect { x: question.right() + 2, width: beside, ..body }, progress };
        }
        let below = (body.height / 3).max(5).min(body.height);
        let question = Rect { height: body.height - below, ..body };
        Self { question, context: Rect { y: question.bottom(), height: below, ..body }, progress }
    }
}

/// Draws the question in front; the cursor stands at its title.
pub fn draw(triage: &Triage, area: Rect, buffer: &mut Buffer, context: ViewContext<'_>) -> Option<Position> {
    let view = View::of(area);
    if triage.is_at_end() {
        draw_progress(triage, None, view.progress, buffer, context);
        let whole = view.question.union(view.context);
        return Some(end_view::draw(triage, whole, buffer, context));
    }
    let Some((card, judged)) = triage.card() else {
        let reading = text::words(context.language).reading;
        buffer.set_stringn(view.question.x + 2, view.question.y + 1, reading, 40, context.theme.quiet);
        draw_progress(triage, None, view.progress, buffer, context);
        return Some(view.question.as_position());
    };
    let narrow = area.width < BESIDE;
    let theme = context.theme;
    let extent = Extent { narrow, whole: triage.scroll.get() > 0 };
    let mut question = question_lines(triage, card, view.question, narrow, context);
    let (said, cuts) = comments::lines(&card.comments, view.question.width, extent, context);
    question.extend(said);
    let beside = context_lines(triage, card, judged, view.context, extent, context);
    let is_cut = cuts || !extent.whole && beside.iter().any(|line| line.to_string().contains(theme.glyphs.ellipsis));
    let below = if narrow && extent.whole {
        // Who reads on reads all of it, one below the other.
        question.push(Line::default());
        question.extend(beside);
        let whole = view.question.union(view.context);
        come_back(triage, last(&question, whole));
        draw_from(&question, triage.scroll.get(), whole, buffer, context)
    } else {
        come_back(triage, last(&question, view.question).max(last(&beside, view.context)));
        draw_from(&question, triage.scroll.get(), view.question, buffer, context)
            + draw_from(&beside, triage.scroll.get(), view.context, buffer, context)
    };
    let more = match (below > 0 || is_cut, extent.whole) {
        (true, _) => Some(Action::PageDown),
        (false, true) => Some(Action::PageUp),
        (false, false) => None,
    };
    draw_progress(triage, more, view.progress, buffer, context);
    Some(Position { x: view.question.x + 2, y: view.question.y + 1 })
}

/// How much of what stands beside the question is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// In a window that has no room beside the question.
    pub(super) narrow: bool,
    /// All of it, as somebody reads on.
    pub(super) whole: bool,
}

/// The line with which the last page begins.
fn last(lines: &[Line<'_>], area: Rect) -> usize {
    lines.len().saturating_sub(usize::from(area.height))
}

/// Who went on past the end is back with one key. Whoever wants to see all of it sees it, where it fits too.
fn come_back(triage: &Triage, last: usize) {
    triage.scroll.set(triage.scroll.get().min(last.max(1)));
}

/// Draws lines from one on, the last page at most; gives how many there are below.
fn draw_from(lines: &[Line<'_>], from: usize, area: Rect, buffer: &mut Buffer, context: ViewContext<'_>) -> usize {
    panel::draw(lines, from.min(last(lines, area)), area, buffer, context.theme)
}

/// How far one is; at the right the key that shows more of the question, where there is more.
fn draw_progress(triage: &Triage, more: Option<Action>, area: Rect, buffer: &mut Buffer, context: ViewContext<'_>) {
    let words = text::words(context.language);
    let total = triage.queue.len();
    let place = (triage.place + 1).min(total);
    let label = format!(" {} {place}/{total} · {} {}  ", words.triage, triage.done(), words.settled);
    let (x, _) = buffer.set_stringn(area.x, area.y, &label, usize::from(area.width), context.theme.quiet);
    let key = more.map(|action| context.key(action)).filter(|key| !key.is_empty());
    let hint = key.map(|key| format!("{key} {}", words.more)).unwrap_or_default();
    let hint_width = u16::try_from(measure::width(&hint)).unwrap_or(0);
    let at = area.right().saturating_sub(hint_width + 1);
    buffer.set_stringn(at, area.y, &hint, usize::from(hint_width), context.theme.accent);
    let width = at.saturating_sub(x + 1).min(40);
    let (done, total) = (triage.settled.len() as u64, total as u64);
    buffer.set_line(x, area.y, &bar::progress(done, total, width, context.theme), width);
}

fn question_lines(
    triage: &Triage,
    card: &Card,
    area: Rect,
    narrow: bool,
    context: ViewContext<'_>,
) -> Vec<Line<'static>> {
    let (theme, language) = (context.theme, context.language);
    let words = text::words(language);
    let record = &card.record;
    let kind = record.kind;
    let width = usize::from(area.width).saturating_sub(4).max(20);
    let mut lines = vec![Line::default()];
    let mut add = |text: &str, style: Style| {
        for line in measure::wrap(text, width) {
            let mut spans = vec![Span::raw("  ")];
            spans.extend(line.spans.into_iter().map(|span| span.patch_style(style)));
            lines.push(Line::from(spans));
        }
    };
    add(&card.label, theme.strong);
    let names = |field: Field| -> String {
        let names = card.names.iter().find(|(named, _)| *named == field);
        names
            .map(|(_, names)| names.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", "))
            .unwrap_or_default()
    };
    let mut head = vec![names(Field::Askers), record.text(Field::AskedBy).to_owned()];
    head.push(day(record.text(Field::Received), language));
    head.retain(|part| !part.is_empty());
    add(&head.join(" · "), theme.quiet);
    match triage.settled.get(&record.id) {
        Some(Settled::Here(_)) => {
            add(text::choice_mark(Choice::QuestionState(question::state(record))), theme.good);
            add(words.settled, theme.good);
        }
        Some(Settled::Elsewhere) => add(words.settled_elsewhere, theme.warning),
        None => {}
    }
    if let Some(waking) = Triage::woken(card) {
        let (label, why) = (text::snooze::back_label(language), text::snooze::woken(language, waking));
        add(&format!("{label}: {why}"), theme.warning);
    }
    let holds = |field: Field| match record.get(field) {
        Value::Links(_) | Value::Number(_) => names(field),
        value => shown(kind, field, value, language).into_owned(),
    };
    if narrow {
        // In few lines only what is known, before the text: it must not fall off the screen.
        let known = ATTRIBUTES.iter().filter(|field| !record.get(**field).is_unknown());
        let known: Vec<String> =
            known.map(|field| format!("{}: {}", text::field(language, kind, *field), holds(*field))).collect();
        add(&known.join(" · "), theme.text);
    }
    if let Some(fact @ Fact::RanOut { text: old, .. }) = card.to_check_again() {
        add("", theme.text);
        add(&text::answers::old_answer(language, fact).unwrap_or_default(), theme.warning);
        add(old, theme.text);
    }
    add("", theme.text);
    add(record.text(Field::Text), theme.text);
    for field in [Field::Explanation, Field::Remark] {
        if !record.get(field).is_unknown() {
            add("", theme.text);
            add(&format!("{}: {}", text::field(language, kind, field), record.text(field)), theme.text);
        }
    }
    if !narrow {
        add("", theme.text);
        for field in ATTRIBUTES {
            let label = measure::fit(text::field(language, kind, *field), 16, theme.glyphs.ellipsis);
            let value = holds(*field);
            let value = if value.is_empty() { "–".to_owned() } else { value };
            add(&format!("{label} {value}"), theme.text);
        }
    }
    lines
}

fn context_lines(
    triage: &Triage,
    card: &Card,
    judged: &Judged,
    area: Rect,
    extent: Extent,
    context: ViewContext<'_>,
) -> Vec<Line<'static>> {
    let (theme, language) = (context.theme, context.language);
    let words = text::words(language);
    let likes = &judged.likes;
    let left = triage.left().unwrap_or_default();
    let chosen = triage.chosen().cloned().unwrap_or_default();
    let mut lines = if card.to_check_again().is_some() {
        Vec::new()
    } else {
        proposal::lines(&left, &chosen, area.width, extent, context)
    };
    let missing: Vec<&str> = [Field::Group, Field::Priority]
        .into_iter()
        .filter(|field| card.record.get(*field).is_unknown() && !proposal::decides(&left, &chosen, *field))
        .map(|field| text::field(language, card.record.kind, field))
        .collect();
    if !missing.is_empty() && question::is_open(question::state(&card.record)) {
        let still = format!("{}: {}", words.still_open, missing.join(", "));
        for line in measure::wrap(&still, usize::from(area.width).saturating_sub(3)) {
            let mut spans = vec![Span::raw("  ")];
            spans.extend(line.spans.into_iter().map(|span| span.patch_style(theme.warning)));
            lines.push(Line::from(spans));
        }
        lines.push(Line::default());
    }
    lines.push(panel::heading(words.context, area.width, theme));
    if likes.is_empty() {
        lines.push(Line::styled(words.no_similar, theme.quiet));
    }
    for (place, like) in likes.iter().enumerate().take(SHOWN) {
        let state = text::choice(language, Choice::QuestionState(like.state));
        let head = format!("{}  {}", place + 1, like.number);
        let group = like.group.as_deref().map(|group| format!(" · {group}")).unwrap_or_default();
        lines.push(Line::from(vec![
            Span::styled(head, theme.accent),
            Span::styled(format!("  {state}{group}"), theme.quiet),
        ]));
        let most = if extent.whole { usize::MAX } else { 2 };
        let width = usize::from(area.width).saturating_sub(4);
        for line in measure::wrap_most(&like.title, width, most, theme.glyphs.ellipsis) {
            let mut spans = vec![Span::raw("   ")];
            spans.extend(line.spans);
            lines.push(Line::from(spans));
        }
    }
    lines
}
