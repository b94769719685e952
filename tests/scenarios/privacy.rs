//! Data protection on the screen: contacts that are due, checked in one act, and somebody erased for good.

use runde::domain::{Field, Id, Kind, Record};

use crate::file::File;
use crate::session::{Begin, Session};

fn file() -> File {
    let contact = |id, name: &str| Record::new(Kind::Contact, Id(id)).with(Field::LastName, name);
    File::with(&[
        contact(901, "Efeu").with(Field::FirstName, "Fatma").with(Field::DeleteOn, "2020-01-31"),
        contact(902, "Farn").with(Field::Checked, "2001-05-01"),
        Record::new(Kind::Comment, Id(901))
            .with(Field::Subject, "contact")
            .with(Field::SubjectId, 902)
            .with(Field::Text, "Efeu wuchert"),
        Record::new(Kind::Comment, Id(902))
            .with(Field::Subject, "contact")
            .with(Field::SubjectId, 902)
            .with(Field::Text, "Fatma Efeu hat angerufen"),
    ])
}

#[test]
fn what_was_checked_today_is_due_no_more_until_that_is_taken_back() {
    let file = file();
    let mut session = Session::on(&file);
    session.keys("5VV").shows("Farn").shows("Efeu");
    session.keys("/Farn<Enter>C").hides("Farn, ").keys("u").shows("Farn");
}

#[test]
fn somebody_is_erased_after_each_doubtful_place_is_decided_and_the_name_typed() {
    let file = file();
    let mut session = Session::on(&file);
    session.keys("5V").shows("Efeu").hides("Farn");
    let erase = ":endgültig<Enter>";
    session.keys(erase).shows("Efeu wuchert").shows("Ist hier die Person gemeint?");
    session.keys("<Down><Enter>").shows("Weiter: Fatma Efeu löschen").shows("wird ersetzt").shows("bleibt");
    session.keys("<Enter>").shows("Nachnamen eintippen").keys("Meier<Enter>").says("Nichts wurde gelöscht");
    session.keys(erase).keys("<Down><Enter><Enter>Efeu<Enter>").says("Gelöscht: ").hides("Fatma");
    session.keys("u").says("nichts zurückzunehmen");
    let text = |id| file.store().record(Kind::Comment, Id(id)).unwrap().unwrap().text(Field::Text).to_owned();
    assert_eq!((text(901), text(902)), ("Efeu wuchert".to_owned(), "Person ohne Namen hat angerufen".to_owned()));
}

#[test]
fn what_is_held_on_a_person_is_read_and_written_where_only_they_can_read_it() {
    let file = file();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("auskunft.md");
    let mut session = Session::on(&file);
    session.keys("5V").shows("Efeu").keys("A").shows("Auskunft nach Art. 15 DSGVO").shows("Fatma Efeu");
    session
        .shows("Enter: in eine Datei schreiben")
        .shows("Vor der Herausgabe durchsehen")
        .keys("<PgDn><PgDn>")
        .shows("Ihre Rechte");
    session.keys("<Enter>").shows("~/auskunft-efeu.md").shows(".txt als reiner Text");
    session.keys(&format!("<Ctrl-U>{}<Enter>", path.display())).says("Auskunft geschrieben");
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written.starts_with("# Auskunft") && written.contains("Fatma Efeu"), "{written}");
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    session.keys("A<Enter>").keys(&format!("<Ctrl-U>{}<Enter>", path.display())).says("gibt es schon");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), written);
}

#[test]
fn a_document_is_for_one_person() {
    let file = file();
    let mut session = Session::on(&file);
    session.keys("5VV").shows("Farn").keys("*A").says("Eine Auskunft ist für eine Person");
}

#[test]
fn staff_are_erased_on_the_screen_and_the_proof_is_read_there() {
    let person = Record::new(Kind::Person, Id(903)).with(Field::Name, "Gerda Ginster").with(Field::Logins, "gginster");
    let file = File::with(&[person]);
    let mut session = Session::on(&file);
    session.keys(":nachweise<Enter>").shows("Bisher wurde niemand gelöscht").keys("<Esc>");
    session
        .keys("1vv")
        .shows("Ginster")
        .keys("/Ginster<Enter>")
        .keys(":endgültig<Enter>")
        .shows("Gerda Ginster löschen");
    session.keys("<Enter>Ginster<Enter>").says("Gelöscht: ").hides("Gerda");
    session.keys(":nachweise<Enter>").shows("Person ohne Namen").shows("Felder:").hides("Gerda");
}

#[test]
fn a_list_of_who_is_due_says_why_and_so_does_the_card() {
    let file = file();
    file.colleague_makes(&[
        Record::new(Kind::Contact, Id(903)).with(Field::LastName, "Gras").with(Field::Left, 1),
        Record::new(Kind::Institution, Id(901)).with(Field::Name, "Wiesenamt").with(Field::Kind, "ministry"),
        Record::new(Kind::Post, Id(901)).with(Field::Name, "Mahd").with(Field::Institution, Id(901)),
        Record::new(Kind::Tenure, Id(901))
            .with(Field::Post, Id(901))
            .with(Field::Contact, Id(903))
            .with(Field::Until, "2024-05-31"),
    ]);
    for size in [(80, 24), (120, 40)] {
        let mut session = Session::begin(&file, Begin { size, ..Default::default() });
        session.keys("5V").shows("[Löschen]").shows("Grund").shows("Löschdatum 31.01.2020");
        session.shows("ausgeschieden 31.05.2024");
        session.keys("/Gras<Enter><Enter>").shows("Datenschutz").shows("nichts mehr").shows("löschen");
        session.keys("<Esc><Esc>V").shows("[Prüfen]").shows("Grund▲").shows("zuletzt geprüft 01.05.2001");
        session.shows("nie geprüft").keys("/Farn<Enter><Enter>").shows("Datenschutz").shows("prüfen");
        // Elsewhere nobody has come to check.
        session.keys("<Esc><Esc>V").keys("fFarn<Enter>").shows("Farn").hides("Datenschutz");
    }
}
