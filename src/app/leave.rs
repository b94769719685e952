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

    /// At a pause: what was typed is kept, so that a line that drops or a host that dies costs no more than the last
    /// words.
    pub(super) fn keep_typed(&mut self) -> Vec<Effect> {
        let mut effects = self.keep_answers();
        for draft in self.unkept_forms() {
            self.remember_draft(draft.clone());
            effects.push(Effect::KeepDraft(Box::new(draft)));
        }
        effects
    }

    /// Whether something was typed that is not kept yet.
    pub fn has_unkept(&self) -> bool {
        self.has_unkept_answers() || !self.unkept_forms().is_empty()
    }

    fn unkept_forms(&self) -> Vec<FormDraft> {
        let open = self.dialogs.iter().filter_map(|(dialog, _)| match dialog {
            Dialog::Form(form) if form.is_touched() && !form.is_saving() => Some(form.draft()),
            _ => None,
        });
        open.filter(|draft| !self.drafts.contains(draft)).collect()
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
