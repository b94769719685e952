//! Finds the contacts that cards are already, and those that only may be the same.

use std::collections::{HashMap, HashSet, VecDeque};

use super::ContactMark;
use super::parts::full;
use crate::domain::fold::key;
use crate::domain::likeness;
use crate::domain::merge::line_key;
use crate::domain::{Field, Id};

/// Contacts looked at for one card; only hostile files have more that are alike.
const LOOKED_AT: usize = 16;

/// What a card is recognised by.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    pub(super) uid: Option<String>,
    /// Whether Runde has written the card.
    pub(super) is_ours: bool,
    /// First and last name.
    pub(super) name: (String, String),
    pub(super) mails: Vec<String>,
    pub(super) phones: Vec<String>,
    /// Where it is known already.
    pub(super) institution: Option<Id>,
}

/// Ways to recognise somebody, the surest first.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Sign {
    Uid(String),
    Mail(String),
    Name(String, Option<Id>),
}

/// The contacts of the file, and those of this import as far as it is planned.
pub(super) struct AddressBook {
    of: Vec<Option<Id>>,
    uids: HashSet<String>,
    /// Names by what makes two contacts alike: mail, number, name.
    alike: HashMap<String, String>,
}

impl AddressBook {
    /// Finds the contact of each card. Cards that are nothing are `None`.
    pub(super) fn find(contacts: &[ContactMark], entries: &[Option<Entry>]) -> Self {
        let mut by_sign: HashMap<Sign, VecDeque<usize>> = HashMap::new();
        let mut alike = HashMap::new();
        for (place, contact) in contacts.iter().enumerate() {
            let mails: Vec<String> = contact.mails.lines().map(str::to_owned).collect();
            let phones: Vec<String> = contact.phones.lines().map(str::to_owned).collect();
            let entry = Entry {
                uid: contact.uid.clone(),
                is_ours: true,
                name: contact.name.clone(),
                mails,
                phones,
                institution: contact.institution,
            };
            for pass in PASSES {
                for sign in signs(&entry, pass) {
                    by_sign.entry(sign).or_default().push_back(place);
                }
            }
            if !contact.removed {
                note_alike(&mut alike, &entry);
            }
        }
        let uids = contacts.iter().filter_map(|contact| contact.uid.clone()).collect();
        let mut claimed = vec![false; contacts.len()];
        let mut of = vec![None; entries.len()];
        for pass in PASSES {
            for (entry, found) in entries.iter().zip(&mut of) {
                if let (Some(entry), None) = (entry, *found) {
                    *found = best(entry, pass, contacts, &mut by_sign, &mut claimed);
                }
            }
        }
        Self { of, uids, alike }
    }

    /// The contact that the card at this place is.
    pub(super) fn of(&self, place: usize) -> Option<Id> {
        self.of.get(place).copied().flatten()
    }

    /// Whether a contact of the file has this identity.
    pub(super) fn has_uid(&self, uid: &str) -> bool {
        self.uids.contains(uid)
    }

    /// The name of somebody who may be the same.
    pub(super) fn alike(&self, entry: &Entry) -> Option<String> {
        likenesses(entry).find_map(|like| self.alike.get(&like).cloned())
    }

    /// Remembers a contact that comes into being.
    pub(super) fn add(&mut self, entry: &Entry) {
        note_alike(&mut self.alike, entry);
    }
}

const PASSES: [usize; 3] = [0, 1, 2];

fn signs(entry: &Entry, pass: usize) -> Vec<Sign> {
    match pass {
        0 => entry.uid.iter().map(|uid| Sign::Uid(uid.clone())).collect(),
        1 => entry.mails.iter().map(|mail| Sign::Mail(line_key(Field::Mails, mail))).collect(),
        _ => {
            let name = name_key(&entry.name);
            if name.is_empty() { Vec::new() } else { vec![Sign::Name(name, entry.institution)] }
        }
    }
}

/// The contact that fits best among those with the same sign that no other card has taken.
fn best(
    entry: &Entry,
    pass: usize,
    contacts: &[ContactMark],
    by_sign: &mut HashMap<Sign, VecDeque<usize>>,
    claimed: &mut [bool],
) -> Option<Id> {
    let mut fitting: Vec<usize> = Vec::new();
    for sign in signs(entry, pass) {
        let Some(places) = by_sign.get_mut(&sign) else { continue };
        while places.front().is_some_and(|place| claimed[*place]) {
            places.pop_front();
        }
        let free = places.iter().copied().filter(|place| !claimed[*place]);
        fitting.extend(free.take(LOOKED_AT).filter(|place| fits(entry, pass, &contacts[*place])));
    }
    // The first of the best, so that the cards of one file find the contacts that they became in the same order.
    let place = fitting.into_iter().rev().max_by_key(|place| score(entry, &contacts[*place]))?;
    claimed[place] = true;
    Some(contacts[place].id)
}

/// Several people may share the mail of an office or a family: one of the names has to be the same too, and the
/// other one may be.
///
/// A row that Runde has written may have been used for another person: then no name is left as it was.
fn fits(entry: &Entry, pass: usize, contact: &ContactMark) -> bool {
    let same = |one: &str, other: &str| !one.is_empty() && key(one) == key(other);
    let has_name = same(&entry.name.0, &contact.name.0) || same(&entry.name.1, &contact.name.1);
    match pass {
        0 => has_name || !entry.is_ours,
        1 => has_name && likeness::may_be_called(&entry.name, &contact.name),
        _ => true,
    }
}

fn score(entry: &Entry, contact: &ContactMark) -> usize {
    let is_live = !contact.removed;
    let has_name = name_key(&entry.name) == name_key(&contact.name);
    let has_place = entry.institution == contact.institution;
    let has_mails = entry.mails.join("\n") == contact.mails;
    [(is_live, 8), (has_name, 4), (has_place, 2), (has_mails, 1)]
        .iter()
        .map(|(is, worth)| usize::from(*is) * worth)
        .sum()
}

fn name_key(name: &(String, String)) -> String {
    key(&full(name))
}

fn likenesses(entry: &Entry) -> impl Iterator<Item = String> {
    let mails = entry.mails.iter().map(|mail| line_key(Field::Mails, mail));
    let phones = entry.phones.iter().map(|phone| line_key(Field::Phones, phone));
    let name = name_key(&entry.name);
    mails.chain(phones).chain([name]).filter(|like| !like.is_empty())
}

fn note_alike(alike: &mut HashMap<String, String>, entry: &Entry) {
    for like in likenesses(entry) {
        alike.entry(like).or_insert_with(|| full(&entry.name));
    }
}
