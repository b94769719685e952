//! What a form changes in the file, and what keeps it from doing so.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Form;
use super::field::{self, FormField, Problem};
use crate::dialogs::{Answer, Context, Step};
use crate::domain::entry::EntryProblem;
use crate::domain::{Edit, Field, Value, What, span};

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
        if let Some((late, _)) = self.out_of_order(context.today) {
            self.at = self.fields.iter().position(|field| field.spec.field == late).unwrap_or(self.at);
            return Step::Stay;
        }
        let values = self.fields.iter().zip(values.into_iter().flatten());
        let edits = match &self.given {
            Some(given) => vec![self.create(given, values)],
            None => self.changes(values),
        };
        if edits.is_empty() { Step::Close } else { Step::Answer(Answer::Save(edits)) }
    }

    /// The problem to show now with a field: its own, or that it does not go with another.
    pub(super) fn problem(&self, field: &FormField, today: NaiveDate) -> Option<Problem> {
        let among = || self.out_of_order(today).filter(|(late, _)| *late == field.spec.field);
        let among = || among().map(|(_, problem)| Problem::Entry(problem));
        field.problem(today).or_else(|| if field.checked { among() } else { None })
    }

    fn out_of_order(&self, today: NaiveDate) -> Option<(Field, EntryProblem)> {
        let of = |name: Field| self.fields.iter().find(|field| field.spec.field == name);
        let value = |name| of(name).and_then(|field| field.value(today).ok());
        span::out_of_order(self.kind, value, |name| self.is_new() || of(name).is_some_and(FormField::is_touched))
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
