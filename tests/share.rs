//! Several programs on one file: one that dies while it writes, one that stands still, and many that write at once.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread;
use std::time::Instant;

use runde::domain::{Act, Change, Field, Id, IdSource, Kind, MemberKind, Outcome, Record};
use runde::store::{Store, StoreError};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use tempfile::TempDir;

/// Which file the other program is to write into.
const FILE: &str = "RUNDE_TEST_FILE";

fn file() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("runde.db");
    Store::create(&path, 7).unwrap().apply(&member(1)).unwrap();
    (folder, path)
}

fn member(number: u64) -> Change {
    let mut ids = IdSource::new(number);
    let record = Record::new(Kind::Member, Id(i64::try_from(number).unwrap()))
        .with(Field::Name, format!("Ort {number}").as_str())
        .with(Field::Kind, MemberKind::Town);
    Change::new(ids.change(), Act::Create, vec![record.create()])
}

fn journal(path: &Path) -> PathBuf {
    path.with_extension("db-journal")
}

fn members(store: &Store) -> usize {
    store.history(None, None, 10_000).unwrap().len()
}

/// Not a test of its own: what [`other`] runs in another process.
#[test]
fn other_program() {
    if let Some(path) = std::env::var_os(FILE) {
        let _ = Store::open(Path::new(&path), false).unwrap().apply(&member(2));
    }
}

/// Another program that writes, and does this in the middle of its commit.
fn other(path: &Path, hook: &str) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "other_program"]).env(FILE, path).env("RUNDE_TEST_SPILL", hook);
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap()
}

#[test]
fn what_a_program_left_that_died_in_a_commit_is_taken_back() {
    for journal_was_there in [true, false] {
        let (_folder, path) = file();
        let whole = std::fs::read(&path).unwrap();
        if !journal_was_there {
            std::fs::remove_file(journal(&path)).unwrap();
        }
        let died = other(&path, "abort").wait().unwrap();
        assert!(!died.success());
        assert!(std::fs::metadata(journal(&path)).unwrap().len() > 0);
        assert!(std::fs::read(&path).unwrap() != whole, "half of it is in the file");
        assert!(matches!(Store::open(&path, true), Err(StoreError::Unfinished)));
        let mut store = Store::open(&path, false).unwrap();
        assert_eq!(members(&store), 1);
        assert!(std::fs::read(&path).unwrap() == whole);
        assert!(matches!(store.apply(&member(2)), Ok(Outcome::Applied(_))));
    }
}

#[test]
fn who_waits_for_one_that_stands_still_is_seen_and_can_give_up() {
    let (_folder, path) = file();
    let mut store = Store::open(&path, false).unwrap();
    let mut still = other(&path, "stop");
    let pid = Pid::from_child(&still);
    let (_, status) = waitpid(Some(pid), WaitOptions::UNTRACED).unwrap().unwrap();
    assert!(status.stopped());
    let busy = store.busy();
    assert_eq!(busy.since(), None);
    thread::scope(|scope| {
        let waits = scope.spawn(|| store.apply(&member(3)));
        while busy.since().is_none() {
            thread::yield_now();
        }
        busy.give_up();
        assert!(matches!(waits.join().unwrap(), Err(StoreError::Busy)));
    });
    assert_eq!(busy.since(), None);
    kill_process(pid, Signal::KILL).unwrap();
    still.wait().unwrap();
    // It held the lock until it died, so nothing of it is there, and nothing of what was given up.
    assert_eq!(members(&store), 1);
    assert!(matches!(store.apply(&member(3)), Ok(Outcome::Applied(_))));
    assert_eq!(members(&store), 2);
}

#[test]
fn thirty_who_write_at_once_all_get_through() {
    const WRITERS: u64 = 30;
    const EACH: u64 = 4;
    let (_folder, path) = file();
    let began = Instant::now();
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let path = &path;
            scope.spawn(move || {
                let mut store = Store::open(path, false).unwrap();
                for change in 0..EACH {
                    let outcome = store.apply(&member(100 + writer * EACH + change));
                    assert!(matches!(outcome, Ok(Outcome::Applied(_))), "{outcome:?}");
                }
            });
        }
    });
    let store = Store::open(&path, true).unwrap();
    assert_eq!(members(&store) as u64, 1 + WRITERS * EACH, "in {:?}", began.elapsed());
}

#[test]
fn a_link_leads_to_the_file() {
    let (folder, path) = file();
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let mut linked = Store::open(&link, false).unwrap();
    linked.apply(&member(2)).unwrap();
    assert_eq!(members(&Store::open(&path, true).unwrap()), 2);
    assert!(!journal(&link).exists(), "one journal for both names");
}

#[test]
fn a_file_that_may_only_be_read_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = file();
    std::fs::remove_file(journal(&path)).unwrap();
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o444)).unwrap();
    std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o555)).unwrap();
    assert_eq!(members(&Store::open(&path, true).unwrap()), 1);
    std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o755)).unwrap();
}
