//! What people rely on: a change that was noted is there for the next program, once, whatever became of the first.

use std::os::unix::fs::PermissionsExt;

use super::*;
use crate::domain::{Act, Field, Id, IdSource, Kind, Record};

fn change(seed: u64) -> Change {
    let record = Record::new(Kind::Topic, Id(seed.cast_signed())).with(Field::Name, "Wärme\nnetze");
    Change::new(IdSource::new(seed).change(), Act::Create, vec![record.create()])
}

/// The bytes of a journal whose program died.
fn left_by(changes: &[Change], struck: &[ChangeId]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _) = Journal::open(folder.path(), 1).unwrap();
    for change in changes {
        journal.note(change).unwrap();
    }
    journal.sync().unwrap();
    for id in struck {
        journal.strike(*id);
    }
    fs::read(journals(folder.path()).pop().unwrap()).unwrap()
}

#[test]
fn what_a_program_that_died_has_left_is_there_once_for_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (change(1), change(2));
    fs::write(folder.path().join("changes-a.journal"), left_by(&[first.clone(), second.clone()], &[first.id])).unwrap();
    let (journal, found) = Journal::open(folder.path(), 9).unwrap();
    assert_eq!(found, Found { changes: vec![second.clone()], broken: Vec::new() });
    assert_eq!(journals(folder.path()).len(), 1);
    let (_later, nothing) = Journal::open(folder.path(), 10).unwrap();
    assert_eq!(nothing, Found::default());
    journal.strike(second.id);
    assert_eq!(journal.left(), 0);
    drop(journal);
    assert_eq!(waiting(folder.path()), 0);
}

#[test]
fn a_death_at_any_byte_loses_no_whole_line_and_breaks_nothing() {
    let changes = [change(1), change(2), change(3)];
    let bytes = left_by(&changes, &[changes[0].id]);
    let mut seen = 0;
    for length in 0..=bytes.len() {
        let content = Content::read(&bytes[..length]);
        assert!(!content.is_broken, "{length}");
        let whole = bytes[..length].iter().filter(|byte| **byte == b'\n').count();
        let expected: &[Change] = match whole {
            4 => &changes[1..],
            whole => &changes[..whole],
        };
        assert_eq!(content.changes, expected, "{length}");
        seen = seen.max(whole);
    }
    assert_eq!(seen, 4);
}

#[test]
fn a_death_while_taking_over_leaves_each_change_once() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = left_by(&[change(1), change(2)], &[]);
    // The one that took over had written the first of them into its own when it died too.
    let half = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 20;
    fs::write(folder.path().join("changes-a.journal"), &bytes).unwrap();
    fs::write(folder.path().join("changes-b.journal"), &bytes[..half]).unwrap();
    assert_eq!(waiting(folder.path()), 2);
    let (journal, found) = Journal::open(folder.path(), 9).unwrap();
    assert_eq!(found.changes, [change(1), change(2)]);
    assert_eq!(journal.left(), 2);
}

#[test]
fn a_program_that_runs_keeps_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (first, _) = Journal::open(folder.path(), 1).unwrap();
    first.note(&change(1)).unwrap();
    let (second, found) = Journal::open(folder.path(), 2).unwrap();
    assert_eq!((found, waiting(folder.path())), (Found::default(), 0));
    drop(second);
    drop(first);
    let (_third, found) = Journal::open(folder.path(), 3).unwrap();
    assert_eq!(found.changes, [change(1)]);
}

#[test]
fn a_broken_journal_is_put_aside_and_what_can_be_read_is_not_lost() {
    let folder = tempfile::tempdir().unwrap();
    let mut bytes = left_by(&[change(1), change(2)], &[]);
    bytes[30] ^= 1;
    fs::write(folder.path().join("changes-a.journal"), &bytes).unwrap();
    let (_journal, found) = Journal::open(folder.path(), 9).unwrap();
    assert_eq!(found.changes, [change(2)]);
    assert_eq!(found.broken, [folder.path().join("changes-a.broken")]);
    assert_eq!(fs::read(&found.broken[0]).unwrap(), bytes);
}

#[test]
fn where_nothing_can_be_kept_it_is_at_least_counted() {
    let journal = Journal::nowhere();
    journal.note(&change(1)).unwrap();
    journal.note(&change(2)).unwrap();
    journal.strike(change(1).id);
    assert_eq!((journal.left(), journal.unkept()), (1, 1));
}

#[test]
fn nobody_else_may_read_it_and_what_arrived_does_not_stay_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let (journal, _) = Journal::open(folder.path(), 1).unwrap();
    let path = journals(folder.path()).pop().unwrap();
    for seed in 1..4 {
        journal.note(&change(seed)).unwrap();
    }
    journal.sync().unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    for seed in 1..4 {
        journal.strike(change(seed).id);
    }
    assert_eq!(fs::read(&path).unwrap(), b"");
    drop(journal);
    assert!(!path.exists());
}

#[test]
fn what_is_no_file_is_neither_waited_for_nor_followed() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    rustix::fs::mkfifoat(rustix::fs::CWD, path("changes-a.journal"), rustix::fs::Mode::RWXU).unwrap();
    fs::write(path("elsewhere"), left_by(&[change(1)], &[])).unwrap();
    std::os::unix::fs::symlink(path("elsewhere"), path("changes-b.journal")).unwrap();
    fs::create_dir(path("changes-c.journal")).unwrap();
    let (_journal, found) = Journal::open(folder.path(), 9).unwrap();
    assert_eq!(found, Found::default());
    assert_eq!(waiting(folder.path()), 0);
    assert!(path("elsewhere").exists());
}
