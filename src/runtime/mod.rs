//! Where the program meets its surroundings.

pub mod clipboard;
pub mod decode;
pub mod import;
pub mod input;
pub mod output;
mod pen;
pub mod signals;
pub mod terminal;
