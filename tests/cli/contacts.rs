//! Contacts go out to other programs and come back, and duplicates are listed.

use runde::domain::{Field, Id, Kind, Record, Value};

use super::File;

fn with_contacts() -> File {
    let file = File::new();
    let contact = |id, first: &str, last: &str| {
        Record::new(Kind::Contact, Id(id)).with(Field::FirstName, first).with(Field::LastName, last)
    };
    let topics =
        Value::links([Id(file.json(&["list", "topics", "--limit", "1", "--json"])[0]["id"].as_i64().unwrap())]);
    file.apply(vec![
        contact(1, "Katrin", "Högner").with(Field::Mails, "hoegner@example.org").with(Field::Fee, "500 €").create(),
        contact(2, "Kathrin", "Hoegner").with(Field::Mails, "hoegner@example.org").create(),
        contact(3, "Ole", "Thormählen")
            .with(Field::Speaker, 1)
            .with(Field::Topics, topics)
            .with(Field::Phones, "069 90009-418")
            .create(),
    ]);
    file
}

#[test]
fn contacts_go_out_in_each_form_and_importing_them_again_changes_nothing() {
    let file = with_contacts();
    for (format, name) in [("vcard", "a.vcf"), ("vcard3", "b.vcf"), ("csv", "c.csv")] {
        let path = file.folder.path().join(name);
        let path = path.to_str().unwrap();
        let told = file.says(&["export", "contacts", "--format", format, "--to", path, "--lang", "de"]);
        assert!(told.starts_with("3 Kontakte geschrieben"), "{told}");
        let plan = file.json(&["import", path, "--json"]);
        assert_eq!((&plan["same"], &plan["created"], &plan["changed"]), (&3.into(), &0.into(), &0.into()), "{plan}");
    }
}

#[test]
fn a_file_that_is_there_is_not_written_over() {
    let file = with_contacts();
    let path = file.folder.path().join("a.vcf");
    std::fs::write(&path, "meins").unwrap();
    let call = ["export", "contacts", "--to", path.to_str().unwrap()];
    let (code, told) = file.fails(&call);
    assert!(code == 1 && told.contains("gibt es schon"), "{code} {told}");
    assert_eq!(std::fs::read(&path).unwrap(), b"meins");
    let output = file.call(&[&call[..], &["--force"]].concat()).output().unwrap();
    assert!(output.status.success());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("Nicht enthalten, nur in Runde: Honorar (1)"), "{told}");
    assert!(std::fs::read_to_string(&path).unwrap().contains("N:Thormählen;Ole;;;"));
}

#[test]
fn what_is_printed_cannot_steer_a_terminal() {
    let file = with_contacts();
    let printed = file.says(&["export", "contacts", "--format", "csv", "--lang", "en"]);
    assert!(printed.starts_with("\"Title\",\"First Name\"") && !printed.contains('\r'), "{printed}");
}

#[test]
fn duplicates_are_listed_with_their_reasons() {
    let file = with_contacts();
    let told = file.says(&["duplicates", "--lang", "de"]);
    assert!(told.contains("Katrin Högner") && told.contains("gleiche Mailadresse"), "{told}");
    assert_eq!(file.json(&["duplicates", "--json"])["pairs"][0]["reasons"][1], "same_mail");
}
