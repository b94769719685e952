//! What the history says that the records are: the second place in the file where everything stands.

use std::collections::BTreeMap;

use crate::domain::{Edit, Field, Id, Kind, Value, What};

/// A record as the history leaves it.
#[derive(Clone, Debug, Default)]
pub(super) struct Replayed {
    /// What is known of its fields.
    pub(super) fields: BTreeMap<Field, Value>,
    /// Whether its creation is known, and with it every field.
    pub(super) is_whole: bool,
}

/// The records of a history, by kind and id.
pub(super) type Records = BTreeMap<(Kind, Id), Replayed>;

/// Follows one edit, in the order of the history.
pub(super) fn follow(records: &mut Records, edit: Edit) {
    let record = records.entry((edit.kind, edit.id)).or_default();
    match edit.what {
        What::Create(fields) => *record = Replayed { fields, is_whole: true },
        What::Set { field, to, .. } => {
            record.fields.insert(field, to);
        }
    }
}

impl Replayed {
    /// What people called it, as far as that is known: its number and its name or title.
    pub(super) fn name(&self) -> String {
        let text = |field: &Field| match self.fields.get(field)? {
            Value::Text(text) => Some(text.chars().take(60).collect()),
            Value::Number(number) if *field == Field::Number => Some(number.to_string()),
            _ => None,
        };
        let names = [Field::Number, Field::Name, Field::Title, Field::LastName, Field::FirstName, Field::Text];
        names.iter().filter_map(text).take(2).collect::<Vec<String>>().join(" ")
    }
}
