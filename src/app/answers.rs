//! What the file answers, and what follows from it.

use std::collections::BTreeMap;

use super::{Answered, App, CardFor, Effect, Message, Purpose, Question};
use crate::dialogs::{Dialog, Past};
use crate::domain::fact::Fact;
use crate::domain::failure::Failure;
use crate::domain::{Applied, Card, Field, Id, Kind, What};
use crate::screens::View;

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

    /// The card in front is of a record that somebody else has taken out or erased: back to where it was opened, with a
    /// word about it.
    fn leave_gone(&mut self, kind: Kind) -> Vec<Effect> {
        self.browser_mut().opened.pop();
        self.message = Some(Message::Gone(kind));
        self.ask_card().into_iter().collect()
    }

    /// Cards of what this person has just taken out are left without a word: the message says what was done.
    pub(super) fn leave_removed(&mut self, applied: &Applied) {
        let gone = |kind, id| {
            applied.edits.iter().any(|edit| {
                let is_removal = matches!(&edit.what, What::Set { field: Field::Removed, to, .. } if !to.is_unknown());
                is_removal && (edit.kind, edit.id) == (kind, id)
            })
        };
        for browser in &mut self.browsers {
            while browser.opened.last().is_some_and(|opened| gone(opened.kind, opened.id)) {
                browser.opened.pop();
            }
        }
    }
}
