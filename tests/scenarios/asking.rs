//! A new question, put in with the form.

use runde::domain::{Field, Kind};

use crate::file::{File, member};
use crate::session::Session;

#[test]
fn a_question_is_written_and_stands_in_the_inbox_with_its_number() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("nWer prüft die Statik?<Tab>Für ein Gründach.<Ctrl-S>").says("Gespeichert: Neuanlage");
    session.shows("Wer prüft die Statik?").shows("Für ein Gründach.").shows("Kaarst");
    let id = file.store().question_of_number(6).unwrap().unwrap();
    let question = file.record(Kind::Question, id.0);
    assert_eq!((question.text(Field::State), question.text(Field::Received)), ("inbox", "2026-11-22"));
    assert_eq!(question.get(Field::Askers).as_links(), [member("Kaarst")].into());
    session.keys("2v").shows("6");
}

#[test]
fn what_is_wrong_stands_beside_its_field_and_nothing_is_lost() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("n<Tab>Ein Text ohne Titel.<Ctrl-S>").hides("Gespeichert");
    let line = session.line("Frage (kurz) *");
    assert!(line.contains("bitte ausfüllen"), "{line}");
    session.shows("Ein Text ohne Titel.").keys("Jetzt mit Titel<Ctrl-S>").says("Gespeichert");
    assert_eq!(
        file.record(Kind::Question, file.store().question_of_number(6).unwrap().unwrap().0).text(Field::Title),
        "Jetzt mit Titel"
    );
}

#[test]
fn a_date_that_is_none_is_said_beside_the_field() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("nTitel<Tab><Tab><Tab><Tab><Tab><Tab><Ctrl-X>neulich<Ctrl-S>").hides("Gespeichert");
    let line = session.line("neulich");
    assert!(line.contains("Datum"), "{line}");
}

#[test]
fn escape_keeps_a_draft_and_the_same_key_brings_it_back() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("nHalb geschrieben<Esc>").says("Entwurf").hides("Halb geschrieben");
    assert_eq!(session.drafts.len(), 1);
    session.keys("n").shows("Halb geschrieben");
    session.keys("<Ctrl-S>").says("Gespeichert");
    assert!(session.drafts.is_empty());
}

#[test]
fn a_draft_of_an_edit_comes_back_with_the_question() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("veX<Esc>").says("Entwurf");
    session.keys("e").says("Entwurf wiederhergestellt").keys("<Ctrl-S>").says("Gespeichert");
    assert_eq!(file.record(Kind::Question, 1).text(Field::Title), "Wer fördert Wärmepumpen in Schulen?X");
}

#[test]
fn a_draft_of_an_earlier_session_is_offered() {
    let file = File::little();
    let mut before = Session::on(&file);
    before.keys("nHalb geschrieben").happen(runde::app::Event::Terminate);
    assert!(before.ended);
    let mut session = Session::on(&file);
    session.happen(runde::app::Event::Drafts(before.drafts)).says("Entwurf");
    session.keys(":entw<Enter>").shows("Halb geschrieben").keys("<Enter>").shows("Halb geschrieben");
    session.keys("<Ctrl-S>").says("Gespeichert");
}

#[test]
fn a_form_without_changes_closes_without_a_draft() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("n<Esc>");
    assert!(session.drafts.is_empty());
    session.keys("ve<Ctrl-S>").hides("Gespeichert");
}
