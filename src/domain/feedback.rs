//! Answers on their way back to a town that asked, and the note that it was told.

use std::collections::BTreeSet;

use super::{Edit, Field, Id, Record};

/// What one town is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    /// The town.
    pub member: Id,
    /// What it is called.
    pub name: String,
    /// The addresses of those who asked for it, as far as they are known.
    pub mails: BTreeSet<String>,
    /// Its questions that have been answered, the oldest first.
    pub questions: Vec<ToldQuestion>,
    /// Whether there are more than one mail holds.
    pub more: bool,
}

/// A question with the answers to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldQuestion {
    /// The question.
    pub id: Id,
    /// Its number.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// Its answers, the oldest first.
    pub answers: Vec<ToldAnswer>,
}

/// An answer with who gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldAnswer {
    /// The answer.
    pub record: Record,
    /// The contact, else the institution, else the person who gave it.
    pub by: Option<String>,
    /// The meeting at which it was given.
    pub meeting: Option<String>,
}

impl Feedback {
    /// How many questions were answered.
    pub fn count(&self) -> usize {
        self.questions.len()
    }

    /// Whether the town was told all of it before.
    pub fn is_told(&self) -> bool {
        self.answers().all(|answer| answer.get(Field::ToldTo).as_links().contains(&self.member))
    }

    /// The edits that note that the town was told.
    pub fn note(&self) -> Vec<Edit> {
        let untold = self.answers().filter(|answer| !answer.get(Field::ToldTo).as_links().contains(&self.member));
        untold.map(|answer| answer.link(Field::ToldTo, self.member, true)).collect()
    }

    fn answers(&self) -> impl Iterator<Item = &Record> {
        self.questions.iter().flat_map(|question| &question.answers).map(|answer| &answer.record)
    }
}

/// Which answers are to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Those to one question, whether told before or not.
    Question(Id),
    /// All that nobody has told yet.
    Untold,
    /// All that were given since a day, whether told before or not.
    Since(chrono::NaiveDate),
}
