//! What the file holds already, as far as an import has to know it.

use std::collections::BTreeMap;

use super::Source;
use crate::domain::{Field, Id, Kind, Record, Value};

/// The file, seen by an import. Exchange does not know the store; the runtime puts it behind this.
pub trait Known {
    /// Why the file cannot be read.
    type Error;

    /// Every record of a kind of which there are few, the removed ones too.
    fn all(&self, kind: Kind) -> Result<Vec<Record>, Self::Error>;

    /// What every question is recognised by, in the order of their numbers.
    fn questions(&self) -> Result<Vec<QuestionMark>, Self::Error>;

    /// What every contact is recognised by, the older ones first.
    fn contacts(&self) -> Result<Vec<ContactMark>, Self::Error>;

    /// One record, and what imports brought to it.
    fn seen(&self, kind: Kind, id: Id) -> Result<Option<Seen>, Self::Error>;

    /// A record as it was behind the change of it at this place of the history; none where there is no such change.
    fn as_it_was(&self, record: &Record, seq: i64) -> Result<Option<Record>, Self::Error>;
}

/// A record of the file, and what of it came by import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// As it is now.
    pub record: Record,
    /// What an import last put into its fields; that a field holds something else now is somebody's work.
    pub brought: BTreeMap<Field, Value>,
    /// It is removed because the import that made it was undone: importing again brings it back.
    pub taken_back: bool,
}

/// What a question is recognised by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionMark {
    /// The question.
    pub id: Id,
    /// The row of the sheet that it came from.
    pub source: Option<Source>,
    /// The [`text_hash`](super::text_hash) of its text, of its title where it has no text.
    pub text: u64,
    /// Whether it was removed.
    pub removed: bool,
}

/// What a contact is recognised by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContactMark {
    /// The contact.
    pub id: Id,
    /// Its identity in the address book it came from.
    pub uid: Option<String>,
    /// First and last name.
    pub name: (String, String),
    /// One a line.
    pub mails: String,
    /// One a line.
    pub phones: String,
    /// Where it works.
    pub institution: Option<Id>,
    /// Whether it was removed.
    pub removed: bool,
}
