//! What SQLite calls on an open file: from its pointers to [`Database`] and [`Content`], and their answers to codes.
#![expect(unsafe_code, reason = "SQLite hands over files and buffers as pointers")]

use std::ffi::{c_int, c_void};
use std::mem::MaybeUninit;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::slice;

use rusqlite::ffi::{self, sqlite3_file, sqlite3_int64, sqlite3_io_methods};

use super::content::{Answer, Content};
use super::file::Database;
use super::lock::Level;

/// What an opened file is to us.
#[derive(Debug)]
pub(super) enum Open {
    Database(Database),
    Journal(Content),
}

impl Open {
    const fn content(&mut self) -> &mut Content {
        match self {
            Self::Database(database) => database.content(),
            Self::Journal(content) => content,
        }
    }
}

/// What SQLite keeps for us: its own part, then a pointer to ours.
#[repr(C)]
pub(super) struct Handle {
    base: sqlite3_file,
    open: *mut Open,
}

impl Handle {
    /// Makes the memory at `file` the handle of an opened file.
    ///
    /// # Safety
    /// `file` points to at least `size_of::<Handle>()` bytes that SQLite has set aside for this file.
    pub(super) unsafe fn fill(file: *mut sqlite3_file, open: Open) {
        let handle = Self { base: sqlite3_file { pMethods: &raw const METHODS }, open: Box::into_raw(Box::new(open)) };
        // SAFETY: the caller says that there is room; SQLite aligns it for any type.
        unsafe { file.cast::<Self>().write(handle) };
    }

    /// Marks the memory at `file` as a file that was not opened.
    ///
    /// # Safety
    /// `file` points to a `sqlite3_file` that SQLite has set aside.
    pub(super) unsafe fn leave_closed(file: *mut sqlite3_file) {
        // SAFETY: as the caller says.
        unsafe { (*file).pMethods = std::ptr::null() };
    }

    /// The database behind a file, where it is one of ours.
    ///
    /// # Safety
    /// `file` is null or a file that SQLite has opened and not closed, and nobody else uses it while the borrow lasts.
    pub(super) unsafe fn database<'a>(file: *mut sqlite3_file) -> Option<&'a mut Database> {
        // SAFETY: the caller says so; the methods tell whether `fill` has made the handle, and then `open` is a box
        // that lives until `close`.
        unsafe {
            if file.is_null() || !std::ptr::eq((*file).pMethods, &raw const METHODS) {
                return None;
            }
            match &mut *(*file.cast::<Self>()).open {
                Open::Database(database) => Some(database),
                Open::Journal(_) => None,
            }
        }
    }
}

static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    // The first version has no shared memory and no mapping: write-ahead logging cannot be switched on.
    iVersion: 1,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved),
    xFileControl: Some(control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: None,
    xShmLock: None,
    xShmBarrier: None,
    xShmUnmap: None,
    xFetch: None,
    xUnfetch: None,
};

/// Calls with the opened file, and gives SQLite's code for the answer.
///
/// # Safety
/// `file` was filled by [`Handle::fill`] and is not closed; SQLite uses a file of a connection from one thread at a
/// time, and not again while it is in one of its methods.
unsafe fn with(file: *mut sqlite3_file, call: impl FnOnce(&mut Open) -> Answer<()>) -> c_int {
    // SAFETY: the caller says that the handle is filled, so `open` came from a box that only `close` takes back, and
    // that nobody else borrows it meanwhile.
    let open = unsafe { &mut *(*file.cast::<Handle>()).open };
    guarded(|| call(open))
}

/// A mistake of ours must not unwind into SQLite.
pub(super) fn guarded(call: impl FnOnce() -> Answer<()>) -> c_int {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(())) => ffi::SQLITE_OK,
        Ok(Err(code)) => code,
        Err(_) => ffi::SQLITE_IOERR,
    }
}

fn length(amount: c_int) -> usize {
    usize::try_from(amount).unwrap_or(0)
}

fn place(offset: sqlite3_int64) -> u64 {
    u64::try_from(offset).unwrap_or(0)
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: SQLite closes a file that was opened, once; the box is taken back here and the pointer to the methods
    // taken away, so that nobody finds it again.
    unsafe {
        let open = Box::from_raw((*file.cast::<Handle>()).open);
        Handle::leave_closed(file);
        guarded(|| {
            drop(open);
            Ok(())
        })
    }
}

unsafe extern "C" fn read(file: *mut sqlite3_file, into: *mut c_void, amount: c_int, offset: sqlite3_int64) -> c_int {
    // SAFETY: SQLite hands over an opened file and a buffer of `amount` bytes that is its own during the call; bytes
    // that may not be initialised are allowed to be so.
    unsafe {
        let into = slice::from_raw_parts_mut(into.cast::<MaybeUninit<u8>>(), length(amount));
        with(file, |open| match open {
            Open::Database(database) => database.read(into, place(offset)),
            Open::Journal(content) => content.read(into, place(offset)),
        })
    }
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    from: *const c_void,
    amount: c_int,
    offset: sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite hands over an opened file and `amount` bytes that nobody changes during the call.
    unsafe {
        let from = slice::from_raw_parts(from.cast::<u8>(), length(amount));
        with(file, |open| match open {
            Open::Database(database) => database.write(from, place(offset)),
            Open::Journal(content) => content.write(from, place(offset)),
        })
    }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, to: sqlite3_int64) -> c_int {
    // SAFETY: SQLite hands over an opened file.
    unsafe { with(file, |open| open.content().truncate(place(to))) }
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: SQLite hands over an opened file.
    unsafe { with(file, |open| open.content().sync()) }
}

unsafe extern "C" fn size(file: *mut sqlite3_file, into: *mut sqlite3_int64) -> c_int {
    // SAFETY: SQLite hands over an opened file and a place for the answer.
    unsafe {
        with(file, |open| {
            let size = open.content().size()?;
            into.write(sqlite3_int64::try_from(size).map_err(|_| ffi::SQLITE_IOERR_FSTAT)?);
            Ok(())
        })
    }
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, to: c_int) -> c_int {
    // SAFETY: SQLite hands over an opened file.
    unsafe {
        with(file, |open| match open {
            Open::Database(database) => database.lock(Level::from_number(to)),
            Open::Journal(_) => Ok(()),
        })
    }
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, to: c_int) -> c_int {
    // SAFETY: SQLite hands over an opened file.
    unsafe {
        with(file, |open| {
            if let Open::Database(database) = open {
                database.unlock(Level::from_number(to));
            }
            Ok(())
        })
    }
}

unsafe extern "C" fn check_reserved(file: *mut sqlite3_file, into: *mut c_int) -> c_int {
    // SAFETY: SQLite hands over an opened file and a place for the answer.
    unsafe {
        with(file, |open| {
            let reserved = match open {
                Open::Database(database) => database.is_reserved()?,
                Open::Journal(_) => false,
            };
            into.write(c_int::from(reserved));
            Ok(())
        })
    }
}

unsafe extern "C" fn control(file: *mut sqlite3_file, what: c_int, about: *mut c_void) -> c_int {
    // SAFETY: SQLite hands over an opened file, and with this question a place for a number
    // (https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html).
    unsafe {
        with(file, |open| match open {
            Open::Database(database) if what == ffi::SQLITE_FCNTL_HAS_MOVED => {
                about.cast::<c_int>().write(c_int::from(database.has_moved()?));
                Ok(())
            }
            _ => Err(ffi::SQLITE_NOTFOUND),
        })
    }
}

unsafe extern "C" fn sector_size(_file: *mut sqlite3_file) -> c_int {
    4096
}

unsafe extern "C" fn characteristics(_file: *mut sqlite3_file) -> c_int {
    // As SQLite's own VFS says by default.
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}
