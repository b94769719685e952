//! Putting an older state back: what would be lost by it, and the content written into the file at once.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use chrono::NaiveDateTime;
use rusqlite::TransactionBehavior;
use rusqlite::backup::{Backup as Writing, StepResult};

use super::copy::{Always, beside, copy};
use super::{Backups, Made, Reason};
use crate::domain::privacy::Proof;
use crate::domain::{Change, HistoryLine};
use crate::store::{Store, StoreError, apply};

/// What a file has and another one has not.
#[derive(Clone, Debug)]
pub struct Lost {
    /// How many changes.
    pub count: usize,
    /// The latest of them.
    pub latest: Vec<HistoryLine>,
    /// The place of the latest change of the file when it was looked at.
    pub seen: i64,
}

/// How putting back ended.
#[derive(Clone, Debug)]
pub enum Restored {
    /// It is done; with the back-up of what was there before.
    Done(Box<Made>),
    /// Somebody saved after the losses were shown; nothing was changed.
    ChangedMeanwhile,
}

impl Store {
    /// The changes that this file has and the other one has not.
    ///
    /// # Errors
    /// [`StoreError`] where one of the two cannot be read.
    pub fn missing_from(&self, other: &Self, lines: usize) -> Result<Lost, StoreError> {
        let mut statement = other.connection.prepare("SELECT id FROM change")?;
        let known = statement.query_map([], |row| row.get(0))?.collect::<Result<HashSet<[u8; 16]>, _>>()?;
        self.at_once(|| {
            let mut statement = self.connection.prepare("SELECT seq, id FROM change ORDER BY seq DESC")?;
            let mut rows = statement.query([])?;
            let mut missing = Vec::new();
            while let Some(row) = rows.next()? {
                if !known.contains(&row.get::<_, [u8; 16]>(1)?) {
                    missing.push(row.get::<_, i64>(0)?);
                }
            }
            let mut latest = Vec::new();
            for seq in missing.iter().take(lines) {
                let found = self.history(None, Some(seq.saturating_add(1)), 1)?;
                latest.extend(found.into_iter().filter(|line| line.seq == *seq));
            }
            Ok(Lost { count: missing.len(), latest, seen: self.latest()? })
        })
    }

    /// Makes this file hold what a back-up holds, after a back-up of what it holds now. `seen` is the place of the
    /// latest change when somebody looked at what would be lost; `note` stands in the history afterwards.
    ///
    /// The content is written into the file in one transaction: other programs wait and then see a change like any
    /// other; after a crash the file is the old or the new one.
    ///
    /// # Errors
    /// [`StoreError`] where one of the two cannot be read or this one not be written. Then it is as it was.
    pub fn restore(
        &mut self,
        from: &Self,
        seen: i64,
        note: &Change,
        backups: &Backups,
        now: NaiveDateTime,
    ) -> Result<Restored, StoreError> {
        self.writable()?;
        let made = backups.make(self, Reason::Restore, now, &mut Always::go_on)?;
        let work = backups.folder().join(format!("restore-{}.part", std::process::id()));
        let erased = self.erasures()?;
        let done = prepared(from, &work, note, seen.max(made.contents.latest), &erased)
            .and_then(|new| self.take_over(&new, made.contents.latest == seen, seen));
        remove_work(&work);
        Ok(if done? { Restored::Done(Box::new(made)) } else { Restored::ChangedMeanwhile })
    }

    /// Writes another file's pages into this one; false where it holds more than was seen.
    fn take_over(&mut self, new: &Self, is_as_seen: bool, seen: i64) -> Result<bool, StoreError> {
        if !is_as_seen {
            return Ok(false);
        }
        // The copying takes its own lock and lets nobody check under it: so the lock is taken before and not let go.
        self.connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        let written = self.write_if(new, seen);
        self.connection.pragma_update(None, "locking_mode", "NORMAL")?;
        // Only the next reading lets the lock go.
        let released = self.latest();
        let written = written?;
        released?;
        Ok(written)
    }

    fn write_if(&mut self, new: &Self, seen: i64) -> Result<bool, StoreError> {
        let looking = self.connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
        let latest: i64 = looking.query_row("SELECT coalesce(max(seq), 0) FROM change", [], |row| row.get(0))?;
        looking.commit()?;
        if latest != seen {
            return Ok(false);
        }
        match Writing::new(&new.connection, &mut self.connection)?.step(-1)? {
            StepResult::Done => Ok(true),
            _ => Err(StoreError::Busy),
        }
    }
}

/// A copy of the back-up as it is to be in the file: of this version, with the note, and with places in the history
/// that no change had before, as others may remember those that will be gone. Whoever was erased since then is erased
/// from it too.
fn prepared(from: &Store, work: &Path, note: &Change, latest: i64, erased: &[Proof]) -> Result<Store, StoreError> {
    copy(&from.connection, work, 0o600, &mut Always::go_on)?;
    let mut new = Store::open(work, false)?;
    let transaction = new.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute("UPDATE sqlite_sequence SET seq = max(seq, ?1) WHERE name = 'change'", [latest])?;
    transaction.execute(
        "INSERT INTO sqlite_sequence (name, seq) SELECT 'change', ?1
         WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'change')",
        [latest],
    )?;
    apply::apply(&transaction, note)?;
    transaction.commit()?;
    new.erase_again(erased, &note.at)?;
    Ok(new)
}

/// The work file, its journal, and the copies that its migration may have left.
pub(super) fn remove_work(work: &Path) {
    let versions = (1..=crate::store::CURRENT).map(|version| format!(".v{version}"));
    for suffix in versions.chain([String::new(), "-journal".to_owned()]) {
        // Most of them are not there.
        let _ = fs::remove_file(beside(work, &suffix));
    }
}
