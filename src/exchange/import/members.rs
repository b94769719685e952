//! The members of the alliance, as cells name them.

use std::collections::{BTreeSet, HashMap};

use super::RowNote;
use crate::domain::{Field, Id, Record};
use crate::exchange::towns::{Town, TownMatch, Towns};

/// The members and their spellings.
#[derive(Debug)]
pub(super) struct Members {
    towns: Towns,
    names: HashMap<Id, String>,
}

/// What a cell names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) members: BTreeSet<Id>,
    /// Parts of the cell that name no member.
    pub(super) unknown: Vec<RowNote>,
}

impl Members {
    pub(super) fn new(members: &[Record]) -> Self {
        let live = || members.iter().filter(|member| !member.is_removed());
        let spellings = |member: &Record| {
            let names = [member.text(Field::Name), member.text(Field::ShortName)];
            names.into_iter().chain(member.text(Field::Spellings).lines()).map(str::to_owned).collect()
        };
        let towns: Vec<Town> = live().map(|member| Town { id: member.id.0, spellings: spellings(member) }).collect();
        let names = live().map(|member| (member.id, member.text(Field::Name).to_owned())).collect();
        Self { towns: Towns::new(&towns), names }
    }

    /// The members that a cell names.
    pub(super) fn find(&self, cell: &str) -> Named {
        let mut named = Named::default();
        for found in self.towns.find(cell) {
            match found {
                TownMatch::Town { id, .. } => {
                    named.members.insert(Id(id));
                }
                TownMatch::Ambiguous { written, .. } => named.unknown.push(RowNote::AmbiguousTown { written }),
                TownMatch::Unknown { written } => named.unknown.push(RowNote::UnknownTown { written }),
            }
        }
        named
    }

    /// The one member that the whole cell names.
    pub(super) fn one(&self, cell: &str) -> Option<Id> {
        let mut named = self.find(cell);
        let is_one = named.members.len() == 1 && named.unknown.is_empty();
        if is_one { named.members.pop_first() } else { None }
    }

    /// The name of a member.
    pub(super) fn name(&self, id: Id) -> Option<&str> {
        self.names.get(&id).map(String::as_str)
    }
}
