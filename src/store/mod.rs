//! The file: found, checked, opened, read, searched, changed. The only room with SQL.

mod apply;
mod audit;
mod bulk;
mod card;
#[cfg(test)]
mod cost;
mod error;
mod find;
mod functions;
mod history;
mod known;
mod likeness;
mod list;
mod migrate;
mod open;
mod option;
mod overview;
mod record;
mod resolve;
mod share;
mod wait;

pub use audit::{Audit, Flaw};
pub use error::StoreError;
pub use known::QuestionSign;
pub use migrate::{CURRENT, MIGRATIONS, copy_path};
pub use open::{APPLICATION_ID, Access, Interrupt, PATIENCE, Store};
pub use option::CHOOSABLE;
pub use resolve::Resolved;
pub use wait::Busy;
