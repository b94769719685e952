//! What happens when: deeds that are done in the order of time, each on what the ones before left.

use std::collections::BTreeMap;

use super::calendar::{Calendar, Moment};
use super::cast::Cast;
use crate::domain::{Act, Author, Change, ChangeId, Edit, Field, Id, Kind, Record, Value, What};

/// The records as they stand at a moment.
#[derive(Default)]
pub(super) struct World {
    records: BTreeMap<(Kind, Id), Record>,
    counts: BTreeMap<Kind, i64>,
}

impl World {
    /// The next id of a kind.
    pub(super) fn next(&mut self, kind: Kind) -> Id {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        Id(*count)
    }

    /// A record as it stands; one of which nothing is known where it was made elsewhere.
    pub(super) fn see(&self, kind: Kind, id: Id) -> Record {
        self.records.get(&(kind, id)).cloned().unwrap_or_else(|| Record::new(kind, id))
    }

    /// The edit that lets a field of a record hold something else; nothing where it does already.
    pub(super) fn set(&self, kind: Kind, id: Id, field: Field, to: impl Into<Value>) -> Option<Edit> {
        let (record, to) = (self.see(kind, id), to.into());
        (record.get(field) != &to).then(|| record.set(field, to))
    }

    /// All records of a kind, in the order of their ids.
    pub(super) fn all(&self, kind: Kind) -> impl Iterator<Item = &Record> {
        self.records.range((kind, Id(0))..).take_while(move |((other, _), _)| *other == kind).map(|(_, record)| record)
    }

    fn apply(&mut self, edits: &[Edit]) {
        for edit in edits {
            let record = self.records.entry((edit.kind, edit.id)).or_insert_with(|| Record::new(edit.kind, edit.id));
            match &edit.what {
                What::Create(values) => record.values.clone_from(values),
                What::Set { field, to, .. } => {
                    record.values.insert(*field, to.clone());
                }
            }
        }
    }
}

type Make = Box<dyn FnOnce(&mut World) -> Vec<Edit>>;

struct Deed {
    moment: Moment,
    clerk: usize,
    act: Act,
    make: Make,
}

/// A change and when it happens.
pub(super) struct Timed {
    /// When.
    pub(super) moment: Moment,
    /// What; its id is drawn when it is handed out.
    pub(super) change: Change,
}

/// Deeds to come.
pub(super) struct Schedule {
    deeds: Vec<Deed>,
    end: Moment,
}

impl Schedule {
    /// A plan with nothing in it, for deeds before the end.
    pub(super) const fn until(end: Moment) -> Self {
        Self { deeds: Vec::new(), end }
    }

    /// Plans a deed; what would happen after the end does not happen.
    pub(super) fn at(
        &mut self,
        moment: Moment,
        clerk: usize,
        act: Act,
        make: impl FnOnce(&mut World) -> Vec<Edit> + 'static,
    ) {
        if moment < self.end {
            self.deeds.push(Deed { moment, clerk, act, make: Box::new(make) });
        }
    }

    /// Does everything in order.
    pub(super) fn play(mut self, world: &mut World, cast: &Cast, calendar: &Calendar) -> Vec<Timed> {
        self.deeds.sort_by_key(|deed| deed.moment);
        let mut changes = Vec::with_capacity(self.deeds.len());
        for deed in self.deeds {
            let mut edits = (deed.make)(world);
            edits.retain(|edit| !matches!(&edit.what, What::Set { from, to, .. } if from == to));
            if !edits.is_empty() {
                world.apply(&edits);
                let author = cast.author(deed.clerk);
                changes.push(timed(deed.moment, deed.act, author, calendar, edits));
            }
        }
        changes
    }
}

/// A change at a moment.
pub(super) fn timed(moment: Moment, act: Act, author: Author, calendar: &Calendar, edits: Vec<Edit>) -> Timed {
    let mut change = Change::new(ChangeId(0), act, edits);
    change.author = author;
    change.at = calendar.stamp(moment);
    Timed { moment, change }
}
