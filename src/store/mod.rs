//! The file: found, checked, opened, read, searched, changed. The only room with SQL.

mod apply;
mod audit;
mod backup;
mod bulk;
mod card;
#[cfg(test)]
mod cost;
mod error;
mod find;
mod functions;
mod halt;
mod history;
mod identity;
mod known;
mod leftover;
mod likeness;
mod list;
mod migrate;
mod open;
mod option;
mod overview;
pub mod place;
pub mod presence;
mod propose;
mod quick;
mod record;
mod resolve;
mod salvage;
mod schema;
mod share;
mod tree;
mod wait;

pub use audit::{Audit, Flaw};
pub use backup::{Always, Backup, Backups, Contents, Lost, Made, Reason, Restored};
pub use error::StoreError;
pub use halt::Halt;
pub use identity::Identity;
pub use known::QuestionSign;
pub use migrate::{CURRENT, MIGRATIONS, copy_path};
pub use open::{APPLICATION_ID, Access, Interrupt, PATIENCE, Store};
pub use option::CHOOSABLE;
pub use resolve::Resolved;
pub use salvage::{Salvaged, SalvagedKind, salvage};
pub use wait::Busy;
