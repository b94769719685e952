//! Days of one record of which one cannot lie before the other.

use chrono::NaiveDate;

use super::entry::EntryProblem;
use super::{Field, Kind, Value};

/// The kind, the field with the first day, and the field with the day that cannot lie before it.
const SPANS: &[(Kind, Field, Field)] = &[(Kind::Answer, Field::Given, Field::ValidUntil)];

/// The field whose day lies before that of another one of the record, and what is wrong with it. Only fields for which
/// `is_new` holds are judged, or the other one of the two: what the file holds already hinders nobody.
pub fn out_of_order(
    kind: Kind,
    value: impl Fn(Field) -> Option<Value>,
    is_new: impl Fn(Field) -> bool,
) -> Option<(Field, EntryProblem)> {
    let day = |field| value(field)?.as_text()?.parse::<NaiveDate>().ok();
    let of_kind = SPANS.iter().filter(|(of, first, then)| *of == kind && (is_new(*first) || is_new(*then)));
    let mut wrong = of_kind.filter_map(|(_, first, then)| {
        let begins = day(*first)?;
        (day(*then)? < begins).then_some((*then, EntryProblem::Before(kind, *first, begins)))
    });
    wrong.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(given: &str, until: &str, new: &[Field]) -> Option<Field> {
        let value = |field| match field {
            Field::Given => Some(Value::text(given)),
            Field::ValidUntil => Some(Value::text(until)),
            _ => None,
        };
        out_of_order(Kind::Answer, value, |field| new.contains(&field)).map(|(field, _)| field)
    }

    #[test]
    fn an_answer_is_not_valid_before_it_is_given() {
        let (given, until) = (Field::Given, Field::ValidUntil);
        assert_eq!(judged("2026-11-22", "2026-11-21", &[until]), Some(until));
        assert_eq!(judged("2026-11-22", "2026-11-21", &[given]), Some(until));
        assert_eq!(judged("2026-11-22", "2026-11-22", &[given, until]), None);
        assert_eq!(judged("2026-11-22", "", &[until]), None);
        assert_eq!(judged("", "2026-11-21", &[until]), None);
    }

    #[test]
    fn what_the_file_holds_already_hinders_nobody() {
        assert_eq!(judged("2026-11-22", "2026-11-21", &[Field::Text]), None);
    }
}
