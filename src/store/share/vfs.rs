//! What SQLite calls to open, look for and remove files; and how it comes to know of this VFS.
#![expect(unsafe_code, reason = "SQLite wants a table of functions and hands over names as pointers")]

use std::ffi::{CStr, c_char, c_int};
use std::sync::OnceLock;

use rusqlite::ffi::{self, sqlite3_file, sqlite3_vfs};
use rustix::io::Errno;

use super::NAME;
use super::content::{Answer, Content};
use super::file::Database;
use super::journal;
use super::methods::{Handle, Open, guarded};
use super::system::{self, Way};

/// Makes the VFS known to SQLite, once in a process; gives SQLite's code where that fails.
pub(super) fn register() -> Result<(), c_int> {
    static REGISTERED: OnceLock<c_int> = OnceLock::new();
    // SAFETY: SQLite's default VFS is never removed by us. Ours is copied into memory that lives as long as the
    // process, has all functions that the first version asks for, and `szOsFile` has room for a handle of ours and for
    // one of the default VFS, which fills those of the files that are handed on to it.
    let code = *REGISTERED.get_or_init(|| unsafe {
        let default = ffi::sqlite3_vfs_find(std::ptr::null());
        if default.is_null() {
            return ffi::SQLITE_ERROR;
        }
        let size = c_int::try_from(size_of::<Handle>()).unwrap_or(c_int::MAX).max((*default).szOsFile);
        let ours = sqlite3_vfs {
            iVersion: 1,
            szOsFile: size,
            mxPathname: (*default).mxPathname,
            pNext: std::ptr::null_mut(),
            zName: NAME.as_ptr(),
            pAppData: default.cast(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_path),
            xDlOpen: None,
            xDlError: None,
            xDlSym: None,
            xDlClose: None,
            xRandomness: Some(randomness),
            xSleep: Some(sleep),
            xCurrentTime: Some(current_time),
            xGetLastError: Some(last_error),
            xCurrentTimeInt64: None,
            xSetSystemCall: None,
            xGetSystemCall: None,
            xNextSystemCall: None,
        };
        ffi::sqlite3_vfs_register(Box::into_raw(Box::new(ours)), 0)
    });
    if code == ffi::SQLITE_OK { Ok(()) } else { Err(code) }
}

/// The VFS that the rest is handed on to.
///
/// # Safety
/// `vfs` is the one that [`register`] has made.
unsafe fn default(vfs: *mut sqlite3_vfs) -> *mut sqlite3_vfs {
    // SAFETY: `register` has put it there.
    unsafe { (*vfs).pAppData.cast() }
}

unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    const OURS: c_int = ffi::SQLITE_OPEN_MAIN_DB | ffi::SQLITE_OPEN_MAIN_JOURNAL;
    const REFUSED: c_int = ffi::SQLITE_OPEN_SUPER_JOURNAL | ffi::SQLITE_OPEN_WAL;
    // SAFETY: SQLite hands over room for the file, which is marked as closed until it is open, a name that ends with
    // nought and lives as long as the file is open, and null or a place for the flags. The name of a main journal
    // leads to its database's file, which is open and whose thread this is; the borrow ends with the statement. Files
    // of other kinds are the default VFS's own from here on: it puts its own methods into them.
    unsafe {
        Handle::leave_closed(file);
        if flags & REFUSED != 0 {
            // A journal of several files can come only from a foreign journal here, and SQLite would remove whatever
            // file that one names.
            return ffi::SQLITE_CANTOPEN;
        }
        if flags & OURS == 0 || name.is_null() {
            return match (*default(vfs)).xOpen {
                Some(open) => open(default(vfs), name, file, flags, out),
                None => ffi::SQLITE_CANTOPEN,
            };
        }
        let path = CStr::from_ptr(name);
        guarded(|| {
            let (open, flags) = if flags & ffi::SQLITE_OPEN_MAIN_DB != 0 {
                let (database, flags) = open_database(path, flags)?;
                (Open::Database(database), flags)
            } else {
                let database = Handle::database(ffi::sqlite3_database_file_object(name));
                let database = database.ok_or(ffi::SQLITE_CANTOPEN)?;
                let (guard, leased) = (database.guard(), database.content().leased);
                (Open::Journal(Content::of_journal(journal::open(path, flags)?, guard, leased)?), flags)
            };
            if !out.is_null() {
                out.write(flags);
            }
            Handle::fill(file, open);
            Ok(())
        })
    }
}

/// Opens the file for reading and writing wherever that is allowed, also where SQLite wants only to read: an exclusive
/// lock needs it.
fn open_database(path: &CStr, flags: c_int) -> Answer<(Database, c_int)> {
    let way = if flags & ffi::SQLITE_OPEN_CREATE == 0 { Way::ReadWrite } else { Way::Create(0o644) };
    let (file, writable) = match system::open(path, way) {
        Ok(file) => (file, true),
        Err(Errno::ACCESS | Errno::PERM | Errno::ROFS) => {
            (system::open(path, Way::ReadOnly).map_err(|_| ffi::SQLITE_CANTOPEN)?, false)
        }
        Err(_) => return Err(ffi::SQLITE_CANTOPEN),
    };
    let flags = if writable {
        flags
    } else {
        flags & !(ffi::SQLITE_OPEN_READWRITE | ffi::SQLITE_OPEN_CREATE) | ffi::SQLITE_OPEN_READONLY
    };
    Ok((Database::new(file, path, writable)?, flags))
}

unsafe extern "C" fn delete(_vfs: *mut sqlite3_vfs, name: *const c_char, _sync: c_int) -> c_int {
    // SAFETY: SQLite hands over a name that ends with nought.
    let path = unsafe { CStr::from_ptr(name) };
    // Nothing else is ever to be removed: temporary files see to themselves.
    guarded(|| if journal::is_one(path) { journal::empty(path) } else { Err(ffi::SQLITE_IOERR_DELETE) })
}

unsafe extern "C" fn access(vfs: *mut sqlite3_vfs, name: *const c_char, what: c_int, out: *mut c_int) -> c_int {
    // SAFETY: SQLite hands over a name that ends with nought and a place for the answer.
    unsafe {
        let path = CStr::from_ptr(name);
        if what == ffi::SQLITE_ACCESS_EXISTS && journal::is_one(path) {
            return guarded(|| {
                out.write(c_int::from(journal::exists(path)?));
                Ok(())
            });
        }
        if path.to_bytes().ends_with(b"-wal") {
            // The header says whether there is one, and a file in that mode is not opened. Asking for each reading
            // would cost a request.
            out.write(0);
            return ffi::SQLITE_OK;
        }
        match (*default(vfs)).xAccess {
            Some(access) => access(default(vfs), name, what, out),
            None => ffi::SQLITE_IOERR_ACCESS,
        }
    }
}

/// Functions that are handed on as they are.
macro_rules! hand_on {
    ($($name:ident: $method:ident($($argument:ident: $type:ty),*);)*) => { $(
        unsafe extern "C" fn $name(vfs: *mut sqlite3_vfs, $($argument: $type),*) -> c_int {
            // SAFETY: the arguments are SQLite's and are handed on unchanged, to the VFS that they are then meant for.
            unsafe {
                match (*default(vfs)).$method {
                    Some(method) => method(default(vfs), $($argument),*),
                    None => ffi::SQLITE_ERROR,
                }
            }
        }
    )* };
}

hand_on! {
    full_path: xFullPathname(name: *const c_char, length: c_int, out: *mut c_char);
    randomness: xRandomness(length: c_int, out: *mut c_char);
    sleep: xSleep(microseconds: c_int);
    current_time: xCurrentTime(out: *mut f64);
    last_error: xGetLastError(length: c_int, out: *mut c_char);
}
