//! Working groups with their topics, leads and members.

use runde::domain::{Act, Field, Kind, Value};
use runde::exchange::import::RowNote;

use crate::alliance::{Alliance, GROUPS};

#[test]
fn seven_groups_arrive_with_their_members() {
    let mut alliance = Alliance::new();
    let (plan, changes) = alliance.import(GROUPS, "arbeitskreise.csv");
    assert_eq!((plan.counts().created, plan.rows.len(), changes.len()), (7, 7, 1));
    let group = alliance.named(Kind::Group, Field::Name, "Bildung und Kommunikation");
    assert_eq!((group.text(Field::ShortName), group.text(Field::Rhythm)), ("BK", "alle 2 Monate"));
    assert_eq!(
        alliance.store.label(Kind::Member, group.get(Field::Lead).as_link().unwrap()).unwrap().unwrap(),
        "Kaarst"
    );
    let topics = alliance.names(Kind::Topic, group.get(Field::Topics));
    assert!(topics.contains(&"Bildung für nachhaltige Entwicklung".to_owned()), "{topics:?}");
    assert_eq!(topics.len(), 3, "{topics:?}");
    let person = alliance.named(Kind::Person, Field::Name, "Dr. Lea Ostendorf");
    assert_eq!(person.get(Field::Member), &Value::Number(8));
    let memberships = alliance.records(Kind::Membership, Field::Since);
    let outside: Vec<_> = memberships.iter().filter(|one| one.get(Field::Person).is_unknown()).collect();
    assert_eq!(outside.len(), 1);
    assert_eq!((outside[0].text(Field::Name), outside[0].text(Field::Role)), ("Barbara Tillessen", "VHS, beratend"));
    let of_her = memberships.iter().filter(|one| one.get(Field::Person).as_link() == Some(person.id));
    assert_eq!(of_her.count(), 2);
    alliance.assert_settled(GROUPS, "arbeitskreise.csv");
}

#[test]
fn an_edited_group_changes_by_field_and_people_join() {
    let mut alliance = Alliance::new();
    alliance.import(GROUPS, "arbeitskreise.csv");
    let text = String::from_utf8(GROUPS.to_vec()).unwrap();
    let edited = text
        .replace("monatlich, online", "monatlich")
        .replace(";Klimaanpassung;", ";Klimaanpassung und Wasser;")
        .replace("Birte Saalfeld (Kaarst), Jannik", "Nele Neumann (Kaarst), Jannik");
    let (plan, _) = alliance.import(edited.as_bytes(), "arbeitskreise.csv");
    assert_eq!((plan.counts().created, plan.counts().changed, plan.counts().same), (0, 3, 4));
    let joined = RowNote::NewMembership { name: "Nele Neumann".to_owned() };
    let gone = RowNote::NotListed { name: "Birte Saalfeld".to_owned() };
    assert!(plan.rows[1].notes.contains(&joined) && plan.rows[1].notes.contains(&gone), "{:?}", plan.rows[1].notes);
    assert_eq!(alliance.named(Kind::Group, Field::ShortName, "KA").text(Field::Name), "Klimaanpassung und Wasser");
    alliance.assert_settled(edited.as_bytes(), "arbeitskreise.csv");
}

#[test]
fn an_undone_import_of_groups_comes_back_whole() {
    let mut alliance = Alliance::new();
    let (_, changes) = alliance.import(GROUPS, "arbeitskreise.csv");
    let count =
        |alliance: &Alliance, kind| alliance.store.whole(kind).unwrap().iter().filter(|one| !one.is_removed()).count();
    let kinds = [Kind::Group, Kind::Membership, Kind::Person, Kind::Topic];
    let full = kinds.map(|kind| count(&alliance, kind));
    alliance.undo(&changes[0]);
    assert_eq!(kinds.map(|kind| count(&alliance, kind)), [0, 0, 0, 18]);
    let (plan, _) = alliance.import(GROUPS, "arbeitskreise.csv");
    assert_eq!(plan.counts().created, 0);
    assert!(plan.new_records.is_empty(), "{:?}", plan.new_records);
    assert_eq!(kinds.map(|kind| count(&alliance, kind)), full);
    alliance.assert_settled(GROUPS, "arbeitskreise.csv");
}

#[test]
fn somebody_who_was_taken_out_stays_out() {
    let mut alliance = Alliance::new();
    alliance.import(GROUPS, "arbeitskreise.csv");
    let membership = alliance.records(Kind::Membership, Field::Since).remove(0);
    alliance.apply(Act::Remove, vec![membership.set(Field::Removed, 1)]);
    alliance.assert_settled(GROUPS, "arbeitskreise.csv");
}
