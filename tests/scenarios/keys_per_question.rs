//! How many keys a question of the sample costs a coordinator who wants what the alliance decided.

#![expect(clippy::print_stdout, reason = "the figures are what the test is run for")]

use std::collections::HashMap;

use runde::domain::propose::{Part, Proposal};
use runde::domain::query::Query;
use runde::domain::{Field, Id, Kind, Priority, Record, Value};

use crate::file::{File, today};
use crate::session::Session;

/// Questions after which keys are counted: by then there is something to propose from.
const LEARNED: usize = 30;

/// What the alliance decided on a question, by name.
struct Decision {
    number: i64,
    topic: String,
    group: String,
    /// In each way of writing: whoever stands in two address books may stand in the file twice.
    contact: Vec<String>,
    priority: &'static str,
    duplicate_of: Option<i64>,
}

fn decisions(file: &File) -> Vec<Decision> {
    let spelled = contacts(file);
    let mut reader = csv::Reader::from_reader(&include_bytes!("../data/fragen-wahrheit.csv")[..]);
    let header = reader.headers().unwrap().clone();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let cell = |name: &str| row[header.iter().position(|head| head == name).unwrap()].to_owned();
        Decision {
            number: cell("nr").parse().unwrap(),
            topic: cell("thema"),
            group: cell("arbeitskreis"),
            contact: spelled[&cell("kontakt")].clone(),
            priority: match cell("prioritaet").as_str() {
                "hoch" => "hoch",
                "mittel" => "mittel",
                _ => "niedrig",
            },
            duplicate_of: cell("duplikat_von").parse().ok(),
        }
    });
    rows.collect()
}

/// The contacts of the file by their key among the truths.
fn contacts(file: &File) -> HashMap<String, Vec<String>> {
    let store = file.store();
    let rows = store.rows(&Query::all(Kind::Contact, 1000)).unwrap();
    let known: Vec<Record> = rows.iter().map(|row| store.record(Kind::Contact, row.id).unwrap().unwrap()).collect();
    let mut reader = csv::Reader::from_reader(&include_bytes!("../data/kontakte-wahrheit.csv")[..]);
    let mut spelled: HashMap<String, Vec<String>> = HashMap::new();
    for row in reader.records().map(Result::unwrap) {
        let is_it =
            |contact: &&Record| contact.text(Field::LastName) == &row[3] && contact.text(Field::FirstName) == &row[4];
        if let Some(contact) = known.iter().find(is_it) {
            let label = store.label(Kind::Contact, contact.id).unwrap().unwrap();
            spelled.entry(row[0].to_owned()).or_default().push(label);
        }
    }
    spelled
}

/// Somebody at the keyboard who counts.
struct Coordinator {
    session: Session,
    keys: Vec<String>,
}

impl Coordinator {
    fn press(&mut self, key: &str) {
        self.session.keys(key);
        self.keys.push(key.to_owned());
    }

    /// The row of the picker that is open that begins like this.
    fn row(&self, label: &str) -> Option<String> {
        let seen: String = label.chars().take(24).collect();
        let rows = self.session.lines().into_iter().filter_map(|line| line.split('│').nth(1).map(str::to_owned));
        // The first is what is typed.
        rows.skip(1).find(|row| row.contains(&seen))
    }

    /// Takes an entry of the picker that is open: by its digit, else by as many letters as it takes to be the first.
    fn pick(&mut self, label: &str) {
        let digit = self.row(label).and_then(|row| row.replace('▌', " ").split_whitespace().next()?.parse::<u8>().ok());
        if let Some(digit) = digit.filter(|digit| *digit < 10) {
            return self.press(&digit.to_string());
        }
        for letter in label.chars() {
            self.press(&if letter == ' ' { "<Space>".to_owned() } else { letter.to_string() });
            if self.row(label).is_some_and(|row| row.contains('▌')) {
                return self.press("<Enter>");
            }
        }
        panic!("{label:?} cannot be picked:\n{}", self.session.screen());
    }

    /// Changes a part: with the capital letter where that is the next likely, else with the picker.
    fn change<T>(&mut self, key: &str, part: &Part<T>, now: &str, wanted: &str) {
        let place = |label: &str| part.candidates.iter().position(|candidate| candidate.label == label);
        let next = place(now).map_or(0, |place| (place + 1) % part.candidates.len());
        // Beside a sure duplicate nothing else is seen, so what comes next is not known.
        let is_seen = !self.session.screen().contains("Dublette von  sicher");
        if place(wanted) == Some(next) && is_seen {
            return self.press(&key.to_uppercase());
        }
        self.press(key);
        self.pick(wanted);
    }

    /// Decides the question in front; `kept` is the title of the question that it repeats.
    fn decide(&mut self, file: &File, decision: &Decision, kept: Option<(Id, String)>) {
        let store = file.store();
        let id = store.question_of_number(decision.number).unwrap().unwrap();
        let record = store.record(Kind::Question, id).unwrap().unwrap();
        let judged = store.proposal(&record, today()).unwrap();
        let left = judged.left(&record, false);
        if let Some((kept, title)) = kept {
            if left.joins() != Some(kept) {
                if judged.points_at() == Some(kept) {
                    return self.press("D");
                }
                self.press("d");
                if self.row(&title).is_some() {
                    return self.pick(&title);
                }
                self.pick("Eine andere Frage suchen");
                return self.pick(&title);
            }
            return self.press("<Enter>");
        }
        let name = |kind, id| store.label(kind, id).unwrap().unwrap();
        let held = |field, kind| record.get(field).as_link().map(|id| name(kind, id));
        let label = |proposed: Option<String>, held: Option<String>| held.or(proposed).unwrap_or_default();
        let before = self.keys.len();
        let joins = left.joins().is_some();
        // Whoever chooses a part has said that it is no duplicate, and sees the others.
        let left = if joins {
            let others = Part::default();
            Proposal { duplicate_of: others, ..judged.clone() }.left(&record, false)
        } else {
            left
        };
        let group = label(left.group.proposed().map(|group| group.label.clone()), held(Field::Group, Kind::Group));
        if group != decision.group {
            self.change("a", &judged.group, &group, &decision.group);
        }
        let proposed = left.priority.proposed().map(|priority| priority.value.code().to_owned());
        let priority = label(proposed, record.get(Field::Priority).as_text().map(str::to_owned));
        let wanted = priority_of(decision);
        if priority != wanted.code() {
            match (priority.parse::<u8>().unwrap_or(9), wanted.code().parse::<u8>().unwrap()) {
                (now, wanted) if now == wanted + 1 => self.press("+"),
                (now, wanted) if now + 1 == wanted => self.press("-"),
                _ => {
                    self.press("p");
                    self.press(wanted.code());
                }
            }
        }
        let topics: Vec<String> =
            record.get(Field::Topics).as_links().into_iter().map(|id| name(Kind::Topic, id)).collect();
        let proposed = left.topic.proposed().map(|topic| topic.label.clone());
        let topics = if topics.is_empty() { Vec::from_iter(proposed) } else { topics };
        if topics != [decision.topic.as_str()] {
            let now = topics.first().cloned().unwrap_or_default();
            self.change("t", &judged.topic, &now, &decision.topic);
        }
        let asked = left.contact.proposed().map(|asked| asked.label.clone());
        let asked = label(asked, held(Field::Contact, Kind::Contact));
        if !decision.contact.contains(&asked) {
            let candidates = &judged.contact.candidates;
            let known = decision.contact.iter().find(|name| candidates.iter().any(|other| other.label == **name));
            self.change("c", &judged.contact, &asked, known.unwrap_or(&decision.contact[0]));
        }
        if joins && self.keys.len() == before {
            self.press("d");
            self.pick("Keine Dublette");
        }
        self.press("<Enter>");
    }
}

fn priority_of(decision: &Decision) -> Priority {
    match decision.priority {
        "hoch" => Priority::High,
        "mittel" => Priority::Medium,
        _ => Priority::Low,
    }
}

#[test]
fn a_question_of_the_sample_costs_a_key_and_a_half_once_something_was_decided() {
    let file = File::sample();
    let decisions = decisions(&file);
    let mut coordinator = Coordinator { session: Session::on(&file), keys: Vec::new() };
    coordinator.session.keys("T").shows("Eingang 1/90");
    let mut counted = Vec::new();
    for (place, decision) in decisions.iter().enumerate() {
        coordinator.session.shows(&format!("Eingang {}/90", place + 1));
        let store = file.store();
        let kept = decision.duplicate_of.map(|number| {
            let id = store.question_of_number(number).unwrap().unwrap();
            (id, store.record(Kind::Question, id).unwrap().unwrap().text(Field::Title).to_owned())
        });
        drop(store);
        coordinator.keys.clear();
        coordinator.decide(&file, decision, kept);
        counted.push(coordinator.keys.len());
        println!("{:>3} {}", decision.number, coordinator.keys.concat());
    }
    coordinator.session.shows("Der Eingang ist durchgesehen.").shows("90  erledigt");
    let store = file.store();
    for decision in &decisions {
        let id = store.question_of_number(decision.number).unwrap().unwrap();
        let record = store.record(Kind::Question, id).unwrap().unwrap();
        let named = |field, kind| record.get(field).as_link().map(|id| store.label(kind, id).unwrap().unwrap());
        if let Some(kept) = decision.duplicate_of {
            let kept = store.question_of_number(kept).unwrap().unwrap();
            assert_eq!(record.get(Field::DuplicateOf).as_link(), Some(kept), "{}", decision.number);
            continue;
        }
        assert_eq!(named(Field::Group, Kind::Group).as_deref(), Some(decision.group.as_str()), "{}", decision.number);
        assert!(decision.contact.contains(&named(Field::Contact, Kind::Contact).unwrap()), "{}", decision.number);
        assert_eq!(record.text(Field::Priority), priority_of(decision).code(), "{}", decision.number);
        let topics: Vec<String> = record
            .get(Field::Topics)
            .as_links()
            .into_iter()
            .map(|id| store.label(Kind::Topic, id).unwrap().unwrap())
            .collect();
        assert_eq!(topics, [decision.topic.as_str()], "{}", decision.number);
        assert_ne!(record.get(Field::State), &Value::from("inbox"));
    }
    let mean = |counted: &[usize]| counted.iter().sum::<usize>() as f64 / counted.len() as f64;
    let (first, last) = counted.split_at(LEARNED);
    let one = last.iter().filter(|keys| **keys == 1).count();
    println!(
        "keys per question: first {LEARNED}: {:.2}, last {}: {:.2}, {one} of them with one key",
        mean(first),
        last.len(),
        mean(last)
    );
    println!("{counted:?}");
    assert!(mean(last) <= 1.6, "{:.2}: {last:?}", mean(last));
}
