//! Contacts that stand twice become one, and contacts go out to other programs.

use runde::app::Scope;
use runde::domain::{Act, Change, Field, Id, IdSource, Kind, Record, Value};

use crate::file::File;
use crate::session::{Begin, Session};

/// A third contact: somebody who is there already, as heard on the telephone, with a talk, a question and a note.
fn doubled() -> File {
    let file = File::little();
    let contact = Record::new(Kind::Contact, Id(3))
        .with(Field::FirstName, "Juergen")
        .with(Field::LastName, "Mueller")
        .with(Field::Mails, "j.mueller@example.org\nmueller@example.com")
        .with(Field::Function, "Amtsleitung");
    let talk = Record::new(Kind::Talk, Id(2)).with(Field::Title, "Schatten").with(Field::Contact, Id(3));
    let note = Record::new(Kind::Comment, Id(1))
        .with(Field::Subject, "contact")
        .with(Field::SubjectId, 3)
        .with(Field::Text, "ruft zurück");
    let question = file.record(Kind::Question, 2);
    let meeting = file.record(Kind::Meeting, 1);
    let edits = vec![
        contact.create(),
        talk.create(),
        note.create(),
        question.set(Field::Contact, Id(3)),
        meeting.set(Field::Guests, Value::links([Id(2), Id(3)])),
    ];
    file.store().apply(&Change::new(IdSource::new(77).change(), Act::Edit, edits)).unwrap();
    file
}

fn links(file: &File) -> (i64, i64, i64, Value) {
    let link = |kind, id, field| file.record(kind, id).get(field).as_number().unwrap();
    (
        link(Kind::Talk, 2, Field::Contact),
        link(Kind::Question, 2, Field::Contact),
        link(Kind::Comment, 1, Field::SubjectId),
        file.record(Kind::Meeting, 1).get(Field::Guests).clone(),
    )
}

#[test]
fn two_contacts_are_compared_field_by_field_and_become_one_with_all_that_hangs_on_them() {
    let file = doubled();
    let mut session = Session::on(&file);
    session.keys("5D").shows("Dieselbe Person? 1 von 1").shows("gleiche Mailadresse").shows("Amtsleitung");
    assert!(session.is_in(Scope::Duplicates));
    // The function is known on one side only; the mails are put together. Nothing has happened yet.
    assert!(!file.record(Kind::Contact, 3).is_removed());
    session.keys("<Enter>").says("Zusammenführung").shows("Keine Kontakte");
    let kept = file.record(Kind::Contact, 1);
    assert_eq!(kept.text(Field::Mails), "j.mueller@example.org\nmueller@example.com");
    assert_eq!((kept.text(Field::LastName), kept.text(Field::Function)), ("Müller", "Amtsleitung"));
    assert!(file.record(Kind::Contact, 3).is_removed());
    assert_eq!(links(&file), (1, 1, 1, Value::links([Id(1), Id(2)])));
    session.keys("u").says("Zurückgenommen").shows("Dieselbe Person? 1 von 1");
    assert!(!file.record(Kind::Contact, 3).is_removed());
    assert_eq!(links(&file), (3, 3, 3, Value::links([Id(2), Id(3)])));
    assert!(file.record(Kind::Contact, 1).get(Field::Function).is_unknown());
}

#[test]
fn each_field_takes_the_side_that_somebody_chose() {
    let file = doubled();
    let mut session = Session::on(&file);
    session.keys("5D").shows("E-Mail-Adressen");
    while !session.screen().contains("Ergebnis: E-Mail-Adressen") {
        let before = session.screen();
        session.keys("j");
        assert_ne!(session.screen(), before, "no field of mails");
    }
    session.keys("<Left><Enter>").says("Zusammenführung");
    assert_eq!(file.record(Kind::Contact, 1).text(Field::Mails), "j.mueller@example.org");
}

#[test]
fn a_pair_of_two_people_is_not_proposed_again_until_that_is_taken_back() {
    let file = doubled();
    let mut session = Session::on(&file);
    session.keys("5Dx").says("andere Person").shows("Keine Kontakte");
    assert_eq!(file.record(Kind::Contact, 1).get(Field::DistinctFrom), &Value::links([Id(3)]));
    Session::on(&file).keys("5D").shows("Keine Kontakte");
    session.keys("u").shows("Dieselbe Person? 1 von 1");
    assert!(file.store().alike(9).unwrap().pairs.len() == 1);
}

#[test]
fn a_field_that_a_colleague_changes_meanwhile_is_shown_before_it_is_merged() {
    let file = doubled();
    let mut session = Session::on(&file);
    session.keys("5D").shows("Amtsleitung");
    file.colleague_sets(Kind::Contact, 3, &[(Field::Function, Value::text("Referatsleitung"))]);
    session.look().shows("Referatsleitung");
    session.keys("<Enter>").says("Zusammenführung");
    assert_eq!(file.record(Kind::Contact, 1).text(Field::Function), "Referatsleitung");
}

#[test]
fn who_may_only_read_compares_and_merges_nothing() {
    let file = doubled();
    let mut session = Session::begin(&file, Begin { read_only: true, ..Begin::default() });
    session.keys("5D").shows("Dieselbe Person?").keys("<Enter>").shows("Dieselbe Person?");
    assert!(!file.record(Kind::Contact, 3).is_removed());
}

#[test]
fn the_screen_fits_a_small_window_and_leaves_by_one_key() {
    let file = doubled();
    let mut session = Session::begin(&file, Begin { size: (80, 24), ..Begin::default() });
    session.keys("5D").shows("bleibt").shows("geht darin auf").shows("Ergebnis");
    session.keys("<Esc>").shows("Grünwald");
    assert!(session.is_in(Scope::Contact));
}

#[test]
fn the_marked_contacts_or_all_go_into_a_new_file_and_none_is_written_over() {
    let file = doubled();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("k.vcf");
    let typed = format!("<Ctrl-U>{}<Enter>", path.display());
    let mut session = Session::on(&file);
    session.keys("5<Space>X<Enter>").keys(&typed).says("1 Kontakt geschrieben");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("VERSION:4.0") && text.contains("Grünwald") && !text.contains("Müller"), "{text}");
    session.keys("<Esc>X<Enter>").keys(&typed).says("bleibt, wie es ist");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    let typed = format!("<Ctrl-U>{}<Enter>", folder.path().join("alle.vcf").display());
    session.keys("X<Enter>").keys(&typed).says("3 Kontakte geschrieben").says("Vortragstitel (1)");
}
