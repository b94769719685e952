//! Question lists and guest sheets from the command line.

use std::os::unix::fs::PermissionsExt;

use runde::domain::question_list::entry;
use runde::domain::{Field, Id, Kind, Record};

use super::{File, text};

/// The three questions on a list for a contact, in the order 3, 1, 2.
fn with_list() -> File {
    let file = File::new();
    let contact = Record::new(Kind::Contact, Id(1)).with(Field::FirstName, "Katrin").with(Field::LastName, "Högner");
    let contact = contact.with(Field::Mails, "hoegner@example.org").with(Field::Salutation, "Frau");
    let list = Record::new(Kind::List, Id(1)).with(Field::Title, "Fragen an das Land").with(Field::State, "draft");
    let mut edits = vec![contact.create(), list.with(Field::Contact, Id(1)).create()];
    for (id, number) in [(1, 3), (2, 1), (3, 2)] {
        let question = file.json(&["show", "question", &number.to_string(), "--json"])["id"].as_i64().unwrap();
        edits.push(entry(Id(id), Id(1), Id(question)).create());
    }
    file.apply(edits);
    file
}

#[test]
fn a_list_is_sent_by_name_and_its_numbers_stand() {
    let file = with_list();
    let told = file.says(&["set", "list", "Fragen an das Land", "state=versandt", "--lang", "de"]);
    assert!(told.contains("Status: Entwurf → versandt"), "{told}");
    let first = file.json(&["show", "list_entry", "1", "--json"]);
    assert_eq!(first["fields"]["frozen_number"], 1, "{first}");
    assert!(file.says(&["show", "question", "2", "--json"]).contains("\"asked\""));
    file.says(&["set", "list", "Fragen an das Land", "state=draft", "sent=2026-11-20"]);
    let list = file.json(&["show", "list", "1", "--json"]);
    assert_eq!((&list["fields"]["state"], &list["fields"]["sent"]), (&"draft".into(), &"2026-11-20".into()));
    let empty = Record::new(Kind::List, Id(2)).with(Field::Title, "Leer").with(Field::State, "draft");
    file.apply(vec![empty.create()]);
    let (code, told) = file.fails(&["set", "list", "Leer", "state=sent", "--lang", "de"]);
    assert!(code == 1 && told.contains("noch keine Frage"), "{told}");
}

#[test]
fn a_sheet_of_a_draft_counts_what_stands_on_it_and_that_of_a_sent_list_keeps_its_numbers() {
    let file = with_list();
    // The second of the list needs nobody's answer any more.
    file.says(&["set", "question", "1", "state=closed"]);
    let numbered = || -> Vec<String> {
        let sheet = file.says(&["sheet", "Fragen an das Land", "--format", "markdown", "--lang", "de"]);
        sheet.lines().filter_map(|line| line.strip_prefix("### ")).map(str::to_owned).collect()
    };
    assert_eq!(numbered(), ["1\\. Wer zahlt Wärmepumpen in Schulen?", "2\\. Gibt es Mittel für Schwammstadt?"]);
    file.says(&["set", "list", "Fragen an das Land", "state=sent"]);
    assert_eq!(numbered(), ["1\\. Wer zahlt Wärmepumpen in Schulen?", "3\\. Gibt es Mittel für Schwammstadt?"]);
}

#[test]
fn where_nothing_is_open_a_sentence_comes_and_no_sheet() {
    let file = with_list();
    let list = Record::new(Kind::List, Id(2)).with(Field::Title, "Leer").with(Field::State, "draft");
    file.apply(vec![list.create()]);
    let path = file.folder.path().join("leer.txt");
    for words in [&["sheet", "Leer", "--lang", "de"][..], &["sheet", "Leer", "--to", text(&path), "--lang", "de"]] {
        let (code, told) = file.fails(words);
        assert!(code == 1 && told.contains("Für „Leer“ ist keine Frage offen"), "{told}");
        assert!(!told.contains("Betreff") && !path.exists(), "{told}");
    }
}

#[test]
fn a_guest_sheet_comes_as_mail_markdown_or_page() {
    let file = with_list();
    let mail = file.says(&["sheet", "Katrin Högner", "--lang", "de"]);
    assert!(mail.starts_with("Betreff: ") && mail.contains("1. Wer zahlt Wärmepumpen"), "her list: {mail}");
    let mail = file.says(&["sheet", "fragen an das land", "--lang", "de"]);
    assert!(mail.contains("Sehr geehrte Frau Högner,") && mail.contains("1. Wer zahlt Wärmepumpen"), "{mail}");
    assert!(mail.contains("A. Beispiel"), "{mail}");
    let markdown = file.says(&["sheet", "Fragen an das Land", "--format", "markdown", "--lang", "en"]);
    assert!(markdown.starts_with("# Questions to Katrin Högner\n"), "{markdown}");
    assert!(markdown.contains("### 2\\. Wer fördert Wärmepumpen?"), "{markdown}");
    let path = file.folder.path().join("blatt.html");
    let to = ["sheet", "Fragen an das Land", "--format", "html", "--to", text(&path), "--lang", "de"];
    assert!(file.says(&to).contains("Gästeblatt geschrieben"));
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let (code, told) = file.fails(&to);
    assert!(code == 1 && told.contains("gibt es schon"), "{told}");
    file.says(&[&to[..], &["--force"]].concat());
    let (code, told) = file.fails(&["sheet", "Niemand", "--lang", "de"]);
    assert!(code == 1 && told.contains("„Niemand“ ist nicht in der Datei"), "{told}");
    assert!(
        told.contains("Fragenliste, Kontakt, Einrichtung, Funktion, Sitzung") && told.contains("runde list"),
        "{told}"
    );
}

#[test]
fn where_something_stands_on_a_list_is_no_number_for_people() {
    let file = with_list();
    let shown = file.says(&["show", "list", "Fragen an das Land", "--lang", "de"]);
    assert!(shown.contains("Wer zahlt Wärmepumpen") && !shown.contains("1048576"), "{shown}");
    let log = file.says(&["set", "entry", "2", "position=7", "--lang", "de"]) + &file.says(&["log", "--lang", "de"]);
    assert!(log.contains("verschoben") && !log.contains("1048576"), "{log}");
}
