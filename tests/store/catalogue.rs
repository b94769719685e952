//! The catalogue in code and the tables in the file say the same.

use runde::domain::{Field, FieldType, Filled, Kind};
use runde::store::{MIGRATIONS, Store};
use rusqlite::Connection;

fn columns(connection: &Connection, table: &str) -> Vec<(String, String, bool)> {
    let sql = "SELECT name, type, \"notnull\" FROM pragma_table_info(?1)";
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn every_field_of_the_catalogue_is_a_column_of_its_type() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("runde.db");
    drop(Store::create(&path, 1).unwrap());
    let connection = Connection::open(path).unwrap();
    for &kind in Kind::ALL {
        let mut expected = vec![("id".to_owned(), "INTEGER".to_owned(), false)];
        for spec in kind.spec().fields {
            let (holds, required) = match spec.holds {
                FieldType::Number | FieldType::Money | FieldType::Flag | FieldType::Link(_) => ("INTEGER", false),
                FieldType::Links(linked, table) => {
                    let names: Vec<_> = columns(&connection, table.table).into_iter().map(|column| column.0).collect();
                    assert_eq!(names, [table.owner, table.target], "{kind:?} to {linked:?}");
                    continue;
                }
                FieldType::Subject => ("TEXT", true),
                _ => ("TEXT", false),
            };
            let always = matches!(spec.field, Field::Number | Field::SubjectId | Field::State);
            let required = required || spec.filled == Filled::Required || always;
            expected.push((spec.field.code().to_owned(), holds.to_owned(), required));
        }
        // A column that a later version added stands behind the others.
        let mut there = columns(&connection, kind.code());
        there.sort();
        expected.sort();
        assert_eq!(there, expected, "{kind:?}");
    }
}

#[test]
fn every_closed_set_is_checked_by_the_file() {
    let schema = MIGRATIONS.concat();
    for &kind in Kind::ALL {
        for spec in kind.spec().fields {
            let FieldType::Choice(set) = spec.holds else { continue };
            let codes: Vec<_> = set.choices().iter().map(|choice| format!("'{}'", choice.code())).collect();
            let check = format!("CHECK ({} IN ({}))", spec.field.code(), codes.join(", "));
            assert!(schema.contains(&check), "{kind:?}: {check}");
        }
    }
}
