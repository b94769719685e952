//! To a record that was found elsewhere, and back to where one was.

use super::{App, Effect};
use crate::domain::{Id, Kind};
use crate::screens::browser::{BrowserView, Opened};
use crate::screens::{Tab, View};

/// Where one was before a record was found elsewhere.
#[derive(Debug)]
pub(super) struct Left {
    tab: Tab,
    view: View,
    opened: Vec<Opened>,
    /// How many records are opened in the tab of the found one, with it.
    pub(super) depth: usize,
}

impl App {
    /// Brings a found record to the front; leaving it leads back to where find was opened.
    pub(super) fn go_to_found(&mut self, kind: Kind, id: Id) -> Vec<Effect> {
        let browser = self.browser();
        let (tab, view, opened) = (self.tab, browser.view, browser.opened.clone());
        let effects = self.go_to(kind, id);
        let depth = self.browser().opened.len();
        let is_elsewhere = (self.tab, self.browser().view) != (tab, view);
        self.left_by_find = is_elsewhere.then_some(Left { tab, view, opened, depth });
        effects
    }

    /// Back to where find led away from.
    pub(super) fn return_from_found(&mut self, left: Left) -> Vec<Effect> {
        self.tab = left.tab;
        let rows = BrowserView::rows(self.area());
        if self.browser().view != left.view {
            self.browser_mut().enter(left.view, rows);
        }
        self.browser_mut().opened = left.opened;
        self.arrive()
    }
}
