//! A new record of every kind that has a list.

use runde::app::Event;
use runde::domain::query::Query;
use runde::domain::{Field, FieldType, Filled, Kind};
use runde::screens::{Tab, View};

use crate::file::File;
use crate::session::Session;

#[test]
fn every_list_makes_records_of_its_kind() {
    let file = File::demo();
    for (tab, place, view) in lists() {
        // There is one alliance in a file.
        let Some(kind) = view.kind().filter(|kind| *kind != Kind::Alliance) else { continue };
        let before = file.store().count(&Query::all(kind, 1), 100_000).unwrap();
        let mut session = Session::on(&file);
        session.keys(&(tab.place() + 1).to_string()).keys(&"v".repeat(place)).keys("n");
        let name = fill(&mut session, kind);
        session.keys("<Ctrl-S>").says("Gespeichert: Neuanlage");
        if let Some(name) = name {
            session.shows(&name);
        }
        let after = file.store().count(&Query::all(kind, 1), 100_000).unwrap();
        assert_eq!(after, before + 1, "{view:?}");
        session.keys("u").says("Zurückgenommen: Neuanlage");
        assert_eq!(file.store().count(&Query::all(kind, 1), 100_000).unwrap(), before, "{view:?}");
    }
}

/// Every view with its tab and its place there.
fn lists() -> impl Iterator<Item = (Tab, usize, View)> {
    Tab::ALL.iter().flat_map(|tab| tab.views().iter().enumerate().map(|(place, view)| (*tab, place, *view)))
}

/// Fills in what a form must have, and gives the text that was typed.
fn fill(session: &mut Session, kind: Kind) -> Option<String> {
    let fields = kind.spec().fields.iter();
    let fields = fields.filter(|spec| matches!(spec.filled, Filled::Required | Filled::Optional));
    let mut typed = None;
    for spec in fields {
        let given = spec.filled != Filled::Required || spec.field == Field::State;
        match spec.holds {
            _ if given => {
                session.keys("<Tab>");
            }
            // What is taken from the choices leads to the next field.
            FieldType::Choice(_) | FieldType::Link(_) => {
                session.keys("<Enter><Enter>");
            }
            _ => {
                let name = format!("Zinnober {}", kind.code());
                session.keys(&name).keys("<Tab>");
                typed = Some(name);
            }
        }
    }
    typed
}

#[test]
fn a_record_is_made_under_the_one_that_is_open() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("3<Enter>n").shows("Neue Sitzung").keys("sitz<Enter>").shows("Klimaanpassung");
    session.keys("Fünfte Sitzung<Ctrl-S>").says("Gespeichert: Neuanlage").shows("Fünfte Sitzung");
}

#[test]
fn what_is_typed_before_a_form_has_opened_goes_into_the_form() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("v").at_once("e xn").shows("Frage bearbeiten").shows(" xn");
    session.keys("<Esc><Enter>").hides("zurück?");
}

#[test]
fn a_form_that_is_being_saved_makes_room_for_the_next_keys() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("ve<Ctrl-X>Mein Titel").at_once("<Ctrl-S>p2").says("Gespeichert").hides("Strg-S");
    let question = file.record(Kind::Question, 1);
    assert_eq!((question.text(Field::Title), question.text(Field::Priority)), ("Mein Titel", "2"));
    assert_eq!(session.drafts, []);
    session.keys("uu").says("Zurückgenommen");
    assert_ne!(file.record(Kind::Question, 1).text(Field::Title), "Mein Titel");
}

#[test]
fn escape_while_a_form_is_being_saved_closes_it_and_it_is_saved_all_the_same() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("ve<Ctrl-X>Mein Titel").at_once("<Ctrl-S><Esc>").says("Gespeichert").hides("Strg-S");
    assert_eq!(file.record(Kind::Question, 1).text(Field::Title), "Mein Titel");
    assert_eq!(session.drafts, []);
}

#[test]
fn a_conflict_of_a_form_that_made_room_is_asked_and_keeps_its_text() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("ve<Ctrl-X>Mein Titel");
    file.colleague_sets(Kind::Question, 1, &[(Field::Title, "Ihr Titel".into())]);
    session.at_once("<Ctrl-S>j").shows("Mein Titel").shows("Ihr Titel");
    session.keys("<Esc>").says("Entwurf");
    assert_eq!(session.drafts.len(), 1);
}

#[test]
fn what_is_typed_into_a_form_is_kept_at_the_first_pause_and_goes_when_it_is_saved() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("ve<Ctrl-X>Mein Titel");
    assert!(session.app.has_unkept());
    session.happen(Event::Pause);
    assert!(!session.app.has_unkept());
    assert_eq!(session.drafts.len(), 1);
    session.keys(" neu").happen(Event::Pause);
    assert_eq!(session.drafts.len(), 1);
    session.at_once("<Ctrl-S>j").says("Gespeichert");
    assert_eq!((session.drafts.len(), session.app.has_unkept()), (0, false));
    assert_eq!(file.record(Kind::Question, 1).text(Field::Title), "Mein Titel neu");
}
