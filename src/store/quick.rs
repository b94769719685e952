//! A quick look whether the file is whole, before anybody is told that it is not.

use super::{Store, StoreError};

impl Store {
    /// Looks through all pages for what cannot be. Indexes are not held against their tables.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] with the first thing that is wrong.
    pub fn quick_check(&self) -> Result<(), StoreError> {
        let found: String = self.connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if found == "ok" { Ok(()) } else { Err(StoreError::Damaged(found)) }
    }
}
