//! What is written down in a question hour and not saved: kept on this host at every pause, as the draft of an answer.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::app::{App, Effect};
use crate::dialogs::{DraftField, FormDraft};
use crate::domain::question_list::{Hour, Progress, blank_answer};
use crate::domain::{Change, Field, Id, Kind, Value, What};
use crate::screens::hour::Asked;
use crate::widgets::text_field::TextInput;

impl App {
    /// Whether something is written down that this host does not keep yet.
    pub(in crate::app) fn has_unkept_answers(&self) -> bool {
        let asked = self.hour.iter().flat_map(|state| &state.asked);
        asked.into_iter().any(wants_keeping)
    }

    /// A pause: what was written down since the last one is kept.
    pub(in crate::app) fn keep_answers(&mut self) -> Vec<Effect> {
        let today = self.today();
        let Some(state) = &mut self.hour else { return Vec::new() };
        let (mut kept, mut dropped) = (Vec::new(), Vec::new());
        for asked in state.asked.iter_mut().filter(|asked| wants_keeping(asked)) {
            asked.kept = Some(asked.to_keep());
            if asked.is_unsaved() || asked.progress == Progress::Saving {
                kept.push(draft(&state.hour, asked, today));
            } else {
                dropped.push(asked.answer);
            }
        }
        let mut effects: Vec<Effect> = Vec::new();
        for draft in kept {
            self.remember_draft(draft.clone());
            effects.push(Effect::KeepDraft(Box::new(draft)));
        }
        for id in dropped {
            self.drafts.retain(|draft| (draft.kind, draft.id) != (Kind::Answer, id));
            effects.push(Effect::DropDraft(Kind::Answer, id));
        }
        effects
    }

    /// The same, with all that is written down, however often it was kept before.
    pub(in crate::app) fn keep_answers_now(&mut self) -> Vec<Effect> {
        if let Some(state) = &mut self.hour {
            for asked in state.asked.iter_mut().filter(|asked| asked.is_unsaved()) {
                asked.kept = None;
            }
        }
        self.keep_answers()
    }

    /// An answer that an earlier session could not send is in the file: its draft goes, where it says no more.
    pub(in crate::app) fn drop_told(&mut self, change: &Change) -> Vec<Effect> {
        let is_told = |draft: &FormDraft| {
            let edits = change.edits.iter().filter(|edit| (edit.kind, edit.id) == (Kind::Answer, draft.id));
            let mut text = edits.rev().filter_map(|edit| match &edit.what {
                What::Create(values) => values.get(&Field::Text),
                What::Set { field: Field::Text, to, .. } => Some(to),
                What::Set { .. } => None,
            });
            let Some(text) = text.next().and_then(Value::as_text) else { return false };
            let says = |field: &DraftField| field.field != Field::Text || field.typed.trim() == text;
            draft.kind == Kind::Answer && draft.fields.iter().all(says)
        };
        let told: Vec<Id> = self.drafts.iter().filter(|draft| is_told(draft)).map(|draft| draft.id).collect();
        self.drafts.retain(|draft| draft.kind != Kind::Answer || !told.contains(&draft.id));
        told.into_iter().map(|id| Effect::DropDraft(Kind::Answer, id)).collect()
    }

    /// What is written down and not in the file.
    pub(in crate::app) fn unsaved_answers(&self) -> Vec<FormDraft> {
        let Some(state) = &self.hour else { return Vec::new() };
        let unsaved = state.asked.iter().filter(|asked| asked.is_unsaved() || asked.progress == Progress::Saving);
        unsaved.map(|asked| draft(&state.hour, asked, self.today())).collect()
    }
}

/// Whether what is typed differs from what is kept.
fn wants_keeping(asked: &Asked) -> bool {
    match &asked.kept {
        Some(kept) => *kept != asked.to_keep(),
        None => asked.is_unsaved() || asked.progress == Progress::Saving,
    }
}

/// The draft of an answer, as the form of an answer would keep it.
fn draft(hour: &Hour, asked: &Asked, today: NaiveDate) -> FormDraft {
    let preset = hour.guests.first().map(|(id, _)| *id);
    // What is written on while an answer is on its way belongs to that answer.
    let before = asked.saved.as_ref().filter(|_| asked.progress != Progress::Saving || asked.is_unsaved());
    let field =
        |field: Field, from: Value, typed: String, names: Vec<(Id, String)>| DraftField { field, from, typed, names };
    let from = |of: Field| before.map(|before| before.get(of).clone()).unwrap_or_default();
    let mut fields = vec![field(Field::Text, from(Field::Text), asked.text.text().to_owned(), Vec::new())];
    let by = asked.by.as_ref().map(|(id, _)| *id);
    if by != preset {
        let typed = by.map(|id| id.to_string()).unwrap_or_default();
        fields.push(field(Field::Contact, Value::from(preset), typed, asked.by.iter().cloned().collect()));
    }
    let given: Option<BTreeMap<Field, Value>> =
        before.is_none().then(|| blank_answer(hour, &asked.listed, asked.answer, preset, today).values);
    let question = (asked.listed.question.id, asked.listed.question.text(Field::Title).to_owned());
    let named = vec![(Field::Question, vec![question])];
    FormDraft { kind: Kind::Answer, id: asked.answer, given, at: Field::Text, fields, named }
}

/// Takes up what was written down before; whether there was anything.
pub(super) fn restore(asked: &mut Asked, drafts: &[FormDraft]) -> bool {
    let question = Value::from(asked.listed.question.id);
    let is_its = |draft: &&FormDraft| {
        draft.kind == Kind::Answer
            && draft.given.as_ref().is_some_and(|given| given.get(&Field::Question) == Some(&question))
    };
    let Some(draft) = drafts.iter().rev().find(is_its) else { return false };
    let typed = |of: Field| draft.fields.iter().find(|field| field.field == of);
    let Some(text) = typed(Field::Text) else { return false };
    asked.answer = draft.id;
    asked.text = TextInput::new(text.typed.clone());
    if let Some(by) = typed(Field::Contact) {
        asked.by = by.names.first().cloned();
    }
    asked.kept = Some(asked.to_keep());
    true
}
