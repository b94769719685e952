//! Several programs at one pretended drive, with a clock that the test turns.

use super::pretended::{Drive, Seen as Side};
use super::record::tests::record;
use super::*;

const STEP: Duration = BEAT;

/// A program on a host of its own, unless it is said otherwise.
fn program(drive: &Drive, host: u8, login: &str) -> Presence<Side> {
    let mut shown = record(login, 0).shown;
    (shown.process, shown.host) = (u32::from(host), format!("pc{host}"));
    let mut presence = Presence::new(drive.host(host), shown);
    // Hosts that know nothing of each other's processes.
    presence.machine = Machine(u64::from(host) + 1);
    presence.me.machine = u64::from(host) + 1;
    presence
}

fn logins(others: &[Present]) -> Vec<&str> {
    others.iter().map(|other| other.login.as_str()).collect()
}

#[test]
fn three_programs_see_each_other_and_what_they_look_at() {
    let drive = Drive::honest();
    let [mut anna, mut joerg, mut ute] =
        [(1, "abei"), (2, "jmus"), (3, "ugru")].map(|(host, login)| program(&drive, host, login));
    joerg.look_at(Some((Kind::Group, Id(3))));
    let mut seen = Vec::new();
    for step in 0..4 {
        for one in [&mut joerg, &mut ute] {
            one.beat(STEP * step).unwrap();
        }
        seen = anna.beat(STEP * step).unwrap();
    }
    assert_eq!(logins(&seen), ["jmus", "ugru"]);
    assert_eq!(seen[0].at, Some((Kind::Group, Id(3))));
    ute.leave().unwrap();
    assert_eq!(logins(&anna.beat(STEP * 4).unwrap()), ["jmus"]);
    assert_eq!((anna.lie(), joerg.lie()), (None, None));
}

#[test]
fn a_drive_whose_locks_stay_in_their_host_is_found_from_both_sides() {
    // Whatever slots they begin with, also the same one.
    for offset in 0..3 {
        let drive = Drive::lying();
        let (mut anna, mut joerg) = (program(&drive, 1, "abei"), program(&drive, 2, "jmus"));
        (anna.me.token, joerg.me.token) = (64, 128 + offset);
        for step in 0..5 {
            anna.beat(STEP * step).unwrap();
            joerg.beat(STEP * step).unwrap();
        }
        assert_eq!(anna.lie(), Some(&Danger::Unseen { login: "jmus".into(), host: "pc2".into() }), "{offset}");
        assert_eq!(joerg.lie(), Some(&Danger::Unseen { login: "abei".into(), host: "pc1".into() }), "{offset}");
    }
}

#[test]
fn once_the_liar_has_left_whoever_starts_again_works_though_another_still_stands_still() {
    let drive = Drive::honest();
    let (mut anna, mut joerg) = (program(&drive, 1, "abei"), program(&drive, 2, "jmus"));
    let liar = record("ugru", 77);
    for step in 0..6 {
        // Beats, and its byte is nowhere to be seen.
        let beating = Record { beat: step, ..liar.clone() };
        drive.host(9).write(40, &beating.encode()).unwrap();
        anna.beat(STEP * step).unwrap();
        joerg.beat(STEP * step).unwrap();
    }
    assert!(anna.lie().is_some() && joerg.lie().is_some());
    drive.host(9).write(40, &EMPTY).unwrap();
    joerg.leave().unwrap();
    let mut again = program(&drive, 2, "jmus");
    for step in 6..16 {
        anna.beat(STEP * step).unwrap();
        again.beat(STEP * step).unwrap();
    }
    assert_eq!(again.lie(), None);
}

#[test]
fn two_programs_of_one_host_never_accuse_each_other() {
    for drive in [Drive::honest(), Drive::lying()] {
        let (mut one, mut two) = (program(&drive, 1, "abei"), program(&drive, 1, "abei"));
        for step in 0..20 {
            one.beat(STEP * step).unwrap();
            two.beat(STEP * step).unwrap();
        }
        assert_eq!((one.lie(), two.lie()), (None, None));
    }
}

#[test]
fn a_server_that_forgot_the_locks_is_no_liar() {
    let drive = Drive::honest();
    let (mut anna, mut joerg) = (program(&drive, 1, "abei"), program(&drive, 2, "jmus"));
    let mut seen = Vec::new();
    for step in 0..20 {
        if step == 5 {
            drive.forget();
        }
        joerg.beat(STEP * step).unwrap();
        seen = anna.beat(STEP * step).unwrap();
    }
    assert_eq!((anna.lie(), joerg.lie()), (None, None));
    assert_eq!(logins(&seen), ["jmus"]);
}

#[test]
fn who_holds_its_byte_and_says_nothing_is_said_to_be_gone() {
    let drive = Drive::honest();
    let (mut anna, mut joerg) = (program(&drive, 1, "abei"), program(&drive, 2, "jmus"));
    joerg.beat(Duration::ZERO).unwrap();
    let silent = |anna: &mut Presence<Side>, steps: std::ops::Range<u32>| {
        let mut seen = Vec::new();
        for step in steps {
            seen = anna.beat(STEP * step).unwrap();
        }
        seen[0].is_silent
    };
    assert!(!silent(&mut anna, 0..10));
    assert!(silent(&mut anna, 10..20));
    assert_eq!(anna.lie(), None);
}

#[test]
fn who_died_makes_room() {
    let drive = Drive::honest();
    let mut anna = program(&drive, 1, "abei");
    drive.host(2).write(9, &record("jmus", 4).encode()).unwrap();
    for step in 0..10 {
        assert_eq!(anna.beat(STEP * step).unwrap(), []);
    }
    assert_eq!(records(&drive.host(3).read().unwrap()).count(), 1);
}

#[test]
fn when_all_places_are_taken_one_goes_on_without() {
    let drive = Drive::honest();
    let mut all: Vec<_> = (0..SLOTS as u8).map(|host| program(&drive, host, "x")).collect();
    for one in &mut all {
        one.beat(Duration::ZERO).unwrap();
    }
    let mut late = program(&drive, 200, "late");
    assert_eq!(late.beat(Duration::ZERO).unwrap().len(), SLOTS);
    all.pop().unwrap().leave().unwrap();
    late.beat(STEP).unwrap();
    assert!(late.slot.is_some());
}

#[test]
fn a_drive_that_was_away_is_entered_anew_without_accusing_anybody() {
    let drive = Drive::honest();
    let (mut anna, mut joerg) = (program(&drive, 1, "abei"), program(&drive, 2, "jmus"));
    for step in 0..30 {
        drive.fail((5..15).contains(&step));
        let (a, b) = (anna.beat(STEP * step), joerg.beat(STEP * step));
        assert_eq!(a.is_err() || b.is_err(), (5..15).contains(&step));
    }
    assert_eq!((anna.lie(), joerg.lie()), (None, None));
    assert_eq!(logins(&anna.beat(STEP * 30).unwrap()), ["jmus"]);
}

#[test]
fn a_real_side_file_tells_two_programs_of_each_other_and_survives_rubbish() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("allianz.runde");
    std::fs::write(&path, "").unwrap();
    std::fs::write(side_path(&path), b"\x1b[2Jrubbish").unwrap();
    let shown = |login: &str| Present { process: std::process::id(), ..record(login, 0).shown };
    let enter = |login: &str| Presence::new(SideFile::of(&path).unwrap(), shown(login));
    let (mut anna, mut joerg) = (enter("abei"), enter("jmus"));
    assert_eq!(SideFile::of(&path).unwrap().probe().unwrap(), Probed::Excluded);
    for step in 0..4 {
        anna.beat(STEP * step).unwrap();
        joerg.beat(STEP * step).unwrap();
    }
    assert_eq!(logins(&anna.beat(STEP * 4).unwrap()), ["jmus"]);
    assert_eq!((anna.lie(), joerg.lie()), (None, None));
    assert_eq!(before_writing(&path).unwrap(), None);
    assert_eq!(who_is_in(&path).unwrap().len(), 2);
    assert_eq!(who_holds(&path).unwrap().len(), 2);
    joerg.leave().unwrap();
    assert_eq!(anna.beat(STEP * 5).unwrap(), []);
    drop(anna);
}

#[test]
fn a_link_in_the_place_of_the_side_file_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("allianz.runde");
    std::fs::write(folder.path().join("victim"), "dear").unwrap();
    std::os::unix::fs::symlink(folder.path().join("victim"), side_path(&path)).unwrap();
    assert!(SideFile::of(&path).is_err());
    assert_eq!(std::fs::read(folder.path().join("victim")).unwrap(), b"dear");
}
