//! What moves when a post changes hands, when an institution goes into another, and on what an invitation hangs.

use chrono::NaiveDate;
use rusqlite::{Params, params};

use super::{Store, StoreError};
use crate::domain::institution::Merging;
use crate::domain::invitation::Invited;
use crate::domain::post::{Holder, Standing, goes_on};
use crate::domain::{Choosable, Field, Id, Kind, Record, Upcoming, Value};

/// Colleagues that are offered as successors.
const COLLEAGUES: usize = 7;

/// Meetings to which somebody can be invited: what lies further ahead is found in the list of meetings.
const COMING: usize = 12;

const OPEN: &str = "removed IS NULL AND state IN ('inbox', 'assigned', 'asked')";

/// Who holds a post, with their tenures of it.
type Held = (Id, Vec<Record>);

impl Store {
    /// The post, or the posts of a contact, as they stand: one for each who holds it, or a single one where it is
    /// vacant. Empty where the contact holds none.
    pub fn standings(&self, kind: Kind, id: Id, today: NaiveDate) -> Result<Vec<Standing>, StoreError> {
        let (column, own) = if kind == Kind::Post { ("post", true) } else { ("contact", false) };
        let tenures = self.records_of(
            Kind::Tenure,
            &format!("SELECT id FROM tenure WHERE {column} = ?1 AND removed IS NULL ORDER BY since DESC, id"),
            [id.0],
        )?;
        let mut seats: Vec<(Id, Option<Held>)> = Vec::new();
        for tenure in tenures.into_iter().filter(|tenure| goes_on(tenure, today)) {
            let Some((post, contact)) = tenure.get(Field::Post).as_link().zip(tenure.get(Field::Contact).as_link())
            else {
                continue;
            };
            let known = seats.iter_mut().find_map(|(of, held)| match held {
                Some((by, tenures)) if (*of, *by) == (post, contact) => Some(tenures),
                _ => None,
            });
            match known {
                Some(tenures) => tenures.push(tenure),
                None => seats.push((post, Some((contact, vec![tenure])))),
            }
        }
        if own && seats.is_empty() {
            seats.push((id, None));
        }
        let standings = seats.into_iter().map(|(post, held)| self.standing(post, held, today));
        Ok(standings.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    fn standing(&self, post: Id, held: Option<Held>, today: NaiveDate) -> Result<Option<Standing>, StoreError> {
        let Some(record) = self.record(Kind::Post, post)?.filter(|record| !record.is_removed()) else {
            return Ok(None);
        };
        let holder = match held {
            Some((contact, tenures)) => self.record(Kind::Contact, contact)?.map(|contact| (contact, tenures)),
            None => None,
        };
        let holder = match holder {
            Some((contact, tenures)) => Some(Holder {
                name: self.label(Kind::Contact, contact.id)?.unwrap_or_default(),
                is_alone: self.posts_held(contact.id, today)?.iter().all(|held| held.id == post),
                contact,
                tenures,
            }),
            None => None,
        };
        let institution = record.get(Field::Institution).as_link().unwrap_or_default();
        // Nobody has the id 0: what waits for a vacant post has no holder to be told from others.
        let by = holder.as_ref().map_or(Id(0), |holder| holder.contact.id);
        let (is_alone, is_held) = (holder.as_ref().is_some_and(|holder| holder.is_alone), holder.is_some());
        let questions = self.records_of(
            Kind::Question,
            &format!(
                "SELECT id FROM question WHERE post = ?1 AND {OPEN} AND (?3 = 0 OR contact IS NULL OR contact = ?2)
                 UNION SELECT id FROM question WHERE contact = ?2 AND {OPEN} AND post IS NULL AND ?4 ORDER BY id"
            ),
            params![post.0, by.0, is_held, is_alone],
        )?;
        let lists = self.records_of(
            Kind::List,
            "SELECT id FROM question_list WHERE contact = ?1 AND state = 'draft' AND removed IS NULL
             AND (?2 OR institution = ?3) ORDER BY id",
            params![by.0, is_alone, institution.0],
        )?;
        let coming = "EXISTS (SELECT 1 FROM meeting m WHERE m.id = meeting AND m.removed IS NULL
            AND m.state IN ('planned', 'invited') AND m.starts >= ?5)";
        let waits = format!("removed IS NULL AND (state = 'asked' OR state = 'accepted' AND {coming})");
        let invitations = self.records_of(
            Kind::Invitation,
            &format!(
                "SELECT id FROM invitation WHERE post = ?1 AND {waits} AND (?3 = 0 OR contact = ?2)
                 UNION SELECT id FROM invitation WHERE contact = ?2 AND {waits} AND post IS NULL AND ?4 ORDER BY id"
            ),
            params![post.0, by.0, is_held, is_alone, today.to_string()],
        )?;
        let mut meetings = self.records_of(
            Kind::Meeting,
            "SELECT id FROM meeting WHERE id IN (SELECT meeting FROM meeting_guest WHERE contact = ?1)
             AND removed IS NULL AND state IN ('planned', 'invited') AND starts >= ?2 ORDER BY starts, id",
            params![by.0, today.to_string()],
        )?;
        if !is_alone {
            let invited_to: Vec<&Value> = invitations.iter().map(|invitation| invitation.get(Field::Meeting)).collect();
            meetings.retain(|meeting| invited_to.contains(&&Value::from(meeting.id)));
        }
        let count = |sql: &str| -> Result<usize, StoreError> {
            let count: i64 = self.connection.prepare_cached(sql)?.query_row([by.0], |row| row.get(0))?;
            Ok(usize::try_from(count).unwrap_or(0))
        };
        let stays = (
            count(
                "SELECT count(*) FROM question WHERE contact = ?1 AND removed IS NULL AND state IN ('answered', 'closed')",
            )?,
            count("SELECT count(*) FROM talk WHERE contact = ?1 AND removed IS NULL")?,
        );
        Ok(Some(Standing {
            name: record.text(Field::Name).to_owned(),
            institution: self.label(Kind::Institution, institution)?.unwrap_or_default(),
            colleagues: self.colleagues(institution, record.text(Field::Unit), by)?,
            topics: self.names(Kind::Topic, &record.get(Field::Topics).as_links().into_iter().collect::<Vec<_>>())?,
            post: record,
            holder,
            questions,
            lists,
            invitations,
            meetings,
            stays,
        }))
    }

    /// Others at an institution, those of the same unit first.
    fn colleagues(&self, institution: Id, unit: &str, not: Id) -> Result<Vec<Choosable>, StoreError> {
        let sql = format!(
            "SELECT id, concat_ws(' ', academic_title, first_name, last_name), concat_ws(' · ', function, unit)
             FROM contact WHERE institution = ?1 AND removed IS NULL AND left_post IS NULL AND id <> ?2
             ORDER BY unit IS NOT ?3, runde_key(last_name), id LIMIT {COLLEAGUES}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![institution.0, not.0, unit], |row| {
            Ok(Choosable { id: Id(row.get(0)?), short: None, label: row.get(1)?, other: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// An invitation with what its answer depends on; `None` where there is none of this id.
    pub fn invited(&self, id: Id) -> Result<Option<Invited>, StoreError> {
        let Some(invitation) = self.record(Kind::Invitation, id)?.filter(|record| !record.is_removed()) else {
            return Ok(None);
        };
        let contact = invitation.get(Field::Contact).as_link().unwrap_or_default();
        let meeting = match invitation.get(Field::Meeting).as_link() {
            Some(id) => self.record(Kind::Meeting, id)?,
            None => None,
        };
        let meeting = match meeting {
            Some(meeting) => {
                let name = self.label(Kind::Meeting, meeting.id)?.unwrap_or_default();
                Some((meeting, name))
            }
            None => None,
        };
        let of_meeting = meeting.as_ref().map_or(Id(0), |(meeting, _)| meeting.id);
        let sql = "SELECT 1 FROM talk WHERE contact = ?1 AND meeting = ?2 AND removed IS NULL";
        let titles = self.record(Kind::Contact, contact)?;
        let titles = titles.iter().flat_map(|contact| contact.text(Field::TalkTitles).lines());
        Ok(Some(Invited {
            contact: self.label(Kind::Contact, contact)?.unwrap_or_default(),
            titles: titles.map(str::to_owned).collect(),
            has_talk: self.connection.prepare_cached(sql)?.exists([contact.0, of_meeting.0])?,
            invitation,
            meeting,
        }))
    }

    /// The next meetings, the nearest first.
    pub fn meetings_to_come(&self, today: NaiveDate) -> Result<Vec<Upcoming>, StoreError> {
        let sql = format!(
            "SELECT id, starts, title FROM meeting WHERE removed IS NULL AND state IN ('planned', 'invited')
             AND starts >= ?1 ORDER BY starts, id LIMIT {COMING}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([today.to_string()], |row| {
            Ok(Upcoming { kind: Kind::Meeting, id: Id(row.get(0)?), day: row.get(1)?, label: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Two institutions, and what moves when the first goes into the second; `None` where one of them is gone.
    pub fn merging(&self, from: Id, into: Id) -> Result<Option<Merging>, StoreError> {
        let read = |id| Ok::<_, StoreError>(self.record(Kind::Institution, id)?.filter(|record| !record.is_removed()));
        let Some((ends, goes_on)) = read(from)?.zip(read(into)?) else { return Ok(None) };
        let mut moving = Vec::new();
        for (kind, field) in [
            (Kind::Contact, Field::Institution),
            (Kind::Post, Field::Institution),
            (Kind::Question, Field::Institution),
            (Kind::Question, Field::SnoozeInstitution),
            (Kind::List, Field::Institution),
            (Kind::Programme, Field::Funder),
            (Kind::Programme, Field::Body),
            (Kind::Institution, Field::Parent),
        ] {
            let sql = format!("SELECT id FROM {} WHERE {} = ?1 ORDER BY id", kind.code(), field.code());
            let mut statement = self.connection.prepare_cached(&sql)?;
            let ids = statement.query_map([from.0], |row| row.get(0).map(Id))?;
            for id in ids {
                moving.push((Record::new(kind, id?).with(field, from), field));
            }
        }
        let name = |id| Ok::<_, StoreError>(self.label(Kind::Institution, id)?.unwrap_or_default());
        let names = [name(from)?, name(into)?];
        Ok(Some(Merging { from: ends, into: goes_on, names, moving, above: self.above(into)? }))
    }

    fn records_of(&self, kind: Kind, sql: &str, parameters: impl Params) -> Result<Vec<Record>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map(parameters, |row| row.get(0).map(Id))?.collect::<Result<Vec<_>, _>>()?;
        let records = ids.into_iter().map(|id| self.record(kind, id)).filter_map(Result::transpose);
        records.collect()
    }
}
