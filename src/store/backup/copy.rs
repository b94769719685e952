//! One whole, checked copy of the file, or none: beside its name first, and only then under it.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::super::open::APPLICATION_ID;
use super::super::{StoreError, functions, migrate};
use crate::domain::Kind;

/// Pages between two questions whether to go on: 2 MB, a few milliseconds on a local disk.
const STRIDE: i32 = 512;

/// How much is in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Records of all kinds, the removed ones too.
    pub records: i64,
    /// Changes in the history.
    pub changes: i64,
    /// The place of the latest change.
    pub latest: i64,
}

/// Whoever copies is not to be stopped.
#[derive(Clone, Copy, Debug)]
pub struct Always;

impl Always {
    /// To be asked now and then.
    pub const fn go_on() -> bool {
        true
    }
}

/// Writes a whole, checked copy of the file under this name, with the permissions `mode`.
///
/// All pages are copied under one lock: nobody can save meanwhile, and nothing makes it start over. `go_on` is asked
/// every few milliseconds; where it says no, the copy is given up.
///
/// # Errors
/// [`StoreError::Interrupted`] where it was given up, [`StoreError::BadCopy`] where what was written is not what was
/// read, and what happens to the drives. Then nothing is left under the name.
pub(super) fn copy(
    connection: &Connection,
    to: &Path,
    mode: u32,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Contents, StoreError> {
    let part = beside(to, &format!(".{}.part", std::process::id()));
    let written = make_empty(&part, mode)
        .and_then(|()| pages(connection, &part, go_on))
        .and_then(|contents| if check(&part, go_on)? == contents { Ok(contents) } else { Err(bad("fewer rows")) });
    let placed = written.and_then(|contents| {
        let moved = File::open(&part).and_then(|file| file.sync_all()).and_then(|()| fs::rename(&part, to));
        moved.and_then(|()| sync_folder(to)).map_err(|cause| out_of_reach(to, cause))?;
        Ok(contents)
    });
    if placed.is_err() {
        // It is this call's own; the failure itself is what has to be told.
        let _ = fs::remove_file(&part);
    }
    placed
}

/// Writes a copy beside the file, for whoever may read the file itself; one that is there already is as good.
pub(in crate::store) fn copy_beside(connection: &Connection, path: &Path, to: &Path) -> Result<(), StoreError> {
    if to.exists() {
        return Ok(());
    }
    copy(connection, to, mode_of(path), &mut Always::go_on).map(drop)
}

/// The permissions of a file, without those to change it for others than its owner.
pub(super) fn mode_of(path: &Path) -> u32 {
    fs::metadata(path).map_or(0o600, |found| found.permissions().mode() & 0o755)
}

/// A name with something behind it.
pub(in crate::store) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

pub(super) fn out_of_reach(path: &Path, cause: io::Error) -> StoreError {
    match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => StoreError::Full,
        _ => StoreError::OutOfReach { path: path.to_owned(), cause },
    }
}

fn bad(what: &str) -> StoreError {
    StoreError::BadCopy(what.to_owned())
}

fn make_empty(part: &Path, mode: u32) -> Result<(), StoreError> {
    let made = OpenOptions::new().write(true).create(true).truncate(true).mode(mode).open(part);
    // The mode of an open call is thinned by the umask of whoever happens to be first today.
    made.and_then(|file| file.set_permissions(fs::Permissions::from_mode(mode)))
        .map_err(|cause| out_of_reach(part, cause))
}

/// The copy is this call's own: locks on it would only be one more thing that a share may refuse.
fn own(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    Ok(Connection::open_with_flags_and_vfs(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX, c"unix-none")?)
}

fn pages(connection: &Connection, part: &Path, go_on: &mut dyn FnMut() -> bool) -> Result<Contents, StoreError> {
    let mut target = own(part, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // Half a copy is thrown away: it needs no journal, and is synced once, as a whole.
    target.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    let reading = connection.unchecked_transaction()?;
    let contents = contents(connection)?;
    let backup = Backup::new(connection, &mut target)?;
    loop {
        match backup.step(STRIDE)? {
            StepResult::Done => break,
            StepResult::More if go_on() => {}
            StepResult::More => return Err(StoreError::Interrupted),
            _ => return Err(StoreError::Busy),
        }
    }
    drop(backup);
    reading.commit()?;
    Ok(contents)
}

/// Reads a file that nobody else knows yet as a whole.
///
/// # Errors
/// [`StoreError::BadCopy`] with what is wrong with it.
pub(in crate::store) fn is_sound(path: &Path) -> Result<Contents, StoreError> {
    check(path, &mut Always::go_on)
}

/// Reads a copy as a whole.
fn check(part: &Path, go_on: &mut dyn FnMut() -> bool) -> Result<Contents, StoreError> {
    let copy = own(part, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    functions::register(&copy)?;
    let mut names = copy.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    // Table by table, so that nobody has to wait for all of them.
    for name in names.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()? {
        let sql = format!("PRAGMA integrity_check(\"{}\")", name.replace('"', "\"\""));
        let sound: String = copy.query_row(&sql, [], |row| row.get(0))?;
        if sound != "ok" {
            return Err(StoreError::BadCopy(sound));
        }
        if !go_on() {
            return Err(StoreError::Interrupted);
        }
    }
    if migrate::marks(&copy)?.0 != APPLICATION_ID {
        return Err(bad("application_id"));
    }
    contents(&copy)
}

/// Counts what is in a file of any version: a kind that this version has not is none.
pub(super) fn contents(connection: &Connection) -> Result<Contents, StoreError> {
    let mut records = 0;
    for kind in Kind::ALL {
        let there = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?1";
        if connection.query_row(there, [kind.code()], |row| row.get::<_, i64>(0))? > 0 {
            let count = format!("SELECT count(*) FROM {}", kind.code());
            records += connection.query_row(&count, [], |row| row.get::<_, i64>(0))?;
        }
    }
    let sql = "SELECT count(*), coalesce(max(seq), 0) FROM change";
    let (changes, latest) = connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Contents { records, changes, latest })
}

/// Makes a name last: without it, a power cut can take the file's new name back.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match File::open(folder)?.sync_all() {
        // Some shares cannot sync a folder; what they can do they do by themselves.
        Err(cause) if matches!(cause.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}
