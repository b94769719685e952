//! A text to read: what is held on a person, proofs of erasure. What can be written into a file says so.

mod view;

use super::page::Page;
use super::{ASKED, Answer, Context, Step};
use crate::app::{Action, Key};

/// A text over the screen.
#[derive(Clone, Debug)]
pub struct Reading {
    title: String,
    text: String,
    /// What comes of accepting, where anything does.
    act: Option<&'static str>,
    page: Page,
}

impl Reading {
    /// With a title and a text.
    pub fn new(title: String, text: String) -> Self {
        Self { title, text, act: None, page: Page::default() }
    }

    /// Accepting it does something.
    #[must_use]
    pub const fn with_act(mut self, act: &'static str) -> Self {
        self.act = Some(act);
        self
    }

    pub(super) const fn offers(&self, action: Action) -> bool {
        self.act.is_some() || !matches!(action, Action::Choose)
    }

    pub(super) fn key(&mut self, key: Key, context: &Context<'_>) -> Step {
        match context.action(key, ASKED) {
            Some(Action::Choose) if self.act.is_some() => return Step::Answer(Answer::Yes),
            Some(Action::Leave | Action::Choose) => return Step::Close,
            Some(action) if self.page.turn(action) => {}
            Some(action) => return Step::Act(action),
            None => return context.unused(key, false),
        }
        Step::Stay
    }
}
