//! Questions that were asked twice: joined, shown together, and parted again.

use runde::domain::{Field, Id, Kind, QuestionState, Value, question};

use crate::file::{File, member};
use crate::session::{Begin, Session};

/// The third question, which Jüchen asked, joined to the first.
fn joined() -> File {
    let file = File::little();
    file.colleague_sets(Kind::Question, 3, &[(Field::AskedBy, "Wim Beispiel".into())]);
    Session::on(&file).keys("T<Space><Space>iHerr Beispiel hat angerufen.<Ctrl-S>").keys("D").says("Dublettenvermerk");
    assert_eq!(file.record(Kind::Question, 3).get(Field::DuplicateOf).as_link(), Some(Id(1)));
    file
}

#[test]
fn the_kept_question_shows_who_asked_it_when_and_what_was_said() {
    for size in [(80, 24), (120, 40)] {
        let file = joined();
        let mut session = Session::begin(&file, Begin { size, ..Begin::default() });
        session.keys("2G<Enter>").shows("1 Wer fördert Wärmepumpen in Schulen?");
        let screen = session.screen() + &session.keys("<End>").screen();
        for told in ["Auch gefragt", "Jüchen", "Wim Beispiel", "10.11.2026", "Frage 3"] {
            assert!(screen.contains(told), "{told}:\n{screen}");
        }
        session.shows("Herr Beispiel hat angerufen.").shows("(3)");
    }
}

#[test]
fn undo_gives_both_back_what_they_had() {
    let file = File::little();
    let before = [1, 3].map(|id| file.record(Kind::Question, id));
    let mut session = Session::on(&file);
    session.keys("T<Space><Space>D").says("Dublettenvermerk");
    assert_eq!(
        file.record(Kind::Question, 1).get(Field::Askers).as_links(),
        [member("Kaarst"), member("Jüchen")].into()
    );
    session.keys("u").shows("Eingang 3/5");
    assert_eq!([1, 3].map(|id| file.record(Kind::Question, id)), before);
}

#[test]
fn long_after_somebody_says_that_it_is_no_duplicate_after_all() {
    let file = joined();
    file.colleague_sets(Kind::Question, 1, &[(Field::Affected, Value::links([member("Neuss")]))]);
    let mut session = Session::on(&file);
    session.keys("2vvvvvv").shows("[Alle]").keys("jjz").shows("Doch keine Dublette").keys("1").says("Gespeichert");
    let parted = file.record(Kind::Question, 3);
    assert_eq!(question::state(&parted), QuestionState::Inbox);
    assert!(parted.get(Field::DuplicateOf).is_unknown());
    let kept = file.record(Kind::Question, 1);
    assert_eq!(kept.get(Field::Askers).as_links(), [member("Kaarst")].into());
    assert_eq!(kept.get(Field::Affected).as_links(), [member("Neuss")].into(), "what came from elsewhere stays");
    session.keys("u").says("Zurückgenommen");
    assert_eq!(question::state(&file.record(Kind::Question, 3)), QuestionState::Duplicate);
}
