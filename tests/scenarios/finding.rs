//! Finding somebody or something, from anywhere.

use runde::app::Scope;
use runde::domain::{Field, Id, Kind, Value};

use crate::file::File;
use crate::session::{Begin, Session};

/// Contacts of the little file.
const MUELLER: i64 = 1;
const GRUENWALD: i64 = 2;

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

#[test]
fn six_keys_lead_from_anywhere_to_the_mail_of_the_right_speaker() {
    let file = File::little();
    for place in ["", "2", "3", "4", "5"] {
        let mut session = Session::on(&file);
        session.keys(place).keys("f").keys("hitz").keys("<Ctrl-Y>");
        assert_eq!(session.copied, ["j.mueller@example.org"], "{place}");
        session.says("Kopiert: j.mueller@example.org");
    }
}

#[test]
fn the_phone_is_copied_from_find_list_and_card() {
    let file = File::little();
    file.colleague_sets(Kind::Contact, MUELLER, &[(Field::Phones, Value::text("0221 4711\n0171 1"))]);
    for keys in ["fmue<Ctrl-T>", "5/mue<Enter>Y", "fmue<Enter>Y"] {
        let mut session = Session::on(&file);
        session.keys(keys).says("Kopiert: 0221 4711");
        assert_eq!(session.copied, ["0221 4711"], "{keys}");
    }
    let mut session = Session::on(&file);
    session.keys("fgrue<Ctrl-T>").says("Hier gibt es nichts zu kopieren.").shows("Ute Grünwald");
}

#[test]
fn a_mail_text_with_the_open_questions_is_copied_and_shown() {
    let file = File::little();
    let salutation = [(Field::Salutation, Value::text("Herr")), (Field::AcademicTitle, Value::text("Dr."))];
    file.colleague_sets(Kind::Contact, MUELLER, &salutation);
    file.colleague_sets(Kind::Question, 1, &[(Field::Contact, Value::from(Id(MUELLER)))]);
    let title = file.record(Kind::Question, 1).text(Field::Title).to_owned();
    for keys in ["fmue<Ctrl-O>", "fmue<Enter>b", "5/mue<Enter>b"] {
        let mut session = Session::on(&file);
        session.keys(keys).shows("Sehr geehrter Herr Dr. Müller,").shows("An: j.mueller@example.org");
        session.shows(&format!("1. {title}")).says("Mailtext kopiert");
        assert!(session.copied[0].contains("Mit freundlichen Grüßen\nAnna Beispiel\nKaarst"), "{:?}", session.copied);
        session.keys("<Esc>").hides("Sehr geehrter Herr");
    }
}

#[test]
fn a_form_stays_as_it_is_behind_a_mail_text() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("nFrage an <Ctrl-F>mue<Ctrl-O>").shows("Guten Tag").keys("<Esc>").shows("Frage an");
    session.keys("Müller<Ctrl-S>").says("Gespeichert").shows("Frage an Müller");
}

#[test]
fn what_tells_contacts_apart_stands_in_their_row() {
    let file = File::little();
    file.colleague_sets(Kind::Contact, MUELLER, &[(Field::Speaker, Value::Number(1))]);
    file.colleague_sets(Kind::Contact, GRUENWALD, &[(Field::Left, Value::Number(1))]);
    for size in [(80, 24), (120, 40)] {
        let mut session = Session::begin(&file, Begin { size, ..Begin::default() });
        session.keys("fmue").shows("Jürgen Müller  ● Vorträge").keys("<Esc>");
        session.keys("fgrue").shows("Ute Grünwald  ausgeschieden").keys("<Esc>");
        session.keys("fmüller zisterne").shows("Nirgends stehen alle Wörter zusammen").shows("Jürgen Müller");
    }
}

#[test]
fn from_what_was_found_elsewhere_one_comes_back_to_where_one_was() {
    let file = File::little();
    for place in ["", "3", "4", "2jj", "2<Enter>", "5v"] {
        let mut session = Session::on(&file);
        session.keys(place);
        let before: Vec<String> = session.lines().into_iter().rev().skip(2).collect();
        session.keys("fgrue<Enter>").shows("gruenwald@example.org").keys("<Esc>");
        let after: Vec<String> = session.lines().into_iter().rev().skip(2).collect();
        assert_eq!(before, after, "{place}");
    }
}

#[test]
fn a_filter_without_a_hit_says_with_which_key_it_goes() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("5/zzz").shows("Esc hebt ihn auf").keys("<Enter>").shows("Esc hebt ihn auf");
    session.keys("<Esc>").hides("hebt ihn auf");
}
