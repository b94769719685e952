//! What is known of a change that is on its way into the file, and what follows once it is there or was refused.

use std::collections::BTreeMap;

use super::undo::Done;
use super::{Action, App, Effect, Message};
use crate::dialogs::{Dialog, FormDraft};
use crate::domain::failure::Failure;
use crate::domain::{Act, Applied, Change, Field, Id, Kind, Outcome, What};

/// A change on its way into the file.
#[derive(Clone, Debug)]
pub(super) struct Pending {
    pub(super) change: Change,
    pub(super) what: Sent,
    /// The how manieth it was.
    pub(super) place: u64,
}

/// Why a change was sent.
#[derive(Clone, Debug)]
pub enum Sent {
    /// An act in a list or a detail.
    Act,
    /// An act of which people are told this once it is in the file.
    Told(String),
    /// An answer of a question hour, to this question.
    Hour(Id),
    /// A form that stays open until it is saved.
    Form,
    /// A form that made room for the next key while it was being saved; with its text, should it be needed again.
    Closed(Box<FormDraft>),
    /// A form that was closed while the drive was away; with its text, should it be needed again.
    Parked(Box<FormDraft>),
    /// What an earlier session, or an import, could not send.
    Kept,
    /// An act in triage, on these questions.
    Triage(Vec<Id>),
    /// To take something back.
    Undo(Done),
    /// To do something again.
    Redo(Done),
}

/// What is done to several contacts at once. Other acts touch a second contact beside the one they are about.
const BULK: [Act; 5] = [Act::Edit, Act::Check, Act::SetTopic, Act::Remove, Act::Restore];

impl App {
    /// A change was tried.
    pub(super) fn tried(
        &mut self,
        change: Change,
        result: Result<Outcome, Failure>,
        names: Vec<((Kind, Id), String)>,
    ) -> Vec<Effect> {
        let Some(Pending { what, .. }) = self.pending.remove(&change.id) else { return Vec::new() };
        let names: BTreeMap<(Kind, Id), String> = names.into_iter().collect();
        match result {
            Ok(Outcome::Applied(applied) | Outcome::Known(applied)) => self.saved(&change, what, &applied, &names),
            Ok(Outcome::Conflict(conflicts)) => self.ask_whose(change, what, &conflicts, names),
            Err(failure) => {
                self.ahead.clear();
                let mut effects = Vec::new();
                // Whose author sees that it failed, and has it before their eyes, need not be noted any more.
                let mut is_settled = true;
                match what {
                    Sent::Undo(done) => self.undo.put_back(done, true),
                    Sent::Redo(done) => self.undo.put_back(done, false),
                    Sent::Form => effects.extend(self.form_failed(&failure)),
                    Sent::Parked(draft) | Sent::Closed(draft) => {
                        self.remember_draft((*draft).clone());
                        effects.push(Effect::KeepDraft(draft));
                    }
                    Sent::Kept => is_settled = failure.is_refusal(),
                    Sent::Hour(question) => effects.extend(self.answer_failed(question, Some(&failure))),
                    Sent::Triage(questions) => effects.extend(self.triage_failed(&questions)),
                    Sent::Act | Sent::Told(_) => {}
                }
                effects.extend(is_settled.then_some(Effect::Settle(change.id)));
                // Only who did not want to wait any longer gets this for a change.
                self.message = Some(match failure {
                    Failure::Busy => Message::GivenUp,
                    failure => Message::Failed(failure),
                });
                effects.extend(self.refresh());
                effects
            }
        }
    }

    fn saved(
        &mut self,
        change: &Change,
        what: Sent,
        applied: &Applied,
        names: &BTreeMap<(Kind, Id), String>,
    ) -> Vec<Effect> {
        let mut effects = Vec::new();
        let records = change.records();
        let label = records.iter().find_map(|record| names.get(record)).cloned().unwrap_or_default();
        match &what {
            Sent::Undo(done) => {
                self.undo.undone(done.act, change.clone(), applied);
                let redo = self.key_name(Action::Redo);
                let mut questions = concerned(&done.change);
                questions.extend(self.prolonged_in(&done.change));
                let of = match questions.as_slice() {
                    [question] if self.triage.is_some() => names.get(question).cloned(),
                    _ => None,
                };
                self.message = Some(Message::Undone { act: done.act, of, redo });
                effects.extend(self.triage_back_to(&questions, &done.change));
            }
            Sent::Redo(done) => {
                self.undo.redone(done.act, change.clone(), applied);
                self.message = Some(Message::Redone(done.act));
            }
            Sent::Parked(_) | Sent::Kept => {
                self.undo.note(change.clone(), applied);
                let undo = self.key_name(Action::Undo);
                self.message = Some(Message::SavedLate { act: change.act, label, undo });
            }
            Sent::Told(told) => {
                self.undo.note(change.clone(), applied);
                self.message = Some(Message::Told(told.clone()));
            }
            Sent::Act | Sent::Form | Sent::Closed(_) | Sent::Hour(_) | Sent::Triage(_) => {
                self.undo.note(change.clone(), applied);
                let of_kind = |kind| (kind, records.iter().filter(|(other, _)| *other == kind).count());
                let many = match of_kind(Kind::Question) {
                    (_, 0) if change.act == Act::Comment => of_kind(Kind::Comment),
                    (kind, 0) if change.act == Act::PutOnList => (kind, of_kind(Kind::Entry).1),
                    (_, 0) if BULK.contains(&change.act) => of_kind(Kind::Contact),
                    questions => questions,
                };
                let undo = self.key_name(Action::Undo);
                let left = self.left_out.take_if(|(id, _)| *id == change.id).map(|(_, left)| left);
                self.message = Some(if let Some(message) = self.some_on_it_already(change, applied, &undo) {
                    message
                } else if applied.edits.is_empty() && matches!(what, Sent::Triage(_)) && !label.is_empty() {
                    // Somebody else has decided the same at the same time.
                    Message::TakenByOthers(label, applied.already.clone())
                } else if applied.edits.is_empty() {
                    Message::Unchanged
                } else if let Some(left) = left {
                    Message::SavedSome(change.act, of_kind(Kind::Question).1, left, undo)
                } else {
                    Message::Saved { act: change.act, label, many, undo }
                });
            }
        }
        if !applied.left.is_empty() {
            self.message = Some(Message::Left(applied.left.len()));
        }
        if matches!(what, Sent::Form)
            && let Some(place) = self.dialogs.iter().rposition(|(dialog, _)| dialog.is_saving())
            && let (Dialog::Form(form), _) = self.dialogs.remove(place)
        {
            self.drafts.retain(|draft| (draft.kind, draft.id) != (form.kind(), form.id()));
            effects.push(Effect::DropDraft(form.kind(), form.id()));
            if form.is_new() {
                effects.extend(self.show_new(form.kind(), form.id()));
            }
        }
        if matches!(what, Sent::Kept) {
            effects.extend(self.drop_told(change));
        }
        if matches!(what, Sent::Form | Sent::Closed(_) | Sent::Parked(_)) {
            // The form may have been closed, and its text kept, while it was on its way.
            let kept: Vec<(Kind, Id)> = self.drafts.iter().map(|draft| (draft.kind, draft.id)).collect();
            for (kind, id) in kept.into_iter().filter(|kept| records.contains(kept)) {
                self.drafts.retain(|draft| (draft.kind, draft.id) != (kind, id));
                effects.push(Effect::DropDraft(kind, id));
            }
        }
        match what {
            Sent::Triage(questions) => {
                effects.extend(self.triage_saved(&questions));
                if applied.edits.is_empty() {
                    // What is shown of them is old.
                    effects.extend(self.triage_changed(&questions));
                }
            }
            // An answer is written in a form: it too is this person's doing.
            Sent::Form | Sent::Closed(_) | Sent::Redo(_) => {
                let questions = concerned(change).into_iter().chain(self.prolonged_in(change));
                let questions: Vec<Id> = questions.map(|(_, id)| id).collect();
                effects.extend(self.triage_changed(&questions));
            }
            Sent::Hour(question) => effects.extend(self.answer_saved(question, change, applied.already.as_deref())),
            Sent::Act | Sent::Told(_) | Sent::Undo(_) | Sent::Parked(_) | Sent::Kept => {}
        }
        self.leave_removed(applied);
        effects.extend(self.refresh());
        effects
    }

    /// A new record is shown where it was made.
    fn show_new(&mut self, kind: Kind, id: Id) -> Vec<Effect> {
        let browser = self.browser();
        let lists_it = browser.opened.is_empty() && browser.list().is_some_and(|list| list.kind == kind);
        if lists_it && self.triage.is_none() {
            if let Some(list) = self.browser_mut().list_mut() {
                list.want(id);
            }
            self.browser_mut().open(kind, id);
        }
        Vec::new()
    }

    /// A form was not saved. What another window has put into the file from the same draft is another record.
    fn form_failed(&mut self, failure: &Failure) -> Vec<Effect> {
        self.set_form_saving(false);
        let Failure::AlreadyThere(kind, id) = failure else { return Vec::new() };
        let fresh = self.ids.record();
        for (dialog, _) in &mut self.dialogs {
            if let Dialog::Form(form) = dialog
                && (form.kind(), form.id()) == (*kind, *id)
            {
                form.become_another(fresh);
            }
        }
        self.drafts.retain(|draft| (draft.kind, draft.id) != (*kind, *id));
        vec![Effect::DropDraft(*kind, *id)]
    }

    pub(super) fn set_form_saving(&mut self, saving: bool) {
        for (dialog, _) in &mut self.dialogs {
            if let Dialog::Form(form) = dialog {
                form.set_saving(saving);
            }
        }
    }
}

/// The questions that a change touches, or answers.
fn concerned(change: &Change) -> Vec<(Kind, Id)> {
    let own = change.records().into_iter().filter(|(kind, _)| *kind == Kind::Question);
    let answered = change.edits.iter().filter_map(|edit| match &edit.what {
        What::Create(values) if edit.kind == Kind::Answer => values.get(&Field::Question)?.as_link(),
        _ => None,
    });
    own.chain(answered.map(|id| (Kind::Question, id))).collect()
}
