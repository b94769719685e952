//! Reads the terminal on a thread of its own. The thread sleeps until something comes, can be paused
//! at once while an editor has the terminal, and ends when the terminal is gone.
//!
//! The bytes are read here and not by crossterm, whose reader spins when the terminal is gone, leaves
//! the end of a large paste unread until the next key, and cannot be interrupted.

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, PipeReader, PipeWriter, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::decode::{Decoder, Input};

/// How long a lone Esc waits for the rest of a sequence. Nobody notices, and slow lines need it.
const ESC_WAIT: Timespec = Timespec { tv_sec: 0, tv_nsec: 25_000_000 };

/// What the reader tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FromTerminal {
    /// All that came at once, in order: it deserves one frame.
    Input(Vec<Input>),
    /// Nothing will come any more; the reader has ended.
    Gone,
}

#[derive(Debug, Default)]
struct State {
    pause_wanted: bool,
    paused: bool,
    ended: bool,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }
}

/// The running reader.
#[derive(Debug)]
pub struct Reader {
    shared: Arc<Shared>,
    wake: PipeWriter,
}

/// While this lives, the terminal is not read.
#[derive(Debug)]
pub struct Paused<'a>(&'a Shared);

impl Drop for Paused<'_> {
    fn drop(&mut self) {
        self.0.change(|state| state.pause_wanted = false);
    }
}

impl Reader {
    /// Begins to read the terminal; `send` gives false when nobody listens any more.
    ///
    /// # Errors
    /// When there is no terminal.
    pub fn start(send: impl FnMut(FromTerminal) -> bool + Send + 'static) -> io::Result<Self> {
        let stdin = io::stdin();
        let terminal = if stdin.is_terminal() {
            stdin.as_fd().try_clone_to_owned()?
        } else {
            File::options().read(true).open("/dev/tty")?.into()
        };
        Self::start_on(terminal, send)
    }

    fn start_on(terminal: OwnedFd, mut send: impl FnMut(FromTerminal) -> bool + Send + 'static) -> io::Result<Self> {
        let (woken, wake) = io::pipe()?;
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        thread::Builder::new().name("input".into()).spawn(move || {
            if read(&mut File::from(terminal), woken, &theirs, &mut send).is_err() {
                send(FromTerminal::Gone);
            }
            theirs.change(|state| state.ended = true);
        })?;
        Ok(Self { shared, wake })
    }

    /// Stops reading; gives back only when the reader has let go of the terminal.
    ///
    /// # Errors
    /// When the reader cannot be woken.
    pub fn pause(&self) -> io::Result<Paused<'_>> {
        let mut state = self.shared.lock();
        state.pause_wanted = true;
        (&self.wake).write_all(b"p")?;
        while !state.paused && !state.ended {
            state = self.shared.wait(state);
        }
        Ok(Paused(&self.shared))
    }
}

/// Reads until nobody listens; an error means that the terminal is gone.
fn read(
    terminal: &mut File,
    mut woken: PipeReader,
    shared: &Shared,
    send: &mut impl FnMut(FromTerminal) -> bool,
) -> io::Result<()> {
    let mut decoder = Decoder::default();
    let mut bytes = [0; 4096];
    loop {
        let timeout = decoder.is_waiting().then_some(&ESC_WAIT);
        let mut sources = [PollFd::new(terminal, PollFlags::IN), PollFd::new(&woken, PollFlags::IN)];
        let ready = match poll(&mut sources, timeout) {
            Err(rustix::io::Errno::INTR) => continue,
            ready => ready?,
        };
        let [from_terminal, from_program] = sources.map(|source| source.revents());
        let mut found = Vec::new();
        if ready == 0 {
            found = decoder.flush();
        } else if from_program.contains(PollFlags::IN) {
            woken.read_exact(&mut [0])?;
            wait_for_resume(shared);
        } else if !from_program.is_empty() {
            // The program let go of its reader.
            return Ok(());
        } else if from_terminal.contains(PollFlags::IN) {
            match terminal.read(&mut bytes) {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(length) => found = decoder.feed(&bytes[..length]),
                Err(error) if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::WouldBlock) => {}
                Err(error) => return Err(error),
            }
        } else {
            return Err(ErrorKind::NotConnected.into());
        }
        if !found.is_empty() && !send(FromTerminal::Input(found)) {
            return Ok(());
        }
    }
}

fn wait_for_resume(shared: &Shared) {
    let mut state = shared.lock();
    state.paused = true;
    shared.changed.notify_all();
    while state.pause_wanted {
        state = shared.wait(state);
    }
    state.paused = false;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::key::{Key, KeyCode};
    use std::sync::mpsc::{self, Receiver};
    use std::time::Duration;

    fn reader() -> (PipeWriter, Reader, Receiver<FromTerminal>) {
        let (terminal, keyboard) = io::pipe().expect("pipe");
        let (sender, receiver) = mpsc::channel();
        let reader = Reader::start_on(terminal.into(), move |it| sender.send(it).is_ok());
        (keyboard, reader.expect("reader"), receiver)
    }

    fn next(receiver: &Receiver<FromTerminal>) -> FromTerminal {
        receiver.recv_timeout(Duration::from_secs(10)).expect("something came")
    }

    #[test]
    fn what_comes_at_once_arrives_at_once() {
        let (mut keyboard, _reader, receiver) = reader();
        keyboard.write_all(b"jj\x1b[A").expect("typed");
        let keys = [Key::char('j'), Key::char('j'), KeyCode::Up.into()].map(Input::Key);
        assert_eq!(next(&receiver), FromTerminal::Input(keys.to_vec()));
        keyboard.write_all(b"\x1b").expect("typed");
        assert_eq!(next(&receiver), FromTerminal::Input(vec![Input::Key(KeyCode::Esc.into())]));
    }

    #[test]
    fn the_end_of_the_terminal_is_told_once() {
        let (keyboard, _reader, receiver) = reader();
        drop(keyboard);
        assert_eq!(next(&receiver), FromTerminal::Gone);
        assert!(receiver.recv_timeout(Duration::from_secs(10)).is_err());
    }

    #[test]
    fn a_paused_reader_leaves_the_input_to_others() {
        let (mut keyboard, reader, receiver) = reader();
        let paused = reader.pause().expect("paused");
        keyboard.write_all(b"x").expect("typed");
        assert!(receiver.try_recv().is_err());
        drop(paused);
        assert_eq!(next(&receiver), FromTerminal::Input(vec![Input::Key(Key::char('x'))]));
        drop(reader.pause().expect("paused again"));
        keyboard.write_all(b"y").expect("typed");
        assert_eq!(next(&receiver), FromTerminal::Input(vec![Input::Key(Key::char('y'))]));
    }
}
