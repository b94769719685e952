//! For tests and the lab: a program that stops in the middle of a commit.

use rustix::process::{Signal, getpid, kill_process};

/// What to do once a part of a commit is in the file, its journal being complete.
#[derive(Debug)]
pub(super) enum Hook {
    /// Die without another step, as by a crash.
    Abort,
    /// Stand still until somebody lets it go on, as a host does that sleeps.
    Stop,
}

impl Hook {
    /// As the variable `RUNDE_TEST_SPILL` says: `abort` or `stop`.
    pub(super) fn wanted() -> Option<Self> {
        match std::env::var("RUNDE_TEST_SPILL").ok()?.as_str() {
            "abort" => Some(Self::Abort),
            "stop" => Some(Self::Stop),
            _ => None,
        }
    }

    pub(super) fn stop(&self) {
        match self {
            Self::Abort => std::process::abort(),
            Self::Stop => {
                // Where it cannot be stopped it goes on, which a test notices.
                let _ = kill_process(getpid(), Signal::STOP);
            }
        }
    }
}
