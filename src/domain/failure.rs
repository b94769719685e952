//! What can go wrong with the file, as plain data that people can be told about.

use std::path::PathBuf;

use super::place::Danger;
use super::{Field, Id, Kind};

/// Something that went wrong with the file. Nothing was written, unless it says so; `text::failure` has the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is no file at this place.
    Missing(PathBuf),
    /// A file is there already and was not to be written over.
    Exists(PathBuf),
    /// The file is something else and was left untouched.
    NotOurs(PathBuf),
    /// The file was switched to a mode that is unsafe on shared drives.
    WriteAheadLog(PathBuf),
    /// The place cannot be read or written.
    OutOfReach {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: String,
    },
    /// Others were writing for longer than one waits.
    Busy,
    /// The disk or the share is full.
    Full,
    /// The drive did not read or write as asked; with what the system said.
    Drive(String),
    /// The file is damaged; with what was noticed.
    Damaged(String),
    /// What should be in every file is missing in this one, or was made anew by another program; with what.
    Altered(String),
    /// Another program added something to the file, which may only be read therefore; with what.
    Extended(String),
    /// The journal beside the file is that of another file.
    ForeignJournal(PathBuf),
    /// A copy of the file does not hold what was copied; with what was noticed.
    BadCopy(String),
    /// The file was written by a newer program and may only be read.
    Newer(PathBuf),
    /// The file may only be read.
    ReadOnly,
    /// Nothing may be written at the place where the file lies.
    Unsafe(Danger),
    /// A program died while it wrote: what it left half done can be taken back only with write access.
    Unfinished,
    /// The file was moved, renamed or replaced while it was open.
    Moved,
    /// An institution would stand below itself, or go into itself; with the field that would say so.
    Ring(Id, Field),
    /// A field must not stay empty.
    Empty(Kind, Field),
    /// A text is longer than its field takes; with the most characters.
    TooLong(Kind, Field, usize),
    /// The file does not take a value; with the rule that it names.
    Refused(String),
    /// There is no such record.
    NoSuchRecord(Kind, Id),
    /// The record was erased for data protection, or the change would bring back what was.
    Erased(Kind, Id),
    /// A record that was to be made is there, from another window or an earlier session.
    AlreadyThere(Kind, Id),
    /// A newer request made this one pointless.
    Interrupted,
    /// The history cannot be read; with what was noticed.
    History(String),
    /// Something that is not expected here.
    Unexpected(String),
}

impl Failure {
    /// Whether the file itself could not be had: waiting or another place may help, another input will not.
    pub const fn is_out_of_reach(&self) -> bool {
        matches!(self, Self::Busy | Self::OutOfReach { .. } | Self::Drive(_))
    }

    /// Whether the drive is gone or confused: what was to be written may be in the file or not, and opening the file
    /// again may help.
    pub const fn is_drive(&self) -> bool {
        matches!(
            self,
            Self::Missing(_)
                | Self::OutOfReach { .. }
                | Self::Drive(_)
                | Self::Damaged(_)
                | Self::Moved
                | Self::NotOurs(_)
        )
    }

    /// Whether the file will never take what was to be written, however often it is tried.
    pub const fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::Ring(..)
                | Self::Empty(..)
                | Self::TooLong(..)
                | Self::Refused(_)
                | Self::NoSuchRecord(..)
                | Self::Erased(..)
                | Self::AlreadyThere(..)
        )
    }

    /// One of each, for tests and documents.
    pub fn examples() -> Vec<Self> {
        let path = || PathBuf::from("/daten/allianz.runde");
        let cause = || "input/output error".to_owned();
        vec![
            Self::Missing(path()),
            Self::Exists(path()),
            Self::NotOurs(path()),
            Self::WriteAheadLog(path()),
            Self::OutOfReach { path: path(), cause: cause() },
            Self::Busy,
            Self::Full,
            Self::Drive(cause()),
            Self::Damaged(cause()),
            Self::Altered("view question".to_owned()),
            Self::Extended("trigger extra".to_owned()),
            Self::ForeignJournal(PathBuf::from("/daten/allianz.runde-journal")),
            Self::BadCopy(cause()),
            Self::Newer(path()),
            Self::ReadOnly,
            Self::Unsafe(Danger::SmbLocksStayHere("nobrl".to_owned())),
            Self::Unfinished,
            Self::Moved,
            Self::Ring(Id(7), Field::Parent),
            Self::Empty(Kind::Question, Field::Title),
            Self::TooLong(Kind::Question, Field::Title, 500),
            Self::Refused(cause()),
            Self::NoSuchRecord(Kind::Question, Id(214)),
            Self::Erased(Kind::Contact, Id(7)),
            Self::AlreadyThere(Kind::Answer, Id(7)),
            Self::Interrupted,
            Self::History(cause()),
            Self::Unexpected(cause()),
        ]
    }
}
