//! Saving: by the lock that holds on network drives, beside that of SQLite itself.

use divan::Bencher;
use runde::domain::{Act, Change, Field, Id, IdSource, Kind, MemberKind, Record};
use runde::store::Store;
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

/// A file on this host's disk, not on one in memory.
fn folder() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder")
}

/// A change as people make it, with its history.
#[divan::bench(sample_count = 300)]
fn save_a_change(bencher: Bencher<'_, '_>) {
    let folder = folder();
    let mut store = Store::create(&folder.path().join("a.db"), 1).expect("a file");
    let mut ids = IdSource::new(1);
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        let record =
            Record::new(Kind::Member, Id(number)).with(Field::Name, "Kaarst").with(Field::Kind, MemberKind::Town);
        store.apply(&Change::new(ids.change(), Act::Create, vec![record.create()])).expect("saved")
    });
}

/// Three rows in three tables, by this lock and by that of SQLite.
#[divan::bench(args = ["sharelock", "unix"], sample_count = 300)]
fn commit(bencher: Bencher<'_, '_>, lock: &str) {
    let folder = folder();
    let path = folder.path().join("b.db");
    // The store makes the lock known to SQLite.
    drop(Store::create(&folder.path().join("a.db"), 1).expect("a file"));
    let connection = Connection::open_with_flags_and_vfs(path, OpenFlags::default(), lock).expect("a file");
    connection.query_row("PRAGMA journal_mode = TRUNCATE", [], |_| Ok(())).expect("a mode");
    connection.execute_batch("CREATE TABLE a (a); CREATE TABLE b (a); CREATE TABLE c (a)").expect("tables");
    let sql = "BEGIN IMMEDIATE; INSERT INTO a VALUES (1); INSERT INTO b VALUES (2); INSERT INTO c VALUES (3); COMMIT";
    bencher.bench_local(|| connection.execute_batch(sql).expect("saved"));
}
