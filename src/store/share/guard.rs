//! The guard of a transaction: whether its locks can still be trusted.
//!
//! A server forgets the locks of a host that it has not heard of, and gives them to others. The host that comes back,
//! from a cut line or from sleep, is not told. So each answer of the server is noted, and what comes too long after
//! the last one is refused: nothing more is written, neither into the file nor into the journal, which by then may be
//! another's.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rustix::time::{ClockId, clock_gettime};

/// How long the server may be silent, in milliseconds.
///
/// Below every time that I know of after which a server forgets a lock: NFSv4 30 to 90 s, SMB's durable handles 60 s.
/// Far above what a busy drive takes for an answer.
pub(super) const LIMIT: u64 = 8_000;

/// After which silence the server is asked on purpose, in milliseconds: reads and writes may be answered by this
/// host's memory and prove nothing.
const QUIET: u64 = 2_000;

/// Shared by the file and its journal; used by one thread at a time, as their connection is.
#[derive(Debug, Default)]
pub(super) struct Guard {
    /// Whether a lock is held.
    watching: AtomicBool,
    /// When the last question was asked that the server has answered.
    last: AtomicU64,
    spoilt: AtomicBool,
}

impl Guard {
    /// A lock was granted that was asked for at this time.
    pub(super) fn begin(&self, asked: u64) {
        self.spoilt.store(false, Ordering::Relaxed);
        self.last.store(asked, Ordering::Relaxed);
        self.watching.store(true, Ordering::Relaxed);
    }

    /// All locks were given back.
    pub(super) fn end(&self) {
        self.watching.store(false, Ordering::Relaxed);
        self.spoilt.store(false, Ordering::Relaxed);
    }

    /// The server itself has answered a question of this time. It may have done so at once and the answer have taken
    /// long, so the time of the question counts.
    pub(super) fn answered(&self, asked: u64) {
        if self.holds() {
            self.last.fetch_max(asked, Ordering::Relaxed);
        }
    }

    /// Whether the locks can be trusted. Once they could not, they cannot until all were given back.
    pub(super) fn holds(&self) -> bool {
        if !self.watching.load(Ordering::Relaxed) {
            return false;
        }
        if now().saturating_sub(self.last.load(Ordering::Relaxed)) > LIMIT {
            self.spoil();
        }
        !self.spoilt.load(Ordering::Relaxed)
    }

    /// Whether the server should be asked for a sign of life.
    pub(super) fn is_quiet(&self) -> bool {
        self.holds() && now().saturating_sub(self.last.load(Ordering::Relaxed)) > QUIET
    }

    /// Something went wrong after which nothing more may be written.
    pub(super) fn spoil(&self) {
        self.spoilt.store(true, Ordering::Relaxed);
    }
}

/// Milliseconds since the host was started, sleep included.
pub(super) fn now() -> u64 {
    let time = clock_gettime(ClockId::Boottime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    let now = seconds * 1000 + u64::try_from(time.tv_nsec).unwrap_or(0) / 1_000_000;
    #[cfg(test)]
    let now = now + super::tests::slept();
    now
}

#[cfg(test)]
mod tests {
    use super::super::tests::sleep;
    use super::*;

    #[test]
    fn silence_spoils_a_transaction_until_it_has_ended() {
        let guard = Guard::default();
        assert!(!guard.holds(), "nothing is written without a lock");
        guard.begin(now());
        sleep(7_000);
        assert!(guard.holds() && guard.is_quiet());
        guard.answered(now());
        sleep(7_000);
        assert!(guard.holds());
        sleep(2_000);
        assert!(!guard.holds());
        guard.answered(now());
        assert!(!guard.holds(), "an answer that comes too late changes nothing");
        guard.end();
        guard.begin(now());
        assert!(guard.holds());
    }

    #[test]
    fn the_time_of_the_question_counts() {
        let guard = Guard::default();
        guard.begin(now());
        sleep(3_000);
        let asked = now();
        sleep(4_900);
        guard.answered(asked);
        sleep(2_900);
        assert!(guard.holds());
        sleep(1_000);
        assert!(!guard.holds());
    }
}
