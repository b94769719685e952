//! `runde check`, at good and at bad places, on whole and on damaged files.

use super::{File, text};

#[test]
fn a_good_file_at_a_good_place_is_said_to_be_so() {
    let file = File::new();
    let told = file.says(&["check", "--lang", "de"]);
    for word in
        ["sicher", "schließen einander aus", "sonst niemand", "in Ordnung", "die Historie ergibt denselben Stand"]
    {
        assert!(told.contains(word), "{word} in {told}");
    }
    let english = file.says(&["check", "--lang", "en"]);
    assert!(english.contains("nobody else") && !english.contains("sicher"), "{english}");
    let json = file.json(&["check", "--json"]);
    assert_eq!(
        (&json["ok"], &json["locks"], &json["present"]),
        (&true.into(), &"excluded".into(), &serde_json::json!([]))
    );
    assert_eq!(json["content"]["flaws"], serde_json::json!([]));
}

#[test]
fn a_synchronised_folder_is_refused_by_every_verb_that_writes_and_says_what_to_do() {
    let file = File::new();
    std::fs::create_dir(file.folder.path().join(".stfolder")).unwrap();
    let before = std::fs::read(file.path()).unwrap();
    let (code, told) = file.fails(&["ask", "Wer weiß das?", "--from", "Kaarst", "--lang", "de"]);
    assert_eq!(code, 1);
    assert!(told.contains("Syncthing") && told.contains("Netzlaufwerk"), "{told}");
    let output = file.call(&["check", "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&json["ok"], &json["place"]["dangers"]), (&false.into(), &serde_json::json!(["synchronised"])));
    assert_eq!(std::fs::read(file.path()).unwrap(), before);
    assert!(file.says(&["list", "questions"]).contains("Schwammstadt"));
    let new = file.folder.path().join("neu.runde");
    assert_eq!(file.fails(&["init", text(&new)]).0, 1);
    assert!(!new.exists());
}

#[test]
fn damage_is_found_and_named() {
    let file = File::new();
    let mut bytes = std::fs::read(file.path()).unwrap();
    let length = bytes.len();
    bytes[length / 2..length / 2 + 4096].fill(0x5a);
    std::fs::write(file.path(), &bytes).unwrap();
    let output = file.call(&["check", "--lang", "de"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let (told, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(told.contains("sicher") && told.contains("beschädigt") && said.contains("Kopie"), "{told}{said}");
    assert_eq!(std::fs::read(file.path()).unwrap(), bytes);
}

#[test]
fn a_look_that_is_to_change_nothing_leaves_nothing() {
    let file = File::new();
    let side = runde::store::presence::side_path(&file.path());
    std::fs::remove_file(&side).unwrap();
    let json = file.json(&["--read-only", "check", "--json"]);
    assert_eq!(json["locks"], serde_json::Value::Null);
    assert!(!side.exists());
    let (code, _) = super::failure(&mut super::runde(&["--file", "/nowhere/a.runde", "check"]));
    assert_eq!(code, 1);
}
