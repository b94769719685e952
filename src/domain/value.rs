//! What a field can hold, and how it looks in the history.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Id;

/// The content of one field. Unknown is [`Value::Unknown`], never zero, today or an empty text.
///
/// As JSON, in the history and in the machine-readable output: `null`, `"text"`, `5`, `[1, 2]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Nothing is known.
    #[default]
    Unknown,
    /// A whole number: a count, cents, minutes, 0 or 1, or the id of a linked record.
    Number(i64),
    /// Text; also dates (`2026-11-22`), moments (`2026-11-22T14:00`) and codes of closed sets.
    Text(String),
    /// The ids of linked records.
    Links(BTreeSet<Id>),
}

impl Value {
    /// A text, or unknown where there is nothing but blanks.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Self::Unknown } else { Self::Text(text) }
    }

    /// The linked records.
    pub fn links(ids: impl IntoIterator<Item = Id>) -> Self {
        Self::Links(ids.into_iter().collect())
    }

    /// The text, where it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, where it is one.
    pub const fn as_number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The linked record, where it is one number.
    pub fn as_link(&self) -> Option<Id> {
        self.as_number().map(Id)
    }

    /// The linked records; none where it holds something else.
    pub fn as_links(&self) -> BTreeSet<Id> {
        match self {
            Self::Links(ids) => ids.clone(),
            _ => BTreeSet::new(),
        }
    }

    /// Whether nothing is known or linked.
    pub fn is_unknown(&self) -> bool {
        match self {
            Self::Unknown => true,
            Self::Links(ids) => ids.is_empty(),
            _ => false,
        }
    }
}

impl From<Id> for Value {
    fn from(id: Id) -> Self {
        Self::Number(id.0)
    }
}

impl From<Option<Id>> for Value {
    fn from(id: Option<Id>) -> Self {
        id.map_or(Self::Unknown, Self::from)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<chrono::NaiveDate> for Value {
    fn from(date: chrono::NaiveDate) -> Self {
        Self::Text(date.format("%Y-%m-%d").to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_read_back_from_its_json() {
        for value in [Value::Unknown, Value::Number(-5), Value::text("a\n\"b\""), Value::links([Id(3), Id(1)])] {
            let json = serde_json::to_string(&value).unwrap();
            assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), value, "{json}");
        }
    }

    #[test]
    fn blanks_are_unknown() {
        assert_eq!(Value::text(" \n"), Value::Unknown);
    }
}
