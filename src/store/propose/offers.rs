//! What a question can be given to, with what each says of itself.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::OptionalExtension;

use super::super::find::place_of;
use super::super::likeness::Ways;
use super::super::record::label;
use super::ASIDE;
use crate::domain::propose::{Offer, Sack, Silent};
use crate::domain::{Id, Kind};
use crate::store::{Store, StoreError};

/// Topics, groups and open lists that are looked at; an alliance has some dozens.
const TOPICS: usize = 200;
const GROUPS: usize = 60;
const LISTS: usize = 40;

/// Contacts and posts that are looked at: all where there are no more, else those whose words the question has.
const CONTACTS: usize = 120;

impl Store {
    pub(super) fn offered_topics(&self, silent: &Silent) -> Result<Vec<Offer>, StoreError> {
        let sql = format!(
            "SELECT id, name, concat_ws(char(10), name, short_name, synonyms), note FROM topic WHERE removed IS NULL
             ORDER BY id LIMIT {TOPICS}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let offers = statement.query_map([], |row| {
            let mut words = Sack::default();
            words.add(&row.get::<_, String>(2)?, 1.0, silent);
            words.add(&row.get::<_, Option<String>>(3)?.unwrap_or_default(), ASIDE, silent);
            Ok(offer(Kind::Topic, Id(row.get(0)?), row.get(1)?, words))
        })?;
        Ok(offers.collect::<Result<_, _>>()?)
    }

    pub(super) fn offered_groups(&self, topics: &[Offer], silent: &Silent) -> Result<Vec<Offer>, StoreError> {
        let sql = format!(
            "SELECT id, name, concat_ws(char(10), name, short_name, purpose), note FROM working_group
             WHERE removed IS NULL AND state = 'active' ORDER BY id LIMIT {GROUPS}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut offers = Vec::new();
        while let Some(row) = rows.next()? {
            let mut words = Sack::default();
            words.add(&row.get::<_, String>(2)?, 1.0, silent);
            words.add(&row.get::<_, Option<String>>(3)?.unwrap_or_default(), ASIDE, silent);
            let mut group = offer(Kind::Group, Id(row.get(0)?), row.get(1)?, words);
            group.topics = self.linked("working_group_topic", "working_group", group.id)?;
            for topic in topics.iter().filter(|topic| group.topics.contains(&topic.id)) {
                group.words.add_all(&topic.words, 1.0);
            }
            offers.push(group);
        }
        Ok(offers)
    }

    /// The lists that are not sent yet, with whom they are for; of a list for a meeting, its guests.
    pub(super) fn offered_lists(&self) -> Result<Vec<Offer>, StoreError> {
        let sql = format!(
            "SELECT id, title, contact, institution, meeting FROM question_list
             WHERE removed IS NULL AND state = 'draft' ORDER BY id DESC LIMIT {LISTS}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut guests = self.connection.prepare_cached("SELECT contact FROM meeting_guest WHERE meeting = ?1")?;
        let mut rows = statement.query([])?;
        let mut offers = Vec::new();
        while let Some(row) = rows.next()? {
            let mut list = offer(Kind::List, Id(row.get(0)?), row.get(1)?, Sack::default());
            for (kind, place) in [(Kind::Contact, 2), (Kind::Institution, 3)] {
                list.whom.extend(row.get::<_, Option<i64>>(place)?.map(|id| (kind, Id(id))));
            }
            if let Some(meeting) = row.get::<_, Option<i64>>(4)? {
                let guests = guests.query_map([meeting], |row| row.get(0).map(Id))?;
                for guest in guests {
                    list.whom.push((Kind::Contact, guest?));
                }
            }
            offers.push(list);
        }
        Ok(offers)
    }

    /// Contacts and posts: those whose words the question has, and those that like questions went to.
    pub(super) fn offered_contacts(
        &self,
        ways: &Ways,
        asked: &BTreeSet<(Kind, Id)>,
        today: NaiveDate,
        silent: &Silent,
    ) -> Result<Vec<Offer>, StoreError> {
        let mut wanted = asked.clone();
        let contacts = self.some(Kind::Contact, "ORDER BY runde_key(last_name), id")?;
        if contacts.len() <= CONTACTS {
            wanted.extend(contacts.into_iter().map(|id| (Kind::Contact, id)));
        } else if let Some(place) = place_of(Kind::Contact) {
            let found = self.sharing(ways, place, CONTACTS)?;
            wanted.extend(found.into_iter().map(|id| (Kind::Contact, Id(id))));
        }
        for post in self.some(Kind::Post, "ORDER BY id")?.into_iter().take(CONTACTS) {
            // Where somebody holds a post, that person is asked.
            if self.holder(post, today)?.is_none() {
                wanted.insert((Kind::Post, post));
            }
        }
        let mut around = Around::default();
        let mut offers = Vec::with_capacity(wanted.len());
        for (kind, id) in wanted {
            offers.extend(self.offered_contact(kind, id, &mut around, silent)?);
        }
        Ok(offers)
    }

    /// Some of a kind: one more than is looked at where there are more.
    fn some(&self, kind: Kind, order: &str) -> Result<Vec<Id>, StoreError> {
        let sql = format!("SELECT id FROM {} WHERE removed IS NULL {order} LIMIT {}", kind.code(), CONTACTS + 1);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let ids = statement.query_map([], |row| row.get(0).map(Id))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    fn offered_contact(
        &self,
        kind: Kind,
        id: Id,
        around: &mut Around,
        silent: &Silent,
    ) -> Result<Option<Offer>, StoreError> {
        let own = match kind {
            Kind::Contact => "concat_ws(char(10), unit, function, keywords, talk_titles, note)",
            _ => "concat_ws(char(10), name, unit, note)",
        };
        let gone = if kind == Kind::Contact { "AND left_post IS NULL" } else { "" };
        let sql = format!(
            "SELECT {}, {own}, institution FROM {} t0 WHERE id = ?1 AND removed IS NULL {gone}",
            label(kind, "t0", 0),
            kind.code()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let read = |row: &rusqlite::Row<'_>| {
            let mut words = Sack::default();
            words.add(&row.get::<_, String>(1)?, 1.0, silent);
            let mut offer = offer(kind, id, row.get(0)?, words);
            offer.institution = row.get::<_, Option<i64>>(2)?.map(Id);
            Ok(offer)
        };
        let Some(mut offer) = statement.query_row([id.0], read).optional()? else { return Ok(None) };
        if let Some(body) = offer.institution {
            let sql = "SELECT concat_ws(' ', name, short_name, former_names) FROM institution WHERE id = ?1";
            offer.words.add_all(self.words_of(&mut around.bodies, sql, body, silent)?, ASIDE);
        }
        let (table, owner) = if kind == Kind::Contact { ("contact_topic", "contact") } else { ("post_topic", "post") };
        offer.topics = self.linked(table, owner, id)?;
        for topic in &offer.topics {
            let sql = "SELECT concat_ws(char(10), name, short_name, synonyms) FROM topic WHERE id = ?1";
            offer.words.add_all(self.words_of(&mut around.topics, sql, *topic, silent)?, ASIDE);
        }
        Ok(Some(offer))
    }

    /// The words of a record to which many contacts belong, read once.
    fn words_of<'known>(
        &self,
        known: &'known mut BTreeMap<Id, Sack>,
        sql: &str,
        id: Id,
        silent: &Silent,
    ) -> Result<&'known Sack, StoreError> {
        Ok(match known.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let text: Option<String> =
                    self.connection.prepare_cached(sql)?.query_row([id.0], |row| row.get(0)).optional()?;
                let mut words = Sack::default();
                words.add(&text.unwrap_or_default(), 1.0, silent);
                unknown.insert(words)
            }
        })
    }
}

/// The words of what many contacts have in common.
#[derive(Default)]
struct Around {
    bodies: BTreeMap<Id, Sack>,
    topics: BTreeMap<Id, Sack>,
}

fn offer(kind: Kind, id: Id, label: String, words: Sack) -> Offer {
    Offer { kind, id, label, words, topics: BTreeSet::new(), whom: Vec::new(), institution: None }
}
