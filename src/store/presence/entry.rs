//! The look around before the first write: does anybody work here whose lock is not seen from this host?

use std::io;
use std::path::Path;
use std::time::Duration;

use super::BEAT;
use super::ground::{Ground, Probed, SLOTS, SideFile, has_no_locks};
use super::machine::Machine;
use super::record::{LENGTH, Record};
use crate::domain::place::Danger;

/// Pause between two looks at a record whose lock is not seen.
const STEP: Duration = Duration::from_millis(200);
/// How long to look whether it moves: a beat, and what a slow drive takes.
const LONGEST: Duration = Duration::from_millis(5 * BEAT.as_millis() as u64 / 2);
/// After which pauses locks are tried again that failed: a lock service that begins to run, or a line that broke for a
/// moment, is no reason to distrust a place.
const AGAIN: [Duration; 3] = [Duration::from_millis(100), Duration::from_millis(300), Duration::from_millis(900)];

/// Tries the locks at the place of a file, and looks whether everybody who is in is seen. Waits some seconds only
/// where a record stands without its lock. The file itself is left alone.
///
/// # Errors
/// Where the side file cannot be used: then nothing is known.
pub(in crate::store) fn before_writing(path: &Path) -> io::Result<Option<Danger>> {
    patiently(&mut |pause| std::thread::sleep(pause), &mut || {
        // Opened for every try: what the server has forgotten is not asked for again.
        let mut ground = SideFile::of(path)?;
        match ground.probe()? {
            Probed::GrantedTwice => Ok(Some(Danger::GrantedTwice)),
            Probed::Excluded => look_around(&mut ground, Machine::here(), &mut |pause| std::thread::sleep(pause)),
        }
    })
}

/// Whether the locks answer now and exclude each other, tried once.
pub(in crate::store) fn locks_answer(path: &Path) -> bool {
    SideFile::of(path).and_then(|mut ground| ground.probe()).is_ok_and(|probed| probed == Probed::Excluded)
}

/// Tries again what fails in a way that may pass. That there are no locks is believed only then.
fn patiently(
    pause: &mut dyn FnMut(Duration),
    attempt: &mut dyn FnMut() -> io::Result<Option<Danger>>,
) -> io::Result<Option<Danger>> {
    let mut tried = attempt();
    for time in AGAIN {
        if !tried.as_ref().is_err_and(may_pass) {
            break;
        }
        pause(time);
        tried = attempt();
    }
    match tried {
        Err(cause) if has_no_locks(&cause) => Ok(Some(Danger::NoLocks(cause.to_string()))),
        tried => tried,
    }
}

fn may_pass(cause: &io::Error) -> bool {
    let passes = [libc::ENOLCK, libc::EIO, libc::ESTALE, libc::ETIMEDOUT, libc::EHOSTDOWN, libc::EHOSTUNREACH];
    cause.kind() == io::ErrorKind::WouldBlock || cause.raw_os_error().is_some_and(|code| passes.contains(&code))
}

fn look_around(
    ground: &mut impl Ground,
    machine: Machine,
    pause: &mut dyn FnMut(Duration),
) -> io::Result<Option<Danger>> {
    let mut suspects: Vec<(usize, Record)> = Vec::new();
    for (slot, record) in records(&ground.read()?) {
        if ground.take(slot)? {
            ground.give(slot)?;
            suspects.push((slot, record));
        }
    }
    let mut waited = Duration::ZERO;
    while waited < LONGEST && suspects.iter().any(|(_, record)| !machine.has_ended(record)) {
        pause(STEP);
        waited += STEP;
        let now: Vec<(usize, Record)> = records(&ground.read()?).collect();
        let mut found = None;
        let mut failed = None;
        suspects.retain(|(slot, seen)| {
            let Some((_, record)) = now.iter().find(|(place, _)| place == slot) else { return false };
            if (record.token, record.beat) == (seen.token, seen.beat) {
                return true;
            }
            match ground.take(*slot) {
                // It lives, and its byte can be had: this lock protects from nobody.
                Ok(true) => {
                    failed = ground.give(*slot).err();
                    found = Some(unseen(record));
                }
                // Somebody who has just come in, or who had to take the byte again.
                Ok(false) => {}
                Err(cause) => failed = Some(cause),
            }
            false
        });
        if found.is_some() {
            return Ok(found);
        }
        if let Some(cause) = failed {
            return Err(cause);
        }
    }
    for (slot, record) in suspects {
        clear(ground, slot, &record)?;
    }
    Ok(None)
}

/// Empties the slot of a program that has ended without doing so itself.
pub(super) fn clear(ground: &mut impl Ground, slot: usize, seen: &Record) -> io::Result<()> {
    if !ground.take(slot)? {
        return Ok(());
    }
    // Somebody may have come in here since it was looked at.
    let is_still = records(&ground.read()?).any(|(place, record)| place == slot && record == *seen);
    let cleared = if is_still { ground.write(slot, &EMPTY) } else { Ok(()) };
    ground.give(slot)?;
    cleared
}

/// A slot in which nobody is.
pub(super) const EMPTY: [u8; LENGTH] = {
    let mut bytes = [b' '; LENGTH];
    bytes[LENGTH - 1] = b'\n';
    bytes
};

/// The records that can be read, with their slots.
pub(super) fn records(bytes: &[u8]) -> impl Iterator<Item = (usize, Record)> + use<'_> {
    bytes.chunks(LENGTH).take(SLOTS).enumerate().filter_map(|(slot, bytes)| Some((slot, Record::decode(bytes)?)))
}

pub(super) fn unseen(record: &Record) -> Danger {
    Danger::Unseen { login: record.shown.login.clone(), host: record.shown.host.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::presence::pretended::Drive;
    use crate::store::presence::record::tests::record;

    const HERE: Machine = Machine(5);

    #[test]
    fn alone_or_among_honest_people_nobody_waits() {
        let drive = Drive::honest();
        let mut waited = 0;
        assert_eq!(look_around(&mut drive.host(1), HERE, &mut |_| waited += 1).unwrap(), None);
        let mut other = drive.host(2);
        assert!(other.take(3).unwrap());
        other.write(3, &record("jmus", 9).encode()).unwrap();
        assert_eq!(look_around(&mut drive.host(1), HERE, &mut |_| waited += 1).unwrap(), None);
        assert_eq!(waited, 0);
    }

    /// What comes of attempts that end like this, and how many there were.
    fn after(mut codes: Vec<i32>) -> (io::Result<Option<Danger>>, usize) {
        let mut tries = 0;
        let tried = patiently(&mut |_| (), &mut || {
            tries += 1;
            if codes.is_empty() { Ok(None) } else { Err(io::Error::from_raw_os_error(codes.remove(0))) }
        });
        (tried, tries)
    }

    #[test]
    fn locks_that_fail_for_a_moment_are_tried_again_before_a_place_is_distrusted() {
        assert!(matches!(after(vec![libc::ENOLCK, libc::EIO, libc::ESTALE]), (Ok(None), 4)));
        assert!(matches!(after(vec![libc::ENOLCK; 9]), (Ok(Some(Danger::NoLocks(_))), 4)));
        assert!(matches!(after(vec![libc::EIO; 9]), (Err(_), 4)));
        // What a drive cannot do it will not do a second later either.
        assert!(matches!(after(vec![libc::EOPNOTSUPP; 9]), (Ok(Some(Danger::NoLocks(_))), 1)));
        assert!(matches!(after(vec![libc::EACCES; 9]), (Err(_), 1)));
    }

    #[test]
    fn who_beats_without_a_lock_that_is_seen_forbids_writing() {
        let drive = Drive::lying();
        let mut other = drive.host(2);
        let mut theirs = record("jmus", 9);
        assert!(other.take(3).unwrap());
        other.write(3, &theirs.encode()).unwrap();
        let found = look_around(&mut drive.host(1), HERE, &mut |_| {
            theirs.beat += 1;
            other.write(3, &theirs.encode()).unwrap();
        });
        assert_eq!(found.unwrap(), Some(unseen(&theirs)));
    }

    #[test]
    fn who_died_is_waited_for_once_and_then_forgotten() {
        let drive = Drive::honest();
        drive.host(2).write(3, &record("jmus", 9).encode()).unwrap();
        let mut waited = Duration::ZERO;
        assert_eq!(look_around(&mut drive.host(1), HERE, &mut |pause| waited += pause).unwrap(), None);
        assert!(waited >= BEAT && waited < BEAT * 3, "{waited:?}");
        assert_eq!(records(&drive.host(1).read().unwrap()).count(), 0);
    }

    #[test]
    fn a_process_of_this_host_that_died_is_not_waited_for() {
        let drive = Drive::honest();
        let mut dead = record("jmus", 9);
        (dead.machine, dead.shown.process) = (HERE.0, u32::MAX);
        drive.host(1).write(3, &dead.encode()).unwrap();
        assert_eq!(look_around(&mut drive.host(1), HERE, &mut |_| panic!("waited")).unwrap(), None);
        assert_eq!(records(&drive.host(1).read().unwrap()).count(), 0);
    }

    #[test]
    fn whatever_else_stands_in_the_side_file_is_no_record() {
        let drive = Drive::honest();
        drive.host(2).write(0, &[0x1b; LENGTH]).unwrap();
        assert_eq!(look_around(&mut drive.host(1), HERE, &mut |_| panic!("waited")).unwrap(), None);
    }
}
