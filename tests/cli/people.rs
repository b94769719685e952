//! Posts, invitations and institutions, on the command line.

use runde::domain::{Field, Id, InstitutionKind, Kind, Record};

use super::File;

/// Two bodies; a post of the one, which the first of two contacts holds; and a meeting to come.
fn file() -> File {
    let file = File::new();
    let body = |id, name: &str| {
        Record::new(Kind::Institution, Id(id)).with(Field::Kind, InstitutionKind::StateAgency).with(Field::Name, name)
    };
    let contact = |id, name: &str| {
        let contact = Record::new(Kind::Contact, Id(id)).with(Field::LastName, name);
        contact.with(Field::Institution, Id(901)).create()
    };
    file.apply(vec![
        body(901, "Amt für Wind").with(Field::ShortName, "AfW").create(),
        body(902, "Amt für Wind und Sonne").create(),
        contact(911, "Quast"),
        contact(912, "Rabe"),
        Record::new(Kind::Post, Id(921)).with(Field::Name, "Referat Wind").with(Field::Institution, Id(901)).create(),
        Record::new(Kind::Tenure, Id(931)).with(Field::Post, Id(921)).with(Field::Contact, Id(911)).create(),
        Record::new(Kind::Meeting, Id(941))
            .with(Field::Title, "Windtreffen")
            .with(Field::State, "planned")
            .with(Field::Starts, "2099-12-16T14:00")
            .create(),
    ]);
    file
}

#[test]
fn a_post_is_handed_over_with_what_is_open() {
    let file = file();
    file.says(&["set", "question", "1", "contact=Quast"]);
    let shown = file.says(&["hand-over", "Referat Wind", "Rabe", "--dry-run", "--lang", "de"]);
    assert!(shown.contains("1 offene Frage"), "{shown}");
    assert_eq!(file.json(&["show", "question", "1", "--json"])["fields"]["contact"], 911);
    file.says(&["hand-over", "Referat Wind", "Rabe", "--leaves"]);
    assert_eq!(file.json(&["show", "question", "1", "--json"])["fields"]["contact"], 912);
    assert!(!file.json(&["show", "contact", "Quast", "--json"])["fields"]["left_post"].is_null());
    let (code, told) = file.fails(&["hand-over", "Referat Wind", "Rabe", "--lang", "de"]);
    assert_eq!(code, 1, "{told}");
    let (code, _) = file.fails(&["hand-over", "Referat Wind", "Quast", "--from", "Quast"]);
    assert_eq!(code, 1);
}

#[test]
fn contacts_are_invited_once() {
    let file = file();
    file.says(&["invite", "Quast", "Rabe", "Quast", "--to", "Windtreffen"]);
    assert_eq!(file.json(&["list", "invitations", "--json"]).as_array().unwrap().len(), 2);
    let output = file.call(&["invite", "Rabe", "--to", "Windtreffen", "--lang", "de"]).output().unwrap();
    assert!(output.status.success() && output.stdout.is_empty(), "{output:?}");
    assert_eq!(file.json(&["list", "invitations", "--json"]).as_array().unwrap().len(), 2);
}

#[test]
fn an_institution_gets_another_name_and_goes_into_another() {
    let file = file();
    file.says(&["rename", "AfW", "Amt für Luft", "--on", "1.3.2026"]);
    let body = &file.json(&["show", "institution", "AfW", "--json"])["fields"];
    assert_eq!((&body["name"], &body["short_name"]), (&"Amt für Luft".into(), &"AfW".into()), "{body}");
    assert!(body["former_names"].as_str().is_some_and(|names| names.contains("Amt für Wind")), "{body}");
    assert_eq!(file.json(&["show", "institution", "amt fuer wind", "--json"])["id"], 901);
    let shown = file.says(&["merge", "AfW", "Amt für Wind und Sonne", "--dry-run", "--lang", "de"]);
    assert!(shown.contains("2 Kontakte"), "{shown}");
    file.says(&["merge", "AfW", "Amt für Wind und Sonne"]);
    assert_eq!(file.json(&["show", "contact", "Rabe", "--json"])["fields"]["institution"], 902);
    let (code, _) = file.fails(&["merge", "902", "902"]);
    assert_eq!(code, 1);
    let (code, told) = file.fails(&["rename", "902", "X", "--on", "neulich"]);
    assert_eq!(code, 2, "{told}");
}
