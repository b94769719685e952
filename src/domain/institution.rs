//! The rules of institutions: a new name keeps the old one, a merged body keeps its past.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::{Edit, Field, Id, Kind, Record, Value};

/// Two institutions before one goes into the other, with all that moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merging {
    /// The one that ends.
    pub from: Record,
    /// The one that goes on.
    pub into: Record,
    /// What the two are called.
    pub names: [String; 2],
    /// What hangs on the one that ends, each record with the field that links to it and what that field holds.
    pub moving: Vec<(Record, Field)>,
    /// The institutions above the one that goes on, the nearest first.
    pub above: Vec<Id>,
}

/// Why an institution cannot go into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmergeable {
    /// They are the same.
    Same,
    /// The other one has gone into a third.
    HasGone,
    /// The one that is to end has gone into another already.
    Ended,
    /// The other one belongs to a part of the one that ends.
    Below,
}

/// The edits that give an institution another name from a day on; the old one is kept among the former names.
pub fn rename(institution: &Record, name: &str, short: &str, from: NaiveDate) -> Vec<Edit> {
    let former = former_name(institution, from - Days::new(1));
    let mut edits = vec![
        institution.set(Field::Name, name.trim()),
        institution.set(Field::ShortName, short.trim()),
        institution.set(Field::FormerNames, with_line(institution.text(Field::FormerNames), &former)),
        institution.set(Field::Renamed, from),
    ];
    edits.retain(|edit| !matches!(&edit.what, super::What::Set { from, to, .. } if from == to));
    edits
}

/// The edits that let an institution go into another on a day, as one change.
///
/// # Errors
/// [`Unmergeable`] where it makes no sense.
pub fn merge(merging: &Merging, on: NaiveDate) -> Result<Vec<Edit>, Unmergeable> {
    let Merging { from, into, moving, above, .. } = merging;
    if from.id == into.id {
        return Err(Unmergeable::Same);
    }
    if !from.get(Field::Successor).is_unknown() {
        return Err(Unmergeable::Ended);
    }
    if !into.get(Field::Successor).is_unknown() {
        return Err(Unmergeable::HasGone);
    }
    // A direct part of the one that ends takes its place in the tree; from deeper it would hang on itself.
    let is_part = above.first() == Some(&from.id);
    if !is_part && above.contains(&from.id) {
        return Err(Unmergeable::Below);
    }
    let mut edits = vec![from.set(Field::Successor, into.id)];
    if from.get(Field::Renamed) != &Value::from(on) {
        edits.push(from.set(Field::Renamed, on));
    }
    let mut former = into.text(Field::FormerNames).to_owned();
    for line in from.text(Field::FormerNames).lines().map(str::to_owned).chain([former_name(from, on - Days::new(1))]) {
        former = with_line(&former, &line);
    }
    edits.push(into.set(Field::FormerNames, former));
    if is_part {
        edits.push(into.set(Field::Parent, from.get(Field::Parent).clone()));
    }
    for (record, field) in moving.iter().filter(|(record, _)| (record.kind, record.id) != (into.kind, into.id)) {
        edits.push(record.set(*field, into.id));
    }
    Ok(edits)
}

/// How many records of each kind move, in the order in which they are named.
pub fn moving(merging: &Merging) -> Vec<(Kind, usize)> {
    let order = [Kind::Contact, Kind::Post, Kind::Question, Kind::List, Kind::Programme, Kind::Institution];
    let ids = |kind| {
        let of_kind = merging.moving.iter().filter(|(record, _)| record.kind == kind && record.id != merging.into.id);
        of_kind.map(|(record, _)| record.id).collect::<BTreeSet<_>>().len()
    };
    order.into_iter().map(|kind| (kind, ids(kind))).filter(|(_, count)| *count > 0).collect()
}

/// A name as it stands among the former ones: `Landesamt … (LANUV), bis 31.03.2025`.
fn former_name(institution: &Record, until: NaiveDate) -> String {
    let short = institution.text(Field::ShortName);
    let short = if short.is_empty() { String::new() } else { format!(" ({short})") };
    // Names are one text for all readers; days in them stand as the offices write them.
    format!("{}{short}, bis {}", institution.text(Field::Name), until.format("%d.%m.%Y"))
}

/// What an institution was called by a line of its former names: the line itself, the name in it without its last day,
/// that without the short name behind it, and the short name.
pub fn names_in(former: &str) -> Vec<&str> {
    let is_day = |day: &str| day.starts_with(|letter: char| letter.is_ascii_digit());
    let name = former.rsplit_once(", bis ").filter(|(_, day)| is_day(day)).map_or(former, |(name, _)| name);
    let mut names = vec![former, name];
    if let Some((long, short)) = name.trim_end().strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
        names.extend([long, short]);
    }
    names
}

fn with_line(lines: &str, line: &str) -> String {
    if lines.lines().any(|known| known == line) || line.is_empty() {
        return lines.to_owned();
    }
    if lines.is_empty() { line.to_owned() } else { format!("{lines}\n{line}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::What;

    fn on() -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 4, 1).unwrap()
    }

    fn institution(id: i64, name: &str, short: &str) -> Record {
        Record::new(Kind::Institution, Id(id)).with(Field::Name, name).with(Field::ShortName, short)
    }

    fn set(edits: &[Edit], id: i64, field: Field) -> Option<Value> {
        edits.iter().find_map(|edit| match &edit.what {
            What::Set { field: of, to, .. } if *of == field && edit.id == Id(id) => Some(to.clone()),
            _ => None,
        })
    }

    fn merging(from: Record, into: Record, above: &[i64]) -> Merging {
        let contact = Record::new(Kind::Contact, Id(5)).with(Field::Institution, from.id);
        Merging {
            moving: vec![(contact, Field::Institution)],
            above: above.iter().copied().map(Id).collect(),
            names: [String::new(), String::new()],
            from,
            into,
        }
    }

    #[test]
    fn the_old_name_is_kept_with_its_last_day() {
        let old = institution(1, "Landesamt für Verbraucherschutz", "LANUV").with(Field::FormerNames, "Davor");
        let edits = rename(&old, " Landesamt für Klima ", "LANUK", on());
        assert_eq!(set(&edits, 1, Field::Name), Some("Landesamt für Klima".into()));
        let former = "Davor\nLandesamt für Verbraucherschutz (LANUV), bis 31.03.2025";
        assert_eq!(set(&edits, 1, Field::FormerNames), Some(former.into()));
        assert_eq!(set(&edits, 1, Field::Renamed), Some("2025-04-01".into()));
    }

    #[test]
    fn a_former_name_is_known_by_each_of_its_parts() {
        let line = former_name(&institution(1, "Landesamt (Nord)", "LN"), on());
        assert_eq!(names_in(&line), [&line, "Landesamt (Nord) (LN)", "Landesamt (Nord)", "LN"]);
        assert_eq!(names_in("Amt für Wind"), ["Amt für Wind", "Amt für Wind"]);
        assert_eq!(names_in("Amt, bis gestern"), ["Amt, bis gestern", "Amt, bis gestern"]);
    }

    #[test]
    fn what_hangs_on_the_one_moves_to_the_other_and_its_name_is_known_there() {
        let merging = merging(institution(1, "Agentur", "EA"), institution(2, "Gesellschaft", ""), &[]);
        let edits = merge(&merging, on()).unwrap();
        assert_eq!(set(&edits, 5, Field::Institution), Some(Id(2).into()));
        assert_eq!(set(&edits, 1, Field::Successor), Some(Id(2).into()));
        assert_eq!(set(&edits, 2, Field::FormerNames), Some("Agentur (EA), bis 31.03.2025".into()));
        assert_eq!(moving(&merging), [(Kind::Contact, 1)]);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let (one, two) = (institution(1, "A", ""), institution(2, "B", ""));
        assert_eq!(merge(&merging(one.clone(), one.clone(), &[]), on()), Err(Unmergeable::Same));
        let gone = two.clone().with(Field::Successor, Id(3));
        assert_eq!(merge(&merging(one.clone(), gone, &[]), on()), Err(Unmergeable::HasGone));
        assert_eq!(merge(&merging(one, two, &[4, 1]), on()), Err(Unmergeable::Below));
    }

    #[test]
    fn a_part_that_swallows_the_whole_takes_its_place() {
        let whole = institution(1, "Ganzes", "").with(Field::Parent, Id(9));
        let edits = merge(&merging(whole, institution(2, "Teil", "").with(Field::Parent, Id(1)), &[1, 9]), on());
        assert_eq!(set(&edits.unwrap(), 2, Field::Parent), Some(Id(9).into()));
    }
}
