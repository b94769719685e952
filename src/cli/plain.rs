//! Output that cannot steer a terminal: control and invisible characters in what the file holds never get through.

use std::io::{self, Write};

use crate::domain::entry::is_unseen;

/// A writer that shows control characters, but for line ends and tabs, as `?`, and also what takes no room or
/// reorders the line. Bytes that are no UTF-8 become `?` too.
pub(super) struct Plain<W> {
    inner: W,
    /// The first bytes of a character whose others have not come yet.
    begun: Vec<u8>,
}

impl<W: Write> Plain<W> {
    pub(super) const fn new(inner: W) -> Self {
        Self { inner, begun: Vec::new() }
    }
}

impl<W: Write> Write for Plain<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut waiting = std::mem::take(&mut self.begun);
        waiting.extend_from_slice(bytes);
        let mut kept = String::with_capacity(waiting.len());
        let mut chunks = waiting.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            kept.extend(chunk.valid().chars().map(shown));
            let is_begun = chunks.peek().is_none()
                && std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
            if is_begun {
                self.begun = chunk.invalid().to_vec();
            } else if !chunk.invalid().is_empty() {
                kept.push('?');
            }
        }
        self.inner.write_all(kept.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

fn shown(letter: char) -> char {
    match letter {
        '\n' | '\t' => letter,
        _ if letter.is_control() || is_unseen(letter) => '?',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(parts: &[&[u8]]) -> String {
        let mut out = Plain::new(Vec::new());
        for part in parts {
            out.write_all(part).unwrap();
        }
        String::from_utf8(out.inner).unwrap()
    }

    #[test]
    fn no_control_sequence_gets_through() {
        assert_eq!(plain(&["a\u{1b}[31mrot\u{9b}2J\u{7f}\r\n\tÄ§ €".as_bytes()]), "a?[31mrot?2J??\n\tÄ§ €");
    }

    #[test]
    fn nothing_reorders_or_hides_what_is_read() {
        assert_eq!(plain(&["a\u{202e}b\u{2066}c\u{2028}d\u{200b}e\u{feff}".as_bytes()]), "a?b?c?d?e?");
    }

    #[test]
    fn a_character_in_two_writes_is_still_seen() {
        assert_eq!(plain(&[&[0xc2], &[0x9b], b"x"]), "?x");
        assert_eq!(plain(&[&[0xc2], &[0xa7], b"x"]), "§x");
        assert_eq!(plain(&[&[0xe2], &[0x80], &[0xae, b'x']]), "?x");
        assert_eq!(plain(&[&[0xf0, 0x9f], &[0x8c, 0xb3], &[0xff, b'x']]), "🌳?x");
    }
}
