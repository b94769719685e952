//! Plans the rows of a sheet of working groups.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::desk::Desk;
use super::merge::{Way, bring_back, merge};
use super::names::{entries, is_same_text, likeness, person_key};
use super::odd::{odd, oddities, raw_label};
use super::{Known, PlanRow, RowNote, RowPlan, Seen, Skip, Unreadable};
use crate::domain::fold::key;
use crate::domain::{Edit, Field, GroupState, Id, Kind, Record, Value};
use crate::exchange::form::{Column, Mapping};
use crate::exchange::sheet::{Sheet, SheetRow};

/// How much the name of a group with the same short name must be alike to be the group under a new name.
const ALIKE: f64 = 0.5;

/// Plans every row.
pub(super) fn rows<K: Known>(
    desk: &mut Desk<'_, K>,
    sheet: &Sheet,
    mapping: &Mapping,
) -> Result<Vec<PlanRow>, K::Error> {
    let oddities = oddities(sheet);
    let mut planner = Planner::new(desk, mapping, &sheet.header)?;
    let names: HashSet<String> = sheet.rows.iter().map(|row| key(mapping.cell(row, Column::Name))).collect();
    let mut lines: HashMap<String, u64> = HashMap::new();
    let mut rows = Vec::with_capacity(sheet.rows.len());
    for row in &sheet.rows {
        let name = mapping.cell(row, Column::Name);
        let notes = odd(oddities.get(&row.line).map_or(&[], Vec::as_slice));
        let before = *lines.entry(key(name)).or_insert(row.line);
        let left_out = match (name, notes) {
            (_, Err(what)) => Err(what),
            (name, _) if planner.desk.line(name).is_unknown() => Err(RowPlan::Unreadable(Unreadable::NoName)),
            (_, Ok(_)) if before != row.line => Err(RowPlan::Skip(Skip::Repeated { line: before })),
            (_, Ok(notes)) => Ok(notes),
        };
        let (what, label, notes, edits) = match left_out {
            Err(what) => (what, raw_label(mapping, row), Vec::new(), Vec::new()),
            Ok(notes) => {
                let mut planned = planner.row(row, &names)?;
                planned.notes.splice(0..0, notes);
                (planned.what, name.to_owned(), planned.notes, planned.edits)
            }
        };
        rows.push(PlanRow { line: row.line, card: None, what, label, notes, edits });
    }
    Ok(rows)
}

/// What a row comes to.
struct Planned {
    what: RowPlan,
    notes: Vec<RowNote>,
    edits: Vec<Edit>,
}

pub(super) struct Planner<'desk, 'a, K: Known> {
    pub(super) desk: &'desk mut Desk<'a, K>,
    mapping: &'desk Mapping,
    header: &'desk [String],
    groups: Vec<Record>,
    pub(super) memberships: HashMap<Id, Vec<Record>>,
    pub(super) people: HashMap<Id, Record>,
    /// People by name, the removed ones too.
    pub(super) named: HashMap<String, Vec<Id>>,
    taken: HashSet<Id>,
}

impl<'desk, 'a, K: Known> Planner<'desk, 'a, K> {
    fn new(desk: &'desk mut Desk<'a, K>, mapping: &'desk Mapping, header: &'desk [String]) -> Result<Self, K::Error> {
        let groups = desk.known.all(Kind::Group)?;
        let mut memberships: HashMap<Id, Vec<Record>> = HashMap::new();
        for membership in desk.known.all(Kind::Membership)? {
            let group = membership.get(Field::Group).as_link().unwrap_or_default();
            memberships.entry(group).or_default().push(membership);
        }
        let mut planner = Self {
            groups,
            memberships,
            people: HashMap::new(),
            named: HashMap::new(),
            taken: HashSet::new(),
            desk,
            mapping,
            header,
        };
        for person in planner.desk.known.all(Kind::Person)? {
            planner.add(person);
        }
        Ok(planner)
    }

    pub(super) fn add(&mut self, person: Record) {
        self.named.entry(person_key(person.text(Field::Name))).or_default().push(person.id);
        self.people.insert(person.id, person);
    }

    fn row(&mut self, row: &SheetRow, names: &HashSet<String>) -> Result<Planned, K::Error> {
        let (mut notes, mut edits) = (Vec::new(), Vec::new());
        let wanted = self.wanted(row, &mut edits, &mut notes)?;
        let known = self.find(&wanted, names)?;
        let (id, what) = match known {
            Some(seen) if seen.record.is_removed() && !seen.taken_back => {
                let what = RowPlan::Skip(Skip::Removed);
                return Ok(Planned { what, notes: Vec::new(), edits: Vec::new() });
            }
            Some(seen) => {
                let id = seen.record.id;
                let mut merged = merge(&seen, &wanted, Way::Follow);
                if seen.record.is_removed() {
                    bring_back(&seen, &mut merged);
                    notes.push(RowNote::ComesBack);
                }
                edits.append(&mut merged.edits);
                let conflict = |(field, here, there)| self.conflict(field, here, there);
                notes.extend(merged.conflicts.into_iter().map(conflict));
                (id, RowPlan::Change { kind: Kind::Group, id, fields: merged.fields })
            }
            None => {
                let mut group = self.desk.new_record(Kind::Group);
                group.values = wanted;
                let group = group.with(Field::State, GroupState::Active);
                edits.push(group.create());
                (group.id, RowPlan::Create { kind: Kind::Group, id: group.id })
            }
        };
        self.taken.insert(id);
        let members: Vec<&str> = self.mapping.cells(row, Column::Members).flat_map(entries).collect();
        self.members(id, &members, &mut edits, &mut notes)?;
        let what = match what {
            RowPlan::Change { kind, id, .. } if edits.is_empty() => RowPlan::Same { kind, id },
            what => what,
        };
        Ok(Planned { what, notes, edits })
    }

    /// What the cells say; fields whose column the sheet does not have are not there.
    fn wanted(
        &mut self,
        row: &SheetRow,
        edits: &mut Vec<Edit>,
        notes: &mut Vec<RowNote>,
    ) -> Result<BTreeMap<Field, Value>, K::Error> {
        let mut wanted = BTreeMap::new();
        let mut words: Vec<String> = self.mapping.cells(row, Column::Remark).map(str::to_owned).collect();
        for (column, field) in [
            (Column::Name, Field::Name),
            (Column::ShortName, Field::ShortName),
            (Column::Purpose, Field::Purpose),
            (Column::Rhythm, Field::Rhythm),
        ] {
            if self.mapping.columns.contains_key(&column) {
                wanted.insert(field, self.desk.text(Kind::Group, field, self.mapping.cell(row, column)));
            }
        }
        if let Some(positions) = self.mapping.columns.get(&Column::Lead) {
            let cell = self.mapping.cell(row, Column::Lead);
            let named = self.desk.members.find(cell);
            match self.desk.members.one(cell) {
                Some(member) => drop(wanted.insert(Field::Lead, Value::from(member))),
                None if cell.is_empty() => drop(wanted.insert(Field::Lead, Value::Unknown)),
                None => {
                    // Two towns, or words: one link cannot hold them.
                    let head = positions.first().and_then(|position| self.header.get(*position));
                    words.push(format!("{}: {cell}", head.map_or("", String::as_str)));
                    let several = RowNote::AmbiguousTown { written: cell.to_owned() };
                    notes.push(named.unknown.into_iter().next().unwrap_or(several));
                }
            }
        }
        if self.mapping.columns.contains_key(&Column::Topics) {
            let cells: Vec<&str> = self.mapping.cells(row, Column::Topics).flat_map(entries).collect();
            let mut topics = Vec::with_capacity(cells.len());
            for name in cells {
                topics.extend(self.desk.topic(name, edits, notes)?);
            }
            wanted.insert(Field::Topics, Value::links(topics));
        }
        if self.mapping.columns.contains_key(&Column::Remark) || !words.is_empty() {
            wanted.insert(Field::Note, self.desk.text(Kind::Group, Field::Note, &words.join("\n")));
        }
        Ok(wanted)
    }

    /// The group that the row is: by its name, else by its short name where the rest is much the same.
    fn find(&self, wanted: &BTreeMap<Field, Value>, names: &HashSet<String>) -> Result<Option<Seen>, K::Error> {
        let text = |field| wanted.get(&field).and_then(Value::as_text).unwrap_or_default();
        let (name, short, purpose) = (text(Field::Name), text(Field::ShortName), text(Field::Purpose));
        let mut free: Vec<&Record> = self.groups.iter().filter(|group| !self.taken.contains(&group.id)).collect();
        free.sort_by_key(|group| group.is_removed());
        let is_named = |group: &&&Record| is_same_text(group.text(Field::Name), name);
        if let Some(group) = free.iter().find(is_named) {
            return self.desk.known.seen(Kind::Group, group.id);
        }
        for group in free {
            let has_short = !short.is_empty() && is_same_text(group.text(Field::ShortName), short);
            let has_row = names.contains(&key(group.text(Field::Name)));
            let like = likeness(group.text(Field::Name), name) >= ALIKE
                || likeness(group.text(Field::Purpose), purpose) >= ALIKE;
            let Some(seen) = self.desk.known.seen(Kind::Group, group.id)? else { continue };
            let was_named = seen.brought.get(&Field::Name).and_then(Value::as_text);
            if was_named.is_some_and(|was| is_same_text(was, name)) || has_short && !has_row && like {
                return Ok(Some(seen));
            }
        }
        Ok(None)
    }

    fn conflict(&self, field: Field, here: Value, there: Value) -> RowNote {
        let shown = |value: Value| match value.as_link() {
            Some(member) if field == Field::Lead => Value::text(self.desk.members.name(member).unwrap_or_default()),
            _ => value,
        };
        RowNote::Conflict { kind: Kind::Group, field, here: shown(here), there: shown(there) }
    }
}
