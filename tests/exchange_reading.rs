//! The lists and address books of the alliance arrive whole: every row, every town, every date.
use std::collections::BTreeMap;

use runde::domain::dates::{self, DateProblem};
use runde::domain::fold;
use runde::domain::phone;
use runde::exchange::card::{Card, PhoneKind};
use runde::exchange::form::{self, Column, Form, Mapping};
use runde::exchange::sheet::{self, Sheet};
use runde::exchange::towns::{Town, TownMatch, Towns};
use runde::exchange::{outlook, priority, vcard};

const QUESTIONS: &[u8] = include_bytes!("data/fragen-eingang.csv");
const GROUPS: &[u8] = include_bytes!("data/arbeitskreise.csv");
const OUTLOOK: &[u8] = include_bytes!("data/kontakte-outlook.csv");
const CARDS: &[u8] = include_bytes!("data/kontakte.vcf");
const QUESTION_TRUTH: &[u8] = include_bytes!("data/fragen-wahrheit.csv");
const CONTACT_TRUTH: &[u8] = include_bytes!("data/kontakte-wahrheit.csv");

const MEMBERS: [(&str, &[&str]); 9] = [
    ("Rhein-Kreis Neuss", &["RKN", "Kreis", "Kreisverwaltung"]),
    ("Stadt Dormagen", &["DO"]),
    ("Stadt Grevenbroich", &["GV"]),
    ("Stadt Jüchen", &["JÜ"]),
    ("Stadt Kaarst", &["KA"]),
    ("Stadt Korschenbroich", &["KO"]),
    ("Stadt Meerbusch", &["ME"]),
    ("Stadt Neuss", &["NE"]),
    ("Gemeinde Rommerskirchen", &["RO"]),
];

fn towns() -> Towns {
    let towns: Vec<Town> = (0i64..)
        .zip(MEMBERS)
        .map(|(id, (name, others))| Town {
            id,
            spellings: [&[name], others].concat().into_iter().map(str::to_owned).collect(),
        })
        .collect();
    Towns::new(&towns)
}

fn read(bytes: &[u8]) -> (Sheet, Mapping) {
    let sheet = sheet::read(bytes).unwrap();
    let mapping = form::recognise(&sheet.header).unwrap();
    (sheet, mapping)
}

/// The rows of a file of right answers, by column head.
fn truth(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let sheet = sheet::read(bytes).unwrap();
    let row = |cells: Vec<String>| sheet.header.iter().cloned().zip(cells).collect();
    sheet.rows.iter().map(|line| row(line.cells.clone())).collect()
}

fn outlook_cards() -> Vec<Card> {
    let (sheet, mapping) = read(OUTLOOK);
    let (cards, nameless) = outlook::cards(&sheet, &mapping);
    assert!(nameless.is_empty());
    cards
}

#[test]
fn ninety_questions_arrive_with_their_town_and_dates() {
    let (sheet, mapping) = read(QUESTIONS);
    let truth = truth(QUESTION_TRUTH);
    let towns = towns();
    assert_eq!(mapping.form, Form::Questions);
    assert_eq!((sheet.encoding, sheet.separator), ("windows-1252", ';'));
    assert_eq!((sheet.rows.len(), sheet.blank_rows, truth.len()), (90, 6, 90));
    assert!(sheet.problems.is_empty());
    assert!(mapping.unmapped.is_empty());
    for (row, truth) in sheet.rows.iter().zip(&truth) {
        let number = mapping.cell(row, Column::Number);
        assert_eq!(number, truth["nr"]);
        let names: Vec<&str> = towns
            .find(mapping.cell(row, Column::Member))
            .into_iter()
            .map(|found| match found {
                TownMatch::Town { id, .. } => MEMBERS[id as usize].0,
                other => panic!("{number}: {other:?}"),
            })
            .collect();
        assert_eq!(names.join("; "), truth["kommune"], "{number}");
        let received = match dates::parse_written(mapping.cell(row, Column::Received)) {
            Ok(date) => date.to_string(),
            Err(problem) => {
                assert_eq!(problem, DateProblem::Empty, "{number}");
                String::new()
            }
        };
        assert_eq!(received, truth["eingang"], "{number}");
        let due = dates::parse_written(mapping.cell(row, Column::Due));
        let due = due.map(|date| date.to_string()).unwrap_or_default();
        assert_eq!(due, truth["frist"], "{number}");
        assert!(!mapping.cell(row, Column::Text).is_empty(), "{number}");
        assert!(priority::in_sheet(mapping.cell(row, Column::Priority)).is_ok(), "{number}");
    }
    let words: Vec<&str> = sheet
        .rows
        .iter()
        .map(|row| mapping.cell(row, Column::Due))
        .filter(|due| dates::parse_written(due) == Err(DateProblem::NotUnderstood))
        .collect();
    assert_eq!(words, ["vor Pfingsten", "Q3/2026", "asap"]);
}

#[test]
fn cells_keep_line_breaks_quotes_and_lines() {
    let (sheet, mapping) = read(QUESTIONS);
    let third = &sheet.rows[2];
    assert_eq!(third.line, 4);
    assert!(mapping.cell(third, Column::Explanation).contains("HSK?\nBescheinigung"));
    assert!(mapping.cell(&sheet.rows[5], Column::Text).contains("(\"ungepflegt\", \"Zecken\""));
    assert_eq!(sheet.rows[3].line, 6);
    assert_eq!(mapping.cell(&sheet.rows[57], Column::Mail), "Volker.Jentges@example.de");
}

#[test]
fn seven_working_groups_arrive() {
    let (sheet, mapping) = read(GROUPS);
    assert_eq!(mapping.form, Form::Groups);
    assert_eq!((sheet.encoding, sheet.rows.len()), ("UTF-8", 7));
    assert!(sheet.problems.is_empty() && mapping.unmapped.is_empty());
    let names: Vec<&str> = sheet.rows.iter().map(|row| mapping.cell(row, Column::ShortName)).collect();
    assert_eq!(names, ["WG", "SB", "KA", "MO", "FR", "NV", "BK"]);
    let towns = towns();
    for row in &sheet.rows {
        let lead = towns.find(mapping.cell(row, Column::Lead));
        assert!(matches!(lead.as_slice(), [TownMatch::Town { .. }]), "{lead:?}");
        assert!(!mapping.cell(row, Column::Purpose).is_empty());
        assert!(!mapping.cell(row, Column::Members).is_empty());
    }
}

#[test]
fn a_hundred_contacts_arrive_with_their_names() {
    let found = vcard::read(CARDS);
    assert_eq!(found.problems, []);
    let outlook = outlook_cards();
    assert_eq!((found.cards.len(), outlook.len()), (60, 40));
    let truth = truth(CONTACT_TRUTH);
    assert_eq!(truth.len(), 100);
    for (card, truth) in found.cards.iter().chain(&outlook).zip(&truth) {
        assert_eq!(card.last_name.as_deref(), Some(truth["nachname"].as_str()));
        assert_eq!(card.first_name.as_deref(), Some(truth["vorname"].as_str()));
        assert!(card.organisation.is_some() && !card.phones.is_empty(), "{card:?}");
        for text in [&card.organisation, &card.job_title, &card.note].into_iter().flatten() {
            assert!(!text.contains(['\u{fffd}', '\\', '\r', 'Ã']) && !text.contains("=C3"), "{text}");
        }
        for phone in &card.phones {
            assert!(phone::digits(&phone.number).starts_with("+49"), "{phone:?}");
        }
        assert!(card.mails.iter().all(|mail| mail.contains('@')), "{card:?}");
    }
}

fn card<'cards>(cards: &'cards [Card], last_name: &str) -> &'cards Card {
    cards.iter().find(|card| card.last_name.as_deref() == Some(last_name)).unwrap()
}

#[test]
fn each_peculiarity_of_the_cards_is_read() {
    let cards = vcard::read(CARDS).cards;
    let lawyer = card(&cards, "Högner");
    assert_eq!(lawyer.title.as_deref(), Some("Dr."));
    assert_eq!(
        lawyer.organisation.as_deref(),
        Some("Ministerium für Wirtschaft, Industrie, Klimaschutz und Energie NRW")
    );
    assert_eq!(lawyer.units, ["Referat Wärmewende"]);
    assert_eq!(lawyer.role.as_deref(), Some("Rechtsfragen WPG / LWPG"));
    assert!(lawyer.note.as_deref().unwrap().contains(".\nHat am 17.09.2025"));
    assert_eq!(lawyer.address.as_ref().unwrap().postal_code.as_deref(), Some("40213"));
    let quoted = card(&cards, "Brinkhoff");
    assert_eq!(quoted.organisation.as_deref(), Some("Landesamt für Natur, Umwelt und Klima NRW (LANUK)"));
    assert_eq!(quoted.units, ["Fachbereich 37", "Klimaschutz und Energiedaten"]);
    assert_eq!(quoted.categories, ["Wärmekataster", "Abwärme", "Geodaten"]);
    assert_eq!(quoted.phones[1].kind, PhoneKind::Fax);
    let latin = card(&cards, "Osterkamp");
    assert_eq!(latin.organisation.as_deref(), Some("Verkehrsverbund Rhein-Ruhr AöR"));
    assert!(latin.note.as_deref().unwrap().ends_with("ÖPNV-Investitionsförderung § 12 ÖPNVG."));
    let tabs = card(&cards, "Bruhns");
    assert!(tabs.note.as_deref().unwrap().contains("Kriterien für kühle Orte, Trinkbrunnen"));
    let ranked = card(&cards, "Thormählen");
    assert_eq!(ranked.mails, ["ole.thormaehlen@example.org", "stark@example.org"]);
    assert_eq!(ranked.phones[0].number, "+49-69-90009-418");
    let grouped = card(&cards, "Kuhlmann-Roth");
    assert_eq!(grouped.mails, ["d.kuhlmann-roth@example.org"]);
    let pictured = card(&cards, "Stahlschmidt");
    assert_eq!(pictured.categories, ["Energiemanagement", "Kom.EMS", "Zähler"]);
    let smiling = card(&cards, "Opitz");
    assert!(smiling.note.as_deref().unwrap().ends_with("gibt es Ärger ;-)"));
    assert_eq!(card(&cards, "Breidenbend").title.as_deref(), Some("Prof. Dr.-Ing."));
    assert_eq!(card(&cards, "Lindlar").mails[0], "s.lindlar@example.org");
    assert_eq!(card(&cards, "Lindlar").phones[1].kind, PhoneKind::Mobile);
    assert_eq!(cards.iter().filter(|card| card.revised.is_some()).count(), 60);
    assert_eq!(cards.iter().filter(|card| card.line == 1).count(), 1);
}

#[test]
fn outlook_s_peculiarities_are_read() {
    let cards = outlook_cards();
    let lawyer = card(&cards, "Hoegner");
    assert_eq!(lawyer.salutation.as_deref(), Some("Frau"));
    assert_eq!(lawyer.title.as_deref(), Some("Dr."));
    assert_eq!(lawyer.job_title.as_deref(), Some("Referentin"));
    assert_eq!(lawyer.full_name, "Dr. Katrin Hoegner");
    assert_eq!(lawyer.categories, ["Wärmeplanung", "Ministerium"]);
    assert_eq!(lawyer.units, ["Wärmewende"]);
    assert_eq!(card(&cards, "Thönnissen").mails.len(), 2);
    assert_eq!(card(&cards, "Dohmes").title.as_deref(), Some("Dipl.-Ing."));
    assert_eq!(card(&cards, "Erkens").job_title.as_deref(), Some("Ärztin, Umweltmedizin"));
    assert!(card(&cards, "Schulte Moenting").note.as_deref().unwrap().contains('\n'));
    assert_eq!(card(&cards, "Küppersbusch").address, None);
}

#[test]
fn the_same_number_is_the_same_in_both_address_books() {
    let (cards, outlook) = (vcard::read(CARDS).cards, outlook_cards());
    for (there, here) in [("Högner", "Hoegner"), ("Rütten", "Ruetten"), ("Karaca", "Karaca")] {
        let number = |card: &Card| phone::digits(&card.phones[0].number);
        assert_eq!(number(card(&cards, there)), number(card(&outlook, here)));
        assert_eq!(fold::key(there), fold::key(here));
    }
}
