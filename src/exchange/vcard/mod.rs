//! Reads contacts from vCard files, versions 2.1, 3.0 and 4.0 mixed as they were copied together.
//!
//! The file is cut into cards and unfolded here, and each value decoded in its own character set.
//! `calcard` would read the file as one text in one character set, take quoted-printable without a
//! charset for ISO-8859-1, and end at the first card that was not closed. It gets clean lines, and
//! does what is left: parameters, components, escapes.
mod lines;
mod property;

use std::collections::BTreeMap;

use calcard::vcard::{
    VCard, VCardEntry, VCardParameterName, VCardParameterValue, VCardProperty, VCardType, VCardValue,
};

use super::card::{Address, Card, Phone, PhoneKind, STATE, distinct, filled};
use crate::domain::dates;
use lines::Block;

/// The contacts of a file, and what could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cards {
    pub cards: Vec<Card>,
    pub problems: Vec<CardProblem>,
    /// The line in which each card of the file begins, of those that are left out too.
    pub begins: Vec<u64>,
    /// What a card says that names nobody, by the line in which it begins.
    pub nameless: BTreeMap<u64, String>,
}

impl Cards {
    /// Which card of the file a line belongs to, counted from 1.
    pub fn number(&self, line: u64) -> u64 {
        self.begins.partition_point(|begin| *begin <= line) as u64
    }
}

/// Something odd at one place; the rest of the file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardProblem {
    /// Counted from 1.
    pub line: u64,
    pub kind: CardProblemKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardProblemKind {
    /// Text before, between or after the cards; told once for neighbouring lines.
    OutsideCard,
    /// The card was not closed. What it holds is read nevertheless.
    NotClosed,
    /// A line that is no property; left out.
    BrokenLine,
    /// A card that names neither a person nor an organisation; left out.
    NoName,
    /// Bytes or NUL characters that are no text stand as U+FFFD.
    Unreadable,
}

/// Gives the contacts of a vCard file. Pictures, sounds, keys, birthdays and private addresses are
/// not taken in.
pub fn read(bytes: &[u8]) -> Cards {
    let mut found = Cards::default();
    let text;
    let bytes = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            text = super::encoding::decode(bytes).text;
            text.as_bytes()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => rest,
        _ => bytes,
    };
    for block in lines::blocks(bytes, &mut found.problems) {
        let line = block.line;
        found.begins.push(line);
        let card = card(&block, &mut found.problems);
        if card.full_name.is_empty() {
            found.problems.push(CardProblem { line, kind: CardProblemKind::NoName });
            found.nameless.extend(hint(&card).map(|hint| (line, hint)));
        } else {
            found.cards.push(card);
        }
    }
    found.problems.sort_by_key(|problem| problem.line);
    found
}

/// The card, without a name where it has none or nothing of it can be read.
fn card(block: &Block, problems: &mut Vec<CardProblem>) -> Card {
    let mut clean = String::from("BEGIN:VCARD\nVERSION:3.0\n");
    for line in &block.lines {
        let mut note = |kind| {
            problems.push(CardProblem { line: line.number, kind });
        };
        match property::clean(&line.bytes, block.is_2_1) {
            Ok(Some(line)) => {
                if line.contains('\u{fffd}') {
                    note(CardProblemKind::Unreadable);
                }
                clean.push_str(&line);
                clean.push('\n');
            }
            Ok(None) => {}
            Err(property::NoProperty) => note(CardProblemKind::BrokenLine),
        }
    }
    clean.push_str("END:VCARD\n");
    let mut card = Card { line: block.line, ..Card::default() };
    if let Ok(parsed) = VCard::parse(&clean) {
        take_all(&mut card, &parsed);
        card.complete_name();
    }
    card
}

/// By what somebody can tell which card it is that names nobody.
fn hint(card: &Card) -> Option<String> {
    let phone = card.phones.first().map(|phone| &phone.number);
    let known = card.mails.first().or(phone).or(card.web.as_ref()).or(card.job_title.as_ref()).or(card.note.as_ref());
    known.and_then(|text| filled(text.lines().next().unwrap_or_default()))
}

fn take_all(card: &mut Card, parsed: &VCard) {
    let mut mails: Vec<(u32, String)> = Vec::new();
    let mut addresses: Vec<(bool, Address)> = Vec::new();
    let mut categories: Vec<String> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    for entry in &parsed.entries {
        let mut parts = entry.values.iter().map(text);
        let mut part = || parts.next().unwrap_or_default();
        match entry.name {
            VCardProperty::Fn => keep_first(&mut card.full_name, &part()),
            VCardProperty::N => {
                card.last_name = filled(&part());
                card.first_name = filled(&part());
                card.middle = filled(&part());
                card.set_prefix(&part());
                card.suffix = filled(&part());
            }
            VCardProperty::Org => {
                card.organisation = filled(&part());
                card.units = parts.filter_map(|unit| filled(&unit)).collect();
            }
            VCardProperty::Title => card.job_title = filled(&part()),
            VCardProperty::Role => card.role = filled(&part()),
            VCardProperty::Email => mails.push((rank(entry), part())),
            VCardProperty::Tel => {
                if let Some(number) = filled(&part()) {
                    let kind = phone_kind(entry);
                    card.phones.push(Phone { number, kind });
                }
            }
            VCardProperty::Adr if is(entry, &VCardType::Work) || !is(entry, &VCardType::Home) => {
                addresses.push((is(entry, &VCardType::Work), address(parts)));
            }
            VCardProperty::Categories => categories.extend(parts),
            VCardProperty::Note => notes.push(part()),
            VCardProperty::Url => card.web = card.web.take().or_else(|| filled(&part())),
            VCardProperty::Uid => card.uid = filled(&part()),
            VCardProperty::Other(ref name) if name.eq_ignore_ascii_case(STATE) => {
                card.state = part().trim().parse().ok();
            }
            VCardProperty::Rev => card.revised = dates::parse_written(&part()).ok(),
            _ => {}
        }
    }
    mails.sort_by_key(|(rank, _)| *rank);
    card.mails = distinct(mails.iter().map(|(_, mail)| mail));
    card.categories = distinct(categories);
    card.note = filled(&notes.join("\n"));
    addresses.sort_by_key(|(at_work, _)| !at_work);
    card.address = addresses.into_iter().find_map(|(_, address)| address.known());
}

fn keep_first(kept: &mut String, text: &str) {
    if kept.is_empty() {
        text.trim().clone_into(kept);
    }
}

fn address(parts: impl Iterator<Item = String>) -> Address {
    let mut parts = parts.map(|part| filled(&part)).skip(1);
    let mut part = || parts.next().flatten();
    let (extended, street) = (part(), part());
    let lines: Vec<String> = [street, extended].into_iter().flatten().collect();
    let (city, region, postal_code, country) = (part(), part(), part(), part());
    Address { street: filled(&lines.join(", ")), postal_code, city, region, country }
}

fn text(value: &VCardValue) -> String {
    match value {
        VCardValue::Text(text) => text.clone(),
        VCardValue::Component(parts) => parts.join(", "),
        VCardValue::Integer(number) => number.to_string(),
        _ => String::new(),
    }
}

/// 1 is preferred most; what has no preference comes last.
fn rank(entry: &VCardEntry) -> u32 {
    entry
        .params
        .iter()
        .find_map(|parameter| match (&parameter.name, &parameter.value) {
            (VCardParameterName::Pref, VCardParameterValue::Integer(rank)) => Some(*rank),
            _ => None,
        })
        .unwrap_or(u32::MAX)
}

fn is(entry: &VCardEntry, wanted: &VCardType) -> bool {
    entry.params.iter().any(|parameter| matches!(&parameter.value, VCardParameterValue::Type(found) if found == wanted))
}

fn phone_kind(entry: &VCardEntry) -> PhoneKind {
    [
        (VCardType::Fax, PhoneKind::Fax),
        (VCardType::Cell, PhoneKind::Mobile),
        (VCardType::Work, PhoneKind::Work),
        (VCardType::Home, PhoneKind::Home),
    ]
    .into_iter()
    .find(|(wanted, _)| is(entry, wanted))
    .map_or(PhoneKind::Other, |(_, kind)| kind)
}

#[cfg(test)]
mod tests;
