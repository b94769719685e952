//! A text to read: what is held on a person, proofs of erasure. What can be written into a file says so.

mod view;

use std::cell::Cell;

use super::{ASKED, Answer, Context, Step};
use crate::app::{Action, Key};
use crate::widgets::window;

/// A text over the screen.
#[derive(Clone, Debug)]
pub struct Reading {
    title: String,
    text: String,
    /// What comes of accepting, where anything does.
    act: Option<&'static str>,
    /// The first line that is shown.
    top: usize,
    /// How many lines there are room for and how many there are, as last drawn.
    drawn: Cell<(usize, usize)>,
}

impl Reading {
    /// With a title and a text.
    pub const fn new(title: String, text: String) -> Self {
        Self { title, text, act: None, top: 0, drawn: Cell::new((1, 0)) }
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
        let (height, lines) = self.drawn.get();
        let last = lines.saturating_sub(height);
        self.top = match context.action(key, ASKED) {
            Some(Action::Choose) if self.act.is_some() => return Step::Answer(Answer::Yes),
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
