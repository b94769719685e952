//! Filling a file with very many changes, where nobody else has it open yet.

use rusqlite::Transaction;

use super::apply::apply;
use super::{Store, StoreError};
use crate::domain::{Change, Kind, Outcome};

/// Changes between two reports of how far it is.
const STRIDE: u64 = 1000;

impl Store {
    /// Applies many changes in one transaction: all of them or none. Tells now and then how many are done.
    ///
    /// The search index is filled at the end: kept up record by record, it would take longer than all the rest.
    ///
    /// # Errors
    /// [`StoreError`] at the first change that cannot be applied.
    pub fn apply_all(
        &mut self,
        changes: impl IntoIterator<Item = Change>,
        mut done: impl FnMut(u64),
    ) -> Result<u64, StoreError> {
        let (_turn, transaction) = self.begin()?;
        let triggers = take_triggers(&transaction)?;
        let mut count = 0;
        for change in changes {
            if let Outcome::Conflict(_) = apply(&transaction, &change)? {
                return Err(StoreError::Busy);
            }
            count += 1;
            if count % STRIDE == 0 {
                done(count);
            }
        }
        fill_search(&transaction)?;
        transaction.execute_batch(&triggers)?;
        transaction.commit()?;
        done(count);
        Ok(count)
    }
}

/// Drops the triggers that keep the search index, and what else follows from the records; gives the SQL that makes them again.
pub(super) fn take_triggers(transaction: &Transaction<'_>) -> Result<String, StoreError> {
    let mut statement = transaction.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")?;
    let triggers = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut again = String::new();
    for trigger in triggers.collect::<Result<Vec<(String, String)>, _>>()? {
        let (name, sql) = trigger;
        transaction.execute_batch(&format!("DROP TRIGGER {name}"))?;
        again.push_str(&sql);
        again.push_str(";\n");
    }
    Ok(again)
}

pub(super) fn fill_search(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    transaction.execute_batch("INSERT INTO search (search) VALUES ('delete-all'); DELETE FROM word;")?;
    for kind in Kind::FOUND {
        let document = format!("{}_document WHERE removed IS NULL", kind.code());
        transaction.execute_batch(&format!(
            "INSERT INTO search (rowid, text) SELECT place, words FROM {document} ORDER BY place;
             INSERT OR IGNORE INTO word SELECT value FROM (SELECT words FROM {document}), json_each(words)
                WHERE length(value) > 3;"
        ))?;
    }
    transaction.execute_batch(
        "INSERT INTO search_contact (search_contact) VALUES ('delete-all'); DELETE FROM search_standing;
         INSERT INTO search_contact (rowid, text) SELECT place, words FROM contact_standing WHERE removed IS NULL
            ORDER BY place;
         INSERT INTO search_standing SELECT id, place, visited FROM contact_standing WHERE removed IS NULL;
         DELETE FROM answer_end;
         INSERT INTO answer_end SELECT question, until FROM question_end WHERE until IS NOT NULL;",
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{Plan, changes};
    use chrono::NaiveDate;

    fn content(store: &Store, sql: &str) -> Vec<String> {
        let mut statement = store.connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn many_at_once_leave_the_same_file_as_one_after_the_other() {
        let plan = Plan { questions: 60, contacts: 20, ..Plan::new(3, NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()) };
        let (mut one_by_one, mut at_once) = (Store::in_memory().unwrap(), Store::in_memory().unwrap());
        for change in changes(&plan) {
            one_by_one.apply(&change).unwrap();
        }
        at_once.apply_all(changes(&plan), |_| ()).unwrap();
        for sql in [
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'search_%' ORDER BY name",
            "SELECT text FROM word ORDER BY 1",
            "SELECT group_concat(rowid) FROM search WHERE search MATCH '\"schul\" *'",
            "SELECT group_concat(rowid) FROM search",
            "SELECT group_concat(rowid) FROM search_contact WHERE search_contact MATCH '\"warme\" *'",
            "SELECT group_concat(rowid) FROM search_contact",
            "SELECT concat_ws(' ', contact, place, visited) FROM search_standing ORDER BY 1",
            "SELECT concat_ws(' ', question, until) FROM answer_end ORDER BY 1",
            "SELECT count(*) || ' ' || sum(seq) FROM edit",
        ] {
            assert_eq!(content(&at_once, sql), content(&one_by_one, sql), "{sql}");
        }
    }
}
