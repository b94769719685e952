//! The tree of institutions beside the lists of contacts: what is chosen in it narrows those lists.

mod view;

use crate::domain::tree::{self, Branch, Line, Stands};
use crate::domain::{Id, Language};
use crate::text;
use crate::widgets::window;

/// The state of the tree.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The institutions; none as long as they were not read.
    branches: Option<Vec<Branch>>,
    lines: Vec<Line>,
    /// The line that narrows the lists.
    pub selected: usize,
    top: usize,
    height: usize,
    /// Whether it has the keys.
    pub focused: bool,
}

impl Tree {
    /// Takes the institutions as they are now; what was chosen stays chosen, if it is still there.
    pub fn take(&mut self, branches: Vec<Branch>) {
        let chosen = self.stands();
        self.lines = tree::lines(&branches);
        self.branches = Some(branches);
        self.selected = self.lines.iter().position(|line| line.stands == chosen).unwrap_or(0);
        self.settle();
    }

    /// What is chosen.
    pub fn stands(&self) -> Stands {
        self.lines.get(self.selected).map_or(Stands::All, |line| line.stands)
    }

    /// The chosen institution and its name, where it is one.
    pub fn one(&self) -> Option<(Id, &str)> {
        let branch = self.branches.as_ref()?.get(self.lines.get(self.selected)?.place?)?;
        Some((branch.id, &branch.name))
    }

    /// The institutions that the lists are narrowed to; `None` for all.
    pub fn within(&self) -> Option<Vec<Id>> {
        tree::within(&self.lines, self.selected, self.branches.as_ref()?)
    }

    /// Chooses an institution, if it is there.
    pub fn choose(&mut self, stands: Stands) {
        if let Some(place) = self.lines.iter().position(|line| line.stands == stands) {
            self.selected = place;
            self.settle();
        }
    }

    /// Moves the choice.
    pub fn step(&mut self, by: isize) {
        self.selected = self.selected.saturating_add_signed(by).min(self.lines.len().saturating_sub(1));
        self.settle();
    }

    /// Takes the height of the window, in lines.
    pub fn resize(&mut self, height: usize) {
        self.height = height.max(1);
        self.settle();
    }

    /// What the lists are narrowed to, in a word; `None` for all.
    pub fn label(&self, language: Language) -> Option<String> {
        match self.stands() {
            Stands::All => None,
            Stands::Kind(kind) => Some(text::institutions(language, kind).to_owned()),
            Stands::One(_) => self.one().map(|(_, name)| name.to_owned()),
        }
    }

    fn settle(&mut self) {
        self.top = window::scroll(self.top, self.selected, self.height, self.lines.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::InstitutionKind;

    fn branch(id: i64, name: &str) -> Branch {
        Branch {
            id: Id(id),
            name: name.to_owned(),
            kind: InstitutionKind::Ministry,
            parent: None,
            is_past: false,
            count: None,
        }
    }

    #[test]
    fn what_was_chosen_stays_chosen_while_others_come_and_go() {
        let mut tree = Tree::default();
        tree.take(vec![branch(1, "MUNV"), branch(2, "MWIKE")]);
        tree.choose(Stands::One(Id(2)));
        assert_eq!(tree.within(), Some(vec![Id(2)]));
        tree.take(vec![branch(3, "MHKBD"), branch(1, "MUNV"), branch(2, "MWIKE")]);
        assert_eq!(tree.one(), Some((Id(2), "MWIKE")));
        tree.take(vec![branch(3, "MHKBD")]);
        assert_eq!((tree.stands(), tree.within()), (Stands::All, None));
    }
}
