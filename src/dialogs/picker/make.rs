//! The pickers there are: of records, of values, of fields, of anything.

use std::cell::Cell;
use std::collections::BTreeSet;

use super::{DIGITS, Entry, Pick, Picker, Typed, Window};
use crate::domain::{Choice, Choosable, Id, Kind, Language, Set, fold, query};
use crate::text;
use crate::widgets::field::LineInput;

impl Picker {
    /// Records of a kind, which are provided once it is open; see [`super::super::Step::Needs`].
    /// `ticked` is what the field holds now.
    pub fn records(
        title: impl Into<String>,
        kind: Kind,
        several: bool,
        clearable: bool,
        ticked: impl IntoIterator<Item = Id>,
    ) -> Self {
        let ticked = ticked.into_iter().map(Pick::Record).collect();
        Self { kind: Some(kind), several, clearable, ready: false, ..Self::new(title.into(), Vec::new(), ticked) }
    }

    /// The values of a closed set; `present` is what the field holds now.
    pub fn choices(
        title: impl Into<String>,
        set: Set,
        clearable: bool,
        present: Option<Choice>,
        language: Language,
    ) -> Self {
        let entry = |choice| {
            let mark = text::choice_mark(choice);
            Entry {
                pick: Pick::Choice(choice),
                label: text::choice(language, choice).to_owned(),
                short: (!mark.is_empty()).then(|| mark.to_owned()),
                other: String::new(),
            }
        };
        let entries = set.choices().into_iter().map(entry).collect();
        let ticked = present.map(Pick::Choice).into_iter().collect();
        Self::new(title.into(), entries, ticked).clearable(clearable)
    }

    /// The fields that a list of this kind can be sorted by.
    pub fn fields(title: impl Into<String>, kind: Kind, language: Language) -> Self {
        let fields = query::columns(kind).iter().copied();
        let sortable = fields
            .filter(|field| kind.holds(*field).is_some_and(query::is_sortable) || query::is_counted(kind, *field));
        let entry = |field| Entry {
            pick: Pick::Field(field),
            label: if query::is_counted(kind, field) {
                text::words(language).towns_counted.to_owned()
            } else {
                text::field(language, kind, field).to_owned()
            },
            short: None,
            other: String::new(),
        };
        Self::new(title.into(), sortable.map(entry).collect(), BTreeSet::new())
    }

    /// Whatever the asker has to offer, in its order.
    pub fn entries(title: impl Into<String>, entries: Vec<Entry>) -> Self {
        Self::new(title.into(), entries, BTreeSet::new())
    }

    /// The same with or without an entry that empties the field.
    #[must_use]
    pub fn clearable(mut self, clearable: bool) -> Self {
        self.clearable = clearable;
        self.list();
        self
    }

    /// The same with these records before all others, in this order.
    #[must_use]
    pub fn with_first(mut self, first: Vec<(Id, String)>) -> Self {
        self.first = first;
        self
    }

    /// The same with so many entries at the end that stay whatever is typed: ways to what is not among the others.
    #[must_use]
    pub const fn with_lasting(mut self, lasting: usize) -> Self {
        self.lasting = lasting;
        self
    }

    /// The same where the typed words can be taken by themselves too.
    #[must_use]
    pub fn with_typed(mut self, typed: Typed) -> Self {
        self.typed = Some(typed);
        self.list();
        self
    }

    /// The same for several entries, of which these are ticked.
    #[must_use]
    pub fn several(mut self, ticked: BTreeSet<Pick>) -> Self {
        (self.several, self.ticked, self.selected) = (true, ticked, 0);
        self
    }

    fn new(title: String, entries: Vec<Entry>, ticked: BTreeSet<Pick>) -> Self {
        let mut picker = Self {
            title,
            kind: None,
            several: false,
            clearable: false,
            entries,
            findable: Vec::new(),
            ready: true,
            more: false,
            found: Vec::new(),
            found_for: String::new(),
            filter: LineInput::default(),
            shown: Vec::new(),
            selected: 0,
            ticked,
            changed: false,
            moved: false,
            lasting: 0,
            first: Vec::new(),
            typed: None,
            made: None,
            window: Cell::new(Window { top: 0, height: DIGITS }),
        };
        picker.index();
        picker.list();
        picker.select_ticked();
        picker
    }
}

impl From<&Choosable> for Entry {
    fn from(item: &Choosable) -> Self {
        Self {
            pick: Pick::Record(item.id),
            label: item.label.clone(),
            short: item.short.clone().filter(|short| !short.is_empty()),
            other: item.other.clone(),
        }
    }
}

/// Whether the entry that empties the field fits these words, in either language.
pub(super) fn is_none(words: &str) -> bool {
    let known: Vec<String> = [Language::German, Language::English]
        .iter()
        .flat_map(|language| fold::words(text::dialogs(*language).none_words))
        .collect();
    fold::words(words).all(|word| known.iter().any(|known| known.starts_with(&word)))
}
