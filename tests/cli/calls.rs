//! What each command does.

use runde::domain::{Field, Id, Kind, Record};

use super::{File, runde, text};

#[test]
fn asking_prints_the_number_and_the_question_waits_in_the_inbox() {
    let file = File::new();
    assert_eq!(file.says(&["ask", "Und nun?", "--from", "Stadt Neuss", "--due", "vor Pfingsten"]), "4\n");
    let question = file.json(&["show", "question", "4", "--json"]);
    assert_eq!(question["fields"]["title"], "Und nun?");
    assert_eq!(question["fields"]["text"], serde_json::Value::Null);
    assert_eq!(question["fields"]["state"], "inbox");
    assert_eq!(question["fields"]["due"], "vor Pfingsten");
}

#[test]
fn a_long_question_can_be_piped_in() {
    let file = File::new();
    let long = "Wie rechnen wir das ab? Die Kämmerei fragt.\r\n\r\nBitte bald.\n";
    let output = file.call(&["ask", "-", "--from", "RKN"]).write_stdin(long).output().unwrap();
    assert_eq!(output.stdout, b"4\n");
    let question = file.json(&["show", "question", "4", "--json"]);
    assert_eq!(question["fields"]["title"], "Wie rechnen wir das ab?");
    assert_eq!(question["fields"]["text"], "Wie rechnen wir das ab? Die Kämmerei fragt.\n\nBitte bald.");
}

#[test]
fn lists_are_for_people_and_for_scripts() {
    let file = File::new();
    let lines = file.says(&["list", "questions"]);
    assert_eq!(lines.lines().count(), 3, "{lines}");
    assert!(lines.lines().next().unwrap().contains("Wer zahlt Wärmepumpen in Schulen?"), "the newest first: {lines}");
    assert_eq!(file.json(&["list", "fragen", "--limit", "2", "--json"]).as_array().unwrap().len(), 2);
    assert_eq!(file.json(&["list", "contacts", "--json"]), serde_json::json!([]));
    assert_eq!(file.json(&["list", "questions", "--state", "inbox,zugewiesen", "--json"]).as_array().unwrap().len(), 3);
    assert_eq!(file.says(&["list", "questions", "--state", "closed"]), "");
}

#[test]
fn a_record_is_shown_with_its_names_in_the_language() {
    let file = File::new();
    let german = file.says(&["show", "question", "1"]);
    assert!(german.contains("Fragende Mitglieder: Kaarst") && german.contains("Status: Eingang"), "{german}");
    let english = file.says(&["show", "question", "1", "--lang", "en"]);
    assert!(english.contains("Asking members: Kaarst") && english.contains("State: inbox"), "{english}");
    assert!(file.says(&["show", "mitglied", "juec"]).starts_with("Mitglied Jüchen"));
}

#[test]
fn setting_follows_the_rules_and_says_what_changed() {
    let file = File::new();
    let said = file.says(&["set", "question", "1", "group=KA", "priority=hoch"]);
    assert!(
        said.contains("Status: Eingang → zugewiesen") && said.contains("Arbeitskreis: – → Klimaanpassung"),
        "{said}"
    );
    let question = file.json(&["show", "question", "1", "--json"]);
    assert_eq!((&question["fields"]["priority"], &question["fields"]["state"]), (&"2".into(), &"assigned".into()));
    file.says(&["set", "frage", "1", "mitbetroffen+=Neuss,Kaarst"]);
    file.says(&["set", "frage", "1", "affected-=NE", "due=31.12.2027", "remark=eilt"]);
    let question = file.json(&["show", "question", "1", "--json"]);
    let names: Vec<_> = question["names"]["affected"].as_object().unwrap().values().cloned().collect();
    assert_eq!(names, ["Kaarst"]);
    assert_eq!(question["fields"]["due"], "2027-12-31");
    file.says(&["set", "question", "1", "due=", "remark="]);
    assert!(file.json(&["show", "question", "1", "--json"])["fields"]["due"].is_null());
    let again = file.call(&["set", "question", "1", "group=KA"]).output().unwrap();
    assert!(again.status.success() && again.stdout.is_empty() && !again.stderr.is_empty());
}

#[test]
fn a_duplicate_brings_its_askers_along() {
    let file = File::new();
    file.says(&["set", "question", "3", "duplicate_of=1"]);
    let kept = file.json(&["show", "question", "1", "--json"]);
    assert_eq!(kept["fields"]["askers"].as_array().unwrap().len(), 2);
    assert_eq!(file.json(&["show", "question", "3", "--json"])["fields"]["state"], "duplicate");
}

#[test]
fn a_duplicate_goes_back_to_the_inbox_with_other_fields_in_one_change() {
    let file = File::new();
    // Emptying the link alone parts them too: a duplicate of nothing is none.
    file.says(&["set", "question", "3", "duplicate_of=1"]);
    file.says(&["set", "question", "3", "duplicate_of="]);
    assert_eq!(file.json(&["show", "question", "3", "--json"])["fields"]["state"], "inbox");
    file.says(&["set", "question", "3", "duplicate_of=1"]);
    let together = ["state=inbox", "duplicate_of=", "priority=1", "remark=Doch anders", "snooze_until=2099-01-05"];
    file.says(&[&["set", "question", "3"][..], &together].concat());
    let fields = |number: &str| file.json(&["show", "question", number, "--json"])["fields"].clone();
    let parted = fields("3");
    for (field, holds) in [
        ("state", Some("inbox")),
        ("duplicate_of", None),
        ("priority", Some("1")),
        ("remark", Some("Doch anders")),
        ("snooze", Some("date")),
        ("snooze_until", Some("2099-01-05")),
    ] {
        assert_eq!(parted[field].as_str(), holds, "{field}: {parted}");
    }
    assert_eq!(fields("1")["askers"].as_array().unwrap().len(), 1, "what it had brought is taken back");
    let log = file.json(&["log", "--limit", "1", "--json"]);
    assert_eq!((&log[0]["act"], log[0]["edits"].as_array().unwrap().len()), (&"reopen".into(), 7), "{log}");
    file.says(&["set", "question", "3", "duplicate_of=1"]);
    let (code, _) = file.fails(&["set", "question", "3", "state=inbox", "snooze_until=gestern"]);
    assert_eq!((code, fields("3")["state"].as_str()), (1, Some("duplicate")), "all or nothing");
}

#[test]
fn every_type_of_field_can_be_set_by_name() {
    let file = File::new();
    let project = Record::new(Kind::Project, Id(7)).with(Field::Title, "Wärmeplan").with(Field::State, "idea");
    let meeting = Record::new(Kind::Meeting, Id(8)).with(Field::Title, "Treffen").with(Field::State, "planned");
    let contact = Record::new(Kind::Contact, Id(9)).with(Field::LastName, "Högner");
    file.apply(vec![project.create(), meeting.create(), contact.create()]);
    let calls: [&[&str]; 3] = [
        &[
            "set",
            "project",
            "Wärmeplan",
            "cost=15 T€",
            "state=laufend",
            "goals=SDG 13, 7",
            "lead=Neuss",
            "saved_hours=1.200",
        ],
        &[
            "set",
            "sitzung",
            "treffen",
            "starts=3.2.2027 14 Uhr",
            "guests=hoegner",
            "minutes=Es war gut.",
            "place=Rathaus",
        ],
        &[
            "set",
            "contact",
            "9",
            "mails=a@example.org;b@example.org",
            "speaker=ja",
            "checked=1.2.2027",
            "phones+=02131 1",
        ],
    ];
    for call in calls {
        file.says(call);
    }
    let fields = |kind, id| file.json(&["show", kind, id, "--json"])["fields"].clone();
    let (project, meeting, contact) = (fields("project", "7"), fields("meeting", "8"), fields("contact", "9"));
    assert_eq!((&project["cost"], &project["state"]), (&1_500_000.into(), &"running".into()));
    assert_eq!((&project["goals"], &project["saved_hours"]), (&"7,13".into(), &1200.into()));
    assert_eq!((&meeting["starts"], &meeting["guests"]), (&"2027-02-03T14:00".into(), &serde_json::json!([9])));
    assert_eq!((&contact["mails"], &contact["speaker"]), (&"a@example.org\nb@example.org".into(), &1.into()));
    file.says(&["set", "contact", "9", "mails-=a@example.org", "removed=ja"]);
    assert_eq!(file.says(&["list", "contacts"]), "");
    file.says(&["set", "contact", "9", "removed="]);
    assert!(file.says(&["list", "contacts"]).contains("Högner"));
}

#[test]
fn what_was_asked_is_found_by_parts_and_other_spellings() {
    let file = File::new();
    for words in ["waermepumpe", "PUMPEN", "schwamstadt"] {
        assert!(!file.json(&["find", words, "--json"]).as_array().unwrap().is_empty(), "{words}");
    }
    assert!(file.says(&["find", "schwammstadt", "--kind", "question"]).starts_with("Frage"));
    let nothing = file.call(&["find", "xyzzy"]).output().unwrap();
    assert!(nothing.status.success() && nothing.stdout.is_empty());
}

#[test]
fn the_log_names_who_did_what_to_what() {
    let file = File::new();
    file.says(&["set", "question", "2", "group=KA", "--as", "nobody"]);
    file.says(&["set", "question", "2", "priority=1"]);
    let log = file.says(&["log", "--limit", "2"]);
    let lines: Vec<&str> = log.lines().collect();
    assert!(
        lines[0].contains("A. Beispiel  Priorisierung  Frage 2 ") && lines[0].ends_with("Priorität: – → sehr hoch")
    );
    assert!(lines[1].contains("nobody  Zuweisung"), "{log}");
    assert_eq!(file.json(&["log", "--limit", "1", "--json"])[0]["act"], "prioritise");
}

#[test]
fn the_same_plan_makes_the_same_data_in_a_file_that_is_not_there_yet() {
    let file = File::new();
    let (one, two) = (file.folder.path().join("one.db"), file.folder.path().join("two.db"));
    for path in [&one, &two] {
        runde(&["demo", "--write", text(path), "--questions", "30", "--contacts", "12", "--seed", "7"])
            .assert()
            .success();
    }
    let questions = |path| file.json(&["list", "questions", "--json", "--file", text(path)]);
    assert_eq!(questions(&one), questions(&two));
    assert_eq!(questions(&one).as_array().unwrap().len(), 30);
    assert_eq!(file.fails(&["demo", "--write", text(&one)]).0, 1);
}

#[test]
fn a_new_file_can_be_empty() {
    let file = File::new();
    let path = file.folder.path().join("leer.runde");
    runde(&["init", text(&path), "--preset", "empty"]).assert().success();
    assert_eq!(file.says(&["list", "members", "--file", text(&path)]), "");
    assert_eq!(file.says(&["list", "members"]).lines().count(), 9);
}

#[test]
fn the_shells_get_their_completions() {
    for shell in ["bash", "zsh", "fish"] {
        let output = runde(&["completions", shell]).output().unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && script.contains("runde") && script.contains("questions"), "{shell}");
    }
}

const SHEET: &str = "tests/data/fragen-eingang.csv";

#[test]
fn a_sheet_is_taken_in_row_by_row_and_the_second_time_changes_nothing() {
    let file = File::new();
    let before = file.json(&["log", "--json"]).as_array().unwrap().len();
    let trial = file.says(&["import", SHEET, "--dry-run"]);
    assert!(trial.contains("90 neu") && trial.contains("nichts geändert"), "{trial}");
    assert_eq!(file.json(&["log", "--json"]).as_array().unwrap().len(), before);
    let first = file.json(&["import", SHEET, "--json"]);
    assert_eq!((first["created"].as_u64(), first["blank_rows"].as_u64()), (Some(90), Some(6)));
    let pentecost = file.says(&["find", "Gesundheitsamt", "--kind", "question"]);
    assert!(pentecost.contains("Hitzeaktionsplan"), "{pentecost}");
    let again = file.json(&["import", SHEET, "--json"]);
    assert_eq!((again["same"].as_u64(), again["created"].as_u64()), (Some(90), Some(0)));
    assert_eq!(file.json(&["log", "--json"]).as_array().unwrap().len(), before + 1);
}

#[test]
fn a_sheet_in_another_shape_is_mapped_by_hand() {
    let file = File::new();
    let sheet = file.folder.path().join("odd.csv");
    std::fs::write(&sheet, "Ort;Was sie wissen wollen;Bis\nNeuss;Wer kennt sich mit Gründächern aus?;vor Ostern\n")
        .unwrap();
    let path = sheet.to_str().unwrap();
    let (code, told) = file.fails(&["import", path]);
    assert!(code == 2 && told.contains("--map"), "{told}");
    let map = "Text=Was sie wissen wollen,Member=Ort,Due=Bis";
    let taken = file.json(&["import", path, "--kind", "questions", "--map", map, "--json"]);
    assert_eq!(taken["created"].as_u64(), Some(1), "{taken}");
    let shown = file.says(&["show", "question", "4"]);
    assert!(shown.contains("vor Ostern") && shown.contains("Neuss"), "{shown}");
}

#[test]
fn what_is_no_list_is_refused_with_what_helps() {
    let file = File::new();
    let (code, told) = file.fails(&["import", "no/such/file.csv"]);
    assert!(code == 1 && told.contains("no/such/file.csv") && told.contains("Nichts"), "{told}");
    let workbook = file.folder.path().join("projekte.xlsx");
    std::fs::write(&workbook, b"PK\x03\x04 a workbook").unwrap();
    let (code, told) = file.fails(&["import", workbook.to_str().unwrap()]);
    assert!(code == 1 && told.contains("CSV"), "{told}");
}
