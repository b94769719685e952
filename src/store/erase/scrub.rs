//! Taking a person out of rows and of their history, so that what is left still follows from the history.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::seek::Belongings;
use crate::domain::privacy::{ADDRESS_GONE, Counts, Spot, Traces};
use crate::domain::{Edit, Field, FieldType, Id, Kind, Record, Value};
use crate::store::{StoreError, record};

/// Undoes the links by which something waits for the person; the institution takes its place where there was none.
/// Gives the edits, which hold nothing about anybody.
pub(super) fn links(
    connection: &Connection,
    contact: &Record,
    belongings: &Belongings,
) -> Result<Vec<Edit>, StoreError> {
    let institution = contact.get(Field::Institution);
    let mut edits = Vec::new();
    // What staff wrote, led or were asked to do stays theirs, under the words in the place of the name.
    if contact.kind != Kind::Contact {
        return Ok(edits);
    }
    for kind in [Kind::Question, Kind::List, Kind::Application, Kind::Answer] {
        for id in belongings.all(kind) {
            let Some(held) = record::read(connection, kind, *id)? else { continue };
            let mut wanted = Vec::new();
            // What somebody answered stays an answer of the stand-in.
            if kind != Kind::Answer {
                wanted.push((Field::Contact, Value::Unknown));
            }
            let takes_institution = kind.holds(Field::Institution).is_some();
            if takes_institution && held.get(Field::Institution).is_unknown() && !institution.is_unknown() {
                wanted.push((Field::Institution, institution.clone()));
            }
            for (field, to) in wanted {
                let sql = format!("UPDATE {} SET {} = ?1 WHERE id = ?2", kind.code(), field.code());
                connection.prepare_cached(&sql)?.execute(params![to, id.0])?;
                edits.push(held.set(field, to));
            }
        }
    }
    Ok(edits)
}

/// Empties the person's own record and what is only about the person.
pub(super) fn belongings(
    connection: &Connection,
    person: &Record,
    belongings: &Belongings,
    stand_in: &str,
    counts: &mut Counts,
) -> Result<(), StoreError> {
    counts.fields = person.values.keys().filter(|field| **field != Field::Removed).count();
    let removed = || BTreeMap::from([(Field::Removed, Value::Number(1))]);
    let mut left = removed();
    let (name, body) = match person.kind {
        Kind::Person => (Field::Name, Field::Member),
        _ => (Field::LastName, Field::Institution),
    };
    left.insert(name, Value::text(stand_in));
    left.insert(body, person.get(body).clone());
    empty(connection, person, &left, counts)?;
    // What stays of each, besides that it is no longer shown: what a term of office or a membership was of, and that
    // somebody of this institution was invited and spoke.
    let own: [(Kind, &[Field], bool); 5] = [
        (Kind::Tenure, &[Field::Post, Field::Contact], true),
        (Kind::Membership, &[Field::Group, Field::Member, Field::Person], true),
        (Kind::SavedView, &[Field::Person, Field::View], true),
        (
            Kind::Invitation,
            &[Field::Contact, Field::Meeting, Field::State, Field::AskedOn, Field::AnsweredOn, Field::InvitedBy],
            false,
        ),
        (
            Kind::Talk,
            &[Field::Title, Field::Contact, Field::Meeting, Field::Given, Field::Format, Field::InvitedBy],
            false,
        ),
    ];
    // Whom staff invited is not about them.
    let of_staff = [Kind::Membership, Kind::SavedView];
    let own = own.into_iter().filter(|(kind, ..)| person.kind == Kind::Contact || of_staff.contains(kind));
    for (kind, stays, is_removed) in own {
        for id in belongings.all(kind) {
            let Some(held) = record::read(connection, kind, *id)? else { continue };
            if is_removed {
                let mut left = removed();
                left.extend(stays.iter().map(|field| (*field, held.get(*field).clone())));
                if kind == Kind::SavedView {
                    left.insert(Field::Name, Value::text(stand_in));
                }
                empty(connection, &held, &left, counts)?;
            } else {
                let gone: Vec<Field> = kind.spec().fields.iter().map(|spec| spec.field).collect();
                let gone = gone.into_iter().filter(|field| !stays.contains(field) && *field != Field::Removed);
                empty_fields(connection, &held, &gone.collect::<Vec<_>>(), counts)?;
            }
            counts.records += 1;
        }
    }
    for id in &belongings.notes {
        let Some(held) = record::read(connection, Kind::Comment, *id)? else { continue };
        let mut left = held.values.clone();
        left.insert(Field::Text, Value::text(ADDRESS_GONE));
        left.extend(removed());
        empty(connection, &held, &left, counts)?;
        counts.records += 1;
    }
    Ok(())
}

/// Takes the login names of staff out of what they changed; the history refers to the record from then on.
pub(super) fn logins(
    connection: &Connection,
    (kind, id): (Kind, Id),
    logins: &BTreeSet<String>,
    counts: &mut Counts,
) -> Result<(), StoreError> {
    if kind != Kind::Person {
        return Ok(());
    }
    let sql = "UPDATE change SET login = '' WHERE person = ?1 AND login <> ''";
    counts.history += connection.execute(sql, [id.0])?;
    connection.execute("UPDATE erasure SET login = '' WHERE person = ?1", [id.0])?;
    for login in logins {
        let sql = "UPDATE change SET login = '', person = ?1 WHERE login = ?2 AND person IS NULL";
        counts.history += connection.execute(sql, params![id.0, login])?;
        let sql = "UPDATE erasure SET login = '', person = ?1 WHERE login = ?2 AND person IS NULL";
        connection.execute(sql, params![id.0, login])?;
    }
    Ok(())
}

/// Puts others' words in the places where the person is named, in the fields and in their history.
pub(super) fn mentions(
    connection: &Connection,
    spots: impl Iterator<Item = Spot>,
    traces: &Traces,
    stand_in: &str,
    counts: &mut Counts,
) -> Result<(), StoreError> {
    let replaced = |value: &Value| match value {
        Value::Text(text) => Value::text(traces.replace(text, stand_in)),
        other => other.clone(),
    };
    for spot in spots {
        let Some(spec) = spot.kind.spec().field(spot.field) else { continue };
        if let Some(now) = record::read_field(connection, spot.kind, spec, spot.id)? {
            let after = replaced(&now);
            if after != now {
                let sql = format!("UPDATE {} SET {} = ?1 WHERE id = ?2", spot.kind.code(), spot.field.code());
                connection.prepare_cached(&sql)?.execute(params![after, spot.id.0])?;
            }
        }
        rewrite(connection, spot.kind, spot.id, counts, |field, value| {
            if field == spot.field { replaced(value) } else { value.clone() }
        })?;
        counts.mentions += 1;
    }
    Ok(())
}

/// Leaves these values in a record and nothing else, as if it had never held anything else.
fn empty(
    connection: &Connection,
    held: &Record,
    left: &BTreeMap<Field, Value>,
    counts: &mut Counts,
) -> Result<(), StoreError> {
    for spec in held.kind.spec().fields {
        let value = left.get(&spec.field).unwrap_or(&Value::Unknown);
        write(connection, held, spec.field, value)?;
    }
    let is_left = |field: Field| left.get(&field).cloned().unwrap_or_default();
    let sql = "UPDATE edit SET after = ?3 WHERE kind = ?1 AND record = ?2 AND field IS NULL";
    let known: BTreeMap<Field, &Value> =
        left.iter().filter(|(_, value)| !value.is_unknown()).map(|(field, value)| (*field, value)).collect();
    let created = serde_json::to_string(&known)?;
    counts.history += connection.execute(sql, params![held.kind.code(), held.id.0, created])?;
    rewrite(connection, held.kind, held.id, counts, |field, _| is_left(field))
}

/// Empties some fields of a record, as if they had never held anything.
fn empty_fields(connection: &Connection, held: &Record, gone: &[Field], counts: &mut Counts) -> Result<(), StoreError> {
    for field in gone {
        write(connection, held, *field, &Value::Unknown)?;
    }
    rewrite(
        connection,
        held.kind,
        held.id,
        counts,
        |field, value| {
            if gone.contains(&field) { Value::Unknown } else { value.clone() }
        },
    )
}

fn write(connection: &Connection, held: &Record, field: Field, value: &Value) -> Result<(), StoreError> {
    let (kind, id) = (held.kind.code(), held.id.0);
    if let Some(FieldType::Links(_, table)) = held.kind.holds(field) {
        let sql = format!("DELETE FROM {} WHERE {} = ?1", table.table, table.owner);
        connection.prepare_cached(&sql)?.execute([id])?;
    } else if value != held.get(field) {
        let sql = format!("UPDATE {kind} SET {} = ?1 WHERE id = ?2", field.code());
        connection.prepare_cached(&sql)?.execute(params![value, id])?;
    }
    Ok(())
}

/// Writes the history of a record anew, value by value. Every entry stays at its place: a later look at the history
/// finds no gap, and follows it to what the record holds.
fn rewrite(
    connection: &Connection,
    kind: Kind,
    id: Id,
    counts: &mut Counts,
    becomes: impl Fn(Field, &Value) -> Value,
) -> Result<(), StoreError> {
    let sql = "SELECT seq, position, field, before, after FROM edit WHERE kind = ?1 AND record = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params![kind.code(), id.0], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
    })?;
    type Entry = (i64, i64, Option<String>, Option<String>, String);
    for (seq, position, field, before, after) in rows.collect::<Result<Vec<Entry>, _>>()? {
        let field = field.as_deref().map(Field::from_code);
        let (new_before, new_after) = match field {
            None => {
                let values: BTreeMap<Field, Value> = serde_json::from_str(&after)?;
                let values = values.iter().map(|(field, value)| (*field, becomes(*field, value)));
                let known: BTreeMap<Field, Value> = values.filter(|(_, value)| !value.is_unknown()).collect();
                (None, serde_json::to_string(&known)?)
            }
            Some(None) => continue,
            Some(Some(field)) => {
                let new = |text: &str| -> Result<String, StoreError> {
                    Ok(serde_json::to_string(&becomes(field, &serde_json::from_str(text)?))?)
                };
                (before.as_deref().map(new).transpose()?, new(&after)?)
            }
        };
        if (&new_before, &new_after) != (&before, &after) {
            let sql = "UPDATE edit SET before = ?3, after = ?4 WHERE seq = ?1 AND position = ?2";
            connection.prepare_cached(sql)?.execute(params![seq, position, new_before, new_after])?;
            counts.history += 1;
        }
    }
    Ok(())
}
