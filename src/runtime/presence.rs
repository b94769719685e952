//! The thread of presence: beats, looks who else is in, and stops all writing where this place lies. Its calls may hang with the drive; nobody waits for it.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::domain::failure::Failure;
use crate::domain::place::Danger;
use crate::domain::presence::{Around, Present};
use crate::domain::{Id, Kind};
use crate::store::presence::{self, BEAT, Presence, SideFile};
use crate::store::{Access, CURRENT, Halt, Store};

/// How long leaving is waited for: as good as nothing, as a place without a lock is found empty by the next one.
const PATIENCE: Duration = Duration::from_millis(100);
/// After a beat that failed, the next ones come less often, up to this.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// The running thread.
pub struct PresenceThread {
    leave: Sender<()>,
    left: Receiver<()>,
    eyes: Eyes,
}

/// What the others are to see. Looked up at each beat: to tell the thread of every row that the cursor passes would wake
/// it for nothing.
type Eyes = Arc<Mutex<Shown>>;

/// What is before the person's eyes, and whether they can write.
#[derive(Clone, Copy, Debug)]
struct Shown {
    at: Option<(Kind, Id)>,
    writes: bool,
}

/// What the thread works on.
struct Watch {
    path: PathBuf,
    access: Access,
    danger: Option<Danger>,
    halt: Halt,
    shown: Present,
    leave: Receiver<()>,
    eyes: Eyes,
}

impl PresenceThread {
    /// Starts the thread for an open file; `tell` is called when something has changed, and gives false when nobody
    /// listens any more. The name is what the file calls the person, empty where it does not know them.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub fn start(
        store: &Store,
        login: &str,
        name: Option<&str>,
        tell: impl FnMut(Around) -> bool + Send + 'static,
    ) -> std::io::Result<Self> {
        let (sender, leave) = channel();
        let (leaving, left) = channel();
        // Who may be able to write soon stands among those who do.
        let access = if store.awaits_locks() { Access::Full } else { store.access() };
        let writes = store.access() == Access::Full;
        let eyes = Arc::new(Mutex::new(Shown { at: None, writes }));
        let watch = Watch {
            path: store.path().to_owned(),
            access,
            danger: store.danger().filter(|_| access == Access::Unsafe),
            halt: store.halt(),
            shown: myself(login, name, writes),
            leave,
            eyes: Arc::clone(&eyes),
        };
        thread::Builder::new().name("presence".into()).spawn(move || {
            watch.run(tell);
            // Nobody may be waiting any more.
            let _ = leaving.send(());
        })?;
        Ok(Self { leave: sender, left, eyes })
    }

    /// Says which record is before the person's eyes; the others see it with the next beat.
    pub fn looks_at(&self, record: Option<(Kind, Id)>) {
        self.eyes.lock().unwrap_or_else(PoisonError::into_inner).at = record;
    }

    /// Says whether the person can write now.
    pub fn writes(&self, writes: bool) {
        self.eyes.lock().unwrap_or_else(PoisonError::into_inner).writes = writes;
    }

    /// Leaves; a drive that hangs is not waited for.
    pub fn leave(self) {
        let _ = self.leave.send(());
        let _ = self.left.recv_timeout(PATIENCE);
    }
}

fn myself(login: &str, name: Option<&str>, writes: bool) -> Present {
    let host = rustix::system::uname().nodename().to_string_lossy().into_owned();
    Present {
        login: login.to_owned(),
        name: name.unwrap_or_default().to_owned(),
        host: host.split('.').next().unwrap_or_default().to_owned(),
        process: std::process::id(),
        since: chrono::Utc::now().timestamp(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        schema: CURRENT,
        writes,
        at: None,
        is_silent: false,
    }
}

impl Watch {
    fn run(self, mut tell: impl FnMut(Around) -> bool) {
        let begun = Instant::now();
        let mut inside = self.enter();
        // That the place is not safe was told before.
        let mut last = Around { others: Vec::new(), halted: self.danger.clone().map(Failure::Unsafe) };
        let mut pause = BEAT;
        loop {
            let looked = self.look(inside.as_mut());
            pause = if looked.is_ok() { BEAT } else { (pause * 2).min(LONGEST_PAUSE) };
            let others = looked.unwrap_or_else(|cause| {
                tracing::info!(%cause, "nobody knows who else is in");
                last.others.clone()
            });
            let around = Around { others, halted: self.halted() };
            if around != last {
                last = around.clone();
                if !tell(around) {
                    break;
                }
            }
            if !self.rest(pause) {
                break;
            }
        }
        if let Some(Err(cause)) = inside.map(Presence::leave) {
            tracing::info!(%cause, "the place among those who are in was left without a word");
        }
        tracing::debug!(seconds = begun.elapsed().as_secs(), "presence ends");
    }

    /// A place among those who are in. Not for whoever only reads, nor at a place whose locks are known to be worth
    /// nothing: two would stand in one slot. But who is not seen beats all the same: so the others find out too.
    fn enter(&self) -> Option<Presence<SideFile>> {
        let unseen = matches!(self.danger, Some(Danger::Unseen { .. }));
        if self.access == Access::ReadOnly || self.danger.is_some() && !unseen {
            return None;
        }
        match SideFile::of(&self.path) {
            Ok(side) => Some(Presence::new(side, self.shown.clone())),
            Err(cause) => {
                tracing::info!(%cause, "no place among those who are in");
                None
            }
        }
    }

    fn look(&self, inside: Option<&mut Presence<SideFile>>) -> std::io::Result<Vec<Present>> {
        let Some(inside) = inside else { return self.look_from_outside() };
        let Shown { at, writes } = *self.eyes.lock().unwrap_or_else(PoisonError::into_inner);
        inside.look_at(at);
        inside.writes(writes && self.access == Access::Full && self.halt.why().is_none());
        let others = inside.beat(boot_time())?;
        if let Some(danger) = inside.lie() {
            self.halt.raise(Failure::Unsafe(danger.clone()));
        }
        Ok(others)
    }

    fn look_from_outside(&self) -> std::io::Result<Vec<Present>> {
        let others = presence::who_is_in(&self.path)?;
        Ok(others
            .into_iter()
            .filter(|other| other.process != self.shown.process || other.host != self.shown.host)
            .collect())
    }

    /// Why nothing can be written now.
    fn halted(&self) -> Option<Failure> {
        self.halt.why().or_else(|| self.danger.clone().map(Failure::Unsafe))
    }

    /// Waits for the next beat; false when it is time to leave.
    fn rest(&self, pause: Duration) -> bool {
        self.leave.recv_timeout(pause) == Err(RecvTimeoutError::Timeout)
    }
}

/// A clock that goes on while the host sleeps.
fn boot_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_programs_learn_of_each_other_and_of_what_they_look_at() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("allianz.runde");
        let store = Store::create(&path, 7).unwrap();
        let (sender, seen) = channel();
        let anna = PresenceThread::start(&store, "abei", None, move |around| sender.send(around).is_ok()).unwrap();
        let joerg = PresenceThread::start(&store, "jmus", Some("Jörg Muster"), |_| true).unwrap();
        joerg.looks_at(Some((Kind::Question, Id(4))));
        let others = loop {
            let around = seen.recv_timeout(Duration::from_secs(30)).unwrap();
            assert_eq!(around.halted, None);
            if around.others.first().is_some_and(|other| other.at.is_some()) {
                break around.others;
            }
        };
        assert_eq!((others[0].called(), others[0].at), ("Jörg Muster", Some((Kind::Question, Id(4)))));
        joerg.leave();
        anna.leave();
    }
}
