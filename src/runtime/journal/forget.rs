//! Taking somebody who is erased out of a journal: its file is written anew, so that the bytes go too.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::line::{Content, Line};
use super::{BROKEN, Journal};
use crate::domain::Change;

impl Journal {
    /// Writes what is noted anew. `becomes` gives each change without the person, none where nothing is left of it.
    /// Gives how many were touched.
    ///
    /// # Errors
    /// Where the disk does not take it; what was noted may then be noted in part.
    pub fn forget(&self, becomes: &dyn Fn(&Change) -> Option<Change>) -> io::Result<usize> {
        let Some(own) = &self.own else { return Ok(0) };
        let mut book = self.book();
        let changes = Content::read(&fs::read(&own.path)?).changes;
        let new: Vec<Option<Change>> = changes.iter().map(becomes).collect();
        let touched = changes.iter().zip(&new).filter(|(old, new)| new.as_ref() != Some(*old)).count();
        if touched == 0 {
            return Ok(0);
        }
        book.clear()?;
        for (old, new) in changes.iter().zip(new) {
            match new {
                Some(change) => book.append(&Line::Change(Box::new(change)))?,
                None => {
                    book.left.retain(|left| *left != old.id);
                    book.unkept.retain(|left| *left != old.id);
                }
            }
        }
        drop(book);
        own.disk.sync_data()?;
        Ok(touched)
    }
}

/// The journals of a folder that were put aside because they could not be read whole. What could be was sent long ago.
pub fn broken(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    entries.filter(|path| path.to_string_lossy().ends_with(BROKEN)).collect()
}
