//! Which entries fit what was typed, the best first.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::domain::{fold, spelling};

/// What an entry can be found by, folded.
#[derive(Clone, Debug)]
pub(super) struct Findable {
    short: String,
    label: String,
    other: String,
}

impl Findable {
    /// By short name, name and whatever else.
    pub(super) fn new(short: &str, label: &str, other: &str) -> Self {
        Self { short: fold::key(short), label: fold::key(label), other: fold::key(other) }
    }
}

/// The places of the entries that fit all words, the best first; all of them in their order where there are none.
///
/// An entry fits where every word stands in it, in whatever order. Only where none does, typing errors and left
/// out letters are forgiven: otherwise they would be noise under the right ones.
pub(super) fn rank<'a>(typed: &str, entries: impl Iterator<Item = &'a Findable> + Clone) -> Vec<usize> {
    let words: Vec<String> = fold::words(typed).collect();
    if words.is_empty() {
        return (0..entries.count()).collect();
    }
    let exact = best_first(entries.clone().map(|entry| worst(&words, |word| stands(word, entry))));
    if !exact.is_empty() {
        return exact;
    }
    let near = best_first(entries.clone().map(|entry| worst(&words, |word| misspelt(word, entry))));
    if !near.is_empty() {
        return near;
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let atoms: Vec<Atom> = words.iter().map(|word| fuzzy(word)).collect();
    let mut letters = Vec::new();
    best_first(entries.map(|entry| {
        let label = Utf32Str::new(&entry.label, &mut letters);
        let scores = atoms.iter().map(|atom| atom.score(label, &mut matcher).map(u32::from));
        Some(u32::MAX - scores.sum::<Option<u32>>()?)
    }))
}

/// Letters in their order, others between them.
fn fuzzy(word: &str) -> Atom {
    Atom::new(word, CaseMatching::Respect, Normalization::Never, AtomKind::Fuzzy, false)
}

/// The places of what has a cost, the least first, equals in their order.
fn best_first(costs: impl Iterator<Item = Option<u32>>) -> Vec<usize> {
    let mut fitting: Vec<(u32, usize)> = costs.enumerate().filter_map(|(place, cost)| Some((cost?, place))).collect();
    fitting.sort_unstable();
    fitting.into_iter().map(|(_, place)| place).collect()
}

/// The costs of all words together, the worst of them counting most; `None` where one does not fit.
fn worst(words: &[String], cost: impl Fn(&str) -> Option<u32>) -> Option<u32> {
    let costs: Vec<u32> = words.iter().map(|word| cost(word)).collect::<Option<_>>()?;
    Some(costs.iter().max()? * 100 + costs.iter().sum::<u32>())
}

/// How well a word stands in an entry: the short name first, beginnings before parts.
fn stands(word: &str, entry: &Findable) -> Option<u32> {
    let places = [
        entry.short == word,
        entry.short.starts_with(word),
        entry.label == word,
        entry.label.starts_with(word),
        begins_a_word(&entry.label, word) || begins_a_word(&entry.short, word),
        entry.label.contains(word) || entry.short.contains(word),
        entry.other.starts_with(word) || begins_a_word(&entry.other, word),
        entry.other.contains(word),
    ];
    places.iter().position(|fits| *fits).and_then(|place| u32::try_from(place).ok())
}

fn begins_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(start, _)| start > 0 && text.as_bytes()[start - 1] == b' ')
}

/// How many letters of a word are wrong; one in short words, two in long ones.
fn misspelt(word: &str, entry: &Findable) -> Option<u32> {
    let letters: Vec<char> = word.chars().collect();
    let allowed = match letters.len() {
        0..=3 => return None,
        4..=7 => 1,
        _ => 2,
    };
    let written = [&entry.label, &entry.short, &entry.other].into_iter().flat_map(|text| text.split(' '));
    let distance = written.filter_map(|other| spelling::distance_to_start(&letters, other, allowed)).min()?;
    u32::try_from(distance).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked(typed: &str) -> Vec<&'static str> {
        const TOWNS: [(&str, &str, &str); 6] = [
            ("RKN", "Rhein-Kreis Neuss", "Kreis"),
            ("NE", "Neuss", "Stadt Neuss"),
            ("JÜ", "Jüchen", "Juechen"),
            ("KO", "Korschenbroich", "Korsch."),
            ("KWP", "Kommunale Wärmeplanung", "Heizen"),
            ("KA", "Kaarst", ""),
        ];
        let entries: Vec<Findable> =
            TOWNS.iter().map(|(short, label, other)| Findable::new(short, label, other)).collect();
        rank(typed, entries.iter()).into_iter().map(|place| TOWNS[place].1).collect()
    }

    #[test]
    fn the_short_name_comes_first_and_beginnings_before_parts() {
        assert_eq!(ranked("ne"), ["Neuss", "Rhein-Kreis Neuss"]);
        assert_eq!(ranked("k")[..3], ["Korschenbroich", "Kommunale Wärmeplanung", "Kaarst"]);
        assert_eq!(ranked("heiz"), ["Kommunale Wärmeplanung"]);
    }

    #[test]
    fn umlauts_parts_of_compounds_and_words_in_any_order_are_found() {
        assert_eq!(ranked("jüch"), ["Jüchen"]);
        assert_eq!(ranked("juech"), ["Jüchen"]);
        assert_eq!(ranked("planung"), ["Kommunale Wärmeplanung"]);
        assert_eq!(ranked("plan komm"), ["Kommunale Wärmeplanung"]);
        assert_eq!(ranked("neuss kreis"), ["Rhein-Kreis Neuss"]);
    }

    #[test]
    fn typing_errors_are_forgiven_where_nothing_fits_otherwise() {
        assert_eq!(ranked("karrst"), ["Kaarst"]);
        assert_eq!(ranked("korshenbroich"), ["Korschenbroich"]);
        assert_eq!(ranked("kplg"), ["Kommunale Wärmeplanung"]);
        assert!(ranked("xyzxyz").is_empty());
    }

    #[test]
    fn nothing_typed_leaves_everything_in_its_order() {
        assert_eq!(ranked(" ").len(), 6);
        assert_eq!(ranked("")[0], "Rhein-Kreis Neuss");
    }
}
