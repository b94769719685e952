//! Runde: questions, working groups, projects and contacts of an alliance of municipalities.

pub mod demo;
pub mod domain;
