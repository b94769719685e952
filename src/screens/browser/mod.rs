//! Looking through the records of a tab: its views, the list, the detail beside it, and what was opened.

pub mod card;
mod columns;
mod detail_view;
mod facts;
pub mod list;
mod tree;
mod view;

use std::collections::BTreeMap;

pub use card::{Item, Opened, items};
use chrono::NaiveDate;
pub use list::{Asked, Fetch, ListState};
pub use tree::Tree;
pub(in crate::screens) use view::view_label;
pub use view::{View as BrowserView, draw};

use crate::domain::{Card, Id, Kind, Language};
use crate::screens::{Tab, View};

/// The state of a tab.
#[derive(Clone, Debug)]
pub struct Browser {
    /// The tab.
    pub tab: Tab,
    /// Its view in front.
    pub view: View,
    /// The lists that were looked at.
    lists: BTreeMap<View, ListState>,
    /// What was opened, the last on top. Empty: the list has the keys.
    pub opened: Vec<Opened>,
    /// The detail of what is selected or opened; it may lag behind while the file is read.
    pub card: Option<Card>,
    /// Whether the detail stands beside the list where there is room.
    pub beside: bool,
    /// The institutions by which the lists of contacts can be narrowed.
    pub tree: Option<Tree>,
}

impl Browser {
    /// A tab that nobody has looked at yet.
    pub fn new(tab: Tab) -> Self {
        let view = tab.views()[0];
        let tree = (tab == Tab::Contacts).then(Tree::default);
        let mut browser =
            Self { tab, view, lists: BTreeMap::new(), opened: Vec::new(), card: None, beside: true, tree };
        browser.enter(view, 20);
        browser
    }

    /// The list in front; `None` on the overview.
    pub fn list(&self) -> Option<&ListState> {
        self.lists.get(&self.view)
    }

    /// The list in front, to be changed.
    pub fn list_mut(&mut self) -> Option<&mut ListState> {
        self.lists.get_mut(&self.view)
    }

    /// The list of a view, if it was looked at.
    pub fn list_of(&mut self, view: View) -> Option<&mut ListState> {
        self.lists.get_mut(&view)
    }

    /// Brings a view to the front, with a window of so many rows.
    pub fn enter(&mut self, view: View, height: usize) {
        self.view = view;
        self.opened.clear();
        if let std::collections::btree_map::Entry::Vacant(entry) = self.lists.entry(view)
            && let Some(list) = ListState::new(view)
        {
            entry.insert(list);
        }
        if let Some(list) = self.list_mut() {
            list.resize(height);
        }
    }

    /// The view beside the one in front, around the end.
    pub fn neighbour(&self, forward: bool) -> View {
        let views = self.tab.views();
        let place = views.iter().position(|view| *view == self.view).unwrap_or(0);
        let next = if forward { place + 1 } else { place + views.len() - 1 };
        views[next % views.len()]
    }

    /// Whether the tree of institutions has the keys.
    pub fn is_in_tree(&self) -> bool {
        self.opened.is_empty() && self.tree.as_ref().is_some_and(|tree| tree.focused)
    }

    /// The list in front shows what the tree narrows it to. True where it has to be read again.
    pub fn narrow(&mut self) -> bool {
        let Some(tree) = &self.tree else { return false };
        let within = tree.within();
        let Some(list) = self.list_mut() else { return false };
        let differs = list.within != within;
        list.within = within;
        differs
    }

    /// The record that has the attention: the opened one, else the selected one.
    pub fn subject(&self) -> Option<(Kind, Id)> {
        match self.opened.last() {
            Some(opened) => Some((opened.kind, opened.id)),
            None if self.is_in_tree() => self.tree.as_ref()?.one().map(|(id, _)| (Kind::Institution, id)),
            None => self.list().and_then(|list| Some((list.kind, list.current()?.id))),
        }
    }

    /// The card, if it is that of the subject.
    pub fn current_card(&self) -> Option<&Card> {
        let subject = self.subject()?;
        self.card.as_ref().filter(|card| (card.record.kind, card.record.id) == subject)
    }

    /// The item under the cursor of the opened record.
    pub fn item(&self, language: Language) -> Option<Item> {
        let opened = self.opened.last()?;
        items(self.current_card()?, language).into_iter().filter(Item::is_reachable).nth(opened.cursor)
    }

    /// Opens a record on top of what is there.
    pub fn open(&mut self, kind: Kind, id: Id) {
        if self.subject() != Some((kind, id)) || self.opened.is_empty() {
            self.opened.push(Opened { kind, id, cursor: 0 });
        }
    }

    /// Moves the cursor in the opened record.
    pub fn step(&mut self, by: isize, language: Language) {
        let reachable = self
            .current_card()
            .map_or(0, |card| items(card, language).iter().filter(|item| item.is_reachable()).count());
        if let Some(opened) = self.opened.last_mut() {
            opened.cursor = opened.cursor.saturating_add_signed(by).min(reachable.saturating_sub(1));
        }
    }

    /// The list in front reads again what it holds; the others do when they come to the front.
    pub fn refresh(&mut self, today: NaiveDate) -> Option<Asked> {
        self.list_mut()?.refresh(today)
    }
}
