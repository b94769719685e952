//! What a salvage leaves in the history: a note in the place of each change that is lost, and one of what the records
//! hold though the history does not lead there. What is noted is known; what the next check finds besides is new.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Transaction, params};

use super::replay::Records;
use crate::domain::{Act, Edit, Field, Id, Kind, Value, What};
use crate::store::audit::{Flaw, history_flaws};
use crate::store::{StoreError, apply, record};

/// As many places are noted at most: where more are missing, a number was read wrongly.
const MOST: usize = 10_000;

/// Notes the places that no change has, and what the history does not tell.
pub(super) fn note(transaction: &Transaction<'_>, lost: &BTreeSet<i64>, told: &Records) -> Result<(), StoreError> {
    if lost.len() <= MOST {
        for seq in lost {
            change(transaction, Some(*seq))?;
        }
    }
    let mut records = BTreeSet::new();
    for flaw in history_flaws(transaction)? {
        match flaw {
            Flaw::Torn { kind, id, .. } | Flaw::Differs { kind, id, .. } | Flaw::Untold { kind, id } => {
                records.insert((kind, id));
            }
            Flaw::Page(_) | Flaw::Link(_) | Flaw::Gap(_) => {}
        }
    }
    if records.is_empty() {
        return Ok(());
    }
    change(transaction, None)?;
    let seq = transaction.last_insert_rowid();
    let mut position = 0;
    for (kind, id) in records {
        for what in steps(transaction, kind, id, told)? {
            let edit = Edit { kind, id, what: what.clone() };
            apply::note_edit(transaction, seq, position, &edit, &what)?;
            position += 1;
        }
    }
    Ok(())
}

/// What leads from what the history tells of a record to what it holds; at least one step, as that is the note.
fn steps(transaction: &Transaction<'_>, kind: Kind, id: Id, told: &Records) -> Result<Vec<What>, StoreError> {
    let told = told.get(&(kind, id)).map(|told| &told.fields);
    let set = |field, from: Value, to: Value| What::Set { field, from, to };
    let tells = |field: Field| told.and_then(|told| told.get(&field)).cloned().unwrap_or_default();
    let Some(held) = record::read(transaction, kind, id)? else {
        return Ok(vec![set(Field::Removed, tells(Field::Removed), Value::Unknown)]);
    };
    let holds = kind.spec().fields.iter().map(|spec| (spec.field, held.get(spec.field).clone()));
    if told.is_none() {
        let known: BTreeMap<Field, Value> = holds.filter(|(_, value)| !value.is_unknown()).collect();
        return Ok(vec![What::Create(known)]);
    }
    let differs = |(field, to): (Field, Value)| {
        let from = tells(field);
        (from != to && !(from.is_unknown() && to.is_unknown())).then(|| set(field, from, to))
    };
    let mut steps: Vec<What> = holds.filter_map(differs).collect();
    if steps.is_empty() {
        steps.push(set(Field::Removed, tells(Field::Removed), held.get(Field::Removed).clone()));
    }
    Ok(steps)
}

/// A change of the salvage, at a place in the history or behind all others.
fn change(transaction: &Transaction<'_>, seq: Option<i64>) -> Result<(), StoreError> {
    let sql = "INSERT INTO change (seq, id, act, login, at)
        VALUES (?1, randomblob(16), ?2, '', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))";
    transaction.prepare_cached(sql)?.execute(params![seq, Act::Salvage.code()])?;
    Ok(())
}
