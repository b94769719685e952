//! Contacts that may be one person, and everything that hangs on a contact when two become one.

use super::{Store, StoreError, record};
use crate::domain::likeness::{Found, Marks, Pair, Shared, compare, found};
use crate::domain::{Field, FieldType, Id, Kind, Record, Value};

impl Store {
    /// The contacts that may be one person, the likeliest pairs first, at most so many.
    pub fn alike(&self, most: usize) -> Result<Found, StoreError> {
        Ok(found(&self.contact_marks()?, most))
    }

    /// How alike two contacts are; nothing where they are two people.
    pub fn alike_pair(&self, left: Id, right: Id) -> Result<Option<Pair>, StoreError> {
        let all = self.contact_marks()?;
        let find = |id: Id| all.iter().find(|marks| marks.id == id);
        let Some((left, right)) = find(left).zip(find(right)) else { return Ok(None) };
        Ok(compare(left, right, &Shared::new(&all)))
    }

    /// What every contact in the lists is compared by.
    fn contact_marks(&self) -> Result<Vec<Marks>, StoreError> {
        const FIELDS: [Field; 8] = [
            Field::LastName,
            Field::FirstName,
            Field::Salutation,
            Field::Institution,
            Field::Unit,
            Field::Function,
            Field::Mails,
            Field::Phones,
        ];
        let sql = format!(
            "SELECT id, (SELECT group_concat(other) FROM contact_distinct WHERE contact = c.id), {}
             FROM contact c WHERE removed IS NULL ORDER BY id",
            FIELDS.map(Field::code).join(", ")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let mut contact = Record::new(Kind::Contact, Id(row.get(0)?));
            if let Some(others) = row.get::<_, Option<String>>(1)? {
                let ids = others.split(',').filter_map(|id| id.parse().ok().map(Id));
                contact.values.insert(Field::DistinctFrom, Value::links(ids));
            }
            for (place, field) in FIELDS.into_iter().enumerate() {
                contact.values.insert(field, record::value_of(row.get_ref(place + 2)?));
            }
            all.push(Marks::of(&contact));
        }
        Ok(all)
    }

    /// The records that link to a record, the removed ones too: each whole, with the kinds in their order.
    pub fn linking(&self, kind: Kind, id: Id) -> Result<Vec<Record>, StoreError> {
        let mut found: Vec<(Kind, Id)> = Vec::new();
        for &of in Kind::ALL {
            for spec in of.spec().fields {
                let (sql, of_kind) = match spec.holds {
                    FieldType::Link(to) if to == kind => {
                        (format!("SELECT id FROM {} WHERE {} = ?1", of.code(), spec.field.code()), None)
                    }
                    FieldType::Links(to, table) if to == kind => {
                        (format!("SELECT {} FROM {} WHERE {} = ?1", table.owner, table.table, table.target), None)
                    }
                    FieldType::Subject => {
                        let sql = format!("SELECT id FROM {} WHERE {} = ?2 AND subject_id = ?1", of.code(), "subject");
                        (sql, Some(kind.code()))
                    }
                    _ => continue,
                };
                let mut statement = self.connection.prepare_cached(&sql)?;
                let read = |row: &rusqlite::Row<'_>| row.get(0).map(Id);
                let ids = match of_kind {
                    Some(code) => statement.query_map(rusqlite::params![id.0, code], read)?.collect(),
                    None => statement.query_map([id.0], read)?.collect::<Result<Vec<_>, _>>(),
                }?;
                found.extend(ids.into_iter().map(|id| (of, id)));
            }
        }
        found.sort_unstable();
        found.dedup();
        let read = |(kind, id)| self.record(kind, id);
        found.into_iter().map(read).filter_map(Result::transpose).collect()
    }
}
