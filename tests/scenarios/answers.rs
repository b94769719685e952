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
