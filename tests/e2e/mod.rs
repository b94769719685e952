//! The program itself in a real pseudo-terminal: few tests, for what no other can see.

mod terminal;

use rustix::process::Signal;

use runde::domain::{Field, Id, Kind, Record};

use crate::file::File;
use terminal::{Held, Terminal};

const WIDE: (u16, u16) = (120, 40);

#[test]
fn it_starts_with_the_list_and_q_gives_the_terminal_back() {
    let file = File::little();
    let mut terminal = Terminal::start(&file, WIDE);
    terminal.until("Darf man Lastenräder").until("Drei Vereine");
    assert!(terminal.is_taken());
    terminal.send("q");
    assert!(terminal.ends_well());
    assert!(!terminal.is_taken());
}

#[test]
fn while_the_file_cannot_be_had_the_screen_says_so_and_can_be_left() {
    let file = File::little();
    let held = Held::whole(&file);
    let mut terminal = Terminal::start(&file, WIDE);
    terminal.until("Datei wird geöffnet").until("Beenden: q").until("Andere schreiben");
    assert!(terminal.is_taken());
    terminal.send("q");
    assert!(terminal.ends_well() && !terminal.is_taken());
    // Who stays gets the list, and the keys that were typed meanwhile count.
    let mut stays = terminal.again(&file, WIDE);
    stays.until("Datei wird geöffnet").send("5");
    drop(held);
    stays.until("gruenwald@example.org").send("q");
    assert!(stays.ends_well());
}

#[test]
fn a_file_that_cannot_be_opened_after_all_is_told_where_the_command_was_typed() {
    let file = File::little();
    let held = Held::whole(&file);
    let mut terminal = Terminal::start(&file, WIDE);
    terminal.until("Datei wird geöffnet");
    held.makes_it_another_programs();
    let status = terminal.ends();
    assert_eq!(status.exit_code(), 1);
    assert!(!terminal.is_taken());
    assert!(terminal.text().contains("keine Runde-Datei"), "{}", terminal.text());
}

#[test]
fn a_question_that_is_triaged_stands_in_the_file_for_the_command_line() {
    let file = File::little();
    let mut terminal = Terminal::start(&file, WIDE);
    terminal.until("Darf man Lastenräder").send("T").until("Eingang 1/5").send("a2p1\r").until("Eingang 2/5");
    terminal.until("Gespeichert");
    let shown = terminal.calls(&["show", "question", "1", "--json"]);
    assert!(shown.contains("assigned") && shown.contains("Kommunale Wärmeplanung"), "{shown}");
    terminal.send("q");
    assert!(terminal.ends_well());
}

#[test]
fn a_change_of_size_is_followed_there_and_back() {
    let file = File::little();
    let mut terminal = Terminal::start(&file, WIDE);
    terminal.until("Drei Vereine").until_row(39, "Hilfe");
    terminal.resize((80, 24)).until_row(23, "Hilfe").until("Darf man Lastenräder");
    assert!(!terminal.text().contains("Drei Vereine"));
    terminal.resize(WIDE).until_row(39, "Hilfe").until("Drei Vereine");
}

#[test]
fn when_the_system_ends_it_the_terminal_is_restored_and_the_draft_offered_at_the_next_start() {
    let file = File::little();
    let mut terminal = Terminal::start(&file, WIDE);
    terminal.until("Darf man Lastenräder").send("nHalb geschrieben").until("Halb geschrieben");
    terminal.signal(Signal::TERM);
    terminal.ends();
    assert!(!terminal.is_taken());
    let mut again = terminal.again(&file, WIDE);
    again.until("Entwurf");
    again.send("n").until("Halb geschrieben");
}

#[test]
fn who_is_killed_in_the_middle_of_an_answer_finds_it_again_in_the_question_hour() {
    let listed = [
        Record::new(Kind::Entry, Id(1)).with(Field::List, Id(1)).with(Field::Question, Id(1)),
        Record::new(Kind::Entry, Id(2)).with(Field::List, Id(1)).with(Field::Question, Id(2)),
    ];
    let file = File::with(&listed);
    let mut terminal = Terminal::start(&file, WIDE);
    terminal.until("Darf man Lastenräder").send("fFragen an das Min").until("Entwurf").send("\r").until("2 Fragen");
    terminal.send("Q").until("Frage 1").send("Der Bund zahlt die Häl").until("Der Bund zahlt die Häl");
    // Nothing is pressed any more: that pause alone has it kept.
    terminal.until_drafted("Der Bund zahlt die Häl");
    terminal.signal(Signal::KILL);
    terminal.ends();
    let mut again = terminal.again(&file, WIDE);
    again.until("Entwurf").send("fFragen an das Min").until("Fragen an das Ministerium").send("\r").until("2 Fragen");
    again.send("Q").until("Der Bund zahlt die Häl").send("fte.\u{13}").until("1 von 2 erledigt");
    assert!(again.calls(&["show", "question", "1", "--json"]).contains("Der Bund zahlt die Hälfte."));
}

#[test]
fn when_the_line_drops_it_ends() {
    let file = File::little();
    let mut terminal = Terminal::start(&file, WIDE);
    terminal.until("Darf man Lastenräder").signal(Signal::HUP);
    terminal.ends();
}

#[test]
fn at_rest_nothing_is_written() {
    let file = File::little();
    let mut terminal = Terminal::start(&file, WIDE);
    terminal.until("Drei Vereine");
    // That something does not happen can only be seen by waiting. What is still on its way of the first frames may
    // come before; then a second and a half, in which the program has looked at the file, have to be silent.
    assert!(terminal.falls_silent());
}

#[test]
fn what_another_process_changes_appears() {
    let file = File::little();
    let mut terminal = Terminal::start(&file, WIDE);
    terminal.until("Darf man Lastenräder");
    terminal.calls(&["set", "question", "5", "title=Lastenräder: darf man das?"]);
    terminal.until("Lastenräder: darf man das?");
}

#[test]
fn who_is_killed_right_after_saving_finds_the_change_once_at_the_next_start() {
    let file = File::little();
    for (round, name) in ["eins", "zwei"].into_iter().enumerate() {
        let mut terminal = Terminal::start(&file, WIDE);
        // Nobody can write while this is held, so that the change is noted and not in the file.
        let held = if round % 2 == 0 { Some(Held::of(&file)) } else { None };
        terminal.until("Drei Vereine").send("5").until("gruenwald@example.org");
        terminal.send("i").until("Kommentar").send(&format!("Notiz {name}.\u{13}"));
        terminal.until_noted_or(name, held.is_none());
        terminal.signal(Signal::KILL);
        terminal.ends();
        drop(held);
        let mut again = terminal.again(&file, WIDE);
        again.until("Darf man Lastenräder").send("5").until(&format!("Notiz {name}."));
        let log = again.calls(&["log", "--json"]);
        assert_eq!(log.matches(&format!("\"text\": \"Notiz {name}.")).count(), 1, "{log}");
        again.send("q");
        assert!(again.ends_well());
        assert_eq!(again.noted(), 0);
    }
}

#[test]
fn who_quits_while_others_have_the_file_is_told_that_the_change_is_kept() {
    let file = File::little();
    let mut terminal = Terminal::start(&file, WIDE);
    let held = Held::of(&file);
    terminal.until("Drei Vereine").send("5").until("gruenwald@example.org").send("i").until("Kommentar");
    terminal.send("Notiz zuletzt.\u{13}").until("Datei belegt");
    terminal.signal(Signal::TERM);
    let status = terminal.ends();
    assert_eq!(status.exit_code(), 5);
    assert!(terminal.text().contains("Rechner vorgemerkt"), "{}", terminal.text());
    assert!(!terminal.is_taken());
    assert_eq!(terminal.noted(), 1);
    drop(held);
    let mut again = terminal.again(&file, WIDE);
    again.until("Nachträglich gespeichert").send("5").until("Notiz zuletzt.");
}
