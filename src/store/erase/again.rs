//! Erasing again: an older state that is put back, or kept as a back-up, holds those who were erased after it.

use rusqlite::TransactionBehavior;

use super::{erase_in, proof};
use crate::domain::Kind;
use crate::domain::privacy::{ErasureOrder, Proof};
use crate::store::{Store, StoreError, record};

impl Store {
    /// Erases whom these proofs name and this file still holds, with the same words in the same places. Gives how many
    /// they were. For a file that nobody else has open: its bytes are overwritten too.
    ///
    /// # Errors
    /// [`StoreError`]; nothing is erased then.
    pub(in crate::store) fn erase_again(&mut self, proofs: &[Proof], at: &str) -> Result<usize, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut count = 0;
        for known in proofs {
            if proof::of(&transaction, known.record)?.is_some() {
                continue;
            }
            // One who came after this state is not in it; the proof is kept all the same.
            let (kind, id) = known.record;
            if record::exists(&transaction, kind, id)? {
                erase_in(&transaction, &order(&transaction, known)?)?;
                count += 1;
            } else {
                proof::insert(&transaction, known)?;
            }
        }
        transaction.commit()?;
        self.clean(at)?;
        Ok(count)
    }
}

fn order(connection: &rusqlite::Connection, known: &Proof) -> Result<ErasureOrder, StoreError> {
    // Staff who came after this state cannot be referred to in it; the login name says who it was.
    let person = known.person.filter(|id| record::exists(connection, Kind::Person, *id).unwrap_or(false));
    Ok(ErasureOrder {
        change: known.change,
        record: known.record,
        author: crate::domain::Author { login: known.login.clone(), person },
        at: known.at.clone(),
        stand_in: known.stand_in.clone(),
        kept: known.kept.clone(),
        backups: known.backups.clone(),
        seen: None,
    })
}
