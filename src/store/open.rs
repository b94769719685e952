//! The one place where the file is opened: found, checked, locked, brought to this program's version.

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::find::Vocabulary;
use super::presence::{self, side_path};
use super::share::{self, Gate, Turn};
use super::wait::Busy;
use super::{Halt, Identity, StoreError, functions, header, leftover, migrate, place, schema};
use crate::domain::failure::Failure;
use crate::domain::place::{Danger, Place};

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
    /// Only read, because another program has added triggers, views, tables or indexes.
    Extended,
    /// Only read, because the place is not safe; [`Store::danger`] says why.
    Unsafe,
}

/// The file of an alliance, open on one connection.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    access: Access,
    pub(super) busy: Busy,
    gate: Option<Gate>,
    place: Place,
    identity: Identity,
    halt: Halt,
    /// The last number that told whether somebody has written.
    seen: Cell<i64>,
    pub(super) additions: Vec<String>,
    /// The words of the file, once somebody has looked for one.
    pub(super) vocabulary: RefCell<Vocabulary>,
}

impl Store {
    /// Opens a file that is there, brings it up to this program's version, and leaves a copy of the old one
    /// beside it where it does.
    pub fn open(path: &Path, read_only: bool) -> Result<Self, StoreError> {
        Self::open_with(path, read_only, Busy::default())
    }

    /// The same, with the waiting for others in sight from the beginning.
    pub fn open_with(path: &Path, read_only: bool, busy: Busy) -> Result<Self, StoreError> {
        header::check(path)?;
        let out_of_reach = |cause| StoreError::OutOfReach { path: path.to_owned(), cause };
        let mut place = place::look(path).map_err(out_of_reach)?;
        // Before anything is written, and be it only what a program that died has left half done.
        if !read_only {
            place::try_locks(path, &mut place);
        }
        leftover::check(path)?;
        let read_only_here = read_only || place.danger().is_some();
        let mut store = Self::at(path, read_only_here, place, busy)?;
        // At one moment: while others bring the file up, the old version would meet the new definitions.
        let (version, additions) = store.at_once(|| {
            let (application, version) = migrate::marks(&store.connection)?;
            if application != APPLICATION_ID {
                return Err(StoreError::NotOurs(path.to_owned()));
            }
            header::check_end(path, &store.connection)?;
            // Only a finished file has our mark, and finished ones begin at version 1.
            if version < 1 {
                return Err(StoreError::Damaged(format!("user_version {version}")));
            }
            Ok((version, schema::additions(&store.connection, version)?))
        })?;
        store.access = if version > migrate::CURRENT {
            Access::Newer
        } else if read_only {
            Access::ReadOnly
        } else if store.danger().is_some() {
            Access::Unsafe
        } else if !additions.is_empty() {
            Access::Extended
        } else {
            Access::Full
        };
        store.additions = additions;
        if store.access == Access::Full {
            migrate::bring_up(&mut store.connection, path, (store.gate.as_ref(), &store.busy))?;
        } else {
            store.connection.pragma_update(None, "query_only", true)?;
        }
        Ok(store)
    }

    /// Makes a new, empty file. Refuses to touch one that is there, and a place that is not safe.
    pub fn create(path: &Path, uuid: u128) -> Result<Self, StoreError> {
        // That there is one already is the nearer reason; that its folder is not there is told below.
        let place = if path.exists() { Place::default() } else { place::look(path).unwrap_or_default() };
        if let Some(danger) = place.danger() {
            return Err(StoreError::Unsafe(danger.clone()));
        }
        let made = fs::OpenOptions::new().write(true).create_new(true).open(path);
        let made = made.map_err(|cause| match cause.kind() {
            std::io::ErrorKind::AlreadyExists => StoreError::Exists(path.to_owned()),
            _ => StoreError::OutOfReach { path: path.to_owned(), cause },
        })?;
        drop(made);
        let filled = fill(path, place, uuid);
        match filled {
            Ok(store) => Ok(store),
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
        let (path, place) = (PathBuf::from(":memory:"), Place::default());
        Ok(Self { access: Access::Full, ..Self::of(connection, path, place, Identity::nowhere(), busy, None) })
    }

    /// The store on a file at a place.
    fn at(path: &Path, read_only: bool, place: Place, busy: Busy) -> Result<Self, StoreError> {
        let gate = if read_only { None } else { gate(path, &place) };
        let connection = connect(path, read_only, &busy)?;
        let (path, identity) = (path.to_owned(), Identity::of(path, &place));
        Ok(Self::of(connection, path, place, identity, busy, gate))
    }

    fn of(
        connection: Connection,
        path: PathBuf,
        place: Place,
        identity: Identity,
        busy: Busy,
        gate: Option<Gate>,
    ) -> Self {
        let (access, halt, seen, additions) = (Access::ReadOnly, Halt::default(), Cell::new(0), Vec::new());
        Self {
            connection,
            path,
            access,
            busy,
            gate,
            place,
            identity,
            halt,
            seen,
            additions,
            vocabulary: RefCell::default(),
        }
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What may be done with it now.
    pub fn access(&self) -> Access {
        match self.halt.why() {
            Some(Failure::Newer(_)) => Access::Newer,
            Some(Failure::Unsafe(_)) => Access::Unsafe,
            _ => self.access,
        }
    }

    /// What was found about the place when the file was opened.
    pub const fn place(&self) -> &Place {
        &self.place
    }

    /// Looks anew at the place, with what was found meanwhile.
    ///
    /// # Errors
    /// Where it is out of reach.
    pub fn look_at_place(&self) -> Result<Place, StoreError> {
        let mut place =
            place::look(&self.path).map_err(|cause| StoreError::OutOfReach { path: self.path.clone(), cause })?;
        place.dangers.extend(self.danger());
        place.dangers.dedup();
        Ok(place)
    }

    /// Why nothing may be written at this place, if so.
    pub fn danger(&self) -> Option<Danger> {
        match self.halt.why() {
            Some(Failure::Unsafe(danger)) => Some(danger),
            _ => self.place.danger().cloned(),
        }
    }

    /// Whether the file is only read because locks were refused, which may be over without anybody doing anything.
    pub fn awaits_locks(&self) -> bool {
        self.access() == Access::Unsafe && self.danger().is_some_and(|danger| danger.can_pass())
    }

    /// Whether locks at this place answer now; then opening the file again may help.
    pub fn locks_answer(&self) -> bool {
        presence::locks_answer(&self.path)
    }

    /// By which another thread stops all writing.
    pub fn halt(&self) -> Halt {
        self.halt.clone()
    }

    /// Stops where this says so, and no longer where its own did: the file was opened again.
    pub fn heed(&mut self, halt: Halt) {
        self.halt = halt;
    }

    /// Asks the drive whether the file is still where it was opened.
    ///
    /// # Errors
    /// [`StoreError::Moved`] where another file or none lies there, [`StoreError::OutOfReach`] where the drive does not
    /// say.
    pub fn still_there(&self) -> Result<(), StoreError> {
        self.identity.still_there()
    }

    /// Whether something may be written now; asked before every write.
    pub(super) fn writable(&self) -> Result<(), StoreError> {
        match self.halt.why() {
            Some(Failure::Newer(path)) => return Err(StoreError::Newer(path)),
            Some(Failure::Unsafe(danger)) => return Err(StoreError::Unsafe(danger)),
            Some(_) => return Err(StoreError::ReadOnly),
            None => {}
        }
        match (self.access, self.place.danger()) {
            (Access::Full, _) => self.identity.still_there(),
            (Access::Unsafe, Some(danger)) => Err(StoreError::Unsafe(danger.clone())),
            (Access::Newer, _) => Err(StoreError::Newer(self.path.clone())),
            _ => Err(StoreError::ReadOnly),
        }
    }

    /// Where one queues with the programs of this host.
    pub(super) const fn gate(&self) -> Option<&Gate> {
        self.gate.as_ref()
    }

    /// Begins to write, if that is allowed now, in one's turn among the programs of this host; the file's version is
    /// read again under the lock, as a newer program may have brought it up meanwhile.
    pub(super) fn begin(&mut self) -> Result<(Turn<'_>, Transaction<'_>), StoreError> {
        self.writable()?;
        let turn = Turn::wait(self.gate.as_ref(), &self.busy)?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if migrate::marks(&transaction)?.1 > migrate::CURRENT {
            self.halt.raise(Failure::Newer(self.path.clone()));
            return Err(StoreError::Newer(self.path.clone()));
        }
        Ok((turn, transaction))
    }

    /// What another program has added to the file: `trigger x`, `view y`.
    pub fn additions(&self) -> &[String] {
        &self.additions
    }

    /// The identity of the file, which it keeps when it is moved or copied.
    pub fn uuid(&self) -> Result<String, StoreError> {
        Ok(self.connection.query_row("SELECT uuid FROM file", [], |row| row.get(0))?)
    }

    /// The version of its shape: how many migrations it has gone through.
    pub fn schema(&self) -> Result<i32, StoreError> {
        Ok(migrate::marks(&self.connection)?.1)
    }

    /// A number that differs from the last one when another program has written.
    pub fn version(&self) -> Result<i64, StoreError> {
        let version = self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?;
        // What somebody else has written may be a newer shape of the file.
        if self.seen.replace(version) != version
            && self.access == Access::Full
            && migrate::marks(&self.connection)?.1 > migrate::CURRENT
        {
            self.halt.raise(Failure::Newer(self.path.clone()));
        }
        Ok(version)
    }

    /// By which another thread can see whether the store waits for others, and give that up.
    pub fn busy(&self) -> Busy {
        self.busy.clone()
    }

    /// Whether the file could be written at this moment, asked without waiting.
    pub fn is_free(&self) -> bool {
        self.busy.hurry(true);
        let begun = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate);
        let is_free = begun.and_then(Transaction::rollback).is_ok();
        self.busy.hurry(false);
        is_free
    }
}

fn fill(path: &Path, mut place: Place, uuid: u128) -> Result<Store, StoreError> {
    place::try_locks(path, &mut place);
    // Nobody can be in yet, and the file may still get another name.
    let _ = fs::remove_file(side_path(path));
    if let Some(danger) = place.danger() {
        return Err(StoreError::Unsafe(danger.clone()));
    }
    let mut store = Store::at(path, false, place, Busy::default())?;
    migrate::create(&mut store.connection, uuid)?;
    store.access = Access::Full;
    Ok(store)
}

/// Where the programs of this host queue for the file.
fn gate(path: &Path, place: &Place) -> Option<Gate> {
    let shared = if place.is_local { presence::side_file(path).ok() } else { None };
    shared.map(Gate::shared).or_else(|| Gate::private(path))
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
