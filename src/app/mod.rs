//! The state machine.

pub mod key;
