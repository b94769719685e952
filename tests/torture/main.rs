//! Many real programs on one file, killed at random: nothing that was acknowledged may be missing or there twice.
//!
//! A short run by itself; a long one by `RUNDE_TORTURE_KILLS=1000 cargo test --test torture`.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use runde::domain::{Act, Change, IdSource, Outcome};
use runde::store::{Flaw, Store};
use serde_json::Value;

/// Programs that write at the same time.
const WRITERS: usize = 6;
/// Programs that are killed in a run that is not asked to be longer.
const KILLS: u32 = 60;
/// A program that lives longer is not killed by this test, but by its end.
const LONGEST: Duration = Duration::from_secs(120);

struct Drive {
    folder: tempfile::TempDir,
}

impl Drive {
    fn new() -> Self {
        let drive = Self { folder: tempfile::tempdir().unwrap() };
        Store::create(&drive.file(), 7).unwrap();
        drive
    }

    fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("allianz.runde")
    }

    fn notes(&self) -> std::path::PathBuf {
        self.folder.path().join("notes")
    }

    fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_runde"));
        command.arg("--file").arg(self.file()).arg("selftest").arg("--ack").arg(self.notes());
        for name in ["XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"] {
            command.env(name, self.folder.path().join("home"));
        }
        command.stdin(Stdio::null()).stderr(Stdio::piped()).stdout(Stdio::piped());
        command
    }

    fn worker(&self, name: &str) -> Child {
        let seconds = LONGEST.as_secs().to_string();
        self.program().args(["--pause", "3", "--id", name, "--seconds", &seconds]).spawn().unwrap()
    }

    fn check(&self) -> (bool, Value) {
        let checked = self.program().arg("--check").output().unwrap();
        let told = serde_json::from_slice(&checked.stdout)
            .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&checked.stderr)));
        (checked.status.success(), told)
    }

    fn acknowledged(&self) -> usize {
        let notes = std::fs::read_dir(self.notes()).into_iter().flatten();
        notes.map(|note| std::fs::read_to_string(note.unwrap().path()).unwrap().lines().count()).sum()
    }
}

/// Waits until more is acknowledged; whoever waits in vain has found that everything stands still.
fn until_more(drive: &Drive, than: usize) -> usize {
    let begun = Instant::now();
    loop {
        let now = drive.acknowledged();
        if now > than {
            return now;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "nothing was saved for a minute, after {than} changes");
        std::thread::yield_now();
    }
}

fn kills() -> u32 {
    std::env::var("RUNDE_TORTURE_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(KILLS)
}

#[test]
fn nothing_acknowledged_is_lost_or_doubled_when_programs_are_killed() {
    let drive = Drive::new();
    let mut chance = IdSource::new(u64::from(kills()));
    let mut names = 0;
    let mut begin = || {
        names += 1;
        drive.worker(&format!("w{names}"))
    };
    let mut workers: Vec<Child> = (0..WRITERS).map(|_| begin()).collect();
    let mut seen = 0;
    for _ in 0..kills() {
        // Some are killed at once, in the middle of what they do first; most among what the others save.
        if !chance.bits().is_multiple_of(4) {
            let more = (chance.bits() % 24) as usize;
            seen = until_more(&drive, seen + more);
        }
        let chosen = (chance.bits() % WRITERS as u64) as usize;
        let killed = &mut workers[chosen];
        killed.kill().unwrap();
        killed.wait().unwrap();
        workers[chosen] = begin();
    }
    until_more(&drive, seen);
    for mut worker in workers {
        worker.kill().unwrap();
        worker.wait().unwrap();
    }
    let (whole, told) = drive.check();
    assert!(whole, "{told:#}");
    assert!(told["acknowledged"].as_u64().unwrap() >= u64::from(kills()), "{told:#}");
    undo_works(&drive.file());
}

/// The latest change is taken back, and taken back again.
fn undo_works(file: &Path) {
    let mut store = Store::open(file, false).unwrap();
    let mut ids = IdSource::new(99);
    let line = store.history(None, None, 1).unwrap().remove(0);
    let change = Change::new(line.id, line.act.unwrap_or(Act::Edit), Vec::new());
    let undo = change.inverse(&line.edits, &mut ids);
    let Outcome::Applied(undone) = store.apply(&undo).unwrap() else { panic!("not undone") };
    assert_eq!(undone.edits.len(), line.edits.len());
    let redo = undo.inverse(&undone.edits, &mut ids);
    assert!(matches!(store.apply(&redo).unwrap(), Outcome::Applied(_)));
    assert_eq!(store.audit().unwrap().flaws, []);
}

#[test]
fn the_check_misses_a_change_that_was_taken_out() {
    let drive = Drive::new();
    let done = drive.program().args(["--pause", "0", "--id", "a", "--seconds", "1"]).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(drive.check().0);
    let connection = rusqlite::Connection::open(drive.file()).unwrap();
    let last: i64 = connection.query_row("SELECT max(seq) FROM change", [], |row| row.get(0)).unwrap();
    // Whole, so that nothing else in the file gives it away.
    connection
        .execute_batch(&format!("DELETE FROM edit WHERE seq = {last}; DELETE FROM change WHERE seq = {last};"))
        .unwrap();
    drop(connection);
    let (whole, told) = drive.check();
    assert!(!whole);
    assert_eq!(told["lost"].as_array().unwrap().len(), 1, "{told:#}");
    let store = Store::open(&drive.file(), true).unwrap();
    assert!(store.audit().unwrap().flaws.iter().any(|flaw| matches!(flaw, Flaw::Untold { .. } | Flaw::Differs { .. })));
}
