//! `runde restore`: an older state back into the file, after a look at what would be lost.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use super::arguments::Restore;
use super::backup::{line, now, of, why};
use super::log;
use super::session::Session;
use super::trouble::Trouble;
use super::waiting;
use crate::domain::Act;
use crate::store::{Backups, Restored, Store, StoreError};
use crate::text::backup as words;

/// Lost changes that are shown.
const LINES: usize = 10;

pub(super) fn run(session: &mut Session<'_>, arguments: &Restore) -> Result<(), Trouble> {
    let language = session.language;
    let mut live = open(session, arguments)?;
    let backups = of(session, &live, None)?;
    let path = chosen(session, &backups, &arguments.which)?;
    let from = Store::open(&path, true)?;
    if from.uuid()? != live.uuid()? {
        return Err(Trouble::Failed(words::other_file(language).to_owned()));
    }
    let lost = live.missing_from(&from, LINES)?;
    writeln!(session.out, "{}", words::would_lose(language, lost.count))?;
    log::lines(session.out, language, &live, &lost.latest)?;
    if !arguments.yes && !sure(session)? {
        return Err(Trouble::Failed(words::left_alone(language).to_owned()));
    }
    let note = session.change(&live, Act::PutBack, Vec::new())?;
    match live.restore(&from, lost.seen, &note, &backups, now(session))? {
        Restored::ChangedMeanwhile => Err(Trouble::Conflict(words::changed_meanwhile(language).to_owned())),
        Restored::Done(made) => {
            let told = words::restored(language, &made.backup.path, made.backup.number);
            session.saved = Some(told.clone());
            Ok(writeln!(session.out, "{told}")?)
        }
    }
}

/// The file into which is written. Into one that is gone or damaged nothing can be: then it is said what can.
fn open(session: &mut Session<'_>, arguments: &Restore) -> Result<Store, Trouble> {
    let path = session.path()?;
    match waiting::open(session.language, &path, true) {
        Err(
            error @ (StoreError::Missing(_)
            | StoreError::NotOurs(_)
            | StoreError::Damaged(_)
            | StoreError::Altered(_)
            | StoreError::WriteAheadLog(_)),
        ) => {
            // Which of the back-ups has this number only the file itself could say.
            let place = session.backups.as_ref().filter(|_| arguments.which.parse::<u32>().is_ok());
            let backup = place.map_or_else(|| PathBuf::from(&arguments.which), |place| place.folder.join("…"));
            Err(Trouble::Failed(words::not_into(session.language, &why(session.language, &error), &path, &backup)))
        }
        Err(StoreError::Unfinished) | Ok(_) => session.open_to_write(),
        Err(error) => Err(error.into()),
    }
}

/// A back-up by its number, or by where it lies.
fn chosen(session: &mut Session<'_>, backups: &Backups, which: &str) -> Result<PathBuf, Trouble> {
    let Ok(number) = which.parse::<u32>() else { return Ok(PathBuf::from(which)) };
    let all = backups.all()?;
    let found = all.iter().find(|backup| backup.number == number);
    let backup = found.ok_or_else(|| Trouble::Failed(words::no_such(session.language, number)))?;
    writeln!(session.out, "{}", line(session.language, backup))?;
    Ok(backup.path.clone())
}

fn sure(session: &mut Session<'_>) -> Result<bool, Trouble> {
    writeln!(session.out, "{}", words::sure(session.language))?;
    session.out.flush()?;
    let mut answer = String::new();
    // An answer that cannot be read is none.
    let read = BufReader::new(&mut *session.input).read_line(&mut answer);
    Ok(read.is_ok() && words::is_yes(&answer))
}
