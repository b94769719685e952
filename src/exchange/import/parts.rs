//! What a card says in the words of a contact: names, numbers and the address as they stand on an envelope.

use super::names::{is_same_text, person_key};
use crate::domain::fold::{key, words};
use crate::exchange::card::{Address, Card, Phone, PhoneKind};

/// First and last names of the person on a card; none where it is an institution's.
pub(super) fn names(card: &Card) -> Option<(String, String)> {
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
pub(super) fn phones(card: &Card) -> Vec<String> {
    let written = |phone: &Phone| {
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
pub(super) fn address(address: &Address) -> String {
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
