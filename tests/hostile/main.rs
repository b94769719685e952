//! Hostile and broken files: each is refused or only read, with a clear sentence in both languages, and left as it is.

mod full;
mod letters;
mod midway;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use runde::domain::{Act, Change, Field, IdSource, Kind, MemberKind, Record};
use runde::store::Store;
use tempfile::TempDir;

/// A sound file in a folder of its own, with two members.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        let mut store = Store::create(&place.file(), 7).unwrap();
        for (seed, name) in [(1, "Kaarst"), (2, "Neuss")] {
            store.apply(&member(seed, name)).unwrap();
        }
        place
    }

    fn file(&self) -> PathBuf {
        self.path("allianz.runde")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn member(seed: u64, name: &str) -> Change {
    let mut ids = IdSource::new(seed);
    let record = Record::new(Kind::Member, ids.record()).with(Field::Name, name).with(Field::Kind, MemberKind::Town);
    Change::new(ids.change(), Act::Create, vec![record.create()])
}

fn names(store: &Store) -> Vec<String> {
    let members = store.whole(Kind::Member).unwrap();
    let mut names: Vec<String> = members.iter().map(|member| member.text(Field::Name).to_owned()).collect();
    names.sort();
    names
}

/// The journal's name beside a file.
fn journal(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    PathBuf::from(name)
}

/// The program on a file.
fn runde(file: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_runde"));
    for name in ["RUNDE_FILE", "LC_ALL", "LC_MESSAGES", "LANG", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    let home = file.parent().unwrap_or(Path::new("/"));
    command.env("HOME", home).env_remove("XDG_DATA_HOME").env_remove("XDG_CONFIG_HOME").env("TZ", "UTC");
    command.arg("--file").arg(file).args(words);
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A file half way through a long transaction of a program that then dies: its pages, and its journal.
fn torn(place: &Place, into: &Path) {
    let connection = rusqlite::Connection::open(place.file()).unwrap();
    connection.execute_batch("PRAGMA cache_size = 1; PRAGMA cache_spill = ON; BEGIN IMMEDIATE").unwrap();
    for id in 1000..3000 {
        connection
            .execute("INSERT INTO saved_view (id, name, view) VALUES (?1, ?2, 'x')", (id, "x".repeat(400)))
            .unwrap();
    }
    fs::copy(place.file(), into).unwrap();
    fs::copy(journal(&place.file()), journal(into)).unwrap();
}
