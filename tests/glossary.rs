//! The glossary names kinds, fields and values as the program does.

use std::path::Path;

use runde::domain::{Choice, Field, Kind, Language, Set};
use runde::text;

/// The rows of all tables, each as its cells without back-quotes.
fn rows() -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/glossary.md");
    let glossary = std::fs::read_to_string(path).expect("the glossary");
    let rows = glossary.lines().filter_map(|line| line.strip_prefix('|')?.strip_suffix('|'));
    rows.map(|row| row.split('|').map(|cell| cell.trim().replace('`', "")).collect()).collect()
}

fn row(german: &str, english: &str, code: &str, stored: &str) -> Vec<String> {
    [german, english, code, stored].map(str::to_owned).to_vec()
}

#[test]
fn every_kind_stands_in_the_glossary() {
    let rows = rows();
    for &kind in Kind::ALL {
        let wanted = row(
            text::kind(Language::German, kind),
            text::kind(Language::English, kind),
            &format!("Kind::{kind:?}"),
            kind.code(),
        );
        assert!(rows.iter().any(|row| row.starts_with(&wanted)), "{wanted:?}");
    }
}

#[test]
fn every_field_of_the_glossary_is_called_as_on_the_screen() {
    let mut seen = 0;
    for cells in rows().iter().filter(|cells| cells.get(2).is_some_and(|code| code.starts_with("Field::"))) {
        let (table, name) = cells[3].split_once('.').expect("table.field");
        let (kind, field) = (Kind::from_code(table).expect(table), Field::from_code(name).expect(name));
        assert!(kind.holds(field).is_some(), "{table} has no {name}");
        let wanted = row(
            text::field(Language::German, kind, field),
            text::field(Language::English, kind, field),
            &format!("Field::{field:?}"),
            &format!("{table}.{name}"),
        );
        assert!(cells.starts_with(&wanted), "{wanted:?}");
        seen += 1;
    }
    assert!(seen > 20, "{seen} fields");
}

#[test]
fn the_values_of_the_glossary_are_complete_and_called_as_on_the_screen() {
    let rows = rows();
    for set in [Set::QuestionState, Set::Priority, Set::Snooze, Set::OutcomeKind, Set::ApplicationState] {
        for choice in set.choices() {
            let mut wanted = row(
                text::choice(Language::German, choice),
                text::choice(Language::English, choice),
                &name(set, choice),
                choice.code(),
            );
            wanted.push(text::choice_mark(choice).to_owned());
            assert!(rows.iter().any(|row| row.starts_with(&wanted)), "{wanted:?}");
        }
    }
}

/// `QuestionState::Inbox`: the debug form is `QuestionState(Inbox)`.
fn name(set: Set, choice: Choice) -> String {
    let choice = format!("{choice:?}");
    let variant = choice.split(['(', ')']).nth(1).unwrap_or_default();
    format!("{set:?}::{variant}")
}
