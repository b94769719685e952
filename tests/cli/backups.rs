//! `runde backup`, `restore` and `check --repair` as people and scripts call them.

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;

use super::{File, text};

impl File {
    fn at_home(&self, words: &[&str]) -> Command {
        let mut command = self.call(words);
        command.env("XDG_DATA_HOME", self.path().with_file_name("daten"));
        command
    }

    fn says_at_home(&self, words: &[&str]) -> String {
        let output = self.at_home(words).output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn json_at_home(&self, words: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.says_at_home(words)).unwrap()
    }
}

#[test]
fn a_back_up_is_made_listed_and_put_back_after_a_look() {
    let file = File::new();
    assert!(file.says_at_home(&["backup", "--list"]).contains("noch keine Sicherung"));
    let made = file.json_at_home(&["backup", "--json"]);
    assert_eq!((made["number"].as_u64(), made["reason"].as_str()), (Some(1), Some("hand")));
    assert!(PathBuf::from(made["path"].as_str().unwrap()).is_file());
    file.says(&["set", "question", "2", "title=Neuer Titel"]);

    let refused = file.at_home(&["restore", "1"]).write_stdin("nein\n").output().unwrap();
    let shown = String::from_utf8(refused.stdout).unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(shown.contains("1 Änderung") && shown.contains("Neuer Titel") && shown.contains("A. Beispiel"), "{shown}");
    assert!(String::from_utf8(refused.stderr).unwrap().contains("nichts geändert"));
    assert!(file.says(&["show", "question", "2"]).contains("Neuer Titel"));
    // Without an answer nothing is done either.
    assert_eq!(file.at_home(&["restore", "1"]).write_stdin("").output().unwrap().status.code(), Some(1));

    file.at_home(&["restore", "1"]).write_stdin("ja\n").assert().success();
    assert!(!file.says(&["show", "question", "2"]).contains("Neuer Titel"));
    assert!(file.says(&["log"]).contains("Zurückholen einer Sicherung"));
    let list = file.json_at_home(&["backup", "--list", "--json"]);
    assert_eq!((list[0]["reason"].as_str(), list[0]["number"].as_u64()), (Some("restore"), Some(2)));

    let back = file.says_at_home(&["--lang", "en", "restore", "2", "--yes"]);
    assert!(back.contains("1 change would be lost") && back.contains("putting a back-up back"), "{back}");
    assert!(file.says(&["show", "question", "2"]).contains("Neuer Titel"));
}

#[test]
fn a_folder_with_a_slip_in_its_name_is_not_made() {
    let file = File::new();
    let (slip, new) = (file.folder.path().join("stcik/sicherungen"), file.folder.path().join("sicherungen"));
    for words in [&["backup", text(&slip)][..], &["backup", text(&slip), "--list"]] {
        let (code, said) = super::failure(&mut file.at_home(words));
        assert!(code == 1 && said.contains("nichts angelegt") && said.contains("stcik"), "{said}");
    }
    assert!(!slip.parent().unwrap().exists());
    assert_eq!(file.json_at_home(&["backup", text(&new), "--json"])["number"], 1);
    let at = file.json_at_home(&["backup", text(&new), "--list", "--json"])[0]["at"].as_str().unwrap().to_owned();
    assert!(chrono::DateTime::parse_from_rfc3339(&at).is_ok(), "{at}");
}

#[test]
fn of_a_back_up_that_is_opened_no_back_up_is_made_by_itself() {
    let file = File::new();
    let made = file.json_at_home(&["backup", "--json"])["path"].as_str().unwrap().to_owned();
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/fragen-eingang.csv");
    let imported = file.at_home(&["--file", &made, "import", list]).output().unwrap();
    assert!(imported.status.success() && imported.stderr.is_empty(), "{imported:?}");
    assert_eq!(file.json_at_home(&["backup", "--list", "--json"]).as_array().unwrap().len(), 1);
    file.says_at_home(&["import", list]);
    assert_eq!(file.json_at_home(&["backup", "--list", "--json"]).as_array().unwrap().len(), 2);
}

#[test]
fn what_is_no_back_up_of_this_file_is_refused() {
    let (file, other) = (File::new(), File::new());
    let foreign = other.json_at_home(&["backup", "--json"])["path"].as_str().unwrap().to_owned();
    for (which, told) in [
        (foreign.as_str(), "anderen Datei"),
        ("7", "Nummer 7 gibt es nicht"),
        ("/nirgends.runde", "gibt es nicht"),
        (concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"), "keine Runde-Datei"),
    ] {
        let output = file.at_home(&["restore", which, "--yes"]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(1) && said.contains(told), "{which}: {said}");
    }
    let moved = file.path().with_file_name("anders.runde");
    fs::rename(file.path(), moved).unwrap();
    let output = file.at_home(&["restore", "1", "--yes"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("cp ") && said.contains("backups"), "{said}");
}

#[test]
fn an_import_is_preceded_by_a_back_up_and_goes_on_without_one() {
    let file = File::new();
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/fragen-eingang.csv");
    file.says_at_home(&["import", list, "--dry-run"]);
    assert_eq!(file.json_at_home(&["backup", "--list", "--json"]).as_array().unwrap().len(), 0);
    file.says_at_home(&["import", list]);
    assert_eq!(file.json_at_home(&["backup", "--list", "--json"])[0]["reason"], "import");
    // The same again changes nothing, and needs none.
    file.says_at_home(&["import", list]);
    assert_eq!(file.json_at_home(&["backup", "--list", "--json"]).as_array().unwrap().len(), 1);

    let other = File::new();
    let output = other.call(&["import", list]).env_remove("XDG_DATA_HOME").output().unwrap();
    assert!(output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("Die Sicherung ist nicht gelungen"), "{said}");
}

#[test]
fn a_damaged_file_is_salvaged_beside_itself() {
    let file = File::new();
    let mut bytes = fs::read(file.path()).unwrap();
    bytes[..100].fill(0);
    fs::write(file.path(), &bytes).unwrap();
    let told = file.says(&["check", "--repair"]);
    assert!(told.contains("Fragen: 3 gelesen") && told.contains("Es fehlt nichts"), "{told}");
    let new = PathBuf::from(told.lines().next().unwrap().rsplit(": ").next().unwrap());
    let found = super::runde(&["--file", text(&new), "find", "Wärmepumpen"]).output().unwrap();
    assert!(String::from_utf8(found.stdout).unwrap().contains("Wärmepumpen"));
    assert!(fs::read(file.path()).unwrap() == bytes);
    let json = file.json(&["check", "--repair", "--json"]);
    assert_eq!((json["whole"].as_bool(), json["lost_changes"].as_u64()), (Some(true), Some(0)));
}
