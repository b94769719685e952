//! Finds the members that a cell names, in the many ways in which lists write towns.
use std::collections::HashMap;

use crate::domain::fold::{key, words};

/// A member and the ways in which it is written: name, short name, other spellings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Town {
    pub id: i64,
    pub spellings: Vec<String>,
}

/// What one part of a cell stands for. `written` is that part as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TownMatch {
    Town {
        id: i64,
        written: String,
    },
    /// An abbreviation of several towns, by id.
    Ambiguous {
        ids: Vec<i64>,
        written: String,
    },
    Unknown {
        written: String,
    },
}

/// Words before or behind a name that say what it is.
const KINDS: [&str; 8] = ["stadt", "gemeinde", "gem", "kreisstadt", "town", "city", "municipality", "std"];

/// Abbreviations shorter than this are guesses.
const SHORTEST_ABBREVIATION: usize = 3;

/// Gives what a single cell names. For many cells prepare [`Towns`] once.
pub fn find(text: &str, towns: &[Town]) -> Vec<TownMatch> {
    Towns::new(towns).find(text)
}

/// The spellings of all towns, prepared for finding.
#[derive(Debug, Clone)]
pub struct Towns {
    exact: HashMap<String, Vec<i64>>,
    /// The same spellings, sorted, to find beginnings.
    sorted: Vec<(String, i64)>,
}

impl Towns {
    pub fn new(towns: &[Town]) -> Self {
        let mut sorted: Vec<(String, i64)> = Vec::new();
        for town in towns {
            for spelling in &town.spellings {
                let whole = key(spelling);
                let bare = without_kind(spelling);
                if bare != whole {
                    sorted.push((bare, town.id));
                }
                sorted.push((whole, town.id));
            }
        }
        sorted.retain(|(spelling, _)| !spelling.is_empty());
        sorted.sort_unstable();
        sorted.dedup();
        let mut exact: HashMap<String, Vec<i64>> = HashMap::new();
        for (spelling, id) in &sorted {
            exact.entry(spelling.clone()).or_default().push(*id);
        }
        Towns { exact, sorted }
    }

    /// Gives the towns that the cell names, each once and in the order written, and every part that
    /// names none. Nothing for an empty cell.
    pub fn find(&self, text: &str) -> Vec<TownMatch> {
        let text = text.trim();
        if text.is_empty() {
            return Vec::new();
        }
        // A name may itself hold a comma or an "und".
        if let Some(found) = self.one(text) {
            return vec![found];
        }
        let mut matches: Vec<TownMatch> = Vec::new();
        let mut seen: Vec<i64> = Vec::new();
        for part in parts(text) {
            match self.one(part) {
                Some(TownMatch::Town { id, .. }) if seen.contains(&id) => {}
                Some(found) => {
                    if let TownMatch::Town { id, .. } = found {
                        seen.push(id);
                    }
                    matches.push(found);
                }
                None => matches.push(TownMatch::Unknown { written: part.to_owned() }),
            }
        }
        if matches.is_empty() {
            matches.push(TownMatch::Unknown { written: text.to_owned() });
        }
        matches
    }

    fn one(&self, part: &str) -> Option<TownMatch> {
        let bare = without_kind(part);
        let exact = self.exact.get(&key(part)).or_else(|| self.exact.get(&bare));
        let ids = match exact {
            Some(ids) => ids.clone(),
            None if part.trim_end().ends_with('.') => self.beginning_with(&bare),
            None => return None,
        };
        let written = part.to_owned();
        match ids.as_slice() {
            [] => None,
            [id] => Some(TownMatch::Town { id: *id, written }),
            _ => Some(TownMatch::Ambiguous { ids, written }),
        }
    }

    fn beginning_with(&self, abbreviation: &str) -> Vec<i64> {
        if abbreviation.chars().count() < SHORTEST_ABBREVIATION {
            return Vec::new();
        }
        let first = self.sorted.partition_point(|(spelling, _)| spelling.as_str() < abbreviation);
        let mut ids: Vec<i64> = self.sorted[first..]
            .iter()
            .take_while(|(spelling, _)| spelling.starts_with(abbreviation))
            .map(|(_, id)| *id)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// The folded name without `Stadt`, `Gem.` and the like, unless nothing else is there.
fn without_kind(text: &str) -> String {
    let words: Vec<String> = words(text).collect();
    let is_kind = |word: &String| KINDS.contains(&word.as_str());
    match words.as_slice() {
        [first, rest @ ..] if is_kind(first) && !rest.is_empty() => rest.join(" "),
        [rest @ .., last] if is_kind(last) && !rest.is_empty() => rest.join(" "),
        all => all.join(" "),
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(['/', ';', ',', '+', '&', '|', '\n'])
        .flat_map(|part| part.split(" und "))
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" u. "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn towns() -> Vec<Town> {
        [
            (1, &["Rhein-Kreis Neuss", "RKN", "Kreis", "Kreisverwaltung"][..]),
            (2, &["Stadt Neuss", "NE"]),
            (3, &["Stadt Kaarst", "KA"]),
            (4, &["Korschenbroich"]),
            (5, &["Jüchen"]),
            (6, &["Gemeinde Rommerskirchen", "Roki"]),
        ]
        .into_iter()
        .map(|(id, spellings)| Town { id, spellings: spellings.iter().map(|text| (*text).to_owned()).collect() })
        .collect()
    }

    fn ids(text: &str) -> Vec<Option<i64>> {
        find(text, &towns())
            .into_iter()
            .map(|found| match found {
                TownMatch::Town { id, .. } => Some(id),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn many_spellings_are_found() {
        for (text, id) in [
            ("Kaarst", 3),
            ("Stadt Kaarst", 3),
            ("KAARST", 3),
            ("Kaarst (Stadt)", 3),
            ("ka", 3),
            ("Neuss (Stadt)", 2),
            ("Neuss", 2),
            ("NE", 2),
            ("Rhein-Kreis Neuss", 1),
            ("Kreis", 1),
            ("Rhein Kreis Neuß", 1),
            ("RKN", 1),
            ("Juechen", 5),
            ("Stadt Jüchen", 5),
            ("Korsch.", 4),
            ("Korschenbr.", 4),
            ("Rommersk.", 6),
            ("Gem. Rommerskirchen", 6),
            ("Gem. Rommersk.", 6),
            ("Juech.", 5),
            (" Kaarst ", 3),
            ("Kaarst.", 3),
        ] {
            assert_eq!(ids(text), [Some(id)], "{text}");
        }
    }

    #[test]
    fn several_towns_share_a_cell() {
        for text in [
            "Kaarst / Korschenbroich",
            "Kaarst; Korschenbroich",
            "Kaarst und Korsch.",
            "Kaarst,Korschenbroich",
            "Stadt Kaarst + Stadt Korschenbroich, Kaarst",
        ] {
            assert_eq!(ids(text), [Some(3), Some(4)], "{text}");
        }
    }

    #[test]
    fn what_is_no_town_stays_visible() {
        assert_eq!(find("Kaarst / Köln", &towns())[1], TownMatch::Unknown { written: "Köln".to_owned() });
        for text in ["alle", "K.", "Ju.", "Rommersk", "Stadt", "/", "?"] {
            assert_eq!(ids(text), [None], "{text}");
        }
        assert!(find("  ", &towns()).is_empty());
        assert_eq!(
            find(
                "Kre.",
                &[
                    Town { id: 1, spellings: vec!["Krefeld".to_owned()] },
                    Town { id: 2, spellings: vec!["Kreuzau".to_owned()] },
                ]
            ),
            [TownMatch::Ambiguous { ids: vec![1, 2], written: "Kre.".to_owned() }]
        );
    }
}
