//! The folder of a file's back-ups: their names, their numbers, which there are, and when the next one is due.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime};

use super::copy::{self, Contents, mode_of, out_of_reach};
use super::keep::superfluous;
use crate::store::{Store, StoreError};

/// What every back-up's name ends with.
const SUFFIX: &str = ".runde";
const STAMP: &str = "%Y-%m-%d-%H%M%S";

/// Nobody needs longer for a back-up than this: half a one that is older was left by a program that died.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// Why a back-up was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It was a new day.
    Daily,
    /// Somebody asked for it.
    ByHand,
    /// A list was about to be read in.
    Import,
    /// An older state was about to be put back.
    Restore,
}

impl Reason {
    /// Every one there is.
    pub const ALL: &'static [Self] = &[Self::Daily, Self::ByHand, Self::Import, Self::Restore];

    /// The word in the name of the file and in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::ByHand => "hand",
            Self::Import => "import",
            Self::Restore => "restore",
        }
    }
}

/// A back-up that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub path: PathBuf,
    /// Its number, by which people name it; counted upwards for each file.
    pub number: u32,
    /// When it was made, by the clock of the host that made it.
    pub at: NaiveDateTime,
    /// Why it was made.
    pub reason: Reason,
    /// Its size in bytes.
    pub bytes: u64,
    series: String,
}

/// A back-up that was just made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The back-up.
    pub backup: Backup,
    /// What is in it.
    pub contents: Contents,
}

/// The back-ups of one file.
///
/// They lie in a folder named by the file's identity, so that two alliances do not mix. A copy of a file has the
/// same identity and is another file: the names hold where it lies too, and each series is kept by itself.
#[derive(Clone, Debug)]
pub struct Backups {
    folder: PathBuf,
    series: String,
    mode: u32,
    private: bool,
}

impl Backups {
    /// The back-ups of a file below this folder; `private` where nobody else may read them, else whoever may read
    /// the file.
    ///
    /// # Errors
    /// [`StoreError`] where the file does not tell its identity.
    pub fn of(store: &Store, base: &Path, private: bool) -> Result<Self, StoreError> {
        let path = store.path();
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let stem = place.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let series = format!("{stem}-{:08x}", short_hash(place.as_os_str().as_encoded_bytes()));
        let mode = if private { 0o600 } else { mode_of(path) };
        Ok(Self { folder: base.join(store.uuid()?), series, mode, private })
    }

    /// Whether back-ups can be put into this folder: it is there, or the one around it is. A name with a slip is
    /// not to become a folder that nobody looks into.
    pub fn can_be_in(base: &Path) -> bool {
        let around = base.parent().filter(|around| !around.as_os_str().is_empty()).unwrap_or(Path::new("."));
        base.is_dir() || around.is_dir()
    }

    /// Whether this file is itself a back-up, opened where it lies; of that no back-ups are made by themselves.
    pub fn has(store: &Store) -> bool {
        let Ok(uuid) = store.uuid() else { return false };
        let place = fs::canonicalize(store.path()).unwrap_or_else(|_| store.path().to_owned());
        read(&place).is_some() && place.parent().and_then(Path::file_name).is_some_and(|folder| *folder == *uuid)
    }

    /// Where they lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Those that are there, the latest first. What else lies in the folder is passed over.
    ///
    /// # Errors
    /// [`StoreError::OutOfReach`] where the folder cannot be read; a folder that is not there holds none.
    pub fn all(&self) -> Result<Vec<Backup>, StoreError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(cause) => return Err(out_of_reach(&self.folder, cause)),
        };
        let mut found: Vec<Backup> = entries.filter_map(|entry| read(&entry.ok()?.path())).collect();
        found.sort_by(|a, b| (b.number, b.at, &b.path).cmp(&(a.number, a.at, &a.path)));
        Ok(found)
    }

    /// Whether the last one of this file is not of this day. A clock that was wrong for a while makes one too many
    /// at worst.
    pub fn due(&self, today: NaiveDate) -> bool {
        // Where the folder cannot be read, making one says why.
        self.own().map_or(true, |own| own.first().is_none_or(|last| last.at.date() != today))
    }

    /// Makes a back-up now, and throws away those that nobody needs any more. `go_on` is asked every few
    /// milliseconds; where it says no, nothing is made.
    ///
    /// # Errors
    /// [`StoreError::Interrupted`], [`StoreError::BadCopy`], and what happens to the drives.
    pub fn make(
        &self,
        store: &Store,
        reason: Reason,
        now: NaiveDateTime,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<Made, StoreError> {
        let mode = if self.mode & 0o077 == 0 { 0o700 } else { 0o755 };
        if !self.private && !self.folder.parent().is_some_and(Self::can_be_in) {
            return Err(out_of_reach(&self.folder, std::io::ErrorKind::NotFound.into()));
        }
        let made = fs::DirBuilder::new().recursive(true).mode(mode).create(&self.folder);
        made.map_err(|cause| out_of_reach(&self.folder, cause))?;
        let number = self.all()?.first().map_or(1, |last| last.number.saturating_add(1));
        let name = format!("{}-{number:04}-{}-{}{SUFFIX}", self.series, now.format(STAMP), reason.code());
        let path = self.folder.join(name);
        let contents = copy::copy(&store.connection, &path, self.mode, go_on)?;
        let bytes = fs::metadata(&path).map_or(0, |found| found.len());
        self.thin()?;
        let backup = Backup { path, number, at: now, reason, bytes, series: self.series.clone() };
        Ok(Made { backup, contents })
    }

    fn own(&self) -> Result<Vec<Backup>, StoreError> {
        Ok(self.all()?.into_iter().filter(|backup| backup.series == self.series).collect())
    }

    /// Takes away what programs left half made that died over it.
    fn sweep(&self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "part")) {
            let age = fs::metadata(&path).and_then(|found| found.modified()).map(|made| made.elapsed());
            if matches!(age, Ok(Ok(age)) if age > LONGEST) {
                let _ = fs::remove_file(path);
            }
        }
    }

    fn thin(&self) -> Result<(), StoreError> {
        let own = self.own()?;
        let days: Vec<NaiveDate> = own.iter().map(|backup| backup.at.date()).collect();
        for place in superfluous(&days) {
            // One too many harms nobody; the next time it is tried again.
            let _ = fs::remove_file(&own[place].path);
        }
        self.sweep();
        Ok(())
    }
}

/// Reads a back-up's name: `allianz-1a2b3c4d-0042-2026-11-22-135200-daily.runde`.
fn read(path: &Path) -> Option<Backup> {
    let name = path.file_name()?.to_str()?.strip_suffix(SUFFIX)?;
    let (rest, reason) = name.rsplit_once('-')?;
    let reason = *Reason::ALL.iter().find(|one| one.code() == reason)?;
    let cut = rest.len().checked_sub("-2026-11-22-135200".len())?;
    let (rest, stamp) = (rest.get(..cut)?, rest.get(cut + 1..)?);
    let at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
    let (series, number) = rest.rsplit_once('-')?;
    let number = number.parse().ok()?;
    let found = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some(Backup { path: path.to_owned(), number, at, reason, bytes: found.len(), series: series.to_owned() })
}

/// FNV-1a (<http://www.isthe.com/chongo/tech/comp/fnv/>), folded to 32 bits: tells a few files of one name apart.
fn short_hash(bytes: &[u8]) -> u32 {
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3));
    u32::try_from(hash >> 32 ^ hash & 0xffff_ffff).unwrap_or_default()
}
