//! The loop: waits for something to happen, takes all that has, lets the state follow, and draws once.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use chrono::Local;

use super::courier::{Courier, Place};
use super::decode::Input;
use super::desk::Clerk;
use super::file::{self, FileThread, FromFile};
use super::input::{FromTerminal, Reader};
use super::opening::{Opened, Opening, QUICK, may_write};
use super::presence::PresenceThread;
use super::settings::Settings;
use super::signals::{self, Signal};
use super::state::State;
use super::terminal::{self, Screen};
use super::watch::Line;
use crate::app::{App, Effect, Event, Question, Start};
use crate::cli::Options;
use crate::domain::failure::Failure;
use crate::domain::presence::Around;
use crate::store::{Access, StoreError};
use crate::widgets::theme::Theme;

/// How long quitting waits for changes that are on their way.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long nobody has to type for what was written down in a question hour to be kept on this host.
const PAUSE: Duration = Duration::from_millis(700);

/// How long typing on may put that off.
const WITHOUT_PAUSE: Duration = Duration::from_secs(3);

/// How long a frame is held back for the answer to what was just asked: a key then costs one frame, not two. On a
/// slow drive the frame comes without it.
const ANSWER_WAIT: Duration = Duration::from_millis(4);

/// Something that wakes the loop.
#[derive(Debug)]
pub(super) enum Happening {
    Opened(Box<Result<Opened, StoreError>>),
    Terminal(FromTerminal),
    Signal(Signal),
    File(FromFile),
    Around(Around),
}

/// Opens the file on the screen, and comes back when the person has left.
pub fn run(options: Options) -> color_eyre::Result<()> {
    let settings = Arc::new(Settings::load());
    let theme = Theme::new(settings.look(|name| std::env::var(name).ok()));
    let (sender, happenings) = channel();
    let opening = Opening::begin(&options, &settings, sender.clone())?;
    let opened = match happenings.recv_timeout(QUICK) {
        Ok(Happening::Opened(opened)) => Some((*opened)?),
        _ => None,
    };
    terminal::restore_on_panic();
    let mut screen = Screen::enter()?;
    let reader = Reader::start(forward(&sender, Happening::Terminal))?;
    signals::watch(forward(&sender, Happening::Signal))?;
    let mut early = VecDeque::new();
    let opened = match opened {
        Some(opened) => opened,
        None => match opening.watch(&mut screen, &theme, &settings.keymap, &happenings, &mut early)? {
            Some(opened) => opened,
            None => return Ok(()),
        },
    };
    let Opened { store, state, journal, found, author, person, member, daily, message } = opened;
    let Options { file: path, login, language, .. } = options;
    let read_only = !may_write(&store);
    let halted = store.danger().filter(|danger| !danger.can_pass());
    let halted = halted.filter(|_| store.access() == Access::Unsafe).map(Failure::Unsafe);
    let presence = PresenceThread::start(&store, &login, person.as_deref(), forward(&sender, Happening::Around))?;
    let clerk = Clerk::new(language, author.clone(), file::ids(), Arc::clone(&journal)).with_backups(daily);
    let line = Arc::new(Line::default());
    line.is_at(&store);
    let place = Place { path: path.clone(), read_only: options.read_only, line: Arc::clone(&line) };
    let courier = Courier::new(Box::new(place), store, clerk);
    let tell = forward(&sender, Happening::File);
    let standing = courier.standing();
    let file = FileThread::start(courier, Arc::clone(&journal), line, tell)?;
    drop(sender);

    let size = crossterm::terminal::size().unwrap_or((80, 24));
    let (mut app, effects) = App::new(Start {
        language,
        keymap: settings.keymap.clone(),
        author,
        person,
        member,
        file: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        read_only,
        message,
        seed: file::ids().bits(),
        now: Local::now().naive_local(),
        size,
        to_local: file::to_local,
    });
    if halted.is_some() {
        app.update(Event::Around(Box::new(Around { others: Vec::new(), halted })));
    }
    app.update(Event::Drive(standing));
    let mut session = Session {
        app,
        screen: &mut screen,
        reader: &reader,
        file,
        presence,
        state,
        theme,
        happenings,
        ended: false,
        redraw: false,
    };
    session.perform(effects)?;
    let drafts = session.state.drafts();
    session.happen(Event::Drafts(drafts))?;
    session.happen(Event::Kept(found.changes))?;
    session.take(Happening::Terminal(FromTerminal::Input(early.into())))?;
    let ran = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| session.run()));
    let result = ran.unwrap_or_else(|panic| {
        // What was typed outlives a mistake of the program.
        for draft in session.app.unsaved_drafts() {
            let _ = session.state.keep_draft(&draft);
        }
        std::panic::resume_unwind(panic)
    });
    let Session { file, presence, .. } = session;
    // What is not in the file when patience ends stays in the journal.
    file.stop(PATIENCE);
    presence.leave();
    drop(screen);
    result?;
    match (journal.left(), journal.unkept()) {
        (0, _) => Ok(()),
        (left, unkept) => Err(Kept { left, unkept }.into()),
    }
}

/// The session is over, and changes are not in the file.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{left} changes are not in the file, and {unkept} of them not on this host")]
pub struct Kept {
    /// How many.
    pub left: usize,
    /// How many of them could not even be kept on this host.
    pub unkept: usize,
}

fn forward<T: Send + 'static>(
    sender: &Sender<Happening>,
    happening: fn(T) -> Happening,
) -> impl FnMut(T) -> bool + Clone + Send + 'static {
    let sender = sender.clone();
    move |what| sender.send(happening(what)).is_ok()
}

/// The session at the terminal.
struct Session<'a> {
    app: App,
    screen: &'a mut Screen,
    reader: &'a Reader,
    file: FileThread,
    presence: PresenceThread,
    state: State,
    theme: Theme,
    happenings: Receiver<Happening>,
    ended: bool,
    redraw: bool,
}

impl Session<'_> {
    fn run(&mut self) -> color_eyre::Result<()> {
        self.draw()?;
        let mut unkept_since = None;
        while !self.ended {
            let first = if self.app.has_unkept() {
                // What is typed is kept at the first pause: the only time that the loop wakes by itself.
                let since = *unkept_since.get_or_insert_with(Instant::now);
                match self.happenings.recv_timeout(PAUSE.min(WITHOUT_PAUSE.saturating_sub(since.elapsed()))) {
                    Ok(first) => first,
                    Err(RecvTimeoutError::Timeout) => {
                        unkept_since = None;
                        self.happen(Event::Pause)?;
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            } else {
                unkept_since = None;
                match self.happenings.recv() {
                    Ok(first) => first,
                    Err(_) => break,
                }
            };
            let by_hand = matches!(first, Happening::Terminal(_));
            self.happen(Event::Clock(Local::now().naive_local()))?;
            let mut asked = self.take(first)?;
            while let Ok(next) = self.happenings.try_recv() {
                // What was asked may be answered already: then there is nothing to wait for.
                let is_answer = matches!(next, Happening::File(FromFile::Answered(_)));
                asked = self.take(next)? || asked && !is_answer;
            }
            if by_hand && asked {
                self.take_quick_answers()?;
            }
            if !self.ended {
                self.draw()?;
            }
        }
        Ok(())
    }

    fn take_quick_answers(&mut self) -> color_eyre::Result<()> {
        let until = Instant::now() + ANSWER_WAIT;
        loop {
            let patience = until.saturating_duration_since(Instant::now());
            match self.happenings.recv_timeout(patience) {
                Ok(next) => {
                    let is_answer = matches!(next, Happening::File(FromFile::Answered(_)));
                    let asked_more = self.take(next)?;
                    if self.ended || is_answer && !asked_more {
                        return Ok(());
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Ok(()),
            }
        }
    }

    /// Takes what happened; true where the file was asked something that shows.
    fn take(&mut self, happening: Happening) -> color_eyre::Result<bool> {
        let mut asked = false;
        match happening {
            Happening::Terminal(FromTerminal::Input(inputs)) => {
                for input in inputs {
                    asked |= self.happen(match input {
                        Input::Key(key) => Event::Key(key),
                        Input::Paste(text) => Event::Paste(text),
                    })?;
                }
            }
            Happening::Terminal(FromTerminal::Gone) | Happening::Signal(Signal::HangUp | Signal::Terminate) => {
                self.happen(Event::Terminate)?;
            }
            Happening::Signal(Signal::Interrupt) => asked = self.happen(Event::Key(crate::app::Key::ctrl('c')))?,
            Happening::Signal(Signal::Continue) => {
                let resumed = self.screen.resume();
                self.unless_gone(resumed)?;
                self.redraw = true;
            }
            Happening::Signal(Signal::Resize) => {
                let (width, height) = crossterm::terminal::size().unwrap_or((80, 24));
                self.happen(Event::Resize(width, height))?;
            }
            Happening::File(FromFile::Answered(answered)) => {
                asked = self.happen(Event::Answered(answered))?;
            }
            // It is opened once.
            Happening::Opened(_) => {}
            Happening::Around(around) => asked = self.happen(Event::Around(Box::new(around)))?,
            Happening::File(FromFile::Changed) => asked = self.happen(Event::ChangedElsewhere)?,
            Happening::File(FromFile::NoBackup(why)) => asked = self.happen(Event::NoBackup(why))?,
            Happening::File(FromFile::Drive(drive)) => asked = self.happen(Event::Drive(drive))?,
            Happening::File(FromFile::Kept(changes)) => asked = self.happen(Event::Kept(changes))?,
        }
        Ok(asked)
    }

    fn happen(&mut self, event: Event) -> color_eyre::Result<bool> {
        let effects = self.app.update(event);
        self.presence.looks_at(self.app.looks_at());
        self.presence.writes(!self.app.is_read_only());
        let shows = |effect: &Effect| matches!(effect, Effect::Ask(Question::Card(..) | Question::Rows(_)));
        let asked = effects.iter().any(shows);
        self.perform(effects)?;
        Ok(asked)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> color_eyre::Result<()> {
        for effect in effects {
            match effect {
                Effect::Ask(question) => self.file.ask(question),
                Effect::Apply(change) => {
                    if let Err(cause) = self.file.apply(change) {
                        tracing::error!(%cause, "a change could not be noted");
                        self.app.update(Event::NotNoted(cause.to_string()));
                    }
                }
                Effect::Settle(id) => self.file.settle(id),
                Effect::GiveUp => self.file.give_up(),
                Effect::Copy(text) => {
                    if let Err(problem) = self.screen.copy(&text) {
                        tracing::info!(%problem, "nothing was copied");
                    }
                }
                Effect::KeepDraft(draft) => {
                    if let Err(cause) = self.state.keep_draft(&draft) {
                        tracing::error!(%cause, "a draft could not be kept");
                        self.app.update(Event::DraftNotKept(cause.to_string()));
                    }
                }
                Effect::DropDraft(kind, id) => {
                    if let Err(cause) = self.state.drop_draft(kind, id) {
                        tracing::warn!(%cause, "a draft stays");
                    }
                }
                Effect::InterruptReading => self.file.interrupt(),
                Effect::Suspend => {
                    let paused = self.reader.pause()?;
                    let suspended = self.screen.suspend();
                    drop(paused);
                    self.unless_gone(suspended)?;
                    self.redraw = true;
                }
                Effect::Redraw => self.redraw = true,
                Effect::Quit => self.ended = true,
            }
        }
        Ok(())
    }

    fn draw(&mut self) -> color_eyre::Result<()> {
        if std::mem::take(&mut self.redraw) {
            self.screen.redraw();
        }
        let drawn = self.screen.draw(|buffer| self.app.draw(buffer, &self.theme));
        self.unless_gone(drawn)
    }

    /// A terminal that is gone is no failure: nobody is there to see anything any more. What was typed is kept.
    fn unless_gone(&mut self, done: std::io::Result<()>) -> color_eyre::Result<()> {
        match done {
            Err(cause) if terminal::is_gone(&cause) => self.happen(Event::Terminate).map(drop),
            done => Ok(done?),
        }
    }
}
