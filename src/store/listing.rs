//! Question lists: what an entry gets at the moment of writing, and lists with all that acts on them have to know.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::record::{label, short};
use super::{Store, StoreError};
use crate::domain::question_list::{Listed, QuestionList, STEP};
use crate::domain::{Field, Id, Kind, ListState, Record, Value};

/// Questions of a list that are read: nobody asks more in an hour, or looks over more.
const MOST: usize = 400;

impl Store {
    /// A question list with its questions in their order; `None` where there is none, or it was taken out of the lists.
    pub fn question_list(&self, id: Id) -> Result<Option<QuestionList>, StoreError> {
        self.list_of(id, &mut BTreeMap::new(), false)
    }

    /// The same with the whole names of the members, for people who do not know their short ones. `names` keeps those
    /// that were looked up.
    pub fn list_in_full(&self, id: Id, names: &mut BTreeMap<Id, String>) -> Result<Option<QuestionList>, StoreError> {
        self.list_of(id, names, true)
    }

    fn list_of(
        &self,
        id: Id,
        names: &mut BTreeMap<Id, String>,
        whole: bool,
    ) -> Result<Option<QuestionList>, StoreError> {
        let Some(record) = self.record(Kind::List, id)?.filter(|record| !record.is_removed()) else { return Ok(None) };
        let sql = format!(
            "SELECT id, question FROM list_entry WHERE question_list = ?1 AND removed IS NULL
             ORDER BY position IS NULL, position, id LIMIT {MOST}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([id.0], |row| Ok((Id(row.get(0)?), Id(row.get(1)?))))?;
        let mut listed = Vec::new();
        for row in rows {
            let (entry, question) = row?;
            let both = self.record(Kind::Entry, entry)?.zip(self.record(Kind::Question, question)?);
            let Some((entry, question)) = both.filter(|(_, question)| !question.is_removed()) else { continue };
            let (askers, affected) = self.towns(&question, names, whole)?;
            listed.push(Listed { entry, question, askers, affected });
        }
        Ok(Some(QuestionList { record, listed }))
    }

    /// The members that ask a question, and those that have it too.
    pub(super) fn towns(
        &self,
        question: &Record,
        names: &mut BTreeMap<Id, String>,
        whole: bool,
    ) -> Result<(Vec<String>, Vec<String>), StoreError> {
        let askers = question.get(Field::Askers).as_links();
        let affected = &question.get(Field::Affected).as_links() - &askers;
        let mut named = |ids: &std::collections::BTreeSet<Id>| {
            for id in ids {
                if !names.contains_key(id) {
                    names.insert(*id, self.member_name(*id, whole)?);
                }
            }
            Ok::<_, StoreError>(ids.iter().filter_map(|id| names.get(id).cloned()).collect::<Vec<_>>())
        };
        Ok((named(&askers)?, named(&affected)?))
    }

    /// What a member is called, in short where not the whole name is wanted; empty where there is none.
    fn member_name(&self, id: Id, whole: bool) -> Result<String, StoreError> {
        let name = if whole { label } else { short };
        let sql = format!("SELECT {} FROM member t0 WHERE t0.id = ?1", name(Kind::Member, "t0", 0));
        Ok(self.connection.prepare_cached(&sql)?.query_row([id.0], |row| row.get(0)).optional()?.unwrap_or_default())
    }
}

/// A new entry as it is written: at the end of its list and, where that was sent, with the next number. `None` where
/// the question stands on the list already: whoever was slower finds it there.
pub(super) fn completed(
    connection: &Connection,
    values: &BTreeMap<Field, Value>,
) -> Result<Option<BTreeMap<Field, Value>>, StoreError> {
    let link = |field| values.get(&field).and_then(Value::as_link);
    let (Some(list), Some(question)) = (link(Field::List), link(Field::Question)) else {
        return Ok(Some(values.clone()));
    };
    let is_there = "SELECT 1 FROM list_entry WHERE question_list = ?1 AND question = ?2 AND removed IS NULL";
    if connection.prepare_cached(is_there)?.exists(params![list.0, question.0])? {
        return Ok(None);
    }
    let mut values = values.clone();
    let number = |sql: &str| -> Result<Option<i64>, StoreError> {
        Ok(connection.prepare_cached(sql)?.query_row([list.0], |row| row.get(0))?)
    };
    if values.get(&Field::Position).is_none_or(Value::is_unknown) {
        let last = number("SELECT max(position) FROM list_entry WHERE question_list = ?1 AND removed IS NULL")?;
        let position = last.unwrap_or(0).max(0).checked_add(STEP);
        values.insert(Field::Position, position.map_or(Value::Unknown, Value::Number));
    }
    let state = "SELECT state FROM question_list WHERE id = ?1";
    let state: Option<String> = connection.prepare_cached(state)?.query_row([list.0], |row| row.get(0)).optional()?;
    let is_sent = state.is_some_and(|state| state != ListState::Draft.code());
    if is_sent && values.get(&Field::FrozenNumber).is_none_or(Value::is_unknown) {
        // The number of a question that was taken off stays free: the guest may have it on paper.
        let last = number("SELECT max(frozen_number) FROM list_entry WHERE question_list = ?1")?;
        values.insert(Field::FrozenNumber, Value::Number(last.unwrap_or(0).saturating_add(1)));
    }
    Ok(Some(values))
}

/// Whether the question of an entry that was taken off stands on the list again, so that it must not come back.
pub(super) fn stands_again(connection: &Connection, entry: Id) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM list_entry e JOIN list_entry other ON other.question_list = e.question_list
               AND other.question = e.question AND other.id <> e.id AND other.removed IS NULL WHERE e.id = ?1";
    Ok(connection.prepare_cached(sql)?.exists([entry.0])?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::question_list::{Step, ask, entry, moved};
    use crate::domain::{Act, Applied, Change, Edit, IdSource, MemberKind, OnConflict, Outcome, QuestionState};
    use chrono::NaiveDate;

    /// A store with a draft and so many questions; two of them are put on it.
    fn store() -> (Store, IdSource) {
        let mut store = Store::in_memory().unwrap();
        let mut ids = IdSource::new(5);
        let member = |id: i64, short: &str| {
            let member = Record::new(Kind::Member, Id(id)).with(Field::Name, format!("Stadt {id}"));
            member.with(Field::ShortName, short).with(Field::Kind, MemberKind::Town)
        };
        let question = |id: i64| {
            Record::new(Kind::Question, Id(id))
                .with(Field::Title, format!("Frage {id}"))
                .with(Field::State, QuestionState::Assigned)
                .with(Field::Askers, Value::links([Id(1)]))
                .with(Field::Affected, Value::links([Id(1), Id(2)]))
        };
        let list = Record::new(Kind::List, Id(1)).with(Field::Title, "Liste").with(Field::State, ListState::Draft);
        let mut records = vec![member(1, "KA"), member(2, "NE"), list];
        records.extend((1..=4).map(question));
        records.extend([entry(Id(1), Id(1), Id(1)), entry(Id(2), Id(1), Id(2))]);
        let edits = records.iter().map(Record::create).collect();
        done(&mut store, Change::new(ids.change(), Act::Create, edits));
        (store, ids)
    }

    fn done(store: &mut Store, change: Change) -> Applied {
        match store.apply(&change).unwrap() {
            Outcome::Applied(applied) => applied,
            other => panic!("{other:?}"),
        }
    }

    fn put(store: &mut Store, ids: &mut IdSource, question: i64) -> Applied {
        let edits = vec![entry(ids.record(), Id(1), Id(question)).create()];
        done(store, Change::new(ids.change(), Act::PutOnList, edits))
    }

    fn shown(store: &Store) -> Vec<(i64, i64)> {
        let list = store.question_list(Id(1)).unwrap().unwrap();
        list.numbers().into_iter().zip(list.listed.iter().map(|listed| listed.question.id.0)).collect()
    }

    #[test]
    fn questions_stand_in_the_order_in_which_they_were_put_on() {
        let (mut store, mut ids) = store();
        put(&mut store, &mut ids, 4);
        put(&mut store, &mut ids, 3);
        assert_eq!(shown(&store), [(1, 1), (2, 2), (3, 4), (4, 3)]);
        let listed = &store.question_list(Id(1)).unwrap().unwrap().listed[0];
        assert_eq!((listed.askers.join(" "), listed.affected.join(" ")), ("KA".to_owned(), "NE".to_owned()));
    }

    #[test]
    fn a_question_stands_on_a_list_once() {
        let (mut store, mut ids) = store();
        assert!(put(&mut store, &mut ids, 2).edits.is_empty());
        assert_eq!(shown(&store).len(), 2);
        // Taken off, it can be put on again; then taking that back does not make it stand there twice.
        let off = |store: &mut Store, ids: &mut IdSource| {
            let entry = store.record(Kind::Entry, Id(2)).unwrap().unwrap();
            Change::new(ids.change(), Act::Remove, vec![entry.set(Field::Removed, 1)])
        };
        let removal = off(&mut store, &mut ids);
        let removed = done(&mut store, removal.clone());
        assert_eq!(put(&mut store, &mut ids, 2).edits.len(), 1);
        done(&mut store, removal.inverse(&removed.edits, &mut ids));
        assert_eq!(shown(&store).len(), 2);
    }

    #[test]
    fn a_list_that_was_sent_gives_later_questions_the_next_number() {
        let (mut store, mut ids) = store();
        put(&mut store, &mut ids, 3);
        let list = store.question_list(Id(1)).unwrap().unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        done(&mut store, Change::new(ids.change(), Act::Ask, ask(&list, today).unwrap()));
        let last = store.question_list(Id(1)).unwrap().unwrap().listed.pop().unwrap();
        let edits: Vec<Edit> = vec![last.entry.set(Field::Removed, 1)];
        done(&mut store, Change::new(ids.change(), Act::Remove, edits));
        put(&mut store, &mut ids, 4);
        assert_eq!(shown(&store), [(1, 1), (2, 2), (4, 4)]);
    }

    #[test]
    fn moves_of_two_people_at_once_both_hold() {
        let (mut store, mut ids) = store();
        put(&mut store, &mut ids, 3);
        put(&mut store, &mut ids, 4);
        let seen = store.question_list(Id(1)).unwrap().unwrap();
        for (entry, step) in [(seen.listed[0].entry.id, Step::Down), (seen.listed[3].entry.id, Step::Up)] {
            let mut change = Change::new(ids.change(), Act::Arrange, moved(&seen, entry, step));
            change.on_conflict = OnConflict::Leave;
            assert!(done(&mut store, change).left.is_empty());
        }
        assert_eq!(shown(&store), [(1, 2), (2, 1), (3, 4), (4, 3)]);
    }
}
