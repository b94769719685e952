//! What every row of an import needs at hand: the file, new ids, members and topics.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::members::Members;
use super::topics::Topics;
use super::{Known, RowNote, Seen};
use crate::domain::entry::EntryProblem;
use crate::domain::fold::key;
use crate::domain::{Edit, Field, FieldType, Id, IdSource, Kind, Record, Value, entry};

/// The desk on which an import is planned.
pub(super) struct Desk<'a, K: Known> {
    pub(super) known: &'a K,
    pub(super) members: Members,
    pub(super) topics: Topics,
    /// Topics as they are in the file, the removed ones too.
    all_topics: Vec<Record>,
    ids: &'a mut IdSource,
    today: NaiveDate,
}

impl<'a, K: Known> Desk<'a, K> {
    pub(super) fn new(known: &'a K, ids: &'a mut IdSource, today: NaiveDate) -> Result<Self, K::Error> {
        let members = Members::new(&known.all(Kind::Member)?);
        let all_topics = known.all(Kind::Topic)?;
        Ok(Self { known, members, topics: Topics::new(&all_topics), all_topics, ids, today })
    }

    /// A record that does not exist yet.
    pub(super) fn new_record(&mut self, kind: Kind) -> Record {
        Record::new(kind, self.ids.record())
    }

    /// The names of topics of the file.
    pub(super) fn names_of(&self, topics: &BTreeSet<Id>) -> Vec<String> {
        let all = self.all_topics.iter().filter(|topic| topics.contains(&topic.id));
        all.map(|topic| topic.text(Field::Name).to_owned()).collect()
    }

    /// A number for a sheet that was never seen before.
    pub(super) fn new_sheet(&mut self) -> u32 {
        (self.ids.bits() >> 32) as u32
    }

    /// What a cell means in a text field, as a form would keep it.
    pub(super) fn text(&self, kind: Kind, field: Field, cell: &str) -> Value {
        let holds = kind.holds(field);
        holds.map(|holds| self.read(holds, cell)).unwrap_or_default()
    }

    /// A cell as one line of text.
    pub(super) fn line(&self, cell: &str) -> Value {
        self.read(FieldType::Line, cell)
    }

    fn read(&self, holds: FieldType, cell: &str) -> Value {
        match entry::read(holds, cell, self.today) {
            // Kept whole, so that the row is reported for it and nothing is lost unseen.
            Err(EntryProblem::TooLong(_)) => Value::text(cell),
            read => read.unwrap_or_default(),
        }
    }

    /// A record that went when an import was undone, with the edit that brings it back.
    pub(super) fn revived(&self, kind: Kind, id: Id) -> Result<Option<(Seen, Edit)>, K::Error> {
        let seen = self.known.seen(kind, id)?.filter(|seen| seen.taken_back);
        Ok(seen.map(|seen| {
            let edit = seen.record.set(Field::Removed, Value::Unknown);
            (seen, edit)
        }))
    }

    /// The topic of this name: one that is meant beyond doubt, else one that comes into being. None without a name.
    pub(super) fn topic(
        &mut self,
        name: &str,
        edits: &mut Vec<Edit>,
        notes: &mut Vec<RowNote>,
    ) -> Result<Option<Id>, K::Error> {
        if let Some(certain) = self.topics.certain(name) {
            return Ok(Some(certain.id()));
        }
        let wanted = key(name);
        let gone = self.all_topics.iter().find(|topic| topic.is_removed() && key(topic.text(Field::Name)) == wanted);
        if let Some(id) = gone.map(|topic| topic.id)
            && let Some((seen, edit)) = self.revived(Kind::Topic, id)?
        {
            self.topics.add(&seen.record);
            edits.push(edit);
            return Ok(Some(id));
        }
        let named = self.line(name);
        if named.is_unknown() {
            return Ok(None);
        }
        let topic = self.new_record(Kind::Topic).with(Field::Name, named);
        self.topics.add(&topic);
        edits.push(topic.create());
        notes.push(RowNote::NewTopic { name: name.to_owned() });
        Ok(Some(topic.id))
    }
}
