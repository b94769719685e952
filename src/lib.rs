//! Runde: questions, working groups, projects and contacts of an alliance of municipalities.
//!
//! The map; `docs/architecture.md` draws it and says what must not be lost.

#![warn(clippy::unwrap_used)]

pub mod app;
pub mod demo;
pub mod domain;
pub mod exchange;
pub mod runtime;
pub mod store;
pub mod text;
pub mod widgets;
