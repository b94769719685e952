//! Question hours: what they have to know, and onto which list their open questions go.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, params};

use super::{Store, StoreError};
use crate::domain::question_list::{Hour, Next, QuestionList, Successor};
use crate::domain::{Field, Id, Kind, Record};

/// The drafts for a body (?2, with its contacts; else ?3 alone; else for nobody, at the next meeting ?4), without this
/// list (?1) and those of meetings that are over (?5) or the one that is held now (?6). The one for the next meeting
/// comes first, then those for none, then the nearest.
const DRAFTS: &str = "SELECT l.id, l.title FROM question_list l LEFT JOIN contact c ON c.id = l.contact
    LEFT JOIN meeting m ON m.id = l.meeting
    WHERE l.removed IS NULL AND l.state = 'draft' AND l.id <> ?1
    AND (?2 IS NOT NULL AND coalesce(l.institution, c.institution) = ?2
         OR ?2 IS NULL AND ?3 IS NOT NULL AND l.contact = ?3
         OR ?2 IS NULL AND ?3 IS NULL AND l.contact IS NULL AND l.institution IS NULL AND l.meeting = ?4)
    AND (l.meeting IS NULL OR (l.meeting IS NOT ?6 AND coalesce(m.starts, '9999') >= ?5))
    ORDER BY l.meeting IS NOT ?4, l.meeting IS NOT NULL, m.starts, l.title, l.id LIMIT 1";

impl Store {
    /// What a question hour on a list has to know; `None` where there is no such list.
    pub fn hour(&self, list: Id) -> Result<Option<Hour>, StoreError> {
        let Some(list) = self.list_in_full(list, &mut BTreeMap::new())? else { return Ok(None) };
        let meeting = list.record.get(Field::Meeting).as_link();
        let meeting = meeting.map(|id| self.record(Kind::Meeting, id)).transpose()?.flatten();
        let mut who: Vec<Id> = list.record.get(Field::Contact).as_link().into_iter().collect();
        let guests = meeting.iter().flat_map(|meeting| meeting.get(Field::Guests).as_links());
        who.extend(guests.filter(|guest| Some(*guest) != list.record.get(Field::Contact).as_link()));
        let guests = self.names(Kind::Contact, &who)?;
        let body = self.body_of(&list.record)?;
        let body = body.map(|id| Ok::<_, StoreError>((id, self.label(Kind::Institution, id)?.unwrap_or_default())));
        Ok(Some(Hour { meeting, guests, body: body.transpose()?, list }))
    }

    /// A list, and onto which one its open questions go when the hour is over; `None` where there is no such list.
    pub fn closing(&self, list: Id, today: NaiveDate) -> Result<Option<(QuestionList, Successor)>, StoreError> {
        let Some(list) = self.question_list(list)? else { return Ok(None) };
        let meeting = list.record.get(Field::Meeting).as_link();
        let meeting = meeting.map(|id| self.record(Kind::Meeting, id)).transpose()?.flatten();
        let next = self.meeting_after(meeting.as_ref(), today)?;
        let body = self.body_of(&list.record)?;
        let contact = list.record.get(Field::Contact).as_link();
        let held = meeting.as_ref().map(|meeting| meeting.id.0);
        let draft = self
            .connection
            .prepare_cached(DRAFTS)?
            .query_row(
                params![
                    list.record.id.0,
                    body.map(|id| id.0),
                    contact.map(|id| id.0),
                    next.as_ref().map(|(id, _)| id.0),
                    today.format("%Y-%m-%d").to_string(),
                    held,
                ],
                |row| Ok(Successor::Draft(Id(row.get(0)?), row.get(1)?)),
            )
            .optional()?;
        let successor = match draft {
            Some(draft) => draft,
            None => {
                let body = match (body, contact) {
                    (Some(body), _) => self.called(body)?,
                    (None, Some(contact)) => self.label(Kind::Contact, contact)?,
                    (None, None) => None,
                };
                let (meeting, day) = next.map_or((None, None), |(id, day)| (Some(id), day));
                Successor::New(Next { title: String::new(), meeting, day, body })
            }
        };
        Ok(Some((list, successor)))
    }

    /// The institution that a list is for: its own, else that of its contact.
    fn body_of(&self, list: &Record) -> Result<Option<Id>, StoreError> {
        if let Some(own) = list.get(Field::Institution).as_link() {
            return Ok(Some(own));
        }
        let Some(contact) = list.get(Field::Contact).as_link() else { return Ok(None) };
        let contact = self.record(Kind::Contact, contact)?;
        Ok(contact.and_then(|contact| contact.get(Field::Institution).as_link()))
    }

    /// The meeting that comes after one, of the same group or of the alliance; with its day.
    fn meeting_after(
        &self,
        meeting: Option<&Record>,
        today: NaiveDate,
    ) -> Result<Option<(Id, Option<String>)>, StoreError> {
        let today = today.format("%Y-%m-%d").to_string();
        let starts = meeting.and_then(|meeting| meeting.get(Field::Starts).as_text());
        let after = starts.filter(|starts| *starts > today.as_str()).unwrap_or(&today);
        let group = meeting.and_then(|meeting| meeting.get(Field::Group).as_link());
        let sql = "SELECT id, starts FROM meeting WHERE removed IS NULL AND starts > ?1 AND id IS NOT ?2
                   AND working_group IS ?3 AND state IN ('planned', 'invited') ORDER BY starts, id LIMIT 1";
        let held = meeting.map(|meeting| meeting.id.0);
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement
            .query_row(params![after, held, group.map(|id| id.0)], |row| Ok((Id(row.get(0)?), row.get(1)?)))
            .optional()?;
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Act, Change, IdSource, Value};

    fn store(more: &[Record]) -> Store {
        let mut store = Store::in_memory().unwrap();
        let meeting = |id: i64, starts: &str| {
            let meeting = Record::new(Kind::Meeting, Id(id)).with(Field::Title, format!("Treffen {id}"));
            meeting.with(Field::Starts, starts).with(Field::State, "planned")
        };
        let body = |id: i64| {
            Record::new(Kind::Institution, Id(id)).with(Field::Name, format!("Amt {id}")).with(Field::Kind, "other")
        };
        let contact = Record::new(Kind::Contact, Id(1)).with(Field::LastName, "Ahrens").with(Field::Institution, Id(1));
        let mut records = vec![
            meeting(1, "2026-11-22T10:00").with(Field::Guests, Value::links([Id(1)])),
            meeting(2, "2027-01-20T10:00"),
            meeting(3, "2027-03-17T10:00"),
            body(1),
            body(2),
            contact,
            list(1, "sent").with(Field::Institution, Id(1)).with(Field::Meeting, Id(1)),
        ];
        records.extend(more.iter().cloned());
        let edits = records.iter().map(Record::create).collect();
        store.apply(&Change::new(IdSource::new(3).change(), Act::Create, edits)).unwrap();
        store
    }

    fn list(id: i64, state: &str) -> Record {
        Record::new(Kind::List, Id(id)).with(Field::Title, format!("Liste {id}")).with(Field::State, state)
    }

    fn successor(more: &[Record]) -> Successor {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        store(more).closing(Id(1), today).unwrap().unwrap().1
    }

    #[test]
    fn the_guests_of_the_meeting_answer_for_the_body_of_the_list() {
        let hour = store(&[]).hour(Id(1)).unwrap().unwrap();
        assert_eq!(hour.guests, [(Id(1), "Ahrens".to_owned())]);
        assert_eq!(hour.body, Some((Id(1), "Amt 1".to_owned())));
    }

    #[test]
    fn open_questions_go_onto_the_draft_of_the_body_for_the_next_meeting() {
        let of = |id, institution, meeting: Option<i64>| {
            list(id, "draft").with(Field::Institution, Id(institution)).with(Field::Meeting, meeting.map(Id))
        };
        let drafts = [of(2, 2, Some(2)), of(3, 1, Some(3)), of(4, 1, None), of(5, 1, Some(2))];
        assert_eq!(successor(&drafts), Successor::Draft(Id(5), "Liste 5".to_owned()));
        assert_eq!(successor(&drafts[..3]), Successor::Draft(Id(4), "Liste 4".to_owned()));
        assert_eq!(successor(&drafts[..2]), Successor::Draft(Id(3), "Liste 3".to_owned()));
        let by_contact = list(6, "draft").with(Field::Contact, Id(1));
        assert_eq!(successor(&[by_contact]), Successor::Draft(Id(6), "Liste 6".to_owned()));
    }

    #[test]
    fn where_there_is_none_it_is_known_for_whom_and_when_one_is_made() {
        let others =
            [list(2, "draft").with(Field::Institution, Id(2)), list(3, "sent").with(Field::Institution, Id(1))];
        let Successor::New(next) = successor(&others) else { panic!() };
        assert_eq!((next.meeting, next.body.as_deref()), (Some(Id(2)), Some("Amt 1")));
        assert_eq!(next.day.as_deref(), Some("2027-01-20T10:00"));
    }
}
