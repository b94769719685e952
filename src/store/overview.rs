//! What waits and what comes next, each read from an index and cut short.

use chrono::{Days, NaiveDate};
use rusqlite::params;

use super::record::label;
use super::{Store, StoreError};
use crate::domain::privacy::check_before;
use crate::domain::query::{Condition, Query};
use crate::domain::{Id, Kind, NextMeeting, Overview, Upcoming, Waiting};

/// Counts stop here: what is beyond is "a thousand and more" to people, and costs nothing more in a large file.
pub(super) const COUNTED: usize = 1000;

/// Days that the overview looks ahead.
const AHEAD: u64 = 90;

/// Meetings that the overview names.
const MEETINGS: usize = 5;

/// Lines of each part.
const LINES: usize = 12;

impl Store {
    /// How much waits where, as far as the tabs show it: this is asked after every change.
    pub fn waiting(&self, today: NaiveDate) -> Result<Waiting, StoreError> {
        let questions = |condition| self.count(&Query::all(Kind::Question, 0).when(condition), COUNTED);
        let day = today.to_string();
        let soon = (today + Days::new(14)).to_string();
        let count = |sql: &str, until: &str| -> Result<usize, StoreError> {
            let number: i64 = self.connection.prepare_cached(sql)?.query_row([until], |row| row.get(0))?;
            Ok(usize::try_from(number).unwrap_or(0).min(COUNTED))
        };
        Ok(Waiting {
            inbox: questions(Condition::Waiting(today))?,
            snoozed: questions(Condition::Asleep(today))?,
            late_actions: count(
                "SELECT count(*) FROM outcome WHERE kind = 'action' AND done IS NULL AND removed IS NULL AND due < ?1",
                &day,
            )?,
            expired_answers: questions(Condition::CheckAgain(today))?,
            funding: count(
                // What was taken out, or has ended, waits for nobody.
                "SELECT count(*) FROM application_step s WHERE done IS NULL AND removed IS NULL AND due < ?1
                 AND EXISTS (SELECT 1 FROM application a WHERE a.id = s.application AND a.removed IS NULL
                    AND a.state NOT IN ('closed', 'withdrawn', 'missed', 'refused', 'reclaimed'))",
                &soon,
            )?,
            ..Waiting::default()
        })
    }

    /// The same with what only the overview tells: whether a contact is to be erased is asked of all that hangs on it.
    fn all_waiting(&self, today: NaiveDate) -> Result<Waiting, StoreError> {
        let contacts = |condition| self.count(&Query::all(Kind::Contact, 0).when(condition), COUNTED);
        Ok(Waiting {
            to_check: contacts(Condition::NotCheckedSince(check_before(today)))?,
            to_erase: contacts(Condition::ToErase(today))?,
            ..self.waiting(today)?
        })
    }

    /// The whole overview.
    pub fn overview(&self, today: NaiveDate) -> Result<Overview, StoreError> {
        Ok(Overview {
            waiting: self.all_waiting(today)?,
            meetings: self.coming_meetings(today)?,
            late: self.due(today, "< ?1", "DESC", today)?,
            deadlines: self.due(today, "BETWEEN ?1 AND ?2", "ASC", today + Days::new(AHEAD))?,
            topics: self.open_by("question_topic", "topic", Kind::Topic)?,
            members: self.open_by("question_asker", "member", Kind::Member)?,
            latest: self.history(None, None, 8)?,
        })
    }

    /// The next meeting of the alliance and of every group that has one ahead.
    pub fn next_meetings(&self, today: NaiveDate) -> Result<Vec<NextMeeting>, StoreError> {
        let sql = "SELECT working_group, (SELECT name FROM working_group g WHERE g.id = m.working_group),
                substr(min(starts), 1, 10)
            FROM meeting m WHERE removed IS NULL AND state IN ('planned', 'invited') AND starts > ?1
            GROUP BY working_group ORDER BY working_group IS NOT NULL, 2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([format!("{today}T99")])?;
        let mut next = Vec::new();
        while let Some(row) = rows.next()? {
            if let Ok(day) = row.get::<_, String>(2)?.parse() {
                next.push(NextMeeting { group: row.get::<_, Option<i64>>(0)?.map(Id), name: row.get(1)?, day });
            }
        }
        Ok(next)
    }

    fn coming_meetings(&self, today: NaiveDate) -> Result<Vec<Upcoming>, StoreError> {
        let sql = format!(
            "SELECT id, starts, concat_ws(' · ', title, (SELECT name FROM working_group g WHERE g.id = t0.working_group),
                place) FROM meeting t0 WHERE removed IS NULL AND state IN ('planned', 'invited') AND starts >= ?1
             ORDER BY starts, id LIMIT {MEETINGS}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([today.to_string()], |row| {
            Ok(Upcoming { kind: Kind::Meeting, id: Id(row.get(0)?), day: row.get(1)?, label: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What is due in a span of days, the nearest first; words in the place of a day are no deadline.
    fn due(
        &self,
        today: NaiveDate,
        span: &str,
        direction: &str,
        until: NaiveDate,
    ) -> Result<Vec<Upcoming>, StoreError> {
        let mut all = Vec::new();
        for (kind, open) in [
            (Kind::Outcome, "done IS NULL AND kind = 'action'"),
            (Kind::Step, "done IS NULL"),
            (Kind::Milestone, "done IS NULL"),
            (Kind::Question, "state IN ('inbox', 'assigned', 'asked')"),
            // An application that has steps is due with the next of them.
            (
                Kind::Application,
                "state NOT IN ('closed', 'withdrawn', 'missed', 'refused', 'reclaimed') AND NOT EXISTS
                    (SELECT 1 FROM application_step s WHERE s.application = t0.id AND s.removed IS NULL)",
            ),
        ] {
            let name = match kind {
                Kind::Step => "(SELECT title FROM application a WHERE a.id = t0.application)".to_owned(),
                Kind::Outcome => format!("concat_ws(' · ', {}, responsible)", label(kind, "t0", 0)),
                Kind::Milestone => format!(
                    "concat_ws(' · ', {}, (SELECT coalesce(short_name, title) FROM project p WHERE p.id = t0.project))",
                    label(kind, "t0", 0)
                ),
                _ => label(kind, "t0", 0),
            };
            let sql = format!(
                "SELECT id, due, {name} FROM {} t0
                 WHERE removed IS NULL AND {open} AND due {span} AND due > '1' AND ?1 <= ?2
                 ORDER BY due {direction} LIMIT {LINES}",
                kind.code()
            );
            let mut statement = self.connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params![today.to_string(), until.to_string()], |row| {
                let label: Option<String> = row.get(2)?;
                Ok(Upcoming { kind, id: Id(row.get(0)?), day: row.get(1)?, label: label.unwrap_or_default() })
            })?;
            all.extend(rows.collect::<Result<Vec<_>, _>>()?);
        }
        all.sort_by(|a, b| if direction == "ASC" { a.day.cmp(&b.day) } else { b.day.cmp(&a.day) });
        all.truncate(LINES);
        Ok(all)
    }

    fn open_by(&self, table: &str, column: &str, kind: Kind) -> Result<Vec<(String, i64)>, StoreError> {
        let sql = format!(
            "SELECT {}, count(*) AS n FROM (SELECT id FROM question WHERE removed IS NULL
                AND state IN ('inbox', 'assigned', 'asked') ORDER BY number DESC LIMIT {COUNTED}) q
             JOIN {table} l ON l.question = q.id JOIN {} t0 ON t0.id = l.{column}
             GROUP BY t0.id ORDER BY n DESC, 1 LIMIT {LINES}",
            label(kind, "t0", 0),
            kind.code()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
