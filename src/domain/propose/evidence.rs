//! What speaks for which topic, group and contact: words of their own, like questions, and each other.

use super::reason::WORTH_COMPARING;
use super::{Candidate, Material, Offer, Part, Precedent, Scale, Weighed};
use crate::domain::Id;

/// How much what an offer says of itself counts beside the questions that it got before: as much as so many of them.
const OWN_WORDS: f64 = 4.0;

/// What an offer says of itself also counts alone: a group that got hundreds of questions stays what it is for.
const PROFILE: f64 = 1.5;

/// Like questions that have a vote.
pub(super) const VOTERS: usize = 8;

/// What the votes of like questions count beside the words.
const VOTES: f64 = 0.5;

/// What the topics count in the choice of a group, beside the words.
const BY_TOPIC: f64 = 1.0;

/// What the likely contacts count in the choice of topic and group, beside the words.
const BY_CONTACT: f64 = 1.0;

/// How much more a likelier offer counts than a less likely one: the power to which likeness is raised.
const POWER: f64 = 2.0;

/// How like two texts are by chance.
const CHANCE: f64 = 0.06;

/// What evidence counts that speaks for nothing, beside evidence that speaks.
const SILENCE: f64 = 0.6;

/// Questions that a proposal names as like the one that is judged.
const NEAREST: usize = 12;

/// Something with a share of the evidence; the shares of a kind make 1, or 0 where nothing speaks for any.
pub(super) type Shares = Vec<f64>;

/// Everything that is worked out once for a question.
pub(super) struct Evidence<'a> {
    pub(super) material: &'a Material,
    pub(super) subject: Weighed,
    before: Vec<Weighed>,
    /// How like each of the precedents is.
    pub(super) likeness: Vec<f64>,
    /// The places of the precedents, the likest first.
    pub(super) nearest: Vec<usize>,
    pub(super) profiles: [Vec<Weighed>; 3],
    pub(super) topics: Shares,
    pub(super) groups: Shares,
    pub(super) contacts: Shares,
}

impl<'a> Evidence<'a> {
    pub(super) fn of(material: &'a Material) -> Self {
        let offers = [&material.topics, &material.groups, &material.contacts];
        let precedents = || material.precedents.iter();
        let all = precedents().map(|before| &before.words).chain(offers.iter().copied().flatten().map(|o| &o.words));
        let scale = Scale::of(all.chain([&material.subject.words]));
        let subject = scale.weigh(&material.subject.words);
        let before: Vec<Weighed> = precedents().map(|before| scale.weigh(&before.words)).collect();
        let likeness: Vec<f64> = before.iter().map(|before| before.likeness(&subject)).collect();
        let mut nearest: Vec<usize> = (0..before.len()).collect();
        nearest.sort_by(|a, b| {
            likeness[*b]
                .total_cmp(&likeness[*a])
                .then(material.precedents[*b].number.cmp(&material.precedents[*a].number))
        });
        let profiles = offers.map(|offers| offers.iter().map(|offer| scale.weigh(&offer.words)).collect());
        let mut evidence = Self {
            material,
            subject,
            before: Vec::new(),
            likeness,
            nearest,
            profiles,
            topics: Vec::new(),
            groups: Vec::new(),
            contacts: Vec::new(),
        };
        evidence.contacts = evidence.weigh(&material.contacts, 2, &before, went_to);
        let by_words = evidence.weigh(&material.topics, 0, &before, has_topic);
        evidence.topics = evidence.topics_by_all(by_words);
        let by_words = evidence.weigh(&material.groups, 1, &before, went_to_group);
        evidence.groups = evidence.groups_by_all(by_words);
        evidence.before = before;
        evidence
    }

    /// The words of a precedent, weighed.
    pub(super) fn weighed(&self, place: usize) -> &Weighed {
        &self.before[place]
    }

    /// The likest questions; before them the one that it is proposed to be a duplicate of.
    pub(super) fn nearest_of(&self, originals: &Part<Id>) -> Vec<Candidate<Id>> {
        let near = self.nearest.iter().filter(|place| self.likeness[**place] >= WORTH_COMPARING);
        let mut near: Vec<Candidate<Id>> = near
            .take(NEAREST)
            .map(|place| {
                let question = &self.material.precedents[*place];
                Candidate { value: question.id, label: question.title.clone(), share: self.likeness[*place] }
            })
            .collect();
        for original in &originals.candidates {
            match near.iter_mut().find(|near| near.value == original.value) {
                Some(near) => near.share = original.share,
                None => near.push(original.clone()),
            }
        }
        if let Some(original) = originals.proposed() {
            near.retain(|near| near.value != original.value);
            near.insert(0, original.clone());
        }
        near
    }

    /// The share of each offer by its own words and by the questions that it got before.
    fn weigh(&self, offers: &[Offer], place: usize, before: &[Weighed], got: Got) -> Shares {
        let profiles = &self.profiles[place];
        let precedents = &self.material.precedents;
        let mut by_words = Vec::with_capacity(offers.len());
        let mut votes = vec![0.0; offers.len()];
        for ((offer, profile), votes) in offers.iter().zip(profiles).zip(&mut votes) {
            let own = precedents.iter().zip(before).filter(|(question, _)| got(question, offer));
            let own = own.map(|(_, weighed)| (weighed, 1.0));
            let middle = Weighed::middle(own.chain([(profile, OWN_WORDS)]));
            by_words.push(middle.likeness(&self.subject));
            for voter in self.nearest.iter().take(VOTERS).filter(|voter| got(&precedents[**voter], offer)) {
                *votes += self.likeness[*voter].powf(POWER);
            }
            *votes = votes.sqrt();
        }
        let by_profile: Shares = profiles.iter().map(|profile| profile.likeness(&self.subject)).collect();
        let parts =
            [(shares(&by_words, CHANCE), 1.0), (shares(&by_profile, CHANCE), PROFILE), (shares(&votes, CHANCE), VOTES)];
        mean(&parts, offers.len())
    }

    fn topics_by_all(&self, by_words: Shares) -> Shares {
        let offers = &self.material.topics;
        let named = &self.material.subject.topics;
        if !named.is_empty() {
            // What a question has already, somebody has set or named.
            let sure: Shares = offers.iter().map(|offer| f64::from(u8::from(named.contains(&offer.id)))).collect();
            return mean(&[(shares(&sure, 0.0), 4.0), (by_words, 1.0)], offers.len());
        }
        let by_contact = self.through(&self.contacts, &self.material.contacts, 2, offers, 0, |contact, topic| {
            contact.topics.contains(&topic.id)
        });
        mean(&[(by_words, 1.0), (by_contact, BY_CONTACT)], offers.len())
    }

    fn groups_by_all(&self, by_words: Shares) -> Shares {
        let (groups, topics) = (&self.material.groups, &self.material.topics);
        let by_topic =
            self.through(&self.topics, topics, 0, groups, 1, |topic, group| group.topics.contains(&topic.id));
        let by_contact = self.through(&self.contacts, &self.material.contacts, 2, groups, 1, |contact, group| {
            contact.topics.intersection(&group.topics).next().is_some()
        });
        let parts = [(by_words, 1.0), (by_topic, BY_TOPIC), (by_contact, BY_CONTACT)];
        mean(&parts, groups.len())
    }

    /// What the shares of one kind say of another: where those went together before, or belong together.
    fn through(
        &self,
        from: &[f64],
        offers: &[Offer],
        place: usize,
        to: &[Offer],
        to_place: usize,
        belongs: impl Fn(&Offer, &Offer) -> bool,
    ) -> Shares {
        let got = [has_topic as Got, went_to_group, went_to];
        let mut sum = vec![0.0; to.len()];
        for (place_from, share) in from.iter().enumerate().filter(|(_, share)| **share > 0.02) {
            let offer = &offers[place_from];
            let mut each = vec![0.0; to.len()];
            let together = self.material.precedents.iter().filter(|question| got[place](question, offer));
            for question in together {
                for (each, to) in each.iter_mut().zip(to) {
                    *each += f64::from(u8::from(got[to_place](question, to)));
                }
            }
            for ((each, to), profile) in each.iter_mut().zip(to).zip(&self.profiles[to_place]) {
                *each += if belongs(offer, to) { 2.0 } else { 0.0 };
                *each += self.profiles[place][place_from].likeness(profile);
            }
            for (sum, each) in sum.iter_mut().zip(shares(&each, 0.1)) {
                *sum += share * each;
            }
        }
        sum
    }
}

/// Whether a question got this offer.
pub(super) type Got = fn(&Precedent, &Offer) -> bool;

pub(super) fn has_topic(question: &Precedent, topic: &Offer) -> bool {
    question.decided && question.topics.contains(&topic.id)
}

pub(super) fn went_to_group(question: &Precedent, group: &Offer) -> bool {
    question.group == Some(group.id)
}

pub(super) fn went_to(question: &Precedent, contact: &Offer) -> bool {
    question.whom == Some((contact.kind, contact.id))
}

/// The share of each, where chance has one too: what is no more like than any two texts are gets next to nothing.
fn shares(scores: &[f64], chance: f64) -> Shares {
    let raised: Shares = scores.iter().map(|score| score.max(0.0).powf(POWER)).collect();
    let sum = raised.iter().sum::<f64>() + chance.powf(POWER);
    if sum > 0.0 { raised.iter().map(|score| score / sum).collect() } else { raised }
}

/// The mean of shares by weight. Evidence that speaks for nothing makes the others less certain, but not by all of its
/// weight: one question that was decided the other day is enough for the next like it.
fn mean(parts: &[(Shares, f64)], length: usize) -> Shares {
    let says = |shares: &Shares| SILENCE + (1.0 - SILENCE) * shares.iter().sum::<f64>();
    let whole: f64 = parts.iter().map(|(shares, weight)| weight * says(shares)).sum();
    let mut mean = vec![0.0; length];
    for (part, weight) in parts {
        for (mean, share) in mean.iter_mut().zip(part) {
            *mean += share * weight / whole;
        }
    }
    mean
}
