//! What pickers offer: the records that a field can link to.

use super::record::label;
use super::{Store, StoreError};
use crate::domain::{Choosable, Id, Kind};

/// Records that a picker holds at once; among more, typing looks in the file.
pub const CHOOSABLE: usize = 300;

impl Store {
    /// The records of a kind in the order of their names, and whether there are more than a picker holds.
    pub fn choosable(&self, kind: Kind) -> Result<(Vec<Choosable>, bool), StoreError> {
        let spec = kind.spec();
        let short = spec.short.map_or("NULL", |field| field.code());
        let other = match kind {
            Kind::Member => "spellings",
            Kind::Topic => "synonyms",
            Kind::Contact => "(SELECT concat_ws(' ', short_name, name) FROM institution WHERE id = t0.institution)",
            Kind::Group => "purpose",
            _ => "NULL",
        };
        let order = match spec.order {
            (field, true) => format!("{} DESC", field.code()),
            (field, false) if spec.label.contains(&field) => format!("runde_key({})", field.code()),
            (field, false) => field.code().to_owned(),
        };
        let sql = format!(
            "SELECT id, {short}, {}, {other} FROM {} t0 WHERE removed IS NULL ORDER BY {order}, id LIMIT {}",
            label(kind, "t0", 0),
            kind.code(),
            CHOOSABLE + 1
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([], |row| {
            let text = |place| row.get::<_, Option<String>>(place);
            let (short, label, other) = (text(1)?, text(2)?, text(3)?);
            Ok(Choosable {
                id: Id(row.get(0)?),
                short,
                label: label.unwrap_or_default(),
                other: other.unwrap_or_default(),
            })
        })?;
        let mut all = rows.collect::<Result<Vec<_>, _>>()?;
        let more = all.len() > CHOOSABLE;
        all.truncate(CHOOSABLE);
        Ok((all, more))
    }
}
