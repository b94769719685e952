//! Where the file's thread gets the file from, and the steps of the work on it: a seam at which tests let a drive fail.

use std::path::PathBuf;
use std::sync::Arc;

use super::watch::Line;
use crate::store::{Store, StoreError};

/// Where the file comes from. Tests put one in its place whose drive fails when they say so.
pub trait Source: Send {
    /// Opens the file.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be had.
    fn open(&mut self) -> Result<Store, StoreError>;

    /// Called at each step of the work on the file.
    ///
    /// # Errors
    /// What the drive is to have said.
    fn meet(&mut self, step: Step) -> Result<(), StoreError> {
        let _ = step;
        Ok(())
    }
}

/// A step of the work on the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Something is going to be read.
    Read,
    /// A change is going to be written.
    Write,
    /// It is written, and the program is going to be told.
    Written,
}

/// A file at its place.
#[derive(Debug)]
pub struct Place {
    /// Where it lies.
    pub path: PathBuf,
    /// Whether it is only to be read.
    pub read_only: bool,
    /// Where one sees whether it is waited for.
    pub line: Arc<Line>,
}

impl Source for Place {
    fn open(&mut self) -> Result<Store, StoreError> {
        let store = Store::open(&self.path, self.read_only)?;
        self.line.is_at(&store);
        Ok(store)
    }
}
