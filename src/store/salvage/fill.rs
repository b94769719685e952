//! Filling the new file: the history first, then the records, those that are missing from the history, and the search.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rusqlite::types::Value as Cell;
use rusqlite::{Connection, Transaction, TransactionBehavior, params, params_from_iter};

use super::gather::{Found, Table};
use super::record::Row;
use super::replay::{Records, Replayed, follow};
use super::{Salvaged, SalvagedKind, mend, note};
use crate::domain::{Act, FieldType, Id, Kind, Value};
use crate::store::{Store, StoreError, bulk, history};

/// Fills an empty file with what was found.
pub(super) fn fill(store: &mut Store, mut found: Found, uuid: &str) -> Result<Salvaged, StoreError> {
    // What refers to what is looked at in the end, when all is there that there is.
    store.connection.pragma_update(None, "foreign_keys", false)?;
    let transaction = store.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let triggers = bulk::take_triggers(&transaction)?;
    transaction.execute("UPDATE file SET uuid = ?1", [uuid])?;
    let mut salvaged = Salvaged { unreadable_pages: found.unreadable, ..Salvaged::default() };
    let (records, lost) = fill_history(&transaction, &mut found, &mut salvaged)?;
    let read = fill_records(&transaction, &mut found, &records, &mut salvaged)?;
    let again = fill_from_history(&transaction, &records)?;
    fill_links(&transaction, &found, &records)?;
    fill_proofs(&transaction, &found)?;
    let stand_ins = mend::references(&transaction, &mut salvaged)?;
    account(&mut salvaged, &records, &read, &again, &stand_ins);
    note::note(&transaction, &lost, &records)?;
    bulk::fill_search(&transaction)?;
    transaction.execute_batch(&triggers)?;
    transaction.commit()?;
    store.connection.pragma_update(None, "foreign_keys", true)?;
    Ok(salvaged)
}

/// The columns of a table, in the order in which rows hold them.
fn columns(connection: &Connection, table: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    Ok(statement.query_map([table], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Puts a row into a table; false where the table's own rules do not take it.
fn insert(connection: &Connection, table: &str, columns: usize, row: &Row, has_id: bool) -> Result<bool, StoreError> {
    if row.values.is_empty() || row.values.len() > columns || has_id && row.values[0] != Cell::Null {
        return Ok(false);
    }
    let mut values = row.values.clone();
    // Rows that were written before a column was added end before it.
    values.resize(columns, Cell::Null);
    if has_id {
        values[0] = Cell::Integer(row.id);
    }
    let marks = vec!["?"; columns].join(", ");
    let sql = format!("INSERT INTO \"{table}\" VALUES ({marks})");
    match connection.prepare_cached(&sql)?.execute(params_from_iter(values)) {
        Ok(_) => Ok(true),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => Ok(false),
        // A trigger's or an index's function cannot take what a rule let pass.
        Err(rusqlite::Error::SqliteFailure(cause, _)) if cause.code == rusqlite::ErrorCode::TypeMismatch => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Takes the history over, and follows it. Gives also the places that no change has any more.
fn fill_history(
    transaction: &Transaction<'_>,
    found: &mut Found,
    salvaged: &mut Salvaged,
) -> Result<(Records, BTreeSet<i64>), StoreError> {
    let width = columns(transaction, "change")?.len();
    let changes = found.tables.remove("change").unwrap_or_default();
    let mut seqs = BTreeSet::new();
    for row in &changes.rows {
        if insert(transaction, "change", width, row, true)? {
            seqs.insert(row.id);
        }
    }
    let mut left = Vec::new();
    for row in std::mem::take(&mut found.strays) {
        if !seqs.contains(&row.id) && insert(transaction, "change", width, &row, true)? {
            seqs.insert(row.id);
        } else {
            left.push(row);
        }
    }
    found.strays = left;
    let width = columns(transaction, "edit")?.len();
    let edits = found.tables.remove("edit").unwrap_or_default();
    let mut broken = BTreeSet::new();
    for row in edits.rows.iter().chain(&found.index_strays) {
        let Some(Cell::Integer(seq)) = row.values.first() else { continue };
        if row.values.len() != width {
            continue;
        }
        if !seqs.contains(seq) || !insert(transaction, "edit", width, row, false)? {
            broken.insert(*seq);
        }
    }
    let mut records = Records::new();
    for seq in &seqs {
        match history::edits(transaction, *seq) {
            Ok(edits) => {
                // All but the notes of a back-up that was put back, and of an earlier salvage, changed something.
                let is_note = edits.is_empty() && is_any_note(transaction, *seq)?;
                if edits.is_empty() && !is_note || has_gap(transaction, *seq)? {
                    broken.insert(*seq);
                }
                edits.into_iter().for_each(|edit| follow(&mut records, edit));
            }
            Err(_) => {
                transaction.execute("DELETE FROM edit WHERE seq = ?1", [seq])?;
                broken.insert(*seq);
            }
        }
    }
    let lost = gaps(transaction, &seqs)?;
    salvaged.lost_changes = broken.union(&lost).count();
    salvaged.changes = seqs.difference(&broken).count();
    Ok((records, lost))
}

fn is_note(connection: &Connection, seq: i64) -> Result<bool, StoreError> {
    let sql = "SELECT act = ?2 FROM change WHERE seq = ?1";
    Ok(connection.prepare_cached(sql)?.query_row(params![seq, Act::PutBack.code()], |row| row.get(0))?)
}

fn is_any_note(connection: &Connection, seq: i64) -> Result<bool, StoreError> {
    let sql = "SELECT act IN (?2, ?3) FROM change WHERE seq = ?1";
    let codes = params![seq, Act::PutBack.code(), Act::Salvage.code()];
    Ok(connection.prepare_cached(sql)?.query_row(codes, |row| row.get(0))?)
}

/// Whether steps of a change are missing before its last one.
fn has_gap(connection: &Connection, seq: i64) -> Result<bool, StoreError> {
    let sql = "SELECT count(*) <> coalesce(max(position) + 1, 0) FROM edit WHERE seq = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([seq], |row| row.get(0))?)
}

/// The places in the history that no change has, but for those before the note of a back-up that was put back.
fn gaps(connection: &Connection, seqs: &BTreeSet<i64>) -> Result<BTreeSet<i64>, StoreError> {
    /// As many are counted at most: behind more there is a number that was read wrongly.
    const MOST: i64 = 1_000_000;
    let mut gaps = BTreeSet::new();
    let mut before = 0;
    for seq in seqs {
        if seq - before > 1 && !is_note(connection, *seq)? {
            gaps.extend((before + 1..*seq).take(usize::try_from(MOST).unwrap_or_default()));
        }
        before = *seq;
    }
    Ok(gaps)
}

/// Takes over the records that were read. A stray row goes where the history says, else where it alone fits.
fn fill_records(
    transaction: &Transaction<'_>,
    found: &mut Found,
    records: &Records,
    salvaged: &mut Salvaged,
) -> Result<BTreeMap<Kind, HashSet<i64>>, StoreError> {
    let mut read: BTreeMap<Kind, HashSet<i64>> = BTreeMap::new();
    let mut widths = BTreeMap::new();
    for kind in Kind::ALL {
        let width = columns(transaction, kind.code())?.len();
        widths.insert(*kind, width);
        for row in &found.tables.get(kind.code()).map(|table| &table.rows[..]).unwrap_or_default().to_vec() {
            if insert(transaction, kind.code(), width, row, true)? {
                read.entry(*kind).or_default().insert(row.id);
            }
        }
    }
    for row in &found.strays {
        let known: Vec<Kind> =
            Kind::ALL.iter().copied().filter(|kind| records.contains_key(&(*kind, Id(row.id)))).collect();
        let [kind] = known[..] else {
            salvaged.homeless_rows += 1;
            continue;
        };
        let is_there = read.get(&kind).is_some_and(|ids| ids.contains(&row.id));
        if is_there || row.values.len() != widths[&kind] {
            continue;
        }
        if insert(transaction, kind.code(), widths[&kind], row, true)? {
            read.entry(kind).or_default().insert(row.id);
        }
    }
    Ok(read)
}

/// Makes the records again that the history knows whole and the tables no more.
fn fill_from_history(transaction: &Transaction<'_>, records: &Records) -> Result<BTreeMap<Kind, usize>, StoreError> {
    let mut again = BTreeMap::new();
    for ((kind, id), record) in records.iter().filter(|(_, record)| record.is_whole) {
        if !mend::is_there(transaction, *kind, *id)? && make(transaction, *kind, *id, record)? {
            *again.entry(*kind).or_default() += 1;
        }
    }
    Ok(again)
}

fn make(transaction: &Transaction<'_>, kind: Kind, id: Id, record: &Replayed) -> Result<bool, StoreError> {
    let fields = record.fields.iter();
    let links = |field| matches!(kind.holds(field), Some(FieldType::Links(..)) | None);
    let columns: Vec<_> = fields.filter(|(field, value)| !links(**field) && !value.is_unknown()).collect();
    let names: String = columns.iter().map(|(field, _)| format!(", {}", field.code())).collect();
    let marks = ", ?".repeat(columns.len());
    let sql = format!("INSERT INTO {} (id{names}) VALUES (?{marks})", kind.code());
    let mut statement = transaction.prepare(&sql)?;
    statement.raw_bind_parameter(1, id.0)?;
    for (place, (_, value)) in columns.iter().enumerate() {
        statement.raw_bind_parameter(place + 2, value)?;
    }
    match statement.raw_execute() {
        Ok(_) => Ok(true),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Links between records that are both there: those that were read, and where some could not be, those that the
/// history tells.
fn fill_links(transaction: &Transaction<'_>, found: &Found, records: &Records) -> Result<(), StoreError> {
    let nothing = Table { rows: Vec::new(), is_broken: true };
    for kind in Kind::ALL {
        for spec in kind.spec().fields {
            let FieldType::Links(other, link) = spec.holds else { continue };
            let table = found.tables.get(link.table).unwrap_or(&nothing);
            let mut pairs: BTreeSet<(i64, i64)> = BTreeSet::new();
            for row in &table.rows {
                if let [Cell::Integer(owner), Cell::Integer(target)] = row.values[..] {
                    pairs.insert((owner, target));
                }
            }
            if table.is_broken {
                for ((_, id), record) in records.iter().filter(|((of, _), _)| of == kind) {
                    if let Some(Value::Links(targets)) = record.fields.get(&spec.field) {
                        pairs.extend(targets.iter().map(|target| (id.0, target.0)));
                    }
                }
            }
            let sql = format!("INSERT OR IGNORE INTO {} ({}, {}) VALUES (?1, ?2)", link.table, link.owner, link.target);
            for (owner, target) in pairs {
                if mend::is_there(transaction, *kind, Id(owner))? && mend::is_there(transaction, other, Id(target))? {
                    transaction.prepare_cached(&sql)?.execute([owner, target])?;
                }
            }
        }
    }
    Ok(())
}

/// Takes the proofs of erasure over: without them a stale page could bring back whom they name.
fn fill_proofs(transaction: &Transaction<'_>, found: &Found) -> Result<(), StoreError> {
    let width = columns(transaction, "erasure")?.len();
    for row in found.tables.get("erasure").map(|table| &table.rows[..]).unwrap_or_default() {
        insert(transaction, "erasure", width, row, false)?;
    }
    Ok(())
}

/// Says of each kind what was read, what was made again, and what is known to be missing.
fn account(
    salvaged: &mut Salvaged,
    records: &Records,
    read: &BTreeMap<Kind, HashSet<i64>>,
    again: &BTreeMap<Kind, usize>,
    stand_ins: &BTreeSet<(Kind, Id)>,
) {
    for kind in Kind::ALL {
        let read = read.get(kind);
        let is_there = |id: &Id| read.is_some_and(|ids| ids.contains(&id.0));
        let of_kind = records.iter().filter(|((of, _), _)| of == kind);
        let lost = of_kind.filter(|((_, id), record)| !record.is_whole && !is_there(id));
        let mut missing: BTreeMap<Id, String> = lost.map(|((_, id), record)| (*id, record.name())).collect();
        for (_, id) in stand_ins.iter().filter(|(of, _)| of == kind) {
            missing.entry(*id).or_default();
        }
        let (read, from_history) = (read.map_or(0, HashSet::len), again.get(kind).copied().unwrap_or(0));
        if read + from_history + missing.len() > 0 {
            let missing = missing.into_iter().collect();
            salvaged.kinds.push(SalvagedKind { kind: *kind, read, from_history, missing });
        }
    }
}
