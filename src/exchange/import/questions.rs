//! Plans the rows of a sheet of questions.

use std::collections::HashMap;

use super::asked::{Asked, Reader, full_names};
use super::desk::Desk;
use super::merge::{Way, bring_back, merge};
use super::odd::{oddities, raw_label};
use super::source::Source;
use super::{Known, PlanRow, RowNote, RowPlan, Skip, matching};
use crate::domain::{Field, Id, Kind, QuestionState, Record, Value};
use crate::exchange::form::Mapping;
use crate::exchange::sheet::{Sheet, SheetRow};

/// Plans every row.
pub(super) fn rows<K: Known>(
    desk: &mut Desk<'_, K>,
    sheet: &Sheet,
    mapping: &Mapping,
    file: &str,
) -> Result<Vec<PlanRow>, K::Error> {
    let names = full_names(sheet, mapping, &desk.known.all(Kind::Person)?);
    let oddities = oddities(sheet);
    let reader = Reader { mapping, header: &sheet.header, names: &names };
    let none = Vec::new();
    let read = |row| reader.asked(desk, row, oddities.get(&row.line).unwrap_or(&none));
    let mut read: Vec<Result<Asked, RowPlan>> = sheet.rows.iter().map(read).collect();
    leave_out_repeated(sheet, &mut read);
    let asked: Vec<Option<&Asked>> = read.iter().map(|row| row.as_ref().ok()).collect();
    let matches = matching::find(desk.known, &asked)?;
    let source_sheet = matches.sheet.unwrap_or_else(|| desk.new_sheet());
    let mut first_of: HashMap<u64, String> = HashMap::new();
    let mut rows = Vec::with_capacity(read.len());
    for (place, (read, row)) in read.into_iter().zip(&sheet.rows).enumerate() {
        let asked = match read {
            Ok(asked) => asked,
            Err(what) => {
                let label = raw_label(mapping, row);
                rows.push(PlanRow { line: row.line, card: None, what, label, notes: Vec::new(), edits: Vec::new() });
                continue;
            }
        };
        let label = asked.wanted.get(&Field::Title).and_then(Value::as_text).unwrap_or_default().to_owned();
        let twin = first_of.get(&asked.text).cloned();
        first_of.entry(asked.text).or_insert_with(|| label.clone());
        let mut planned = match matches.of[place] {
            Some(id) => change(desk, id, &asked)?,
            None => None,
        };
        if planned.is_none() {
            let alike = matches.alike(asked.text).map(|id| desk.known.seen(Kind::Question, id)).transpose()?.flatten();
            let alike = alike.map(|seen| numbered(&seen.record)).or(twin);
            planned = Some(create(desk, source_sheet, file, &asked, alike));
        }
        if let Some(mut planned) = planned {
            planned.line = row.line;
            planned.label = label;
            planned.notes.splice(0..0, asked.notes);
            rows.push(planned);
        }
    }
    Ok(rows)
}

fn create<K: Known>(desk: &mut Desk<'_, K>, sheet: u32, file: &str, asked: &Asked, alike: Option<String>) -> PlanRow {
    let mut record = desk.new_record(Kind::Question);
    record.values = asked.wanted.clone();
    let source = Source { sheet, number: asked.number.clone(), text: asked.text };
    let source = desk.text(Kind::Question, Field::Source, &source.written(file));
    let record = record.with(Field::State, QuestionState::Inbox).with(Field::Source, source);
    let what = RowPlan::Create { kind: Kind::Question, id: record.id };
    let notes = alike.map(|of| RowNote::PossibleDuplicate { of }).into_iter().collect();
    PlanRow { line: 0, card: None, what, label: String::new(), notes, edits: vec![record.create()] }
}

/// What the row changes in the question that it is; nothing where that has gone meanwhile.
fn change<K: Known>(desk: &Desk<'_, K>, id: Id, asked: &Asked) -> Result<Option<PlanRow>, K::Error> {
    let Some(seen) = desk.known.seen(Kind::Question, id)? else { return Ok(None) };
    let kind = Kind::Question;
    let row = |what, notes, edits| PlanRow { line: 0, card: None, what, label: String::new(), notes, edits };
    if seen.record.is_removed() && !seen.taken_back {
        return Ok(Some(row(RowPlan::Skip(Skip::Removed), Vec::new(), Vec::new())));
    }
    let mut merged = merge(&seen, &asked.wanted, Way::Follow);
    let mut notes: Vec<RowNote> = Vec::new();
    if seen.record.is_removed() {
        bring_back(&seen, &mut merged);
        notes.push(RowNote::ComesBack);
    }
    let conflict = |(field, here, there)| RowNote::Conflict { kind, field, here, there };
    notes.extend(merged.conflicts.into_iter().map(conflict));
    let what = match merged.fields.is_empty() {
        true => RowPlan::Same { kind, id },
        false => RowPlan::Change { kind, id, fields: merged.fields },
    };
    Ok(Some(row(what, notes, merged.edits)))
}

/// Leaves out the rows that say the same as an earlier one, cell by cell.
fn leave_out_repeated(sheet: &Sheet, read: &mut [Result<Asked, RowPlan>]) {
    let mut first: HashMap<(String, u64), &SheetRow> = HashMap::new();
    for (asked, row) in read.iter_mut().zip(&sheet.rows) {
        if let Ok(asked_here) = asked {
            let before = *first.entry((asked_here.number.clone(), asked_here.text)).or_insert(row);
            if before.line != row.line && before.cells == row.cells {
                *asked = Err(RowPlan::Skip(Skip::Repeated { line: before.line }));
            }
        }
    }
}

fn numbered(question: &Record) -> String {
    let number = question.get(Field::Number).as_number().unwrap_or_default();
    format!("{number} {}", question.text(Field::Title))
}
