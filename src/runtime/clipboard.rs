//! Copies text to the clipboard of the terminal that people sit at, through SSH and tmux too.

use std::fmt::Write as _;
use std::io::{self, Write};

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

use crate::app::MOST_COPIED;

/// Why a text was not copied.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    #[error("the text has {0} bytes, more than a terminal takes")]
    TooLong(usize),
    #[error(transparent)]
    Terminal(#[from] io::Error),
}

/// Sends the text to the terminal's clipboard (OSC 52) in one write. Whether the terminal allows it
/// cannot be known; tmux passes it on with `set-clipboard on`.
///
/// # Errors
/// When the text is too long, or the terminal is gone.
pub fn copy(text: &str, terminal: &mut impl Write) -> Result<(), CopyError> {
    if text.len() > MOST_COPIED {
        return Err(CopyError::TooLong(text.len()));
    }
    let mut sequence = String::new();
    CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence).map_err(io::Error::other)?;
    // An open sequence must never swallow the frame that follows.
    if !sequence.ends_with("\x1b\\") && !sequence.ends_with('\x07') {
        let _ = sequence.write_str("\x1b\\");
    }
    terminal.write_all(sequence.as_bytes())?;
    terminal.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_address_is_sent_as_base64() {
        let mut sent = Vec::new();
        copy("müller@example.org", &mut sent).expect("copied");
        let sent = String::from_utf8(sent).expect("text");
        assert!(sent.starts_with("\x1b]52;c;bcO8bGxlckBleGFtcGxlLm9yZw=="), "{sent:?}");
        assert!(sent.ends_with("\x1b\\") || sent.ends_with('\x07'));
    }

    #[test]
    fn what_a_terminal_would_drop_is_refused() {
        let mut sent = Vec::new();
        let error = copy(&"x".repeat(MOST_COPIED + 1), &mut sent);
        assert!(matches!(error, Err(CopyError::TooLong(_))));
        assert!(sent.is_empty());
    }
}
