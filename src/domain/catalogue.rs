//! The catalogue: which fields each kind of record has, of which type, and how the kinds hang together.
//!
//! Forms, lists, details, history, import, the command line and the SQL of the store are made from this one
//! table; a test in `store` holds it against the migrations.

mod kinds;

use super::{Field, Kind, Set};

/// What a field holds, and so how it is typed, shown, checked and stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// One line of text.
    Line,
    /// Text of any length.
    LongText,
    /// Several lines, each an entry: spellings, mails, phone numbers.
    Lines,
    /// A day.
    Date,
    /// A day, or words that nobody should lose (`vor Pfingsten`).
    DateOrWords,
    /// A day and a time of day.
    Moment,
    /// A whole number.
    Number,
    /// Euros and cents, held in cents.
    Money,
    /// Yes or unknown.
    Flag,
    /// The 17 goals of the Agenda 2030, as `7,13`.
    Goals,
    /// One value of a closed set.
    Choice(Set),
    /// One other record.
    Link(Kind),
    /// Several other records, each of which can be put in or taken out by itself.
    Links(Kind, LinkTable),
    /// The name of a kind, and in the field behind it the id of a record.
    Subject,
}

/// The table that holds a field of type [`FieldType::Links`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkTable {
    /// The table's name.
    pub table: &'static str,
    /// The column with the record that has the field.
    pub owner: &'static str,
    /// The column with the linked record.
    pub target: &'static str,
}

/// Who fills a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    /// People; it must not stay empty.
    Required,
    /// People, if they like.
    Optional,
    /// The program, by an act of its own: shown, never a field of a form.
    ByAct,
    /// The store, at the moment of writing: the next number.
    ByStore,
}

/// One field of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldSpec {
    /// Its name.
    pub field: Field,
    /// What it holds.
    pub holds: FieldType,
    /// Who fills it.
    pub filled: Filled,
}

/// One kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindSpec {
    /// Its name.
    pub kind: Kind,
    /// Its fields, in the order of forms and details.
    pub fields: &'static [FieldSpec],
    /// The fields that together name a record; links show the other record's name.
    pub label: &'static [Field],
    /// A short name where one fits better (`KA`), before the label.
    pub short: Option<Field>,
    /// The field that links to the record this one belongs to, where it stands under another.
    pub parent: Option<Field>,
    /// The records that stand under this one: kind, and that kind's field that links here.
    pub children: &'static [(Kind, Field)],
    /// Where its column stands when nothing else is asked: field, descending.
    pub order: (Field, bool),
}

impl KindSpec {
    /// The specification of a field of this kind.
    pub fn field(&self, field: Field) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|spec| spec.field == field)
    }
}

impl Kind {
    /// What the catalogue says of this kind.
    pub fn spec(self) -> &'static KindSpec {
        kinds::spec(self)
    }

    /// The type of one of its fields; `None` where it has no such field.
    pub fn holds(self, field: Field) -> Option<FieldType> {
        self.spec().field(field).map(|spec| spec.holds)
    }

    /// The kinds that find looks through, the most wanted first.
    pub const FOUND: &'static [Self] = &[
        Self::Contact,
        Self::Question,
        Self::Answer,
        Self::Project,
        Self::Group,
        Self::Meeting,
        Self::Institution,
        Self::Outcome,
        Self::Application,
        Self::Programme,
        Self::List,
        Self::Person,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_named_and_sorted_by_fields_that_it_has() {
        for &kind in Kind::ALL {
            let spec = kind.spec();
            assert_eq!(spec.kind, kind);
            for field in spec.label.iter().chain(&spec.short).chain(&spec.parent).chain([&spec.order.0]) {
                assert!(spec.field(*field).is_some(), "{kind:?} has no {field:?}");
            }
            for (child, field) in spec.children {
                assert_eq!(
                    child.holds(*field),
                    Some(FieldType::Link(kind)),
                    "{child:?}.{field:?} does not link to {kind:?}"
                );
            }
        }
    }

    #[test]
    fn no_kind_has_a_field_twice() {
        for &kind in Kind::ALL {
            let mut names: Vec<_> = kind.spec().fields.iter().map(|spec| spec.field).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), kind.spec().fields.len(), "{kind:?}");
        }
    }
}
