//! Finds the pairs worth comparing among many contacts: those that share a sign, never all with all.

use std::collections::HashSet;

use super::{Marks, PROPOSED, Pair, Shared, compare_from, is_whole, names, sign};
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

/// What two contacts have to share in order to be compared. A name alone never reaches [`PROPOSED`], so that it is no
/// sign by itself: it needs the institution, or else a mail or number has to be the same.
#[derive(Clone, Copy)]
enum Sign {
    Mail,
    /// What stands before the `@`, where it has several words: people keep it in another body.
    MailName,
    Phone,
    /// A part of the last name and the first letter of the first, in one institution.
    Part,
    /// How the last name sounds, in one institution.
    Sound,
    /// The first names, in one institution.
    First,
    /// All names in the order of letters, in one institution: the same for a name and the name turned round.
    Turned,
}

impl Sign {
    const ALL: [Self; 7] =
        [Self::Mail, Self::MailName, Self::Phone, Self::Part, Self::Sound, Self::First, Self::Turned];

    /// Notes the signs of this sort that a contact has.
    fn note(self, contact: &Marks, mut note: impl FnMut(u64)) {
        let name = &contact.name;
        match (self, contact.institution) {
            (Self::Mail, _) => contact.mails().map(sign).for_each(note),
            (Self::MailName, _) => {
                let before = contact.mails().filter_map(|mail| mail.split_once('@').map(|(before, _)| before));
                before.filter(|before| is_whole(before)).map(sign).for_each(note);
            }
            (Self::Phone, _) => contact.phones.iter().copied().for_each(note),
            (_, None) => {}
            (Self::Part, Some(body)) => {
                let letter = name.first.chars().next();
                names::parts(name).into_iter().for_each(|part| note(sign((part, letter, body))));
            }
            (Self::Sound, Some(body)) => note(sign((&name.sound, body))),
            (Self::First, Some(body)) => note(sign((name.given(), body))),
            (Self::Turned, Some(body)) => {
                let mut both = [name.given(), name.whole()];
                both.sort_unstable();
                note(sign((both, body)));
            }
        }
    }
}

/// The pairs of contacts that may be one person, the surest first.
pub fn found(contacts: &[Marks], most: usize) -> Found {
    let shared = Shared::new(contacts);
    let mut seen: HashSet<(Id, Id)> = HashSet::new();
    let mut pairs: Vec<Pair> = Vec::new();
    // One sort of signs after the other, so that only one is held in memory.
    let mut signs: Vec<(u64, usize)> = Vec::new();
    for of in Sign::ALL {
        signs.clear();
        for (place, contact) in contacts.iter().enumerate() {
            of.note(contact, |sign| signs.push((sign, place)));
        }
        signs.sort_unstable();
        signs.dedup();
        for block in signs.chunk_by(|one, other| one.0 == other.0).filter(|block| block.len() > 1) {
            let mut block: Vec<usize> = block.iter().map(|(_, place)| *place).collect();
            let reach = if block.len() > ALL { NEIGHBOURS } else { ALL };
            if block.len() > ALL {
                block.sort_by_cached_key(|place| (contacts[*place].name.whole(), contacts[*place].name.given()));
            }
            for (at, place) in block.iter().enumerate() {
                for other in block.iter().skip(at + 1).take(reach) {
                    let (one, other) = (&contacts[*place.min(other)], &contacts[*place.max(other)]);
                    let pair = compare_from(PROPOSED, one, other, &shared).filter(|pair| pair.score >= PROPOSED);
                    pairs.extend(pair.filter(|pair| seen.insert((pair.left, pair.right))));
                }
            }
        }
    }
    // Ids last, so that the same file gives the same order.
    pairs.sort_by(|a, b| b.score.cmp(&a.score).then((a.left, a.right).cmp(&(b.left, b.right))));
    let all = pairs.len();
    pairs.truncate(most);
    Found { pairs, all }
}
