//! What a crash left beside the file: whether the journal there is this file's own, before SQLite believes it.
//!
//! A journal does not say to which file it belongs. SQLite takes the one with the right name and writes its pages
//! into the file: that of another file, copied or renamed to here, would destroy this one
//! (<https://www.sqlite.org/howtocorrupt.html>, 1.4).

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::{StoreError, share};

/// The first bytes of a journal that counts (<https://www.sqlite.org/fileformat.html>, 3).
const MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
/// How often a file and a journal that do not fit are looked at again: somebody may be saving at this moment.
const LOOKS: usize = 4;
const PAUSE: Duration = Duration::from_millis(25);

/// Refuses a file beside which the journal of another one lies.
pub(super) fn check(path: &Path) -> Result<(), StoreError> {
    // SQLite follows links and looks beside the file itself.
    let place = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut name = place.as_os_str().to_owned();
    name.push("-journal");
    let journal = PathBuf::from(name);
    for look in 0..LOOKS {
        // What cannot be read is for SQLite to complain about.
        if belongs(&place, &journal).unwrap_or(true) {
            return Ok(());
        }
        if look + 1 < LOOKS {
            thread::sleep(PAUSE);
        }
    }
    Err(StoreError::ForeignJournal(journal))
}

/// Whether the page 1 in the journal can be the one of this file before the change that was cut short: every change
/// counts up a number on it.
fn belongs(path: &Path, journal: &Path) -> io::Result<bool> {
    let Some(before) = first_page(journal)? else { return Ok(true) };
    let mut now = [0; 100];
    File::open(path)?.read_exact(&mut now)?;
    let counter = |page: &[u8]| number(page, 24);
    let steps = counter(&now).wrapping_sub(counter(&before));
    let mark = |page: &[u8]| number(page, 68);
    Ok(steps <= 1 && mark(&now) == mark(&before))
}

/// The beginning of page 1 as a journal holds it; none where the journal does not count, or has not that page.
fn first_page(journal: &Path) -> io::Result<Option<[u8; 100]>> {
    let file = match File::open(journal) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    share::give_up_lease(&file);
    if !file.metadata()?.is_file() {
        return Ok(None);
    }
    let mut head = [0; 28];
    if file.read_exact_at(&mut head, 0).is_ok() && head.starts_with(&MAGIC) {
        let (records, sector, page) = (number(&head, 8), u64::from(number(&head, 20)), u64::from(number(&head, 24)));
        let length = file.metadata()?.len();
        // Only the first stretch: a change that is so long that it has a second one is not of this program.
        for record in 0..u64::from(records).min(length / (page.max(512) + 8) + 1) {
            let place = sector + record * (page + 8);
            let mut start = [0; 104];
            if file.read_exact_at(&mut start, place).is_err() {
                return Ok(None);
            }
            if number(&start, 0) == 1 {
                let mut first = [0; 100];
                first.copy_from_slice(&start[4..]);
                return Ok(Some(first));
            }
        }
    }
    Ok(None)
}

/// The number that stands at a place, as SQLite writes it.
fn number(bytes: &[u8], place: usize) -> u32 {
    bytes.get(place..place + 4).map_or(0, |four| four.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}
