//! Looking at contacts by where they work, in the tree of institutions.

use runde::app::Scope;
use runde::domain::{Field, Id, InstitutionKind, Kind, Record};

use crate::file::File;
use crate::session::{Begin, Session};

/// A ministry with an agency below it, and somebody in each.
fn file() -> File {
    let institution = |id, name: &str, short: &str, kind: InstitutionKind| {
        let institution = Record::new(Kind::Institution, Id(id)).with(Field::Name, name);
        institution.with(Field::ShortName, short).with(Field::Kind, kind)
    };
    let contact = |id, name: &str, institution| {
        Record::new(Kind::Contact, Id(id)).with(Field::LastName, name).with(Field::Institution, Id(institution))
    };
    File::with(&[
        institution(901, "Gartenministerium", "GAM", InstitutionKind::Ministry),
        institution(902, "Landesamt für Laub", "LAL", InstitutionKind::StateAgency).with(Field::Parent, Id(901)),
        contact(901, "Efeu", 901),
        contact(902, "Farn", 902),
    ])
}

/// Goes down in the tree until the cursor stands on this.
fn choose(session: &mut Session, name: &str) {
    for _ in 0..200 {
        // Beside the tree stands the list.
        if session.at_cursor().chars().take(28).collect::<String>().contains(name) {
            return;
        }
        session.keys("j");
    }
    panic!("{name} is not in the tree\n{}", session.screen());
}

#[test]
fn an_institution_shows_its_people_and_those_of_what_belongs_to_it() {
    for size in [(80, 24), (120, 40), (160, 44)] {
        let file = file();
        let mut session = Session::begin(&file, Begin { size, ..Default::default() });
        session.keys("5").shows("Müller").shows("Efeu").keys("B");
        assert!(session.is_in(Scope::Tree));
        choose(&mut session, "GAM");
        session.keys("<Enter>").shows("GAM · 2").shows("Efeu").shows("Farn").hides("Müller");
        session.keys("B");
        choose(&mut session, "LAL");
        session.keys("<Enter>").shows("LAL · 1").shows("Farn").hides("Efeu");
        session.keys("<Esc>").shows("Müller").shows("Efeu").hides("LAL · ");
    }
}

#[test]
fn the_other_views_of_contacts_are_narrowed_too_and_a_new_contact_belongs_there() {
    let file = file();
    let mut session = Session::on(&file);
    session.keys("5B");
    choose(&mut session, "LAL");
    session.keys("<Enter>vv").shows("[Einrichtungen]").shows("LAL · 1").shows("Landesamt für Laub");
    session.keys("VVn").shows("LAL").keys("Moos<Ctrl-S>").keys("<Esc>").shows("LAL · 2").shows("Moos");
}

#[test]
fn in_the_tree_keys_are_for_the_chosen_institution() {
    let file = file();
    let mut session = Session::on(&file);
    session.keys("5B");
    choose(&mut session, "GAM");
    session.keys("n").shows("GAM").keys("Laubforschung<Tab><Tab><Enter>hochschule<Enter><Ctrl-S>");
    choose(&mut session, "Laubforschung");
    session.keys("<Esc>");
    assert!(session.is_in(Scope::List));
}

#[test]
fn a_wide_window_shows_tree_list_and_detail_side_by_side() {
    let file = file();
    let mut session = Session::begin(&file, Begin { size: (160, 44), ..Default::default() });
    session.keys("5/Efeu<Enter>").shows("Alle Einrichtungen").shows("Filter: Efeu").shows("Gartenministerium");
}
