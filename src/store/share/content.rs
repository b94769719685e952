//! The bytes of an open file, the database or its journal, under the guard.

use std::ffi::c_int;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;

use rusqlite::ffi;
use rustix::io::Errno;

use super::guard::{self, Guard};
use super::system;

/// What SQLite gets for an answer: nothing bad, or one of its codes.
pub(super) type Answer<T> = Result<T, c_int>;

/// The bytes of an open file, on one descriptor.
#[derive(Debug)]
pub(super) struct Content {
    /// None where the file had to be closed and could not be opened again.
    pub(super) file: Option<OwnedFd>,
    pub(super) guard: Arc<Guard>,
    /// The server may lend this host the file on SMB, so that it keeps locks to itself and answers them alone.
    pub(super) leased: bool,
    /// A call has failed as it does when the server has forgotten the descriptor: SMB after a restart.
    pub(super) stale: bool,
    /// What is to be written, and where, once it is relied on. Only a journal waits: SQLite writes three pieces for
    /// each page, and each would be a request.
    late: Option<(u64, Vec<u8>)>,
}

/// How many bytes wait at most.
const LATE: usize = 1 << 20;

impl Content {
    /// Of the database, whose every write goes to the file at once.
    pub(super) const fn new(file: OwnedFd, guard: Arc<Guard>, leased: bool) -> Self {
        Self { file: Some(file), guard, leased, stale: false, late: None }
    }

    /// Of a journal. What it is told to write is in the file when it was synchronised, and before anything is read.
    ///
    /// Its lease is given back too: another host looks into the journal before it locks anything, and a server that
    /// waits in vain for one lease drops the host with all its locks.
    pub(super) fn of_journal(file: OwnedFd, guard: Arc<Guard>, leased: bool) -> Answer<Self> {
        let mut content = Self { file: Some(file), guard, leased, stale: false, late: Some((0, Vec::new())) };
        if leased {
            content.ask_server()?;
        }
        Ok(content)
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
    pub(super) fn is_trusted(&mut self) -> bool {
        self.ask_for_life();
        self.guard.holds()
    }

    fn ask_for_life(&mut self) {
        if self.guard.is_quiet() {
            // A failure says nothing yet; the guard then counts on.
            let _ = self.ask_server();
        }
    }

    /// A question that this host cannot answer alone. Where there may be a lease, one before which it is given back,
    /// with all locks that were kept under it.
    pub(super) fn ask_server(&mut self) -> Answer<()> {
        let asked = guard::now();
        if self.leased && self.noting(ffi::SQLITE_IOERR_LOCK, system::give_up_lease)? {
            self.guard.answered(asked);
            return Ok(());
        }
        self.ask_size().map(drop)
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
