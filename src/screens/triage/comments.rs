//! What people said of the question in front: the last of it, or all where somebody reads on.

use ratatui::text::{Line, Span};

use super::view::Extent;
use crate::domain::{Kind, Note};
use crate::screens::browser::card::day;
use crate::screens::context::ViewContext;
use crate::text;
use crate::widgets::text as measure;

/// Comments that are shown beside all else; the others are read by going on.
const LAST: usize = 2;

/// Lines of each.
const LINES: usize = 2;

/// The comments below the question, and whether more is said than is shown.
pub(super) fn lines(
    comments: &[Note],
    width: u16,
    extent: Extent,
    context: ViewContext<'_>,
) -> (Vec<Line<'static>>, bool) {
    if comments.is_empty() {
        return (Vec::new(), false);
    }
    let (theme, language) = (context.theme, context.language);
    let skipped = if extent.whole { 0 } else { comments.len().saturating_sub(LAST) };
    let room = usize::from(width).saturating_sub(4).max(20);
    let heading = format!("  {} {}", text::kinds(language, Kind::Comment), comments.len());
    let mut lines = vec![Line::default(), Line::styled(heading, theme.strong)];
    let mut is_cut = skipped > 0;
    for note in &comments[skipped..] {
        let on = day(note.at.get(..10).unwrap_or(&note.at), language);
        let said = format!("{}, {on}: {}", note.by, note.text);
        let most = if extent.whole { usize::MAX } else { LINES };
        let wrapped = measure::wrap_most(&said, room, most, theme.glyphs.ellipsis);
        is_cut |= measure::wrap(&said, room).len() > wrapped.len();
        for line in wrapped {
            let mut spans = vec![Span::raw("  ")];
            spans.extend(line.spans);
            lines.push(Line::from(spans));
        }
    }
    (lines, is_cut)
}
