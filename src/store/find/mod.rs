//! Finding: folded words in the full-text index, parts of compounds and misspelt words in the list of words.

mod askers;
mod contacts;
mod vocabulary;
mod words;

pub(super) use vocabulary::Vocabulary;

use std::cmp::Reverse;

use rusqlite::params;

use self::words::Word;
use super::record::label;
use super::{Store, StoreError};
use crate::domain::{Hit, ID_BITS, Id, Kind, fold};

/// The part of a search row's id that is the record's id, for a question its number.
pub(super) const ID_MASK: i64 = (1 << ID_BITS) - 1;

/// Rows of a kind looked at before the best are chosen: of questions, and of each other kind among all.
const CANDIDATES: usize = 40;
const FEW: usize = 20;

/// Rows of a kind of which there are enough that are passed over, for each word that is asked for, before the index is
/// asked anew for the next kind: to find where a word begins costs about as much as so many rows.
const PASSED: usize = 40;

/// Words that are looked at; whoever pastes a whole text means its beginning.
const WORDS: usize = 8;

/// Whether a question has an answer that is still valid.
const ANSWERED: &str = "EXISTS (SELECT 1 FROM answer a WHERE a.question = t0.id AND a.removed IS NULL
    AND (a.valid_until IS NULL OR a.valid_until >= date('now')))";

/// What such a question is worth more than others that have the words in the same places: it helps at once.
const ANSWERED_WORTH: u32 = 12;

/// Contacts that stand before everything else: people are what is looked for most.
const FIRST: usize = 3;

/// The place of a kind in the search index.
pub(super) fn place_of(kind: Kind) -> Option<i64> {
    Kind::FOUND.iter().position(|&found| found == kind).and_then(|place| i64::try_from(place + 1).ok())
}

/// The lowest and the highest row of a kind in the search index.
pub(super) const fn places(place: i64) -> (i64, i64) {
    (place << ID_BITS, (place << ID_BITS) | ID_MASK)
}

impl Store {
    /// The full-text query for one folded word; `None` where no word of the file is like it.
    pub(super) fn match_word(&self, word: &str) -> Result<Option<String>, StoreError> {
        let words = self.read_words(&[word.to_owned()], false)?;
        Ok(words.first().and_then(|word| word.matching(false, false)))
    }

    /// What is found for some words, the best first; of one kind where one is given. Where nothing has all words,
    /// what has the most of them.
    pub fn find(&self, words: &str, kind: Option<Kind>, limit: usize) -> Result<Vec<Hit>, StoreError> {
        let typed: Vec<String> = fold::words(words).take(WORDS).collect();
        if typed.is_empty() {
            self.read_words(&[], false)?;
            return Ok(Vec::new());
        }
        let words = self.read_words(&typed, false)?;
        let wants = |asked: Kind| kind.is_none_or(|kind| kind == asked);
        // In a mixed list there is room for the best ones only.
        let people = if kind.is_some() { limit } else { 0 };
        let mut contacts = if wants(Kind::Contact) { self.find_contacts(&words, false, people)? } else { Vec::new() };
        let mut others = if kind == Some(Kind::Contact) { Vec::new() } else { self.others(&words, kind, limit)? };
        if let Some(number) = single_number(&typed)
            && wants(Kind::Question)
            && let Some(id) = self.question_of_number(number)?
            && let Some(mut hit) = self.hit(Kind::Question, id)?
        {
            others.retain(|other: &Hit| (other.kind, other.id) != (Kind::Question, id));
            hit.score = u32::MAX;
            others.push(hit);
        }
        let mut marks: Vec<String> = words.iter().flat_map(Word::marks).cloned().collect();
        // A slip is forgiven too where what was typed stands, as it was typed, only in records of other kinds. Of several
        // words each narrows what the others find, so that finding nothing says less about slips.
        let no_question = wants(Kind::Question) && others.iter().all(|hit| hit.kind != Kind::Question);
        let no_contact = wants(Kind::Contact) && contacts.is_empty();
        if (no_question || no_contact) && words.len() == 1 && !words[0].is_near() {
            let words = self.read_words(&typed, true)?;
            if words.iter().any(Word::is_near) {
                if no_contact {
                    contacts = self.find_contacts(&words, false, people)?;
                }
                if no_question {
                    others.extend(self.others(&words, Some(Kind::Question), limit)?);
                }
                marks.extend(words.iter().flat_map(Word::marks).cloned());
            }
        }
        if contacts.is_empty() && others.is_empty() && words.len() > 1 {
            if wants(Kind::Contact) {
                contacts = self.find_contacts(&words, true, people)?;
            }
            if kind != Some(Kind::Contact) {
                others = self.most_words(&words, kind, limit)?;
            }
        }
        let mut hits = in_order(contacts, others);
        hits.truncate(limit);
        for hit in &mut hits {
            hit.text = excerpt(&hit.text, &marks);
        }
        Ok(hits)
    }

    /// What is no contact and has all words.
    fn others(&self, words: &[Word], kind: Option<Kind>, limit: usize) -> Result<Vec<Hit>, StoreError> {
        let matching: Option<Vec<String>> = words.iter().map(|word| word.matching(false, false)).collect();
        let mut hits = match matching {
            Some(matching) => self.read_hits(&matching.join(" AND "), words, kind, limit)?,
            None => Vec::new(),
        };
        if words.len() > 1 && kind.is_none_or(|kind| kind == Kind::Question) {
            for number in self.of_askers(words)? {
                let Some(id) = self.question_of_number(number)? else { continue };
                if hits.iter().all(|hit| (hit.kind, hit.id) != (Kind::Question, id))
                    && let Some(mut hit) = self.hit(Kind::Question, id)?
                {
                    hit.score += score(&hit, words, 2);
                    hits.push(hit);
                }
            }
        }
        Ok(hits)
    }

    /// What is no contact and has all words but one; where nothing has, one of them.
    fn most_words(&self, words: &[Word], kind: Option<Kind>, limit: usize) -> Result<Vec<Hit>, StoreError> {
        let ways: Vec<String> = words.iter().filter_map(|word| word.matching(false, false)).collect();
        let but_one = (0..ways.len()).map(|left_out| {
            let others = ways.iter().enumerate().filter(|(place, _)| *place != left_out || ways.len() < words.len());
            format!("({})", others.map(|(_, way)| way.as_str()).collect::<Vec<_>>().join(" AND "))
        });
        let but_one: Vec<String> = but_one.filter(|way| way.len() > 2).collect();
        for matching in [but_one.join(" OR "), ways.join(" OR ")] {
            let mut hits =
                if matching.is_empty() { Vec::new() } else { self.read_hits(&matching, words, kind, limit)? };
            if !hits.is_empty() {
                hits.iter_mut().for_each(|hit| hit.fits = false);
                return Ok(hits);
            }
        }
        Ok(Vec::new())
    }

    fn read_hits(
        &self,
        matching: &str,
        words: &[Word],
        kind: Option<Kind>,
        limit: usize,
    ) -> Result<Vec<Hit>, StoreError> {
        let mut hits = Vec::new();
        for (place, key) in self.candidates(matching, kind.and_then(place_of), limit)? {
            let Some(&kind) = usize::try_from(place - 1).ok().and_then(|place| Kind::FOUND.get(place)) else {
                continue;
            };
            let id = if kind == Kind::Question { self.question_of_number(key)? } else { Some(Id(key)) };
            if let Some(id) = id
                && let Some(mut hit) = self.hit(kind, id)?
            {
                if words.iter().any(|word| word.is_split() && !word.stands_in(&[&hit.label, &hit.line, &hit.text])) {
                    continue;
                }
                hit.score += score(&hit, words, place);
                hits.push(hit);
            }
        }
        Ok(hits)
    }

    /// The places and keys of matching records, at most so many of each kind, questions newest first; of one place
    /// where one is given.
    fn candidates(&self, matching: &str, alone: Option<i64>, limit: usize) -> Result<Vec<(i64, i64)>, StoreError> {
        let sql = "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC";
        let mut statement = self.connection.prepare_cached(sql)?;
        // Contacts are looked for in an order of their own.
        let lowest = places(alone.unwrap_or(2)).0;
        let last = Kind::FOUND.last().and_then(|&last| place_of(last)).unwrap_or(1);
        let mut highest = places(alone.unwrap_or(last)).1;
        let mut found = Vec::new();
        let (mut at, mut seen, mut wanted) = (0, 0, 0);
        let question = place_of(Kind::Question).unwrap_or_default();
        let passed = PASSED * (matching.matches('"').count() / 2).max(5);
        'asked: loop {
            let mut rows = statement.query(params![matching, lowest, highest])?;
            while let Some(row) = rows.next()? {
                let row: i64 = row.get(0)?;
                let place = row >> ID_BITS;
                if place != at {
                    (at, seen) = (place, 0);
                    wanted = match alone {
                        Some(_) => limit.max(CANDIDATES),
                        None if place == question => CANDIDATES,
                        None => FEW,
                    };
                }
                seen += 1;
                if seen <= wanted {
                    found.push((place, row & ID_MASK));
                } else if seen > wanted + passed {
                    highest = places(place).0 - 1;
                    continue 'asked;
                }
            }
            // Of equal hits those of the kind that people look for most come first.
            found.sort_by_key(|(place, _)| *place);
            return Ok(found);
        }
    }

    fn hit(&self, kind: Kind, id: Id) -> Result<Option<Hit>, StoreError> {
        let Description { state, line, text, mail } = description(kind);
        let answered = if kind == Kind::Question { ANSWERED } else { "0" };
        let sql = format!(
            "SELECT {}, {line}, {text}, {mail}, {state}, {answered} FROM {} t0 WHERE t0.id = ?1 AND t0.removed IS NULL",
            label(kind, "t0", 0),
            kind.code()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([id.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let text = |place| row.get::<_, Option<String>>(place).map(Option::unwrap_or_default);
        let (label, line, body) = (text(0)?, text(1)?, text(2)?);
        Ok(Some(Hit {
            kind,
            id,
            label,
            line,
            text: body,
            mail: row.get(3)?,
            state: row.get(4)?,
            phone: None,
            speaker: false,
            left: false,
            visited: None,
            fits: true,
            score: if row.get(5)? { ANSWERED_WORTH } else { 0 },
        }))
    }
}

/// A question's number, where that is all that was typed.
fn single_number(words: &[String]) -> Option<i64> {
    match words {
        [one] => one.parse().ok(),
        _ => None,
    }
}

/// What a hit shows besides its name, as SQL.
struct Description {
    state: &'static str,
    line: &'static str,
    text: &'static str,
    mail: &'static str,
}

const fn description(kind: Kind) -> Description {
    const GROUP: &str = "(SELECT name FROM working_group g WHERE g.id = t0.working_group)";
    let (state, line, text) = match kind {
        Kind::Question => ("t0.state", GROUP, "concat_ws(' ', t0.text, t0.explanation)"),
        Kind::Answer => ("NULL", "(SELECT number || ' ' || title FROM question q WHERE q.id = t0.question)", "t0.text"),
        Kind::Project => ("t0.state", GROUP, "t0.description"),
        Kind::Group => ("t0.state", "t0.short_name", "t0.purpose"),
        Kind::Meeting => ("t0.state", "t0.place", "concat_ws(' · ', t0.focus, t0.note)"),
        Kind::Institution => ("NULL", "t0.short_name", "concat_ws(' · ', t0.region, t0.note)"),
        Kind::Outcome => ("NULL", "t0.responsible", "t0.text"),
        Kind::Application => ("t0.state", "t0.reference", "t0.note"),
        Kind::Programme => ("NULL", "t0.short_name", "t0.description"),
        Kind::List => ("t0.state", "NULL", "t0.note"),
        Kind::Person => {
            ("NULL", "(SELECT concat_ws(' · ', m.name, t0.phone) FROM member m WHERE m.id = t0.member)", "t0.note")
        }
        _ => ("NULL", "NULL", "NULL"),
    };
    let mail = match kind {
        Kind::Institution | Kind::Person => "t0.mail",
        _ => "NULL",
    };
    Description { state, line, text, mail }
}

/// How well a hit fits: words in the name before words in the text, whole words before parts.
fn score(hit: &Hit, words: &[Word], place: i64) -> u32 {
    const LABEL: u32 = 60;
    const LINE: u32 = 30;
    const TEXT: u32 = 24;
    const AGAIN: u32 = 10;
    let texts = [(LABEL, &hit.label), (LINE, &hit.line), (TEXT, &hit.text)];
    let texts = texts.map(|(worth, text)| (worth, fold::words(text).collect::<Vec<_>>()));
    let worth = |word: &Word| {
        let values = texts.iter().filter_map(|(worth, text)| Some(worth * word.fit(text)?.percent() / 100));
        let (best, all) = values.fold((0, 0), |(best, all), value| (best.max(value), all + value));
        best + (all - best) * AGAIN / 100
    };
    let words = words.iter().map(worth).sum::<u32>() / u32::try_from(words.len().max(1)).unwrap_or(1);
    // Whom one can ask comes before what was asked, and that before everything else.
    let wanted = match hit.kind {
        Kind::Person => 30,
        Kind::Question => 20,
        _ => 0,
    };
    // Staff stand in the index behind the others, but are asked for as contacts are.
    let kind = if hit.kind == Kind::Person { 1 } else { u32::try_from(place).unwrap_or(0) };
    100 + wanted + words - kind.min(100)
}

/// Contacts and all else in one list: the best contacts, then both by how well they fit; who left at the end.
fn in_order(mut contacts: Vec<Hit>, others: Vec<Hit>) -> Vec<Hit> {
    // Of equal contacts, who was met later, and then always in the same order.
    contacts.sort_by(|a, b| {
        let key = |hit: &Hit| (hit.left, Reverse((hit.fits, hit.score)), Reverse(hit.visited.clone()));
        key(a).cmp(&key(b)).then_with(|| a.label.cmp(&b.label)).then(a.id.cmp(&b.id))
    });
    let first = contacts.iter().take(FIRST).take_while(|hit| !hit.left).count();
    let by_number = others.iter().position(|hit| hit.score == u32::MAX);
    let mut rest = contacts.split_off(first);
    rest.extend(others);
    rest.sort_by_key(|hit| (hit.left, Reverse(hit.score)));
    if by_number.is_some() && !rest.is_empty() {
        // Who types a number means the question of that number.
        let question = rest.remove(0);
        contacts.insert(0, question);
    }
    contacts.extend(rest);
    contacts
}

/// About a line of a text, from where the first of the words stands in it.
fn excerpt(text: &str, words: &[String]) -> String {
    const BEFORE: usize = 30;
    const LENGTH: usize = 160;
    let first = fold::marks(text, words).first().map_or(0, |mark| mark.start);
    let skipped = text[..first].chars().count().saturating_sub(BEFORE);
    let cut: String = text.chars().skip(skipped).take(LENGTH).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if skipped > 0 { format!("… {}", cut.trim()) } else { cut.trim().to_owned() }
}
