//! Two people at the same record.

use runde::domain::{Field, Kind, Value};

use crate::file::File;
use crate::session::Session;

/// The first question of the inbox, with another title typed into its form, which a colleague changes meanwhile.
fn contested(file: &File) -> Session {
    let mut session = Session::on(file);
    session.keys("ve<Ctrl-X>Mein Titel");
    file.colleague_sets(Kind::Question, 1, &[(Field::Title, "Ihr Titel".into())]);
    session.keys("<Ctrl-S>").shows("Mein Titel").shows("Ihr Titel").shows("jmus");
    session
}

#[test]
fn the_same_field_asks_and_theirs_stays_where_one_says_nothing() {
    let file = File::little();
    let mut session = contested(&file);
    session.keys("<Enter>").shows("Ihr Titel").hides("Mein Titel");
    assert_eq!(file.record(Kind::Question, 1).text(Field::Title), "Ihr Titel");
}

#[test]
fn the_same_field_asks_and_mine_stays_where_one_says_so() {
    let file = File::little();
    let mut session = contested(&file);
    session.keys("1<Enter>").says("Gespeichert").shows("Mein Titel");
    assert_eq!(file.record(Kind::Question, 1).text(Field::Title), "Mein Titel");
}

#[test]
fn escape_from_the_conflict_leads_back_to_the_form_with_its_text() {
    let file = File::little();
    let mut session = contested(&file);
    session.keys("<Esc>").shows("Mein Titel");
    assert_eq!(file.record(Kind::Question, 1).text(Field::Title), "Ihr Titel");
    session.keys("<Esc>").says("Entwurf");
}

#[test]
fn different_fields_of_the_same_record_both_stay() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("ve<Ctrl-X>Mein Titel");
    file.colleague_sets(Kind::Question, 1, &[(Field::Remark, "Ihre Bemerkung".into())]);
    session.keys("<Ctrl-S>").says("Gespeichert").shows("Mein Titel").shows("Ihre Bemerkung");
}

#[test]
fn undo_takes_back_ones_own_and_leaves_alone_what_colleagues_did_since() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("vp1").says("Gespeichert").keys("p2").says("Gespeichert");
    file.colleague_sets(Kind::Question, 1, &[(Field::Title, "Ihr Titel".into())]);
    session.look().shows("Ihr Titel").keys("u").says("Zurückgenommen");
    let record = file.record(Kind::Question, 1);
    assert_eq!((record.text(Field::Priority), record.text(Field::Title)), ("1", "Ihr Titel"));
    file.colleague_sets(Kind::Question, 1, &[(Field::Priority, "4".into())]);
    session.look().keys("u").says("jemand anderes");
    assert_eq!(file.record(Kind::Question, 1).text(Field::Priority), "4");
}

#[test]
fn what_colleagues_change_appears_and_the_cursor_stays_on_its_record() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("vjj").shows("Die Kessel sind alt.");
    let away = [
        (Field::State, "assigned".into()),
        (Field::Group, Value::from(runde::domain::Id(1))),
        (Field::Priority, "2".into()),
    ];
    file.colleague_sets(Kind::Question, 1, &away);
    file.colleague_sets(Kind::Question, 2, &[(Field::Title, "Schwammstadt: gibt es Mittel?".into())]);
    session.look().shows("Schwammstadt: gibt es Mittel?").hides("Wer fördert Wärmepumpen in Schulen?");
    session.shows("Die Kessel sind alt.").keys("<Enter>").shows("Wer zahlt Wärmepumpen in Schulen und Kitas?");
}

#[test]
fn a_card_that_a_colleague_takes_out_is_left_with_a_word() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("<End><Enter>").shows("Wer fördert Wärmepumpen in Schulen?").keys("<Down>");
    file.colleague_sets(Kind::Question, 1, &[(Field::Removed, Value::Number(1))]);
    session.look().says("Die Frage gibt es nicht mehr").shows("[Offen]").hides("Wer fördert Wärmepumpen in Schulen?");
    // What one does oneself is told as what was done.
    let mut session = Session::on(&file);
    session.keys("5nDrittler<Ctrl-S>").shows("Drittler").keys("u").says("Zurückgenommen").hides("gibt es nicht mehr");
}
