//! The open files: the database with its lock, and its journal, both under one guard.

use std::ffi::{CStr, CString, c_int};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rusqlite::ffi;
use rustix::io::Errno;

use super::guard::{self, Guard};
use super::lock::{ByteLocks, Level, Lock, Range, Refusal};
use super::system::{self, Way};

/// What SQLite gets for an answer: nothing bad, or one of its codes.
pub(super) type Answer<T> = Result<T, c_int>;

/// The bytes of an open file, on one descriptor.
#[derive(Debug)]
pub(super) struct Content {
    /// None where the file had to be closed and could not be opened again.
    file: Option<OwnedFd>,
    guard: Arc<Guard>,
    /// A call has failed as it does when the server has forgotten the descriptor: SMB after a restart.
    stale: bool,
    /// What is to be written, and where, once it is relied on. Only a journal waits: SQLite writes three pieces for
    /// each page, and each would be a request.
    late: Option<(u64, Vec<u8>)>,
}

/// How many bytes wait at most.
const LATE: usize = 1 << 20;

impl Content {
    /// Of the database, whose every write goes to the file at once.
    const fn new(file: OwnedFd, guard: Arc<Guard>) -> Self {
        Self { file: Some(file), guard, stale: false, late: None }
    }

    /// Of a journal. What it is told to write is in the file when it was synchronised, and before anything is read.
    pub(super) const fn of_journal(file: OwnedFd, guard: Arc<Guard>) -> Self {
        Self { file: Some(file), guard, stale: false, late: Some((0, Vec::new())) }
    }

    fn file(&self, code: c_int) -> Answer<BorrowedFd<'_>> {
        self.file.as_ref().map(OwnedFd::as_fd).ok_or(code)
    }

    /// Fills the buffer; what lies behind the end of the file is nought, and told.
    pub(super) fn read(&mut self, into: &mut [MaybeUninit<u8>], at: u64) -> Answer<()> {
        self.write_late()?;
        self.ask_for_life();
        let got = self.noting(ffi::SQLITE_IOERR_READ, |file| system::read(file, into, at))?;
        let rest = into.get_mut(got..).unwrap_or_default();
        for byte in rest.iter_mut() {
            byte.write(0);
        }
        if rest.is_empty() { Ok(()) } else { Err(ffi::SQLITE_IOERR_SHORT_READ) }
    }

    /// Writes, where the locks can be trusted before and after.
    pub(super) fn write(&mut self, from: &[u8], at: u64) -> Answer<()> {
        let Some((start, late)) = &mut self.late else { return self.write_now(from, at) };
        if *start + late.len() as u64 == at && late.len() < LATE {
            late.extend_from_slice(from);
            return Ok(());
        }
        self.write_late()?;
        self.late = Some((at, from.to_vec()));
        Ok(())
    }

    fn write_now(&mut self, from: &[u8], at: u64) -> Answer<()> {
        self.changing(ffi::SQLITE_IOERR_WRITE, |file| system::write(file, from, at))
    }

    /// What could not be written stays, and is tried again: read as if it were not there, a journal would take back
    /// only a part of what has to be taken back.
    fn write_late(&mut self) -> Answer<()> {
        let Some((start, mut late)) = self.late.take() else { return Ok(()) };
        let written = if late.is_empty() { Ok(()) } else { self.write_now(&late, start) };
        let start = if written.is_ok() { start + late.len() as u64 } else { start };
        if written.is_ok() {
            late.clear();
        }
        self.late = Some((start, late));
        written
    }

    pub(super) fn truncate(&mut self, size: u64) -> Answer<()> {
        self.write_late()?;
        let asked = guard::now();
        self.changing(ffi::SQLITE_IOERR_TRUNCATE, |file| system::truncate(file, size))?;
        self.guard.answered(asked);
        Ok(())
    }

    pub(super) fn sync(&mut self) -> Answer<()> {
        self.write_late()?;
        let asked = guard::now();
        self.changing(ffi::SQLITE_IOERR_FSYNC, system::sync)?;
        self.guard.answered(asked);
        Ok(())
    }

    /// The size that the server knows; a remembered one makes SQLite believe that the file is damaged.
    pub(super) fn size(&mut self) -> Answer<u64> {
        self.write_late()?;
        self.ask_size()
    }

    fn ask_size(&mut self) -> Answer<u64> {
        let asked = guard::now();
        let found = self.noting(ffi::SQLITE_IOERR_FSTAT, system::look)?;
        self.guard.answered(asked);
        Ok(found.size)
    }

    /// Whether the locks can be trusted; asks the server where it has not been heard of for a while.
    fn is_trusted(&mut self) -> bool {
        self.ask_for_life();
        self.guard.holds()
    }

    fn ask_for_life(&mut self) {
        if self.guard.is_quiet() {
            // A failure says nothing yet; the guard then counts on.
            let _ = self.ask_size();
        }
    }

    fn noting<T>(&mut self, code: c_int, call: impl FnOnce(BorrowedFd<'_>) -> Result<T, Errno>) -> Answer<T> {
        let answer = call(self.file(code)?);
        answer.map_err(|_| {
            self.stale = true;
            code
        })
    }

    fn changing(&mut self, code: c_int, call: impl FnOnce(BorrowedFd<'_>) -> Result<(), Errno>) -> Answer<()> {
        if !self.is_trusted() {
            return Err(code);
        }
        let full = match call(self.file(code)?) {
            Ok(()) => return if self.guard.holds() { Ok(()) } else { Err(code) },
            Err(Errno::NOSPC | Errno::DQUOT) => true,
            Err(_) => {
                self.stale = true;
                false
            }
        };
        // A sync that has failed must not be repeated as if nothing had happened: what it should have kept may be
        // gone. After a write that found no room, what was there before can still be written back.
        if !full || code == ffi::SQLITE_IOERR_FSYNC {
            self.guard.spoil();
        }
        Err(if full { ffi::SQLITE_FULL } else { code })
    }
}

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
        let content = Content::new(file, Arc::default());
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
        if self.place.content.guard.holds() {
            return Ok(());
        }
        if from == Level::Shared {
            self.lock.unlock(Level::Shared, &mut self.place);
        }
        Err(doubt)
    }

    fn enter(&mut self) -> Answer<()> {
        if self.place.content.stale || self.place.content.file.is_none() {
            self.place.reopen()?;
        }
        let asked = guard::now();
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
        self.place.content.guard.begin(asked);
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

fn code(refusal: Refusal) -> c_int {
    match refusal {
        Refusal::Busy => ffi::SQLITE_BUSY,
        Refusal::Failed(_) => ffi::SQLITE_IOERR_LOCK,
    }
}
