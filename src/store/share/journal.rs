//! The journal's file: whether it is there, opening it, and emptying it. It is never removed.

use std::ffi::{CStr, CString, c_int};
use std::os::fd::{AsFd, OwnedFd};

use rusqlite::ffi;
use rustix::io::Errno;

use super::content::Answer;
use super::system::{self, Way};

const SUFFIX: &[u8] = b"-journal";

/// Whether a file of this name is a journal.
pub(super) fn is_one(path: &CStr) -> bool {
    path.to_bytes().ends_with(SUFFIX)
}

/// Whether there is a journal with something in it.
///
/// "No such file" may be what this host remembers from before: NFS clients do for up to 30 s, and no flag of a look
/// changes that; asking for the file to be made does. (Not opening one that is there matters on SMB, where each
/// opening takes a lease from the host that is just writing it.)
pub(super) fn exists(path: &CStr) -> Answer<bool> {
    let found = match system::look_at(path) {
        Err(Errno::NOENT) => match make(path) {
            Ok(file) => system::look(file.as_fd()),
            // Who may not make it cannot ask either.
            Err(Errno::NOENT | Errno::ACCESS | Errno::PERM | Errno::ROFS) => return Ok(false),
            Err(cause) => Err(cause),
        },
        looked => looked,
    };
    match found {
        // As with SQLite's own: an empty file is none.
        Ok(found) => Ok(found.size > 0 || !found.is_file()),
        Err(Errno::NOTDIR) => Ok(false),
        Err(_) => Err(ffi::SQLITE_IOERR_ACCESS),
    }
}

/// Opens the journal to write or roll back, or only to look at it.
pub(super) fn open(path: &CStr, flags: c_int) -> Answer<OwnedFd> {
    let way = if flags & ffi::SQLITE_OPEN_READWRITE == 0 { Way::ReadOnly } else { Way::ReadWrite };
    let opened = match system::open(path, way) {
        Err(Errno::NOENT) if flags & ffi::SQLITE_OPEN_CREATE != 0 => make(path),
        opened => opened,
    };
    opened.map_err(|cause| match cause {
        // Without the right to make it, nothing is the matter with the drive.
        Errno::ACCESS | Errno::PERM | Errno::ROFS if flags & ffi::SQLITE_OPEN_CREATE != 0 => {
            ffi::SQLITE_READONLY_DIRECTORY
        }
        _ => ffi::SQLITE_CANTOPEN,
    })
}

/// Empties the journal, instead of removing it: on SMB a removed file that another host has open stays there with its
/// content, looks as if it were left behind by a crash, and that host then takes back what was committed.
pub(super) fn empty(path: &CStr) -> Answer<()> {
    let file = match system::open(path, Way::ReadWrite) {
        Ok(file) => file,
        Err(Errno::NOENT) => return Err(ffi::SQLITE_IOERR_DELETE_NOENT),
        Err(_) => return Err(ffi::SQLITE_IOERR_DELETE),
    };
    let emptied = system::truncate(file.as_fd(), 0).and_then(|()| system::sync(file.as_fd()));
    emptied.map_err(|_| ffi::SQLITE_IOERR_DELETE)
}

/// Makes the journal, for all who may write the database.
fn make(path: &CStr) -> Result<OwnedFd, Errno> {
    let bytes = path.to_bytes();
    let database = CString::new(&bytes[..bytes.len().saturating_sub(SUFFIX.len())]).map_err(|_| Errno::INVAL)?;
    let mode = system::look_at(&database).map_or(0o644, |found| found.mode & 0o666);
    let file = system::open(path, Way::Create(mode))?;
    let made = system::look(file.as_fd())?;
    if made.size == 0 && made.mode & 0o777 != mode {
        system::set_mode(file.as_fd(), mode);
    }
    system::sync_folder(path)?;
    Ok(file)
}
