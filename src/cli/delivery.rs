//! Bringing a change into the file, noted on this host before: a call that dies, or a drive that goes, loses nothing
//! and doubles nothing.

use std::path::Path;
use std::thread;
use std::time::Duration;

use super::session::Session;
use super::trouble::Trouble;
use super::waiting;
use crate::domain::failure::Failure;
use crate::domain::{Change, Language, Outcome};
use crate::runtime::journal::Journal;
use crate::runtime::state::State;
use crate::store::{Store, StoreError};
use crate::text::{Message, drive};

/// After which times the file is opened again, before a change is left to the next start.
const PAUSES: [Duration; 3] = [Duration::from_millis(500), Duration::from_secs(1), Duration::from_secs(2)];

impl Session<'_> {
    /// Takes the journal of this call, and sends what calls and sessions that are gone have left. What cannot be sent
    /// without asking stays, and is told.
    pub(super) fn take_journal(&mut self, store: &mut Store) -> Result<(), Trouble> {
        let Some(base) = self.state.clone() else { return Ok(()) };
        let uuid = store.uuid()?;
        let opened = State::of(&base, &uuid, store.path()).and_then(|state| match state.folder() {
            Some(folder) => Journal::open(folder, self.ids.bits()),
            None => Err(std::io::ErrorKind::NotFound.into()),
        });
        let (journal, found) = match opened {
            Ok(opened) => opened,
            Err(cause) => {
                // Without a journal the call works all the same.
                tracing::warn!(%cause, "there is no journal");
                return Ok(());
            }
        };
        for path in &found.broken {
            let told = Message::BrokenJournal(path.display().to_string()).text(self.language);
            writeln!(self.err, "runde: {told}")?;
        }
        for change in &found.changes {
            if let Ok(Outcome::Applied(_) | Outcome::Known(_)) = store.apply(change) {
                journal.strike(change.id);
            }
        }
        if journal.left() > 0 {
            writeln!(self.err, "runde: {}", drive::still_kept(self.language, journal.left()))?;
        }
        self.kept_before = journal.left();
        self.journal = journal;
        Ok(())
    }

    /// Applies a change. Where the drive goes before its fate is known, the change stays noted.
    pub(super) fn deliver(&mut self, store: &mut Store, change: &Change) -> Result<Outcome, Trouble> {
        self.deliver_within(store, change, &PAUSES)
    }

    fn deliver_within(&mut self, store: &mut Store, change: &Change, pauses: &[Duration]) -> Result<Outcome, Trouble> {
        let noted = self.journal.note(change).and_then(|()| self.journal.sync());
        if let Err(cause) = noted {
            tracing::warn!(%cause, "a change is sent without the journal");
        }
        let mut tried = store.apply(change);
        for pause in pauses {
            let Err(error) = &tried else { break };
            if !Failure::from(error).is_drive() {
                break;
            }
            thread::sleep(*pause);
            tried = again(self.language, store, change);
        }
        match tried {
            Ok(outcome) => {
                self.journal.strike(change.id);
                Ok(outcome)
            }
            Err(error) => {
                let failure = Failure::from(&error);
                let kept = self.journal.left() - self.kept_before;
                if failure.is_drive() && self.journal.unkept() == 0 {
                    return Err(Trouble::Kept(drive::kept(self.language, kept)));
                }
                self.journal.strike(change.id);
                Err(Trouble::File(failure))
            }
        }
    }

    /// What is left of several changes goes the way of the one that the drive did not take.
    pub(super) fn leave(&self, trouble: Trouble, rest: &mut dyn Iterator<Item = Change>) -> Result<Outcome, Trouble> {
        if !matches!(trouble, Trouble::Kept(_)) {
            return Err(trouble);
        }
        for change in rest {
            if let Err(cause) = self.journal.note(&change).and_then(|()| self.journal.sync()) {
                return Err(Trouble::Failed(Message::NotNoted(cause.to_string()).text(self.language)));
            }
        }
        Err(Trouble::Kept(drive::kept(self.language, self.journal.left() - self.kept_before)))
    }
}

/// Opens the file again and tries once more. Nothing is sent into another file that has come into its place.
fn again(language: Language, store: &mut Store, change: &Change) -> Result<Outcome, StoreError> {
    let path = store.path().to_owned();
    let mut opened = waiting::open(language, &path, false)?;
    if store.uuid().is_ok_and(|uuid| opened.uuid().is_ok_and(|now| now != uuid)) {
        return Err(StoreError::Moved);
    }
    let outcome = opened.apply(change)?;
    *store = opened;
    Ok(outcome)
}

/// What is said where the file cannot be had, when changes wait for it on this host.
pub(super) fn waiting_for(session: &Session<'_>, path: &Path) -> Option<String> {
    let count = State::waiting_for(session.state.as_deref()?, path);
    (count > 0).then(|| drive::still_kept(session.language, count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Act, Field, Id, IdSource, Kind, Record};
    use chrono::DateTime;

    #[test]
    fn what_the_drive_does_not_take_is_kept_and_ends_with_its_own_code() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("allianz.runde");
        let mut store = Store::create(&path, 7).unwrap();
        let whole = std::fs::read(&path).unwrap();
        let (mut input, mut out, mut err) = (std::io::empty(), Vec::new(), Vec::new());
        let mut session = Session {
            language: Language::German,
            login: "abei".to_owned(),
            file: Some(path.clone()),
            read_only: false,
            data: None,
            backups: None,
            state: Some(folder.path().join("state")),
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
        session.take_journal(&mut store).unwrap();
        let record = Record::new(Kind::Topic, Id(5)).with(Field::Name, "Moorschutz");
        let change = Change::new(IdSource::new(2).change(), Act::Create, vec![record.create()]);
        std::fs::write(&path, b"").unwrap();
        let trouble = session.deliver_within(&mut store, &change, &[Duration::ZERO]).unwrap_err();
        assert_eq!(trouble.code(), super::super::KEPT);
        assert!(trouble.told(Language::German).unwrap().contains("vorgemerkt"));
        std::fs::write(&path, whole).unwrap();
        drop((session, store));
        assert_eq!(State::waiting_for(&folder.path().join("state"), &path), 1);
    }
}
