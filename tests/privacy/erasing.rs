//! Erasing: nothing of the person is left, what the body said stays, and nothing brings it back.

use runde::domain::privacy::Erased;
use runde::domain::{Act, Change, Edit, Field, Id, Kind, OnConflict, Value, What};
use runde::store::{Store, StoreError};

use super::{AT, Place, STAND_IN, WORDS, files, spot, words_in};

#[test]
fn not_a_byte_of_the_person_is_left() {
    let mut place = Place::new();
    assert!(words_in(&place.file()).len() >= WORDS.len() - 1, "the test looks for what is not there");
    let mut store = place.open();
    let proof = place.erase(&mut store);
    assert_eq!(proof.cleaned.as_deref(), Some(AT));
    drop(store);
    for path in files(place.folder.path()) {
        assert_eq!(words_in(&path), Vec::<&str>::new(), "{}", path.display());
    }
}

#[test]
fn what_the_body_said_stays() {
    let mut place = Place::new();
    let mut store = place.open();
    place.erase(&mut store);
    let text = |kind, id, field| store.record(kind, Id(id)).unwrap().unwrap().text(field).to_owned();
    let link = |kind, id, field| store.record(kind, Id(id)).unwrap().unwrap().get(field).as_link();
    assert_eq!(text(Kind::Meeting, 1, Field::Minutes), "Vertretung MUNV (Tel. […]) sagt Mittel zu.");
    assert_eq!(text(Kind::Answer, 1, Field::Text), "Ja, bis Mai. Gez. Vertretung MUNV");
    assert_eq!(text(Kind::Question, 1, Field::Title), "Frage an Vertretung MUNV");
    assert_eq!(text(Kind::Contact, 78, Field::Note), "Nachfolge von Vertretung MUNV");
    assert_eq!(text(Kind::Comment, 2, Field::Text), "Mail an […] geschickt");
    assert_eq!(text(Kind::Institution, 1, Field::Phone), "0211 4566-0");
    assert_eq!(store.label(Kind::Contact, place.contact).unwrap().unwrap(), STAND_IN);
    assert_eq!(link(Kind::Answer, 1, Field::Contact), Some(place.contact));
    assert_eq!(link(Kind::Answer, 1, Field::Institution), Some(Id(1)));
    assert_eq!(
        (link(Kind::Question, 1, Field::Contact), link(Kind::Question, 1, Field::Institution)),
        (None, Some(Id(1)))
    );
    let contact = store.record(Kind::Contact, place.contact).unwrap().unwrap();
    let fields: Vec<Field> = contact.values.keys().copied().collect();
    assert_eq!(fields, [Field::Removed, Field::Institution, Field::LastName]);
    let tenure = store.record(Kind::Tenure, Id(1)).unwrap().unwrap();
    assert!(tenure.is_removed() && tenure.get(Field::Since).is_unknown());
    assert!(store.record(Kind::Talk, Id(1)).unwrap().unwrap().get(Field::Feedback).is_unknown());
}

#[test]
fn the_file_is_found_whole_and_the_history_without_a_gap() {
    let mut place = Place::new();
    let mut store = place.open();
    let changes = store.audit().unwrap().changes;
    let proof = place.erase(&mut store);
    let audit = store.audit().unwrap();
    assert_eq!((audit.changes, audit.flaws), (changes + 1, Vec::new()));
    let last = store.history(None, None, 1).unwrap().remove(0);
    assert_eq!((last.id, last.act), (proof.change, Some(Act::Erase)));
    assert_eq!(store.erasures().unwrap(), [proof]);
    for word in ["Mückenschön", "Wendelgard", "muckensch"] {
        assert!(store.find(word, None, 5).unwrap().is_empty(), "{word}");
    }
    assert!(!store.find("Wärmeplanung", None, 5).unwrap().is_empty());
}

#[test]
fn each_mention_is_shown_with_how_sure_it_is_and_kept_where_that_is_wanted() {
    let mut place = Place::new();
    let mut store = place.open();
    let plan = store.plan_erasure((Kind::Contact, place.contact)).unwrap().unwrap();
    assert_eq!((plan.institution.as_deref(), plan.open), (Some("MUNV"), 3));
    let at = |wanted| plan.mentions.iter().find(|mention| mention.spot == wanted).unwrap();
    let unsure = at(spot(Kind::Comment, 3, Field::Text));
    assert!(!unsure.is_certain && !unsure.is_past && unsure.excerpt.contains("erst im Mai"));
    assert!(at(spot(Kind::Meeting, 1, Field::Minutes)).is_certain);
    assert!(at(spot(Kind::Question, 2, Field::Text)).is_past);
    let own = [Kind::Tenure, Kind::Membership, Kind::Institution];
    assert!(plan.mentions.iter().all(|mention| !own.contains(&mention.spot.kind)), "{:?}", plan.mentions);
    let kept = spot(Kind::Comment, 3, Field::Text);
    let mut order = place.order(&store);
    order.kept.insert(kept);
    order.kept.insert(spot(Kind::Comment, 999, Field::Text));
    let Erased::Done(proof) = store.erase(&order).unwrap() else { panic!() };
    assert_eq!(proof.kept.into_iter().collect::<Vec<_>>(), [kept]);
    let comment = store.record(Kind::Comment, Id(3)).unwrap().unwrap();
    assert!(comment.text(Field::Text).contains("ckenscho"));
    assert_eq!(store.audit().unwrap().flaws, []);
}

#[test]
fn somebody_who_saves_after_the_look_has_it_looked_at_again() {
    let mut place = Place::new();
    let mut store = place.open();
    let order = place.order(&store);
    place.set(&mut store, Kind::Meeting, Id(1), Field::Note, "Mückenschön kommt wieder");
    assert_eq!(store.erase(&order).unwrap(), Erased::ChangedMeanwhile);
    assert!(!words_in(&place.file()).is_empty());
    let proof = place.erase(&mut store);
    let again = place.ids.change();
    let order = runde::domain::privacy::ErasureOrder { change: again, seen: None, ..order };
    assert_eq!(store.erase(&order).unwrap(), Erased::Before(proof));
    assert_eq!(store.plan_erasure((Kind::Contact, place.contact)).unwrap(), None);
}

/// The change that takes another back.
fn inverse(place: &mut Place, store: &Store, change: &Change) -> Change {
    let applied = store.applied(change.id).unwrap().unwrap();
    change.inverse(&applied, &mut place.ids)
}

#[test]
fn nothing_that_others_remember_brings_it_back() {
    let mut place = Place::new();
    let mut store = place.open();
    let own = place.set(&mut store, Kind::Contact, place.contact, Field::Function, "Referatsleitung");
    let emptied = place.set(&mut store, Kind::Comment, Id(3), Field::Text, "Erst im Mai");
    let other = place.set(&mut store, Kind::Question, Id(2), Field::Title, "Ganz anderes");
    let undo_own = inverse(&mut place, &store, &own);
    let undo_emptied = inverse(&mut place, &store, &emptied);
    let undo_other = inverse(&mut place, &store, &other);
    let waits = place.set(&mut store, Kind::Meeting, Id(1), Field::Note, "x");
    place.erase(&mut store);
    for undo in [undo_own, undo_emptied] {
        assert_eq!(undo.on_conflict, OnConflict::Leave);
        assert!(matches!(store.apply(&undo), Err(StoreError::Erased(..))), "{undo:?}");
    }
    let what = What::Set { field: Field::Removed, from: Value::Number(1), to: Value::Unknown };
    let back = place.change(Act::Restore, vec![Edit { kind: Kind::Contact, id: place.contact, what }]);
    assert!(matches!(store.apply(&back), Err(StoreError::Erased(..))));
    store.apply(&undo_other).unwrap();
    store.apply(&inverse(&mut place, &store, &waits)).unwrap();
    assert_eq!(store.audit().unwrap().flaws, []);
    drop(store);
    assert_eq!(words_in(&place.file()), Vec::<&str>::new());
}
