//! The history: what was changed by whom, the newest first, from what to what.

mod view;

use std::cell::Cell;

use super::{ASKED, Context, Names, Step, ToLocal};
use crate::app::{Action, Key};
use crate::domain::HistoryLine;
use crate::widgets::window;

/// The history of one record or of all.
#[derive(Clone, Debug)]
pub struct Past {
    title: String,
    changes: Vec<HistoryLine>,
    names: Names,
    local: ToLocal,
    /// Whether each change names its record.
    of_all: bool,
    selected: usize,
    /// First row and rows of the window, as last drawn.
    window: Cell<(usize, usize)>,
}

impl Past {
    /// The history of one record, called `title`.
    pub fn of_one(title: impl Into<String>, changes: Vec<HistoryLine>, names: Names, local: ToLocal) -> Self {
        Self { title: title.into(), changes, names, local, of_all: false, selected: 0, window: Cell::new((0, 8)) }
    }

    /// The history of the whole file.
    pub fn of_all(changes: Vec<HistoryLine>, names: Names, local: ToLocal) -> Self {
        Self { of_all: true, ..Self::of_one("", changes, names, local) }
    }

    pub(super) fn key(&mut self, key: Key, context: &Context<'_>) -> Step {
        // A change takes three rows or so.
        let page = self.window.get().1 / 3;
        match context.action(key, ASKED) {
            Some(Action::Leave) => Step::Close,
            Some(Action::Choose) => Step::Stay,
            Some(Action::ChooseNext) => self.go_to(self.selected + 1),
            Some(Action::ChoosePrevious) => self.go_to(self.selected.saturating_sub(1)),
            Some(Action::ChoosePageDown) => self.go_to(window::page_down(self.selected, page, self.changes.len())),
            Some(Action::ChoosePageUp) => self.go_to(window::page_up(self.selected, page)),
            Some(action) => Step::Act(action),
            None => context.unused(key, false),
        }
    }

    fn go_to(&mut self, change: usize) -> Step {
        self.selected = change.min(self.changes.len().saturating_sub(1));
        Step::Stay
    }
}
