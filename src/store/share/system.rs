//! Every system call of the VFS, in one place: so that tests can count them and let them fail.
#![expect(unsafe_code, reason = "no safe library has the byte locks of an open file description")]

use std::ffi::CStr;
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd, BorrowedFd, OwnedFd};
#[cfg(not(test))]
use std::{fs::File, os::unix::fs::FileExt, sync::OnceLock};

use rustix::fs::{self, AtFlags, CWD, FileType, Mode, OFlags, StatxFlags};
use rustix::io::{self, Errno, retry_on_intr};

use super::lock::Range;

/// A kind of question to the drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Call {
    Open,
    Read,
    Write,
    Look,
    Truncate,
    Sync,
    Lock,
    Unlock,
    Lease,
}

/// What the drive says about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) size: u64,
    /// Device and inode.
    pub(super) identity: (u64, u64),
    pub(super) mode: u32,
}

impl Found {
    pub(super) fn is_file(&self) -> bool {
        FileType::from_raw_mode(self.mode) == FileType::RegularFile
    }
}

/// How a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    ReadOnly,
    ReadWrite,
    /// For reading and writing, and made with these permissions where it is not there.
    Create(u32),
}

/// Never follows a symbolic link in the last step: SQLite has resolved the path before, so that one that stands there
/// now was put there meanwhile.
pub(super) fn open(path: &CStr, way: Way) -> Result<OwnedFd, Errno> {
    open_apart(path, way, 0)
}

/// How many signs there are by which openings are told apart.
pub(super) const SIGNS: u64 = 8;

/// Opens under a sign: Linux lets programs of one host that open a file on SMB with the same flags share one handle of
/// the server, and with it its locks. So flags that mean nothing for a file make a difference.
pub(super) fn open_apart(path: &CStr, way: Way, sign: u64) -> Result<OwnedFd, Errno> {
    note(Call::Open)?;
    let apart = [(1, OFlags::NONBLOCK), (2, OFlags::from_bits_retain(libc::O_ASYNC as u32)), (4, OFlags::NOATIME)];
    let apart = apart.into_iter().filter(|(bit, _)| sign & bit != 0).fold(OFlags::empty(), |all, (_, flag)| all | flag);
    let (flags, mode) = match way {
        Way::ReadOnly => (OFlags::RDONLY, 0),
        Way::ReadWrite => (OFlags::RDWR, 0),
        Way::Create(mode) => (OFlags::RDWR | OFlags::CREATE, mode),
    };
    let flags = flags | OFlags::CLOEXEC | OFlags::NOFOLLOW;
    let open = |flags| retry_on_intr(|| fs::openat(CWD, path, flags, Mode::from_raw_mode(mode)));
    match open(flags | apart) {
        // Only the owner of a file may leave its times alone.
        Err(Errno::PERM) if apart.contains(OFlags::NOATIME) => open(flags | (apart - OFlags::NOATIME)),
        opened => opened,
    }
}

/// Reads until the buffer is full or the file ends; gives how many bytes came.
pub(super) fn read(file: BorrowedFd<'_>, into: &mut [MaybeUninit<u8>], at: u64) -> Result<usize, Errno> {
    let mut got = 0;
    while got < into.len() {
        note(Call::Read)?;
        let came = retry_on_intr(|| io::pread(file, &mut into[got..], at + got as u64).map(|(came, _)| came.len()))?;
        if came == 0 {
            break;
        }
        got += came;
    }
    Ok(got)
}

/// Writes all of it.
pub(super) fn write(file: BorrowedFd<'_>, from: &[u8], at: u64) -> Result<(), Errno> {
    let mut put = 0;
    while put < from.len() {
        note(Call::Write)?;
        match retry_on_intr(|| io::pwrite(file, &from[put..], at + put as u64))? {
            0 => return Err(Errno::IO),
            more => put += more,
        }
    }
    Ok(())
}

pub(super) fn truncate(file: BorrowedFd<'_>, size: u64) -> Result<(), Errno> {
    note(Call::Truncate)?;
    retry_on_intr(|| fs::ftruncate(file, size))
}

pub(super) fn sync(file: BorrowedFd<'_>) -> Result<(), Errno> {
    note(Call::Sync)?;
    retry_on_intr(|| fs::fdatasync(file))
}

/// Makes the name of a file that was just created outlive a power cut.
pub(super) fn sync_folder(of: &CStr) -> Result<(), Errno> {
    let bytes = of.to_bytes();
    let end = bytes.iter().rposition(|&byte| byte == b'/').unwrap_or(0);
    let folder = if end == 0 { &b"/"[..] } else { &bytes[..end] };
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let folder = fs::openat(CWD, folder, flags, Mode::empty())?;
    match fs::fsync(folder) {
        // Some network drives have nothing to sync here.
        Err(Errno::INVAL | Errno::NOTSUP | Errno::BADF | Errno::NOSYS) | Ok(()) => Ok(()),
        Err(cause) => Err(cause),
    }
}

/// What the server says now about an open file, not what this host remembers.
pub(super) fn look(file: BorrowedFd<'_>) -> Result<Found, Errno> {
    note(Call::Look)?;
    found(retry_on_intr(|| fs::statx(file, c"", AtFlags::EMPTY_PATH | AtFlags::STATX_FORCE_SYNC, WANTED))?)
}

/// What the server says now about the file of this name.
pub(super) fn look_at(path: &CStr) -> Result<Found, Errno> {
    note(Call::Look)?;
    found(retry_on_intr(|| fs::statx(CWD, path, AtFlags::STATX_FORCE_SYNC, WANTED))?)
}

const WANTED: StatxFlags = StatxFlags::SIZE.union(StatxFlags::INO).union(StatxFlags::TYPE).union(StatxFlags::MODE);

fn found(answer: fs::Statx) -> Result<Found, Errno> {
    let device = u64::from(answer.stx_dev_major) << 32 | u64::from(answer.stx_dev_minor);
    Ok(Found { size: answer.stx_size, identity: (device, answer.stx_ino), mode: u32::from(answer.stx_mode) })
}

/// Gives a file that was just made the permissions of another, whatever the umask; who may not, leaves them.
pub(super) fn set_mode(file: BorrowedFd<'_>, mode: u32) {
    let _ = fs::fchmod(file, Mode::from_raw_mode(mode));
}

/// Lets the server take back a lease that this host has on the file, and this host send it the locks that it has kept
/// to itself under that lease. True where the server has answered.
///
/// The system has no call for it. But a named attribute is asked for by an opening of its own, without a lease, for
/// which the server takes back that of anybody, and waits until it was given back; whether there is such an attribute
/// does not matter.
pub(super) fn give_up_lease(file: BorrowedFd<'_>) -> Result<bool, Errno> {
    let asked = note(Call::Lease).and_then(|()| {
        let mut value = [MaybeUninit::<u8>::uninit(); 64];
        retry_on_intr(|| fs::fgetxattr(file, c"user.runde", &mut value).map(drop))
    });
    match asked {
        Ok(()) | Err(Errno::NODATA | Errno::RANGE) => Ok(true),
        // Without such attributes this host may have answered by itself; and the file may have another name by now.
        Err(Errno::NOTSUP | Errno::NOSYS | Errno::ACCESS | Errno::PERM | Errno::NOENT) => Ok(false),
        Err(cause) => Err(cause),
    }
}

/// How often this host has connected anew to SMB servers and their shares since it was started, whichever they are;
/// None where the system does not say.
#[cfg(not(test))]
pub(super) fn connections() -> Option<u64> {
    static STATS: OnceLock<Option<File>> = OnceLock::new();
    let stats = STATS.get_or_init(|| File::open("/proc/fs/cifs/Stats").ok()).as_ref()?;
    // The line stands among the first ten.
    let mut text = [0; 1024];
    let got = stats.read_at(&mut text, 0).ok()?;
    counted(&String::from_utf8_lossy(text.get(..got)?))
}

/// From the line `0 session 0 share reconnects`.
fn counted(stats: &str) -> Option<u64> {
    let line = stats.lines().find(|line| line.ends_with("share reconnects"))?;
    let mut numbers = line.split(' ').filter_map(|word| word.parse::<u32>().ok());
    let (sessions, shares) = (numbers.next()?, numbers.next()?);
    Some(u64::from(sessions) << 32 | u64::from(shares))
}

/// Whether the file lies on SMB, where asking for a lock is done by taking it.
#[cfg(not(test))]
pub(super) fn is_smb(file: BorrowedFd<'_>) -> bool {
    // The numbers of smb, cifs and smb2 in linux/magic.h.
    fs::fstatfs(file)
        .is_ok_and(|about| [0x517b, 0xff53_4d42, 0xfe53_4d42].contains(&(about.f_type as u64 & 0xffff_ffff)))
}

/// Locks a range, without waiting: exclusively, or shared where the file may only be read. False where somebody else
/// has a part of it.
pub(super) fn take(file: BorrowedFd<'_>, range: Range, exclusive: bool) -> Result<bool, Errno> {
    note(Call::Lock)?;
    let kind = if exclusive { libc::F_WRLCK } else { libc::F_RDLCK };
    match lock_command(file, libc::F_OFD_SETLK, kind, range) {
        Ok(_) => Ok(true),
        // POSIX has the first, SMB answers with the second.
        Err(Errno::AGAIN | Errno::ACCESS) => Ok(false),
        Err(cause) => Err(cause),
    }
}

pub(super) fn give(file: BorrowedFd<'_>, range: Range) -> Result<(), Errno> {
    note(Call::Unlock)?;
    lock_command(file, libc::F_OFD_SETLK, libc::F_UNLCK, range).map(drop)
}

/// Whether somebody else has a part of the range locked.
pub(super) fn is_taken(file: BorrowedFd<'_>, range: Range) -> Result<bool, Errno> {
    note(Call::Lock)?;
    lock_command(file, libc::F_OFD_GETLK, libc::F_WRLCK, range).map(|found| found != libc::F_UNLCK)
}

fn lock_command(file: BorrowedFd<'_>, command: i32, kind: i32, range: Range) -> Result<i32, Errno> {
    let mut lock = libc::flock {
        l_type: kind as libc::c_short,
        l_whence: libc::SEEK_SET as libc::c_short,
        l_start: range.start,
        l_len: range.length,
        // Has to be nought for locks of an open file description.
        l_pid: 0,
    };
    loop {
        // SAFETY: the descriptor is open as long as it is borrowed, both commands want a pointer to a `flock`, and
        // `lock` is one, initialised, ours alone, and alive until the call returns.
        let answer = unsafe { libc::fcntl(file.as_raw_fd(), command, &raw mut lock) };
        if answer != -1 {
            return Ok(i32::from(lock.l_type));
        }
        let cause = std::io::Error::last_os_error();
        match Errno::from_io_error(&cause).unwrap_or(Errno::IO) {
            Errno::INTR => {}
            cause => return Err(cause),
        }
    }
}

#[cfg(not(test))]
const fn note(_: Call) -> Result<(), Errno> {
    Ok(())
}

#[cfg(test)]
use super::tests::note;
#[cfg(test)]
pub(super) use super::tests::{connections, is_smb};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_of_new_connections_is_read_from_what_the_system_says() {
        let stats = |line: &str| {
            format!("Resources in use\nCIFS Session: 7\nOperations (MIDs): 0\n\n{line}\nTotal vfs operations: 36\n")
        };
        let found = |line: &str| counted(&stats(line));
        assert_eq!(found("0 session 0 share reconnects"), Some(0));
        let (before, session, share) = (
            found("3 session 5 share reconnects"),
            found("4 session 5 share reconnects"),
            found("3 session 6 share reconnects"),
        );
        assert!(before.is_some() && before != session && before != share && session != share);
        assert_eq!(found("nothing of the kind"), None);
        assert_eq!(counted(""), None);
    }

    #[test]
    fn a_lease_that_cannot_be_asked_for_is_no_fault() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let ask = || give_up_lease(std::os::fd::AsFd::as_fd(&file));
        assert!(ask().is_ok());
        for (cause, answer) in [
            (Errno::NODATA, Ok(true)),
            (Errno::NOTSUP, Ok(false)),
            (Errno::IO, Err(Errno::IO)),
            (Errno::TIMEDOUT, Err(Errno::TIMEDOUT)),
        ] {
            super::super::tests::fail_with(Call::Lease, 1, cause);
            assert_eq!(ask(), answer);
        }
    }
}
