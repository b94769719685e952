//! The words of the file in memory, to look inside them and for those that a misspelt one may be meant for.

use std::collections::BTreeMap;

use memchr::memmem;
use rusqlite::Connection;

use crate::domain::{sound, spelling};
use crate::store::StoreError;

/// Words that a part may stand for: more would slow the search and find nothing better.
const WITH_PART: usize = 32;

/// Words that a misspelt one may stand for.
const MISSPELT: usize = 12;

/// Bytes of a word with its line end, about: room that is not needed is never touched.
const LENGTH: usize = 14;

/// Letters from which two letters may be wrong, before that one.
const LONG: usize = 7;

/// Letters of a sound that have to agree.
const SOUND: usize = 3;

/// Letters of what was heard that the written word may lack: `weier` has an `i` that `weyerstrass` has not.
const HEARD: usize = 2;

/// Every word of four letters or more, as of the last time that the file was seen to change.
#[derive(Debug, Default)]
pub(in crate::store) struct Vocabulary {
    /// The words in their order, each between line ends.
    text: String,
    /// Where each begins, and which letters it has: most are ruled out by these alone.
    starts: Vec<(u32, u32)>,
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
            // Grown step by step, both would for a moment take up to three times their room.
            let count = usize::try_from(words).unwrap_or(0);
            (self.text, self.starts) = (String::with_capacity(count * LENGTH), Vec::with_capacity(count));
            self.text.push('\n');
            let mut statement = connection.prepare_cached("SELECT text FROM word")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                self.push(row.get_ref(0)?.as_str().unwrap_or_default());
            }
            self.words = words;
        }
        self.seen = seen;
        Ok(())
    }

    fn push(&mut self, word: &str) {
        // A file with four thousand million letters of different words is none of an alliance.
        let Ok(at) = u32::try_from(self.text.len()) else { return };
        self.starts.push((at, letters_of(word)));
        self.text.push_str(word);
        self.text.push('\n');
    }

    /// The words that contain a part: the word itself, those that begin with it, the others; the short ones first.
    pub(super) fn with_part(&self, part: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let mut end = 0;
        for at in memmem::find_iter(self.text.as_bytes(), part) {
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
        let mut near = BTreeMap::new();
        let mut note = |distance: usize, word| {
            let best = near.entry(word).or_insert(distance);
            *best = distance.min(*best);
        };
        let Some(&first) = letters.first() else { return Vec::new() };
        let own = letters_of(typed);
        for word in self.beginning_with(first, own, allowed) {
            if let Some(distance) = spelling::distance_to_start(&letters, word, allowed) {
                note(distance, word);
            }
        }
        if let Some(&second) = letters.get(1).filter(|second| allowed > 1 && **second != first) {
            let mut swapped = letters.clone();
            swapped.swap(0, 1);
            for word in self.beginning_with(second, own, allowed - 1) {
                if let Some(distance) = spelling::distance_to_start(&swapped, word, allowed - 1) {
                    note(distance + 1, word);
                }
            }
        }
        if letters.len() > 5 {
            // Only the first letter is wrong.
            for at in memmem::find_iter(self.text.as_bytes(), &typed[first.len_utf8()..]) {
                let begin = self.text[..at].rfind('\n').map_or(0, |line| line + 1);
                if self.text[begin..at].chars().count() == 1 {
                    note(allowed, self.word_at(begin));
                }
            }
        }
        let sound = sound::key(typed);
        if sound.len() >= SOUND {
            for &alike in sound::first_letters(&sound) {
                for word in self.beginning_with(alike, own, HEARD) {
                    // What only sounds alike is as near as one wrong letter. More than its beginning need not be heard.
                    let beginning: String = word.chars().take(letters.len() + 3).collect();
                    if sound::key(&beginning).starts_with(&sound) {
                        note(1, word);
                    }
                }
            }
        }
        let mut near: Vec<_> =
            near.into_iter().map(|(word, distance)| (distance, word.len().abs_diff(typed.len()), word)).collect();
        near.sort_unstable();
        near.truncate(MISSPELT);
        near.into_iter().map(|(_, _, word)| word).collect()
    }

    /// The words that begin with a letter and lack at most so many of the others: those with one beginning lie side by
    /// side, as the file keeps them in order.
    fn beginning_with(&self, letter: char, letters: u32, lacking: usize) -> impl Iterator<Item = &str> {
        let first = move |at: u32| self.text[at as usize..].chars().next();
        let begin = self.starts.partition_point(|(at, _)| first(*at).is_some_and(|first| first < letter));
        let end = begin + self.starts[begin..].partition_point(|(at, _)| first(*at) == Some(letter));
        let fits = move |has: u32| (letters & !has).count_ones() as usize <= lacking;
        self.starts[begin..end].iter().filter(move |(_, has)| fits(*has)).map(|(at, _)| self.word_at(*at as usize))
    }

    fn word_at(&self, begin: usize) -> &str {
        let end = self.text[begin..].find('\n').map_or(self.text.len(), |line| begin + line);
        &self.text[begin..end]
    }
}

/// Which letters a folded word has, a bit for each; all that is none from `a` to `z` shares one.
fn letters_of(word: &str) -> u32 {
    let bit = |byte: u8| if byte.is_ascii_lowercase() { 1 << (byte - b'a') } else { 1 << 26 };
    word.bytes().fold(0, |letters, byte| letters | bit(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> Vocabulary {
        let mut vocabulary = Vocabulary { text: "\n".to_owned(), ..Vocabulary::default() };
        let mut words = words.to_vec();
        words.sort_unstable();
        words.into_iter().for_each(|word| vocabulary.push(word));
        vocabulary
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
