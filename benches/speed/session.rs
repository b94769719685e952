//! The program without a terminal: the state, the thread with the file, and frames that are counted and dropped.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use runde::app::{Answered, App, Effect, Event, Key, Keymap, Question, Start};
use runde::domain::{Author, Language};
use runde::runtime::courier::{Courier, Place};
use runde::runtime::desk::Clerk;
use runde::runtime::file::{self, FileThread, FromFile};
use runde::runtime::journal::Journal;
use runde::runtime::output::Output;
use runde::runtime::watch::Line;
use runde::store::Store;
use runde::widgets::theme::{Look, Theme};

use crate::made;

const AREA: Rect = Rect { x: 0, y: 0, width: 120, height: 40 };

/// Takes the bytes of the frames, and only counts them.
#[derive(Debug, Default)]
pub struct Counter(pub usize);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A session of the program.
pub struct Session {
    app: App,
    file: FileThread,
    answers: Receiver<FromFile>,
    output: Output<Counter>,
    buffer: Buffer,
    theme: Theme,
    asked: bool,
}

impl Session {
    /// The program on a file, with its first list on the screen.
    pub fn start(path: &Path) -> Self {
        let store = Store::open(path, false).expect("a file that opens");
        let (sender, answers) = channel();
        let author = Author { login: "bench".to_owned(), person: None };
        let folder = path.parent().expect("a folder");
        let journal = Arc::new(Journal::open(folder, file::ids().bits()).expect("a journal").0);
        let clerk = Clerk::new(Language::German, author.clone(), file::ids(), Arc::clone(&journal));
        let source = Place { path: path.to_owned(), read_only: false, line: Arc::default() };
        let courier = Courier::new(Box::new(source), store, clerk);
        let tell = move |told| sender.send(told).is_ok();
        let file = FileThread::start(courier, journal, Arc::new(Line::default()), tell).expect("a thread");
        let (app, effects) = App::new(Start {
            language: Language::German,
            keymap: Keymap::default(),
            author,
            person: None,
            member: None,
            file: "bench.db".to_owned(),
            read_only: false,
            message: None,
            seed: 1,
            now: made::today().and_hms_opt(9, 0, 0).expect("a time"),
            size: (AREA.width, AREA.height),
            to_local: file::to_local,
        });
        let output = Output::new(Counter::default(), true);
        let buffer = Buffer::empty(AREA);
        let mut session = Self { app, file, answers, output, buffer, theme: Theme::new(Look::default()), asked: false };
        session.perform(effects);
        session.settle();
        session
    }

    /// A key is pressed, the file answers all that it leads to, and the frame is drawn.
    pub fn press(&mut self, key: Key) {
        let effects = self.app.update(Event::Key(key));
        self.perform(effects);
        self.settle();
    }

    /// A letter is typed.
    pub fn letter(&mut self, letter: char) {
        self.press(Key::char(letter));
    }

    /// The bytes that were drawn since this was last asked.
    pub fn bytes(&mut self) -> usize {
        std::mem::take(&mut self.output.writer_mut().0)
    }

    /// Takes all answers, then draws.
    ///
    /// An import is the last thing that the thread looks at, so the answer about one that is not there says that
    /// nothing else is left. Answers cannot be counted: a newer question replaces one that waits.
    fn settle(&mut self) {
        while self.asked {
            self.asked = false;
            self.file.ask(Question::PlanImport(String::new(), None));
            loop {
                match self.answers.recv().expect("the thread lives") {
                    FromFile::Answered(answered) if matches!(*answered, Answered::ImportPlanned(..)) => break,
                    FromFile::Answered(answered) => {
                        let effects = self.app.update(Event::Answered(answered));
                        self.perform(effects);
                    }
                    FromFile::Changed | FromFile::Drive(_) | FromFile::Kept(_) | FromFile::NoBackup(_) => {}
                }
            }
        }
        self.buffer.reset();
        let cursor = self.app.draw(&mut self.buffer, &self.theme);
        self.output.show(&self.buffer, cursor).expect("drawn");
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(question) => self.file.ask(question),
                Effect::Apply(change) => self.file.apply(change).expect("noted"),
                _ => continue,
            }
            self.asked = true;
        }
    }
}
