//! Which questions sleep, and which have woken: read from what is in the file now and from the history, so that nothing
//! has to run when the day comes. The rules for people stand in docs/snooze.md.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};

use super::fact::{day, text};
use super::{Store, StoreError};
use crate::domain::fact::{Fact, Waking};
use crate::domain::{Act, Id, Kind};

/// Where what others did with a question stands: tables with the edit `e` among them, and which of their rows count.
const ACTIVITY: [(&str, &str); 3] = [
    ("edit e", "e.kind = 'question' AND e.record = t0.id AND e.field IN ('askers', 'affected')"),
    (
        "comment c CROSS JOIN edit e ON e.kind = 'comment' AND e.record = c.id AND e.field IS NULL",
        "c.subject = 'question' AND c.subject_id = t0.id AND c.removed IS NULL",
    ),
    (
        "answer a CROSS JOIN edit e ON e.kind = 'answer' AND e.record = a.id AND e.field IS NULL",
        "a.question = t0.id AND a.removed IS NULL",
    ),
];

/// The guests of the institution that a question waits for are among the contacts `c`.
const OF_BODY: &str = "c.institution IN (SELECT t0.snooze_institution UNION ALL
    SELECT id FROM institution WHERE parent = t0.snooze_institution)";

/// The question of the list, `t0`, is asleep on the day that each `?` stands for.
pub(super) fn asleep() -> (String, usize) {
    let (awake, days) = awake();
    (format!("t0.snooze IS NOT NULL AND ({awake}) IS NOT TRUE"), days)
}

/// What let the question sleep has come to pass, or somebody else has done something with it since. With how often the
/// day is asked for.
pub(super) fn awake() -> (String, usize) {
    let (met, planned) = (met("?"), planned());
    let (invited, guest) = (invited(), guest());
    let activity = ACTIVITY.map(|(tables, which)| {
        let since = since();
        format!("EXISTS (SELECT 1 FROM {tables} WHERE {which} AND {since})")
    });
    let activity = activity.join(" OR ");
    let sql = format!(
        "t0.snooze_until <= ? OR t0.snooze = 'meeting' AND (EXISTS (SELECT 1 FROM {met}) OR EXISTS (SELECT 1 FROM {planned}))
        OR t0.snooze = 'guest' AND (EXISTS (SELECT 1 FROM {invited}) OR EXISTS (SELECT 1 FROM {guest})) OR {activity}"
    );
    (sql, 2)
}

/// When the question was put to sleep: the place in the history of the last change in which somebody did so. What takes
/// back, does again or parts only brings a sleep back that was there before, and what was taken back does not count.
fn slept() -> &'static str {
    "(SELECT max(s.seq) FROM edit s JOIN change p ON p.seq = s.seq WHERE s.kind = 'question' AND s.record = t0.id
        AND (s.field IS NULL OR s.field IN ('snooze', 'snooze_until', 'snooze_group', 'snooze_institution')
            AND (s.after <> 'null' OR p.act = 'snooze'))
        AND p.act NOT IN ('undo', 'redo', 'reopen')
        AND (WITH RECURSIVE back(id, times) AS (SELECT p.id, 0 UNION ALL
                SELECT u.id, times + 1 FROM back JOIN change u ON u.undoes = back.id)
            SELECT max(times) % 2 = 0 FROM back))"
}

/// The day on which it was put to sleep; nothing comes after it where nobody knows.
fn day_of_sleep() -> String {
    format!("coalesce((SELECT substr(at, 1, 10) FROM change WHERE seq = {}), '9999')", slept())
}

/// The edit `e` was made since, and by somebody else: whoever put it to sleep need not be told what that person did.
fn since() -> String {
    let slept = slept();
    format!(
        "e.seq > {slept} AND (SELECT login FROM change WHERE seq = e.seq)
            <> (SELECT login FROM change WHERE seq = {slept})"
    )
}

/// The meetings `m` that have come by a day.
fn met(today: &str) -> String {
    format!(
        "meeting m WHERE m.removed IS NULL AND m.state <> 'cancelled' AND m.working_group IS t0.snooze_group
            AND m.starts >= {} AND substr(m.starts, 1, 10) <= {today}",
        day_of_sleep()
    )
}

/// The meetings `m` that are planned by now, where none was when the question was put to sleep.
fn planned() -> String {
    format!(
        "meeting m WHERE t0.snooze_until IS NULL AND m.removed IS NULL AND m.state IN ('planned', 'invited')
            AND m.working_group IS t0.snooze_group AND m.starts >= {}",
        day_of_sleep()
    )
}

/// The contacts `c` who have accepted an invitation.
fn invited() -> String {
    format!(
        "contact c JOIN invitation i ON i.contact = c.id LEFT JOIN meeting m ON m.id = i.meeting
            WHERE {OF_BODY} AND i.removed IS NULL AND i.state = 'accepted' AND coalesce(m.starts, '9999') >= {}",
        day_of_sleep()
    )
}

/// The contacts `c` who are entered as guests of a meeting.
fn guest() -> String {
    format!(
        "contact c JOIN meeting_guest g ON g.contact = c.id JOIN meeting m ON m.id = g.meeting
            WHERE {OF_BODY} AND m.removed IS NULL AND m.state <> 'cancelled' AND m.starts >= {}",
        day_of_sleep()
    )
}

impl Store {
    /// What woke a question that was put to sleep, the first where several did; nothing where it sleeps, or never did.
    pub(super) fn woken(&self, id: Id, today: NaiveDate) -> Result<Option<Fact>, StoreError> {
        let sql = "SELECT snooze, snooze_until FROM question WHERE id = ?1 AND snooze IS NOT NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row([id.0], |row| Ok((text(row, 0)?, day(row, 1)?))).optional()?;
        let Some((snooze, until)) = found else { return Ok(None) };
        let due = until.filter(|until| *until <= today);
        let by_time = match snooze.as_str() {
            "meeting" => self.woken_by_meeting(id, today)?,
            "guest" => self.woken_by_guest(id)?,
            _ => None,
        };
        let by_time = by_time.or(due.map(Waking::Day));
        let by_others = self.woken_by_others(id)?;
        // Both have woken it: what was first is said. A guest's acceptance has no day of its own.
        let is_later = |others: &Waking, time: &Waking| match (others, time.on()) {
            (Waking::Somebody { at, .. }, Some(on)) => at.get(..10).is_some_and(|at| at > on.to_string().as_str()),
            _ => false,
        };
        let waking = match (by_others, by_time) {
            (Some(others), Some(time)) if is_later(&others, &time) => Some(time),
            (others, time) => others.or(time),
        };
        Ok(waking.map(Fact::Woke))
    }

    fn woken_by_others(&self, id: Id) -> Result<Option<Waking>, StoreError> {
        let since = since();
        let each = ACTIVITY.map(|(tables, which)| {
            format!(
                "SELECT e.seq, e.kind FROM question t0 CROSS JOIN {tables} WHERE t0.id = ?1 AND {which} AND {since}"
            )
        });
        let sql = format!(
            "SELECT o.kind, p.act, coalesce((SELECT name FROM person WHERE person.id = p.person), p.login), p.at
             FROM ({}) o JOIN change p ON p.seq = o.seq ORDER BY o.seq LIMIT 1",
            each.join(" UNION ALL ")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_row([id.0], |row| {
            let act = match text(row, 0)?.as_str() {
                "comment" => Some(Act::Comment),
                "answer" => Some(Act::Answer),
                _ => Act::from_code(&text(row, 1)?),
            };
            Ok(Waking::Somebody { act, by: text(row, 2)?, at: text(row, 3)? })
        });
        Ok(found.optional()?)
    }

    fn woken_by_meeting(&self, id: Id, today: NaiveDate) -> Result<Option<Waking>, StoreError> {
        for (meetings, is_planned) in [(met("?2"), false), (planned(), true)] {
            let sql = format!(
                "SELECT m.id, m.starts FROM question t0 CROSS JOIN {meetings} AND t0.id = ?1 AND ?2 <> ''
                 ORDER BY m.starts LIMIT 1"
            );
            let mut statement = self.connection.prepare_cached(&sql)?;
            let read = |row: &Row<'_>| Ok((Id(row.get(0)?), day(row, 1)?));
            if let Some((meeting, on)) = statement.query_row(params![id.0, today.to_string()], read).optional()? {
                let label = self.label(Kind::Meeting, meeting)?.unwrap_or_default();
                return Ok(Some(Waking::Meeting { meeting, label, on, is_planned }));
            }
        }
        Ok(None)
    }

    fn woken_by_guest(&self, id: Id) -> Result<Option<Waking>, StoreError> {
        for guests in [invited(), guest()] {
            let sql = format!(
                "SELECT c.id, m.id FROM question t0 CROSS JOIN {guests} AND t0.id = ?1 ORDER BY m.starts LIMIT 1"
            );
            let mut statement = self.connection.prepare_cached(&sql)?;
            let read = |row: &Row<'_>| Ok((Id(row.get(0)?), row.get::<_, Option<i64>>(1)?.map(Id)));
            if let Some((contact, meeting)) = statement.query_row([id.0], read).optional()? {
                let name = self.label(Kind::Contact, contact)?.unwrap_or_default();
                let meeting = meeting.map(|meeting| self.label(Kind::Meeting, meeting)).transpose()?.flatten();
                return Ok(Some(Waking::Guest { contact, name, meeting }));
            }
        }
        Ok(None)
    }
}
