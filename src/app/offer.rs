//! What the footer offers: only what does something in this place now.

use super::{Action, App};
use crate::domain::Kind;
use crate::domain::propose::Certainty;
use crate::screens::browser::Item;

impl App {
    /// Whether an action that belongs to this place would do something now.
    pub(crate) fn offers(&self, action: Action) -> bool {
        if let Some(dialog) = self.top_dialog() {
            return dialog.offers(action);
        }
        if let Some(find) = &self.find {
            return match action {
                Action::Find => false,
                Action::Choose => find.current().is_some(),
                Action::CopyFound => find.current().is_some_and(|hit| hit.mail.is_some()),
                Action::PhoneFound => find.current().is_some_and(|hit| hit.phone.is_some()),
                Action::MailFound => find.current().is_some_and(|hit| hit.kind == Kind::Contact),
                _ => true,
            };
        }
        if self.filter.is_some() || self.import.is_some() {
            return true;
        }
        if let Some(hour) = &self.hour {
            return match action {
                Action::PutOff => hour.current().is_some_and(|asked| asked.is_open()),
                Action::SaveAnswer => hour.current().is_some_and(|asked| asked.is_unsaved()),
                _ => true,
            };
        }
        if let Some(duplicates) = &self.duplicates {
            let is_act = action.spec().scopes.contains(&super::Scope::Duplicates);
            return !is_act || duplicates.pair().is_some();
        }
        if let Some(triage) = &self.triage {
            // Who gets it was decided long ago: its answer is to be renewed.
            let again = triage.card().is_some_and(|(card, _)| card.to_check_again().is_some());
            let at_end = triage.is_at_end() && !triage.queue.is_empty();
            return match action {
                Action::Triage => false,
                Action::AssignGroup | Action::Prioritise | Action::SetTopic | Action::SetContact if again => false,
                Action::Skip if at_end => triage.tally().skipped > 0,
                Action::WriteToAskers => at_end && triage.done() > 0,
                Action::OpenLists => at_end,
                Action::JoinLikeliest => {
                    triage.left().is_some_and(|left| left.duplicate_of.certainty == Certainty::Maybe)
                }
                Action::TakeProposal => triage.takes_anything(),
                Action::PreviousQuestion => triage.place > 0,
                _ => {
                    triage.current().is_some()
                        || !action.spec().scopes.contains(&super::Scope::Triage)
                        || action == Action::Back
                }
            };
        }
        let browser = self.browser();
        if let Some(opened) = browser.opened.last() {
            return match action {
                Action::New => match browser.item(self.language) {
                    Some(Item::Child { .. } | Item::Listed { .. } | Item::Heading { makes: Some(_), .. }) => true,
                    _ => super::open::makes_children(opened.kind),
                },
                Action::HandOver
                | Action::Invite
                | Action::AnswerInvitation
                | Action::SuggestSpeakers
                | Action::Rename
                | Action::Merge => self.offers_contact_act(action),
                Action::MoveEntryUp
                | Action::MoveEntryDown
                | Action::SortEntries
                | Action::ListState
                | Action::GuestSheet
                | Action::QuestionHour => self.offers_list_act(action),
                _ => true,
            };
        }
        match (action, browser.list()) {
            (
                Action::HandOver
                | Action::Invite
                | Action::AnswerInvitation
                | Action::SuggestSpeakers
                | Action::Rename
                | Action::Merge,
                _,
            ) => self.offers_contact_act(action),
            (
                Action::MoveEntryUp
                | Action::MoveEntryDown
                | Action::SortEntries
                | Action::ListState
                | Action::GuestSheet
                | Action::QuestionHour,
                _,
            ) => self.offers_list_act(action),
            (Action::ToggleTree, _) => browser.tree.is_some(),
            (Action::OpenBranch, _) => browser.subject().is_some(),
            (Action::Open | Action::Select, Some(list)) => !list.rows.is_empty(),
            (Action::Back, _) => !self.is_at_rest(),
            (Action::Open, None) => !self.overview_entries().is_empty(),
            _ => true,
        }
    }
}
