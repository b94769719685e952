//! `sharelock`: how SQLite locks, reads and writes the file, so that it holds on network drives too.
//!
//! SMB and NFS keep what a lock promises only under conditions that SQLite's own VFS does not meet. What is done about
//! it, step by step, and what would go wrong without the step stands in `docs/shared-drive.md`.

pub(super) mod bytes;
mod content;
mod file;
mod gate;
mod guard;
mod hook;
mod journal;
mod lock;
mod methods;
mod system;
#[cfg(test)]
mod tests;
mod vfs;

use std::ffi::CStr;
use std::fs::File;
use std::os::fd::AsFd;

use rusqlite::ffi;

pub(super) use gate::{Gate, GivenUp, Turn};

/// The name by which SQLite knows the VFS.
pub(super) const NAME: &CStr = c"sharelock";

/// Makes the VFS known to SQLite.
///
/// # Errors
/// Where SQLite does not take it.
pub(super) fn register() -> rusqlite::Result<()> {
    vfs::register().map_err(|code| rusqlite::Error::SqliteFailure(ffi::Error::new(code), None))
}

/// Lets the server take back the lease of this host on a file on SMB that lies beside the database: it drops a host that
/// does not give one back, with all its locks on all files. Where it does not answer, neither will it to what follows.
pub(super) fn give_up_lease(file: &File) {
    if system::is_smb(file.as_fd()) {
        let _ = system::give_up_lease(file.as_fd());
    }
}

#[cfg(test)]
pub(crate) use tests::refuse_locks;
