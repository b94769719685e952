//! Finding: folded words in the full-text index, parts of compounds and misspelt words in the list of words.

use rusqlite::{Connection, params};

use super::record::label;
use super::{Store, StoreError};
use crate::domain::{Hit, ID_BITS, Id, Kind, fold, spelling};

/// The part of a search row's id that is the record's id, for a question its number.
pub(super) const ID_MASK: i64 = (1 << ID_BITS) - 1;

/// Words of the file that one typed word may stand for: more would slow the search and find nothing better.
const EXPANSIONS: i64 = 32;

/// Words that a misspelt one may stand for.
const MISSPELT: usize = 12;

/// Rows looked at per kind before the best are chosen.
const CANDIDATES: usize = 40;

/// Rows of a kind of which there are enough that are passed over, before the index is asked anew for the next kind:
/// asking costs about as much as so many rows.
const PASSED: usize = 200;

/// Letters from which a typed word is also looked for inside words.
const PART: usize = 4;

/// The place of a kind in the search index.
pub(super) fn place_of(kind: Kind) -> Option<i64> {
    Kind::FOUND.iter().position(|&found| found == kind).and_then(|place| i64::try_from(place + 1).ok())
}

/// The lowest and the highest row of a kind in the search index.
pub(super) const fn places(place: i64) -> (i64, i64) {
    (place << ID_BITS, (place << ID_BITS) | ID_MASK)
}

/// The full-text query for one folded word; `None` where no word of the file is like it.
pub(super) fn match_word(connection: &Connection, word: &str) -> Result<Option<String>, StoreError> {
    if word.chars().count() < PART {
        return Ok(Some(format!("\"{word}\" *")));
    }
    let mut words = parts(connection, word)?;
    if words.is_empty() {
        words = misspelt(connection, word)?;
    }
    let words: Vec<_> = words.iter().map(|word| format!("\"{word}\"")).collect();
    Ok((!words.is_empty()).then(|| format!("({})", words.join(" OR "))))
}

/// The words of the file that contain a part, those that begin with it first, then the short ones.
fn parts(connection: &Connection, part: &str) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT text FROM word WHERE instr(text, ?1) > 0 ORDER BY instr(text, ?1) > 1, length(text) LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let words = statement.query_map(params![part, EXPANSIONS], |row| row.get(0))?;
    Ok(words.collect::<Result<_, _>>()?)
}

/// The words of the file that begin almost like a misspelt one, the likest first.
fn misspelt(connection: &Connection, word: &str) -> Result<Vec<String>, StoreError> {
    let typed: Vec<char> = word.chars().collect();
    let allowed = if typed.len() < 7 { 1 } else { 2 };
    let mut statement = connection.prepare_cached("SELECT text FROM word")?;
    let mut rows = statement.query([])?;
    let mut near = Vec::new();
    while let Some(row) = rows.next()? {
        let text = row.get_ref(0)?.as_str().unwrap_or_default();
        if let Some(distance) = spelling::distance_to_start(&typed, text, allowed) {
            near.push((distance, text.to_owned()));
        }
    }
    near.sort_by_key(|(distance, text)| (*distance, text.len()));
    near.truncate(MISSPELT);
    Ok(near.into_iter().map(|(_, text)| text).collect())
}

impl Store {
    /// What is found for some words, the best first; of one kind where one is given.
    pub fn find(&self, words: &str, kind: Option<Kind>, limit: usize) -> Result<Vec<Hit>, StoreError> {
        let words: Vec<String> = fold::words(words).collect();
        let mut matches = Vec::new();
        for word in &words {
            match match_word(&self.connection, word)? {
                Some(matching) => matches.push(matching),
                None => return Ok(Vec::new()),
            }
        }
        if matches.is_empty() {
            return Ok(Vec::new());
        }
        let mut hits = Vec::new();
        for (place, key) in self.candidates(&matches.join(" AND "), kind.and_then(place_of), limit.max(CANDIDATES))? {
            let Some(&kind) = usize::try_from(place - 1).ok().and_then(|place| Kind::FOUND.get(place)) else {
                continue;
            };
            let id = if kind == Kind::Question { self.question_of_number(key)? } else { Some(Id(key)) };
            if let Some(id) = id
                && let Some(mut hit) = self.hit(kind, id)?
            {
                hit.score = score(&hit, &words, place);
                hit.text = excerpt(&hit.text, &words);
                hits.push(hit);
            }
        }
        if let Some(number) = single_number(&words)
            && kind.is_none_or(|kind| kind == Kind::Question)
            && let Some(id) = self.question_of_number(number)?
            && let Some(mut hit) = self.hit(Kind::Question, id)?
        {
            hits.retain(|other: &Hit| (other.kind, other.id) != (Kind::Question, id));
            hit.score = u32::MAX;
            hits.push(hit);
        }
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
        hits.truncate(limit);
        Ok(hits)
    }

    /// The places and keys of matching records, at most so many of each kind, questions newest first; of one place
    /// where one is given.
    fn candidates(&self, matching: &str, place: Option<i64>, wanted: usize) -> Result<Vec<(i64, i64)>, StoreError> {
        let sql = "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC";
        let mut statement = self.connection.prepare_cached(sql)?;
        let lowest = places(place.unwrap_or(1)).0;
        let last = Kind::FOUND.last().and_then(|&last| place_of(last)).unwrap_or(1);
        let mut highest = places(place.unwrap_or(last)).1;
        let mut found = Vec::new();
        let (mut at, mut seen) = (0, 0);
        'asked: loop {
            let mut rows = statement.query(params![matching, lowest, highest])?;
            while let Some(row) = rows.next()? {
                let row: i64 = row.get(0)?;
                let place = row >> ID_BITS;
                if place != at {
                    (at, seen) = (place, 0);
                }
                seen += 1;
                if seen <= wanted {
                    found.push((place, row & ID_MASK));
                } else if seen > wanted + PASSED {
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
        let sql = format!(
            "SELECT {}, {line}, {text}, {mail}, {state} FROM {} t0 WHERE t0.id = ?1 AND t0.removed IS NULL",
            label(kind, "t0", 0),
            kind.code()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([id.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let text = |place| row.get::<_, Option<String>>(place).map(Option::unwrap_or_default);
        let (label, line, body) = (text(0)?, text(1)?, text(2)?);
        Ok(Some(Hit { kind, id, label, line, text: body, mail: row.get(3)?, state: row.get(4)?, score: 0 }))
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
        Kind::Contact => (
            "NULL",
            "concat_ws(' · ', (SELECT coalesce(short_name, name) FROM institution i WHERE i.id = t0.institution),
                t0.function, (SELECT group_concat(name, ', ') FROM topic JOIN contact_topic ON topic = topic.id
                    WHERE contact_topic.contact = t0.id))",
            "concat_ws(' · ', t0.keywords, t0.talk_titles, t0.note)",
        ),
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
        Kind::Contact => "nullif(substr(t0.mails, 1, instr(t0.mails || char(10), char(10)) - 1), '')",
        Kind::Institution | Kind::Person => "t0.mail",
        _ => "NULL",
    };
    Description { state, line, text, mail }
}

/// How well a hit fits: words in the name before words in the text, whole words before parts, and among
/// equals the kinds that people look for most.
fn score(hit: &Hit, words: &[String], place: i64) -> u32 {
    let label: Vec<String> = fold::words(&hit.label).collect();
    let line: Vec<String> = fold::words(&hit.line).collect();
    let within = |texts: &[String], word: &str| {
        let best = texts.iter().map(|text| match text.find(word) {
            Some(0) if text.len() == word.len() => 3,
            Some(0) => 2,
            Some(_) => 1,
            None => 0,
        });
        best.max().unwrap_or(0)
    };
    // What a contact can speak on stands in its line and is what people look for.
    let line_weight = if hit.kind == Kind::Contact { 30 } else { 12 };
    let words: u32 = words.iter().map(|word| (30 * within(&label, word)).max(line_weight * within(&line, word))).sum();
    // Whom one can ask comes before what was asked, and that before everything else.
    let wanted = match hit.kind {
        Kind::Contact | Kind::Person => 40,
        Kind::Question => 20,
        _ => 0,
    };
    // Staff stand in the index behind the others, but are asked for as contacts are.
    let kind = if hit.kind == Kind::Person { 1 } else { u32::try_from(place).unwrap_or(0) };
    100 + wanted + words - kind.min(100)
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
