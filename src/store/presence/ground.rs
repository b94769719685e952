//! The side file on which running programs stand: slots with a record and a byte each.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::record::LENGTH;
use crate::store::share::{self, bytes::ByteLock};

/// Programs that can be in at once. One more works without being seen.
pub const SLOTS: usize = 64;

/// Where the bytes lie that are locked: far behind the records, as on SMB a locked byte cannot be read either.
const BYTES: u64 = 0x4000_0000;
/// Bytes that are taken for a moment only, to make the drive forget what it remembers, and to try the locks.
const FLEETING: u64 = BYTES + 0x10_0000;
/// How many there are of them.
const FLEETING_COUNT: u64 = 0x10_0000;

/// What the locks of a place are worth, as one host alone can tell.
#[derive(Debug, PartialEq, Eq)]
pub enum Probed {
    /// Two handles exclude each other.
    Excluded,
    /// Both were granted the same byte.
    GrantedTwice,
}

/// The side file as one program sees it. A trait, so that tests can have a drive that lies.
pub trait Ground {
    /// Takes the byte of a slot, to keep it.
    fn take(&mut self, slot: usize) -> io::Result<bool>;
    /// Gives it back.
    fn give(&mut self, slot: usize) -> io::Result<()>;
    /// Whether another handle of this program is refused the byte of a slot that it took.
    fn is_kept(&mut self, slot: usize) -> io::Result<bool>;
    /// All records, as the drive has them now.
    fn read(&mut self) -> io::Result<Vec<u8>>;
    /// Writes the record of a slot.
    fn write(&mut self, slot: usize, record: &[u8; LENGTH]) -> io::Result<()>;
    /// Opens everything anew, which gives back all bytes.
    fn reopen(&mut self) -> io::Result<()>;
}

/// The side file on a drive.
#[derive(Debug)]
pub struct SideFile {
    path: PathBuf,
    mode: u32,
    file: File,
    /// A second handle: shows whether the first one's byte is still held.
    other: File,
    chance: u64,
}

/// Where the side file of a file lies: `allianz.runde` has `allianz.runde-here`.
pub fn side_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-here");
    PathBuf::from(name)
}

impl SideFile {
    /// Opens the side file of a file, made where there is none.
    ///
    /// # Errors
    /// Where it can neither be opened nor made, or is something else than a file.
    pub fn of(path: &Path) -> io::Result<Self> {
        let (path, mode) = place_of(path);
        let file = open(&path, mode)?;
        let other = open(&path, mode)?;
        let chance = getrandom::u64().unwrap_or_else(|_| u64::from(std::process::id()) << 20);
        Ok(Self { path, mode, file, other, chance })
    }

    /// Tries the locks with two handles.
    ///
    /// # Errors
    /// Where the drive does not answer, or gives no locks.
    pub fn probe(&mut self) -> io::Result<Probed> {
        let byte = self.take_fleeting()?;
        let second = ByteLock::try_take(&self.other, byte);
        ByteLock::give_back(&self.file, byte)?;
        if !second? {
            return Ok(Probed::Excluded);
        }
        ByteLock::give_back(&self.other, byte)?;
        Ok(Probed::GrantedTwice)
    }

    /// Takes a byte that hardly anybody else takes at the same moment.
    fn take_fleeting(&mut self) -> io::Result<u64> {
        for _ in 0..8 {
            self.chance = self.chance.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
            let byte = FLEETING + (self.chance >> 33) % FLEETING_COUNT;
            if ByteLock::try_take(&self.file, byte)? {
                return Ok(byte);
            }
        }
        Err(io::Error::from(io::ErrorKind::WouldBlock))
    }
}

impl Ground for SideFile {
    fn take(&mut self, slot: usize) -> io::Result<bool> {
        ByteLock::try_take(&self.file, BYTES + slot as u64)
    }

    fn give(&mut self, slot: usize) -> io::Result<()> {
        ByteLock::give_back(&self.file, BYTES + slot as u64)
    }

    fn is_kept(&mut self, slot: usize) -> io::Result<bool> {
        ByteLock::is_taken(&self.other, BYTES + slot as u64)
    }

    fn read(&mut self) -> io::Result<Vec<u8>> {
        // NFS reads from memory for ever unless a lock was granted since.
        let byte = self.take_fleeting()?;
        let mut bytes = vec![0; SLOTS * LENGTH];
        let read = read_what_is_there(&self.file, &mut bytes);
        ByteLock::give_back(&self.file, byte)?;
        bytes.truncate(read?);
        Ok(bytes)
    }

    fn write(&mut self, slot: usize, record: &[u8; LENGTH]) -> io::Result<()> {
        self.file.write_all_at(record, (slot * LENGTH) as u64)?;
        // Giving a byte back sends what NFS has kept to itself so far; nothing here has to outlive a power cut.
        let byte = self.take_fleeting()?;
        ByteLock::give_back(&self.file, byte)
    }

    fn reopen(&mut self) -> io::Result<()> {
        self.file = open(&self.path, self.mode)?;
        self.other = open(&self.path, self.mode)?;
        Ok(())
    }
}

/// The records as somebody sees them who writes nothing, not even here; nothing where nobody was ever in.
pub(super) fn read_only(path: &Path) -> io::Result<Vec<u8>> {
    let path = side_path(&std::fs::canonicalize(path)?);
    // Opened for every look: NFS asks the server when a file is opened.
    let opened = OpenOptions::new().read(true).custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK).open(path);
    let file = match opened {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        opened => opened?,
    };
    share::give_up_lease(&file);
    let mut bytes = vec![0; SLOTS * LENGTH];
    let read = read_what_is_there(&file, &mut bytes)?;
    bytes.truncate(read);
    Ok(bytes)
}

fn read_what_is_there(file: &File, bytes: &mut [u8]) -> io::Result<usize> {
    let mut read = 0;
    while read < bytes.len() {
        match file.read_at(&mut bytes[read..], read as u64) {
            Ok(0) => break,
            Ok(count) => read += count,
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
            Err(cause) => return Err(cause),
        }
    }
    Ok(read)
}

/// The side file of a file, if there is one, for the queue of those who write; it stands behind the records.
pub(in crate::store) fn side_file(path: &Path) -> io::Result<File> {
    let (path, _) = place_of(path);
    plain(options().open(path)?)
}

/// Where the side file of a file lies, and with which permissions.
fn place_of(path: &Path) -> (PathBuf, u32) {
    // Whoever may write the file is to be able to write here too.
    let mode = std::fs::metadata(path).map_or(0o664, |about| about.permissions().mode() & 0o666);
    // Else two names of one file would have two side files.
    (side_path(&std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())), mode)
}

fn open(path: &Path, mode: u32) -> io::Result<File> {
    let file = match options().open(path) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            let file = options().create(true).mode(mode).open(path)?;
            // What the person's own mask took away; where that is not allowed, the others go unseen.
            let _ = file.set_permissions(std::fs::Permissions::from_mode(mode));
            file
        }
        opened => opened?,
    };
    plain(file)
}

/// No link is followed, and no pipe waited for: who can write in this folder must not lead elsewhere.
fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK);
    options
}

fn plain(file: File) -> io::Result<File> {
    share::give_up_lease(&file);
    let about = file.metadata()?;
    if about.is_file() && about.nlink() == 1 { Ok(file) } else { Err(io::Error::from(io::ErrorKind::InvalidInput)) }
}

/// Whether a failure means that there are no locks at all.
pub(super) fn has_no_locks(cause: &io::Error) -> bool {
    matches!(cause.raw_os_error(), Some(libc::ENOLCK | libc::EOPNOTSUPP | libc::ENOSYS | libc::EINVAL))
}
