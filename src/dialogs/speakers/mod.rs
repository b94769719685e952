//! Who could speak: the best first, each with what speaks for them and what to know before asking.

mod view;

use std::cell::Cell;

use super::{ASKED, Answer, Context, Pick, Step};
use crate::app::{Action, Key};
use crate::domain::speaking::{Occasion, Suggested};
use crate::widgets::window;

/// Those who could speak on an occasion.
#[derive(Clone, Debug)]
pub struct Speakers {
    occasion: Occasion,
    suggested: Vec<Suggested>,
    selected: usize,
    /// First row and rows of the window, as last drawn.
    window: Cell<(usize, usize)>,
}

impl Speakers {
    /// Offers those who fit, in this order.
    pub const fn new(occasion: Occasion, suggested: Vec<Suggested>) -> Self {
        Self { occasion, suggested, selected: 0, window: Cell::new((0, 12)) }
    }

    pub(super) fn key(&mut self, key: Key, context: &Context<'_>) -> Step {
        // Somebody takes four rows or so.
        let page = (self.window.get().1 / 4).max(1);
        let count = self.suggested.len();
        match context.action(key, ASKED) {
            Some(Action::Leave) => Step::Close,
            Some(Action::Choose) => match self.suggested.get(self.selected) {
                Some(chosen) => Step::Answer(Answer::One(Pick::Record(chosen.candidate.id))),
                None => Step::Stay,
            },
            Some(Action::ChooseNext) => self.go_to(self.selected + 1),
            Some(Action::ChoosePrevious) => self.go_to(self.selected.saturating_sub(1)),
            Some(Action::ChoosePageDown) => self.go_to(window::page_down(self.selected, page, count)),
            Some(Action::ChoosePageUp) => self.go_to(window::page_up(self.selected, page)),
            Some(action) => Step::Act(action),
            None => context.unused(key, false),
        }
    }

    fn go_to(&mut self, place: usize) -> Step {
        self.selected = place.min(self.suggested.len().saturating_sub(1));
        Step::Stay
    }
}
