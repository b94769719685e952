//! What a call could not bring into the file is kept on this host, sent once by the next call, and told meanwhile.

use std::fs;
use std::path::PathBuf;

use runde::domain::{Change, Field, Id, IdSource, Kind, Outcome, Record};
use runde::runtime::journal::{Journal, waiting};
use runde::runtime::state::State;
use runde::store::Store;

use super::File;

/// Changes that a call noted, which then died.
fn noted(file: &File, changes: &[Change]) -> PathBuf {
    let store = Store::open(&file.path(), false).unwrap();
    let state = State::of(&file.folder.path().join("state"), &store.uuid().unwrap(), &file.path()).unwrap();
    let folder = state.folder().unwrap().to_owned();
    let (journal, _) = Journal::open(&folder, 1).unwrap();
    for change in changes {
        journal.note(change).unwrap();
    }
    folder
}

fn topic(seed: u64, name: &str) -> Change {
    let record = Record::new(Kind::Topic, Id(seed.cast_signed())).with(Field::Name, name);
    let mut change = Change::new(IdSource::new(seed).change(), runde::domain::Act::Create, vec![record.create()]);
    change.at = "2026-11-22T13:52:00Z".to_owned();
    change
}

fn remark(file: &File) -> Change {
    let question = file.json(&["show", "question", "1", "--json"])["id"].as_i64().unwrap();
    let seen = Record::new(Kind::Question, Id(question)).with(Field::Remark, "was nie da stand");
    let mut change =
        Change::new(IdSource::new(77).change(), runde::domain::Act::Edit, vec![seen.set(Field::Remark, "meins")]);
    change.at = "2026-11-22T13:52:00Z".to_owned();
    change
}

#[test]
fn a_call_that_died_is_sent_by_the_next_one_that_writes_once() {
    let file = File::new();
    let (lost, arrived) = (topic(70, "Moorschutz"), topic(71, "Kläranlagen"));
    let sent = Store::open(&file.path(), false).unwrap().apply(&arrived).unwrap();
    assert!(matches!(sent, Outcome::Applied(_)));
    let folder = noted(&file, &[lost, arrived]);
    file.says(&["set", "question", "1", "remark=neu"]);
    let topics = file.says(&["list", "topics"]);
    assert_eq!((topics.matches("Moorschutz").count(), topics.matches("Kläranlagen").count()), (1, 1));
    assert_eq!(waiting(&folder), 0);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn what_needs_somebody_to_decide_stays_and_is_told() {
    let file = File::new();
    let folder = noted(&file, &[remark(&file)]);
    let output = file.call(&["set", "question", "1", "remark=neu"]).output().unwrap();
    assert!(output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("vorgemerkt"), "{said}");
    assert_eq!(waiting(&folder), 1);
}

#[test]
fn a_journal_that_cannot_be_read_whole_is_told_and_kept() {
    let file = File::new();
    let folder = noted(&file, &[topic(70, "Moorschutz")]);
    let journal = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    fs::write(&journal, [b"0000000000000000 {}\n".to_vec(), fs::read(&journal).unwrap()].concat()).unwrap();
    let output = file.call(&["ask", "Und nun?", "--from", "NE"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && said.contains("nicht alle lesbar") && said.contains(".broken"), "{said}");
    assert!(file.says(&["list", "topics"]).contains("Moorschutz"));
}

#[test]
fn where_the_file_is_gone_the_call_tells_what_waits_for_it() {
    let file = File::new();
    let folder = noted(&file, &[topic(70, "Moorschutz"), topic(71, "Kläranlagen")]);
    let away = file.path().with_extension("weg");
    fs::rename(file.path(), &away).unwrap();
    let (_, said) = file.fails(&["set", "question", "1", "remark=neu"]);
    assert!(said.contains("gibt es nicht") && said.contains("2 Änderungen sind auf diesem Rechner"), "{said}");
    fs::rename(&away, file.path()).unwrap();
    let (code, said) = file.fails(&["set", "question", "1", "remark=neu", "--read-only"]);
    assert!(code == 1 && said.contains("2 Änderungen sind auf diesem Rechner"), "{said}");
    assert_eq!(waiting(&folder), 2);
}
