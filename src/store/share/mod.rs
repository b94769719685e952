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

#[cfg(test)]
pub(crate) use tests::refuse_locks;
