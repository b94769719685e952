//! What a form changes in the file, and what keeps it from doing so.

use std::collections::BTreeMap;

use super::Form;
use super::field::{self, FormField};
use crate::dialogs::{Answer, Context, Step};
use crate::domain::{Edit, Field, Value, What};

impl Form {
    /// Shows every problem at once and goes to the first, or answers with the edits.
    pub(super) fn save(&mut self, context: &Context<'_>) -> Step {
        for field in &mut self.fields {
            field.checked = true;
        }
        let values: Vec<Result<Value, _>> = self.fields.iter().map(|field| field.value(context.today)).collect();
        if let Some(first) = values.iter().position(Result::is_err) {
            self.at = first;
            return Step::Stay;
        }
        let values = self.fields.iter().zip(values.into_iter().flatten());
        let edits = match &self.given {
            Some(given) => vec![self.create(given, values)],
            None => self.changes(values),
        };
        if edits.is_empty() { Step::Close } else { Step::Answer(Answer::Save(edits)) }
    }

    /// Closes, keeping what was typed.
    pub(super) fn close(&self) -> Step {
        if self.is_touched() { Step::Answer(Answer::Draft) } else { Step::Close }
    }

    fn create<'a>(&self, given: &BTreeMap<Field, Value>, values: impl Iterator<Item = (&'a FormField, Value)>) -> Edit {
        let mut all = given.clone();
        all.extend(values.map(|(field, value)| (field.spec.field, value)));
        all.retain(|_, value| !value.is_unknown());
        Edit { kind: self.kind, id: self.id, what: What::Create(all) }
    }

    fn changes<'a>(&self, values: impl Iterator<Item = (&'a FormField, Value)>) -> Vec<Edit> {
        values
            .filter(|(field, value)| field.is_touched() && !field::same(&field.from, value))
            .map(|(field, to)| {
                let what = What::Set { field: field.spec.field, from: field.from.clone(), to };
                Edit { kind: self.kind, id: self.id, what }
            })
            .collect()
    }
}
