//! What every command works with: the file, who asks, in which language, since when, and where the output goes.

use std::io::{Read, Write};
use std::path::PathBuf;

use chrono::{DateTime, Local, NaiveDate, Utc};

use super::arguments::name;
use super::backup::Place;
use super::names::Names;
use super::table::cell;
use super::trouble::Trouble;
use super::waiting;
use crate::domain::dates::DateProblem;
use crate::domain::failure::Failure;
use crate::domain::{Act, Applied, Author, Change, Conflict, Edit, Id, IdSource, Kind, Language, Outcome};
use crate::runtime::journal::Journal;
use crate::store::{Access, Resolved, Store, StoreError};
use crate::text;
use crate::text::command_line::{self, Wrong};

/// One call of the program.
pub(super) struct Session<'a> {
    pub(super) language: Language,
    pub(super) login: String,
    pub(super) file: Option<PathBuf>,
    pub(super) read_only: bool,
    /// Where back-ups go.
    pub(super) backups: Option<Place>,
    /// Where programs keep their data.
    pub(super) data: Option<PathBuf>,
    /// Where programs keep their state.
    pub(super) state: Option<PathBuf>,
    /// The changes of this call, on this host.
    pub(super) journal: Journal,
    /// How many of them are earlier calls' and could not be sent.
    pub(super) kept_before: usize,
    /// Whether progress is worth telling.
    pub(super) progress: bool,
    pub(super) now: DateTime<Utc>,
    pub(super) ids: IdSource,
    /// What is in the file by now, in words: said where the output fails after it.
    pub(super) saved: Option<String>,
    pub(super) input: &'a mut dyn Read,
    pub(super) out: &'a mut dyn Write,
    pub(super) err: &'a mut dyn Write,
}

impl Session<'_> {
    /// The file that was named.
    pub(super) fn path(&self) -> Result<PathBuf, Trouble> {
        self.file.clone().ok_or_else(|| self.wrong(&Wrong::NoFile))
    }

    /// The file, for a command that only reads.
    pub(super) fn open_to_read(&self) -> Result<Store, Trouble> {
        let path = self.path()?;
        match waiting::open(self.language, &path, true) {
            // A program died while it wrote: what it left half done has to be taken back first.
            Err(StoreError::Unfinished) if !self.read_only => Ok(waiting::open(self.language, &path, false)?),
            opened => Ok(opened?),
        }
    }

    /// The file, for a command that writes.
    pub(super) fn open_to_write(&mut self) -> Result<Store, Trouble> {
        let path = self.path()?;
        let mut store = waiting::open(self.language, &path, self.read_only)?;
        match store.access() {
            Access::Full => {
                self.take_journal(&mut store)?;
                self.clean(&mut store);
                Ok(store)
            }
            Access::ReadOnly => Err(Trouble::File(Failure::ReadOnly)),
            Access::Extended => Err(Trouble::File(Failure::Extended(store.additions().join(", ")))),
            Access::Newer => Err(Trouble::File(Failure::Newer(path))),
            Access::Unsafe => Err(Trouble::File(store.danger().map_or(Failure::ReadOnly, Failure::Unsafe))),
        }
    }

    /// Makes up for what an erasure could not overwrite. Where that fails, the next call tries.
    fn clean(&self, store: &mut Store) {
        if let Err(error) = store.clean(&self.now.format("%Y-%m-%dT%H:%M:%SZ").to_string()) {
            tracing::warn!(%error, "what was erased is not overwritten yet");
        }
    }

    /// The day that it is here.
    pub(super) fn today(&self) -> NaiveDate {
        self.now.with_timezone(&Local).date_naive()
    }

    /// The day that an argument names, or why it names none.
    pub(super) fn day(&self, argument: &str, read: Result<NaiveDate, DateProblem>) -> Result<NaiveDate, Trouble> {
        read.map_err(|problem| self.wrong(&Wrong::Day(argument, &text::date_problem(self.language, &problem))))
    }

    pub(super) fn wrong(&self, what: &Wrong<'_>) -> Trouble {
        Trouble::wrong(self.language, what)
    }

    /// The record that people call so.
    pub(super) fn resolve(&self, store: &Store, kind: Kind, called: &str) -> Result<Id, Trouble> {
        match store.resolve(kind, called)? {
            Resolved::One(id) => Ok(id),
            Resolved::None => Err(Trouble::Failed(command_line::nobody(self.language, kind, called, name(kind, true)))),
            Resolved::Several(found) => {
                let mut told = command_line::ambiguous(self.language, kind, called);
                for (id, label) in found {
                    told.push_str(&format!("\n  {id}  {}", cell(&label)));
                }
                Err(Trouble::Failed(told))
            }
        }
    }

    /// The records that people call so, separated by semicolons or commas.
    pub(super) fn resolve_all(&self, store: &Store, kind: Kind, called: &str) -> Result<Vec<Id>, Trouble> {
        // A name may itself hold a comma.
        if let Resolved::One(id) = store.resolve(kind, called)? {
            return Ok(vec![id]);
        }
        let separator = if called.contains(';') { ';' } else { ',' };
        let names = called.split(separator).map(str::trim).filter(|one| !one.is_empty());
        names.map(|one| self.resolve(store, kind, one)).collect()
    }

    /// A change by this person, now.
    pub(super) fn change(&mut self, store: &Store, act: Act, edits: Vec<Edit>) -> Result<Change, Trouble> {
        let mut change = Change::new(self.ids.change(), act, edits);
        change.author = Author { login: self.login.clone(), person: store.person_of_login(&self.login)? };
        change.at = self.now.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        Ok(change)
    }

    /// Applies edits as one change of this person.
    pub(super) fn apply(&mut self, store: &mut Store, act: Act, edits: Vec<Edit>) -> Result<Applied, Trouble> {
        let change = self.change(store, act, edits)?;
        match self.deliver(store, &change)? {
            Outcome::Applied(applied) | Outcome::Known(applied) => {
                self.saved = Some(command_line::saved(self.language).to_owned());
                Ok(applied)
            }
            Outcome::Conflict(conflicts) => Err(self.conflict(store, &conflicts)?),
        }
    }

    pub(super) fn conflict(&self, store: &Store, conflicts: &[Conflict]) -> Result<Trouble, Trouble> {
        let mut names = Names::new(store, self.language);
        let mut told = String::new();
        for conflict in conflicts {
            let label = names.of(conflict.kind, conflict.id)?;
            let field = text::field(self.language, conflict.kind, conflict.field);
            let what = format!("{} {label}, {field}", text::kind(self.language, conflict.kind));
            let mut shown = |value| names.or_unknown(conflict.kind, conflict.field, value);
            let (base, mine, theirs) = (shown(&conflict.base)?, shown(&conflict.mine)?, shown(&conflict.theirs)?);
            let at = super::names::local(&conflict.at, self.language);
            let by = &cell(&conflict.by);
            told.push_str(&command_line::conflict(self.language, &what, &base, &mine, &theirs, by, &at));
            told.push('\n');
        }
        told.push_str(command_line::conflict_next(self.language));
        Ok(Trouble::Conflict(told))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Field, MemberKind, Record};

    #[test]
    fn a_conflict_shows_both_values_and_ends_with_its_own_code() {
        let mut store = Store::in_memory().unwrap();
        let (mut input, mut out, mut err) = (std::io::empty(), Vec::new(), Vec::new());
        let mut session = Session {
            language: Language::German,
            login: "abei".to_owned(),
            file: None,
            read_only: false,
            backups: None,
            data: None,
            state: None,
            journal: Journal::nowhere(),
            kept_before: 0,
            progress: false,
            now: DateTime::UNIX_EPOCH,
            ids: IdSource::new(1),
            saved: None,
            input: &mut input,
            out: &mut out,
            err: &mut err,
        };
        let seen = Record::new(Kind::Member, Id(1)).with(Field::Name, "Kaarst").with(Field::Kind, MemberKind::Town);
        session.apply(&mut store, Act::Create, vec![seen.create()]).unwrap();
        session.apply(&mut store, Act::Edit, vec![seen.set(Field::Name, "Stadt Kaarst")]).unwrap();
        let late = session.apply(&mut store, Act::Edit, vec![seen.set(Field::Name, "Kaarst (Stadt)")]);
        let trouble = late.unwrap_err();
        let told = trouble.told(Language::German).unwrap();
        assert_eq!(trouble.code(), super::super::CONFLICT);
        assert!(told.contains("Stadt Kaarst") && told.contains("Kaarst (Stadt)") && told.contains("abei"), "{told}");
    }
}
