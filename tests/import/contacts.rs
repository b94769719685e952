//! Contacts of two address books in which some people stand twice.

use std::collections::BTreeSet;

use runde::domain::{Act, Field, Kind, Language, Record, Value};
use runde::exchange::import::{RowNote, RowPlan};
use runde::exchange::sheet as reader;
use runde::text::import as words;

use crate::alliance::{Alliance, CARDS, OUTLOOK, sheet};

const TRUTH: &[u8] = include_bytes!("../data/kontakte-wahrheit.csv");

#[test]
fn sixty_cards_arrive() {
    let mut alliance = Alliance::new();
    let (plan, changes) = alliance.import(CARDS, "kontakte.vcf");
    assert_eq!((plan.counts().created, plan.rows.len(), changes.len()), (60, 60, 1));
    let lawyer = alliance.named(Kind::Contact, Field::LastName, "Högner");
    assert_eq!((lawyer.text(Field::FirstName), lawyer.text(Field::AcademicTitle)), ("Katrin", "Dr."));
    let institution = |contact: &Record| {
        let id = contact.get(Field::Institution).as_link().unwrap();
        alliance.store.record(Kind::Institution, id).unwrap().unwrap()
    };
    assert_eq!(institution(&lawyer).text(Field::ShortName), "MWIKE");
    assert_eq!(lawyer.text(Field::Unit), "Referat Wärmewende");
    assert_eq!(lawyer.text(Field::Function), "Referentin, Rechtsfragen WPG / LWPG");
    assert_eq!(lawyer.text(Field::Address), "Berger Allee 25\n40213 Düsseldorf");
    assert_eq!(lawyer.text(Field::Keywords), "Wärmeplanung\nRecht\nDatenschutz");
    assert_eq!(alliance.names(Kind::Topic, lawyer.get(Field::Topics)), ["Kommunale Wärmeplanung"]);
    assert_eq!(lawyer.text(Field::Source), "kontakte.vcf (vCard)");
    assert!(lawyer.text(Field::Note).contains("vorgetragen") && lawyer.get(Field::Speaker).is_unknown());
    let lanuk = alliance.named(Kind::Contact, Field::LastName, "Timmerbeil");
    assert_eq!(institution(&lanuk).text(Field::ShortName), "LANUK");
    let fax = alliance.named(Kind::Contact, Field::LastName, "Brinkhoff");
    assert_eq!(fax.text(Field::Phones), "0221/4710-141\n0221/4710-149 (Fax)");
    assert_eq!(institution(&fax).text(Field::ShortName), "LANUK");
    let staff = alliance.named(Kind::Contact, Field::LastName, "Vossen");
    let body = institution(&staff);
    assert_eq!((body.text(Field::Name), body.text(Field::Kind)), ("Rhein-Kreis Neuss, Kreisverwaltung", "member"));
    let zug = alliance.named(Kind::Contact, Field::LastName, "Hasselbach");
    assert_eq!(institution(&zug).text(Field::ShortName), "ZUG");
    alliance.assert_settled(CARDS, "kontakte.vcf");
}

#[test]
fn forty_outlook_contacts_arrive() {
    let mut alliance = Alliance::new();
    let (plan, _) = alliance.import(OUTLOOK, "kontakte-outlook.csv");
    assert_eq!((plan.counts().created, plan.rows.len()), (40, 40));
    let guest = alliance.named(Kind::Contact, Field::LastName, "Weyerstrass");
    assert_eq!(guest.get(Field::Speaker), &Value::Number(1));
    assert_eq!(guest.text(Field::Phones), "0221 4710-560\n0171 39200-56 (mobil)");
    let staff = alliance.records(Kind::Institution, Field::Name);
    let towns = staff.iter().filter(|one| one.text(Field::Kind) == "member").count();
    assert_eq!(towns, 9);
    alliance.assert_settled(OUTLOOK, "kontakte-outlook.csv");
}

#[test]
fn a_daughter_does_not_become_her_father_for_a_shared_mail() {
    let mut alliance = Alliance::new();
    let book = "Vorname;Nachname;Firma;E-Mail\nPaul;Plum;Plum;plum@example.org\nPaula;Plum;Plum;plum@example.org\n";
    alliance.import(b"Vorname;Nachname;Firma;E-Mail\nPaul;Plum;Plum;plum@example.org\n", "a.csv");
    let (plan, _) = alliance.import(b"Vorname;Nachname;Firma;E-Mail\nPaula;Plum;Plum;plum@example.org\n", "b.csv");
    assert!(matches!(plan.rows[0].what, RowPlan::Create { .. }), "{:?}", plan.rows[0].what);
    assert_eq!(alliance.store.alike(9).unwrap().all, 0);
    alliance.assert_settled(book.as_bytes(), "a.csv");
}

#[test]
fn people_of_both_books_are_joined_or_told_and_nobody_else_is() {
    let mut alliance = Alliance::new();
    alliance.import(CARDS, "kontakte.vcf");
    let (plan, _) = alliance.import(OUTLOOK, "kontakte-outlook.csv");
    let sheet = reader::read(TRUTH).unwrap();
    let twice: BTreeSet<u64> = sheet
        .rows
        .iter()
        .filter(|row| row.cells[1].ends_with("csv") && row.cells[5] == "ja")
        .map(|row| row.cells[2].parse().unwrap())
        .collect();
    for (position, row) in (1u64..).zip(&plan.rows) {
        let is_told = row.notes.iter().any(|note| matches!(note, RowNote::PossibleDuplicate { .. }));
        let is_joined = !matches!(row.what, RowPlan::Create { .. });
        assert_eq!(is_told || is_joined, twice.contains(&position), "{position} {row:?}");
    }
    assert_eq!(alliance.records(Kind::Contact, Field::LastName).len(), 100 - 10 + plan.counts().created - 30);
    alliance.assert_settled(CARDS, "kontakte.vcf");
    alliance.assert_settled(OUTLOOK, "kontakte-outlook.csv");
}

#[test]
fn what_is_known_is_not_overwritten_and_what_is_not_is_filled_in() {
    let mut alliance = Alliance::new();
    let head = "Vorname;Nachname;Firma;Position;E-Mail-Adresse;Telefon;Notizen\n";
    let first = sheet(&format!("{head}Ada;Beispiel;LANUK;;a@example.org;0221 1-2;\n"));
    alliance.import(&first, "a.csv");
    let second = sheet(&format!("{head}Ada;Beispiel-Muster;LANUV;Planerin;A@example.org;+49 221 12;kennt alle\n"));
    let (plan, _) = alliance.import(&second, "b.csv");
    let contact = alliance.records(Kind::Contact, Field::LastName).remove(0);
    assert_eq!((contact.text(Field::LastName), contact.text(Field::Function)), ("Beispiel", "Planerin"));
    assert_eq!((contact.text(Field::Phones), contact.text(Field::Note)), ("0221 1-2", "kennt alle"));
    let (here, there) = (Value::text("Beispiel"), Value::text("Beispiel-Muster"));
    assert_eq!(plan.rows[0].notes, [RowNote::Conflict { kind: Kind::Contact, field: Field::LastName, here, there }]);
    alliance.assert_settled(&second, "b.csv");
}

#[test]
fn a_mail_that_an_office_shares_joins_nobody() {
    let mut alliance = Alliance::new();
    let bytes = sheet("Vorname;Nachname;E-Mail\nAda;Eins;amt@example.org\nBen;Zwei;amt@example.org\n");
    let (plan, _) = alliance.import(&bytes, "a.csv");
    assert_eq!(plan.counts().created, 2);
    assert_eq!(plan.rows[1].notes, [RowNote::PossibleDuplicate { of: "Ada Eins".to_owned() }]);
    alliance.assert_settled(&bytes, "a.csv");
}

#[test]
fn a_number_that_was_taken_out_stays_out() {
    let mut alliance = Alliance::new();
    let bytes = sheet("Vorname;Nachname;Telefon\nAda;Eins;0221 12\n");
    alliance.import(&bytes, "a.csv");
    let contact = alliance.records(Kind::Contact, Field::LastName).remove(0);
    alliance.apply(Act::Edit, vec![contact.set(Field::Phones, "0221 99")]);
    alliance.assert_settled(&bytes, "a.csv");
}

#[test]
fn undo_takes_contacts_and_their_institutions_back() {
    let mut alliance = Alliance::new();
    let before = alliance.records(Kind::Institution, Field::Name).len();
    let (_, changes) = alliance.import(OUTLOOK, "kontakte-outlook.csv");
    alliance.undo(&changes[0]);
    assert_eq!(alliance.records(Kind::Contact, Field::LastName).len(), 0);
    assert_eq!(alliance.records(Kind::Institution, Field::Name).len(), before);
    let (plan, _) = alliance.import(OUTLOOK, "kontakte-outlook.csv");
    assert!(plan.new_records.is_empty(), "{:?}", plan.new_records);
    assert_eq!(alliance.records(Kind::Contact, Field::LastName).len(), 40);
    alliance.assert_settled(OUTLOOK, "kontakte-outlook.csv");
}

#[test]
fn a_card_of_an_institution_becomes_an_institution() {
    let mut alliance = Alliance::new();
    let bytes = b"BEGIN:VCARD\nFN:Amt X (AX)\nORG:Amt X (AX)\nEMAIL:x@example.org\nEND:VCARD\nBEGIN:VCARD\nORG:LANUK\nTEL:0221 1\nEND:VCARD\n";
    let (plan, _) = alliance.import(bytes, "x.vcf");
    assert_eq!((plan.counts().created, plan.counts().changed), (1, 1));
    let made = alliance.named(Kind::Institution, Field::Name, "Amt X");
    assert_eq!((made.text(Field::ShortName), made.text(Field::Mail)), ("AX", "x@example.org"));
    alliance.assert_settled(bytes, "x.vcf");
}

#[test]
fn a_broken_card_is_told_by_its_number_and_by_what_it_says() {
    let mut alliance = Alliance::new();
    let broken = include_bytes!("../data/adressbuecher/kaputt.vcf");
    let plan = alliance.plan(broken, "kaputt.vcf");
    let told: Vec<String> = plan.rows.iter().map(|row| words::label(Language::German, row)).collect();
    assert_eq!(
        told,
        ["Karte 1 · Erna Erste", "Karte 2 · Zora Zweite", "Karte 3 · 0211 1", "Karte 4 · Dora Dritte", "Vera Vierte"]
    );
    let lost = &plan.rows[1];
    assert_eq!(words::note(Language::German, &lost.notes[0]), "Zeile 10 der Datei ist nicht lesbar und fehlt");
    assert_eq!(plan.rows.iter().map(|row| row.card).collect::<Vec<_>>(), [1, 2, 3, 4, 5].map(Some));
    let sheet = alliance.plan(OUTLOOK, "kontakte-outlook.csv");
    assert!(sheet.rows.iter().all(|row| row.card.is_none()));
}
