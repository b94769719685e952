//! One act on several questions.

use runde::domain::{Field, Id, Kind, QuestionState, Record, Value, question};

use crate::file::{File, member};
use crate::session::Session;

fn group(file: &File, id: i64) -> Option<Id> {
    file.record(Kind::Question, id).get(Field::Group).as_link()
}

#[test]
fn five_questions_are_assigned_at_once_and_one_undo_takes_all_back() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("v<Space><Space><Space><Space><Space>").shows("5 markiert");
    session.keys("a3").says("5 Fragen");
    assert!((1..=5).all(|id| group(&file, id) == Some(Id(3))));
    session.keys("u").says("Zurückgenommen: Zuweisung");
    for id in 1..=5 {
        let question = file.record(Kind::Question, id);
        assert_eq!((group(&file, id), question::state(&question)), (None, QuestionState::Inbox));
    }
}

#[test]
fn undo_leaves_what_a_colleague_changed_meanwhile_and_says_so() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("v*").shows("5 markiert").keys("a3");
    file.colleague_sets(Kind::Question, 4, &[(Field::Group, Value::from(Id(2)))]);
    session.look().keys("u").says("jemand anderes");
    assert_eq!(group(&file, 4), Some(Id(2)));
    assert!([1, 2, 3, 5].iter().all(|id| group(&file, *id).is_none()));
}

#[test]
fn marks_are_lifted_with_escape_and_the_place_is_kept() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("vj<Space>").shows("1 markiert").keys("<Esc>").hides("markiert");
    session.keys("<Enter>").shows("Eingang 3/5");
}

/// Thirty questions more: ten that were closed, the others in the inbox.
fn thirty() -> File {
    let question = |id: i64| {
        let state = if id < 110 { QuestionState::Closed } else { QuestionState::Inbox };
        let question = Record::new(Kind::Question, Id(id)).with(Field::Title, format!("Stapel Frage {id}"));
        let asker = member(if id == 129 { "Kaarst" } else { "Neuss" });
        question.with(Field::State, state).with(Field::Askers, Value::links([asker]))
    };
    File::with(&(100..130).map(question).collect::<Vec<_>>())
}

/// Marks the thirty in the view of all questions.
fn marked(file: &File) -> Session {
    let mut session = Session::on(file);
    session.keys("V/stapel<Enter>*").shows("30 markiert");
    session
}

fn held(file: &File, field: Field) -> usize {
    (100..130).filter(|id| !file.record(Kind::Question, *id).get(field).is_unknown()).count()
}

fn in_state(file: &File, wanted: QuestionState) -> usize {
    (100..130).filter(|id| question::state(&file.record(Kind::Question, *id)) == wanted).count()
}

#[test]
fn what_can_be_assigned_is_and_what_cannot_stays_marked_with_the_reason() {
    let file = thirty();
    let mut session = marked(&file);
    session.keys("a1").shows("Zuweisung · 20 Fragen. 10 blieben markiert (Nr.").says("Zurücknehmen");
    session.shows("10 markiert");
    assert_eq!((held(&file, Field::Group), in_state(&file, QuestionState::Assigned)), (20, 20));
    session.keys("u").says("Zurückgenommen: Zuweisung");
    assert_eq!((held(&file, Field::Group), in_state(&file, QuestionState::Inbox)), (0, 20));
}

#[test]
fn thirty_questions_get_priority_topic_contact_and_list_in_one_step_each() {
    let file = thirty();
    marked(&file).keys("p1").says("30 Fragen").keys("*t").keys("gebaeude<Enter>").says("30 Fragen");
    assert_eq!((held(&file, Field::Priority), held(&file, Field::Topics)), (30, 30));
    marked(&file).keys("cmueller<Enter>").says("30 Fragen").keys("u").says("Zurückgenommen");
    assert_eq!(held(&file, Field::Contact), 0);
    marked(&file).keys("l1").says("Aufnahme in Fragenliste");
    let list = file.store().card(Kind::List, Id(1)).unwrap().unwrap();
    assert_eq!(list.sections[0].rows.len(), 30);
}

#[test]
fn thirty_questions_are_declined_reopened_and_snoozed_in_one_step_each() {
    let file = thirty();
    marked(&file).keys("xNicht Sache der Allianz<Enter>").shows("20 Fragen. 10 blieben markiert");
    assert_eq!(in_state(&file, QuestionState::Declined), 20);
    marked(&file).keys("zeingang<Enter>").says("30 Fragen");
    assert_eq!(in_state(&file, QuestionState::Inbox), 30);
    marked(&file).keys("s<Enter>").says("30 Fragen");
    assert_eq!(held(&file, Field::Snooze), 30);
}

#[test]
fn ones_own_town_joins_all_but_its_own_questions_and_others_join_all() {
    let file = thirty();
    let mut session = marked(&file);
    session.keys("m").shows("29 Fragen. Eine blieb markiert (Nr. 35)").shows("diese Frage selbst");
    assert_eq!(held(&file, Field::Affected), 29);
    session.keys("u");
    assert_eq!(held(&file, Field::Affected), 0);
    marked(&file).keys("Mjuechen<Space><Enter>").says("30 Fragen");
    assert_eq!(held(&file, Field::Affected), 30);
}

#[test]
fn the_marked_ones_join_an_original_among_them() {
    let file = thirty();
    let mut session = Session::on(&file);
    session.keys("V/stapel<Enter>").keys("<Space><Space><Space>").shows("3 markiert");
    // Those that are marked are not proposed; one of them can be looked for.
    session
        .keys("dandere<Enter>stapel frage 128<Enter>")
        .shows("Dublettenvermerk")
        .shows("Eine blieb markiert")
        .shows("1 markiert");
    assert_eq!(in_state(&file, QuestionState::Duplicate), 2);
}
