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

#[test]
fn another_question_is_found_by_its_text_as_everywhere() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("fLastenr<Enter>dEine andere Frage suchen<Enter>").shows("Lastenräder").shows("weitere beim Tippen");
    // The letters of the word stand in other titles too: they are not what was typed.
    session.keys("personal");
    assert_eq!(offered(&session), ["4 Wie beginnt man die Wärmeplanung?   Uns fehlt Personal."]);
    session.keys("<Ctrl-U>vereine gefragt").shows("Drei Vereine haben");
    assert_eq!(offered(&session).len(), 1);
    session.keys("<Ctrl-U>kessel");
    assert_eq!(offered(&session).len(), 2, "{}", session.screen());
    session.keys("<Ctrl-U>");
    assert!(!offered(&session).is_empty());
    session.keys("wärmeplanung personal<Enter>");
    assert_eq!(file.record(Kind::Question, 5).get(Field::DuplicateOf).as_link(), Some(Id(4)));
}

/// What a picker over a list offers, below what was typed.
fn offered(session: &Session) -> Vec<String> {
    let rows = session.lines().into_iter().filter_map(|line| Some(line.split('│').nth(1)?.to_owned()));
    let rows = rows.skip(1).map(|row| row.trim_matches(|letter| letter == ' ' || letter == '▌').to_owned());
    rows.filter(|row| !row.is_empty()).collect()
}
