//! What a list asks for: which records, in which order, how many, from where.

use super::privacy::Reason;
use super::{Field, FieldType, Filled, Id, Kind, Record, Value};

/// One condition on the records of a list. All conditions of a list hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The field holds this.
    Is(Field, Value),
    /// The field holds one of these texts.
    OneOf(Field, Vec<&'static str>),
    /// Something is known in the field.
    Known(Field),
    /// Nothing is known in the field.
    Unknown(Field),
    /// The record is among the linked ones.
    LinksTo(Field, Id),
    /// The day in the field comes before this one.
    Before(Field, chrono::NaiveDate),
    /// The field is this or comes after it.
    From(Field, chrono::NaiveDate),
    /// Somebody still has to do something about the question.
    Open,
    /// The question waits in the inbox and does not sleep on this day.
    Waiting(chrono::NaiveDate),
    /// The question is open and sleeps on this day.
    Asleep(chrono::NaiveDate),
    /// An answer to the question has run out on this day.
    CheckAgain(chrono::NaiveDate),
    /// It belongs to one of these institutions, or is one of them.
    OfInstitutions(Vec<Id>),
    /// The contact was never checked, or last before this day.
    NotCheckedSince(chrono::NaiveDate),
    /// The contact is to be erased on this day: its term has come, or the person has left and nothing is open.
    ToErase(chrono::NaiveDate),
    /// Every one of these words stands somewhere in the record or in the names it links to.
    Words(String),
}

/// The order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The field.
    pub field: Field,
    /// The last first. What is unknown stands at the end either way.
    pub descending: bool,
}

/// From where a page is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum From {
    /// From the first record.
    Start,
    /// The last records.
    End,
    /// After the record with this key.
    After(Key),
    /// The records just before the one with this key.
    Before(Key),
    /// The record with this key and what follows.
    At(Key),
}

/// Where a row stands in its order; survives changes of other rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// What it is ordered by.
    pub value: Value,
    /// The record.
    pub id: Id,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The kind of records.
    pub kind: Kind,
    /// All of these hold.
    pub conditions: Vec<Condition>,
    /// The order.
    pub sort: Sort,
    /// From where.
    pub from: From,
    /// How many rows at most.
    pub limit: usize,
}

impl Query {
    /// The first rows of a kind in its usual order.
    pub fn all(kind: Kind, limit: usize) -> Self {
        let (field, descending) = kind.spec().order;
        Self { kind, conditions: Vec::new(), sort: Sort { field, descending }, from: From::Start, limit }
    }

    /// The same with one condition more.
    #[must_use]
    pub fn when(mut self, condition: Condition) -> Self {
        self.conditions.push(condition);
        self
    }
}

/// What one field of a row shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What the field holds.
    pub value: Value,
    /// The names of the records it links to; where the field holds nothing, what stands in its place all the same.
    pub names: Option<String>,
}

/// One row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The record.
    pub id: Id,
    /// Where it stands.
    pub key: Key,
    /// What its columns show, in the order of [`columns`].
    pub cells: Vec<Cell>,
    /// Why something has to be done about the contact, on the lists of those about whom something has.
    pub due: Option<Reason>,
}

impl Row {
    /// The record as far as the row shows it: what an act on it is based on.
    pub fn record(&self, kind: Kind) -> Record {
        let mut record = Record::new(kind, self.id);
        for (field, cell) in columns(kind).iter().zip(&self.cells) {
            // Of a long text the row holds only the beginning: nothing may be based on that.
            if !cell.value.is_unknown() && kind.holds(*field) != Some(FieldType::LongText) {
                record.values.insert(*field, cell.value.clone());
            }
        }
        record
    }

    /// What the row shows of a field.
    pub fn cell(&self, kind: Kind, field: Field) -> Option<&Cell> {
        let place = columns(kind).iter().position(|column| *column == field)?;
        self.cells.get(place)
    }
}

/// The fields that a list of this kind shows, the most wanted first.
pub fn columns(kind: Kind) -> &'static [Field] {
    use Field as F;
    match kind {
        Kind::Question => &[
            F::Number,
            F::Priority,
            F::Title,
            F::Askers,
            F::Affected,
            F::State,
            F::Group,
            F::Due,
            F::Received,
            F::Contact,
            F::Topics,
            F::Snooze,
            F::SnoozeUntil,
            F::SnoozeGroup,
            F::SnoozeInstitution,
            F::Reason,
            // What is given to a contact is given to a post too: an act on a row has to know it.
            F::Post,
        ],
        Kind::List => &[F::Title, F::State, F::Contact, F::Institution, F::Meeting, F::Sent],
        Kind::Group => &[F::ShortName, F::Name, F::Lead, F::Rhythm, F::State],
        Kind::Meeting => &[F::Starts, F::Title, F::Group, F::State, F::Host, F::Place],
        Kind::Outcome => &[F::Kind, F::Text, F::Responsible, F::Person, F::Due, F::Done, F::Meeting],
        Kind::Project => &[F::Title, F::State, F::Lead, F::Group, F::Starts, F::Ends, F::Cost],
        Kind::Application => &[F::Title, F::State, F::Programme, F::Applicant, F::Due, F::SumAsked, F::SumGranted],
        Kind::Programme => &[F::Name, F::ShortName, F::Funder, F::Rates],
        Kind::Contact => &[
            F::LastName,
            F::FirstName,
            F::Institution,
            F::Function,
            F::Topics,
            F::Speaker,
            F::Left,
            F::Checked,
            F::DeleteOn,
        ],
        Kind::Institution => &[F::ShortName, F::Name, F::Kind, F::Parent],
        Kind::Post => &[F::Name, F::Institution, F::Unit, F::Topics],
        Kind::Talk => &[F::Given, F::Title, F::Contact, F::Meeting],
        Kind::Member => &[F::Name, F::ShortName, F::Kind, F::Inhabitants],
        Kind::Person => &[F::Name, F::Member, F::Role, F::Mail, F::Logins],
        Kind::Topic => &[F::Name, F::ShortName, F::Synonyms, F::Goals],
        Kind::Series => &[F::Name, F::Group, F::Rhythm],
        Kind::Alliance => &[F::Name, F::Chair, F::Since],
        Kind::Membership => &[F::Group, F::Person, F::Contact, F::Name, F::Member, F::Role, F::Since, F::Until],
        Kind::Attendance => &[F::Member, F::Person, F::Name, F::State],
        Kind::AgendaItem => &[F::Position, F::Title, F::Duration, F::Responsible],
        Kind::Answer => &[F::Given, F::Text, F::Contact, F::Institution, F::ValidUntil],
        Kind::Entry => &[F::Position, F::FrozenNumber, F::Question, F::List],
        Kind::Tenure => &[F::Post, F::Contact, F::Since, F::Until],
        Kind::Invitation => &[F::Meeting, F::Contact, F::State, F::AskedOn],
        Kind::Participation => &[F::Member, F::Project, F::State, F::Share],
        Kind::Milestone => &[F::Due, F::Title, F::Done],
        Kind::Step => &[F::Stage, F::Due, F::Done, F::Amount],
        Kind::Comment => &[F::Given, F::Person, F::AskedBy, F::Text],
        Kind::SavedView => &[F::Name, F::View, F::Filter],
    }
}

/// Whether a field holds only where a record stands among others: a number with room for more between, and so none for
/// people, who see the order.
pub fn is_place(kind: Kind, field: Field) -> bool {
    field == Field::Position && matches!(kind, Kind::Entry | Kind::SavedView)
}

/// Whether people can sort by a field of this type.
pub const fn is_sortable(holds: FieldType) -> bool {
    !matches!(holds, FieldType::Links(..) | FieldType::LongText | FieldType::Subject)
}

/// Whether a list can be sorted by how many records a field links to: questions by the members that have them.
pub fn is_counted(kind: Kind, field: Field) -> bool {
    (kind, field) == (Kind::Question, Field::Affected)
}

/// Whether every record has something in this field, so that its order needs no place for the unknown.
pub fn is_always_known(kind: Kind, field: Field) -> bool {
    let spec = kind.spec().field(field);
    spec.is_some_and(|spec| matches!(spec.filled, Filled::Required | Filled::ByStore))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_a_field_of_its_kind() {
        for &kind in Kind::ALL {
            for &field in columns(kind) {
                assert!(kind.holds(field).is_some(), "{kind:?} has no {field:?}");
            }
        }
    }
}
