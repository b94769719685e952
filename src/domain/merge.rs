//! Two contacts that are one person become one: which value each field offers, and the edits of the change.

use std::collections::{BTreeMap, HashSet};

use super::{Edit, Field, FieldType, Filled, Id, Kind, Record, Value, fold, phone};

/// Whose value a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The kept contact's.
    Left,
    /// The other one's.
    Right,
    /// Both, one behind the other: entries, links and long texts.
    Both,
}

/// The fields that are looked at when two contacts are merged: those in which something is known.
pub fn fields(left: &Record, right: &Record) -> Vec<Field> {
    let specs = left.kind.spec().fields.iter();
    let asked = specs.filter(|spec| spec.filled != Filled::ByAct || spec.field == Field::Uid);
    let known = |field: &Field| !left.get(*field).is_unknown() || !right.get(*field).is_unknown();
    asked.map(|spec| spec.field).filter(known).collect()
}

/// Whether a field can take both values.
pub fn takes_both(kind: Kind, field: Field) -> bool {
    matches!(kind.holds(field), Some(FieldType::Lines | FieldType::Links(..) | FieldType::LongText))
}

/// Whether two values are one: entries in whatever order and spelling; of all else the spelling counts, too.
pub fn is_same(field: Field, left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Text(left), Value::Text(right)) if is_entries(field) => {
            let keys = |text: &str| text.lines().map(|line| line_key(field, line)).collect::<HashSet<String>>();
            left == right || keys(left) == keys(right)
        }
        _ => left == right || left.is_unknown() && right.is_unknown(),
    }
}

/// What is proposed for a field: what is known, both where that is possible, and the earlier day of deletion.
pub fn proposed(field: Field, left: &Record, right: &Record) -> Side {
    let (mine, theirs) = (left.get(field), right.get(field));
    match () {
        () if theirs.is_unknown() || is_same(field, mine, theirs) => Side::Left,
        () if mine.is_unknown() => Side::Right,
        () if takes_both(left.kind, field) && field != Field::Address => Side::Both,
        () if field == Field::DeleteOn && theirs < mine => Side::Right,
        // `Hoegner` was typed where there was no key for `ö`.
        () if is_plainer(mine, theirs) => Side::Right,
        () => Side::Left,
    }
}

const fn is_entries(field: Field) -> bool {
    matches!(field, Field::Mails | Field::Phones | Field::Keywords | Field::TalkTitles)
}

/// Whether the first text is the second one without its umlauts.
fn is_plainer(text: &Value, than: &Value) -> bool {
    let (Some(text), Some(than)) = (text.as_text(), than.as_text()) else { return false };
    text.is_ascii() && !than.is_ascii() && fold::key(text) == fold::key(than)
}

/// What a field holds when this side is taken.
pub fn value(field: Field, left: &Record, right: &Record, side: Side) -> Value {
    let (mine, theirs) = (left.get(field), right.get(field));
    match (side, left.kind.holds(field)) {
        (Side::Left, _) => mine.clone(),
        (Side::Right, _) => theirs.clone(),
        (Side::Both, Some(FieldType::Links(..))) => {
            let mut ids = mine.as_links();
            ids.extend(theirs.as_links());
            Value::Links(ids)
        }
        (Side::Both, Some(FieldType::LongText)) if !is_same(field, mine, theirs) => {
            let texts: Vec<&str> = [mine, theirs].into_iter().filter_map(Value::as_text).collect();
            Value::text(texts.join("\n\n"))
        }
        (Side::Both, _) => lines(field, mine, theirs),
    }
}

/// The entries of both, each once.
fn lines(field: Field, mine: &Value, theirs: &Value) -> Value {
    let mut seen = HashSet::new();
    let all = [mine, theirs].into_iter().filter_map(Value::as_text).flat_map(str::lines);
    let kept: Vec<&str> = all.filter(|line| seen.insert(line_key(field, line))).collect();
    Value::text(kept.join("\n"))
}

/// The form in which spellings of one mail, number or entry meet.
pub fn line_key(field: Field, line: &str) -> String {
    match field {
        Field::Mails => line.trim().to_lowercase(),
        Field::Phones => Some(phone::digits(line)).filter(|digits| !digits.is_empty()).unwrap_or(fold::key(line)),
        _ => fold::key(line),
    }
}

/// The edits with which `gone` becomes `kept`: the chosen fields, everything that links to the one leads to the
/// other, and the one is taken out of the lists. `of_kept` and `of_gone` are the records that link to each.
pub fn edits(
    kept: &Record,
    gone: &Record,
    chosen: &BTreeMap<Field, Value>,
    of_kept: &[Record],
    of_gone: &[Record],
) -> Vec<Edit> {
    let changed = chosen.iter().filter(|(field, value)| {
        let before = kept.get(**field);
        before != *value && !(before.is_unknown() && value.is_unknown())
    });
    let mut edits: Vec<Edit> = changed.map(|(field, value)| kept.set(*field, value.clone())).collect();
    let mut distinct = kept.get(Field::DistinctFrom).as_links();
    distinct.extend(gone.get(Field::DistinctFrom).as_links());
    distinct.retain(|id| *id != kept.id && *id != gone.id);
    if distinct != kept.get(Field::DistinctFrom).as_links() {
        edits.push(kept.set(Field::DistinctFrom, Value::Links(distinct)));
    }
    let is_one_of_them = |record: &&Record| record.kind == kept.kind && [kept.id, gone.id].contains(&record.id);
    for record in of_gone.iter().filter(|record| !is_one_of_them(record)) {
        let moved = moved(record, kept, gone);
        let after = moved.iter().fold(record.clone(), |record, edit| match &edit.what {
            super::What::Set { field, to, .. } => record.with(*field, to.clone()),
            super::What::Create(_) => record,
        });
        // Somebody who was invited twice to one meeting under two names was invited once.
        let is_double = |other: &&Record| {
            other.kind == after.kind && other.id != after.id && !other.is_removed() && is_like(other, &after)
        };
        let doubled = after.kind.spec().parent.is_some() && of_kept.iter().any(|other| is_double(&other));
        edits.extend(moved);
        if doubled && !after.is_removed() {
            edits.push(record.set(Field::Removed, Value::Number(1)));
        }
    }
    edits.push(gone.set(Field::Removed, Value::Number(1)));
    edits
}

fn is_like(one: &Record, other: &Record) -> bool {
    one.kind.spec().fields.iter().all(|spec| {
        let (one, other) = (one.get(spec.field), other.get(spec.field));
        one == other || one.is_unknown() && other.is_unknown()
    })
}

/// The edits that lead a record from one contact to the other.
fn moved(record: &Record, kept: &Record, gone: &Record) -> Vec<Edit> {
    let mut edits = Vec::new();
    for spec in record.kind.spec().fields {
        let now = record.get(spec.field);
        match spec.holds {
            FieldType::Link(kind) if kind == kept.kind && now.as_link() == Some(gone.id) => {
                edits.push(record.set(spec.field, kept.id));
            }
            FieldType::Links(kind, _) if kind == kept.kind && now.as_links().contains(&gone.id) => {
                let others = now.as_links().into_iter().filter(|id| *id != gone.id);
                edits.push(record.set(spec.field, Value::links(others.chain([kept.id]))));
            }
            FieldType::Subject if now.as_text() == Some(kept.kind.code()) => {
                let place = record.get(Field::SubjectId).as_number().map(Id);
                edits.extend((place == Some(gone.id)).then(|| record.set(Field::SubjectId, kept.id)));
            }
            _ => {}
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::What;

    fn contact(id: i64) -> Record {
        Record::new(Kind::Contact, Id(id)).with(Field::LastName, "Högner")
    }

    #[test]
    fn what_is_known_is_proposed_and_entries_are_put_together() {
        let left = contact(1).with(Field::Mails, "a@example.org").with(Field::DeleteOn, "2030-01-01");
        let right = contact(2)
            .with(Field::LastName, "Hoegner")
            .with(Field::FirstName, "Katrin")
            .with(Field::Mails, "A@example.org\nb@example.org")
            .with(Field::Phones, "0221 1-2")
            .with(Field::DeleteOn, "2028-01-01");
        let sides: Vec<(Field, Side)> =
            fields(&left, &right).into_iter().map(|field| (field, proposed(field, &left, &right))).collect();
        assert_eq!(
            sides,
            [
                (Field::LastName, Side::Left),
                (Field::FirstName, Side::Right),
                (Field::Mails, Side::Both),
                (Field::Phones, Side::Right),
                (Field::DeleteOn, Side::Right),
            ]
        );
        assert_eq!(value(Field::Mails, &left, &right, Side::Both), Value::text("a@example.org\nb@example.org"));
    }

    #[test]
    fn everything_leads_to_the_kept_one_and_nothing_stands_twice() {
        let (kept, gone) = (contact(1), contact(2).with(Field::DistinctFrom, Value::links([Id(1), Id(9)])));
        let invited = |id, contact: i64| {
            Record::new(Kind::Invitation, Id(id))
                .with(Field::Contact, Id(contact))
                .with(Field::Meeting, Id(5))
                .with(Field::State, "asked")
        };
        let guests = Record::new(Kind::Meeting, Id(5)).with(Field::Guests, Value::links([Id(1), Id(2), Id(3)]));
        let note = |id: i64| {
            Record::new(Kind::Comment, Id(id))
                .with(Field::Subject, "contact")
                .with(Field::SubjectId, Id(2))
                .with(Field::Text, "ruft zurück")
        };
        let talk = Record::new(Kind::Talk, Id(6)).with(Field::Title, "Wärme").with(Field::Contact, Id(2));
        let edits = edits(
            &kept,
            &gone,
            &BTreeMap::new(),
            &[invited(1, 1), guests.clone()],
            &[invited(2, 2), guests, note(7), talk],
        );
        let set: Vec<(Kind, Id, Field, Value)> = edits
            .into_iter()
            .map(|edit| match edit.what {
                What::Set { field, to, .. } => (edit.kind, edit.id, field, to),
                What::Create(_) => panic!("nothing comes into being"),
            })
            .collect();
        let one = Value::Number(1);
        assert_eq!(
            set,
            [
                (Kind::Contact, Id(1), Field::DistinctFrom, Value::links([Id(9)])),
                (Kind::Invitation, Id(2), Field::Contact, one.clone()),
                (Kind::Invitation, Id(2), Field::Removed, one.clone()),
                (Kind::Meeting, Id(5), Field::Guests, Value::links([Id(1), Id(3)])),
                (Kind::Comment, Id(7), Field::SubjectId, one.clone()),
                (Kind::Talk, Id(6), Field::Contact, one.clone()),
                (Kind::Contact, Id(2), Field::Removed, one),
            ]
        );
    }
}
