//! One act on several questions.

use runde::domain::{Field, Id, Kind, QuestionState, Value, question};

use crate::file::File;
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
