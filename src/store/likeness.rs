//! Questions that are like another one: those that share its rarest words.

use std::collections::HashMap;

use rusqlite::params;

use super::find::{ID_MASK, place_of, places};
use super::{Store, StoreError};
use crate::domain::{Field, Id, Kind, Like, fold};

/// Rows looked at per shared word: a word that stands in more says little.
const PER_WORD: i64 = 400;

/// Beginnings of words that are looked up, the longest first.
const WORDS: usize = 40;

/// Letters of a word that are looked up.
const STEM: usize = 6;

impl Store {
    /// The questions most like a text, without the question itself, the likest first.
    pub fn like(&self, text: &str, not: Option<Id>, limit: usize) -> Result<Vec<Like>, StoreError> {
        let Some(place) = place_of(Kind::Question) else { return Ok(Vec::new()) };
        let (low, high) = places(place);
        let mut words: Vec<String> = fold::words(text).filter(|word| word.chars().count() > 3).collect();
        // Inflected forms and compounds share their beginning: `Sanierung`, `sanieren`, `Sanierungsfahrplan`.
        for word in &mut words {
            if let Some((end, _)) = word.char_indices().nth(STEM) {
                word.truncate(end);
            }
        }
        words.sort_unstable();
        words.dedup();
        words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        words.truncate(WORDS);
        let sql = "SELECT rowid & ?4 FROM search WHERE search MATCH ?1 AND rowid BETWEEN ?2 AND ?3
                   ORDER BY rowid DESC LIMIT ?5";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut shared: HashMap<i64, f64> = HashMap::new();
        let mut whole = 0.0;
        for word in &words {
            let matching = if word.chars().count() < STEM { format!("\"{word}\"") } else { format!("\"{word}\" *") };
            let numbers = statement.query_map(params![matching, low, high, ID_MASK, PER_WORD], |row| row.get(0))?;
            let numbers = numbers.collect::<Result<Vec<i64>, _>>()?;
            let weight = 1.0 / (1.0 + numbers.len() as f64).ln_1p();
            whole += weight;
            for number in numbers {
                *shared.entry(number).or_default() += weight;
            }
        }
        let mut near: Vec<(i64, f64)> = shared.into_iter().collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        let mut likes = Vec::new();
        for (number, weight) in near.into_iter().take(limit + 1) {
            let Some(id) = self.question_of_number(number)? else { continue };
            if Some(id) == not {
                continue;
            }
            let Some(question) = self.record(Kind::Question, id)? else { continue };
            let group = question.get(Field::Group).as_link();
            likes.push(Like {
                id,
                number,
                title: question.text(Field::Title).to_owned(),
                state: crate::domain::question::state(&question),
                group: group.map(|group| self.label(Kind::Group, group)).transpose()?.flatten(),
                likeness: if whole > 0.0 { weight / whole } else { 0.0 },
            });
        }
        likes.truncate(limit);
        Ok(likes)
    }
}
