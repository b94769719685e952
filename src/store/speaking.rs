//! Who may be asked to speak: contacts with the topics of a meeting, and those in whose talks its words stand.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::params;

use super::fact::{day, state, text};
use super::find::{ID_MASK, place_of, places};
use super::record::{label, linked_name};
use super::{Store, StoreError};
use crate::domain::speaking::{Asked, Candidate, Occasion};
use crate::domain::{Field, Format, Id, Kind, Record, fold};

/// Contacts looked at for one topic or one word: among more, the first ones are good enough.
const PER_REASON: usize = 150;

impl Store {
    /// The meeting for which somebody is looked for: the one of this id, else the next one of the alliance, else the
    /// next one at all; with another topic in the place of its own, where one is given. `None` where there is neither
    /// a meeting nor a topic.
    pub fn occasion(
        &self,
        meeting: Option<Id>,
        topic: Option<Id>,
        today: NaiveDate,
    ) -> Result<Option<Occasion>, StoreError> {
        let meeting = match meeting {
            Some(id) => Some(id),
            None => self.next_meeting(today)?,
        };
        let record = match meeting {
            Some(id) => self.record(Kind::Meeting, id)?.filter(|record| !record.is_removed()),
            None => None,
        };
        if record.is_none() && topic.is_none() {
            return Ok(None);
        }
        let mut occasion = match &record {
            Some(record) => self.of_meeting(record)?,
            None => Occasion::default(),
        };
        if let Some(topic) = topic {
            (occasion.topics, occasion.words) = (BTreeSet::from([topic]), Vec::new());
        }
        for id in occasion.topics.clone() {
            let Some(topic) = self.record(Kind::Topic, id)? else { continue };
            occasion.topic_names.push(topic.text(Field::Name).to_owned());
            let names = [Field::Name, Field::ShortName, Field::Synonyms].map(|field| topic.text(field).to_owned());
            occasion.words.extend(names.into_iter().filter(|name| !name.is_empty()));
        }
        Ok(Some(occasion))
    }

    /// The contacts of whom a topic or a word speaks; those who left are not among them.
    pub fn candidates_to_speak(&self, occasion: &Occasion, today: NaiveDate) -> Result<Vec<Candidate>, StoreError> {
        let mut ids = BTreeSet::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT contact FROM contact_topic WHERE topic = ?1
             UNION SELECT t.contact FROM post_topic p JOIN tenure t ON t.post = p.post
                WHERE p.topic = ?1 AND t.removed IS NULL AND (t.until IS NULL OR t.until >= ?3) LIMIT ?2",
        )?;
        let most = i64::try_from(PER_REASON).unwrap_or(i64::MAX);
        for topic in &occasion.topics {
            let found = statement.query_map(params![topic.0, most, today.to_string()], |row| row.get(0).map(Id))?;
            ids.extend(found.collect::<Result<Vec<_>, _>>()?);
        }
        ids.extend(self.contacts_with(&occasion.words)?);
        let candidates = ids.into_iter().map(|id| self.candidate(id, occasion.meeting, today));
        Ok(candidates.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    fn next_meeting(&self, today: NaiveDate) -> Result<Option<Id>, StoreError> {
        let coming = self.meetings_to_come(today)?;
        for upcoming in &coming {
            let is_of_all =
                self.record(Kind::Meeting, upcoming.id)?.is_some_and(|meeting| meeting.get(Field::Group).is_unknown());
            if is_of_all {
                return Ok(Some(upcoming.id));
            }
        }
        Ok(coming.first().map(|upcoming| upcoming.id))
    }

    fn of_meeting(&self, meeting: &Record) -> Result<Occasion, StoreError> {
        let host = match meeting.get(Field::Host).as_link() {
            Some(host) => self.label(Kind::Member, host)?.unwrap_or_default(),
            None => String::new(),
        };
        Ok(Occasion {
            meeting: Some(meeting.id),
            name: self.label(Kind::Meeting, meeting.id)?.unwrap_or_default(),
            day: meeting.text(Field::Starts).get(..10).and_then(|day| day.parse().ok()),
            place: format!("{} {host}", meeting.text(Field::Place)).trim().to_owned(),
            topics: meeting.get(Field::Topics).as_links(),
            topic_names: Vec::new(),
            words: Some(meeting.text(Field::Focus))
                .filter(|focus| !focus.is_empty())
                .map(str::to_owned)
                .into_iter()
                .collect(),
        })
    }

    /// The contacts in whose record one of these words stands.
    fn contacts_with(&self, texts: &[String]) -> Result<Vec<Id>, StoreError> {
        let Some(place) = place_of(Kind::Contact) else { return Ok(Vec::new()) };
        let (low, high) = places(place);
        let words: BTreeSet<String> = texts.iter().flat_map(|text| fold::words(text)).collect();
        let sql = "SELECT rowid & ?4 FROM search WHERE search MATCH ?1 AND rowid BETWEEN ?2 AND ?3 LIMIT ?5";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut found = Vec::new();
        for word in words.iter().filter(|word| word.chars().count() > 3) {
            let Some(matching) = self.match_word(word)? else { continue };
            let most = i64::try_from(PER_REASON).unwrap_or(i64::MAX);
            let ids = statement.query_map(params![matching, low, high, ID_MASK, most], |row| row.get(0).map(Id))?;
            found.extend(ids.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(found)
    }

    /// A contact as one who may speak at a meeting; `None` where they are gone or have left.
    pub fn candidate(&self, id: Id, meeting: Option<Id>, today: NaiveDate) -> Result<Option<Candidate>, StoreError> {
        let Some(contact) = self.record(Kind::Contact, id)? else { return Ok(None) };
        if contact.is_removed() || !contact.get(Field::Left).is_unknown() {
            return Ok(None);
        }
        let some = |field| Some(contact.text(field)).filter(|text| !text.is_empty()).map(str::to_owned);
        let lines = |field| contact.text(field).lines().map(str::to_owned).collect::<Vec<_>>();
        let institution = match contact.get(Field::Institution).as_link() {
            Some(id) => self.record(Kind::Institution, id)?,
            None => None,
        };
        let institution = institution.map(|record| {
            let short = record.text(Field::ShortName);
            if short.is_empty() { record.text(Field::Name).to_owned() } else { short.to_owned() }
        });
        let topics: Vec<Id> = contact.get(Field::Topics).as_links().into_iter().collect();
        let sql = "SELECT DISTINCT p.topic FROM tenure t JOIN post_topic p ON p.post = t.post
                   WHERE t.contact = ?1 AND t.removed IS NULL AND (t.until IS NULL OR t.until >= ?2)
                   ORDER BY 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let of_posts = statement
            .query_map(params![id.0, today.to_string()], |row| row.get(0).map(Id))?
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Some(Candidate {
            id,
            name: self.label(Kind::Contact, id)?.unwrap_or_default(),
            institution,
            function: some(Field::Function),
            topics: self.names(Kind::Topic, &topics)?,
            post_topics: self.names(Kind::Topic, &of_posts)?,
            keywords: lines(Field::Keywords),
            titles: lines(Field::TalkTitles),
            is_speaker: !contact.get(Field::Speaker).is_unknown(),
            format: Format::from_code(contact.text(Field::Format)),
            fee: some(Field::Fee),
            lead_time: some(Field::LeadTime),
            reach: some(Field::Reach),
            mail: lines(Field::Mails).into_iter().next(),
            asked: self.asked_last(id, meeting)?,
            heard: self.heard_last(id)?,
            answer: self.answer_to(id, meeting)?,
        }))
    }

    fn asked_last(&self, contact: Id, not: Option<Id>) -> Result<Option<Asked>, StoreError> {
        let meeting = linked_name(Kind::Meeting, "t0.meeting", 1, label);
        let person = linked_name(Kind::Person, "t0.invited_by", 1, label);
        let sql = format!(
            "SELECT t0.asked_on, {meeting}, t0.state, {person} FROM invitation t0 WHERE t0.contact = ?1
             AND t0.removed IS NULL AND t0.asked_on IS NOT NULL AND t0.meeting IS NOT ?2
             ORDER BY t0.asked_on DESC, t0.id DESC LIMIT 1"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![contact.0, not.map(|id| id.0)])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let Some(on) = day(row, 0)? else { return Ok(None) };
        Ok(Some(Asked { on, meeting: row.get(1)?, state: state(&text(row, 2)?), by: row.get(3)? }))
    }

    fn heard_last(&self, contact: Id) -> Result<Option<NaiveDate>, StoreError> {
        let sql = "SELECT max(given) FROM talk WHERE contact = ?1 AND removed IS NULL";
        Ok(self.connection.prepare_cached(sql)?.query_row([contact.0], |row| day(row, 0))?)
    }

    fn answer_to(
        &self,
        contact: Id,
        meeting: Option<Id>,
    ) -> Result<Option<crate::domain::InvitationState>, StoreError> {
        let Some(meeting) = meeting else { return Ok(None) };
        let sql = "SELECT state FROM invitation WHERE contact = ?1 AND meeting = ?2 AND removed IS NULL
                   ORDER BY asked_on DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([contact.0, meeting.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(state(&text(row, 0)?)))
    }
}
