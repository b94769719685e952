//! Where the program meets its surroundings.

pub mod backup;
pub mod clipboard;
mod contacts;
pub mod courier;
pub mod decode;
pub mod desk;
mod disclose;
pub mod export;
pub mod file;
pub mod forget;
pub mod guest_sheet;
pub mod import;
mod importer;
pub mod input;
pub mod journal;
mod lists;
mod log;
mod opening;
pub mod output;
mod pen;
pub mod presence;
mod run;
pub mod settings;
pub mod signals;
mod source;
pub mod state;
pub mod terminal;
mod turn;
pub mod watch;

pub use run::{Kept, run};
