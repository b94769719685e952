//! Contacts that went out, were edited by a colleague, and come back.

use runde::domain::{Act, Field, Id, Kind, Language, Record, Value};
use runde::exchange::export::{Format, write};
use runde::exchange::import::{Plan, RowNote, RowPlan};
use runde::runtime::export::gather;

use crate::alliance::{Alliance, CARDS};

/// The file, with sixty contacts and one more.
fn with_quast() -> Alliance {
    let mut alliance = Alliance::new();
    alliance.import(CARDS, "kontakte.vcf");
    let office = alliance.named(Kind::Institution, Field::ShortName, "LANUK").id;
    let topic = alliance.records(Kind::Topic, Field::Name)[0].id;
    let contact = Record::new(Kind::Contact, Id(77))
        .with(Field::FirstName, "Quirin")
        .with(Field::LastName, "Quast")
        .with(Field::Function, "Referent, Wärme")
        .with(Field::Unit, "Referat 31")
        .with(Field::Mails, "quast@example.org\nq@example.org")
        .with(Field::Phones, "0221 4710-1\n02214710999\n0171 5 (mobil)\n0221 1\n0221 2\n0221 3")
        .with(Field::Address, "Weg 1\n01069 Dresden")
        .with(Field::Keywords, "Recht\nMesse")
        .with(Field::Note, "Zeile eins\nZeile zwei")
        .with(Field::Salutation, "Lieber Quirin")
        .with(Field::Speaker, 1)
        .with(Field::Institution, office)
        .with(Field::Topics, Value::links([topic]));
    alliance.apply(Act::Create, vec![contact.create()]);
    alliance
}

fn exported(alliance: &Alliance, format: Format) -> String {
    let ids: Vec<Id> = alliance.records(Kind::Contact, Field::LastName).iter().map(|contact| contact.id).collect();
    let contacts = gather(&alliance.store, &ids).unwrap();
    String::from_utf8(write(&contacts, format, Language::German).bytes).unwrap()
}

fn quast(alliance: &Alliance) -> Record {
    alliance.store.record(Kind::Contact, Id(77)).unwrap().unwrap()
}

/// The file with this in place of that, which has to be there.
fn edited(text: &str, edits: &[(&str, &str)]) -> Vec<u8> {
    let mut text = text.to_owned();
    for (from, to) in edits {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replace(from, to);
    }
    text.into_bytes()
}

const NAMES: [(Format, &str); 3] = [(Format::Csv, "a.csv"), (Format::VCard, "a.vcf"), (Format::VCard3, "b.vcf")];

fn conflicts(plan: &Plan) -> Vec<Field> {
    let notes = plan.rows.iter().flat_map(|row| &row.notes);
    notes.filter_map(|note| if let RowNote::Conflict { field, .. } = note { Some(*field) } else { None }).collect()
}

#[test]
fn what_was_edited_outside_changes_the_contact_once() {
    for (format, name) in NAMES {
        let mut alliance = with_quast();
        let text = exported(&alliance, format);
        alliance.assert_settled(text.as_bytes(), name);
        let before = quast(&alliance);
        let comma = if format == Format::Csv { ", " } else { "\r\nROLE:" };
        let back = edited(
            &text,
            &[
                (&format!("Referent{comma}Wärme"), &format!("Leiter{comma}Wärme")),
                ("Referat 31", "Referat 32"),
                ("quast@example.org", "quirin.quast@example.org"),
                ("Messe", "Tagung"),
            ],
        );
        let (plan, changes) = alliance.import(&back, name);
        assert_eq!((plan.counts().changed, plan.counts().created, conflicts(&plan)), (1, 0, vec![]), "{name}");
        let after = quast(&alliance);
        assert_eq!((after.text(Field::Function), after.text(Field::Unit)), ("Leiter, Wärme", "Referat 32"), "{name}");
        assert_eq!(after.text(Field::Mails), "quirin.quast@example.org\nq@example.org", "{name}");
        assert_eq!(after.text(Field::Keywords), "Recht\nTagung");
        for field in [Field::Phones, Field::Salutation, Field::Address, Field::Topics, Field::Speaker, Field::Note] {
            assert_eq!(after.get(field), before.get(field), "{name}");
        }
        alliance.assert_settled(&back, name);
        alliance.undo(&changes[0]);
        assert_eq!(quast(&alliance), before);
    }
}

#[test]
fn what_was_changed_here_too_is_told_and_an_old_file_changes_nothing() {
    for (format, name) in NAMES {
        let mut alliance = with_quast();
        let text = exported(&alliance, format);
        let contact = quast(&alliance);
        let mine = [contact.set(Field::Unit, "Referat 40"), contact.set(Field::Note, "neu hier")];
        alliance.apply(Act::Edit, mine.to_vec());
        alliance.assert_settled(text.as_bytes(), name);
        assert_eq!(conflicts(&alliance.plan(text.as_bytes(), name)), []);
        let back = edited(&text, &[("Referat 31", "Referat 32"), ("Messe", "Tagung")]);
        let (plan, _) = alliance.import(&back, name);
        assert_eq!(conflicts(&plan), [Field::Unit]);
        let after = quast(&alliance);
        assert_eq!((after.text(Field::Unit), after.text(Field::Note)), ("Referat 40", "neu hier"));
        assert_eq!(after.text(Field::Keywords), "Recht\nTagung");
        alliance.assert_settled(&back, name);
    }
}

#[test]
fn a_name_that_was_edited_and_another_office_are_those_of_the_same_contact() {
    let mut alliance = with_quast();
    let text = exported(&alliance, Format::Csv);
    let row = text.lines().find(|line| line.contains("Quast")).unwrap();
    let name = alliance.store.label(Kind::Institution, alliance.named(Kind::Institution, Field::ShortName, "LANUK").id);
    let name = name.unwrap().unwrap();
    let other = row.replace("\"Quast\"", "\"Quast-Meier\"").replace(&name, "Büro für Neues");
    let back = text.replace(row, &other).into_bytes();
    let (plan, _) = alliance.import(&back, "a.csv");
    assert_eq!((plan.counts().changed, plan.counts().created, conflicts(&plan)), (1, 0, vec![]));
    let contact = quast(&alliance);
    let office = contact.get(Field::Institution).as_link().unwrap();
    assert_eq!(contact.text(Field::LastName), "Quast-Meier");
    assert_eq!(alliance.store.label(Kind::Institution, office).unwrap().as_deref(), Some("Büro für Neues"));
    alliance.assert_settled(&back, "a.csv");
}

#[test]
fn a_row_that_was_copied_or_used_for_somebody_else_makes_a_contact_of_its_own() {
    let text = exported(&with_quast(), Format::Csv);
    // The note of the row stands on two lines.
    let begin = text.find("\"\",\"Quirin\"").unwrap();
    let row = &text[begin..begin + text[begin..].find("\"\r\n\"").unwrap() + 3];
    assert!(row.contains("Zeile zwei"), "{row}");
    let new = row.replace("Quirin", "Rosa").replace("Quast", "Rabe").replace("quast@", "rabe@").replace("\"q@", "\"r@");
    for back in [format!("{text}{new}"), text.replace(row, &new)] {
        let mut alliance = with_quast();
        let before = quast(&alliance);
        let (plan, _) = alliance.import(back.as_bytes(), "a.csv");
        assert_eq!((plan.counts().changed, plan.counts().created), (0, 1));
        assert_eq!(quast(&alliance), before);
        let rabe = alliance.named(Kind::Contact, Field::LastName, "Rabe");
        assert_eq!(rabe.text(Field::Uid), "");
        alliance.assert_settled(back.as_bytes(), "a.csv");
    }
}

#[test]
fn columns_that_were_taken_out_and_what_sheets_make_of_numbers_change_nothing() {
    let mut alliance = with_quast();
    let text = exported(&alliance, Format::Csv);
    let fewer = text.replace("\"Kategorien\",", "\"Ohne Bedeutung\",");
    let without = edited(&fewer, &[("\"Referat 31\"", "\"\"")]);
    alliance.assert_settled(&without, "a.csv");
    let numbers = edited(&text, &[("02214710999", "2214710999"), ("\"01069\"", "\"1069\"")]);
    alliance.assert_settled(&numbers, "a.csv");
    let damaged = edited(&text, &[("02214710999", "2,21471E+09")]);
    let (plan, _) = alliance.import(&damaged, "a.csv");
    assert_eq!((plan.counts().changed, conflicts(&plan)), (0, vec![Field::Phones]));
    let formula = edited(&text, &[("\"quast@example.org\"", "\"=A1\"")]);
    let (plan, _) = alliance.import(&formula, "a.csv");
    assert_eq!((plan.counts().changed, conflicts(&plan)), (0, vec![Field::Mails]));
    let gone = edited(&text, &[("\"Referat 31\"", "\"\""), ("\"02214710999\"", "\"\""), ("\"Weg 1\"", "\"\"")]);
    alliance.import(&gone, "a.csv");
    let contact = quast(&alliance);
    assert_eq!((contact.text(Field::Unit), contact.text(Field::Address)), ("", "01069 Dresden"));
    assert_eq!(contact.text(Field::Phones), "0221 4710-1\n0171 5 (mobil)\n0221 1\n0221 2\n0221 3");
}

#[test]
fn the_mark_of_another_file_means_nothing_here() {
    let mut there = with_quast();
    let contact = quast(&there);
    there.apply(Act::Edit, vec![contact.set(Field::Unit, "Referat 99")]);
    let text = exported(&there, Format::VCard);
    let mut here = with_quast();
    let (plan, _) = here.import(text.as_bytes(), "a.vcf");
    let row = plan.rows.iter().find(|row| row.label.contains("Quast")).unwrap();
    assert!(matches!(row.what, RowPlan::Same { .. }), "{row:?}");
    assert_eq!((quast(&here).text(Field::Unit), conflicts(&plan)), ("Referat 31", vec![Field::Unit]));
}
