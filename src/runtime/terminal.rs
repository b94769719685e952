//! Takes the terminal for the program and gives it back, whatever happens.

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::os::fd::AsFd;
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use rustix::process::{Signal, kill_current_process_group};
use rustix::termios::tcgetwinsize;

use super::clipboard::{self, CopyError};
use super::input::Reader;
use super::output::Output;

/// Alternate screen, bracketed paste.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h";
/// Ends whatever a frame may have begun, then all of the above; the cursor is shown.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[m\x1b[H\x1b[2J\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// Whether the terminal is ours, for whoever has to give it back: a panic knows no `Screen`.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal, taken for drawing. Given back on drop.
#[derive(Debug)]
pub struct Screen {
    output: Output<File>,
    buffer: Buffer,
}

impl Screen {
    /// Takes the terminal. Nothing is drawn yet, and nothing is asked.
    ///
    /// # Errors
    /// When standard output is no terminal, or it refuses.
    pub fn enter() -> io::Result<Self> {
        let stdout = io::stdout();
        if !stdout.is_terminal() {
            return Err(io::Error::new(ErrorKind::Unsupported, "standard output is not a terminal"));
        }
        let writer = File::from(stdout.as_fd().try_clone_to_owned()?);
        let term = std::env::var("TERM").unwrap_or_default();
        let synchronized = !matches!(term.as_str(), "" | "dumb" | "linux");
        let mut screen = Self { output: Output::new(writer, synchronized), buffer: Buffer::empty(Rect::ZERO) };
        screen.take()?;
        Ok(screen)
    }

    fn take(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        self.output.writer_mut().write_all(ENTER)?;
        self.redraw();
        Ok(())
    }

    /// Gives the terminal back; drawing fails until it is taken again.
    pub fn leave(&mut self) {
        restore();
    }

    /// Draws a frame, if it differs from the last, in one write. The view gives where the cursor stands.
    ///
    /// # Errors
    /// When the terminal is gone or was given back: see `is_gone`.
    pub fn draw(&mut self, view: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        if !TAKEN.load(Ordering::SeqCst) {
            return Err(ErrorKind::NotConnected.into());
        }
        let area = size()?;
        if self.buffer.area != area {
            self.buffer.resize(area);
        }
        self.buffer.reset();
        let cursor = view(&mut self.buffer);
        self.output.show(&self.buffer, cursor)
    }

    /// Makes the next frame write everything.
    pub fn redraw(&mut self) {
        self.output.forget();
    }

    /// Takes the terminal again after a stop during which others may have used it; the next frame
    /// writes everything.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn resume(&mut self) -> io::Result<()> {
        // The saved mode is that of the shell: it must not be read again from a raw terminal.
        disable_raw_mode()?;
        self.take()
    }

    /// Stops the program as Ctrl-Z does, with the terminal restored, and takes it again when it goes
    /// on. To be called on the main thread, which the system stops before this returns.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.leave();
        kill_current_process_group(Signal::TSTP)?;
        self.take()
    }

    /// Lets somebody else have the terminal, such as an editor, and gives what they gave.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn with_suspended<T>(&mut self, reader: &Reader, work: impl FnOnce() -> T) -> io::Result<T> {
        let paused = reader.pause()?;
        self.leave();
        let result = work();
        self.take()?;
        drop(paused);
        Ok(result)
    }

    /// Copies to the clipboard of the terminal.
    ///
    /// # Errors
    /// When the text is too long, or the terminal is gone.
    pub fn copy(&mut self, text: &str) -> Result<(), CopyError> {
        clipboard::copy(text, self.output.writer_mut())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.leave();
    }
}

/// Gives the terminal back, if it is taken. May be called from anywhere, any number of times; a
/// terminal that is gone is no error here.
pub fn restore() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = rustix::io::write(io::stdout(), LEAVE);
        let _ = disable_raw_mode();
    }
}

/// Makes a panic give the terminal back before its report is printed. To be called after the hook
/// that prints the report was set.
pub fn restore_on_panic() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |information| {
        restore();
        report(information);
    }));
}

/// Whether this error of `Screen` means that the terminal is gone, so that the program ends without a
/// word: there is nobody to read it.
#[must_use]
pub fn is_gone(error: &io::Error) -> bool {
    use rustix::io::Errno;
    let gone = [Errno::IO, Errno::PIPE, Errno::NXIO, Errno::BADF, Errno::NOTTY];
    error.kind() == ErrorKind::NotConnected
        || gone.iter().any(|errno| error.raw_os_error() == Some(errno.raw_os_error()))
}

/// All of the terminal; 80 by 24 where it does not know its size.
fn size() -> io::Result<Rect> {
    let size = tcgetwinsize(io::stdout())?;
    Ok(match (size.ws_col, size.ws_row) {
        (0, _) | (_, 0) => Rect::new(0, 0, 80, 24),
        (width, height) => Rect::new(0, 0, width, height),
    })
}
