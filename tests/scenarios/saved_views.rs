//! A view with its filter, saved by name on a key.

use runde::domain::{Field, Id, Kind, Record};

use crate::file::File;
use crate::session::Session;

/// Filters the open questions for the heat pumps and saves that on the key 6.
fn with_a_view(session: &mut Session) {
    session.keys("2/wärmepumpen<Enter>W").shows("Taste 6 ist frei").keys("1").shows("Name der Ansicht");
    session.keys("Pumpen<Enter>").says("Gespeichert").shows("6 Pumpen");
}

#[test]
fn a_view_is_saved_by_name_and_shown_by_its_key_from_anywhere() {
    let file = File::little();
    let mut session = Session::on(&file);
    with_a_view(&mut session);
    session.keys("<Esc>").shows("Gibt es Mittel").keys("5").hides("Gibt es Mittel").keys("6");
    session.shows("[6 Pumpen]").shows("Wer fördert Wärmepumpen in Sc").hides("Gibt es Mittel");
    session.keys("?Pumpen").shows("Gespeicherte Ansicht: Pumpen (Fragen · Offen · wärmepumpen)").keys("<Esc><Esc>");
    // It is there again the next time, on whichever host.
    let mut next = Session::on(&file);
    next.keys("1").keys("6").hides("Gibt es Mittel").shows("[6 Pumpen]");
}

#[test]
fn a_key_on_which_nothing_lies_says_how_to_save_something_there() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("0").says("Auf Taste 0 liegt noch keine Ansicht. Die jetzige speichern: W");
}

#[test]
fn a_saved_view_is_renamed_replaced_and_removed() {
    let file = File::little();
    let mut session = Session::on(&file);
    with_a_view(&mut session);
    // The name is there to go on from.
    session.keys("W1").shows("Umbenennen").keys("2 und Öl<Enter>").shows("6 Pumpen und Öl");
    session.keys("W12<Ctrl-U>Heizung<Enter>").shows("6 Heizung");
    session.keys("<Esc>5W13").says("Gespeichert").keys("26").shows("[6 Heizung]").shows("Kontakte");
    session.keys("W14").says("Gespeichert").hides("6 Heizung");
    session.keys("u").says("Zurückgenommen").shows("6 Heizung");
}

#[test]
fn what_is_saved_belongs_to_one_person() {
    let other = Record::new(Kind::SavedView, Id(50)).with(Field::Name, "Fremde").with(Field::View, "inbox");
    let file = File::with(&[other.with(Field::Position, 1).with(Field::Person, Id(2))]);
    let mut session = Session::on(&file);
    session.hides("Fremde").keys("6").says("noch keine Ansicht");
}
