//! What can go wrong with the file, said so that a person can be told what it means for the data.

use std::path::PathBuf;

use super::share::GivenUp;
use crate::domain::failure::Failure;
use crate::domain::place::Danger;
use crate::domain::{Field, Id, Kind};

/// A failure of the store. Nothing was written, unless it says so.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no file at this place.
    #[error("there is no file {0}")]
    Missing(PathBuf),
    /// A file is there already and was not to be written over.
    #[error("{0} exists already")]
    Exists(PathBuf),
    /// The file is something else: not SQLite, or another program's. It was left untouched.
    #[error("{0} is not a Runde file")]
    NotOurs(PathBuf),
    /// The file was switched to write-ahead logging, which is unsafe on shared drives.
    #[error("{0} is in write-ahead-log mode")]
    WriteAheadLog(PathBuf),
    /// The place cannot be read or written.
    #[error("{path} is out of reach: {cause}")]
    OutOfReach {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// Others were writing for longer than one waits.
    #[error("the file is busy")]
    Busy,
    /// The disk or the share is full.
    #[error("the disk is full")]
    Full,
    /// The drive did not read or write as asked.
    #[error("the drive failed: {0}")]
    Drive(rusqlite::Error),
    /// The file is damaged.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// What should be in every file is missing in this one, or was made anew by another program; with what.
    #[error("altered by another program: {}", .0.join(", "))]
    Altered(Vec<String>),
    /// The journal beside the file is that of another file.
    #[error("{0} belongs to another file")]
    ForeignJournal(PathBuf),
    /// A copy does not hold what was copied.
    #[error("the copy is not sound: {0}")]
    BadCopy(String),
    /// The file may only be read: it is newer than the program, or was opened so.
    #[error("the file is open for reading only")]
    ReadOnly,
    /// A newer program has brought the file up while it was open here.
    #[error("{0} was brought up by a newer program")]
    Newer(PathBuf),
    /// Nothing may be written at this place.
    #[error("the place is not safe: {0:?}")]
    Unsafe(Danger),
    /// A program died while it wrote, and what it left half done cannot be taken back without write access.
    #[error("the file was left half written and is open for reading only")]
    Unfinished,
    /// The file was moved, renamed or replaced while it was open.
    #[error("the file is no longer where it was opened")]
    Moved,
    /// A text is longer than its field takes; with the most characters.
    #[error("{0:?}.{1:?} is longer than {2} characters")]
    TooLong(Kind, Field, usize),
    /// An institution would stand below itself, or go into itself; with the field that would say so.
    #[error("institution {0}: {1:?} leads back to it")]
    Ring(Id, Field),
    /// A field must not stay empty.
    #[error("{0:?}.{1:?} must not be empty")]
    Empty(Kind, Field),
    /// A record refers to one that is not there, or a value is not allowed. A mistake of the program.
    #[error("the file refuses this value: {0}")]
    Refused(rusqlite::Error),
    /// There is no such record.
    #[error("there is no {0:?} {1}")]
    NoSuchRecord(Kind, Id),
    /// The record was erased for data protection, or the change would bring back what was.
    #[error("{0:?} {1} was erased")]
    Erased(Kind, Id),
    /// A record that was to be made is there, from another window or an earlier session.
    #[error("{} {} is there already", .0.code(), .1)]
    AlreadyThere(Kind, Id),
    /// A newer request made this one pointless.
    #[error("interrupted")]
    Interrupted,
    /// SQLite says something that is not expected here.
    #[error(transparent)]
    Sql(rusqlite::Error),
    /// A row of the history cannot be read.
    #[error("the history is not readable: {0}")]
    History(#[from] serde_json::Error),
}

impl From<GivenUp> for StoreError {
    fn from(_: GivenUp) -> Self {
        Self::Busy
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::{ErrorCode, ffi};
        match error.sqlite_error().map(|cause| cause.extended_code) {
            Some(ffi::SQLITE_READONLY_RECOVERY | ffi::SQLITE_READONLY_ROLLBACK) => return Self::Unfinished,
            Some(ffi::SQLITE_READONLY_DBMOVED) => return Self::Moved,
            _ => {}
        }
        if let Some(noticed) = foreign(&error) {
            return Self::Damaged(noticed);
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => Self::Drive(error),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::ConstraintViolation) => Self::Refused(error),
            Some(ErrorCode::OperationInterrupted) => Self::Interrupted,
            _ => Self::Sql(error),
        }
    }
}

/// What shows that the file does not hold what this program wrote into it: a table that is missing, a column of
/// another type, text that is no text. Said without the SQL that met it.
fn foreign(error: &rusqlite::Error) -> Option<String> {
    use rusqlite::Error;
    match error {
        Error::SqlInputError { msg, .. } if msg.starts_with("no such ") => Some(msg.clone()),
        // Where SQLite names no place in the statement, the statement stands in the message.
        Error::SqliteFailure(_, Some(msg)) if msg.starts_with("no such ") => {
            Some(msg.split(" in ").next().unwrap_or_default().to_owned())
        }
        Error::InvalidColumnType(column, _, found) => Some(format!("column {column}: {found}")),
        Error::FromSqlConversionFailure(column, found, cause) => Some(format!("column {column}: {found}, {cause}")),
        Error::IntegralValueOutOfRange(column, value) => Some(format!("column {column}: {value}")),
        Error::Utf8Error(_, cause) => Some(cause.to_string()),
        _ => None,
    }
}

/// What SQLite says, without the statement that it was asked: nobody can do anything with it.
fn without_sql(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        other => other.to_string(),
    }
}

impl From<&StoreError> for Failure {
    fn from(error: &StoreError) -> Self {
        match error {
            StoreError::Missing(path) => Self::Missing(path.clone()),
            StoreError::Exists(path) => Self::Exists(path.clone()),
            StoreError::NotOurs(path) => Self::NotOurs(path.clone()),
            StoreError::WriteAheadLog(path) => Self::WriteAheadLog(path.clone()),
            StoreError::OutOfReach { path, cause } => Self::OutOfReach { path: path.clone(), cause: cause.to_string() },
            StoreError::Busy => Self::Busy,
            StoreError::Full => Self::Full,
            StoreError::Drive(cause) => Self::Drive(cause.to_string()),
            StoreError::Damaged(cause) => Self::Damaged(cause.clone()),
            StoreError::Altered(what) => Self::Altered(what.join(", ")),
            StoreError::ForeignJournal(path) => Self::ForeignJournal(path.clone()),
            StoreError::BadCopy(what) => Self::BadCopy(what.clone()),
            StoreError::ReadOnly => Self::ReadOnly,
            StoreError::Newer(path) => Self::Newer(path.clone()),
            StoreError::Unsafe(danger) => Self::Unsafe(danger.clone()),
            StoreError::Unfinished => Self::Unfinished,
            StoreError::Moved => Self::Moved,
            StoreError::TooLong(kind, field, most) => Self::TooLong(*kind, *field, *most),
            StoreError::Ring(id, field) => Self::Ring(*id, *field),
            StoreError::Empty(kind, field) => Self::Empty(*kind, *field),
            StoreError::Refused(cause) => Self::Refused(cause.to_string()),
            StoreError::NoSuchRecord(kind, id) => Self::NoSuchRecord(*kind, *id),
            StoreError::Erased(kind, id) => Self::Erased(*kind, *id),
            StoreError::AlreadyThere(kind, id) => Self::AlreadyThere(*kind, *id),
            StoreError::Interrupted => Self::Interrupted,
            StoreError::Sql(cause) => Self::Unexpected(without_sql(cause)),
            StoreError::History(cause) => Self::History(cause.to_string()),
        }
    }
}
