//! What hangs on contacts, posts and institutions, for their cards.

use chrono::NaiveDate;
use rusqlite::{Row, params};

use super::record::{label, linked_name};
use super::{Store, StoreError};
use crate::domain::fact::{Fact, Hanging, Tenured};
use crate::domain::post::{HeldPost, goes_on};
use crate::domain::{Field, Id, InvitationState, Kind, Record};

/// Tenures that a card says at its head: more are among its sections.
const TENURES: usize = 20;

/// Institutions above another one that are followed: no tree of offices is deeper.
const ABOVE: usize = 8;

impl Store {
    /// What is to be known of a record beyond its fields; nothing for kinds on which nothing of the sort hangs.
    pub fn facts(&self, kind: Kind, id: Id, today: NaiveDate) -> Result<Vec<Fact>, StoreError> {
        match kind {
            Kind::Contact => self.facts_of_contact(id, today),
            Kind::Post => self.facts_of_post(id, today),
            Kind::Institution => self.facts_of_institution(id),
            Kind::Question => {
                let mut facts = self.facts_of_question(id, today)?;
                facts.extend(self.woken(id, today)?);
                facts.extend(self.asked_too(id)?);
                Ok(facts)
            }
            _ => Ok(Vec::new()),
        }
    }

    /// The posts that a contact holds on a day, or will hold.
    pub fn posts_held(&self, contact: Id, today: NaiveDate) -> Result<Vec<Tenured>, StoreError> {
        Ok(self.tenures(contact, Kind::Contact)?.into_iter().filter(|tenured| is_running(tenured, today)).collect())
    }

    /// The posts that a contact holds, each with its name and its topics.
    pub fn posts_to_choose(&self, contact: Id, today: NaiveDate) -> Result<Vec<HeldPost>, StoreError> {
        let held = self.posts_held(contact, today)?.into_iter();
        let with_topics = held.map(|post| {
            let topics = self.record(Kind::Post, post.id)?.map(|record| record.get(Field::Topics).as_links());
            Ok(HeldPost { id: post.id, name: post.name, topics: topics.unwrap_or_default() })
        });
        with_topics.collect()
    }

    fn facts_of_contact(&self, id: Id, today: NaiveDate) -> Result<Vec<Fact>, StoreError> {
        let mut facts: Vec<Fact> = self.reason_for_privacy(id, today)?.map(Fact::Due).into_iter().collect();
        let (now, before): (Vec<_>, Vec<_>) =
            self.tenures(id, Kind::Contact)?.into_iter().partition(|tenured| is_running(tenured, today));
        for tenured in now {
            let hanging = self.hanging(tenured.id)?;
            facts.push(Fact::Holds(tenured, hanging));
        }
        facts.extend(before.into_iter().map(Fact::Held));
        facts.extend(self.last_asked(id)?);
        facts.extend(self.last_heard(id)?);
        Ok(facts)
    }

    fn facts_of_post(&self, id: Id, today: NaiveDate) -> Result<Vec<Fact>, StoreError> {
        let tenures = self.tenures(id, Kind::Post)?;
        let last = tenures.iter().filter_map(|tenured| tenured.until).max();
        let mut facts: Vec<Fact> =
            tenures.into_iter().filter(|tenured| is_running(tenured, today)).map(Fact::Holder).collect();
        if facts.is_empty() {
            facts.push(Fact::Vacant(last));
        }
        facts.push(Fact::Hangs(self.hanging(id)?));
        Ok(facts)
    }

    fn facts_of_institution(&self, id: Id) -> Result<Vec<Fact>, StoreError> {
        let name = linked_name(Kind::Institution, "t0.successor", 1, label);
        let sql = format!(
            "SELECT t0.successor, {name}, t0.renamed FROM institution t0 WHERE t0.id = ?1 AND t0.successor IS NOT NULL"
        );
        let named = |row: &Row<'_>| Ok((Id(row.get(0)?), text(row, 1)?, day(row, 2)?));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let gone = statement.query_map([id.0], named)?;
        let gone = gone.map(|row| row.map(|(id, name, day)| Fact::GoneInto(id, name, day)));
        let mut facts = gone.collect::<Result<Vec<_>, _>>()?;
        let sql = "SELECT id, name, renamed FROM institution WHERE successor = ?1 AND removed IS NULL ORDER BY name";
        let mut statement = self.connection.prepare_cached(sql)?;
        let taken = statement.query_map([id.0], named)?;
        for row in taken {
            let (id, name, day) = row?;
            facts.push(Fact::TookIn(id, name, day));
        }
        // The nearest one stands among the fields.
        for id in self.above(id)?.into_iter().skip(1) {
            facts.push(Fact::Above(id, self.label(Kind::Institution, id)?.unwrap_or_default()));
        }
        Ok(facts)
    }

    /// The institutions above one, the nearest first.
    pub(super) fn above(&self, id: Id) -> Result<Vec<Id>, StoreError> {
        let sql = "SELECT parent FROM institution WHERE id = ?1 AND parent IS NOT NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut above: Vec<Id> = Vec::new();
        let mut at = id;
        while above.len() < ABOVE {
            let mut rows = statement.query([at.0])?;
            let Some(row) = rows.next()? else { break };
            at = Id(row.get(0)?);
            if at == id || above.contains(&at) {
                break;
            }
            above.push(at);
        }
        Ok(above)
    }

    /// The tenures of a post or of a contact, the latest first, each with the other side.
    fn tenures(&self, id: Id, of: Kind) -> Result<Vec<Tenured>, StoreError> {
        let (own, other) = if of == Kind::Post { ("post", Kind::Contact) } else { ("contact", Kind::Post) };
        let column = format!("t0.{}", other.code());
        // The institution of a post in short: it stands on the card of the contact too.
        let name = match other {
            Kind::Post => "(SELECT concat_ws(', ', p.name, coalesce(i.short_name, i.name)) FROM post p
                LEFT JOIN institution i ON i.id = p.institution WHERE p.id = t0.post)"
                .to_owned(),
            other => linked_name(other, &column, 1, label),
        };
        let sql = format!(
            "SELECT {column}, {name}, t0.since, t0.until FROM tenure t0 WHERE t0.{own} = ?1 AND t0.removed IS NULL
             ORDER BY coalesce(t0.until, '9999') DESC, t0.since DESC, t0.id LIMIT {TENURES}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([id.0], |row| {
            Ok(Tenured { id: Id(row.get(0)?), name: text(row, 1)?, since: day(row, 2)?, until: day(row, 3)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn hanging(&self, post: Id) -> Result<Hanging, StoreError> {
        let count = |sql: &str| -> Result<usize, StoreError> {
            let count: i64 = self.connection.prepare_cached(sql)?.query_row([post.0], |row| row.get(0))?;
            Ok(usize::try_from(count).unwrap_or(0))
        };
        let sql =
            "SELECT topic, (SELECT name FROM topic t WHERE t.id = topic) FROM post_topic WHERE post = ?1 ORDER BY 2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let topics = statement.query_map([post.0], |row| Ok((Id(row.get(0)?), text(row, 1)?)))?;
        Ok(Hanging {
            questions: count(
                "SELECT count(*) FROM question WHERE post = ?1 AND removed IS NULL
                 AND state IN ('inbox', 'assigned', 'asked')",
            )?,
            invitations: count(
                "SELECT count(*) FROM invitation WHERE post = ?1 AND removed IS NULL AND state = 'asked'",
            )?,
            topics: topics.collect::<Result<_, _>>()?,
        })
    }

    fn last_asked(&self, contact: Id) -> Result<Option<Fact>, StoreError> {
        let meeting = linked_name(Kind::Meeting, "t0.meeting", 1, label);
        let person = linked_name(Kind::Person, "t0.invited_by", 1, label);
        let sql = format!(
            "SELECT t0.id, t0.asked_on, {meeting}, t0.state, {person} FROM invitation t0
             WHERE t0.contact = ?1 AND t0.removed IS NULL ORDER BY t0.asked_on DESC, t0.id DESC LIMIT 1"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![contact.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(Fact::Asked {
            invitation: Id(row.get(0)?),
            on: day(row, 1)?,
            meeting: row.get(2)?,
            state: state(&text(row, 3)?),
            by: row.get(4)?,
        }))
    }

    fn last_heard(&self, contact: Id) -> Result<Option<Fact>, StoreError> {
        let sql = "SELECT id, title, given, feedback FROM talk WHERE contact = ?1 AND removed IS NULL
                   ORDER BY given DESC, id DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([contact.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(Fact::Heard { talk: Id(row.get(0)?), title: text(row, 1)?, on: day(row, 2)?, feedback: row.get(3)? }))
    }
}

fn is_running(tenured: &Tenured, today: NaiveDate) -> bool {
    tenured.until.is_none_or(|until| goes_on(&Record::new(Kind::Tenure, Id(0)).with(Field::Until, until), today))
}

/// The answer of an invitation.
pub(super) fn state(code: &str) -> InvitationState {
    InvitationState::from_code(code).unwrap_or(InvitationState::Asked)
}

pub(super) fn text(row: &Row<'_>, place: usize) -> rusqlite::Result<String> {
    Ok(row.get::<_, Option<String>>(place)?.unwrap_or_default())
}

/// A column as a day; what is none is unknown.
pub(super) fn day(row: &Row<'_>, place: usize) -> rusqlite::Result<Option<NaiveDate>> {
    let text: Option<String> = row.get(place)?;
    Ok(text.and_then(|text| text.get(..10)?.parse().ok()))
}
