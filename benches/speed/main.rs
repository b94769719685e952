//! What people wait for, at three sizes of the file: opening it, the first list, a move of the cursor, finding,
//! a step of triage, saving, reading a file of questions.
//!
//! The files are made once, by the same generator as `runde demo`, and kept in `target/bench-data`.

mod drawing;
mod finding;
mod importing;
mod made;
mod opening;
mod saving;
mod session;
mod triage;

/// Questions in the file; as many contacts.
const SIZES: [u64; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}
