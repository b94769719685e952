//! Going about in the tree of institutions, which narrows the lists of contacts.

use super::{Action, App, Effect, Question};
use crate::domain::query::Query;
use crate::domain::tree::{Branch, Stands};
use crate::domain::{Field, Kind, Record};

impl App {
    /// Takes the institutions.
    pub(super) fn take_tree(&mut self, branches: &[Branch]) -> Vec<Effect> {
        let height = usize::from(self.area().height).saturating_sub(1);
        for browser in &mut self.browsers {
            if let Some(tree) = &mut browser.tree {
                tree.resize(height);
                tree.take(branches.to_vec());
            }
        }
        self.narrow()
    }

    /// The institutions are asked for, with how many each has of the list in front.
    pub(super) fn ask_tree(&self) -> Option<Effect> {
        let browser = self.browser();
        browser.tree.as_ref()?;
        let (kind, sort) = (browser.view.kind()?, browser.view.sort()?);
        let query = Query { conditions: browser.view.conditions(self.today()), sort, ..Query::all(kind, 0) };
        Some(Effect::Ask(Question::Tree(query)))
    }

    /// Whether the tree has the keys.
    pub(super) fn is_in_tree(&self) -> bool {
        self.triage.is_none() && self.import.is_none() && self.browser().is_in_tree()
    }

    /// Gives the keys to the tree, or back to the list.
    pub(super) fn toggle_tree(&mut self) -> Vec<Effect> {
        let focused = self.is_in_tree();
        match &mut self.browser_mut().tree {
            Some(tree) => tree.focused = !focused,
            None => {
                self.message = Some(crate::text::Message::NotHere(Action::ToggleTree.label(self.language)));
                return Vec::new();
            }
        }
        self.ask_card().into_iter().collect()
    }

    /// From the tree to the list that it has narrowed.
    pub(super) fn leave_tree(&mut self) -> Vec<Effect> {
        if let Some(tree) = &mut self.browser_mut().tree {
            tree.focused = false;
        }
        self.ask_card().into_iter().collect()
    }

    /// Opens the card of the institution that is chosen; the way back leads into the tree.
    pub(super) fn open_branch(&mut self) -> Vec<Effect> {
        match self.browser().subject() {
            Some((Kind::Institution, id)) => {
                self.browser_mut().open(Kind::Institution, id);
                self.ask_card().into_iter().collect()
            }
            _ => {
                self.message = Some(crate::text::Message::NotHere(Action::OpenBranch.label(self.language)));
                Vec::new()
            }
        }
    }

    /// Moves in the tree; the list follows.
    pub(super) fn move_in_tree(&mut self, by: isize) -> Vec<Effect> {
        if let Some(tree) = &mut self.browser_mut().tree {
            tree.step(by);
        }
        let mut effects = self.narrow();
        effects.extend(self.ask_card());
        effects
    }

    /// Shows all institutions again; `None` where the lists were not narrowed.
    pub(super) fn widen(&mut self) -> Option<Vec<Effect>> {
        let tree = self.browser_mut().tree.as_mut().filter(|tree| tree.stands() != Stands::All)?;
        tree.choose(Stands::All);
        Some(self.narrow())
    }

    /// The list in front shows what is chosen in the tree.
    fn narrow(&mut self) -> Vec<Effect> {
        let today = self.today();
        if !self.browser_mut().narrow() {
            return Vec::new();
        }
        let Some(list) = self.browser_mut().list_mut() else { return Vec::new() };
        let asked = list.reload(today);
        let count = self.ask_count();
        std::iter::once(Effect::Ask(Question::Rows(asked))).chain(count).collect()
    }

    /// A new institution below the one that is chosen.
    pub(super) fn new_in_tree(&mut self) -> Vec<Effect> {
        let given = Record::new(Kind::Institution, self.ids.record());
        self.fill_within(given)
    }

    /// A form for a new record that belongs to the institution chosen in the tree, where one is.
    pub(super) fn fill_within(&mut self, given: Record) -> Vec<Effect> {
        let field = match given.kind {
            Kind::Institution => Field::Parent,
            Kind::Contact | Kind::Post => Field::Institution,
            _ => return self.fill(given, None),
        };
        let chosen = self.browser().tree.as_ref().and_then(|tree| tree.one());
        let Some((id, name)) = chosen.map(|(id, name)| (id, name.to_owned())) else { return self.fill(given, None) };
        let effects = self.fill(given.with(field, id), None);
        self.name_form(&[(field, vec![(id, name)])]);
        effects
    }
}
