//! `runde privacy`: who is due, what is held on somebody, erasing, and the proofs of it.

mod erase;
mod report;

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;

use super::json;
use super::names::local;
use super::session::Session;
use super::table::{self, cell};
use super::trouble::Trouble;
use crate::domain::privacy::{Counts, Proof};
use crate::domain::{ChangeId, Id, Kind};
use crate::store::Store;
use crate::text::command_line::unknown;
use crate::text::privacy::{self as words, privacy_words};

#[derive(Debug, Args)]
pub(super) struct Privacy {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Due(Due),
    Report(Report),
    Erase(Erase),
    Log(Proofs),
}

#[derive(Debug, Args)]
struct Due {
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct Report {
    contact: String,
    #[arg(long)]
    staff: bool,
    #[arg(long)]
    to: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Erase {
    contact: String,
    #[arg(long)]
    staff: bool,
    #[arg(long)]
    keep: Vec<String>,
    #[arg(long)]
    unsure: Option<Unsure>,
    #[arg(long)]
    yes: bool,
    #[arg(long, requires = "yes")]
    json: bool,
}

/// What becomes of places in which somebody else may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Unsure {
    Replace,
    Keep,
}

#[derive(Debug, Args)]
struct Proofs {
    #[arg(long)]
    json: bool,
}

/// A contact that is due.
#[derive(Serialize)]
struct DueJson<'a> {
    id: Id,
    name: &'a str,
    institution: Option<&'a str>,
    due: &'static str,
    reason: &'static str,
    day: Option<String>,
}

/// The proof of an erasure.
#[derive(Serialize)]
struct ProofJson<'a> {
    change: ChangeId,
    kind: &'static str,
    record: Id,
    by: &'a str,
    at: &'a str,
    stand_in: &'a str,
    kept: Vec<String>,
    counts: Counts,
    backups: &'a [String],
    cleaned: Option<&'a str>,
}

impl<'a> From<&'a Proof> for ProofJson<'a> {
    fn from(proof: &'a Proof) -> Self {
        Self {
            change: proof.change,
            kind: proof.record.0.code(),
            record: proof.record.1,
            by: &proof.login,
            at: &proof.at,
            stand_in: &proof.stand_in,
            kept: proof.kept.iter().map(ToString::to_string).collect(),
            counts: proof.counts,
            backups: &proof.backups,
            cleaned: proof.cleaned.as_deref(),
        }
    }
}

pub(super) fn run(session: &mut Session<'_>, arguments: &Privacy) -> Result<(), Trouble> {
    match &arguments.verb {
        Verb::Due(arguments) => due(session, arguments),
        Verb::Report(arguments) => report::run(session, arguments),
        Verb::Erase(arguments) => erase::run(session, arguments),
        Verb::Log(arguments) => proofs(session, arguments),
    }
}

fn due(session: &mut Session<'_>, arguments: &Due) -> Result<(), Trouble> {
    let store = session.open_to_read()?;
    let all = store.due_for_privacy(session.today())?;
    if arguments.json {
        let list: Vec<DueJson<'_>> = all
            .iter()
            .map(|due| DueJson {
                id: due.id,
                name: &due.name,
                institution: due.institution.as_deref(),
                due: if due.reason.is_erasure() { "erase" } else { "check" },
                reason: due.reason.code(),
                day: due.reason.day().map(|day| day.to_string()),
            })
            .collect();
        return json::write(session.out, &list);
    }
    if all.is_empty() {
        return Ok(writeln!(session.out, "{}", privacy_words(session.language).nothing_due)?);
    }
    let rows = all.iter().map(|due| {
        let institution = due.institution.as_deref().unwrap_or_default();
        vec![due.id.to_string(), cell(&due.name), cell(institution), words::reason(session.language, due.reason)]
    });
    Ok(table::write(session.out, &rows.collect::<Vec<_>>())?)
}

fn proofs(session: &mut Session<'_>, arguments: &Proofs) -> Result<(), Trouble> {
    let store = session.open_to_read()?;
    let all = store.erasures()?;
    if arguments.json {
        return json::write(session.out, &all.iter().map(ProofJson::from).collect::<Vec<_>>());
    }
    if all.is_empty() {
        writeln!(session.out, "{}", privacy_words(session.language).no_proofs)?;
    }
    for proof in &all {
        let at = local(&proof.at, session.language);
        let by = by(&store, proof)?;
        writeln!(session.out, "{}", cell(&words::proof(session.language, proof, &at, &by)))?;
        if proof.cleaned.is_none() {
            writeln!(session.out, "  {}", privacy_words(session.language).pending)?;
        }
    }
    Ok(())
}

/// A contact or staff that is called so, by its id also where it was taken out of the lists.
fn found(session: &Session<'_>, store: &Store, called: &str, is_staff: bool) -> Result<(Kind, Id), Trouble> {
    let kind = if is_staff { Kind::Person } else { Kind::Contact };
    if let Some(id) = called.parse().ok().map(Id)
        && store.record(kind, id)?.is_some()
    {
        return Ok((kind, id));
    }
    Ok((kind, session.resolve(store, kind, called)?))
}

/// Who erased: the person with this login name, where the file has one.
fn by(store: &Store, proof: &Proof) -> Result<String, Trouble> {
    let person = proof.person.map(|id| store.label(Kind::Person, id)).transpose()?.flatten();
    let by = person.unwrap_or_else(|| proof.login.clone());
    Ok(if by.is_empty() { unknown().to_owned() } else { by })
}

/// A line that was typed or piped in, and nothing behind it.
fn line(session: &mut Session<'_>) -> String {
    let mut bytes = Vec::new();
    let mut one = [0];
    while session.input.read(&mut one).is_ok_and(|count| count == 1) && one[0] != b'\n' {
        bytes.push(one[0]);
    }
    String::from_utf8_lossy(&bytes).trim().to_owned()
}
