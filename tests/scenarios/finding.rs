//! Finding somebody or something, from anywhere.

use runde::app::Scope;

use crate::file::File;
use crate::session::Session;

#[test]
fn a_name_is_found_however_its_umlaut_is_typed() {
    let file = File::little();
    let mut session = Session::on(&file);
    for typed in ["müll", "muell", "mull", "MÜLL"] {
        session.keys("f").keys(typed).shows("Jürgen Müller").keys("<Esc>");
    }
}

#[test]
fn a_part_of_a_compound_and_a_slip_are_enough() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("fplanung").shows("Kommunale Wärmeplanung").keys("<Esc>");
    session.keys("fschwamstadt").shows("Gibt es Mittel für die Schwammstadt?").keys("<Esc>");
    session.keys("fgrünwlad").shows("Ute Grünwald");
}

#[test]
fn the_mail_is_copied_and_one_is_back_where_one_was() {
    let file = File::little();
    for place in ["", "3", "v<Enter>", "T<Space>", "5jj"] {
        let mut session = Session::on(&file);
        session.keys(place);
        let before: Vec<String> = session.lines().into_iter().rev().skip(2).collect();
        session.keys("fmue<Ctrl-Y>").says("Kopiert: j.mueller@example.org");
        assert_eq!(session.copied, ["j.mueller@example.org"]);
        let after: Vec<String> = session.lines().into_iter().rev().skip(2).collect();
        assert_eq!(before, after, "{place}");
    }
}

#[test]
fn a_form_stays_as_it_is_while_one_finds_a_mail() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("nFrage an <Ctrl-F>").keys("grue").shows("Ute Grünwald").keys("<Ctrl-Y>").shows("Frage an");
    assert_eq!(session.copied, ["gruenwald@example.org"]);
    session.keys("Grünwald<Ctrl-S>").says("Gespeichert").shows("Frage an Grünwald");
}

#[test]
fn what_is_opened_from_within_a_form_leaves_a_draft_behind() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("nHalb geschrieben<Ctrl-F>grue<Enter>").shows("gruenwald@example.org");
    assert_eq!(session.drafts.len(), 1);
}

#[test]
fn enter_opens_what_was_found_and_escape_leaves() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("flastenr<Enter>").shows("Drei Vereine haben gefragt.");
    assert!(session.is_in(Scope::Card));
    session.keys("fklimaanp").keys("<Enter>").shows("Federführung").shows("Vierte Sitzung");
    session.keys("f<Esc>");
    assert!(session.is_in(Scope::Card));
}

#[test]
fn one_kind_alone_is_shown_in_turn() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("fhitze").shows("Jürgen Müller").keys("<Tab><Tab>").hides("Jürgen Müller");
}

#[test]
fn what_is_nowhere_is_said() {
    let file = File::little();
    Session::on(&file).keys("fzzzqqq").shows("Nichts gefunden.");
}
