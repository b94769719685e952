//! A conflict: fields that somebody else changed meanwhile, and for each which value stays.

mod view;

use super::{ASKED, Answer, Context, Names, Step, ToLocal};
use crate::app::{Action, Key, KeyCode};
use crate::domain::{Conflict, Edit, What};

/// Which of two people's values stays.
#[derive(Clone, Debug)]
pub struct ConflictDialog {
    fields: Vec<Disputed>,
    names: Names,
    selected: usize,
    local: ToLocal,
}

/// One field with two values.
#[derive(Clone, Debug)]
struct Disputed {
    conflict: Conflict,
    /// Whether one's own value replaces the other.
    mine: bool,
}

impl ConflictDialog {
    /// Asks field by field; until something else is chosen, what somebody else wrote stays. `names` are those of
    /// linked records and of the records in conflict.
    pub fn new(conflicts: Vec<Conflict>, names: Names, local: ToLocal) -> Self {
        let fields = conflicts.into_iter().map(|conflict| Disputed { conflict, mine: false }).collect();
        Self { fields, names, selected: 0, local }
    }

    pub(super) fn key(&mut self, key: Key, context: &Context<'_>) -> Step {
        match context.action(key, ASKED) {
            Some(Action::Choose) => Step::Answer(Answer::Resolve(self.edits())),
            Some(Action::Leave) => Step::Close,
            Some(Action::ChooseNext) => self.go_to(self.selected + 1),
            Some(Action::ChoosePrevious) => self.go_to(self.selected.saturating_sub(1)),
            Some(Action::ChoosePageDown) => self.go_to(self.fields.len()),
            Some(Action::ChoosePageUp) => self.go_to(0),
            Some(action) => Step::Act(action),
            None => match key.code {
                KeyCode::Left | KeyCode::Char('1') => self.take(true),
                KeyCode::Right | KeyCode::Char('2') => self.take(false),
                KeyCode::Char(' ') => self.take(!self.fields.get(self.selected).is_some_and(|field| field.mine)),
                _ => context.unused(key, false),
            },
        }
    }

    fn go_to(&mut self, field: usize) -> Step {
        self.selected = field.min(self.fields.len().saturating_sub(1));
        Step::Stay
    }

    fn take(&mut self, mine: bool) -> Step {
        if let Some(field) = self.fields.get_mut(self.selected) {
            field.mine = mine;
        }
        Step::Stay
    }

    /// The edits that put one's own values in the place of the others, based on what is there now.
    fn edits(&self) -> Vec<Edit> {
        let mine = self.fields.iter().filter(|field| field.mine).map(|field| &field.conflict);
        mine.map(|conflict| {
            let what = What::Set { field: conflict.field, from: conflict.theirs.clone(), to: conflict.mine.clone() };
            Edit { kind: conflict.kind, id: conflict.id, what }
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Keymap;
    use crate::domain::{Field, Id, Kind, Language, Value};

    fn dialog() -> ConflictDialog {
        let conflict = |field, mine: &str, theirs: &str| Conflict {
            kind: Kind::Question,
            id: Id(5),
            field,
            base: Value::Unknown,
            mine: Value::text(mine),
            theirs: Value::text(theirs),
            by: "Anna Abel".to_owned(),
            at: "2026-11-22T13:00:00Z".to_owned(),
        };
        let conflicts = vec![conflict(Field::Due, "2027-03-12", "vor Pfingsten"), conflict(Field::Remark, "a", "b")];
        ConflictDialog::new(conflicts, Names::new(), |at| at.naive_utc())
    }

    fn resolved(keys: &str) -> Vec<Edit> {
        let keymap = Keymap::default();
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let context = Context { language: Language::German, keymap: &keymap, today };
        let mut dialog = dialog();
        match keys.split(' ').map(|key| dialog.key(key.parse().unwrap(), &context)).last() {
            Some(Step::Answer(Answer::Resolve(edits))) => edits,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_somebody_else_wrote_stays_unless_one_says_otherwise() {
        assert_eq!(resolved("Enter"), []);
        assert_eq!(resolved("1 2 Enter"), []);
    }

    #[test]
    fn ones_own_value_is_based_on_what_is_there_now() {
        let edits = resolved("Left Down Enter");
        let what = What::Set { field: Field::Due, from: Value::text("vor Pfingsten"), to: Value::text("2027-03-12") };
        assert_eq!(edits, [Edit { kind: Kind::Question, id: Id(5), what }]);
        assert_eq!(resolved("1 Down 1 Enter").len(), 2);
        assert_eq!(resolved("Space Enter").len(), 1);
        assert_eq!(resolved("Space Space Enter"), []);
    }
}
