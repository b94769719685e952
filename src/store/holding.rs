//! All that the file holds on a contact, for the person's own eyes (Art. 15 GDPR); and which contacts are due.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::params;

use super::erase::{Belongings, linking, traces_of};
use super::fact::day;
use super::overview::COUNTED;
use super::record::{self, label, short};
use super::{Store, StoreError};
use crate::domain::privacy::{Due, Holding, Reason, Spot, check_before, left_before};
use crate::domain::{Field, FieldType, Id, Kind, Record, Value};

/// More than these nobody looks over at once; the next call tells the next.
const LINES: usize = 1000;

impl Store {
    /// All that the file holds on a contact or on staff; `None` where there is no such record. Reads the whole file.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be read.
    pub fn holding(&self, whose: (Kind, Id)) -> Result<Option<Holding>, StoreError> {
        let (of, me) = whose;
        self.at_once(|| {
            let Some(record) = record::read(&self.connection, of, me)? else { return Ok(None) };
            let belongings = Belongings::of(&self.connection, whose)?;
            let traces = traces_of(&self.connection, whose)?;
            let mut linked = Vec::new();
            let links =
                linking(of).flat_map(|(kind, field)| belongings.all(kind).iter().map(move |id| (kind, *id, field)));
            let guests = belongings.guest_of.iter().map(|id| (Kind::Meeting, *id, Field::Guests));
            for (kind, id, field) in links.chain(guests) {
                if let Some(found) = record::read(&self.connection, kind, id)? {
                    let label = self.label(kind, id)?.unwrap_or_default();
                    linked.push((Spot { kind, id, field }, found, label));
                }
            }
            let notes = belongings.notes.iter().map(|id| record::read(&self.connection, Kind::Comment, *id));
            let notes = notes.filter_map(Result::transpose).collect::<Result<Vec<_>, _>>()?;
            let mut names = BTreeMap::new();
            for one in linked.iter().map(|(_, record, _)| record).chain([&record]).chain(&notes) {
                self.name_links(one, &mut names)?;
            }
            let mut history = self.history(Some(whose), None, usize::MAX)?;
            history.reverse();
            Ok(Some(Holding {
                name: self.label(of, me)?.unwrap_or_default(),
                names: names.into_iter().collect(),
                mentions: self.mentions(&traces, &belongings)?,
                linked,
                notes,
                history,
                record,
            }))
        })
    }

    fn name_links(&self, record: &Record, names: &mut BTreeMap<(Kind, Id), String>) -> Result<(), StoreError> {
        for (field, value) in &record.values {
            let (kind, ids) = match (record.kind.holds(*field), value) {
                (Some(FieldType::Link(kind)), Value::Number(id)) => (kind, vec![Id(*id)]),
                (Some(FieldType::Links(kind, _)), Value::Links(ids)) => (kind, ids.iter().copied().collect()),
                _ => continue,
            };
            for id in ids {
                if let Some(name) = self.label(kind, id)? {
                    names.insert((kind, id), name);
                }
            }
        }
        Ok(())
    }

    /// The contacts that are due for erasure or for checking, the most pressing first.
    ///
    /// # Errors
    /// [`StoreError`] where they cannot be read.
    pub fn due_for_privacy(&self, today: NaiveDate) -> Result<Vec<Due>, StoreError> {
        let to_erase = erasable();
        let sql = format!(
            "SELECT t0.id, {}, (SELECT {} FROM institution t1 WHERE t1.id = t0.institution), t0.delete_on, {LEFT_ON},
                t0.checked, t0.id IN ({to_erase})
             FROM contact t0 WHERE t0.removed IS NULL
                AND (t0.id IN ({to_erase}) OR coalesce(t0.checked, '0') < ?3) ORDER BY runde_key(last_name), t0.id
             LIMIT {LINES}",
            label(Kind::Contact, "t0", 0),
            short(Kind::Institution, "t1", 1)
        );
        let days = [today, left_before(today), check_before(today)].map(|day| day.to_string());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![days[0], days[1], days[2]])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let reason = reason(row, 3, today)?;
            let name = row.get::<_, Option<String>>(1)?.unwrap_or_default();
            all.push(Due { id: Id(row.get(0)?), name, institution: row.get(2)?, reason });
        }
        all.sort_by_key(|due| (!due.reason.is_erasure(), due.reason.day()));
        Ok(all)
    }

    /// Why something has to be done about one contact; `None` where nothing has.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be read.
    pub fn reason_for_privacy(&self, contact: Id, today: NaiveDate) -> Result<Option<Reason>, StoreError> {
        let sql = format!(
            "SELECT t0.delete_on, {LEFT_ON}, t0.checked, coalesce({}, 0) FROM contact t0
             WHERE t0.id = ?3 AND t0.removed IS NULL",
            has_gone()
        );
        let days = [today, left_before(today)].map(|day| day.to_string());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![days[0], days[1], contact.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let reason = reason(row, 0, today)?;
        let was_checked = matches!(reason, Reason::CheckedOn(day) if day >= check_before(today));
        Ok((!was_checked).then_some(reason))
    }
}

/// Why, from four columns: the day of erasure, the day of leaving, when it was checked, whether it has to go.
fn reason(row: &rusqlite::Row<'_>, first: usize, today: NaiveDate) -> rusqlite::Result<Reason> {
    let (delete_on, left, checked) = (day(row, first)?, day(row, first + 1)?, day(row, first + 2)?);
    let has_to_go: bool = row.get(first + 3)?;
    Ok(match (delete_on.filter(|day| *day <= today), left, checked) {
        (Some(day), ..) => Reason::DeleteOn(day),
        (None, Some(day), _) if has_to_go => Reason::Left(day),
        (_, _, Some(day)) => Reason::CheckedOn(day),
        (_, _, None) => Reason::NeverChecked,
    })
}

/// The day on which a contact `t0` left: the end of its last term of office, else the day on which it was noted.
pub(super) const LEFT_ON: &str = "coalesce((SELECT max(until) FROM tenure WHERE contact = t0.id AND removed IS NULL),
    (SELECT substr(max(c.at), 1, 10) FROM edit e JOIN change c USING (seq)
     WHERE e.kind = 'contact' AND e.record = t0.id AND (e.field = 'left_post' OR e.field IS NULL)))";

/// Whether a contact `t0` has left before ?2, and nothing that waits for them is open on ?1.
fn has_gone() -> String {
    format!(
        "removed IS NULL AND left_post = 1
        AND {LEFT_ON} < ?2
        AND NOT EXISTS (SELECT 1 FROM question WHERE contact = t0.id AND removed IS NULL
        AND state IN ('inbox', 'assigned', 'asked'))
        AND NOT EXISTS (SELECT 1 FROM question_list WHERE contact = t0.id AND removed IS NULL AND state <> 'answered')
        AND NOT EXISTS (SELECT 1 FROM application WHERE contact = t0.id AND removed IS NULL
        AND state NOT IN ('closed', 'withdrawn', 'missed', 'refused', 'reclaimed'))
        AND NOT EXISTS (SELECT 1 FROM invitation JOIN meeting ON meeting.id = invitation.meeting
        WHERE invitation.contact = t0.id AND invitation.removed IS NULL AND meeting.starts >= ?1)
        AND NOT EXISTS (SELECT 1 FROM meeting_guest JOIN meeting ON meeting.id = meeting_guest.meeting
        WHERE meeting_guest.contact = t0.id AND meeting.starts >= ?1)"
    )
}

/// The ids of contacts to be erased: ?1 is today, who left before ?2 has been kept long enough.
fn erasable() -> String {
    format!(
        "SELECT id FROM contact WHERE removed IS NULL AND delete_on IS NOT NULL AND delete_on <= ?1
         UNION ALL SELECT id FROM contact t0 WHERE {}",
        has_gone()
    )
}

/// The ids of the contacts that are to be erased on a day, as SQL without parameters: so many at most, as each costs a
/// look into what hangs on it. Those whose day was set come first; the others move up as these are erased.
pub(super) fn to_erase(today: NaiveDate) -> String {
    let all = erasable().replace("?1", &format!("'{today}'")).replace("?2", &format!("'{}'", left_before(today)));
    format!("{all} LIMIT {COUNTED}")
}
