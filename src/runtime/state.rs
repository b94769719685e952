//! What is kept on this host between two starts: drafts, and changes whose fate is unknown.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::dialogs::FormDraft;
use crate::domain::{Change, ChangeId, Id, Kind};

/// The folder for one file of an alliance, readable for its person alone; none where this host has no place for it.
#[derive(Clone, Debug)]
pub struct State {
    folder: Option<PathBuf>,
}

impl State {
    /// The folder of the file with this identity at this place, below the user's folder for state. A copy of a file
    /// has the same identity, but what was typed for one does not belong into the other.
    pub fn of(uuid: &str, path: &Path) -> io::Result<Self> {
        use etcetera::BaseStrategy;
        let folders = etcetera::choose_base_strategy().map_err(io::Error::other)?;
        let base = folders.state_dir().unwrap_or_else(|| folders.data_dir());
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        Self::at(&base.join("runde").join(format!("{uuid}-{:016x}", hash(place.as_os_str().as_encoded_bytes()))))
    }

    /// This folder, made where it is not there.
    pub fn at(folder: &Path) -> io::Result<Self> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        Ok(Self { folder: Some(folder.to_owned()) })
    }

    /// No place: nothing can be kept.
    pub const fn nowhere() -> Self {
        Self { folder: None }
    }

    /// Where it lies.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Keeps a draft, in the place of an older one of the same record.
    pub fn keep_draft(&self, draft: &FormDraft) -> io::Result<()> {
        self.write(&draft_name(draft.kind, draft.id), draft)
    }

    /// Forgets the draft of a record.
    pub fn drop_draft(&self, kind: Kind, id: Id) -> io::Result<()> {
        self.remove(&draft_name(kind, id))
    }

    /// The drafts that are kept. One that cannot be read is left where it is.
    pub fn drafts(&self) -> Vec<FormDraft> {
        self.read_all("draft-")
    }

    /// Keeps a change of which nobody knows whether it reached the file.
    pub fn keep_unsent(&self, change: &Change) -> io::Result<()> {
        self.write(&unsent_name(change.id), change)
    }

    /// Forgets a change whose fate is known.
    pub fn drop_unsent(&self, id: ChangeId) -> io::Result<()> {
        self.remove(&unsent_name(id))
    }

    /// The changes that are kept.
    pub fn unsent(&self) -> Vec<Change> {
        self.read_all("unsent-")
    }

    /// Writes whole or not at all: beside, and then over.
    fn write(&self, name: &str, content: &impl Serialize) -> io::Result<()> {
        let folder = self.folder.as_ref().ok_or(io::ErrorKind::NotFound)?;
        let part = folder.join(format!("{name}.part"));
        let written = write_private(&part, &serde_json::to_vec(content)?);
        let done = written.and_then(|()| fs::rename(&part, folder.join(name)));
        if done.is_err() {
            // Half a draft helps nobody; the failure is told by whoever wanted it kept.
            let _ = fs::remove_file(&part);
        }
        done
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        let Some(folder) = &self.folder else { return Ok(()) };
        match fs::remove_file(folder.join(name)) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }

    fn read_all<T: DeserializeOwned>(&self, beginning: &str) -> Vec<T> {
        let Some(Ok(entries)) = self.folder.as_ref().map(fs::read_dir) else { return Vec::new() };
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        let ours = paths.into_iter().filter(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            name.starts_with(beginning) && name.ends_with(".json")
        });
        ours.filter_map(|path| {
            let read = fs::read(&path).map_err(io::Error::other).and_then(|bytes| Ok(serde_json::from_slice(&bytes)?));
            read.map_err(|cause: io::Error| tracing::warn!(%cause, "a kept draft cannot be read")).ok()
        })
        .collect()
    }
}

fn write_private(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// FNV-1a (<http://www.isthe.com/chongo/tech/comp/fnv/>): the same in every version of the program.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

fn draft_name(kind: Kind, id: Id) -> String {
    format!("draft-{}-{id}.json", kind.code())
}

fn unsent_name(id: ChangeId) -> String {
    format!("unsent-{id}.json")
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::domain::{Act, IdSource};

    #[test]
    fn what_is_kept_is_there_again_and_nobody_elses_to_read() {
        let folder = tempfile::tempdir().unwrap();
        let state = State::at(&folder.path().join("state")).unwrap();
        let change = Change::new(IdSource::new(3).change(), Act::Edit, Vec::new());
        state.keep_unsent(&change).unwrap();
        assert_eq!(state.unsent(), std::slice::from_ref(&change));
        let path = folder.path().join("state").join(unsent_name(change.id));
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
        state.drop_unsent(change.id).unwrap();
        state.drop_unsent(change.id).unwrap();
        assert_eq!(state.unsent(), []);
    }
}
