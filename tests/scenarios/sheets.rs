//! The guest sheet: one key on a guest, a body, a meeting or a list; and from there into a file.

use runde::domain::{Field, Id, Kind, Record, Value};

use crate::file::{File, member};
use crate::lists::listed;
use crate::session::{Begin, Session};

/// Jürgen Müller is a guest of the meeting, which is about heat; he has a question, and one of the topic waits.
fn with_guest() -> File {
    let file = File::with(&[Record::new(Kind::Topic, Id(900)).with(Field::Name, "Probethema")]);
    let topic = Value::links([Id(900)]);
    file.colleague_sets(Kind::Question, 1, &[(Field::Contact, Value::from(Id(1)))]);
    file.colleague_sets(Kind::Question, 2, &[(Field::Topics, topic.clone())]);
    let towns = Value::links([member("Kaarst"), member("Dormagen")]);
    file.colleague_sets(Kind::Question, 2, &[(Field::Affected, towns)]);
    file.colleague_sets(Kind::Contact, 1, &[(Field::Topics, topic)]);
    file.colleague_sets(Kind::Meeting, 1, &[(Field::Guests, Value::links([Id(1)]))]);
    file
}

#[test]
fn one_key_on_a_guest_gives_the_open_questions_as_a_mail() {
    let file = with_guest();
    let mut session = Session::on(&file);
    session.keys("fMueller<Enter>F").shows("Gästeblatt").shows("An: j.mueller@example.org");
    session.shows("Guten Tag Jürgen Müller,").shows("Probethema").shows("1. Gibt es Mittel für die Schwammstadt?");
    session.shows("ebenso: Dormagen, Kaarst").shows("2. Wer fördert Wärmepumpen").hides("Lastenräder");
    let copied = session.copied.last().unwrap().clone();
    assert!(copied.starts_with("Betreff: ") && copied.contains("Schwammstadt") && copied.contains("Anna Beispiel"));
    session.keys("y");
    assert_eq!(session.copied.len(), 2);
    session.keys("<Esc>").hides("Gästeblatt:");
}

#[test]
fn one_key_on_a_meeting_gives_its_lists_and_what_is_open_for_its_guests() {
    let file = with_guest();
    file.colleague_sets(Kind::List, 1, &[(Field::Meeting, Value::from(Id(1)))]);
    let mut session = Session::on(&file);
    session.keys("fLasten<Enter>l<Enter>").says("Aufnahme");
    session.keys("fVierte<Enter>F").shows("Gästeblatt").shows("Fragen an das Ministerium");
    session.shows("1. Darf man Lastenräder").shows("Probethema").shows("2. Gibt es Mittel").shows("3. Wer fördert");
}

#[test]
fn what_stands_on_a_list_for_somebody_is_on_their_sheet_once() {
    let file = listed();
    let body = Record::new(Kind::Institution, Id(901)).with(Field::Name, "Probeamt").with(Field::Kind, "other");
    let settled = Record::new(Kind::List, Id(902)).with(Field::Title, "Vorbei").with(Field::State, "answered");
    let other = Record::new(Kind::Entry, Id(903)).with(Field::List, Id(902)).with(Field::Question, Id(5));
    file.colleague_makes(&[body, settled.with(Field::Contact, Id(1)), other]);
    // The second goes to him besides, and is on the list: it stands there.
    file.colleague_sets(Kind::Question, 2, &[(Field::Contact, Value::from(Id(1)))]);
    file.colleague_sets(Kind::Question, 3, &[(Field::State, Value::text("closed"))]);
    file.colleague_sets(Kind::Contact, 1, &[(Field::Institution, Value::from(Id(901)))]);
    let on = |field, id| file.colleague_sets(Kind::List, 1, &[(field, Value::from(Id(id)))]);
    let mut session = Session::on(&file);
    on(Field::Contact, 1);
    for whom in ["Mueller", "Probeamt"] {
        session.keys(&format!("f{whom}<Enter>F")).shows("Gästeblatt").shows("(3 Fragen aus 3 Kommunen)");
        session.shows("1. Wer fördert Wärmepumpen").shows("2. Gibt es Mittel").shows("3. Wie beginnt");
        session.hides("Wer zahlt").hides("Lastenräder").keys("<Esc>");
    }
    // A list for the body is for everybody there, one for somebody else there is not.
    file.colleague_sets(Kind::List, 1, &[(Field::Contact, Value::Unknown), (Field::State, Value::text("sent"))]);
    on(Field::Institution, 901);
    session.look().keys("fMueller<Enter>F").shows("1. Wer fördert Wärmepumpen").keys("<Esc>");
    on(Field::Contact, 2);
    session.look().keys("fMueller<Enter>F").shows("1. Gibt es Mittel").hides("Wer fördert").keys("<Esc>");
    // A guest of a meeting brings along what no other meeting has on its lists.
    file.colleague_sets(Kind::Meeting, 1, &[(Field::Guests, Value::links([Id(2)]))]);
    session.look().keys("fVierte<Enter>F").shows("1. Wer fördert Wärmepumpen").keys("<Esc>");
}

#[test]
fn one_key_on_a_list_gives_its_own_order_and_numbers() {
    let file = listed();
    let mut session = Session::on(&file);
    session.keys("fFragen an das Min<Enter>z<Enter>").says("versandt");
    file.colleague_sets(Kind::Question, 2, &[(Field::State, Value::text("answered"))]);
    session.keys("F").shows("1. Wer fördert Wärmepumpen").shows("3. Wer zahlt").shows("4. Wie beginnt");
    session.hides("Schwammstadt");
}

#[test]
fn a_sheet_is_written_into_a_file_and_never_over_another_unasked() {
    let file = listed();
    let path = file.path().with_file_name("blatt.html");
    let mut session = Session::on(&file);
    let write = format!("<Ctrl-U>{}<Enter>", path.display());
    session.keys("fFragen an das Min<Enter>FX<Enter>").shows("~/gaesteblatt-fragen-an-das-ministerium.html");
    session.keys(&write).says("Gästeblatt geschrieben");
    let first = std::fs::read_to_string(&path).unwrap();
    assert!(first.starts_with("<!DOCTYPE html>") && first.contains("<h3>Wie beginnt man die Wärmeplanung?</h3>"));
    std::fs::write(&path, "etwas anderes").unwrap();
    session.keys("X<Enter>").keys(&write).shows("gibt es schon. Ersetzen?").keys("<Esc>");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "etwas anderes");
    session.keys("X<Enter>").keys(&write).keys("j").says("Gästeblatt geschrieben");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), first);
}

#[test]
fn where_nothing_is_open_it_is_said() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("fGruenwald<Enter>F").says("ist keine Frage offen").hides("Betreff");
}

#[test]
fn the_sheets_look_like_this() {
    for (size, width) in [((80, 24), "80"), ((120, 40), "120")] {
        let file = listed();
        let mut session = Session::begin(&file, Begin { size, ..Begin::default() });
        session.keys("fFragen an das Min<Enter><End>");
        insta::assert_snapshot!(format!("list_{width}"), session.screen());
        insta::assert_snapshot!(format!("guest_sheet_{width}"), session.keys("F").screen());
    }
}
