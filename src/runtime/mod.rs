//! Where the program meets its surroundings.

pub mod clipboard;
pub mod decode;
pub mod desk;
pub mod file;
pub mod import;
mod importer;
pub mod input;
mod log;
pub mod output;
mod pen;
pub mod presence;
mod run;
pub mod settings;
pub mod signals;
pub mod state;
pub mod terminal;

pub use run::run;
