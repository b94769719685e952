//! Opening the file on a thread of its own: a drive that gives no answer leaves a screen that says so and can be left.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use chrono::Local;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::backup::Daily;
use super::decode::Input;
use super::file;
use super::input::FromTerminal;
use super::journal::{self, Found, Journal};
use super::run::Happening;
use super::settings::Settings;
use super::signals::Signal;
use super::state::State;
use super::terminal::{self, Screen};
use super::watch::{AWAY, on_the_wall};
use crate::app::{Absence, Action, Drive, Keymap};
use crate::cli::Options;
use crate::domain::failure::Failure;
use crate::domain::{Author, Field, Id, Kind, Language};
use crate::store::{Access, Busy, Store, StoreError};
use crate::text::{Message, drive};
use crate::widgets::panel;
use crate::widgets::theme::Theme;

/// A file that opens faster than this opens before the screen is taken: nothing flickers, and what goes wrong is told
/// where the command was typed.
pub(super) const QUICK: Duration = Duration::from_millis(150);

/// The file, and all that had to be asked of it before its screen can be shown.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) store: Store,
    pub(super) state: State,
    pub(super) journal: Arc<Journal>,
    pub(super) found: Found,
    pub(super) author: Author,
    pub(super) person: Option<String>,
    pub(super) member: Option<(Id, String)>,
    pub(super) daily: Daily,
    pub(super) message: Option<Message>,
}

/// A file that is being opened.
pub(super) struct Opening {
    path: PathBuf,
    language: Language,
    began: Instant,
    busy: Busy,
}

impl Opening {
    /// Begins; what comes of it is sent.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub(super) fn begin(
        options: &Options,
        settings: &Arc<Settings>,
        sender: Sender<Happening>,
    ) -> std::io::Result<Self> {
        let busy = Busy::default();
        let (options, settings) = (options.clone(), Arc::clone(settings));
        let opening =
            Self { path: options.file.clone(), language: options.language, began: Instant::now(), busy: busy.clone() };
        thread::Builder::new().name("opening".into()).spawn(move || {
            // Nobody may be waiting any more.
            let _ = sender.send(Happening::Opened(Box::new(open(&options, &settings, busy))));
        })?;
        Ok(opening)
    }

    /// Shows that the file is being opened until it is; none where somebody leaves before. Other keys are kept for
    /// the screen that comes.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be opened, and what happens to the terminal.
    pub(super) fn watch(
        &self,
        screen: &mut Screen,
        theme: &Theme,
        keymap: &Keymap,
        happenings: &Receiver<Happening>,
        early: &mut VecDeque<Input>,
    ) -> color_eyre::Result<Option<Opened>> {
        loop {
            let words = self.words(keymap);
            match screen.draw(|buffer| draw(&words, buffer, theme)) {
                Err(cause) if terminal::is_gone(&cause) => return Ok(None),
                drawn => drawn?,
            }
            let happening = match happenings.recv_timeout(self.patience()) {
                Ok(happening) => happening,
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
            };
            match happening {
                Happening::Opened(opened) => return Ok(Some((*opened)?)),
                Happening::Terminal(FromTerminal::Input(inputs)) => {
                    if inputs.iter().any(|input| leaves(input, keymap)) {
                        return Ok(None);
                    }
                    early.extend(inputs);
                }
                Happening::Terminal(FromTerminal::Gone)
                | Happening::Signal(Signal::HangUp | Signal::Terminate | Signal::Interrupt) => return Ok(None),
                Happening::Signal(Signal::Continue) => screen.resume()?,
                // The next frame has the new size.
                Happening::Signal(Signal::Resize) => screen.redraw(),
                Happening::File(_) | Happening::Around(_) => {}
            }
        }
    }

    /// What is said: that it is being opened, what keeps it, and how one leaves.
    fn words(&self, keymap: &Keymap) -> Vec<String> {
        let leave = keymap.keys(Action::Quit).first().map(|key| key.name(self.language)).unwrap_or_default();
        let mut words = vec![drive::opening(self.language, &self.path)];
        if self.began.elapsed() >= AWAY {
            let since = on_the_wall(self.began);
            let keeps = if self.busy.since().is_some() {
                Drive::Busy { since }
            } else {
                Drive::Away { since, why: Absence::Silent }
            };
            words.extend(drive::keeps(self.language, &keeps, Local::now().naive_local()));
        }
        words.push(drive::leave(self.language, &leave));
        words
    }

    /// Until the words may be others.
    fn patience(&self) -> Duration {
        AWAY.saturating_sub(self.began.elapsed()).max(Duration::from_secs(1))
    }
}

fn leaves(input: &Input, keymap: &Keymap) -> bool {
    let Input::Key(key) = input else { return false };
    [Action::Quit, Action::Interrupt].iter().any(|action| keymap.keys(*action).contains(key))
}

fn draw(words: &[String], buffer: &mut Buffer, theme: &Theme) -> Option<ratatui::layout::Position> {
    let area = buffer.area;
    let inside = Rect { x: 2, y: area.height / 3, width: area.width.saturating_sub(4), ..area };
    let inside = Rect { height: area.height.saturating_sub(inside.y), ..inside };
    let lines: Vec<_> = words.iter().map(|words| ratatui::text::Line::styled(words.clone(), theme.text)).collect();
    panel::draw(&lines, 0, inside, buffer, theme);
    None
}

/// Everything that the drive may keep waiting.
fn open(options: &Options, settings: &Settings, busy: Busy) -> Result<Opened, StoreError> {
    let Options { file: path, login, language, read_only } = options;
    let store = Store::open_with(path, *read_only, busy)?;
    let uuid = store.uuid()?;
    let (state, no_state) = match State::base().and_then(|base| State::of(&base, &uuid, path)) {
        Ok(state) => (state, None),
        Err(cause) => (State::nowhere(), Some(cause.to_string())),
    };
    if let Some(folder) = state.folder() {
        // Without a log the program works all the same.
        let _ = super::log::start(folder);
    }
    let (journal, found) = journal(&store, &state);
    let author = Author { login: login.clone(), person: store.person_of_login(login)? };
    let person = author.person.and_then(|person| store.label(Kind::Person, person).ok()?);
    let member = member(&store, &author);
    let message = first_message(&store, &state, settings, *language, &found, no_state);
    let daily = Daily::of(&store, settings);
    Ok(Opened { store, state, journal: Arc::new(journal), found, author, person, member, daily, message })
}

/// The journal of this session, and what earlier ones have left. Of a file that may only be read, all stays as it is.
fn journal(store: &Store, state: &State) -> (Journal, Found) {
    let Some(folder) = state.folder().filter(|_| may_write(store)) else {
        return (Journal::nowhere(), Found::default());
    };
    Journal::open(folder, file::ids().bits()).unwrap_or_else(|cause| {
        tracing::error!(%cause, "there is no journal");
        (Journal::nowhere(), Found::default())
    })
}

/// Whether the file can be written, or perhaps soon.
pub(super) fn may_write(store: &Store) -> bool {
    store.access() == Access::Full || store.awaits_locks()
}

fn member(store: &Store, author: &Author) -> Option<(Id, String)> {
    let person = store.record(Kind::Person, author.person?).ok()??;
    let member = person.get(Field::Member).as_link()?;
    Some((member, store.label(Kind::Member, member).ok()??))
}

fn first_message(
    store: &Store,
    state: &State,
    settings: &Settings,
    language: Language,
    found: &Found,
    no_state: Option<String>,
) -> Option<Message> {
    let waiting = if may_write(store) { 0 } else { state.folder().map_or(0, journal::waiting) };
    if waiting > 0 {
        return Some(Message::Unsent(waiting));
    }
    if store.access() == Access::Newer {
        return Some(Message::Newer);
    }
    if store.access() == Access::Extended {
        return Some(Message::Failed(Failure::Extended(store.additions().join(", "))));
    }
    if let Some(path) = found.broken.first() {
        return Some(Message::BrokenJournal(path.display().to_string()));
    }
    if let Some(cause) = no_state {
        return Some(Message::NoDraftsPossible(cause));
    }
    if let Some(complaint) = settings.complaints.first() {
        return Some(Message::Settings(complaint.text(language)));
    }
    store.place().advice.iter().copied().find(|advice| advice.is_warning()).map(Message::Advice)
}
