//! The journal of changes on this host: a change stands here before the file is touched, and is struck out when its
//! fate is known. What a program that died has left is taken over by the next one and sent again; its id in the file
//! tells whether it arrived.

mod forget;
mod line;
#[cfg(test)]
mod tests;

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::domain::{Change, ChangeId};
pub use forget::broken;
use line::{Content, Line};

/// How a journal ends: one that belongs to a program, and one that could not be read whole.
const OWN: &str = ".journal";
const BROKEN: &str = ".broken";

/// What a new program finds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Changes of programs that are gone, whose fate is unknown. They stand in the new program's journal.
    pub changes: Vec<Change>,
    /// Journals that could not be read whole; they were put aside under this name.
    pub broken: Vec<PathBuf>,
}

/// The journal of one running program. No other writes into it.
#[derive(Debug)]
pub struct Journal {
    /// None where this host has no place for it: then it only counts.
    own: Option<Own>,
    book: Mutex<Book>,
}

/// Its file.
#[derive(Debug)]
struct Own {
    path: PathBuf,
    /// The same file as that of the book, so that waiting for the disk keeps nobody from noting.
    disk: File,
}

#[derive(Debug, Default)]
struct Book {
    file: Option<File>,
    /// Up to where it is whole.
    length: u64,
    /// Whether something was noted that is not on the disk yet.
    is_fresh: bool,
    left: Vec<ChangeId>,
    /// Those of them that stand in no file.
    unkept: Vec<ChangeId>,
}

impl Journal {
    /// A journal in this folder, told from others by `name`; and what programs that are gone have left there.
    ///
    /// # Errors
    /// Where the folder takes no file.
    pub fn open(folder: &Path, name: u64) -> io::Result<(Self, Found)> {
        let path = folder.join(format!("changes-{name:016x}{OWN}"));
        // Under its own name only once it is held: else another start would take it over.
        let part = folder.join(format!("changes-{name:016x}.part"));
        let file = OpenOptions::new().append(true).create_new(true).mode(0o600).open(&part)?;
        if let Err(TryLockError::Error(cause)) = file.try_lock() {
            // Where this host knows no locks, nobody can take anything over: it all stays where it is.
            tracing::warn!(%cause, "a journal cannot be held");
        }
        fs::rename(&part, &path)?;
        let disk = file.try_clone()?;
        let book = Mutex::new(Book { file: Some(file), ..Book::default() });
        let journal = Self { own: Some(Own { path: path.clone(), disk }), book };
        let mut found = Found::default();
        for other in journals(folder).into_iter().filter(|other| *other != path) {
            if let Err(cause) = journal.take_over(&other, &mut found) {
                tracing::error!(%cause, path = %other.display(), "a journal could not be taken over");
            }
        }
        Ok((journal, found))
    }

    /// No file: this host has no place for one. What is on its way is only counted.
    pub fn nowhere() -> Self {
        Self { own: None, book: Mutex::default() }
    }

    /// Notes a change, unless it stands here. It outlives this program; after [`Journal::sync`] also a loss of power.
    ///
    /// # Errors
    /// Where the disk does not take it.
    pub fn note(&self, change: &Change) -> io::Result<()> {
        let mut book = self.book();
        if book.left.contains(&change.id) {
            return Ok(());
        }
        book.left.push(change.id);
        let written = book.append(&Line::Change(Box::new(change.clone())));
        if written.is_err() || self.own.is_none() {
            book.unkept.push(change.id);
        }
        book.is_fresh = true;
        written
    }

    /// Waits until what was noted is on the disk.
    ///
    /// # Errors
    /// Where the disk says so.
    pub fn sync(&self) -> io::Result<()> {
        let Some(own) = &self.own else { return Ok(()) };
        let is_fresh = std::mem::take(&mut self.book().is_fresh);
        if is_fresh { own.disk.sync_data() } else { Ok(()) }
    }

    /// Strikes a change out whose fate is known. Where that fails, the change is sent again and recognised.
    pub fn strike(&self, id: ChangeId) {
        let mut book = self.book();
        let Some(place) = book.left.iter().position(|left| *left == id) else { return };
        book.left.remove(place);
        book.unkept.retain(|unkept| *unkept != id);
        let struck = if book.left.is_empty() { book.clear() } else { book.append(&Line::Known(id)) };
        if let Err(cause) = struck {
            tracing::warn!(%cause, "a change stays noted though its fate is known");
        }
    }

    /// The folder in which it lies; none where this host has no place for it.
    pub fn folder(&self) -> Option<&Path> {
        self.own.as_ref().and_then(|own| own.path.parent())
    }

    /// How many changes are on their way.
    pub fn left(&self) -> usize {
        self.book().left.len()
    }

    /// How many of them stand in no file, and end with this program.
    pub fn unkept(&self) -> usize {
        self.book().unkept.len()
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes over what stands in another program's journal, if that program is gone.
    fn take_over(&self, path: &Path, found: &mut Found) -> io::Result<()> {
        let Some(mut file) = orphan(path)? else { return Ok(()) };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let content = Content::read(&bytes);
        for change in &content.changes {
            self.note(change)?;
        }
        // Only then may it go from where it stood.
        self.sync()?;
        if content.is_broken {
            let aside = path.with_extension(&BROKEN[1..]);
            fs::rename(path, &aside)?;
            found.broken.push(aside);
        } else {
            fs::remove_file(path)?;
        }
        let known: Vec<ChangeId> = found.changes.iter().map(|change| change.id).collect();
        found.changes.extend(content.changes.into_iter().filter(|change| !known.contains(&change.id)));
        Ok(())
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        let is_done = self.left() == 0;
        if let Some(own) = self.own.as_ref().filter(|_| is_done) {
            // An empty one that stays is taken away by the next start.
            let _ = fs::remove_file(&own.path);
        }
    }
}

impl Book {
    fn append(&mut self, line: &Line) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        let bytes = line.written()?;
        match file.write_all(&bytes) {
            Ok(()) => {
                self.length += bytes.len() as u64;
                Ok(())
            }
            Err(cause) => {
                // What is half written would spoil the next line.
                file.set_len(self.length)?;
                Err(cause)
            }
        }
    }

    /// Nothing is on its way: what people wrote does not stay here.
    fn clear(&mut self) -> io::Result<()> {
        self.length = 0;
        self.file.as_ref().map_or(Ok(()), |file| file.set_len(0))
    }
}

/// How many changes programs that are gone have left in a folder. Nothing is taken over.
pub fn waiting(folder: &Path) -> usize {
    let mut all = Content::default();
    for path in journals(folder) {
        let mut bytes = Vec::new();
        if let Ok(Some(mut file)) = orphan(&path)
            && file.read_to_end(&mut bytes).is_ok()
        {
            for change in Content::read(&bytes).changes {
                all.add(change);
            }
        }
    }
    all.changes.len()
}

fn journals(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let is_journal = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(OWN));
    let mut paths: Vec<PathBuf> = entries.filter(is_journal).collect();
    paths.sort();
    paths
}

/// The journal at this place, held, where no running program holds it.
fn orphan(path: &Path) -> io::Result<Option<File>> {
    // No link is followed, and no pipe waited for.
    let flags = libc::O_NOFOLLOW | libc::O_NONBLOCK;
    let file = match OpenOptions::new().read(true).append(true).custom_flags(flags).open(path) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    if !file.metadata()?.is_file() {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    }
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(cause)) => return Err(cause),
    }
    // Another start may have taken it over, and away, in between.
    let held = file.metadata()?;
    let there = fs::metadata(path).ok();
    Ok(there.filter(|there| (there.dev(), there.ino()) == (held.dev(), held.ino())).map(|_| file))
}
