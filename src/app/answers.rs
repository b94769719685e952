//! What the file answers, and what follows from it.

use std::collections::BTreeMap;

use super::{Action, Answered, App, CardFor, Effect, Message, Pending, Purpose, Question, Sent};
use crate::dialogs::{Dialog, Past};
use crate::domain::fact::Fact;
use crate::domain::failure::Failure;
use crate::domain::{Act, Applied, Card, Change, Field, Id, Kind, Outcome, What};
use crate::screens::View;
use crate::text;

/// What is done to several contacts at once. Other acts touch a second contact beside the one they are about.
const BULK: [Act; 5] = [Act::Edit, Act::Check, Act::SetTopic, Act::Remove, Act::Restore];

impl App {
    /// Takes an answer of the file.
    pub(super) fn answered(&mut self, answered: Answered) -> Vec<Effect> {
        let today = self.today();
        match answered {
            Answered::Rows(asked, rows) => {
                let tab = self.tab;
                let mut effects = Vec::new();
                for browser in &mut self.browsers {
                    let front = browser.tab == tab && browser.view == asked.view;
                    let Some(list) = browser.list_of(asked.view) else { continue };
                    let before = list.current().map(|row| row.id);
                    let next = list.take(&asked, rows, today);
                    let moved = list.current().map(|row| row.id) != before;
                    effects.extend(next.map(|asked| Effect::Ask(Question::Rows(asked))));
                    if front && moved {
                        effects.extend(self.ask_card());
                    }
                    // Beside an empty list nothing is shown: it may just have been erased.
                    if front && self.browser().subject().is_none() {
                        self.forget_other_card();
                    }
                    break;
                }
                effects
            }
            Answered::All(view, generation, rows) => {
                for browser in &mut self.browsers {
                    if let Some(list) = browser.list_of(view).filter(|list| list.generation() == generation) {
                        list.marked = rows.iter().map(|row| (row.id, row.clone())).collect();
                    }
                }
                Vec::new()
            }
            Answered::Counted(view, generation, count) => {
                for browser in &mut self.browsers {
                    if let Some(list) = browser.list_of(view).filter(|list| list.generation() == generation) {
                        list.count = Some(count);
                    }
                }
                Vec::new()
            }
            Answered::Card(kind, id, wanted, card, judged) => self.take_card(kind, id, wanted, card, *judged),
            Answered::Inbox(rows) => {
                let Some(triage) = &mut self.triage else { return Vec::new() };
                triage.fill(&rows);
                self.ask_triage()
            }
            Answered::Choosable(kind, items, more) => {
                let Some((dialog, _)) = self.dialogs.last_mut() else { return Vec::new() };
                if let crate::dialogs::Step::Looks { kind, words } = dialog.provide(kind, &items, more) {
                    return vec![Effect::Ask(Question::ChoosableLike(kind, words))];
                }
                Vec::new()
            }
            Answered::ChoosableLike(kind, words, items) => {
                if let Some((dialog, _)) = self.dialogs.last_mut() {
                    dialog.provide_found(kind, &words, &items);
                }
                Vec::new()
            }
            Answered::Found(words, kind, hits) => {
                if let Some(find) = &mut self.find {
                    find.take(&words, kind, hits);
                }
                Vec::new()
            }
            Answered::Letter(letter) => self.show_letter(letter),
            Answered::SavedViews(records) => {
                self.take_saved_views(&records);
                Vec::new()
            }
            Answered::Feedback(wanted, towns) => self.take_feedback(wanted, towns),
            Answered::Past(of, lines, names) => {
                let names: BTreeMap<(Kind, Id), String> = names.into_iter().collect();
                let past = match of {
                    Some(record) => {
                        let title = names.get(&record).cloned().unwrap_or_default();
                        Past::of_one(title, lines, names, self.to_local)
                    }
                    None => Past::of_all(lines, names, self.to_local),
                };
                self.open(Dialog::Past(past), Purpose::Look)
            }
            Answered::Waiting(waiting, next_meetings) => {
                self.waiting = waiting;
                self.next_meetings = next_meetings;
                Vec::new()
            }
            Answered::Contacts(answered) => self.take_contacts(answered),
            Answered::AskedBefore(words, found) => self.found_before(&words, found),
            Answered::Parting(duplicates) => self.part(&duplicates),
            Answered::Lists(answered) => self.take_lists(answered),
            Answered::Place(place) => {
                self.message = Some(Message::Place(place));
                Vec::new()
            }
            Answered::Tree(branches) => self.take_tree(&branches),
            Answered::Overview(overview) => {
                self.overview.overview = Some(*overview);
                let last = self.overview_entries().len().saturating_sub(1);
                self.overview.cursor = self.overview.cursor.min(last);
                Vec::new()
            }
            Answered::Tried(change, result, names) => self.tried(*change, result, names),
            Answered::ImportPlanned(path, planned) => self.import_planned(&path, planned),
            Answered::Imported(done, result) => self.imported(done, result),
            Answered::ErasurePlanned(plan) => self.erasure_planned(plan),
            Answered::Erased(erased) => self.was_erased(&erased),
            Answered::Disclosed(disclosed) => self.disclosed(disclosed),
            Answered::Proofs(proofs) => self.show_proofs(&proofs),
            Answered::Alike(found) => self.found_alike(found),
            Answered::AlikePair(ids, both) => self.take_pair(ids, both.map(|both| *both)),
            Answered::Exported(result) => {
                self.exported(result);
                Vec::new()
            }
            Answered::Failed(Failure::Interrupted) => Vec::new(),
            // That the drive is away stands on the screen already.
            Answered::Failed(failure) if self.is_away() && failure.is_drive() => {
                if self.import.as_ref().is_some_and(|import| import.preview.is_none()) {
                    self.import = None;
                    self.message = Some(Message::WaitsForDrive);
                }
                Vec::new()
            }
            Answered::Failed(failure) => {
                if let Some(triage) = &mut self.triage {
                    triage.forget_asked();
                }
                self.message = Some(Message::Failed(failure));
                Vec::new()
            }
        }
    }

    fn take_card(
        &mut self,
        kind: Kind,
        id: Id,
        wanted: CardFor,
        card: Option<Card>,
        judged: crate::domain::Judged,
    ) -> Vec<Effect> {
        let Some(mut card) = card.filter(|card| wanted == CardFor::Detail || !card.record.is_removed()) else {
            if wanted == CardFor::Triage {
                return self.triage_gone(id);
            }
            if wanted == CardFor::Detail
                && self.browser().opened.last().is_some_and(|it| (it.kind, it.id) == (kind, id))
            {
                return self.leave_gone(kind);
            }
            if wanted != CardFor::Detail {
                self.message = Some(Message::Gone(kind));
            }
            return Vec::new();
        };
        match wanted {
            CardFor::Detail => {
                // An answer that comes late is for a record that nobody looks at any more.
                if self.browser().subject() == Some((kind, id)) {
                    if card.record.is_removed() && !self.browser().opened.is_empty() {
                        return self.leave_gone(kind);
                    }
                    // That it was not checked lately is said where one has come to check.
                    let checks = matches!(self.browser().view, View::ToCheck | View::ToErase);
                    card.facts.retain(|fact| !matches!(fact, Fact::Due(reason) if !checks && !reason.is_erasure()));
                    let here = self.listed_here().map(|entry| entry.id);
                    self.browser_mut().card = Some(self.with_pending(card));
                    self.go_to_entry(here);
                }
                Vec::new()
            }
            CardFor::Triage => self.take_triage(card, judged),
            CardFor::Edit => self.edit(&card),
            CardFor::Copy => {
                self.browser_mut().card = Some(card);
                self.copy_here()
            }
            CardFor::Phone => self.copy_phone_of(&card.record),
            CardFor::Reply(draft) => self.open_draft(&draft, Some(Box::new(card.record))),
            CardFor::Likes(targets) => self.ask_duplicate(targets, &judged.likes),
            CardFor::Join(targets) => self.join(&targets, &card.record),
            CardFor::JoinAsked => self.join_asked(&card.record),
        }
    }

    /// A change was tried.
    fn tried(
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
                self.message = Some(if applied.edits.is_empty() && change.act == Act::PutOnList {
                    Message::Told(text::question_list::words(self.language).on_it_already.to_owned())
                } else if applied.edits.is_empty() && matches!(what, Sent::Triage(_)) {
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
            Sent::Triage(questions) => effects.extend(self.triage_saved(&questions)),
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
