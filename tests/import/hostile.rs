//! Broken and hostile files: every row is accounted for, nothing panics.

use proptest::prelude::*;

use runde::domain::{Field, Kind};
use runde::exchange::import::{self, ImportProblem, RowNote, RowPlan, Skip, Unreadable};

use crate::alliance::{Alliance, sheet};

#[test]
fn rows_that_cannot_be_read_say_why() {
    let mut alliance = Alliance::new();
    let bytes = sheet("Nr.;Kommune;Frage\n1;NE;\"Was?\n2;NE\n3;NE;Wo?;mehr\n4;NE;Wer?\n;;\n4;NE;Wer?\n");
    let (plan, _) = alliance.import(&bytes, "a.csv");
    let whats: Vec<&RowPlan> = plan.rows.iter().map(|row| &row.what).collect();
    assert_eq!(whats[0], &RowPlan::Unreadable(Unreadable::UnclosedQuote));
    assert_eq!(whats[1], &RowPlan::Unreadable(Unreadable::NoText));
    assert_eq!(whats[2], &RowPlan::Unreadable(Unreadable::TooManyCells { found: 4, expected: 3 }));
    assert!(matches!(whats[3], RowPlan::Create { .. }));
    assert_eq!(whats[4], &RowPlan::Skip(Skip::Repeated { line: 5 }));
    assert_eq!((plan.rows[2].line, plan.rows[2].label.as_str(), plan.blank_rows), (4, "Wo?", 1));
}

#[test]
fn rows_above_the_heads_are_told_and_none_of_the_data_is_taken_for_heads() {
    let mut alliance = Alliance::new();
    let bytes = sheet("Fragen der Allianz;;\nStand:;heute;\nNr.;Kommune;Frage\n1;NE;Was?\n2;NE;Frage\n");
    let (plan, _) = alliance.import(&bytes, "a.csv");
    assert_eq!(plan.rows[0].what, RowPlan::Skip(Skip::AboveHeads));
    assert_eq!((plan.rows[0].line, plan.rows[0].label.as_str()), (1, "Fragen der Allianz"));
    assert_eq!((plan.rows[1].line, plan.rows[1].label.as_str()), (2, "Stand: heute"));
    assert_eq!((plan.counts().skipped, plan.counts().created), (2, 2));
    let unknown = sheet("Was;Woher;Wann\nWie?;NE;1.1.\nFrage;KA;2.1.\nWer?;RO;3.1.\n");
    let problem = import::read(&unknown, "b.csv", None, None).unwrap_err();
    let ImportProblem::UnknownForm { header, rows } = problem else { panic!("{problem:?}") };
    assert_eq!((header.join(" "), rows.len()), ("Was Woher Wann".to_owned(), 3));
}

#[test]
fn what_sheets_make_of_numbers_and_addresses_is_told_and_the_rest_of_the_row_is_read() {
    let mut alliance = Alliance::new();
    let (kind, field) = (Kind::Contact, Field::Phones);
    let text = "Vorname;Nachname;Telefon;Mobil;E-Mail\n\
                Ada;Eins;4,9E+11;0171 5;ada@example.org\n\
                Ben;Zwei;4.92131E+11;;\"=HYPERLINK(\"\"mailto:ben@example.org\"\";\"\"ben@example.org\"\")\"\n\
                Cleo;Drei;######;;=A1&\"@example.org\"\n\
                Dora;Vier;4,9E+11;;dora@example.org\n";
    let (plan, _) = alliance.import(&sheet(text), "a.csv");
    let lost = |written: &str| RowNote::LostNumber { field, written: written.to_owned() };
    let formula = RowNote::Formula { kind, field: Field::Mails, written: "=A1&\"@example.org\"".to_owned() };
    let notes: Vec<_> = plan.rows.iter().map(|row| row.notes.clone()).collect();
    assert_eq!(
        notes,
        [vec![lost("4,9E+11")], vec![lost("4.92131E+11")], vec![lost("######"), formula], vec![lost("4,9E+11")]]
    );
    let told: Vec<(String, String)> = ["Eins", "Zwei", "Drei", "Vier"]
        .iter()
        .map(|name| alliance.named(kind, Field::LastName, name))
        .map(|contact| (contact.text(Field::Phones).to_owned(), contact.text(Field::Mails).to_owned()))
        .collect();
    let expected = [("0171 5 (mobil)", "ada@example.org"), ("", "ben@example.org"), ("", ""), ("", "dora@example.org")];
    assert_eq!(told, expected.map(|(phones, mails)| (phones.to_owned(), mails.to_owned())));
    alliance.assert_settled(&sheet(text), "a.csv");
}

#[test]
fn a_formula_is_no_address_of_whoever_asks_and_stays_visible() {
    let mut alliance = Alliance::new();
    let bytes =
        sheet("Nr.;Kommune;E-Mail;Frage\n1;NE;=A1;Was?\n2;NE;\"=HYPERLINK(\"\"x\"\",\"\"a@example.org\"\")\";Wie?\n");
    let (plan, _) = alliance.import(&bytes, "a.csv");
    assert!(plan.rows[0].notes.iter().any(|note| matches!(note, RowNote::Formula { .. })), "{:?}", plan.rows[0]);
    let (first, second) = (alliance.question(1), alliance.question(2));
    assert_eq!((first.text(Field::Mail), second.text(Field::Mail)), ("", "a@example.org"));
    assert!(first.text(Field::Remark).contains("E-Mail: =A1"), "{first:?}");
    alliance.assert_settled(&bytes, "a.csv");
}

#[test]
fn broken_cards_say_where() {
    let mut alliance = Alliance::new();
    let bytes = b"BEGIN:VCARD\nN:A;B\nbroken\nEND:VCARD\nstray\nBEGIN:VCARD\nNOTE:x\nEND:VCARD\nBEGIN:VCARD\nN:C;D\n";
    let (plan, _) = alliance.import(bytes, "a.vcf");
    let whats: Vec<(u64, &RowPlan)> = plan.rows.iter().map(|row| (row.line, &row.what)).collect();
    assert_eq!(plan.rows[0].notes, [RowNote::BrokenLine { line: 3 }]);
    assert_eq!(whats[1], (5, &RowPlan::Unreadable(Unreadable::OutsideCard)));
    assert_eq!(whats[2], (6, &RowPlan::Unreadable(Unreadable::NoName)));
    assert_eq!(plan.rows[3].notes, [RowNote::NotClosed]);
}

#[test]
fn control_characters_do_not_reach_the_file() {
    let mut alliance = Alliance::new();
    let bytes = b"Frage;Kommune;Thema;Frist;Bemerkung\nWas\x1b[31m?;\x07NE;\x1b]0;\x1b;\x08\n";
    alliance.import(bytes, "a\x1b[2J.csv");
    for question in alliance.records(Kind::Question, Field::Number) {
        for value in question.values.values() {
            assert!(
                !value.as_text().unwrap_or_default().contains(|letter: char| letter.is_control() && letter != '\n'),
                "{value:?}"
            );
        }
    }
}

#[test]
fn many_rows_that_differ_in_a_remark_only_all_arrive() {
    let mut alliance = Alliance::new();
    let mut text = "Nr.;Frage;Bemerkung\n".to_owned();
    for row in 0..2_000 {
        text.push_str(&format!("1;Wer zahlt?;{row}\n"));
    }
    let plan = alliance.plan(&sheet(&text), "a.csv");
    assert_eq!(plan.counts().created, 2_000);
    assert_eq!(plan.changes(&mut alliance.ids).len(), 4);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sheet_imported_twice_changes_nothing(rows in prop::collection::vec(
        ("[0-3]?", "Kaarst|NE|Narnia|Kaarst / NE|", "[ab ?.]{0,6}", "PV|x|PV x|", "1|hoch|egal|", "1.2.2027|bald|"), 0..8)) {
        let mut text = "Nr.;Kommune;Frage;Thema;Priorität;Frist\n".to_owned();
        for (number, town, asked, topic, priority, due) in rows {
            text.push_str(&format!("{number};{town};{asked};{topic};{priority};{due}\n"));
        }
        let bytes = sheet(&text);
        let mut alliance = Alliance::new();
        alliance.import(&bytes, "a.csv");
        alliance.assert_settled(&bytes, "a.csv");
    }

    #[test]
    fn any_address_book_imported_twice_changes_nothing(rows in prop::collection::vec(
        ("[AB]?", "[XY]{0,2}", "LANUK|Amt|NE|", "a@x|b@x|", "1|2|"), 0..8)) {
        let mut text = "Vorname;Nachname;Firma;E-Mail;Telefon\n".to_owned();
        for (first, last, body, mail, phone) in rows {
            text.push_str(&format!("{first};{last};{body};{mail};{phone}\n"));
        }
        let bytes = sheet(&text);
        let mut alliance = Alliance::new();
        alliance.import(&bytes, "a.csv");
        alliance.assert_settled(&bytes, "a.csv");
    }

    #[test]
    fn any_bytes_are_planned_or_refused(text in ".{0,80}", head in 0usize..4) {
        let head = ["Frage;Ort;Nr\n", "Arbeitskreis;Mitglieder;Schwerpunkte\n", "Name;Telefon;Firma\n", "BEGIN:VCARD\n"][head];
        let bytes = format!("{head}{text}\n;{text}");
        let mut alliance = Alliance::new();
        if import::read(bytes.as_bytes(), "x", None, None).is_ok() {
            let plan = alliance.plan(bytes.as_bytes(), "x");
            alliance.carry_out(&plan);
        }
    }
}
