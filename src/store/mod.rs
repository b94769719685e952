//! The file: found, checked, opened, read, searched, changed. The only room with SQL.

mod alike;
mod answers;
mod apply;
mod asleep;
mod audit;
mod backup;
mod before;
mod bulk;
mod card;
#[cfg(test)]
mod cost;
mod erase;
mod error;
mod fact;
mod find;
mod functions;
mod guest_sheet;
mod halt;
mod header;
mod history;
mod holding;
mod hour;
mod identity;
mod interrupt;
mod known;
mod leftover;
mod letter;
mod likeness;
mod list;
mod listing;
mod migrate;
mod open;
mod option;
mod overview;
mod parting;
pub mod place;
pub mod presence;
mod propose;
mod quick;
mod record;
mod resolve;
mod ring;
mod salvage;
mod schema;
mod share;
mod speaking;
mod standing;
mod tree;
mod wait;

pub use audit::{Audit, Flaw};
pub use backup::{Always, Backup, Backups, Contents, Forgotten, Lost, Made, Reason, Restored};
pub use error::StoreError;
pub use halt::Halt;
use identity::Identity;
pub use interrupt::Interrupt;
pub use known::QuestionSign;
pub use migrate::{CURRENT, MIGRATIONS, copy_path};
pub use open::{APPLICATION_ID, Access, PATIENCE, Store};
pub use option::CHOOSABLE;
pub use resolve::Resolved;
pub use salvage::{Salvaged, SalvagedKind, salvage};
pub use wait::Busy;

#[cfg(test)]
pub(crate) use share::refuse_locks;
