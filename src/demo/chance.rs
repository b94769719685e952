//! Chance that repeats itself: numbers and choices from a seed.

use std::ops::RangeInclusive;

use crate::domain::IdSource;

/// A stream of choices.
#[derive(Clone, Debug)]
pub(super) struct Chance(IdSource);

impl Chance {
    /// The stream of one purpose; streams of different purposes have nothing to do with each other.
    pub(super) fn new(seed: u64, purpose: u64) -> Self {
        let mut start = IdSource::new(seed ^ purpose.wrapping_mul(0xd6e8_feb8_6659_fd93));
        Self(IdSource::new(start.bits()))
    }

    /// A number below `end`; 0 where `end` is 0.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        let wide = u128::from(self.0.bits()) * u128::from(end);
        (wide >> 64) as u64
    }

    /// A number of a range.
    pub(super) fn within(&mut self, range: RangeInclusive<u64>) -> u64 {
        range.start() + self.below(range.end() - range.start() + 1)
    }

    /// True in so many cases of a hundred.
    pub(super) fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    /// One of several; nothing where there is none.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len() as u64) as usize)
    }

    /// One of several words; empty where there is none.
    pub(super) fn word(&mut self, from: &[&'static str]) -> &'static str {
        self.pick(from).copied().unwrap_or_default()
    }

    /// Puts several in an order of chance.
    pub(super) fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            all.swap(last, self.below(last as u64 + 1) as usize);
        }
    }
}
