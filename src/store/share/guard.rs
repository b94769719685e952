//! The guard of a transaction: whether its locks can still be trusted.
//!
//! A server forgets the locks of a host that it has not heard of, and gives them to others. The host that comes back,
//! from a cut line or from sleep, is not told. So each answer of the server is noted, and what comes too long after
//! the last one is refused: nothing more is written, neither into the file nor into the journal, which by then may be
//! another's. On SMB a cut of two seconds can be enough for that, and the system then connects anew without a word: so
//! there its count of such connections is watched too.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rustix::time::{ClockId, clock_gettime};

use super::system;

/// How long the server may be silent, in milliseconds.
///
/// Below every time that I know of after which a server forgets a lock: NFSv4 30 to 90 s, SMB's durable handles 60 s.
/// Far above what a busy drive takes for an answer.
pub(super) const LIMIT: u64 = 8_000;

/// After which silence the server is asked on purpose, in milliseconds: reads and writes may be answered by this
/// host's memory and prove nothing.
const QUIET: u64 = 2_000;

/// The same on SMB: Samba drops a host that does not give back a lease, and lets another in, after 1.5 s.
const QUIET_ON_SMB: u64 = 500;

/// What stands for a count of connections that is not known; no real one comes near.
const UNKNOWN: u64 = u64::MAX;

/// Shared by the file and its journal; used by one thread at a time, as their connection is.
#[derive(Debug, Default)]
pub(super) struct Guard {
    /// Whether a lock is held.
    watching: AtomicBool,
    /// When the last question was asked that the server has answered.
    last: AtomicU64,
    spoilt: AtomicBool,
    is_smb: bool,
    /// How often the system had connected anew before the lock was asked for.
    connections: AtomicU64,
}

impl Guard {
    /// Of a file that lies on SMB, or elsewhere.
    pub(super) fn of(is_smb: bool) -> Self {
        Self { is_smb, ..Self::default() }
    }

    /// How often the system has connected anew to servers so far; to be noted before a lock is asked for.
    pub(super) fn connections(&self) -> u64 {
        if self.is_smb { system::connections().unwrap_or(UNKNOWN) } else { UNKNOWN }
    }

    /// A lock was granted that was asked for at this time, after so many connections.
    pub(super) fn begin(&self, asked: u64, connections: u64) {
        self.connections.store(connections, Ordering::Relaxed);
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
        if self.is_connected_anew() {
            self.spoil();
        }
        !self.spoilt.load(Ordering::Relaxed)
    }

    /// Where the count cannot be read, or could not, it says nothing.
    fn is_connected_anew(&self) -> bool {
        let before = self.connections.load(Ordering::Relaxed);
        let now = if before == UNKNOWN { UNKNOWN } else { self.connections() };
        now != UNKNOWN && now != before
    }

    /// Whether the server should be asked for a sign of life.
    pub(super) fn is_quiet(&self) -> bool {
        let most = if self.is_smb { QUIET_ON_SMB } else { QUIET };
        self.holds() && now().saturating_sub(self.last.load(Ordering::Relaxed)) > most
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
    use super::super::tests::{connect_anew, sleep};
    use super::*;

    #[test]
    fn silence_spoils_a_transaction_until_it_has_ended() {
        let guard = Guard::default();
        assert!(!guard.holds(), "nothing is written without a lock");
        guard.begin(now(), guard.connections());
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
        guard.begin(now(), guard.connections());
        assert!(guard.holds());
    }

    #[test]
    fn the_time_of_the_question_counts() {
        let guard = Guard::default();
        guard.begin(now(), guard.connections());
        sleep(3_000);
        let asked = now();
        sleep(4_900);
        guard.answered(asked);
        sleep(2_900);
        assert!(guard.holds());
        sleep(1_000);
        assert!(!guard.holds());
    }

    #[test]
    fn on_smb_a_new_connection_spoils_a_transaction_at_once() {
        let elsewhere = Guard::default();
        elsewhere.begin(now(), elsewhere.connections());
        let guard = Guard::of(true);
        connect_anew(Some(7));
        guard.begin(now(), guard.connections());
        assert!(guard.holds());
        connect_anew(Some(8));
        assert!(!guard.holds() && elsewhere.holds());
        connect_anew(Some(7));
        assert!(!guard.holds(), "nor does it hold again when the number does");
        guard.end();
        guard.begin(now(), guard.connections());
        assert!(guard.holds());
        connect_anew(None);
        assert!(guard.holds(), "a count that cannot be read says nothing");
        guard.begin(now(), guard.connections());
        connect_anew(Some(9));
        assert!(guard.holds(), "nor does one that could not be read before");
    }

    #[test]
    fn on_smb_the_server_is_asked_sooner_than_it_drops_a_host() {
        for (guard, silence) in [(Guard::of(true), 1_000), (Guard::default(), 3_000)] {
            guard.begin(now(), guard.connections());
            assert!(!guard.is_quiet());
            sleep(silence);
            assert!(guard.is_quiet());
        }
    }
}
