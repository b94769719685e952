//! `runde import`: a colleague's list into the file, told row by row, on trial where that is asked for.

use chrono::NaiveDate;
use serde::Serialize;

use super::arguments::Import;
use super::backup;
use super::json;
use super::session::Session;
use super::trouble::Trouble;
use crate::domain::{Act, Change, Field, Id, Kind, Language, Outcome};
use crate::exchange::form::Form;
use crate::exchange::import::{ImportProblem, Plan, PlanRow, RowPlan, plan, read};
use crate::runtime::import::Snapshot;
use crate::store::{Reason, Store};
use crate::text::command_line;
use crate::text::import as words;

pub(super) fn run(session: &mut Session<'_>, arguments: &Import) -> Result<(), Trouble> {
    let language = session.language;
    let name = arguments.path.to_string_lossy().into_owned();
    let bytes = std::fs::read(&arguments.path)
        .map_err(|cause| Trouble::Failed(words::not_readable(language, &name, &cause)))?;
    let form = arguments.kind.as_deref().map(form);
    let input = read(&bytes, &name, form, arguments.map.as_deref()).map_err(|problem| refused(language, &problem))?;
    let mut store = if arguments.dry_run { session.open_to_read()? } else { session.open_to_write()? };
    let today: NaiveDate = session.today();
    let plan = plan(&input, &Snapshot::new(&store)?, &mut session.ids, today)?;
    let changes = plan.changes(&mut session.ids);
    if arguments.json {
        tell_json(session, &plan, arguments.dry_run)?;
    } else {
        tell(session, &plan, arguments.dry_run)?;
    }
    if arguments.dry_run || changes.is_empty() {
        return Ok(());
    }
    backup::before(session, &store, Reason::Import);
    apply(session, &mut store, changes)
}

/// Makes the changes as planned. A conflict can come up only where somebody writes at this very moment.
fn apply(session: &mut Session<'_>, store: &mut Store, changes: Vec<Change>) -> Result<(), Trouble> {
    let signed = session.change(store, Act::Import, Vec::new())?;
    let sign = |planned| Change { author: signed.author.clone(), at: signed.at.clone(), ..planned };
    let mut changes = changes.into_iter().map(sign);
    while let Some(change) = changes.next() {
        let outcome = session.deliver(store, &change).or_else(|trouble| session.leave(trouble, &mut changes))?;
        if let Outcome::Conflict(conflicts) = outcome {
            return Err(session.conflict(store, &conflicts)?);
        }
        session.saved = Some(command_line::saved(session.language).to_owned());
    }
    Ok(())
}

fn form(code: &str) -> Form {
    match code {
        "groups" => Form::Groups,
        "contacts" => Form::Contacts,
        _ => Form::Questions,
    }
}

fn refused(language: Language, problem: &ImportProblem) -> Trouble {
    let mut told = words::problem(language, problem);
    match problem {
        ImportProblem::UnknownForm { .. } => {
            told.push(' ');
            told.push_str(words::map_hint(language));
            Trouble::Wrong(told)
        }
        ImportProblem::Mapping(_) | ImportProblem::CardsHoldContacts(_) => Trouble::Wrong(told),
        ImportProblem::Sheet(_) => Trouble::Failed(told),
    }
}

fn tell(session: &mut Session<'_>, plan: &Plan, dry_run: bool) -> Result<(), Trouble> {
    let language = session.language;
    for row in &plan.rows {
        writeln!(session.out, "{:>6}  {}  {}", row.line, words::summary(language, row), words::label(language, row))?;
        for note in &row.notes {
            writeln!(session.out, "        {}", words::note(language, note))?;
        }
    }
    let besides = words::besides(language, plan);
    writeln!(session.out, "{}", words::totals(language, plan))?;
    if !besides.is_empty() {
        writeln!(session.out, "+ {besides}")?;
    }
    if !plan.ignored_columns.is_empty() {
        writeln!(session.out, "{}", words::ignored(language, &plan.ignored_columns))?;
    }
    if dry_run {
        writeln!(session.out, "{}", words::only_shown(language))?;
    }
    Ok(())
}

/// The plan for programs.
#[derive(Serialize)]
struct PlanJson<'a> {
    form: &'static str,
    dry_run: bool,
    created: usize,
    changed: usize,
    same: usize,
    skipped: usize,
    unreadable: usize,
    conflicts: usize,
    blank_rows: usize,
    ignored_columns: &'a [String],
    rows: Vec<RowJson<'a>>,
}

#[derive(Serialize)]
struct RowJson<'a> {
    line: u64,
    card: Option<u64>,
    outcome: &'static str,
    kind: Option<Kind>,
    id: Option<Id>,
    fields: Vec<Field>,
    label: &'a str,
    notes: Vec<String>,
}

fn tell_json(session: &mut Session<'_>, plan: &Plan, dry_run: bool) -> Result<(), Trouble> {
    let counts = plan.counts();
    let told = PlanJson {
        form: match plan.form {
            Form::Questions => "questions",
            Form::Groups => "groups",
            Form::Contacts => "contacts",
        },
        dry_run,
        created: counts.created,
        changed: counts.changed,
        same: counts.same,
        skipped: counts.skipped,
        unreadable: counts.unreadable,
        conflicts: counts.conflicts,
        blank_rows: plan.blank_rows,
        ignored_columns: &plan.ignored_columns,
        rows: plan.rows.iter().map(row_json).collect(),
    };
    json::write(session.out, &told)
}

/// A row; its notes are English whatever the language, as the rest of the JSON is.
fn row_json(row: &PlanRow) -> RowJson<'_> {
    let (outcome, record, fields) = match &row.what {
        RowPlan::Create { kind, id } => ("created", Some((*kind, *id)), Vec::new()),
        RowPlan::Change { kind, id, fields } => {
            ("changed", Some((*kind, *id)), fields.iter().map(|(field, ..)| *field).collect())
        }
        RowPlan::Same { kind, id } => ("same", Some((*kind, *id)), Vec::new()),
        RowPlan::Skip(_) => ("skipped", None, Vec::new()),
        RowPlan::Unreadable(_) => ("unreadable", None, Vec::new()),
    };
    let mut notes: Vec<String> = row.notes.iter().map(|note| words::note(Language::English, note)).collect();
    if matches!(row.what, RowPlan::Skip(_) | RowPlan::Unreadable(_)) {
        notes.insert(0, words::summary(Language::English, row));
    }
    let (kind, id) = record.unzip();
    RowJson { line: row.line, card: row.card, outcome, kind, id, fields, label: &row.label, notes }
}
