//! Looking through lists and details, and finding the way back.

use runde::app::Scope;

use crate::file::File;
use crate::session::Session;

#[test]
fn a_list_is_filtered_while_typing_and_escape_lifts_the_filter() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("v/waermepumpe").shows("Wer fördert Wärmepumpen in Schulen?").hides("Lastenräder");
    session.keys("<Enter>").shows("Filter: waermepumpe").keys("<Esc>").shows("Lastenräder");
    session.keys("/zzz").shows("Keine Fragen zu diesem Filter");
    session.keys("<Esc>").shows("Lastenräder");
}

#[test]
fn a_list_is_sorted_by_a_field_and_the_other_way_round() {
    let file = File::little();
    let mut session = Session::on(&file);
    let place = |session: &Session, title: &str| {
        session.lines().iter().position(|line| line.contains(title)).unwrap_or_else(|| panic!("{}", session.screen()))
    };
    session.keys("vokurz<Enter>");
    assert!(place(&session, "Darf man Lastenräder") < place(&session, "Wie beginnt man"));
    session.keys("okurz<Enter>");
    assert!(place(&session, "Darf man Lastenräder") > place(&session, "Wie beginnt man"));
}

#[test]
fn the_views_of_a_tab_follow_each_other_around() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("3").shows("Kommunale Wärmeplanung").keys("v").shows("Vierte Sitzung Klimaanpassung");
    session.keys("V").shows("Kommunale Wärmeplanung").keys("V").shows("Treffen der Allianz");
    session.keys("v").shows("Kommunale Wärmeplanung");
}

#[test]
fn from_a_group_to_its_meeting_to_an_agenda_item_and_back_to_the_same_places() {
    for size in [(80, 24), (120, 40)] {
        let file = File::little();
        let mut session = Session::begin(&file, crate::session::Begin { size, ..Default::default() });
        session.keys("3").resize(size.0, size.1).shows("Klimaanpassung").keys("<Enter>");
        let group = session.screen();
        reach(&mut session, "Vierte Sitzung");
        let at_meeting = session.screen();
        session.keys("<Enter>").shows("Hitzeaktionsplan");
        let meeting = session.screen();
        reach(&mut session, "Hitzeaktionsplan");
        let at_item = session.screen();
        session.keys("<Enter>");
        assert_ne!(session.screen(), at_item);
        session.keys("<Esc>");
        assert_eq!(session.screen(), at_item, "{size:?}");
        session.keys("<Home>");
        assert_eq!(session.screen(), meeting);
        session.keys("<Esc>");
        assert_eq!(session.screen(), at_meeting);
        session.keys("<Home>");
        assert_eq!(session.screen(), group);
        session.keys("<Esc>");
        assert!(session.is_in(Scope::List));
    }
}

/// Goes down in the detail until the cursor stands on the last line with this text.
fn reach(session: &mut Session, text: &str) {
    session.keys("<Home>");
    for _ in 0..40 {
        if session.at_cursor().contains(text) {
            return;
        }
        session.keys("j");
    }
    panic!("{text}:\n{}", session.screen());
}

#[test]
fn a_change_of_size_keeps_place_and_text() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("vjj").shows("Die Kessel sind alt.").resize(80, 24).keys("<Enter>");
    session.shows("Wer zahlt Wärmepumpen in Schulen und Kitas?").keys("<Esc>").resize(120, 40);
    session.shows("Die Kessel sind alt.").keys("nHalb geschrieben").resize(80, 24).shows("Halb geschrieben");
    session.resize(59, 15).shows("zu klein").resize(120, 40).shows("Halb geschrieben");
}

#[test]
fn an_empty_list_says_what_to_do_next() {
    let file = File::little();
    Session::on(&file).keys("5VVV").shows("Hier stehen keine Einladungen").shows("Neu anlegen: n");
}

#[test]
fn the_same_in_english() {
    let file = File::little();
    let begin = crate::session::Begin { language: runde::domain::Language::English, ..Default::default() };
    let mut session = Session::begin(&file, begin);
    session.shows("Questions").shows("Inbox").keys("Ta1p1<Enter>").says("Saved: Assignment");
    session.keys("<Esc>3").shows("Klimaanpassung").keys("?").shows("On records");
}
