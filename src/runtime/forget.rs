//! Taking somebody who is erased out of what lies on this host: drafts, and changes that wait.

use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;

use super::journal::{Journal, broken};
use super::state::State;
use crate::domain::privacy::{Traces, without};
use crate::domain::{Id, Kind};

/// What was found, or taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Here {
    /// Drafts.
    pub drafts: usize,
    /// Changes on their way to the file, and journals that were put aside.
    pub changes: usize,
}

/// Takes a person out of the drafts below this folder and out of the journal of this program. Drafts of the person's
/// record go; of others the name goes. Programs that run beside this one keep their journals: the file refuses what is in them.
///
/// # Errors
/// Where this host's disk does not take it.
pub fn forget(
    state: &State,
    journal: &Journal,
    whose: (Kind, Id),
    traces: &Traces,
    stand_in: &str,
) -> io::Result<Here> {
    let mut here = Here { changes: journal.forget(&|change| without(change, whose, traces, stand_in))?, drafts: 0 };
    for path in state.draft_paths() {
        let Some((mut draft, is_own)) = read(&path, whose, traces)? else { continue };
        here.drafts += 1;
        if is_own {
            fs::remove_file(&path)?;
            continue;
        }
        walk(&mut draft, &mut |text| *text = traces.replace(text, stand_in));
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        state.write(&name, &draft)?;
    }
    for path in state.folder().map(broken).unwrap_or_default() {
        if !traces.find(&String::from_utf8_lossy(&fs::read(&path)?)).is_empty() {
            fs::remove_file(&path)?;
            here.changes += 1;
        }
    }
    Ok(here)
}

/// How many drafts below this folder hold a person.
///
/// # Errors
/// Where they cannot be read.
pub fn drafts_with(state: &State, whose: (Kind, Id), traces: &Traces) -> io::Result<usize> {
    let mut count = 0;
    for path in state.draft_paths() {
        count += usize::from(read(&path, whose, traces)?.is_some());
    }
    Ok(count)
}

/// A draft that holds the person, and whether it is one of the person's own record.
fn read(path: &Path, (kind, id): (Kind, Id), traces: &Traces) -> io::Result<Option<(Value, bool)>> {
    let Ok(mut draft) = serde_json::from_slice::<Value>(&fs::read(path)?) else { return Ok(None) };
    let is_own = draft["kind"] == kind.code() && draft["id"] == id.0;
    let mut is_named = is_own;
    walk(&mut draft, &mut |text| is_named |= !traces.find(text).is_empty());
    Ok(is_named.then_some((draft, is_own)))
}

/// Every text in a JSON value.
fn walk(value: &mut Value, each: &mut dyn FnMut(&mut String)) {
    match value {
        Value::String(text) => each(text),
        Value::Array(values) => values.iter_mut().for_each(|value| walk(value, each)),
        Value::Object(values) => values.values_mut().for_each(|value| walk(value, each)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
