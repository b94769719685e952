//! Busy for others: with jitter, so that nobody starves, with a limit, and so that somebody can look at it and
//! give it up.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::open::PATIENCE;

/// How long after its last pause somebody who waits still counts as waiting: a try on a slow drive takes its time.
const TRYING: Duration = Duration::from_millis(500);

/// A view of a store's waiting for others, for another thread.
#[derive(Clone, Debug, Default)]
pub struct Busy(Arc<State>);

/// Times are nanoseconds since the first of them was asked for, never nought.
#[derive(Debug, Default)]
struct State {
    /// When the waiting began; nought where nobody waits. It is also the waiting's name.
    began: AtomicU64,
    /// Until when it counts as going on.
    until: AtomicU64,
    /// The waiting that somebody has given up.
    given_up: AtomicU64,
    /// Whether this is a write, of which all the waiting counts together.
    writing: AtomicBool,
    /// Whether nothing is waited for.
    hurries: AtomicBool,
    told: Mutex<Told>,
}

/// What is called once the waiting has lasted for so long.
#[derive(Default)]
struct Told(Option<(Duration, Box<dyn FnOnce() + Send>)>);

impl fmt::Debug for Told {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Told").field(&self.0.as_ref().map(|(after, _)| after)).finish()
    }
}

impl Busy {
    /// Calls this once, on the thread that waits, when it has waited for so long; then it goes on waiting.
    pub fn tell_once(&self, after: Duration, tell: impl FnOnce() + Send + 'static) {
        *self.told() = Told(Some((after, Box::new(tell))));
    }

    fn told(&self) -> std::sync::MutexGuard<'_, Told> {
        self.0.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// For how long the store has been waiting for other programs; `None` where it is not.
    pub fn since(&self) -> Option<Duration> {
        let (began, now) = (self.0.began.load(Relaxed), now());
        (began != 0 && now < self.0.until.load(Relaxed)).then(|| Duration::from_nanos(now.saturating_sub(began)))
    }

    /// Ends the waiting, at the latest after a tenth of a second: what waited fails as busy and has written nothing.
    /// Where nobody waits, nothing happens.
    pub fn give_up(&self) {
        self.0.given_up.store(self.0.began.load(Relaxed), Relaxed);
    }

    /// Whether waiting is to fail at once, until it is said otherwise.
    pub(super) fn hurry(&self, hurries: bool) {
        self.0.hurries.store(hurries, Relaxed);
    }

    /// A write begins.
    pub(super) fn start(&self) {
        self.0.began.store(0, Relaxed);
        self.0.writing.store(true, Relaxed);
    }

    /// A write has ended.
    pub(super) fn finish(&self) {
        self.0.writing.store(false, Relaxed);
        self.0.began.store(0, Relaxed);
    }

    /// Called while another program holds the file, with how often it was tried; false gives up.
    ///
    /// The pause is drawn between 1 ms and a bound that doubles up to 100 ms: equal pauses let one eager writer win
    /// every time.
    pub(super) fn again(&self, tried: i32) -> bool {
        if tried == 0 && !self.0.writing.load(Relaxed) {
            self.0.began.store(0, Relaxed);
        }
        let bound = 100u64.min(2 << tried.clamp(0, 6));
        self.pause(Duration::from_millis(1 + chance() % bound))
    }

    /// Waits; false where the patience is at its end or somebody has given up.
    pub(super) fn pause(&self, time: Duration) -> bool {
        let now = now();
        let _ = self.0.began.compare_exchange(0, now, Relaxed, Relaxed);
        let began = self.0.began.load(Relaxed);
        let is_given_up = self.0.hurries.load(Relaxed) || self.0.given_up.load(Relaxed) == began;
        if is_given_up || Duration::from_nanos(now.saturating_sub(began)) >= PATIENCE {
            self.0.began.store(0, Relaxed);
            return false;
        }
        let waited = Duration::from_nanos(now.saturating_sub(began));
        let tell = self.told().0.take_if(|(after, _)| waited >= *after);
        if let Some((_, tell)) = tell {
            tell();
        }
        self.0.until.store(now + nanoseconds(time + TRYING), Relaxed);
        thread::sleep(time);
        true
    }
}

fn now() -> u64 {
    static ORIGIN: OnceLock<Instant> = OnceLock::new();
    1 + nanoseconds(ORIGIN.get_or_init(Instant::now).elapsed())
}

fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

pub(super) fn chance() -> u64 {
    getrandom::u64().unwrap_or_else(|_| now().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_is_seen_and_given_up_once() {
        let waiting = Busy::default();
        waiting.give_up();
        assert_eq!(waiting.since(), None);
        waiting.start();
        assert!(waiting.again(0) && waiting.again(1));
        assert!(waiting.since().is_some_and(|since| since >= Duration::from_millis(2)));
        waiting.give_up();
        assert!(!waiting.again(2));
        assert_eq!(waiting.since(), None);
        assert!(waiting.again(0), "the next one waits again");
        waiting.finish();
        assert_eq!(waiting.since(), None);
    }
}
