//! The palette: every action by its name, with its key beside it, so that the key is learnt on the way.

mod view;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use super::ranking::{self, Findable};
use super::{ASKED, Answer, Context, Step};
use crate::app::{ACTIONS, Action, Key, Scope};
use crate::domain::Language;
use crate::widgets::field::LineInput;
use crate::widgets::window;

/// Every action of a place.
#[derive(Clone, Debug)]
pub struct Palette {
    scopes: Vec<Scope>,
    /// Why an action is not possible now.
    reasons: BTreeMap<Action, String>,
    actions: Vec<Action>,
    findable: Vec<Findable>,
    filter: LineInput,
    shown: Vec<usize>,
    selected: usize,
    /// Whether the list was moved in since the last letter.
    moved: bool,
    /// First row and rows of the list, as last drawn.
    window: Cell<(usize, usize)>,
}

impl Palette {
    /// For a place: its scopes, the innermost first. Actions with a reason are shown, but cannot be done.
    pub fn new(scopes: impl Into<Vec<Scope>>, reasons: BTreeMap<Action, String>) -> Self {
        let scopes = scopes.into();
        // What is most at hand first. The palette itself is open already.
        let mut seen = BTreeSet::from([Action::Commands]);
        let here = scopes.iter().flat_map(|scope| ACTIONS.iter().filter(|spec| spec.scopes.contains(scope)));
        let actions: Vec<Action> = here.map(|spec| spec.action).filter(|action| seen.insert(*action)).collect();
        let findable = |action: &Action| {
            let [german, english] = [Language::German, Language::English].map(|language| action.label(language));
            Findable::new("", german, &format!("{english} {}", action.spec().code.replace('_', " ")))
        };
        let findable = actions.iter().map(findable).collect();
        let mut palette = Self {
            scopes,
            reasons,
            actions,
            findable,
            filter: LineInput::default(),
            shown: Vec::new(),
            selected: 0,
            moved: false,
            window: Cell::new((0, 10)),
        };
        palette.rank();
        palette
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.filter.paste(text);
        self.rank();
    }

    pub(super) fn key(&mut self, key: Key, context: &Context<'_>) -> Step {
        let (_, height) = self.window.get();
        match context.action(key, ASKED) {
            Some(Action::Choose) => self.choose(),
            Some(Action::Leave | Action::Commands) => Step::Close,
            Some(Action::ChooseNext) => self.go_to(self.selected + 1),
            Some(Action::ChoosePrevious) => self.go_to(self.selected.saturating_sub(1)),
            Some(Action::ChoosePageDown) => self.go_to(window::page_down(self.selected, height, self.shown.len())),
            Some(Action::ChoosePageUp) => self.go_to(window::page_up(self.selected, height)),
            Some(action) => Step::Act(action),
            None => {
                let before = self.filter.text().to_owned();
                if !self.filter.key(key) {
                    return context.unused(key, true);
                }
                if self.filter.text() != before {
                    self.rank();
                }
                Step::Stay
            }
        }
    }

    fn rank(&mut self) {
        self.shown = ranking::rank(self.filter.text(), self.findable.iter());
        (self.selected, self.moved) = (0, false);
    }

    fn go_to(&mut self, row: usize) -> Step {
        self.selected = row.min(self.shown.len().saturating_sub(1));
        self.moved = true;
        Step::Stay
    }

    /// The selected action, unless there is a reason against it, which is shown beside it.
    fn choose(&self) -> Step {
        let action = self.shown.get(self.selected).map(|place| self.actions[*place]);
        match action.filter(|action| !self.reasons.contains_key(action)) {
            Some(action) => Step::Answer(Answer::Do(action)),
            None => Step::Stay,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Keymap;

    fn press(palette: &mut Palette, keys: &str) -> Step {
        let keymap = Keymap::default();
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let context = Context { language: Language::German, keymap: &keymap, today };
        keys.split(' ').map(|key| palette.key(key.parse().unwrap(), &context)).last().unwrap()
    }

    fn palette() -> Palette {
        let reasons = BTreeMap::from([(Action::Undo, "Nichts zurückzunehmen.".to_owned())]);
        Palette::new([Scope::Question, Scope::List, Scope::Everywhere], reasons)
    }

    #[test]
    fn an_action_is_found_by_its_name_in_either_language() {
        assert_eq!(press(&mut palette(), "p r i o Enter"), Step::Answer(Answer::Do(Action::Prioritise)));
        assert_eq!(press(&mut palette(), "s n o o z Enter"), Step::Answer(Answer::Do(Action::Snooze)));
        assert_eq!(press(&mut palette(), "z u w e i Enter"), Step::Answer(Answer::Do(Action::AssignGroup)));
    }

    #[test]
    fn what_is_not_possible_now_is_not_done() {
        assert_eq!(press(&mut palette(), "z u r ü c k n e h Enter"), Step::Stay);
    }

    #[test]
    fn only_actions_of_the_place_are_offered() {
        assert!(!palette().actions.contains(&Action::Save));
        assert!(!palette().actions.contains(&Action::Commands));
        assert_eq!(press(&mut palette(), "Esc"), Step::Close);
    }
}
