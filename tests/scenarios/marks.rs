//! Acts on several contacts at once, and the tree of institutions.

use runde::domain::{Field, Id, Kind, Record, Value};

use crate::file::File;
use crate::session::Session;

const NAMES: [(i64, &str); 3] = [(901, "Quarz"), (902, "Quelle"), (903, "Quitte")];

/// Three contacts, each with something in the fields that bulk acts set.
fn file() -> File {
    let contact = |(id, name): (i64, &str)| {
        let contact = Record::new(Kind::Contact, Id(id)).with(Field::LastName, name).with(Field::FirstName, "Q");
        contact.with(Field::Checked, format!("2024-0{}-01", id - 900)).with(Field::Mails, format!("q{id}@example.org"))
    };
    File::with(&NAMES.map(contact))
}

fn held(file: &File, field: Field) -> Vec<Value> {
    NAMES.iter().map(|(id, _)| file.record(Kind::Contact, *id).get(field).clone()).collect()
}

#[test]
fn marked_contacts_get_topics_in_one_step_and_lose_them_in_one() {
    let file = file();
    let mut session = Session::on(&file);
    session.keys("5/Qu<Enter>*").shows("3 markiert").keys("t<Down><Space><Enter>").says("3 Kontakte");
    let all = held(&file, Field::Topics);
    assert!(all.iter().all(|topics| topics.as_links().len() == 1 && *topics == all[0]), "{all:?}");
    session.keys("u").says("Zurückgenommen");
    assert!(held(&file, Field::Topics).iter().all(|topics| topics.as_links().is_empty()));
}

#[test]
fn marked_contacts_are_checked_dated_and_taken_out_in_one_step_each() {
    let file = file();
    let mut session = Session::on(&file);
    let before = held(&file, Field::Checked);
    session.keys("5/Qu<Enter>*C").says("3 Kontakte");
    assert!(held(&file, Field::Checked).iter().all(|day| *day == Value::text("2026-11-22")));
    session.keys("u").says("Zurückgenommen");
    assert_eq!(held(&file, Field::Checked), before);
    session.keys("*L").keys("31.1.2027<Enter>").says("3 Kontakte");
    assert!(held(&file, Field::DeleteOn).iter().all(|day| *day == Value::text("2027-01-31")));
    session.keys("u").says("Zurückgenommen");
    assert!(held(&file, Field::DeleteOn).iter().all(Value::is_unknown));
    session.keys("*x").shows("3 Kontakte").keys("j").hides("Quitte");
    session.keys("u").says("Zurückgenommen").shows("Quitte");
}

#[test]
fn the_other_keys_of_contacts_say_whom_they_mean_when_several_are_marked() {
    let file = file();
    let mut session = Session::on(&file);
    session.keys("5/Qu<Enter>*y").says("Kopiert: 3 Zeilen ab q901@example.org");
    session.keys("i").keys("Am Stand getroffen<Ctrl-S>").says("3 Kommentare");
    session.keys("u").says("Zurückgenommen");
    session.keys("A").says("für eine Person");
}

#[test]
fn the_tree_says_what_the_list_shows_and_opens_the_card_of_an_institution() {
    let file = File::demo();
    let mut session = Session::on(&file);
    session.resize(160, 40).keys("5B").shows("Alle Einrichtungen").hides("Nichts ausgewählt");
    session.keys("j").shows("Ministerien").shows("Die Liste zeigt, wer zu diesen").hides("Nichts ausgewählt");
    session.keys("jw").shows("Bundesministerium").keys("<Esc>").shows("zur Liste");
    session.keys("<Enter>").hides("zur Liste");
}

#[test]
fn the_view_in_front_is_named_in_full_at_80_columns() {
    let file = file();
    let mut session = Session::on(&file);
    session.resize(80, 24).keys("5V").shows("[Löschen]").keys("V").shows("[Prüfen]").keys("V").shows("[Einladungen]");
}
