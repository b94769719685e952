//! Writes a card in version 4.0 (RFC 6350) or 3.0 (RFC 2426).

use super::card::clean;
use crate::domain::phone::digits;
use crate::exchange::card::{Card, Phone, PhoneKind, STATE};

/// Octets of a line, its end not counted.
const WIDTH: usize = 75;

/// Adds a card to a file.
pub(super) fn write(text: &mut String, card: &Card, changed: Option<&str>, is_4: bool) {
    let mut line = |content: &str| fold(text, content);
    let known = |option: &Option<String>| escaped(option.as_deref().unwrap_or_default());
    line("BEGIN:VCARD");
    line(if is_4 { "VERSION:4.0" } else { "VERSION:3.0" });
    line("PRODID:-//Runde//Runde//DE");
    if is_4 {
        line("KIND:individual");
    }
    if let Some(uid) = &card.uid {
        line(&uid_line(uid, is_4));
    }
    let prefix = [&card.salutation, &card.title].into_iter().flatten().map(String::as_str).collect::<Vec<_>>();
    let prefix = escaped(&prefix.join(" "));
    line(&format!("N:{};{};;{prefix};", known(&card.last_name), known(&card.first_name)));
    line(&format!("FN:{}", escaped(&card.full_name)));
    if card.organisation.is_some() || !card.units.is_empty() {
        let units: String = card.units.iter().map(|unit| format!(";{}", escaped(unit))).collect();
        line(&format!("ORG:{}{units}", known(&card.organisation)));
    }
    for (name, value) in [("TITLE", &card.job_title), ("ROLE", &card.role)] {
        if let Some(value) = value {
            line(&format!("{name}:{}", escaped(value)));
        }
    }
    for (place, mail) in card.mails.iter().enumerate() {
        let kind = match (is_4, place) {
            (true, 0) if card.mails.len() > 1 => ";TYPE=work;PREF=1",
            (true, _) => ";TYPE=work",
            (false, 0) if card.mails.len() > 1 => ";TYPE=INTERNET,WORK,PREF",
            (false, _) => ";TYPE=INTERNET,WORK",
        };
        line(&format!("EMAIL{kind}:{}", escaped(mail)));
    }
    for phone in &card.phones {
        line(&phone_line(phone, is_4));
    }
    if let Some(address) = &card.address {
        let parts = [&address.street, &address.city, &address.region, &address.postal_code, &address.country];
        let parts = parts.map(known).join(";");
        line(&format!("ADR;TYPE={}:;;{parts}", if is_4 { "work" } else { "WORK" }));
    }
    if let Some(web) = &card.web {
        let is_plain = web.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\\"<>^`{|},;".contains(&byte));
        let of_type = if is_plain { "URL:" } else { "URL;VALUE=text:" };
        line(&format!("{of_type}{}", escaped(web)));
    }
    if !card.categories.is_empty() {
        let all: Vec<String> = card.categories.iter().map(|category| escaped(category)).collect();
        line(&format!("CATEGORIES:{}", all.join(",")));
    }
    if let Some(note) = &card.note {
        line(&format!("NOTE:{}", escaped(note)));
    }
    if let Some(state) = card.state {
        line(&format!("{STATE}:{state}"));
    }
    if let Some(changed) = changed.and_then(|changed| moment(changed, is_4)) {
        line(&format!("REV:{changed}"));
    }
    line("END:VCARD");
}

/// What is no address of its own goes as text, as 4.0 takes an identity for an address (`urn:uuid:…`) otherwise.
fn uid_line(uid: &str, is_4: bool) -> String {
    let is_address =
        uid.split_once(':').is_some_and(|(scheme, _)| scheme.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let of_type = if is_4 && !is_address { "UID;VALUE=text:" } else { "UID:" };
    format!("{of_type}{}", escaped(uid))
}

fn phone_line(phone: &Phone, is_4: bool) -> String {
    let kinds: &[&str] = match phone.kind {
        PhoneKind::Mobile => &["cell"],
        PhoneKind::Home => &["home", "voice"],
        PhoneKind::Fax => &["work", "fax"],
        PhoneKind::Work | PhoneKind::Other => &["work", "voice"],
    };
    if !is_4 {
        return format!("TEL;TYPE={}:{}", kinds.join(",").to_uppercase(), escaped(&phone.number));
    }
    let kinds = kinds.join(";TYPE=");
    match address(&phone.number) {
        Some(address) => format!("TEL;VALUE=uri;TYPE={kinds}:{address}"),
        None => format!("TEL;VALUE=text;TYPE={kinds}:{}", escaped(&phone.number)),
    }
}

/// A number as an address (RFC 3966): with its country, the signs between its parts as hyphens. None for an internal
/// number, or one with words.
fn address(number: &str) -> Option<String> {
    let is_number = |letter: char| letter.is_ascii_digit() || " -/().+\u{a0}\u{2013}".contains(letter);
    let whole = digits(number);
    if !number.chars().all(is_number) || !whole.starts_with('+') {
        return None;
    }
    let trimmed = number.trim_start().trim_start_matches('(');
    let rest = match trimmed.strip_prefix('+').or_else(|| trimmed.strip_prefix("00")) {
        Some(rest) => rest.replacen("(0)", " ", 1),
        None => format!("49-{}", trimmed.strip_prefix('0')?),
    };
    let parts: Vec<&str> =
        rest.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let address = format!("tel:+{}", parts.join("-"));
    (digits(&address) == whole).then_some(address)
}

/// `2026-11-22T13:52:00Z` as each version writes it.
fn moment(changed: &str, is_4: bool) -> Option<String> {
    let moment = chrono::DateTime::parse_from_rfc3339(changed).ok()?.to_utc();
    Some(moment.format(if is_4 { "%Y%m%dT%H%M%SZ" } else { "%Y-%m-%dT%H:%M:%SZ" }).to_string())
}

/// Text with the escapes that both versions have.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in clean(text).chars() {
        match letter {
            '\\' | ',' | ';' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// Adds a line, cut so that none is too long and no letter is cut in two.
fn fold(text: &mut String, content: &str) {
    let mut rest = content;
    let mut room = WIDTH;
    while rest.len() > room {
        let mut cut = room;
        while !rest.is_char_boundary(cut) {
            cut -= 1;
        }
        text.push_str(&rest[..cut]);
        text.push_str("\r\n ");
        rest = &rest[cut..];
        // The blank that continues a line counts.
        room = WIDTH - 1;
    }
    text.push_str(rest);
    text.push_str("\r\n");
}
