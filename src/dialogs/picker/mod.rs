//! A picker: a list that is filtered while typing, from which one or several entries are taken.

mod make;
mod typed;
mod view;

use std::cell::Cell;
use std::collections::BTreeSet;

use super::ranking::{self, Findable};
use super::{Answer, Context, PICKING, Pick, Step};
use crate::app::{Action, Key};
use crate::domain::{Choosable, Field, FieldType, Id, Kind, fold};
use crate::widgets::field::LineInput;
use crate::widgets::window;

pub use typed::Typed;

/// One line of a picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it stands for.
    pub pick: Pick,
    /// Its name.
    pub label: String,
    /// A short name, sign or number before it.
    pub short: Option<String>,
    /// What else it is known by, shown behind it.
    pub other: String,
}

/// Entries that have a digit of their own.
const DIGITS: usize = 9;

/// Several entries, of which one or several are taken.
#[derive(Clone, Debug)]
pub struct Picker {
    title: String,
    /// The kind of the records that are to choose from; `None` where the entries are fixed.
    kind: Option<Kind>,
    several: bool,
    clearable: bool,
    entries: Vec<Entry>,
    findable: Vec<Findable>,
    /// Whether the entries are there.
    ready: bool,
    /// Whether the file holds more than these.
    more: bool,
    /// What was found in the file, and for which words.
    found: Vec<Entry>,
    found_for: String,
    filter: LineInput,
    /// What the list shows, the best first.
    shown: Vec<Shown>,
    selected: usize,
    ticked: BTreeSet<Pick>,
    /// Whether something was ticked here.
    changed: bool,
    /// Whether the list was moved in since the last letter.
    moved: bool,
    /// How many entries at the end stay whatever is typed.
    lasting: usize,
    /// Records that stand before all others.
    first: Vec<(Id, String)>,
    /// What the typed words can be taken for by themselves, and the entry that says so.
    typed: Option<Typed>,
    made: Option<Entry>,
    window: Cell<Window>,
}

/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Entry(usize),
    Found(usize),
    Made,
    None,
}

/// What was drawn last: the first row and how many there are.
#[derive(Clone, Copy, Debug)]
struct Window {
    top: usize,
    height: usize,
}

impl Picker {
    pub(super) fn key(&mut self, key: Key, context: &Context<'_>) -> Step {
        match context.action(key, PICKING) {
            Some(Action::Choose) => self.choose(),
            Some(Action::Leave) => Step::Close,
            Some(Action::ChooseNext) => self.go_to(self.selected + 1),
            Some(Action::ChoosePrevious) => self.go_to(self.selected.saturating_sub(1)),
            Some(Action::ChoosePageDown) => {
                self.go_to(window::page_down(self.selected, self.window.get().height, self.shown.len()))
            }
            Some(Action::ChoosePageUp) => self.go_to(window::page_up(self.selected, self.window.get().height)),
            Some(Action::Tick) if self.several => self.tick(),
            Some(Action::Tick) | None => match self.digit(key) {
                Some(row) => self.take_row(row),
                None => self.write(key, context),
            },
            Some(action) => Step::Act(action),
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.filter.paste(text);
        self.rank();
    }

    pub(super) fn offers(&self, action: Action) -> bool {
        action != Action::Tick || self.several
    }

    /// The kind of which it waits for records.
    pub(super) fn needs(&self) -> Option<Kind> {
        self.kind.filter(|_| !self.ready)
    }

    /// Whether a key takes one of the entries, while they are not here yet. Letters only filter.
    pub(super) fn has_to_wait(&self, key: Key, context: &Context<'_>) -> bool {
        let digit =
            self.has_digits() && self.filter.is_empty() && key.text().is_some_and(|letter| letter.is_ascii_digit());
        let takes = match context.action(key, PICKING) {
            Some(Action::Choose) => true,
            Some(Action::Tick) => self.several,
            _ => false,
        };
        self.needs().is_some() && (digit || takes)
    }

    pub(super) fn provide(&mut self, kind: Kind, items: &[Choosable], more: bool) -> Step {
        if self.kind != Some(kind) {
            return Step::Stay;
        }
        let mut items: Vec<Choosable> = items.to_vec();
        for (id, label) in self.first.iter().rev() {
            let known = items.iter().position(|item| item.id == *id).map(|place| items.remove(place));
            let named = || Choosable { id: *id, short: None, label: label.clone(), other: String::new() };
            items.insert(0, known.unwrap_or_else(named));
        }
        self.entries = items.iter().map(Entry::from).collect();
        self.index();
        (self.ready, self.more) = (true, more);
        self.rank();
        self.select_ticked();
        self.look()
    }

    pub(super) fn provide_found(&mut self, kind: Kind, words: &str, items: &[Choosable]) {
        if self.kind != Some(kind) || words != self.filter.text() {
            return;
        }
        let picked = self.pick();
        self.found = items.iter().map(Entry::from).collect();
        self.found_for = words.to_owned();
        self.list();
        // What one was about to take stays where it is, if one had moved there.
        let again = self.shown.iter().position(|shown| self.picks(*shown) == picked);
        self.selected = again.filter(|_| self.moved).unwrap_or(0);
    }

    /// What is ticked; in a picker for one the present value.
    pub(super) const fn ticked(&self) -> &BTreeSet<Pick> {
        &self.ticked
    }

    /// The name of an entry that was seen here.
    pub fn label(&self, pick: Pick) -> Option<&str> {
        if pick == Pick::New {
            return self.typed.as_ref()?.name(self.filter.text());
        }
        let all = self.entries.iter().chain(&self.found);
        all.into_iter().find(|entry| entry.pick == pick).map(|entry| entry.label.as_str())
    }

    fn index(&mut self) {
        self.findable = self.entries.iter().map(findable).collect();
    }

    /// Shows what fits the filter, the first of it selected.
    fn rank(&mut self) {
        self.list();
        (self.selected, self.moved) = (0, false);
    }

    fn list(&mut self) {
        let words = self.filter.text();
        let (looked_for, lasting) = self.findable.split_at(self.findable.len().saturating_sub(self.lasting));
        // Somebody who types a day means no entry in whose name the digits happen to stand.
        let is_day = self.typed.as_ref().is_some_and(|typed| typed.is_meant(words));
        let fitting = if is_day || self.is_found(words) { Vec::new() } else { ranking::rank(words, looked_for.iter()) };
        let always = (0..lasting.len()).map(|place| looked_for.len() + place);
        self.shown = fitting.into_iter().chain(always).map(Shown::Entry).collect();
        let known: BTreeSet<Pick> = self.shown.iter().filter_map(|shown| self.picks(*shown)).collect();
        // Until the file answers, what it found for the words before stays where it still fits.
        let found: Vec<usize> = if words.is_empty() {
            Vec::new()
        } else if words == self.found_for {
            (0..self.found.len()).collect()
        } else {
            let findable: Vec<Findable> = self.found.iter().map(findable).collect();
            ranking::rank(words, findable.iter())
        };
        let new = found.into_iter().filter(|place| !known.contains(&self.found[*place].pick));
        self.shown.extend(new.map(Shown::Found));
        self.made = self.typed.as_ref().and_then(|typed| typed.entry(words));
        match self.made.as_ref().map(|made| made.pick) {
            Some(Pick::Day(_)) => self.shown.insert(0, Shown::Made),
            // What is only like the typed name is not taken for it.
            Some(_) if self.ready && !words.trim().is_empty() && !self.names(words) => {
                self.shown.insert(0, Shown::Made);
            }
            Some(_) if self.ready => self.shown.push(Shown::Made),
            _ => {}
        }
        if self.clearable && self.ready && make::is_none(words) {
            self.shown.push(Shown::None);
        }
    }

    /// Whether the file has said which questions have these words. Among the titles that are here too, the likest would
    /// come first, though it has none of them.
    fn is_found(&self, words: &str) -> bool {
        let by_text = self.kind == Some(Kind::Question) && !self.several;
        by_text && !self.found.is_empty() && !words.is_empty() && words == self.found_for
    }

    /// Whether an entry that is shown is known by all these words.
    fn names(&self, words: &str) -> bool {
        let words: Vec<String> = fold::words(words).collect();
        self.shown.iter().filter_map(|shown| self.entry(*shown)).any(|entry| {
            let known = [entry.short.as_deref().unwrap_or_default(), &entry.label, &entry.other].map(fold::fold);
            !words.is_empty() && words.iter().all(|word| known.iter().any(|known| known.contains(word.as_str())))
        })
    }

    /// Begins at the present value, where there is one.
    fn select_ticked(&mut self) {
        if self.filter.is_empty() && !self.several {
            let present = self.shown.iter().position(|shown| {
                *shown != Shown::None && self.picks(*shown).is_some_and(|pick| self.ticked.contains(&pick))
            });
            self.selected = present.unwrap_or(0);
        }
    }

    fn entry(&self, shown: Shown) -> Option<&Entry> {
        match shown {
            Shown::Entry(place) => self.entries.get(place),
            Shown::Found(place) => self.found.get(place),
            Shown::Made => self.made.as_ref(),
            Shown::None => None,
        }
    }

    fn picks(&self, shown: Shown) -> Option<Pick> {
        if shown == Shown::None { Some(Pick::None) } else { self.entry(shown).map(|entry| entry.pick) }
    }

    /// What is selected.
    fn pick(&self) -> Option<Pick> {
        self.shown.get(self.selected).and_then(|shown| self.picks(*shown))
    }

    fn go_to(&mut self, row: usize) -> Step {
        self.selected = row.min(self.shown.len().saturating_sub(1));
        self.moved = true;
        Step::Stay
    }

    fn choose(&mut self) -> Step {
        let pick = self.pick();
        if !self.several {
            return pick.map_or(Step::Stay, |pick| Step::Answer(Answer::One(pick)));
        }
        // Who looks for an entry and takes it means this one too, ticked or not.
        let meant = !self.filter.is_empty() || (self.moved && !self.changed);
        match pick {
            Some(Pick::None) if meant => self.ticked.clear(),
            Some(pick) if meant => {
                self.ticked.insert(pick);
            }
            _ => {}
        }
        Step::Answer(Answer::Several(self.ticked.iter().filter_map(record).collect()))
    }

    /// Ticks the selected entry or takes its tick away; the words that led to it have done their work.
    fn tick(&mut self) -> Step {
        let Some(pick) = self.pick() else { return Step::Stay };
        if pick == Pick::None {
            self.ticked.clear();
        } else if !self.ticked.remove(&pick) {
            self.ticked.insert(pick);
        }
        self.changed = true;
        if !self.filter.is_empty() {
            let is_new = self.entries.iter().all(|entry| entry.pick != pick);
            if let Some(entry) = self.found.iter().find(|entry| is_new && entry.pick == pick) {
                // Found in the file: it joins the entries, so that its tick can be seen.
                self.entries.push(entry.clone());
                self.index();
            }
            self.filter.clear();
            self.rank();
            self.selected = self.shown.iter().position(|shown| self.picks(*shown) == Some(pick)).unwrap_or(0);
        }
        self.moved = true;
        Step::Stay
    }

    /// The row that a digit stands for, while nothing is typed.
    fn digit(&self, key: Key) -> Option<usize> {
        if !self.has_digits() || !self.filter.is_empty() {
            return None;
        }
        let digit = key.text()?.to_digit(10)? as usize;
        if digit == 0 {
            return self.shown.iter().position(|shown| *shown == Shown::None);
        }
        let row = digit - 1;
        self.shown.get(row).filter(|shown| **shown != Shown::None).map(|_| row)
    }

    /// What is known by a number or a day is looked for with digits: there, they are typed.
    fn has_digits(&self) -> bool {
        match self.kind {
            _ if matches!(self.typed, Some(Typed::Day { .. })) => false,
            Some(kind) => !kind.spec().label.iter().any(|field| is_in_digits(kind, *field)),
            None => !self.entries.iter().any(begins_with_digits),
        }
    }

    fn take_row(&mut self, row: usize) -> Step {
        self.selected = row;
        if self.several { self.tick() } else { self.choose() }
    }

    fn write(&mut self, key: Key, context: &Context<'_>) -> Step {
        let before = self.filter.text().to_owned();
        if !self.filter.key(key) {
            return context.unused(key, true);
        }
        if self.filter.text() == before {
            return Step::Stay;
        }
        self.rank();
        self.look()
    }

    /// Asks for what the file holds beside the entries.
    fn look(&self) -> Step {
        let words = self.filter.text();
        match self.kind {
            Some(kind) if self.more && !words.trim().is_empty() => Step::Looks { kind, words: words.to_owned() },
            _ => Step::Stay,
        }
    }
}

fn findable(entry: &Entry) -> Findable {
    Findable::new(entry.short.as_deref().unwrap_or_default(), &entry.label, &entry.other)
}

fn is_in_digits(kind: Kind, field: Field) -> bool {
    matches!(kind.holds(field), Some(FieldType::Number | FieldType::Date | FieldType::Moment))
}

/// Whether somebody who types an entry's name would begin with a digit. A plain number before a name is no name.
fn begins_with_digits(entry: &Entry) -> bool {
    let begins = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit());
    let is_number = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    let short = entry.short.as_deref().filter(|short| !is_number(short));
    matches!(entry.pick, Pick::Record(_) | Pick::Number(_)) && (begins(&entry.label) || short.is_some_and(begins))
}

fn record(pick: &Pick) -> Option<Id> {
    match pick {
        Pick::Record(id) => Some(*id),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
