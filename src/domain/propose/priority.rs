//! Priority: what the askers wrote, what like questions got, and how soon it is due.

use super::evidence::Evidence;
use super::reason::Reason;
use super::{CANDIDATES, Candidate, Certainty, Part};
use crate::domain::Priority;

/// What the word of the askers counts, beside the decisions on other questions.
const STATED: f64 = 1.5;

/// What the like questions count.
const LIKE: f64 = 1.0;

/// What counts how the topic, or failing that everything, is usually decided.
const USUAL: f64 = 0.5;

/// Days from which a date makes a question urgent, and what that counts.
const SOON: i64 = 28;
const DUE: f64 = 0.4;

/// Shares from which the priority is sure or likely.
const SURE: f64 = 0.75;
const MAYBE: f64 = 0.45;

/// The priority.
pub(super) fn part(evidence: &Evidence<'_>) -> Part<Priority> {
    let subject = &evidence.material.subject;
    let mut shares = [0.0; Priority::ALL.len()];
    let place = |priority: Priority| Priority::ALL.iter().position(|one| *one == priority).unwrap_or(0);
    if let Some(stated) = subject.priority {
        shares[place(stated)] += STATED;
    }
    let mut votes = [0.0; Priority::ALL.len()];
    let mut usual = [0.0; Priority::ALL.len()];
    let decided = |place: &&usize| evidence.material.precedents[**place].decided;
    for near in evidence.nearest.iter().filter(decided).take(super::evidence::VOTERS) {
        if let Some(priority) = evidence.material.precedents[*near].priority {
            votes[place(priority)] += evidence.likeness[*near];
        }
    }
    for question in evidence.material.precedents.iter().filter(|question| question.decided) {
        let topic = evidence.material.topics.iter().zip(&evidence.topics);
        let fits: f64 = topic.filter(|(topic, _)| question.topics.contains(&topic.id)).map(|(_, share)| share).sum();
        if let Some(priority) = question.priority {
            usual[place(priority)] += fits + 0.02;
        }
    }
    for (part, weight) in [(votes, LIKE), (usual, USUAL)] {
        let sum: f64 = part.iter().sum();
        if sum > 0.0 {
            for (share, part) in shares.iter_mut().zip(part) {
                *share += weight * part / sum;
            }
        }
    }
    let soon = subject.due_in.filter(|days| *days <= SOON);
    if soon.is_some() {
        shares[place(Priority::High)] += DUE;
    }
    let sum: f64 = shares.iter().sum();
    let mut order: Vec<usize> = (0..shares.len()).filter(|place| shares[*place] > 0.0).collect();
    order.sort_by(|a, b| shares[*b].total_cmp(&shares[*a]).then(a.cmp(b)));
    let Some(&best) = order.first() else { return Part::default() };
    let priority = Priority::ALL[best];
    let mut reasons = Vec::new();
    if subject.priority == Some(priority) {
        reasons.push(Reason::Stated);
    }
    if let Some(days) = soon.filter(|_| priority <= Priority::High) {
        reasons.push(Reason::Due(days));
    }
    let voters = evidence.voters(|question| question.decided && question.priority == Some(priority));
    if !voters.is_empty() {
        reasons.push(Reason::Like(voters));
    }
    let certainty = match shares[best] / sum {
        _ if reasons.is_empty() => Certainty::None,
        share if share >= SURE => Certainty::Sure,
        share if share >= MAYBE => Certainty::Maybe,
        _ => Certainty::None,
    };
    let candidate = |place: &usize| Candidate {
        value: Priority::ALL[*place],
        label: Priority::ALL[*place].code().to_owned(),
        share: shares[*place] / sum,
    };
    Part { certainty, candidates: order.iter().take(CANDIDATES).map(candidate).collect(), reasons }
}
