//! `runde log`: the latest changes, newest first, a line each.

use std::io::Write;

use serde::Serialize;

use super::arguments::Log;
use super::json::{self, EditJson};
use super::names::{Names, local};
use super::session::Session;
use super::table::cell;
use super::trouble::Trouble;
use crate::domain::{ChangeId, HistoryLine, Language};
use crate::store::Store;
use crate::text;
use crate::text::command_line::{and_more, unknown, unknown_act};

/// Records of one change that its line names.
const RECORDS: usize = 4;

/// One change.
#[derive(Debug, Serialize)]
struct ChangeJson<'a> {
    seq: i64,
    id: ChangeId,
    act: Option<&'static str>,
    by: &'a str,
    at: &'a str,
    undoes: Option<ChangeId>,
    label: &'a str,
    edits: Vec<EditJson<'a>>,
}

pub(super) fn run(session: &mut Session<'_>, arguments: &Log) -> Result<(), Trouble> {
    let store = session.open_to_read()?;
    let lines = store.history(None, None, arguments.limit)?;
    if arguments.json {
        let json: Vec<ChangeJson<'_>> = lines
            .iter()
            .map(|line| ChangeJson {
                seq: line.seq,
                id: line.id,
                act: line.act.map(crate::domain::Act::code),
                by: &line.by,
                at: &line.at,
                undoes: line.undoes,
                label: &line.label,
                edits: line.edits.iter().map(EditJson::from).collect(),
            })
            .collect();
        return json::write(session.out, &json);
    }
    self::lines(session.out, session.language, &store, &lines)
}

/// Changes, a line each.
pub(super) fn lines(
    out: &mut dyn Write,
    language: Language,
    store: &Store,
    lines: &[HistoryLine],
) -> Result<(), Trouble> {
    let mut names = Names::new(store, language);
    for line in lines {
        let at = cell(&local(&line.at, language));
        let by = cell(&line.by);
        let by = if by.is_empty() { unknown() } else { &by };
        let act = line.act.map_or_else(|| unknown_act(language), |act| text::act(language, act));
        let mut records = names.edits(&line.edits)?;
        if records.len() > RECORDS {
            records.truncate(RECORDS);
            records.push(and_more(language).to_owned());
        }
        writeln!(out, "{at}  {by}  {act}  {}", records.join(" | "))?;
    }
    Ok(())
}
