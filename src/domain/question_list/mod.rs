//! The rules of question lists: their order, their numbers, and the way from draft to sent to answered.

mod hour;
mod order;
mod roll;
mod state;

use super::{Field, Id, Kind, ListState, Record, question};

pub use hour::{Hour, answered, blank_answer, said};
pub use order::{STEP, Step, after, by_sharing, moved};
pub use roll::{Next, RolledOver, Successor, body_of, roll_over};
pub use state::{Refusal, answer, ask, draw_back};

/// A question list with all that acts on it have to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionList {
    /// The list.
    pub record: Record,
    /// Its questions, in their order.
    pub listed: Vec<Listed>,
}

/// A question on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its place on the list.
    pub entry: Record,
    /// The question.
    pub question: Record,
    /// The members that ask, in short.
    pub askers: Vec<String>,
    /// The members that have the question too, in short; none of those that ask.
    pub affected: Vec<String>,
}

impl Listed {
    /// How many members wait for the answer.
    pub fn towns(&self) -> usize {
        towns(&self.question)
    }

    /// The number under which a list that was sent shows the question for good.
    pub fn frozen(&self) -> Option<i64> {
        self.entry.get(Field::FrozenNumber).as_number()
    }

    /// Whether somebody still has to do something about the question.
    pub fn is_open(&self) -> bool {
        question::is_open(question::state(&self.question))
    }
}

impl QuestionList {
    /// Where the list stands; a file that says nothing means a draft.
    pub fn state(&self) -> ListState {
        ListState::from_code(self.record.text(Field::State)).unwrap_or(ListState::Draft)
    }

    /// The numbers under which its questions are shown: those of the dispatch, else their places. Where a question
    /// was taken off after the list was sent, its number stays free.
    pub fn numbers(&self) -> Vec<i64> {
        let mut next = 1;
        let number = |listed: &Listed| {
            let number = listed.frozen().unwrap_or(next);
            next = number.max(next - 1) + 1;
            number
        };
        self.listed.iter().map(number).collect()
    }

    /// Whether every question on it is settled, and there is one.
    pub fn is_settled(&self) -> bool {
        !self.listed.is_empty() && self.listed.iter().all(|listed| !listed.is_open())
    }

    /// The place of an entry.
    pub fn place(&self, entry: Id) -> Option<usize> {
        self.listed.iter().position(|listed| listed.entry.id == entry)
    }
}

/// How many members have a question: those that ask, and those that said so.
pub fn towns(question: &Record) -> usize {
    let mut members = question.get(Field::Askers).as_links();
    members.extend(question.get(Field::Affected).as_links());
    members.len()
}

/// A new entry. The store adds what is missing: the place at the end, and of a list that was sent the next number.
pub fn entry(id: Id, list: Id, question: Id) -> Record {
    Record::new(Kind::Entry, id).with(Field::List, list).with(Field::Question, question)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::{QuestionState, Value};

    /// A list with so many questions, each one step behind the other, with ids of 1 and so on.
    pub fn list(state: ListState, questions: i64) -> QuestionList {
        let listed = |id: i64| Listed {
            entry: entry(Id(id), Id(1), Id(id)).with(Field::Position, id * STEP),
            question: Record::new(Kind::Question, Id(id))
                .with(Field::State, QuestionState::Assigned)
                .with(Field::Askers, Value::links([Id(1)])),
            askers: vec!["KA".to_owned()],
            affected: Vec::new(),
        };
        let record = Record::new(Kind::List, Id(1)).with(Field::Title, "Fragen").with(Field::State, state);
        QuestionList { record, listed: (1..=questions).map(listed).collect() }
    }

    #[test]
    fn a_draft_counts_its_places_and_a_sent_list_keeps_its_numbers() {
        let mut sent = list(ListState::Draft, 3);
        assert_eq!(sent.numbers(), [1, 2, 3]);
        for (listed, number) in sent.listed.iter_mut().zip([1, 4, 5]) {
            listed.entry = listed.entry.clone().with(Field::FrozenNumber, number);
        }
        assert_eq!(sent.numbers(), [1, 4, 5]);
    }

    #[test]
    fn who_asks_and_has_it_too_counts_once() {
        let question = Record::new(Kind::Question, Id(1))
            .with(Field::Askers, Value::links([Id(1), Id(2)]))
            .with(Field::Affected, Value::links([Id(2), Id(3)]));
        assert_eq!(towns(&question), 3);
    }
}
