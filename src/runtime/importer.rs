//! Importing a file: the plan, its preview in words, and its changes.

use chrono::NaiveDate;

use crate::domain::failure::Failure;
use crate::domain::{Author, Change, Language, Outcome};
use crate::screens::import::Preview;
use crate::store::Store;

/// What was planned last.
#[derive(Debug)]
pub(super) struct Importer {
    language: Language,
    changes: Vec<Change>,
}

impl Importer {
    pub(super) const fn new(language: Language) -> Self {
        Self { language, changes: Vec::new() }
    }

    pub(super) fn plan(&mut self, _store: &Store, path: &str, _today: NaiveDate) -> Result<Preview, String> {
        let _ = (self.language, path);
        Err(String::new())
    }

    pub(super) fn run(
        &mut self,
        store: &mut Store,
        author: &Author,
        at: &str,
    ) -> (Vec<(Change, Outcome)>, Result<(), Failure>) {
        let mut done = Vec::new();
        for mut change in std::mem::take(&mut self.changes) {
            change.author = author.clone();
            at.clone_into(&mut change.at);
            match store.apply(&change) {
                Ok(outcome) => done.push((change, outcome)),
                Err(error) => return (done, Err((&error).into())),
            }
        }
        (done, Ok(()))
    }
}
