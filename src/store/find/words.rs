//! What was typed, word by word: the words of the file and the topics that each may stand for.

use super::vocabulary::Vocabulary;
use crate::domain::{Id, fold};
use crate::store::{Store, StoreError};

/// Letters from which a typed word is also looked for inside words.
pub(super) const PART: usize = 4;

/// Letters from which a typed word may be misspelt.
const MISSPELT: usize = 4;

/// How well a typed word fits a written one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It is meant for it, with a slip.
    Near,
    /// It stands inside it.
    Part,
    /// It begins it.
    Beginning,
    /// It is it.
    Whole,
}

impl Fit {
    /// How much of a full match it is worth, in percent.
    pub(super) const fn percent(self) -> u32 {
        match self {
            Self::Whole => 100,
            Self::Beginning => 85,
            Self::Part => 60,
            Self::Near => 45,
        }
    }
}

/// A topic, with everything that it is called, folded.
#[derive(Debug)]
pub(super) struct Topic {
    pub(super) id: Id,
    pub(super) name: String,
    /// The words of each of its names, the name first.
    names: Vec<Vec<String>>,
}

/// One typed word.
#[derive(Debug)]
pub(super) struct Word {
    /// As typed, folded.
    pub(super) typed: String,
    /// Words of the file that have it in them, with how well it fits; empty for a short one.
    parts: Vec<String>,
    /// Words of the file that it is meant for, if it is misspelt.
    near: Vec<String>,
    /// Topics that it names, with how well.
    pub(super) topics: Vec<(Id, Fit)>,
    /// The other names of a topic whose whole name it is.
    meanings: Vec<String>,
    /// The two words that it is made of where it is none itself: `komems`.
    halves: Option<(String, String)>,
}

impl Word {
    /// How well the word fits one of a text's.
    pub(super) fn fit(&self, text: &[String]) -> Option<Fit> {
        let mut best = None;
        for word in text {
            let fit = match word.find(&self.typed) {
                Some(0) if word.len() == self.typed.len() => Some(Fit::Whole),
                Some(0) => Some(Fit::Beginning),
                Some(_) if self.typed.len() >= PART => Some(Fit::Part),
                _ if self.near.iter().any(|near| near == word) => Some(Fit::Near),
                _ => None,
            };
            best = best.max(fit);
            if best == Some(Fit::Whole) {
                return best;
            }
        }
        if let Some((left, right)) = &self.halves
            && text.windows(2).any(|pair| pair[0] == *left && pair[1].starts_with(right.as_str()))
        {
            return Some(Fit::Whole);
        }
        // What a topic is called besides counts a little less than what was typed.
        if best < Some(Fit::Part) && self.meanings.iter().any(|meaning| text.iter().any(|word| word == meaning)) {
            return Some(Fit::Part);
        }
        best
    }

    /// The full-text query for this word; `None` where nothing is like it. With topics as tokens where the index has
    /// them.
    pub(super) fn matching(&self, wholly: bool, with_topics: bool) -> Option<String> {
        let mut ways: Vec<String> = Vec::new();
        if wholly || self.typed.chars().count() < PART {
            ways.push(if wholly { format!("\"{}\"", self.typed) } else { format!("\"{}\" *", self.typed) });
        }
        if !wholly {
            let words = self.parts.iter().chain(&self.near).chain(&self.meanings);
            ways.extend(words.map(|word| format!("\"{word}\"")));
        }
        if let Some((left, right)) = &self.halves {
            ways.push(format!("(\"{left}\" AND \"{right}\" *)"));
        }
        if with_topics {
            let topics = self.topics.iter().filter(|(_, fit)| !wholly || *fit == Fit::Whole);
            ways.extend(topics.map(|(id, _)| format!("\"ß{id}\"")));
        }
        (!ways.is_empty()).then(|| format!("({})", ways.join(" OR ")))
    }

    /// Whether it may stand for other words than those that it stands in.
    pub(super) fn is_near(&self) -> bool {
        !self.near.is_empty()
    }

    /// Whether the index only knows two words of it, which need not stand side by side.
    pub(super) fn is_split(&self) -> bool {
        self.halves.is_some()
    }

    /// Whether it stands in one of these texts.
    pub(super) fn stands_in(&self, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.fit(&fold::words(text).collect::<Vec<_>>()).is_some())
    }

    /// The words to mark in what is shown.
    pub(super) fn marks(&self) -> impl Iterator<Item = &String> {
        let halves = self.halves.iter().flat_map(|(left, right)| [left, right]);
        std::iter::once(&self.typed).chain(&self.near).chain(halves).chain(&self.meanings)
    }
}

impl Store {
    /// The typed words, each with what it may stand for; `near` where slips are to be forgiven also in words that the
    /// file has.
    pub(super) fn read_words(&self, typed: &[String], near: bool) -> Result<Vec<Word>, StoreError> {
        let topics = self.topics()?;
        self.with_vocabulary(|vocabulary| {
            typed.iter().map(|typed| self.read_word(typed, &topics, vocabulary, near)).collect()
        })?
    }

    /// Reads the words of the file as they are now.
    fn with_vocabulary<T>(&self, read: impl FnOnce(&Vocabulary) -> T) -> Result<T, StoreError> {
        let mut vocabulary = self.vocabulary.borrow_mut();
        vocabulary.refresh(&self.connection)?;
        Ok(read(&vocabulary))
    }

    fn read_word(
        &self,
        typed: &str,
        topics: &[Topic],
        vocabulary: &Vocabulary,
        forgive: bool,
    ) -> Result<Word, StoreError> {
        let owned = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let length = typed.chars().count();
        let mut word = Word {
            typed: typed.to_owned(),
            parts: if length < PART { Vec::new() } else { owned(vocabulary.with_part(typed)) },
            near: Vec::new(),
            topics: Vec::new(),
            meanings: Vec::new(),
            halves: None,
        };
        let is_known = !word.parts.is_empty() || length < PART;
        if length >= PART && !is_known {
            word.halves = self.halves(typed)?;
        }
        if length >= MISSPELT && (forgive || !is_known) {
            word.near = owned(vocabulary.near(typed));
        }
        let mut meanings = Vec::new();
        for topic in topics {
            let fits = topic.names.iter().map(|name| (word.fit(name), name));
            let Some((Some(fit), name)) = fits.max_by_key(|(fit, _)| *fit) else { continue };
            word.topics.push((topic.id, fit));
            if fit == Fit::Whole && name.len() == 1 {
                let others = topic.names.iter().filter(|other| *other != name && other.len() == 1);
                meanings.extend(others.flatten().filter(|word| word.len() >= PART).cloned());
            }
        }
        word.meanings = meanings;
        Ok(word)
    }

    /// Two words of the file that, written as one, are what was typed.
    fn halves(&self, typed: &str) -> Result<Option<(String, String)>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT 1 FROM search WHERE search MATCH ?1 LIMIT 1")?;
        for (at, _) in typed.char_indices().skip(2) {
            let (left, right) = typed.split_at(at);
            if right.len() > 1 && statement.exists([format!("\"{left}\" AND \"{right}\" *")])? {
                return Ok(Some((left.to_owned(), right.to_owned())));
            }
        }
        Ok(None)
    }

    /// Every topic with its names. There are few of them, in a file of any size.
    pub(super) fn topics(&self) -> Result<Vec<Topic>, StoreError> {
        let sql = "SELECT id, name, short_name, synonyms FROM topic WHERE removed IS NULL ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let text = |place| row.get::<_, Option<String>>(place).map(Option::unwrap_or_default);
            let (name, short, synonyms) = (text(1)?, text(2)?, text(3)?);
            let names = name.split('/').chain([short.as_str()]).chain(synonyms.lines());
            let names = names.map(|name| fold::words(name).collect()).filter(|words: &Vec<_>| !words.is_empty());
            Ok(Topic { id: Id(row.get(0)?), names: names.collect(), name })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
