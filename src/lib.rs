//! Runde.
pub mod domain;
pub mod exchange;
