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

#[test]
fn the_tree_counts_what_the_list_beside_it_lists() {
    let file = file();
    file.colleague_makes(&[
        Record::new(Kind::Contact, Id(903))
            .with(Field::LastName, "Gras")
            .with(Field::Institution, Id(902))
            .with(Field::Speaker, 1),
        Record::new(Kind::Talk, Id(901)).with(Field::Title, "Laub im Herbst").with(Field::Contact, Id(902)),
        Record::new(Kind::Talk, Id(902)).with(Field::Title, "Laub im Winter").with(Field::Contact, Id(903)),
        Record::new(Kind::Talk, Id(903)).with(Field::Title, "Laub im Sommer").with(Field::Contact, Id(903)),
        Record::new(Kind::Post, Id(901)).with(Field::Name, "Laubwart").with(Field::Institution, Id(902)),
    ]);
    let mut session = Session::begin(&file, Begin { size: (160, 44), ..Default::default() });
    let counted = |session: &Session| {
        let mut tree = session.lines().into_iter().map(|line| line.chars().take(32).collect::<String>());
        let line = tree.find(|line| line.contains("  LAL")).unwrap();
        line.split_whitespace().last().unwrap().to_owned()
    };
    session.keys("5").shows("Gras");
    let mut shown = Vec::new();
    for view in ["Kontakte", "Referent:innen", "Einrichtungen", "Funktionen", "Vorträge", "Einladungen", "Prüfen"] {
        session.shows(&format!("[{view}]"));
        shown.push(counted(&session));
        session.keys("v");
    }
    assert_eq!(shown, ["2", "1", "LAL", "1", "3", "LAL", "2"], "{}", session.screen());
}
