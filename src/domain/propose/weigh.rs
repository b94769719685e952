//! How much a word says: the rarer, the more; and how like two texts are.

use super::words::{Numbers, Sack};

/// In how many of the texts something stands.
#[derive(Clone, Debug, Default)]
pub struct Scale {
    texts: f64,
    holding: Numbers,
}

impl Scale {
    /// Looks at texts.
    pub fn of<'sack>(sacks: impl IntoIterator<Item = &'sack Sack>) -> Self {
        let mut scale = Self::default();
        for sack in sacks {
            scale.texts += 1.0;
            for number in sack.counts.keys() {
                *scale.holding.entry(*number).or_default() += 1.0;
            }
        }
        scale
    }

    fn rarity(&self, number: u64) -> f64 {
        let holding = self.holding.get(&number).copied().unwrap_or(0.0);
        ((self.texts + 1.0) / (holding + 0.5)).ln().max(0.0)
    }

    /// A text, weighed: of length 1, where it says anything at all.
    pub fn weigh(&self, sack: &Sack) -> Weighed {
        let damped = |count: f64| if count > 1.0 { 1.0 + count.ln() } else { count };
        let parts = sack.counts.iter().map(|(number, count)| (*number, damped(*count) * self.rarity(*number)));
        let mut weighed = Weighed { parts: parts.filter(|(_, weight)| *weight > 0.0).collect() };
        weighed.parts.sort_unstable_by_key(|(number, _)| *number);
        weighed.scaled()
    }
}

/// A text as a direction: what it is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weighed {
    /// By number, in their order.
    parts: Vec<(u64, f64)>,
}

impl Weighed {
    fn scaled(mut self) -> Self {
        let length = self.parts.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        if length > 0.0 {
            for (_, weight) in &mut self.parts {
                *weight /= length;
            }
        }
        self
    }

    /// How like two texts are, from 0 to 1.
    pub fn likeness(&self, other: &Self) -> f64 {
        let (mut left, mut right) = (self.parts.iter().peekable(), other.parts.iter().peekable());
        let mut sum = 0.0;
        while let (Some((a, x)), Some((b, y))) = (left.peek(), right.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(left.next()),
                std::cmp::Ordering::Greater => drop(right.next()),
                std::cmp::Ordering::Equal => {
                    sum += x * y;
                    left.next();
                    right.next();
                }
            }
        }
        sum
    }

    /// What a number of a stem or run weighs in it.
    pub fn weight(&self, number: u64) -> f64 {
        self.parts.binary_search_by_key(&number, |(number, _)| *number).map_or(0.0, |place| self.parts[place].1)
    }

    /// What several texts have in common: their sum, of length 1 again.
    pub fn middle<'text>(texts: impl IntoIterator<Item = (&'text Self, f64)>) -> Self {
        let mut sums = Numbers::default();
        for (text, times) in texts {
            for (number, weight) in &text.parts {
                *sums.entry(*number).or_default() += times * weight;
            }
        }
        let mut parts: Vec<(u64, f64)> = sums.into_iter().collect();
        parts.sort_unstable_by_key(|(number, _)| *number);
        Self { parts }.scaled()
    }
}
