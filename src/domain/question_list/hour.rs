//! A question hour: a list, who is there to answer, and the record of an answer.

use super::{Listed, QuestionList};
use crate::domain::{Edit, Field, Id, Kind, QuestionState, Record, Value, question};

/// What a question hour has to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hour {
    /// The list, with the whole names of the members.
    pub list: QuestionList,
    /// The meeting at which it is held.
    pub meeting: Option<Record>,
    /// Who may answer, whom the list is for before all others.
    pub guests: Vec<(Id, String)>,
    /// The body that answers.
    pub body: Option<(Id, String)>,
}

/// What an answer holds before anything is said.
pub fn blank_answer(hour: &Hour, listed: &Listed, id: Id, by: Option<Id>, today: chrono::NaiveDate) -> Record {
    Record::new(Kind::Answer, id)
        .with(Field::Question, listed.question.id)
        .with(Field::Contact, by)
        .with(Field::Institution, hour.body.as_ref().map(|(id, _)| *id))
        .with(Field::Meeting, hour.meeting.as_ref().map(|meeting| meeting.id))
        .with(Field::Given, today)
}

/// The edits that put an answer into the file: a new one, with which the question is answered; or other words for one
/// that is there.
pub fn answered(question: &Record, answer: &Record, before: Option<&Record>) -> Vec<Edit> {
    if let Some(before) = before {
        let fields = [Field::Text, Field::Contact].into_iter().filter(|field| before.get(*field) != answer.get(*field));
        return fields.map(|field| before.set(field, answer.get(field).clone())).collect();
    }
    let mut edits = vec![answer.create()];
    if question::is_open(question::state(question)) {
        edits.extend(question::go(question, QuestionState::Answered).unwrap_or_default());
    }
    edits
}

/// An answer with these words.
#[must_use]
pub fn said(answer: Record, text: &str) -> Record {
    answer.with(Field::Text, Value::text(text.trim()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::list;
    use super::*;
    use crate::domain::{ListState, What};

    #[test]
    fn an_answer_names_who_gave_it_and_where_and_settles_the_question() {
        let hour = Hour {
            list: list(ListState::Sent, 1),
            meeting: Some(Record::new(Kind::Meeting, Id(4))),
            guests: vec![(Id(8), "Kim Högner".to_owned())],
            body: Some((Id(9), "Landesamt".to_owned())),
        };
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let listed = &hour.list.listed[0];
        let blank = blank_answer(&hour, listed, Id(3), Some(Id(8)), today);
        let edits = answered(&listed.question, &said(blank, " Das Land. \n"), None);
        let What::Create(values) = &edits[0].what else { panic!("{edits:?}") };
        assert_eq!(values[&Field::Text].as_text(), Some("Das Land."));
        let links = [Field::Contact, Field::Institution, Field::Meeting].map(|field| values[&field].as_link());
        assert_eq!(links, [Some(Id(8)), Some(Id(9)), Some(Id(4))]);
        assert!(edits.contains(&listed.question.set(Field::State, QuestionState::Answered)));
    }

    #[test]
    fn other_words_for_an_answer_change_only_them() {
        let before = Record::new(Kind::Answer, Id(3)).with(Field::Text, "Das Land.");
        let question = Record::new(Kind::Question, Id(1));
        let edits = answered(&question, &before.clone().with(Field::Text, "Der Bund."), Some(&before));
        assert_eq!(edits, [before.set(Field::Text, "Der Bund.")]);
        assert!(answered(&question, &before, Some(&before)).is_empty());
    }
}
