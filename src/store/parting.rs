//! Duplicates from the side of the question that is kept: who asked them, and what each has brought, for the day on which
//! somebody says that it is no duplicate after all.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, params};

use super::fact::day;
use super::history::edits;
use super::{Store, StoreError};
use crate::domain::fact::Fact;
use crate::domain::question::{BROUGHT, Parting};
use crate::domain::{Field, Id, Kind, Record, What};

/// Duplicates that a card names.
const NAMED: usize = 30;

impl Store {
    /// A duplicate with the question that is kept and what it has brought there; `None` where it is none.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn parting(&self, duplicate: Id) -> Result<Option<Parting>, StoreError> {
        let Some(duplicate) = self.record(Kind::Question, duplicate)? else { return Ok(None) };
        let Some(kept) = duplicate.get(Field::DuplicateOf).as_link() else { return Ok(None) };
        let Some(kept) = self.record(Kind::Question, kept)? else { return Ok(None) };
        let sql = "SELECT max(seq) FROM edit WHERE kind = 'question' AND record = ?1 AND field = 'duplicate_of'";
        let joined: Option<i64> =
            self.connection.prepare_cached(sql)?.query_row([duplicate.id.0], |row| row.get(0)).optional()?.flatten();
        let mut brought: BTreeMap<Field, _> = BTreeMap::new();
        let mut before = BTreeMap::new();
        for edit in joined.map(|seq| edits(&self.connection, seq)).transpose()?.unwrap_or_default() {
            let What::Set { field, from, to } = &edit.what else { continue };
            if edit.id == kept.id && BROUGHT.contains(field) {
                brought.insert(*field, &to.as_links() - &from.as_links());
            } else if edit.id == duplicate.id && *field != Field::DuplicateOf {
                before.insert(*field, from.clone());
            }
        }
        // What another duplicate has too stays for its sake.
        for other in self.duplicates_of(kept.id)?.into_iter().filter(|other| other.id != duplicate.id) {
            for (field, ids) in &mut brought {
                *ids = &*ids - &other.get(*field).as_links();
            }
        }
        Ok(Some(Parting { duplicate, kept, brought, before }))
    }

    fn duplicates_of(&self, kept: Id) -> Result<Vec<Record>, StoreError> {
        let sql = format!(
            "SELECT id FROM question WHERE duplicate_of = ?1 AND removed IS NULL AND state = 'duplicate'
             ORDER BY number LIMIT {NAMED}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let ids = statement.query_map([kept.0], |row| row.get(0).map(Id))?.collect::<Result<Vec<_>, _>>()?;
        let records = ids.into_iter().map(|id| self.record(Kind::Question, id)).filter_map(Result::transpose);
        records.collect()
    }

    /// Who else asked a question: those whose questions were joined to it, with the town and the day.
    pub(super) fn asked_too(&self, id: Id) -> Result<Vec<Fact>, StoreError> {
        let sql = format!(
            "SELECT id, number, asked_by, received, (SELECT group_concat(m.name, ', ') FROM question_asker a
                JOIN member m ON m.id = a.member WHERE a.question = q.id)
             FROM question q WHERE duplicate_of = ?1 AND removed IS NULL AND state = 'duplicate'
             ORDER BY number LIMIT {NAMED}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let facts = statement.query_map(params![id.0], |row| {
            Ok(Fact::AskedToo {
                question: Id(row.get(0)?),
                number: row.get(1)?,
                by: row.get(2)?,
                on: day(row, 3)?,
                members: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
            })
        })?;
        Ok(facts.collect::<Result<_, _>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Act, Change, Edit, IdSource, Value, question};

    fn store() -> (Store, IdSource) {
        let mut store = Store::in_memory().unwrap();
        let mut ids = IdSource::new(1);
        let member = |id: i64| {
            Record::new(Kind::Member, Id(id)).with(Field::Name, format!("Stadt {id}")).with(Field::Kind, "town")
        };
        let asked = |id: i64, town: i64| {
            let question = Record::new(Kind::Question, Id(id)).with(Field::Title, "Wer streut?");
            question.with(Field::State, "inbox").with(Field::Askers, Value::links([Id(town)]))
        };
        let all = [member(1), member(2), member(3), asked(1, 1), asked(2, 2), asked(3, 2), asked(4, 3)];
        let made = Change::new(ids.change(), Act::Create, all.iter().map(Record::create).collect());
        store.apply(&made).unwrap();
        (store, ids)
    }

    fn join(store: &mut Store, ids: &mut IdSource, duplicate: i64) {
        let record = |id| store.record(Kind::Question, Id(id)).unwrap().unwrap();
        let edits = question::join(&record(duplicate), &record(1)).unwrap();
        store.apply(&Change::new(ids.change(), Act::MarkDuplicate, edits)).unwrap();
    }

    #[test]
    fn a_duplicate_goes_back_to_where_it_stood() {
        let (mut store, mut ids) = store();
        let record = store.record(Kind::Question, Id(2)).unwrap().unwrap();
        let group = Record::new(Kind::Group, Id(7)).with(Field::Name, "Winterdienst").with(Field::State, "active");
        store.apply(&Change::new(ids.change(), Act::Create, vec![group.create()])).unwrap();
        let mut edits = question::assign(&record, Id(7)).unwrap();
        edits.extend(question::snooze_until_meeting(&record, None, None));
        store.apply(&Change::new(ids.change(), Act::Assign, edits)).unwrap();
        let before = store.record(Kind::Question, Id(2)).unwrap().unwrap();
        join(&mut store, &mut ids, 2);
        part(&mut store, &mut ids, 2);
        let after = store.record(Kind::Question, Id(2)).unwrap().unwrap();
        assert_eq!(after, before);
        assert_eq!((after.text(Field::State), after.text(Field::Snooze)), ("assigned", "meeting"));
    }

    fn part(store: &mut Store, ids: &mut IdSource, duplicate: i64) {
        let edits: Vec<Edit> = question::part(&store.parting(Id(duplicate)).unwrap().unwrap()).unwrap();
        store.apply(&Change::new(ids.change(), Act::Reopen, edits)).unwrap();
    }

    #[test]
    fn a_duplicate_takes_back_what_it_has_brought_and_nothing_else() {
        let (mut store, mut ids) = store();
        for duplicate in [2, 3, 4] {
            join(&mut store, &mut ids, duplicate);
        }
        let askers =
            |store: &Store| store.record(Kind::Question, Id(1)).unwrap().unwrap().get(Field::Askers).as_links();
        assert_eq!(askers(&store), [Id(1), Id(2), Id(3)].into());
        part(&mut store, &mut ids, 4);
        assert_eq!(askers(&store), [Id(1), Id(2)].into());
        part(&mut store, &mut ids, 2);
        assert_eq!(askers(&store), [Id(1), Id(2)].into(), "the third question has it from the same town");
        let record = store.record(Kind::Question, Id(2)).unwrap().unwrap();
        assert!(record.get(Field::DuplicateOf).is_unknown() && record.text(Field::State) == "inbox");
        assert_eq!(store.parting(Id(2)).unwrap(), None);
    }

    #[test]
    fn the_kept_question_names_who_asked_it_too() {
        let (mut store, mut ids) = store();
        join(&mut store, &mut ids, 4);
        let facts = store.asked_too(Id(1)).unwrap();
        assert!(matches!(&facts[..], [Fact::AskedToo { number: 4, members, .. }] if members == "Stadt 3"), "{facts:?}");
    }
}
