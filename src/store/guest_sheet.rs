//! The guest sheet: which open questions go to whom, with the names that stand on it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, ToSql};

use super::{Store, StoreError};
use crate::domain::guest_sheet::{GuestSheet, SheetGroup, SheetQuestion, grouped};
use crate::domain::question_list::QuestionList;
use crate::domain::{Field, Id, Kind, ListState, Record, question};

/// Questions on a sheet at most: what is more nobody would lay before a guest.
const MOST: usize = 200;

/// The open questions; `WHERE` goes on from here. The states are written out as the index of open questions has them.
const OPEN: &str = "SELECT q.id FROM question q WHERE q.removed IS NULL AND q.state IN ('inbox', 'assigned', 'asked')";

/// An institution (?1) and those below it.
const BELOW: &str = "WITH RECURSIVE below (id) AS (VALUES (?1) UNION
    SELECT i.id FROM institution i JOIN below ON i.parent = below.id WHERE i.removed IS NULL)
    SELECT id FROM below LIMIT 500";

/// Who is addressed, with the name, and the body.
type Addressed = (Option<(Record, String)>, Option<String>);

/// To whom questions go, and on what.
#[derive(Debug, Default)]
pub(super) struct Asked {
    contacts: BTreeSet<Id>,
    posts: BTreeSet<Id>,
    /// With everybody there.
    institutions: BTreeSet<Id>,
    /// Where somebody belongs: what was given to nobody in particular there is asked of them too.
    bodies: BTreeSet<Id>,
    /// Questions on these that nobody was given yet go along.
    topics: BTreeSet<Id>,
}

impl Asked {
    /// Whether a question was given to them by name, or is on one of their topics: it stands before the others.
    pub(super) fn is_theirs(&self, question: &Record) -> bool {
        let is_among = |field, all: &BTreeSet<Id>| question.get(field).as_link().is_some_and(|id| all.contains(&id));
        is_among(Field::Contact, &self.contacts)
            || is_among(Field::Post, &self.posts)
            || !question.get(Field::Topics).as_links().is_disjoint(&self.topics)
    }
}

impl Store {
    /// The guest sheet for a contact, a post, an institution, a meeting or a list; `None` where there is none, or it
    /// was taken out of the lists.
    pub fn guest_sheet(&self, kind: Kind, id: Id, today: NaiveDate) -> Result<Option<GuestSheet>, StoreError> {
        let Some(record) = self.record(kind, id)?.filter(|record| !record.is_removed()) else { return Ok(None) };
        let mut names = BTreeMap::new();
        let mut groups = Vec::new();
        let mut seen = BTreeSet::new();
        let (guest, body) = self.addressed(&record, today)?;
        let mut listed = 0;
        if kind == Kind::List {
            let list = self.list_in_full(id, &mut names)?;
            groups.extend(list.map(|list| group(list, &mut seen, true)));
        }
        let mut more = false;
        if kind != Kind::List {
            let asked = self.asked(&record, today)?;
            let lists = self.lists_for(&record, guest.as_ref().map(|(guest, _)| guest.id), &asked)?;
            for list in &lists {
                let list = self.list_in_full(*list, &mut names)?;
                groups.extend(list.map(|list| group(list, &mut seen, lists.len() == 1)));
            }
            groups.retain(|group| !group.questions.is_empty());
            if groups.len() > 1 {
                let questions = groups.iter_mut().flat_map(|group| &mut group.questions);
                (1..).zip(questions).for_each(|(place, question)| question.place = place);
            }
            listed = groups.len();
            let mut found = self.open_for(&asked)?;
            found.retain(|id| !seen.contains(id));
            more = found.len() > MOST;
            let mut others = Vec::new();
            for id in found.into_iter().take(MOST) {
                let Some(question) = self.record(Kind::Question, id)? else { continue };
                let name = self.topic_among(&question, &asked.topics)?;
                let (askers, affected) = self.towns(&question, &mut names, true)?;
                others.push((name, SheetQuestion { place: 0, question, askers, affected }));
            }
            let last =
                groups.iter().flat_map(|group: &SheetGroup| &group.questions).map(|question| question.place).max();
            let own = asked.topics.iter().filter_map(|topic| self.label(Kind::Topic, *topic).transpose());
            let own: BTreeSet<String> = own.collect::<Result<_, _>>()?;
            groups.extend(grouped(others, &own, last.unwrap_or(0) + 1));
        }
        // What tells groups apart is not needed over a single one; a topic says something all the same.
        if let [only] = groups.as_mut_slice()
            && (matches!(kind, Kind::List | Kind::Meeting) || listed > 0)
        {
            only.name = None;
        }
        let meeting = match kind {
            Kind::Meeting => Some(record),
            _ => record.get(Field::Meeting).as_link().map(|id| self.record(Kind::Meeting, id)).transpose()?.flatten(),
        };
        let meeting = meeting.map(|meeting| {
            let starts = meeting.get(Field::Starts).as_text().map(str::to_owned);
            (meeting.text(Field::Title).to_owned(), starts)
        });
        let alliance = "SELECT name FROM alliance WHERE removed IS NULL ORDER BY id LIMIT 1";
        let alliance = self.connection.prepare_cached(alliance)?.query_row([], |row| row.get(0)).optional()?;
        let name = self.label(kind, id)?.unwrap_or_default();
        Ok(Some(GuestSheet { of: (kind, id), name, alliance, guest, body, meeting, groups, more }))
    }

    /// The lists of a meeting, the oldest first.
    pub fn lists_of_meeting(&self, meeting: Id) -> Result<Vec<Id>, StoreError> {
        let sql = "SELECT id FROM question_list WHERE meeting = ?1 AND removed IS NULL ORDER BY title, id LIMIT 20";
        self.ids(sql, &[&meeting.0])
    }

    /// The lists for them that are not settled: those of a meeting, then those for the contacts and bodies. What was put
    /// on a list for another meeting is no matter of this one.
    pub(super) fn lists_for(&self, record: &Record, guest: Option<Id>, asked: &Asked) -> Result<Vec<Id>, StoreError> {
        let (mut lists, meeting) = match record.kind {
            Kind::Meeting => (self.lists_of_meeting(record.id)?, Some(record.id.0)),
            _ => (Vec::new(), None),
        };
        let body = match record.kind {
            Kind::Post => record.get(Field::Institution).as_link().map(|id| id.0),
            _ => None,
        };
        let mut take = |whose: &str, id: Id| -> Result<(), StoreError> {
            let sql = format!(
                "SELECT id FROM question_list WHERE {whose} AND state IS NOT 'answered' AND removed IS NULL
                 AND (?2 IS NULL OR meeting IS NULL OR meeting = ?2)
                 AND (?3 IS NULL OR institution IS NULL OR institution = ?3) ORDER BY title, id LIMIT 20"
            );
            let found = self.ids(&sql, &[&id.0, &meeting, &body])?;
            let new: Vec<Id> = found.into_iter().filter(|list| !lists.contains(list)).collect();
            lists.extend(new);
            Ok(())
        };
        for id in asked.contacts.iter().copied().chain(guest.filter(|_| record.kind == Kind::Post)) {
            take("contact = ?1", id)?;
        }
        for id in &asked.institutions {
            take("institution = ?1", *id)?;
            take("contact IN (SELECT id FROM contact WHERE institution = ?1)", *id)?;
        }
        for id in &asked.bodies {
            take("institution = ?1 AND contact IS NULL", *id)?;
        }
        Ok(lists)
    }

    /// The institutions, posts and contacts that somebody or something stands for.
    pub(super) fn asked(&self, record: &Record, today: NaiveDate) -> Result<Asked, StoreError> {
        let mut asked = Asked { topics: record.get(Field::Topics).as_links(), ..Asked::default() };
        match record.kind {
            Kind::Contact => self.add_contact(record, today, &mut asked)?,
            Kind::Post => {
                asked.posts.insert(record.id);
                asked.bodies.extend(record.get(Field::Institution).as_link());
            }
            Kind::Institution => asked.institutions.extend(self.ids(BELOW, &[&record.id.0])?),
            Kind::Meeting => {
                for guest in record.get(Field::Guests).as_links() {
                    if let Some(guest) = self.record(Kind::Contact, guest)? {
                        self.add_contact(&guest, today, &mut asked)?;
                    }
                }
            }
            _ => {}
        }
        Ok(asked)
    }

    fn add_contact(&self, contact: &Record, today: NaiveDate, asked: &mut Asked) -> Result<(), StoreError> {
        asked.contacts.insert(contact.id);
        asked.bodies.extend(contact.get(Field::Institution).as_link());
        asked.topics.extend(contact.get(Field::Topics).as_links());
        for post in self.posts_to_choose(contact.id, today)? {
            asked.posts.insert(post.id);
            asked.topics.extend(post.topics);
        }
        Ok(())
    }

    /// The open questions for them, each once, the oldest first.
    pub(super) fn open_for(&self, asked: &Asked) -> Result<Vec<Id>, StoreError> {
        let mut found = BTreeSet::new();
        let limit = format!("ORDER BY q.number LIMIT {}", MOST + 1);
        let mut take = |sql: &str, id: Id| -> Result<(), StoreError> {
            found.extend(self.ids(&format!("{OPEN} AND {sql} {limit}"), &[&id.0])?);
            Ok(())
        };
        for id in &asked.contacts {
            take("q.contact = ?1", *id)?;
        }
        for id in &asked.posts {
            take("q.post = ?1", *id)?;
        }
        for id in &asked.institutions {
            take("q.institution = ?1", *id)?;
            take("q.contact IN (SELECT id FROM contact WHERE institution = ?1)", *id)?;
            take("q.post IN (SELECT id FROM post WHERE institution = ?1)", *id)?;
        }
        for id in &asked.bodies {
            take("q.institution = ?1 AND q.contact IS NULL AND q.post IS NULL", *id)?;
        }
        for id in asked.institutions.union(&asked.bodies) {
            // It sleeps until somebody from there comes.
            take("q.snooze IS NOT NULL AND q.snooze_institution = ?1", *id)?;
        }
        for id in &asked.topics {
            let nobody = "q.contact IS NULL AND q.post IS NULL AND q.institution IS NULL AND q.snooze IS NULL";
            take(
                &format!(
                    "{nobody} AND EXISTS (SELECT 1 FROM question_topic t WHERE t.question = q.id AND t.topic = ?1)"
                ),
                *id,
            )?;
        }
        Ok(found.into_iter().collect())
    }

    fn ids(&self, sql: &str, parameters: &[&dyn ToSql]) -> Result<Vec<Id>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map(parameters, |row| row.get(0).map(Id))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// The name of a question's topic: one of these, where it has one of them.
    fn topic_among(&self, question: &Record, topics: &BTreeSet<Id>) -> Result<Option<String>, StoreError> {
        let own = question.get(Field::Topics).as_links();
        let first = own.intersection(topics).next().or_else(|| own.first());
        let Some(topic) = first else { return Ok(None) };
        self.label(Kind::Topic, *topic)
    }

    /// Who is addressed, and the body.
    fn addressed(&self, record: &Record, today: NaiveDate) -> Result<Addressed, StoreError> {
        let guest = match record.kind {
            Kind::Contact => Some(record.id),
            Kind::Post => {
                let holders = self.facts(Kind::Post, record.id, today)?;
                holders.into_iter().find_map(|fact| match fact {
                    crate::domain::fact::Fact::Holder(holder) => Some(holder.id),
                    _ => None,
                })
            }
            Kind::List => record.get(Field::Contact).as_link(),
            Kind::Meeting => {
                let guests = record.get(Field::Guests).as_links();
                guests.first().copied().filter(|_| guests.len() == 1)
            }
            _ => None,
        };
        let guest = guest.map(|id| self.record(Kind::Contact, id)).transpose()?.flatten();
        let guest = guest.filter(|guest| !guest.is_removed());
        let institution = match record.kind {
            Kind::Institution => Some(record.id),
            _ => record.get(Field::Institution).as_link(),
        };
        let of_guest = || guest.as_ref().and_then(|guest| guest.get(Field::Institution).as_link());
        let institution = institution.or_else(of_guest);
        let body = institution.map(|id| self.label(Kind::Institution, id)).transpose()?.flatten();
        let guest = match guest {
            Some(guest) => {
                let name = self.label(Kind::Contact, guest.id)?.unwrap_or_default();
                Some((guest, name))
            }
            None => None,
        };
        Ok((guest, body))
    }
}

/// The open questions of a list, in its order; under its own numbers, where they are told from others by that.
fn group(list: QuestionList, seen: &mut BTreeSet<Id>, keeps_numbers: bool) -> SheetGroup {
    let numbers = list.numbers();
    // Nobody knows the numbers of a list before it is sent: until then a sheet counts what stands on it.
    let is_sent = list.state() != ListState::Draft;
    let open =
        list.listed.into_iter().zip(numbers).filter(|(listed, _)| {
            question::is_open(question::state(&listed.question)) && seen.insert(listed.question.id)
        });
    let questions = (1..).zip(open).map(|(place, (listed, number))| SheetQuestion {
        place: match (keeps_numbers, is_sent) {
            (true, true) => number,
            (true, false) => place,
            (false, _) => 0,
        },
        question: listed.question,
        askers: listed.askers,
        affected: listed.affected,
    });
    SheetGroup { name: Some(list.record.text(Field::Title).to_owned()), questions: questions.collect() }
}
