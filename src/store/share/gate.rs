//! The gate: the programs of this host queue in front of the file, so that one of them at a time contends with other
//! hosts. Of a file on a disk of this host the queue is the side file's, and all persons are in it: whoever may write
//! there could lock the file itself. Of one on a network drive it is a file of each person's own, as a place on this
//! host that several may write is one that strangers may hold.
//!
//! A courtesy. Nothing relies on it: where it is missing, broken or slow, one goes past it.

use std::fs::File;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::fs::{self, CWD, FileType, Mode, OFlags};
use rustix::io;
use rustix::process::geteuid;

use super::lock::Range;
use super::system;
use crate::store::wait::{Busy, chance};

/// How long one queues before one goes past the gate: somebody may have been stopped in it.
const LIMIT: Duration = Duration::from_secs(5);
/// How often the byte is tried under which numbers are drawn; it is held for some microseconds.
const TRIES: u32 = 100;

/// Where the last number stands, in eight bytes: behind what else may be in the file.
const NUMBER: u64 = 0x1_0000;
/// Held while a number is drawn.
const DRAWING: Range = Range { start: 0x8000_0000, length: 1 };
/// The byte that whoever has number `n` holds is this plus `n`, so that a program that dies leaves the queue.
const QUEUE: i64 = 0x8000_0010;

/// The queue in front of one file.
#[derive(Debug)]
pub(in crate::store) struct Gate(OwnedFd);

/// The right to write, until it is dropped.
#[derive(Debug)]
pub(in crate::store) struct Turn<'a> {
    busy: &'a Busy,
    place: Option<(&'a Gate, Range)>,
}

/// Somebody did not want to wait any longer, or has waited long enough.
#[derive(Debug)]
pub(in crate::store) struct GivenUp;

impl Gate {
    /// The gate that is in a file which all who may write have.
    pub(in crate::store) fn shared(file: File) -> Self {
        Self(file.into())
    }

    /// The gate in front of the file at this path, for one person; `None` where this host has no safe place for it.
    pub(in crate::store) fn private(path: &Path) -> Option<Self> {
        let about = std::fs::metadata(path).ok()?;
        let (device, inode) = (about.dev(), about.ino());
        let run = std::env::var_os("XDG_RUNTIME_DIR").filter(|path| Path::new(path).is_absolute());
        let run = run.and_then(|path| Self::within(&Path::new(&path).join("runde"), device, inode));
        run.or_else(|| Self::within(Path::new(&format!("/tmp/runde-{}", geteuid().as_raw())), device, inode))
    }

    /// In a folder that is this person's alone and no link, or not at all: others can put things into `/tmp`.
    fn within(folder: &Path, device: u64, inode: u64) -> Option<Self> {
        let _ = fs::mkdir(folder, Mode::RWXU);
        let flags = OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let folder = fs::openat(CWD, folder, flags | OFlags::RDONLY | OFlags::DIRECTORY, Mode::empty()).ok()?;
        let about = fs::fstat(&folder).ok()?;
        if about.st_uid != geteuid().as_raw() || about.st_mode & 0o077 != 0 {
            return None;
        }
        let name = format!("gate-{device:x}-{inode:x}");
        let flags = flags | OFlags::RDWR | OFlags::CREATE | OFlags::NONBLOCK;
        let file = fs::openat(&folder, name, flags, Mode::RUSR | Mode::WUSR).ok()?;
        let about = fs::fstat(&file).ok()?;
        let is_file = FileType::from_raw_mode(about.st_mode) == FileType::RegularFile;
        (is_file && about.st_uid == geteuid().as_raw()).then_some(Self(file))
    }

    /// Draws the next number, and holds the byte that belongs to it.
    fn draw(&self) -> Option<Range> {
        let file = self.0.as_fd();
        let drawing = (0..TRIES).any(|tried| {
            if tried > 0 {
                std::thread::sleep(Duration::from_micros(50 + chance() % 200));
            }
            matches!(system::take(file, DRAWING, true), Ok(true))
        });
        if !drawing {
            return None;
        }
        let mut number = [0; 8];
        // An empty file reads as nought.
        let read = io::pread(file, &mut number, NUMBER);
        // Beyond any number that can come about, somebody has written into the file.
        let number = 1 + u64::from_le_bytes(number) % (1 << 48);
        let written = io::pwrite(file, &number.to_le_bytes(), NUMBER);
        let place = Range { start: QUEUE + i64::try_from(number).ok()?, length: 1 };
        let held = read.is_ok() && written.is_ok() && matches!(system::take(file, place, true), Ok(true));
        let given = system::give(file, DRAWING);
        (held && given.is_ok()).then_some(place)
    }
}

impl<'a> Turn<'a> {
    /// Waits in the queue, but not for ever.
    pub(in crate::store) fn wait(gate: Option<&'a Gate>, busy: &'a Busy) -> Result<Self, GivenUp> {
        busy.start();
        let mut turn = Self { busy, place: None };
        let Some(gate) = gate else { return Ok(turn) };
        let Some(place) = gate.draw() else { return Ok(turn) };
        turn.place = Some((gate, place));
        let before = Range { start: QUEUE, length: place.start - QUEUE };
        let began = Instant::now();
        while began.elapsed() < LIMIT && matches!(system::is_taken(gate.0.as_fd(), before), Ok(true)) {
            if !busy.pause(Duration::from_micros(500 + chance() % 1000)) {
                return Err(GivenUp);
            }
        }
        Ok(turn)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if let Some((gate, place)) = self.place.take() {
            // Where it stays, the others go past it after a while.
            let _ = system::give(gate.0.as_fd(), place);
        }
        self.busy.finish();
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{FileExt, PermissionsExt, symlink};
    use std::sync::{Barrier, Mutex};

    use super::*;

    fn gate(folder: &Path) -> Option<Gate> {
        Gate::within(&folder.join("mine"), 1, 2)
    }

    #[test]
    fn one_after_the_other_in_the_order_of_coming() {
        let folder = tempfile::tempdir().unwrap();
        let (told, passed) = (Mutex::new(Vec::new()), Barrier::new(2));
        let first = gate(folder.path()).unwrap();
        let busy = Busy::default();
        let turn = Turn::wait(Some(&first), &busy).unwrap();
        std::thread::scope(|scope| {
            for number in 0..5 {
                let (gate, told, passed) = (gate(folder.path()).unwrap(), &told, &passed);
                scope.spawn(move || {
                    let busy = Busy::default();
                    let place = gate.draw().unwrap();
                    passed.wait();
                    let before = Range { start: QUEUE, length: place.start - QUEUE };
                    while system::is_taken(gate.0.as_fd(), before).unwrap() {
                        assert!(busy.pause(Duration::from_micros(100)));
                    }
                    told.lock().unwrap().push(number);
                    system::give(gate.0.as_fd(), place).unwrap();
                });
                passed.wait();
            }
            assert!(told.lock().unwrap().is_empty());
            drop(turn);
        });
        assert_eq!(told.into_inner().unwrap(), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn who_dies_leaves_the_queue_and_who_gives_up_too() {
        let folder = tempfile::tempdir().unwrap();
        let [dead, alive, third] = [0; 3].map(|_| gate(folder.path()).unwrap());
        dead.draw().unwrap();
        let busy = Busy::default();
        let watcher = busy.clone();
        std::thread::scope(|scope| {
            let waits = scope.spawn(|| Turn::wait(Some(&alive), &busy).map(drop));
            while watcher.since().is_none() {
                std::thread::yield_now();
            }
            watcher.give_up();
            assert!(waits.join().unwrap().is_err());
        });
        drop(dead);
        assert!(Turn::wait(Some(&third), &busy).unwrap().place.is_some());
        assert_eq!(watcher.since(), None);
    }

    #[test]
    fn a_place_that_is_not_safe_has_no_gate() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir(path("real")).unwrap();
        std::fs::set_permissions(path("real"), PermissionsExt::from_mode(0o700)).unwrap();
        symlink(path("real"), path("linked")).unwrap();
        assert!(Gate::within(&path("linked"), 1, 2).is_none());
        std::fs::create_dir(path("open")).unwrap();
        std::fs::set_permissions(path("open"), PermissionsExt::from_mode(0o777)).unwrap();
        assert!(Gate::within(&path("open"), 1, 2).is_none());
        symlink(path("elsewhere"), path("real").join("gate-1-2")).unwrap();
        assert!(Gate::within(&path("real"), 1, 2).is_none());
        assert!(!path("elsewhere").exists());
        assert!(Gate::within(&path("none/here"), 1, 2).is_none());
    }

    #[test]
    fn a_gate_with_nonsense_in_it_still_lets_through() {
        let folder = tempfile::tempdir().unwrap();
        let gate = gate(folder.path()).unwrap();
        for nonsense in [&[0xff; 8][..], b"abc", &[0; 100]] {
            let file = std::fs::OpenOptions::new().write(true).open(folder.path().join("mine/gate-1-2")).unwrap();
            file.set_len(NUMBER).unwrap();
            file.write_all_at(nonsense, NUMBER).unwrap();
            let busy = Busy::default();
            assert!(Turn::wait(Some(&gate), &busy).unwrap().place.is_some());
        }
    }
}
