//! Shows the file to an import: each reading is short, nothing is held while others write.

use std::collections::HashSet;

use crate::domain::{Field, Id, Kind, Record};
use crate::exchange::export;
use crate::exchange::import::{ContactMark, Known, QuestionMark, Seen, Source, text_hash};
use crate::store::{Store, StoreError};

/// The file as an import sees it.
#[derive(Debug)]
pub struct Snapshot<'store> {
    store: &'store Store,
    undone: HashSet<i64>,
}

impl<'store> Snapshot<'store> {
    /// Looks at a file. What others change afterwards is met when the changes are applied.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be read.
    pub fn new(store: &'store Store) -> Result<Self, StoreError> {
        Ok(Self { undone: store.undone()?, store })
    }
}

impl Known for Snapshot<'_> {
    type Error = StoreError;

    fn all(&self, kind: Kind) -> Result<Vec<Record>, StoreError> {
        self.store.whole(kind)
    }

    fn questions(&self) -> Result<Vec<QuestionMark>, StoreError> {
        let mut marks = Vec::new();
        self.store.question_signs(|sign| {
            let (source, text) = (Source::read(&sign.source), text_hash(&sign.text));
            marks.push(QuestionMark { id: sign.id, source, text, removed: sign.removed });
        })?;
        Ok(marks)
    }

    fn contacts(&self) -> Result<Vec<ContactMark>, StoreError> {
        let mark = |contact: Record| {
            let text = |field| contact.text(field).to_owned();
            ContactMark {
                id: contact.id,
                uid: Some(export::uid(&contact)),
                name: (text(Field::FirstName), text(Field::LastName)),
                mails: text(Field::Mails),
                phones: text(Field::Phones),
                institution: contact.get(Field::Institution).as_link(),
                removed: contact.is_removed(),
            }
        };
        Ok(self.store.contact_signs()?.into_iter().map(mark).collect())
    }

    fn seen(&self, kind: Kind, id: Id) -> Result<Option<Seen>, StoreError> {
        let Some(record) = self.store.record(kind, id)? else { return Ok(None) };
        let brought = self.store.brought(kind, id, &self.undone)?;
        let taken_back = record.is_removed() && self.store.was_taken_back(kind, id)?;
        Ok(Some(Seen { record, brought, taken_back }))
    }

    fn as_it_was(&self, record: &Record, seq: i64) -> Result<Option<Record>, StoreError> {
        self.store.as_it_was(record, seq)
    }
}
