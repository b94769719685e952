//! What is kept on this host between two starts: drafts, and beside them the journal of changes.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::journal;
use crate::dialogs::FormDraft;
use crate::domain::{Id, Kind};

/// The folder for one file of an alliance, readable for its person alone; none where this host has no place for it.
#[derive(Debug)]
pub struct State {
    folder: Option<PathBuf>,
    /// Where the draft of a record lies that this session has read or kept. Another session's is another's.
    drafts: BTreeMap<(Kind, Id), String>,
}

impl State {
    /// The user's folder for the state of programs.
    pub fn base() -> io::Result<PathBuf> {
        use etcetera::BaseStrategy;
        let folders = etcetera::choose_base_strategy().map_err(io::Error::other)?;
        Ok(folders.state_dir().unwrap_or_else(|| folders.data_dir()))
    }

    /// The folder of the file with this identity at this place, below the folder for the state of programs. A copy
    /// of a file has the same identity, but what was typed for one does not belong into the other.
    pub fn of(base: &Path, uuid: &str, path: &Path) -> io::Result<Self> {
        Self::at(&base.join("runde").join(format!("{uuid}-{}", place(path))))
    }

    /// This folder, made where it is not there.
    pub fn at(folder: &Path) -> io::Result<Self> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        Ok(Self { folder: Some(folder.to_owned()), drafts: BTreeMap::new() })
    }

    /// No place: nothing can be kept.
    pub const fn nowhere() -> Self {
        Self { folder: None, drafts: BTreeMap::new() }
    }

    /// How many changes wait on this host for the file at this place, which itself may be out of reach.
    pub fn waiting_for(base: &Path, path: &Path) -> usize {
        let place = place(path);
        let entries = fs::read_dir(base.join("runde")).into_iter().flatten();
        let folders = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let ours = folders.filter(|folder| folder.to_string_lossy().ends_with(&place));
        ours.map(|folder| journal::waiting(&folder)).sum()
    }

    /// Where it lies.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Keeps a draft, in the place of an older one that this session knows of the same record.
    pub fn keep_draft(&mut self, draft: &FormDraft) -> io::Result<()> {
        let record = (draft.kind, draft.id);
        let name = self.drafts.get(&record).cloned().unwrap_or_else(|| self.free_name(record));
        self.write(&name, draft)?;
        self.drafts.insert(record, name);
        Ok(())
    }

    /// Forgets the draft of a record.
    pub fn drop_draft(&mut self, kind: Kind, id: Id) -> io::Result<()> {
        self.drafts.remove(&(kind, id)).map_or(Ok(()), |name| self.remove(&name))
    }

    /// The drafts that are kept, one for each record: a second one waits until the first is settled. One that cannot
    /// be read is left where it is.
    pub fn drafts(&mut self) -> Vec<FormDraft> {
        let mut drafts: Vec<FormDraft> = Vec::new();
        for path in self.draft_paths() {
            let read = fs::read(&path).map_err(io::Error::other).and_then(|bytes| Ok(serde_json::from_slice(&bytes)?));
            match read {
                Ok(draft) => {
                    let draft: FormDraft = draft;
                    let record = (draft.kind, draft.id);
                    if drafts.iter().all(|other| (other.kind, other.id) != record) {
                        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                        self.drafts.extend(name.map(|name| (record, name)));
                        drafts.push(draft);
                    }
                }
                Err(cause) => tracing::warn!(%cause, "a kept draft cannot be read"),
            }
        }
        drafts
    }

    pub(super) fn draft_paths(&self) -> Vec<PathBuf> {
        let Some(Ok(entries)) = self.folder.as_ref().map(fs::read_dir) else { return Vec::new() };
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.retain(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            name.starts_with("draft-") && name.ends_with(".json")
        });
        paths.sort();
        paths
    }

    /// A name that no session has taken for the draft of a record.
    fn free_name(&self, (kind, id): (Kind, Id)) -> String {
        let is_free = |name: &String| {
            let taken = self
                .folder
                .as_ref()
                .map(|folder| OpenOptions::new().write(true).create_new(true).mode(0o600).open(folder.join(name)));
            !matches!(taken, Some(Err(cause)) if cause.kind() == io::ErrorKind::AlreadyExists)
        };
        let first = format!("draft-{}-{id}.json", kind.code());
        let more = (2u32..).map(|number| format!("draft-{}-{id}-{number}.json", kind.code()));
        std::iter::once(first.clone()).chain(more).find(is_free).unwrap_or(first)
    }

    /// Writes whole or not at all: beside, and then over.
    pub(super) fn write(&self, name: &str, content: &impl Serialize) -> io::Result<()> {
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

/// What tells this place from others, also while it is out of reach.
fn place(path: &Path) -> String {
    let beside = || Some(fs::canonicalize(path.parent()?).ok()?.join(path.file_name()?));
    let place = fs::canonicalize(path).ok().or_else(beside).or_else(|| std::path::absolute(path).ok());
    let place = place.unwrap_or_else(|| path.to_owned());
    format!("{:016x}", hash(place.as_os_str().as_encoded_bytes()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::dialogs::DraftField;
    use crate::domain::{Field, Value};

    fn draft(typed: &str) -> FormDraft {
        let field =
            DraftField { field: Field::Title, from: Value::Unknown, typed: typed.to_owned(), names: Vec::new() };
        FormDraft {
            kind: Kind::Question,
            id: Id(5),
            given: Some(BTreeMap::new()),
            at: Field::Title,
            fields: vec![field],
            named: Vec::new(),
        }
    }

    #[test]
    fn what_is_kept_is_there_again_and_nobody_elses_to_read() {
        let folder = tempfile::tempdir().unwrap();
        let mut state = State::at(&folder.path().join("state")).unwrap();
        state.keep_draft(&draft("eins")).unwrap();
        state.keep_draft(&draft("zwei")).unwrap();
        let path = state.draft_paths().pop().unwrap();
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
        let mut again = State::at(&folder.path().join("state")).unwrap();
        assert_eq!(again.drafts(), [draft("zwei")]);
        again.drop_draft(Kind::Question, Id(5)).unwrap();
        again.drop_draft(Kind::Question, Id(5)).unwrap();
        assert_eq!(again.drafts(), []);
    }

    #[test]
    fn two_sessions_keep_each_their_own_draft_of_a_record() {
        let folder = tempfile::tempdir().unwrap();
        let session = || State::at(folder.path()).unwrap();
        let (mut one, mut other) = (session(), session());
        one.keep_draft(&draft("eins")).unwrap();
        other.keep_draft(&draft("zwei")).unwrap();
        let mut later = session();
        assert_eq!(later.drafts(), [draft("zwei")]);
        later.drop_draft(Kind::Question, Id(5)).unwrap();
        assert_eq!(session().drafts(), [draft("eins")]);
    }

    #[test]
    fn a_file_out_of_reach_is_known_by_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("laufwerk.runde");
        fs::write(&path, "x").unwrap();
        let there = place(&path);
        fs::remove_file(&path).unwrap();
        assert_eq!(place(&path), there);
    }
}
