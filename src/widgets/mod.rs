//! What the screen is made of: knows ratatui and keys, neither questions nor files.

pub mod badge;
pub mod bar;
mod columns;
pub mod field;
pub mod hints;
pub mod list;
pub mod panel;
pub mod popup;
pub mod tabs;
pub mod text;
pub mod text_field;
pub mod theme;
pub mod window;
