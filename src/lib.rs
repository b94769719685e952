//! Runde: questions, working groups, projects and contacts of an alliance of municipalities.

pub mod app;
pub mod domain;
pub mod exchange;
pub mod store;
