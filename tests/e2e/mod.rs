//! The program itself in a real pseudo-terminal: few tests, for what no other can see.

mod terminal;

use rustix::process::Signal;

use crate::file::File;
use terminal::Terminal;

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
fn a_question_that_is_triaged_stands_in_the_file_for_the_command_line() {
    let file = File::little();
    let mut terminal = Terminal::start(&file, WIDE);
    terminal.until("Darf man Lastenräder").send("T").until("Eingang 1/5").send("a2p1").until("Eingang 2/5");
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
