//! The drive goes while people work, and comes back; or others have the file.

use runde::app::{Drive, Event, Key};
use runde::domain::failure::Failure;
use runde::domain::{Field, Kind, Language};

use crate::file::File;
use crate::session::{Begin, Session};

#[test]
fn a_form_saved_while_the_drive_is_gone_waits_and_is_sent_when_it_is_back() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("ve<Ctrl-X>Mein Titel");
    session.cable.pull();
    session.keys("<Ctrl-S>").says("Auf diesem Rechner gespeichert").shows("1 Änderung wartet");
    // What is on the screen can be gone through, and the banner stays.
    session.keys("j").says("Das Laufwerk antwortet seit").says("1 Änderung wartet hier sicher").hides("alten Kesseln");
    assert_ne!(file.record(Kind::Question, 1).text(Field::Title), "Mein Titel");
    session.plug_in().says("Nachträglich gespeichert").hides("wartet").hides("Laufwerk antwortet").shows("Mein Titel");
    assert_eq!(file.record(Kind::Question, 1).text(Field::Title), "Mein Titel");
    assert_eq!(session.noted(), 0);
}

#[test]
fn several_changes_wait_in_order_and_do_not_conflict_with_each_other() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("v");
    session.cable.pull();
    session.keys("p1").keys("p2").keys("p3").shows("3 Änderungen warten");
    session.plug_in().hides("Beide Werte");
    assert_eq!(file.record(Kind::Question, 1).text(Field::Priority), "3");
    assert_eq!(session.noted(), 0);
}

#[test]
fn what_a_colleague_changed_meanwhile_is_asked_when_the_drive_is_back() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("ve<Ctrl-X>Mein Titel");
    session.cable.pull();
    session.keys("<Ctrl-S>");
    file.colleague_sets(Kind::Question, 1, &[(Field::Title, "Ihr Titel".into())]);
    session.plug_in().shows("Mein Titel").shows("Ihr Titel").shows("jmus");
    assert_eq!(session.noted(), 1);
    session.keys("1<Enter>").says("Nachträglich gespeichert");
    assert_eq!(file.record(Kind::Question, 1).text(Field::Title), "Mein Titel");
    assert_eq!(session.noted(), 0);
}

#[test]
fn escape_from_that_question_keeps_what_was_typed_as_a_draft() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("ve<Ctrl-X>Mein Titel");
    session.cable.pull();
    session.keys("<Ctrl-S>");
    file.colleague_sets(Kind::Question, 1, &[(Field::Title, "Ihr Titel".into())]);
    session.plug_in().keys("<Esc>").says("Entwurf").keys("e").shows("Mein Titel");
    assert_eq!(file.record(Kind::Question, 1).text(Field::Title), "Ihr Titel");
    assert_eq!((session.noted(), session.drafts.len()), (0, 1));
}

#[test]
fn a_change_that_arrived_though_the_drive_said_otherwise_is_there_once() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("5iRuft lieber an.");
    session.cable.pull_after_writing();
    session.keys("<Ctrl-S>").shows("1 Änderung wartet");
    let seq = file.store().latest().unwrap();
    session.plug_in().says("gespeichert").hides("wartet");
    assert_eq!(file.store().latest().unwrap(), seq);
    session.keys("h").shows("Kommentar");
}

#[test]
fn who_quits_meanwhile_finds_it_sent_at_the_next_start() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("v");
    session.cable.pull();
    session.keys("p1").shows("1 Änderung wartet").keys("q");
    assert!(session.ended);
    assert_eq!(session.noted(), 1);
    drop(session);
    let next = Session::on(&file);
    assert_eq!(file.record(Kind::Question, 1).text(Field::Priority), "1");
    assert_eq!(next.noted(), 0);
    assert!(next.message().contains("Nachträglich gespeichert"), "{}", next.screen());
}

#[test]
fn a_conflict_found_at_the_next_start_is_asked_until_it_is_decided() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("ve<Ctrl-X>Mein Titel");
    session.cable.pull();
    session.keys("<Ctrl-S>q");
    drop(session);
    file.colleague_sets(Kind::Question, 1, &[(Field::Title, "Ihr Titel".into())]);
    let mut next = Session::on(&file);
    next.shows("Mein Titel").shows("Ihr Titel").shows("jmus");
    next.keys("<Esc>").says("wieder gefragt");
    drop(next);
    let mut last = Session::on(&file);
    last.shows("Ihr Titel").keys("<Enter>");
    assert_eq!(file.record(Kind::Question, 1).text(Field::Title), "Ihr Titel");
    drop(last);
    Session::on(&file).hides("Mein Titel");
}

#[test]
fn what_needs_the_file_is_refused_while_the_drive_is_gone_and_works_again_after() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("v");
    session.cable.pull();
    session.keys("jjj").look();
    session.says("Ihre Eingaben bleiben erhalten").keys("e").says("gemeinsame Datei gebraucht").keys("h");
    session.says("gemeinsame Datei gebraucht").keys("T").keys("<Esc>");
    session.plug_in().keys("e").shows("Frage bearbeiten");
}

#[test]
fn a_form_can_be_filled_in_while_the_drive_is_gone() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.cable.pull();
    session.look().shows("Laufwerk antwortet nicht");
    session.keys("nNeue Frage").shows("Neue Frage").keys("<Esc>").says("Entwurf");
    session.plug_in().keys("n").shows("Neue Frage");
    assert_eq!(session.drafts.len(), 1);
}

#[test]
fn waiting_for_others_is_told_and_leaving_gives_up_without_losing_the_text() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("ve<Ctrl-X>Mein Titel");
    session.cable.occupy();
    session.keys("<Ctrl-S>");
    let since = session.now();
    session.happen(Event::Drive(Drive::Busy { since })).shows("Datei belegt");
    session.keys("<Esc>").shows("Ihre Änderung ist nicht gespeichert").shows("Mein Titel");
    assert_eq!(session.noted(), 0);
    session.cable.plug_in();
    session.happen(Event::Drive(Drive::Here)).hides("nicht gespeichert").keys("<Ctrl-S>").says("Gespeichert");
    assert_eq!(file.record(Kind::Question, 1).text(Field::Title), "Mein Titel");
}

#[test]
fn what_is_said_of_a_file_that_is_not_there_ends_when_it_is_back() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.happen(Event::Drive(Drive::Unwritable(Failure::Moved))).shows("verschoben");
    session.happen(Event::Drive(Drive::Here)).hides("verschoben").hides("nur lesen");
}

#[test]
fn while_others_have_the_file_no_record_is_shown_beside_another_ones_row() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.resize(120, 40);
    session.keys("v").shows("Wir haben drei Schulen");
    session.cable.occupy();
    let since = session.now();
    session.happen(Event::Drive(Drive::Busy { since }));
    // The file does not come to answering.
    session.app.update(Event::Key(Key::char('j')));
    session.hides("Wir haben drei Schulen").shows("wird gelesen");
}

#[test]
fn a_file_that_looks_damaged_for_a_moment_is_looked_at_again_before_anybody_is_told() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("v");
    session.cable.lie_once();
    session.keys("p1").shows("1 Änderung wartet").hides("beschädigt");
    session.plug_in().hides("beschädigt").hides("wartet");
    assert_eq!(file.record(Kind::Question, 1).text(Field::Priority), "1");
}

#[test]
fn a_file_cut_to_nothing_under_the_program_is_away_until_it_is_whole_again() {
    let file = File::little();
    let whole = std::fs::read(file.path()).unwrap();
    let mut session = Session::on(&file);
    session.keys("v");
    std::fs::write(file.path(), b"").unwrap();
    session.keys("p1").shows("1 Änderung wartet");
    session.plug_in().shows("1 Änderung wartet");
    std::fs::write(file.path(), whole).unwrap();
    session.plug_in().hides("wartet");
    assert_eq!(file.record(Kind::Question, 1).text(Field::Priority), "1");
}

#[test]
fn a_file_that_stays_damaged_is_told_can_be_read_and_keeps_what_waits_on_this_host() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("v");
    session.cable.lie_once();
    session.keys("p1").shows("1 Änderung wartet");
    file.spoil();
    session.plug_in().shows("beschädigt").shows("1 Änderung wartet").keys("p").says("nur zum Lesen");
    assert_eq!(session.noted(), 1);
}

#[test]
fn nothing_is_sent_into_another_file_that_has_come_to_the_same_place() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("v");
    session.cable.pull();
    session.keys("p1").shows("1 Änderung wartet");
    std::fs::remove_file(file.path()).unwrap();
    drop(runde::store::Store::create(&file.path(), 8).unwrap());
    session.plug_in().shows("1 Änderung wartet");
    assert_eq!(session.noted(), 1);
}

#[test]
fn a_file_that_is_away_for_a_moment_is_waited_for_and_work_goes_on_by_itself() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("v");
    let aside = file.path().with_extension("aside");
    std::fs::rename(file.path(), &aside).unwrap();
    session.look().says("Die Datei fehlt seit").says("Ihre Eingaben bleiben erhalten").hides("neu öffnen");
    session.keys("p1").says("1 Änderung wartet hier sicher");
    session.plug_in().shows("Datei fehlt");
    std::fs::rename(&aside, file.path()).unwrap();
    session.plug_in().hides("fehlt seit").hides("wartet").hides("nur lesen");
    assert_eq!(file.record(Kind::Question, 1).text(Field::Priority), "1");
}

#[test]
fn a_copy_of_it_that_came_into_its_place_is_gone_on_with_and_another_file_is_told() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("v");
    let copy = file.path().with_extension("copy");
    std::fs::copy(file.path(), &copy).unwrap();
    std::fs::rename(&copy, file.path()).unwrap();
    session.look().says("Die Datei fehlt seit");
    session.plug_in().hides("fehlt seit").keys("p1").says("Gespeichert");
    std::fs::remove_file(file.path()).unwrap();
    drop(runde::store::Store::create(&file.path(), 8).unwrap());
    session.look();
    session.plug_in().keys("j").says("eine andere Datei").says("neu öffnen");
}

#[test]
fn what_is_left_of_an_import_waits_and_arrives_when_the_drive_is_back() {
    let file = File::little();
    let whole = std::fs::read(file.path()).unwrap();
    let mut session = Session::on(&file);
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/fragen-eingang.csv");
    session.keys(&format!("I{list}<Enter>")).shows("neu");
    std::fs::write(file.path(), b"").unwrap();
    session.keys("<Enter>").says("Auf diesem Rechner gespeichert").shows("1 Änderung wartet");
    let left = session.noted();
    assert!(left > 0);
    std::fs::write(file.path(), whole).unwrap();
    session.plug_in().hides("1 Änderung wartet").says("Nachträglich gespeichert");
    assert_eq!(session.noted(), 0);
    let imported = file.store().history(None, None, 500).unwrap();
    assert_eq!(imported.iter().filter(|line| line.act == Some(runde::domain::Act::Import)).count(), left);
}

#[test]
fn in_a_small_window_too_one_sees_that_changes_wait_and_since_when() {
    let file = File::little();
    let mut session = Session::begin(&file, Begin { size: (80, 24), ..Begin::default() });
    session.keys("v");
    session.cable.pull();
    session.keys("p1j").says("antwortet seit").says("1 Änderung wartet hier sicher");
    let mut english = Session::begin(&file, Begin { language: Language::English, login: "jmus", ..Begin::default() });
    english.cable.pull();
    english.look().says("The drive has not answered since");
}
