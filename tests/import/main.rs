//! Lists and address books become records: every row is accounted for, twice changes nothing, nobody's work is
//! overwritten, and undo takes an import back.

mod alliance;
mod contacts;
mod groups;
mod hostile;
mod likeness;
mod lookups;
mod questions;
mod returned;
