//! The command line: due, information, erasing with and without questions, proofs, and what lies on this host.

use std::fs;
use std::process::Output;

use assert_cmd::Command;
use runde::domain::{Field, Id, Kind, Record, Value};
use runde::runtime::journal::Journal;
use runde::runtime::state::State;
use serde_json::Value as Json;

use super::{Place, files, words_in};

impl Place {
    fn call(&self, words: &[&str]) -> Command {
        let mut command = Command::cargo_bin("runde").unwrap();
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "HOME"] {
            command.env_remove(name);
        }
        command.env("RUNDE_FILE", self.file()).env("XDG_DATA_HOME", self.folder.path().join("data"));
        command.env("XDG_STATE_HOME", self.folder.path().join("state")).env("USER", "abei").env("TZ", "UTC");
        command.args(words);
        command
    }

    fn says(&self, words: &[&str]) -> String {
        told(&self.call(words).output().unwrap())
    }

    fn json(&self, words: &[&str]) -> Json {
        serde_json::from_str(&self.says(words)).unwrap()
    }

    fn state(&self) -> State {
        State::of(&self.folder.path().join("state"), &self.open().uuid().unwrap(), &self.file()).unwrap()
    }
}

fn told(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn who_is_due_is_named_with_the_reason() {
    let mut place = Place::new();
    let mut store = place.open();
    let contact = |id, name: &str| Record::new(Kind::Contact, Id(id)).with(Field::LastName, name);
    // Left on the day of the changes of this test, which is long ago by the clock of the call only for the second.
    for one in [
        contact(201, "Faellig").with(Field::DeleteOn, "2020-01-01").with(Field::Checked, "2099-01-01"),
        contact(202, "Gegangen").with(Field::Left, 1).with(Field::Checked, "2099-01-01"),
        contact(203, "Wartet").with(Field::Left, 1).with(Field::Checked, "2099-01-01"),
        contact(204, "Frisch").with(Field::Checked, "2099-01-01"),
        contact(205, "Alt").with(Field::Checked, "2001-01-01"),
    ] {
        place.apply(&mut store, vec![one.create()]);
    }
    let tenure = |id, of| Record::new(Kind::Tenure, Id(id)).with(Field::Post, Id(1)).with(Field::Contact, Id(of));
    for one in [tenure(11, 202), tenure(12, 203)] {
        place.apply(&mut store, vec![one.with(Field::Until, "2015-06-30").create()]);
    }
    place.set(&mut store, Kind::Question, Id(2), Field::Contact, Value::from(Id(203)));
    drop(store);
    let due = place.json(&["privacy", "due", "--json"]);
    let found: Vec<(i64, &str)> = due
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["id"].as_i64().unwrap(), one["reason"].as_str().unwrap()))
        .collect();
    assert_eq!(found[..2], [(202, "left"), (201, "delete_on")]);
    assert!(found.contains(&(205, "checked")) && found.contains(&(78, "never_checked")), "{found:?}");
    assert!(found.iter().all(|(id, _)| ![203, 204].contains(id)), "{found:?}");
    assert!(place.says(&["privacy", "due"]).contains("ausgeschieden 30.06.2015"));
}

#[test]
fn the_information_holds_everything_that_is_held() {
    let place = Place::new();
    place.says(&["backup"]);
    let german = place.says(&["privacy", "report", "Mückenschön"]);
    for word in [
        "Wendelgard",
        "wendelgard.mueckenschoen@example.org",
        "Zwiebelweg 4",
        "Sprach zu schnell",
        "Zwiebelweg ist privat",
        "Sitzung in Kaarst",
        "erst im Mai",
        "abei",
        "-hand.runde",
        "Art. 17",
    ] {
        assert!(german.contains(word), "{word}\n{german}");
    }
    let path = place.folder.path().join("auskunft.txt");
    let name = path.to_str().unwrap();
    place.says(&["--lang", "en", "privacy", "report", "77", "--to", name]);
    let english = fs::read_to_string(&path).unwrap();
    assert!(english.contains("Information under Art. 15 GDPR\n===") && !english.contains("**"), "{english}");
    let again = place.call(&["privacy", "report", "77", "--to", name]).output().unwrap();
    assert!(!again.status.success() && fs::read_to_string(&path).unwrap() == english);
}

#[test]
fn erasing_asks_for_the_name_and_for_each_doubtful_place() {
    let place = Place::new();
    let wrong = place.call(&["privacy", "erase", "77"]).write_stdin("j\nMeier\n").output().unwrap();
    assert!(!wrong.status.success() && String::from_utf8_lossy(&wrong.stderr).contains("Nichts wurde gelöscht"));
    assert!(words_in(&place.file()).len() > 5);
    let undecided = place.call(&["privacy", "erase", "77", "--yes"]).output().unwrap();
    assert_eq!(undecided.status.code(), Some(2));
    let done = place.call(&["privacy", "erase", "77"]).write_stdin("n\nMückenschön\n").output().unwrap();
    assert!(told(&done).contains("Gelöscht: "), "{done:?}");
    let kept = place.open().record(Kind::Comment, Id(3)).unwrap().unwrap();
    assert!(kept.text(Field::Text).contains("ckenscho"));
    let again = place.call(&["privacy", "erase", "77", "--yes"]).output().unwrap();
    assert!(String::from_utf8_lossy(&again.stderr).contains("schon am"));
    assert!(place.says(&["privacy", "log"]).contains("Anke Beier"));
    assert!(place.says(&["check"]).contains("in Ordnung"));
}

#[test]
fn nothing_is_left_on_this_host_either() {
    let mut place = Place::new();
    place.says(&["backup"]);
    // What a session has left: a change that the file does not take without asking, and drafts.
    let state = place.state();
    let folder = state.folder().unwrap().to_owned();
    let (journal, _) = Journal::open(&folder, 9).unwrap();
    let seen = Record::new(Kind::Meeting, Id(1)).with(Field::Title, "Anders");
    let waits = seen.set(Field::Title, "Sitzung mit Wendelgard Mückenschön");
    journal.note(&place.change(runde::domain::Act::Edit, vec![waits])).unwrap();
    drop(journal);
    fs::write(folder.join("draft-contact-77.json"), r#"{"kind":"contact","id":77,"typed":"0170"}"#).unwrap();
    let other = r#"{"kind":"question","id":2,"fields":[{"typed":"An Mückenschön, Wendelgard"}]}"#;
    fs::write(folder.join("draft-question-2.json"), other).unwrap();
    let proof = place.json(&["privacy", "erase", "77", "--yes", "--unsure", "replace", "--json"]);
    assert!(proof["cleaned"].is_string() && proof["backups"].as_array().unwrap().len() == 1, "{proof}");
    let forgotten = place.json(&["backup", "--forget", "--json"]);
    assert_eq!(forgotten["failed"].as_array().unwrap().len(), 0);
    assert!(!folder.join("draft-contact-77.json").exists() && folder.join("draft-question-2.json").exists());
    for path in files(place.folder.path()) {
        assert_eq!(words_in(&path), Vec::<&str>::new(), "{}", path.display());
    }
    for kind in Kind::ALL {
        let all = place.says(&["list", kind.code(), "--limit", "10000", "--json"]);
        assert!(!all.contains("ckensch") && !all.contains("Wendelgard"), "{kind:?}");
    }
    assert!(!place.says(&["log", "--limit", "10000", "--json"]).contains("ckensch"));
    let log = place.json(&["privacy", "log", "--json"]);
    assert_eq!(log[0]["change"], proof["change"]);
}

#[test]
fn staff_are_told_what_is_held_and_erased_as_contacts_are() {
    let mut place = Place::new();
    let mut store = place.open();
    let person = Record::new(Kind::Person, Id(41)).with(Field::Name, "Lieselore Quittenbaum");
    place.apply(&mut store, vec![person.with(Field::Logins, "lquitt").create()]);
    drop(store);
    let report = place.says(&["privacy", "report", "Lieselore Quittenbaum", "--staff"]);
    assert!(report.contains("Lieselore Quittenbaum") && report.contains("lquitt"), "{report}");
    let proof = place.json(&["privacy", "erase", "Lieselore Quittenbaum", "--staff", "--yes", "--json"]);
    assert_eq!((&proof["kind"], &proof["record"]), (&Json::from("person"), &Json::from(41)));
    let log = place.says(&["privacy", "log"]);
    assert!(log.contains("Person ohne Namen") && !log.contains("Quittenbaum"), "{log}");
    place.call(&["privacy", "erase", "41", "--staff", "--yes"]).assert().failure();
}
