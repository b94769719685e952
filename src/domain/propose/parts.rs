//! Working group, topic and contact: the best candidates, how certain the first is, and why.

use super::evidence::{Evidence, Got, has_topic, went_to, went_to_group};
use super::reason::{self, Reason};
use super::{CANDIDATES, Candidate, Certainty, Offer, Part};
use crate::domain::{Id, Kind};

/// From which share of all evidence, and from which multiple of the second choice's, a choice is sure or likely.
struct Bounds {
    sure: (f64, f64),
    maybe: (f64, f64),
}

/// From which share a topic is a reason for its group.
const LIKELY_TOPIC: f64 = 0.3;

const GROUP: Bounds = Bounds { sure: (0.50, 2.0), maybe: (0.22, 1.15) };
const TOPIC: Bounds = Bounds { sure: (0.50, 2.0), maybe: (0.20, 1.15) };
const CONTACT: Bounds = Bounds { sure: (0.35, 2.5), maybe: (0.14, 1.2) };

impl Evidence<'_> {
    /// The working group.
    pub(super) fn group(&self) -> Part<Id> {
        let offers = &self.material.groups;
        let likely = self.material.topics.iter().zip(&self.topics).max_by(|a, b| a.1.total_cmp(b.1));
        let likely = likely.filter(|(_, share)| **share >= LIKELY_TOPIC);
        only_ids(self.part(offers, &self.groups, &GROUP, 1, went_to_group, |best| {
            let (topic, _) = likely.filter(|(topic, _)| best.topics.contains(&topic.id))?;
            Some(Reason::Topic(topic.label.clone()))
        }))
    }

    /// The topic.
    pub(super) fn topic(&self) -> Part<Id> {
        only_ids(self.part(&self.material.topics, &self.topics, &TOPIC, 0, has_topic, |best| {
            self.material.subject.topics.contains(&best.id).then_some(Reason::Stated)
        }))
    }

    /// The contact or post.
    pub(super) fn contact(&self) -> Part<(Kind, Id)> {
        self.part(&self.material.contacts, &self.contacts, &CONTACT, 2, went_to, |_| None)
    }

    fn part(
        &self,
        offers: &[Offer],
        shares: &[f64],
        bounds: &Bounds,
        place: usize,
        got: Got,
        first: impl Fn(&Offer) -> Option<Reason>,
    ) -> Part<(Kind, Id)> {
        let mut order: Vec<usize> = (0..offers.len()).filter(|place| shares[*place] > 0.0).collect();
        order.sort_by(|a, b| shares[*b].total_cmp(&shares[*a]).then(a.cmp(b)));
        let Some(&best) = order.first() else { return Part::default() };
        let second = order.get(1).map_or(0.0, |second| shares[*second]);
        let reaches = |(least, multiple): (f64, f64)| shares[best] >= least && shares[best] >= multiple * second;
        let voters: Vec<i64> = self.voters(|question| got(question, &offers[best]));
        let words = reason::shared(&self.material.subject.text, &self.subject, &self.profiles[place][best]);
        let mut reasons: Vec<Reason> = first(&offers[best]).into_iter().collect();
        if !voters.is_empty() {
            reasons.push(Reason::Like(voters));
        }
        if !words.is_empty() {
            reasons.push(Reason::Words(words));
        }
        let certainty = match () {
            // What cannot be explained is not proposed.
            () if reasons.is_empty() => Certainty::None,
            () if reaches(bounds.sure) => Certainty::Sure,
            () if reaches(bounds.maybe) => Certainty::Maybe,
            () => Certainty::None,
        };
        let candidate = |place: &usize| {
            let offer = &offers[*place];
            Candidate { value: (offer.kind, offer.id), label: offer.label.clone(), share: shares[*place] }
        };
        Part { certainty, candidates: order.iter().take(CANDIDATES).map(candidate).collect(), reasons }
    }
}

fn only_ids(part: Part<(Kind, Id)>) -> Part<Id> {
    let candidate =
        |choice: Candidate<(Kind, Id)>| Candidate { value: choice.value.1, label: choice.label, share: choice.share };
    Part {
        certainty: part.certainty,
        candidates: part.candidates.into_iter().map(candidate).collect(),
        reasons: part.reasons,
    }
}
