//! Duplicates: the question that asks the same. Likeness of the words finds it where the words are the same; where
//! they are not, it is the one that has the same topic, group and contact.

use std::collections::BTreeMap;

use super::evidence::Evidence;
use super::reason::{self, Reason};
use super::{CANDIDATES, Candidate, Certainty, Part, Precedent};
use crate::domain::Id;

/// What it counts that a question was decided as this one would be, beside words that are the same.
const DECIDED: f64 = 0.10;

/// How much likeness counts less between questions that would be decided differently.
const APART: f64 = 0.5;

/// Scores from which a duplicate is sure or likely, and by how much the second must be less.
const SURE: (f64, f64) = (0.32, 1.5);
const MAYBE: (f64, f64) = (0.15, 1.1);

/// The question that would be kept.
pub(super) fn part(evidence: &Evidence<'_>) -> Part<Id> {
    let precedents = &evidence.material.precedents;
    let by_id: BTreeMap<Id, usize> = precedents.iter().enumerate().map(|(place, before)| (before.id, place)).collect();
    // What is like a duplicate is like the question that is kept in its place.
    let mut scores: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
    for &place in &evidence.nearest {
        let question = &precedents[place];
        let Some(&kept) = by_id.get(&question.duplicate_of.unwrap_or(question.id)) else { continue };
        if !precedents[kept].can_be_kept {
            continue;
        }
        let likeness = evidence.likeness[place];
        let agreement = agreement(evidence, &precedents[kept]);
        let score = likeness * (APART + (1.0 - APART) * agreement) + DECIDED * agreement;
        let best = scores.entry(kept).or_insert((0.0, place));
        if score > best.0 {
            *best = (score, place);
        }
    }
    let mut order: Vec<(f64, usize)> = scores.iter().map(|(kept, (score, _))| (*score, *kept)).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(precedents[b.1].number.cmp(&precedents[a.1].number)));
    let Some(&(score, best)) = order.first() else { return Part::default() };
    let second = order.get(1).map_or(0.0, |second| second.0);
    let reaches = |(least, multiple): (f64, f64)| score >= least && score >= multiple * second;
    let mut reasons = Vec::new();
    let words = reason::shared(&evidence.material.subject.text, &evidence.subject, evidence.weighed(scores[&best].1));
    if !words.is_empty() {
        reasons.push(Reason::Words(words));
    }
    if agreement(evidence, &precedents[best]) > 0.3 {
        reasons.push(Reason::SameDecisions);
    }
    let certainty = match () {
        () if reasons.is_empty() => Certainty::None,
        () if reaches(SURE) => Certainty::Sure,
        () if reaches(MAYBE) => Certainty::Maybe,
        () => Certainty::None,
    };
    let candidate = |(score, place): &(f64, usize)| {
        let before = &precedents[*place];
        Candidate { value: before.id, label: format!("{} {}", before.number, before.title), share: score.min(1.0) }
    };
    Part { certainty, candidates: order.iter().take(CANDIDATES).map(candidate).collect(), reasons }
}

/// How likely the question would be decided as that one was, from 0 to 1.
fn agreement(evidence: &Evidence<'_>, kept: &Precedent) -> f64 {
    let material = evidence.material;
    let topics = material.topics.iter().zip(&evidence.topics).filter(|(topic, _)| kept.topics.contains(&topic.id));
    let topic: f64 = topics.map(|(_, share)| share).sum();
    let contacts = material.contacts.iter().zip(&evidence.contacts);
    let contact = contacts.filter(|(contact, _)| kept.whom == Some((contact.kind, contact.id)));
    let contact: f64 = contact.map(|(_, share)| share).sum();
    let groups = material.groups.iter().zip(&evidence.groups).filter(|(group, _)| kept.group == Some(group.id));
    let group: f64 = groups.map(|(_, share)| share).sum();
    (topic + group + 2.0 * contact) / 4.0
}
