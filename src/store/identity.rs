//! Whether the file that was opened still lies where it was opened: renamed or replaced, it would be written to and
//! nobody would ever read it.

use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, StatxFlags, statx};
use rustix::io::Errno;

use super::StoreError;
use crate::domain::place::Place;

/// What tells a file from every other on its drive.
#[derive(Clone, Debug)]
pub struct Identity {
    path: PathBuf,
    /// None where the drive makes numbers up, and new ones every time: then it cannot be told.
    number: Option<(u32, u32, u64)>,
}

impl Identity {
    /// That of the file at this path now.
    pub(super) fn of(path: &Path, place: &Place) -> Self {
        let is_smb = matches!(place.number, 0xff53_4d42 | 0xfe53_4d42 | 0x517b);
        let is_steady = !is_smb || place.options.iter().any(|option| option == "serverino");
        Self { path: path.to_owned(), number: number(path).ok().filter(|_| is_steady) }
    }

    /// That of nothing: always still there.
    pub(super) fn nowhere() -> Self {
        Self { path: PathBuf::new(), number: None }
    }

    /// Asks the drive whether the file is still there. By its name alone: opening and closing it would give back the
    /// locks of whoever locks by process.
    ///
    /// # Errors
    /// [`StoreError::Moved`] where another file or none lies there. A drive that does not answer is no proof.
    pub fn still_there(&self) -> Result<(), StoreError> {
        let Some(known) = self.number else { return Ok(()) };
        match number(&self.path) {
            Ok(now) if now != known => Err(StoreError::Moved),
            Err(Errno::NOENT | Errno::STALE | Errno::NOTDIR) => Err(StoreError::Moved),
            _ => Ok(()),
        }
    }
}

fn number(path: &Path) -> Result<(u32, u32, u64), Errno> {
    // What the drive remembers of earlier would be a minute old.
    let about = statx(CWD, path, AtFlags::STATX_FORCE_SYNC, StatxFlags::INO)?;
    Ok((about.stx_dev_major, about.stx_dev_minor, about.stx_ino))
}
