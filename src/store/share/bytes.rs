//! Exclusive locks on single bytes of a file, which belong to the open file and not to the process.
#![expect(unsafe_code, reason = "the system's locks by open file have no safe wrapper here")]

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;

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
        match set(file, offset, libc::F_WRLCK as libc::c_short) {
            Ok(()) => Ok(true),
            // A local file system and NFS say EAGAIN, SMB says EACCES.
            Err(cause) if matches!(cause.raw_os_error(), Some(libc::EAGAIN | libc::EACCES)) => Ok(false),
            Err(cause) => Err(cause),
        }
    }

    /// Gives a byte back; one that is not held is no error.
    ///
    /// # Errors
    /// What the system says; the lock may then still be held, until the file is closed.
    pub fn give_back(file: &File, offset: u64) -> io::Result<()> {
        set(file, offset, libc::F_UNLCK as libc::c_short)
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

fn set(file: &File, offset: u64, kind: libc::c_short) -> io::Result<()> {
    let start = libc::off_t::try_from(offset).map_err(|_| io::Error::from(io::ErrorKind::InvalidInput))?;
    loop {
        // SAFETY: `flock` is plain numbers, for which all bits zero are a value.
        let mut lock: libc::flock = unsafe { std::mem::zeroed() };
        lock.l_type = kind;
        lock.l_whence = libc::SEEK_SET as libc::c_short;
        lock.l_start = start;
        lock.l_len = 1;
        // SAFETY: the descriptor is open as long as `file` is borrowed, and the system only reads `lock`, which
        // lives until the call is over.
        let done = unsafe { libc::fcntl(file.as_raw_fd(), libc::F_OFD_SETLK, &raw const lock) };
        if done == 0 {
            return Ok(());
        }
        let cause = io::Error::last_os_error();
        if cause.kind() != io::ErrorKind::Interrupted {
            return Err(cause);
        }
    }
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
