//! What is proposed for a question and why: what Enter takes, part by part.

use ratatui::text::{Line, Span};

use super::view::Extent;
use crate::app::Action;
use crate::domain::propose::{Candidate, Certainty, Chosen, Part, Proposal, Reason};
use crate::domain::{Choice, Field};
use crate::screens::context::ViewContext;
use crate::text;
use crate::widgets::{panel, text as measure};

/// Columns of the names of the parts.
const LABEL: usize = 14;

/// Reasons of one part that are shown, and their lines where there is room.
const REASONS: usize = 2;
const LINES: usize = 3;

/// Whether taking the proposal, and what was chosen, decides what triage asks for.
pub(super) fn decides(left: &Proposal, chosen: &Chosen, field: Field) -> bool {
    left.joins().is_some()
        || chosen.label(field).is_some_and(|label| !label.is_empty())
        || match field {
            Field::Group => left.group.proposed().is_some(),
            Field::Priority => left.priority.proposed().is_some(),
            _ => false,
        }
}

/// One part as it is shown.
struct Shown {
    field: Field,
    value: String,
    /// None where it was chosen by hand.
    certainty: Option<Certainty>,
    reasons: Vec<Reason>,
    /// What is likely next.
    other: Option<String>,
}

/// The proposal: one line per part, where there is room with its reasons below. Nothing where nothing is proposed.
pub(super) fn lines(
    left: &Proposal,
    chosen: &Chosen,
    width: u16,
    extent: Extent,
    context: ViewContext<'_>,
) -> Vec<Line<'static>> {
    // Who reads on has the room for reasons in a narrow window too.
    let (narrow, most) = (extent.narrow && !extent.whole, |most| if extent.whole { usize::MAX } else { most });
    let (theme, language) = (context.theme, context.language);
    let words = text::words(language);
    let mut lines = Vec::new();
    let parts = parts(left, chosen, context);
    if !parts.is_empty() {
        lines.push(panel::heading(words.proposal, width, theme));
    }
    let room = usize::from(width).saturating_sub(1);
    for part in parts {
        let label = measure::fit(text::part(language, part.field), LABEL, theme.glyphs.ellipsis);
        let sign = part.certainty.map_or(words.chosen, |certainty| text::certainty(language, certainty));
        let style = match part.certainty {
            Some(Certainty::Sure) => theme.good,
            Some(_) => theme.warning,
            None => theme.accent,
        };
        let shown = part.reasons.iter().take(most(REASONS));
        let mut reasons = shown.map(|reason| text::reason(language, reason)).collect::<Vec<_>>().join("; ");
        if part.reasons.len() > most(REASONS) {
            reasons.push_str(&format!("; {}", theme.glyphs.ellipsis));
        }

        if let Some(other) = &part.other {
            let key = other_key(part.field).map(|action| context.key(action)).unwrap_or_default();
            let key = if key.is_empty() { key } else { format!(" ({key})") };
            let end = if reasons.is_empty() { "" } else { "; " };
            reasons.push_str(&format!("{end}{} {other}{key}", words.otherwise));
        }
        let value =
            measure::cut(&part.value, room.saturating_sub(LABEL + sign.chars().count() + 5), theme.glyphs.ellipsis);
        let used = LABEL + 4 + measure::width(&value) + measure::width(sign);
        let mut spans = vec![
            Span::styled(format!("  {label}"), theme.quiet),
            Span::styled(value.into_owned(), theme.strong),
            Span::styled(format!("  {sign}"), style),
        ];
        if narrow {
            let rest = room.saturating_sub(used + 3);
            if rest > 8 {
                let reasons = measure::cut(&reasons, rest, theme.glyphs.ellipsis).into_owned();
                spans.push(Span::styled(format!(" · {reasons}"), theme.quiet));
            } else if !reasons.is_empty() {
                spans.push(Span::styled(format!(" {}", theme.glyphs.ellipsis), theme.quiet));
            }
            lines.push(Line::from(spans));
            continue;
        }
        let indent = LABEL + 2;
        if measure::width(&part.value) > measure::width(&spans[1].content) {
            // What does not fit beside its sign gets lines of its own.
            spans[1].content = sign.into();
            spans[1].style = style;
            spans.truncate(2);
            lines.push(Line::from(spans));
            for line in measure::wrap_most(&part.value, room.saturating_sub(indent), most(2), theme.glyphs.ellipsis) {
                let mut spans = vec![Span::raw(" ".repeat(indent))];
                spans.extend(line.spans.into_iter().map(|span| span.patch_style(theme.strong)));
                lines.push(Line::from(spans));
            }
        } else {
            lines.push(Line::from(spans));
        }
        for line in measure::wrap_most(&reasons, room.saturating_sub(indent), most(LINES), theme.glyphs.ellipsis) {
            let mut spans = vec![Span::raw(" ".repeat(indent))];
            spans.extend(line.spans.into_iter().map(|span| span.patch_style(theme.quiet)));
            lines.push(Line::from(spans));
        }
    }
    if left.duplicate_of.certainty == Certainty::Maybe
        && let Some(kept) = left.duplicate_of.candidates.first()
    {
        let key = context.key(Action::JoinLikeliest);
        let key = if key.is_empty() { key } else { format!(" ({key})") };
        let hint = format!("{} {}{key}", words.perhaps_duplicate, kept.label);
        let lines_of_hint = most(if narrow { 1 } else { 2 });
        for line in measure::wrap_most(&hint, room.saturating_sub(2), lines_of_hint, theme.glyphs.ellipsis) {
            let mut spans = vec![Span::raw("  ")];
            spans.extend(line.spans.into_iter().map(|span| span.patch_style(theme.warning)));
            lines.push(Line::from(spans));
        }
    }
    if !lines.is_empty() && !narrow {
        lines.push(Line::default());
    }
    lines
}

fn parts(left: &Proposal, chosen: &Chosen, context: ViewContext<'_>) -> Vec<Shown> {
    let mut parts = Vec::new();
    if left.joins().is_some() {
        parts.extend(shown(Field::DuplicateOf, &left.duplicate_of, |kept| kept.label.clone()));
    }
    parts.extend(by_hand(Field::DuplicateOf, chosen, context));
    parts.extend(by_hand(Field::Group, chosen, context));
    parts.extend(shown(Field::Group, &left.group, |group| group.label.clone()));
    parts.extend(by_hand(Field::Priority, chosen, context));
    parts.extend(shown(Field::Priority, &left.priority, |priority| {
        text::choice(context.language, Choice::Priority(priority.value)).to_owned()
    }));
    parts.extend(by_hand(Field::Topics, chosen, context));
    parts.extend(shown(Field::Topics, &left.topic, |topic| topic.label.clone()));
    parts.extend(by_hand(Field::Contact, chosen, context));
    parts.extend(shown(Field::Contact, &left.contact, |contact| contact.label.clone()));
    parts.extend(by_hand(Field::List, chosen, context));
    parts.extend(shown(Field::List, &left.list, |list| list.label.clone()));
    parts
}

/// A part that was chosen; an empty one says so.
fn by_hand(field: Field, chosen: &Chosen, context: ViewContext<'_>) -> Option<Shown> {
    let words = text::words(context.language);
    let value = match (chosen.label(field)?, field) {
        ("", Field::Contact) => words.nobody,
        ("", _) => words.none_of_it,
        (label, _) => label,
    };
    Some(Shown { field, value: value.to_owned(), certainty: None, reasons: Vec::new(), other: None })
}

fn shown<T>(field: Field, part: &Part<T>, value: impl Fn(&Candidate<T>) -> String) -> Option<Shown> {
    let proposed = part.proposed()?;
    let (certainty, reasons) = (Some(part.certainty), part.reasons.clone());
    // Where it is sure, another one would only disturb.
    let other = part.candidates.get(1).filter(|_| part.certainty == Certainty::Maybe && other_key(field).is_some());
    Some(Shown { field, value: value(proposed), certainty, reasons, other: other.map(|other| other.label.clone()) })
}

/// The key that takes what is next likely.
const fn other_key(field: Field) -> Option<Action> {
    match field {
        Field::Group => Some(Action::OtherGroup),
        Field::Topics => Some(Action::OtherTopic),
        Field::Contact => Some(Action::OtherContact),
        _ => None,
    }
}
