//! The one place where the file is opened: found, checked, locked, brought to this program's version.

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::share::{self, Gate};
use super::wait::Busy;
use super::{StoreError, functions, migrate};

/// "Rund" in ASCII: marks the file as ours for every program that looks (`file`, SQLite itself).
pub const APPLICATION_ID: i32 = 0x5275_6e64;

/// What somebody may do with the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Read and write.
    Full,
    /// Only read, because it was asked for.
    ReadOnly,
    /// Only read, because the file is newer than this program.
    Newer,
}

/// The file of an alliance, open on one connection.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    pub(super) access: Access,
    pub(super) busy: Busy,
    pub(super) gate: Option<Gate>,
}

impl Store {
    /// Opens a file that is there, brings it up to this program's version, and leaves a copy of the old one
    /// beside it where it does.
    pub fn open(path: &Path, read_only: bool) -> Result<Self, StoreError> {
        let gate = check_header(path)?;
        let busy = Busy::default();
        let connection = connect(path, read_only, &busy)?;
        let mut store = Self { connection, path: path.to_owned(), access: Access::ReadOnly, busy, gate };
        let (application, version) = migrate::marks(&store.connection)?;
        if application != APPLICATION_ID {
            return Err(StoreError::NotOurs(path.to_owned()));
        }
        // Only a finished file has our mark, and finished ones begin at version 1.
        if version < 1 {
            return Err(StoreError::Damaged(format!("user_version {version}")));
        }
        store.access = match (version > migrate::CURRENT, read_only) {
            (true, _) => Access::Newer,
            (false, true) => Access::ReadOnly,
            (false, false) => Access::Full,
        };
        if store.access == Access::Full {
            migrate::bring_up(&mut store.connection, path)?;
        } else {
            store.connection.pragma_update(None, "query_only", true)?;
        }
        Ok(store)
    }

    /// Makes a new, empty file. Refuses to touch one that is there.
    pub fn create(path: &Path, uuid: u128) -> Result<Self, StoreError> {
        let made = fs::OpenOptions::new().write(true).create_new(true).open(path);
        let made = made.map_err(|cause| match cause.kind() {
            std::io::ErrorKind::AlreadyExists => StoreError::Exists(path.to_owned()),
            _ => StoreError::OutOfReach { path: path.to_owned(), cause },
        })?;
        let gate = made.metadata().ok().and_then(|about| Gate::of(about.dev(), about.ino()));
        drop(made);
        let busy = Busy::default();
        let filled = connect(path, false, &busy).and_then(|mut connection| {
            migrate::create(&mut connection, uuid)?;
            Ok(connection)
        });
        match filled {
            Ok(connection) => Ok(Self { connection, path: path.to_owned(), access: Access::Full, busy, gate }),
            Err(error) => {
                // The file is this call's own and holds nothing; should this fail too, it is refused as empty.
                let _ = fs::remove_file(path);
                Err(error)
            }
        }
    }

    /// A file in memory, for tests and previews.
    pub fn in_memory() -> Result<Self, StoreError> {
        let mut connection = Connection::open_in_memory()?;
        let busy = Busy::default();
        prepare(&mut connection, &busy)?;
        migrate::create(&mut connection, 1)?;
        Ok(Self { connection, path: PathBuf::from(":memory:"), access: Access::Full, busy, gate: None })
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What may be done with it.
    pub const fn access(&self) -> Access {
        self.access
    }

    /// The identity of the file, which it keeps when it is moved or copied.
    pub fn uuid(&self) -> Result<String, StoreError> {
        Ok(self.connection.query_row("SELECT uuid FROM file", [], |row| row.get(0))?)
    }

    /// A number that differs from the last one when another program has written.
    pub fn version(&self) -> Result<i64, StoreError> {
        Ok(self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Reads several things as they are at one moment, and takes the file's lock once for all of them. Nobody can
    /// save meanwhile, so it has to be short.
    ///
    /// # Errors
    /// [`StoreError`] of the reading, or where the file is busy or out of reach.
    pub fn at_once<T>(&self, read: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
        let transaction = self.connection.unchecked_transaction()?;
        let result = read()?;
        transaction.commit()?;
        Ok(result)
    }

    /// By which another thread can see whether the store waits for others, and give that up.
    pub fn busy(&self) -> Busy {
        self.busy.clone()
    }

    /// By which another thread can interrupt what the store is doing.
    pub fn interrupt(&self) -> Interrupt {
        Interrupt(self.connection.get_interrupt_handle())
    }
}

/// Interrupts what a store is doing, from another thread.
pub struct Interrupt(rusqlite::InterruptHandle);

impl Interrupt {
    /// Breaks off what runs now; where nothing runs, nothing happens.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

/// Looks at the first bytes without SQLite, which would create an empty file or start on a foreign one. Gives the gate
/// in front of the file.
fn check_header(path: &Path) -> Result<Option<Gate>, StoreError> {
    let out_of_reach = |cause: std::io::Error| match cause.kind() {
        std::io::ErrorKind::NotFound => StoreError::Missing(path.to_owned()),
        _ => StoreError::OutOfReach { path: path.to_owned(), cause },
    };
    // Opening a pipe would wait for its other end for ever, and a device may do anything.
    let about = fs::metadata(path).map_err(out_of_reach)?;
    if !about.is_file() {
        return Err(StoreError::NotOurs(path.to_owned()));
    }
    let mut header = Vec::with_capacity(100);
    File::open(path).and_then(|file| file.take(100).read_to_end(&mut header)).map_err(out_of_reach)?;
    if header.len() < 100 || !header.starts_with(b"SQLite format 3\0") {
        return Err(StoreError::NotOurs(path.to_owned()));
    }
    // Bytes 18 and 19 are the write and read versions; 2 is write-ahead logging
    // (https://www.sqlite.org/fileformat.html, 1.3).
    if header[18] == 2 || header[19] == 2 {
        return Err(StoreError::WriteAheadLog(path.to_owned()));
    }
    // The mark of whose file it is stands in the header; SQLite would leave an empty journal beside a foreign one.
    if header[68..72] != APPLICATION_ID.to_be_bytes() {
        return Err(StoreError::NotOurs(path.to_owned()));
    }
    Ok(Gate::of(about.dev(), about.ino()))
}

fn connect(path: &Path, read_only: bool, busy: &Busy) -> Result<Connection, StoreError> {
    share::register()?;
    let mode = if read_only { OpenFlags::SQLITE_OPEN_READ_ONLY } else { OpenFlags::SQLITE_OPEN_READ_WRITE };
    let flags = mode | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags_and_vfs(path, flags, share::NAME)?;
    prepare(&mut connection, busy)?;
    if !read_only {
        let mode: String = connection.query_row("PRAGMA journal_mode = TRUNCATE", [], |row| row.get(0))?;
        if mode != "truncate" {
            return Err(StoreError::WriteAheadLog(path.to_owned()));
        }
    }
    Ok(connection)
}

/// Settings of every connection; the reasons are in docs/file-format.md.
fn prepare(connection: &mut Connection, busy: &Busy) -> Result<(), StoreError> {
    let busy = busy.clone();
    connection.busy_handler(Some(move |tried| busy.again(tried)))?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // Else SQLite plans a kept statement anew for each value, to see whether an index on part of a table fits.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch(
        "PRAGMA trusted_schema = OFF;
         PRAGMA foreign_keys = ON;
         PRAGMA synchronous = FULL;
         PRAGMA cell_size_check = ON;
         PRAGMA mmap_size = 0;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -4000;",
    )?;
    functions::register(connection)?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(())
}

/// How long a writer waits for others before it says that the file is busy.
pub const PATIENCE: Duration = Duration::from_secs(15);
