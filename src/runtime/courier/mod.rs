//! Brings changes and questions to the file, also when its drive is gone for a while: changes wait in order, the
//! file is opened again, and what may have arrived is recognised by its id. No threads, no clock of its own.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use chrono::{Local, NaiveDateTime};

use crate::app::{Absence, Answered, Drive, Question};
use crate::domain::Change;
use crate::domain::failure::Failure;
use crate::runtime::desk::{Clerk, Desk, Now};
use crate::runtime::journal::Journal;
use crate::runtime::watch::on_the_wall;
use crate::store::{Access, Halt, Interrupt, Store, StoreError};

pub use crate::runtime::source::{Place, Source, Step};

/// After what time the file is opened again, at first and at most.
const FIRST: Duration = Duration::from_millis(500);
const LAST: Duration = Duration::from_secs(10);
/// When one looks again whether a file is damaged: sizes that a drive remembers wrongly are right by then.
const DOUBT: Duration = Duration::from_secs(2);
/// For how long the outcome of a look through the file is believed.
const BELIEVED: Duration = Duration::from_secs(60);
/// How often one looks whether locks that were refused answer again.
const LOCKS: Duration = Duration::from_secs(5);

/// What the file tells.
#[derive(Debug)]
pub enum FromFile {
    /// An answer.
    Answered(Box<Answered>),
    /// Somebody else has written.
    Changed,
    /// The drive went away or is back.
    Drive(Drive),
    /// These changes could not be made yet and have to be sent.
    Kept(Vec<Change>),
    /// There is no back-up of today; why.
    NoBackup(Failure),
}

/// Who carries changes and questions to the file.
pub struct Courier {
    source: Box<dyn Source>,
    at: At,
    uuid: String,
    /// What stops all writing, also after the file was opened again.
    halt: Halt,
    outbox: VecDeque<Box<Change>>,
    /// Whether somebody did not want to wait any longer for others, who had the file when one looked last.
    given_up: bool,
    /// Why nothing can be written though the file is open.
    sealed: Option<Failure>,
    seen: i64,
    checked: Option<Instant>,
    /// When one looks again whether locks answer.
    locks: Instant,
    /// When the file was opened again last, and how long the pause before was.
    opened: Option<Instant>,
    pause: Duration,
}

/// Where the file is.
enum At {
    Open(Box<Desk>),
    Away {
        clerk: Box<Clerk>,
        failure: Failure,
        why: Absence,
        since: Instant,
        next: Instant,
    },
    /// Only while one turns into the other.
    Between,
}

impl Courier {
    /// Takes an open file. `source` opens it again where it has to be.
    pub fn new(source: Box<dyn Source>, store: Store, clerk: Clerk) -> Self {
        let uuid = store.uuid().unwrap_or_default();
        let (seen, halt) = (store.version().unwrap_or(0), store.halt());
        let sealed = store.danger().filter(|_| store.awaits_locks()).map(Failure::Unsafe);
        let at = At::Open(Box::new(clerk.at(store)));
        let outbox = VecDeque::new();
        Self {
            source,
            at,
            uuid,
            halt,
            outbox,
            given_up: false,
            sealed,
            seen,
            checked: None,
            locks: Instant::now() + LOCKS,
            opened: None,
            pause: FIRST,
        }
    }

    /// Whether the file is closed because its drive is away.
    pub const fn is_away(&self) -> bool {
        !matches!(self.at, At::Open(_))
    }

    /// How the drive is while the file is open.
    pub fn standing(&self) -> Drive {
        self.sealed.clone().map_or(Drive::Here, Drive::Unwritable)
    }

    /// Whether a change waits that could be tried now.
    pub fn can_send(&self) -> bool {
        !self.is_away() && self.sealed.is_none() && !self.outbox.is_empty()
    }

    /// When [`Courier::look`] has something to do; none where the file is open.
    pub fn next(&self) -> Option<Instant> {
        match &self.at {
            At::Away { next, .. } => Some(*next),
            At::Open(_) | At::Between => None,
        }
    }

    /// By which another thread interrupts what is being read.
    pub fn interrupt(&self) -> Option<Interrupt> {
        match &self.at {
            At::Open(desk) => Some(desk.store().interrupt()),
            _ => None,
        }
    }

    /// Takes a change; it is tried by [`Courier::send`], after those that wait.
    pub fn take(&mut self, change: Box<Change>) {
        self.outbox.push_back(change);
    }

    /// Ends the waiting for others: the changes that wait come back as not made.
    pub fn give_up(&mut self) -> Vec<FromFile> {
        // What waits for a drive that is away waits for nobody.
        if !self.can_send() {
            return Vec::new();
        }
        self.given_up = true;
        self.come_back()
    }

    /// Whether others had the file when somebody gave up waiting, and may have it still.
    pub const fn is_taken(&self) -> bool {
        self.given_up
    }

    /// Tries the first change that waits.
    pub fn send(&mut self, now: &Now) -> Vec<FromFile> {
        let Some(change) = self.outbox.front().cloned() else { return Vec::new() };
        let At::Open(desk) = &mut self.at else { return Vec::new() };
        if let Err(cause) = desk.journal().sync() {
            tracing::warn!(%cause, "a change is sent without the journal");
        }
        let mut tried = match self.source.meet(Step::Write) {
            Ok(()) => desk.apply(change, now),
            Err(error) => Answered::Tried(change, Err((&error).into()), Vec::new()),
        };
        if let (Answered::Tried(_, result @ Ok(_), _), Err(error)) = (&mut tried, self.source.meet(Step::Written)) {
            *result = Err((&error).into());
        }
        let Answered::Tried(tried_change, result, _) = &tried else { return Vec::new() };
        match result {
            Err(failure) if self.is_lost(failure) => {
                let failure = failure.clone();
                return self.lose(failure);
            }
            Err(Failure::Busy) => return Vec::new(),
            Err(_) => {}
            Ok(outcome) => {
                if !matches!(outcome, crate::domain::Outcome::Conflict(_))
                    && let At::Open(desk) = &self.at
                {
                    desk.journal().strike(tried_change.id);
                }
            }
        }
        self.given_up = false;
        self.outbox.pop_front();
        vec![FromFile::Answered(Box::new(tried))]
    }

    /// Does what can wait: called when nothing is asked, given up as soon as `go_on` says no. Gives what people have
    /// to be told.
    pub fn idle(&mut self, now: NaiveDateTime, go_on: &mut dyn FnMut() -> bool) -> Option<Failure> {
        match &mut self.at {
            At::Open(desk) => desk.idle(now, go_on),
            At::Away { .. } | At::Between => None,
        }
    }

    /// Takes the file's lock once for the questions that are answered until [`Courier::end_reading`]: on a slow drive
    /// the lock takes longer than the reading.
    pub fn begin_reading(&self) {
        if let At::Open(desk) = &self.at {
            desk.store().begin_reading();
        }
    }

    /// Gives the lock back.
    pub fn end_reading(&self) {
        if let At::Open(desk) = &self.at {
            desk.store().end_reading();
        }
    }

    /// Answers a question.
    pub fn answer(&mut self, question: Question, now: &Now) -> Vec<FromFile> {
        let mut told = Vec::new();
        if let (Question::RunImport(_), At::Open(desk)) = (&question, &mut self.at) {
            told.extend(desk.before_import(Local::now().naive_local()).map(FromFile::NoBackup));
        }
        let answered = match &mut self.at {
            At::Open(desk) => match self.source.meet(Step::Read) {
                Ok(()) => desk.answer(question, now),
                Err(error) => Answered::Failed((&error).into()),
            },
            At::Away { failure, .. } => Answered::Failed(failure.clone()),
            At::Between => return Vec::new(),
        };
        let lost = match &answered {
            Answered::Failed(failure) | Answered::Imported(_, Err(failure)) if self.is_lost(failure) => {
                Some(failure.clone())
            }
            _ => None,
        };
        if let At::Open(desk) = &mut self.at {
            let rest = desk.not_imported();
            for change in &rest {
                if let Err(cause) = desk.journal().note(change) {
                    tracing::warn!(%cause, "what is left of an import cannot be noted");
                }
            }
            told.extend((!rest.is_empty()).then_some(FromFile::Kept(rest)));
        }
        told.extend(lost.map(|failure| self.lose(failure)).unwrap_or_default());
        told.push(FromFile::Answered(Box::new(answered)));
        told
    }

    /// Looks whether somebody else has written; where the drive is away, or locks were refused, and it is time, whether
    /// that is over.
    pub fn look(&mut self, now: &Now) -> Vec<FromFile> {
        match &mut self.at {
            At::Open(desk) if self.given_up => {
                self.given_up = !desk.store().is_free();
                Vec::new()
            }
            At::Open(desk) if desk.store().awaits_locks() && Instant::now() >= self.locks => {
                self.locks = Instant::now() + LOCKS;
                if desk.store().locks_answer() { self.open_anew(now) } else { Vec::new() }
            }
            At::Open(desk) => {
                let read = self
                    .source
                    .meet(Step::Read)
                    .and_then(|()| desk.store().still_there())
                    .and_then(|()| desk.version());
                match read.map_err(|error| Failure::from(&error)) {
                    Ok(version) if version == self.seen => Vec::new(),
                    Ok(version) => {
                        self.seen = version;
                        vec![FromFile::Changed]
                    }
                    Err(failure) if self.is_lost(&failure) => self.lose(failure),
                    Err(_) => Vec::new(),
                }
            }
            At::Away { next, .. } if Instant::now() >= *next => self.open_again(now),
            At::Away { .. } | At::Between => Vec::new(),
        }
    }

    /// Opens the file again, without waiting until it is time.
    pub fn open_again(&mut self, now: &Now) -> Vec<FromFile> {
        let doubts = matches!(&self.at, At::Away { failure: Failure::Damaged(_), .. });
        let (store, sealed) = match self.opened(doubts) {
            Ok(opened) => opened,
            Err(error) => {
                tracing::info!(%error, "the drive is still away");
                self.pause = (self.pause * 2).min(LAST);
                let At::Away { next, why, since, .. } = &mut self.at else { return Vec::new() };
                *next = Instant::now() + self.pause;
                let now = match error {
                    StoreError::Missing(_) => Absence::Missing,
                    StoreError::Moved => Absence::Replaced,
                    // What lies there may be half a copy of it.
                    _ => *why,
                };
                if std::mem::replace(why, now) == now {
                    return Vec::new();
                }
                return vec![FromFile::Drive(Drive::Away { since: on_the_wall(*since), why: now })];
            }
        };
        self.checked = if doubts { Some(Instant::now()) } else { self.checked };
        let At::Away { clerk, since, .. } = std::mem::replace(&mut self.at, At::Between) else { return Vec::new() };
        self.at = At::Open(Box::new(clerk.at(store)));
        self.sealed = sealed;
        self.opened = Some(Instant::now());
        // What waits goes first: the drive is back when it takes something.
        let mut told = if self.can_send() { self.send(now) } else { Vec::new() };
        if let At::Away { since: lost, .. } = &mut self.at {
            *lost = since;
            return Vec::new();
        }
        told.push(FromFile::Drive(self.standing()));
        told
    }

    /// Opens the file again that is open and was only read, as its locks answer now.
    fn open_anew(&mut self, now: &Now) -> Vec<FromFile> {
        let Ok((store, sealed)) = self.opened(false) else { return Vec::new() };
        let At::Open(desk) = std::mem::replace(&mut self.at, At::Between) else { return Vec::new() };
        self.at = At::Open(Box::new(desk.close().at(store)));
        if sealed.is_some() {
            return Vec::new();
        }
        self.sealed = None;
        let mut told = vec![FromFile::Drive(self.standing()), FromFile::Changed];
        told.extend(if self.can_send() { self.send(now) } else { Vec::new() });
        told
    }

    /// The file, opened again, and why nothing can be written into it.
    fn opened(&mut self, doubts: bool) -> Result<(Store, Option<Failure>), StoreError> {
        let mut store = self.source.open()?;
        store.heed(self.halt.clone());
        // Another file at this place is not the one for which these changes were made.
        if store.uuid()? != self.uuid {
            return Err(StoreError::Moved);
        }
        let damage = if doubts { store.quick_check().err() } else { None };
        let sealed = match (damage, store.access()) {
            (Some(error @ StoreError::Damaged(_)), _) => Some(Failure::from(&error)),
            (Some(error), _) => return Err(error),
            (None, Access::Newer) => Some(Failure::Newer(store.path().to_owned())),
            (None, Access::Unsafe) => store.danger().map(Failure::Unsafe),
            (None, Access::Full | Access::ReadOnly | Access::Extended) => None,
        };
        self.seen = store.version()?;
        Ok((store, sealed))
    }

    /// Whether a failure means that the file has to be opened again. Damage that was looked for a moment ago and not
    /// found is none of the drive's.
    fn is_lost(&self, failure: &Failure) -> bool {
        let is_checked = self.sealed.is_some() || self.checked.is_some_and(|checked| checked.elapsed() < BELIEVED);
        failure.is_drive() && !(is_checked && matches!(failure, Failure::Damaged(_)))
    }

    fn lose(&mut self, failure: Failure) -> Vec<FromFile> {
        // What was asked before anybody knew fails for the same reason, and changes nothing.
        if self.is_away() {
            return Vec::new();
        }
        let At::Open(desk) = std::mem::replace(&mut self.at, At::Between) else { return Vec::new() };
        self.given_up = false;
        tracing::warn!(?failure, waiting = self.outbox.len(), "the drive is away");
        let since = Instant::now();
        // A drive that comes and goes is tried as seldom as one that does not come.
        let lasted = self.opened.is_none_or(|opened| opened.elapsed() > LAST);
        self.pause = if lasted { FIRST } else { (self.pause * 2).min(LAST) };
        let pause = if matches!(failure, Failure::Damaged(_)) { DOUBT } else { self.pause };
        let why = match failure {
            Failure::Missing(_) | Failure::Moved => Absence::Missing,
            _ => Absence::Silent,
        };
        self.at = At::Away { clerk: Box::new(desk.close()), failure, why, since, next: since + pause };
        vec![FromFile::Drive(Drive::Away { since: on_the_wall(since), why })]
    }

    /// Gives back all changes that wait, as not made.
    fn come_back(&mut self) -> Vec<FromFile> {
        let waiting = std::mem::take(&mut self.outbox);
        let tried = waiting.into_iter().map(|change| Answered::Tried(change, Err(Failure::Busy), Vec::new()));
        tried.map(|tried| FromFile::Answered(Box::new(tried))).collect()
    }

    /// The journal of this program.
    pub fn journal(&self) -> Option<&Journal> {
        match &self.at {
            At::Open(desk) => Some(desk.journal()),
            At::Away { clerk, .. } => Some(clerk.journal()),
            At::Between => None,
        }
    }
}

#[cfg(test)]
mod tests;
