//! The views that people save by name.

use super::{Store, StoreError};
use crate::domain::{Id, Kind, Record};

/// More than there are keys nobody saves; what two programs saved at once may be more.
const MOST: usize = 50;

impl Store {
    /// The views that somebody saved, in the order of their keys. Those whom the file does not know as staff share one
    /// set.
    pub fn saved_views(&self, person: Option<Id>) -> Result<Vec<Record>, StoreError> {
        // A file of an older version, which is only read, has none.
        if !self.has_answer_end()? {
            return Ok(Vec::new());
        }
        let sql = "SELECT id FROM saved_view WHERE person IS ?1 AND removed IS NULL ORDER BY position, id LIMIT ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let most = i64::try_from(MOST).unwrap_or(i64::MAX);
        let ids = statement.query_map(rusqlite::params![person.map(|id| id.0), most], |row| row.get(0).map(Id))?;
        let ids = ids.collect::<Result<Vec<Id>, _>>()?;
        ids.into_iter().map(|id| self.record(Kind::SavedView, id)).filter_map(Result::transpose).collect()
    }
}
