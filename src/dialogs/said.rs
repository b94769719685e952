//! Values of the file in the words of the reader.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::domain::{Field, FieldType, Id, Kind, Language, Value, dates, entry};
use crate::text;

/// What linked records are called.
pub type Names = BTreeMap<(Kind, Id), String>;

/// Tells the time of the people's clocks from that of the file. Given from outside, as it depends on the host.
pub type ToLocal = fn(DateTime<Utc>) -> NaiveDateTime;

/// A value as one line. A linked record without a known name is called by its kind.
pub(super) fn value(language: Language, kind: Kind, field: Field, value: &Value, names: &Names) -> String {
    let named =
        |kind: Kind, id: Id| names.get(&(kind, id)).cloned().unwrap_or_else(|| text::kind(language, kind).to_owned());
    if value.is_unknown() {
        return text::dialogs(language).unknown.to_owned();
    }
    let holds = kind.holds(field).unwrap_or(FieldType::Line);
    match (holds, value) {
        (FieldType::Link(kind), Value::Number(id)) => named(kind, Id(*id)),
        (FieldType::Links(kind, _), Value::Links(ids)) if ids.iter().all(|id| !names.contains_key(&(kind, *id))) => {
            text::counted(language, kind, ids.len())
        }
        (FieldType::Links(kind, _), Value::Links(ids)) => {
            ids.iter().map(|id| named(kind, *id)).collect::<Vec<_>>().join(", ")
        }
        (FieldType::Choice(set), Value::Text(code)) => {
            set.choice(code).map_or_else(|| code.clone(), |choice| text::choice(language, choice).to_owned())
        }
        (FieldType::Subject, Value::Text(code)) => {
            Kind::from_code(code).map_or_else(|| code.clone(), |kind| text::kind(language, kind).to_owned())
        }
        _ => {
            let between = if holds == FieldType::Lines { ", " } else { " " };
            let written = entry::written(holds, value, language).lines().collect::<Vec<_>>().join(between);
            text::source(language, kind, field, &written).into_owned()
        }
    }
}

/// A moment of the history on the people's clocks; as it stands where it is none.
pub(crate) fn moment(language: Language, at: &str, local: ToLocal) -> String {
    match DateTime::parse_from_rfc3339(at) {
        Ok(moment) => {
            let moment = local(moment.with_timezone(&Utc));
            format!("{} {}", dates::format_short(moment.date(), language), moment.format("%H:%M"))
        }
        Err(_) => at.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Priority;

    #[test]
    fn values_are_said_in_words() {
        let names = Names::from([((Kind::Group, Id(7)), "KA Klimaanpassung".to_owned())]);
        let say = |field, held: Value| value(Language::German, Kind::Question, field, &held, &names);
        assert_eq!(say(Field::Group, Id(7).into()), "KA Klimaanpassung");
        assert_eq!(say(Field::Group, Id(8).into()), "Arbeitskreis");
        assert_eq!(say(Field::Priority, Priority::High.into()), "hoch");
        assert_eq!(say(Field::Due, Value::text("2027-03-12")), "12.03.2027");
        assert_eq!(say(Field::Text, Value::text("eins\nzwei")), "eins zwei");
        assert_eq!(say(Field::Askers, Value::links([Id(1), Id(2)])), "2 Mitglieder");
        assert_eq!(say(Field::Askers, Value::links([])), "leer");
    }

    #[test]
    fn moments_are_told_by_the_clock_on_the_wall() {
        let later = |at: DateTime<Utc>| at.naive_utc() + chrono::Duration::hours(1);
        assert_eq!(moment(Language::German, "2026-11-22T23:30:00Z", later), "Mo 23.11.2026 00:30");
        assert_eq!(moment(Language::German, "gestern", later), "gestern");
    }
}
