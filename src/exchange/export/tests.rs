//! What is written is read again as it was, field by field, whatever stands in it.

use proptest::prelude::*;

use super::*;
use crate::domain::{Kind, phone};
use crate::exchange::card::Card;
use crate::exchange::{form, outlook, sheet, vcard};

fn contact() -> Record {
    Record::new(Kind::Contact, Id(0x1234_5678_9abc))
        .with(Field::LastName, "Högner; von, \\ der")
        .with(Field::FirstName, "Katrin")
        .with(Field::AcademicTitle, "Prof. Dr.")
        .with(Field::Salutation, "Frau")
        .with(Field::Unit, "Abteilung 3, Referat 31")
        .with(Field::Function, "Referentin, Bioabfall")
        .with(Field::Mails, "a@example.org\nb@example.org")
        .with(Field::Phones, "+49 (0)211 4566-130\n0171/39 200 (mobil)\n0211 1 (Fax)\n110\n0211 2 (Vorzimmer)")
        .with(Field::Address, "Berger Allee 25\nHaus 3\n40213 Düsseldorf")
        .with(Field::Web, "https://example.org/a?b=1;c,d")
        .with(Field::Keywords, "Recht, Datenschutz\nWärme")
        .with(Field::Note, "Zeile eins;\nZeile zwei, \"so\" \\n")
        .with(Field::Speaker, 1)
        .with(Field::Fee, "500 €")
}

fn outgoing(contact: Record) -> Outgoing {
    Outgoing {
        contact,
        institution: Some("Ministerium für Umwelt, Natur; NRW".to_owned()),
        topics: vec!["Kommunale Wärmeplanung".to_owned()],
        changed: Some("2026-11-22T13:52:00Z".to_owned()),
        state: Some(41),
    }
}

fn read_back(written: &Written, format: Format) -> Vec<Card> {
    if format == Format::Csv {
        let sheet = sheet::read(&written.bytes).unwrap();
        assert_eq!(sheet.problems, []);
        let mapping = form::recognise(&sheet.header).unwrap();
        assert_eq!(mapping.unmapped, Vec::<usize>::new());
        let (cards, nameless) = outlook::cards(&sheet, &mapping);
        assert_eq!(nameless, Vec::<u64>::new());
        return cards;
    }
    let found = vcard::read(&written.bytes);
    assert_eq!(found.problems, []);
    found.cards
}

/// The card, but for what is written in a form of its own: the line, the day, and how numbers are spaced.
fn comparable(mut card: Card, format: Format) -> Card {
    card.line = 0;
    card.revised = None;
    if format == Format::Csv {
        card.full_name.clear();
        // The sheet has one column for what somebody is and does, and one for all units.
        let function: Vec<String> = [card.job_title.take(), card.role.take()].into_iter().flatten().collect();
        card.job_title = Some(function.join(", ")).filter(|function| !function.is_empty());
        card.units = Some(card.units.join(", ")).filter(|unit| !unit.is_empty()).into_iter().collect();
        card.phones.sort_by_key(|phone| (phone.kind as u8, phone.number.clone()));
    }
    for phone in &mut card.phones {
        if phone::digits(&phone.number).starts_with('+') && !phone.number.contains(char::is_alphabetic) {
            phone.number = phone::digits(&phone.number);
        }
    }
    card
}

fn assert_comes_back(outgoing: &Outgoing) {
    for &format in Format::ALL {
        let written = write(std::slice::from_ref(outgoing), format, Language::German);
        let back = read_back(&written, format);
        assert_eq!(back.len(), 1, "{}", String::from_utf8_lossy(&written.bytes));
        let (sent, back) = (comparable(card(outgoing), format), comparable(back[0].clone(), format));
        assert_eq!(back, sent, "{format:?}\n{}", String::from_utf8_lossy(&written.bytes));
    }
}

#[test]
fn what_is_written_comes_back_in_each_form() {
    let mut contact = contact();
    contact.values.insert(Field::Phones, "+49 (0)211 4566-130\n0171/39 200 (mobil)\n0211 1 (Fax)\n110".into());
    assert_comes_back(&outgoing(contact));
    assert_comes_back(&outgoing(Record::new(Kind::Contact, Id(1)).with(Field::LastName, "x")));
}

#[test]
fn the_newest_form_follows_its_rules() {
    let text = String::from_utf8(write(&[outgoing(contact())], Format::VCard, Language::German).bytes).unwrap();
    for line in [
        "VERSION:4.0\r\n",
        "KIND:individual\r\n",
        "UID:urn:uuid:72756e64-6500-8000-8000-123456789abc\r\n",
        "N:Högner\\; von\\, \\\\ der;Katrin;;Frau Prof. Dr.;\r\n",
        "ORG:Ministerium für Umwelt\\, Natur\\; NRW;Abteilung 3;Referat 31\r\n",
        "TITLE:Referentin\r\nROLE:Bioabfall\r\n",
        "EMAIL;TYPE=work;PREF=1:a@example.org\r\n",
        "TEL;VALUE=uri;TYPE=work;TYPE=voice:tel:+49-211-4566-130\r\n",
        "TEL;VALUE=uri;TYPE=cell:tel:+49-171-39-200\r\n",
        "TEL;VALUE=text;TYPE=work;TYPE=voice:110\r\n",
        "ADR;TYPE=work:;;Berger Allee 25\\nHaus 3;Düsseldorf;;40213;\r\n",
        "CATEGORIES:Kommunale Wärmeplanung,Recht\\, Datenschutz,Wärme,Vortragende\r\n",
        "REV:20261122T135200Z\r\n",
    ] {
        assert!(text.replace("\r\n ", "").contains(line), "{line} in\n{text}");
    }
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
}

#[test]
fn what_stays_behind_is_counted() {
    let own = outgoing(
        contact()
            .with(Field::Salutation, "Sehr geehrte Frau Högner")
            .with(Field::Phones, "0211 1\n0211 2\n0211 3\n0211 4"),
    );
    let count = |format| write(&[own.clone(), own.clone()], format, Language::English).left_out;
    assert_eq!(count(Format::VCard), BTreeMap::from([(Field::Salutation, 2), (Field::Fee, 2)]));
    assert_eq!(count(Format::Csv), BTreeMap::from([(Field::Salutation, 2), (Field::Fee, 2), (Field::Phones, 2)]));
}

#[test]
fn no_cell_of_a_sheet_is_run_as_a_formula_and_each_comes_back() {
    let contact = contact()
        .with(Field::LastName, "=HYPERLINK(\"http://example.org\";\"Katrin\")")
        .with(Field::FirstName, "@Katrin")
        .with(Field::Unit, "-Abteilung")
        .with(Field::Phones, "+49 211 4566130\n0211 1 (Fax)")
        .with(Field::Keywords, "'=1")
        .with(Field::Note, "+cmd|' /C calc'!A0\n=2");
    let outgoing = Outgoing { state: None, ..outgoing(contact) };
    let written = write(std::slice::from_ref(&outgoing), Format::Csv, Language::German);
    let text = String::from_utf8(written.bytes).unwrap();
    let row = text.split_once("\r\n").unwrap().1;
    let begins: Vec<char> = row.split("\",\"").filter_map(|cell| cell.trim_start_matches('"').chars().next()).collect();
    assert!(!begins.iter().any(|sign| ['=', '@', '-', '\t'].contains(sign)), "{row}");
    assert!(row.contains("\"'@Katrin\"") && row.contains("\"+49 211 4566130\""), "{row}");
    assert_comes_back(&outgoing);
}

#[test]
fn an_identity_is_kept_and_else_always_the_same() {
    assert_eq!(uid(&contact().with(Field::Uid, "e4c-1")), "e4c-1");
    assert_eq!(uid(&contact()), made_uid(contact().id));
    assert_ne!(made_uid(Id(1)), made_uid(Id(2)));
}

proptest! {
    #[test]
    fn any_contact_comes_back(
        last in "[^ \\p{C}\\p{Z}\u{fffd}][^\\p{C}\\p{Z}\u{fffd}]{0,40}",
        first in "([^\\p{C}\u{fffd}]{1,20})?",
        text in "([^\\p{C}\u{fffd}]|[;,:\\\\\"\n\t =äß€]){0,400}",
        mails in prop::collection::vec("[a-z]{1,8}@example\\.(org|de)", 0..3),
        phones in prop::collection::vec("0[1-9][0-9]{1,4}[ /-][1-9][0-9]{1,6}(-[0-9]{1,3})?( \\(mobil\\))?", 0..2),
        words in prop::collection::vec("[a-zA-Zäöü,]{1,20}", 0..5),
        unit in "([A-Z][a-z;]{1,8}(, [A-Z][a-z]{1,8}){0,2})?",
    ) {
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text: Vec<String> = text.lines().map(|line| line.trim_end().to_owned()).collect();
        let contact = Record::new(Kind::Contact, Id(7))
            .with(Field::LastName, line(&last))
            .with(Field::FirstName, line(&first))
            .with(Field::Unit, unit)
            .with(Field::Mails, mails.join("\n"))
            .with(Field::Phones, phones.join("\n"))
            .with(Field::Keywords, words.join("\n"))
            .with(Field::Note, text.join("\n").trim());
        prop_assume!(!line(&last).is_empty());
        assert_comes_back(&Outgoing { contact, institution: None, topics: vec![], changed: None, state: None });
    }
}
