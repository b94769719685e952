//! What people call kinds, fields and values, read back: by code or by name, in either language.

use super::{choice, field, kind, kinds};
use crate::domain::entry::{self, EntryProblem};
use crate::domain::{Choice, Field, FieldType, Kind, Language, Set, Value, fold};

const LANGUAGES: [Language; 2] = [Language::German, Language::English];

/// The short word for a kind on the command line, where its code is long; the plural is understood too.
pub const fn short_code(kind: Kind) -> &'static str {
    match kind {
        Kind::Group => "group",
        Kind::List => "list",
        Kind::Entry => "entry",
        Kind::Step => "step",
        _ => kind.code(),
    }
}

/// The kind that people mean: its code, short word or name, for one or several records, in either language.
pub fn kind_named(text: &str) -> Option<Kind> {
    let wanted = fold::key(text);
    Kind::ALL.iter().copied().find(|&found| {
        let codes = [found.code(), short_code(found), plural_code(found)];
        codes.iter().any(|code| wanted == fold::key(code))
            || LANGUAGES.iter().any(|&language| {
                wanted == fold::key(kind(language, found)) || wanted == fold::key(kinds(language, found))
            })
    })
}

/// The word for several records of a kind on the command line.
pub const fn plural_code(kind: Kind) -> &'static str {
    match kind {
        Kind::Alliance => "alliances",
        Kind::Member => "members",
        Kind::Person => "people",
        Kind::Topic => "topics",
        Kind::Group => "groups",
        Kind::Membership => "memberships",
        Kind::Series => "series",
        Kind::Meeting => "meetings",
        Kind::Attendance => "attendances",
        Kind::AgendaItem => "agenda_items",
        Kind::Outcome => "outcomes",
        Kind::Question => "questions",
        Kind::Answer => "answers",
        Kind::List => "lists",
        Kind::Entry => "entries",
        Kind::Institution => "institutions",
        Kind::Post => "posts",
        Kind::Contact => "contacts",
        Kind::Tenure => "tenures",
        Kind::Talk => "talks",
        Kind::Invitation => "invitations",
        Kind::Project => "projects",
        Kind::Participation => "participations",
        Kind::Milestone => "milestones",
        Kind::Programme => "programmes",
        Kind::Application => "applications",
        Kind::Step => "steps",
        Kind::Comment => "comments",
        Kind::SavedView => "saved_views",
    }
}

/// The field of a kind that people mean: its code, short word or label, in either language.
pub fn field_named(of: Kind, text: &str) -> Option<Field> {
    let wanted = fold::key(text);
    let fields = || of.spec().fields.iter().map(|spec| spec.field);
    let by_code = fields().find(|found| fold::key(found.code()) == wanted);
    let by_short = || match wanted.as_str() {
        "group" => fields().find(|found| *found == Field::Group),
        "list" => fields().find(|found| *found == Field::List),
        _ => None,
    };
    let by_label =
        || fields().find(|&found| LANGUAGES.iter().any(|&language| fold::key(field(language, of, found)) == wanted));
    by_code.or_else(by_short).or_else(by_label)
}

/// The value of a closed set that people mean: its code or its name, in either language.
pub fn choice_named(set: Set, text: &str) -> Option<Choice> {
    let wanted = fold::key(text);
    let choices = set.choices();
    let by_code = choices.iter().find(|found| fold::key(found.code()) == wanted);
    let by_name = || {
        choices.iter().find(|&&found| LANGUAGES.iter().any(|&language| fold::key(choice(language, found)) == wanted))
    };
    by_code.or_else(by_name).copied()
}

/// The values of a closed set in one line, each with its code: `Eingang (inbox), …`.
pub fn choices_of(language: Language, set: Set) -> String {
    let name = |found: &Choice| match (choice(language, *found), found.code()) {
        (name, code) if name == code => name.to_owned(),
        (name, code) => format!("{name} ({code})"),
    };
    set.choices().iter().map(name).collect::<Vec<_>>().join(", ")
}

/// What a text means in a field of this type: as [`entry::read`], and values of closed sets also by their names.
pub fn read(holds: FieldType, text: &str, today: chrono::NaiveDate) -> Result<Value, EntryProblem> {
    match holds {
        FieldType::Choice(set) if !text.trim().is_empty() => {
            choice_named(set, text).map(|found| Value::text(found.code())).ok_or(EntryProblem::Choice(set))
        }
        _ => entry::read(holds, text, today),
    }
}

/// What a field holds, as people read it: as [`entry::written`], and values of closed sets by their names.
pub fn written(holds: FieldType, value: &Value, language: Language) -> String {
    if let (FieldType::Choice(set), Some(code)) = (holds, value.as_text()) {
        return set.choice(code).map_or_else(|| code.to_owned(), |found| choice(language, found).to_owned());
    }
    entry::written(holds, value, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_understood_by_each_of_its_names() {
        for &wanted in Kind::ALL {
            for name in [wanted.code(), short_code(wanted), plural_code(wanted)] {
                assert_eq!(kind_named(name), Some(wanted), "{name}");
            }
            for language in LANGUAGES {
                assert_eq!(kind_named(kind(language, wanted)), Some(wanted));
                assert_eq!(kind_named(kinds(language, wanted)), Some(wanted));
            }
        }
        assert_eq!(kind_named("antwörter"), None);
    }

    #[test]
    fn every_field_is_understood_by_each_of_its_names() {
        for &of in Kind::ALL {
            for spec in of.spec().fields {
                assert_eq!(field_named(of, spec.field.code()), Some(spec.field));
                for language in LANGUAGES {
                    let label = field(language, of, spec.field);
                    let found = field_named(of, label);
                    // A label that is another field's code means that other field; only codes are promised.
                    assert!(found.is_some(), "{of:?} {label}");
                }
            }
        }
        assert_eq!(field_named(Kind::Question, "Arbeitskreis"), Some(Field::Group));
        assert_eq!(field_named(Kind::Question, "prioritaet"), Some(Field::Priority));
        assert_eq!(field_named(Kind::Question, "fee"), None);
    }

    #[test]
    fn every_value_is_understood_by_code_and_name() {
        for &set in Set::ALL {
            for wanted in set.choices() {
                assert_eq!(choice_named(set, wanted.code()), Some(wanted));
                for language in LANGUAGES {
                    assert_eq!(choice_named(set, choice(language, wanted)), Some(wanted));
                }
            }
        }
    }
}
