//! A drive that can be made to fail, to be silent and to be counted, and connections on it.

use std::cell::{Cell, RefCell};

use rustix::io::Errno;

use super::system::Call;

thread_local! {
    static SLEPT: Cell<u64> = const { Cell::new(0) };
    static CALLS: RefCell<Vec<Call>> = const { RefCell::new(Vec::new()) };
    static FAULT: Cell<Option<(Call, u32)>> = const { Cell::new(None) };
}

/// For how long this host has slept, in milliseconds.
pub(super) fn slept() -> u64 {
    SLEPT.get()
}

/// Lets this host sleep.
pub(super) fn sleep(milliseconds: u64) {
    SLEPT.set(SLEPT.get() + milliseconds);
}

/// Every system call of this thread comes by here.
pub(super) fn note(call: Call) -> Result<(), Errno> {
    CALLS.with_borrow_mut(|calls| calls.push(call));
    match FAULT.get() {
        Some((failing, times)) if failing == call && times > 0 => {
            FAULT.set(Some((failing, times - 1)));
            Err(Errno::IO)
        }
        _ => Ok(()),
    }
}
