//! Who could speak, on the command line; and to which post a question goes.

use runde::domain::{Field, Id, Kind, Record, Value};

use super::File;

/// Two contacts with the topic Wärmeplanung, one of them in a post and with a talk, and no meeting.
fn file() -> File {
    let file = File::new();
    let topic = file.json(&["show", "topic", "Wärmeplanung", "--json"])["id"].as_i64().unwrap();
    let topics = || Value::links([Id(topic)]);
    let contact = |id, name: &str| Record::new(Kind::Contact, Id(id)).with(Field::LastName, name);
    let post = Record::new(Kind::Post, Id(1)).with(Field::Name, "Referat Wärme").with(Field::Institution, Id(1));
    file.apply(vec![
        contact(1, "Adler").with(Field::Topics, topics()).create(),
        contact(2, "Bach").with(Field::TalkTitles, "Wärmeplanung im Konvoi").with(Field::Speaker, 1).create(),
        contact(3, "Clasen").with(Field::TalkTitles, "Radverkehr im Winter").with(Field::Speaker, 1).create(),
        post.with(Field::Topics, topics()).create(),
        Record::new(Kind::Tenure, Id(1)).with(Field::Post, Id(1)).with(Field::Contact, Id(2)).create(),
    ]);
    file
}

#[test]
fn those_who_could_speak_on_a_topic_are_listed_with_reasons() {
    let file = file();
    let said = file.says(&["speakers", "--topic", "KWP"]);
    let (bach, adler) = (said.find("Bach").unwrap(), said.find("Adler").unwrap());
    assert!(bach < adler && said.contains("Vortrag „Wärmeplanung im Konvoi“"), "{said}");
    assert!(!said.contains("Clasen"), "{said}");
    let json = file.json(&["speakers", "--topic", "KWP", "--limit", "1", "--json"]);
    assert_eq!(json["meeting"], serde_json::Value::Null);
    assert_eq!(json["speakers"].as_array().unwrap().len(), 1);
    assert_eq!(json["speakers"][0]["reasons"][0]["code"], "post_topic");
}

#[test]
fn without_a_meeting_and_a_topic_nothing_can_be_said() {
    let (code, said) = file().fails(&["speakers"]);
    assert!(code == 1 && said.contains("keine Sitzung"), "{said}");
}

#[test]
fn a_question_that_is_set_to_a_contact_goes_to_their_post() {
    let file = file();
    file.says(&["set", "question", "1", "contact=Bach"]);
    assert_eq!(file.json(&["show", "question", "1", "--json"])["fields"]["post"], 1);
    file.says(&["set", "question", "1", "contact=Adler"]);
    assert_eq!(file.json(&["show", "question", "1", "--json"])["fields"]["post"], serde_json::Value::Null);
}

#[test]
fn an_institution_below_itself_is_refused() {
    let file = file();
    let (code, said) = file.fails(&["set", "institution", "MUNV", "parent=NUA"]);
    assert!(code == 1 && said.contains("unter sich selbst"), "{said}");
}
