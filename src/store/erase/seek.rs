//! Finding a person in the file: what belongs to them, and where words name them, now and in the history.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension};

use super::as_spot;
use crate::domain::privacy::{Spot, Traces};
use crate::domain::{Field, FieldType, Id, Kind, Record, Value, What};
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

/// The records that link to a contact, or are notes on it.
#[derive(Debug, Default)]
pub(in crate::store) struct Belongings {
    /// The contact.
    pub(in crate::store) contact: Id,
    /// By the kind and the field that links.
    pub(in crate::store) linked: BTreeMap<Kind, Vec<Id>>,
    /// Meetings with the contact as a guest.
    pub(in crate::store) guest_of: Vec<Id>,
    /// Notes on the contact.
    pub(in crate::store) notes: Vec<Id>,
    /// What waits for the contact.
    pub(in crate::store) open: usize,
}

/// Kinds with a link to a contact.
const LINKING: &[Kind] = &[
    Kind::Talk,
    Kind::Invitation,
    Kind::Tenure,
    Kind::Membership,
    Kind::Question,
    Kind::Answer,
    Kind::List,
    Kind::Application,
];

impl Belongings {
    pub(in crate::store) fn of(connection: &Connection, contact: Id) -> Result<Self, StoreError> {
        let ids = |sql: &str| -> Result<Vec<Id>, StoreError> {
            let mut statement = connection.prepare(sql)?;
            let ids = statement.query_map([contact.0], |row| row.get(0).map(Id))?;
            Ok(ids.collect::<Result<_, _>>()?)
        };
        let mut found = Self { contact, ..Self::default() };
        for kind in LINKING {
            found.linked.insert(*kind, ids(&format!("SELECT id FROM {} WHERE contact = ?1 ORDER BY id", kind.code()))?);
        }
        found.guest_of = ids("SELECT meeting FROM meeting_guest WHERE contact = ?1 ORDER BY 1")?;
        found.notes = ids("SELECT id FROM comment WHERE subject = 'contact' AND subject_id = ?1 ORDER BY id")?;
        let sql = "SELECT id FROM question WHERE contact = ?1 AND removed IS NULL
                AND state IN ('inbox', 'assigned', 'asked')
            UNION ALL SELECT id FROM question_list WHERE contact = ?1 AND removed IS NULL AND state <> 'answered'
            UNION ALL SELECT id FROM application WHERE contact = ?1 AND removed IS NULL
                AND state NOT IN ('closed', 'withdrawn', 'missed', 'refused', 'reclaimed')";
        found.open = ids(sql)?.len();
        Ok(found)
    }

    /// The records of a kind that link to the contact.
    pub(in crate::store) fn all(&self, kind: Kind) -> &[Id] {
        self.linked.get(&kind).map(|ids| &ids[..]).unwrap_or_default()
    }

    /// Whether a record belongs to the contact, so that the last name alone can mean nobody else.
    fn has(&self, kind: Kind, id: Id) -> bool {
        self.all(kind).contains(&id) || kind == Kind::Meeting && self.guest_of.contains(&id)
    }

    /// Whether a field is the contact's own, and goes as a whole.
    fn owns(&self, spot: Spot) -> bool {
        match spot.kind {
            Kind::Contact => spot.id == self.contact,
            Kind::Tenure | Kind::Membership => self.has(spot.kind, spot.id),
            Kind::Invitation => spot.field == Field::Note && self.has(spot.kind, spot.id),
            Kind::Talk => spot.field == Field::Feedback && self.has(spot.kind, spot.id),
            Kind::Comment => self.notes.contains(&spot.id),
            _ => false,
        }
    }
}

/// What a contact is and was recognised by.
pub(in crate::store) fn traces_of(connection: &Connection, id: Id) -> Result<Traces, StoreError> {
    let mut traces = Traces::default();
    let mut was = Record::new(Kind::Contact, id);
    let sql = "SELECT DISTINCT seq FROM edit WHERE kind = 'contact' AND record = ?1 ORDER BY seq";
    let mut statement = connection.prepare(sql)?;
    for seq in statement.query_map([id.0], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()? {
        for edit in
            history::edits(connection, seq)?.into_iter().filter(|edit| (edit.kind, edit.id) == (Kind::Contact, id))
        {
            match edit.what {
                What::Create(values) => was.values = values,
                What::Set { field, to, .. } => drop(was.values.insert(field, to)),
            }
        }
        traces.add(&was);
    }
    if let Some(now) = record::read(connection, Kind::Contact, id)? {
        traces.add(&now);
    }
    let sql = "SELECT concat_ws(char(10), mails, phones) FROM contact WHERE id <> ?1
        UNION ALL SELECT concat_ws(char(10), mail, phone) FROM person
        UNION ALL SELECT concat_ws(char(10), mail, phone) FROM institution";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([id.0])?;
    while let Some(row) = rows.next()? {
        traces.without_shared(row.get_ref(0)?.as_str().unwrap_or_default());
    }
    Ok(traces)
}

/// Other contacts and staff of the same name.
pub(super) fn namesakes(
    connection: &Connection,
    id: Id,
    traces: &Traces,
) -> Result<Vec<(Kind, Id, String)>, StoreError> {
    let mut found = Vec::new();
    let sql = "SELECT id, last_name, coalesce(first_name, '') FROM contact WHERE id <> ?1 ORDER BY id";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([id.0])?;
    while let Some(row) = rows.next()? {
        let (last, first): (String, String) = (row.get(1)?, row.get(2)?);
        if traces.is_namesake(&last, &first) {
            found.push((Kind::Contact, Id(row.get(0)?), format!("{first} {last}").trim().to_owned()));
        }
    }
    let mut statement = connection.prepare("SELECT id, name FROM person ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(1)?;
        if traces.find(&name).iter().any(|trace| trace.is_certain) {
            found.push((Kind::Person, Id(row.get(0)?), name));
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
    let is_certain = belongings.has(spot.kind, spot.id) || named.iter().any(|trace| trace.is_certain);
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
