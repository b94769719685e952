//! The tree of institutions, read whole: there are some hundred of them at most.

use std::collections::BTreeMap;

use rusqlite::{params, params_from_iter};

use super::order::key_expression;
use super::{Store, StoreError};
use crate::domain::query::Query;
use crate::domain::tree::{Branch, COUNTED};
use crate::domain::{Id, InstitutionKind, Kind};

/// Institutions that are read at most; beyond it nobody looks through a tree.
const MOST: u32 = 2000;

/// Records of a list that are sorted into the tree at most: of a longer list, the tree shows no numbers.
const SORTED: usize = 1000;

impl Store {
    /// The institutions in the order of their names, each with how many of a list belong to it.
    ///
    /// # Errors
    /// [`StoreError`] where the file is busy or out of reach.
    pub fn branches(&self, list: &Query) -> Result<Vec<Branch>, StoreError> {
        // Of a whole kind the few of an institution are found by its index; what a list has in common need not be.
        let whole = list.conditions.is_empty() && matches!(list.kind, Kind::Contact | Kind::Post);
        let counted = if whole {
            let kind = list.kind.code();
            format!(
                "(SELECT count(*) FROM (SELECT 1 FROM {kind} WHERE institution = t0.id AND removed IS NULL LIMIT ?1))"
            )
        } else {
            "NULL + ?1".to_owned()
        };
        let sorted = if whole { None } else { self.by_institution(list)? };
        let sql = format!(
            "SELECT id, coalesce(short_name, name), kind, parent, successor IS NOT NULL, {counted}
             FROM institution t0 WHERE removed IS NULL ORDER BY runde_key(coalesce(short_name, name)), id LIMIT ?2"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let branches = statement.query_map(params![COUNTED, MOST], |row| {
            let (id, kind): (i64, String) = (row.get(0)?, row.get(2)?);
            let of_list = sorted.as_ref().map(|sorted| sorted.get(&Id(id)).copied().unwrap_or(0).min(COUNTED));
            Ok(Branch {
                id: Id(id),
                name: row.get(1)?,
                // What another program wrote there is shown all the same.
                kind: InstitutionKind::from_code(&kind).unwrap_or(InstitutionKind::Other),
                parent: row.get::<_, Option<i64>>(3)?.map(Id),
                is_past: row.get(4)?,
                count: row.get::<_, Option<u32>>(5)?.or(of_list),
            })
        })?;
        Ok(branches.collect::<Result<_, _>>()?)
    }

    /// How many of a list belong to each institution; `None` where the list is too long to be looked through, or
    /// belongs to none.
    fn by_institution(&self, list: &Query) -> Result<Option<BTreeMap<Id, u32>>, StoreError> {
        let institution = match list.kind {
            Kind::Contact | Kind::Post => "t0.institution",
            Kind::Talk | Kind::Invitation => "(SELECT institution FROM contact WHERE id = t0.contact)",
            _ => return Ok(None),
        };
        let Some((wheres, parameters)) = self.conditions(list)? else { return Ok(None) };
        // Contacts in the order of their list, as the index of that list is taken for it only.
        let order = match list.kind {
            Kind::Contact => format!("ORDER BY {}, t0.id", key_expression(list.kind, list.sort)),
            _ => String::new(),
        };
        let sql = format!(
            "SELECT belongs, count(*) FROM
                (SELECT {institution} AS belongs FROM {} t0 WHERE {} {order} LIMIT {SORTED}) GROUP BY belongs",
            list.kind.code(),
            wheres.join(" AND "),
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let counts = statement.query_map(params_from_iter(&parameters), |row| {
            Ok((row.get::<_, Option<i64>>(0)?.map(Id), row.get::<_, u32>(1)?))
        })?;
        let counts = counts.collect::<Result<Vec<_>, _>>()?;
        let all: usize = counts.iter().map(|(_, count)| usize::try_from(*count).unwrap_or(SORTED)).sum();
        Ok((all < SORTED).then(|| counts.into_iter().filter_map(|(id, count)| Some((id?, count))).collect()))
    }
}
