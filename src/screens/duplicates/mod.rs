//! Two contacts side by side that may be one person: which value each field takes, and the next pair.

mod view;

pub use view::draw;

use std::collections::BTreeMap;

use crate::domain::likeness::{Found, Pair};
use crate::domain::merge::{Side, edits, fields, is_same, proposed, takes_both, value};
use crate::domain::{Card, Edit, Field, Id, Record, Value};

/// Two contacts with all that hangs on them.
#[derive(Clone, Debug)]
pub struct Both {
    /// The one that is kept.
    pub left: Card,
    /// The one that is taken out of the lists.
    pub right: Card,
    /// The records that link to the left one.
    pub of_left: Vec<Record>,
    /// The records that link to the right one.
    pub of_right: Vec<Record>,
}

/// The state of the screen.
#[derive(Clone, Debug, Default)]
pub struct Duplicates {
    /// The pairs; none while they are looked for.
    pub found: Option<Found>,
    /// The pair in front.
    pub place: usize,
    /// What was read of it.
    pub both: Option<Both>,
    /// Whose value each field takes.
    sides: BTreeMap<Field, Side>,
    /// The field in front.
    pub cursor: usize,
    /// Pairs that were decided in this session.
    pub decided: usize,
}

impl Duplicates {
    /// Takes the pairs; the one in front stays in front where it still is one.
    pub fn fill(&mut self, found: Found) {
        let before = self.pair().map(|pair| (pair.left, pair.right));
        let same = found.pairs.iter().position(|pair| Some((pair.left, pair.right)) == before);
        self.place = same.unwrap_or(self.place).min(found.pairs.len().saturating_sub(1));
        self.found = Some(found);
        if same.is_none() {
            self.forget();
        }
    }

    /// The pair in front.
    pub fn pair(&self) -> Option<&Pair> {
        self.found.as_ref()?.pairs.get(self.place)
    }

    /// The contacts in front, left and right.
    pub fn ids(&self) -> Option<(Id, Id)> {
        self.pair().map(|pair| (pair.left, pair.right))
    }

    /// Takes what was read of the pair in front. What was chosen stays where nobody changed the contacts.
    pub fn take(&mut self, both: Both) {
        if self.ids() != Some((both.left.record.id, both.right.record.id)) {
            return;
        }
        let (left, right) = (&both.left.record, &both.right.record);
        let is_as_before =
            self.both.as_ref().is_some_and(|seen| seen.left.record == *left && seen.right.record == *right);
        if !is_as_before {
            let sides = fields(left, right).into_iter().map(|field| (field, proposed(field, left, right)));
            self.sides = sides.collect();
            self.cursor = 0;
        }
        self.both = Some(both);
    }

    fn forget(&mut self) {
        self.both = None;
        self.sides.clear();
        self.cursor = 0;
    }

    /// The fields in which something is known, with the side that each takes; `None` where both say the same.
    pub fn rows(&self) -> Vec<(Field, Option<Side>)> {
        let Some(Both { left, right, .. }) = &self.both else { return Vec::new() };
        let side = |field: Field| {
            let same = is_same(field, left.record.get(field), right.record.get(field));
            (!same).then(|| self.sides.get(&field).copied().unwrap_or(Side::Left))
        };
        fields(&left.record, &right.record).into_iter().map(|field| (field, side(field))).collect()
    }

    /// What a field will hold.
    pub fn result(&self, field: Field) -> Value {
        let Some(Both { left, right, .. }) = &self.both else { return Value::Unknown };
        let side = self.sides.get(&field).copied().unwrap_or(Side::Left);
        value(field, &left.record, &right.record, side)
    }

    /// Lets the field in front take a side; false where it cannot.
    pub fn choose(&mut self, side: Side) -> bool {
        let Some(Both { left, .. }) = &self.both else { return false };
        let rows = self.rows();
        let Some((field, Some(_))) = rows.get(self.cursor) else { return false };
        if side == Side::Both && !takes_both(left.record.kind, *field) {
            return false;
        }
        self.sides.insert(*field, side);
        true
    }

    /// Goes to another field.
    pub fn step(&mut self, by: isize) {
        let last = self.rows().len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }

    /// Goes to another pair; false where there is none.
    pub fn turn(&mut self, by: isize) -> bool {
        let pairs = self.found.as_ref().map_or(0, |found| found.pairs.len());
        let place = self.place.saturating_add_signed(by).min(pairs.saturating_sub(1));
        let moves = place != self.place;
        if moves {
            self.place = place;
            self.forget();
        }
        moves
    }

    /// The pair in front was decided and goes.
    pub fn decide(&mut self) {
        if let Some(found) = &mut self.found
            && self.place < found.pairs.len()
        {
            found.pairs.remove(self.place);
            found.all = found.all.saturating_sub(1);
            self.place = self.place.min(found.pairs.len().saturating_sub(1));
            self.decided += 1;
        }
        self.forget();
    }

    /// The edits that make one contact of the pair in front.
    pub fn merged(&self) -> Option<Vec<Edit>> {
        let Both { left, right, of_left, of_right } = self.both.as_ref()?;
        let chosen: BTreeMap<Field, Value> = self
            .rows()
            .into_iter()
            .filter(|(_, side)| side.is_some())
            .map(|(field, _)| (field, self.result(field)))
            .collect();
        Some(edits(&left.record, &right.record, &chosen, of_left, of_right))
    }
}
