//! What is left of rows that change the file together when some of them are left out by hand.
//!
//! A row brings a record, and with it others that several rows share: an institution, a topic. A shared record still
//! comes with the rows that stay. A row that builds on the very record of one that is left out is left out with it.

use std::collections::BTreeSet;

use super::{Edit, Field, FieldType, Id, Kind, Value, What};

/// A row: what it does, and the record that comes into being for it alone.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// The record of the row, where it is a new one.
    pub own: Option<(Kind, Id)>,
    /// What the row does.
    pub edits: &'a [Edit],
}

/// For each row the others on whose own records it builds: it cannot be taken in without them.
pub fn needs(parts: &[Part<'_>]) -> Vec<BTreeSet<usize>> {
    let owner: std::collections::BTreeMap<(Kind, Id), usize> =
        parts.iter().enumerate().filter_map(|(place, part)| Some((part.own?, place))).collect();
    let needed = |(place, part): (usize, &Part<'_>)| {
        let others = part.edits.iter().flat_map(named).filter_map(|record| owner.get(&record).copied());
        others.filter(|other| *other != place).collect()
    };
    parts.iter().enumerate().map(needed).collect()
}

/// The rows that are left out where some are by hand: these, and those that build on them.
pub fn with_dependants(needs: &[BTreeSet<usize>], by_hand: &BTreeSet<usize>) -> BTreeSet<usize> {
    let mut left = by_hand.clone();
    loop {
        let more: Vec<usize> = (0..needs.len())
            .filter(|place| !left.contains(place) && needs[*place].iter().any(|needed| left.contains(needed)))
            .collect();
        if more.is_empty() {
            return left;
        }
        left.extend(more);
    }
}

/// What each row still does: of those that are left out only the records that others, which stay, build on.
pub fn rest(parts: &[Part<'_>], left: &BTreeSet<usize>) -> Vec<Vec<Edit>> {
    let stays = |place: usize| !left.contains(&place);
    let mut wanted: BTreeSet<(Kind, Id)> = parts
        .iter()
        .enumerate()
        .filter(|(place, _)| stays(*place))
        .flat_map(|(_, part)| part.edits)
        .flat_map(named)
        .collect();
    let brings = |edit: &Edit| match &edit.what {
        What::Create(_) => true,
        What::Set { field, to, .. } => *field == Field::Removed && to.is_unknown(),
    };
    // A record that is wanted may want others: an institution the one above it.
    loop {
        let before = wanted.len();
        for (place, part) in parts.iter().enumerate().filter(|(place, _)| !stays(*place)) {
            let brought: BTreeSet<(Kind, Id)> =
                part.edits.iter().filter(|edit| brings(edit)).map(|edit| (edit.kind, edit.id)).collect();
            let kept = |edit: &&Edit| {
                let record = (edit.kind, edit.id);
                parts[place].own != Some(record) && brought.contains(&record) && wanted.contains(&record)
            };
            let more: Vec<(Kind, Id)> = part.edits.iter().filter(kept).flat_map(named).collect();
            wanted.extend(more);
        }
        if wanted.len() == before {
            break;
        }
    }
    let of_row = |(place, part): (usize, &Part<'_>)| -> Vec<Edit> {
        if stays(place) {
            return part.edits.to_vec();
        }
        let is_brought = |edit: &Edit| {
            part.edits.iter().any(|other| brings(other) && (other.kind, other.id) == (edit.kind, edit.id))
        };
        let is_kept = |edit: &&Edit| {
            let record = (edit.kind, edit.id);
            part.own != Some(record) && wanted.contains(&record) && is_brought(edit)
        };
        part.edits.iter().filter(is_kept).cloned().collect()
    };
    parts.iter().enumerate().map(of_row).collect()
}

/// The records that an edit names: its own, and those that it links to.
fn named(edit: &Edit) -> Vec<(Kind, Id)> {
    let mut named = vec![(edit.kind, edit.id)];
    let mut add = |field: Field, value: &Value| match (edit.kind.holds(field), value) {
        (Some(FieldType::Link(kind)), value) => named.extend(value.as_link().map(|id| (kind, id))),
        (Some(FieldType::Links(kind, _)), value) => named.extend(value.as_links().into_iter().map(|id| (kind, id))),
        _ => {}
    };
    match &edit.what {
        What::Create(values) => values.iter().for_each(|(field, value)| add(*field, value)),
        What::Set { field, to, .. } => add(*field, to),
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Record;

    /// Three contacts: the first brings the ministry and the office below it, the second works there too, the third
    /// row adds to the first contact.
    fn rows() -> Vec<Vec<Edit>> {
        let institution = |id| Record::new(Kind::Institution, Id(id)).with(Field::Name, format!("Amt {id}"));
        let contact = |id, institution| {
            let contact = Record::new(Kind::Contact, Id(id)).with(Field::LastName, format!("Kontakt {id}"));
            contact.with(Field::Institution, Id(institution)).create()
        };
        let topic = Record::new(Kind::Topic, Id(5)).with(Field::Name, "Laub").create();
        vec![
            vec![institution(8).create(), institution(9).with(Field::Parent, Id(8)).create(), topic, contact(1, 9)],
            vec![contact(2, 9)],
            vec![Record::new(Kind::Contact, Id(1)).set(Field::Note, "Ruft zurück")],
        ]
    }

    fn parts(rows: &[Vec<Edit>]) -> Vec<Part<'_>> {
        let own = [Some((Kind::Contact, Id(1))), Some((Kind::Contact, Id(2))), None];
        rows.iter().zip(own).map(|(edits, own)| Part { own, edits }).collect()
    }

    fn ids(edits: &[Edit]) -> Vec<(Kind, i64)> {
        edits.iter().map(|edit| (edit.kind, edit.id.0)).collect()
    }

    #[test]
    fn what_others_share_still_comes_and_nothing_else_of_a_row_that_is_left_out() {
        let rows = rows();
        let left = with_dependants(&needs(&parts(&rows)), &BTreeSet::from([0]));
        assert_eq!(left, BTreeSet::from([0, 2]));
        let rest = rest(&parts(&rows), &left);
        assert_eq!(ids(&rest[0]), [(Kind::Institution, 8), (Kind::Institution, 9)]);
        assert_eq!((ids(&rest[1]), ids(&rest[2])), (vec![(Kind::Contact, 2)], vec![]));
    }

    #[test]
    fn with_all_who_share_it_left_out_nothing_of_it_comes() {
        let rows = rows();
        let rest = rest(&parts(&rows), &BTreeSet::from([0, 1, 2]));
        assert!(rest.iter().all(Vec::is_empty));
    }

    #[test]
    fn a_row_that_nobody_builds_on_is_left_out_alone() {
        let rows = rows();
        let needs = needs(&parts(&rows));
        assert_eq!(with_dependants(&needs, &BTreeSet::from([1])), BTreeSet::from([1]));
        assert_eq!(with_dependants(&needs, &BTreeSet::from([2])), BTreeSet::from([2]));
    }
}
