//! Hostile and broken files: each is refused or only read, with a clear sentence in both languages, and left as it is.

mod full;
mod letters;
mod midway;
mod table;

use std::fs;
use std::os::unix::process::CommandExt;
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
    on(PathBuf::from(env!("CARGO_BIN_EXE_runde")), file, words)
}

fn on(program: PathBuf, file: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(program);
    for name in ["RUNDE_FILE", "LC_ALL", "LC_MESSAGES", "LANG", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    let home = file.parent().unwrap_or(Path::new("/"));
    command.env("HOME", home).env_remove("XDG_DATA_HOME").env_remove("XDG_CONFIG_HOME").env("TZ", "UTC");
    command.arg("--file").arg(file).args(words);
    command
}

/// Somebody whom permissions hold: whoever runs the tests, or where they may do everything, somebody else.
struct Ordinary {
    /// The program, where that one cannot reach the one that was built.
    program: Option<TempDir>,
    is_other: bool,
}

impl Ordinary {
    /// The number that systems give to nobody.
    const NOBODY: u32 = 65534;

    /// Somebody to whom the folder and the file belong.
    fn owning(place: &Place) -> Self {
        let is_other = rustix::process::geteuid().is_root();
        if !is_other {
            return Self { program: None, is_other };
        }
        let folder = fs::read_dir(place.folder.path()).unwrap().map(|entry| entry.unwrap().path());
        for path in folder.chain([place.folder.path().to_owned()]) {
            std::os::unix::fs::chown(path, Some(Self::NOBODY), Some(Self::NOBODY)).unwrap();
        }
        let mut tried = Self::as_other(Command::new(env!("CARGO_BIN_EXE_runde")));
        let reaches = tried.arg("--version").output().is_ok();
        let program = (!reaches).then(|| {
            let folder = tempfile::tempdir().unwrap();
            fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
            fs::copy(env!("CARGO_BIN_EXE_runde"), folder.path().join("runde")).unwrap();
            folder
        });
        Self { program, is_other }
    }

    fn as_other(mut command: Command) -> Command {
        command.uid(Self::NOBODY).gid(Self::NOBODY);
        command
    }

    /// The program on a file, as this person calls it.
    fn calls(&self, file: &Path, words: &[&str]) -> Command {
        let built = PathBuf::from(env!("CARGO_BIN_EXE_runde"));
        let program = self.program.as_ref().map_or(built, |folder| folder.path().join("runde"));
        let command = on(program, file, words);
        if self.is_other { Self::as_other(command) } else { command }
    }
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
