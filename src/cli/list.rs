//! `runde list`: the records of a kind, in their usual order.

use super::arguments::List;
use super::json::{self, RecordJson};
use super::names::Names;
use super::session::Session;
use super::table::{self, cell};
use super::trouble::Trouble;
use crate::domain::query::{Condition, From, Query, Row, columns, is_place};
use crate::domain::{Field, FieldType, Kind};
use crate::store::Store;
use crate::text;
use crate::text::command_line::Wrong;

/// Rows that are read at once.
const PAGE: usize = 500;

pub(super) fn run(session: &mut Session<'_>, arguments: &List) -> Result<(), Trouble> {
    let store = session.open_to_read()?;
    let mut query = Query::all(arguments.kind, PAGE);
    if let Some(states) = &arguments.state {
        query = query.when(states_named(session, arguments.kind, states)?);
    }
    let mut left = arguments.limit.unwrap_or(usize::MAX);
    let mut names = Names::new(&store, session.language);
    let mut first = true;
    if arguments.json {
        write!(session.out, "[")?;
    }
    while left > 0 {
        query.limit = left.min(PAGE);
        let rows = store.rows(&query)?;
        let Some(last) = rows.last() else { break };
        query.from = From::After(last.key.clone());
        left -= rows.len();
        if arguments.json {
            for row in &rows {
                write!(session.out, "{}", if std::mem::take(&mut first) { "\n" } else { ",\n" })?;
                write_record(session, &store, &mut names, arguments.kind, row)?;
            }
        } else {
            let cells = rows.iter().map(|row| cells(session, arguments.kind, row)).collect::<Vec<_>>();
            table::write(session.out, &cells)?;
        }
        if rows.len() < query.limit {
            break;
        }
    }
    if arguments.json {
        writeln!(session.out, "{}]", if first { "" } else { "\n" })?;
    }
    Ok(())
}

/// The states that were asked for, separated by commas.
fn states_named(session: &Session<'_>, kind: Kind, text: &str) -> Result<Condition, Trouble> {
    let Some(FieldType::Choice(set)) = kind.holds(Field::State) else {
        return Err(session.wrong(&Wrong::NoState(kind)));
    };
    let possible = text::choices_of(session.language, set);
    let named = |name: &str| {
        let found = text::choice_named(set, name);
        found.map(|state| state.code()).ok_or_else(|| session.wrong(&Wrong::Value("--state", name, &possible)))
    };
    Ok(Condition::OneOf(Field::State, text.split(',').map(str::trim).map(named).collect::<Result<_, _>>()?))
}

fn write_record(
    session: &mut Session<'_>,
    store: &Store,
    names: &mut Names<'_>,
    kind: Kind,
    row: &Row,
) -> Result<(), Trouble> {
    // Between two pages somebody may have taken the record's data out of the file.
    let Some(record) = store.record(kind, row.id)? else { return Ok(()) };
    let json = serde_json::to_string(&RecordJson::new(&record, names)?)?;
    Ok(write!(session.out, "{}", json::escaped(&json))?)
}

/// A row as people read it; links by their short names.
pub(super) fn cells(session: &Session<'_>, kind: Kind, row: &Row) -> Vec<String> {
    let shown = |(field, of): (&Field, &crate::domain::query::Cell)| match (&of.names, kind.holds(*field)) {
        (Some(names), _) => cell(names),
        (None, Some(holds)) if !matches!(holds, FieldType::Link(_) | FieldType::Links(..)) => {
            let written = text::written(holds, &of.value, session.language);
            cell(&if holds == FieldType::Lines { written.replace('\n', "; ") } else { written })
        }
        _ => String::new(),
    };
    columns(kind).iter().zip(&row.cells).filter(|(field, _)| !is_place(kind, **field)).map(shown).collect()
}
