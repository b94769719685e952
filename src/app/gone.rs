//! Records that were taken out or erased: their cards are left.

use super::{App, Effect, Message};
use crate::domain::{Applied, Field, Kind, What};

impl App {
    /// The card in front is of a record that somebody else has taken out or erased: back to where it was opened, with a
    /// word about it.
    pub(super) fn leave_gone(&mut self, kind: Kind) -> Vec<Effect> {
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
