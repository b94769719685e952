//! Busy for others as SQLite calls for it, by a handler that belongs to one connection.
#![expect(unsafe_code, reason = "rusqlite's handler is a bare function and does not know whose waiting it is")]

use std::ffi::{c_int, c_void};
use std::panic::catch_unwind;

use rusqlite::{Connection, ffi};

use crate::store::wait::Busy;

/// Lets a connection wait for others as `busy` says.
///
/// The view stays in memory as long as the process: some bytes for each opening of a file, of which there are few.
pub(in crate::store) fn wait_with(connection: &Connection, busy: &Busy) {
    let kept: &'static Busy = Box::leak(Box::new(busy.clone()));
    // SAFETY: the connection is open while it is borrowed; the pointer leads to what is never freed or changed but
    // through atomics. The only error is a closed connection.
    unsafe {
        ffi::sqlite3_busy_handler(connection.handle(), Some(again), std::ptr::from_ref(kept).cast_mut().cast());
    }
}

unsafe extern "C" fn again(waiting: *mut c_void, tried: c_int) -> c_int {
    // SAFETY: SQLite hands back the pointer that `wait_with` gave, which is valid for ever and only shared.
    let waiting = unsafe { &*waiting.cast::<Busy>() };
    c_int::from(catch_unwind(|| waiting.again(tried)).unwrap_or(false))
}
