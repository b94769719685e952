//! Text as the terminal shows it: its width, cutting, wrapping, and nothing that could harm.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Stands for a character that must not reach the terminal.
pub const REPLACEMENT: char = '\u{FFFD}';
const TAB: &str = "    ";
const JOINER: char = '\u{200D}';
/// More marks than any script stacks on one letter; the rest would only swell a cell.
const MOST_MARKS: usize = 6;

/// A letter or sign of one column that stands by itself, as nearly all text is made of. Such a text need not be
/// taken apart by the rules of Unicode, which is most of what a frame costs otherwise.
const fn stands_alone(letter: char) -> bool {
    matches!(letter, ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{2010}'..='\u{2027}' | '€')
}

/// The columns of a text of such letters alone.
fn plain_width(text: &str) -> Option<usize> {
    text.chars().try_fold(0, |width, letter| stands_alone(letter).then_some(width + 1))
}

/// Columns that the text takes on the screen, after `clean`.
#[must_use]
pub fn width(text: &str) -> usize {
    plain_width(text).unwrap_or_else(|| clean(text).graphemes(true).map(UnicodeWidthStr::width).sum())
}

/// Writes a text that is clean into at most `width` columns of a line, as ratatui does; gives the place behind it.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, text: &str, width: usize, style: Style) -> u16 {
    let area = buffer.area;
    // One letter more than there is room, as a mark may belong to the last.
    let is_plain = text.chars().take(width + 1).all(stands_alone);
    if !is_plain || !(area.y..area.bottom()).contains(&y) || x < area.x {
        return buffer.set_stringn(x, y, text, width, style).0;
    }
    let room = width.min(usize::from(area.right().saturating_sub(x)));
    let mut place = x;
    for letter in text.chars().take(room) {
        buffer[(place, y)].set_char(letter).set_style(style);
        place += 1;
    }
    place
}

/// The text without anything that could steer the terminal or reorder what is read: line ends become
/// blanks, tabs four blanks, other control characters and bidi overrides a visible sign, and marks
/// without a width are dropped unless they hold an emoji together.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if plain_width(text).is_some() || !text.chars().any(is_suspect) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut marks = 0;
    while let Some(letter) = letters.next() {
        match letter {
            '\t' => shown.push_str(TAB),
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => shown.push(' '),
            _ if letter.is_control() || is_override(letter) => shown.push(REPLACEMENT),
            JOINER => {
                let joins = shown.chars().next_back().is_some_and(is_emoji_part)
                    && letters.peek().copied().is_some_and(is_emoji_part);
                if joins {
                    shown.push(JOINER);
                }
            }
            _ if is_invisible(letter) => {}
            _ if is_mark(letter) => {
                marks += 1;
                if marks <= MOST_MARKS {
                    shown.push(letter);
                }
                continue;
            }
            _ => shown.push(letter),
        }
        marks = 0;
    }
    Cow::Owned(shown)
}

fn is_suspect(letter: char) -> bool {
    letter.is_control()
        || letter == JOINER
        || letter == '\u{2028}'
        || letter == '\u{2029}'
        || is_override(letter)
        || is_invisible(letter)
        || is_mark(letter)
}

/// Characters that reorder their neighbours, or that only other programs may place.
fn is_override(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFF9}'..='\u{FFFB}')
}

/// Characters that take no room, so that two texts could look the same and differ.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}'
        | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

fn is_mark(letter: char) -> bool {
    letter > '\u{2FF}' && unicode_width::UnicodeWidthChar::width(letter) == Some(0)
}

fn is_emoji_part(letter: char) -> bool {
    matches!(letter, '\u{1F000}'..='\u{1FAFF}' | '\u{2190}'..='\u{2BFF}' | '\u{FE0F}')
}

/// The text cut to at most `width` columns, with `ellipsis` where something is missing.
#[must_use]
pub fn cut<'a>(text: &'a str, width: usize, ellipsis: &str) -> Cow<'a, str> {
    let shown = clean(text);
    if self::width(&shown) <= width {
        return shown;
    }
    let room = width.saturating_sub(ellipsis.width());
    if plain_width(&shown).is_some() && width >= ellipsis.width() {
        return Cow::Owned(shown.chars().take(room).chain(ellipsis.chars()).collect());
    }
    let mut part = String::with_capacity(shown.len().min(width * 4));
    let mut used = 0;
    for grapheme in shown.graphemes(true) {
        used += grapheme.width();
        if used > room {
            break;
        }
        part.push_str(grapheme);
    }
    if width >= ellipsis.width() {
        part.push_str(ellipsis);
    }
    Cow::Owned(part)
}

/// The text in exactly `width` columns: cut with `ellipsis`, or filled up with blanks.
#[must_use]
pub fn fit(text: &str, width: usize, ellipsis: &str) -> String {
    let mut shown = cut(text, width, ellipsis).into_owned();
    let missing = width.saturating_sub(self::width(&shown));
    shown.extend(std::iter::repeat_n(' ', missing));
    shown
}

/// Where the rows of a wrapped text begin and end, in bytes. Breaks at blanks and line ends, long
/// words where they must. Blanks at a break and the line end itself belong to no row.
#[must_use]
pub fn wrap_ranges(text: &str, width: usize) -> Vec<Range<usize>> {
    let width = width.max(1);
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        wrap_line(text, start..end, width, &mut rows);
        start += line.len();
    }
    if text.is_empty() || text.ends_with('\n') {
        rows.push(text.len()..text.len());
    }
    rows
}

fn wrap_line(text: &str, line: Range<usize>, width: usize, rows: &mut Vec<Range<usize>>) {
    let (mut start, mut used) = (line.start, 0);
    // The end of the last word that fits, and the beginning of the one after it.
    let mut gap: Option<(usize, usize)> = None;
    let mut in_blanks = false;
    let whole = &text[line.clone()];
    let is_plain = plain_width(whole).is_some();
    let letters = whole.char_indices().map(|(offset, letter)| (offset, &whole[offset..offset + letter.len_utf8()]));
    let parts: Box<dyn Iterator<Item = (usize, &str)>> =
        if is_plain { Box::new(letters) } else { Box::new(whole.grapheme_indices(true)) };
    for (offset, grapheme) in parts {
        let here = line.start + offset;
        let is_blank = grapheme == " " || grapheme == "\t";
        if is_blank {
            let from = if in_blanks { gap.map_or(here, |(from, _)| from) } else { here };
            gap = Some((from, here + grapheme.len()));
        }
        in_blanks = is_blank;
        let columns = if is_plain { 1 } else { self::width(grapheme) };
        while used + columns > width && !is_blank && here > start {
            let (end, next) = gap.filter(|(end, _)| *end > start).unwrap_or((here, here));
            // Blanks before a word that has no room beside them are not shown.
            let is_blank = text[start..end].trim_matches([' ', '\t']).is_empty();
            rows.push(start..if is_blank { start } else { end });
            (start, gap) = (next, None);
            used = self::width(&text[start..here]);
        }
        used += columns;
    }
    let end = match gap {
        Some((from, to)) if to == line.end && self::width(&text[start..line.end]) > width => from,
        _ => line.end,
    };
    rows.push(start..end);
}

/// The text in rows of at most `width` columns.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<Line<'static>> {
    wrap_ranges(text, width).into_iter().map(|row| Line::from(clean(&text[row]).into_owned())).collect()
}

/// The first rows of a wrapped text, `most` of them; the last ends in `ellipsis` where there is more.
#[must_use]
pub fn wrap_most(text: &str, width: usize, most: usize, ellipsis: &str) -> Vec<Line<'static>> {
    let mut rows = wrap(text, width);
    if rows.len() > most {
        rows.truncate(most);
        if let Some(last) = rows.last_mut() {
            let room = width.saturating_sub(self::width(ellipsis));
            *last = Line::from(format!("{}{ellipsis}", cut(&last.to_string(), room, "").trim_end()));
        }
    }
    rows
}

/// The text as one line, with `mark` on the given byte ranges (in ascending order) and `base` on
/// all others. Ranges that do not fit the text are left out.
#[must_use]
pub fn highlighted(text: &str, ranges: &[Range<usize>], base: Style, mark: Style) -> Line<'static> {
    let mut line = Line::default().style(base);
    let mut done = 0;
    for range in ranges {
        let (Some(before), Some(marked)) = (text.get(done..range.start), text.get(range.clone())) else {
            continue;
        };
        if !before.is_empty() {
            line.push_span(Span::raw(clean(before).into_owned()));
        }
        if !marked.is_empty() {
            line.push_span(Span::styled(clean(marked).into_owned(), mark));
        }
        done = range.end;
    }
    if done < text.len() {
        line.push_span(Span::raw(clean(&text[done..]).into_owned()));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_is_as_wide_as_the_terminal_shows_it() {
        assert_eq!(width("Wärmeplanung"), 12);
        assert_eq!(width("Wa\u{308}rmeplanung"), 12);
        assert_eq!(width("気候同盟"), 8);
        assert_eq!(width("🌳"), 2);
        assert_eq!(width("👩\u{200D}🌾"), 2);
        assert_eq!(width("a\u{200D}b"), 2);
        assert_eq!(width("a\tb"), 6);
    }

    #[test]
    fn nothing_from_a_text_steers_the_terminal() {
        assert_eq!(clean("\x1b[2J\x07"), "\u{FFFD}[2J\u{FFFD}");
        assert_eq!(clean("\u{9b}31m"), "\u{FFFD}31m");
        assert_eq!(clean("a\u{7f}b"), "a\u{FFFD}b");
        assert_eq!(clean("Erlaubnis\u{202E}nein"), "Erlaubnis\u{FFFD}nein");
        assert_eq!(clean("\u{2066}x\u{2069}"), "\u{FFFD}x\u{FFFD}");
        assert_eq!(clean("\u{FEFF}Name\u{200B}"), "Name");
        assert_eq!(clean("eins\r\nzwei\tdrei"), "eins zwei    drei");
        assert_eq!(clean("Straße Ä"), "Straße Ä");
    }

    #[test]
    fn a_letter_under_a_heap_of_marks_stays_small() {
        let heap = format!("Z{}", "\u{301}".repeat(500));
        assert!(clean(&heap).len() < 20);
    }

    #[test]
    fn cutting_keeps_whole_characters_and_says_so() {
        assert_eq!(fit("Wärmeplanung", 6, "…"), "Wärme…");
        assert_eq!(fit("気候同盟", 6, "…"), "気候… ");
        assert_eq!(fit("kurz", 6, "…"), "kurz  ");
        assert_eq!(fit("lang genug", 5, "..."), "la...");
        assert_eq!(fit("abc", 0, "…"), "");
    }

    fn rows(text: &str, width: usize) -> Vec<String> {
        wrap(text, width).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn wrapping_breaks_between_words() {
        assert_eq!(rows("Wer fördert die Wärmeplanung?", 12), ["Wer fördert", "die", "Wärmeplanung", "?"]);
        assert_eq!(rows("eins\n\nzwei\n", 10), ["eins", "", "zwei", ""]);
        assert_eq!(rows("", 10), [""]);
        assert_eq!(rows("ab    cd", 3), ["ab", "cd"]);
        assert_eq!(rows("気候同盟", 5), ["気候", "同盟"]);
    }

    #[test]
    fn of_a_long_text_the_last_row_says_that_there_is_more() {
        let rows = |most| -> Vec<String> {
            wrap_most("Wer fördert die Wärmeplanung?", 12, most, "…").iter().map(ToString::to_string).collect()
        };
        assert_eq!(rows(4), ["Wer fördert", "die", "Wärmeplanung", "?"]);
        assert_eq!(rows(3), ["Wer fördert", "die", "Wärmeplanun…"]);
        assert_eq!(rows(2), ["Wer fördert", "die…"]);
    }

    #[test]
    fn marks_sit_on_the_found_words() {
        let line = highlighted("Förderung prüfen", &[0..10, 11..18], Style::new(), Style::new().bold());
        assert_eq!(line.spans[0].content, "Förderung");
        assert_eq!(line.spans[0].style, Style::new().bold());
        assert_eq!(line.spans[1].content, " ");
        assert_eq!(line.spans[2].content, "prüfen");
        assert_eq!(highlighted("ü", &[1..2, 0..0], Style::new(), Style::new()).to_string(), "ü");
    }

    proptest! {
        #[test]
        fn plain_text_is_measured_and_written_as_any_other(
            text in "[ -~Ä-ʯ„“–…€]{0,30}|\\PC{0,12}", room in 0_usize..40, x in 0_u16..24,
        ) {
            let text = clean(&text);
            prop_assert_eq!(width(&text), text.graphemes(true).map(UnicodeWidthStr::width).sum::<usize>());
            let area = ratatui::layout::Rect::new(0, 0, 20, 1);
            let (mut ours, mut theirs) = (Buffer::empty(area), Buffer::empty(area));
            let style = Style::new().bold();
            if x < 20 {
                let end = put(&mut ours, x, 0, &text, room, style);
                prop_assert_eq!(end, theirs.set_stringn(x, 0, &text, room, style).0);
                prop_assert_eq!(ours, theirs);
            }
        }

        #[test]
        fn whatever_comes_fits(text in "\\PC*|(?s:.*)", room in 0_usize..40) {
            prop_assert_eq!(width(&fit(&text, room, "…")), room);
        }

        #[test]
        fn cleaned_text_has_no_control_characters_and_stays_as_it_is(text: String) {
            let once = clean(&text).into_owned();
            prop_assert!(!once.chars().any(|c| c.is_control() || is_override(c)));
            prop_assert_eq!(clean(&once), once.as_str());
        }

        #[test]
        fn no_wrapped_row_is_too_wide_and_no_word_is_lost(text in "[a-zäöü気\u{301} \n]{0,80}", room in 2_usize..20) {
            let mut letters = String::new();
            for row in wrap_ranges(&text, room) {
                prop_assert!(width(&text[row.clone()]) <= room);
                letters.push_str(&text[row]);
            }
            let seen = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(seen(&letters), seen(&text));
        }
    }
}
