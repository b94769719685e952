//! Somebody at the keyboard: keys in, screen out, with a real file, but without threads, clock and terminal.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{NaiveDateTime, NaiveTime};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use runde::app::{Answered, App, Effect, Event, Key, Keymap, Scope, Start};
use runde::dialogs::FormDraft;
use runde::domain::{Author, Field, IdSource, Kind, Language};
use runde::runtime::courier::{Courier, FromFile};
use runde::runtime::desk::{Clerk, Now};
use runde::runtime::journal::Journal;
use runde::store::{Access, Store};
use runde::widgets::theme::{Colours, Look, Theme};

use crate::cable::{Cable, Wired};
use crate::file::{File, today};

/// Far from those that files and colleagues draw their ids from.
static SESSIONS: AtomicU64 = AtomicU64::new(100_000);

/// With what somebody begins.
#[derive(Clone, Copy)]
pub struct Begin {
    pub login: &'static str,
    pub language: Language,
    pub size: (u16, u16),
    pub read_only: bool,
}

impl Default for Begin {
    fn default() -> Self {
        Self { login: "abei", language: Language::German, size: (120, 40), read_only: false }
    }
}

pub struct Session {
    pub app: App,
    courier: Courier,
    journal: Arc<Journal>,
    /// Between the program and the drive of the file.
    pub cable: Cable,
    size: (u16, u16),
    /// What is kept on the host for the next start.
    pub drafts: Vec<FormDraft>,
    /// What was copied, the last at the end.
    pub copied: Vec<String>,
    pub ended: bool,
    /// Changes wait before the file until they are let through.
    holds: bool,
}

impl Session {
    /// Anna Beispiel from Kaarst at a window of 120 by 40, in German.
    pub fn on(file: &File) -> Self {
        Self::begin(file, Begin::default())
    }

    /// The next start, with the drafts that lie on the host.
    pub fn with_drafts(file: &File, drafts: Vec<FormDraft>) -> Self {
        Self::begin_with(file, Begin::default(), drafts)
    }

    pub fn begin(file: &File, begin: Begin) -> Self {
        Self::begin_with(file, begin, Vec::new())
    }

    fn begin_with(file: &File, begin: Begin, drafts: Vec<FormDraft>) -> Self {
        let store = Store::open(&file.path(), begin.read_only).unwrap();
        let person = store.person_of_login(begin.login).unwrap();
        let name = person.and_then(|id| store.label(Kind::Person, id).unwrap());
        let author = Author { login: begin.login.to_owned(), person };
        let member = person.and_then(|id| store.record(Kind::Person, id).unwrap()?.get(Field::Member).as_link());
        let member = member.and_then(|id| Some((id, store.label(Kind::Member, id).unwrap()?)));
        // No two sessions draw the same ids, as little as two starts of the program do.
        let seed = SESSIONS.fetch_add(1, Ordering::Relaxed);
        let read_only = store.access() != Access::Full;
        let (journal, found) = Journal::open(&file.state(begin.login), seed).unwrap();
        let journal = Arc::new(journal);
        let ids = IdSource::new(seed + 1_000_000);
        let clerk = Clerk::new(begin.language, author.clone(), ids, Arc::clone(&journal));
        let cable = Cable::plugged();
        let source = Wired { path: file.path(), read_only: begin.read_only, cable: cable.clone() };
        let courier = Courier::new(Box::new(source), store, clerk);
        let (app, effects) = App::new(Start {
            language: begin.language,
            keymap: Keymap::default(),
            author,
            person: name,
            member,
            file: "allianz.runde".to_owned(),
            read_only,
            message: None,
            seed,
            now: clock(),
            size: begin.size,
            to_local: |at| at.naive_utc() + chrono::Duration::hours(1),
        });
        let copied = Vec::new();
        let kept = drafts.clone();
        let mut session =
            Self { app, courier, journal, cable, size: begin.size, drafts, copied, ended: false, holds: false };
        session.perform(effects);
        if !kept.is_empty() {
            session.happen(Event::Drafts(kept));
        }
        session.happen(Event::Kept(found.changes));
        session
    }

    /// Presses keys: `a3p1<Enter>`.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in named(keys) {
            self.press(key);
        }
        self
    }

    /// Types faster than the file answers: all keys are there before its first word.
    pub fn at_once(&mut self, keys: &str) -> &mut Self {
        let effects = named(keys).into_iter().flat_map(|key| self.app.update(Event::Key(key))).collect();
        self.perform(effects);
        self
    }

    /// From now on changes wait before the file, as on a slow drive; what is asked is answered.
    pub fn hold_changes(&mut self) -> &mut Self {
        self.holds = true;
        self
    }

    /// The changes that were held back reach the file, in order.
    pub fn let_through(&mut self) -> &mut Self {
        self.holds = false;
        self.send();
        self
    }

    pub fn press(&mut self, key: Key) -> &mut Self {
        self.happen(Event::Key(key))
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.size = (width, height);
        self.happen(Event::Resize(width, height))
    }

    /// Looks whether somebody else has written, as the program does every second.
    pub fn look(&mut self) -> &mut Self {
        let told = self.courier.look(&this_moment());
        self.hear(told);
        self
    }

    /// The drive is there again, and it is time to try.
    pub fn plug_in(&mut self) -> &mut Self {
        self.cable.plug_in();
        let told = self.courier.open_again(&this_moment());
        self.hear(told);
        self.send();
        self
    }

    /// How many changes stand in the journal of this host.
    pub fn noted(&self) -> usize {
        self.journal.left()
    }

    pub fn now(&self) -> NaiveDateTime {
        clock()
    }

    pub fn happen(&mut self, event: Event) -> &mut Self {
        let effects = self.app.update(event);
        self.perform(effects);
        self
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            let told = match effect {
                Effect::Ask(question) => self.courier.answer(question, &this_moment()),
                Effect::Apply(change) => {
                    self.journal.note(&change).unwrap();
                    self.courier.take(change);
                    if self.holds {
                        continue;
                    }
                    self.courier.send(&this_moment())
                }
                Effect::Settle(id) => {
                    self.journal.strike(id);
                    continue;
                }
                Effect::GiveUp => self.courier.give_up(),
                Effect::Copy(text) => {
                    self.copied.push(text);
                    continue;
                }
                Effect::KeepDraft(draft) => {
                    self.drafts.retain(|kept| (kept.kind, kept.id) != (draft.kind, draft.id));
                    self.drafts.push(*draft);
                    continue;
                }
                Effect::DropDraft(kind, id) => {
                    self.drafts.retain(|kept| (kept.kind, kept.id) != (kind, id));
                    continue;
                }
                Effect::Quit => {
                    self.ended = true;
                    continue;
                }
                Effect::InterruptReading | Effect::Suspend | Effect::Redraw => continue,
            };
            for told in told {
                waiting.extend(self.app.update(event(told)));
            }
        }
    }

    fn hear(&mut self, told: Vec<FromFile>) {
        for told in told {
            self.happen(event(told));
        }
    }

    /// Sends what waits, as long as the file takes it.
    fn send(&mut self) {
        while self.courier.can_send() {
            let told = self.courier.send(&this_moment());
            if told.is_empty() {
                break;
            }
            self.hear(told);
        }
    }

    fn drawn(&self) -> Terminal<TestBackend> {
        let (width, height) = self.size;
        let theme = Theme::new(Look { colours: Colours::None, ..Look::default() });
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let drawn = terminal.draw(|frame| {
            if let Some(place) = self.app.draw(frame.buffer_mut(), &theme) {
                frame.set_cursor_position(place);
            }
        });
        drawn.unwrap();
        terminal
    }

    /// The whole picture, with its styles.
    pub fn picture(&self) -> Buffer {
        self.drawn().backend().buffer().clone()
    }

    /// What stands at the terminal's own cursor and behind it: what a screen reader would read.
    pub fn at_cursor(&self) -> String {
        let mut terminal = self.drawn();
        let cursor = terminal.get_cursor_position().unwrap();
        let buffer = terminal.backend().buffer();
        (cursor.x..self.size.0).map(|x| buffer[(x, cursor.y)].symbol()).collect()
    }

    /// The lines of the window.
    pub fn lines(&self) -> Vec<String> {
        let picture = self.picture();
        (0..self.size.1).map(|row| row_of(&picture, row)).collect()
    }

    pub fn screen(&self) -> String {
        self.lines().join("\n")
    }

    /// The line of messages.
    pub fn message(&self) -> String {
        message_in(&self.picture())
    }

    /// The line of keys.
    pub fn footer(&self) -> String {
        row_of(&self.picture(), self.size.1 - 1)
    }

    #[track_caller]
    pub fn shows(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "{text:?} is not on the screen:\n{screen}");
        self
    }

    #[track_caller]
    pub fn hides(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(text), "{text:?} is on the screen:\n{screen}");
        self
    }

    #[track_caller]
    pub fn says(&mut self, text: &str) -> &mut Self {
        let message = self.message();
        assert!(message.contains(text), "{text:?} is not said, but {message:?}:\n{}", self.screen());
        self
    }

    /// The line that holds a text, for what stands beside it.
    #[track_caller]
    pub fn line(&self, text: &str) -> String {
        let lines = self.lines();
        lines.iter().find(|line| line.contains(text)).unwrap_or_else(|| panic!("{text:?}:\n{}", self.screen())).clone()
    }

    /// Whether keys go to a place now.
    pub fn is_in(&self, scope: Scope) -> bool {
        self.app.scopes().contains(&scope)
    }
}

/// The line of messages of a picture.
pub fn message_in(picture: &Buffer) -> String {
    row_of(picture, picture.area.height - 2).trim().to_owned()
}

fn row_of(picture: &Buffer, row: u16) -> String {
    let mut line = String::new();
    let mut column = 0;
    while column < picture.area.width {
        let symbol = picture[(column, row)].symbol();
        line.push_str(symbol);
        column += u16::try_from(runde::widgets::text::width(symbol)).unwrap().max(1);
    }
    line.trim_end().to_owned()
}

fn clock() -> NaiveDateTime {
    today().and_time(NaiveTime::from_hms_opt(14, 52, 0).unwrap())
}

fn this_moment() -> Now {
    Now { today: today(), at: "2026-11-22T13:52:00Z".to_owned() }
}

fn event(told: FromFile) -> Event {
    match told {
        FromFile::Answered(answered) => {
            // Nothing fails here but what a test makes fail.
            let is_odd = matches!(&*answered, Answered::Failed(failure) if !failure.is_drive());
            assert!(!is_odd, "{answered:?}");
            Event::Answered(answered)
        }
        FromFile::Changed => Event::ChangedElsewhere,
        FromFile::Drive(drive) => Event::Drive(drive),
        FromFile::Kept(changes) => Event::Kept(changes),
        FromFile::NoBackup(why) => Event::NoBackup(why),
    }
}

/// The keys of `a3p1<Enter>`.
fn named(keys: &str) -> Vec<Key> {
    let mut rest = keys;
    let mut found = Vec::new();
    while let Some(letter) = rest.chars().next() {
        let (key, length) = match rest.strip_prefix('<').and_then(|named| named.split_once('>')) {
            Some((name, _)) => (name.parse().unwrap(), name.len() + 2),
            None => (Key::char(letter), letter.len_utf8()),
        };
        found.push(key);
        rest = &rest[length..];
    }
    found
}
