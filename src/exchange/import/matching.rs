//! Finds the questions that the rows of a sheet became earlier, also where a cell was edited since.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::asked::Asked;
use super::names::likeness;
use super::{Known, QuestionMark, Seen};
use crate::domain::{Field, Id, Kind};

/// Questions looked at for one row; only hostile files have more that are alike.
const LOOKED_AT: usize = 16;

/// What the rows of a sheet are in the file.
pub(super) struct Matches {
    /// The question that each row is, by the row's place.
    pub(super) of: Vec<Option<Id>>,
    /// The sheet, where it was imported before.
    pub(super) sheet: Option<u32>,
    /// Questions by the hash of their text, removed ones not.
    alike: HashMap<u64, Id>,
}

impl Matches {
    /// A question whose text is the same, to be looked at by people.
    pub(super) fn alike(&self, text: u64) -> Option<Id> {
        self.alike.get(&text).copied()
    }
}

/// Finds the question of each row. Rows that are nothing are `None`.
pub(super) fn find<K: Known>(known: &K, rows: &[Option<&Asked>]) -> Result<Matches, K::Error> {
    let marks = known.questions()?;
    let mut search = Search::new(known, &marks, rows);
    let mut of = vec![None; rows.len()];
    for pass in [Pass::SameRow, Pass::SameText, Pass::EditedRow] {
        for (row, found) in rows.iter().zip(&mut of) {
            if let Some(row) = row
                && found.is_none()
            {
                *found = search.one(row, pass)?;
            }
        }
    }
    let sheet = search.sheet;
    let alike = marks.iter().rev().filter(|mark| !mark.removed).map(|mark| (mark.text, mark.id)).collect();
    Ok(Matches { of, sheet, alike })
}

/// The certain rows choose first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// Number and text are what they were.
    SameRow,
    /// The text is what it was; the sheet was numbered anew, or it is another sheet, or no sheet at all.
    SameText,
    /// The number is what it was, and the text is much the same.
    EditedRow,
}

struct Search<'a, K: Known> {
    known: &'a K,
    marks: &'a [QuestionMark],
    claimed: Vec<bool>,
    by_text: HashMap<u64, VecDeque<usize>>,
    by_number: HashMap<&'a str, VecDeque<usize>>,
    sheet: Option<u32>,
}

impl<'a, K: Known> Search<'a, K> {
    fn new(known: &'a K, marks: &'a [QuestionMark], rows: &[Option<&Asked>]) -> Self {
        let mut by_text: HashMap<u64, VecDeque<usize>> = HashMap::new();
        let mut by_number: HashMap<&str, VecDeque<usize>> = HashMap::new();
        for (place, mark) in marks.iter().enumerate() {
            by_text.entry(mark.text).or_default().push_back(place);
            if let Some(source) = &mark.source {
                if source.text != mark.text {
                    by_text.entry(source.text).or_default().push_back(place);
                }
                if !source.number.is_empty() {
                    by_number.entry(&source.number).or_default().push_back(place);
                }
            }
        }
        let sheet = sheet_of(marks, rows);
        Self { known, marks, claimed: vec![false; marks.len()], by_text, by_number, sheet }
    }

    fn one(&mut self, row: &Asked, pass: Pass) -> Result<Option<Id>, K::Error> {
        let places = match pass {
            Pass::SameRow | Pass::SameText => self.by_text.get_mut(&row.text),
            Pass::EditedRow if row.number.is_empty() => None,
            Pass::EditedRow => self.by_number.get_mut(row.number.as_str()),
        };
        let Some(places) = places else { return Ok(None) };
        while places.front().is_some_and(|place| self.claimed[*place]) {
            places.pop_front();
        }
        let free = places.iter().copied().filter(|place| !self.claimed[*place]);
        let mut candidates: Vec<usize> = free.take(LOOKED_AT).collect();
        candidates.sort_by_key(|place| self.marks[*place].removed);
        for place in candidates {
            if self.fits(row, &self.marks[place], pass)? {
                self.claimed[place] = true;
                return Ok(Some(self.marks[place].id));
            }
        }
        Ok(None)
    }

    fn fits(&self, row: &Asked, mark: &QuestionMark, pass: Pass) -> Result<bool, K::Error> {
        let source = mark.source.as_ref();
        let is_this_sheet = self.sheet.is_some() && source.map(|source| source.sheet) == self.sheet;
        let has_number = source.is_some_and(|source| source.number == row.number);
        if pass == Pass::SameRow && (!has_number || is_this_sheet) {
            return Ok(has_number);
        }
        let Some(seen) = self.known.seen(Kind::Question, mark.id)? else { return Ok(false) };
        let agrees = has_askers(&seen, &row.askers);
        Ok(match pass {
            Pass::SameRow | Pass::SameText => agrees,
            Pass::EditedRow => {
                let like = alikeness(&seen, row);
                let same_day = agrees && is_same_day(&seen, row);
                is_this_sheet && (like >= 0.4 || same_day) || agrees && like >= 0.6
            }
        })
    }
}

/// The sheet from which at least half of the rows came as they are.
fn sheet_of(marks: &[QuestionMark], rows: &[Option<&Asked>]) -> Option<u32> {
    let mut sheets: HashMap<(&str, u64), BTreeSet<u32>> = HashMap::new();
    for source in marks.iter().filter_map(|mark| mark.source.as_ref()) {
        sheets.entry((&source.number, source.text)).or_default().insert(source.sheet);
    }
    let mut votes: HashMap<u32, usize> = HashMap::new();
    for row in rows.iter().flatten() {
        for sheet in sheets.get(&(row.number.as_str(), row.text)).into_iter().flatten().take(LOOKED_AT) {
            *votes.entry(*sheet).or_default() += 1;
        }
    }
    let (sheet, votes) = votes.into_iter().max_by_key(|(sheet, votes)| (*votes, *sheet))?;
    (votes * 2 >= rows.iter().flatten().count()).then_some(sheet)
}

fn has_askers(seen: &Seen, askers: &BTreeSet<Id>) -> bool {
    let brought = seen.brought.get(&Field::Askers).map(|value| value.as_links());
    seen.record.get(Field::Askers).as_links() == *askers || brought.is_some_and(|brought| brought == *askers)
}

fn is_same_day(seen: &Seen, row: &Asked) -> bool {
    let day = row.wanted.get(&Field::Received).filter(|day| !day.is_unknown());
    day.is_some() && day == seen.brought.get(&Field::Received)
}

fn alikeness(seen: &Seen, row: &Asked) -> f64 {
    let text = |field| row.wanted.get(&field).and_then(|value| value.as_text()).unwrap_or_default();
    let field = if text(Field::Text).is_empty() { Field::Title } else { Field::Text };
    let brought = seen.brought.get(&field).and_then(|value| value.as_text()).unwrap_or_default();
    likeness(text(field), brought).max(likeness(text(field), seen.record.text(field)))
}
