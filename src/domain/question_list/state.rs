//! From draft to sent to answered, each in one act.

use chrono::NaiveDate;

use super::QuestionList;
use crate::domain::{Edit, Field, ListState, QuestionState, Value, question};

/// Why a list cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no question on it.
    #[error("the list is empty")]
    Empty,
}

/// The edits that send a list on a day: it keeps its numbers from now on, and its questions are asked.
///
/// # Errors
/// [`Refusal::Empty`] where there is nothing to send.
pub fn ask(list: &QuestionList, today: NaiveDate) -> Result<Vec<Edit>, Refusal> {
    if list.listed.is_empty() {
        return Err(Refusal::Empty);
    }
    let mut edits = vec![list.record.set(Field::State, ListState::Sent)];
    if list.record.get(Field::Sent).is_unknown() {
        edits.push(list.record.set(Field::Sent, today));
    }
    edits.extend(freeze(list));
    for listed in &list.listed {
        let state = question::state(&listed.question);
        if matches!(state, QuestionState::Inbox | QuestionState::Assigned) {
            edits.extend(question::go(&listed.question, QuestionState::Asked).unwrap_or_default());
        }
    }
    Ok(edits)
}

/// The edits with which a list is answered. One that was never sent keeps its numbers from now on too.
pub fn answer(list: &QuestionList) -> Vec<Edit> {
    let mut edits = vec![list.record.set(Field::State, ListState::Answered)];
    edits.extend(freeze(list));
    edits
}

/// The edits that make a list a draft again, with its order free. What was asked meanwhile stays asked.
pub fn draw_back(list: &QuestionList) -> Vec<Edit> {
    let mut edits = vec![list.record.set(Field::State, ListState::Draft)];
    edits.push(list.record.set(Field::Sent, Value::Unknown));
    let frozen = list.listed.iter().filter(|listed| listed.frozen().is_some());
    edits.extend(frozen.map(|listed| listed.entry.set(Field::FrozenNumber, Value::Unknown)));
    edits
}

/// Every question keeps the number under which it is shown.
fn freeze(list: &QuestionList) -> Vec<Edit> {
    let numbered = list.listed.iter().zip(list.numbers()).filter(|(listed, _)| listed.frozen().is_none());
    numbered.map(|(listed, number)| listed.entry.set(Field::FrozenNumber, number)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::list;
    use super::*;
    use crate::domain::What;

    fn sets(edits: &[Edit], field: Field) -> Vec<Value> {
        let to = |edit: &Edit| match &edit.what {
            What::Set { field: set, to, .. } if *set == field => Some(to.clone()),
            _ => None,
        };
        edits.iter().filter_map(to).collect()
    }

    #[test]
    fn sending_freezes_the_numbers_and_asks_the_questions() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let edits = ask(&list(ListState::Draft, 2), today).unwrap();
        assert_eq!(sets(&edits, Field::FrozenNumber), [Value::Number(1), Value::Number(2)]);
        assert_eq!(sets(&edits, Field::Sent), [Value::text("2026-11-22")]);
        let states = [Value::from(ListState::Sent), QuestionState::Asked.into(), QuestionState::Asked.into()];
        assert_eq!(sets(&edits, Field::State), states);
        assert_eq!(ask(&list(ListState::Draft, 0), today), Err(Refusal::Empty));
    }

    #[test]
    fn questions_that_are_settled_are_not_asked_again() {
        let mut draft = list(ListState::Draft, 1);
        draft.listed[0].question.values.insert(Field::State, QuestionState::Answered.into());
        let edits = ask(&draft, NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()).unwrap();
        assert_eq!(sets(&edits, Field::State), [Value::from(ListState::Sent)]);
    }

    #[test]
    fn a_list_that_is_answered_without_being_sent_keeps_its_numbers_all_the_same() {
        assert_eq!(sets(&answer(&list(ListState::Draft, 2)), Field::FrozenNumber).len(), 2);
    }

    #[test]
    fn a_draft_again_has_no_numbers() {
        let mut sent = list(ListState::Sent, 1);
        sent.listed[0].entry.values.insert(Field::FrozenNumber, Value::Number(1));
        assert_eq!(sets(&draw_back(&sent), Field::FrozenNumber), [Value::Unknown]);
    }
}
