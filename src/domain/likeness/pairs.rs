//! Finds the pairs worth comparing among many contacts: those that share a sign, never all with all.

use std::collections::{HashMap, HashSet};

use super::{Marks, PROPOSED, Pair, Shared, compare, names};
use crate::domain::Id;

/// Contacts with the same sign that are all compared with each other; of more, each with its neighbours.
const ALL: usize = 24;

/// Neighbours in the order of names.
const NEIGHBOURS: usize = 8;

/// The pairs of a file that are proposed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The surest first, at most as many as were asked for.
    pub pairs: Vec<Pair>,
    /// How many there are in all.
    pub all: usize,
}

/// The pairs of contacts that may be one person, the surest first.
pub fn found(contacts: &[Marks], most: usize) -> Found {
    let shared = Shared::new(contacts);
    let mut blocks: HashMap<(u8, String), Vec<usize>> = HashMap::new();
    for (place, contact) in contacts.iter().enumerate() {
        for sign in signs(contact) {
            let block = blocks.entry(sign).or_default();
            if block.last() != Some(&place) {
                block.push(place);
            }
        }
    }
    let mut seen: HashSet<(Id, Id)> = HashSet::new();
    let mut pairs: Vec<Pair> = Vec::new();
    for mut block in blocks.into_values().filter(|block| block.len() > 1) {
        let reach = if block.len() > ALL { NEIGHBOURS } else { ALL };
        if block.len() > ALL {
            block.sort_by_cached_key(|place| (contacts[*place].name.whole.clone(), contacts[*place].name.given()));
        }
        for (at, place) in block.iter().enumerate() {
            for other in block.iter().skip(at + 1).take(reach) {
                let (one, other) = (&contacts[*place.min(other)], &contacts[*place.max(other)]);
                let pair = compare(one, other, &shared).filter(|pair| pair.score >= PROPOSED);
                pairs.extend(pair.filter(|pair| seen.insert((pair.left, pair.right))));
            }
        }
    }
    // Ids last, so that the same file gives the same order.
    pairs.sort_by(|a, b| b.score.cmp(&a.score).then((a.left, a.right).cmp(&(b.left, b.right))));
    let all = pairs.len();
    pairs.truncate(most);
    Found { pairs, all }
}

/// What two contacts have to share in order to be compared.
fn signs(contact: &Marks) -> Vec<(u8, String)> {
    let name = &contact.name;
    let mut signs: Vec<(u8, String)> = Vec::with_capacity(8);
    signs.extend(contact.mails.iter().map(|mail| (0, mail.clone())));
    signs.extend(contact.phones.iter().map(|number| (1, number.clone())));
    let letter = name.first.first().and_then(|word| word.chars().next()).map(String::from).unwrap_or_default();
    signs.extend(names::parts(name).into_iter().map(|part| (2, format!("{part} {letter}"))));
    signs.push((3, format!("{} {letter}", name.sound)));
    if let Some(institution) = contact.institution {
        signs.push((4, format!("{} {institution}", name.sound)));
        signs.push((5, format!("{} {institution}", name.given())));
    }
    // The same for a name and the name turned round.
    let mut both = [name.given(), name.whole.clone()];
    both.sort_unstable();
    signs.push((6, both.join(" ")));
    signs
}
