//! Saying that a command waits for others who have the file, and for whom.

use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use super::plain::Plain;
use crate::domain::Language;
use crate::store::{Busy, PATIENCE, Store, StoreError, presence};
use crate::text::drive;

/// After which silence somebody wonders whether the command still does anything.
const SILENCE: Duration = Duration::from_secs(2);

/// Opens the file; whoever has to wait for others, now or later, is told so on the standard error.
pub(super) fn open(language: Language, path: &Path, read_only: bool) -> Result<Store, StoreError> {
    let (busy, place) = (Busy::default(), path.to_owned());
    busy.tell_once(SILENCE, move || {
        let others = presence::who_is_in(&place).unwrap_or_default();
        let others = others.iter().filter(|other| other.writes && other.process != std::process::id());
        let names: Vec<String> = others.map(|other| drive::at_host(other.called(), &other.host)).collect();
        // Where it cannot be said, the waiting is all the same.
        let _ = writeln!(Plain::new(io::stderr()), "runde: {}", drive::waits(language, &names, PATIENCE.as_secs()));
    });
    Store::open_with(path, read_only, busy)
}
