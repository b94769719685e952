//! The drive goes away and comes back: what is on the screen stays, changes wait, and nothing that needs the file is
//! begun.

use chrono::NaiveDateTime;

use super::{AboutLists, Action, App, CardFor, Effect, Key, Message, Pending, Question, Sent};
use crate::dialogs::{Dialog, FormDraft};
use crate::domain::failure::Failure;
use crate::domain::{Change, What};

/// How the file's drive is, as far as this program can tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Drive {
    /// It answers.
    #[default]
    Here,
    /// Others have had the file since this time, on the clock of the wall.
    Busy {
        /// Since when.
        since: NaiveDateTime,
    },
    /// The file cannot be had since this time.
    Away {
        /// Since when.
        since: NaiveDateTime,
        /// Why.
        why: Absence,
    },
    /// The file can be read, but nothing can be written into it any more.
    Unwritable(Failure),
}

/// Why a file cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// Its drive does not answer, or fails.
    Silent,
    /// There is no file at its place.
    Missing,
    /// Another file lies at its place.
    Replaced,
}

impl App {
    /// Whether the drive does not answer.
    pub const fn is_away(&self) -> bool {
        matches!(self.drive, Drive::Away { .. })
    }

    /// The drive is another than before.
    pub(super) fn take_drive(&mut self, drive: Drive) -> Vec<Effect> {
        let (was_away, was_sealed) = (self.is_away(), self.sealed);
        match &drive {
            Drive::Away { why, .. } if was_away => {
                let now = *why;
                // It is away for as long as since the first word of it. Silence says nothing new of what is missing.
                if let Drive::Away { why, .. } = &mut self.drive
                    && now != Absence::Silent
                {
                    *why = now;
                }
                return Vec::new();
            }
            Drive::Unwritable(failure) => {
                self.sealed |= !self.read_only;
                self.message = Some(Message::Failed(failure.clone()));
            }
            Drive::Here => {
                self.sealed = false;
                let over = matches!((&self.drive, &self.message),
                    (Drive::Unwritable(why), Some(Message::Failed(told))) if why == told);
                if over || matches!(self.message, Some(Message::GivenUp | Message::Failed(Failure::Busy))) {
                    self.message = None;
                }
            }
            Drive::Busy { .. } | Drive::Away { .. } => {}
        }
        self.read_only = self.sealed || self.read_only && !was_sealed;
        self.drive = drive;
        if self.is_away() {
            self.ahead.clear();
            self.park();
            self.forget_other_card();
            return Vec::new();
        }
        if !was_away {
            return Vec::new();
        }
        let mut effects = self.refresh();
        effects.extend(
            self.dialogs.last().and_then(|(dialog, _)| dialog.needs()).map(Question::Choosable).map(Effect::Ask),
        );
        if self.find.is_some() {
            effects.extend(self.find_typed());
        }
        match self.triage.as_ref().map(|triage| triage.loaded) {
            Some(true) => effects.extend(self.ask_triage()),
            Some(false) => effects.extend(self.start_triage()),
            None => {}
        }
        effects
    }

    /// Forms whose text is on its way make room: it is kept on this host, and asked about when it is sent.
    pub(super) fn park(&mut self) {
        if self.close_saving(Sent::Parked) {
            self.message = Some(Message::Parked);
        }
    }

    /// Closes the form that is being saved, and keeps its text with the change until that is in the file.
    pub(super) fn close_saving(&mut self, why: impl Fn(Box<FormDraft>) -> Sent) -> bool {
        let pending = self.pending.values_mut().find(|pending| matches!(pending.what, Sent::Form));
        if let Some(pending) = pending
            && let Some(place) = self.dialogs.iter().rposition(|(dialog, _)| dialog.is_saving())
            && let (Dialog::Form(form), _) = self.dialogs.remove(place)
        {
            pending.what = why(Box::new(form.draft()));
            return true;
        }
        false
    }

    /// What can be asked of a drive that does not answer: nothing. What is shown is read again when it is back; what
    /// somebody wants to see now is refused.
    pub(super) fn without_drive(&mut self, mut effects: Vec<Effect>) -> Vec<Effect> {
        effects.retain(|effect| {
            let Effect::Ask(question) = effect else { return true };
            match question {
                Question::Rows(_)
                | Question::Count(..)
                | Question::Waiting
                | Question::SavedViews(_)
                | Question::Overview
                | Question::Tree(_)
                | Question::Lists(AboutLists::HourMeanwhile(_))
                | Question::Choosable(_)
                | Question::ChoosableLike(..)
                | Question::Find(..)
                | Question::AskedBefore(_)
                | Question::Card(_, _, CardFor::Detail) => {}
                Question::Card(_, _, CardFor::Triage) => {
                    if let Some(triage) = &mut self.triage {
                        triage.forget_asked();
                    }
                }
                Question::Place | Question::PlanErasure(_) | Question::Erase(_) => {
                    self.message = Some(Message::WaitsForDrive);
                }
                Question::RunImport(_) => {
                    if let Some(import) = &mut self.import {
                        import.running = false;
                    }
                    self.message = Some(Message::WaitsForDrive);
                }
                Question::PlanImport(..) => {
                    self.import = None;
                    self.message = Some(Message::WaitsForDrive);
                }
                Question::Inbox(_) => {
                    self.triage = None;
                    self.message = Some(Message::WaitsForDrive);
                }
                // Compared again when the drive is back; what was not compared yet is given up.
                Question::Alike => {
                    if self.duplicates.as_ref().is_some_and(|duplicates| duplicates.found.is_none()) {
                        self.duplicates = None;
                        self.message = Some(Message::WaitsForDrive);
                    }
                }
                Question::Card(..)
                | Question::All(..)
                | Question::Past(_)
                | Question::Contacts(_)
                | Question::Lists(_)
                | Question::Letter(_)
                | Question::Feedback(_)
                | Question::AlikePair(..)
                | Question::Parting(_)
                | Question::Disclose(..)
                | Question::Proofs
                | Question::Export(..) => {
                    self.message = Some(Message::WaitsForDrive);
                }
            }
            false
        });
        self.forget_other_card();
        effects
    }

    /// What hangs on another record than the one under the cursor is not shown until that one can be read.
    pub(super) fn forget_other_card(&mut self) {
        let subject = self.browser().subject();
        let card = &mut self.browser_mut().card;
        if card.as_ref().is_some_and(|card| Some((card.record.kind, card.record.id)) != subject) {
            *card = None;
        }
    }

    /// Leaving, while others have the file, gives up what waits for it. True where the key was for that.
    pub(super) fn gives_up(&self, key: Key) -> bool {
        let leaves = matches!(
            self.keymap.action(key, &self.scopes()),
            Some(Action::Leave | Action::Back | Action::CloseForm | Action::Interrupt)
        );
        leaves && matches!(self.drive, Drive::Busy { .. }) && !self.pending.is_empty()
    }

    /// Sends changes that an earlier session, or an import, could not.
    pub(super) fn take_kept(&mut self, changes: Vec<Change>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for change in changes {
            self.sent += 1;
            let pending = Pending { change: change.clone(), what: Sent::Kept, place: self.sent };
            self.pending.insert(change.id, pending);
            effects.push(Effect::Apply(Box::new(change)));
        }
        effects
    }

    /// Bases a change on what will be there once those have arrived that are still on their way: nobody is to be
    /// asked about a conflict with oneself.
    pub(super) fn base_on_pending(&self, change: &mut Change) {
        let mut before: Vec<&Pending> = self.pending.values().collect();
        before.sort_by_key(|pending| pending.place);
        for earlier in before.iter().flat_map(|pending| &pending.change.edits) {
            let What::Set { field, from: base, to } = &earlier.what else { continue };
            for edit in &mut change.edits {
                if let What::Set { field: same, from, .. } = &mut edit.what
                    && (edit.kind, edit.id, *same) == (earlier.kind, earlier.id, *field)
                    && from == base
                {
                    from.clone_from(to);
                }
            }
        }
    }
}
