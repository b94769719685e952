//! Plans who joins a working group, and the people who come into being with that.

use std::collections::{HashMap, HashSet};

use super::groups::Planner;
use super::names::{bracketed, person_key};
use super::{Known, RowNote};
use crate::domain::{Edit, Field, Id, Kind, Record};

impl<K: Known> Planner<'_, '_, K> {
    /// Who is written into the group and is not in it yet.
    pub(super) fn members(
        &mut self,
        group: Id,
        listed: &[&str],
        edits: &mut Vec<Edit>,
        notes: &mut Vec<RowNote>,
    ) -> Result<(), K::Error> {
        let known = self.memberships.get(&group).cloned().unwrap_or_default();
        let mut by_name: HashMap<String, &Record> = HashMap::new();
        for membership in &known {
            let person = membership.get(Field::Person).as_link().and_then(|person| self.people.get(&person));
            let name = person.map_or(membership.text(Field::Name), |person| person.text(Field::Name));
            by_name.insert(person_key(name), membership);
        }
        let mut seen: HashSet<String> = HashSet::new();
        for entry in listed {
            let (name, inside) = bracketed(entry);
            if name.is_empty() || !seen.insert(person_key(name)) {
                continue;
            }
            match by_name.get(&person_key(name)) {
                None => self.join(group, name, inside.unwrap_or_default(), edits, notes)?,
                Some(membership) if membership.is_removed() => {
                    if let Some((_, edit)) = self.desk.revived(Kind::Membership, membership.id)? {
                        edits.push(edit);
                        self.revive_person(membership, edits)?;
                    }
                }
                Some(_) => {}
            }
        }
        for (name, membership) in by_name {
            let ended = membership.is_removed() || !membership.get(Field::Until).is_unknown();
            if !ended && !listed.is_empty() && !seen.contains(&name) {
                let person = membership.get(Field::Person).as_link().and_then(|person| self.people.get(&person));
                let name = person.map_or(membership.text(Field::Name), |person| person.text(Field::Name));
                notes.push(RowNote::NotListed { name: name.to_owned() });
            }
        }
        Ok(())
    }

    fn revive_person(&mut self, membership: &Record, edits: &mut Vec<Edit>) -> Result<(), K::Error> {
        let Some(id) = membership.get(Field::Person).as_link() else { return Ok(()) };
        if let Some(person) = self.people.get_mut(&id)
            && person.is_removed()
            && let Some((_, edit)) = self.desk.revived(Kind::Person, id)?
        {
            edits.push(edit);
            person.values.remove(&Field::Removed);
        }
        Ok(())
    }

    fn join(
        &mut self,
        group: Id,
        name: &str,
        inside: &str,
        edits: &mut Vec<Edit>,
        notes: &mut Vec<RowNote>,
    ) -> Result<(), K::Error> {
        let (place, role) = inside.split_once(',').unwrap_or((inside, ""));
        let member = self.desk.members.one(place);
        let role = if member.is_some() { role.trim() } else { inside };
        let role = self.desk.text(Kind::Membership, Field::Role, role);
        let membership = self.desk.new_record(Kind::Membership).with(Field::Group, group).with(Field::Role, role);
        let membership = match self.person(name, member, edits, notes)? {
            Some(person) => membership.with(Field::Person, person).with(Field::Member, member),
            None => membership.with(Field::Name, self.desk.text(Kind::Membership, Field::Name, name)),
        };
        edits.push(membership.create());
        notes.push(RowNote::NewMembership { name: name.to_owned() });
        Ok(())
    }

    /// The person of this name and member; made where there is none. Nobody for somebody of no member.
    fn person(
        &mut self,
        name: &str,
        member: Option<Id>,
        edits: &mut Vec<Edit>,
        notes: &mut Vec<RowNote>,
    ) -> Result<Option<Id>, K::Error> {
        if self.desk.line(name).is_unknown() {
            return Ok(None);
        }
        let ids = self.named.get(&person_key(name)).cloned().unwrap_or_default();
        let fits = |id: &Id| {
            let person = self.people.get(id)?;
            let of = person.get(Field::Member).as_link();
            (of == member || of.is_none() || member.is_none()).then_some((*id, person.is_removed()))
        };
        let fitting: Vec<(Id, bool)> = ids.iter().filter_map(fits).collect();
        let live: Vec<Id> = fitting.iter().filter(|(_, removed)| !removed).map(|(id, _)| *id).collect();
        match (live.as_slice(), member) {
            ([person], _) => return Ok(Some(*person)),
            (_, None) => return Ok(None),
            ([person, ..], Some(_)) => return Ok(Some(*person)),
            ([], Some(_)) => {}
        }
        for (id, _) in fitting {
            if let Some((seen, edit)) = self.desk.revived(Kind::Person, id)? {
                edits.push(edit);
                let mut person = seen.record;
                person.values.remove(&Field::Removed);
                self.people.insert(id, person);
                return Ok(Some(id));
            }
        }
        let named = self.desk.text(Kind::Person, Field::Name, name);
        let person = self.desk.new_record(Kind::Person).with(Field::Name, named).with(Field::Member, member);
        edits.push(person.create());
        notes.push(RowNote::NewPerson { name: name.to_owned() });
        let id = person.id;
        self.add(person);
        Ok(Some(id))
    }
}
