//! The lines of a journal: a digest and what it vouches for, so that half a line is known for what it is.

use std::io;

use serde::{Deserialize, Serialize};

use crate::domain::{Change, ChangeId};
use crate::runtime::state::hash;

/// What a line says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Line {
    /// This change is on its way.
    Change(Box<Change>),
    /// The fate of this one is known.
    Known(ChangeId),
}

/// What a journal holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Content {
    /// The changes whose fate is unknown, in order.
    pub(super) changes: Vec<Change>,
    /// Whether a whole line cannot be read. Half a line at the end is what a death leaves, and no damage.
    pub(super) is_broken: bool,
}

impl Line {
    /// The line as it is written.
    pub(super) fn written(&self) -> io::Result<Vec<u8>> {
        let said = serde_json::to_string(self)?;
        Ok(format!("{:016x} {said}\n", hash(said.as_bytes())).into_bytes())
    }

    fn read(line: &[u8]) -> Option<Self> {
        let (digest, said) = std::str::from_utf8(line).ok()?.split_once(' ')?;
        let is_whole = u64::from_str_radix(digest, 16) == Ok(hash(said.as_bytes()));
        is_whole.then(|| serde_json::from_str(said).ok()).flatten()
    }
}

impl Content {
    /// Reads a journal, whatever became of it.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut content = Self::default();
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        for line in bytes[..whole].split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            match Line::read(line) {
                Some(Line::Change(change)) => content.add(*change),
                Some(Line::Known(id)) => content.changes.retain(|change| change.id != id),
                None => content.is_broken = true,
            }
        }
        content
    }

    /// Adds a change unless it is there.
    pub(super) fn add(&mut self, change: Change) {
        if self.changes.iter().all(|known| known.id != change.id) {
            self.changes.push(change);
        }
    }
}
