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
    /// save meanwhile, so it has to be short. Within such a reading another one is part of it.
    ///
    /// # Errors
    /// [`StoreError`] of the reading, or where the file is busy or out of reach.
    pub fn at_once<T>(&self, read: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
        if !self.connection.is_autocommit() {
            return read();
        }
        let read = self.connection.unchecked_transaction().map_err(StoreError::from).and_then(|transaction| {
            let found = read()?;
            transaction.commit()?;
            Ok(found)
        });
        end(&self.connection);
        read
    }

    /// Begins to read several things with the file's lock taken once, as [`Store::at_once`] does, until
    /// [`Store::end_reading`]. The lock is taken with the first that is read.
    pub fn begin_reading(&self) {
        if self.connection.is_autocommit()
            && let Err(cause) = self.connection.execute_batch("BEGIN")
        {
            tracing::debug!(%cause, "each reading takes the lock for itself");
        }
    }

    /// Gives the lock back.
    pub fn end_reading(&self) {
        end(&self.connection);
    }

    /// By which another thread can interrupt what the store is doing.
    pub fn interrupt(&self) -> Interrupt {
        Interrupt(self.connection.get_interrupt_handle())
    }
}

/// Nothing may stay open: its lock would keep everybody else from saving, and the next reading could not begin. An
/// interruption may hit the beginning when it has already taken effect, and the end, which is then tried again.
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
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Three interruptions one after the other, as an impatient person sends them: the second may hit the end of what
    /// the first has broken off.
    const BURST: usize = 3;

    #[test]
    fn readings_that_were_begun_together_end_together() {
        let store = Store::in_memory().unwrap();
        store.begin_reading();
        store.begin_reading();
        assert!(store.at_once(|| store.find("waerme", None, 10)).is_ok());
        assert!(store.at_once::<()>(|| Err(StoreError::ReadOnly)).is_err());
        assert!(!store.connection.is_autocommit());
        store.end_reading();
        assert!(store.connection.is_autocommit());
        store.end_reading();
    }

    #[test]
    fn a_reading_that_is_broken_off_anywhere_leaves_nothing_open() {
        let mut store = Store::in_memory().unwrap();
        let steps = Arc::new(AtomicUsize::new(0));
        let mut broken = 0;
        for first in 0.. {
            steps.store(0, Ordering::Relaxed);
            let steps = Arc::clone(&steps);
            let hits = move || (first..first + BURST).contains(&steps.fetch_add(1, Ordering::Relaxed));
            store.connection.progress_handler(1, Some(hits)).unwrap();
            let read = store.at_once(|| store.find("waerme", None, 10));
            assert!(store.connection.is_autocommit(), "broken off at step {first}");
            if read.is_ok() {
                break;
            }
            broken += 1;
        }
        assert!(broken > 100, "broken off {broken} times only");
        store.connection.progress_handler(0, None::<fn() -> bool>).unwrap();
        assert!(store.at_once(|| store.find("waerme", None, 10)).is_ok());
    }
}
