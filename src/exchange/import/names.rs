//! Folded names and whose they are; a name of two is nobody's.

use std::collections::HashMap;

use crate::domain::Id;
use crate::domain::fold::{key, words};

/// Whose name is what.
#[derive(Debug, Default)]
pub(super) struct Names(HashMap<String, Option<Id>>);

impl Names {
    /// Remembers a folded name. An empty one names nothing.
    pub(super) fn add(&mut self, name: &str, id: Id) {
        if !name.is_empty() {
            let known = self.0.entry(name.to_owned()).or_insert(Some(id));
            if *known != Some(id) {
                *known = None;
            }
        }
    }

    /// Whose folded name this is.
    pub(super) fn get(&self, name: &str) -> Option<Id> {
        self.0.get(name).copied().flatten()
    }

    /// Whether the name is that of two.
    pub(super) fn is_shared(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(Option::is_none)
    }
}

/// Gives the folded name of a person without academic titles: `Dr. Lea Ostendorf` is `lea ostendorf`.
pub(super) fn person_key(name: &str) -> String {
    const TITLES: [&str; 9] = ["dr", "prof", "dipl", "ing", "mag", "msc", "frau", "herr", "med"];
    let all: Vec<String> = words(name).collect();
    let first = all.iter().position(|word| !TITLES.contains(&word.as_str())).unwrap_or(0);
    all[first..].join(" ")
}

/// Whether `short` may be the name `full` with its first names cut to letters: `B. Saalfeld`, `Birte Saalfeld`.
pub(super) fn shortens(short: &str, full: &str) -> bool {
    let (short, full) = (person_key(short), person_key(full));
    let (Some((short_first, short_last)), Some((full_first, full_last))) =
        (short.split_once(' '), full.split_once(' '))
    else {
        return false;
    };
    short_last == full_last && short_first.chars().count() == 1 && full_first.starts_with(short_first)
}

/// Cuts a cell at commas, semicolons and line ends that stand outside brackets.
pub(super) fn entries(cell: &str) -> Vec<&str> {
    let mut depth = 0usize;
    let outside = |letter: char| {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        letter == '\n' || depth == 0 && matches!(letter, ',' | ';')
    };
    cell.split(outside).map(str::trim).filter(|entry| !entry.is_empty()).collect()
}

/// Takes a text in brackets from the end: `Ruth Erkens (RKN)` is `Ruth Erkens` and `RKN`.
pub(super) fn bracketed(text: &str) -> (&str, Option<&str>) {
    let text = text.trim();
    let Some((before, inside)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) else {
        return (text, None);
    };
    (before.trim(), Some(inside.trim()).filter(|inside| !inside.is_empty()))
}

/// How much two texts share of their words, from 0 to 1.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    let set = |text: &str| words(text).collect::<std::collections::HashSet<String>>();
    let (one, other) = (set(one), set(other));
    let shared = one.intersection(&other).count();
    let all = one.len() + other.len();
    if all == 0 { 0.0 } else { 2.0 * shared as f64 / all as f64 }
}

/// Whether two texts are spellings of one.
pub(super) fn is_same_text(one: &str, other: &str) -> bool {
    one == other || key(one) == key(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_shortened_and_compared() {
        assert_eq!(person_key("Prof. Dr.-Ing. Ingo Breidenbend"), "ingo breidenbend");
        assert_eq!(person_key("Dr."), "dr");
        assert!(shortens("B. Saalfeld", "Birte Saalfeld"));
        assert!(!shortens("B. Saalfeld", "Carla Saalfeld"));
        assert!(!shortens("Birte", "Birte Saalfeld"));
        assert_eq!(entries("A (x, y), B;\nC (z"), ["A (x, y)", "B", "C (z"]);
        assert_eq!(bracketed("Barbara Tillessen (VHS, beratend)"), ("Barbara Tillessen", Some("VHS, beratend")));
        assert_eq!(bracketed("A ()"), ("A", None));
    }

    #[test]
    fn a_shared_name_is_nobody_s() {
        let mut names = Names::default();
        names.add("a", Id(1));
        names.add("a", Id(1));
        names.add("b", Id(1));
        names.add("b", Id(2));
        assert_eq!((names.get("a"), names.get("b"), names.get("c")), (Some(Id(1)), None, None));
        assert!(names.is_shared("b") && !names.is_shared("a"));
    }
}
