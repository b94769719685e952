//! Going: what was typed and not saved is kept.

use super::{App, Effect};
use crate::dialogs::{Dialog, FormDraft};

impl App {
    /// The person goes: what was typed is kept.
    pub(super) fn leave(&mut self) -> Vec<Effect> {
        self.leaving = true;
        let mut effects = self.keep_drafts();
        effects.extend(self.save_choices());
        effects.push(Effect::Quit);
        effects
    }

    pub(super) fn keep_drafts(&self) -> Vec<Effect> {
        self.unsaved_drafts().into_iter().map(|draft| Effect::KeepDraft(Box::new(draft))).collect()
    }

    /// What is typed into open forms and not saved.
    pub fn unsaved_drafts(&self) -> Vec<FormDraft> {
        let forms = self.dialogs.iter().filter_map(|(dialog, _)| match dialog {
            Dialog::Form(form) if form.is_touched() => Some(form.draft()),
            _ => None,
        });
        forms.chain(self.unsaved_answers()).collect()
    }
}
