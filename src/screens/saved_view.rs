//! Views that somebody saves by name: a view of a tab with its filter and its order, each on a key of its own.

use super::browser::Browser;
use super::{Tab, View};
use crate::app::Action;
use crate::domain::query::Sort;
use crate::domain::{Field, Id, Kind, Record, Value};

/// The keys on which views lie, in their order.
pub const PLACES: [Action; 5] =
    [Action::SavedView1, Action::SavedView2, Action::SavedView3, Action::SavedView4, Action::SavedView5];

/// A view that somebody saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// As it is in the file.
    pub record: Record,
    /// Its place among [`PLACES`].
    pub place: usize,
    /// The view.
    pub view: View,
}

impl SavedView {
    /// From its record; nothing where that names a view or a place that this program does not have.
    pub fn of(record: &Record) -> Option<Self> {
        let place = usize::try_from(record.get(Field::Position).as_number()?).ok()?.checked_sub(1)?;
        let view = View::from_code(record.text(Field::View))?;
        (place < PLACES.len()).then(|| Self { record: record.clone(), place, view })
    }

    /// What somebody calls it.
    pub fn name(&self) -> &str {
        self.record.text(Field::Name)
    }

    /// The words by which it is filtered.
    pub fn filter(&self) -> &str {
        self.record.text(Field::Filter)
    }

    /// The tab in which it stands.
    pub fn tab(&self) -> Tab {
        Tab::ALL.iter().copied().find(|tab| tab.views().contains(&self.view)).unwrap_or(Tab::Overview)
    }

    /// Its order, where it has one.
    pub fn sort(&self) -> Option<Sort> {
        let code = self.record.text(Field::Sort);
        let (descending, code) = code.strip_prefix('-').map_or((false, code), |code| (true, code));
        let field = Field::from_code(code)?;
        let is_held = self.view.kind().is_some_and(|kind| kind.holds(field).is_some());
        is_held.then_some(Sort { field, descending })
    }

    /// Whether a tab shows just this.
    pub fn is_shown(&self, browser: &Browser) -> bool {
        let same = |list: &super::browser::ListState| {
            list.filter == self.filter() && Some(list.sort) == self.sort().or_else(|| self.view.sort())
        };
        browser.view == self.view && browser.list().is_none_or(same)
    }
}

/// What a tab shows, as it is saved under a name.
pub fn saved(browser: &Browser, id: Id, name: &str, person: Option<Id>, place: usize) -> Record {
    let position = i64::try_from(place + 1).unwrap_or(1);
    let mut record = Record::new(Kind::SavedView, id).with(Field::Name, name.trim()).with(Field::Position, position);
    if let Some(person) = person {
        record = record.with(Field::Person, person);
    }
    for (field, value) in shown(browser) {
        record.values.insert(field, value);
    }
    record.values.retain(|_, value| !value.is_unknown());
    record
}

/// View, filter and order of what a tab shows.
pub fn shown(browser: &Browser) -> Vec<(Field, Value)> {
    let mut shown = vec![(Field::View, Value::text(browser.view.code()))];
    if let Some(list) = browser.list() {
        let filter = list.filter.trim();
        shown.push((Field::Filter, if filter.is_empty() { Value::Unknown } else { Value::text(filter) }));
        let minus = if list.sort.descending { "-" } else { "" };
        // The usual order is saved as such: it may be another one in a later version.
        let is_usual = browser.view.sort() == Some(list.sort);
        let sort = format!("{minus}{}", list.sort.field.code());
        shown.push((Field::Sort, if is_usual { Value::Unknown } else { Value::text(sort) }));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_saved_with_its_filter_and_its_order_and_is_known_again() {
        let mut browser = Browser::new(Tab::Questions);
        browser.enter(View::Answered, 20);
        let list = browser.list_mut().unwrap();
        list.filter = "hitze".to_owned();
        list.sort = Sort { field: Field::Due, descending: true };
        let record = saved(&browser, Id(7), " Hitze ", Some(Id(3)), 4);
        assert_eq!((record.text(Field::View), record.text(Field::Sort)), ("answered", "-due"));
        let view = SavedView::of(&record).unwrap();
        assert_eq!((view.name(), view.place, view.tab()), ("Hitze", 4, Tab::Questions));
        assert!(view.is_shown(&browser));
        browser.list_mut().unwrap().filter.clear();
        assert!(!view.is_shown(&browser));
    }

    #[test]
    fn what_this_program_does_not_know_is_passed_over() {
        let record = Record::new(Kind::SavedView, Id(1)).with(Field::Name, "x").with(Field::Position, 1);
        assert_eq!(SavedView::of(&record.clone().with(Field::View, "of_a_later_version")), None);
        assert_eq!(SavedView::of(&record.clone().with(Field::View, "inbox").with(Field::Position, 6)), None);
        let odd = SavedView::of(&record.with(Field::View, "inbox").with(Field::Sort, "-no_such_field")).unwrap();
        assert_eq!(odd.sort(), None);
    }

    #[test]
    fn every_view_has_a_code_of_its_own() {
        for view in Tab::ALL.iter().flat_map(|tab| tab.views()) {
            assert_eq!(View::from_code(view.code()), Some(*view));
        }
    }
}
