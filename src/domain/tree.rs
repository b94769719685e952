//! The tree of institutions: what stands below what, grouped by what it is.

use std::collections::{BTreeMap, BTreeSet};

use super::{Id, InstitutionKind};

/// An institution as the tree shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The record.
    pub id: Id,
    /// Its name, the short one where it has one.
    pub name: String,
    /// What it is.
    pub kind: InstitutionKind,
    /// What it belongs to.
    pub parent: Option<Id>,
    /// Whether another one took its place.
    pub is_past: bool,
    /// How many of the list beside the tree belong to it, counted up to [`COUNTED`]; `None` where that is not known.
    pub count: Option<u32>,
}

/// What belongs to an institution is counted up to here.
pub const COUNTED: u32 = 100;

/// What a line of the tree stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// All institutions.
    All,
    /// All of a kind.
    Kind(InstitutionKind),
    /// One, with what stands below it.
    One(Id),
}

/// A line of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it stands for.
    pub stands: Stands,
    /// How deep it stands below its heading; 0 for headings.
    pub depth: usize,
    /// Its place among the branches; `None` for headings.
    pub place: Option<usize>,
    /// How many lines after it belong to it.
    pub below: usize,
}

/// The lines of a tree whose branches are in the order in which people look for them. What belongs to something that
/// is not there, or to itself in the end, stands at the top.
pub fn lines(branches: &[Branch]) -> Vec<Line> {
    let known: BTreeSet<Id> = branches.iter().map(|branch| branch.id).collect();
    let mut under: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
    for (place, branch) in branches.iter().enumerate() {
        if let Some(parent) = branch.parent {
            under.entry(parent).or_default().push(place);
        }
    }
    let is_root = |branch: &Branch| branch.parent.is_none_or(|parent| !known.contains(&parent));
    let mut tops: BTreeMap<InstitutionKind, Vec<Line>> = BTreeMap::new();
    let mut placed = BTreeSet::new();
    // Those of a circle have no root among them: the first of them is taken for one.
    for rootless in [false, true] {
        for (place, branch) in branches.iter().enumerate() {
            if (rootless || is_root(branch)) && !placed.contains(&place) {
                grow(place, 1, branches, &under, &mut placed, tops.entry(branch.kind).or_default());
            }
        }
    }
    let mut lines = vec![Line { stands: Stands::All, depth: 0, place: None, below: 0 }];
    for (kind, below) in tops {
        lines.push(Line { stands: Stands::Kind(kind), depth: 0, place: None, below: below.len() });
        lines.extend(below);
    }
    lines[0].below = lines.len() - 1;
    lines
}

fn grow(
    place: usize,
    depth: usize,
    branches: &[Branch],
    under: &BTreeMap<Id, Vec<usize>>,
    placed: &mut BTreeSet<usize>,
    lines: &mut Vec<Line>,
) {
    placed.insert(place);
    let at = lines.len();
    let id = branches[place].id;
    lines.push(Line { stands: Stands::One(id), depth, place: Some(place), below: 0 });
    for &child in under.get(&id).map(Vec::as_slice).unwrap_or_default() {
        if !placed.contains(&child) {
            grow(child, depth + 1, branches, under, placed, lines);
        }
    }
    lines[at].below = lines.len() - at - 1;
}

/// The institutions that a line stands for, itself first; `None` where it stands for all.
pub fn within(lines: &[Line], at: usize, branches: &[Branch]) -> Option<Vec<Id>> {
    let line = lines.get(at).filter(|line| line.stands != Stands::All)?;
    let covered = &lines[at..=(at + line.below).min(lines.len() - 1)];
    Some(covered.iter().filter_map(|line| Some(branches.get(line.place?)?.id)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn branch(id: i64, kind: InstitutionKind, parent: Option<i64>) -> Branch {
        Branch { id: Id(id), name: format!("E{id}"), kind, parent: parent.map(Id), is_past: false, count: None }
    }

    fn shape(branches: &[Branch]) -> Vec<(usize, Option<i64>)> {
        lines(branches).iter().map(|line| (line.depth, line.place.map(|place| branches[place].id.0))).collect()
    }

    #[test]
    fn what_belongs_to_another_stands_below_it_whatever_it_is() {
        use InstitutionKind::{Funder, Ministry, StateAgency};
        let branches = [
            branch(1, Funder, None),
            branch(2, Ministry, None),
            branch(3, StateAgency, Some(2)),
            branch(4, StateAgency, Some(3)),
        ];
        let expected = [(0, None), (0, None), (1, Some(2)), (2, Some(3)), (3, Some(4)), (0, None), (1, Some(1))];
        assert_eq!(shape(&branches), expected);
        let lines = lines(&branches);
        assert_eq!(within(&lines, 0, &branches), None);
        assert_eq!(within(&lines, 1, &branches), Some(vec![Id(2), Id(3), Id(4)]));
        assert_eq!(within(&lines, 3, &branches), Some(vec![Id(3), Id(4)]));
        assert_eq!(within(&lines, 6, &branches), Some(vec![Id(1)]));
    }

    #[test]
    fn nothing_is_hidden_by_a_circle_or_by_what_is_not_there() {
        use InstitutionKind::Ministry;
        let branches = [branch(1, Ministry, Some(2)), branch(2, Ministry, Some(1)), branch(3, Ministry, Some(9))];
        assert_eq!(shape(&branches), [(0, None), (0, None), (1, Some(3)), (1, Some(1)), (2, Some(2))]);
    }

    #[test]
    fn an_empty_tree_is_one_line() {
        assert_eq!(lines(&[]).len(), 1);
        assert_eq!(within(&lines(&[]), 0, &[]), None);
        assert_eq!(within(&lines(&[]), 5, &[]), None);
    }
}
