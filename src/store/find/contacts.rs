//! Contacts among what is found: whom one can ask best comes first, also where very many fit.

use std::collections::BTreeSet;

use rusqlite::{Row, params};

use super::words::{Fit, Topic, Word};
use super::{place_of, places};
use crate::domain::{Hit, ID_BITS, Id, Kind, fold};
use crate::store::{Store, StoreError};

/// Contacts looked at for each way to look for them, before the best are chosen.
const LOOKED_AT: i64 = 40;

/// Contacts of which there are enough without those whose notes alone have the words.
const ENOUGH: usize = 12;

/// The bits of a row of `search_contact` that are the contact's id.
const ID: i64 = (1 << ID_BITS) - 1;

/// What a match is worth, by where it stands: names before posts before topics before notes.
mod worth {
    pub(super) const LAST_NAME: u32 = 160;
    pub(super) const FIRST_NAME: u32 = 125;
    pub(super) const BODY: u32 = 92;
    pub(super) const FUNCTION: u32 = 88;
    pub(super) const UNIT: u32 = 80;
    pub(super) const KEYWORDS: u32 = 84;
    pub(super) const TALKS: u32 = 82;
    pub(super) const TOPICS: u32 = 68;
    pub(super) const FORMER: u32 = 60;
    pub(super) const PLACE: u32 = 40;
    pub(super) const NOTE: u32 = 36;
    pub(super) const MAIL: u32 = 30;
    /// One who speaks on what was looked for.
    pub(super) const SPEAKS: u32 = 36;
    /// Who was met last; less for every half-year before.
    pub(super) const MET: u32 = 12;
    /// From which a match says that somebody knows about something.
    pub(super) const ON_TOPIC: u32 = 60;
    /// How much a second place counts in which a word stands, in percent of the match there.
    pub(super) const AGAIN: u32 = 10;
}

/// One contact as it was read.
struct Contact {
    hit: Hit,
    /// The texts that a word may stand in, folded, with what a match there is worth.
    fields: Vec<(u32, Vec<String>)>,
    topics: Vec<Id>,
}

impl Store {
    /// The contacts that fit all words, or, with `any`, most of them; not in order yet.
    pub(super) fn find_contacts(&self, words: &[Word], any: bool, wanted: usize) -> Result<Vec<Hit>, StoreError> {
        let mut ids = BTreeSet::new();
        let ways = |wholly, with_topics| -> Option<String> {
            let ways = words.iter().map(|word| word.matching(wholly, with_topics));
            if any {
                let ways: Vec<String> = ways.flatten().collect();
                return (!ways.is_empty()).then(|| ways.join(" OR "));
            }
            Some(ways.collect::<Option<Vec<_>>>()?.join(" AND "))
        };
        let limit = i64::try_from(wanted).unwrap_or(LOOKED_AT).max(LOOKED_AT);
        let has_standing = self.has_standing()?;
        if has_standing {
            for wholly in [true, false] {
                if let Some(matching) = ways(wholly, true) {
                    self.by_standing(&matching, limit, &mut ids)?;
                }
            }
        }
        // Who is found by a note only stands below all of these.
        if ids.len() < ENOUGH
            && let Some(matching) = ways(false, false)
        {
            self.by_any_word(&matching, limit, &mut ids)?;
        }
        for word in words {
            // The names are in order of their own, so that a frequent word elsewhere does not hide them.
            self.of_name(&word.typed, &mut ids)?;
        }
        let topics = self.topics()?;
        let mut found = Vec::new();
        for id in ids {
            let Some(mut contact) = self.contact(id, has_standing, &topics)? else { continue };
            let Some((score, fits)) = contact.score(words, any) else { continue };
            contact.hit.score = score;
            contact.hit.fits = fits;
            found.push(contact.hit);
        }
        let newest = found.iter().filter_map(|hit| hit.visited.as_deref()).map(half_year).max().unwrap_or(0);
        for hit in &mut found {
            let ago = hit.visited.as_deref().map(|day| newest - half_year(day));
            hit.score += ago.map_or(0, |ago| worth::MET.saturating_sub(ago));
        }
        Ok(found)
    }

    /// Whether the file has the index of contacts in their order; an older one that is only read has none.
    fn has_standing(&self) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM sqlite_schema WHERE name = 'search_contact'";
        Ok(self.connection.prepare_cached(sql)?.exists([])?)
    }

    fn of_name(&self, typed: &str, ids: &mut BTreeSet<Id>) -> Result<(), StoreError> {
        let sql = "SELECT id FROM contact WHERE removed IS NULL AND runde_key(last_name) >= ?1
                   AND runde_key(last_name) < ?1 || char(1114111) ORDER BY runde_key(last_name), id LIMIT ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![typed, LOOKED_AT])?;
        while let Some(row) = rows.next()? {
            ids.insert(Id(row.get(0)?));
        }
        Ok(())
    }

    fn by_standing(&self, matching: &str, limit: i64, ids: &mut BTreeSet<Id>) -> Result<(), StoreError> {
        let sql = "SELECT rowid & ?2 FROM search_contact WHERE search_contact MATCH ?1 ORDER BY rowid DESC LIMIT ?3";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![matching, ID, limit])?;
        while let Some(row) = rows.next()? {
            ids.insert(Id(row.get(0)?));
        }
        Ok(())
    }

    fn by_any_word(&self, matching: &str, limit: i64, ids: &mut BTreeSet<Id>) -> Result<(), StoreError> {
        let sql = "SELECT rowid & ?2 FROM search WHERE search MATCH ?1 AND rowid BETWEEN ?3 AND ?4
                   ORDER BY rowid DESC LIMIT ?5";
        let (low, high) = places(place_of(Kind::Contact).unwrap_or_default());
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![matching, ID, low, high, limit])?;
        while let Some(row) = rows.next()? {
            ids.insert(Id(row.get(0)?));
        }
        Ok(())
    }

    fn contact(&self, id: Id, has_standing: bool, topics: &[Topic]) -> Result<Option<Contact>, StoreError> {
        let sql = if has_standing { CONTACT } else { CONTACT_BEFORE };
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([id.0])?;
        rows.next()?.map(|row| read(id, row, topics)).transpose().map_err(StoreError::from)
    }
}

/// A contact with all that it is found by. The last two: the day of the last visit, whether the person left.
const CONTACT: &str =
    "SELECT last_name, first_name, academic_title, unit, function, mails, phones, keywords, talk_titles, address, note,
        speaker, (SELECT short_name FROM institution WHERE id = contact.institution),
        (SELECT name FROM institution WHERE id = contact.institution),
        (SELECT former_names FROM institution WHERE id = contact.institution),
        (SELECT region FROM institution WHERE id = contact.institution),
        (SELECT group_concat(title, char(10)) FROM talk WHERE talk.contact = contact.id AND removed IS NULL),
        (SELECT group_concat(topic) FROM (
            SELECT topic FROM contact_topic WHERE contact_topic.contact = contact.id UNION
            SELECT topic FROM post_held JOIN post_topic ON post_topic.post = post_held.post
                WHERE post_held.contact = contact.id)),
        (SELECT group_concat(concat_ws(' ', name, unit), char(10)) FROM post_held WHERE post_held.contact = contact.id),
        (SELECT visited FROM search_standing WHERE search_standing.contact = contact.id),
        EXISTS (SELECT 1 FROM contact_left WHERE contact_left.contact = contact.id)
    FROM contact WHERE id = ?1 AND removed IS NULL";

/// The same in a file of the first version, which has no views for the last visit and for who left.
const CONTACT_BEFORE: &str =
    "SELECT last_name, first_name, academic_title, unit, function, mails, phones, keywords, talk_titles, address, note,
        speaker, (SELECT short_name FROM institution WHERE id = contact.institution),
        (SELECT name FROM institution WHERE id = contact.institution),
        (SELECT former_names FROM institution WHERE id = contact.institution),
        (SELECT region FROM institution WHERE id = contact.institution),
        (SELECT group_concat(title, char(10)) FROM talk WHERE talk.contact = contact.id AND removed IS NULL),
        (SELECT group_concat(topic) FROM contact_topic WHERE contact_topic.contact = contact.id),
        NULL, (SELECT max(given) FROM talk WHERE talk.contact = contact.id AND removed IS NULL), left_post = 1
    FROM contact WHERE id = ?1 AND removed IS NULL";

fn read(id: Id, row: &Row<'_>, topics: &[Topic]) -> rusqlite::Result<Contact> {
    let text = |place| row.get::<_, Option<String>>(place).map(Option::unwrap_or_default);
    let (last, first, title, unit, function) = (text(0)?, text(1)?, text(2)?, text(3)?, text(4)?);
    let (mails, phones, keywords, titles, address, note) =
        (text(5)?, text(6)?, text(7)?, text(8)?, text(9)?, text(10)?);
    let (short, body, former, region, talks, posts) =
        (text(12)?, text(13)?, text(14)?, text(15)?, text(16)?, text(18)?);
    let own: Vec<Id> = text(17)?.split(',').filter_map(|id| id.parse().ok().map(Id)).collect();
    let named: Vec<&str> = topics.iter().filter(|topic| own.contains(&topic.id)).map(|topic| &*topic.name).collect();
    let line = |text: &str| text.lines().next().map(str::to_owned).filter(|line| !line.is_empty());
    let parts = |parts: &[&str], between: &str| {
        let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        parts.join(between)
    };
    let shown_body = if short.is_empty() { &body } else { &short };
    let hit = Hit {
        kind: Kind::Contact,
        id,
        label: parts(&[&title, &first, &last], " "),
        line: parts(&[shown_body, &function, &named.join(", ")], " · "),
        text: parts(&[&keywords.replace('\n', ", "), &titles.replace('\n', ", "), &note], " · "),
        state: None,
        mail: line(&mails),
        phone: line(&phones),
        speaker: row.get::<_, Option<i64>>(11)? == Some(1),
        left: row.get::<_, Option<bool>>(20)?.unwrap_or(false),
        visited: row.get(19)?,
        fits: true,
        score: 0,
    };
    let fields = [
        (worth::LAST_NAME, last),
        (worth::FIRST_NAME, first),
        (worth::BODY, parts(&[&short, &body], " ")),
        (worth::FUNCTION, parts(&[&function, &posts], " ")),
        (worth::UNIT, unit),
        (worth::KEYWORDS, keywords),
        (worth::TALKS, parts(&[&titles, &talks], " ")),
        (worth::FORMER, former),
        (worth::PLACE, parts(&[&address, &region], " ")),
        (worth::NOTE, note),
        (worth::MAIL, mails),
    ];
    let fields = fields.map(|(worth, text)| (worth, fold::words(&text).collect()));
    Ok(Contact { hit, fields: fields.into(), topics: own })
}

impl Contact {
    /// How well the contact fits, and whether it fits every word; `None` where it fits too few.
    fn score(&self, words: &[Word], any: bool) -> Option<(u32, bool)> {
        let (mut score, mut missed, mut on_topic) = (0, 0, false);
        for word in words {
            match self.of_word(word) {
                Some((worth, about)) => {
                    score += worth;
                    on_topic |= about;
                }
                None => missed += 1,
            }
        }
        if missed == words.len() || missed > 0 && !any {
            return None;
        }
        score /= u32::try_from(words.len()).unwrap_or(1);
        if self.hit.speaker {
            score += if on_topic { worth::SPEAKS } else { worth::SPEAKS / 4 };
        }
        Some((score + 100, missed == 0))
    }

    /// What the word is worth in this contact, and whether it is about what the person knows.
    fn of_word(&self, word: &Word) -> Option<(u32, bool)> {
        let of_topic = word.topics.iter().filter(|(id, _)| self.topics.contains(id)).map(|(_, fit)| *fit).max();
        let fits = self.fields.iter().map(|(worth, text)| (*worth, word.fit(text)));
        let fits = fits.chain([(worth::TOPICS, of_topic)]);
        let (mut best, mut all, mut about) = (0, 0, false);
        for (worth, fit) in fits.filter_map(|(worth, fit): (u32, Option<Fit>)| Some((worth, fit?))) {
            let value = worth * fit.percent() / 100;
            all += value;
            best = best.max(value);
            about |= (worth::ON_TOPIC..worth::BODY).contains(&worth) && worth != worth::FORMER;
        }
        (best > 0).then_some((best + (all - best) * worth::AGAIN / 100, about))
    }
}

/// The half-year of a day, counted on.
fn half_year(day: &str) -> u32 {
    let year: u32 = day.get(..4).and_then(|year| year.parse().ok()).unwrap_or(0);
    year * 2 + u32::from(day.get(5..7).is_some_and(|month| month > "06"))
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::store::{APPLICATION_ID, MIGRATIONS, functions};

    #[test]
    fn contacts_are_found_in_a_file_of_the_first_version_that_is_only_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.runde");
        let old = Connection::open(&path).unwrap();
        functions::register(&old).unwrap();
        old.execute_batch(MIGRATIONS[0]).unwrap();
        old.execute_batch("INSERT INTO file (only, uuid) VALUES (1, '00000000000000000000000000000007')").unwrap();
        let contact = "INSERT INTO contact (id, last_name, keywords, left_post) VALUES (?1, ?2, 'Abwärme', ?3)";
        old.execute(contact, params![1, "Ahrens", 1]).unwrap();
        old.execute(contact, params![2, "Behrens", None::<i64>]).unwrap();
        old.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        old.pragma_update(None, "user_version", 1).unwrap();
        drop(old);
        let found = |store: &Store| -> Vec<(Id, bool)> {
            let hits = store.find("abwärme", None, 9).unwrap();
            hits.iter().map(|hit| (hit.id, hit.left)).collect()
        };
        let wanted = [(Id(2), false), (Id(1), true)];
        assert_eq!(found(&Store::open(&path, true).unwrap()), wanted);
        // Brought up, it gives the same from the new index.
        let store = Store::open(&path, false).unwrap();
        assert!(store.has_standing().unwrap());
        assert_eq!(found(&store), wanted);
    }
}
