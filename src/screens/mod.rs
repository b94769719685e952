//! The screens: each with its state, what keys do to it, and its view. They do not know each other.

pub mod browser;
mod context;
pub mod duplicates;
pub mod find;
pub mod hour;
pub mod import;
pub mod overview;
mod place;
pub mod saved_view;
pub mod triage;

pub use context::ViewContext;
pub use place::{Tab, View};
