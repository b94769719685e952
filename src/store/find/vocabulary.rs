//! The words of the file in memory, to look inside them and for those that a misspelt one may be meant for.

use rusqlite::Connection;

use crate::domain::{sound, spelling};
use crate::store::StoreError;

/// Words that a part may stand for: more would slow the search and find nothing better.
const WITH_PART: usize = 48;

/// Words that a misspelt one may stand for.
const MISSPELT: usize = 12;

/// Letters from which two letters may be wrong, before that one.
const LONG: usize = 7;

/// Letters of a sound that have to agree.
const SOUND: usize = 3;

/// Every word of four letters or more, as of the last time that the file was seen to change.
#[derive(Debug, Default)]
pub(in crate::store) struct Vocabulary {
    /// The words, each between line ends.
    text: String,
    words: i64,
    /// The file's and the connection's count of changes at which this was read.
    seen: Option<(i64, u64)>,
}

impl Vocabulary {
    /// Reads the words anew where there may be others.
    pub(super) fn refresh(&mut self, connection: &Connection) -> Result<(), StoreError> {
        let others: i64 = connection.pragma_query_value(None, "data_version", |row| row.get(0))?;
        let seen = Some((others, connection.total_changes()));
        if self.seen == seen {
            return Ok(());
        }
        // Words are only ever added, so that their number tells whether there are new ones; one that is in no record
        // any more finds nothing. An erasure makes the number smaller.
        let words: i64 = connection.prepare_cached("SELECT count(*) FROM word")?.query_row([], |row| row.get(0))?;
        if self.seen.is_none() || words != self.words {
            self.text.clear();
            self.text.push('\n');
            let mut statement = connection.prepare_cached("SELECT text FROM word")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                self.text.push_str(row.get_ref(0)?.as_str().unwrap_or_default());
                self.text.push('\n');
            }
            self.words = words;
        }
        self.seen = seen;
        Ok(())
    }

    /// The words that contain a part: the word itself, those that begin with it, the others; the short ones first.
    pub(super) fn with_part(&self, part: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let mut end = 0;
        for (at, _) in self.text.match_indices(part) {
            // A word that has the part twice is taken once.
            if at < end {
                continue;
            }
            let begin = self.text[..at].rfind('\n').map_or(0, |line| line + 1);
            end = self.text[at..].find('\n').map_or(self.text.len(), |line| at + line);
            found.push((at > begin, end - begin, &self.text[begin..end]));
        }
        let before = |found: &(bool, usize, &str)| (found.0, found.1);
        if found.len() > WITH_PART {
            found.select_nth_unstable_by_key(WITH_PART, before);
            found.truncate(WITH_PART);
        }
        found.sort_unstable_by_key(before);
        found.into_iter().map(|(_, _, word)| word).collect()
    }

    /// The words that begin almost like a misspelt one, or sound so; the likest first.
    pub(super) fn near(&self, typed: &str) -> Vec<&str> {
        let letters: Vec<char> = typed.chars().collect();
        let allowed = if letters.len() < LONG { 1 } else { 2 };
        let sound = sound::key(typed);
        let mut swapped = letters.clone();
        if swapped.len() > 1 {
            swapped.swap(0, 1);
        }
        let mut near = Vec::new();
        for word in self.text.split('\n').filter(|word| !word.is_empty()) {
            let mut best = spelling::distance_to_start(&letters, word, allowed);
            if best.is_none() && allowed > 1 && swapped.first() != letters.first() {
                best = spelling::distance_to_start(&swapped, word, allowed - 1).map(|distance| distance + 1);
            }
            if best.is_none() && wrong_first(typed, word) {
                best = Some(allowed);
            }
            if sounds_like(&sound, word) {
                // What only sounds alike is as near as one wrong letter.
                best = Some(best.map_or(1, |distance| distance.min(1)));
            }
            if let Some(distance) = best {
                near.push((distance, word.len().abs_diff(typed.len()), word));
            }
        }
        near.sort_unstable();
        near.truncate(MISSPELT);
        near.into_iter().map(|(_, _, word)| word).collect()
    }
}

/// Whether a word begins as typed but for the first letter.
fn wrong_first(typed: &str, word: &str) -> bool {
    let rest = |text: &str| text.char_indices().nth(1).map(|(at, _)| at);
    match (rest(typed), rest(word)) {
        (Some(begin), Some(at)) => typed.len() > 5 && word[at..].starts_with(&typed[begin..]),
        _ => false,
    }
}

fn sounds_like(sound: &str, word: &str) -> bool {
    // The first sound rules most words out before the whole key is made.
    let first: String = word.chars().take(2).collect();
    sound.len() >= SOUND
        && sound::key(&first).chars().next() == sound.chars().next()
        && sound::key(word).starts_with(sound)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> Vocabulary {
        Vocabulary { text: format!("\n{}\n", words.join("\n")), ..Vocabulary::default() }
    }

    #[test]
    fn whole_words_come_before_beginnings_before_parts() {
        let words = of(&["stadtplanung", "planungsamt", "planung", "warmeplanung", "plan"]);
        assert_eq!(words.with_part("planung"), ["planung", "planungsamt", "stadtplanung", "warmeplanung"]);
        assert_eq!(words.with_part("zisterne"), Vec::<&str>::new());
    }

    #[test]
    fn slips_and_what_was_only_heard_are_near() {
        let words = of(&["weyerstrass", "fehling", "hitze", "harmsen", "starkregen", "klimaschutz"]);
        for (typed, meant) in [
            ("weierstrass", "weyerstrass"),
            ("vehling", "fehling"),
            ("hizte", "hitze"),
            ("ahrmsen", "harmsen"),
            ("jarmsen", "harmsen"),
            ("starkrgn", "starkregen"),
        ] {
            assert_eq!(words.near(typed).first(), Some(&meant), "{typed}");
        }
        assert_eq!(words.near("denkmal"), Vec::<&str>::new());
    }
}
