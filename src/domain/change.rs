//! A change: an act as people would name it, made of field edits that carry what they were based on.
//!
//! The same type serves saving, the history, undo, the conflict check, the merge, the draft that waits for
//! the drive, and import. Nothing changes the file in any other way.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{ChangeId, Field, Id, IdSource, Kind, Value};

macro_rules! acts {
    ($($variant:ident = $code:literal),+ $(,)?) => {
        /// What somebody did, in one word of the people.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Act { $(#[doc = concat!("`", $code, "`")] $variant),+ }

        impl Act {
            /// Every act there is.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in the file and in JSON.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The act of this name.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

acts! {
    Create = "create",
    Edit = "edit",
    Remove = "remove",
    Restore = "restore",
    Comment = "comment",
    Assign = "assign",
    SetContact = "set_contact",
    SetTopic = "set_topic",
    Prioritise = "prioritise",
    PutOnList = "put_on_list",
    JoinAffected = "join_affected",
    LeaveAffected = "leave_affected",
    MarkDuplicate = "mark_duplicate",
    Snooze = "snooze",
    Wake = "wake",
    Decline = "decline",
    Answer = "answer",
    Ask = "ask",
    Close = "close",
    Reopen = "reopen",
    Import = "import",
    Undo = "undo",
    Redo = "redo",
    PutBack = "put_back",
    Erase = "erase",
    Check = "check",
    Salvage = "salvage",
    HandOver = "hand_over",
    Invite = "invite",
    AnswerInvitation = "answer_invitation",
    Rename = "rename",
    Merge = "merge",
    Distinguish = "distinguish",
    FeedBack = "feed_back",
    Arrange = "arrange",
    TakeOffList = "take_off_list",
    SendList = "send_list",
    FinishList = "finish_list",
    DrawBackList = "draw_back_list",
    CloseHour = "close_hour",
    Prolong = "prolong",
}

/// Who made a change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The login name on the host.
    pub login: String,
    /// The person of the file with this login, where there is one.
    pub person: Option<Id>,
}

/// What to do with edits whose field no longer holds what their author saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnConflict {
    /// Apply nothing and report every such field.
    Ask,
    /// Leave those fields as they are, apply the others and report what was left: for undo.
    Leave,
}

/// One change, whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its identity; applied again, it does nothing.
    pub id: ChangeId,
    /// What was done.
    pub act: Act,
    /// Who did it.
    pub author: Author,
    /// When, in UTC: `2026-11-22T13:52:00Z`. For people to read; nothing is ordered by it.
    pub at: String,
    /// The change that this one takes back.
    pub undoes: Option<ChangeId>,
    /// What to do with fields that somebody else changed meanwhile.
    pub on_conflict: OnConflict,
    /// What it does to which fields.
    pub edits: Vec<Edit>,
}

/// One step of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    pub id: Id,
    /// What happens to it.
    pub what: What,
}

/// What an edit does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The record comes into being with these fields.
    Create(BTreeMap<Field, Value>),
    /// A field holds something else.
    Set {
        /// The field.
        field: Field,
        /// What its author saw in it.
        from: Value,
        /// What it is to hold.
        to: Value,
    },
}

impl Change {
    /// A change by nobody in particular, to be signed by whoever sends it.
    pub fn new(id: ChangeId, act: Act, edits: Vec<Edit>) -> Self {
        Self {
            id,
            act,
            author: Author::default(),
            at: String::new(),
            undoes: None,
            on_conflict: OnConflict::Ask,
            edits,
        }
    }

    /// The change that takes this one back, given the edits as they were applied. It leaves alone what
    /// somebody else has changed since.
    pub fn inverse(&self, applied: &[Edit], ids: &mut IdSource) -> Self {
        Self {
            id: ids.change(),
            act: if self.act == Act::Undo { Act::Redo } else { Act::Undo },
            author: self.author.clone(),
            at: String::new(),
            undoes: Some(self.id),
            on_conflict: OnConflict::Leave,
            edits: applied.iter().rev().map(Edit::inverse).collect(),
        }
    }

    /// The records it touches, each once, in order.
    pub fn records(&self) -> Vec<(Kind, Id)> {
        let mut seen = BTreeSet::new();
        self.edits.iter().map(|edit| (edit.kind, edit.id)).filter(|record| seen.insert(*record)).collect()
    }
}

impl Edit {
    /// The edit that takes this one back.
    pub fn inverse(&self) -> Self {
        let what = match &self.what {
            // Nothing is deleted: what was made by mistake is removed from the lists, and can come back.
            What::Create(_) => What::Set { field: Field::Removed, from: Value::Unknown, to: Value::Number(1) },
            What::Set { field, from, to } => What::Set { field: *field, from: to.clone(), to: from.clone() },
        };
        Self { kind: self.kind, id: self.id, what }
    }
}

/// How an edit meets what the field holds now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// The field is to hold this.
    Apply(Value),
    /// It holds that already.
    Already,
    /// Somebody else put something else there.
    Conflict,
}

/// Decides whether a field that was seen as `from` and now holds `now` may become `to`.
///
/// Links are put in and taken out one by one, so that two people's links never conflict.
pub fn meet(from: &Value, now: &Value, to: &Value) -> Meeting {
    if let (Value::Links(_), _) | (_, Value::Links(_)) = (now, to) {
        let (from, now, to) = (from.as_links(), now.as_links(), to.as_links());
        let merged: BTreeSet<Id> = now
            .difference(&from.difference(&to).copied().collect())
            .copied()
            .chain(to.difference(&from).copied())
            .collect();
        return if merged == now { Meeting::Already } else { Meeting::Apply(Value::Links(merged)) };
    }
    if now == to {
        Meeting::Already
    } else if now == from {
        Meeting::Apply(to.clone())
    } else {
        Meeting::Conflict
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(ids: &[i64]) -> Value {
        Value::links(ids.iter().copied().map(Id))
    }

    #[test]
    fn an_edit_applies_where_the_field_holds_what_its_author_saw() {
        let (a, b, c) = (Value::text("a"), Value::text("b"), Value::text("c"));
        assert_eq!(meet(&a, &a, &b), Meeting::Apply(b.clone()));
        assert_eq!(meet(&a, &b, &b), Meeting::Already);
        assert_eq!(meet(&a, &c, &b), Meeting::Conflict);
    }

    #[test]
    fn links_of_two_people_both_stay() {
        assert_eq!(meet(&links(&[1]), &links(&[1, 2]), &links(&[1, 3])), Meeting::Apply(links(&[1, 2, 3])));
        assert_eq!(meet(&links(&[1, 2]), &links(&[1, 2, 3]), &links(&[2])), Meeting::Apply(links(&[2, 3])));
        assert_eq!(meet(&links(&[1]), &links(&[2]), &links(&[])), Meeting::Already);
    }

    #[test]
    fn a_change_is_read_back_from_its_json() {
        let edit = Edit {
            kind: Kind::Question,
            id: Id(4),
            what: What::Set { field: Field::Due, from: Value::Unknown, to: Value::text("vor Pfingsten") },
        };
        let change = Change::new(IdSource::new(1).change(), Act::Edit, vec![edit]);
        let json = serde_json::to_string(&change).unwrap();
        assert_eq!(serde_json::from_str::<Change>(&json).unwrap(), change);
    }
}
