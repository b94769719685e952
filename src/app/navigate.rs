//! Going about: tabs, views, lists, details, find.

use super::{Action, App, CardFor, Effect, Question, Scope};
use crate::domain::{Id, Kind};
use crate::screens::browser::list::COUNTED;
use crate::screens::browser::{Asked, BrowserView, Item};
use crate::screens::find::Find;
use crate::screens::overview::{Line, Target, lines};
use crate::screens::{Tab, View};
use crate::widgets::field::LineInput;
use ratatui::layout::Rect;

/// Lines of the window that are not the tab's: tabs above; message and keys below.
const FRAME: u16 = 3;

/// The area of the tab in a window.
pub(super) fn middle_of(window: Rect) -> Rect {
    Rect { y: window.y + 1, height: window.height.saturating_sub(FRAME), ..window }
}

/// Below this the window cannot show what it has to, in columns and lines.
pub(super) const LEAST: (u16, u16) = (60, 16);

impl App {
    /// Whether the window is too small to show anything.
    pub(super) const fn is_too_small(&self) -> bool {
        self.size.0 < LEAST.0 || self.size.1 < LEAST.1
    }

    /// The area of the tab in front.
    pub(super) fn area(&self) -> Rect {
        middle_of(Rect { x: 0, y: 0, width: self.size.0, height: self.size.1 })
    }

    /// Every list takes the height of the window.
    pub(super) fn fit(&mut self) {
        let rows = BrowserView::rows(self.area());
        if let Some(list) = self.browser_mut().list_mut() {
            list.resize(rows);
        }
        if let Some(tree) = &mut self.browser_mut().tree {
            tree.resize(rows + 1);
        }
    }

    /// A tab or view came to the front: what it needs is asked for.
    pub(super) fn arrive(&mut self) -> Vec<Effect> {
        self.fit();
        let today = self.today();
        if self.is_overview() {
            return vec![Effect::Ask(Question::Overview)];
        }
        let narrowed = self.browser_mut().narrow();
        let Some(list) = self.browser_mut().list_mut() else { return Vec::new() };
        let asked = if list.loaded && !narrowed { list.refresh(today) } else { Some(list.reload(today)) };
        let mut effects: Vec<Effect> = asked.map(|asked| Effect::Ask(Question::Rows(asked))).into_iter().collect();
        effects.extend(self.ask_count());
        effects.extend(self.ask_card());
        effects.extend(self.ask_tree());
        effects
    }

    /// How many the list in front has.
    pub(super) fn ask_count(&mut self) -> Option<Effect> {
        let today = self.today();
        let list = self.browser().list()?;
        let query = list.counting(today);
        Some(Effect::Ask(Question::Count(
            list.view,
            list.generation(),
            crate::domain::query::Query { limit: COUNTED, ..query },
        )))
    }

    /// The detail of what is selected or opened, where it is shown.
    pub(super) fn ask_card(&self) -> Option<Effect> {
        let shown = BrowserView::of(self.browser(), self.area()).detail.is_some();
        let (kind, id) = self.browser().subject().filter(|_| shown)?;
        Some(Effect::Ask(Question::Card(kind, id, CardFor::Detail)))
    }

    pub(super) fn go_tab(&mut self, tab: Tab) -> Vec<Effect> {
        let mut effects = self.leave_hour();
        effects.extend(self.save_choices());
        self.triage = None;
        self.paused = None;
        self.import = None;
        self.duplicates = None;
        self.filter = None;
        self.left_by_find = None;
        self.tab = tab;
        effects.extend(self.arrive());
        effects
    }

    pub(super) fn step_tab(&mut self, forward: bool) -> Vec<Effect> {
        let tabs = Tab::ALL;
        let next = if forward { self.tab.place() + 1 } else { self.tab.place() + tabs.len() - 1 };
        self.go_tab(tabs[next % tabs.len()])
    }

    pub(super) fn go_view(&mut self, view: View) -> Vec<Effect> {
        let rows = BrowserView::rows(self.area());
        self.filter = None;
        self.left_by_find = None;
        self.browser_mut().enter(view, rows);
        self.arrive()
    }

    /// Brings a record to the front, wherever it stands.
    pub(super) fn go_to(&mut self, kind: Kind, id: Id) -> Vec<Effect> {
        let Some((tab, view)) = View::of(kind) else { return Vec::new() };
        let mut effects = self.leave_hour();
        self.duplicates = None;
        let lists_it = self.browser().list().is_some_and(|list| list.kind == kind) && self.tab == tab;
        if self.tab != tab || self.triage.is_some() {
            effects.extend(self.go_tab(tab));
        }
        if !lists_it && self.browser().list().is_none_or(|list| list.kind != kind) {
            effects.extend(self.go_view(view));
        }
        if let Some(list) = self.browser_mut().list_mut() {
            list.select(id);
        }
        self.browser_mut().open(kind, id);
        effects.extend(self.ask_card());
        effects
    }

    pub(super) fn move_by(&mut self, action: Action) -> Vec<Effect> {
        let today = self.today();
        let language = self.language;
        let page = isize::from(i16::try_from(self.area().height).unwrap_or(20)) - 2;
        let (by, end) = match action {
            Action::Down => (1, None),
            Action::Up => (-1, None),
            Action::PageDown => (page, None),
            Action::PageUp => (-page, None),
            Action::First => (isize::MIN / 2, Some(false)),
            _ => (isize::MAX / 2, Some(true)),
        };
        if self.is_in_tree() {
            return self.move_in_tree(by);
        }
        if !self.browser().opened.is_empty() {
            let by = if matches!(action, Action::PageDown | Action::PageUp) { by / 2 } else { by };
            self.browser_mut().step(by, language);
            return Vec::new();
        }
        if self.is_overview() {
            let last = self.overview_entries().len().saturating_sub(1);
            self.overview.cursor = self.overview.cursor.saturating_add_signed(by).min(last);
            return Vec::new();
        }
        let Some(list) = self.browser_mut().list_mut() else { return Vec::new() };
        let before = list.current().map(|row| row.id);
        let asked = match (end, action) {
            (Some(last), _) => list.jump(last, today),
            (None, Action::PageDown | Action::PageUp) => list.page(by > 0, today),
            (None, _) => list.step(by, today),
        };
        let moved = list.current().map(|row| row.id) != before;
        self.after_moving(asked, moved)
    }

    pub(super) fn after_moving(&mut self, asked: Option<Asked>, moved: bool) -> Vec<Effect> {
        let mut effects: Vec<Effect> = asked.map(|asked| Effect::Ask(Question::Rows(asked))).into_iter().collect();
        if moved {
            effects.extend(self.ask_card());
        }
        effects
    }

    /// The lines of the overview that lead somewhere.
    pub(super) fn overview_entries(&self) -> Vec<Target> {
        let Some(overview) = &self.overview.overview else { return Vec::new() };
        let lines = lines(overview, self.language, self.today()).into_iter();
        lines.filter_map(|line| if let Line::Entry { target, .. } = line { Some(target) } else { None }).collect()
    }

    /// Enter: into the detail, and on along its links.
    pub(super) fn open_here(&mut self) -> Vec<Effect> {
        if self.is_overview() && self.browser().opened.is_empty() {
            return match self.overview_entries().get(self.overview.cursor) {
                Some(Target::Record(kind, id)) => {
                    let (kind, id) = (*kind, *id);
                    self.go_to(kind, id)
                }
                Some(Target::Triage) => self.start_triage(),
                Some(Target::View(tab, view)) => {
                    let (tab, view) = (*tab, *view);
                    self.go_tab(tab);
                    self.go_view(view)
                }
                None => Vec::new(),
            };
        }
        if self.browser().opened.is_empty() {
            if self.browser().view == View::Inbox && self.browser().list().is_some_and(|list| list.marked.is_empty()) {
                let from = self.browser().subject().map(|(_, id)| id);
                return self.start_triage_at(from);
            }
            let Some((kind, id)) = self.browser().subject() else { return Vec::new() };
            self.browser_mut().open(kind, id);
            return self.ask_card().into_iter().collect();
        }
        match self.browser().item(self.language) {
            Some(Item::Child { kind, id, .. } | Item::Pair { target: Some((kind, id)), .. }) => {
                self.browser_mut().open(kind, id);
                self.ask_card().into_iter().collect()
            }
            Some(Item::Listed { question, .. }) => {
                self.browser_mut().open(Kind::Question, question);
                self.ask_card().into_iter().collect()
            }
            Some(Item::Heading { makes: Some((kind, by)), .. }) => self.new_under(kind, by),
            Some(Item::Comment { id, .. }) => {
                self.browser_mut().open(Kind::Comment, id);
                self.ask_card().into_iter().collect()
            }
            _ => self.edit_here(),
        }
    }

    /// Esc: one step back, and never further than the list.
    pub(super) fn back(&mut self) -> Vec<Effect> {
        if self.import.take().is_some() || self.duplicates.take().is_some() {
            return self.arrive();
        }
        if self.triage.is_some() {
            let mut effects = self.save_choices();
            self.triage = None;
            effects.extend(self.arrive());
            return effects;
        }
        if self.is_in_tree() {
            return self.leave_tree();
        }
        let today = self.today();
        let browser = self.browser_mut();
        if browser.opened.pop().is_some() {
            let depth = browser.opened.len();
            if let Some(left) = self.left_by_find.take_if(|left| depth < left.depth) {
                return self.return_from_found(left);
            }
            let browser = self.browser_mut();
            if browser.opened.is_empty()
                && let Some(paused) = self.paused.take()
            {
                self.triage = Some(paused);
                return self.ask_triage();
            }
            return self.ask_card().into_iter().collect();
        }
        let Some(list) = browser.list_mut() else { return Vec::new() };
        if !list.marked.is_empty() {
            list.marked.clear();
            return Vec::new();
        }
        if !list.filter.is_empty() {
            list.filter.clear();
            let asked = list.reload_here(today);
            let count = self.ask_count();
            return std::iter::once(Effect::Ask(Question::Rows(asked))).chain(count).collect();
        }
        if let Some(effects) = self.widen() {
            return effects;
        }
        self.message = None;
        Vec::new()
    }

    /// Whether there is nothing to go back from.
    pub(super) fn is_at_rest(&self) -> bool {
        let list = self.browser().list();
        self.import.is_none()
            && self.triage.is_none()
            && self.browser().opened.is_empty()
            && list.is_none_or(|list| list.marked.is_empty() && list.filter.is_empty() && list.within.is_none())
            && !self.is_in_tree()
    }

    pub(super) fn open_filter(&mut self) -> Vec<Effect> {
        if let Some(list) = self.browser().list() {
            self.filter = Some(LineInput::new(list.filter.clone()));
        }
        Vec::new()
    }

    /// The list follows what is typed into its filter.
    pub(super) fn filter_typed(&mut self) -> Vec<Effect> {
        let today = self.today();
        let Some(typed) = self.filter.as_ref().map(|input| input.text().to_owned()) else { return Vec::new() };
        let Some(list) = self.browser_mut().list_mut() else { return Vec::new() };
        if list.filter == typed {
            return Vec::new();
        }
        list.filter = typed;
        let asked = list.reload(today);
        let count = self.ask_count();
        std::iter::once(Effect::Ask(Question::Rows(asked))).chain(count).collect()
    }

    pub(super) fn open_find(&mut self) -> Vec<Effect> {
        if self.find.is_none() {
            self.find = Some(Find::default());
            self.find_over = self.dialogs.len();
            // Nothing is looked for yet, but the words of the file are read while the first letter is typed.
            return vec![Effect::Ask(Question::Find(String::new(), None))];
        }
        Vec::new()
    }

    /// What is typed is looked for.
    pub(super) fn find_typed(&mut self) -> Vec<Effect> {
        let Some(find) = &mut self.find else { return Vec::new() };
        if find.input.is_empty() {
            find.hits.clear();
            find.shown.clear();
            return Vec::new();
        }
        vec![Effect::Ask(Question::Find(find.input.text().to_owned(), find.kind))]
    }

    /// Where keys go now, the innermost place first.
    pub fn scopes(&self) -> Vec<Scope> {
        if let Some(dialog) = self.top_dialog() {
            return dialog.scopes().to_vec();
        }
        if self.find.is_some() {
            return vec![Scope::Find, Scope::Text];
        }
        if self.filter.is_some() {
            return vec![Scope::Dialog, Scope::Text];
        }
        if self.import.is_some() {
            return vec![Scope::Import, Scope::Dialog, Scope::Everywhere];
        }
        if let Some(hour) = &self.hour {
            return match hour.current() {
                Some(_) => vec![Scope::Hour, Scope::Text],
                None => vec![Scope::HourEnd, Scope::Everywhere],
            };
        }
        if self.duplicates.is_some() {
            return vec![Scope::Duplicates, Scope::Everywhere];
        }
        if self.triage.is_some() {
            return vec![Scope::Triage, Scope::Everywhere];
        }
        let mut scopes = Vec::new();
        let subject = self.browser().subject();
        scopes.push(match (self.browser().opened.is_empty(), self.is_overview()) {
            _ if self.is_in_tree() => Scope::Tree,
            (true, true) => Scope::Overview,
            (true, false) => Scope::List,
            (false, _) => Scope::Card,
        });
        match subject {
            Some((Kind::Question, _)) => scopes.push(Scope::Question),
            Some((Kind::Contact, _)) => scopes.extend([Scope::Contact, Scope::Record]),
            Some((Kind::Person, _)) => scopes.extend([Scope::Staff, Scope::Record]),
            Some(_) => scopes.push(Scope::Record),
            None => {}
        }
        scopes.push(Scope::Everywhere);
        scopes
    }
}
