//! Whether a file has the tables, views and triggers that this program made, and what somebody else added to them.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{CURRENT, MIGRATIONS, StoreError, functions};
use crate::domain::Kind;

/// The digests of the definitions of each version, so that opening compares numbers and builds nothing. A test holds
/// them against the migrations.
pub(super) const DIGESTS: &[u64] = &[
    0xa190_1a2d_6bfe_8872,
    0x7d7e_b565_326f_d2b1,
    0xd256_c8c0_6337_fba0,
    0xf3e9_d957_d20e_84ea,
    0x5da2_6d14_b6a6_37f0,
    0xf681_51ed_0f1c_6121,
];

/// By type and name, the SQL with which it was made.
type Definitions = BTreeMap<(String, String), String>;

/// Looks at the definitions of a file of this version. Gives what somebody else added, `trigger x`, `view y`; empty
/// where the file is as it was made.
///
/// # Errors
/// [`StoreError::Altered`] where something of ours is missing or was made anew in another way.
pub(super) fn additions(connection: &Connection, version: i32) -> Result<Vec<String>, StoreError> {
    let there = definitions(connection)?;
    if version > CURRENT {
        return newer(&there);
    }
    let place = usize::try_from(version).unwrap_or(0).saturating_sub(1);
    if DIGESTS.get(place) == Some(&digest(&there)) {
        return Ok(Vec::new());
    }
    let ours = expected(version)?;
    let altered = ours.iter().filter(|(name, sql)| there.get(*name) != Some(*sql));
    let altered: Vec<String> = altered.map(|((of, name), _)| format!("{of} {name}")).collect();
    if !altered.is_empty() {
        return Err(StoreError::Altered(altered));
    }
    Ok(there.into_keys().filter(|name| !ours.contains_key(name)).map(|(of, name)| format!("{of} {name}")).collect())
}

/// Of a version that this program does not know only this is known: records lie in tables, not in views, which could
/// show anything.
fn newer(there: &Definitions) -> Result<Vec<String>, StoreError> {
    let is_view = |name: &str| there.contains_key(&("view".to_owned(), name.to_owned()));
    let names = Kind::ALL.iter().map(|kind| kind.code()).chain([
        "change",
        "edit",
        "file",
        "erasure",
        "search",
        "search_contact",
        "search_standing",
        "word",
    ]);
    let shadowed: Vec<String> = names.filter(|name| is_view(name)).map(|name| format!("view {name}")).collect();
    if shadowed.is_empty() { Ok(Vec::new()) } else { Err(StoreError::Altered(shadowed)) }
}

fn expected(version: i32) -> Result<Definitions, StoreError> {
    let connection = Connection::open_in_memory()?;
    functions::register(&connection)?;
    for migration in MIGRATIONS.iter().take(usize::try_from(version).unwrap_or(0)) {
        connection.execute_batch(migration)?;
    }
    definitions(&connection)
}

/// All that is defined, but for what SQLite itself keeps: its statistics, and the inside of the search index, whose
/// definition is that of the SQLite that made the file.
fn definitions(connection: &Connection) -> Result<Definitions, StoreError> {
    let sql =
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND NOT (type = 'table' AND name IN
            ('search_data', 'search_idx', 'search_content', 'search_docsize', 'search_config', 'search_contact_data',
             'search_contact_idx', 'search_contact_content', 'search_contact_docsize', 'search_contact_config'))";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// FNV-1a (<http://www.isthe.com/chongo/tech/comp/fnv/>): whoever forges a definition with the same digest could
/// have left the definitions alone and forged the content.
fn digest(definitions: &Definitions) -> u64 {
    let texts = definitions.iter().flat_map(|((of, name), sql)| [of, name, sql]);
    let bytes = texts.flat_map(|text| text.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn the_digests_are_those_of_the_migrations() {
        let made: Vec<u64> = (1..=CURRENT).map(|version| digest(&expected(version).unwrap())).collect();
        assert_eq!(made, DIGESTS, "{made:#x?}");
    }

    #[test]
    fn what_others_added_is_named_and_what_they_altered_is_refused() {
        let store = Store::in_memory().unwrap();
        let found = || additions(&store.connection, CURRENT);
        assert_eq!(found().unwrap(), Vec::<String>::new());
        store.connection.execute_batch("CREATE VIEW mine AS SELECT 1; ANALYZE;").unwrap();
        assert_eq!(found().unwrap(), ["view mine"]);
        store.connection.execute_batch("DROP TRIGGER question_found").unwrap();
        assert!(matches!(found(), Err(StoreError::Altered(names)) if names == ["trigger question_found"]));
    }
}
