//! What a list is ordered by, as SQL: spelling for names, days for meetings, and the unknown at the end.

use super::record::{linked_name, short};
use crate::domain::query::{Sort, is_always_known, is_counted};
use crate::domain::{Field, FieldType, Kind};

/// What a list is ordered by: German spelling for names, the unknown at the end. Questions that are alike in it follow
/// by number, whichever way the list goes: their ids are drawn by chance.
pub(super) fn key_expression(kind: Kind, sort: Sort) -> String {
    let key = key_of_field(kind, sort);
    if kind != Kind::Question || sort.field == Field::Number {
        return key;
    }
    let number = if sort.descending { "999999999999 - t0.number" } else { "t0.number" };
    if is_counted(kind, sort.field) {
        return format!("({key} * 1000000000000 + {number})");
    }
    // No text has a letter that comes before this one, so that the number decides nothing but ties.
    format!("({key} || char(1) || printf('%012d', {number}))")
}

fn key_of_field(kind: Kind, Sort { field, descending }: Sort) -> String {
    let column = format!("t0.{}", field.code());
    // Who was never checked comes before those who were long ago.
    if (kind, field) == (Kind::Contact, Field::Checked) {
        return format!("coalesce({column}, '0')");
    }
    if is_counted(kind, field) {
        // The members that ask it, and those that have it too.
        return "((SELECT count(*) FROM question_asker a WHERE a.question = t0.id)
            + (SELECT count(*) FROM question_affected f WHERE f.question = t0.id
                AND NOT EXISTS (SELECT 1 FROM question_asker a WHERE a.question = t0.id AND a.member = f.member)))"
            .to_owned();
    }
    // Those that wait for a guest wake on no day that anybody knows; a meeting that is not planned yet may be soon.
    if (kind, field) == (Kind::Question, Field::SnoozeUntil) && !descending {
        return format!("coalesce({column}, char(1114111) || (t0.snooze = 'guest'))");
    }
    let (last_text, last_number) = if descending { ("char(1)", i64::MIN) } else { ("char(1114111)", i64::MAX) };
    if let Some(day) = day_of_meeting(kind, field) {
        return format!("coalesce({day}, {last_text})");
    }
    if (kind, field) == (Kind::List, Field::State) {
        return LIST_STATE.to_owned();
    }
    let known = is_always_known(kind, field) || (kind, field) == (Kind::Meeting, Field::Starts);
    match kind.holds(field) {
        Some(FieldType::Line) if known => format!("runde_key({column})"),
        Some(FieldType::Line | FieldType::LongText | FieldType::Lines) => {
            format!("coalesce(runde_key({column}), {last_text})")
        }
        Some(FieldType::Link(linked)) => {
            let name = linked_name(linked, &column, 1, short);
            format!("coalesce(runde_key({name}), {last_text})")
        }
        Some(FieldType::Number | FieldType::Money | FieldType::Flag) if !known => {
            format!("coalesce({column}, {last_number})")
        }
        _ if known => column,
        _ => format!("coalesce({column}, {last_text})"),
    }
}

/// Question lists in the order of their states, in each the newest first: when one was made the history tells.
const LIST_STATE: &str = "(CASE t0.state WHEN 'draft' THEN '1' WHEN 'sent' THEN '2' ELSE '3' END
    || printf('%015d', 999999999999999 - coalesce(
        (SELECT min(seq) FROM edit WHERE kind = 'question_list' AND record = t0.id), 0)))";

/// When the meeting was that a field links to: by that, and not by its title, people look for it. A talk was given at
/// its meeting where nobody has noted another day.
fn day_of_meeting(kind: Kind, field: Field) -> Option<String> {
    let starts = |field: Field| format!("(SELECT starts FROM meeting WHERE id = t0.{})", field.code());
    match (kind, field) {
        (Kind::Talk, Field::Given) => Some(format!("coalesce(t0.given, substr({}, 1, 10))", starts(Field::Meeting))),
        _ => (kind.holds(field) == Some(FieldType::Link(Kind::Meeting))).then(|| starts(field)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::query::{From, Query};
    use crate::domain::{Act, Change, Id, IdSource, Record, Value};
    use crate::store::Store;

    /// Questions with these ids, numbered in this order, on the same day from the same town.
    fn store(ids: &[i64], more: impl Fn(Record) -> Record) -> Store {
        let mut store = Store::in_memory().unwrap();
        let town = Record::new(Kind::Member, Id(1)).with(Field::Name, "Neuss").with(Field::Kind, "municipality");
        let body = Record::new(Kind::Institution, Id(1)).with(Field::Name, "Amt").with(Field::Kind, "other");
        let question = |id: &i64| {
            let question = Record::new(Kind::Question, Id(*id)).with(Field::Title, "Wer zahlt?");
            let question = question.with(Field::Priority, "2").with(Field::Received, "2026-11-10");
            more(question.with(Field::Askers, Value::links([Id(1)])).with(Field::State, "inbox"))
        };
        let records: Vec<Record> = [town, body].into_iter().chain(ids.iter().map(question)).collect();
        let edits = records.iter().map(Record::create);
        store.apply(&Change::new(IdSource::new(3).change(), Act::Create, edits.collect())).unwrap();
        store
    }

    /// The ids as they come page by page.
    fn order(store: &Store, field: Field, descending: bool) -> Vec<i64> {
        let mut query = Query { sort: Sort { field, descending }, ..Query::all(Kind::Question, 2) };
        let mut found = Vec::new();
        loop {
            let rows = store.rows(&query).unwrap();
            let Some(last) = rows.last() else { return found };
            query.from = From::After(last.key.clone());
            found.extend(rows.iter().map(|row| row.id.0));
        }
    }

    #[test]
    fn questions_that_are_alike_in_the_order_follow_by_number() {
        let ids = [900, 5, 70, 1, 33];
        let store = store(&ids, |question| question);
        for field in [Field::Priority, Field::Affected, Field::Received, Field::Title, Field::Group] {
            for descending in [false, true] {
                assert_eq!(order(&store, field, descending), ids, "{field:?} {descending}");
            }
        }
    }

    #[test]
    fn what_differs_comes_before_the_number() {
        let store = store(&[900, 5, 70, 1, 33], |question| match question.id.0 {
            5 => question.with(Field::Priority, "1"),
            70 => question.with(Field::Priority, Value::Unknown),
            1 => question.with(Field::Askers, Value::Unknown),
            _ => question,
        });
        assert_eq!(order(&store, Field::Priority, false), [5, 900, 1, 33, 70]);
        assert_eq!(order(&store, Field::Affected, true), [900, 5, 70, 33, 1]);
    }

    #[test]
    fn what_sleeps_stands_by_the_day_on_which_it_wakes() {
        let store = store(&[1, 2, 3, 4, 5], |question| match question.id.0 {
            1 => question.with(Field::Snooze, "guest").with(Field::SnoozeInstitution, Id(1)),
            2 => question.with(Field::Snooze, "date").with(Field::SnoozeUntil, "2027-03-01"),
            3 => question.with(Field::Snooze, "meeting"),
            id => question.with(Field::Snooze, "date").with(Field::SnoozeUntil, format!("2026-12-0{}", 9 - id)),
        });
        assert_eq!(order(&store, Field::SnoozeUntil, false), [5, 4, 2, 3, 1]);
    }
}
