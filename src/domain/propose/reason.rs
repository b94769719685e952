//! Why something is proposed: what was counted, for people to read.

use std::collections::BTreeMap;

use super::evidence::Evidence;
use super::words::{Sack, Silent};
use super::{Precedent, Weighed};

/// Why something is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Like these questions, which were decided so.
    Like(Vec<i64>),
    /// These words of the question stand there too, or parts of them do.
    Words(Vec<String>),
    /// The topic belongs to it.
    Topic(String),
    /// The question has it already.
    Stated,
    /// It is due in so many days; less than 0 where it is late.
    Due(i64),
    /// It is asked of whom the list is for.
    ListFor(String),
    /// It has the same topic, group or contact as the question that would be kept.
    SameDecisions,
}

/// Words that a reason names at most.
const WORDS: usize = 3;

/// Questions that a reason names at most.
const NUMBERS: usize = 3;

/// What a word has to add to a likeness to be named.
const WORTH_NAMING: f64 = 0.004;

/// Less like questions are no reason.
pub(super) const WORTH_COMPARING: f64 = 0.04;

/// The words of a text that make another like it, as they are written, the strongest first.
pub(super) fn shared(text: &str, subject: &Weighed, other: &Weighed) -> Vec<String> {
    let mut gains: BTreeMap<String, (f64, String)> = BTreeMap::new();
    let silent = Silent::default();
    for written in text.split(|letter: char| !letter.is_alphanumeric()).filter(|written| !written.is_empty()) {
        for word in silent.telling(written) {
            let sack = Sack::of_word(&word);
            let gain = sack.counts.keys().map(|number| subject.weight(*number) * other.weight(*number)).sum();
            gains.entry(word).or_insert((gain, written.to_owned()));
        }
    }
    let mut best: Vec<(f64, String)> = gains.into_values().filter(|(gain, _)| *gain >= WORTH_NAMING).collect();
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    best.into_iter().take(WORDS).map(|(_, written)| written).collect()
}

impl Evidence<'_> {
    /// The numbers of the likest questions of which something holds.
    pub(super) fn voters(&self, holds: impl Fn(&Precedent) -> bool) -> Vec<i64> {
        let near = self.nearest.iter().take(super::evidence::VOTERS);
        let near = near.filter(|place| self.likeness[**place] >= WORTH_COMPARING);
        let near = near.map(|place| &self.material.precedents[*place]).filter(|question| holds(question));
        near.take(NUMBERS).map(|question| question.number).collect()
    }
}
