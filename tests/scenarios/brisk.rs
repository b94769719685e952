//! A coordinator who is faster than the drive: the next question is there before the last is saved, and what could not
//! be saved comes back.

use runde::domain::{Field, Kind, QuestionState, Value, question};

use crate::file::{File, today};
use crate::session::Session;

/// The sample, of which the first thirty questions were decided as proposed or by group and priority.
fn half_done() -> (File, usize) {
    let file = File::sample();
    let mut session = Session::on(&file);
    session.keys("T");
    for _ in 0..30 {
        session.keys("a1p2<Enter>");
    }
    session.shows("30 erledigt");
    let open = 60;
    (file, open)
}

#[test]
fn sixty_enters_find_sixty_questions_while_nothing_is_saved_yet() {
    let (file, open) = half_done();
    let mut session = Session::on(&file);
    session.keys("T").shows(&format!("Eingang 1/{open}"));
    let before = file.store().latest().unwrap();
    session.hold_changes();
    let mut taken = 0;
    for _ in 0..open {
        assert!(!session.screen().contains("wird gelesen"), "{}", session.screen());
        let place = place(&session);
        let proposes = session.screen().contains("Vorschlag");
        if proposes {
            session.keys("<Enter>");
        }
        if !proposes || place_or_end(&session) == Some(place.clone()) {
            // Something is missing: it is chosen. Enter alone would leave the question for later.
            session.keys("a1p2<Enter>");
        }
        taken += 1;
        assert_ne!(place_or_end(&session), Some(place), "{}", session.screen());
    }
    assert_eq!(taken, open);
    session.shows("Der Eingang ist durchgesehen.");
    assert_eq!(file.store().latest().unwrap(), before, "nothing has reached the file");
    session.let_through();
    session.shows("60  erledigt");
    let store = file.store();
    let left = (1..=90).filter(|number| {
        let id = store.question_of_number(*number).unwrap().unwrap();
        question::state(&store.record(Kind::Question, id).unwrap().unwrap()) == QuestionState::Inbox
    });
    assert_eq!(left.count(), 0);
}

#[test]
fn eight_questions_wait_read_where_the_file_answers_nothing_at_all() {
    let (file, _) = half_done();
    let mut session = Session::on(&file);
    session.keys("T");
    session.cable.pull();
    for place in 1..=7 {
        session.shows(&format!("Eingang {place}/60")).hides("wird gelesen").keys("p2j");
    }
    session.shows("Eingang 8/60").hides("wird gelesen");
    assert_eq!(session.noted(), 7);
    session.plug_in();
    assert_eq!(session.noted(), 0);
    session.shows("Eingang 8/60").shows("0 erledigt");
}

#[test]
fn a_choice_that_met_somebody_elses_comes_back_with_its_question() {
    let (file, _) = half_done();
    let mut session = Session::on(&file);
    session.keys("T").hold_changes();
    session.keys("a1p2<Enter>").shows("Eingang 2/60");
    let id = file.store().question_of_number(31).unwrap().unwrap();
    let groups = file.store().choosable(Kind::Group).unwrap().0;
    file.colleague_sets(Kind::Question, id.0, &[(Field::Group, Value::from(groups[3].id))]);
    session.let_through().shows("Jemand war schneller").shows(&groups[3].label);
    session.keys("<Esc>").shows("Eingang 1/60").shows("gewählt");
    assert_eq!(file.record(Kind::Question, id.0).get(Field::Group).as_link(), Some(groups[3].id));
}

#[test]
fn undo_waits_for_what_is_on_its_way_and_then_takes_it_back() {
    let (file, _) = half_done();
    let mut session = Session::on(&file);
    session.keys("T").hold_changes();
    session.keys("a1p2<Enter>u").shows("Eingang 2/60");
    session.let_through().says("Zurückgenommen").shows("Eingang 1/60");
    let id = file.store().question_of_number(31).unwrap().unwrap();
    let record = file.record(Kind::Question, id.0);
    assert_eq!(question::state(&record), QuestionState::Inbox);
    assert!(file.store().proposal(&record, today()).is_ok());
}

fn place(session: &Session) -> String {
    place_or_end(session).unwrap_or_else(|| panic!("{}", session.screen()))
}

fn place_or_end(session: &Session) -> Option<String> {
    if session.screen().contains("Der Eingang ist durchgesehen") {
        return None;
    }
    let line = session.line(" Eingang ");
    line.split_whitespace().nth(1).map(str::to_owned)
}
