//! What a row changes in a record that is there: by field, against what an import brought before.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::Seen;
use crate::domain::fold::key;
use crate::domain::merge::line_key;
use crate::domain::{Edit, Field, FieldType, Kind, Value};

/// Whose word counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// The sheet's: a cell that was edited there changes the field, unless it was changed here too.
    Follow,
    /// The file's: only what is unknown here is filled in.
    Fill,
}

/// What a row does to a record.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Merged {
    pub(super) edits: Vec<Edit>,
    /// Field, now, then.
    pub(super) fields: Vec<(Field, Value, Value)>,
    /// Field, here, in the row: left as it is here.
    pub(super) conflicts: Vec<(Field, Value, Value)>,
}

/// Compares a row with a record.
pub(super) fn merge(seen: &Seen, wanted: &BTreeMap<Field, Value>, way: Way) -> Merged {
    let mut merged = Merged::default();
    for (&field, new) in wanted {
        let now = seen.record.get(field);
        let brought = seen.brought.get(&field).unwrap_or(&Value::Unknown);
        let holds = seen.record.kind.holds(field);
        let to = match (holds, way) {
            (Some(FieldType::Links(..)), _) => links(now, brought, new, way),
            (Some(FieldType::Lines), Way::Fill) => lines(field, now, brought, new),
            _ if same(new, brought, way) || same(new, now, way) => continue,
            (_, Way::Follow) if now == brought => new.clone(),
            (_, Way::Fill) if new.is_unknown() => continue,
            (_, Way::Fill) if now.is_unknown() => new.clone(),
            _ => {
                merged.conflicts.push((field, now.clone(), new.clone()));
                continue;
            }
        };
        if to != *now && !(to.is_unknown() && now.is_unknown()) {
            merged.edits.push(seen.record.set(field, to.clone()));
            merged.fields.push((field, now.clone(), to));
        }
    }
    merged
}

/// Puts the record back into the lists.
pub(super) fn bring_back(seen: &Seen, merged: &mut Merged) {
    merged.edits.insert(0, seen.record.set(Field::Removed, Value::Unknown));
    merged.fields.insert(0, (Field::Removed, Value::Number(1), Value::Unknown));
}

fn same(new: &Value, old: &Value, way: Way) -> bool {
    match (way, new, old) {
        (Way::Fill, Value::Text(new), Value::Text(old)) => new == old || key(new) == key(old),
        _ => new == old || new.is_unknown() && old.is_unknown(),
    }
}

/// What the row added since the last import is put in, what it dropped is taken out.
fn links(now: &Value, brought: &Value, new: &Value, way: Way) -> Value {
    let (mut ids, before, new) = (now.as_links(), brought.as_links(), new.as_links());
    if way == Way::Follow {
        for gone in before.difference(&new) {
            ids.remove(gone);
        }
    }
    ids.extend(new.difference(&before).copied().collect::<BTreeSet<_>>());
    Value::Links(ids)
}

/// Adds the lines that are not there and that no import brought before: what was taken out here stays out.
fn lines(field: Field, now: &Value, brought: &Value, new: &Value) -> Value {
    let text = |value: &Value| value.as_text().unwrap_or_default().to_owned();
    let mut lines: Vec<String> = text(now).lines().map(str::to_owned).collect();
    let mut seen: HashSet<String> = lines.iter().map(|line| line_key(field, line)).collect();
    seen.extend(text(brought).lines().map(|line| line_key(field, line)));
    for line in text(new).lines() {
        if seen.insert(line_key(field, line)) {
            lines.push(line.to_owned());
        }
    }
    Value::text(lines.join("\n"))
}

/// Whether a field of this kind links to one record, whose name people want to see instead of its id.
pub(super) fn is_link(kind: Kind, field: Field) -> bool {
    matches!(kind.holds(field), Some(FieldType::Link(_)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Id, Record};

    fn merged(now: &str, brought: &str, new: &str, way: Way) -> (Vec<Value>, usize) {
        let record = Record::new(Kind::Question, Id(1)).with(Field::Remark, now);
        let brought = BTreeMap::from([(Field::Remark, Value::from(brought))]);
        let seen = Seen { record, brought, taken_back: false };
        let merged = merge(&seen, &BTreeMap::from([(Field::Remark, Value::from(new))]), way);
        (merged.fields.into_iter().map(|(_, _, to)| to).collect(), merged.conflicts.len())
    }

    #[test]
    fn only_an_edited_cell_changes_a_field_and_never_over_somebody_s_work() {
        let set = |text: &str| (vec![Value::from(text)], 0);
        let nothing = (vec![], 0);
        assert_eq!(merged("a", "a", "a", Way::Follow), nothing);
        assert_eq!(merged("a", "a", "b", Way::Follow), set("b"));
        assert_eq!(merged("a", "a", "", Way::Follow), set(""));
        assert_eq!(merged("c", "a", "a", Way::Follow), nothing);
        assert_eq!(merged("c", "a", "b", Way::Follow), (vec![], 1));
        assert_eq!(merged("b", "a", "b", Way::Follow), nothing);
        assert_eq!(merged("c", "", "b", Way::Follow), (vec![], 1));
        assert_eq!(merged("", "", "b", Way::Follow), set("b"));
    }

    #[test]
    fn filling_never_overwrites() {
        assert_eq!(merged("", "", "b", Way::Fill), (vec![Value::from("b")], 0));
        assert_eq!(merged("a", "a", "b", Way::Fill), (vec![], 1));
        assert_eq!(merged("a", "a", "", Way::Fill), (vec![], 0));
        assert_eq!(merged("Högner", "", "hoegner", Way::Fill), (vec![], 0));
        assert_eq!(merged("", "b", "b", Way::Fill), (vec![], 0));
    }

    #[test]
    fn lines_are_added_once_and_stay_out_where_they_were_taken_out() {
        let phones = |now: &str, brought: &str, new: &str| {
            lines(Field::Phones, &Value::from(now), &Value::from(brought), &Value::from(new))
        };
        assert_eq!(phones("0221 1-2", "", "+49 221 12 (Fax)\n0171 3"), Value::from("0221 1-2\n0171 3"));
        assert_eq!(phones("", "0171 3", "0171 3"), Value::Unknown);
    }

    #[test]
    fn links_follow_the_sheet_beside_other_people_s() {
        let ids = |ids: &[i64]| Value::links(ids.iter().copied().map(Id));
        assert_eq!(links(&ids(&[1, 9]), &ids(&[1]), &ids(&[2]), Way::Follow), ids(&[2, 9]));
        assert_eq!(links(&ids(&[9]), &ids(&[1]), &ids(&[1]), Way::Follow), ids(&[9]));
        assert_eq!(links(&ids(&[1]), &ids(&[1]), &ids(&[2]), Way::Fill), ids(&[1, 2]));
    }
}
