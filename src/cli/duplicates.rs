//! `runde duplicates`: contacts that may be one person, with the reasons. Nothing is merged here.

use serde::Serialize;

use super::arguments::Duplicates;
use super::json;
use super::names::{Names, clipped};
use super::session::Session;
use super::table;
use super::trouble::Trouble;
use crate::domain::likeness::{Pair, Reason};
use crate::domain::{Id, Kind};
use crate::text::duplicates as words;

#[derive(Serialize)]
struct FoundJson {
    all: usize,
    pairs: Vec<PairJson>,
}

#[derive(Serialize)]
struct PairJson {
    score: u8,
    left: ContactJson,
    right: ContactJson,
    reasons: Vec<&'static str>,
}

#[derive(Serialize)]
struct ContactJson {
    id: Id,
    label: String,
}

pub(super) fn run(session: &mut Session<'_>, arguments: &Duplicates) -> Result<(), Trouble> {
    let language = session.language;
    let store = session.open_to_read()?;
    let found = store.alike(arguments.limit)?;
    let mut names = Names::new(&store, language);
    if arguments.json {
        let mut contact = |id| Ok::<_, Trouble>(ContactJson { id, label: names.of(Kind::Contact, id)? });
        let mut pairs = Vec::with_capacity(found.pairs.len());
        for Pair { left, right, score, reasons } in found.pairs {
            let reasons = reasons.into_iter().map(Reason::code).collect();
            pairs.push(PairJson { score, left: contact(left)?, right: contact(right)?, reasons });
        }
        return json::write(session.out, &FoundJson { all: found.all, pairs });
    }
    let mut rows = Vec::with_capacity(found.pairs.len());
    for pair in &found.pairs {
        let reasons = words::reasons(language, &pair.reasons);
        let (left, right) = (names.of(Kind::Contact, pair.left)?, names.of(Kind::Contact, pair.right)?);
        rows.push(vec![pair.score.to_string(), clipped(&left), clipped(&right), reasons]);
    }
    table::write(session.out, &rows)?;
    writeln!(session.err, "{}", words::summary(language, found.all, found.pairs.len()))?;
    Ok(())
}
