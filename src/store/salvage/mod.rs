//! Saving what can be saved: a new file of what is readable in a damaged one, and an account of what is missing.
//!
//! SQLite has an extension for this (`sqlite3_recover`, <https://www.sqlite.org/recovery.html>), which is not part of
//! the SQLite that is built into the program. It reads pages as this does, but knows nothing of what they mean: it
//! brings thrown away rows back, may put rows into other tables and alter values. This one has a second source, the
//! history, in which every record stands once more; it takes no row that does not fit, and names what is missing.

mod fill;
mod gather;
mod mend;
mod note;
mod pages;
mod record;
mod replay;

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

use super::backup::{beside, is_sound};
use super::{CURRENT, Store, StoreError, leftover};
use crate::domain::{Id, Kind};
use gather::{Found, gather};
use pages::Pages;

/// What was saved, and what was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Salvaged {
    /// By kind; kinds of which there was nothing are left out.
    pub kinds: Vec<SalvagedKind>,
    /// Changes of the history that were read whole.
    pub changes: usize,
    /// Changes that are missing, or of which something is.
    pub lost_changes: usize,
    /// Pages that cannot be read or are something else than they should be.
    pub unreadable_pages: usize,
    /// Rows on stray pages that fit into no table, or into several.
    pub homeless_rows: usize,
    /// References to missing records that were undone.
    pub undone_links: usize,
}

/// What was saved of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SalvagedKind {
    /// The kind.
    pub kind: Kind,
    /// Records that were read.
    pub read: usize,
    /// Records that were made again from the history.
    pub from_history: usize,
    /// Those that are known to be missing, with the name that the history tells; in the new file an empty record
    /// stands for each that others hang on.
    pub missing: Vec<(Id, String)>,
}

impl Salvaged {
    /// Whether everything is in the new file. Where pages cannot be read nobody knows what stood on them.
    pub fn is_whole(&self) -> bool {
        (self.unreadable_pages, self.lost_changes, self.undone_links) == (0, 0, 0)
            && self.kinds.iter().all(|kind| kind.missing.is_empty())
    }
}

/// Makes a new file `into` of what can be read of a damaged one, which is left as it is.
///
/// # Errors
/// [`StoreError::Exists`] where something lies at `into`, [`StoreError::NotOurs`] where nothing of ours can be found,
/// [`StoreError::Damaged`] where the file is newer than this program, and what happens to the drives.
pub fn salvage(path: &Path, into: &Path) -> Result<Salvaged, StoreError> {
    if into.symlink_metadata().is_ok() {
        return Err(StoreError::Exists(into.to_owned()));
    }
    let found = fs::metadata(path).map_err(|cause| match cause.kind() {
        std::io::ErrorKind::NotFound => StoreError::Missing(path.to_owned()),
        _ => StoreError::OutOfReach { path: path.to_owned(), cause },
    })?;
    if !found.is_file() {
        return Err(StoreError::NotOurs(path.to_owned()));
    }
    let process = std::process::id();
    let (work, part) = (beside(into, &format!(".{process}.work")), beside(into, &format!(".{process}.part")));
    let done = with_journal_followed(path, &work).and_then(|copy| {
        let salvaged = into_new(copy.as_deref().unwrap_or(path), path, &part)?;
        is_sound(&part)?;
        let placed = fs::File::open(&part).and_then(|file| file.sync_all()).and_then(|()| fs::rename(&part, into));
        placed.map_err(|cause| StoreError::OutOfReach { path: into.to_owned(), cause })?;
        Ok(salvaged)
    });
    for leftover in [&work, &part] {
        for suffix in ["", "-journal"] {
            // Both are this call's own; mostly they are not there any more.
            let _ = fs::remove_file(beside(leftover, suffix));
        }
    }
    done
}

/// Where a program died while it wrote, its journal says what the pages held before. It is followed in a copy, as the
/// damaged file stays as it is; none where there is nothing to follow.
fn with_journal_followed(path: &Path, work: &Path) -> Result<Option<PathBuf>, StoreError> {
    let journal = beside(path, "-journal");
    let is_there = fs::metadata(&journal).is_ok_and(|found| found.is_file() && found.len() > 0);
    if !is_there || leftover::check(path).is_err() {
        return Ok(None);
    }
    let out_of_reach = |cause| StoreError::OutOfReach { path: work.to_owned(), cause };
    fs::copy(path, work).map_err(out_of_reach)?;
    fs::copy(&journal, beside(work, "-journal")).map_err(out_of_reach)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let copy = Connection::open_with_flags_and_vfs(work, flags, c"unix-none")?;
    // Whether it could be followed or not: what is in the copy now is the best that there is.
    let _ = copy.query_row("PRAGMA schema_version", [], |row| row.get::<_, i64>(0));
    Ok(Some(work.to_owned()))
}

fn into_new(damaged: &Path, named: &Path, part: &Path) -> Result<Salvaged, StoreError> {
    let out_of_reach = |cause| StoreError::OutOfReach { path: named.to_owned(), cause };
    let mut pages = Pages::open(damaged).map_err(out_of_reach)?;
    let version = record::number(&pages.header(), 60);
    let is_ours = record::number(&pages.header(), 68) == super::APPLICATION_ID.cast_unsigned();
    if is_ours && i32::try_from(version).is_ok_and(|version| version > CURRENT) {
        return Err(StoreError::Damaged(format!("user_version {version}")));
    }
    let mut store = Store::create(part, 1)?;
    let found = gather(&mut pages, &store.connection)?;
    let changes = found.tables.get("change").map(|table| &table.rows[..]).unwrap_or_default();
    let uuid = uuid(&found, changes);
    if changes.is_empty() && found.tables.values().all(|table| table.rows.is_empty()) && found.strays.is_empty() {
        return Err(StoreError::NotOurs(named.to_owned()));
    }
    let salvaged = fill::fill(&mut store, found, &uuid)?;
    if salvaged.changes == 0 && salvaged.kinds.iter().all(|kind| kind.read == 0) {
        return Err(StoreError::NotOurs(named.to_owned()));
    }
    Ok(salvaged)
}

/// The identity of the file; where it cannot be read, that of its first change, which nobody else has either.
fn uuid(found: &Found, changes: &[record::Row]) -> String {
    let rows = found.tables.get("file").map(|table| &table.rows[..]).unwrap_or_default();
    let told = rows.iter().find_map(|row| match row.values.get(1) {
        Some(Value::Text(uuid)) if uuid.len() == 32 => Some(uuid.clone()),
        _ => None,
    });
    let first = || {
        changes.iter().find_map(|row| match row.values.get(1) {
            Some(Value::Blob(id)) if id.len() == 16 => Some(id.iter().map(|byte| format!("{byte:02x}")).collect()),
            _ => None,
        })
    };
    told.or_else(first).unwrap_or_else(|| format!("{:032x}", 1))
}
