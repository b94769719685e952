//! Runde: questions, working groups, projects and contacts of an alliance of municipalities.
//!
//! The map; `docs/architecture.md` draws it and says what must not be lost.

#![warn(clippy::unwrap_used)]

pub mod app;
pub mod cli;
pub mod demo;
pub mod dialogs;
pub mod domain;
pub mod exchange;
pub mod runtime;
pub mod screens;
pub mod store;
pub mod text;
pub mod widgets;
