//! The file: what it holds, what a change does to it, and what two people's changes do to each other.

mod answers;
mod catalogue;
mod changes;
mod finding;
mod format;
mod opening;
mod place;
