//! A record as somebody saw it: its kind, its id, and what its fields held.

use std::collections::BTreeMap;

use super::{Edit, Field, Id, Kind, Value, What};

/// One record with the fields that are known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its kind.
    pub kind: Kind,
    /// Its id within the kind.
    pub id: Id,
    /// What its fields hold; a field that is not here is unknown.
    pub values: BTreeMap<Field, Value>,
}

impl Record {
    /// A record of which nothing is known yet.
    pub const fn new(kind: Kind, id: Id) -> Self {
        Self { kind, id, values: BTreeMap::new() }
    }

    /// What a field holds.
    pub fn get(&self, field: Field) -> &Value {
        self.values.get(&field).unwrap_or(&Value::Unknown)
    }

    /// The text of a field, empty where there is none.
    pub fn text(&self, field: Field) -> &str {
        self.get(field).as_text().unwrap_or_default()
    }

    /// This record with one field filled.
    #[must_use]
    pub fn with(mut self, field: Field, value: impl Into<Value>) -> Self {
        self.values.insert(field, value.into());
        self
    }

    /// The edit that makes this record exist.
    pub fn create(&self) -> Edit {
        let values = self.values.iter().filter(|(_, value)| !value.is_unknown());
        Edit { kind: self.kind, id: self.id, what: What::Create(values.map(|(f, v)| (*f, v.clone())).collect()) }
    }

    /// The edit that lets a field hold something else, based on what this record shows.
    pub fn set(&self, field: Field, to: impl Into<Value>) -> Edit {
        let from = self.get(field).clone();
        Edit { kind: self.kind, id: self.id, what: What::Set { field, from, to: to.into() } }
    }

    /// The edit that puts a linked record in or out; other people's links stay.
    pub fn link(&self, field: Field, target: Id, linked: bool) -> Edit {
        let mut ids = self.get(field).as_links();
        if linked {
            ids.insert(target)
        } else {
            ids.remove(&target)
        };
        self.set(field, Value::Links(ids))
    }

    /// Whether the record was taken out of the lists.
    pub fn is_removed(&self) -> bool {
        self.get(Field::Removed).as_number() == Some(1)
    }
}
