//! Importing a file: the plan, its preview in words, and its changes.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::import::Snapshot;
use super::journal::Journal;
use crate::domain::failure::Failure;
use crate::domain::leaving_out::{self, Part};
use crate::domain::{Author, Change, IdSource, Language, Outcome};
use crate::exchange::import::{ImportProblem, Plan, PlanRow, RowPlan, plan, read};
use crate::screens::import::{ByHand, Planned, Preview, PreviewRow};
use crate::store::{Store, StoreError};
use crate::text;

/// What was planned last.
#[derive(Debug)]
pub(super) struct Importer {
    language: Language,
    plan: Option<Plan>,
    /// What the drive did not take.
    rest: Vec<Change>,
}

impl Importer {
    pub(super) const fn new(language: Language) -> Self {
        Self { language, plan: None, rest: Vec::new() }
    }

    /// The language of the reader.
    pub(super) const fn language(&self) -> Language {
        self.language
    }

    /// What importing a file would do, by its own heads or by those that were said by hand.
    pub(super) fn plan(
        &mut self,
        store: &Store,
        path: &str,
        by_hand: Option<&ByHand>,
        today: NaiveDate,
        ids: &mut IdSource,
    ) -> Result<Planned, StoreError> {
        self.plan = None;
        let bytes = match std::fs::read(expanded(path)) {
            Ok(bytes) => bytes,
            Err(cause) => {
                return Ok(Planned::Refused(text::import::not_readable(self.language, path, &cause)));
            }
        };
        let mapping = by_hand.and_then(ByHand::mapping);
        let form = by_hand.and_then(|by_hand| by_hand.form);
        let input = match read(&bytes, path, form, mapping.as_deref()) {
            Ok(input) => input,
            Err(ImportProblem::UnknownForm { header, rows }) => {
                return Ok(Planned::Unknown(ByHand::new(
                    path.to_owned(),
                    header,
                    rows.into_iter().next().unwrap_or_default(),
                )));
            }
            Err(problem) => return Ok(Planned::Refused(text::import::problem(self.language, &problem))),
        };
        let plan = plan(&input, &Snapshot::new(store)?, ids, today)?;
        let preview = self.preview(path, &plan);
        self.plan = Some(plan);
        Ok(Planned::Preview(preview))
    }

    /// Makes the changes that were planned, without those of some rows, one after the other; what was made and what
    /// came in between. Each is noted before the file is touched. Where the drive goes away, the rest is kept for when it is back.
    pub(super) fn run(
        &mut self,
        store: &mut Store,
        journal: &Journal,
        ids: &mut IdSource,
        left_out: &BTreeSet<usize>,
        (author, at): (&Author, &str),
    ) -> (Vec<(Change, Outcome)>, Result<(), Failure>) {
        let mut done = Vec::new();
        let mut changes = self.plan.take().map(|plan| without(plan, left_out).changes(ids)).unwrap_or_default();
        for change in &mut changes {
            change.author = author.clone();
            at.clone_into(&mut change.at);
        }
        let mut changes = changes.into_iter();
        while let Some(change) = changes.next() {
            if let Err(cause) = journal.note(&change).and_then(|()| journal.sync()) {
                tracing::warn!(%cause, "an import goes on without the journal");
            }
            match store.apply(&change) {
                Ok(outcome) => {
                    journal.strike(change.id);
                    done.push((change, outcome));
                }
                Err(error) => {
                    let failure = Failure::from(&error);
                    if failure.is_drive() {
                        self.rest = std::iter::once(change).chain(changes).collect();
                    } else {
                        journal.strike(change.id);
                    }
                    return (done, Err(failure));
                }
            }
        }
        (done, Ok(()))
    }

    /// What the drive did not take.
    pub(super) fn take_rest(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.rest)
    }

    fn preview(&self, path: &str, plan: &Plan) -> Preview {
        let mut totals = vec![text::import::totals(self.language, plan), text::import::besides(self.language, plan)];
        if !plan.ignored_columns.is_empty() {
            totals.push(text::import::ignored(self.language, &plan.ignored_columns));
        }
        totals.retain(|total| !total.is_empty());
        let needs = leaving_out::needs(&parts(plan));
        let rows = plan.rows.iter().zip(needs).map(|(row, needs)| PreviewRow {
            line: row.line,
            needs,
            is_change: !row.edits.is_empty(),
            what: text::import::summary(self.language, row),
            label: text::import::label(self.language, row),
            notes: row.notes.iter().map(|note| text::import::note(self.language, note)).collect(),
            is_odd: matches!(row.what, RowPlan::Skip(_) | RowPlan::Unreadable(_)) || !row.notes.is_empty(),
        });
        let counts = plan.counts();
        Preview { path: path.to_owned(), totals, rows: rows.collect(), changes: counts.created + counts.changed }
    }
}

fn parts(plan: &Plan) -> Vec<Part<'_>> {
    let part = |row: &'_ PlanRow| match row.what {
        RowPlan::Create { kind, id } => Some((kind, id)),
        _ => None,
    };
    plan.rows.iter().map(|row| Part { own: part(row), edits: &row.edits }).collect()
}

/// The plan without some of its rows.
fn without(mut plan: Plan, left_out: &BTreeSet<usize>) -> Plan {
    let rest = leaving_out::rest(&parts(&plan), left_out);
    for (row, edits) in plan.rows.iter_mut().zip(rest) {
        row.edits = edits;
    }
    plan
}

/// A path as people write it: `~` is their own folder.
pub(super) fn expanded(path: &str) -> std::path::PathBuf {
    match (path.trim().strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => path.trim().into(),
    }
}
