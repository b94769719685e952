//! One field of a form: what was typed into it, what that means, and what the field held before.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::app::{Key, KeyCode};
use crate::domain::entry::{self, EntryProblem};
use crate::domain::{Choice, FieldSpec, FieldType, Filled, Id, Language, Value};
use crate::widgets::field::LineInput;
use crate::widgets::text_field::TextInput;

/// What stands in a field.
#[derive(Clone, Debug)]
pub(super) enum Content {
    Line(LineInput),
    Text(TextInput),
    Flag(bool),
    Goals(BTreeSet<u8>),
    Choice(Option<Choice>),
    Link(Option<Id>),
    Links(BTreeSet<Id>),
}

/// Why a form cannot be saved with this field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    Empty,
    Entry(EntryProblem),
}

/// One field.
#[derive(Clone, Debug)]
pub(super) struct FormField {
    pub(super) spec: &'static FieldSpec,
    /// What the form was opened with: what a change is based on.
    pub(super) from: Value,
    /// That value as it would be typed.
    first: String,
    pub(super) content: Content,
    /// The names of linked records, as far as they are known.
    pub(super) names: BTreeMap<Id, String>,
    /// What somebody else put there while it was filled in here.
    pub(super) meanwhile: Option<Value>,
    /// Whether its problem is to be shown: not while it is still being typed.
    pub(super) checked: bool,
}

impl FormField {
    pub(super) fn new(spec: &'static FieldSpec, from: Value, language: Language) -> Self {
        let content = Content::new(spec.holds, &from, language);
        let first = content.typed();
        Self { spec, from, first, content, names: BTreeMap::new(), meanwhile: None, checked: false }
    }

    /// Whether something else stands there than at the beginning.
    pub(super) fn is_touched(&self) -> bool {
        self.content.typed() != self.first
    }

    pub(super) fn is_required(&self) -> bool {
        self.spec.filled == Filled::Required
    }

    /// What the field is to hold.
    pub(super) fn value(&self, today: NaiveDate) -> Result<Value, Problem> {
        let value = match &self.content {
            Content::Line(line) => entry::read(self.spec.holds, line.text(), today).map_err(Problem::Entry)?,
            Content::Text(text) => entry::read(self.spec.holds, text.text(), today).map_err(Problem::Entry)?,
            Content::Flag(true) => Value::Number(1),
            Content::Flag(false) => Value::Unknown,
            Content::Goals(_) => Value::text(self.content.typed()),
            Content::Choice(choice) => choice.map_or(Value::Unknown, |choice| Value::text(choice.code())),
            Content::Link(id) => Value::from(*id),
            Content::Links(ids) if ids.is_empty() => Value::Unknown,
            Content::Links(ids) => Value::Links(ids.clone()),
        };
        if self.is_required() && value.is_unknown() { Err(Problem::Empty) } else { Ok(value) }
    }

    /// The problem to show now.
    pub(super) fn problem(&self, today: NaiveDate) -> Option<Problem> {
        if self.checked { self.value(today).err() } else { None }
    }

    /// Shows what is wrong with a text once it has been left.
    pub(super) fn leave(&mut self) {
        self.checked |= !self.content.is_empty();
    }

    /// Takes what somebody else put into the record: quietly where nothing was typed here.
    pub(super) fn refresh(&mut self, now: &Value, language: Language) {
        if self.is_touched() {
            self.meanwhile = (!same(now, &self.from)).then(|| now.clone());
        } else if !same(now, &self.from) {
            let names = std::mem::take(&mut self.names);
            *self = Self { names, ..Self::new(self.spec, now.clone(), language) };
        }
    }

    /// Takes a key that edits; false where it is none.
    pub(super) fn edit(&mut self, key: Key) -> bool {
        let edited = match &mut self.content {
            Content::Line(line) => line.key(key),
            Content::Text(text) => text.key(key),
            chosen => {
                let clears = matches!(key.code, KeyCode::Backspace | KeyCode::Delete);
                if clears {
                    chosen.clear();
                }
                clears
            }
        };
        if edited {
            self.checked = false;
        }
        edited
    }

    pub(super) fn paste(&mut self, text: &str) {
        match &mut self.content {
            Content::Line(line) => line.paste(text),
            Content::Text(input) => input.paste(text),
            _ => {}
        }
        self.checked = false;
    }

    /// The field as a draft gave it, based on what it held then.
    pub(super) fn restore(&mut self, from: Value, typed: &str, language: Language) {
        self.first = Content::new(self.spec.holds, &from, language).typed();
        self.from = from;
        self.content = Content::from_typed(self.spec.holds, typed);
    }
}

/// Whether two values are the same to people: no links and unknown are.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    one == other || (one.is_unknown() && other.is_unknown())
}

impl Content {
    fn new(holds: FieldType, value: &Value, language: Language) -> Self {
        let typed = match (holds, value) {
            (FieldType::Flag | FieldType::Link(_), Value::Number(number)) => number.to_string(),
            (FieldType::Links(..), Value::Links(ids)) => joined(ids),
            (FieldType::Choice(_), _) => value.as_text().unwrap_or_default().to_owned(),
            _ => entry::written(holds, value, language),
        };
        Self::from_typed(holds, &typed)
    }

    /// The content that [`Self::typed`] wrote down.
    fn from_typed(holds: FieldType, typed: &str) -> Self {
        let numbers = || typed.split(',').filter_map(|part| part.trim().parse::<i64>().ok());
        match holds {
            FieldType::LongText | FieldType::Lines => Self::Text(TextInput::new(typed)),
            FieldType::Flag => Self::Flag(numbers().next() == Some(1)),
            FieldType::Goals => Self::Goals(numbers().filter_map(|number| u8::try_from(number).ok()).collect()),
            FieldType::Choice(set) => Self::Choice(set.choice(typed)),
            FieldType::Link(_) => Self::Link(numbers().next().map(Id)),
            FieldType::Links(..) => Self::Links(numbers().map(Id).collect()),
            _ => Self::Line(LineInput::new(typed)),
        }
    }

    /// The content as text: as it was typed, or the codes and ids of what was chosen.
    pub(super) fn typed(&self) -> String {
        match self {
            Self::Line(line) => line.text().to_owned(),
            Self::Text(text) => text.text().to_owned(),
            Self::Flag(yes) => u8::from(*yes).to_string(),
            Self::Goals(goals) => joined(goals),
            Self::Choice(choice) => choice.map_or("", Choice::code).to_owned(),
            Self::Link(id) => id.map(|id| id.to_string()).unwrap_or_default(),
            Self::Links(ids) => joined(ids),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Flag(yes) => !yes,
            _ => self.typed().trim().is_empty(),
        }
    }

    /// Whether it is chosen in a picker.
    pub(super) const fn is_chosen(&self) -> bool {
        matches!(self, Self::Goals(_) | Self::Choice(_) | Self::Link(_) | Self::Links(_))
    }

    pub(super) fn clear(&mut self) {
        match self {
            Self::Line(line) => line.clear(),
            Self::Text(text) => text.clear(),
            Self::Flag(yes) => *yes = false,
            Self::Goals(goals) => goals.clear(),
            Self::Choice(choice) => *choice = None,
            Self::Link(id) => *id = None,
            Self::Links(ids) => ids.clear(),
        }
    }
}

fn joined<T: ToString>(parts: &BTreeSet<T>) -> String {
    parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}
