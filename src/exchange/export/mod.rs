//! Contacts for other programs: vCards and Outlook's sheet, as bytes, and what of the contacts they cannot hold.

mod card;
mod csv;
mod vcard;

use std::collections::BTreeMap;

use crate::domain::{Field, Id, Language, Record};

pub use card::card;

/// The form in which contacts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// vCard 4.0 (RFC 6350).
    VCard,
    /// vCard 3.0 (RFC 2426), for programs that know no newer one.
    VCard3,
    /// A sheet with Outlook's columns.
    Csv,
}

impl Format {
    /// Every form.
    pub const ALL: &'static [Self] = &[Self::VCard, Self::VCard3, Self::Csv];

    /// Its name on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::VCard => "vcard",
            Self::VCard3 => "vcard3",
            Self::Csv => "csv",
        }
    }

    /// The form of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.code() == code)
    }

    /// What files of this form end in.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::VCard | Self::VCard3 => "vcf",
            Self::Csv => "csv",
        }
    }
}

/// A contact with the names of what it links to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The contact.
    pub contact: Record,
    /// Where it works.
    pub institution: Option<String>,
    /// Its topics.
    pub topics: Vec<String>,
    /// When it was last changed, in UTC: `2026-11-22T13:52:00Z`.
    pub changed: Option<String>,
    /// The place of that change in the history.
    pub state: Option<i64>,
}

/// What was made of contacts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many contacts it holds.
    pub contacts: usize,
    /// In how many contacts a field says something that the form has no place for.
    pub left_out: BTreeMap<Field, usize>,
}

/// What only Runde knows: it has no place in address books, or is nobody else's business.
const OURS: [Field; 11] = [
    Field::TalkTitles,
    Field::Format,
    Field::Fee,
    Field::LeadTime,
    Field::Reach,
    Field::Left,
    Field::Source,
    Field::Purpose,
    Field::Basis,
    Field::Checked,
    Field::DeleteOn,
];

/// Writes contacts. The heads of a sheet are in the language of the Outlook that will read it.
pub fn write(contacts: &[Outgoing], format: Format, language: Language) -> Written {
    let mut written = Written { contacts: contacts.len(), ..Written::default() };
    for outgoing in contacts {
        let contact = &outgoing.contact;
        for field in OURS.iter().filter(|field| !contact.get(**field).is_unknown()) {
            *written.left_out.entry(*field).or_default() += 1;
        }
        if card::has_own_salutation(contact) {
            *written.left_out.entry(Field::Salutation).or_default() += 1;
        }
    }
    match format {
        Format::VCard | Format::VCard3 => {
            let mut text = String::new();
            for outgoing in contacts {
                let changed = outgoing.changed.as_deref();
                vcard::write(&mut text, &card(outgoing), changed, format == Format::VCard);
            }
            written.bytes = text.into_bytes();
        }
        Format::Csv => written.bytes = csv::write(contacts, language, &mut written.left_out),
    }
    written
}

/// The heads of a sheet, in German.
pub fn heads() -> Vec<String> {
    csv::heads()
}

/// The identity of a contact in other address books: its own, or one that is made of its id and always the same.
pub fn uid(contact: &Record) -> String {
    let own = contact.text(Field::Uid);
    if own.is_empty() { made_uid(contact.id) } else { own.to_owned() }
}

/// The identity of a contact that came from no other address book, in the free form (8) of RFC 9562.
pub fn made_uid(id: Id) -> String {
    let number = id.0.unsigned_abs();
    format!("urn:uuid:72756e64-6500-8000-8{:03x}-{:012x}", number >> 48 & 0xfff, number & 0xffff_ffff_ffff)
}

#[cfg(test)]
mod tests;
