//! Look-ups as people type them, on a file made from the samples: what was meant stands first.

use std::collections::{BTreeMap, BTreeSet};

use runde::domain::{Field, Hit, Id, Kind};
use runde::exchange::import::RowPlan;
use runde::exchange::sheet;
use runde::screens::find::HITS;

use crate::alliance::{Alliance, Lists, lists};

const FURTHER: &[u8] = include_bytes!("../data/suchen-weitere.csv");
const THIRD: &[u8] = include_bytes!("../data/suchen-dritte.csv");

/// A file with everything that the samples hold, and the key of the person behind each contact.
struct Samples {
    alliance: Alliance,
    people: BTreeMap<Id, String>,
}

impl Samples {
    fn of(lists: &Lists) -> Self {
        let mut alliance = Alliance::new();
        alliance.import(lists.groups, "arbeitskreise.csv");
        alliance.import(lists.questions, "fragen-eingang.csv");
        let mut people = BTreeMap::new();
        let truth = sheet::read(lists.keys).unwrap();
        for (name, bytes) in [("kontakte.vcf", lists.cards), ("kontakte-outlook.csv", lists.outlook)] {
            let (plan, _) = alliance.import(bytes, name);
            let keys = truth.rows.iter().filter(|row| row.cells[1] == name);
            for (row, key) in plan.rows.iter().zip(keys) {
                let (RowPlan::Create { id, .. } | RowPlan::Change { id, .. } | RowPlan::Same { id, .. }) = row.what
                else {
                    panic!("{row:?}");
                };
                people.insert(id, key.cells[0].clone());
            }
        }
        Self { alliance, people }
    }

    /// What stands for a hit in the list of what was expected: a person's key, or a question's number.
    fn sign(&self, hit: &Hit) -> Option<String> {
        match hit.kind {
            Kind::Contact => self.people.get(&hit.id).cloned(),
            Kind::Question => {
                let question = self.alliance.store.record(Kind::Question, hit.id).unwrap().unwrap();
                question.get(Field::Number).as_number().map(|number| number.to_string())
            }
            _ => None,
        }
    }

    /// The places, from 1, at which the first right ones of a file of look-ups stand among those of their kind in the
    /// mixed list, by kind.
    #[expect(clippy::print_stdout, reason = "the figures are what the test is run for")]
    fn places(&self, lookups: &[u8]) -> BTreeMap<&'static str, Vec<Option<usize>>> {
        let mut places: BTreeMap<_, Vec<_>> = BTreeMap::new();
        // Not read as a sheet of an office: among look-ups there are words that are heads of columns there.
        for row in csv::Reader::from_reader(lookups).records() {
            let row = row.unwrap();
            let (typed, expected) = (&row[1], &row[2]);
            let (name, kind) = match &row[0] {
                "kontakt" => ("kontakt", Kind::Contact),
                _ => ("frage", Kind::Question),
            };
            let expected: BTreeSet<&str> = expected.split(' ').collect();
            let found = self.alliance.store.find(typed, None, HITS).unwrap();
            let mut signs: Vec<String> =
                found.iter().filter(|hit| hit.kind == kind).filter_map(|hit| self.sign(hit)).collect();
            let mut seen = BTreeSet::new();
            signs.retain(|sign| seen.insert(sign.clone()));
            let place = signs.iter().position(|sign| expected.contains(sign.as_str())).map(|place| place + 1);
            if place != Some(1) {
                signs.truncate(5);
                println!("{name} `{typed}`: {place:?}, expected {expected:?}, found {signs:?}");
            }
            places.entry(name).or_default().push(place);
        }
        places
    }

    #[expect(clippy::print_stdout, reason = "the figures are what the test is run for")]
    fn check(&self, lookups: &[u8]) {
        let places = self.places(lookups);
        for (name, within, goal) in [("kontakt", 1, 0.9), ("kontakt", 3, 0.98), ("frage", 1, 0.0), ("frage", 5, 0.95)] {
            let places = &places[name];
            let right = places.iter().filter(|place| place.is_some_and(|place| place <= within)).count();
            let share = right as f64 / places.len() as f64;
            println!("{name}: {right} of {} among the first {within}, {:.1} %", places.len(), 100.0 * share);
            assert!(share >= goal, "{name}: {right} of {} among the first {within}", places.len());
        }
    }
}

#[test]
fn the_look_ups_of_the_sample_find_what_was_meant() {
    let lists = lists!("");
    Samples::of(&lists).check(lists.lookups);
}

#[test]
fn the_look_ups_of_two_other_alliances_find_what_was_meant() {
    for lists in [lists!("zweite/"), lists!("dritte/")] {
        Samples::of(&lists).check(lists.lookups);
    }
}

#[test]
fn other_look_ups_find_what_was_meant() {
    Samples::of(&lists!("")).check(FURTHER);
}

/// Written when the ranking was finished, and not looked at before.
#[test]
fn look_ups_that_the_ranking_was_not_made_for_find_what_was_meant() {
    Samples::of(&lists!("")).check(THIRD);
}
