//! Finds the topic that free words mean, only where there is no doubt.

use std::collections::BTreeSet;

use super::names::Names;
use crate::domain::fold::{key, words};
use crate::domain::{Field, Id, Record};

/// Words of a cell that are looked at; what is longer is no topic but a text.
const WORDS: usize = 40;

/// The names, short names and synonyms of all topics.
#[derive(Debug, Default)]
pub(super) struct Topics {
    names: Names,
    /// Words of the longest name.
    longest: usize,
}

/// How a text names a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Certain {
    /// The text is one of its names.
    Whole(Id),
    /// One of its names stands in the text, and no other topic's does.
    Part(Id),
}

impl Certain {
    pub(super) fn id(self) -> Id {
        match self {
            Self::Whole(id) | Self::Part(id) => id,
        }
    }
}

impl Topics {
    pub(super) fn new<'records>(topics: impl IntoIterator<Item = &'records Record>) -> Self {
        let mut all = Self::default();
        for topic in topics.into_iter().filter(|topic| !topic.is_removed()) {
            all.add(topic);
        }
        all
    }

    pub(super) fn add(&mut self, topic: &Record) {
        let name = topic.text(Field::Name);
        let spellings = [name, topic.text(Field::ShortName)].into_iter().chain(topic.text(Field::Synonyms).lines());
        for spelling in spellings.chain(name.split('/')) {
            self.longest = self.longest.max(words(spelling).count());
            self.names.add(&key(spelling), topic.id);
        }
    }

    /// The topic that the text means beyond doubt.
    pub(super) fn certain(&self, text: &str) -> Option<Certain> {
        if let Some(id) = self.names.get(&key(text)) {
            return Some(Certain::Whole(id));
        }
        let all: Vec<String> = words(text).take(WORDS).collect();
        let mut found: BTreeSet<Id> = BTreeSet::new();
        for length in 1..=self.longest.min(all.len()) {
            for part in all.windows(length) {
                let name = part.join(" ");
                if self.names.is_shared(&name) {
                    return None;
                }
                found.extend(self.names.get(&name));
            }
        }
        match found.len() {
            1 => found.pop_first().map(Certain::Part),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;

    fn topics() -> Topics {
        let topic = |id, name: &str, short: &str, synonyms: &str| {
            Record::new(Kind::Topic, Id(id))
                .with(Field::Name, name)
                .with(Field::ShortName, short)
                .with(Field::Synonyms, synonyms)
        };
        Topics::new(&[
            topic(1, "Photovoltaik/Dachflächen", "PV", "Solarstrom"),
            topic(2, "Bildung für nachhaltige Entwicklung", "BNE", "Kita\nSchule der Zukunft"),
            topic(3, "Gebäudesanierung", "SAN", "Sanierung"),
        ])
    }

    #[test]
    fn a_topic_is_found_only_beyond_doubt() {
        let topics = topics();
        for (text, found) in [
            ("PV", Some(Certain::Whole(Id(1)))),
            ("dachflaechen", Some(Certain::Whole(Id(1)))),
            ("PV / Denkmal", Some(Certain::Part(Id(1)))),
            ("Photovoltaik und Dachflächen", Some(Certain::Part(Id(1)))),
            ("die Schule der Zukunft", Some(Certain::Part(Id(2)))),
            ("Kita-Sanierung", None),
            ("Schule", None),
            ("PVC", None),
            ("", None),
        ] {
            assert_eq!(topics.certain(text), found, "{text}");
        }
    }
}
