//! Erasing staff: who used the program has the same rights; what they did stays, under the name of their member.

use std::collections::BTreeSet;

use runde::domain::privacy::{Erased, ErasureOrder};
use runde::domain::{Act, Author, Edit, Field, Id, Kind, Record, What};
use runde::store::{Store, StoreError};

use super::{AT, Place, files};

/// The words that must be nowhere afterwards.
const OF_STAFF: &[&str] = &["Quittenbaum", "quittenbaum", "Lieselore", "lieselore", "lquitt", "0815-9876", "08159876"];
const STAND_IN: &str = "Mitarbeitende Kaarst";
const ME: (Kind, Id) = (Kind::Person, Id(41));

fn words_in(folder: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    for path in files(folder) {
        let bytes = std::fs::read(&path).unwrap();
        for word in OF_STAFF {
            if bytes.windows(word.len()).any(|window| window == word.as_bytes()) {
                found.push(format!("{word} in {}", path.display()));
            }
        }
    }
    found
}

/// Somebody of the staff who asked, led, invited, wrote notes, and did all that under a login name.
fn staffed(place: &mut Place) -> Store {
    let mut store = place.open();
    let all = [
        Record::new(Kind::Member, Id(3)).with(Field::Name, "Kaarst").with(Field::Kind, "town"),
        Record::new(ME.0, ME.1)
            .with(Field::Name, "Dr. Lieselore Quittenbaum")
            .with(Field::Member, Id(3))
            .with(Field::Logins, "lquitt\nliquitt")
            .with(Field::Mail, "lieselore.quittenbaum@example.org")
            .with(Field::Phone, "02131 0815-9876"),
        Record::new(Kind::Group, Id(9)).with(Field::Name, "Hitze").with(Field::State, "active"),
        Record::new(Kind::Membership, Id(9))
            .with(Field::Group, Id(9))
            .with(Field::Person, ME.1)
            .with(Field::Since, "2021-01-01"),
        Record::new(Kind::Meeting, Id(9))
            .with(Field::Title, "Sitzung in Neuss")
            .with(Field::State, "held")
            .with(Field::Chair, ME.1)
            .with(Field::Minutes, "Frau Quittenbaum berichtet."),
        Record::new(Kind::Question, Id(900))
            .with(Field::Title, "Frage der Kollegin L. Quittenbaum")
            .with(Field::State, "inbox")
            .with(Field::AskedBy, "Lieselore Quittenbaum, Tel. 02131 08159876"),
        Record::new(Kind::Comment, Id(900))
            .with(Field::Subject, "question")
            .with(Field::SubjectId, 900)
            .with(Field::Person, ME.1)
            .with(Field::AskedBy, "lquitt")
            .with(Field::Text, "Gez. Quittenbaum"),
        Record::new(Kind::SavedView, Id(900))
            .with(Field::Name, "Lieselores offene Fragen")
            .with(Field::Person, ME.1)
            .with(Field::View, "questions_open")
            .with(Field::Filter, "Quittenbaum"),
        Record::new(Kind::Comment, Id(901))
            .with(Field::Subject, "person")
            .with(Field::SubjectId, ME.1.0)
            .with(Field::Text, "Lieselore ist im Urlaub"),
    ];
    for one in all {
        place.apply(&mut store, vec![one.create()]);
    }
    // What she changed herself, once before the file knew her and once after.
    for (login, person) in [("lquitt", None), ("lquitt", Some(ME.1))] {
        let record = store.record(Kind::Question, Id(900)).unwrap().unwrap();
        let text = format!("{:?}", person.is_some());
        let mut change = place.change(Act::Edit, vec![record.set(Field::Text, text.as_str())]);
        change.author = Author { login: login.to_owned(), person };
        store.apply(&change).unwrap();
    }
    store
}

fn order(place: &mut Place, store: &Store) -> ErasureOrder {
    let plan = store.plan_erasure(ME).unwrap().unwrap();
    assert_eq!((plan.last_name.as_str(), plan.institution.as_deref()), ("Quittenbaum", Some("Kaarst")));
    ErasureOrder {
        change: place.ids.change(),
        record: ME,
        // She does it herself.
        author: Author { login: "lquitt".to_owned(), person: Some(ME.1) },
        at: AT.to_owned(),
        stand_in: STAND_IN.to_owned(),
        kept: BTreeSet::new(),
        backups: Vec::new(),
        seen: Some(plan.seen),
    }
}

#[test]
fn not_a_byte_of_somebody_of_the_staff_is_left() {
    let mut place = Place::new();
    let mut store = staffed(&mut place);
    assert!(words_in(place.folder.path()).len() >= 5, "the test looks for what is not there");
    let order = order(&mut place, &store);
    let Erased::Done(proof) = store.erase(&order).unwrap() else { panic!() };
    assert_eq!((proof.record, proof.login.as_str()), (ME, ""));
    assert_eq!(store.audit().unwrap().flaws, []);
    assert_eq!(store.erasures().unwrap(), [proof]);
    drop(store);
    assert_eq!(words_in(place.folder.path()), Vec::<String>::new());
}

#[test]
fn what_they_did_stays_under_the_name_of_their_member() {
    let mut place = Place::new();
    let mut store = staffed(&mut place);
    let order = order(&mut place, &store);
    store.erase(&order).unwrap();
    let get = |kind, id| store.record(kind, Id(id)).unwrap().unwrap();
    assert_eq!(store.label(ME.0, ME.1).unwrap().as_deref(), Some(STAND_IN));
    let person = get(ME.0, ME.1.0);
    assert_eq!(person.values.keys().copied().collect::<Vec<_>>(), [Field::Removed, Field::Name, Field::Member]);
    assert_eq!(get(Kind::Meeting, 9).get(Field::Chair).as_link(), Some(ME.1));
    assert_eq!(get(Kind::Meeting, 9).text(Field::Minutes), "Mitarbeitende Kaarst berichtet.");
    assert_eq!(get(Kind::Question, 900).text(Field::AskedBy), "Mitarbeitende Kaarst, Tel. […]");
    let comment = get(Kind::Comment, 900);
    assert_eq!((comment.get(Field::Person).as_link(), comment.text(Field::AskedBy)), (Some(ME.1), STAND_IN));
    assert_eq!(comment.text(Field::Text), "Gez. Mitarbeitende Kaarst");
    assert!(get(Kind::Comment, 901).is_removed());
    assert!(get(Kind::Membership, 9).is_removed());
    assert!(get(Kind::SavedView, 900).is_removed() && store.saved_views(Some(ME.1)).unwrap().is_empty());
    let history = store.history(Some((Kind::Question, Id(900))), None, 10).unwrap();
    assert!(history.iter().filter(|line| line.by == STAND_IN).count() == 2, "{history:#?}");
}

#[test]
fn nobody_brings_erased_staff_back() {
    let mut place = Place::new();
    let mut store = staffed(&mut place);
    let order = order(&mut place, &store);
    store.erase(&order).unwrap();
    let what = What::Set { field: Field::Name, from: STAND_IN.into(), to: "Lieselore Quittenbaum".into() };
    let back = place.change(Act::Edit, vec![Edit { kind: ME.0, id: ME.1, what }]);
    assert!(matches!(store.apply(&back), Err(StoreError::Erased(..))));
    assert_eq!(store.plan_erasure(ME).unwrap(), None);
}

#[test]
fn what_is_held_on_staff_is_told_whole() {
    let mut place = Place::new();
    let store = staffed(&mut place);
    let holding = store.holding(ME).unwrap().unwrap();
    let linked: BTreeSet<(Kind, Id)> = holding.linked.iter().map(|(spot, ..)| (spot.kind, spot.id)).collect();
    for wanted in [(Kind::Membership, 9), (Kind::Meeting, 9), (Kind::Comment, 900), (Kind::SavedView, 900)] {
        let wanted = (wanted.0, Id(wanted.1));
        assert!(linked.contains(&wanted), "{linked:?}");
    }
    assert_eq!(holding.notes.len(), 1);
    assert!(holding.mentions.iter().any(|mention| mention.spot.field == Field::AskedBy));
}
