//! The back-up that the program makes by itself: once a day, when nobody wants anything of the file.

use std::path::PathBuf;

use chrono::NaiveDateTime;

use super::settings::Settings;
use crate::domain::{Id, Kind};
use crate::store::{Access, Always, Backups, Reason, Store, StoreError};

/// The folder of the back-ups below the place for data.
pub const BACKUPS: &str = "runde/backups";

/// Looks between two attempts, where one was broken off: a person who works is not to be waited for by the disk.
const REST: u32 = 60;

/// When a back-up is due, and where it goes.
#[derive(Debug, Default)]
pub struct Daily {
    backups: Option<Backups>,
    rest: u32,
    has_failed: bool,
}

impl Daily {
    /// For this file, where the settings say, else on this host. A file that is only read is not backed up: somebody
    /// else writes it.
    pub fn of(store: &Store, settings: &Settings) -> Self {
        let chosen = settings.backup_folder.clone().map(|folder| (folder, false));
        let place = chosen.or_else(|| Some((data()?.join(BACKUPS), true)));
        let backups =
            place.filter(|_| (store.access() == Access::Full || store.awaits_locks()) && !Backups::has(store));
        Self {
            backups: backups.and_then(|(folder, private)| Backups::of(store, &folder, private).ok()),
            ..Self::default()
        }
    }

    /// In this folder, for tests.
    pub fn at(backups: Backups) -> Self {
        Self { backups: Some(backups), ..Self::default() }
    }

    /// Called when nothing is asked of the file. Makes the back-up of the day where it is due; gives it up as soon
    /// as `go_on` says no. Gives why there is none, once.
    pub fn idle(&mut self, store: &Store, now: NaiveDateTime, go_on: &mut dyn FnMut() -> bool) -> Option<StoreError> {
        self.rest = self.rest.saturating_sub(1);
        let is_due = self.rest == 0 && !self.has_failed && store.access() == Access::Full;
        let backups = self.backups.as_ref().filter(|_| is_due)?;
        // The folder is looked at now and then only: it may lie on a slow drive.
        self.rest = REST;
        if !backups.due(now.date()) {
            return None;
        }
        self.told(backups.make(store, Reason::Daily, now, go_on).err())
    }

    /// Makes one now, before much is written. Gives why there is none, once.
    pub fn before(&mut self, store: &Store, reason: Reason, now: NaiveDateTime) -> Option<StoreError> {
        let backups = self.backups.as_ref()?;
        self.told(backups.make(store, reason, now, &mut Always::go_on).err())
    }

    /// The back-ups that hold a person; none where it is not known where they are.
    pub fn holding(&self, store: &Store, whose: (Kind, Id)) -> Vec<PathBuf> {
        let known = self.backups.as_ref().map(|backups| backups.holding(store, whose));
        known.and_then(Result::ok).unwrap_or_default()
    }

    /// A failure that was told already is only noted.
    fn told(&mut self, failed: Option<StoreError>) -> Option<StoreError> {
        match failed {
            // Both pass by themselves.
            None | Some(StoreError::Interrupted | StoreError::Busy) => None,
            Some(error) => {
                tracing::warn!(%error, "no back-up");
                (!std::mem::replace(&mut self.has_failed, true)).then_some(error)
            }
        }
    }
}

fn data() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    etcetera::choose_base_strategy().ok().map(|folders| folders.data_dir())
}
