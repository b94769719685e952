//! Whether a file is one of ours, before SQLite sees it.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use rusqlite::Connection;
use rustix::fs::{AtFlags, CWD, StatxFlags, statx};

use super::StoreError;
use super::open::APPLICATION_ID;

/// Looks whether the file ends in the middle of a page, as one does that was copied in part: SQLite would read the rest
/// of the page as nothing. To be asked while nobody writes; the size is asked from the server, as the client may
/// remember it.
pub(super) fn check_end(path: &Path, connection: &Connection) -> Result<(), StoreError> {
    let page: i64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
    match statx(CWD, path, AtFlags::STATX_FORCE_SYNC, StatxFlags::SIZE) {
        Ok(about) if !about.stx_size.is_multiple_of(page.cast_unsigned().max(1)) => {
            Err(StoreError::Damaged("the last page is not whole".to_owned()))
        }
        _ => Ok(()),
    }
}

/// Looks at the first bytes without SQLite, which would create an empty file or start on a foreign one.
pub(super) fn check(path: &Path) -> Result<(), StoreError> {
    let out_of_reach = |cause: std::io::Error| match cause.kind() {
        std::io::ErrorKind::NotFound => StoreError::Missing(path.to_owned()),
        _ => StoreError::OutOfReach { path: path.to_owned(), cause },
    };
    // Opening a pipe would wait for its other end for ever, and a device may do anything.
    let about = fs::metadata(path).map_err(out_of_reach)?;
    if !about.is_file() {
        return Err(StoreError::NotOurs(path.to_owned()));
    }
    let mut header = Vec::with_capacity(100);
    File::open(path).and_then(|file| file.take(100).read_to_end(&mut header)).map_err(out_of_reach)?;
    if header.len() < 100 || !header.starts_with(b"SQLite format 3\0") {
        return Err(StoreError::NotOurs(path.to_owned()));
    }
    // Bytes 68 to 71 hold the application's id: beside another program's file nothing of ours is to appear.
    if header[68..72] != APPLICATION_ID.to_be_bytes() {
        return Err(StoreError::NotOurs(path.to_owned()));
    }
    // Bytes 18 and 19 are the write and read versions; 2 is write-ahead logging
    // (https://www.sqlite.org/fileformat.html, 1.3).
    if header[18] == 2 || header[19] == 2 {
        return Err(StoreError::WriteAheadLog(path.to_owned()));
    }
    Ok(())
}
