//! Reading one record, and the SQL that names records.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, ToSql};

use super::{Store, StoreError};
use crate::domain::{Field, FieldSpec, FieldType, Id, Kind, KindSpec, Record, Value};

impl Store {
    /// One record with all its fields, removed ones too; `None` where there is no such record.
    pub fn record(&self, kind: Kind, id: Id) -> Result<Option<Record>, StoreError> {
        read(&self.connection, kind, id)
    }

    /// The question with this number.
    pub fn question_of_number(&self, number: i64) -> Result<Option<Id>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT id FROM question WHERE number = ?1")?;
        Ok(statement.query_row([number], |row| row.get(0).map(Id)).optional()?)
    }

    /// The name of a record as lists and links show it.
    pub fn label(&self, kind: Kind, id: Id) -> Result<Option<String>, StoreError> {
        let sql = format!("SELECT {} FROM {} t0 WHERE t0.id = ?1", label(kind, "t0", 0), kind.code());
        Ok(self.connection.prepare_cached(&sql)?.query_row([id.0], |row| row.get(0)).optional()?)
    }
}

pub(super) fn read(connection: &Connection, kind: Kind, id: Id) -> Result<Option<Record>, StoreError> {
    let columns: Vec<&FieldSpec> = columns(kind.spec()).collect();
    let names: Vec<&str> = columns.iter().map(|spec| spec.field.code()).collect();
    let sql = format!("SELECT {} FROM {} WHERE id = ?1", names.join(", "), kind.code());
    let mut statement = connection.prepare_cached(&sql)?;
    let read = |row: &Row<'_>| {
        let mut record = Record::new(kind, id);
        for (place, spec) in columns.iter().enumerate() {
            let value = value_of(row.get_ref(place)?);
            if !value.is_unknown() {
                record.values.insert(spec.field, value);
            }
        }
        Ok(record)
    };
    let Some(mut record) = statement.query_row([id.0], read).optional()? else { return Ok(None) };
    for spec in kind.spec().fields {
        if let FieldType::Links(..) = spec.holds {
            let links = read_links(connection, spec, id)?;
            if !links.is_unknown() {
                record.values.insert(spec.field, links);
            }
        }
    }
    Ok(Some(record))
}

/// The fields of a kind that are columns of its table.
pub(super) fn columns(spec: &'static KindSpec) -> impl Iterator<Item = &'static FieldSpec> {
    spec.fields.iter().filter(|spec| !matches!(spec.holds, FieldType::Links(..)))
}

/// What a field holds now; `None` where there is no such record.
pub(super) fn read_field(
    connection: &Connection,
    kind: Kind,
    spec: &'static FieldSpec,
    id: Id,
) -> Result<Option<Value>, StoreError> {
    if let FieldType::Links(..) = spec.holds {
        return exists(connection, kind, id)?.then(|| read_links(connection, spec, id)).transpose();
    }
    let sql = format!("SELECT {} FROM {} WHERE id = ?1", spec.field.code(), kind.code());
    let mut statement = connection.prepare_cached(&sql)?;
    Ok(statement.query_row([id.0], |row| Ok(value_of(row.get_ref(0)?))).optional()?)
}

pub(super) fn exists(connection: &Connection, kind: Kind, id: Id) -> Result<bool, StoreError> {
    let sql = format!("SELECT 1 FROM {} WHERE id = ?1", kind.code());
    Ok(connection.prepare_cached(&sql)?.exists([id.0])?)
}

fn read_links(connection: &Connection, spec: &FieldSpec, id: Id) -> Result<Value, StoreError> {
    let FieldType::Links(_, table) = spec.holds else { return Ok(Value::Unknown) };
    let sql = format!("SELECT {} FROM {} WHERE {} = ?1", table.target, table.table, table.owner);
    let mut statement = connection.prepare_cached(&sql)?;
    let ids = statement.query_map([id.0], |row| row.get(0).map(Id))?;
    Ok(Value::Links(ids.collect::<Result<_, _>>()?))
}

pub(super) fn value_of(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Integer(number) => Value::Number(number),
        ValueRef::Text(text) | ValueRef::Blob(text) => Value::text(String::from_utf8_lossy(text)),
        ValueRef::Null | ValueRef::Real(_) => Value::Unknown,
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Number(number) => ToSqlOutput::from(*number),
            Self::Text(text) => ToSqlOutput::from(text.as_str()),
            // Links never reach a column; a test holds the catalogue against the tables.
            Self::Unknown | Self::Links(_) => ToSqlOutput::from(rusqlite::types::Null),
        })
    }
}

/// The SQL expression that names a record of this kind.
pub(super) fn label(kind: Kind, table: &str, depth: usize) -> String {
    let parts: Vec<String> = kind.spec().label.iter().map(|field| part(kind, *field, table, depth)).collect();
    match parts.as_slice() {
        [one] => one.clone(),
        several => format!("concat_ws(' ', {})", several.join(", ")),
    }
}

/// The SQL expression for the short name of a record, its label where it has none.
pub(super) fn short(kind: Kind, table: &str, depth: usize) -> String {
    match kind.spec().short {
        Some(field) => format!("coalesce({table}.{}, {})", field.code(), label(kind, table, depth)),
        None => label(kind, table, depth),
    }
}

fn part(kind: Kind, field: Field, table: &str, depth: usize) -> String {
    match kind.holds(field) {
        Some(FieldType::Link(linked)) => linked_name(linked, &format!("{table}.{}", field.code()), depth + 1, label),
        // Names are one text for all readers; days in them stand as the offices write them.
        Some(FieldType::Moment | FieldType::Date) => format!("strftime('%d.%m.%Y', {table}.{})", field.code()),
        _ => format!("{table}.{}", field.code()),
    }
}

/// The SQL expression for the name of the record that a column links to.
pub(super) fn linked_name(linked: Kind, column: &str, depth: usize, name: fn(Kind, &str, usize) -> String) -> String {
    let inner = format!("t{depth}");
    format!("(SELECT {} FROM {} {inner} WHERE {inner}.id = {column})", name(linked, &inner, depth), linked.code())
}
