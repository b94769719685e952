//! Question list: one that is not sent yet and is for whom the question is asked of.

use super::evidence::Evidence;
use super::reason::Reason;
use super::{CANDIDATES, Candidate, Certainty, Offer, Part};
use crate::domain::{Id, Kind};

/// The list of the contact that is proposed, else of their institution, else of like questions.
pub(super) fn part(evidence: &Evidence<'_>, contact: &Part<(Kind, Id)>) -> Part<Id> {
    let asked = contact.proposed();
    let body = asked.and_then(|asked| {
        let offers = evidence.material.contacts.iter();
        offers.into_iter().find(|offer| (offer.kind, offer.id) == asked.value).and_then(|offer| offer.institution)
    });
    let mut found: Vec<(f64, &Offer, Reason)> = Vec::new();
    for list in &evidence.material.lists {
        let voters = evidence.voters(|question| question.lists.contains(&list.id));
        if let Some(asked) = asked.filter(|asked| list.whom.contains(&asked.value)) {
            found.push((1.0, list, Reason::ListFor(asked.label.clone())));
        } else if let Some(asked) = asked
            && body.is_some_and(|body| list.whom.contains(&(Kind::Institution, body)))
        {
            found.push((0.8, list, Reason::ListFor(asked.label.clone())));
        } else if voters.len() > 1 {
            found.push((0.5, list, Reason::Like(voters)));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let Some((share, _, reason)) = found.first() else { return Part::default() };
    let certainty = if *share > 0.5 { contact.certainty } else { Certainty::Maybe };
    let candidate = |(share, list, _): &(f64, &Offer, Reason)| Candidate {
        value: list.id,
        label: list.label.clone(),
        share: *share,
    };
    let candidates = found.iter().take(CANDIDATES).map(candidate).collect();
    Part { certainty, candidates, reasons: vec![reason.clone()] }
}
