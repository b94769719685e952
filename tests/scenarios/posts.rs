//! Posts change hands, questions go to posts, institutions get other names and go into others.

use runde::domain::{Act, Change, Edit, Field, Id, IdSource, Kind, Record, Value};
use runde::store::Store;

use crate::file::File;
use crate::session::Session;

/// Writes into the file as somebody did before.
pub fn given(file: &File, edits: Vec<Edit>) {
    static SEED: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(700_000);
    let mut store = Store::open(&file.path(), false).unwrap();
    let mut ids = IdSource::new(SEED.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
    store.apply(&Change::new(ids.change(), Act::Create, edits)).unwrap();
}

/// Müller holds the post „Referat Hitze“ since 2025; a question, a draft list, an invitation and a seat wait for him.
fn held() -> File {
    let file = File::little();
    let tenure = Record::new(Kind::Tenure, Id(1)).with(Field::Post, Id(1)).with(Field::Contact, Id(1));
    let invitation = Record::new(Kind::Invitation, Id(1)).with(Field::Contact, Id(1)).with(Field::Post, Id(1));
    let question = |id| Record::new(Kind::Question, Id(id));
    given(
        &file,
        vec![
            tenure.with(Field::Since, "2025-01-01").create(),
            invitation.with(Field::Meeting, Id(1)).with(Field::State, "asked").create(),
            question(1).set(Field::Contact, Id(1)),
            question(1).set(Field::Post, Id(1)),
            question(2).set(Field::Contact, Id(1)),
            // An answered question stays with whoever was asked.
            question(3).set(Field::Contact, Id(1)),
            question(3).with(Field::State, "inbox").set(Field::State, "answered"),
            Record::new(Kind::List, Id(1)).set(Field::Contact, Id(1)),
            Record::new(Kind::Meeting, Id(1)).set(Field::Guests, Value::links([Id(1)])),
            Record::new(Kind::Post, Id(1)).set(Field::Topics, Value::links([Id(1)])),
        ],
    );
    file
}

/// The contact of a record.
fn contact(file: &File, kind: Kind, id: i64) -> Option<Id> {
    file.record(kind, id).get(Field::Contact).as_link()
}

/// From the post: the next contact of all, from today, the former one has left.
const HAND_OVER: &str = "5vvvH1gruen<Enter><Enter>1";

#[test]
fn a_post_is_handed_over_with_all_that_waits_in_one_act_and_one_undo() {
    let file = held();
    let mut session = Session::on(&file);
    session.keys(HAND_OVER).shows("Ute Grünwald").shows("2 offene Fragen").shows("1 offene Einladung");
    session.shows("1 Fragenliste im Entwurf").shows("1 Platz als Gast").shows("1 Frage mit Antwort");
    session.keys("<Enter>").says("Gespeichert: Übergabe");
    let successor = Some(Id(2));
    for (kind, id) in [(Kind::Question, 1), (Kind::Question, 2), (Kind::List, 1), (Kind::Invitation, 1)] {
        assert_eq!(contact(&file, kind, id), successor, "{kind:?} {id}");
    }
    assert_eq!(contact(&file, Kind::Question, 3), Some(Id(1)));
    assert_eq!(file.record(Kind::Question, 2).get(Field::Post).as_link(), Some(Id(1)));
    assert_eq!(file.record(Kind::Meeting, 1).get(Field::Guests), &Value::links([Id(2)]));
    assert_eq!(file.record(Kind::Tenure, 1).text(Field::Until), "2026-11-21");
    assert_eq!(file.record(Kind::Contact, 1).get(Field::Left), &Value::Number(1));
    assert_eq!(file.record(Kind::Contact, 2).get(Field::Topics), &Value::links([Id(1)]));
    session.keys("u").says("Zurückgenommen: Übergabe");
    for (kind, id) in [(Kind::Question, 1), (Kind::Question, 2), (Kind::List, 1), (Kind::Invitation, 1)] {
        assert_eq!(contact(&file, kind, id), Some(Id(1)), "{kind:?} {id}");
    }
    assert_eq!(file.record(Kind::Meeting, 1).get(Field::Guests), &Value::links([Id(1)]));
    assert!(file.record(Kind::Tenure, 1).get(Field::Until).is_unknown());
    assert!(file.record(Kind::Contact, 1).get(Field::Left).is_unknown());
}

#[test]
fn a_successor_who_is_new_is_made_in_the_same_act() {
    let file = held();
    let mut session = Session::on(&file);
    session.keys("5vvvH2").shows("Neuer Kontakt").keys("Sommer<Ctrl-S>").shows("Ab wann?");
    session.keys("1.12.<Enter>").shows("01.12.2026").keys("<Enter>").says("Gespeichert: Übergabe");
    let new = contact(&file, Kind::Question, 1).unwrap();
    let successor = file.record(Kind::Contact, new.0);
    assert_eq!((successor.text(Field::LastName), successor.text(Field::Function)), ("Sommer", "Referat Hitze"));
    assert_eq!(file.record(Kind::Tenure, 1).text(Field::Until), "2026-11-30");
    // Who goes only later has not left yet.
    assert!(file.record(Kind::Contact, 1).get(Field::Left).is_unknown());
    session.keys("u").says("Zurückgenommen: Übergabe");
    assert!(file.record(Kind::Contact, new.0).is_removed());
    assert_eq!(contact(&file, Kind::Question, 1), Some(Id(1)));
}

#[test]
fn escape_before_the_end_leads_back_to_the_form_with_its_text() {
    let file = held();
    let mut session = Session::on(&file);
    session.keys("5vvvH2Sommer<Ctrl-S><Esc>").shows("Sommer").keys("<Ctrl-S><Enter>1<Esc>").shows("Sommer");
    session.keys("<Esc>").says("Entwurf");
    assert_eq!(contact(&file, Kind::Question, 1), Some(Id(1)));
}

#[test]
fn a_day_before_the_present_tenure_and_the_present_holder_are_refused() {
    let file = held();
    let mut session = Session::on(&file);
    session.keys("5vvvH1gruen<Enter>1.1.2025<Enter>1").says("späteren Tag");
    session.keys("H1muel<Enter><Enter>1").says("hat die Funktion schon");
    assert_eq!(contact(&file, Kind::Question, 1), Some(Id(1)));
}

#[test]
fn from_the_contact_it_is_their_post_that_is_handed_over() {
    let file = held();
    let mut session = Session::on(&file);
    session.keys("5").keys("j").shows("Funktion").shows("Referat Hitze").shows("offene");
    session.keys("H").shows("Wer folgt auf Jürgen Müller?").keys("<Esc>k");
    session.keys("H").says("keine Funktion");
}

#[test]
fn a_vacant_post_says_so_and_can_be_filled() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("5vvv").shows("zurzeit nicht besetzt").keys("H").shows("Wer übernimmt?");
    session.keys("1gruen<Enter><Enter><Enter>").says("Gespeichert: Übergabe").shows("Ute Grünwald");
    session.hides("nicht besetzt");
}

#[test]
fn a_question_that_goes_to_a_contact_goes_to_their_post() {
    let file = held();
    let mut session = Session::on(&file);
    session.keys("2/Lasten<Enter>cmuel<Enter>").says("Kontaktzuordnung").shows("Referat Hitze");
    assert_eq!(file.record(Kind::Question, 5).get(Field::Post).as_link(), Some(Id(1)));
    session.keys("cgruen<Enter>").says("Kontaktzuordnung");
    assert!(file.record(Kind::Question, 5).get(Field::Post).is_unknown());
}

#[test]
fn of_several_posts_it_is_asked_which_is_meant() {
    let file = held();
    let post = Record::new(Kind::Post, Id(2)).with(Field::Name, "Referat Starkregen").with(Field::Institution, Id(1));
    let tenure = Record::new(Kind::Tenure, Id(2)).with(Field::Post, Id(2)).with(Field::Contact, Id(1));
    given(&file, vec![post.create(), tenure.create()]);
    let mut session = Session::on(&file);
    session.keys("2/Lasten<Enter>cmuel<Enter>").shows("Für welche Funktion?").keys("stark<Enter>");
    session.says("Kontaktzuordnung");
    assert_eq!(file.record(Kind::Question, 5).get(Field::Post).as_link(), Some(Id(2)));
    // What is not known to belong to this post stays: only what names it moves.
    session.keys("5vvv/Hitze<Enter>H1gruen<Enter><Enter>").shows("1 offene Frage").keys("<Enter>").says("Übergabe");
    assert_eq!(contact(&file, Kind::Question, 1), Some(Id(2)));
    assert_eq!(contact(&file, Kind::Question, 2), Some(Id(1)));
    assert_eq!(contact(&file, Kind::List, 1), Some(Id(1)));
}

/// The institution with this short name.
fn institution(file: &File, short: &str) -> i64 {
    let store = Store::open(&file.path(), true).unwrap();
    let all = store.whole(Kind::Institution).unwrap();
    all.iter().find(|record| record.text(Field::ShortName) == short).unwrap().id.0
}

#[test]
fn a_renamed_institution_is_found_under_its_old_name() {
    let file = File::little();
    let id = institution(&file, "ifeu");
    let mut session = Session::on(&file);
    session.keys("5vv/ifeu<Enter>R").shows("Neuer Name").keys("<Ctrl-U>Institut Heidelberg<Enter>");
    session.shows("Neues Kürzel").keys("<Ctrl-U>IHD<Enter>").shows("Seit wann?").keys("1.9.2026<Enter>");
    session.says("Gespeichert: Umbenennung");
    let renamed = file.record(Kind::Institution, id);
    assert_eq!((renamed.text(Field::Name), renamed.text(Field::ShortName)), ("Institut Heidelberg", "IHD"));
    assert!(renamed.text(Field::FormerNames).contains("(ifeu), bis 31.08.2026"), "{renamed:?}");
    session.keys("fifeu").shows("Institut Heidelberg").keys("<Esc>u").says("Zurückgenommen: Umbenennung");
    assert_eq!(file.record(Kind::Institution, id).text(Field::ShortName), "ifeu");
}

#[test]
fn an_institution_goes_into_another_with_all_that_hangs_on_it() {
    let file = File::little();
    let (from, into) = (institution(&file, "ifeu"), institution(&file, "Difu"));
    let contact = Record::new(Kind::Contact, Id(2));
    given(&file, vec![contact.set(Field::Institution, Id(from))]);
    let mut session = Session::on(&file);
    session.keys("5vv/ifeu<Enter>Z").shows("In welche Einrichtung").keys("Urbanistik<Enter><Enter>");
    session.shows("1 Kontakt").keys("<Enter>").says("Gespeichert: Zusammenführung");
    assert_eq!(file.record(Kind::Contact, 2).get(Field::Institution).as_link(), Some(Id(into)));
    assert_eq!(file.record(Kind::Institution, from).get(Field::Successor).as_link(), Some(Id(into)));
    // It left the list, is found, and says what became of it.
    session.keys("<Esc>").hides("Umweltforschung Heidelberg");

    session.keys("fHeidelberg<Down><Enter>");
    session.shows("Aufgegangen in").shows("Deutsches Institut für");
    session.keys("u").says("Zurückgenommen: Zusammenführung");
    assert_eq!(file.record(Kind::Contact, 2).get(Field::Institution).as_link(), Some(Id(from)));
    assert!(file.record(Kind::Institution, from).get(Field::Successor).is_unknown());
}

#[test]
fn a_ring_in_the_tree_is_refused_with_a_sentence() {
    let file = File::little();
    let mut session = Session::on(&file);
    // The MUNV stands above the LANUK, on which the NUA hangs.
    session.keys("5vv/MUNV<Enter>e<Tab><Tab><Tab><Enter>NUA<Enter><Ctrl-S>").shows("nicht unter sich selbst");
    assert!(file.record(Kind::Institution, institution(&file, "MUNV")).get(Field::Parent).is_unknown());
}

#[test]
fn a_card_says_what_stands_above_the_parent_too() {
    let file = File::little();
    let mut session = Session::on(&file);
    session.keys("5vv/NUA<Enter>").shows("Natur- und Umweltschutz-Akademie").shows("Darüber").shows("Ministerium für");
}
