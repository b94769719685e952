//! Questions: the sample arrives whole; edits in the sheet follow field by field.

use std::collections::BTreeMap;

use runde::domain::{Act, Field, Kind, Priority, Value};
use runde::exchange::form::Form;
use runde::exchange::import::{RowNote, RowPlan, Skip};
use runde::exchange::sheet as reader;

use crate::alliance::{Alliance, QUESTIONS, sheet};

const TRUTH: &[u8] = include_bytes!("../data/fragen-wahrheit.csv");

fn truth() -> Vec<BTreeMap<String, String>> {
    let sheet = reader::read(TRUTH).unwrap();
    sheet.rows.iter().map(|row| sheet.header.iter().cloned().zip(row.cells.clone()).collect()).collect()
}

#[test]
fn ninety_questions_arrive_with_town_date_and_number() {
    let mut alliance = Alliance::new();
    let (plan, changes) = alliance.import(QUESTIONS, "fragen-eingang.csv");
    let counts = plan.counts();
    assert_eq!((counts.created, plan.rows.len(), plan.blank_rows, changes.len()), (90, 90, 6, 1));
    assert_eq!(plan.new_records, BTreeMap::from([(Kind::Question, 90)]));
    for truth in truth() {
        let number: i64 = truth["nr"].parse().unwrap();
        let question = alliance.question(number);
        let askers = alliance.names(Kind::Member, question.get(Field::Askers));
        let truly = truth["kommune"].replace("Stadt ", "").replace("Gemeinde ", "");
        assert_eq!(askers.join("; "), truly, "{number}");
        assert_eq!(question.text(Field::Received), truth["eingang"], "{number}");
        if !truth["frist"].is_empty() {
            assert_eq!(question.text(Field::Due), truth["frist"], "{number}");
        }
        assert_eq!(question.text(Field::State), "inbox");
        let title = question.text(Field::Title);
        assert!(!title.is_empty() && title.chars().count() <= 90 && !title.contains('\n'), "{title}");
    }
    let words: Vec<String> = [41, 62, 68].iter().map(|n| alliance.question(*n).text(Field::Due).to_owned()).collect();
    assert_eq!(words, ["vor Pfingsten", "Q3/2026", "asap"]);
}

#[test]
fn cells_arrive_in_their_fields() {
    let mut alliance = Alliance::new();
    alliance.import(QUESTIONS, "fragen-eingang.csv");
    let third = alliance.question(3);
    assert!(third.text(Field::Explanation).contains("HSK?\nBescheinigung"));
    assert_eq!(third.text(Field::Remark), "Kämmerei fragt nach\nThema: Förderung Kommunalrichtlinie");
    assert_eq!(third.get(Field::Priority), &Value::from(Priority::High));
    let ninth = alliance.question(9);
    assert_eq!(ninth.text(Field::AskedBy), "Birte Saalfeld");
    assert_eq!(alliance.question(21).get(Field::Priority), &Value::from(Priority::Highest));
    assert_eq!(alliance.question(10).get(Field::Priority), &Value::Unknown);
    assert_eq!(alliance.question(58).text(Field::Mail), "Volker.Jentges@example.de");
    assert_eq!(
        alliance.question(1).text(Field::Title),
        "Wärmeplanung: Wie kommen wir an die Verbrauchsdaten vom Gas- und Stromnetzbetreiber?"
    );
}

#[test]
fn topics_are_linked_where_they_are_certain_and_words_stay_where_not() {
    let mut alliance = Alliance::new();
    alliance.import(QUESTIONS, "fragen-eingang.csv");
    let topics = |number| alliance.names(Kind::Topic, alliance.question(number).get(Field::Topics));
    assert_eq!(topics(1), ["Kommunale Wärmeplanung"]);
    assert_eq!(alliance.question(1).text(Field::Remark), "");
    assert_eq!(topics(28), ["Photovoltaik/Dachflächen"]);
    assert_eq!(alliance.question(28).text(Field::Remark), "Thema: PV Denkmal");
    assert!(topics(71).is_empty(), "Kita-Sanierung names two topics");
    assert!(alliance.question(71).text(Field::Remark).contains("Kita-Sanierung"));
    let truth = truth();
    let all = (1..=90).flat_map(|number| topics(number).into_iter().map(move |topic| (number, topic)));
    for (number, topic) in all {
        assert_eq!(truth[number as usize - 1]["thema"], topic, "{number}");
    }
}

#[test]
fn importing_twice_changes_nothing() {
    let mut alliance = Alliance::new();
    alliance.import(QUESTIONS, "fragen-eingang.csv");
    alliance.assert_settled(QUESTIONS, "Kopie von fragen-eingang.csv");
}

#[test]
fn an_edited_cell_changes_its_field_only() {
    let mut alliance = Alliance::new();
    alliance.import(QUESTIONS, "fragen-eingang.csv");
    let text = encoding_rs::WINDOWS_1252.decode(QUESTIONS).0.into_owned();
    let edited = text
        .replace("vor Pfingsten", "15.05.2026")
        .replace("26.1.26;Rommersk.", "26.1.26;Kaarst / Rommersk.")
        .replace("59 kWp, ca. 60 % Eigenverbrauch.", "99 kWp, ca. 60 % Eigenverbrauch.");
    let edited = sheet(&edited);
    let (plan, _) = alliance.import(&edited, "neu.csv");
    let changed: Vec<_> = plan.rows.iter().filter(|row| !row.edits.is_empty()).collect();
    let fields: Vec<Field> = changed
        .iter()
        .flat_map(|row| match &row.what {
            RowPlan::Change { fields, .. } => fields.iter().map(|(field, ..)| *field).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(fields, [Field::Askers, Field::Explanation, Field::Due]);
    assert_eq!(alliance.question(41).text(Field::Due), "2026-05-15");
    assert_eq!(alliance.question(8).get(Field::Askers).as_links().len(), 2);
    alliance.assert_settled(&edited, "neu.csv");
}

#[test]
fn an_edited_text_is_still_the_same_question() {
    let mut alliance = Alliance::new();
    alliance.import(QUESTIONS, "fragen-eingang.csv");
    let text = encoding_rs::WINDOWS_1252.decode(QUESTIONS).0.into_owned();
    let edited = sheet(&text.replace("Wir haben 23 Gebäude und Geld", "Wir haben 24 Gebäude und kein Geld"));
    let (plan, _) = alliance.import(&edited, "neu.csv");
    assert_eq!((plan.counts().created, plan.counts().changed), (0, 1));
    assert!(alliance.question(8).text(Field::Text).starts_with("Wir haben 24 Gebäude"));
    alliance.assert_settled(&edited, "neu.csv");
}

#[test]
fn what_somebody_changed_in_runde_is_not_overwritten() {
    let mut alliance = Alliance::new();
    alliance.import(QUESTIONS, "fragen-eingang.csv");
    let question = alliance.question(41);
    alliance.apply(Act::Edit, vec![question.set(Field::Due, "2026-05-20")]);
    alliance.assert_settled(QUESTIONS, "fragen-eingang.csv");
    let text = encoding_rs::WINDOWS_1252.decode(QUESTIONS).0.into_owned();
    let plan = alliance.plan(&sheet(&text.replace("vor Pfingsten", "15.05.2026")), "neu.csv");
    assert!(plan.is_empty());
    let (here, there) = (Value::text("2026-05-20"), Value::text("2026-05-15"));
    let conflict = RowNote::Conflict { kind: Kind::Question, field: Field::Due, here, there };
    assert!(plan.rows[40].notes.contains(&conflict), "{:?}", plan.rows[40]);
    assert_eq!(plan.counts().conflicts, 1);
}

#[test]
fn undo_takes_the_whole_import_back_and_importing_again_brings_it_back() {
    let mut alliance = Alliance::new();
    let (_, changes) = alliance.import(QUESTIONS, "fragen-eingang.csv");
    alliance.undo(&changes[0]);
    assert!(alliance.records(Kind::Question, Field::Number).is_empty());
    let (plan, _) = alliance.import(QUESTIONS, "fragen-eingang.csv");
    assert_eq!((plan.counts().created, plan.counts().changed), (0, 90));
    assert_eq!(alliance.records(Kind::Question, Field::Number).len(), 90);
    alliance.assert_settled(QUESTIONS, "fragen-eingang.csv");
    let text = encoding_rs::WINDOWS_1252.decode(QUESTIONS).0.into_owned();
    let (plan, _) = alliance.import(&sheet(&text.replace("vor Pfingsten", "bald")), "neu.csv");
    assert_eq!((plan.counts().changed, plan.counts().conflicts), (1, 0));
}

#[test]
fn a_removed_question_is_not_made_again() {
    let mut alliance = Alliance::new();
    alliance.import(QUESTIONS, "fragen-eingang.csv");
    let question = alliance.question(5);
    alliance.apply(Act::Remove, vec![question.set(Field::Removed, 1)]);
    let plan = alliance.plan(QUESTIONS, "fragen-eingang.csv");
    assert_eq!(plan.rows[4].what, RowPlan::Skip(Skip::Removed));
    assert!(plan.is_empty());
}

#[test]
fn two_sheets_with_the_same_numbers_stay_apart() {
    let mut alliance = Alliance::new();
    let one = sheet("Nr.;Kommune;Frage\n1;Kaarst;Wer zahlt die Module?\n2;Neuss;Wann kommt der Bescheid vom Land?\n");
    let two = sheet("Nr.;Kommune;Frage\n1;Neuss;Wo steht der Radweg?\n2;Neuss;Wer schreibt den Bericht an die Räte?\n");
    alliance.import(&one, "liste.csv");
    alliance.import(&two, "liste.csv");
    assert_eq!(alliance.records(Kind::Question, Field::Number).len(), 4);
    alliance.assert_settled(&one, "liste.csv");
    alliance.assert_settled(&two, "liste.csv");
}

#[test]
fn a_sheet_that_was_numbered_anew_is_still_the_same() {
    let mut alliance = Alliance::new();
    alliance.import(&sheet("Nr.;Kommune;Frage\n1;Kaarst;Wer zahlt?\n2;Neuss;Wann?\n"), "a.csv");
    let anew = sheet("Nr.;Kommune;Frage\n1;Neuss;Was ist neu?\n2;Kaarst;Wer zahlt?\n3;Neuss;Wann?\n");
    let (plan, _) = alliance.import(&anew, "a.csv");
    assert_eq!((plan.counts().created, plan.counts().same), (1, 2));
}

#[test]
fn an_english_sheet_in_another_order_is_mapped_by_hand() {
    let mut alliance = Alliance::new();
    let bytes = b"What,Who wants it,Wanted by\nWho pays?,Kaarst,31 March 2027\nWhen?,Narnia,soon\n";
    assert!(runde::exchange::import::read(bytes, "list.csv", None, None).is_err());
    let mapping = "Text=What,Member=Who wants it,Due=3";
    let plan = alliance.plan_as(bytes, "list.csv", Some(Form::Questions), Some(mapping));
    alliance.carry_out(&plan);
    let first = alliance.question(1);
    assert_eq!((first.text(Field::Text), first.text(Field::Due)), ("Who pays?", "2027-03-31"));
    let second = alliance.question(2);
    assert_eq!((second.text(Field::Due), second.text(Field::Remark)), ("soon", "Who wants it: Narnia"));
    assert!(plan.rows[1].notes.contains(&RowNote::UnknownTown { written: "Narnia".to_owned() }));
}

#[test]
fn the_same_text_elsewhere_is_told_and_both_stay() {
    let mut alliance = Alliance::new();
    alliance.import(&sheet("Nr.;Kommune;Frage\n1;Kaarst;Wer zahlt?\n"), "a.csv");
    let (plan, _) = alliance
        .import(&sheet("Nr.;Kommune;Frage\n7;Neuss;Wer zahlt?\n8;Neuss;Wer zahlt?\n7;Neuss;Wer zahlt?\n"), "b.csv");
    assert_eq!((plan.counts().created, plan.counts().skipped), (2, 1));
    assert_eq!(plan.rows[0].notes, [RowNote::PossibleDuplicate { of: "1 Wer zahlt?".to_owned() }]);
    assert_eq!(plan.rows[2].what, RowPlan::Skip(Skip::Repeated { line: 2 }));
}
