//! What people rely on in the words: none is missing, none is ambiguous, all fit their columns.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use super::*;
use crate::domain::{
    Act, ApplicationState, Basis, Choice, Field, FieldType, InstitutionKind, Kind, Priority, QuestionState, Set,
};

const LANGUAGES: [Language; 2] = [Language::German, Language::English];

/// Words that are the same in both languages.
const SAME: &[&str] = &["Name", "Filter", "Information", "online", "Import"];

fn fields() -> impl Iterator<Item = (Kind, Field)> {
    Kind::ALL.iter().flat_map(|kind| kind.spec().fields.iter().map(|spec| (*kind, spec.field)))
}

fn choices() -> impl Iterator<Item = Choice> {
    Set::ALL.iter().flat_map(|set| set.choices())
}

/// Every text of this room, with what it belongs to.
fn texts(language: Language) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for &kind in Kind::ALL {
        texts.push((format!("{kind:?}"), super::kind(language, kind).to_owned()));
        texts.push((format!("{kind:?}, many"), kinds(language, kind).to_owned()));
        texts.push((format!("{kind:?}, object"), kind_accusative(language, kind).to_owned()));
        texts.push((format!("{kind:?}, new"), new_kind(language, kind).to_owned()));
    }
    texts.extend(
        fields().map(|(kind, field)| (format!("{kind:?}.{field:?}"), super::field(language, kind, field).into())),
    );
    texts.extend(fields().filter_map(|(kind, field)| {
        Some((format!("{kind:?}.{field:?}, help"), field_help(language, kind, field)?.to_owned()))
    }));
    texts.extend(choices().map(|choice| (format!("{choice:?}"), super::choice(language, choice).to_owned())));
    texts.extend(Act::ALL.iter().map(|act| (format!("{act:?}"), super::act(language, *act).to_owned())));
    texts.extend((1..=goals::GOALS).map(|number| (format!("goal {number}"), goal(language, number).to_owned())));
    texts
}

#[test]
fn no_text_is_empty_or_padded() {
    for language in LANGUAGES {
        for (name, text) in texts(language) {
            assert!(!text.is_empty() && text.trim() == text, "{name}: {text:?}");
        }
    }
}

#[test]
fn the_languages_differ_but_for_words_that_both_have() {
    for ((name, german), (_, english)) in texts(Language::German).into_iter().zip(texts(Language::English)) {
        let same = german.to_lowercase() == english.to_lowercase();
        assert_eq!(same, SAME.contains(&german.as_str()), "{name}: {german}");
    }
}

#[test]
fn german_is_written_with_umlauts() {
    for (name, text) in texts(Language::German) {
        let letters: Vec<char> = text.to_lowercase().chars().collect();
        for (place, pair) in letters.windows(2).enumerate() {
            let after = place.checked_sub(1).and_then(|before| letters.get(before));
            // `Dauer`, `neue` and `Quelle` have no umlaut.
            let written_out = match pair {
                ['a' | 'o', 'e'] => true,
                ['u', 'e'] => !matches!(after, Some('a' | 'e' | 'q')),
                _ => false,
            };
            assert!(!written_out, "{name}: {text}");
        }
    }
}

#[test]
fn no_two_kinds_share_a_name() {
    for language in LANGUAGES {
        let mut seen = BTreeMap::new();
        for &kind in Kind::ALL {
            for name in [super::kind(language, kind), kinds(language, kind)] {
                let other = *seen.entry(name).or_insert(kind);
                assert_eq!(other, kind, "{name}");
            }
        }
    }
}

#[test]
fn no_two_fields_of_a_kind_share_a_label() {
    for language in LANGUAGES {
        let mut seen = BTreeMap::new();
        for (kind, field) in fields() {
            let label = super::field(language, kind, field);
            assert_eq!(seen.insert((kind, label), field), None, "{kind:?}: {label}");
        }
    }
}

#[test]
fn no_two_values_of_a_set_share_a_name() {
    for language in LANGUAGES {
        for set in Set::ALL {
            let mut seen = BTreeMap::new();
            for choice in set.choices() {
                let name = super::choice(language, choice);
                assert_eq!(seen.insert(name, choice), None, "{set:?}: {name}");
            }
        }
    }
}

#[test]
fn no_two_acts_share_a_name() {
    for language in LANGUAGES {
        let mut names: Vec<_> = Act::ALL.iter().map(|act| super::act(language, *act)).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Act::ALL.len());
    }
}

#[test]
fn labels_fit_their_columns() {
    for language in LANGUAGES {
        for (kind, field) in fields() {
            let label = super::field(language, kind, field);
            assert!(label.width() <= 28, "{label}");
            assert!(field_help(language, kind, field).is_none_or(|help| help.width() <= 76), "{kind:?}.{field:?}");
        }
        for choice in choices() {
            let name = super::choice(language, choice);
            let columns = match choice {
                // Fixed by law or by custom; a shortened form would be another word.
                Choice::Basis(Basis::PublicTask | Basis::LegalDuty | Basis::LegitimateInterest)
                | Choice::InstitutionKind(InstitutionKind::Revier | InstitutionKind::District)
                | Choice::ApplicationState(ApplicationState::ProofOfUse) => 24,
                _ => 16,
            };
            assert!(name.width() <= columns, "{name}");
        }
    }
}

#[test]
fn marks_are_narrow_and_tell_states_and_priorities_apart() {
    assert!(choices().map(choice_mark).all(|mark| mark.is_ascii() && mark.len() <= 2));
    for set in [Set::QuestionState, Set::Priority, Set::ListState, Set::MeetingState, Set::InvitationState] {
        let mut marks: Vec<_> = set.choices().into_iter().map(choice_mark).collect();
        marks.sort_unstable();
        marks.dedup();
        assert_eq!(marks.len(), set.choices().len(), "{set:?}");
        assert!(!marks.contains(&""), "{set:?}");
    }
}

#[test]
fn labels_and_help_of_one_kind_stand_only_where_a_field_is() {
    for &kind in Kind::ALL {
        for &field in Field::ALL {
            if fields::of_kind(kind, field).is_some() || help::of_kind(kind, field).is_some() {
                assert!(kind.holds(field).is_some(), "{kind:?} has no {field:?}");
            }
        }
    }
}

#[test]
fn every_field_with_a_form_of_its_own_has_help() {
    for spec in Kind::ALL.iter().flat_map(|kind| kind.spec().fields) {
        let plain = matches!(
            spec.holds,
            FieldType::Line
                | FieldType::LongText
                | FieldType::Number
                | FieldType::Flag
                | FieldType::Choice(_)
                | FieldType::Link(_)
                | FieldType::Links(..)
                | FieldType::Subject
        );
        assert!(plain || help::by_type(spec.holds).is_some(), "{:?}", spec.field);
    }
}

#[test]
fn sentences_are_made_from_the_parts() {
    let (german, english) = (Language::German, Language::English);
    assert_eq!(kind_accusative(german, Kind::Contact), "den Kontakt");
    assert_eq!(kind_accusative(english, Kind::Question), "the question");
    assert_eq!(new_kind(german, Kind::Project), "Neues Projekt");
    assert_eq!(new_kind(german, Kind::Group), "Neuer Arbeitskreis");
    assert_eq!(new_kind(english, Kind::Group), "New working group");
    assert_eq!(counted(german, Kind::Question, 1), "1 Frage");
    assert_eq!(counted(german, Kind::Question, 3), "3 Fragen");
    assert_eq!(counted(english, Kind::List, 0), "0 question lists");
    assert_eq!(choice(german, QuestionState::Asked.into()), "angefragt");
    assert_eq!(choice_mark(Priority::Highest.into()), "!!");
    assert_eq!(field(german, Kind::Alliance, Field::Chair), "Vorsitz");
    assert_eq!(field(german, Kind::Meeting, Field::Chair), "Sitzungsleitung");
    assert_eq!(goal(german, 18), "Unbekanntes Ziel");
}
