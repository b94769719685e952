//! What was typed into a form and not saved, as it is kept until the next start.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Form, FormField};
use crate::domain::{Field, Id, Kind, Language, Record, Value};

/// An unsaved form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormDraft {
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    pub id: Id,
    /// What a new record was to hold from the beginning; `None` where the record existed.
    pub given: Option<BTreeMap<Field, Value>>,
    /// The field that had the keys.
    pub at: Field,
    /// The fields in which something was typed.
    pub fields: Vec<DraftField>,
    /// What the records are called that a new record was given to link to. Drafts of earlier versions do not say.
    #[serde(default)]
    pub named: Vec<(Field, Vec<(Id, String)>)>,
}

/// A field in which something was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftField {
    /// Its name.
    pub field: Field,
    /// What it held when the form was opened: what the change will be based on.
    pub from: Value,
    /// What was typed, or the codes and ids of what was chosen.
    pub typed: String,
    /// What the chosen records were called.
    pub names: Vec<(Id, String)>,
}

impl Form {
    /// What was typed and is not saved.
    pub fn draft(&self) -> FormDraft {
        let touched = self.fields.iter().filter(|field| field.is_touched());
        let given = self.fields.iter().filter(|field| self.is_new() && !field.is_touched() && !field.names.is_empty());
        let named = given.map(|field| (field.spec.field, field.names.clone().into_iter().collect())).collect();
        let kept = |field: &FormField| DraftField {
            field: field.spec.field,
            from: field.from.clone(),
            typed: field.content.typed(),
            names: field.names.iter().map(|(id, name)| (*id, name.clone())).collect(),
        };
        FormDraft {
            kind: self.kind,
            id: self.id,
            given: self.given.clone(),
            at: self.fields[self.at].spec.field,
            fields: touched.map(kept).collect(),
            named,
        }
    }

    /// The form as it was left. `record` is the record as it is now; where somebody changed a field meanwhile in
    /// which something was typed, both are shown.
    pub fn from_draft(
        draft: &FormDraft,
        record: Option<&Record>,
        names: &[(Field, Vec<(Id, String)>)],
        language: Language,
    ) -> Self {
        let blank = Record::new(draft.kind, draft.id);
        let mut form = match (&draft.given, record) {
            (Some(given), _) => {
                let given = Record { values: given.clone(), ..blank };
                Self::new(draft.kind, draft.id, given, language)
            }
            (None, record) => Self::edit(record.unwrap_or(&blank), names, language),
        };
        form.name(&draft.named);
        for kept in &draft.fields {
            if let Some(field) = form.fields.iter_mut().find(|field| field.spec.field == kept.field) {
                field.restore(kept.from.clone(), &kept.typed, language);
                field.names.extend(kept.names.iter().cloned());
            }
        }
        form.at = form.fields.iter().position(|field| field.spec.field == draft.at).unwrap_or(0);
        if let Some(record) = record {
            form.refresh(record, language);
        }
        form
    }
}
