//! Cuts a vCard file into cards, and these into unfolded lines, without looking at characters.
use super::{CardProblem, CardProblemKind};

/// What stands between BEGIN and END.
pub(super) struct Block {
    /// The line of BEGIN, counted from 1.
    pub(super) line: u64,
    pub(super) lines: Vec<Line>,
    /// Version 2.1 folds before a blank that is part of the text, the later ones add a blank.
    pub(super) is_2_1: bool,
}

/// A property with its folds undone.
pub(super) struct Line {
    pub(super) number: u64,
    pub(super) bytes: Vec<u8>,
}

/// Gives the cards of the file.
pub(super) fn blocks(bytes: &[u8], problems: &mut Vec<CardProblem>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    let mut stray_before = false;
    // Whether the lines are those of a card within a card: the assistant's, in version 2.1.
    let mut is_agent = false;
    for (number, line) in (1u64..).zip(physical(bytes)) {
        let mut stray = false;
        if is_agent {
            if is_mark(line, b"END:VCARD") {
                is_agent = false;
                continue;
            } else if !is_mark(line, b"BEGIN:VCARD") {
                continue;
            }
            // A third card: neither of the two before was closed.
            is_agent = false;
        } else if is_mark(line, b"BEGIN:VCARD") && open.as_mut().is_some_and(Block::takes_agent) {
            is_agent = true;
            continue;
        }
        if is_mark(line, b"BEGIN:VCARD") {
            if let Some(unclosed) = open.take() {
                problems.push(not_closed(unclosed.line));
                blocks.push(unclosed);
            }
            open = Some(Block { line: number, lines: Vec::new(), is_2_1: false });
        } else if is_mark(line, b"END:VCARD") && open.is_some() {
            blocks.extend(open.take());
        } else if let Some(block) = &mut open {
            block.add(number, line);
        } else if !line.trim_ascii().is_empty() {
            stray = true;
            if !stray_before {
                problems.push(CardProblem { line: number, kind: CardProblemKind::OutsideCard });
            }
        }
        stray_before = stray;
    }
    if let Some(unclosed) = open {
        problems.push(not_closed(unclosed.line));
        blocks.push(unclosed);
    }
    blocks
}

impl Block {
    /// Whether the last line announces a card within this one; it is left out with it.
    fn takes_agent(&mut self) -> bool {
        let is_agent = self.lines.last().is_some_and(|line| is_mark(&line.bytes, b"AGENT:"));
        if is_agent {
            self.lines.pop();
        }
        is_agent
    }

    fn add(&mut self, number: u64, line: &[u8]) {
        if let Some(last) = self.lines.last_mut() {
            if is_quoted_printable(&last.bytes) && last.bytes.ends_with(b"=") {
                last.bytes.pop();
                last.bytes.extend_from_slice(line);
                return;
            }
            // Pictures and keys whose lines carry on without the blank that says so.
            if is_base64(&last.bytes) && !line.is_empty() && line.iter().all(|byte| is_base64_digit(*byte)) {
                last.bytes.extend_from_slice(line);
                return;
            }
            if let [b' ' | b'\t', rest @ ..] = line {
                last.bytes.extend_from_slice(if self.is_2_1 { line } else { rest });
                return;
            }
        }
        self.is_2_1 |= is_mark(line, b"VERSION:2.1");
        if !line.trim_ascii().is_empty() {
            self.lines.push(Line { number, bytes: line.to_vec() });
        }
    }
}

/// Whether the property is base64. The head is short here too.
fn is_base64(line: &[u8]) -> bool {
    let head = line.split(|byte| *byte == b':').next().unwrap_or_default();
    let head = head[..head.len().min(400)].to_ascii_uppercase();
    [&b"BASE64"[..], b"ENCODING=B"].iter().any(|word| head.windows(word.len()).any(|window| window == *word))
}

const fn is_base64_digit(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

fn not_closed(line: u64) -> CardProblem {
    CardProblem { line, kind: CardProblemKind::NotClosed }
}

fn is_mark(line: &[u8], mark: &[u8]) -> bool {
    line.trim_ascii().eq_ignore_ascii_case(mark)
}

/// Whether the head of the property says so. The head is short, so this costs the same for each of
/// many folds.
fn is_quoted_printable(line: &[u8]) -> bool {
    const NAME: &[u8] = b"QUOTED-PRINTABLE";
    let head = line.split(|byte| *byte == b':').next().unwrap_or_default();
    let head = &head[..head.len().min(400)];
    head.windows(NAME.len()).any(|window| window.eq_ignore_ascii_case(NAME))
}

/// The lines of the file; each of the three line ends ends one.
fn physical(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let bytes = rest?;
        let Some(end) = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            rest = None;
            return Some(bytes);
        };
        let width = if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
        rest = Some(&bytes[end + width..]);
        Some(&bytes[..end])
    })
}
