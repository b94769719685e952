//! What is held on a person, as a document: out of the file, and of what lies beside it on this host.

use std::io::ErrorKind;

use chrono::NaiveDate;

use super::backup::Daily;
use super::export::put;
use super::forget::drafts_with;
use super::importer::expanded;
use super::journal::{Journal, waiting};
use super::state::State;
use crate::domain::{Field, Id, Kind, Language, dates};
use crate::store::{Store, StoreError};
use crate::text::export as told;
use crate::text::privacy_report::{self, Beside};

/// The document as Markdown; none where there is no such person.
///
/// # Errors
/// [`StoreError`] where the file cannot be read.
pub(super) fn document(
    store: &Store,
    (daily, journal): (&Daily, &Journal),
    whose: (Kind, Id),
    language: Language,
    today: NaiveDate,
) -> Result<Option<String>, StoreError> {
    let Some(holding) = store.holding(whose)? else { return Ok(None) };
    let traces = store.traces(whose)?;
    let state = journal.folder().and_then(|folder| State::at(folder).ok());
    let backups = daily.holding(store, whose);
    let backups = backups.iter().filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    let beside = Beside {
        day: dates::format(today, language),
        alliance: store.whole(Kind::Alliance)?.first().map(|one| one.text(Field::Name).to_owned()).unwrap_or_default(),
        backups: backups.collect(),
        drafts: state.and_then(|state| drafts_with(&state, whose, &traces).ok()).unwrap_or(0),
        changes: journal.folder().map_or(0, waiting),
    };
    Ok(Some(privacy_report::report(language, &holding, &beside)))
}

/// Writes a document into a new file that only its owner can read: where; or why not, in words.
///
/// # Errors
/// Why there is no new file.
pub(super) fn to_file(document: &str, language: Language, path: &str) -> Result<String, String> {
    let place = expanded(path);
    let is_plain = place.extension().is_some_and(|end| end.eq_ignore_ascii_case("txt"));
    let bytes = if is_plain { privacy_report::plain(document) } else { document.to_owned() };
    let named = place.display().to_string();
    match put(&place, bytes.as_bytes(), false) {
        Ok(()) => Ok(named),
        Err(cause) if cause.kind() == ErrorKind::AlreadyExists => Err(told::exists(language, &named)),
        Err(cause) => Err(told::not_written(language, &named, &cause)),
    }
}
