//! The state machine: events in, effects out; no input or output, no clock, no file.

mod action;
pub mod key;
mod keymap;

pub use action::{ACTIONS, Action, ActionSpec, Scope};
pub use key::{Key, KeyCode};
pub use keymap::{Keymap, KeymapProblem};
