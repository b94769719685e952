//! A mail text to read, to copy, and to mark by hand where the terminal takes nothing for the clipboard.

mod view;

use std::cell::Cell;

use super::{ASKED, Context, Step};
use crate::app::{Action, Key, Scope};
use crate::text::letter::MailText;
use crate::widgets::window;

/// The places of a guest sheet.
const OF_SHEET: &[Scope] = &[Scope::Sheet, Scope::Dialog, Scope::Text];

/// A mail text over the screen.
#[derive(Clone, Debug)]
pub struct LetterDialog {
    /// What stands over it; the usual, where none is given.
    title: Option<&'static str>,
    mail: MailText,
    /// The first line that is shown.
    top: usize,
    /// How many lines there are room for and how many there are, as last drawn.
    drawn: Cell<(usize, usize)>,
}

impl LetterDialog {
    /// With a mail text.
    pub fn new(mail: MailText) -> Self {
        Self { title: None, mail, top: 0, drawn: Cell::new((1, 0)) }
    }

    /// A guest sheet, under its own title and with keys of its own.
    pub fn of_sheet(title: &'static str, mail: MailText) -> Self {
        Self { title: Some(title), ..Self::new(mail) }
    }

    /// The text.
    pub const fn mail(&self) -> &MailText {
        &self.mail
    }

    pub(super) const fn scopes(&self) -> &'static [Scope] {
        if self.title.is_some() { OF_SHEET } else { ASKED }
    }

    pub(super) fn key(&mut self, key: Key, context: &Context<'_>) -> Step {
        let (height, lines) = self.drawn.get();
        let last = lines.saturating_sub(height);
        self.top = match context.action(key, self.scopes()) {
            Some(Action::Leave | Action::Choose) => return Step::Close,
            Some(Action::ChooseNext) => (self.top + 1).min(last),
            Some(Action::ChoosePrevious) => self.top.saturating_sub(1),
            Some(Action::ChoosePageDown) => window::page_down(self.top, height, lines).min(last),
            Some(Action::ChoosePageUp) => window::page_up(self.top, height),
            Some(action) => return Step::Act(action),
            None => return context.unused(key, false),
        };
        Step::Stay
    }
}
