//! `runde privacy erase`: shows what would go, asks where somebody else may be meant, and erases.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::{Erase, ProofJson, Unsure, found, line};
use crate::cli::session::Session;
use crate::cli::trouble::Trouble;
use crate::cli::{backup, json, names, table};
use crate::domain::privacy::{Erased, ErasureOrder, ErasurePlan, Proof, Spot, Traces};
use crate::domain::{Author, Id, Kind};
use crate::runtime::forget::forget;
use crate::runtime::state::State;
use crate::store::Store;
use crate::text::backup::is_yes;
use crate::text::privacy::{self as words, privacy_words};

pub(super) fn run(session: &mut Session<'_>, arguments: &Erase) -> Result<(), Trouble> {
    let told = privacy_words(session.language);
    let mut store = session.open_to_write()?;
    let whose = found(session, &store, &arguments.contact, arguments.staff)?;
    let Some(plan) = store.plan_erasure(whose)? else { return Err(erased_before(session, &store, whose)?) };
    let stand_in = words::stand_in(session.language, whose.0, plan.institution.as_deref());
    if !arguments.json {
        preview(session, &plan, &stand_in)?;
    }
    let kept = decided(session, arguments, &plan)?;
    if !arguments.yes {
        writeln!(session.out, "{}", told.irrevocable)?;
        session.out.flush()?;
        let typed = line(session);
        if !plan.is_confirmed_by(&typed) {
            return Err(Trouble::Failed(words::other_name(session.language, &table::cell(&typed))));
        }
    }
    let backups = backup::of(session, &store, None).and_then(|all| Ok(all.holding(&store, whose)?)).unwrap_or_default();
    let traces = store.traces(whose)?;
    let order = ErasureOrder {
        change: session.ids.change(),
        record: whose,
        author: Author { login: session.login.clone(), person: store.person_of_login(&session.login)? },
        at: session.now.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        stand_in,
        kept,
        backups: names(&backups),
        seen: Some(plan.seen),
    };
    match store.erase(&order)? {
        Erased::Done(proof) => {
            session.saved = Some(words::erased(session.language, proof.counts));
            done(session, arguments, &store, &proof, &traces, &backups)
        }
        Erased::Before(_) => Err(erased_before(session, &store, whose)?),
        Erased::ChangedMeanwhile => Err(Trouble::Conflict(told.meanwhile.to_owned())),
    }
}

fn erased_before(session: &Session<'_>, store: &Store, whose: (Kind, Id)) -> Result<Trouble, Trouble> {
    let proof = store.erasures()?.into_iter().find(|proof| proof.record == whose);
    let at = proof.map(|proof| names::local(&proof.at, session.language)).unwrap_or_default();
    Ok(Trouble::Failed(words::before(session.language, &at)))
}

fn preview(session: &mut Session<'_>, plan: &ErasurePlan, stand_in: &str) -> Result<(), Trouble> {
    let language = session.language;
    writeln!(session.out, "{}", table::cell(&words::plan(language, plan, stand_in)))?;
    for mention in &plan.mentions {
        writeln!(session.out, "  {}", table::cell(&words::mention(language, mention)))?;
    }
    for (kind, id, name) in &plan.namesakes {
        writeln!(session.out, "  {}", table::cell(&words::namesake(language, *kind, *id, name)))?;
    }
    Ok(())
}

/// Where words stay: as called, and where somebody says so.
fn decided(session: &mut Session<'_>, arguments: &Erase, plan: &ErasurePlan) -> Result<BTreeSet<Spot>, Trouble> {
    let told = privacy_words(session.language);
    let mut kept = BTreeSet::new();
    for spot in &arguments.keep {
        kept.insert(spot.parse().map_err(|()| Trouble::Wrong(told.wrong_spot.to_owned()))?);
    }
    let unsure = plan.mentions.iter().filter(|mention| !mention.is_certain && !kept.contains(&mention.spot));
    let unsure: Vec<_> = unsure.cloned().collect();
    match (arguments.unsure, arguments.yes) {
        (Some(Unsure::Replace), _) => {}
        (Some(Unsure::Keep), _) => kept.extend(unsure.iter().map(|mention| mention.spot)),
        (None, true) if unsure.is_empty() => {}
        (None, true) => return Err(Trouble::Wrong(told.decide.to_owned())),
        (None, false) => {
            for mention in &unsure {
                writeln!(session.out, "{}", table::cell(&words::mention(session.language, mention)))?;
                writeln!(session.out, "{}", told.is_meant)?;
                session.out.flush()?;
                if !is_yes(&line(session)) {
                    kept.insert(mention.spot);
                }
            }
        }
    }
    Ok(kept)
}

fn done(
    session: &mut Session<'_>,
    arguments: &Erase,
    store: &Store,
    proof: &Proof,
    traces: &Traces,
    backups: &[PathBuf],
) -> Result<(), Trouble> {
    let language = session.language;
    let state =
        session.state.as_deref().map(|base| State::of(base, &store.uuid()?, store.path()).map_err(Trouble::Output));
    let state = state.transpose()?.unwrap_or_else(State::nowhere);
    let folder = state.folder().map(std::path::Path::to_owned).unwrap_or_default();
    let here = forget(&state, &session.journal, proof.record, traces, &proof.stand_in);
    let here = here.map_err(|cause| Trouble::Failed(words::not_here(language, &folder, &cause.to_string())))?;
    if arguments.json {
        return json::write(session.out, &ProofJson::from(proof));
    }
    writeln!(session.out, "{}", words::erased(language, proof.counts))?;
    if here.drafts + here.changes > 0 {
        writeln!(session.out, "{}", words::here(language, here.drafts, here.changes))?;
    }
    if proof.cleaned.is_none() {
        writeln!(session.out, "{}", privacy_words(language).pending)?;
    }
    if !backups.is_empty() {
        writeln!(session.out, "{}", privacy_words(language).forget)?;
    }
    for path in backups {
        writeln!(session.out, "  {}", path.display())?;
    }
    Ok(())
}

/// The names of copies, without the folders of this host.
pub(super) fn names(paths: &[PathBuf]) -> Vec<String> {
    paths.iter().filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect()
}
