//! Keys that are typed ahead of the file: those that need its answer wait for it, in order, instead of being
//! taken for something else. What can be shown without the file is never held back.

use super::{AboutLists, Action, Answered, App, CardFor, Disclosing, Effect, Key, Message, Question, Scope, Sent};
use crate::dialogs::Dialog;

impl App {
    /// Takes a key, at once or when its turn comes.
    pub(super) fn key_in_turn(&mut self, key: Key) -> Vec<Effect> {
        let mut effects = Vec::new();
        // What is being saved needs no looking at: the key is for what lies below. Esc only closes.
        if self.top_dialog().is_some_and(Dialog::is_saving) {
            let closes = self.keymap.action(key, &self.scopes()) == Some(Action::CloseForm);
            if self.close_saving(Sent::Closed) && closes {
                return Vec::new();
            }
            effects = self.move_on_when_closed();
        }
        let action = self.keymap.action(key, &self.scopes());
        let leaves = matches!(
            action,
            Some(
                Action::Leave
                    | Action::Back
                    | Action::CloseForm
                    | Action::LeaveHour
                    | Action::Interrupt
                    | Action::Quit
                    | Action::Redraw
                    | Action::Suspend
            )
        );
        if leaves {
            self.ahead.clear();
            self.opening = false;
        } else if self.is_away() && self.has_to_wait(key) {
            // What waits for a drive that is away would be done at a moment when nobody thinks of it any more.
            self.message = Some(Message::WaitsForDrive);
            return effects;
        } else if !self.ahead.is_empty() || self.has_to_wait(key) {
            self.ahead.push_back(key);
            return effects;
        }
        effects.extend(self.key_now(key));
        effects
    }

    fn key_now(&mut self, key: Key) -> Vec<Effect> {
        let effects = self.key(key);
        self.opening |= effects.iter().any(|effect| matches!(effect, Effect::Ask(question) if opens(question)));
        effects
    }

    /// What was to be opened is here, or cannot be had.
    pub(super) fn note_opened(&mut self, answered: &Answered) {
        if let (Answered::Failed(_), Some((Dialog::Form(form), _))) = (answered, self.dialogs.last_mut()) {
            form.stop_looking();
        }
        if matches!(
            answered,
            Answered::Past(..)
                | Answered::Contacts(_)
                | Answered::Lists(_)
                | Answered::Letter(_)
                | Answered::Parting(_)
                | Answered::Failed(_)
        ) || matches!(answered, Answered::Disclosed(_) | Answered::Proofs(_) | Answered::Feedback(..))
            || matches!(answered, Answered::Card(_, _, wanted, ..) if !matches!(wanted, CardFor::Detail | CardFor::Triage))
        {
            self.opening = false;
        }
    }

    /// Takes the keys whose turn has come.
    pub(super) fn take_ahead(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        while let Some(key) = self.ahead.front().copied().filter(|key| !self.has_to_wait(*key)) {
            self.ahead.pop_front();
            effects.extend(self.key_now(key));
        }
        effects
    }

    /// Whether the meaning of a key depends on what the file has still to answer.
    fn has_to_wait(&self, key: Key) -> bool {
        // What is being opened gets the keys that are typed for it.
        if self.opening {
            return true;
        }
        if let Some(dialog) = self.top_dialog() {
            return dialog.has_to_wait(key, &self.context());
        }
        if self.find.is_some() || self.filter.is_some() || self.import.is_some() || self.hour.is_some() {
            return false;
        }
        // In triage a key is for the question that comes next, once the one in front is settled.
        let Some(triage) = &self.triage else { return false };
        let acts = self.keymap.action(key, &[Scope::Triage, Scope::Everywhere]);
        if acts.is_some_and(|action| !action.spec().scopes.contains(&Scope::Triage))
            && !matches!(acts, Some(Action::Undo | Action::Redo))
        {
            return false;
        }
        if acts.is_none_or(|action| matches!(action, Action::PageDown | Action::PageUp)) {
            return false;
        }
        let is_read = triage.loaded && (triage.current().is_none() || triage.card().is_some());
        // What is on its way into the file is waited for only by who wants to take it back: the next question is here.
        let takes_back = acts == Some(Action::Undo) || acts == Some(Action::Redo);
        !is_read || !triage.awaited.is_empty() || takes_back && !self.pending.is_empty()
    }
}

/// Whether the answer opens something that takes the keys.
const fn opens(question: &Question) -> bool {
    match question {
        Question::Card(_, _, wanted) => !matches!(wanted, CardFor::Detail | CardFor::Triage),
        Question::Lists(AboutLists::HourMeanwhile(_)) => false,
        Question::Past(_)
        | Question::Contacts(_)
        | Question::Lists(_)
        | Question::Letter(_)
        | Question::Feedback(_)
        | Question::Parting(_)
        | Question::Proofs => true,
        Question::Disclose(_, how) => matches!(how, Disclosing::Shown),
        _ => false,
    }
}
