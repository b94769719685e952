//! Applying a change: one short transaction in which it is checked, done, and written into the history.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::{Store, StoreError, erase, listing, record};
use crate::domain::change::{Meeting, meet};
use crate::domain::entry::{self, EntryProblem};
use crate::domain::{
    Act, Applied, Change, ChangeId, Conflict, Edit, Field, FieldSpec, FieldType, Filled, Id, Kind, LinkTable,
    OnConflict, Outcome, Value, What,
};

impl Store {
    /// Applies a change whole or not at all.
    pub fn apply(&mut self, change: &Change) -> Result<Outcome, StoreError> {
        let (_turn, transaction) = self.begin()?;
        let outcome = apply(&transaction, change)?;
        match outcome {
            Outcome::Applied(_) => transaction.commit()?,
            Outcome::Known(_) | Outcome::Conflict(_) => transaction.rollback()?,
        }
        Ok(outcome)
    }
}

pub(super) fn apply(transaction: &Transaction<'_>, change: &Change) -> Result<Outcome, StoreError> {
    if let Some(seq) = place(transaction, change.id)? {
        let edits = super::history::edits(transaction, seq)?;
        return Ok(Outcome::Known(Applied { seq, edits, left: Vec::new(), already: None }));
    }
    let seq = note_change(transaction, change)?;
    let mut applied = Vec::with_capacity(change.edits.len());
    let mut conflicts = Vec::new();
    let mut already = None;
    for edit in &change.edits {
        if erase::refuses(transaction, change, edit)? {
            return Err(StoreError::Erased(edit.kind, edit.id));
        }
        let step = match unmade(edit).filter(|_| change.act == Act::Undo) {
            Some(field) if hangs_on(transaction, edit.kind, edit.id)? => conflict(transaction, edit, field, seq)?,
            _ => one(transaction, edit, seq)?,
        };
        match step {
            Step::Done(what) => {
                note_edit(transaction, seq, applied.len(), edit, &what)?;
                applied.push(Edit { what, ..edit.clone() });
            }
            Step::Nothing => {}
            Step::Already(by) => already = Some(by),
            Step::Conflict(conflict) => conflicts.push(*conflict),
        }
    }
    super::ring::check(transaction, change)?;
    if !conflicts.is_empty() && change.on_conflict == OnConflict::Ask {
        return Ok(Outcome::Conflict(conflicts));
    }
    Ok(Outcome::Applied(Applied { seq, edits: applied, left: conflicts, already }))
}

enum Step {
    Done(What),
    Nothing,
    /// Somebody has set it so since the author saw it.
    Already(String),
    Conflict(Box<Conflict>),
}

fn one(transaction: &Transaction<'_>, edit: &Edit, seq: i64) -> Result<Step, StoreError> {
    match &edit.what {
        What::Create(values) if edit.kind == Kind::Entry => match listing::completed(transaction, values)? {
            Some(values) => create(transaction, edit.kind, edit.id, &values).map(Step::Done),
            None => Ok(Step::Nothing),
        },
        What::Create(values) => create(transaction, edit.kind, edit.id, values).map(Step::Done),
        What::Set { field, from, to } => {
            let spec = specification(edit.kind, *field)?;
            let now = record::read_field(transaction, edit.kind, spec, edit.id)?
                .ok_or(StoreError::NoSuchRecord(edit.kind, edit.id))?;
            match meet(from, &now, to) {
                Meeting::Already if from == to => Ok(Step::Nothing),
                Meeting::Already => {
                    let (by, _) = super::history::last_author(transaction, edit.kind, edit.id, *field, seq)?;
                    Ok(Step::Already(by))
                }
                Meeting::Apply(Value::Unknown)
                    if (edit.kind, *field) == (Kind::Entry, Field::Removed)
                        && listing::stands_again(transaction, edit.id)? =>
                {
                    Ok(Step::Nothing)
                }
                Meeting::Apply(value) => {
                    check(edit.kind, spec, &value)?;
                    write(transaction, edit.kind, spec, edit.id, &now, &value)?;
                    Ok(Step::Done(What::Set { field: *field, from: now, to: value }))
                }
                Meeting::Conflict => conflict(transaction, edit, *field, seq),
            }
        }
    }
}

/// The field by which an edit takes a record out of the lists.
fn unmade(edit: &Edit) -> Option<Field> {
    match &edit.what {
        What::Set { field: Field::Removed, from: Value::Unknown, .. } => Some(Field::Removed),
        _ => None,
    }
}

/// Whether something in the lists hangs on a record. Undo takes back its own parts first, so that this is somebody
/// else's, which would be nowhere to be seen.
fn hangs_on(connection: &Connection, kind: Kind, id: Id) -> Result<bool, StoreError> {
    for (child, by) in kind.spec().children {
        let sql = format!("SELECT 1 FROM {} WHERE {} = ?1 AND removed IS NULL", child.code(), by.code());
        if connection.prepare_cached(&sql)?.exists([id.0])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What stays as somebody else has left it.
fn conflict(connection: &Connection, edit: &Edit, field: Field, seq: i64) -> Result<Step, StoreError> {
    let (by, at) = super::history::last_author(connection, edit.kind, edit.id, field, seq)?;
    let (base, mine) = match &edit.what {
        What::Set { from, to, .. } => (from.clone(), to.clone()),
        What::Create(_) => Default::default(),
    };
    let spec = specification(edit.kind, field)?;
    let theirs = record::read_field(connection, edit.kind, spec, edit.id)?.unwrap_or_default();
    let (kind, id) = (edit.kind, edit.id);
    Ok(Step::Conflict(Box::new(Conflict { kind, id, field, base, mine, theirs, by, at })))
}

fn create(connection: &Connection, kind: Kind, id: Id, values: &BTreeMap<Field, Value>) -> Result<What, StoreError> {
    let mut values = values.clone();
    for spec in kind.spec().fields {
        if spec.filled == Filled::ByStore {
            let sql = format!("SELECT coalesce(max({0}), 0) + 1 FROM {1}", spec.field.code(), kind.code());
            let next: i64 = connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
            values.insert(spec.field, Value::Number(next));
        }
        check(kind, spec, values.get(&spec.field).unwrap_or(&Value::Unknown))?;
    }
    // Links go first: the row's own trigger then indexes it once, with everything that belongs to it.
    for (field, value) in &values {
        let spec = specification(kind, *field)?;
        if let FieldType::Links(_, table) = spec.holds {
            write_links(connection, table, id, &Value::Unknown, value)?;
        }
    }
    let columns: Vec<_> = record::columns(kind.spec()).map(|spec| spec.field).collect();
    let names: Vec<_> = columns.iter().map(|field| field.code()).collect();
    let marks = vec!["?"; columns.len() + 1].join(", ");
    let sql = format!("INSERT INTO {} (id, {}) VALUES ({marks})", kind.code(), names.join(", "));
    let unknown = Value::Unknown;
    let mut statement = connection.prepare_cached(&sql)?;
    statement.raw_bind_parameter(1, id.0)?;
    for (place, field) in columns.iter().enumerate() {
        statement.raw_bind_parameter(place + 2, values.get(field).unwrap_or(&unknown))?;
    }
    statement.raw_execute().map_err(|cause| match cause.sqlite_error().map(|cause| cause.extended_code) {
        Some(rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY) => StoreError::AlreadyThere(kind, id),
        _ => cause.into(),
    })?;
    Ok(What::Create(values))
}

fn write(
    connection: &Connection,
    kind: Kind,
    spec: &FieldSpec,
    id: Id,
    now: &Value,
    value: &Value,
) -> Result<(), StoreError> {
    if let FieldType::Links(_, table) = spec.holds {
        return write_links(connection, table, id, now, value);
    }
    let sql = format!("UPDATE {} SET {} = ?1 WHERE id = ?2", kind.code(), spec.field.code());
    connection.prepare_cached(&sql)?.execute(params![value, id.0])?;
    Ok(())
}

fn write_links(
    connection: &Connection,
    table: LinkTable,
    id: Id,
    now: &Value,
    value: &Value,
) -> Result<(), StoreError> {
    let (before, after) = (now.as_links(), value.as_links());
    for target in before.difference(&after) {
        let sql = format!("DELETE FROM {} WHERE {} = ?1 AND {} = ?2", table.table, table.owner, table.target);
        connection.prepare_cached(&sql)?.execute([id.0, target.0])?;
    }
    for target in after.difference(&before) {
        let sql = format!("INSERT INTO {} ({}, {}) VALUES (?1, ?2)", table.table, table.owner, table.target);
        connection.prepare_cached(&sql)?.execute([id.0, target.0])?;
    }
    Ok(())
}

fn check(kind: Kind, spec: &FieldSpec, value: &Value) -> Result<(), StoreError> {
    if spec.filled == Filled::Required && value.is_unknown() {
        return Err(StoreError::Empty(kind, spec.field));
    }
    match entry::fits(spec.holds, value) {
        Err(EntryProblem::TooLong(most)) => Err(StoreError::TooLong(kind, spec.field, most)),
        _ => Ok(()),
    }
}

fn specification(kind: Kind, field: Field) -> Result<&'static FieldSpec, StoreError> {
    kind.spec().field(field).ok_or(StoreError::Refused(rusqlite::Error::InvalidColumnName(format!(
        "{}.{}",
        kind.code(),
        field.code()
    ))))
}

pub(super) fn place(connection: &Connection, id: ChangeId) -> Result<Option<i64>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT seq FROM change WHERE id = ?1")?;
    Ok(statement.query_row([id.0.to_be_bytes()], |row| row.get(0)).optional()?)
}

pub(super) fn note_change(connection: &Connection, change: &Change) -> Result<i64, StoreError> {
    let sql = "INSERT INTO change (id, act, login, person, at, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    connection.prepare_cached(sql)?.execute(params![
        change.id.0.to_be_bytes(),
        change.act.code(),
        change.author.login,
        change.author.person.map(|id| id.0),
        change.at,
        change.undoes.map(|id| id.0.to_be_bytes()),
    ])?;
    Ok(connection.last_insert_rowid())
}

pub(super) fn note_edit(
    connection: &Connection,
    seq: i64,
    position: usize,
    edit: &Edit,
    what: &What,
) -> Result<(), StoreError> {
    let (field, before, after) = match what {
        What::Create(values) => (None, None, serde_json::to_string(values)?),
        What::Set { field, from, to } => {
            (Some(field.code()), Some(serde_json::to_string(from)?), serde_json::to_string(to)?)
        }
    };
    let sql =
        "INSERT INTO edit (seq, position, kind, record, field, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let position = i64::try_from(position).unwrap_or(i64::MAX);
    connection.prepare_cached(sql)?.execute(params![
        seq,
        position,
        edit.kind.code(),
        edit.id.0,
        field,
        before,
        after
    ])?;
    Ok(())
}
