//! The keymap in force: the table's keys, with the user's own in their place.

use std::collections::BTreeMap;

use super::action::{ACTIONS, Action, Scope};
use super::{Key, KeyCode};

/// Which key does what where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    keys: BTreeMap<(Scope, Key), Action>,
    shown: BTreeMap<Action, Vec<Key>>,
}

/// Why a line of the user's keymap is not followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeymapProblem {
    /// No action has this name.
    NoAction(String),
    /// This is not a key.
    NoKey(String),
    /// Two actions of one place would have the same key.
    Taken {
        /// The key.
        key: Key,
        /// The action that has it.
        by: Action,
        /// The action that wanted it.
        wanted: Action,
    },
    /// Typing would trigger the action: a key of this place needs Ctrl, Alt or a name.
    Typed(Key),
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(&BTreeMap::new()).0
    }
}

impl Keymap {
    /// The table's keys with the user's in their place, and what of the user's cannot be followed.
    pub fn new(own: &BTreeMap<String, Vec<String>>) -> (Self, Vec<(String, KeymapProblem)>) {
        let mut problems = Vec::new();
        let mut wanted: BTreeMap<Action, Vec<Key>> = BTreeMap::new();
        for (code, keys) in own {
            let Some(spec) = ACTIONS.iter().find(|spec| spec.code == code) else {
                problems.push((code.clone(), KeymapProblem::NoAction(code.clone())));
                continue;
            };
            let mut parsed = Vec::new();
            for text in keys {
                match text.parse::<Key>() {
                    Ok(key) if spec.scopes.contains(&Scope::Text) && types(key) => {
                        parsed.push(key);
                    }
                    Ok(key) if spec.scopes.iter().any(|scope| is_typing(*scope)) && types(key) => {
                        problems.push((code.clone(), KeymapProblem::Typed(key)));
                    }
                    Ok(key) => parsed.push(key),
                    Err(_) => problems.push((code.clone(), KeymapProblem::NoKey(text.clone()))),
                }
            }
            // Without a key that works, the action keeps its own; and there is always a way out.
            let must_stay = matches!(spec.action, Action::Quit | Action::Back | Action::Interrupt);
            if !parsed.is_empty() || keys.is_empty() && !must_stay {
                wanted.insert(spec.action, parsed);
            }
        }
        let mut keymap = Self { keys: BTreeMap::new(), shown: BTreeMap::new() };
        // The user's keys first: where they take a default key, the default gives way.
        for own in [true, false] {
            for spec in ACTIONS {
                let keys = match wanted.get(&spec.action) {
                    Some(keys) if own => keys.clone(),
                    None if !own => spec.keys.iter().filter_map(|key| key.parse().ok()).collect(),
                    _ => continue,
                };
                for key in keys {
                    keymap.bind(spec.action, key, own, &mut problems);
                }
            }
        }
        (keymap, problems)
    }

    fn bind(&mut self, action: Action, key: Key, own: bool, problems: &mut Vec<(String, KeymapProblem)>) {
        let spec = action.spec();
        let mut bound = false;
        for &scope in spec.scopes {
            if scope == Scope::Text && types(key) {
                continue;
            }
            match self.keys.get(&(scope, key)) {
                None => {
                    self.keys.insert((scope, key), action);
                    bound = true;
                }
                Some(&by) if own => {
                    problems.push((spec.code.to_owned(), KeymapProblem::Taken { key, by, wanted: action }));
                }
                Some(_) => {}
            }
        }
        if bound {
            self.shown.entry(action).or_default().push(key);
        }
    }

    /// What a key does, asked along the scopes from the innermost to the outermost.
    pub fn action(&self, key: Key, scopes: &[Scope]) -> Option<Action> {
        scopes.iter().find_map(|scope| self.keys.get(&(*scope, key)).copied())
    }

    /// The keys of an action, the one to show first.
    pub fn keys(&self, action: Action) -> &[Key] {
        self.shown.get(&action).map_or(&[], Vec::as_slice)
    }

    /// The key to show for an action in a place: one that really reaches it there.
    pub fn key_in(&self, action: Action, scopes: &[Scope]) -> Option<Key> {
        self.keys(action).iter().copied().find(|key| self.action(*key, scopes) == Some(action))
    }
}

/// Whether a key writes a character where text is typed.
const fn types(key: Key) -> bool {
    matches!(key.code, KeyCode::Char(_)) && !key.ctrl && !key.alt
}

/// Whether letters are typed in a scope.
const fn is_typing(scope: Scope) -> bool {
    matches!(scope, Scope::Find | Scope::Form | Scope::Hour | Scope::Picker)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(action: &str, keys: &[&str]) -> BTreeMap<String, Vec<String>> {
        BTreeMap::from([(action.to_owned(), keys.iter().map(|&key| key.to_owned()).collect())])
    }

    #[test]
    fn the_inner_scope_is_asked_first() {
        let keymap = Keymap::default();
        let tab = "Tab".parse().unwrap();
        assert_eq!(keymap.action(tab, &[Scope::Form, Scope::Everywhere]), Some(Action::NextField));
        assert_eq!(keymap.action(tab, &[Scope::List, Scope::Everywhere]), Some(Action::NextTab));
    }

    #[test]
    fn letters_never_act_while_text_is_typed() {
        let keymap = Keymap::default();
        for letter in ('a'..='z').chain('A'..='Z').chain('0'..='9').chain("?:/*".chars()) {
            assert_eq!(keymap.action(Key::char(letter), &[Scope::Text]), None, "{letter}");
        }
        assert_eq!(keymap.action(Key::ctrl('f'), &[Scope::Text]), Some(Action::Find));
    }

    #[test]
    fn a_key_of_the_users_own_takes_the_place_of_the_default() {
        let (keymap, problems) = Keymap::new(&own("assign_group", &["A"]));
        assert_eq!(problems, []);
        let scopes = [Scope::Question, Scope::Everywhere];
        assert_eq!(keymap.action(Key::char('A'), &scopes), Some(Action::AssignGroup));
        assert_eq!(keymap.action(Key::char('a'), &scopes), None);
        assert_eq!(keymap.key_in(Action::AssignGroup, &scopes), Some(Key::char('A')));
    }

    #[test]
    fn what_cannot_be_followed_is_said() {
        assert_eq!(Keymap::new(&own("fly", &["a"])).1.len(), 1);
        assert_eq!(Keymap::new(&own("quit", &["Hyper-q"])).1.len(), 1);
        assert_eq!(Keymap::new(&own("save", &["s"])).1, [("save".to_owned(), KeymapProblem::Typed(Key::char('s')))]);
    }
}
