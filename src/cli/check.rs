//! `runde check`: whether the place is safe, who is in, and whether the file is in order.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::arguments::Check;
use super::json;
use super::names::local;
use super::session::Session;
use super::table::{self, cell};
use super::trouble::Trouble;
use super::waiting;
use crate::domain::Language;
use crate::domain::failure::Failure;
use crate::domain::place::{Danger, Place};
use crate::domain::presence::Present;
use crate::store::{Audit, Flaw, Store, StoreError, place, presence};
use crate::text::check::{check_words, holds, mounted, not_fine, present};
use crate::text::failure::sentence;
use crate::text::place as told;
use crate::text::privacy::privacy_words;

/// Everything that was found.
#[derive(Debug, Serialize)]
struct Report {
    file: PathBuf,
    /// Whether nothing is wrong; advice is nothing wrong.
    ok: bool,
    place: Place,
    /// `excluded`, `granted_twice`, `none`; null where they were not tried.
    locks: Option<&'static str>,
    present: Option<Vec<Present>>,
    content: Option<ContentJson>,
    /// Why the content could not be read, in English.
    problem: Option<String>,
    #[serde(skip)]
    failure: Option<Failure>,
}

pub(super) fn run(session: &mut Session<'_>, arguments: &Check) -> Result<(), Trouble> {
    let path = session.path()?;
    let report = report(session.language, &path, session.read_only)?;
    if arguments.json {
        json::write(session.out, &report)?;
    } else {
        write(session, &report)?;
    }
    match report.failure {
        _ if report.ok => Ok(()),
        Some(failure) => Err(Trouble::File(failure)),
        None => Err(Trouble::Failed(not_fine(session.language, report.place.danger().is_none()).to_owned())),
    }
}

/// Looks at everything; writes nothing into the file, and where nothing may be written, nothing beside it.
fn report(language: Language, path: &Path, read_only: bool) -> Result<Report, Trouble> {
    let out_of_reach = |cause: std::io::Error| match cause.kind() {
        std::io::ErrorKind::NotFound => StoreError::Missing(path.to_owned()),
        _ => StoreError::OutOfReach { path: path.to_owned(), cause },
    };
    let file = std::fs::canonicalize(path).map_err(out_of_reach)?;
    let mut place = place::look(path).map_err(out_of_reach)?;
    let opened = open(language, path, read_only);
    // Beside a file that is not ours nothing of ours is to appear.
    let is_ours = !matches!(opened, Err(StoreError::NotOurs(_)));
    let tried = is_ours && !read_only && place::try_locks(path, &mut place);
    // Where locks do not reach, they tell nobody who is in.
    let present = if tried && place.danger().is_none() { presence::who_holds(path) } else { presence::who_is_in(path) };
    let (content, error) = match opened.and_then(|store| ContentJson::of(&store)) {
        Ok(content) => (Some(content), None),
        Err(error) => (None, Some(error)),
    };
    Ok(Report {
        file,
        ok: place.danger().is_none() && content.as_ref().is_some_and(|content| content.flaws.is_empty()),
        locks: tried.then(|| locks(&place)),
        place,
        present: present.ok(),
        content,
        problem: error.as_ref().map(ToString::to_string),
        failure: error.as_ref().map(Failure::from),
    })
}

fn open(language: Language, path: &Path, read_only: bool) -> Result<Store, StoreError> {
    match waiting::open(language, path, true) {
        // A program died while it wrote; to take that back is no damage.
        Err(StoreError::Unfinished) if !read_only => waiting::open(language, path, false),
        opened => opened,
    }
}

fn locks(place: &Place) -> &'static str {
    match place.danger() {
        Some(Danger::GrantedTwice) => "granted_twice",
        Some(Danger::NoLocks(_)) => "none",
        _ => "excluded",
    }
}

fn write(session: &mut Session<'_>, report: &Report) -> Result<(), Trouble> {
    let language = session.language;
    let words = check_words(language);
    let place = &report.place;
    let mut rows = vec![vec![words.file.to_owned(), report.file.display().to_string()]];
    let mut row = |label: &str, text: String| rows.push(vec![label.to_owned(), cell(&text)]);
    let system = if place.system.is_empty() { format!("0x{:x}", place.number) } else { place.system.clone() };
    let is_listed = !place.mounted_at.is_empty();
    row(words.system, if is_listed { mounted(language, &system, &place.source, &place.mounted_at) } else { system });
    row(words.options, place.options.join(", "));
    row(words.place, (if place.danger().is_none() { words.safe } else { words.not_safe }).to_owned());
    for danger in &place.dangers {
        row("", told::danger(language, danger).to_string());
    }
    for advice in &place.advice {
        row(words.advice, told::advice(language, *advice).to_owned());
    }
    let hold = report.locks == Some("excluded") && place.danger().is_none();
    match (report.locks, hold) {
        (None, _) => row(words.locks, words.locks_not_tried.to_owned()),
        (_, true) => row(words.locks, words.locks_hold.to_owned()),
        _ => {}
    }
    let others = report.present.as_deref();
    match others {
        None => row(words.present, words.unknown.to_owned()),
        Some([]) => row(words.present, words.nobody.to_owned()),
        Some(others) => {
            for (index, other) in others.iter().enumerate() {
                let since = chrono::DateTime::from_timestamp(other.since, 0).unwrap_or_default();
                let since = local(&since.format("%Y-%m-%dT%H:%M:%SZ").to_string(), language);
                let mut text = present(language, &other.name, &other.login, &other.host, &since, &other.version);
                if !other.writes {
                    text.push_str(&format!(", {}", words.reads));
                }
                row(if index == 0 { words.present } else { "" }, text);
            }
        }
    }
    match (&report.content, &report.failure) {
        (Some(content), _) => content_rows(content, language, &mut row),
        (None, Some(failure)) => row(words.content, sentence(language, failure).what),
        (None, None) => {}
    }
    table::write(session.out, &rows)?;
    Ok(())
}

/// What was found in the file.
#[derive(Debug, Serialize)]
struct ContentJson {
    version: i32,
    uuid: String,
    changes: i64,
    records: i64,
    /// Erasures whose bytes are still to be overwritten.
    uncleaned: usize,
    /// Changes that an earlier salvage has noted as lost.
    lost_changes: i64,
    flaws: Vec<FlawJson>,
}

/// Something in the file that cannot be right.
#[derive(Debug, Serialize)]
struct FlawJson {
    flaw: &'static str,
    what: String,
}

impl ContentJson {
    fn of(store: &Store) -> Result<Self, StoreError> {
        let Audit { changes, records, lost, flaws, .. } = store.audit()?;
        let flaws = flaws.iter().map(FlawJson::from).collect();
        let uncleaned = store.uncleaned()?;
        let (version, uuid) = (store.schema()?, store.uuid()?);
        Ok(Self { version, uuid, changes, records, lost_changes: lost, uncleaned, flaws })
    }
}

impl From<&Flaw> for FlawJson {
    fn from(flaw: &Flaw) -> Self {
        let (flaw, what) = match flaw {
            Flaw::Page(words) => ("page", words.clone()),
            Flaw::Link(table) => ("link", table.clone()),
            Flaw::Gap(count) => ("gap", count.to_string()),
            Flaw::Torn { seq, kind, id } => ("torn", format!("{} {id} {seq}", kind.code())),
            Flaw::Differs { kind, id, field } => ("differs", format!("{} {id} {}", kind.code(), field.code())),
            Flaw::Untold { kind, id } => ("untold", format!("{} {id}", kind.code())),
        };
        Self { flaw, what }
    }
}

fn content_rows(content: &ContentJson, language: Language, row: &mut impl FnMut(&str, String)) {
    let words = check_words(language);
    let told = holds(language, content.version, content.records, content.changes);
    if content.uncleaned > 0 {
        row(words.erased, privacy_words(language).pending.to_owned());
    }
    let is_fine = content.flaws.is_empty();
    row(words.content, if is_fine { format!("{told}; {}", words.fine) } else { told });
    if content.lost_changes > 0 {
        row("", format!("{}: {}", words.lost, content.lost_changes));
    }
    for (place, FlawJson { flaw, what }) in content.flaws.iter().enumerate() {
        let label = if place == 0 { words.flaws } else { "" };
        let word = match *flaw {
            "page" => words.page,
            "link" => words.link,
            "gap" => words.gap,
            "torn" => words.torn,
            "differs" => words.differs,
            _ => words.untold,
        };
        row(label, format!("{word}: {what}"));
    }
}
