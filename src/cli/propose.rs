//! `runde propose`: what the alliance would decide on a question, and why.

use serde::Serialize;

use super::arguments::Propose;
use super::json;
use super::session::Session;
use super::table::{self, cell};
use super::trouble::Trouble;
use crate::domain::failure::Failure;
use crate::domain::propose::{Candidate, Certainty, Part, Proposal};
use crate::domain::{Choice, Field, Id, Kind, Language, Priority};
use crate::store::Store;
use crate::text;

/// A proposal, part by part.
#[derive(Debug, Serialize)]
struct ProposalJson {
    number: Option<i64>,
    group: PartJson,
    topic: PartJson,
    contact: PartJson,
    priority: PartJson,
    list: PartJson,
    duplicate_of: PartJson,
}

/// One part; without a value where nothing is proposed.
#[derive(Debug, Serialize)]
struct PartJson {
    value: serde_json::Value,
    label: Option<String>,
    id: Option<Id>,
    certainty: &'static str,
    reasons: Vec<String>,
    candidates: Vec<CandidateJson>,
}

/// Something that was weighed, the best first.
#[derive(Debug, Serialize)]
struct CandidateJson {
    value: serde_json::Value,
    label: String,
    id: Option<Id>,
    share: f64,
}

pub(super) fn run(session: &mut Session<'_>, arguments: &Propose) -> Result<(), Trouble> {
    let store = session.open_to_read()?;
    let id = session.resolve(&store, Kind::Question, &arguments.number)?;
    let question = store.record(Kind::Question, id)?;
    let question = question.ok_or(Trouble::File(Failure::NoSuchRecord(Kind::Question, id)))?;
    let proposal = store.proposal(&question, session.today())?;
    let json = proposal_json(&store, session.language, question.get(Field::Number).as_number(), &proposal)?;
    if arguments.json {
        return json::write(session.out, &json);
    }
    let parts = [
        (Field::Group, &json.group, proposal.group.certainty),
        (Field::Topics, &json.topic, proposal.topic.certainty),
        (Field::Contact, &json.contact, proposal.contact.certainty),
        (Field::Priority, &json.priority, proposal.priority.certainty),
        (Field::List, &json.list, proposal.list.certainty),
        (Field::DuplicateOf, &json.duplicate_of, proposal.duplicate_of.certainty),
    ];
    let row = |(field, part, certainty): (Field, &PartJson, Certainty)| {
        vec![
            text::part(session.language, field).to_owned(),
            cell(part.label.as_deref().unwrap_or_default()),
            text::certainty(session.language, certainty).to_owned(),
            cell(&part.reasons.join("; ")),
        ]
    };
    let rows: Vec<Vec<String>> = parts.into_iter().map(row).collect();
    Ok(table::write(session.out, &rows)?)
}

fn proposal_json(
    store: &Store,
    language: Language,
    number: Option<i64>,
    proposal: &Proposal,
) -> Result<ProposalJson, Trouble> {
    let named = |candidate: &Candidate<Id>| (candidate.label.clone().into(), Some(candidate.value));
    let mut numbers = std::collections::BTreeMap::new();
    for original in &proposal.duplicate_of.candidates {
        let kept = store.record(Kind::Question, original.value)?;
        numbers.insert(original.value, kept.and_then(|kept| kept.get(Field::Number).as_number()));
    }
    let priority = |candidate: &Candidate<Priority>| (candidate.value.code().into(), None);
    let mut urgent = part(language, &proposal.priority, priority);
    for (shown, candidate) in urgent.candidates.iter_mut().zip(&proposal.priority.candidates) {
        shown.label = text::choice(language, Choice::Priority(candidate.value)).to_owned();
    }
    urgent.label = urgent.label.and_then(|_| urgent.candidates.first().map(|first| first.label.clone()));
    Ok(ProposalJson {
        number,
        group: part(language, &proposal.group, named),
        topic: part(language, &proposal.topic, named),
        contact: part(language, &proposal.contact, |candidate| {
            (candidate.label.clone().into(), Some(candidate.value.1))
        }),
        priority: urgent,
        list: part(language, &proposal.list, named),
        duplicate_of: part(language, &proposal.duplicate_of, |candidate| {
            let number = numbers.get(&candidate.value).copied().flatten();
            (number.into(), Some(candidate.value))
        }),
    })
}

fn part<T>(
    language: Language,
    part: &Part<T>,
    value: impl Fn(&Candidate<T>) -> (serde_json::Value, Option<Id>),
) -> PartJson {
    let candidates = part.candidates.iter().map(|candidate| {
        let (value, id) = value(candidate);
        let share = (candidate.share * 1000.0).round() / 1000.0;
        CandidateJson { value, label: candidate.label.clone(), id, share }
    });
    let proposed = part.proposed();
    let (shown, id) = proposed.map_or((serde_json::Value::Null, None), &value);
    PartJson {
        value: shown,
        label: proposed.map(|proposed| proposed.label.clone()),
        id,
        certainty: part.certainty.code(),
        reasons: part.reasons.iter().filter(|_| proposed.is_some()).map(|why| text::reason(language, why)).collect(),
        candidates: candidates.collect(),
    }
}
