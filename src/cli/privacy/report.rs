//! `runde privacy report`: all that is held on a contact, as a document for that person.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::{Report, found};
use crate::cli::backup;
use crate::cli::session::Session;
use crate::cli::trouble::Trouble;
use crate::domain::failure::Failure;
use crate::domain::{Field, Id, Kind, dates};
use crate::runtime::forget::drafts_with;
use crate::runtime::state::State;
use crate::store::Store;
use crate::text::privacy::written;
use crate::text::privacy_report::{self, Beside};

pub(super) fn run(session: &mut Session<'_>, arguments: &Report) -> Result<(), Trouble> {
    let store = session.open_to_read()?;
    let whose = found(session, &store, &arguments.contact, arguments.staff)?;
    let missing = || Trouble::File(Failure::NoSuchRecord(whose.0, whose.1));
    let holding = store.holding(whose)?.ok_or_else(missing)?;
    let beside = beside(session, &store, whose)?;
    let document = privacy_report::report(session.language, &holding, &beside);
    let Some(path) = &arguments.to else { return Ok(session.out.write_all(document.as_bytes())?) };
    let is_plain = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("txt"));
    write_private(path, &if is_plain { privacy_report::plain(&document) } else { document })?;
    Ok(writeln!(session.out, "{}", written(session.language, path))?)
}

fn beside(session: &Session<'_>, store: &Store, whose: (Kind, Id)) -> Result<Beside, Trouble> {
    let backups = backup::of(session, store, None).and_then(|backups| Ok(backups.holding(store, whose)?));
    let alliance = store.whole(Kind::Alliance)?;
    let state = session.state.as_deref().zip(store.uuid().ok());
    let state = state.and_then(|(base, uuid)| State::of(base, &uuid, store.path()).ok());
    let traces = store.traces(whose)?;
    Ok(Beside {
        day: dates::format(session.today(), session.language),
        alliance: alliance.first().map(|one| one.text(Field::Name).to_owned()).unwrap_or_default(),
        // Where there is no folder for back-ups, there are none.
        backups: super::erase::names(&backups.unwrap_or_default()),
        drafts: state.and_then(|state| drafts_with(&state, whose, &traces).ok()).unwrap_or(0),
        changes: session.state.as_deref().map_or(0, |base| State::waiting_for(base, store.path())),
    })
}

/// A document about a person is not for everybody on this host, and none is written over.
fn write_private(path: &Path, document: &str) -> Result<(), Trouble> {
    let opened = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let done = opened.and_then(|mut file| file.write_all(document.as_bytes()).and_then(|()| file.sync_all()));
    done.map_err(|cause| match cause.kind() {
        std::io::ErrorKind::AlreadyExists => Trouble::File(Failure::Exists(path.to_owned())),
        _ => Trouble::File(Failure::OutOfReach { path: path.to_owned(), cause: cause.to_string() }),
    })
}
