//! A drive that can be made to fail, to be silent and to be counted, and connections on it.

mod connections;
mod faults;
mod owners;
mod smb;

use std::cell::{Cell, RefCell};
use std::os::fd::BorrowedFd;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use rustix::io::Errno;
use tempfile::TempDir;

use super::system::Call;

thread_local! {
    static SLEPT: Cell<u64> = const { Cell::new(0) };
    static CALLS: RefCell<Vec<Call>> = const { RefCell::new(Vec::new()) };
    static BEFORE: Cell<usize> = const { Cell::new(0) };
    static FAULT: Cell<Option<(Call, u32, Errno)>> = const { Cell::new(None) };
    static IS_SMB: Cell<bool> = const { Cell::new(false) };
    static CONNECTIONS: Cell<Option<u64>> = const { Cell::new(None) };
}

/// For how long this host has slept, in milliseconds.
pub(super) fn slept() -> u64 {
    SLEPT.get()
}

/// Lets this host sleep.
pub(super) fn sleep(milliseconds: u64) {
    SLEPT.set(SLEPT.get() + milliseconds);
}

/// Whether what this thread opens lies on SMB.
pub(super) fn is_smb(_: BorrowedFd<'_>) -> bool {
    IS_SMB.get()
}

/// Lets what this thread opens from now on lie on SMB.
fn be_smb() {
    IS_SMB.set(true);
    connect_anew(Some(0));
}

/// How often this host has connected anew to SMB servers.
pub(super) fn connections() -> Option<u64> {
    CONNECTIONS.get()
}

/// Lets this host have connected anew so often, or not know.
pub(super) fn connect_anew(times: Option<u64>) {
    CONNECTIONS.set(times);
}

/// Every system call of this thread comes by here.
pub(super) fn note(call: Call) -> Result<(), Errno> {
    CALLS.with_borrow_mut(|calls| calls.push(call));
    match FAULT.get() {
        Some((failing, _, _)) if failing == call && BEFORE.get() > 0 => {
            BEFORE.set(BEFORE.get() - 1);
            Ok(())
        }
        Some((failing, times, cause)) if failing == call && times > 0 => {
            FAULT.set(Some((failing, times - 1, cause)));
            Err(cause)
        }
        _ => Ok(()),
    }
}

/// Lets the next calls of this kind fail with an input/output error.
fn fail(call: Call, times: u32) {
    fail_with(call, times, Errno::IO);
}

/// Lets one call of this kind fail, after so many more that do not.
fn fail_later(call: Call, before: usize) {
    fail(call, 1);
    BEFORE.set(before);
}

/// Lets the next calls of this kind fail.
pub(super) fn fail_with(call: Call, times: u32, cause: Errno) {
    BEFORE.set(0);
    FAULT.set(Some((call, times, cause)));
}

/// Lets the next locks that this thread takes be refused, as where no lock service runs.
pub(crate) fn refuse_locks(times: u32) {
    fail_with(Call::Lock, times, Errno::NOLCK);
}

/// The calls since this was last asked.
fn calls() -> Vec<Call> {
    CALLS.take()
}

/// A folder with a file that holds one row.
fn file() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shared.db");
    let connection = ours(&path);
    connection.execute_batch("CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 'one')").unwrap();
    (folder, path)
}

/// A connection as the store makes it, which does not wait.
fn ours(path: &Path) -> Connection {
    super::register().unwrap();
    let connection = Connection::open_with_flags_and_vfs(path, OpenFlags::default(), super::NAME).unwrap();
    prepared(connection)
}

/// A connection of any other program that uses SQLite.
fn stock(path: &Path) -> Connection {
    prepared(Connection::open(path).unwrap())
}

fn prepared(connection: Connection) -> Connection {
    connection.busy_timeout(std::time::Duration::ZERO).unwrap();
    connection.query_row("PRAGMA journal_mode = TRUNCATE", [], |_| Ok(())).unwrap();
    connection
}

fn count(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("SELECT count(*) FROM t", [], |row| row.get(0))
}

fn journal(path: &Path) -> PathBuf {
    path.with_extension("db-journal")
}
