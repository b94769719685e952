//! A list of records: the rows in and around the window, which one is selected, which are marked.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::query::{Condition, From, Query, Row, Sort};
use crate::domain::{Field, Id, Kind};
use crate::screens::View;
use crate::widgets::window;

/// What was asked of the file for a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fetch {
    /// The first rows.
    First,
    /// The last rows.
    Last,
    /// The rows behind those that are here.
    More,
    /// The rows before those that are here.
    Earlier,
    /// The rows that are here, as they are now.
    Again,
    /// The rows from the selected one on, as the list around it has changed.
    Here,
}

/// A question to the file for rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// For which list.
    pub view: View,
    /// For which state of its filter and order.
    pub generation: u64,
    /// Which rows.
    pub fetch: Fetch,
    /// The question itself.
    pub query: Query,
}

/// A list of one view.
#[derive(Clone, Debug)]
pub struct ListState {
    /// Its view.
    pub view: View,
    /// Its kind of records.
    pub kind: Kind,
    /// The rows that are here, in order; a stretch of the list, never all of a large one.
    pub rows: Vec<Row>,
    /// The selected row among those that are here.
    pub selected: usize,
    /// The first row in the window.
    pub top: usize,
    /// The rows that are marked for a common act, as they were seen.
    pub marked: BTreeMap<Id, Row>,
    /// The words that the rows must hold.
    pub filter: String,
    /// The institutions that the rows must belong to; `None` for all.
    pub within: Option<Vec<Id>>,
    /// Their order.
    pub sort: Sort,
    /// Whether anything was read yet.
    pub loaded: bool,
    /// How many there are, counted up to [`COUNTED`].
    pub count: Option<usize>,
    height: usize,
    at_start: bool,
    at_end: bool,
    generation: u64,
    waiting: Option<Fetch>,
    stale: bool,
    /// A record to select as soon as its row is here.
    wanted: Option<Id>,
}

/// Lists are counted up to here; longer ones show "1000+".
pub const COUNTED: usize = 1000;

/// Rows read at once, in windows.
const WINDOWS: usize = 3;

impl ListState {
    /// The list of a view, not read yet; `None` for the overview.
    pub fn new(view: View) -> Option<Self> {
        Some(Self {
            view,
            kind: view.kind()?,
            rows: Vec::new(),
            selected: 0,
            top: 0,
            marked: BTreeMap::new(),
            filter: String::new(),
            within: None,
            sort: view.sort()?,
            loaded: false,
            count: None,
            height: 20,
            at_start: true,
            at_end: false,
            generation: 0,
            waiting: None,
            stale: false,
            wanted: None,
        })
    }

    /// The selected row.
    pub fn current(&self) -> Option<&Row> {
        self.rows.get(self.selected)
    }

    /// The rows that an act is for: the marked ones, else the selected one. They come as they stand in the list; those
    /// that are not here follow by number.
    pub fn chosen(&self) -> Vec<Row> {
        if self.marked.is_empty() {
            return self.current().cloned().into_iter().collect();
        }
        let places: BTreeMap<Id, usize> = self.rows.iter().enumerate().map(|(place, row)| (row.id, place)).collect();
        let number = |row: &Row| row.cell(self.kind, Field::Number).and_then(|cell| cell.value.as_number());
        let mut chosen: Vec<Row> = self.marked.values().cloned().collect();
        chosen.sort_by_key(|row| (places.get(&row.id).copied().unwrap_or(usize::MAX), number(row)));
        chosen
    }

    /// The rows in the window.
    pub fn window(&self) -> &[Row] {
        let end = (self.top + self.height).min(self.rows.len());
        &self.rows[self.top.min(end)..end]
    }

    /// How many rows the window holds.
    pub const fn height(&self) -> usize {
        self.height
    }

    /// Takes a new height of the window.
    pub fn resize(&mut self, height: usize) {
        self.height = height.max(1);
        self.settle();
    }

    /// Moves the selection; `None` where nothing has to be read.
    pub fn step(&mut self, by: isize, today: NaiveDate) -> Option<Asked> {
        self.selected = self.selected.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
        self.settle();
        self.read_ahead(by < 0, today)
    }

    /// Moves by a page.
    pub fn page(&mut self, down: bool, today: NaiveDate) -> Option<Asked> {
        let page = isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(1);
        self.step(if down { page } else { -page }, today)
    }

    /// Goes to the first or the last row of the whole list.
    pub fn jump(&mut self, last: bool, today: NaiveDate) -> Option<Asked> {
        let here = if last { self.at_end } else { self.at_start };
        if !here {
            return self.ask(if last { Fetch::Last } else { Fetch::First }, today);
        }
        self.selected = if last { self.rows.len().saturating_sub(1) } else { 0 };
        self.settle();
        None
    }

    /// Reads from the beginning, with the filter and order that it has now.
    pub fn reload(&mut self, today: NaiveDate) -> Asked {
        self.generation += 1;
        self.waiting = Some(Fetch::First);
        self.count = None;
        self.asked(Fetch::First, today)
    }

    /// Reads with the filter that it has now, and keeps the selected record in sight.
    pub fn reload_here(&mut self, today: NaiveDate) -> Asked {
        if self.current().is_none() {
            return self.reload(today);
        }
        self.generation += 1;
        self.waiting = Some(Fetch::Here);
        self.count = None;
        self.asked(Fetch::Here, today)
    }

    /// Selects a record when its row comes.
    pub const fn want(&mut self, id: Id) {
        self.wanted = Some(id);
    }

    /// Reads again what is here, as somebody changed the file.
    pub fn refresh(&mut self, today: NaiveDate) -> Option<Asked> {
        if self.waiting.is_some() {
            self.stale = true;
            return None;
        }
        self.ask(if self.loaded { Fetch::Again } else { Fetch::First }, today)
    }

    /// Takes the rows that were asked for; gives what has to be asked next.
    pub fn take(&mut self, asked: &Asked, rows: Vec<Row>, today: NaiveDate) -> Option<Asked> {
        if asked.generation != self.generation {
            return None;
        }
        self.waiting = None;
        self.loaded = true;
        let full = rows.len() == asked.query.limit;
        let selected = self.current().map(|row| row.id);
        match asked.fetch {
            Fetch::First => {
                (self.at_start, self.at_end) = (true, !full);
                self.rows = rows;
                (self.selected, self.top) = (0, 0);
            }
            Fetch::Last => {
                (self.at_start, self.at_end) = (!full, true);
                self.rows = rows;
                self.selected = self.rows.len().saturating_sub(1);
                self.top = self.selected;
            }
            Fetch::More => {
                self.at_end = !full;
                self.rows.extend(rows);
                self.forget_front();
            }
            Fetch::Earlier => {
                self.at_start = !full;
                self.selected += rows.len();
                self.top += rows.len();
                self.rows.splice(0..0, rows);
                self.forget_back();
            }
            Fetch::Here => {
                (self.at_start, self.at_end) = (false, !full);
                self.rows = rows;
                (self.selected, self.top) = (0, 0);
                let earlier = self.ask(Fetch::Earlier, today);
                self.settle();
                return earlier;
            }
            Fetch::Again => {
                self.at_end = !full;
                self.rows = rows;
                self.follow(selected);
            }
        }
        if let Some(wanted) = self.wanted
            && self.select(wanted)
        {
            self.wanted = None;
        }
        self.settle();
        for row in &self.rows {
            if let Some(marked) = self.marked.get_mut(&row.id) {
                marked.clone_from(row);
            }
        }
        if std::mem::take(&mut self.stale) {
            return self.refresh(today);
        }
        None
    }

    /// Marks the selected row or takes its mark, and goes on to the next.
    pub fn mark(&mut self, today: NaiveDate) -> Option<Asked> {
        let row = self.current()?.clone();
        if self.marked.remove(&row.id).is_none() {
            self.marked.insert(row.id, row);
        }
        self.step(1, today)
    }

    /// Selects a record where its row is here.
    pub fn select(&mut self, id: Id) -> bool {
        let place = self.rows.iter().position(|row| row.id == id);
        if let Some(place) = place {
            self.selected = place;
            self.settle();
        }
        place.is_some()
    }

    /// The question that counts the list.
    pub fn counting(&self, today: NaiveDate) -> Query {
        self.query(From::Start, today)
    }

    /// The state of filter and order that a count belongs to.
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// The selection follows its record; where that is gone, it stays at its place.
    fn follow(&mut self, id: Option<Id>) {
        let place = id.and_then(|id| self.rows.iter().position(|row| row.id == id));
        let before = self.selected;
        self.selected = place.unwrap_or(before).min(self.rows.len().saturating_sub(1));
        // The window moves with it, so that the row stays where people look.
        self.top = (self.top + self.selected).saturating_sub(before);
    }

    fn settle(&mut self) {
        self.selected = self.selected.min(self.rows.len().saturating_sub(1));
        self.top = window::scroll(self.top, self.selected, self.height, self.rows.len());
    }

    fn read_ahead(&mut self, up: bool, today: NaiveDate) -> Option<Asked> {
        if self.waiting.is_some() || !self.loaded {
            return None;
        }
        if !up && !self.at_end && self.selected + self.height >= self.rows.len() {
            return self.ask(Fetch::More, today);
        }
        if up && !self.at_start && self.selected < self.height {
            return self.ask(Fetch::Earlier, today);
        }
        None
    }

    fn forget_front(&mut self) {
        let most = self.height * WINDOWS * 3;
        if self.rows.len() > most {
            let gone = (self.rows.len() - most).min(self.top);
            self.rows.drain(..gone);
            self.top -= gone;
            self.selected -= gone;
            self.at_start &= gone == 0;
        }
    }

    fn forget_back(&mut self) {
        let most = self.height * WINDOWS * 3;
        let kept = most.max(self.top + self.height);
        if self.rows.len() > kept {
            self.rows.truncate(kept);
            self.at_end = false;
        }
    }

    fn ask(&mut self, fetch: Fetch, today: NaiveDate) -> Option<Asked> {
        if self.waiting.is_some() {
            return None;
        }
        self.waiting = Some(fetch);
        Some(self.asked(fetch, today))
    }

    fn asked(&self, fetch: Fetch, today: NaiveDate) -> Asked {
        let first = self.rows.first().map(|row| row.key.clone());
        let last = self.rows.last().map(|row| row.key.clone());
        let from = match (fetch, first, last) {
            (Fetch::Last, ..) => From::End,
            (Fetch::More, _, Some(last)) => From::After(last),
            (Fetch::Earlier, Some(first), _) => From::Before(first),
            (Fetch::Again, Some(first), _) if !self.at_start => From::At(first),
            (Fetch::Here, ..) => self.current().map_or(From::Start, |row| From::At(row.key.clone())),
            _ => From::Start,
        };
        let mut query = self.query(from, today);
        if fetch == Fetch::Again {
            query.limit = query.limit.max(self.rows.len());
        }
        Asked { view: self.view, generation: self.generation, fetch, query }
    }

    fn query(&self, from: From, today: NaiveDate) -> Query {
        let mut conditions = self.view.conditions(today);
        conditions.extend(self.within.clone().map(Condition::OfInstitutions));
        if !self.filter.trim().is_empty() {
            conditions.push(Condition::Words(self.filter.clone()));
        }
        Query { kind: self.kind, conditions, sort: self.sort, from, limit: self.height * WINDOWS }
    }
}
