//! Records that share the rarest words of a text: questions that are like another one, contacts that know of it.

use std::collections::{BTreeMap, HashMap};

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

/// Words of the file with one beginning that are looked at, and the shortest of them that are looked up.
const LOOKED_AT: usize = 200;
const PER_STEM: usize = 16;

/// Letters of a word that are looked up.
const STEM: usize = 6;

/// The full-text queries for the words of a text, the longest first.
#[derive(Debug, Default)]
pub(super) struct Ways(Vec<String>);

/// The beginnings of a text's telling words, each with its words. Inflected forms and compounds share theirs:
/// `Sanierung`, `sanieren`, `Sanierungsfahrplan`.
fn stems(text: &str) -> Vec<(String, Vec<String>)> {
    let mut stems: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for word in Silent::default().telling(text).filter(|word| word.chars().count() > 3) {
        stems.entry(word.chars().take(STEM).collect()).or_default().push(word);
    }
    let mut stems: Vec<_> = stems.into_iter().collect();
    stems.sort_by_key(|(stem, _)| std::cmp::Reverse(stem.chars().count()));
    stems.truncate(WORDS);
    stems
}

impl Store {
    /// The ways to look for what shares words with a text.
    pub(super) fn ways(&self, text: &str) -> Result<Ways, StoreError> {
        stems(text).into_iter().map(|(stem, words)| self.with_stem(&stem, words)).collect::<Result<_, _>>().map(Ways)
    }

    /// The numbers of the questions most like a text, the likest first.
    pub(super) fn near(&self, ways: &Ways, limit: usize) -> Result<Vec<i64>, StoreError> {
        place_of(Kind::Question).map_or_else(|| Ok(Vec::new()), |place| self.sharing(ways, place, limit))
    }

    /// The records of a kind that share the rarest words of a text, the likest first: of questions the numbers, of others
    /// the ids.
    pub(super) fn sharing(&self, ways: &Ways, place: i64, limit: usize) -> Result<Vec<i64>, StoreError> {
        let (low, high) = places(place);
        let sql = "SELECT rowid & ?4 FROM search WHERE search MATCH ?1 AND rowid BETWEEN ?2 AND ?3
                   ORDER BY rowid DESC LIMIT ?5";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut shared: HashMap<i64, f64> = HashMap::new();
        for matching in &ways.0 {
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
        Ok(near.into_iter().map(|(number, _)| number).collect())
    }

    /// The full-text query for a stem: whole words, as the index gathers all records of all words with a long beginning
    /// before it gives the first, however few are wanted.
    fn with_stem(&self, stem: &str, mut words: Vec<String>) -> Result<String, StoreError> {
        // Somebody may have pasted a list of them.
        words.truncate(PER_STEM);
        if stem.chars().count() == STEM {
            let sql = format!(
                "SELECT text FROM (SELECT text FROM word WHERE text >= ?1 AND text < ?1 || char(1114111) LIMIT {LOOKED_AT})
                 ORDER BY length(text) LIMIT {PER_STEM}"
            );
            let mut statement = self.connection.prepare_cached(&sql)?;
            for word in statement.query_map([stem], |row| row.get(0))? {
                words.push(word?);
            }
        }
        words.sort_unstable();
        words.dedup();
        Ok(words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" OR "))
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
