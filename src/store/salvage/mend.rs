//! References to what is missing: undone where they may be empty, else an empty record stands in, so that what hangs
//! on it is not lost too.

use std::collections::BTreeSet;

use rusqlite::{Connection, Transaction};

use super::Salvaged;
use crate::domain::{FieldType, Filled, Id, Kind};
use crate::store::StoreError;

/// What stands for a text that is lost; no word, as a word would be of one language.
const LOST: &str = "?";

/// Rounds after which a stand-in's own stand-ins must have come to an end.
const ROUNDS: usize = 8;

/// Whether there is such a record.
pub(super) fn is_there(connection: &Connection, kind: Kind, id: Id) -> Result<bool, StoreError> {
    let sql = format!("SELECT EXISTS (SELECT 1 FROM {} WHERE id = ?1)", kind.code());
    Ok(connection.prepare_cached(&sql)?.query_row([id.0], |row| row.get(0))?)
}

/// Puts every reference in order. Gives the records that stand in for missing ones.
pub(super) fn references(
    transaction: &Transaction<'_>,
    salvaged: &mut Salvaged,
) -> Result<BTreeSet<(Kind, Id)>, StoreError> {
    let mut stand_ins = BTreeSet::new();
    for _ in 0..ROUNDS {
        let mut is_done = true;
        for kind in Kind::ALL {
            for (column, needed, parent) in links(transaction, *kind)? {
                let dangling = format!(
                    "SELECT id, {column} FROM {} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {})",
                    kind.code(),
                    parent.code()
                );
                let mut statement = transaction.prepare(&dangling)?;
                let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
                for (id, target) in rows.collect::<Result<Vec<(i64, i64)>, _>>()? {
                    is_done = false;
                    if !needed {
                        let sql = format!("UPDATE {} SET {column} = NULL WHERE id = ?1", kind.code());
                        transaction.execute(&sql, [id])?;
                        salvaged.undone_links += 1;
                    } else if stand_ins.insert((parent, Id(target))) {
                        stand_in(transaction, parent, Id(target))?;
                    }
                }
            }
        }
        if is_done {
            break;
        }
    }
    for table in ["change", "erasure"] {
        let sql = format!("UPDATE {table} SET person = NULL WHERE person NOT IN (SELECT id FROM person)");
        transaction.execute(&sql, [])?;
    }
    Ok(stand_ins)
}

/// The columns of a kind that refer to a record: their name, whether they must, and to which kind.
fn links(connection: &Connection, kind: Kind) -> Result<Vec<(String, bool, Kind)>, StoreError> {
    let sql = "SELECT f.\"from\", t.\"notnull\", f.\"table\" FROM pragma_foreign_key_list(?1) f
        JOIN pragma_table_info(?1) t ON t.name = f.\"from\"";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([kind.code()], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?)))?;
    let links = rows.collect::<Result<Vec<_>, _>>()?;
    let known = |(column, needed, parent): (String, bool, String)| Some((column, needed, Kind::from_code(&parent)?));
    Ok(links.into_iter().filter_map(known).collect())
}

/// The columns of a kind that must not be empty.
fn needed(connection: &Connection, kind: Kind) -> Result<Vec<String>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT name FROM pragma_table_info(?1) WHERE \"notnull\" = 1")?;
    Ok(statement.query_map([kind.code()], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// An empty record of a kind, with the least that it needs.
fn stand_in(transaction: &Transaction<'_>, kind: Kind, id: Id) -> Result<(), StoreError> {
    let needed = needed(transaction, kind)?;
    let mut names = vec!["id".to_owned()];
    let mut values = vec![id.0.to_string()];
    for spec in kind.spec().fields {
        let code = spec.field.code();
        if !needed.iter().any(|column| column == code) {
            continue;
        }
        let value = match (spec.filled, spec.holds) {
            (Filled::ByStore, _) => format!("(SELECT coalesce(max({code}), 0) + 1 FROM {})", kind.code()),
            (_, FieldType::Choice(set)) => {
                format!("'{}'", set.choices().first().map_or(LOST, |first| first.code()))
            }
            // It is missing in turn, and gets its own stand-in in the next round.
            (_, FieldType::Link(_) | FieldType::Number | FieldType::Money) => id.0.to_string(),
            _ => format!("'{LOST}'"),
        };
        names.push(code.to_owned());
        values.push(value);
    }
    let sql = format!("INSERT INTO {} ({}) VALUES ({})", kind.code(), names.join(", "), values.join(", "));
    transaction.execute(&sql, [])?;
    Ok(())
}
