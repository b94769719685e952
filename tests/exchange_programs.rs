//! One invented contact as each program writes it: all are read as the same person.

use std::path::Path;

use runde::domain::phone::digits;
use runde::exchange::card::{Card, PhoneKind};
use runde::exchange::vcard::{self, CardProblemKind};
use runde::exchange::{form, outlook, sheet};

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/adressbuecher").join(name)).unwrap()
}

/// The first contact of a file, and how many there are.
fn first(name: &str) -> (Card, usize) {
    let bytes = bytes(name);
    let cards = if name.ends_with(".vcf") {
        let found = vcard::read(&bytes);
        assert_eq!(found.problems, [], "{name}");
        found.cards
    } else {
        let sheet = sheet::read(&bytes).unwrap();
        assert_eq!(sheet.problems, [], "{name}");
        let mapping = form::recognise(&sheet.header).unwrap_or_else(|| panic!("{name}: {:?}", sheet.header));
        assert_eq!(mapping.form, form::Form::Contacts, "{name}");
        outlook::cards(&sheet, &mapping).0
    };
    (cards[0].clone(), cards.len())
}

#[test]
fn the_contact_of_every_program_is_the_same_person() {
    for name in [
        "thunderbird.vcf",
        "evolution.vcf",
        "icloud.vcf",
        "android.vcf",
        "outlook.vcf",
        "google.vcf",
        "notes.vcf",
        "thunderbird-en.csv",
        "thunderbird-de.csv",
        "google-alt.csv",
        "google-neu.csv",
        "outlook-neu.csv",
        "outlook-de-semikolon.csv",
    ] {
        let (card, count) = first(name);
        assert_eq!(count, if name == "icloud.vcf" { 2 } else { 1 }, "{name}");
        let text = |option: &Option<String>| option.clone().unwrap_or_default();
        assert_eq!((text(&card.first_name), text(&card.last_name)), ("Jörg".into(), "Weßling-Öz".into()), "{name}");
        assert!(card.title.as_deref() == Some("Dr.") || name.starts_with("thunderbird-"), "{name}: {:?}", card.title);
        assert_eq!(text(&card.organisation), "Landesamt für Klima", "{name}");
        assert_eq!(card.units, ["Fachbereich 3"], "{name}");
        assert_eq!(text(&card.job_title), "Referent", "{name}");
        assert_eq!(card.mails, ["joerg.wessling@example.org", "wessling@example.com"], "{name}");
        let number = |kind| card.phones.iter().find(|phone| phone.kind == kind).map(|phone| digits(&phone.number));
        assert_eq!(number(PhoneKind::Work).as_deref(), Some("+492114566130"), "{name}: {:?}", card.phones);
        assert_eq!(number(PhoneKind::Mobile).as_deref(), Some("+491713920099"), "{name}: {:?}", card.phones);
        assert_eq!(number(PhoneKind::Home), None, "{name}");
        let address = card.address.clone().unwrap_or_else(|| panic!("{name} has no address"));
        assert_eq!(
            (text(&address.street), text(&address.city)),
            ("Marktplatz 1".into(), "Düsseldorf".into()),
            "{name}"
        );
        assert_eq!(text(&address.postal_code), "40213", "{name}");
        assert_eq!(text(&card.note), "Förderung, Energie; Wärme\nzweite Zeile", "{name}");
        let groups: &[&str] = match name {
            "google-alt.csv" | "google-neu.csv" => &["Klima"],
            "google.vcf" => &["myContacts"],
            _ => &[],
        };
        assert_eq!(card.categories, groups, "{name}");
    }
}

#[test]
fn a_company_of_a_telephone_is_an_institution() {
    let found = vcard::read(&bytes("icloud.vcf"));
    let company = &found.cards[1];
    assert_eq!((company.full_name.as_str(), company.last_name.as_deref()), ("Stadtwerke Beispielstadt", None));
}

#[test]
fn what_is_broken_is_told_with_its_line_and_the_rest_is_read() {
    let found = vcard::read(&bytes("kaputt.vcf"));
    let names: Vec<&str> = found.cards.iter().map(|card| card.full_name.as_str()).collect();
    assert_eq!(names, ["Erna Erste", "Zora Zweite", "Dora Dritte", "Vera Vierte"]);
    let told: Vec<(u64, CardProblemKind)> = found.problems.iter().map(|problem| (problem.line, problem.kind)).collect();
    assert_eq!(
        told,
        [
            (1, CardProblemKind::NotClosed),
            (10, CardProblemKind::BrokenLine),
            (12, CardProblemKind::NoName),
            (16, CardProblemKind::NotClosed),
        ]
    );
}
