//! Plans the contacts of an address book.

use std::collections::{BTreeMap, BTreeSet};

use super::address_book::{AddressBook, Entry};
use super::damaged::sift;
use super::desk::Desk;
use super::institutions::Institutions;
use super::merge::{Merged, Way, bring_back, is_link, merge};
use super::names::is_same_text;
use super::parts::{address, names, phones};
use super::pile::{Piece, Pile};
use super::returned::{self, Returned};
use super::title::cut;
use super::topics::Certain;
use super::{Known, PlanRow, RowNote, RowPlan, Seen, Skip};
use crate::domain::fold::key;
use crate::domain::{Edit, Field, Id, Kind, Record, Value, What};
use crate::exchange::card::Card;
use crate::exchange::export::{Format, Outgoing};

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
    let source = format!("{file} ({})", pile.kind);
    let (format, is_whole) = (pile.format, pile.is_whole);
    let mut planner = Planner { desk, institutions, book, source, format, is_whole };
    let mut rows = Vec::with_capacity(pile.pieces.len());
    for (place, (piece, entry)) in pile.pieces.into_iter().zip(entries).enumerate() {
        rows.push(planner.row(place, piece, entry)?);
    }
    Ok(rows)
}

/// What a card is recognised by.
fn entry<K: Known>(card: &Card, institutions: &Institutions, desk: &Desk<'_, K>) -> Entry {
    let (first, last) = names(card).unwrap_or_default();
    let (card, _) = &sift(card);
    Entry {
        uid: card.uid.clone(),
        is_ours: card.state.is_some(),
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
    format: Format,
    /// Whether the file has a place for everything that Runde writes.
    is_whole: bool,
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
        let mut wanted = self.wanted(card, &entry.name);
        if wanted.get(&Field::LastName).is_none_or(Value::is_unknown) {
            return Ok(no_name());
        }
        if let (Some(seen), Some(state)) = (&known, card.state)
            && let Some(was) = self.desk.known.as_it_was(&seen.record, state)?.filter(|_| !seen.record.is_removed())
            && let Some(written) = returned::written(self.outgoing(&was, state), self.format)
        {
            return self.returned(seen, &was, (&written, card), wanted, edits, notes);
        }
        let (card, lost) = &sift(card);
        if !lost.is_empty() {
            notes.extend(lost.iter().cloned());
            wanted = self.wanted(card, &entry.name);
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
            let contact = contact.with(Field::Source, self.desk.line(&self.source)).with(Field::Uid, self.uid(card));
            edits.push(contact.create());
            notes.extend(self.book.alike(entry).map(|of| RowNote::PossibleDuplicate { of }));
            self.book.add(entry);
            return Ok(RowPlan::Create { kind, id: contact.id });
        };
        Ok(self.fill(&seen, &wanted, edits, notes))
    }

    /// The contact as it was, with the names of what it linked to.
    fn outgoing(&self, was: &Record, state: i64) -> Outgoing {
        let institution = was.get(Field::Institution).as_link();
        let institution = institution.map(|id| self.institutions.name(id).to_owned());
        let topics = self.desk.names_of(&was.get(Field::Topics).as_links());
        Outgoing { contact: was.clone(), institution, topics, changed: None, state: Some(state) }
    }

    /// A card that Runde wrote: what somebody edited in it changes the contact.
    fn returned(
        &mut self,
        seen: &Seen,
        was: &Record,
        (written, card): (&Card, &Card),
        mut after: BTreeMap<Field, Value>,
        edits: &mut Vec<Edit>,
        notes: &mut Vec<RowNote>,
    ) -> Result<RowPlan, K::Error> {
        let mut before = self.wanted(written, &names(written).unwrap_or_default());
        for field in [Field::Topics, Field::Keywords, Field::Speaker] {
            before.remove(&field);
            after.remove(&field);
        }
        if let Some(institution) = self.moved(seen, was, (written, card), edits, notes)? {
            after.insert(Field::Institution, institution);
        }
        before.insert(Field::Institution, was.get(Field::Institution).clone());
        let (come, gone) = returned::categories(written, card);
        let is_speakers = |category: &String| SPEAKERS.contains(&key(category).as_str());
        let topics_of = |all: &[String]| -> BTreeSet<Id> {
            all.iter().filter_map(|category| self.desk.topics.certain(category)).map(Certain::id).collect()
        };
        let (new_topics, mut old_topics) = (topics_of(&come), topics_of(&gone));
        let is_plain = |category: &&String| self.desk.topics.certain(category).is_none() && !is_speakers(category);
        // A topic that got another name here since is called by its old one there: nobody has taken it out.
        if come.iter().any(|category| is_plain(&category)) || !self.is_whole {
            old_topics.clear();
        }
        let topics = seen.record.get(Field::Topics).as_links();
        let topics = topics.difference(&old_topics).chain(&new_topics).copied();
        after.insert(Field::Topics, Value::links(topics));
        let keywords = |all: &[String]| {
            Value::text(all.iter().filter(is_plain).cloned().collect::<Vec<_>>().join(
                "
",
            ))
        };
        before.insert(Field::Keywords, keywords(&written.categories));
        after.insert(Field::Keywords, keywords(&card.categories));
        let speaks =
            |card: &Card| if card.categories.iter().any(is_speakers) { Value::Number(1) } else { Value::Unknown };
        before.insert(Field::Speaker, speaks(written));
        after.insert(Field::Speaker, speaks(card));
        let merged = Returned { was, before: &before, after: &after, is_whole: self.is_whole }.merge(seen);
        Ok(self.take(seen, merged, edits, notes))
    }

    /// Where somebody works by the card, if that was edited in it.
    fn moved(
        &mut self,
        seen: &Seen,
        was: &Record,
        (written, card): (&Card, &Card),
        edits: &mut Vec<Edit>,
        notes: &mut Vec<RowNote>,
    ) -> Result<Option<Value>, K::Error> {
        let named = card.organisation.as_ref().filter(|name| !self.desk.line(name).is_unknown());
        let was_at = was.get(Field::Institution);
        // One that has gone since has no name any more that could be compared.
        let has_gone = was_at.as_link().is_some_and(|id| self.institutions.name(id).is_empty());
        let is_edited = match (&written.organisation, named) {
            (Some(old), Some(new)) => !is_same_text(old, new),
            (old, new) => old.is_some() != new.is_some(),
        };
        let Some(name) = named.filter(|_| is_edited && !has_gone) else {
            return Ok((is_edited && !has_gone).then_some(Value::Unknown));
        };
        if seen.record.get(Field::Institution) == was_at || self.institutions.find(name, &self.desk.members).is_some() {
            return Ok(Some(Value::from(self.institutions.ensure(self.desk, name, edits, notes)?)));
        }
        notes.push(self.other_institution(seen, name));
        Ok(None)
    }

    /// The identity of a new contact, unless somebody has it already: then the row was used for another person.
    fn uid(&self, card: &Card) -> Value {
        let uid = card.uid.as_ref().filter(|uid| !self.book.has_uid(uid));
        Value::text(uid.cloned().unwrap_or_default())
    }

    /// Fills what is unknown in a record that is there.
    fn fill(
        &self,
        seen: &Seen,
        wanted: &BTreeMap<Field, Value>,
        edits: &mut Vec<Edit>,
        notes: &mut Vec<RowNote>,
    ) -> RowPlan {
        let mut merged = merge(seen, wanted, Way::Fill);
        if seen.record.is_removed() {
            bring_back(seen, &mut merged);
            notes.push(RowNote::ComesBack);
        }
        self.take(seen, merged, edits, notes)
    }

    fn take(&self, seen: &Seen, mut merged: Merged, edits: &mut Vec<Edit>, notes: &mut Vec<RowNote>) -> RowPlan {
        let (kind, id) = (seen.record.kind, seen.record.id);
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
        let (card, lost) = &sift(card);
        notes.extend(lost.iter().cloned());
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
    fn wanted(&self, card: &Card, name: &(String, String)) -> BTreeMap<Field, Value> {
        let text = |option: &Option<String>| option.clone().unwrap_or_default();
        let function = match (&card.job_title, &card.role) {
            (Some(job), Some(role)) if !is_same_text(job, role) => format!("{job}, {role}"),
            (job, role) => text(&job.clone().or_else(|| role.clone())),
        };
        let title = [&card.title, &card.suffix].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        let mut wanted: BTreeMap<Field, Value> = [
            (Field::LastName, name.1.clone()),
            (Field::FirstName, name.0.clone()),
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
