//! `runde demo`: a file of made data, written where it is asked for or kept in the data folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::SigId;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::flag::register;

use super::arguments::Demo;
use super::session::Session;
use super::trouble::Trouble;
use crate::demo::{Plan, changes};
use crate::domain::IdSource;
use crate::domain::failure::Failure;
use crate::store::Store;
use crate::text::command_line::{made, no_place, progress};

/// Changes below which making the file is over before anybody could read how far it is.
const QUICK: usize = 5_000;

/// Makes the file; gives it back where it is to be opened.
pub(super) fn run(session: &mut Session<'_>, arguments: &Demo) -> Result<Option<PathBuf>, Trouble> {
    let mut plan = Plan::new(arguments.seed, session.today());
    plan.questions = arguments.questions.unwrap_or(plan.questions);
    plan.contacts = arguments.contacts.unwrap_or(plan.contacts);
    if let Some(path) = &arguments.write {
        make(session, path, &plan)?;
        let told = made(session.language, path);
        session.saved = Some(format!("{told}."));
        writeln!(session.out, "{told}")?;
        return Ok(None);
    }
    let folder = session.data.clone().unwrap_or_else(std::env::temp_dir).join("runde");
    fs::create_dir_all(&folder).map_err(|cause| place(session, &folder, &cause))?;
    let path = folder.join(format!("demo-{}-{}-{}.db", plan.seed, plan.questions, plan.contacts));
    if !path.exists() {
        make(session, &path, &plan)?;
    }
    Ok(Some(path))
}

/// Whether somebody wants the program to end while it makes a file: what is half made is taken away first.
struct Stop {
    wanted: Arc<AtomicBool>,
    heard: Vec<SigId>,
}

impl Stop {
    fn listen() -> Self {
        let wanted = Arc::new(AtomicBool::new(false));
        // Where a signal cannot be heard, it ends the program as ever.
        let heard = [SIGINT, SIGTERM, SIGHUP].into_iter().filter_map(|signal| register(signal, wanted.clone()).ok());
        Self { heard: heard.collect(), wanted }
    }

    fn is_wanted(&self) -> bool {
        self.wanted.load(Ordering::Relaxed)
    }

    /// The screen, where it opens next, listens for itself.
    fn forget(self) {
        for id in self.heard {
            signal_hook::low_level::unregister(id);
        }
    }
}

/// Fills a file beside its place first, so that one which was not finished is never taken for a whole one.
fn make(session: &mut Session<'_>, path: &Path, plan: &Plan) -> Result<(), Trouble> {
    if path.exists() {
        return Err(Trouble::File(Failure::Exists(path.to_owned())));
    }
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = PathBuf::from(name);
    let stop = Stop::listen();
    let filled = fill(session, &part, plan, &stop);
    stop.forget();
    let moved = filled.and_then(|()| fs::rename(&part, path).map_err(|cause| place(session, path, &cause)));
    // The journal of the file while it was made: empty, and of a name that no longer is.
    let mut journal = part.as_os_str().to_owned();
    journal.push("-journal");
    let _ = fs::remove_file(journal);
    if moved.is_err() {
        // It is this call's own and of no use; whether it can be removed changes nothing.
        let _ = fs::remove_file(&part);
    }
    moved
}

fn fill(session: &mut Session<'_>, path: &Path, plan: &Plan, stop: &Stop) -> Result<(), Trouble> {
    // From the seed too: the same plan makes the same file.
    let mut store = Store::create(path, IdSource::new(plan.seed).change().0)?;
    let changes = changes(plan);
    let all = changes.size_hint().0;
    let step = (all / 10).max(1) as u64;
    let mut told = 0;
    let (tells, language) = (session.progress && all > QUICK, session.language);
    let err = &mut session.err;
    store.apply_all(changes.take_while(|_| !stop.is_wanted()), |done| {
        if tells && done / step > told {
            told = done / step;
            // Progress that cannot be told is no reason to stop.
            let _ = writeln!(err, "{}", progress(language, done, all));
        }
    })?;
    if stop.is_wanted() { Err(Trouble::File(Failure::Interrupted)) } else { Ok(()) }
}

fn place(session: &Session<'_>, path: &Path, cause: &std::io::Error) -> Trouble {
    Trouble::Failed(no_place(session.language, path, &cause.to_string()))
}
