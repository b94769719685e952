//! What people do, from the key to the screen and into a real file. One file per task; with them the pictures of
//! the screens and the program in a real terminal, on the same files.

mod answers;
mod asking;
mod brisk;
mod bulk;
mod cable;
mod contacts;
mod duplicates;
#[path = "../e2e/mod.rs"]
mod e2e;
mod file;
mod finding;
mod frozen;
mod hour;
mod importing;
mod institutions;
mod keeping;
mod keys_per_question;
mod lists;
mod looking;
mod making;
mod marks;
mod others;
mod outage;
mod places;
mod posts;
mod privacy;
mod proposing;
mod saved_views;
#[path = "../screens/mod.rs"]
mod screens;
mod session;
mod sheets;
mod snoozing;
mod speakers;
mod together;
mod towns;
mod triage;
