//! Notices from outside that the file's thread gets no answer: that thread itself can say nothing while the system
//! lets it wait.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{Local, NaiveDateTime};

use crate::app::{Absence, Drive};
use crate::store::{Busy, Store};

/// After which one is told that others have the file.
const BUSY: Duration = Duration::from_secs(1);
/// After which one is told that the drive does not answer.
pub(super) const AWAY: Duration = Duration::from_secs(2);
/// What a whole import may take before one is told so.
pub(super) const LONG: Duration = Duration::from_secs(60);
/// How often one looks at a call that takes long already.
const PACE: Duration = Duration::from_millis(500);

/// The queue in front of the file that is open now; it is another one after the file was opened again.
#[derive(Debug, Default)]
pub struct Line(Mutex<Busy>);

impl Line {
    /// From now on the queue of this store.
    pub fn is_at(&self, store: &Store) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = store.busy();
    }

    fn busy(&self) -> Busy {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Since when a call waits for other programs; where it does not and no answer comes, the drive is the reason.
    fn since(&self) -> Option<Instant> {
        self.busy().since().and_then(|since| Instant::now().checked_sub(since))
    }

    /// Ends the waiting; the call then says that the file is busy.
    pub(super) fn give_up(&self) {
        self.busy().give_up();
    }
}

/// Watches the calls of one thread.
pub(super) struct Watch {
    call: Mutex<Call>,
    changed: Condvar,
}

#[derive(Default)]
struct Call {
    /// When the call began that runs now, and how long it may take.
    runs: Option<(Instant, Duration)>,
    writes: bool,
    told: Option<Told>,
    /// Whether the one that watches has to be woken.
    is_unwatched: bool,
    is_over: bool,
}

/// What was told of the call that runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Busy,
    Away,
}

impl Watch {
    /// Watches on a thread of its own; `tell` gives false when nobody listens any more.
    pub(super) fn start(
        line: Arc<Line>,
        mut tell: impl FnMut(Drive) -> bool + Send + 'static,
    ) -> std::io::Result<Arc<Self>> {
        let watch = Arc::new(Self { call: Mutex::default(), changed: Condvar::new() });
        let watched = Arc::clone(&watch);
        thread::Builder::new().name("watch".into()).spawn(move || {
            let mut call = watched.lock();
            while !call.is_over {
                let Some(patience) = call.patience() else {
                    call.is_unwatched = true;
                    call = watched.changed.wait(call).unwrap_or_else(PoisonError::into_inner);
                    continue;
                };
                if patience > Duration::ZERO {
                    // The next call may be one of which less is borne.
                    let waited = watched.changed.wait_timeout(call, patience.min(AWAY));
                    call = waited.unwrap_or_else(PoisonError::into_inner).0;
                    continue;
                }
                // Told while the call is held: that it ended cannot be told before.
                if let Some(drive) = call.judge(line.since())
                    && !tell(drive)
                {
                    return;
                }
                let waited = watched.changed.wait_timeout(call, PACE);
                call = waited.unwrap_or_else(PoisonError::into_inner).0;
            }
        })?;
        Ok(watch)
    }

    /// A call begins.
    pub(super) fn begin(&self, patience: Duration, writes: bool) {
        let mut call = self.lock();
        call.runs = Some((Instant::now(), patience));
        call.writes = writes;
        if std::mem::take(&mut call.is_unwatched) {
            self.changed.notify_one();
        }
    }

    /// The call is over; true where something was told of it.
    pub(super) fn end(&self) -> bool {
        let mut call = self.lock();
        call.runs = None;
        call.told.take().is_some()
    }

    /// Whether something was told of the call that runs.
    pub(super) fn is_late(&self) -> bool {
        self.lock().told.is_some()
    }

    /// Nothing will be watched any more.
    pub(super) fn stop(&self) {
        self.lock().is_over = true;
        self.changed.notify_one();
    }

    fn lock(&self) -> MutexGuard<'_, Call> {
        self.call.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Call {
    /// How long nothing has to be told yet; none where nothing runs.
    fn patience(&self) -> Option<Duration> {
        let (since, patience) = self.runs?;
        Some(patience.min(if self.writes { BUSY } else { AWAY }).saturating_sub(since.elapsed()))
    }

    fn judge(&mut self, waits: Option<Instant>) -> Option<Drive> {
        let (began, patience) = self.runs?;
        let (told, since) = match waits {
            Some(since) if since.elapsed() >= BUSY => (Told::Busy, since),
            None if began.elapsed() >= patience => (Told::Away, began),
            _ => return None,
        };
        if self.told == Some(told) {
            return None;
        }
        self.told = Some(told);
        let since = on_the_wall(since);
        Some(if told == Told::Busy { Drive::Busy { since } } else { Drive::Away { since, why: Absence::Silent } })
    }
}

/// A moment on the clock of the wall.
pub(super) fn on_the_wall(moment: Instant) -> NaiveDateTime {
    let ago = chrono::Duration::from_std(moment.elapsed()).unwrap_or_default();
    (Local::now() - ago).naive_local()
}
