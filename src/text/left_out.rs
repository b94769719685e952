//! What an act on many questions left as it is, and why.

use super::phrase::capital;
use super::{act, counted};
use crate::domain::{Act, Kind, Language};

/// Questions that an act on many left as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// How many.
    pub count: usize,
    /// Their numbers.
    pub numbers: Vec<i64>,
    /// Why, of the first of them.
    pub why: String,
}

impl LeftOut {
    /// How many are left, which, and why.
    fn text(&self, language: Language) -> String {
        const NAMED: usize = 5;
        let mut numbers: Vec<String> = self.numbers.iter().take(NAMED).map(ToString::to_string).collect();
        if self.count > numbers.len() {
            numbers.push("…".to_owned());
        }
        let (numbers, why) = (numbers.join(", "), &self.why);
        match (language, self.count) {
            (Language::German, 1) => format!("Eine blieb markiert (Nr. {numbers}): {why}"),
            (Language::German, count) => format!("{count} blieben markiert (Nr. {numbers}): {why}"),
            (Language::English, 1) => format!("One stays marked (no. {numbers}): {why}"),
            (Language::English, count) => format!("{count} stay marked (no. {numbers}): {why}"),
        }
    }

    /// What was done to how many, what was left, and how it is taken back.
    pub(super) fn saved(&self, language: Language, done: Act, count: usize, undo: &str) -> String {
        let done = capital(act(language, done));
        let (what, left) = (counted(language, Kind::Question, count), self.text(language));
        match language {
            Language::German => format!("Gespeichert: {done} · {what}. {left} Zurücknehmen: {undo}"),
            Language::English => format!("Saved: {done} · {what}. {left} Undo: {undo}"),
        }
    }
}
