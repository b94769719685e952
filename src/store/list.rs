//! Lists: a window of rows, found by where it stands in its order, never by counting.

use chrono::NaiveDate;
use rusqlite::types::ToSqlOutput;
use rusqlite::{ToSql, params_from_iter};

use super::fact::day;
use super::holding::{LEFT_ON, to_erase};
use super::order::key_expression;
use super::record::{label, linked_name, short, value_of};
use super::{Store, StoreError, asleep, find};
use crate::domain::privacy::Reason;
use crate::domain::query::{Cell, Condition, From, Key, Query, Row, columns};
use crate::domain::{Field, FieldType, Id, Kind, Value, fold};

/// Conditions in SQL, and their parameters.
pub(super) type Wheres = (Vec<String>, Vec<Parameter>);

/// A parameter of a statement: values of the domain and what the search needs.
#[derive(Clone, Debug)]
pub(super) enum Parameter {
    Value(Value),
    Number(i64),
    Text(String),
}

impl ToSql for Parameter {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Value(value) => value.to_sql(),
            Self::Number(number) => number.to_sql(),
            Self::Text(text) => text.to_sql(),
        }
    }
}

/// What the contacts of a list have in common, where that is a reason to do something about them.
enum Why {
    Check,
    Erase(NaiveDate),
}

impl Why {
    fn of(query: &Query) -> Option<Self> {
        query.conditions.iter().find_map(|condition| match condition {
            Condition::NotCheckedSince(_) => Some(Self::Check),
            Condition::ToErase(today) => Some(Self::Erase(*today)),
            _ => None,
        })
    }

    /// Why a contact stands on the list, who left on this day if they did.
    fn reason(&self, row: &Row, left: Option<NaiveDate>) -> Option<Reason> {
        let known = |field| -> Option<NaiveDate> { row.cell(Kind::Contact, field)?.value.as_text()?.parse().ok() };
        match self {
            Self::Check => Some(known(Field::Checked).map_or(Reason::NeverChecked, Reason::CheckedOn)),
            Self::Erase(today) => {
                let due = known(Field::DeleteOn).filter(|day| day <= today).map(Reason::DeleteOn);
                due.or_else(|| left.map(Reason::Left))
            }
        }
    }
}

impl Store {
    /// The rows of a page, in the order of the list.
    pub fn rows(&self, query: &Query) -> Result<Vec<Row>, StoreError> {
        let Some((wheres, mut parameters)) = self.conditions(query)? else { return Ok(Vec::new()) };
        let key = key_expression(query.kind, query.sort);
        let backwards = matches!(query.from, From::Before(_) | From::End);
        let descending = query.sort.descending != backwards;
        let direction = if descending { "DESC" } else { "ASC" };
        let mut wheres = wheres;
        if let From::After(from) | From::Before(from) | From::At(from) = &query.from {
            let sign = match (&query.from, descending) {
                (From::At(_), false) => ">=",
                (From::At(_), true) => "<=",
                (_, false) => ">",
                (_, true) => "<",
            };
            // The first comparison says no more than the second, but an index on an expression is used for it only.
            wheres.push(format!("{key} {}= ? AND ({key}, t0.id) {sign} (?, ?)", &sign[..1]));
            parameters.push(Parameter::Value(from.value.clone()));
            parameters.push(Parameter::Value(from.value.clone()));
            parameters.push(Parameter::Number(from.id.0));
        }
        let cells: Vec<String> = columns(query.kind).iter().flat_map(|field| cell(query.kind, *field)).collect();
        let kind = query.kind.code();
        let page = format!(
            "FROM {kind} t0 WHERE {} ORDER BY {key} {direction}, t0.id {direction} LIMIT {}",
            wheres.join(" AND "),
            query.limit,
        );
        // These are no list of one index, and are sorted: of the page alone all cells are read.
        let is_sorted = |condition: &Condition| matches!(condition, Condition::Waiting(_) | Condition::CheckAgain(_));
        let page = if query.conditions.iter().any(is_sorted) {
            format!("FROM {kind} t0 WHERE t0.id IN (SELECT t0.id {page}) ORDER BY {key} {direction}, t0.id {direction}")
        } else {
            page
        };
        let why = Why::of(query);
        let left_on = if matches!(why, Some(Why::Erase(_))) { LEFT_ON } else { "NULL" };
        let sql = format!("SELECT t0.id, {key}, {}, {left_on} {page}", cells.join(", "));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(&parameters))?;
        let mut page = Vec::with_capacity(query.limit.min(256));
        while let Some(row) = rows.next()? {
            let mut shown = read(query.kind, row)?;
            if let Some(why) = &why {
                shown.due = why.reason(&shown, day(row, 2 + 2 * columns(query.kind).len())?);
            }
            page.push(shown);
        }
        if backwards {
            page.reverse();
        }
        Ok(page)
    }

    /// The row of one record, whatever the list shows; `None` where it was removed.
    pub fn row(&self, query: &Query, id: Id) -> Result<Option<Row>, StoreError> {
        let alone = Query { conditions: vec![], from: From::Start, limit: 1, ..query.clone() };
        let key = key_expression(query.kind, query.sort);
        let cells: Vec<String> = columns(alone.kind).iter().flat_map(|field| cell(alone.kind, *field)).collect();
        let sql = format!(
            "SELECT t0.id, {key}, {} FROM {} t0 WHERE t0.id = ?1 AND t0.removed IS NULL",
            cells.join(", "),
            alone.kind.code()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([id.0])?;
        rows.next()?.map(|row| read(query.kind, row)).transpose().map_err(StoreError::from)
    }

    /// How many records a list has, counted up to a bound so that it costs the same in a large file.
    pub fn count(&self, query: &Query, bound: usize) -> Result<usize, StoreError> {
        let Some((wheres, parameters)) = self.conditions(query)? else { return Ok(0) };
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM {} t0 WHERE {} LIMIT {bound})",
            query.kind.code(),
            wheres.join(" AND ")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let count: i64 = statement.query_row(params_from_iter(&parameters), |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// The conditions as SQL; `None` where nothing can meet them.
    pub(super) fn conditions(&self, query: &Query) -> Result<Option<Wheres>, StoreError> {
        let mut wheres = vec!["t0.removed IS NULL".to_owned()];
        let mut parameters = Vec::new();
        for condition in &query.conditions {
            let mut with = |sql: String, value: Value| {
                wheres.push(sql);
                parameters.push(Parameter::Value(value));
            };
            match condition {
                // `=` and not `IS`, and a flag written out: only so are the indexes on part of a table seen to fit.
                Condition::Is(field, Value::Unknown) => wheres.push(format!("t0.{} IS NULL", field.code())),
                Condition::Is(field, Value::Number(1)) if query.kind.holds(*field) == Some(FieldType::Flag) => {
                    wheres.push(format!("t0.{} = 1", field.code()));
                }
                Condition::Is(field, value) => with(format!("t0.{} = ?", field.code()), value.clone()),
                Condition::Before(field, date) => with(format!("t0.{} < ?", field.code()), Value::from(*date)),
                Condition::From(field, date) => with(format!("t0.{} >= ?", field.code()), Value::from(*date)),
                Condition::OneOf(field, codes) => {
                    // Written out, so that the indexes on part of a table are seen to fit.
                    let codes: Vec<_> = codes.iter().map(|code| format!("'{code}'")).collect();
                    wheres.push(format!("t0.{} IN ({})", field.code(), codes.join(", ")));
                }
                Condition::Known(field) => wheres.push(format!("t0.{} IS NOT NULL", field.code())),
                Condition::Unknown(field) => wheres.push(format!("t0.{} IS NULL", field.code())),
                Condition::LinksTo(field, id) => {
                    let Some(FieldType::Links(_, table)) = query.kind.holds(*field) else { return Ok(None) };
                    let (name, owner, target) = (table.table, table.owner, table.target);
                    with(format!("t0.id IN (SELECT {owner} FROM {name} WHERE {target} = ?)"), Value::from(*id));
                }
                Condition::Open => wheres.push("t0.state IN ('inbox', 'assigned', 'asked')".to_owned()),
                // What is to be checked again waits with what is new. By id, as each of the two has an index of its own.
                Condition::Waiting(today) => {
                    let (awake, days) = asleep::awake();
                    wheres.push(format!(
                        "t0.id IN (SELECT t0.id FROM question t0 WHERE t0.removed IS NULL AND t0.state = 'inbox'
                            AND (t0.snooze IS NULL OR {awake}) UNION ALL {})",
                        self.to_check_again(*today)?
                    ));
                    parameters.extend((0..days).map(|_| Parameter::Value(Value::from(*today))));
                }
                Condition::Asleep(today) => {
                    let (asleep, days) = asleep::asleep();
                    wheres.push(format!("t0.state IN ('inbox', 'assigned', 'asked') AND {asleep}"));
                    parameters.extend((0..days).map(|_| Parameter::Value(Value::from(*today))));
                }
                Condition::CheckAgain(today) => wheres.push(format!("t0.id IN ({})", self.to_check_again(*today)?)),
                Condition::OfInstitutions(ids) => {
                    let Some(sql) = of_institutions(query.kind, ids) else { return Ok(None) };
                    wheres.push(sql);
                }
                // As its index has it.
                Condition::NotCheckedSince(day) => {
                    with(
                        "coalesce(t0.checked, '0') < 'a' AND coalesce(t0.checked, '0') < ?".to_owned(),
                        Value::from(*day),
                    );
                }
                Condition::ToErase(today) => wheres.push(format!("t0.id IN ({})", to_erase(*today))),
                Condition::Words(words) => {
                    for word in fold::words(words) {
                        let Some((sql, more)) = self.word_condition(query.kind, &word)? else { return Ok(None) };
                        wheres.push(sql);
                        parameters.extend(more);
                    }
                }
            }
        }
        Ok(Some((wheres, parameters)))
    }

    /// A word stands in the record itself, or in the name of something small that it links to.
    fn word_condition(&self, kind: Kind, word: &str) -> Result<Option<(String, Vec<Parameter>)>, StoreError> {
        let mut ways = Vec::new();
        let mut parameters = Vec::new();
        match find::place_of(kind) {
            Some(place) => {
                if let Some(matching) = self.match_word(word)? {
                    let key = if kind == Kind::Question { "number" } else { "id" };
                    ways.push(format!(
                        "t0.{key} IN (SELECT rowid & {mask} FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?)",
                        mask = find::ID_MASK
                    ));
                    let (low, high) = find::places(place);
                    parameters.extend([
                        Parameter::Text(matching.clone()),
                        Parameter::Number(low),
                        Parameter::Number(high),
                    ]);
                    // What was answered is looked for by the words of the answer too.
                    if let Some(place) = find::place_of(Kind::Answer).filter(|_| kind == Kind::Question) {
                        ways.push(format!(
                            "t0.id IN (SELECT question FROM answer WHERE id IN
                                (SELECT rowid & {mask} FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?))",
                            mask = find::ID_MASK
                        ));
                        let (low, high) = find::places(place);
                        parameters.extend([Parameter::Text(matching), Parameter::Number(low), Parameter::Number(high)]);
                    }
                }
            }
            None => {
                ways.push(format!("instr(runde_words({}), ?) > 0", label(kind, "t0", 0)));
                parameters.push(Parameter::Text(word.to_owned()));
            }
        }
        if kind == Kind::Question && word.bytes().all(|byte| byte.is_ascii_digit()) {
            ways.push(format!("t0.number = {word}"));
        }
        for spec in kind.spec().fields {
            let (linked, table) = match spec.holds {
                FieldType::Link(linked) => (linked, None),
                FieldType::Links(linked, table) => (linked, Some(table)),
                _ => continue,
            };
            if !matches!(linked, Kind::Member | Kind::Group | Kind::Topic | Kind::Programme | Kind::Person) {
                continue;
            }
            let ids = self.named(linked, word)?;
            if ids.is_empty() {
                continue;
            }
            let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
            let ids = ids.join(", ");
            ways.push(match table {
                None => format!("t0.{} IN ({ids})", spec.field.code()),
                Some(table) => {
                    format!("t0.id IN (SELECT {} FROM {} WHERE {} IN ({ids}))", table.owner, table.table, table.target)
                }
            });
        }
        Ok((!ways.is_empty()).then(|| (format!("({})", ways.join(" OR ")), parameters)))
    }

    /// The records of a small kind with a word in their name.
    fn named(&self, kind: Kind, word: &str) -> Result<Vec<Id>, StoreError> {
        let short = match kind.spec().short {
            Some(field) => format!("t0.{}", field.code()),
            None => "NULL".to_owned(),
        };
        let sql = format!(
            "SELECT id FROM {} t0 WHERE removed IS NULL AND instr(runde_words(concat_ws(' ', {}, {short})), ?1) > 0",
            kind.code(),
            label(kind, "t0", 0)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let ids = statement.query_map([word], |row| row.get(0).map(Id))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}

/// What belongs to some institutions. Asked for by id, so that the few of a small institution are found by its index
/// and not by walking through the order of the whole list.
fn of_institutions(kind: Kind, ids: &[Id]) -> Option<String> {
    let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
    let ids = ids.join(", ");
    let contacts = format!("SELECT id FROM contact WHERE institution IN ({ids})");
    Some(match kind {
        Kind::Contact => format!("t0.id IN ({contacts})"),
        Kind::Post => format!("t0.id IN (SELECT id FROM post WHERE institution IN ({ids}))"),
        Kind::Institution => format!("t0.id IN ({ids})"),
        Kind::Talk => format!("t0.id IN (SELECT id FROM talk WHERE contact IN ({contacts}))"),
        Kind::Invitation => format!("t0.id IN (SELECT id FROM invitation WHERE contact IN ({contacts}))"),
        _ => return None,
    })
}

/// The two SQL expressions of a cell: what it holds, and the names of what it links to.
fn cell(kind: Kind, field: Field) -> [String; 2] {
    let column = format!("t0.{}", field.code());
    let of_meeting = |what: &str| format!("(SELECT {what} FROM meeting m WHERE m.id = t0.meeting)");
    match kind.holds(field) {
        // Of a talk its list has the day already.
        Some(FieldType::Link(Kind::Meeting)) if kind == Kind::Talk => [column, of_meeting("title")],
        Some(FieldType::Link(Kind::Meeting)) if field == Field::Meeting => {
            [column, of_meeting("concat_ws('  ', strftime('%d.%m.%Y', starts), title)")]
        }
        Some(FieldType::Date) if (kind, field) == (Kind::Talk, Field::Given) => {
            [column, format!("CASE WHEN t0.given IS NULL THEN {} END", of_meeting("strftime('%d.%m.%Y', starts)"))]
        }
        Some(FieldType::Link(linked)) => {
            let name = linked_name(linked, &column, 1, short);
            [column, name]
        }
        Some(FieldType::Links(linked, table)) => {
            let (name, owner, target) = (table.table, table.owner, table.target);
            let of = format!("FROM {name} l WHERE l.{owner} = t0.id");
            let names = linked_name(linked, &format!("l.{target}"), 1, short);
            [format!("(SELECT group_concat(l.{target}) {of})"), format!("(SELECT group_concat({names}, ', ') {of})")]
        }
        // The list needs a line of it, not the whole text.
        Some(FieldType::LongText) => [format!("substr(t0.{}, 1, 200)", field.code()), "NULL".to_owned()],
        _ => [column, "NULL".to_owned()],
    }
}

fn read(kind: Kind, row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let id = Id(row.get(0)?);
    let key = Key { value: value_of(row.get_ref(1)?), id };
    let mut cells = Vec::new();
    for (place, field) in columns(kind).iter().enumerate() {
        let mut value = value_of(row.get_ref(2 + 2 * place)?);
        if let (Some(FieldType::Links(..)), Some(ids)) = (kind.holds(*field), value.as_text()) {
            value = Value::links(ids.split(',').filter_map(|id| id.parse().ok().map(Id)));
        } else if let (Some(FieldType::Links(..)), Some(id)) = (kind.holds(*field), value.as_link()) {
            value = Value::links([id]);
        }
        cells.push(Cell { value, names: row.get(3 + 2 * place)? });
    }
    Ok(Row { id, key, cells, due: None })
}
