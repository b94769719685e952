//! The help: what the keys in force do in a place, from the table of actions alone.

mod view;

use std::cell::Cell;
use std::collections::BTreeSet;

use super::{ASKED, Context, Step};
use crate::app::{ACTIONS, Action, ActionSpec, Key, Keymap, Scope};
use crate::domain::{Language, fold};
use crate::widgets::field::LineInput;
use crate::widgets::window;

/// What the keys do here.
#[derive(Clone, Debug)]
pub struct Help {
    scopes: Vec<Scope>,
    /// Actions that are called otherwise than in the table: by the views that somebody saved.
    names: Vec<(Action, String)>,
    filter: LineInput,
    /// The first line that is shown.
    top: usize,
    /// How many lines there are room for and how many there are, as last drawn.
    drawn: Cell<(usize, usize)>,
}

/// One line of the help.
#[derive(Clone, Debug)]
enum HelpLine {
    Heading(Scope),
    Action { spec: &'static ActionSpec, keys: Vec<Key> },
}

impl Help {
    /// For a place: its scopes, the innermost first.
    pub fn new(scopes: impl Into<Vec<Scope>>) -> Self {
        let (names, filter) = (Vec::new(), LineInput::default());
        Self { scopes: scopes.into(), names, filter, top: 0, drawn: Cell::new((1, 0)) }
    }

    /// The same, where some actions have names of their own.
    #[must_use]
    pub fn naming(mut self, names: Vec<(Action, String)>) -> Self {
        self.names = names;
        self
    }

    /// What an action is called here.
    fn label(&self, spec: &ActionSpec, language: Language) -> &str {
        let own = self.names.iter().find(|(action, _)| *action == spec.action);
        own.map_or_else(|| spec.action.label(language), |(_, name)| name)
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.filter.paste(text);
        self.top = 0;
    }

    pub(super) fn key(&mut self, key: Key, context: &Context<'_>) -> Step {
        let (height, lines) = self.drawn.get();
        let last = lines.saturating_sub(height);
        match context.action(key, ASKED) {
            Some(Action::Leave) => Step::Close,
            // There is nothing to take.
            Some(Action::Choose) => Step::Stay,
            Some(Action::ChooseNext) => self.scroll_to((self.top + 1).min(last)),
            Some(Action::ChoosePrevious) => self.scroll_to(self.top.saturating_sub(1)),
            Some(Action::ChoosePageDown) => self.scroll_to(window::page_down(self.top, height, lines).min(last)),
            Some(Action::ChoosePageUp) => self.scroll_to(window::page_up(self.top, height)),
            Some(action) => Step::Act(action),
            None if self.filter.key(key) => self.scroll_to(0),
            // The key that opened the help closes it.
            None => match context.unused(key, true) {
                Step::Act(Action::Help) => Step::Close,
                other => other,
            },
        }
    }

    fn scroll_to(&mut self, top: usize) -> Step {
        self.top = top;
        Step::Stay
    }

    /// What fits the filter, each action once, under the innermost place where it works.
    fn lines(&self, language: Language, keymap: &Keymap) -> Vec<HelpLine> {
        let mut seen = BTreeSet::new();
        let mut lines = Vec::new();
        for &scope in &self.scopes {
            let actions = ACTIONS.iter().filter(|spec| spec.scopes.contains(&scope) && seen.insert(spec.action));
            let actions = actions.map(|spec| {
                let reaches = |key: &Key| keymap.action(*key, &self.scopes) == Some(spec.action);
                (spec, keymap.keys(spec.action).iter().copied().filter(reaches).collect::<Vec<_>>())
            });
            let fitting = actions.filter(|(spec, keys)| fits(self.label(spec, language), keys, self.filter.text()));
            let here: Vec<HelpLine> = fitting.map(|(spec, keys)| HelpLine::Action { spec, keys }).collect();
            if !here.is_empty() {
                lines.push(HelpLine::Heading(scope));
                lines.extend(here);
            }
        }
        lines
    }
}

/// Whether every word stands in the name of the action or is the beginning of one of its keys.
fn fits(label: &str, keys: &[Key], typed: &str) -> bool {
    let label = fold::key(label);
    let keys: Vec<String> = keys.iter().map(|key| fold::fold(&key.to_string())).collect();
    typed.split_whitespace().all(|word| {
        let is_key = keys.iter().any(|key| key.starts_with(&fold::fold(word)));
        is_key || fold::words(word).all(|word| label.contains(&word)) && fold::words(word).count() > 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actions(help: &Help) -> Vec<Action> {
        let lines = help.lines(Language::German, &Keymap::default());
        let action = |line: &HelpLine| match line {
            HelpLine::Action { spec, .. } => Some(spec.action),
            HelpLine::Heading(_) => None,
        };
        lines.iter().filter_map(action).collect()
    }

    #[test]
    fn every_action_of_the_place_stands_there_once() {
        let help = Help::new([Scope::Question, Scope::List, Scope::Everywhere]);
        let mut shown = actions(&help);
        let count = shown.len();
        shown.sort_unstable();
        shown.dedup();
        assert_eq!(shown.len(), count);
        let wanted = ACTIONS.iter().filter(|spec| spec.scopes.iter().any(|scope| help.scopes.contains(scope)));
        assert_eq!(count, wanted.count());
    }

    #[test]
    fn only_keys_that_work_here_are_shown() {
        // In forms, Esc closes the form: back is not reached by it.
        let help = Help::new([Scope::Form, Scope::Everywhere]);
        let lines = help.lines(Language::German, &Keymap::default());
        let back = lines.iter().find_map(|line| match line {
            HelpLine::Action { spec, keys } if spec.action == Action::Back => Some(keys.clone()),
            _ => None,
        });
        assert_eq!(back, Some(vec!["Backspace".parse().unwrap()]));
    }

    #[test]
    fn typing_filters_by_name_and_key() {
        let mut help = Help::new([Scope::Question, Scope::Everywhere]);
        help.paste("zuruecknehmen");
        assert_eq!(actions(&help), [Action::Undo]);
        help.filter.clear();
        help.paste("ctrl-z");
        assert_eq!(actions(&help), [Action::Suspend]);
    }
}
