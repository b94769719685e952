//! Overwriting the bytes: SQLite leaves what was deleted or changed where it stood until the page is used again.

use crate::store::share::Turn;
use crate::store::{Store, StoreError};

impl Store {
    /// Writes the whole file anew without what was erased. Does nothing where nothing is left to do; can be repeated.
    ///
    /// Needs room for the file once more in memory and once on the drive, in the journal, for as long as it takes.
    ///
    /// # Errors
    /// [`StoreError`]; it is then still to be done.
    pub fn clean(&mut self, at: &str) -> Result<(), StoreError> {
        if self.uncleaned()? == 0 {
            return Ok(());
        }
        self.writable()?;
        {
            let _turn = Turn::wait(self.gate(), &self.busy)?;
            // Pages are made of memory that held others: without `secure_delete` their gaps would be written too.
            self.connection.execute_batch("PRAGMA secure_delete = ON")?;
            let written = self.connection.execute_batch("VACUUM");
            self.connection.execute_batch("PRAGMA secure_delete = OFF")?;
            written?;
        }
        let (_turn, transaction) = self.begin()?;
        transaction.execute("UPDATE erasure SET cleaned = ?1 WHERE cleaned IS NULL", [at])?;
        Ok(transaction.commit()?)
    }
}
