//! What a proposal is made from, read out of the file: questions like the one that is judged and a sample of the
//! others, and everything that it can be given to. As much in a large file as in a small one.

mod offers;

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};

use super::{Store, StoreError};
use crate::domain::post;
use crate::domain::propose::{self, Material, Precedent, Proposal, Sack, Silent, Subject};
use crate::domain::question::{is_open, state};
use crate::domain::{Field, Id, Judged, Kind, Like, Priority, QuestionState, Record, answered_first};

/// Questions like the one that is judged that are read.
const NEAR: usize = 120;

/// Questions of all ages that are read besides: they tell how rare a word is, and what is usual.
const SAMPLE: i64 = 60;

/// What explanation and remark count beside title and text.
const ASIDE: f64 = 0.5;

/// Members whose names are looked at.
const MEMBERS: usize = 200;

impl Store {
    /// What the alliance would decide on a question, and the questions most like it.
    pub fn judge(&self, question: &Record, today: NaiveDate, limit: usize) -> Result<Judged, StoreError> {
        self.at_once(|| {
            let mut proposal = propose::propose(&self.material(question, today)?);
            if let Some(asked) = proposal.contact.proposed().filter(|asked| asked.value.0 == Kind::Contact) {
                let mut topics = question.get(Field::Topics).as_links();
                topics.extend(proposal.topic.proposed().map(|topic| topic.value));
                proposal.post = post::fitting(&self.posts_to_choose(asked.value.1, today)?, &topics);
            }
            let likes = self.likes(&proposal.nearest[..limit.min(proposal.nearest.len())], today)?;
            let kept = match proposal.points_at() {
                Some(kept) => self.record(Kind::Question, kept)?.map(Box::new),
                None => None,
            };
            let settled_by = match state(question) {
                QuestionState::Inbox => None,
                _ => Some(
                    super::history::last_author(&self.connection, Kind::Question, question.id, Field::State, i64::MAX)?
                        .0,
                ),
            };
            Ok(Judged { likes, proposal, kept, settled_by })
        })
    }

    /// What was asked before and is like a question: what has an answer that is still valid first, then the likest.
    pub fn asked_before(&self, question: &Record, today: NaiveDate, limit: usize) -> Result<Vec<Like>, StoreError> {
        let mut likes = self.judge(question, today, limit)?.likes;
        answered_first(&mut likes);
        Ok(likes)
    }

    /// What the alliance would decide on a question.
    pub fn proposal(&self, question: &Record, today: NaiveDate) -> Result<Proposal, StoreError> {
        Ok(self.judge(question, today, 0)?.proposal)
    }

    fn material(&self, question: &Record, today: NaiveDate) -> Result<Material, StoreError> {
        let silent = self.silent()?;
        let text = text(question);
        let ways = self.ways(&text)?;
        let near = self.near(&ways, NEAR + 1)?;
        let mut words = Sack::default();
        for field in [Field::Title, Field::Text] {
            words.add(question.text(field), 1.0, &silent);
        }
        for field in [Field::Explanation, Field::Remark] {
            words.add(question.text(field), ASIDE, &silent);
        }
        let day = |field| question.text(field).parse::<NaiveDate>().ok();
        let due_in = day(Field::Due).zip(day(Field::Received)).map(|(due, came)| (due - came).num_days());
        let priority = Priority::from_code(question.text(Field::Priority));
        let topics = question.get(Field::Topics).as_links();
        let number = question.get(Field::Number).as_number().unwrap_or(i64::MAX);
        let lists = self.offered_lists()?;
        let precedents =
            self.precedents(number, &near, &Around { today, has_lists: !lists.is_empty(), silent: &silent })?;
        let mut material = Material {
            subject: Subject { text, words, topics, priority, due_in },
            topics: self.offered_topics(&silent)?,
            lists,
            ..Material::default()
        };
        material.groups = self.offered_groups(&material.topics, &silent)?;
        let asked: BTreeSet<(Kind, Id)> = precedents.iter().filter_map(|before| before.whom).collect();
        material.contacts = self.offered_contacts(&ways, &asked, today, &silent)?;
        material.precedents = precedents;
        Ok(material)
    }

    /// Words that say nothing, as they name the members.
    fn silent(&self) -> Result<Silent, StoreError> {
        let sql = format!("SELECT concat_ws(' ', name, short_name, spellings) FROM member LIMIT {MEMBERS}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let names = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        Ok(Silent::of(names.iter().map(String::as_str)))
    }

    fn precedents(&self, number: i64, near: &[i64], around: &Around<'_>) -> Result<Vec<Precedent>, StoreError> {
        let last: Option<i64> =
            self.connection.prepare_cached("SELECT max(number) FROM question")?.query_row([], |row| row.get(0))?;
        let step = usize::try_from(last.unwrap_or(0) / SAMPLE).unwrap_or(0).max(1);
        let mut wanted: BTreeSet<i64> = (1..=last.unwrap_or(0)).rev().step_by(step).collect();
        if step == 1 || usize::try_from(last.unwrap_or(0)).is_ok_and(|last| last <= NEAR) {
            wanted = (1..=last.unwrap_or(0)).collect();
        }
        wanted.extend(near);
        wanted.remove(&number);
        let mut reader = Reader { store: self, around, asked: HashMap::new() };
        let mut precedents = Vec::with_capacity(wanted.len());
        for wanted in wanted {
            precedents.extend(reader.precedent(wanted, number)?);
        }
        // What was joined speaks as it was written, but was decided with the question that was kept.
        let kept: HashMap<Id, usize> =
            precedents.iter().enumerate().map(|(place, before)| (before.id, place)).collect();
        for place in 0..precedents.len() {
            let Some(&of) = precedents[place].duplicate_of.and_then(|of| kept.get(&of)) else { continue };
            let of = precedents[of].clone();
            let joined = &mut precedents[place];
            joined.group = joined.group.or(of.group);
            joined.whom = joined.whom.or(of.whom);
            joined.priority = joined.priority.or(of.priority);
            if joined.topics.is_empty() {
                joined.topics = of.topics;
            }
        }
        Ok(precedents)
    }
}

/// Title and texts of a question.
fn text(question: &Record) -> String {
    [Field::Title, Field::Text, Field::Explanation, Field::Remark].map(|field| question.text(field)).join("\n")
}

/// What is the same for all questions that are read.
struct Around<'a> {
    /// The day on which somebody holds a post or has left it.
    today: NaiveDate,
    /// Whether any list is not sent yet.
    has_lists: bool,
    silent: &'a Silent,
}

/// Whom one would ask now instead of a contact, or of a post.
type AskedNow = HashMap<(Option<Id>, Option<Id>), Option<(Kind, Id)>>;

/// Reads questions, and remembers whom one would ask now.
struct Reader<'store> {
    store: &'store Store,
    around: &'store Around<'store>,
    asked: AskedNow,
}

impl Reader<'_> {
    fn precedent(&mut self, wanted: i64, number: i64) -> Result<Option<Precedent>, StoreError> {
        let sql = "SELECT id, title, concat_ws(char(10), title, text), concat_ws(char(10), explanation, remark), state,
                       working_group, contact, post, priority, duplicate_of FROM question
                   WHERE number = ?1 AND removed IS NULL";
        let mut statement = self.store.connection.prepare_cached(sql)?;
        let mut rows = statement.query([wanted])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let link = |place| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(place)?.map(Id));
        let id = Id(row.get(0)?);
        let state = state_of(row)?;
        let group = link(5)?;
        // Declined questions show what others are like, but no one was given them.
        let decided = !matches!(state, QuestionState::Inbox | QuestionState::Declined);
        let mut words = Sack::default();
        words.add(&row.get::<_, String>(2)?, 1.0, self.around.silent);
        words.add(&row.get::<_, String>(3)?, ASIDE, self.around.silent);
        let priority = row.get::<_, Option<String>>(8)?;
        let is_kept = is_open(state) || matches!(state, QuestionState::Answered | QuestionState::Closed);
        Ok(Some(Precedent {
            id,
            number: wanted,
            title: row.get(1)?,
            words,
            topics: self.store.linked("question_topic", "question", id)?,
            group,
            whom: self.whom(link(6)?, link(7)?)?,
            priority: priority.and_then(|code| Priority::from_code(&code)),
            lists: if self.around.has_lists { self.store.lists_of(id)? } else { Vec::new() },
            duplicate_of: link(9)?,
            decided,
            // Of two that wait, the one that was asked first is kept.
            can_be_kept: is_kept && (decided || wanted < number),
        }))
    }

    /// Whom one would ask now: of a post, or of somebody who left it, whoever holds it.
    fn whom(&mut self, contact: Option<Id>, post: Option<Id>) -> Result<Option<(Kind, Id)>, StoreError> {
        if let Some(known) = self.asked.get(&(contact, post)) {
            return Ok(*known);
        }
        let held = match (contact, post) {
            (Some(contact), None) => self.store.post_left(contact, self.around.today)?,
            (_, post) => post,
        };
        let asked = match held {
            Some(held) => Some(
                self.store
                    .holder(held, self.around.today)?
                    .map_or((Kind::Post, held), |holder| (Kind::Contact, holder)),
            ),
            None => contact.map(|contact| (Kind::Contact, contact)),
        };
        self.asked.insert((contact, post), asked);
        Ok(asked)
    }
}

fn state_of(row: &Row<'_>) -> rusqlite::Result<QuestionState> {
    let code: String = row.get(4)?;
    Ok(state(&Record::new(Kind::Question, Id(0)).with(Field::State, code)))
}

impl Store {
    /// The topics that a record is linked to.
    fn linked(&self, table: &str, owner: &str, id: Id) -> Result<BTreeSet<Id>, StoreError> {
        let sql = format!("SELECT topic FROM {table} WHERE {owner} = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let ids = statement.query_map([id.0], |row| row.get(0).map(Id))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// The lists that are not sent yet and on which a question stands.
    fn lists_of(&self, question: Id) -> Result<Vec<Id>, StoreError> {
        let sql = "SELECT l.id FROM list_entry e JOIN question_list l ON l.id = e.question_list
                   WHERE e.question = ?1 AND e.removed IS NULL AND l.state = 'draft' AND l.removed IS NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map([question.0], |row| row.get(0).map(Id))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Who holds a post now.
    fn holder(&self, post: Id, today: NaiveDate) -> Result<Option<Id>, StoreError> {
        let sql = "SELECT t.contact FROM tenure t JOIN contact c ON c.id = t.contact
                   WHERE t.post = ?1 AND t.removed IS NULL AND coalesce(t.until >= ?2, 1) AND coalesce(t.since <= ?2, 1)
                       AND c.removed IS NULL AND c.left_post IS NULL ORDER BY t.since DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(params![post.0, today.to_string()], |row| row.get(0).map(Id)).optional()?)
    }

    /// The post that a contact has left.
    fn post_left(&self, contact: Id, today: NaiveDate) -> Result<Option<Id>, StoreError> {
        let sql = "SELECT t.post FROM tenure t JOIN contact c ON c.id = t.contact
                   WHERE t.contact = ?1 AND t.removed IS NULL AND (t.until < ?2 OR c.left_post = 1)
                   ORDER BY t.until DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(params![contact.0, today.to_string()], |row| row.get(0).map(Id)).optional()?)
    }
}
