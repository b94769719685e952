//! What a list is ordered by, as SQL: spelling for names, days for meetings, and the unknown at the end.

use super::record::{linked_name, short};
use crate::domain::query::{Sort, is_always_known, is_counted};
use crate::domain::{Field, FieldType, Kind};

/// What a list is ordered by: German spelling for names, the unknown at the end.
pub(super) fn key_expression(kind: Kind, Sort { field, descending }: Sort) -> String {
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
