//! The file: found, checked, opened, read, searched, changed. The only room with SQL.

mod apply;
mod error;
mod functions;
mod history;
mod migrate;
mod open;
mod record;
mod wait;

pub use apply::{Applied, Conflict, Outcome};
pub use error::StoreError;
pub use history::HistoryLine;
pub use migrate::{CURRENT, MIGRATIONS, copy_path};
pub use open::{APPLICATION_ID, Access, PATIENCE, Store};
