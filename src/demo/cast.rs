//! Who is there: members, topics, staff with their logins, and the places of each member.

use super::preset::{MEMBERS, TOPICS};
use super::table::rows;
use crate::domain::{Author, Id};

const PEOPLE: &str = include_str!("words/people.txt");
const PLACES: &str = include_str!("words/places.txt");

/// A member of the alliance.
pub(super) struct Town {
    /// Its id.
    pub(super) id: Id,
    /// Its name.
    pub(super) name: &'static str,
    /// The letters that the word files use.
    pub(super) short: &'static str,
    /// Parts of the town.
    pub(super) places: Vec<&'static str>,
    /// Those of its staff that ask questions, by their place in [`Cast::clerks`].
    pub(super) clerks: Vec<usize>,
}

/// Somebody who uses the program.
pub(super) struct Clerk {
    /// Its id.
    pub(super) id: Id,
    /// Their name.
    pub(super) name: &'static str,
    /// Their login.
    pub(super) login: &'static str,
    /// Their place of work, by its place in [`Cast::towns`].
    pub(super) town: usize,
    /// The code of their role.
    pub(super) role: &'static str,
    /// Their mail.
    pub(super) mail: String,
    /// Their phone.
    pub(super) phone: &'static str,
    /// What they do.
    pub(super) note: &'static str,
}

/// Everybody and everything that questions speak of.
pub(super) struct Cast {
    /// The members, in the order of their ids.
    pub(super) towns: Vec<Town>,
    /// The staff, in the order of their ids; the first one coordinates.
    pub(super) clerks: Vec<Clerk>,
    /// The names of the topics, in the order of their ids.
    pub(super) topics: Vec<&'static str>,
    topic_codes: Vec<&'static str>,
}

/// The one who keeps the questions together.
pub(super) const COORDINATOR: usize = 0;

impl Cast {
    /// Reads the word files.
    pub(super) fn assemble() -> Self {
        let mut towns: Vec<Town> = (1..)
            .zip(rows(MEMBERS))
            .map(|(id, row)| Town {
                id: Id(id),
                name: row.cell(0),
                short: row.cell(1),
                places: Vec::new(),
                clerks: Vec::new(),
            })
            .collect();
        for row in rows(PLACES) {
            if let Some(town) = towns.iter_mut().find(|town| town.short == row.cell(0)) {
                town.places = row.parts(1, ',').collect();
            }
        }
        let mut clerks = Vec::new();
        for (id, row) in (1..).zip(rows(PEOPLE)) {
            let town = towns.iter().position(|town| town.short == row.cell(0)).unwrap_or_default();
            if row.cell(3) != "reader" {
                towns[town].clerks.push(clerks.len());
            }
            clerks.push(Clerk {
                id: Id(id),
                name: row.cell(1),
                login: row.cell(2),
                town,
                role: row.cell(3),
                mail: format!("{}@example.org", row.cell(2)),
                phone: row.cell(4),
                note: row.cell(5),
            });
        }
        let topics = rows(TOPICS).map(|row| row.cell(0)).collect();
        Self { towns, clerks, topics, topic_codes: rows(TOPICS).map(|row| row.cell(1)).collect() }
    }

    /// A topic, by its name or its short name.
    pub(super) fn topic(&self, name: &str) -> Option<Id> {
        let place = self.topics.iter().position(|topic| *topic == name);
        place.or_else(|| self.topic_codes.iter().position(|code| *code == name)).map(|place| Id(place as i64 + 1))
    }

    /// Topics by their short names, between commas.
    pub(super) fn topics(&self, codes: &str) -> Vec<Id> {
        codes.split(',').filter_map(|code| self.topic(code.trim())).collect()
    }

    /// A member, by its letters.
    pub(super) fn town(&self, short: &str) -> Option<usize> {
        self.towns.iter().position(|town| town.short == short)
    }

    /// Somebody of the staff, by login.
    pub(super) fn clerk(&self, login: &str) -> Option<usize> {
        self.clerks.iter().position(|clerk| clerk.login == login)
    }

    /// How somebody signs a change.
    pub(super) fn author(&self, clerk: usize) -> Author {
        self.clerks
            .get(clerk)
            .map_or_else(Author::default, |clerk| Author { login: clerk.login.to_owned(), person: Some(clerk.id) })
    }
}
