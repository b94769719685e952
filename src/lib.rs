//! Runde.

pub mod app;
pub mod runtime;
pub mod widgets;
