//! Question lists: put questions on, order them, send the list.

use runde::domain::query::Query;
use runde::domain::question_list::STEP;
use runde::domain::{Field, Id, Kind, Record, Value};

use crate::file::{File, member};
use crate::session::{Begin, Session};

/// The little file with four questions on the draft; the third is shared by three towns.
pub fn listed() -> File {
    let file = File::with(
        &[1, 2, 3, 4].map(|id| Record::new(Kind::Entry, Id(id)).with(Field::List, Id(1)).with(Field::Question, Id(id))),
    );
    let towns = Value::links([member("Kaarst"), member("Neuss")]);
    file.colleague_sets(Kind::Question, 3, &[(Field::Affected, towns), (Field::Priority, Value::text("2"))]);
    file
}

/// The titles on the list of an opened card, in their order.
fn order(session: &Session) -> Vec<i64> {
    let titles = ["Wer fördert", "Gibt es Mittel", "Wer zahlt", "Wie beginnt"];
    let lines = session.lines();
    let place = |title: &str| lines.iter().position(|line| line.contains(title));
    let mut found: Vec<_> = (1..).zip(titles).filter_map(|(id, title)| Some((place(title)?, id))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, id)| id).collect()
}

/// Opens the list from the lists of questions.
fn open(session: &mut Session) {
    session.keys("fFragen an das Min<Enter>").shows("4 Fragen");
}

#[test]
fn a_list_shows_its_numbered_questions_with_towns_and_priority() {
    let file = listed();
    let mut session = Session::on(&file);
    open(&mut session);
    session.shows("1  Wer fördert Wärmepumpen in Schulen?").shows("hoch · JÜC (auch KAA, NE) · Eingang");
    // Enter leads to the question, and back from there to the list.
    session.keys("<End><Enter>").shows("Uns fehlt Personal.").keys("<Esc>").shows("4 Fragen");
}

#[test]
fn questions_are_moved_by_hand_and_each_move_writes_one_row() {
    let file = listed();
    let mut session = Session::on(&file);
    open(&mut session);
    session.keys("<End>KK").says("Reihenfolge");
    assert_eq!(order(&session), [1, 4, 2, 3]);
    assert!(session.at_cursor().contains("Wie beginnt man die Wärmeplanung?"));
    session.keys("<Shift-Down>");
    assert_eq!(order(&session), [1, 2, 4, 3]);
    assert_eq!(file.record(Kind::Entry, 1).get(Field::Position).as_number(), Some(STEP));
    let written = file.store().history(Some((Kind::Entry, Id(4))), None, 10).unwrap();
    assert!(written[..3].iter().all(|line| line.edits.len() == 1), "{written:?}");
    session.keys("uuu");
    assert_eq!(order(&session), [1, 2, 3, 4]);
    session.keys("<End>J").says("letzter Stelle");
}

#[test]
fn keys_that_come_faster_than_the_file_move_on_from_where_they_are() {
    let file = listed();
    let mut session = Session::on(&file);
    open(&mut session);
    session.keys("<End>").at_once("KKK").look();
    assert_eq!(order(&session), [4, 1, 2, 3]);
}

#[test]
fn one_key_puts_the_most_shared_first() {
    let file = listed();
    let mut session = Session::on(&file);
    open(&mut session);
    session.keys("o").says("Reihenfolge");
    assert_eq!(order(&session), [3, 1, 2, 4]);
    session.keys("o").says("schon nach Kommunen");
    session.keys("u");
    assert_eq!(order(&session), [1, 2, 3, 4]);
}

#[test]
fn somebody_who_moves_another_question_is_not_in_the_way() {
    let file = listed();
    let mut session = Session::on(&file);
    open(&mut session);
    session.keys("<End>");
    file.colleague_sets(Kind::Entry, 1, &[(Field::Position, Value::Number(STEP * 9 / 4))]);
    session.keys("K").look();
    assert_eq!(order(&session), [2, 1, 4, 3]);
}

#[test]
fn a_question_stands_on_a_list_once() {
    let file = listed();
    let mut session = Session::on(&file);
    session.keys("2<Home>").shows("Lastenräder").keys("l<Enter>").says("Gespeichert: Aufnahme");
    session.keys("l<Enter>").says("Steht schon auf dieser Liste");
    assert_eq!(file.store().question_list(Id(1)).unwrap().unwrap().listed.len(), 5);
}

#[test]
fn a_list_is_sent_in_one_act_and_keeps_its_numbers() {
    let file = listed();
    let mut session = Session::on(&file);
    open(&mut session);
    session.keys("z<Enter>").says("ist versandt: 4 Fragen");
    session.shows("versandt").shows("22.11.2026");
    assert_eq!(file.record(Kind::Question, 2).text(Field::State), "asked");
    assert_eq!(file.record(Kind::Entry, 4).get(Field::FrozenNumber).as_number(), Some(4));
    session.keys("<End>K").says("Reihenfolge und Nummern stehen fest");
    // One is taken off: its number stays free. One that comes later gets the next.
    session
        .keys("kx")
        .shows("Frage 3 „Wer zahlt")
        .keys("<Enter>")
        .says("Abnahme")
        .shows("3 Fragen")
        .hides("3  Wer zahlt");
    session.keys("fLastenr<Enter>l<Enter>").says("Aufnahme");
    open_again(&mut session).shows("4  Wie beginnt").shows("5  Darf man Lastenräder");
    session.keys("uuu").shows("Entwurf");
    assert_eq!(file.record(Kind::Question, 2).text(Field::State), "inbox");
    assert!(file.record(Kind::Entry, 4).get(Field::FrozenNumber).is_unknown());
}

fn open_again(session: &mut Session) -> &mut Session {
    session.keys("fFragen an das Min<Enter>")
}

#[test]
fn when_all_is_answered_the_list_offers_to_be_too() {
    let file = listed();
    for id in 1..=4 {
        file.colleague_sets(Kind::Question, id, &[(Field::State, Value::text("answered"))]);
    }
    let mut session = Session::on(&file);
    open(&mut session);
    session.shows("4 Fragen, 4 erledigt").shows("auf beantwortet gesetzt werden");
    session.keys("zbeant<Enter>").says("ist beantwortet").hides("auf beantwortet gesetzt");
    // Nothing new goes onto it.
    session.keys("fLastenr<Enter>l").hides("Fragen an das Ministerium").keys("<Esc>");
    assert_eq!(file.record(Kind::List, 1).text(Field::State), "answered");
}

#[test]
fn an_empty_list_is_not_sent() {
    let file = File::little();
    let mut session = Session::on(&file);
    open_again(&mut session).shows("Noch keine Frage");
    session.keys("z<Enter>").says("Auf der Liste steht noch keine Frage");
}

/// The question lists with their titles and how many questions stand on each, the newest last.
fn lists(file: &File) -> Vec<(Record, usize)> {
    let store = file.store();
    let rows = store.rows(&Query::all(Kind::List, 20)).unwrap();
    let mut lists: Vec<_> = rows
        .iter()
        .map(|row| store.question_list(row.id).unwrap().unwrap())
        .map(|list| (list.record, list.listed.len()))
        .collect();
    lists.sort_by_key(|(record, _)| record.id);
    lists
}

#[test]
fn where_no_list_fits_one_is_made_in_passing_with_its_question() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("2v<Home>l").shows("Neue Liste: Fragen vom 22.11.2026");
    session.keys("Hitze im Sommer").shows("Neue Liste: Hitze im Sommer").keys("<Enter>").says("Aufnahme");
    let made = lists(&file);
    assert_eq!(made.len(), 2);
    assert_eq!(
        (made[1].0.text(Field::Title), made[1].0.text(Field::State), made[1].1),
        ("Hitze im Sommer", "draft", 1)
    );
    // One undo takes the list back too.
    session.keys("u").says("Zurückgenommen");
    assert_eq!(lists(&file).len(), 1);
}

#[test]
fn several_marked_questions_go_on_a_new_list_at_once() {
    let file = File::little();
    Session::on(&file).keys("2v*").shows("5 markiert").keys("l2").says("5 Fragen");
    assert_eq!(lists(&file)[1].1, 5);
}

#[test]
fn whoever_puts_a_question_on_a_list_sees_which_are_out() {
    let file = File::little();
    let list = |id, title: &str, state: &str| {
        Record::new(Kind::List, Id(id)).with(Field::Title, title).with(Field::State, state)
    };
    file.colleague_makes(&[list(21, "Anfrage", "sent").with(Field::Sent, "2026-05-04"), list(22, "Zuletzt", "draft")]);
    let mut session = Session::begin(&file, Begin { size: (80, 24), ..Default::default() });
    session.keys("fLastenr<Enter>l").shows("versandt, 04.05.2026");
    let lines = session.lines();
    let place = |words: [&str; 2]| {
        lines
            .iter()
            .position(|line| words.iter().all(|word| line.contains(word)))
            .unwrap_or_else(|| panic!("{words:?}"))
    };
    let [first, second, third] =
        [["Fragen an das Ministerium", "Entwurf"], ["Zuletzt", "Entwurf"], ["Anfrage", "versandt"]].map(place);
    assert!(first < second && second < third, "{}", session.screen());
    session.keys("versandt<Enter>").shows("Aufnahme in Fragenliste");
    assert_eq!(questions(&file, Id(21)), [5]);
}

/// The questions of a list, in its order.
fn questions(file: &File, list: Id) -> Vec<i64> {
    let list = file.store().question_list(list).unwrap().unwrap();
    list.listed.iter().map(|listed| listed.question.id.0).collect()
}

#[test]
fn marked_questions_go_on_a_list_as_they_stand_on_the_screen_and_the_new_ones_are_counted() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("2voFrage<Enter>*").shows("5 markiert");
    let shown: Vec<String> = session.lines();
    let titles = ["Wer fördert", "Gibt es Mittel", "Wer zahlt", "Wie beginnt", "Darf man"];
    let place = |title: &str| shown.iter().position(|line| line.contains(title)).unwrap();
    let mut order: Vec<_> = (1..).zip(titles).map(|(id, title)| (place(title), id)).collect();
    order.sort_unstable();
    let order: Vec<i64> = order.into_iter().map(|(_, id)| id).collect();
    assert!(!order.is_sorted(), "{order:?} says nothing");
    session.keys("l1").says("5 Fragen");
    assert_eq!(questions(&file, Id(1)), order);
    // Those that are there already are no doing of this act.
    session.keys("fFragen an das Min<Enter><End>x<Enter>kx<Enter>").shows("3 Fragen").keys("<Esc>");
    session.keys("2*l1").says("2 Fragen; 3 standen schon auf der Liste");
    assert_eq!(questions(&file, Id(1)).len(), 5);
    session.keys("u");
    assert_eq!(questions(&file, Id(1)), order[..3]);
}

#[test]
fn in_triage_a_new_list_is_meant_for_whom_the_question_is_and_the_next_question_finds_it() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("Ta1p1cmueller<Enter>l2").says("Gewählt: Fragenliste").shows("Fragen an Jürgen Müller");
    assert_eq!(lists(&file).len(), 1, "it waits for Enter like any part");
    session.keys("<Enter>").shows("Eingang 2/5");
    let made = lists(&file);
    assert_eq!((made[1].0.text(Field::Title), made[1].1), ("Fragen an Jürgen Müller", 1));
    assert_eq!(made[1].0.get(Field::Contact).as_link(), Some(Id(1)));
    session.keys("a1p1lFragen an J<Enter><Enter>").shows("Eingang 3/5");
    assert_eq!(lists(&file)[1].1, 2);
}

#[test]
fn lists_stand_drafts_first_then_the_newest_with_room_for_their_titles() {
    let list = |id, title: &str, state: &str| {
        Record::new(Kind::List, Id(id)).with(Field::Title, title).with(Field::State, state).with(Field::Contact, Id(1))
    };
    let long = "Fragen zum Treffen am 16. September in Grevenbroich";
    let file = File::little();
    let made = [
        list(21, "Alte Liste", "answered"),
        list(22, "Versandte Liste", "sent").with(Field::Sent, "2026-05-04"),
        list(23, long, "draft"),
        list(24, "Zuletzt angelegt", "draft"),
        list(25, "Neue beantwortete", "answered"),
    ];
    made.into_iter().for_each(|list| file.colleague_makes(&[list]));
    let order = ["Zuletzt angelegt", long, "Fragen an das Min", "Versandte Liste", "Neue beantwortete", "Alte Liste"];
    for size in [(80, 24), (120, 40)] {
        let mut session = Session::begin(&file, Begin { size, ..Default::default() });
        session.keys("2vvv").shows("[Fragenlisten]").shows("Status▲").shows("04.05.2026");
        let lines = session.lines();
        let shown = order.map(|title| {
            let title = if size.0 < 100 { title } else { &title[..title.len().min(10)] };
            lines
                .iter()
                .position(|line| line.contains(title))
                .unwrap_or_else(|| panic!("{title}\n{}", session.screen()))
        });
        assert!(shown.is_sorted(), "{}", session.screen());
    }
}

#[test]
fn the_card_of_a_list_shows_its_own_keys_at_eighty_columns() {
    let file = listed();
    let mut session = Session::begin(&file, Begin { size: (80, 24), ..Default::default() });
    open(&mut session);
    session.keys("<End>");
    let footer = session.lines().pop().unwrap();
    for key in ["z Zustand", "F Gästeblatt", "J tiefer", "Q Fragestunde", "? Hilfe"] {
        assert!(footer.contains(key), "{footer}");
    }
    session.keys("Q").shows("Strg-G jemand anderes");
}

#[test]
fn where_something_stands_is_no_number_for_people() {
    let file = listed();
    let mut session = Session::on(&file);
    session.keys("fLastenr<Enter>l1").says("Aufnahme").keys("<End>");
    session.shows("Fragen an das Ministerium").hides(&(STEP * 5).to_string());
}

#[test]
fn a_question_of_a_sheet_says_its_file_and_row() {
    let file = File::sample();
    let mut session = Session::on(&file);
    session.keys("fVerbrauchsdaten<Enter>").shows("fragen-eingang.csv,").hides("fragen-eingang.csv ·");
}

#[test]
fn undo_leaves_a_list_on_which_a_colleague_has_put_something() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("2v<Home>lWupper<Enter>").says("Aufnahme");
    let made = lists(&file)[1].0.id;
    file.colleague_makes(&[Record::new(Kind::Entry, Id(77)).with(Field::List, made).with(Field::Question, Id(2))]);
    session.keys("u").says("blieb");
    let wupper = &lists(&file)[1];
    assert_eq!((wupper.0.text(Field::Title), wupper.1), ("Wupper", 1), "theirs is there, ours is not");
}
