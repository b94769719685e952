//! A key becomes an action, an action does something, or the line of messages says why not.

use super::{Action, App, Effect, Key, Purpose, Scope, Sent};
use crate::dialogs::{Answer, Dialog, Step};
use crate::domain::feedback::Wanted;
use crate::domain::query::Query;
use crate::screens::Tab;
use crate::screens::hour::HourState;
use crate::text::Message;

/// Rows that are marked at once at most: more in one act nobody could look over, or undo in reasonable time.
const MARKED: usize = 1000;

impl App {
    /// Takes a key.
    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        if self.is_too_small() {
            // Nobody sees what a key would do: only leaving is possible.
            return match self.keymap.action(key, &[Scope::Everywhere]) {
                Some(Action::Quit | Action::Interrupt) => self.leave(),
                Some(action @ (Action::Suspend | Action::Redraw)) => self.act(action),
                _ => Vec::new(),
            };
        }
        if self.top_dialog().is_some() {
            return self.dialog_key(key);
        }
        let scopes = self.scopes();
        let action = self.keymap.action(key, &scopes);
        if self.find.is_some() {
            return self.find_key(key, action);
        }
        if self.filter.is_some() {
            return self.filter_key(key, action);
        }
        if self.hour.is_some() {
            return self.hour_key(key, action);
        }
        match action {
            Some(action) => {
                self.message = None;
                self.act(action)
            }
            None => Vec::new(),
        }
    }

    /// Takes pasted text: it is typed where something can be typed, and never taken for keys.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        if self.top_dialog().is_some_and(Dialog::is_saving) {
            self.close_saving(Sent::Closed);
        }
        if self.top_dialog().is_some()
            && let Some((dialog, _)) = self.dialogs.last_mut()
        {
            dialog.paste(text);
            return self.look_before();
        }
        if self.find.is_none()
            && let Some(asked) = self.hour.as_mut().and_then(HourState::current_mut)
        {
            asked.text.paste(text);
            return Vec::new();
        }
        if let Some(find) = &mut self.find {
            find.input.paste(text);
            return self.find_typed();
        }
        if let Some(filter) = &mut self.filter {
            filter.paste(text);
            return self.filter_typed();
        }
        Vec::new()
    }

    fn dialog_key(&mut self, key: Key) -> Vec<Effect> {
        let Some((mut dialog, purpose)) = self.dialogs.pop() else { return Vec::new() };
        let step = dialog.key(key, &self.context());
        let keep = |app: &mut Self, dialog| app.dialogs.push((dialog, purpose.clone()));
        match step {
            Step::Stay => {
                keep(self, dialog);
                self.look_before()
            }
            Step::Close => {
                if let Dialog::Form(form) = &dialog {
                    let effect = Effect::DropDraft(form.kind(), form.id());
                    self.drafts.retain(|draft| (draft.kind, draft.id) != (form.kind(), form.id()));
                    return vec![effect];
                }
                self.drop_dialog(purpose)
            }
            Step::Needs(kind) => {
                keep(self, dialog);
                vec![Effect::Ask(super::Question::Choosable(kind))]
            }
            Step::Looks { kind, words } => {
                keep(self, dialog);
                vec![Effect::Ask(super::Question::ChoosableLike(kind, words))]
            }
            Step::Act(action) => {
                keep(self, dialog);
                self.act(action)
            }
            Step::Answer(answer) => {
                // A form stays until what it says is in the file.
                if matches!(answer, Answer::Save(_)) {
                    keep(self, dialog);
                    return self.answer(answer, purpose, None);
                }
                self.answer(answer, purpose, Some(dialog))
            }
        }
    }

    fn find_key(&mut self, key: Key, action: Option<Action>) -> Vec<Effect> {
        let Some(find) = &mut self.find else { return Vec::new() };
        match action {
            Some(Action::Leave) => self.find = None,
            Some(Action::ChooseNext) => find.step(1),
            Some(Action::ChoosePrevious) => find.step(-1),
            Some(Action::ChoosePageDown) => find.step(8),
            Some(Action::ChoosePageUp) => find.step(-8),
            Some(Action::NextKind) => {
                find.next_kind();
                return self.find_typed();
            }
            Some(Action::Choose) => {
                if let Some((kind, id)) = find.current().map(|hit| (hit.kind, hit.id)) {
                    self.find = None;
                    let mut effects = self.leave_dialogs();
                    effects.extend(self.go_to_found(kind, id));
                    return effects;
                }
            }
            Some(action @ (Action::CopyFound | Action::PhoneFound)) => return self.copy_found(action),
            Some(Action::MailFound) => return self.mail_found(),
            Some(Action::Find) => {}
            Some(action) => return self.act(action),
            None => {
                if find.input.key(key) {
                    return self.find_typed();
                }
            }
        }
        Vec::new()
    }

    fn filter_key(&mut self, key: Key, action: Option<Action>) -> Vec<Effect> {
        let Some(filter) = &mut self.filter else { return Vec::new() };
        match action {
            Some(Action::Choose) => self.filter = None,
            Some(Action::Leave) => {
                filter.clear();
                let effects = self.filter_typed();
                self.filter = None;
                return effects;
            }
            Some(Action::ChooseNext) => return self.move_by(Action::Down),
            Some(Action::ChoosePrevious) => return self.move_by(Action::Up),
            Some(Action::ChoosePageDown) => return self.move_by(Action::PageDown),
            Some(Action::ChoosePageUp) => return self.move_by(Action::PageUp),
            Some(action) => return self.act(action),
            None => {
                if filter.key(key) {
                    return self.filter_typed();
                }
            }
        }
        Vec::new()
    }

    /// Does what an action says, where it is possible now.
    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        if self.import.is_some()
            && let Some(effects) = self.import_act(action)
        {
            return effects;
        }
        if let Some(effects) = self.hour_act(action) {
            return effects;
        }
        if self.duplicates.is_some()
            && let Some(effects) = self.duplicates_act(action)
        {
            return effects;
        }
        if self.triage.is_some()
            && let Some(effects) = self.triage_act(action)
        {
            return effects;
        }
        match action {
            Action::GoOverview => self.go_tab(Tab::Overview),
            Action::GoQuestions => self.go_tab(Tab::Questions),
            Action::GoGroups => self.go_tab(Tab::Groups),
            Action::GoProjects => self.go_tab(Tab::Projects),
            Action::GoContacts => self.go_tab(Tab::Contacts),
            Action::NextTab => self.step_tab(true),
            Action::PreviousTab => self.step_tab(false),
            Action::Find => self.open_find(),
            Action::Commands => self.open_palette(),
            Action::Help => self.open_help(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Triage => self.start_triage(),
            Action::ImportFile => self.ask_import(),
            Action::ExportContacts => self.ask_export(),
            Action::CheckDuplicates => self.check_duplicates(),
            Action::Drafts => self.open_drafts(),
            Action::JoinAsked => self.ask_which_before(),
            Action::CheckPlace => vec![Effect::Ask(super::Question::Place)],
            Action::Redraw => vec![Effect::Redraw],
            Action::Suspend => vec![Effect::Suspend],
            Action::Interrupt => self.interrupt(),
            Action::Quit => self.quit(),
            Action::Back => self.back(),
            Action::Down | Action::Up | Action::PageDown | Action::PageUp | Action::First | Action::Last => {
                self.move_by(action)
            }
            Action::Open => self.open_here(),
            Action::NextView | Action::PreviousView => {
                let view = self.browser().neighbour(action == Action::NextView);
                self.go_view(view)
            }
            Action::SavedView1 | Action::SavedView2 | Action::SavedView3 | Action::SavedView4 | Action::SavedView5 => {
                self.show_saved_view(action)
            }
            Action::SaveView => self.ask_save_view(),
            Action::Filter => self.open_filter(),
            Action::Sort => self.open_sort(),
            Action::ToggleDetail => {
                let browser = self.browser_mut();
                browser.beside = !browser.beside;
                self.ask_card().into_iter().collect()
            }
            Action::ToggleTree => self.toggle_tree(),
            Action::ToTheList => self.leave_tree(),
            Action::OpenBranch => self.open_branch(),
            Action::New if self.is_in_tree() => self.new_in_tree(),
            Action::New => self.new_here(),
            Action::Select => self.mark(),
            Action::SelectAll => self.mark_all(),
            Action::Edit | Action::EditInTriage => self.edit_here(),
            Action::History => self.ask_history(),
            Action::Note => self.ask_note(),
            Action::Copy => self.copy_here(),
            Action::CopyPhone => self.copy_phone(),
            Action::WriteMail => self.write_mail(),
            Action::FeedBack => self.feed_back(Wanted::Untold),
            Action::Remove | Action::RemoveQuestion => self.ask_remove(),
            Action::MarkChecked | Action::SetDeleteOn | Action::EraseContact => self.privacy_act(action),
            Action::Disclose => self.disclose(),
            Action::ErasureProofs => vec![Effect::Ask(super::Question::Proofs)],
            Action::AssignGroup
            | Action::SetContact
            | Action::PutOnList
            | Action::Prioritise
            | Action::SetTopic
            | Action::MarkDuplicate
            | Action::Snooze
            | Action::Reply
            | Action::JoinAffected
            | Action::JoinAffectedOther
            | Action::Decline
            | Action::ChangeState => self.question_act(action),
            Action::WriteSheet | Action::CopySheet => self.sheet_act(action),
            Action::MoveEntryUp
            | Action::MoveEntryDown
            | Action::SortEntries
            | Action::ListState
            | Action::GuestSheet
            | Action::QuestionHour => self.list_act(action),
            Action::HandOver
            | Action::Invite
            | Action::AnswerInvitation
            | Action::SuggestSpeakers
            | Action::Rename
            | Action::Merge => self.contact_act(action),
            // What belongs to dialogs, find and triage has no meaning elsewhere.
            other => {
                self.message = Some(Message::NotHere(other.label(self.language)));
                Vec::new()
            }
        }
    }

    /// Whether an action can be done here now; why not, where it cannot.
    pub(super) fn hindrance(&self, action: Action) -> Option<Message> {
        if action.spec().undoable && self.read_only {
            return Some(self.why_read_only());
        }
        let here = self.scopes();
        let fits = action.spec().scopes.iter().any(|scope| *scope == Scope::Everywhere || here.contains(scope));
        (!fits).then(|| Message::NotHere(action.label(self.language)))
    }

    fn mark(&mut self) -> Vec<Effect> {
        let today = self.today();
        let Some(list) = self.browser_mut().list_mut() else { return Vec::new() };
        let asked = list.mark(today);
        self.after_moving(asked, true)
    }

    /// Going elsewhere from within dialogs: what was typed into forms is kept.
    fn leave_dialogs(&mut self) -> Vec<Effect> {
        let mut effects = self.keep_drafts();
        for (dialog, purpose) in std::mem::take(&mut self.dialogs) {
            if let Dialog::Form(form) = dialog
                && form.is_touched()
            {
                self.remember_draft(form.draft());
                self.message = Some(Message::DraftKept);
            }
            effects.extend(self.drop_dialog(purpose));
        }
        effects
    }

    /// What follows from closing a dialog without an answer.
    fn drop_dialog(&mut self, purpose: Purpose) -> Vec<Effect> {
        match purpose {
            Purpose::Resolve(change, _, what) => self.leave_conflict(&change, what),
            _ => Vec::new(),
        }
    }

    /// Marks every row of the list, those too that were not read yet; or none, where some are marked.
    fn mark_all(&mut self) -> Vec<Effect> {
        let today = self.today();
        let Some(list) = self.browser_mut().list_mut() else { return Vec::new() };
        if !list.marked.is_empty() {
            list.marked.clear();
            return Vec::new();
        }
        let query = Query { limit: MARKED, ..list.counting(today) };
        vec![Effect::Ask(super::Question::All(list.view, list.generation(), query))]
    }

    /// Ctrl-C: closes what is open; otherwise asks whether to end.
    fn interrupt(&mut self) -> Vec<Effect> {
        let typed = matches!(self.dialogs.last(), Some((Dialog::Form(form), _)) if form.is_touched());
        if typed || self.dialogs.is_empty() && self.find.is_none() && self.filter.is_none() {
            return self.ask_quit();
        }
        self.message = Some(Message::Interrupted);
        let mut effects = vec![Effect::InterruptReading];
        if self.top_dialog().is_some() {
            let closed = self.dialogs.pop();
            effects.extend(closed.map(|(_, purpose)| self.drop_dialog(purpose)).unwrap_or_default());
        } else {
            self.find = None;
            self.filter = None;
        }
        effects
    }

    fn quit(&mut self) -> Vec<Effect> {
        self.leave()
    }
}
