//! What people do, from the key to the screen and into a real file. One file per task.

mod asking;
mod bulk;
mod file;
mod finding;
mod keeping;
mod looking;
mod making;
mod places;
#[path = "../screens/mod.rs"]
mod screens;
mod session;
mod together;
mod triage;
