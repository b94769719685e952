//! The command line as people and scripts call it: results, messages, exit codes, in both languages.

mod backups;
mod calls;
mod check;
mod contacts;
mod documented;
mod ends;
mod feedback;
mod kept;
mod lists;
mod speaking;
mod waiting;

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use runde::domain::{Act, Change, Edit, Field, Id, IdSource, Kind, Record};
use runde::store::Store;
use tempfile::TempDir;

/// A file of the alliance with three questions, in a folder of its own.
struct File {
    folder: TempDir,
}

impl File {
    fn new() -> Self {
        let file = Self { folder: tempfile::tempdir().unwrap() };
        file.call(&["init", file.path().to_str().unwrap()]).assert().success();
        let group = Record::new(Kind::Group, Id(1)).with(Field::Name, "Klimaanpassung").with(Field::ShortName, "KA");
        let person = Record::new(Kind::Person, Id(1)).with(Field::Name, "A. Beispiel").with(Field::Logins, "abei");
        file.apply(vec![group.with(Field::State, "active").create(), person.create()]);
        for (text, from) in [
            ("Wer fördert Wärmepumpen? Wir haben drei Schulen.", "Kaarst"),
            ("Gibt es Mittel für Schwammstadt?", "NE"),
            ("Wer zahlt Wärmepumpen in Schulen?", "juechen"),
        ] {
            file.call(&["ask", text, "--from", from, "--topic", "Förderanträge"]).assert().success();
        }
        file
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("allianz.runde")
    }

    /// Changes what the command line has no verb for.
    fn apply(&self, edits: Vec<Edit>) {
        let mut change = Change::new(IdSource::new(edits.len() as u64).change(), Act::Create, edits);
        change.at = "2026-11-22T13:52:00Z".to_owned();
        Store::open(&self.path(), false).unwrap().apply(&change).unwrap();
    }

    fn call(&self, words: &[&str]) -> Command {
        let mut command = runde(words);
        command.env("RUNDE_FILE", self.path()).env("XDG_DATA_HOME", self.folder.path());
        command.env("XDG_STATE_HOME", self.folder.path().join("state"));
        command
    }

    /// What a call that succeeds prints.
    fn says(&self, words: &[&str]) -> String {
        let output = self.call(words).output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, words: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.says(words)).unwrap()
    }

    /// The exit code of a call that fails, and what it says.
    fn fails(&self, words: &[&str]) -> (i32, String) {
        failure(&mut self.call(words))
    }
}

fn failure(command: &mut Command) -> (i32, String) {
    let output = command.output().unwrap();
    assert!(output.stdout.is_empty(), "results on a failure: {}", String::from_utf8_lossy(&output.stdout));
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// The program in surroundings that say nothing of a file or a language.
fn runde(words: &[&str]) -> Command {
    let mut command = Command::cargo_bin("runde").unwrap();
    for name in ["RUNDE_FILE", "LC_ALL", "LC_MESSAGES", "LANG", "HOME", "XDG_DATA_HOME", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    command.env("USER", "abei").env("TZ", "UTC").args(words);
    command
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
