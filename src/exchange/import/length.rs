//! Rows with a text that its field does not take: reported whole, as nothing is ever cut off unseen.

use std::collections::HashMap;

use super::{PlanRow, RowPlan, Unreadable};
use crate::domain::entry::{EntryProblem, fits};
use crate::domain::{Edit, Field, FieldType, Id, Kind, Value, What};

/// Turns rows that hold too long a text into unreadable ones, and with them the rows that link to a record which
/// then does not come into being.
pub(super) fn refuse(rows: &mut [PlanRow]) {
    let mut gone: HashMap<(Kind, Id), Unreadable> = HashMap::new();
    loop {
        let before = gone.len();
        for row in rows.iter_mut() {
            let Some(reason) = row.edits.iter().find_map(|edit| too_long(edit).or_else(|| needs(edit, &gone))) else {
                continue;
            };
            let created = row.edits.iter().filter(|edit| matches!(edit.what, What::Create(_)));
            gone.extend(created.map(|edit| ((edit.kind, edit.id), reason.clone())));
            row.edits.clear();
            row.what = RowPlan::Unreadable(reason);
        }
        if gone.len() == before {
            return;
        }
    }
}

fn too_long(edit: &Edit) -> Option<Unreadable> {
    let kind = edit.kind;
    values(edit).find_map(|(field, value)| match fits(kind.holds(field)?, value) {
        Err(EntryProblem::TooLong(most)) => Some(Unreadable::TooLong { kind, field, most }),
        _ => None,
    })
}

/// The reason why a record is gone that the edit changes or links to.
fn needs(edit: &Edit, gone: &HashMap<(Kind, Id), Unreadable>) -> Option<Unreadable> {
    if gone.is_empty() {
        return None;
    }
    let linked = |(field, value): (Field, &Value)| match edit.kind.holds(field) {
        Some(FieldType::Link(kind)) => value.as_link().and_then(|id| gone.get(&(kind, id))),
        Some(FieldType::Links(kind, _)) => value.as_links().into_iter().find_map(|id| gone.get(&(kind, id))),
        _ => None,
    };
    gone.get(&(edit.kind, edit.id)).or_else(|| values(edit).find_map(linked)).cloned()
}

fn values(edit: &Edit) -> Box<dyn Iterator<Item = (Field, &Value)> + '_> {
    match &edit.what {
        What::Create(values) => Box::new(values.iter().map(|(field, value)| (*field, value))),
        What::Set { field, to, .. } => Box::new(std::iter::once((*field, to))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Record;

    fn row(records: &[Record]) -> PlanRow {
        let (kind, id) = (records[0].kind, records[0].id);
        PlanRow {
            line: 2,
            card: None,
            what: RowPlan::Create { kind, id },
            label: String::new(),
            notes: Vec::new(),
            edits: records.iter().map(Record::create).collect(),
        }
    }

    #[test]
    fn a_row_with_too_long_a_text_is_reported_and_takes_along_only_what_needs_it() {
        let office = Record::new(Kind::Institution, Id(1)).with(Field::Name, "Amt");
        let long = Record::new(Kind::Contact, Id(2)).with(Field::LastName, "x".repeat(501).as_str());
        let colleague = Record::new(Kind::Contact, Id(3)).with(Field::Institution, Id(1));
        let other = Record::new(Kind::Contact, Id(4)).with(Field::LastName, "Högner");
        let mut rows = [row(&[colleague]), row(&[long, office]), row(&[other])];
        refuse(&mut rows);
        let reason = Unreadable::TooLong { kind: Kind::Contact, field: Field::LastName, most: 500 };
        for row in &rows[..2] {
            assert_eq!((&row.what, row.edits.len()), (&RowPlan::Unreadable(reason.clone()), 0));
        }
        assert_eq!(rows[2].edits.len(), 1);
    }
}
