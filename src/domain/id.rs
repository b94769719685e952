//! Identities: of records, of changes, and where new ones come from.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A record's identity within its kind. Below 2^53, so that every JSON reader can hold it.
///
/// Ids are drawn at random where a record is made, not counted in the file: a change that waits for the
/// drive can then already refer to what it creates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(pub i64);

/// The bits of an id.
pub const ID_BITS: u32 = 53;

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// The identity of a change, drawn where the change is made; the same change applied again is recognised by it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChangeId(pub u128);

impl fmt::Display for ChangeId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", self.0)
    }
}

impl fmt::Debug for ChangeId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ChangeId({self})")
    }
}

impl FromStr for ChangeId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u128::from_str_radix(text, 16).map(Self)
    }
}

impl Serialize for ChangeId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ChangeId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A stream of identities from a seed (SplitMix64, <https://prng.di.unimi.it/splitmix64.c>).
///
/// The seed comes from outside, so that the state machine stays free of chance and a test can repeat itself.
#[derive(Clone, Debug)]
pub struct IdSource(u64);

impl IdSource {
    /// A stream that depends on nothing but the seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits of the stream.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A new record's id, never 0.
    pub fn record(&mut self) -> Id {
        Id((self.bits() >> (64 - ID_BITS)).max(1).cast_signed())
    }

    /// A new change's id.
    pub fn change(&mut self) -> ChangeId {
        ChangeId((u128::from(self.bits()) << 64) | u128::from(self.bits()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_fit_what_json_readers_hold() {
        let mut source = IdSource::new(7);
        assert!((0..10_000).map(|_| source.record()).all(|id| id.0 > 0 && id.0 < 1 << ID_BITS));
    }

    #[test]
    fn a_change_id_is_read_back_from_its_text() {
        let id = IdSource::new(1).change();
        assert_eq!(id.to_string().parse(), Ok(id));
    }
}
