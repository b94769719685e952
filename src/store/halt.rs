//! Why writing has stopped while the file is open: shared by the store, which asks before each write, and by whoever
//! finds out.

use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::failure::Failure;

/// A reason to write no more, that all its clones share. The first one stays.
#[derive(Clone, Debug, Default)]
pub struct Halt(Arc<Mutex<Option<Failure>>>);

impl Halt {
    /// Stops all writing from now on.
    pub fn raise(&self, why: Failure) {
        let mut halted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if halted.is_none() {
            tracing::warn!(?why, "writing stops");
            *halted = Some(why);
        }
    }

    /// Why nothing may be written, if so.
    pub fn why(&self) -> Option<Failure> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
