//! What can be read of a damaged file, by table: from its trees, and from pages that no tree leads to any more.

use std::collections::{BTreeMap, HashSet};

use rusqlite::Connection;
use rusqlite::types::Value;

use super::pages::Pages;
use super::record::Row;
use crate::store::StoreError;

/// The rows of one table.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    /// Whether some of it could not be read.
    pub(super) is_broken: bool,
}

/// All that was read.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) tables: BTreeMap<String, Table>,
    /// Rows of tables with numbered rows, whose table is not known.
    pub(super) strays: Vec<Row>,
    /// Rows of the other sort of table.
    pub(super) index_strays: Vec<Row>,
    /// Pages that cannot be read.
    pub(super) unreadable: usize,
}

/// Reads all there is. `sound` is an empty file as this version makes it: whatever the damaged one does not tell is
/// as there.
pub(super) fn gather(pages: &mut Pages, sound: &Connection) -> Result<Found, StoreError> {
    let mut found = Found::default();
    let told = roots(pages);
    pages.pass_over_free();
    let mut walked = HashSet::new();
    for (name, is_table, root) in expected(sound)? {
        let told = told.iter().find(|(known, _)| *known == name).map(|(_, root)| *root);
        // Without its list of tables a file still has them where every file has them.
        let root = told.unwrap_or(root);
        walked.insert(root);
        let tree = pages.tree(root);
        if is_table {
            found.tables.insert(name, Table { rows: tree.rows, is_broken: tree.is_broken });
        }
    }
    // What others added is theirs, and is not taken for a stray.
    for (_, root) in told.iter().filter(|(_, root)| !walked.contains(root)) {
        pages.tree(*root);
    }
    for (is_index, rows) in pages.strays() {
        if is_index { &mut found.index_strays } else { &mut found.strays }.extend(rows);
    }
    found.unreadable = pages.unreadable.len();
    Ok(found)
}

/// The names and roots in the file's own list of what it holds.
fn roots(pages: &mut Pages) -> Vec<(String, u32)> {
    let rows = pages.tree(1).rows;
    let told = rows.into_iter().filter_map(|row| match &row.values[..] {
        [_, Value::Text(name), _, Value::Integer(root), ..] => Some((name.clone(), u32::try_from(*root).ok()?)),
        _ => None,
    });
    told.filter(|(_, root)| *root > 1).collect()
}

/// Each tree of a sound file: its name, whether it is a table of ours, and its root.
fn expected(sound: &Connection) -> Result<Vec<(String, bool, u32)>, StoreError> {
    let sql = "SELECT name, type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%' AND name <> 'word',
        rootpage FROM sqlite_schema WHERE rootpage > 1 ORDER BY rootpage";
    let mut statement = sound.prepare(sql)?;
    let trees = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(trees.collect::<Result<_, _>>()?)
}
