//! A new question, put in with the form.

use runde::domain::{Field, Id, Kind, Record};

use crate::file::{File, member};
use crate::session::{Begin, Session};

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
fn the_draft_of_an_answer_says_in_a_later_session_what_it_answers() {
    let file = File::little();
    let mut before = Session::on(&file);
    before.keys("2v<Home>rDas Land zah<Esc>");
    assert_eq!(before.drafts.len(), 1);
    let mut session = Session::with_drafts(&file, before.drafts.clone());
    session.keys(":entw<Enter>").shows("Wer fördert Wärmepumpen").keys("<Enter>");
    session.shows("Das Land zah").shows("1 Wer fördert Wärmepumpen").hides("Frage        Frage").keys("lt.<Ctrl-S>");
    session.says("Gespeichert");
}

#[test]
fn a_form_without_changes_closes_without_a_draft() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("n<Esc>");
    assert!(session.drafts.is_empty());
    session.keys("ve<Ctrl-S>").hides("Gespeichert");
}

/// The first question, answered.
fn answered() -> File {
    let file = File::with(&[Record::new(Kind::Answer, Id(1))
        .with(Field::Question, Id(1))
        .with(Field::Given, "2026-11-11")
        .with(Field::Text, "Das Land, über die Kommunalrichtlinie.")]);
    file.colleague_sets(Kind::Question, 1, &[(Field::State, "answered".into())]);
    file
}

#[test]
fn what_was_asked_before_stands_below_while_one_types_the_answered_first() {
    for size in [(80, 24), (120, 40)] {
        let file = answered();
        let mut session = Session::begin(&file, Begin { size, ..Begin::default() });
        session.keys("n").shows("Ähnliche Fragen erscheinen hier").keys("Wärmepumpen in Schulen: wer ");
        session.shows("Schon gefragt?").shows("1 Wer fördert Wärmepumpen").shows("beantwortet");
        let lines = session.lines();
        let place = |text: &str| lines.iter().position(|line| line.contains(text));
        assert!(place(" 1 Wer fördert Wärmepumpen") < place(" 3 Wer zahlt Wärmepumpen"), "{}", session.screen());
        session.keys("<Ctrl-X>Xylophon").hides("1 Wer fördert Wärmepumpen");
    }
}

#[test]
fn a_town_joins_the_question_that_was_asked_before_and_what_it_typed_stays_as_a_comment() {
    let file = answered();
    let mut session = Session::begin(&file, Begin { login: "jmus", ..Begin::default() });
    session.keys("nWer fördert Wärmepumpen in Schulen?<Tab>Wir haben auch eine Turnhalle.").shows("beitreten");
    session.keys("<F2>").shows("Das Land, über die Kommunalrichtlinie.").keys("1");
    session.says("mitbetroffen").shows("Wir haben auch eine Turnhalle.").shows("Das Land, über die");
    let question = file.record(Kind::Question, 1);
    assert_eq!(question.get(Field::Affected).as_links(), [member("Neuss")].into());
    assert_eq!(file.store().question_of_number(6).unwrap(), None, "no new question was made");
    assert!(session.drafts.is_empty());
    session.keys("u").says("Zurückgenommen");
    assert!(file.record(Kind::Question, 1).get(Field::Affected).is_unknown());
}

#[test]
fn typing_never_waits_for_what_was_asked_before() {
    let file = answered();
    let mut session = Session::on(&file);
    session.at_once("nWer fördert Wärmepumpen").shows("Wer fördert Wärmepumpen");
}

#[test]
fn who_joins_at_once_waits_for_what_was_asked_before() {
    let file = answered();
    let mut session = Session::on(&file);
    session.keys("n").at_once("Wer fördert Wärmepumpen<F2>").look();
    session.hides("Keine ähnliche Frage").shows("Schon gefragt?").shows("Enter übernehmen");
}
