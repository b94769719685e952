//! The drive of a file as a test wants it: there, gone, or gone between writing and saying so.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use runde::runtime::courier::{Source, Step};
use runde::store::{Store, StoreError};

/// What the drive does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drive {
    Here,
    Gone,
    /// It takes one more change and goes before it can say so.
    WritesAndGoes,
    /// Others have the file for longer than one waits.
    Busy,
}

/// A hand on the cable, while the program has the file at its other end.
#[derive(Clone)]
pub struct Cable(Arc<Mutex<Drive>>);

impl Cable {
    pub fn plugged() -> Self {
        Self(Arc::new(Mutex::new(Drive::Here)))
    }

    pub fn pull(&self) {
        *self.0.lock().unwrap() = Drive::Gone;
    }

    pub fn pull_after_writing(&self) {
        *self.0.lock().unwrap() = Drive::WritesAndGoes;
    }

    pub fn occupy(&self) {
        *self.0.lock().unwrap() = Drive::Busy;
    }

    pub fn plug_in(&self) {
        *self.0.lock().unwrap() = Drive::Here;
    }
}

/// A file at the end of a cable.
pub struct Wired {
    pub path: PathBuf,
    pub read_only: bool,
    pub cable: Cable,
}

impl Wired {
    fn gone(&self) -> StoreError {
        StoreError::OutOfReach { path: self.path.clone(), cause: io::Error::from(io::ErrorKind::HostUnreachable) }
    }
}

impl Source for Wired {
    fn open(&mut self) -> Result<Store, StoreError> {
        if *self.cable.0.lock().unwrap() == Drive::Gone {
            Err(self.gone())
        } else {
            Store::open(&self.path, self.read_only)
        }
    }

    fn meet(&mut self, step: Step) -> Result<(), StoreError> {
        let mut drive = self.cable.0.lock().unwrap();
        match (*drive, step) {
            (Drive::Busy, Step::Write) => Err(StoreError::Busy),
            (Drive::Here | Drive::Busy, _) | (Drive::WritesAndGoes, Step::Read | Step::Write) => Ok(()),
            (Drive::WritesAndGoes, Step::Written) => {
                *drive = Drive::Gone;
                drop(drive);
                Err(self.gone())
            }
            (Drive::Gone, _) => {
                drop(drive);
                Err(self.gone())
            }
        }
    }
}
