//! Records that share the rarest words of a text: questions that are like another one, contacts that know of it.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::params;

use super::find::{ID_MASK, place_of, places};
use super::{Store, StoreError};
use crate::domain::propose::{Candidate, Silent};
use crate::domain::{Field, Id, Kind, Like};

/// Rows looked at per shared word: a word that stands in more says little.
const PER_WORD: i64 = 400;

/// Beginnings of words that are looked up, the longest first.
const WORDS: usize = 40;

/// Letters of a word that are looked up.
const STEM: usize = 6;

/// What shares words with a text, the likest first: by its number in the index.
#[derive(Debug, Default)]
pub(super) struct Sharing(Vec<i64>);

impl Sharing {
    /// The numbers of questions, the ids of other records.
    pub(super) fn numbers(&self) -> impl Iterator<Item = i64> {
        self.0.iter().copied()
    }
}

impl Store {
    /// The numbers of the questions most like a text.
    pub(super) fn near(&self, text: &str, limit: usize) -> Result<Sharing, StoreError> {
        place_of(Kind::Question).map_or_else(|| Ok(Sharing::default()), |place| self.sharing(text, place, limit))
    }

    /// The records of a kind that share the rarest words of a text.
    pub(super) fn sharing(&self, text: &str, place: i64, limit: usize) -> Result<Sharing, StoreError> {
        let (low, high) = places(place);
        let mut words: Vec<String> = Silent::default().telling(text).filter(|word| word.chars().count() > 3).collect();
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
        for word in &words {
            let matching = if word.chars().count() < STEM { format!("\"{word}\"") } else { format!("\"{word}\" *") };
            let numbers = statement.query_map(params![matching, low, high, ID_MASK, PER_WORD], |row| row.get(0))?;
            let numbers = numbers.collect::<Result<Vec<i64>, _>>()?;
            let weight = 1.0 / (1.0 + numbers.len() as f64).ln_1p();
            for number in numbers {
                *shared.entry(number).or_default() += weight;
            }
        }
        let mut near: Vec<(i64, f64)> = shared.into_iter().collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        near.truncate(limit);
        Ok(Sharing(near.into_iter().map(|(number, _)| number).collect()))
    }

    /// Questions as lists show them, with how like they are.
    pub(super) fn likes(&self, near: &[Candidate<Id>], today: NaiveDate) -> Result<Vec<Like>, StoreError> {
        let mut likes = Vec::with_capacity(near.len());
        for near in near {
            let Some(question) = self.record(Kind::Question, near.value)? else { continue };
            let group = question.get(Field::Group).as_link();
            likes.push(Like {
                id: near.value,
                number: question.get(Field::Number).as_number().unwrap_or_default(),
                title: question.text(Field::Title).to_owned(),
                state: crate::domain::question::state(&question),
                group: group.map(|group| self.label(Kind::Group, group)).transpose()?.flatten(),
                likeness: near.share,
                answer: self.valid_answer(near.value, today)?,
            });
        }
        Ok(likes)
    }
}
