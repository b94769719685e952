//! Taking things out of the lists, notes, the history, and a file that may only be read.

use runde::domain::{Field, Kind};

use crate::file::File;
use crate::session::{Begin, Session};

#[test]
fn what_is_removed_leaves_the_list_and_undo_brings_it_back() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("5").shows("Grünwald").keys("x").shows("aus den Listen nehmen").keys("j");
    session.says("Gespeichert: Entfernen").hides("gruenwald@example.org");
    assert!(file.record(Kind::Contact, 2).is_removed());
    session.keys("u").says("Zurückgenommen: Entfernen").shows("Grünwald");
    assert!(!file.record(Kind::Contact, 2).is_removed());
}

#[test]
fn removing_asks_first_and_neither_escape_nor_enter_means_yes() {
    let file = File::little();
    Session::on(&file).keys("5x<Esc>x<Enter>").shows("Grünwald");
    assert!(!file.record(Kind::Contact, 2).is_removed());
}

#[test]
fn a_note_stands_with_its_author_under_the_record() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("5iRuft lieber an.<Ctrl-S>").says("Kommentar").shows("Ruft lieber an.").shows("Anna Beispiel");
    session.keys("u").says("Zurückgenommen").hides("Ruft lieber an.");
}

#[test]
fn a_note_that_is_left_is_there_when_one_returns() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("5iRuft lieber").keys("<Esc>").keys("i").shows("Ruft lieber");
}

#[test]
fn the_history_tells_who_did_what() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("vp1");
    file.colleague_sets(Kind::Question, 1, &[(Field::Title, "Wer zahlt Wärmepumpen?".into())]);
    session
        .look()
        .keys("h")
        .shows("Priorisierung")
        .shows("Anna Beispiel")
        .shows("jmus")
        .shows("Wer zahlt Wärmepumpen?");
    session.keys("<Esc>").hides("Priorisierung:");
}

#[test]
fn a_file_for_reading_only_is_shown_and_refuses_politely() {
    let file = File::little();
    let mut session = Session::begin(&file, Begin { read_only: true, ..Begin::default() });
    session.shows("nur lesen").keys("v");
    for keys in ["a", "p", "n", "e", "m", "d", "s", "r", "x", "t", "l", "c", "z", "i", "u", "<Ctrl-R>", "I"] {
        session.keys(keys);
        let said = session.message();
        assert!(
            said.contains("nur zum Lesen") || said.contains("Es gibt nichts"),
            "{keys}: {said}\n{}",
            session.screen()
        );
    }
    for keys in ["<Delete>", "5x"] {
        session.keys(keys).says("nur zum Lesen").keys("<Esc><Esc>");
    }
    session.keys("fmue").shows("Jürgen Müller").keys("<Enter>").shows("j.mueller@example.org");
}
