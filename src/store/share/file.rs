//! The open database: its bytes, where they lie, and its lock.

use std::ffi::{CStr, CString, OsStr, c_int};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rusqlite::ffi;
use rustix::io::Errno;

use super::content::{Answer, Content};
use super::guard::{self, Guard};
use super::lock::{ByteLocks, Level, Lock, Range, Refusal};
use super::system::{self, Way};
use crate::store::place;

/// The database: its bytes, and where it lies.
#[derive(Debug)]
struct Place {
    content: Content,
    path: CString,
    identity: (u64, u64),
    writable: bool,
    is_smb: bool,
    /// By what this opening is told apart from others of this host.
    sign: u64,
}

/// How long nobody is let in before the file is opened anew, in milliseconds: a handle that programs of one host share
/// may hold a lock of one that has gone.
const STUCK: u64 = 2_000;

/// Another sign than the one before, the one of a number where that is not the same.
const fn sign(before: u64, number: u64) -> u64 {
    let wanted = number % system::SIGNS;
    if wanted == before { (wanted + 1) % system::SIGNS } else { wanted }
}

impl Place {
    /// Closes the file, which drops its locks, and opens it anew. On SMB under another sign: the handle that was just
    /// closed is kept for a second, with its locks, and would be taken again.
    fn reopen(&mut self) -> Answer<()> {
        let drawn = self.chance();
        self.reopen_as(drawn)
    }

    /// Leaves a handle that nobody is let in through, together with all others of this host: they go to the same new
    /// one, so that the old one is closed, and with it whatever lock it holds.
    fn move_on(&mut self) -> Answer<()> {
        self.reopen_as(guard::now() / STUCK)
    }

    fn reopen_as(&mut self, number: u64) -> Answer<()> {
        self.content.guard.spoil();
        self.content.file = None;
        let way = if self.writable { Way::ReadWrite } else { Way::ReadOnly };
        if self.is_smb {
            self.sign = sign(self.sign, number);
        }
        let file = match system::open_apart(&self.path, way, self.sign) {
            Ok(file) => file,
            Err(Errno::NOENT) => return Err(ffi::SQLITE_READONLY_DBMOVED),
            Err(_) => return Err(ffi::SQLITE_IOERR_LOCK),
        };
        let found = system::look(file.as_fd()).map_err(|_| ffi::SQLITE_IOERR_LOCK)?;
        if found.identity != self.identity {
            return Err(ffi::SQLITE_READONLY_DBMOVED);
        }
        self.content.file = Some(file);
        self.content.stale = false;
        Ok(())
    }

    fn asking<T>(&mut self, call: impl FnOnce(BorrowedFd<'_>, bool) -> Result<T, Errno>) -> Result<T, Errno> {
        let Some(file) = &self.content.file else { return Err(Errno::IO) };
        let asked = guard::now();
        let answer = call(file.as_fd(), self.writable);
        match answer {
            // Under a lease this host may have answered alone.
            Ok(_) if self.content.leased => {}
            Ok(_) => self.content.guard.answered(asked),
            Err(_) => self.content.stale = true,
        }
        answer
    }
}

impl ByteLocks for Place {
    fn take(&mut self, range: Range) -> Result<bool, Errno> {
        self.asking(|file, writable| system::take(file, range, writable))
    }

    fn give(&mut self, range: Range) -> Result<(), Errno> {
        self.asking(|file, _| system::give(file, range))
    }

    fn is_taken(&mut self, range: Range) -> Result<bool, Errno> {
        self.asking(|file, _| system::is_taken(file, range))
    }

    fn asks_by_taking(&self) -> bool {
        self.is_smb
    }

    fn drop_all(&mut self) {
        // Where it cannot be opened again, the next one who wants a lock tries once more, and is told.
        let _ = self.reopen();
    }

    fn writable(&self) -> bool {
        self.writable
    }

    fn chance(&mut self) -> u64 {
        getrandom::u64().unwrap_or_else(|_| guard::now())
    }

    fn pause(&mut self, time: Duration) {
        thread::sleep(time);
    }
}

/// The database, open: bytes and lock on one descriptor, as a server that has forgotten the lock stops only what is
/// read and written through the descriptor that held it.
#[derive(Debug)]
pub(super) struct Database {
    place: Place,
    lock: Lock,
    /// Since when nobody is let in.
    stuck: Option<u64>,
    hook: Option<super::hook::Hook>,
}

impl Database {
    /// The file as it was opened. Fails where it is none: a pipe, a folder.
    pub(super) fn new(file: OwnedFd, path: &CStr, writable: bool) -> Answer<Self> {
        let found = system::look(file.as_fd()).map_err(|_| ffi::SQLITE_CANTOPEN)?;
        if !found.is_file() {
            return Err(ffi::SQLITE_CANTOPEN);
        }
        let is_smb = system::is_smb(file.as_fd());
        let leased = is_smb && !has_no_leases(path);
        let content = Content::new(file, Arc::new(Guard::of(is_smb)), leased);
        let mut place = Place { content, path: path.to_owned(), identity: found.identity, writable, is_smb, sign: 0 };
        if is_smb {
            // From the beginning in a handle that few share.
            place.reopen().map_err(|_| ffi::SQLITE_CANTOPEN)?;
        }
        Ok(Self { place, lock: Lock::new(), stuck: None, hook: super::hook::Hook::wanted() })
    }

    pub(super) fn guard(&self) -> Arc<Guard> {
        Arc::clone(&self.place.content.guard)
    }

    pub(super) const fn content(&mut self) -> &mut Content {
        &mut self.place.content
    }

    pub(super) fn read(&mut self, into: &mut [MaybeUninit<u8>], at: u64) -> Answer<()> {
        if self.lock.is_lost() {
            return Err(ffi::SQLITE_IOERR_READ);
        }
        self.place.content.read(into, at)
    }

    pub(super) fn write(&mut self, from: &[u8], at: u64) -> Answer<()> {
        self.place.content.write(from, at)?;
        if let Some(hook) = &self.hook {
            hook.stop();
        }
        Ok(())
    }

    /// Raises the lock to this level.
    pub(super) fn lock(&mut self, to: Level) -> Answer<()> {
        let from = self.lock.level();
        if from >= to {
            return Ok(());
        }
        if from == Level::None {
            return self.enter();
        }
        // Somebody else may have written since this reader's lock was granted: what it has read may be old. Busy
        // makes SQLite begin again. Who has begun to write cannot.
        let doubt = if from == Level::Shared { ffi::SQLITE_BUSY } else { ffi::SQLITE_IOERR_LOCK };
        if !self.place.content.is_trusted() {
            return Err(doubt);
        }
        self.lock.lock(to, &mut self.place).map_err(code)?;
        // Another program of this host may have got a lease since the reader's lock was asked for.
        let asked =
            if from == Level::Shared && self.place.content.leased { self.place.content.ask_server() } else { Ok(()) };
        if asked.is_ok() && self.place.content.guard.holds() {
            return Ok(());
        }
        if from == Level::Shared {
            self.lock.unlock(Level::Shared, &mut self.place);
        }
        Err(asked.err().unwrap_or(doubt))
    }

    fn enter(&mut self) -> Answer<()> {
        if self.place.content.stale || self.place.content.file.is_none() {
            self.place.reopen()?;
        }
        let asked = guard::now();
        if self.place.content.leased {
            // Under a lease the lock would not reach the server, which could let in another without asking for it.
            self.place.content.ask_server()?;
        }
        let connections = self.place.content.guard.connections();
        match self.lock.lock(Level::Shared, &mut self.place) {
            Ok(()) => self.stuck = None,
            Err(refusal) => {
                let since = *self.stuck.get_or_insert(asked);
                if self.place.is_smb && refusal == Refusal::Busy && asked.saturating_sub(since) > STUCK {
                    self.stuck = None;
                    self.place.move_on()?;
                }
                return Err(code(refusal));
            }
        }
        self.place.content.guard.begin(asked, connections);
        Ok(())
    }

    /// Lowers the lock to this level.
    pub(super) fn unlock(&mut self, to: Level) {
        self.lock.unlock(to, &mut self.place);
        if self.lock.level() == Level::None {
            self.place.content.guard.end();
        }
    }

    /// Whether anybody, this connection included, is writing.
    pub(super) fn is_reserved(&mut self) -> Answer<bool> {
        self.lock.is_reserved(&mut self.place).map_err(|refusal| match refusal {
            Refusal::Busy => ffi::SQLITE_BUSY,
            Refusal::Failed(_) => ffi::SQLITE_IOERR_CHECKRESERVEDLOCK,
        })
    }

    /// Whether another file, or none, lies now where this one was opened. A drive that does not say is no proof:
    /// nothing is written then either, but it is tried again.
    pub(super) fn has_moved(&self) -> Answer<bool> {
        match system::look_at(&self.place.path) {
            Ok(found) => Ok(found.identity != self.place.identity),
            Err(Errno::NOENT | Errno::NOTDIR) => Ok(true),
            Err(_) => Err(ffi::SQLITE_IOERR_FSTAT),
        }
    }
}

/// Whether the options of the mount say that the server is never asked for a lease.
fn has_no_leases(path: &CStr) -> bool {
    place::is_mounted_with("nolease", Path::new(OsStr::from_bytes(path.to_bytes())))
}

fn code(refusal: Refusal) -> c_int {
    match refusal {
        Refusal::Busy => ffi::SQLITE_BUSY,
        Refusal::Failed(_) => ffi::SQLITE_IOERR_LOCK,
    }
}
