//! A pseudo-terminal with the program in it, as vt100 shows it. Every wait is for a fact, with a limit far beyond
//! what a slow machine takes.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use runde::runtime::state::State;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::file::File;

/// Until a fact has to be there.
const LIMIT: Duration = Duration::from_secs(30);

/// Somebody else who writes and does not come to an end, until dropped.
pub struct Held(rusqlite::Connection);

impl Held {
    pub fn of(file: &File) -> Self {
        // As another Runde holds it; what SQLite does by itself shuts readers out too.
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
        let connection = rusqlite::Connection::open_with_flags_and_vfs(file.path(), flags, c"sharelock").unwrap();
        connection.busy_timeout(LIMIT).unwrap();
        connection.execute_batch("BEGIN IMMEDIATE").unwrap();
        Self(connection)
    }

    /// So that nobody can read either.
    pub fn whole(file: &File) -> Self {
        let held = Self::of(file);
        held.0.execute_batch("ROLLBACK; BEGIN EXCLUSIVE").unwrap();
        held
    }

    /// Leaves a file behind that is not Runde's.
    pub fn makes_it_another_programs(self) {
        self.0.execute_batch("PRAGMA application_id = 7; COMMIT").unwrap();
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // Closing takes it back too.
        let _ = self.0.execute_batch("ROLLBACK");
    }
}

pub struct Terminal {
    /// Settings, drafts and all else that the program keeps on the host.
    home: Rc<TempDir>,
    file: String,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// The modes of the line before the program came.
    before: String,
}

impl Terminal {
    pub fn start(file: &File, size: (u16, u16)) -> Self {
        Self::start_at(Rc::new(tempfile::tempdir().unwrap()), file, size)
    }

    /// The program once more, by the same person on the same host.
    pub fn again(&self, file: &File, size: (u16, u16)) -> Self {
        Self::start_at(Rc::clone(&self.home), file, size)
    }

    fn start_at(home: Rc<TempDir>, file: &File, size: (u16, u16)) -> Self {
        let file = file.path().to_str().unwrap().to_owned();
        let pair = native_pty_system().openpty(pty_size(size)).unwrap();
        let before = modes(pair.master.as_ref());
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_runde"));
        command.env_clear();
        for (name, value) in surroundings(&home, &file) {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            // An error is how a terminal says that the program has closed it.
            while let Ok(length @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        let screen = vt100::Parser::new(cells(size.1), cells(size.0), 0);
        Self { home, file, child, master: pair.master, writer, output, screen, before }
    }

    /// The command line on the same file, by the same person; gives what it prints.
    pub fn calls(&self, words: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_runde"));
        command.env_clear().envs(surroundings(&self.home, &self.file)).args(words);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn send(&mut self, keys: &str) -> &mut Self {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        self
    }

    pub fn resize(&mut self, size: (u16, u16)) -> &mut Self {
        self.screen.screen_mut().set_size(cells(size.1), cells(size.0));
        self.master.resize(pty_size(size)).unwrap();
        self
    }

    pub fn signal(&self, signal: Signal) {
        let id = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(id).unwrap(), signal).unwrap();
    }

    /// How many changes are noted on this host whose program is gone.
    pub fn noted(&self) -> usize {
        State::waiting_for(&self.home.path().join(".local/state"), Path::new(&self.file))
    }

    /// Waits until a text stands in the journal of this host; or, where that is not wanted, on the screen.
    pub fn until_noted_or(&mut self, text: &str, on_screen: bool) -> &mut Self {
        if on_screen {
            return self.until("Gespeichert");
        }
        let until = Instant::now() + LIMIT;
        while !journals(&self.home.path().join(".local/state/runde")).contains(text) {
            assert!(Instant::now() < until, "{text:?} is not noted:\n{}", self.text());
            thread::yield_now();
        }
        self
    }

    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Waits until a text stands on the screen.
    #[track_caller]
    pub fn until(&mut self, text: &str) -> &mut Self {
        self.wait_for(text, |screen| screen.contents().contains(text))
    }

    /// Waits until a text stands in a row, counted from 0.
    #[track_caller]
    pub fn until_row(&mut self, row: usize, text: &str) -> &mut Self {
        self.wait_for(text, |screen| {
            let width = screen.size().1.get();
            screen.rows(0, width).nth(row).is_some_and(|line| line.contains(text))
        })
    }

    #[track_caller]
    fn wait_for(&mut self, what: &str, is_there: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let until = Instant::now() + LIMIT;
        while !is_there(self.screen.screen()) {
            match self.output.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(cause) => panic!("{what:?} does not come ({cause}):\n{}", self.text()),
            }
        }
        self
    }

    /// Whether a second and a half pass without a byte, before long.
    pub fn falls_silent(&mut self) -> bool {
        for _ in 0..20 {
            match self.output.recv_timeout(Duration::from_millis(1500)) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        false
    }

    /// Waits until the program has ended.
    #[track_caller]
    pub fn ends(&mut self) -> ExitStatus {
        let until = Instant::now() + LIMIT;
        loop {
            match self.output.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Disconnected) => return self.child.wait().unwrap(),
                Err(RecvTimeoutError::Timeout) => panic!("it does not end:\n{}", self.text()),
            }
        }
    }

    #[track_caller]
    pub fn ends_well(&mut self) -> bool {
        self.ends().success()
    }

    /// Whether the terminal is not as the shell left it: another screen, no cursor, other modes.
    pub fn is_taken(&self) -> bool {
        let screen = self.screen.screen();
        let paste = screen.bracketed_paste();
        screen.alternate_screen() || screen.hide_cursor() || paste || modes(self.master.as_ref()) != self.before
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Where a test ends early; a program that has ended already is no trouble.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

fn modes(master: &dyn MasterPty) -> String {
    let modes = master.get_termios().unwrap();
    format!("{:?} {:?} {:?}", modes.input_flags, modes.output_flags, modes.local_flags)
}

fn surroundings(home: &TempDir, file: &str) -> Vec<(&'static str, String)> {
    let home = home.path().to_str().unwrap().to_owned();
    let named = [("TERM", "xterm-256color"), ("LANG", "de_DE.UTF-8"), ("USER", "abei"), ("TZ", "UTC")];
    let mut all: Vec<(&str, String)> = named.map(|(name, value)| (name, value.to_owned())).into();
    all.extend([("HOME", home), ("RUNDE_FILE", file.to_owned())]);
    all
}

/// All that stands in the journals below a folder.
fn journals(folder: &Path) -> String {
    let within = |folder: &Path| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let files = within(folder).into_iter().flat_map(|folder| within(&folder));
    files
        .filter(|path| path.extension().is_some_and(|end| end == "journal"))
        .map(|path| std::fs::read_to_string(path).unwrap_or_default())
        .collect()
}
