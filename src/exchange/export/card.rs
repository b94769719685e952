//! A contact of the file as an address book holds it: names, phones and address taken apart.

use super::Outgoing;
use crate::domain::fold::key;
use crate::domain::{Field, Record};
use crate::exchange::card::{Address, Card, Phone, PhoneKind, distinct, filled, is_salutation};

/// The category that says that somebody gives talks.
pub const SPEAKER: &str = "Vortragende";

/// The contact as other programs hold it.
pub fn card(outgoing: &Outgoing) -> Card {
    let contact = &outgoing.contact;
    let line = |field| filled(&clean(contact.text(field)).replace('\n', " "));
    let entries = |field| distinct(clean(contact.text(field)).lines());
    let (job_title, role) = parted(&line(Field::Function).unwrap_or_default());
    let names = [Field::AcademicTitle, Field::FirstName, Field::LastName];
    let full_name = names.into_iter().filter_map(line).collect::<Vec<_>>().join(" ");
    let speaker = contact.get(Field::Speaker).as_number().map(|_| SPEAKER.to_owned());
    let mut categories: Vec<String> = Vec::new();
    for category in outgoing.topics.iter().cloned().chain(entries(Field::Keywords)).chain(speaker) {
        if !categories.iter().any(|known| key(known) == key(&category)) {
            categories.push(clean(&category));
        }
    }
    Card {
        uid: Some(clean(&super::uid(contact)).replace('\n', " ")),
        salutation: line(Field::Salutation).filter(|_| !has_own_salutation(contact)),
        title: line(Field::AcademicTitle),
        first_name: line(Field::FirstName),
        last_name: line(Field::LastName),
        full_name,
        organisation: outgoing.institution.as_deref().map(clean).and_then(|name| filled(&name)),
        units: line(Field::Unit).map(|unit| unit.split(", ").map(str::to_owned).collect()).unwrap_or_default(),
        job_title,
        role,
        mails: entries(Field::Mails),
        phones: entries(Field::Phones).iter().map(|line| phone(line)).collect(),
        address: filled(&clean(contact.text(Field::Address))).map(|text| address(&text)),
        categories,
        note: filled(&clean(contact.text(Field::Note))),
        web: line(Field::Web),
        state: outgoing.state,
        ..Card::default()
    }
}

/// Whether the salutation is a sentence of one's own (`Sehr geehrte Frau Högner`), for which no program has a place.
pub fn has_own_salutation(contact: &Record) -> bool {
    !contact.text(Field::Salutation).split_whitespace().all(is_salutation)
}

/// Text without control characters, which would end a line or steer a terminal elsewhere.
pub fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).collect()
}

/// What somebody is and what they look after: `Referentin, Bioabfall`.
fn parted(function: &str) -> (Option<String>, Option<String>) {
    match function.split_once(", ") {
        Some((job, role)) if !job.trim().is_empty() && !role.trim().is_empty() && key(job) != key(role) => {
            (filled(job), filled(role))
        }
        _ => (filled(function), None),
    }
}

fn phone(line: &str) -> Phone {
    let kinds = [("(mobil)", PhoneKind::Mobile), ("(Fax)", PhoneKind::Fax), ("(privat)", PhoneKind::Home)];
    for (mark, kind) in kinds {
        if let Some(number) = line.strip_suffix(mark).and_then(filled) {
            return Phone { number, kind };
        }
    }
    Phone { number: line.to_owned(), kind: PhoneKind::Work }
}

/// The parts of an address as it stands on an envelope; one that has no line with a postal code stays whole.
fn address(text: &str) -> Address {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_place = |line: &&str| {
        let (code, city) = line.split_once(' ').unwrap_or((line, ""));
        let digits = code.strip_prefix("D-").unwrap_or(code);
        (4..=5).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) && !city.trim().is_empty()
    };
    // What stands behind the place is a country; more than that, nobody knows what it is.
    match lines.iter().rposition(is_place).filter(|place| lines.len() - place <= 2) {
        Some(place) => {
            let (code, city) = lines[place].split_once(' ').unwrap_or((lines[place], ""));
            Address {
                street: filled(&lines[..place].join("\n")),
                postal_code: filled(code),
                city: filled(city),
                region: None,
                country: lines.get(place + 1).and_then(|country| filled(country)),
            }
        }
        None => Address { street: filled(&lines.join("\n")), ..Address::default() },
    }
}
