//! Plans the contacts of an address book.

use std::collections::BTreeMap;

use super::address_book::{AddressBook, Entry};
use super::desk::Desk;
use super::institutions::Institutions;
use super::merge::{Way, bring_back, is_link, merge};
use super::names::{is_same_text, person_key};
use super::pile::{Piece, Pile};
use super::title::cut;
use super::topics::Certain;
use super::{Known, PlanRow, RowNote, RowPlan, Seen, Skip};
use crate::domain::fold::{key, words};
use crate::domain::{Edit, Field, Kind, Value, What};
use crate::exchange::card::{Address, Card, PhoneKind};

/// Categories that say that somebody gives talks.
const SPEAKERS: [&str; 9] = [
    "vortragende",
    "referent",
    "referentin",
    "referenten",
    "gastredner",
    "gastrednerin",
    "gastredner in",
    "speaker",
    "guest speaker",
];

/// Plans every card.
pub(super) fn rows<K: Known>(desk: &mut Desk<'_, K>, pile: Pile, file: &str) -> Result<Vec<PlanRow>, K::Error> {
    let institutions = Institutions::new(&desk.known.all(Kind::Institution)?, &desk.members);
    let entries: Vec<Option<Entry>> =
        pile.pieces.iter().map(|piece| piece.card.as_ref().ok().map(|card| entry(card, &institutions, desk))).collect();
    let book = AddressBook::find(&desk.known.contacts()?, &entries);
    let mut planner = Planner { desk, institutions, book, source: format!("{file} ({})", pile.kind) };
    let mut rows = Vec::with_capacity(pile.pieces.len());
    for (place, (piece, entry)) in pile.pieces.into_iter().zip(entries).enumerate() {
        rows.push(planner.row(place, piece, entry)?);
    }
    Ok(rows)
}

/// What a card is recognised by.
fn entry<K: Known>(card: &Card, institutions: &Institutions, desk: &Desk<'_, K>) -> Entry {
    let (first, last) = names(card).unwrap_or_default();
    Entry {
        uid: card.uid.clone(),
        name: (first, last),
        mails: card.mails.clone(),
        phones: card.phones.iter().map(|phone| phone.number.clone()).collect(),
        institution: card.organisation.as_deref().and_then(|name| institutions.find_or_gone(name, &desk.members)),
    }
}

struct Planner<'desk, 'a, K: Known> {
    desk: &'desk mut Desk<'a, K>,
    institutions: Institutions,
    book: AddressBook,
    source: String,
}

impl<K: Known> Planner<'_, '_, K> {
    fn row(&mut self, place: usize, piece: Piece, entry: Option<Entry>) -> Result<PlanRow, K::Error> {
        let Piece { line, number, label, card, mut notes } = piece;
        let label = cut(&label, 90);
        let (card, entry) = match (card, entry) {
            (Ok(card), Some(entry)) => (card, entry),
            (Err(what), _) => return Ok(PlanRow { line, card: number, what, label, notes, edits: Vec::new() }),
            (Ok(_), None) => {
                return Ok(PlanRow { line, card: number, what: no_name(), label, notes, edits: Vec::new() });
            }
        };
        let mut edits = Vec::new();
        let what = if names(&card).is_some() {
            self.contact(place, &card, &entry, &mut edits, &mut notes)?
        } else {
            self.institution(&card, &mut edits, &mut notes)?
        };
        let what = match what {
            RowPlan::Change { kind, id, .. } if edits.is_empty() => RowPlan::Same { kind, id },
            what => what,
        };
        Ok(PlanRow { line, card: number, what, label, notes, edits })
    }

    fn contact(
        &mut self,
        place: usize,
        card: &Card,
        entry: &Entry,
        edits: &mut Vec<Edit>,
        notes: &mut Vec<RowNote>,
    ) -> Result<RowPlan, K::Error> {
        let kind = Kind::Contact;
        let known = match self.book.of(place) {
            Some(id) => self.desk.known.seen(kind, id)?,
            None => None,
        };
        if known.as_ref().is_some_and(|seen| seen.record.is_removed() && !seen.taken_back) {
            return Ok(RowPlan::Skip(Skip::Removed));
        }
        let mut wanted = self.wanted(card, entry);
        if wanted.get(&Field::LastName).is_none_or(Value::is_unknown) {
            return Ok(no_name());
        }
        if let Some(name) = card.organisation.as_ref().filter(|name| !self.desk.line(name).is_unknown()) {
            // An institution is made for a contact that needs one, not for one that already has another.
            let has_one = known.as_ref().is_some_and(|seen| !seen.record.get(Field::Institution).is_unknown());
            let found = self.institutions.find(name, &self.desk.members);
            let id = match (found, has_one) {
                (None, true) => None,
                _ => Some(self.institutions.ensure(self.desk, name, edits, notes)?),
            };
            match id {
                Some(id) => drop(wanted.insert(Field::Institution, Value::from(id))),
                None => notes.extend(known.as_ref().map(|seen| self.other_institution(seen, name))),
            }
        }
        if let Some(seen) = &known {
            let kept = self.new_keywords(seen, card);
            wanted.insert(Field::Keywords, self.desk.text(kind, Field::Keywords, &kept));
        }
        let Some(seen) = known else {
            let mut contact = self.desk.new_record(kind);
            contact.values = wanted;
            let contact = contact.with(Field::Source, self.desk.line(&self.source)).with(Field::Uid, uid(card));
            edits.push(contact.create());
            notes.extend(self.book.alike(entry).map(|of| RowNote::PossibleDuplicate { of }));
            self.book.add(entry);
            return Ok(RowPlan::Create { kind, id: contact.id });
        };
        Ok(self.fill(&seen, &wanted, edits, notes))
    }

    /// Fills what is unknown in a record that is there.
    fn fill(
        &self,
        seen: &Seen,
        wanted: &BTreeMap<Field, Value>,
        edits: &mut Vec<Edit>,
        notes: &mut Vec<RowNote>,
    ) -> RowPlan {
        let (kind, id) = (seen.record.kind, seen.record.id);
        let mut merged = merge(seen, wanted, Way::Fill);
        if seen.record.is_removed() {
            bring_back(seen, &mut merged);
            notes.push(RowNote::ComesBack);
        }
        edits.append(&mut merged.edits);
        for (field, here, there) in merged.conflicts {
            let shown = |value: Value| match value.as_link() {
                Some(id) if is_link(kind, field) => Value::text(self.institutions.name(id)),
                _ => value,
            };
            notes.push(RowNote::Conflict { kind, field, here: shown(here), there: shown(there) });
        }
        RowPlan::Change { kind, id, fields: merged.fields }
    }

    /// The categories that say something new of a contact: not the topics that it has, nor that it gives talks.
    fn new_keywords(&self, seen: &Seen, card: &Card) -> String {
        let topics = seen.record.get(Field::Topics).as_links();
        let is_speaker = !seen.record.get(Field::Speaker).is_unknown();
        let is_new = |category: &&String| {
            let is_topic = self.desk.topics.certain(category).map(Certain::id).is_some_and(|id| topics.contains(&id));
            !(is_topic || is_speaker && SPEAKERS.contains(&key(category).as_str()))
        };
        card.categories.iter().filter(is_new).map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    fn other_institution(&self, seen: &Seen, name: &str) -> RowNote {
        let here = seen.record.get(Field::Institution).as_link().unwrap_or_default();
        let here = Value::text(self.institutions.name(here));
        RowNote::Conflict { kind: Kind::Contact, field: Field::Institution, here, there: Value::text(name) }
    }

    /// A card without a person: an institution.
    fn institution(
        &mut self,
        card: &Card,
        edits: &mut Vec<Edit>,
        notes: &mut Vec<RowNote>,
    ) -> Result<RowPlan, K::Error> {
        let kind = Kind::Institution;
        let name = card.organisation.as_deref().unwrap_or(&card.full_name);
        if self.desk.line(name).is_unknown() {
            return Ok(no_name());
        }
        let mut wanted = BTreeMap::new();
        for (field, text) in [
            (Field::Mail, card.mails.join(", ")),
            (Field::Phone, phones(card).join(", ")),
            (Field::Address, card.address.as_ref().map(address).unwrap_or_default()),
            (Field::Web, card.web.clone().unwrap_or_default()),
            (Field::Note, card.note.clone().unwrap_or_default()),
        ] {
            wanted.insert(field, self.desk.text(kind, field, &text));
        }
        let is_known = self.institutions.find(name, &self.desk.members).is_some();
        let before = edits.len();
        let id = self.institutions.ensure(self.desk, name, edits, notes)?;
        let Some(seen) = self.institutions.seen(self.desk, id)? else { return Ok(RowPlan::Same { kind, id }) };
        let comes_back = !is_known && !matches!(edits.get(before).map(|edit| &edit.what), Some(What::Create(_)));
        let what = self.fill(&seen, &wanted, edits, notes);
        let mut filled = seen;
        if let RowPlan::Change { fields, .. } = &what {
            filled.record.values.extend(fields.iter().map(|(field, _, to)| (*field, to.clone())));
        }
        self.institutions.touch(filled);
        if is_known || comes_back {
            notes.extend(comes_back.then_some(RowNote::ComesBack));
            return Ok(what);
        }
        notes.retain(|note| !matches!(note, RowNote::NewInstitution { .. }));
        Ok(RowPlan::Create { kind, id })
    }

    /// What the card says.
    fn wanted(&self, card: &Card, entry: &Entry) -> BTreeMap<Field, Value> {
        let text = |option: &Option<String>| option.clone().unwrap_or_default();
        let function = match (&card.job_title, &card.role) {
            (Some(job), Some(role)) if !is_same_text(job, role) => format!("{job}, {role}"),
            (job, role) => text(&job.clone().or_else(|| role.clone())),
        };
        let title = [&card.title, &card.suffix].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        let mut wanted: BTreeMap<Field, Value> = [
            (Field::LastName, entry.name.1.clone()),
            (Field::FirstName, entry.name.0.clone()),
            (Field::AcademicTitle, title),
            (Field::Salutation, text(&card.salutation)),
            (Field::Unit, card.units.join(", ")),
            (Field::Function, function),
            (Field::Mails, card.mails.join("\n")),
            (Field::Phones, phones(card).join("\n")),
            (Field::Address, card.address.as_ref().map(address).unwrap_or_default()),
            (Field::Web, text(&card.web)),
            (Field::Keywords, card.categories.join("\n")),
            (Field::Note, text(&card.note)),
        ]
        .into_iter()
        .map(|(field, text)| (field, self.desk.text(Kind::Contact, field, &text)))
        .collect();
        let topics = card.categories.iter().filter_map(|category| self.desk.topics.certain(category));
        wanted.insert(Field::Topics, Value::links(topics.map(Certain::id)));
        if card.categories.iter().any(|category| SPEAKERS.contains(&key(category).as_str())) {
            wanted.insert(Field::Speaker, Value::Number(1));
        }
        wanted
    }
}

fn no_name() -> RowPlan {
    RowPlan::Unreadable(super::Unreadable::NoName)
}

fn uid(card: &Card) -> Value {
    Value::text(card.uid.clone().unwrap_or_default())
}

/// First and last names of the person on a card; none where it is an institution's.
fn names(card: &Card) -> Option<(String, String)> {
    let first = [&card.first_name, &card.middle].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
    if let Some(last) = &card.last_name {
        return Some((first, last.clone()));
    }
    let is_institution = card.organisation.as_ref().is_some_and(|name| is_same_text(name, &card.full_name));
    if is_institution {
        return None;
    }
    if !first.is_empty() && person_key(&card.full_name) == person_key(&first) {
        return Some((String::new(), first));
    }
    // The full name alone: titles go, the last word is the last name; `Saalfeld, Birte` is turned round.
    if let Some((last, first)) = card.full_name.split_once(',') {
        return Some((first.trim().to_owned(), last.trim().to_owned()));
    }
    let all: Vec<&str> = card.full_name.split_whitespace().collect();
    let kept = words(&person_key(&card.full_name)).next().unwrap_or_default();
    let begin = all.iter().position(|word| words(word).next().is_some_and(|word| word == kept)).unwrap_or(0);
    let (last, first) = all[begin..].split_last()?;
    Some((first.join(" "), (*last).to_owned()))
}

/// The numbers as written, each with what it is for.
fn phones(card: &Card) -> Vec<String> {
    let written = |phone: &crate::exchange::card::Phone| {
        let number = &phone.number;
        match phone.kind {
            PhoneKind::Mobile => format!("{number} (mobil)"),
            PhoneKind::Fax => format!("{number} (Fax)"),
            PhoneKind::Home => format!("{number} (privat)"),
            PhoneKind::Work | PhoneKind::Other => number.clone(),
        }
    };
    card.phones.iter().map(written).collect()
}

/// The address as it stands on an envelope; one's own country is left out.
fn address(address: &Address) -> String {
    let text = |option: &Option<String>| option.clone().unwrap_or_default();
    let place = format!("{} {}", text(&address.postal_code), text(&address.city));
    let country = text(&address.country);
    let country = if matches!(key(&country).as_str(), "deutschland" | "germany" | "de" | "d") { "" } else { &country };
    let lines = [&text(&address.street), place.trim(), &text(&address.region), country];
    lines.into_iter().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The label of a contact: both names.
pub(super) fn full(name: &(String, String)) -> String {
    format!("{} {}", name.0, name.1).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_name_alone_is_taken_apart() {
        let named = |full: &str| names(&Card { full_name: full.to_owned(), ..Card::default() });
        let pair = |first: &str, last: &str| Some((first.to_owned(), last.to_owned()));
        assert_eq!(named("Dr. Katrin Hoegner"), pair("Katrin", "Hoegner"));
        assert_eq!(named("Thi Lan Nguyen"), pair("Thi Lan", "Nguyen"));
        assert_eq!(named("Nguyen, Thi Lan"), pair("Thi Lan", "Nguyen"));
        assert_eq!(named("Prince"), pair("", "Prince"));
        let body = Card { full_name: "Amt".to_owned(), organisation: Some("Amt".to_owned()), ..Card::default() };
        assert_eq!(names(&body), None);
    }
}
