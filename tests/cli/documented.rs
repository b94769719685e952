//! The JSON in docs/cli.md has the keys that the program writes.

use std::fs;

use runde::domain::{Field, Id, Kind, Record};
use serde_json::Value;

use super::File;

/// Every call with an example: `<!-- runde … -->`, and the block of JSON behind it.
fn examples() -> Vec<(Vec<String>, Value)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/cli.md");
    let page = fs::read_to_string(path).unwrap();
    let mut examples = Vec::new();
    let mut rest = page.as_str();
    while let Some((_, after)) = rest.split_once("<!-- runde ") {
        let (call, after) = after.split_once(" -->\n```json\n").expect("a block of JSON behind the call");
        let (json, after) = after.split_once("\n```").unwrap();
        let words = call.split(' ').map(str::to_owned).collect();
        examples.push((words, serde_json::from_str(json).unwrap_or_else(|error| panic!("{call}: {error}"))));
        rest = after;
    }
    examples
}

/// Where the two differ in shape: the first elements of lists are compared, and nothing where one is empty.
fn difference(documented: &Value, written: &Value, place: &str) -> Option<String> {
    match (documented, written) {
        // Keyed by what there happens to be: ids, or the fields that were known.
        (Value::Object(_), Value::Object(_)) if place.ends_with(".names") || place.ends_with(".create") => None,
        (Value::Object(documented), Value::Object(written)) => {
            let (mut ours, mut theirs): (Vec<_>, Vec<_>) = (documented.keys().collect(), written.keys().collect());
            ours.sort();
            theirs.sort();
            if ours != theirs {
                return Some(format!("{place}: documented {ours:?}, written {theirs:?}"));
            }
            ours.iter().find_map(|key| difference(&documented[*key], &written[*key], &format!("{place}.{key}")))
        }
        (Value::Array(documented), Value::Array(written)) => {
            let firsts = documented.first().zip(written.first())?;
            difference(firsts.0, firsts.1, &format!("{place}[]"))
        }
        (Value::Object(_) | Value::Array(_), _) | (_, Value::Object(_)) => {
            Some(format!("{place}: documented {documented}, written {written}"))
        }
        _ => None,
    }
}

#[test]
fn the_documented_json_is_what_is_written() {
    let file = File::new();
    let comment = Record::new(Kind::Comment, Id(1))
        .with(Field::Subject, "question")
        .with(Field::SubjectId, file.json(&["show", "question", "1", "--json"])["id"].as_i64().unwrap())
        .with(Field::Text, "Bitte bald klären.");
    file.apply(vec![comment.create()]);
    let contact = |id, first: &str, last: &str| {
        let named = Record::new(Kind::Contact, Id(id)).with(Field::FirstName, first).with(Field::LastName, last);
        named.with(Field::Mails, "hoegner@example.org").create()
    };
    file.apply(vec![contact(1, "Katrin", "Högner"), contact(2, "Kathrin", "Hoegner")]);
    let topic = file.json(&["show", "topic", "Wärmeplanung", "--json"])["id"].as_i64().unwrap();
    let meeting = Record::new(Kind::Meeting, Id(1)).with(Field::Title, "Treffen").with(Field::State, "planned");
    let speaker =
        Record::new(Kind::Contact, Id(3)).with(Field::LastName, "Ostermann").with(Field::LeadTime, "99 Jahre");
    let topics = runde::domain::Value::links([Id(topic)]);
    file.apply(vec![
        meeting.with(Field::Starts, "2099-12-16T14:00").create(),
        speaker.with(Field::Topics, topics).create(),
    ]);
    file.says(&["set", "question", "3", "duplicate_of=1"]);
    file.says(&["set", "question", "2", "priority=1"]);
    let examples = examples();
    for command in ["import", "duplicates", "list", "show", "find", "propose", "speakers", "log", "check"] {
        assert!(examples.iter().any(|(words, _)| words[0] == command), "no example of {command}");
    }
    for (words, documented) in examples {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let written = file.json(&words);
        assert_eq!(difference(&documented, &written, words[0]), None);
    }
}
