//! The end of a question hour: what was not asked goes onto the next list by itself.

use super::{Listed, QuestionList, answer, entry};
use crate::domain::{Edit, Field, Id, IdSource, Kind, ListState, Record};

/// Where open questions go when the hour is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Successor {
    /// A draft that is there; with its title.
    Draft(Id, String),
    /// None is there: it is made.
    New(Next),
}

/// What is known of the list that is to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Next {
    /// What it is called.
    pub title: String,
    /// The next meeting, where one is planned.
    pub meeting: Option<Id>,
    /// Its day, as the file holds it.
    pub day: Option<String>,
    /// The body that is asked.
    pub body: Option<String>,
}

/// What closing the hour does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolledOver {
    /// The edits, for one change.
    pub edits: Vec<Edit>,
    /// How many questions were answered.
    pub answered: usize,
    /// How many go on to the next list.
    pub open: usize,
}

/// For whom a list is: its contact and its institution.
pub fn body_of(list: &Record) -> [(Field, Option<Id>); 2] {
    [Field::Contact, Field::Institution].map(|field| (field, list.get(field).as_link()))
}

/// The edits with which an hour on a list ends: its open questions move to the successor, each once, and what is left
/// is answered. Where nothing was answered, the list stays as it is but for what moved.
pub fn roll_over(list: &QuestionList, successor: &Successor, ids: &mut IdSource) -> RolledOver {
    let (open, settled): (Vec<&Listed>, Vec<&Listed>) = list.listed.iter().partition(|listed| listed.is_open());
    let mut edits = Vec::new();
    if !open.is_empty() {
        let onto = match successor {
            Successor::Draft(id, _) => *id,
            Successor::New(next) => {
                let mut made = Record::new(Kind::List, ids.record())
                    .with(Field::Title, next.title.as_str())
                    .with(Field::Meeting, next.meeting)
                    .with(Field::State, ListState::Draft);
                for (field, id) in body_of(&list.record) {
                    made = made.with(field, id);
                }
                edits.push(made.create());
                made.id
            }
        };
        for listed in &open {
            edits.push(listed.entry.set(Field::Removed, 1));
            edits.push(entry(ids.record(), onto, listed.question.id).create());
        }
    }
    if !settled.is_empty() && list.state() != ListState::Answered {
        let moves = |edit: &Edit| edit.kind == Kind::Entry && open.iter().any(|open| open.entry.id == edit.id);
        edits.extend(answer(list).into_iter().filter(|edit| !moves(edit)));
    }
    RolledOver { edits, answered: settled.len(), open: open.len() }
}

#[cfg(test)]
mod tests {
    use super::super::tests::list;
    use super::*;
    use crate::domain::{QuestionState, What};

    #[test]
    fn open_questions_move_on_and_the_rest_is_answered() {
        let mut sent = list(ListState::Sent, 3);
        sent.record = sent.record.with(Field::Institution, Id(9));
        sent.listed[1].question.values.insert(Field::State, QuestionState::Answered.into());
        let next =
            Successor::New(Next { title: "Fragen an das Amt".to_owned(), meeting: Some(Id(4)), ..Next::default() });
        let rolled = roll_over(&sent, &next, &mut IdSource::new(1));
        assert_eq!((rolled.answered, rolled.open), (1, 2));
        let What::Create(made) = &rolled.edits[0].what else { panic!("{rolled:?}") };
        assert_eq!((made[&Field::Institution].as_link(), made[&Field::Meeting].as_link()), (Some(Id(9)), Some(Id(4))));
        let onto = rolled.edits[0].id;
        let entries = rolled.edits[1..].iter().filter_map(|edit| match &edit.what {
            What::Create(values) => Some((values[&Field::List].as_link(), values[&Field::Question].as_link())),
            What::Set { .. } => None,
        });
        assert_eq!(entries.collect::<Vec<_>>(), [(Some(onto), Some(Id(1))), (Some(onto), Some(Id(3)))]);
        assert!(rolled.edits.contains(&sent.record.set(Field::State, ListState::Answered)));
        assert!(rolled.edits.contains(&sent.listed[0].entry.set(Field::Removed, 1)));
    }

    #[test]
    fn where_all_is_answered_nothing_is_made() {
        let mut sent = list(ListState::Sent, 1);
        sent.listed[0].question.values.insert(Field::State, QuestionState::Closed.into());
        let rolled = roll_over(&sent, &Successor::New(Next::default()), &mut IdSource::new(1));
        assert_eq!((rolled.open, rolled.edits.len()), (0, 2), "{rolled:?}");
    }

    #[test]
    fn where_nothing_was_answered_the_list_is_not() {
        let sent = list(ListState::Sent, 2);
        let rolled = roll_over(&sent, &Successor::Draft(Id(7), "Nächste".to_owned()), &mut IdSource::new(1));
        assert!(!rolled.edits.iter().any(|edit| edit.kind == Kind::List), "{rolled:?}");
        assert_eq!(rolled.edits.len(), 4);
    }
}
