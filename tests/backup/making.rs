//! Making back-ups: whole, checked, private, and never half a one under a name.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use runde::runtime::backup::Daily;
use runde::store::{Backups, Reason, Store, StoreError};

use super::{Place, day, files_in, names, noon};

#[test]
fn a_back_up_holds_what_the_file_held_and_is_for_its_person_alone() {
    let mut place = Place::new();
    let mut store = place.store();
    let made = place.make(&store, noon(0));
    place.add(&mut store, "Dormagen");
    assert_eq!((made.contents.records, made.contents.changes), (2, 2));
    let copy = Store::open(&made.backup.path, true).unwrap();
    assert_eq!(names(&copy), ["Kaarst", "Neuss"]);
    assert_eq!(fs::metadata(&made.backup.path).unwrap().permissions().mode() & 0o777, 0o600);
    let folder = made.backup.path.parent().unwrap();
    assert_eq!(fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
    // Who opens it may leave an empty journal beside it.
    assert_eq!(files_in(folder).iter().filter(|name| !name.ends_with("-journal")).count(), 1);
}

#[test]
fn the_list_names_them_by_number_the_latest_first_whatever_the_clock_says() {
    let place = Place::new();
    let store = place.store();
    for offset in [0, 400, -400, 1] {
        place.make(&store, noon(offset));
    }
    fs::write(place.backups(&store).folder().join("liesmich.txt"), "x").unwrap();
    let all = place.backups(&store).all().unwrap();
    assert_eq!(all.iter().map(|backup| backup.number).collect::<Vec<_>>(), [4, 3, 2, 1]);
    assert_eq!(all[0].at, noon(1));
}

#[test]
fn what_a_program_left_that_died_over_it_goes_after_a_day() {
    let place = Place::new();
    let store = place.store();
    place.make(&store, noon(0));
    let folder = place.backups(&store).folder().to_owned();
    for (name, hours) in [("alt.1.part", 30), ("neu.2.part", 1)] {
        let file = fs::File::create(folder.join(name)).unwrap();
        file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(hours * 3600)).unwrap();
    }
    place.make(&store, noon(0));
    let parts: Vec<String> = files_in(&folder).into_iter().filter(|name| name.ends_with(".part")).collect();
    assert_eq!(parts, ["neu.2.part"]);
}

#[test]
fn there_is_one_a_day_and_the_old_ones_go() {
    let place = Place::new();
    let store = place.store();
    let backups = place.backups(&store);
    for offset in 0..60 {
        assert!(backups.due(day(offset)));
        place.make(&store, noon(offset));
        assert!(!backups.due(day(offset)));
    }
    let left = backups.all().unwrap().len();
    assert!((8..=16).contains(&left), "{left}");
}

#[test]
fn a_copy_of_the_file_does_not_push_its_back_ups_out() {
    let place = Place::new();
    let store = place.store();
    place.make(&store, noon(0));
    fs::create_dir(place.path("probe")).unwrap();
    fs::copy(place.file(), place.path("probe/allianz.runde")).unwrap();
    let copy = Store::open(&place.path("probe/allianz.runde"), false).unwrap();
    let of_copy = Backups::of(&copy, &place.path("sicherungen"), true).unwrap();
    assert!(of_copy.due(day(0)));
    for offset in 0..60 {
        of_copy.make(&copy, Reason::Daily, noon(offset), &mut || true).unwrap();
    }
    let first = of_copy.all().unwrap().into_iter().find(|backup| backup.number == 1);
    assert!(first.is_some(), "the one of the file itself is still there");
    assert!(!place.backups(&store).due(day(0)));
}

#[test]
fn one_that_is_given_up_leaves_nothing_and_is_due_again() {
    let place = Place::with_demo();
    let store = place.store();
    let backups = place.backups(&store);
    let mut asked = 0;
    let given_up = backups.make(&store, Reason::Daily, noon(0), &mut || {
        asked += 1;
        asked < 5
    });
    assert!(matches!(given_up, Err(StoreError::Interrupted)), "{given_up:?}");
    assert_eq!(files_in(backups.folder()), Vec::<String>::new());
    assert!(backups.due(day(0)));
}

#[test]
fn while_a_back_up_is_made_the_file_can_be_written_right_after() {
    let mut place = Place::with_demo();
    let store = place.store();
    let mut other = place.store();
    place.make(&store, noon(0));
    place.add(&mut other, "Kaarst");
    place.make(&store, noon(1));
}

#[test]
fn a_failed_one_is_told_once_and_the_next_day_tries_nothing_anew_in_this_session() {
    let place = Place::new();
    let store = place.store();
    // Where the folder should be lies a file.
    fs::write(place.path("sicherungen"), "x").unwrap();
    let mut daily = Daily::at(place.backups(&store));
    let told = daily.idle(&store, noon(0), &mut || true);
    assert!(matches!(told, Some(StoreError::OutOfReach { .. })), "{told:?}");
    for _ in 0..200 {
        assert!(daily.idle(&store, noon(1), &mut || true).is_none());
    }
}

#[test]
fn the_program_makes_one_when_it_is_idle_and_none_twice() {
    let place = Place::new();
    let store = place.store();
    let backups = place.backups(&store);
    let mut daily = Daily::at(backups.clone());
    for _ in 0..200 {
        assert!(daily.idle(&store, noon(0), &mut || true).is_none());
    }
    assert_eq!(backups.all().unwrap().len(), 1);
    assert_eq!(backups.all().unwrap()[0].reason, Reason::Daily);
}

#[test]
fn a_back_up_of_a_damaged_file_is_refused_and_thrown_away() {
    let place = Place::with_demo();
    let mut bytes = fs::read(place.file()).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0xff);
    fs::write(place.file(), bytes).unwrap();
    let store = place.store();
    let backups = place.backups(&store);
    let made = backups.make(&store, Reason::Daily, noon(0), &mut || true);
    assert!(matches!(made, Err(StoreError::BadCopy(_) | StoreError::Damaged(_))), "{made:?}");
    assert_eq!(files_in(backups.folder()), Vec::<String>::new());
}
