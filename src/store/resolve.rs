//! From what people call a record to the record: number, short name, name, other spellings.

use rusqlite::params;

use super::record::{exists, label};
use super::{Store, StoreError};
use crate::domain::{Field, FieldType, Id, Kind, fold, institution};

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// This record.
    One(Id),
    /// Any of these, with their names.
    Several(Vec<(Id, String)>),
    /// No record of that kind.
    None,
}

/// Records that an ambiguous name lists at most.
const LISTED: usize = 20;

impl Store {
    /// The record of a kind that people call so: by its number or id, its short name, its name, the field that
    /// it is sorted by, or one of its other spellings; whole names only, folded. A better way wins over a worse.
    pub fn resolve(&self, kind: Kind, name: &str) -> Result<Resolved, StoreError> {
        let name = name.trim();
        if let Some(id) = self.by_number(kind, name)? {
            return Ok(Resolved::One(id));
        }
        let key = fold::key(name);
        if key.is_empty() {
            return Ok(Resolved::None);
        }
        for expression in expressions(kind) {
            let found = self.by_expression(kind, &expression, &key)?;
            match found.as_slice() {
                [] => {}
                [(id, _)] => return Ok(Resolved::One(*id)),
                _ => return Ok(Resolved::Several(found)),
            }
        }
        Ok(match self.by_spelling(kind, &key)?.as_slice() {
            [] => Resolved::None,
            [(id, _)] => Resolved::One(*id),
            several => Resolved::Several(several.to_vec()),
        })
    }

    /// The person of the file who signs in under this name.
    pub fn person_of_login(&self, login: &str) -> Result<Option<Id>, StoreError> {
        let sql = "SELECT id FROM person WHERE removed IS NULL
                   AND instr(char(10) || logins || char(10), char(10) || ?1 || char(10)) > 0 ORDER BY id LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([login])?;
        Ok(rows.next()?.map(|row| row.get(0).map(Id)).transpose()?)
    }

    fn by_number(&self, kind: Kind, name: &str) -> Result<Option<Id>, StoreError> {
        let digits = name.strip_prefix('#').unwrap_or(name);
        let Ok(number) = digits.parse::<i64>() else { return Ok(None) };
        if kind == Kind::Question {
            return self.question_of_number(number);
        }
        Ok(exists(&self.connection, kind, Id(number))?.then_some(Id(number)))
    }

    fn by_expression(&self, kind: Kind, expression: &str, key: &str) -> Result<Vec<(Id, String)>, StoreError> {
        let sql = format!(
            "SELECT id, {} FROM {} t0 WHERE removed IS NULL AND runde_key({expression}) = ?1 ORDER BY id LIMIT {LISTED}",
            label(kind, "t0", 0),
            kind.code()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([key], |row| Ok((Id(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Records one of whose other spellings, a line each, is the wanted one.
    fn by_spelling(&self, kind: Kind, key: &str) -> Result<Vec<(Id, String)>, StoreError> {
        let Some(field) = spellings(kind) else { return Ok(Vec::new()) };
        let sql = format!(
            "SELECT id, {0}, {1} FROM {2} t0 WHERE removed IS NULL AND instr(runde_key({1}), ?1) > 0 ORDER BY id",
            label(kind, "t0", 0),
            field.code(),
            kind.code()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![key])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let lines: String = row.get(2)?;
            if found.len() < LISTED && lines.lines().any(|line| is_called(field, line, key)) {
                found.push((Id(row.get(0)?), row.get(1)?));
            }
        }
        Ok(found)
    }
}

/// Whether a line of the other names of a record is the wanted one. Former names stand there with more than the name.
fn is_called(field: Field, line: &str, key: &str) -> bool {
    let is_key = |name: &str| fold::key(name) == key;
    if field == Field::FormerNames { institution::names_in(line).into_iter().any(is_key) } else { is_key(line) }
}

/// What a record of this kind may be called, the surest first, as SQL.
fn expressions(kind: Kind) -> Vec<String> {
    let spec = kind.spec();
    let mut expressions: Vec<String> = spec.short.iter().map(|field| format!("t0.{}", field.code())).collect();
    expressions.push(label(kind, "t0", 0));
    let texts = spec.label.iter().chain([&spec.order.0]);
    let texts = texts.filter(|field| matches!(kind.holds(**field), Some(FieldType::Line | FieldType::Moment)));
    expressions.extend(texts.map(|field| format!("t0.{}", field.code())));
    match kind {
        Kind::Contact => {
            expressions.push("concat_ws(' ', t0.last_name, t0.first_name)".to_owned());
            expressions.push("concat_ws(' ', t0.academic_title, t0.first_name, t0.last_name)".to_owned());
        }
        // A meeting is also called by its day.
        Kind::Meeting => expressions.push("substr(t0.starts, 1, 10)".to_owned()),
        _ => {}
    }
    expressions
}

/// The field with other names of a record, one a line.
const fn spellings(kind: Kind) -> Option<Field> {
    match kind {
        Kind::Member => Some(Field::Spellings),
        Kind::Topic => Some(Field::Synonyms),
        Kind::Institution => Some(Field::FormerNames),
        Kind::Person => Some(Field::Logins),
        Kind::Contact => Some(Field::Mails),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Act, Change, GroupState, IdSource, InstitutionKind, MemberKind, QuestionState, Record};

    fn file() -> Store {
        let mut store = Store::in_memory().unwrap();
        let member = |id, name: &str, short: &str, spellings: &str| {
            Record::new(Kind::Member, Id(id))
                .with(Field::Name, name)
                .with(Field::ShortName, short)
                .with(Field::Kind, MemberKind::Town)
                .with(Field::Spellings, spellings)
        };
        let contact = |id, first: &str, last: &str| {
            Record::new(Kind::Contact, Id(id)).with(Field::FirstName, first).with(Field::LastName, last)
        };
        let records = [
            member(1, "Jüchen", "JÜ", "Stadt Jüchen\nJ."),
            member(2, "Neuss", "NE", "Stadt Neuss"),
            Record::new(Kind::Group, Id(3))
                .with(Field::Name, "Klimaanpassung")
                .with(Field::ShortName, "KA")
                .with(Field::State, GroupState::Active),
            contact(4, "Katrin", "Högner"),
            contact(5, "Max", "Högner"),
            Record::new(Kind::Question, Id(70))
                .with(Field::Title, "Wer zahlt?")
                .with(Field::State, QuestionState::Inbox),
            Record::new(Kind::Institution, Id(9))
                .with(Field::Name, "Landesamt für Klima")
                .with(Field::Kind, InstitutionKind::StateAgency)
                .with(Field::FormerNames, "Landesumweltamt\nLandesamt für Natur (LfN), bis 31.12.2024"),
            Record::new(Kind::Person, Id(8)).with(Field::Name, "A. Beispiel").with(Field::Logins, "abei\nbeispiela"),
        ];
        let edits = records.iter().map(Record::create).collect();
        store.apply(&Change::new(IdSource::new(1).change(), Act::Create, edits)).unwrap();
        store
    }

    #[test]
    fn a_record_is_found_by_whatever_people_call_it() {
        let store = file();
        for (kind, name, id) in [
            (Kind::Member, "juechen", 1),
            (Kind::Member, "jü", 1),
            (Kind::Member, "stadt juchen", 1),
            (Kind::Member, "2", 2),
            (Kind::Group, "ka", 3),
            (Kind::Group, "Klimaanpassung", 3),
            (Kind::Contact, "Hoegner, Katrin", 4),
            (Kind::Contact, "Max Högner", 5),
            (Kind::Institution, "Landesumweltamt", 9),
            (Kind::Institution, "landesamt fuer natur", 9),
            (Kind::Institution, "LfN", 9),
            (Kind::Institution, "Landesamt für Natur (LfN), bis 31.12.2024", 9),
            (Kind::Question, "1", 70),
            (Kind::Question, "#1", 70),
            (Kind::Question, "wer zahlt", 70),
        ] {
            assert_eq!(store.resolve(kind, name).unwrap(), Resolved::One(Id(id)), "{name}");
        }
        assert_eq!(store.resolve(Kind::Group, "Neuss").unwrap(), Resolved::None);
        assert_eq!(store.resolve(Kind::Institution, "Natur").unwrap(), Resolved::None);
        assert_eq!(store.resolve(Kind::Member, " ").unwrap(), Resolved::None);
    }

    #[test]
    fn a_name_of_several_lists_them() {
        let Resolved::Several(found) = file().resolve(Kind::Contact, "Högner").unwrap() else { panic!() };
        assert_eq!(found.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["Katrin Högner", "Max Högner"]);
    }

    #[test]
    fn every_kind_can_be_asked_for_by_name() {
        let store = file();
        for &kind in Kind::ALL {
            assert_eq!(store.resolve(kind, "gibt es nicht").unwrap(), Resolved::None, "{kind:?}");
        }
    }

    #[test]
    fn a_person_is_known_by_each_login_and_no_part_of_one() {
        let store = file();
        assert_eq!(store.person_of_login("abei").unwrap(), Some(Id(8)));
        assert_eq!(store.person_of_login("beispiela").unwrap(), Some(Id(8)));
        assert_eq!(store.person_of_login("bei").unwrap(), None);
    }
}
