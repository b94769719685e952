//! Conflicts: somebody else was faster, and it is asked whose values stay.

use std::collections::BTreeMap;

use super::{App, Effect, Message, Purpose, Sent};
use crate::dialogs::{ConflictDialog, Dialog};
use crate::domain::{Change, Conflict, Id, Kind};

impl App {
    /// Somebody else was faster: which values are to stay?
    pub(super) fn ask_whose(
        &mut self,
        change: Change,
        what: Sent,
        conflicts: &[Conflict],
        names: BTreeMap<(Kind, Id), String>,
    ) -> Vec<Effect> {
        if let Sent::Triage(questions) = &what {
            let label = names.get(&(Kind::Question, questions.first().copied().unwrap_or_default()));
            if self.triage_was_slower(questions, conflicts, label.map(String::as_str).unwrap_or_default()) {
                let mut effects = vec![Effect::Settle(change.id)];
                effects.extend(self.refresh());
                return effects;
            }
        }
        // What was typed ahead was not meant for this.
        self.ahead.clear();
        let mut effects = Vec::new();
        if let Sent::Triage(questions) = &what {
            effects = self.triage_failed(questions);
        }
        if matches!(what, Sent::Form) {
            self.set_form_saving(false);
        }
        let fields = conflicts.iter().map(|conflict| (conflict.kind, conflict.id, conflict.field)).collect();
        let dialog = ConflictDialog::new(conflicts.to_vec(), names, self.to_local);
        effects.extend(self.open(Dialog::Conflict(dialog), Purpose::Resolve(Box::new(change), fields, what)));
        effects
    }

    /// A conflict is left without a word on whose values stay.
    pub(super) fn leave_conflict(&mut self, change: &Change, what: Sent) -> Vec<Effect> {
        let settle = Effect::Settle(change.id);
        match what {
            // Asked at another time; until then it stays noted.
            Sent::Kept => {
                self.message = Some(Message::AskedAgain);
                Vec::new()
            }
            Sent::Parked(draft) | Sent::Closed(draft) => {
                self.remember_draft((*draft).clone());
                self.message = Some(Message::DraftKept);
                vec![Effect::KeepDraft(draft), settle]
            }
            // The form with the text is open below.
            Sent::Form => {
                let mut effects = self.keep_drafts();
                effects.push(settle);
                effects
            }
            Sent::Hour(question) => {
                let mut effects = self.answer_failed(question, None);
                effects.push(settle);
                effects
            }
            Sent::Act | Sent::Told(_) | Sent::Triage(_) | Sent::Undo(_) | Sent::Redo(_) => vec![settle],
        }
    }
}
