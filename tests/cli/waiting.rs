//! Commands on a file that somebody else has.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use runde::runtime::presence::PresenceThread;
use runde::store::{Store, presence};

use super::File;

#[test]
fn a_command_that_waits_says_for_whom_and_goes_on_when_the_file_is_free() {
    let file = File::new();
    let store = Store::open(&file.path(), false).unwrap();
    let other = PresenceThread::start(&store, "jmus", Some("Jörg Muster"), |_| true).unwrap();
    while presence::who_is_in(&file.path()).unwrap().is_empty() {
        std::thread::yield_now();
    }
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
    let held = rusqlite::Connection::open_with_flags_and_vfs(file.path(), flags, c"sharelock").unwrap();
    held.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("runde"))
        .args(["--lang", "de", "set", "question", "1", "remark=eilt"])
        .env("RUNDE_FILE", file.path())
        .env("XDG_STATE_HOME", file.folder.path().join("state"))
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = String::new();
    BufReader::new(child.stderr.as_mut().unwrap()).read_line(&mut said).unwrap();
    assert!(said.contains("Datei ist belegt") && said.contains("Jörg Muster ("), "{said}");
    held.execute_batch("ROLLBACK").unwrap();
    assert!(child.wait().unwrap().success());
    other.leave();
    assert!(file.says(&["show", "question", "1"]).contains("eilt"));
}
