//! Answers back to the towns that asked, on the command line.

use runde::domain::{Field, Id, Kind, Record, Value};

use super::File;

/// A question of two towns with one answer.
fn file() -> File {
    let file = File::new();
    let town = |name: &str| Id(file.json(&["show", "member", name, "--json"])["id"].as_i64().unwrap());
    let question =
        Record::new(Kind::Question, Id(70)).with(Field::Title, "Wer fördert?").with(Field::State, "answered");
    let question = question.with(Field::Askers, Value::links([town("Kaarst")]));
    let answer = |id| Record::new(Kind::Answer, Id(id)).with(Field::Question, Id(70)).with(Field::Text, "Das Land.");
    file.apply(vec![
        // Whose day is not known is not told: nobody knows how old it is.
        answer(71).create(),
        answer(72).with(Field::Given, "2026-10-20").with(Field::Removed, 1).create(),
        answer(73).with(Field::Given, "2026-10-20").with(Field::Removed, 1).create(),
        question.with(Field::Affected, Value::links([town("Neuss")])).create(),
        answer(70).with(Field::Given, "2026-11-20").with(Field::ValidUntil, "2099-12-31").create(),
    ]);
    file
}

#[test]
fn an_answer_that_would_run_out_before_it_was_given_is_refused() {
    let file = file();
    let (code, told) = file.fails(&["set", "answer", "70", "valid_until=19.11.2026", "--lang", "de"]);
    assert!(code == 1 && told.contains("Gültig bis – Der Tag liegt vor") && told.contains("20.11.2026"), "{told}");
    let (code, _) = file.fails(&["set", "answer", "70", "given=2100-01-01"]);
    assert_eq!(code, 1);
    file.says(&["set", "answer", "70", "valid_until=19.11.2026", "given=19.11.2026"]);
}

#[test]
fn each_town_gets_its_mail_until_it_is_noted_as_told() {
    let file = file();
    let said = file.says(&["feedback"]);
    assert!(said.contains("=== Kaarst ===") && said.contains("=== Neuss ==="), "{said}");
    assert!(said.contains("Das Land.") && said.contains("gültig bis 31.12.2099"), "{said}");
    file.says(&["feedback", "--member", "Kaarst", "--note"]);
    let towns = file.json(&["feedback", "--json"]);
    assert_eq!((towns.as_array().unwrap().len(), &towns[0]["name"]), (1, &"Neuss".into()));
    // Whoever asks for a time span gets what was told too.
    assert_eq!(file.json(&["feedback", "--since", "2026-11-01", "--json"]).as_array().unwrap().len(), 2);
    assert_eq!(file.json(&["feedback", "--since", "2026-11-21", "--json"]).as_array().unwrap().len(), 0);
}
