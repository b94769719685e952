//! Questions of a town: one of the typed words names who asks, the others what about.

use rusqlite::params;

use super::words::Word;
use super::{CANDIDATES, ID_MASK, place_of, places};
use crate::domain::{Id, Kind, fold};
use crate::store::{Store, StoreError};

/// The newest questions on the matter among which those of the town are looked for.
const LOOKED_AT: i64 = 1000;

/// Letters from which the beginning of a town's name is enough.
const BEGINNING: usize = 4;

impl Store {
    /// The numbers of the questions that a town asked and that have all other words, the newest first.
    pub(super) fn of_askers(&self, words: &[Word]) -> Result<Vec<i64>, StoreError> {
        let members = self.members()?;
        let (mut askers, mut about) = (Vec::new(), Vec::new());
        for word in words {
            let named: Vec<Id> = members
                .iter()
                .filter(|(_, names)| names.iter().any(|name| names_it(&word.typed, name)))
                .map(|(id, _)| *id)
                .collect();
            if named.is_empty() {
                let Some(way) = word.matching(false, false) else { return Ok(Vec::new()) };
                about.push(way);
            } else {
                askers.extend(named);
            }
        }
        if askers.is_empty() || about.is_empty() {
            return Ok(Vec::new());
        }
        let askers: Vec<String> = askers.iter().map(ToString::to_string).collect();
        // The ids are numbers of the file's own, so they may stand in the text; their list has no fixed length.
        let sql = format!(
            "SELECT key FROM (SELECT rowid & ?2 AS key FROM search WHERE search MATCH ?1 AND rowid BETWEEN ?3 AND ?4
                ORDER BY rowid DESC LIMIT ?5)
             WHERE EXISTS (SELECT 1 FROM question JOIN question_asker ON question_asker.question = question.id
                WHERE question.number = key AND question_asker.member IN ({})) LIMIT ?6",
            askers.join(", ")
        );
        let (low, high) = places(place_of(Kind::Question).unwrap_or_default());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let wanted = i64::try_from(CANDIDATES).unwrap_or(LOOKED_AT);
        let parameters = params![about.join(" AND "), ID_MASK, low, high, LOOKED_AT, wanted];
        let numbers = statement.query_map(parameters, |row| row.get(0))?;
        Ok(numbers.collect::<Result<_, _>>()?)
    }

    /// Every member with the words of its names.
    fn members(&self) -> Result<Vec<(Id, Vec<String>)>, StoreError> {
        let sql = "SELECT id, concat_ws(' ', name, short_name, spellings) FROM member WHERE removed IS NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let names: String = row.get(1)?;
            Ok((Id(row.get(0)?), fold::words(&names).collect()))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn names_it(typed: &str, name: &str) -> bool {
    typed == name || typed.chars().count() >= BEGINNING && name.starts_with(typed)
}
