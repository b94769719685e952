//! `runde backup`: a checked copy of the file now, or the list of those that there are.

use std::path::{Path, PathBuf};

use chrono::{Local, NaiveDateTime, SecondsFormat, TimeZone};
use serde::Serialize;

use super::arguments::Backup as Arguments;
use super::json;
use super::session::Session;
use super::trouble::Trouble;
use crate::domain::failure::Failure;
use crate::domain::{Language, dates};
use crate::store::{Always, Backup, Backups, Forgotten, Made, Reason, Store, StoreError};
use crate::text::backup as words;
use crate::text::failure::sentence;
use crate::text::privacy::{forgotten, not_forgotten, privacy_words};

/// Where back-ups go: a folder that somebody chose, or the place for data on this host, for its person alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) folder: PathBuf,
    pub(super) private: bool,
}

/// A back-up for programs.
#[derive(Serialize)]
struct BackupJson<'a> {
    number: u32,
    path: &'a str,
    at: String,
    reason: &'static str,
    bytes: u64,
}

/// A back-up that was just made, for programs.
#[derive(Serialize)]
struct MadeJson<'a> {
    #[serde(flatten)]
    backup: BackupJson<'a>,
    records: i64,
    changes: i64,
}

pub(super) fn run(session: &mut Session<'_>, arguments: &Arguments) -> Result<(), Trouble> {
    let store = session.open_to_read()?;
    let backups = of(session, &store, arguments.folder.clone())?;
    if arguments.list {
        return list(session, &backups, arguments.json);
    }
    if arguments.forget {
        return forget(session, &store, &backups, arguments.json);
    }
    let made = backups.make(&store, Reason::ByHand, now(session), &mut Always::go_on);
    let Made { backup, contents } = made.map_err(|error| not_made(session.language, backups.folder(), error))?;
    let told = words::made(session.language, &backup.path, contents.records, contents.changes);
    session.saved = Some(format!("{told}."));
    if !arguments.json {
        return Ok(writeln!(session.out, "{told}")?);
    }
    let path = backup.path.to_string_lossy();
    let (records, changes) = (contents.records, contents.changes);
    json::write(session.out, &MadeJson { backup: plain(&backup, &path), records, changes })
}

/// That there is no room is said of the folder for back-ups: the sentence for a file speaks of a change.
fn not_made(language: Language, folder: &Path, error: StoreError) -> Trouble {
    match error {
        StoreError::Full => Trouble::Failed(words::no_room(language, folder)),
        other => other.into(),
    }
}

/// Makes a back-up before something that writes much. Where that fails, it is said, and the work goes on.
pub(super) fn before(session: &mut Session<'_>, store: &Store, reason: Reason) {
    if Backups::has(store) {
        return;
    }
    let made = of(session, store, None)
        .and_then(|backups| Ok(backups.make(store, reason, now(session), &mut Always::go_on)?));
    if let Err(trouble) = made {
        let why = trouble.told(session.language).unwrap_or_default();
        // That it cannot be said is no reason not to do what was asked.
        let _ = writeln!(session.err, "runde: {}", words::failed(session.language, &why));
    }
}

/// The back-ups of a file in this folder, or in the one of the settings, or at the place for data.
pub(super) fn of(session: &Session<'_>, store: &Store, folder: Option<PathBuf>) -> Result<Backups, Trouble> {
    let chosen = folder.map(|folder| Place { folder, private: false }).or_else(|| session.backups.clone());
    let place = chosen.ok_or_else(|| Trouble::Failed(words::no_folder(session.language).to_owned()))?;
    if !place.private && !Backups::can_be_in(&place.folder) {
        return Err(Trouble::Failed(words::nowhere(session.language, &place.folder)));
    }
    Ok(Backups::of(store, &place.folder, place.private)?)
}

/// The time on the wall, by which people name back-ups.
pub(super) fn now(session: &Session<'_>) -> NaiveDateTime {
    session.now.with_timezone(&Local).naive_local()
}

/// A back-up in one line.
pub(super) fn line(language: Language, backup: &Backup) -> String {
    let day = dates::format(backup.at.date(), language);
    let (time, size) = (backup.at.format("%H:%M"), words::size(language, backup.bytes));
    let reason = words::reason(language, backup.reason.code());
    format!("{:>4}  {day} {time}  {size:>9}  {reason}", backup.number)
}

/// The failure in words, for what is said besides.
pub(super) fn why(language: Language, error: &StoreError) -> String {
    sentence(language, &Failure::from(error)).to_string()
}

/// Whom the copies forget that the file has forgotten.
#[derive(Serialize)]
struct ForgottenJson {
    done: Vec<PathBuf>,
    failed: Vec<PathBuf>,
}

fn forget(session: &mut Session<'_>, store: &Store, backups: &Backups, as_json: bool) -> Result<(), Trouble> {
    let language = session.language;
    let at = session.now.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let Forgotten { done, failed } = backups.forget(store, &at)?;
    if as_json {
        let failed = failed.iter().map(|(path, _)| path.clone()).collect();
        json::write(session.out, &ForgottenJson { done, failed })?;
    } else if done.is_empty() && failed.is_empty() {
        writeln!(session.out, "{}", privacy_words(language).nothing_to_forget)?;
    } else {
        writeln!(session.out, "{}", forgotten(language, done.len()))?;
    }
    match failed.first() {
        None => Ok(()),
        Some((path, error)) => Err(Trouble::Failed(not_forgotten(language, failed.len(), path, &why(language, error)))),
    }
}

fn list(session: &mut Session<'_>, backups: &Backups, as_json: bool) -> Result<(), Trouble> {
    let all = backups.all()?;
    if as_json {
        let paths: Vec<String> = all.iter().map(|backup| backup.path.to_string_lossy().into_owned()).collect();
        let list: Vec<BackupJson<'_>> = all.iter().zip(&paths).map(|(backup, path)| plain(backup, path)).collect();
        return json::write(session.out, &list);
    }
    if all.is_empty() {
        writeln!(session.out, "{}", words::none(session.language, backups.folder()))?;
    }
    for backup in &all {
        writeln!(session.out, "{}  {}", line(session.language, backup), backup.path.display())?;
    }
    Ok(())
}

fn plain<'a>(backup: &Backup, path: &'a str) -> BackupJson<'a> {
    // An hour that the clock went through twice is taken for the first, one that it left out for UTC.
    let at = Local.from_local_datetime(&backup.at).earliest().map(|at| at.fixed_offset());
    let at = at.unwrap_or_else(|| backup.at.and_utc().fixed_offset()).to_rfc3339_opts(SecondsFormat::Secs, false);
    BackupJson { number: backup.number, path, at, reason: backup.reason.code(), bytes: backup.bytes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_back_up_without_room_speaks_of_its_folder_and_of_no_change() {
        let told = |language| not_made(language, Path::new("/sicher"), StoreError::Full).told(language).unwrap();
        assert!(told(Language::German).contains("/sicher") && !told(Language::German).contains("Änderung"));
        assert!(told(Language::English).contains("/sicher") && !told(Language::English).contains("change is"));
    }
}
