//! Who else is in: the running programs that have the same file open, and what they look at.

use chrono::{DateTime, SecondsFormat};
use serde::{Serialize, Serializer};

use super::failure::Failure;
use super::{Id, Kind};

/// A running program of somebody else, or another window of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Present {
    /// Under which login they work.
    pub login: String,
    /// What they are called; empty where the file does not know the login.
    pub name: String,
    /// On which host.
    pub host: String,
    /// The number of their process there.
    pub process: u32,
    /// Since when, in seconds since 1970, by the clock of their host; in JSON as `2026-11-22T13:52:00Z`.
    #[serde(serialize_with = "moment")]
    pub since: i64,
    /// The version of their program.
    pub version: String,
    /// The version of the file that their program writes.
    pub schema: i32,
    /// Whether they can write.
    pub writes: bool,
    /// The record before their eyes.
    #[serde(skip)]
    pub at: Option<(Kind, Id)>,
    /// Their host has said nothing for a while, and still holds its lock: it may be gone.
    pub is_silent: bool,
}

impl Present {
    /// What people call them.
    pub fn called(&self) -> &str {
        if self.name.is_empty() { &self.login } else { &self.name }
    }
}

fn moment<S: Serializer>(since: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    let moment = DateTime::from_timestamp(*since, 0).unwrap_or_default();
    serializer.serialize_str(&moment.to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// What a look around has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// The others, the longest in first.
    pub others: Vec<Present>,
    /// Why nothing can be written any more.
    pub halted: Option<Failure>,
}
