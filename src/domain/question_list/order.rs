//! The order of a list: by hand, one step at a time, or by towns and priority in one act.

use std::cmp::Reverse;

use super::{Listed, QuestionList};
use crate::domain::{Edit, Field, Id, Kind, Priority, Value, What};

/// What lies between two neighbours, so that there is room for others between them: one move writes one row.
pub const STEP: i64 = 1 << 20;

/// Which way an entry moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Towards the beginning.
    Up,
    /// Towards the end.
    Down,
}

/// The edits that move an entry by one place; none where it stands at that end already.
pub fn moved(list: &QuestionList, entry: Id, step: Step) -> Vec<Edit> {
    let listed = &list.listed;
    let Some(from) = list.place(entry) else { return Vec::new() };
    let to = match step {
        Step::Up if from > 0 => from - 1,
        Step::Down if from + 1 < listed.len() => from + 1,
        Step::Up | Step::Down => return Vec::new(),
    };
    let position = |place: usize| listed.get(place).and_then(|listed| listed.entry.get(Field::Position).as_number());
    let room = match step {
        // What is unknown stands at the end: before it there is room without end.
        Step::Up if to == 0 => position(to).and_then(|next| next.checked_sub(STEP)),
        Step::Up => between(position(to - 1), position(to)),
        Step::Down if to + 1 == listed.len() => position(to).and_then(|before| before.checked_add(STEP)),
        Step::Down if position(to + 1).is_none() => position(to).and_then(|before| before.checked_add(STEP)),
        Step::Down => between(position(to), position(to + 1)),
    };
    if let Some(room) = room {
        return vec![listed[from].entry.set(Field::Position, room)];
    }
    let mut order: Vec<&Listed> = listed.iter().collect();
    order.swap(from, to);
    numbered(&order)
}

/// The edits that order a list by how many towns have a question, then by priority, then by age.
pub fn by_sharing(list: &QuestionList) -> Vec<Edit> {
    let mut order: Vec<&Listed> = list.listed.iter().collect();
    order.sort_by_key(|listed| {
        let question = &listed.question;
        let priority = Priority::from_code(question.text(Field::Priority));
        let number = question.get(Field::Number).as_number().unwrap_or(i64::MAX);
        (Reverse(listed.towns()), priority.is_none(), priority, number)
    });
    if order.iter().zip(&list.listed).all(|(ordered, listed)| ordered.entry.id == listed.entry.id) {
        return Vec::new();
    }
    numbered(&order)
}

/// The list as it stands once these edits of its entries are made: for showing what is on its way.
#[must_use]
pub fn after(mut list: QuestionList, edits: &[Edit]) -> QuestionList {
    for edit in edits.iter().filter(|edit| edit.kind == Kind::Entry) {
        if let (What::Set { field, to, .. }, Some(place)) = (&edit.what, list.place(edit.id)) {
            list.listed[place].entry.values.insert(*field, to.clone());
        }
    }
    list.listed.retain(|listed| !listed.entry.is_removed());
    list.listed.sort_by_key(|listed| {
        let position = listed.entry.get(Field::Position).as_number();
        (position.is_none(), position, listed.entry.id)
    });
    list
}

/// A place between two others, where there is one.
fn between(before: Option<i64>, after: Option<i64>) -> Option<i64> {
    let (before, after) = (before?, after?);
    let middle = before.checked_add(after.checked_sub(before)? / 2)?;
    (middle > before && middle < after).then_some(middle)
}

/// Every entry at its place in this order, with room between them.
fn numbered(order: &[&Listed]) -> Vec<Edit> {
    let positions = (1..).map(|place: i64| Value::Number(place.saturating_mul(STEP)));
    let wanted = order.iter().zip(positions).filter(|(listed, to)| listed.entry.get(Field::Position) != to);
    wanted.map(|(listed, to)| listed.entry.set(Field::Position, to)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::list;
    use super::*;
    use crate::domain::ListState;

    fn after(list: &QuestionList, edits: &[Edit]) -> QuestionList {
        super::after(list.clone(), edits)
    }

    fn ids(list: &QuestionList) -> Vec<i64> {
        list.listed.iter().map(|listed| listed.entry.id.0).collect()
    }

    #[test]
    fn one_move_writes_one_row_and_the_ends_are_ends() {
        let draft = list(ListState::Draft, 4);
        for (entry, step, wanted) in [
            (2, Step::Up, [2, 1, 3, 4]),
            (3, Step::Up, [1, 3, 2, 4]),
            (1, Step::Down, [2, 1, 3, 4]),
            (3, Step::Down, [1, 2, 4, 3]),
        ] {
            let edits = moved(&draft, Id(entry), step);
            assert_eq!((edits.len(), ids(&after(&draft, &edits))), (1, wanted.to_vec()), "{entry} {step:?}");
        }
        assert!(moved(&draft, Id(1), Step::Up).is_empty() && moved(&draft, Id(4), Step::Down).is_empty());
    }

    #[test]
    fn where_there_is_no_room_all_get_new_places() {
        let mut tight = list(ListState::Draft, 3);
        for (listed, position) in tight.listed.iter_mut().zip([1, 2, 3]) {
            listed.entry = listed.entry.clone().with(Field::Position, position);
        }
        assert_eq!(ids(&after(&tight, &moved(&tight, Id(3), Step::Up))), [1, 3, 2]);
        for listed in &mut tight.listed {
            listed.entry.values.remove(&Field::Position);
        }
        assert_eq!(ids(&after(&tight, &moved(&tight, Id(1), Step::Down))), [2, 1, 3]);
    }

    #[test]
    fn many_moves_of_one_entry_never_lose_the_order() {
        let mut list = list(ListState::Draft, 5);
        let mut wanted = ids(&list);
        for turn in 0..400 {
            let (place, step) = if turn % 7 < 4 { (turn % 4, Step::Down) } else { (1 + turn % 4, Step::Up) };
            let entry = list.listed[place].entry.id;
            list = after(&list, &moved(&list, entry, step));
            wanted.swap(place, if step == Step::Down { place + 1 } else { place - 1 });
            assert_eq!(ids(&list), wanted, "{turn}");
        }
    }

    #[test]
    fn two_people_who_move_different_questions_both_get_their_way() {
        let draft = list(ListState::Draft, 5);
        let mine = moved(&draft, Id(2), Step::Up);
        let theirs = moved(&draft, Id(5), Step::Up);
        assert_eq!(ids(&after(&after(&draft, &mine), &theirs)), [2, 1, 3, 5, 4]);
        assert_eq!(ids(&after(&after(&draft, &theirs), &mine)), [2, 1, 3, 5, 4]);
    }

    #[test]
    fn the_most_shared_come_first_then_the_most_urgent() {
        let mut draft = list(ListState::Draft, 4);
        let set = |listed: &mut Listed, field, value: Value| {
            listed.question.values.insert(field, value);
        };
        set(&mut draft.listed[1], Field::Priority, Priority::High.into());
        set(&mut draft.listed[2], Field::Affected, Value::links([Id(2), Id(3)]));
        set(&mut draft.listed[3], Field::Priority, Priority::Highest.into());
        let ordered = after(&draft, &by_sharing(&draft));
        assert_eq!(ids(&ordered), [3, 4, 2, 1]);
        assert!(by_sharing(&ordered).is_empty());
    }
}
