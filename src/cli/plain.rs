//! Output that cannot steer a terminal: control characters in what the file holds never get through.

use std::io::{self, Write};

/// A writer that shows control characters, but for line ends and tabs, as `?`.
///
/// It looks at bytes: the characters U+0080 to U+009F are the pairs `C2 80` to `C2 9F` in UTF-8.
pub(super) struct Plain<W> {
    inner: W,
    /// The first byte of such a pair was read and waits for its second.
    half: bool,
}

const LEAD: u8 = 0xc2;

impl<W: Write> Plain<W> {
    pub(super) const fn new(inner: W) -> Self {
        Self { inner, half: false }
    }
}

impl<W: Write> Write for Plain<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut kept = Vec::with_capacity(bytes.len() + 1);
        for &byte in bytes {
            let after_lead = std::mem::take(&mut self.half);
            match byte {
                0x80..=0x9f if after_lead => kept.push(b'?'),
                _ => {
                    if after_lead {
                        kept.push(LEAD);
                    }
                    match byte {
                        b'\n' | b'\t' => kept.push(byte),
                        0..=0x1f | 0x7f => kept.push(b'?'),
                        LEAD => self.half = true,
                        _ => kept.push(byte),
                    }
                }
            }
        }
        self.inner.write_all(&kept)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
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
    fn a_character_in_two_writes_is_still_seen() {
        assert_eq!(plain(&[&[0xc2], &[0x9b], b"x"]), "?x");
        assert_eq!(plain(&[&[0xc2], &[0xa7], b"x"]), "§x");
    }
}
