//! Back-ups and the erased: which copies still hold somebody, and erasing them there too.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use super::Backups;
use super::copy::{Always, beside, copy, is_sound, mode_of, out_of_reach, sync_folder};
use super::restore::remove_work;
use crate::domain::privacy::Proof;
use crate::domain::{Id, Kind};
use crate::store::migrate::{CURRENT, copy_path};
use crate::store::{Store, StoreError};

impl Backups {
    /// The back-ups, and the copies beside the file from before a newer program brought it up, in which a person
    /// still stands.
    ///
    /// # Errors
    /// [`StoreError::OutOfReach`] where the folder cannot be read. A copy that cannot be read is named: nobody knows.
    pub fn holding(&self, store: &Store, whose: (Kind, Id)) -> Result<Vec<PathBuf>, StoreError> {
        let mut copies: Vec<PathBuf> = self.all()?.into_iter().map(|backup| backup.path).collect();
        copies.extend(copies_beside(store.path()));
        copies.retain(|path| holds(path, whose).unwrap_or(true));
        Ok(copies)
    }

    /// Erases from every back-up, and from the copies beside the file, whoever was erased from the file. Each is
    /// written anew beside itself, checked, and put in its place. Gives those that were, and those that could not be.
    ///
    /// # Errors
    /// [`StoreError`] where the proofs or the folder cannot be read.
    pub fn forget(&self, store: &Store, at: &str) -> Result<Forgotten, StoreError> {
        let proofs = store.erasures()?;
        let mut copies: Vec<PathBuf> = self.all()?.into_iter().map(|backup| backup.path).collect();
        copies.extend(copies_beside(store.path()));
        let mut done = Forgotten::default();
        for path in copies {
            if proofs.iter().all(|proof| matches!(holds(&path, proof.record), Ok(false))) {
                continue;
            }
            match forget_in(&path, &proofs, at) {
                Ok(()) => done.done.push(path),
                Err(error) => done.failed.push((path, error)),
            }
        }
        Ok(done)
    }
}

/// What became of the copies that held somebody who was erased.
#[derive(Debug, Default)]
pub struct Forgotten {
    /// They hold nobody of them any more.
    pub done: Vec<PathBuf>,
    /// They are as they were; why.
    pub failed: Vec<(PathBuf, StoreError)>,
}

/// The copies beside a file that were made before it was brought up.
fn copies_beside(path: &Path) -> Vec<PathBuf> {
    (1..=CURRENT).map(|version| copy_path(path, version)).filter(|copy| copy.is_file()).collect()
}

/// Whether a person stands in a copy and was not erased there.
fn holds(path: &Path, (kind, id): (Kind, Id)) -> Result<bool, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let copy = Connection::open_with_flags_and_vfs(path, flags, c"unix-none")?;
    let there = |table: &str, sql: &str, parameters: &[&dyn rusqlite::ToSql]| -> Result<bool, StoreError> {
        let known = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1";
        if copy.query_row(known, [table], |_| Ok(())).optional()?.is_none() {
            return Ok(false);
        }
        Ok(copy.query_row(sql, parameters, |_| Ok(())).optional()?.is_some())
    };
    let erased = "SELECT 1 FROM erasure WHERE kind = ?1 AND record = ?2 AND cleaned IS NOT NULL";
    Ok(there(kind.code(), &format!("SELECT 1 FROM {} WHERE id = ?1", kind.code()), params![id.0])?
        && !there("erasure", erased, params![kind.code(), id.0])?)
}

fn forget_in(path: &Path, proofs: &[Proof], at: &str) -> Result<(), StoreError> {
    let work = beside(path, &format!(".{}.part", std::process::id()));
    let written = written(path, &work, proofs, at);
    let placed = written.and_then(|()| {
        let moved = File::open(&work).and_then(|file| file.sync_all()).and_then(|()| fs::rename(&work, path));
        moved.and_then(|()| sync_folder(path)).map_err(|cause| out_of_reach(path, cause))
    });
    remove_work(&work);
    placed
}

fn written(path: &Path, work: &Path, proofs: &[Proof], at: &str) -> Result<(), StoreError> {
    let from = Store::open(path, true)?;
    copy(&from.connection, work, mode_of(path), &mut Always::go_on)?;
    let mut new = Store::open(work, false)?;
    new.erase_again(proofs, at)?;
    drop(new);
    is_sound(work).map(drop)
}
