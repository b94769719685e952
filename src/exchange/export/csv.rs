//! Writes contacts as a sheet with Outlook's columns: UTF-8 with its mark, commas, every cell in quotes, and none
//! a formula.

use std::collections::BTreeMap;

use super::Outgoing;
use super::card::card;
use crate::domain::{Field, Language};
use crate::exchange::card::{Card, PhoneKind};
use crate::exchange::formula::guarded;

/// The heads in German and English, as Outlook has them.
const HEADS: [(&str, &str); 27] = [
    ("Anrede", "Title"),
    ("Vorname", "First Name"),
    ("Weitere Vornamen", "Middle Name"),
    ("Nachname", "Last Name"),
    ("Suffix", "Suffix"),
    ("Firma", "Company"),
    ("Abteilung", "Department"),
    ("Position", "Job Title"),
    ("Straße geschäftlich", "Business Street"),
    ("Ort geschäftlich", "Business City"),
    ("Region geschäftlich", "Business State"),
    ("Postleitzahl geschäftlich", "Business Postal Code"),
    ("Land/Region geschäftlich", "Business Country/Region"),
    ("Telefon geschäftlich", "Business Phone"),
    ("Telefon geschäftlich 2", "Business Phone 2"),
    ("Telefon Firma", "Company Main Phone"),
    ("Mobiltelefon", "Mobile Phone"),
    ("Telefon privat", "Home Phone"),
    ("Telefon privat 2", "Home Phone 2"),
    ("Fax geschäftlich", "Business Fax"),
    ("E-Mail-Adresse", "E-mail Address"),
    ("E-Mail 2: Adresse", "E-mail 2 Address"),
    ("E-Mail 3: Adresse", "E-mail 3 Address"),
    ("Webseite", "Web Page"),
    ("Kategorien", "Categories"),
    ("Notizen", "Notes"),
    // By this Runde knows the row again; other programs pass it over.
    ("Runde", "Runde"),
];

/// Numbers of each sort for which there are columns.
const NUMBERS: [(PhoneKind, usize); 4] =
    [(PhoneKind::Work, 3), (PhoneKind::Mobile, 1), (PhoneKind::Home, 2), (PhoneKind::Fax, 1)];

/// Mail addresses for which there are columns.
const MAILS: usize = 3;

/// The heads of the sheet.
pub(super) fn heads() -> Vec<String> {
    HEADS.iter().map(|(german, _)| (*german).to_owned()).collect()
}

/// Writes the sheet, and counts what it has no columns for.
pub(super) fn write(contacts: &[Outgoing], language: Language, left_out: &mut BTreeMap<Field, usize>) -> Vec<u8> {
    let heads = HEADS.map(|(german, english)| match language {
        Language::German => german.to_owned(),
        Language::English => english.to_owned(),
    });
    let mut text = String::from('\u{feff}');
    row(&mut text, &heads);
    for outgoing in contacts {
        let card = card(outgoing);
        let (cells, has_more_phones) = cells(&card);
        row(&mut text, &cells);
        for (field, is_too_much) in [(Field::Phones, has_more_phones), (Field::Mails, card.mails.len() > MAILS)] {
            if is_too_much {
                *left_out.entry(field).or_default() += 1;
            }
        }
    }
    text.into_bytes()
}

/// The cells of a contact, and whether it has more numbers than there are columns.
fn cells(card: &Card) -> ([String; HEADS.len()], bool) {
    let known = |option: &Option<String>| option.clone().unwrap_or_default();
    let joined = |parts: &[&Option<String>], between: &str| {
        parts.iter().filter_map(|part| part.as_deref()).collect::<Vec<_>>().join(between)
    };
    let address = card.address.clone().unwrap_or_default();
    let mut numbers: Vec<String> = Vec::new();
    let mut placed = 0;
    for (kind, columns) in NUMBERS {
        let of_kind = card.phones.iter().filter(|phone| phone.kind == kind).take(columns);
        let mut of_kind: Vec<String> = of_kind.map(|phone| phone.number.clone()).collect();
        placed += of_kind.len();
        of_kind.resize(columns, String::new());
        numbers.extend(of_kind);
    }
    let mut numbers = numbers.into_iter();
    let mut number = || numbers.next().unwrap_or_default();
    let mail = |place: usize| card.mails.get(place).cloned().unwrap_or_default();
    let cells = [
        joined(&[&card.salutation, &card.title], " "),
        known(&card.first_name),
        String::new(),
        known(&card.last_name),
        String::new(),
        known(&card.organisation),
        card.units.join(", "),
        joined(&[&card.job_title, &card.role], ", "),
        known(&address.street),
        known(&address.city),
        known(&address.region),
        known(&address.postal_code),
        known(&address.country),
        number(),
        number(),
        number(),
        number(),
        number(),
        number(),
        number(),
        mail(0),
        mail(1),
        mail(2),
        known(&card.web),
        categories(&card.categories),
        known(&card.note),
        marked(card),
    ];
    (cells, placed < card.phones.len())
}

/// Which contact it is, and in which state it was written.
fn marked(card: &Card) -> String {
    let state = card.state.map_or_else(|| "-".to_owned(), |state| state.to_string());
    card.uid.as_ref().map(|uid| format!("{state} {uid}")).unwrap_or_default()
}

/// The categories between semicolons. One alone that holds a comma ends in a semicolon, so that it stays one.
fn categories(all: &[String]) -> String {
    let all: Vec<String> = all.iter().map(|category| category.replace(';', ",")).collect();
    let end = if all.len() == 1 && all[0].contains(',') { ";" } else { "" };
    format!("{}{end}", all.join(";"))
}

fn row(text: &mut String, cells: &[String]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        text.push('"');
        // Lines within a cell end as Outlook's own do.
        text.push_str(&guarded(cell).replace('"', "\"\"").replace('\n', "\r\n"));
        text.push('"');
    }
    text.push_str("\r\n");
}
