//! What every view is given besides its state.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::app::{Action, Keymap, Scope};
use crate::domain::{Id, Kind, Language};
use crate::screens::saved_view::SavedView;
use crate::widgets::theme::Theme;

/// What every view is given besides its state.
#[derive(Clone, Copy, Debug)]
pub struct ViewContext<'a> {
    /// Colours and signs.
    pub theme: &'a Theme,
    /// The language of the reader.
    pub language: Language,
    /// The keys in force.
    pub keymap: &'a Keymap,
    /// Where keys go now, the innermost place first.
    pub scopes: &'a [Scope],
    /// The day.
    pub today: NaiveDate,
    /// The views that this person keeps.
    pub saved_views: &'a [SavedView],
    /// Records with a change that is not saved yet.
    pub saving: &'a BTreeSet<(Kind, Id)>,
}

impl ViewContext<'_> {
    /// The key that reaches an action here, as text; empty where none does.
    pub fn key(&self, action: Action) -> String {
        self.keymap.key_in(action, self.scopes).map(|key| key.name(self.language)).unwrap_or_default()
    }
}
