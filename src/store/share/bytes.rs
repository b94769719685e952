//! Exclusive locks on single bytes of a file, which belong to the open file and not to the process.

use std::fs::File;
use std::io;
use std::os::fd::AsFd;

use super::lock::Range;
use super::system;

/// Locks on bytes, taken and given back without waiting.
///
/// They are never shared and never upgraded: SMB can do neither. Closing the file gives all of them back; closing
/// another handle of the same file gives none back, unlike with POSIX locks.
#[derive(Clone, Copy, Debug)]
pub struct ByteLock;

impl ByteLock {
    /// Takes a byte; false where somebody else holds it. One that this handle holds already is granted again.
    ///
    /// # Errors
    /// What the system says where it cannot lock here at all, such as `ENOLCK`, or cannot reach the drive.
    pub fn try_take(file: &File, offset: u64) -> io::Result<bool> {
        Ok(system::take(file.as_fd(), byte(offset)?, true)?)
    }

    /// Gives a byte back; one that is not held is no error.
    ///
    /// # Errors
    /// What the system says; the lock may then still be held, until the file is closed.
    pub fn give_back(file: &File, offset: u64) -> io::Result<()> {
        Ok(system::give(file.as_fd(), byte(offset)?)?)
    }

    /// Whether another handle holds a byte: by taking it and giving it back, as only that asks every drive.
    ///
    /// # Errors
    /// What the system says where it cannot lock here.
    pub fn is_taken(file: &File, offset: u64) -> io::Result<bool> {
        if !Self::try_take(file, offset)? {
            return Ok(true);
        }
        Self::give_back(file, offset)?;
        Ok(false)
    }
}

fn byte(offset: u64) -> io::Result<Range> {
    let start = i64::try_from(offset).map_err(|_| io::Error::from(io::ErrorKind::InvalidInput))?;
    Ok(Range { start, length: 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_handles_of_one_program_exclude_each_other_and_closing_a_third_frees_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let open = || {
            let mut options = File::options();
            options.read(true).write(true).create(true).truncate(false).open(folder.path().join("side")).unwrap()
        };
        let (mine, theirs) = (open(), open());
        assert!(ByteLock::try_take(&mine, 7).unwrap());
        assert!(ByteLock::try_take(&mine, 7).unwrap());
        drop(open());
        assert!(!ByteLock::try_take(&theirs, 7).unwrap());
        assert!(ByteLock::is_taken(&theirs, 7).unwrap());
        assert!(ByteLock::try_take(&theirs, 8).unwrap());
        ByteLock::give_back(&mine, 7).unwrap();
        assert!(!ByteLock::is_taken(&theirs, 7).unwrap());
        drop(theirs);
        assert!(!ByteLock::is_taken(&mine, 8).unwrap());
    }
}
