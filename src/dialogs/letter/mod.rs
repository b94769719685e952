//! A mail text to read, to copy, and to mark by hand where the terminal takes nothing for the clipboard.

mod view;

use super::page::Page;
use super::{ASKED, Answer, Context, Step};
use crate::app::{Action, Key, Scope};
use crate::text::letter::MailText;

/// The places of a guest sheet.
const OF_SHEET: &[Scope] = &[Scope::Sheet, Scope::Dialog, Scope::Text];

/// A mail text over the screen.
#[derive(Clone, Debug)]
pub struct LetterDialog {
    /// What stands over it; the usual, where none is given.
    title: Option<&'static str>,
    mail: MailText,
    /// Whether it is noted that it was sent.
    is_noted: bool,
    page: Page,
}

impl LetterDialog {
    /// With a mail text.
    pub fn new(mail: MailText) -> Self {
        Self { title: None, mail, is_noted: false, page: Page::default() }
    }

    /// The same, where who accepts it says that it is sent.
    pub const fn to_be_noted(mut self) -> Self {
        self.is_noted = true;
        self
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
        match context.action(key, self.scopes()) {
            Some(Action::Choose) if self.is_noted => return Step::Answer(Answer::Yes),
            Some(Action::Leave | Action::Choose) => return Step::Close,
            Some(action) if self.page.turn(action) => {}
            Some(action) => return Step::Act(action),
            None => return context.unused(key, false),
        }
        Step::Stay
    }
}
