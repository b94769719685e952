//! Answers run out, are renewed, and go back to the towns that asked.

use runde::domain::{Field, Id, Kind, QuestionState, Record, question};

use crate::file::File;
use crate::session::Session;

/// The first question was answered, and that answer has run out.
fn run_out() -> File {
    let answer = Record::new(Kind::Answer, Id(90))
        .with(Field::Question, Id(1))
        .with(Field::Text, "Das Land fördert zur Hälfte.")
        .with(Field::Given, "2025-11-01")
        .with(Field::ValidUntil, "2026-10-31");
    let file = File::with(&[answer]);
    file.colleague_sets(Kind::Question, 1, &[(Field::State, QuestionState::Answered.into())]);
    file
}

#[test]
fn an_answer_that_has_run_out_brings_its_question_back_to_the_inbox_with_the_old_answer() {
    let file = run_out();
    let mut session = Session::on(&file);
    session.keys("v").shows("Wer fördert Wärmepumpen in Schulen?").keys("<Enter>");
    session.shows("Eingang 1/5").shows("Erneut prüfen").shows("Das Land fördert zur Hälfte.").shows("31.10.2026");
    session.keys("rDas Land fördert ein Drittel.<Ctrl-S>").says("Antwort").shows("Eingang 2/5");
    assert_eq!(question::state(&file.record(Kind::Question, 1)), QuestionState::Answered);
    session.keys("<Esc>2vv<Enter>").hides("Erneut prüfen:");
}

#[test]
fn a_question_to_be_checked_again_can_be_closed_and_stays_away() {
    let file = run_out();
    let mut session = Session::on(&file);
    session.keys("T").shows("Erneut prüfen").keys("zabge<Enter>").shows("Eingang 2/5");
    assert_eq!(question::state(&file.record(Kind::Question, 1)), QuestionState::Closed);
    session.keys("u").says("Zurückgenommen").shows("Erneut prüfen").shows("Eingang 1/5");
}

#[test]
fn the_detail_says_that_the_answer_has_run_out() {
    let file = run_out();
    let mut session = Session::on(&file);
    session
        .keys("vvvvv")
        .shows("Erneut prüfen")
        .keys("<Enter>")
        .shows("Die Antwort galt bis")
        .shows("fördert zur Hälfte");
}

#[test]
fn an_answer_that_still_holds_is_made_valid_for_longer_with_one_change() {
    let file = run_out();
    let mut session = Session::on(&file);
    session.keys("vvvvv").shows("Wer fördert Wärmepumpen in Schulen?");
    session.keys("z").shows("Antwort gilt weiter bis …").hides("+  beantwortet").keys("1").shows("Ohne Enddatum");
    session.keys("31.3.2027<Enter>").says("Verlängerung der Antwort").hides("Wer fördert Wärmepumpen in Schulen?");
    assert_eq!(file.record(Kind::Answer, 90).text(Field::ValidUntil), "2027-03-31");
    assert_eq!(question::state(&file.record(Kind::Question, 1)), QuestionState::Answered);
    session.keys("u").says("Zurückgenommen").shows("Wer fördert Wärmepumpen in Schulen?");
    assert_eq!(file.record(Kind::Answer, 90).text(Field::ValidUntil), "2026-10-31");
}

#[test]
fn triage_goes_on_from_an_answer_that_still_holds_and_undo_returns_to_it() {
    let file = run_out();
    let mut session = Session::on(&file);
    session.keys("T").shows("Eingang 1/5").keys("zgilt<Enter>jahr<Enter>").says("Verlängerung").shows("Eingang 2/5");
    assert_eq!(file.record(Kind::Answer, 90).text(Field::ValidUntil), "2027-05-22");
    session.keys("u").says("Zurückgenommen: Verlängerung").shows("Eingang 1/5").shows("Erneut prüfen");
    session.keys("<Ctrl-R>").says("Wiederhergestellt: Verlängerung").shows("Eingang 2/5");
    session.keys("uz1").keys("ohne<Enter>").shows("Eingang 2/5");
    assert!(file.record(Kind::Answer, 90).get(Field::ValidUntil).is_unknown());
}

#[test]
fn a_new_answer_begins_with_what_was_said_before_and_by_whom() {
    let file = run_out();
    file.colleague_sets(Kind::Answer, 90, &[(Field::Contact, Id(2).into())]);
    let mut session = Session::on(&file);
    session.keys("Tr").shows("Das Land fördert zur Hälfte.").shows("Grünwald");
    session.keys("<Ctrl-End> Bis 2028.<Ctrl-S>").says("Antwort").shows("Eingang 2/5");
    let card = file.store().card(Kind::Question, Id(1)).unwrap().unwrap();
    let answers = &card.sections.iter().find(|section| section.kind == Kind::Answer).unwrap().rows;
    let new = answers.iter().find(|row| row.id != Id(90)).unwrap().id;
    let new = file.record(Kind::Answer, new.0);
    assert_eq!(new.text(Field::Text), "Das Land fördert zur Hälfte. Bis 2028.");
    assert_eq!(new.get(Field::Contact).as_link(), Some(Id(2)));
}

/// Two questions with answers: the first was asked by Kaarst, the second by Neuss.
fn answered() -> File {
    let answer = |id, question, text: &str| {
        let answer = Record::new(Kind::Answer, Id(id)).with(Field::Question, Id(question));
        answer.with(Field::Text, text).with(Field::Given, "2026-11-20")
    };
    File::with(&[answer(90, 1, "Das Land fördert zur Hälfte."), answer(91, 2, "Ja, bis Ende 2027.")])
}

fn told_to(file: &File, answer: i64) -> usize {
    file.record(Kind::Answer, answer).get(Field::ToldTo).as_links().len()
}

#[test]
fn the_towns_that_asked_are_told_one_after_the_other_and_nobody_twice() {
    let file = answered();
    let mut session = Session::on(&file);
    session.keys(":fragenden<Enter>").shows("Antworten an welche Kommune?").shows("Neuss");
    session.keys("neuss<Enter>").shows("Betreff: Antwort auf Frage 2").shows("Ja, bis Ende 2027.");
    session.says("als mitgeteilt vermerken").keys("<Enter>");
    // Kaarst is left, and its mail comes by itself.
    session.shows("Das Land fördert zur Hälfte.").keys("<Esc>");
    assert_eq!((told_to(&file, 90), told_to(&file, 91)), (0, 1));
    session.keys(":fragenden<Enter>").shows("Das Land fördert zur Hälfte.").keys("<Enter>").says("Rückmeldung");
    session.keys(":fragenden<Enter>").says("Alle Antworten sind");
    session.keys("u").says("Zurückgenommen: Rückmeldung");
    assert_eq!((told_to(&file, 90), told_to(&file, 91)), (0, 1));
}

#[test]
fn the_mail_for_one_question_is_one_key_away() {
    let file = answered();
    let mut session = Session::on(&file);
    session.keys("v<Down>b").shows("Betreff: Antwort auf Frage 2").shows("(Nr. 2)").shows("Guten Tag,");
    session.keys("<Esc>").hides("Betreff");
    session.keys("<Down>b").says("noch keine Antwort");
}
