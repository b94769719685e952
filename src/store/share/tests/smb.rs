//! A file on SMB: what this host would answer by itself is asked of the server, and a connection that was lost meanwhile
//! ends the transaction.

use super::*;
use crate::store::StoreError;

fn insert(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("INSERT INTO t VALUES (2, zeroblob(9000))", [])?;
    Ok(())
}

/// A file on SMB, and a connection on it.
fn on_smb() -> (TempDir, PathBuf, Connection) {
    let (folder, path) = file();
    be_smb();
    let connection = ours(&path);
    (folder, path, connection)
}

/// Both files, byte by byte.
fn bytes(path: &Path) -> [Vec<u8>; 2] {
    [std::fs::read(path).unwrap(), std::fs::read(journal(path)).unwrap()]
}

#[test]
fn leases_are_given_back_before_the_first_lock_and_before_the_first_write() {
    let (_folder, _path, one) = on_smb();
    insert(&one).unwrap();
    calls();
    insert(&one).unwrap();
    let calls = calls();
    let places = |wanted: Call| calls.iter().enumerate().filter(move |(_, call)| **call == wanted).map(|(at, _)| at);
    let leases: Vec<usize> = places(Call::Lease).collect();
    assert_eq!(leases.len(), 3, "{calls:?}");
    assert!(leases[0] < places(Call::Lock).next().unwrap(), "{calls:?}");
    let opened = places(Call::Open).next().unwrap();
    assert!(leases[1] < opened && opened < leases[2], "that of the journal too: {calls:?}");
    assert!(places(Call::Lock).any(|lock| leases[0] < lock && lock < leases[1]), "{calls:?}");
    assert!(leases[2] < places(Call::Write).next().unwrap(), "{calls:?}");
}

#[test]
fn a_commit_a_reading_and_a_look_cost_few_requests_on_smb() {
    let (_folder, path, writer) = on_smb();
    let reader = ours(&path);
    insert(&writer).unwrap();
    count(&reader).unwrap();
    let requests = |act: &dyn Fn()| {
        calls();
        act();
        let calls = calls();
        (calls.len(), calls)
    };
    let (commit, which) = requests(&|| insert(&writer).unwrap());
    assert!(commit <= 36, "{commit}: {which:?}");
    let (reading, which) = requests(&|| assert_eq!(count(&reader).unwrap(), 3));
    assert!(reading <= 12, "{reading}: {which:?}");
    let (look, which) = requests(&|| reader.query_row("PRAGMA data_version", [], |_| Ok(())).unwrap());
    assert!(look <= 10, "{look}: {which:?}");
}

#[test]
fn elsewhere_no_lease_is_asked_for() {
    let (_folder, path) = file();
    let one = ours(&path);
    calls();
    insert(&one).unwrap();
    assert!(!calls().contains(&Call::Lease));
}

#[test]
fn who_was_connected_anew_in_a_commit_writes_nothing_more() {
    let (_folder, path, cut_off) = on_smb();
    let other = ours(&path);
    cut_off.execute_batch("BEGIN IMMEDIATE; INSERT INTO t VALUES (2, 2)").unwrap();
    let before = bytes(&path);
    connect_anew(Some(1));
    assert!(matches!(StoreError::from(cut_off.execute_batch("COMMIT").unwrap_err()), StoreError::Drive(_)));
    let _ = cut_off.execute_batch("ROLLBACK");
    assert!(before == bytes(&path), "neither the file nor the journal, which may be another's by now");
    assert_eq!(count(&other).unwrap(), 1);
    insert(&cut_off).unwrap();
    assert_eq!(count(&other).unwrap(), 2);
}

#[test]
fn who_was_connected_anew_with_a_part_of_the_commit_in_the_file_leaves_the_rest_to_the_next_one() {
    let (_folder, path, cut_off) = on_smb();
    let other = ours(&path);
    cut_off.execute_batch("PRAGMA cache_size = 1; PRAGMA cache_spill = ON; BEGIN IMMEDIATE").unwrap();
    for _ in 0..200 {
        insert(&cut_off).unwrap();
    }
    let before = bytes(&path);
    assert!(!before[1].is_empty());
    connect_anew(Some(1));
    assert!(cut_off.execute_batch("COMMIT").is_err());
    let _ = cut_off.execute_batch("ROLLBACK");
    assert!(before == bytes(&path));
    drop(cut_off);
    assert_eq!(count(&other).unwrap(), 1);
    insert(&other).unwrap();
}

#[test]
fn nobody_builds_on_what_was_read_before_a_new_connection() {
    let (_folder, path, one) = on_smb();
    one.execute_batch("BEGIN").unwrap();
    count(&one).unwrap();
    connect_anew(Some(1));
    assert!(matches!(insert(&one), Err(StoreError::Busy)));
    one.execute_batch("COMMIT").unwrap();
    insert(&one).unwrap();
    assert_eq!(count(&ours(&path)).unwrap(), 2);
}

#[test]
fn a_system_that_does_not_count_connections_is_done_without() {
    let (_folder, path, one) = on_smb();
    connect_anew(None);
    insert(&one).unwrap();
    connect_anew(Some(5));
    insert(&one).unwrap();
    assert_eq!(count(&ours(&path)).unwrap(), 3);
}

#[test]
fn locks_are_no_answer_of_the_server_but_a_lease_that_was_given_back_is_one() {
    let (_folder, path, one) = on_smb();
    one.execute_batch("PRAGMA cache_size = 1; BEGIN IMMEDIATE").unwrap();
    for _ in 0..10 {
        sleep(1_500);
        calls();
        insert(&one).unwrap();
        assert!(calls().contains(&Call::Lease), "it is asked on purpose");
    }
    one.execute_batch("COMMIT").unwrap();
    assert_eq!(count(&ours(&path)).unwrap(), 11);
}

#[test]
fn a_server_that_does_not_answer_lets_nobody_in_and_nobody_write() {
    let (_folder, path, one) = on_smb();
    insert(&one).unwrap();
    for answered in 0..3 {
        let before = bytes(&path);
        fail_later(Call::Lease, answered);
        assert!(matches!(insert(&one), Err(StoreError::Drive(_))), "{answered}");
        assert!(before == bytes(&path), "{answered}");
        insert(&one).unwrap();
    }
    assert_eq!(count(&ours(&path)).unwrap(), 5);
}

#[test]
fn a_server_without_such_attributes_is_asked_for_the_size_instead() {
    let (_folder, path, one) = on_smb();
    fail_with(Call::Lease, 1000, Errno::NOTSUP);
    calls();
    insert(&one).unwrap();
    let calls = calls();
    fail(Call::Lease, 0);
    assert!(calls.windows(2).any(|pair| pair == [Call::Lease, Call::Look]), "{calls:?}");
    assert_eq!(count(&ours(&path)).unwrap(), 2);
}
