//! A form: the fields of one record, made from the catalogue, filled in one after the other.

mod before;
mod choosing;
mod draft;
mod field;
mod field_view;
mod layout;
mod save;
mod view;

use std::cell::Cell;
use std::collections::BTreeMap;

use super::{Context, FILLING, PICKING, Picker, Step};
use crate::app::{Action, Key, KeyCode, Scope};
use crate::domain::{Choosable, Field, Filled, Id, Kind, Language, Record, Value};
use field::{Content, FormField};

pub use draft::{DraftField, FormDraft};

/// What the people fill in of one record.
#[derive(Clone, Debug)]
pub struct Form {
    kind: Kind,
    id: Id,
    /// For a new record, what it holds beside the fields of the form; `None` where the record exists.
    given: Option<BTreeMap<Field, Value>>,
    fields: Vec<FormField>,
    /// The field that has the keys.
    at: usize,
    /// The choices of that field, while they are open.
    picking: Option<Box<Picker>>,
    saving: bool,
    /// Whether the next key that discards is meant.
    discarding: bool,
    /// Questions that ask the same, where the form makes one.
    before: before::Before,
    /// The first line of the fields that is shown.
    top: Cell<u16>,
    /// The lines that the frame was made for.
    rows: Cell<u16>,
}

impl Form {
    /// A form for a new record of this id. What is given stands in its fields; what is no field of the form
    /// goes into the record too.
    pub fn new(kind: Kind, id: Id, given: Record, language: Language) -> Self {
        let mut values = given.values;
        // A new record stands at the beginning of its way, unless something else is given.
        if let Some(first) = first_state(kind) {
            values.entry(Field::State).or_insert(first);
        }
        let mut form = Self::with_values(kind, id, |field| values.get(&field).cloned().unwrap_or_default(), language);
        form.given = Some(values);
        // What is given already needs no looking at: the keys go to what is missing, or else to what can be written on.
        let missing = |field: &FormField| field.is_required() && field.content.is_empty();
        let written = |field: &FormField| field.is_required() && matches!(field.content, Content::Text(_));
        let first = form.fields.iter().position(missing).or_else(|| form.fields.iter().position(written));
        form.at = first.unwrap_or(0);
        form
    }

    /// A form for a record that exists. `names` are those of the records that it links to.
    pub fn edit(record: &Record, names: &[(Field, Vec<(Id, String)>)], language: Language) -> Self {
        let mut form = Self::with_values(record.kind, record.id, |field| record.get(field).clone(), language);
        form.name(names);
        form
    }

    /// The record that is edited; none for a new one.
    pub fn record(&self) -> Option<(Kind, Id)> {
        self.given.is_none().then_some((self.kind, self.id))
    }

    fn with_values(kind: Kind, id: Id, value: impl Fn(Field) -> Value, language: Language) -> Self {
        let filled = kind.spec().fields.iter();
        let filled = filled.filter(|spec| matches!(spec.filled, Filled::Required | Filled::Optional));
        let fields = filled.map(|spec| FormField::new(spec, value(spec.field), language)).collect();
        Self {
            kind,
            id,
            given: None,
            fields,
            at: 0,
            picking: None,
            saving: false,
            discarding: false,
            before: before::Before::default(),
            top: Cell::new(0),
            rows: Cell::new(0),
        }
    }

    /// The kind of the record.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The record that is made or edited.
    pub const fn id(&self) -> Id {
        self.id
    }

    /// Whether the record does not exist yet.
    pub const fn is_new(&self) -> bool {
        self.given.is_some()
    }

    /// Whether something was typed or chosen that is not saved.
    pub fn is_touched(&self) -> bool {
        self.fields.iter().any(FormField::is_touched)
    }

    /// Says whether what was typed is on its way into the file. Until it is there, the next key closes the form.
    /// Makes a record of its own from now on.
    pub fn become_another(&mut self, id: Id) {
        self.id = id;
    }

    pub fn set_saving(&mut self, saving: bool) {
        self.saving = saving;
    }

    /// Whether what was typed is on its way into the file.
    pub const fn is_saving(&self) -> bool {
        self.saving
    }

    /// Tells the form what linked records are called, by the field that links to them.
    pub fn name(&mut self, names: &[(Field, Vec<(Id, String)>)]) {
        for (field, names) in names {
            if let Some(found) = self.fields.iter_mut().find(|found| found.spec.field == *field) {
                found.names.extend(names.iter().cloned());
            }
        }
    }

    /// Takes the record as somebody else has changed it: fields in which nothing was typed follow, the others keep
    /// what was typed and say what is there now.
    pub fn refresh(&mut self, record: &Record, language: Language) {
        if record.kind == self.kind && record.id == self.id && !self.is_new() {
            for field in &mut self.fields {
                field.refresh(record.get(field.spec.field), language);
            }
        }
    }

    pub(super) fn scopes(&self) -> &'static [Scope] {
        if self.picking.is_some() { PICKING } else { FILLING }
    }

    pub(super) fn offers(&self, action: Action) -> bool {
        match &self.picking {
            Some(picker) => picker.offers(action),
            None => match action {
                Action::OpenPicker => self.fields[self.at].content.is_chosen(),
                Action::JoinAsked => !self.asked_before().is_empty(),
                Action::ClearField => !self.fields[self.at].content.is_empty(),
                Action::DiscardDraft => self.is_touched(),
                Action::NextField | Action::PreviousField => !self.saving && self.fields.len() > 1,
                Action::Save => !self.saving,
                _ => true,
            },
        }
    }

    pub(super) fn needs(&self) -> Option<Kind> {
        self.picking.as_ref().and_then(|picker| picker.needs())
    }

    pub(super) fn has_to_wait(&self, key: Key, context: &Context<'_>) -> bool {
        match &self.picking {
            Some(picker) => picker.has_to_wait(key, context),
            None => self.looks() && context.action(key, self.scopes()) == Some(Action::JoinAsked),
        }
    }

    pub(super) fn provide(&mut self, kind: Kind, items: &[Choosable], more: bool) -> Step {
        self.picking.as_mut().map_or(Step::Stay, |picker| picker.provide(kind, items, more))
    }

    pub(super) fn provide_found(&mut self, kind: Kind, words: &str, items: &[Choosable]) {
        if let Some(picker) = &mut self.picking {
            picker.provide_found(kind, words, items);
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        match &mut self.picking {
            Some(picker) => picker.paste(text),
            None => self.fields[self.at].paste(text),
        }
    }

    pub(super) fn key(&mut self, key: Key, context: &Context<'_>) -> Step {
        if let Some(picker) = &mut self.picking {
            let step = picker.key(key, context);
            return self.picked(step);
        }
        let action = context.action(key, FILLING);
        if std::mem::take(&mut self.discarding) {
            // Any other key only takes the question back.
            return if action == Some(Action::DiscardDraft) { Step::Close } else { Step::Stay };
        }
        match action {
            Some(Action::Save) => self.save(context),
            Some(Action::CloseForm) => self.close(),
            Some(Action::DiscardDraft) if self.is_touched() => {
                self.discarding = true;
                Step::Stay
            }
            Some(Action::DiscardDraft) => Step::Close,
            Some(Action::NextField) => self.next_field(),
            Some(Action::PreviousField) => self.previous_field(),
            Some(Action::ClearField) => {
                self.fields[self.at].content.clear();
                Step::Stay
            }
            Some(Action::OpenPicker) if self.fields[self.at].content.is_chosen() => self.open_picker(context),
            Some(Action::OpenPicker) | None => self.write(key, context),
            Some(action) => Step::Act(action),
        }
    }

    /// A key for the field itself, or one that leads to its neighbour.
    fn write(&mut self, key: Key, context: &Context<'_>) -> Step {
        let field = &mut self.fields[self.at];
        if let Content::Flag(yes) = &mut field.content
            && key.text() == Some(' ')
        {
            *yes = !*yes;
            return Step::Stay;
        }
        if field.edit(key) {
            return Step::Stay;
        }
        if field.content.is_chosen() && key.text().is_some() {
            return self.open_picker_with(key, context);
        }
        match key.code {
            KeyCode::Enter | KeyCode::Down if !key.ctrl && !key.alt => self.next_field(),
            KeyCode::Up if !key.ctrl && !key.alt => self.previous_field(),
            _ => context.unused(key, true),
        }
    }

    fn next_field(&mut self) -> Step {
        self.go_to((self.at + 1) % self.fields.len())
    }

    fn previous_field(&mut self) -> Step {
        self.go_to((self.at + self.fields.len() - 1) % self.fields.len())
    }

    fn go_to(&mut self, field: usize) -> Step {
        self.fields[self.at].leave();
        self.at = field;
        Step::Stay
    }
}

/// Where a record of this kind stands when people make it; `None` where its state is no field of the form.
fn first_state(kind: Kind) -> Option<Value> {
    let spec = kind.spec().field(Field::State)?;
    match spec.holds {
        crate::domain::FieldType::Choice(set) if spec.filled == Filled::Required => {
            set.choices().first().map(|choice| Value::text(choice.code()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
