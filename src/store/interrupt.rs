//! Readings of several things at one moment, and breaking off what a store is doing.

use rusqlite::{Connection, ErrorCode};

use super::{Store, StoreError};

/// Interrupts what a store is doing, from another thread.
pub struct Interrupt(rusqlite::InterruptHandle);

impl Interrupt {
    /// Breaks off what runs now; where nothing runs, nothing happens.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

impl Store {
    /// Reads several things as they are at one moment, and takes the file's lock once for all of them. Nobody can
    /// save meanwhile, so it has to be short.
    ///
    /// # Errors
    /// [`StoreError`] of the reading, or where the file is busy or out of reach.
    pub fn at_once<T>(&self, read: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
        let transaction = self.connection.unchecked_transaction()?;
        let read = read().and_then(|found| transaction.commit().map(|()| found).map_err(StoreError::from));
        end(&self.connection);
        read
    }

    /// By which another thread can interrupt what the store is doing.
    pub fn interrupt(&self) -> Interrupt {
        Interrupt(self.connection.get_interrupt_handle())
    }
}

/// Nothing may stay open: its lock would keep everybody else from saving, and the next reading could not begin. An
/// interruption may hit the end as well, which is then tried again.
fn end(connection: &Connection) {
    while !connection.is_autocommit() {
        match connection.execute_batch("ROLLBACK") {
            Err(cause) if cause.sqlite_error_code() != Some(ErrorCode::OperationInterrupted) => {
                tracing::error!(%cause, "a reading could not be ended");
                return;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn a_reading_that_is_broken_off_anywhere_leaves_nothing_open() {
        let store = Store::in_memory().unwrap();
        let interrupt = store.interrupt();
        let mut broken = 0;
        thread::scope(|scope| {
            let hasty = scope.spawn(|| (0..200_000).for_each(|_| interrupt.interrupt()));
            while !hasty.is_finished() {
                broken += usize::from(store.at_once(|| store.find("waerme", None, 10)).is_err());
                assert!(store.connection.is_autocommit());
            }
        });
        assert!(broken > 0, "nothing was broken off");
        assert!(store.at_once(|| store.find("waerme", None, 10)).is_ok());
    }
}
