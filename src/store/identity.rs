//! Whether the file that was opened still lies where it was opened: renamed or replaced, it would be written to and
//! nobody would ever read it.

use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, StatxFlags, statx};
use rustix::io::Errno;

use super::StoreError;
use crate::domain::place::Place;

/// Device and inode.
type Number = (u32, u32, u64);

/// What tells a file from every other on its drive.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    path: PathBuf,
    /// None where the drive makes numbers up, and new ones every time: then it cannot be told.
    number: Option<Number>,
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
    /// [`StoreError::Moved`] where another file or none lies there, [`StoreError::OutOfReach`] where the drive does not
    /// say.
    pub(super) fn still_there(&self) -> Result<(), StoreError> {
        let Some(known) = self.number else { return Ok(()) };
        self.judge(known, number(&self.path))
    }

    fn judge(&self, known: Number, found: Result<Number, Errno>) -> Result<(), StoreError> {
        match found {
            Ok(now) if now == known => Ok(()),
            Ok(_) | Err(Errno::NOENT | Errno::NOTDIR) => Err(StoreError::Moved),
            Err(cause) => Err(StoreError::OutOfReach { path: self.path.clone(), cause: cause.into() }),
        }
    }
}

fn number(path: &Path) -> Result<Number, Errno> {
    // What the drive remembers of earlier would be a minute old.
    let about = statx(CWD, path, AtFlags::STATX_FORCE_SYNC, StatxFlags::INO)?;
    Ok((about.stx_dev_major, about.stx_dev_minor, about.stx_ino))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_file_or_none_has_moved_and_a_drive_that_fails_is_out_of_reach() {
        let known = (0, 1, 2);
        let identity = Identity { path: PathBuf::from("/daten/allianz.runde"), number: Some(known) };
        assert!(identity.judge(known, Ok(known)).is_ok());
        for found in [Ok((0, 1, 3)), Err(Errno::NOENT), Err(Errno::NOTDIR)] {
            assert!(matches!(identity.judge(known, found), Err(StoreError::Moved)));
        }
        for cause in [Errno::STALE, Errno::IO, Errno::TIMEDOUT, Errno::HOSTDOWN, Errno::ACCESS] {
            assert!(matches!(identity.judge(known, Err(cause)), Err(StoreError::OutOfReach { .. })), "{cause}");
        }
    }
}
