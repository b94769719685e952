//! `runde check --repair`: what can be read of a damaged file into a new one, and what is missing.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::arguments::Check;
use super::json;
use super::session::Session;
use super::table::cell;
use super::trouble::Trouble;
use crate::domain::{Id, Kind, Language};
use crate::store::{Salvaged, salvage};
use crate::text::backup as words;

/// Missing records of a kind that are named.
const NAMED: usize = 20;

/// The account for programs.
#[derive(Serialize)]
struct SalvagedJson<'a> {
    into: &'a str,
    whole: bool,
    kinds: Vec<KindJson<'a>>,
    changes: usize,
    lost_changes: usize,
    unreadable_pages: usize,
    homeless_rows: usize,
    undone_links: usize,
}

#[derive(Serialize)]
struct KindJson<'a> {
    kind: Kind,
    read: usize,
    from_history: usize,
    missing: Vec<MissingJson<'a>>,
}

#[derive(Serialize)]
struct MissingJson<'a> {
    id: Id,
    name: &'a str,
}

pub(super) fn run(session: &mut Session<'_>, arguments: &Check) -> Result<(), Trouble> {
    let path = session.path()?;
    let into = arguments.into.clone().unwrap_or_else(|| beside(&path, session.language));
    let salvaged = salvage(&path, &into)?;
    session.saved = Some(words::salvaged(session.language, &into));
    if arguments.json { tell_json(session, &into, &salvaged) } else { tell(session, &into, &salvaged) }
}

/// The name beside the damaged file that nobody has yet: `allianz.gerettet.runde`.
fn beside(path: &Path, language: Language) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let suffix = path.extension().map(|suffix| format!(".{}", suffix.to_string_lossy())).unwrap_or_default();
    let word = words::salvaged_mark(language);
    let name = |mark: String| path.with_file_name(format!("{stem}.{word}{mark}{suffix}"));
    let numbered = (2..1000).map(|number| format!("-{number}"));
    let free = std::iter::once(String::new()).chain(numbered).map(name).find(|name| name.symlink_metadata().is_err());
    free.unwrap_or_else(|| path.with_file_name(format!("{stem}.{word}{suffix}")))
}

fn tell(session: &mut Session<'_>, into: &Path, salvaged: &Salvaged) -> Result<(), Trouble> {
    let language = session.language;
    let out = &mut session.out;
    writeln!(out, "{}", words::salvaged(language, into))?;
    for of in &salvaged.kinds {
        writeln!(out, "{}", words::salvaged_kind(language, of.kind, of.read, of.from_history, of.missing.len()))?;
        for (id, name) in of.missing.iter().take(NAMED) {
            writeln!(out, "{}", words::missing_record(language, of.kind, &id.to_string(), &cell(name)))?;
        }
        if of.missing.len() > NAMED {
            writeln!(out, "  {}", crate::text::command_line::and_more(language))?;
        }
    }
    writeln!(out, "{}", words::salvaged_history(language, salvaged.changes, salvaged.lost_changes))?;
    let (pages, rows, links) = (salvaged.unreadable_pages, salvaged.homeless_rows, salvaged.undone_links);
    if pages + rows + links > 0 {
        writeln!(out, "{}", words::salvaged_rest(language, pages, rows, links))?;
    }
    if salvaged.is_whole() {
        writeln!(out, "{}", words::nothing_missing(language))?;
    } else if pages > 0 {
        writeln!(out, "{}", words::more_may_be_missing(language))?;
    }
    Ok(writeln!(out, "{}", words::look_first(language))?)
}

fn tell_json(session: &mut Session<'_>, into: &Path, salvaged: &Salvaged) -> Result<(), Trouble> {
    let kinds = salvaged.kinds.iter().map(|of| KindJson {
        kind: of.kind,
        read: of.read,
        from_history: of.from_history,
        missing: of.missing.iter().map(|(id, name)| MissingJson { id: *id, name }).collect(),
    });
    json::write(
        session.out,
        &SalvagedJson {
            into: &into.to_string_lossy(),
            whole: salvaged.is_whole(),
            kinds: kinds.collect(),
            changes: salvaged.changes,
            lost_changes: salvaged.lost_changes,
            unreadable_pages: salvaged.unreadable_pages,
            homeless_rows: salvaged.homeless_rows,
            undone_links: salvaged.undone_links,
        },
    )
}
