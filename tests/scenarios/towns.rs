//! Who else has a question: one key for the own town, a picker for others, and the most shared first.

use runde::domain::{Field, Kind, Value};

use crate::file::{File, member};
use crate::session::{Begin, Session};

/// The second question is Dormagen's, Kaarst's and Jüchen's too, the fourth Kaarst's.
fn file() -> File {
    let file = File::little();
    let towns = |names: &[&str]| Value::links(names.iter().map(|name| member(name)));
    file.colleague_sets(Kind::Question, 2, &[(Field::Affected, towns(&["Dormagen", "Kaarst", "Jüchen"]))]);
    file.colleague_sets(Kind::Question, 4, &[(Field::Affected, towns(&["Kaarst"]))]);
    file
}

#[test]
fn a_list_shows_how_many_towns_have_each_question_and_puts_the_most_shared_first() {
    for size in [(80, 24), (120, 40)] {
        let file = file();
        let mut session = Session::begin(&file, Begin { size, ..Begin::default() });
        session.keys("2v");
        assert!(session.line("Gibt es Mittel").contains("4 ■■"), "{}", session.screen());
        session.keys("oZahl<Enter>");
        let lines = session.lines();
        let place = |text: &str| lines.iter().position(|line| line.contains(text)).unwrap();
        assert!(place("   2  ") < place("   4  ") && place("   4  ") < place("   1  "), "{}", session.screen());
        session.keys("oZahl<Enter>");
        let lines = session.lines();
        let place = |text: &str| lines.iter().position(|line| line.contains(text)).unwrap();
        assert!(place("   4  ") < place("   2  "), "{}", session.screen());
    }
}

#[test]
fn others_join_with_a_picker() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("2GMneuss<Enter>").says("mitbetroffen");
    let affected = file.record(Kind::Question, 1).get(Field::Affected).as_links();
    assert_eq!(affected, [member("Neuss")].into());
}
