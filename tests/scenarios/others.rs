//! Who else is in, who is at the same record, and a place that turns out to lie.

use runde::app::Event;
use runde::domain::failure::Failure;
use runde::domain::place::Danger;
use runde::domain::presence::{Around, Present};
use runde::domain::{Field, Id, Kind};

use crate::file::File;
use crate::session::{Begin, Session};

fn present(login: &str, name: &str, at: Option<(Kind, i64)>) -> Present {
    Present {
        login: login.to_owned(),
        name: name.to_owned(),
        host: "pc7".to_owned(),
        process: 4711,
        since: 1_795_355_520,
        version: "0.1.0".to_owned(),
        schema: 1,
        writes: true,
        at: at.map(|(kind, id)| (kind, Id(id))),
        is_silent: false,
    }
}

fn around(others: Vec<Present>) -> Event {
    Event::Around(Box::new(Around { others, halted: None }))
}

#[test]
fn the_first_line_says_who_is_in_as_far_as_there_is_room() {
    let file = File::little();
    let others = || around(vec![present("jmus", "Jörg Muster", None), present("ugru", "", None)]);
    let mut session = Session::begin(&file, Begin { size: (140, 40), ..Begin::default() });
    let alone = session.lines()[0].clone();
    session.happen(others());
    assert!(session.lines()[0].contains("+2 Muster, ugru"), "{}", session.lines()[0]);
    session.resize(90, 30);
    assert!(session.lines()[0].contains("+2"), "{}", session.lines()[0]);
    session.resize(140, 40).happen(around(Vec::new()));
    assert_eq!(session.lines()[0], alone);
}

#[test]
fn who_is_at_the_same_record_is_named_in_list_detail_triage_and_form() {
    let file = File::little();
    let mut session = Session::on(&file);
    let here = "Jörg Muster ist gerade hier";
    session.keys("v").happen(around(vec![present("jmus", "Jörg Muster", Some((Kind::Question, 1)))]));
    session.shows(here).keys("j").hides(here).keys("k<Enter>").shows(here);
    session.keys("e").shows(here).keys("<Esc><Esc>");
    session.keys("T").shows(here).keys("<Space>").hides(here);
    let language = runde::domain::Language::English;
    let mut english = Session::begin(&file, Begin { language, ..Begin::default() });
    english.keys("v").happen(around(vec![
        present("jmus", "Jörg Muster", Some((Kind::Question, 1))),
        present("ugru", "\u{1b}[31mUte", Some((Kind::Question, 1))),
    ]));
    english.shows("Jörg Muster and").shows("are here now").hides("\u{1b}");
}

#[test]
fn a_place_that_lies_stops_writing_with_a_sentence_and_stays_readable() {
    let file = File::little();
    let mut session = Session::on(&file);
    let why = Failure::Unsafe(Danger::Unseen { login: "jmus".to_owned(), host: "pc7".to_owned() });
    let halted = Around { others: Vec::new(), halted: Some(why) };
    session.keys("v").happen(Event::Around(Box::new(halted)));
    session.shows("jmus auf pc7").shows("kein „nobrl“").shows("nur lesen");
    session.keys("p").shows("jmus auf pc7");
    assert_eq!(file.record(Kind::Question, 1).text(Field::Priority), "");
    session.keys("j").shows("Gibt es Mittel für die Schwammstadt?");
}

#[test]
fn the_place_can_be_asked_for_on_the_screen() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys(":Ablage<Enter>").shows("Hier ist die Datei sicher.");
}

#[test]
fn a_file_that_was_away_and_is_back_can_be_written_again() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("v").happen(Event::Around(Box::new(Around { others: Vec::new(), halted: Some(Failure::Moved) })));
    session.says("öffnen").shows("nur lesen");
    session.happen(around(Vec::new())).hides("nur lesen").keys("p1").says("Gespeichert");
}

#[test]
fn a_host_that_seems_to_be_gone_is_named_once() {
    let file = File::little();
    let mut session = Session::on(&file);
    let gone = || around(vec![Present { is_silent: true, ..present("anna", "", None) }]);
    session.happen(gone()).shows("pc7 (anna) scheint ausgefallen zu sein und hält die Datei");
    session.keys("j").happen(gone()).hides("scheint ausgefallen");
}
