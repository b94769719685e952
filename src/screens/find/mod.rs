//! Finding, from everywhere: one field, results while typing.

mod view;

pub use view::draw;

use crate::domain::{Hit, Kind};
use crate::widgets::field::LineInput;

/// The state of a search.
#[derive(Clone, Debug)]
pub struct Find {
    /// What was typed.
    pub input: LineInput,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// What was found for `shown`.
    pub hits: Vec<Hit>,
    /// The words that the hits belong to.
    pub shown: String,
    /// The selected hit.
    pub selected: usize,
    /// The first hit in the window.
    pub top: usize,
}

/// Hits that are shown at most.
pub const HITS: usize = 60;

/// The kinds that can be shown alone, in the order of the key.
const ALONE: [Kind; 5] = [Kind::Contact, Kind::Question, Kind::Project, Kind::Group, Kind::Meeting];

impl Default for Find {
    fn default() -> Self {
        Self { input: LineInput::new(""), kind: None, hits: Vec::new(), shown: String::new(), selected: 0, top: 0 }
    }
}

impl Find {
    /// Takes what was found, unless something else was typed meanwhile.
    pub fn take(&mut self, words: &str, kind: Option<Kind>, hits: Vec<Hit>) {
        if words == self.input.text() && kind == self.kind {
            words.clone_into(&mut self.shown);
            self.hits = hits;
            (self.selected, self.top) = (0, 0);
        }
    }

    /// The selected hit.
    pub fn current(&self) -> Option<&Hit> {
        self.hits.get(self.selected)
    }

    /// Moves the selection.
    pub fn step(&mut self, by: isize) {
        self.selected = self.selected.saturating_add_signed(by).min(self.hits.len().saturating_sub(1));
    }

    /// Shows the next kind alone, after the last one all.
    pub fn next_kind(&mut self) {
        let place = self.kind.and_then(|kind| ALONE.iter().position(|alone| *alone == kind));
        self.kind = ALONE.get(place.map_or(0, |place| place + 1)).copied();
    }

    /// Whether the hits are those of what is typed.
    pub fn is_current(&self) -> bool {
        self.shown == self.input.text()
    }
}
