//! A disk that is full, and a program that is killed: back-up and restore leave the old or the new, never a half one.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use runde::domain::{Act, Change, Field, IdSource, Kind, Record};
use runde::store::Store;

use super::{Place, names, runde, said};

/// The program where no file may grow beyond so many blocks of 512 bytes, which is how a full disk looks to it.
fn cramped(file: &Path, blocks: usize, words: &[&str]) -> Command {
    let mut shell = Command::new("sh");
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let program = runde(file, words);
    shell.arg("-c").arg(script).arg(program.get_program()).args(program.get_args());
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell
}

fn blocks(path: &Path) -> usize {
    usize::try_from(fs::metadata(path).unwrap().len()).unwrap() / 512
}

/// A file that has grown since its back-up.
fn grown() -> Place {
    let place = Place::new();
    assert!(runde(&place.file(), &["backup"]).output().unwrap().status.success());
    let mut store = Store::open(&place.file(), false).unwrap();
    let mut ids = IdSource::new(9);
    let topics = (0..300).map(|number| {
        let topic = Record::new(Kind::Topic, ids.record()).with(Field::Name, format!("Thema {number}").as_str());
        topic.with(Field::Note, "x".repeat(3000).as_str()).create()
    });
    let edits = topics.collect();
    store.apply(&Change::new(ids.change(), Act::Create, edits)).unwrap();
    place
}

fn backups(place: &Place) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![place.path(".local/share/runde/backups")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push(path.to_string_lossy().into_owned()) }
        }
    }
    found
}

#[test]
fn a_change_that_finds_no_room_leaves_the_file_as_it_was() {
    let place = grown();
    let before = names(&Store::open(&place.file(), true).unwrap());
    let long = "Wörter ".repeat(10_000);
    let output = cramped(&place.file(), blocks(&place.file()), &["ask", &long, "--from", "Kaarst"]).output().unwrap();
    assert!(!output.status.success());
    let told = said(&output);
    assert!(["Platz", "Laufwerk", "vorgemerkt"].iter().any(|word| told.contains(word)), "{told}");
    let store = Store::open(&place.file(), false).unwrap();
    assert_eq!(names(&store), before);
    assert!(store.whole(Kind::Question).unwrap().is_empty());
}

#[test]
fn a_back_up_that_finds_no_room_leaves_none_and_the_file_is_untouched() {
    let place = grown();
    let before = fs::read(place.file()).unwrap();
    let there = backups(&place);
    let output = cramped(&place.file(), blocks(&place.file()) / 2, &["backup"]).output().unwrap();
    assert!(!output.status.success());
    assert!(said(&output).contains("Laufwerk"), "{}", said(&output));
    assert_eq!(backups(&place), there);
    assert!(fs::read(place.file()).unwrap() == before);
}

#[test]
fn a_restore_that_finds_no_room_changes_nothing() {
    let place = grown();
    let topics = |path: &Path| Store::open(path, false).unwrap().whole(Kind::Topic).unwrap().len();
    let output = cramped(&place.file(), blocks(&place.file()) / 2, &["restore", "1", "--yes"]).output().unwrap();
    assert!(!output.status.success());
    assert_eq!(topics(&place.file()), 300);
}

#[test]
fn a_restore_that_is_killed_leaves_the_old_or_the_new() {
    let (mut old, mut new) = (0, 0);
    for step in 0..14 {
        let place = grown();
        let mut child = runde(&place.file(), &["restore", "1", "--yes"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Each a little later than the one before: there is nothing else to wait for in a program that is to die.
        let until = std::time::Instant::now() + std::time::Duration::from_millis(4 * step);
        while std::time::Instant::now() < until && child.try_wait().unwrap().is_none() {
            std::hint::spin_loop();
        }
        let _ = child.kill();
        child.wait().unwrap();
        let store = Store::open(&place.file(), false).unwrap();
        match store.whole(Kind::Topic).unwrap().len() {
            300 => old += 1,
            0 => new += 1,
            other => panic!("{other} topics"),
        }
        assert_eq!(names(&store), ["Kaarst", "Neuss"]);
        let sound: String = rusqlite::Connection::open(place.file())
            .unwrap()
            .query_row("PRAGMA quick_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(sound, "ok");
        assert!(backups(&place).iter().all(|name| !name.ends_with(".runde") || name.contains("-00")), "{step}");
    }
    assert!(old > 0, "{old} old, {new} new");
}
