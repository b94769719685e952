//! Finding a person in the file: what belongs to them, and where words name them, now and in the history.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};

use super::as_spot;
use crate::domain::privacy::{Spot, Traces};
use crate::domain::{Field, FieldSpec, FieldType, Id, Kind, Record, Value, What};
use crate::store::record::{self, short, value_of};
use crate::store::{StoreError, history};

/// What of a contact or of staff says who they are. Of others it is never touched: they are erased by themselves.
const IDENTITY: &[(Kind, &[Field])] = &[
    (
        Kind::Contact,
        &[Field::LastName, Field::FirstName, Field::Mails, Field::Phones, Field::Uid, Field::Web, Field::Salutation],
    ),
    (Kind::Person, &[Field::Name, Field::Logins, Field::Mail, Field::Phone]),
];

/// The records that link to a person, or are notes on them.
#[derive(Debug)]
pub(in crate::store) struct Belongings {
    /// The person: a contact or staff.
    pub(in crate::store) whose: (Kind, Id),
    /// By the kind that links.
    pub(in crate::store) linked: BTreeMap<Kind, Vec<Id>>,
    /// Meetings with the person as a guest.
    pub(in crate::store) guest_of: Vec<Id>,
    /// Notes on the person.
    pub(in crate::store) notes: Vec<Id>,
    /// What waits for the person.
    pub(in crate::store) open: usize,
}

/// The kinds with a link to a kind, and the field that links; no kind has two.
pub(in crate::store) fn linking(to: Kind) -> impl Iterator<Item = (Kind, Field)> {
    Kind::ALL.iter().filter_map(move |kind| {
        let links = |spec: &&FieldSpec| matches!(spec.holds, FieldType::Link(linked) if linked == to);
        kind.spec().fields.iter().find(links).map(|spec| (*kind, spec.field))
    })
}

impl Belongings {
    pub(in crate::store) fn of(connection: &Connection, whose: (Kind, Id)) -> Result<Self, StoreError> {
        let ids = |sql: &str| -> Result<Vec<Id>, StoreError> {
            let mut statement = connection.prepare(sql)?;
            let ids = statement.query_map([whose.1.0], |row| row.get(0).map(Id))?;
            Ok(ids.collect::<Result<_, _>>()?)
        };
        let mut found = Self { whose, linked: BTreeMap::new(), guest_of: Vec::new(), notes: Vec::new(), open: 0 };
        for (kind, field) in linking(whose.0) {
            let sql = format!("SELECT id FROM {} WHERE {} = ?1 ORDER BY id", kind.code(), field.code());
            found.linked.insert(kind, ids(&sql)?);
        }
        let sql =
            format!("SELECT id FROM comment WHERE subject = '{}' AND subject_id = ?1 ORDER BY id", whose.0.code());
        found.notes = ids(&sql)?;
        if whose.0 != Kind::Contact {
            return Ok(found);
        }
        found.guest_of = ids("SELECT meeting FROM meeting_guest WHERE contact = ?1 ORDER BY 1")?;
        let sql = "SELECT id FROM question WHERE contact = ?1 AND removed IS NULL
                AND state IN ('inbox', 'assigned', 'asked')
            UNION ALL SELECT id FROM question_list WHERE contact = ?1 AND removed IS NULL AND state <> 'answered'
            UNION ALL SELECT id FROM application WHERE contact = ?1 AND removed IS NULL
                AND state NOT IN ('closed', 'withdrawn', 'missed', 'refused', 'reclaimed')";
        found.open = ids(sql)?.len();
        Ok(found)
    }

    /// The records of a kind that link to the person.
    pub(in crate::store) fn all(&self, kind: Kind) -> &[Id] {
        self.linked.get(&kind).map(|ids| &ids[..]).unwrap_or_default()
    }

    /// Whether a record belongs to the person, so that the last name alone can mean nobody else.
    fn has(&self, kind: Kind, id: Id) -> bool {
        self.all(kind).contains(&id) || kind == Kind::Meeting && self.guest_of.contains(&id)
    }

    /// Whether a field is the person's own, and goes as a whole.
    fn owns(&self, spot: Spot) -> bool {
        match spot.kind {
            kind if kind == self.whose.0 => spot.id == self.whose.1,
            Kind::Tenure | Kind::Membership | Kind::SavedView => self.has(spot.kind, spot.id),
            Kind::Invitation => {
                self.whose.0 == Kind::Contact && spot.field == Field::Note && self.has(spot.kind, spot.id)
            }
            Kind::Talk => {
                self.whose.0 == Kind::Contact && spot.field == Field::Feedback && self.has(spot.kind, spot.id)
            }
            Kind::Comment => self.notes.contains(&spot.id),
            _ => false,
        }
    }
}

/// What a contact or staff is and was recognised by.
pub(in crate::store) fn traces_of(connection: &Connection, whose: (Kind, Id)) -> Result<Traces, StoreError> {
    let mut traces = Traces::default();
    for record in states_of(connection, whose)? {
        traces.add(&record);
    }
    let sql = "SELECT concat_ws(char(10), mails, phones) FROM contact WHERE ?1 <> 'contact' OR id <> ?2
        UNION ALL SELECT concat_ws(char(10), mail, phone) FROM person WHERE ?1 <> 'person' OR id <> ?2
        UNION ALL SELECT concat_ws(char(10), mail, phone) FROM institution";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query(params![whose.0.code(), whose.1.0])?;
    while let Some(row) = rows.next()? {
        traces.without_shared(row.get_ref(0)?.as_str().unwrap_or_default());
    }
    Ok(traces)
}

/// What a record was after each change, and is.
fn states_of(connection: &Connection, (kind, id): (Kind, Id)) -> Result<Vec<Record>, StoreError> {
    let mut states = Vec::new();
    let mut was = Record::new(kind, id);
    let sql = "SELECT DISTINCT seq FROM edit WHERE kind = ?1 AND record = ?2 ORDER BY seq";
    let mut statement = connection.prepare(sql)?;
    for seq in statement.query_map(params![kind.code(), id.0], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()? {
        for edit in history::edits(connection, seq)?.into_iter().filter(|edit| (edit.kind, edit.id) == (kind, id)) {
            match edit.what {
                What::Create(values) => was.values = values,
                What::Set { field, to, .. } => drop(was.values.insert(field, to)),
            }
        }
        states.push(was.clone());
    }
    states.extend(record::read(connection, kind, id)?);
    Ok(states)
}

/// The login names that staff have and had; a contact has none.
pub(super) fn logins_of(connection: &Connection, whose: (Kind, Id)) -> Result<BTreeSet<String>, StoreError> {
    if whose.0 != Kind::Person {
        return Ok(BTreeSet::new());
    }
    let states = states_of(connection, whose)?;
    let logins = states.iter().flat_map(|state| state.text(Field::Logins).lines());
    Ok(logins.map(|login| login.trim().to_owned()).filter(|login| !login.is_empty()).collect())
}

/// Other contacts and staff of the same name.
pub(super) fn namesakes(
    connection: &Connection,
    whose: (Kind, Id),
    traces: &Traces,
) -> Result<Vec<(Kind, Id, String)>, StoreError> {
    let mut found = Vec::new();
    let sql = "SELECT id, last_name, coalesce(first_name, '') FROM contact ORDER BY id";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, last, first): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if traces.is_namesake(&last, &first) && (Kind::Contact, Id(id)) != whose {
            found.push((Kind::Contact, Id(id), format!("{first} {last}").trim().to_owned()));
        }
    }
    let mut statement = connection.prepare("SELECT id, name FROM person ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, name): (i64, String) = (row.get(0)?, row.get(1)?);
        if traces.find(&name).iter().any(|trace| trace.is_certain) && (Kind::Person, Id(id)) != whose {
            found.push((Kind::Person, Id(id), name));
        }
    }
    Ok(found)
}

/// The short name of an institution.
pub(super) fn short_name(connection: &Connection, id: Id) -> Result<Option<String>, StoreError> {
    let sql = format!("SELECT {} FROM institution t0 WHERE id = ?1", short(Kind::Institution, "t0", 0));
    Ok(connection.query_row(&sql, [id.0], |row| row.get(0)).optional()?)
}

/// That words in a field name the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// A text that does.
    pub(super) text: String,
    /// Whether nobody else can be meant.
    pub(super) is_certain: bool,
    /// Whether only what the field held before does.
    pub(super) is_past: bool,
}

/// Every field whose words name the person, now or before, but for the person's own.
pub(super) fn named(
    connection: &Connection,
    traces: &Traces,
    belongings: &Belongings,
) -> Result<BTreeMap<Spot, Named>, StoreError> {
    let mut found = BTreeMap::new();
    for &kind in Kind::ALL {
        let fields: Vec<Field> = texts(kind).collect();
        if fields.is_empty() {
            continue;
        }
        let names: Vec<&str> = fields.iter().map(|field| field.code()).collect();
        let mut statement = connection.prepare(&format!("SELECT id, {} FROM {}", names.join(", "), kind.code()))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = Id(row.get(0)?);
            for (place, field) in fields.iter().enumerate() {
                if let Value::Text(text) = value_of(row.get_ref(place + 1)?) {
                    note(&mut found, as_spot(kind, id, *field), &text, false, traces, belongings);
                }
            }
        }
    }
    named_before(connection, traces, belongings, &mut found)?;
    Ok(found)
}

fn named_before(
    connection: &Connection,
    traces: &Traces,
    belongings: &Belongings,
    found: &mut BTreeMap<Spot, Named>,
) -> Result<(), StoreError> {
    let text_fields: BTreeSet<(Kind, Field)> =
        Kind::ALL.iter().flat_map(|kind| texts(*kind).map(|field| (*kind, field))).collect();
    let mut statement = connection.prepare("SELECT kind, record, field, before, after FROM edit")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let Some(kind) = Kind::from_code(row.get_ref(0)?.as_str().unwrap_or_default()) else { continue };
        let id = Id(row.get(1)?);
        let mut look = |field: Field, value: &Value| {
            if let (Value::Text(text), true) = (value, text_fields.contains(&(kind, field))) {
                note(found, as_spot(kind, id, field), text, true, traces, belongings);
            }
        };
        let after = row.get_ref(4)?.as_str().unwrap_or_default();
        match row.get_ref(2)?.as_str_or_null().unwrap_or_default() {
            None => {
                let values: BTreeMap<Field, Value> = serde_json::from_str(after)?;
                values.iter().for_each(|(field, value)| look(*field, value));
            }
            Some(field) => {
                let Some(field) = Field::from_code(field) else { continue };
                look(field, &serde_json::from_str(after)?);
                if let Some(before) = row.get_ref(3)?.as_str_or_null().unwrap_or_default() {
                    look(field, &serde_json::from_str(before)?);
                }
            }
        }
    }
    Ok(())
}

fn note(
    found: &mut BTreeMap<Spot, Named>,
    spot: Spot,
    text: &str,
    is_past: bool,
    traces: &Traces,
    belongings: &Belongings,
) {
    if belongings.owns(spot) {
        return;
    }
    let named = traces.find(text);
    if named.is_empty() {
        return;
    }
    // Who is noted as having asked or written is nobody else, even where it is a login name.
    let is_author = spot.field == Field::AskedBy && named.iter().any(|trace| trace.range == (0..text.len()));
    let is_certain = is_author || belongings.has(spot.kind, spot.id) || named.iter().any(|trace| trace.is_certain);
    match found.get_mut(&spot) {
        Some(known) => known.is_certain |= is_certain,
        None => drop(found.insert(spot, Named { text: text.to_owned(), is_certain, is_past })),
    }
}

/// The fields of a kind that people write words into, but for those that say who somebody is.
fn texts(kind: Kind) -> impl Iterator<Item = Field> {
    let identity = IDENTITY.iter().find(|(of, _)| *of == kind).map(|(_, fields)| *fields).unwrap_or_default();
    let specs = kind.spec().fields.iter().filter(|spec| {
        matches!(spec.holds, FieldType::Line | FieldType::LongText | FieldType::Lines | FieldType::DateOrWords)
    });
    specs.map(|spec| spec.field).filter(move |field| !identity.contains(field))
}
