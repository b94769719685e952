//! The question hour: one question at a time, large, and below it the answer as it is typed while people talk.

mod view;

pub use view::draw;

use crate::domain::question_list::{Hour, Listed, Progress, QuestionList};
use crate::domain::{Field, Id, Record};
use crate::widgets::text_field::TextInput;
use std::cell::Cell;

/// The state of a question hour.
#[derive(Clone, Debug)]
pub struct HourState {
    /// The list, the meeting and who is there.
    pub hour: Hour,
    /// The questions in the order in which they are asked: those put off come last.
    pub asked: Vec<Asked>,
    /// The one in front; past the end when all have been asked.
    pub place: usize,
    /// The first line of the question in the window.
    pub scroll: Cell<usize>,
}

/// A question of the hour and its answer.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The question.
    pub listed: Listed,
    /// Its number on the list.
    pub number: i64,
    /// The record that the answer will be.
    pub answer: Id,
    /// What is typed.
    pub text: TextInput,
    /// Who answers.
    pub by: Option<(Id, String)>,
    /// The answer as it went to the file.
    pub saved: Option<Record>,
    /// The answer as the file holds it while another is on its way.
    pub before: Option<Record>,
    /// How far it is.
    pub progress: Progress,
    /// What of it is kept on this host.
    pub kept: Option<(String, Option<Id>)>,
}

impl Asked {
    /// Whether something is typed that did not go to the file.
    pub fn is_unsaved(&self) -> bool {
        let text = self.text.text().trim();
        match &self.saved {
            Some(saved) => {
                let by = self.by.as_ref().map(|(id, _)| *id);
                saved.text(Field::Text) != text || saved.get(Field::Contact).as_link() != by
            }
            None => !text.is_empty(),
        }
    }

    /// What would have to be kept on this host.
    pub fn to_keep(&self) -> (String, Option<Id>) {
        (self.text.text().to_owned(), self.by.as_ref().map(|(id, _)| *id))
    }

    /// Whether it waits for an answer.
    pub const fn is_open(&self) -> bool {
        matches!(self.progress, Progress::Open | Progress::Later)
    }
}

impl HourState {
    /// An hour on the open questions of a list; `answer` draws the ids of the answers.
    pub fn new(hour: Hour, mut answer: impl FnMut() -> Id) -> Self {
        let numbers = hour.list.numbers();
        let open = hour.list.listed.iter().zip(numbers).filter(|(listed, _)| listed.is_open());
        let asked = open.map(|(listed, number)| asked(listed, number, hour.guests.first().cloned(), answer()));
        Self { asked: asked.collect(), place: 0, scroll: Cell::new(0), hour }
    }

    /// The question in front; none at the end.
    pub fn current(&self) -> Option<&Asked> {
        self.asked.get(self.place)
    }

    /// The question in front, to be changed.
    pub fn current_mut(&mut self) -> Option<&mut Asked> {
        self.asked.get_mut(self.place)
    }

    /// The one that is asked about a question.
    pub fn of_question(&mut self, question: Id) -> Option<&mut Asked> {
        self.asked.iter_mut().find(|asked| asked.listed.question.id == question)
    }

    /// Goes to the next question; behind the last is the end, and behind that the first.
    pub fn next(&mut self) {
        self.go(if self.place >= self.asked.len() { 0 } else { self.place + 1 });
    }

    /// Goes to the previous question, around the end.
    pub fn previous(&mut self) {
        self.go(if self.place == 0 { self.asked.len() } else { self.place - 1 });
    }

    /// Goes to a place.
    pub fn go(&mut self, place: usize) {
        self.place = place.min(self.asked.len());
        self.scroll.set(0);
    }

    /// After an answer: to the next question that waits for one, else to the end.
    pub fn next_open(&mut self) {
        let later = (self.place + 1..self.asked.len()).find(|place| self.asked[*place].is_open());
        let earlier = (0..self.place.min(self.asked.len())).find(|place| self.asked[*place].is_open());
        self.go(later.or(earlier).unwrap_or(self.asked.len()));
    }

    /// Puts the question in front behind all others; the next one comes.
    pub fn put_off(&mut self) {
        if self.place >= self.asked.len() {
            return;
        }
        let mut asked = self.asked.remove(self.place);
        asked.progress = Progress::Later;
        self.asked.push(asked);
        let is_last = self.place + 1 == self.asked.len();
        self.go(if is_last { self.asked.len() } else { self.place });
    }

    /// How many questions of the list are settled, and how many there are.
    pub fn settled(&self) -> (usize, usize) {
        let open = self.asked.iter().filter(|asked| asked.is_open() || asked.progress == Progress::Saving).count();
        let all = self.hour.list.listed.len();
        (all.saturating_sub(open), all)
    }

    /// Takes the list as others have made it; what is typed stays. `answer` draws the ids of answers.
    pub fn meanwhile(&mut self, list: QuestionList, mut answer: impl FnMut() -> Id) {
        let numbers = list.numbers();
        for (listed, number) in list.listed.iter().zip(numbers) {
            let is_open = listed.is_open();
            let guest = self.hour.guests.first().cloned();
            match self.of_question(listed.question.id) {
                Some(asked) => {
                    asked.progress = match asked.progress {
                        Progress::Open | Progress::Later if !is_open => Progress::Elsewhere,
                        Progress::Elsewhere if is_open => Progress::Open,
                        Progress::Answered if is_open => {
                            // It was taken back: the words stay, as the beginning of another answer.
                            asked.saved = None;
                            asked.answer = answer();
                            Progress::Open
                        }
                        as_it_was => as_it_was,
                    };
                    asked.listed = listed.clone();
                    asked.number = number;
                }
                None if is_open => {
                    let at_end = self.place >= self.asked.len();
                    self.asked.push(asked(listed, number, guest, answer()));
                    self.place += usize::from(at_end);
                }
                None => {}
            }
        }
        self.hour.list = list;
    }
}

fn asked(listed: &Listed, number: i64, by: Option<(Id, String)>, answer: Id) -> Asked {
    Asked {
        listed: listed.clone(),
        number,
        answer,
        text: TextInput::default(),
        by,
        saved: None,
        before: None,
        progress: Progress::Open,
        kept: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::question_list::entry;
    use crate::domain::{Kind, ListState, QuestionState};

    fn hour(questions: i64) -> HourState {
        let listed = |id: i64| Listed {
            entry: entry(Id(id), Id(1), Id(id)),
            question: Record::new(Kind::Question, Id(id)).with(Field::State, QuestionState::Asked),
            askers: Vec::new(),
            affected: Vec::new(),
        };
        let record = Record::new(Kind::List, Id(1)).with(Field::State, ListState::Sent);
        let list = QuestionList { record, listed: (1..=questions).map(listed).collect() };
        let guests = vec![(Id(8), "Kim Högner".to_owned())];
        let mut ids = 100..;
        HourState::new(Hour { list, meeting: None, guests, body: None }, || Id(ids.next().unwrap_or_default()))
    }

    fn order(state: &HourState) -> Vec<i64> {
        state.asked.iter().map(|asked| asked.number).collect()
    }

    #[test]
    fn what_is_put_off_comes_last_and_then_the_end() {
        let mut state = hour(3);
        state.put_off();
        assert_eq!((order(&state), state.current().map(|asked| asked.number)), (vec![2, 3, 1], Some(2)));
        state.go(2);
        state.put_off();
        assert!(state.current().is_none());
    }

    #[test]
    fn going_on_passes_the_end_and_comes_round() {
        let mut state = hour(2);
        state.previous();
        assert!(state.current().is_none());
        state.next();
        assert_eq!(state.current().map(|asked| asked.number), Some(1));
    }

    #[test]
    fn after_an_answer_the_next_that_waits_comes_also_from_before() {
        let mut state = hour(3);
        state.go(2);
        state.asked[2].progress = Progress::Answered;
        state.next_open();
        assert_eq!(state.place, 0);
        for asked in &mut state.asked {
            asked.progress = Progress::Answered;
        }
        state.next_open();
        assert!(state.current().is_none());
    }

    #[test]
    fn what_others_do_meanwhile_never_touches_what_is_typed() {
        let mut state = hour(2);
        state.asked[0].text.paste("Das Land");
        let mut list = state.hour.list.clone();
        list.listed[0].question.values.insert(Field::State, QuestionState::Answered.into());
        let mut third = list.listed[1].clone();
        third.question.id = Id(3);
        list.listed.push(third);
        state.meanwhile(list, || Id(200));
        assert_eq!((state.asked[0].progress, state.asked[0].text.text()), (Progress::Elsewhere, "Das Land"));
        assert_eq!((state.asked.len(), state.place, state.settled()), (3, 0, (1, 3)));
    }
}
