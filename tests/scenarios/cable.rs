//! The drive of a file as a test wants it: there, gone, or gone between writing and saying so.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};

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
    /// Whatever is asked gets no answer.
    Frozen,
    /// It once shows a file that is not as it is.
    Lies,
}

/// A hand on the cable, while the program has the file at its other end.
#[derive(Clone)]
pub struct Cable(Arc<(Mutex<Drive>, Condvar)>);

impl Cable {
    pub fn plugged() -> Self {
        Self(Arc::new((Mutex::new(Drive::Here), Condvar::new())))
    }

    pub fn pull(&self) {
        self.set(Drive::Gone);
    }

    pub fn pull_after_writing(&self) {
        self.set(Drive::WritesAndGoes);
    }

    pub fn occupy(&self) {
        self.set(Drive::Busy);
    }

    pub fn freeze(&self) {
        self.set(Drive::Frozen);
    }

    pub fn lie_once(&self) {
        self.set(Drive::Lies);
    }

    pub fn plug_in(&self) {
        self.set(Drive::Here);
    }

    fn set(&self, drive: Drive) {
        *self.0.0.lock().unwrap() = drive;
        self.0.1.notify_all();
    }

    /// What the drive does, once it does anything.
    fn thawed(&self) -> MutexGuard<'_, Drive> {
        self.0.1.wait_while(self.0.0.lock().unwrap(), |drive| *drive == Drive::Frozen).unwrap()
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
        let is_gone = *self.cable.thawed() == Drive::Gone;
        if is_gone { Err(self.gone()) } else { Store::open(&self.path, self.read_only) }
    }

    fn meet(&mut self, step: Step) -> Result<(), StoreError> {
        let mut drive = self.cable.thawed();
        match (*drive, step) {
            (Drive::Busy, Step::Write) => Err(StoreError::Busy),
            (Drive::Here | Drive::Busy, _) | (Drive::WritesAndGoes, Step::Read | Step::Write) => Ok(()),
            (Drive::WritesAndGoes, Step::Written) => {
                *drive = Drive::Gone;
                drop(drive);
                Err(self.gone())
            }
            (Drive::Lies, _) => {
                *drive = Drive::Here;
                Err(StoreError::Damaged("database disk image is malformed".to_owned()))
            }
            // It does nothing else before it thaws.
            (Drive::Gone | Drive::Frozen, _) => {
                drop(drive);
                Err(self.gone())
            }
        }
    }
}
