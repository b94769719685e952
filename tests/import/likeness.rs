//! Contacts of two address books that are one person: how many are found, and that no others are.

#![expect(clippy::print_stdout, reason = "the figures are what the test is run for")]

use std::collections::{BTreeMap, BTreeSet};

use runde::domain::likeness::{Marks, PROPOSED, Pair, found};
use runde::domain::{Field, Id, Kind, Record};
use runde::exchange::sheet as reader;

use crate::alliance::{Alliance, lists};

const PEOPLE: &[u8] = include_bytes!("../data/personen.csv");

/// The contacts of a file, as an alliance has them that imports nothing else, with their places in the file.
fn contacts(bytes: &[u8], name: &str) -> Vec<Record> {
    let mut alliance = Alliance::new();
    let (plan, _) = alliance.import(bytes, name);
    let id = |row: &runde::exchange::import::PlanRow| match row.what {
        runde::exchange::import::RowPlan::Create { kind: Kind::Contact, id } => id,
        ref other => panic!("{other:?}"),
    };
    let read = |id| alliance.store.record(Kind::Contact, id).unwrap().unwrap();
    let mut contacts: Vec<Record> = plan.rows.iter().map(id).map(read).collect();
    for contact in &mut contacts {
        // Bodies that are new come into being in both files: as one, where they are called the same.
        let institution = contact.get(Field::Institution).as_link();
        let label = institution.and_then(|id| alliance.store.label(Kind::Institution, id).unwrap());
        let known = institution.is_some_and(|id| id.0 < 10_000);
        if !known && let Some(label) = label {
            let hash = runde::exchange::import::text_hash(&label) >> 12;
            *contact = contact.clone().with(Field::Institution, Id(i64::try_from(hash).unwrap()));
        }
    }
    contacts
}

fn pairs(contacts: &[Record]) -> Vec<Pair> {
    let marks: Vec<Marks> = contacts.iter().map(Marks::of).collect();
    found(&marks, usize::MAX).pairs
}

/// How many of the true pairs are proposed, and which are and should not be.
fn measure(contacts: &[Record], keys: &[String]) -> (usize, usize, Vec<String>) {
    let key: BTreeMap<Id, &str> =
        contacts.iter().map(|contact| contact.id).zip(keys.iter().map(String::as_str)).collect();
    let mut truth = 0;
    let mut missed = Vec::new();
    let all = pairs(contacts);
    for (place, one) in keys.iter().enumerate() {
        for (at, other) in keys.iter().enumerate().skip(place + 1) {
            if one == other {
                truth += 1;
                let ids = BTreeSet::from([contacts[place].id, contacts[at].id]);
                if !all.iter().any(|pair| BTreeSet::from([pair.left, pair.right]) == ids) {
                    missed.push(format!("missed: {one}"));
                }
            }
        }
    }
    let right = |pair: &&Pair| key[&pair.left] == key[&pair.right];
    let right_ones = all.iter().filter(right).count();
    let wrong = all.iter().filter(|pair| !right(pair));
    let wrong = wrong.map(|pair| format!("wrong: {} {} {pair:?}", key[&pair.left], key[&pair.right]));
    for line in missed.iter().cloned().chain(wrong.clone()) {
        println!("{line}");
    }
    (truth, right_ones, wrong.collect())
}

#[test]
fn nine_of_ten_people_of_two_address_books_are_found_and_nobody_else() {
    for lists in [lists!(""), lists!("zweite/"), lists!("dritte/")] {
        let mut all = contacts(lists.cards, "kontakte.vcf");
        all.extend(
            contacts(lists.outlook, "kontakte-outlook.csv")
                .into_iter()
                .map(|contact| Record { id: Id(contact.id.0 + 1_000_000_000_000_000), ..contact }),
        );
        let sheet = reader::read(lists.keys).unwrap();
        let keys: Vec<String> = sheet.rows.iter().map(|row| row.cells[0].clone()).collect();
        assert_eq!((all.len(), keys.len()), (100, 100));
        let (truth, found, wrong) = measure(&all, &keys);
        println!("of {truth} pairs {found} are proposed from a score of {PROPOSED}, and {} others", wrong.len());
        assert!(truth == 10 && found >= 9, "{found} of {truth}");
        assert_eq!(wrong, Vec::<String>::new());
    }
}

#[test]
fn people_who_only_look_alike_are_not_proposed() {
    let sheet = reader::read(PEOPLE).unwrap();
    let cell = |row: &reader::SheetRow, head: &str| {
        let place = sheet.header.iter().position(|known| known == head).unwrap();
        row.cells[place].clone()
    };
    let mut bodies: Vec<String> = Vec::new();
    let mut contacts = Vec::new();
    for (id, row) in (1..).zip(&sheet.rows) {
        let body = cell(row, "Einrichtung");
        let place = bodies.iter().position(|known| *known == body).unwrap_or_else(|| {
            bodies.push(body);
            bodies.len() - 1
        });
        let mut contact = Record::new(Kind::Contact, Id(id));
        if !bodies[place].is_empty() {
            contact = contact.with(Field::Institution, i64::try_from(place).unwrap());
        }
        for (field, head) in [
            (Field::LastName, "Nachname"),
            (Field::FirstName, "Vorname"),
            (Field::Salutation, "Anrede"),
            (Field::Unit, "Abteilung"),
            (Field::Function, "Funktion"),
            (Field::Mails, "Mail"),
            (Field::Phones, "Telefon"),
        ] {
            contact = contact.with(field, cell(row, head));
        }
        contacts.push(contact);
    }
    let keys: Vec<String> = sheet.rows.iter().map(|row| cell(row, "Person")).collect();
    let (truth, found, wrong) = measure(&contacts, &keys);
    println!("of {truth} pairs {found} are proposed, and {} others among {} contacts", wrong.len(), contacts.len());
    assert!(truth >= 12 && found * 10 >= truth * 9, "{found} of {truth}");
    assert_eq!(wrong, Vec::<String>::new());
}
