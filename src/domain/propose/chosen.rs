//! What somebody has chosen by hand for a question, part by part, before it is saved together with the rest of the
//! proposal.

use super::{Part, Proposal, Reason};
use crate::domain::post;
use crate::domain::question::{self, Refusal};
use crate::domain::question_list;
use crate::domain::{Edit, Field, Id, Priority, Record, Value};

/// One part, chosen by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choosing {
    /// This working group.
    Group(Id),
    /// This topic in place of all others.
    Topic(Id),
    /// This contact, in this post; or nobody.
    Contact(Option<Id>, Option<Id>),
    /// This priority; or none.
    Priority(Option<Priority>),
    /// On this list.
    List(Id),
    /// On this list, which is not there yet.
    NewList(Box<Record>),
    /// It is no duplicate.
    NoDuplicate,
}

impl Choosing {
    /// The field that it fills.
    pub const fn field(&self) -> Field {
        match self {
            Self::Group(_) => Field::Group,
            Self::Topic(_) => Field::Topics,
            Self::Contact(..) => Field::Contact,
            Self::Priority(_) => Field::Priority,
            Self::List(_) | Self::NewList(_) => Field::List,
            Self::NoDuplicate => Field::DuplicateOf,
        }
    }
}

/// What was chosen by hand for one question, each part with what it is called, in the order of choosing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen(Vec<(Choosing, String)>);

impl Chosen {
    /// Takes a part in place of what was chosen for it before.
    pub fn choose(&mut self, part: Choosing, label: String) {
        self.0.retain(|(chosen, _)| chosen.field() != part.field());
        self.0.push((part, label));
    }

    /// Takes the last choice back.
    pub fn take_back(&mut self) -> Option<Field> {
        self.0.pop().map(|(part, _)| part.field())
    }

    /// Whether nothing was chosen.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What a field was chosen to be, as people read it.
    pub fn label(&self, field: Field) -> Option<&str> {
        self.0.iter().find(|(part, _)| part.field() == field).map(|(_, label)| label.as_str())
    }

    /// What was chosen for a field.
    pub fn part(&self, field: Field) -> Option<&Choosing> {
        self.0.iter().find(|(part, _)| part.field() == field).map(|(part, _)| part)
    }

    /// What of a proposal is to be taken beside it. Whoever chooses a part has decided that it is no duplicate; a list
    /// for somebody else than was chosen is not proposed any more.
    #[must_use]
    pub fn beside(&self, proposal: &Proposal, question: &Record, is_on_list: bool) -> Proposal {
        if self.is_empty() {
            return proposal.left(question, is_on_list);
        }
        let undecided = Proposal { duplicate_of: Part::default(), ..proposal.clone() };
        let mut left = undecided.left(question, is_on_list);
        for (part, _) in &self.0 {
            match part {
                Choosing::Group(_) => left.group = Part::default(),
                Choosing::Topic(_) => left.topic = Part::default(),
                Choosing::Contact(..) => {
                    left.contact = Part::default();
                    left.post = None;
                    if left.list.reasons.iter().any(|reason| matches!(reason, Reason::ListFor(_))) {
                        left.list = Part::default();
                    }
                }
                Choosing::Priority(_) => left.priority = Part::default(),
                Choosing::List(_) | Choosing::NewList(_) => left.list = Part::default(),
                Choosing::NoDuplicate => {}
            }
        }
        left
    }

    /// The edits that put what was chosen into the question. `entry` is the id of the entry of a list.
    ///
    /// # Errors
    /// Where the state of the question does not allow it.
    pub fn edits(&self, question: &Record, entry: Id) -> Result<Vec<Edit>, Refusal> {
        let mut edits = Vec::new();
        for (part, _) in &self.0 {
            match part {
                Choosing::Group(group) => edits.extend(question::assign(question, *group)?),
                Choosing::Topic(topic) => edits.push(question.set(Field::Topics, Value::links([*topic]))),
                Choosing::Contact(contact, post) => edits.extend(post::give(question, *contact, *post)),
                Choosing::Priority(Some(priority)) => edits.extend(question::prioritise(question, *priority)),
                Choosing::Priority(None) => edits.push(question.set(Field::Priority, Value::Unknown)),
                Choosing::List(list) => edits.push(question_list::entry(entry, *list, question.id).create()),
                Choosing::NewList(list) => {
                    edits.extend([list.create(), question_list::entry(entry, list.id, question.id).create()]);
                }
                Choosing::NoDuplicate => {}
            }
        }
        Ok(edits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;
    use crate::domain::propose::{Candidate, Certainty};

    fn sure<T>(value: T) -> Part<T> {
        let candidate = Candidate { value, label: String::new(), share: 1.0 };
        Part { certainty: Certainty::Sure, candidates: vec![candidate], reasons: Vec::new() }
    }

    fn proposal() -> Proposal {
        let list = Part { reasons: vec![Reason::ListFor("Adler".to_owned())], ..sure(Id(5)) };
        let contact = sure((Kind::Contact, Id(3)));
        Proposal { group: sure(Id(1)), priority: sure(Priority::High), contact, list, ..Proposal::default() }
    }

    #[test]
    fn the_rest_of_the_proposal_stays_beside_what_was_chosen() {
        let question = Record::new(Kind::Question, Id(1)).with(Field::State, "inbox");
        let mut chosen = Chosen::default();
        chosen.choose(Choosing::Group(Id(1)), "Grün".to_owned());
        chosen.choose(Choosing::Group(Id(2)), "Netze".to_owned());
        let left = chosen.beside(&proposal(), &question, false);
        assert!(
            left.group.proposed().is_none() && left.priority.proposed().is_some() && left.list.proposed().is_some()
        );
        assert!(chosen.edits(&question, Id(9)).unwrap().contains(&question.set(Field::Group, Id(2))));
        assert_eq!(chosen.label(Field::Group), Some("Netze"));
        assert_eq!((chosen.take_back(), chosen.take_back()), (Some(Field::Group), None));
    }

    #[test]
    fn another_contact_is_not_put_on_the_list_of_the_one_that_was_proposed() {
        let question = Record::new(Kind::Question, Id(1)).with(Field::State, "inbox");
        let mut chosen = Chosen::default();
        chosen.choose(Choosing::Contact(None, None), String::new());
        let left = chosen.beside(&proposal(), &question, false);
        assert!(left.contact.proposed().is_none() && left.list.proposed().is_none() && left.group.proposed().is_some());
    }

    #[test]
    fn whoever_says_that_it_is_no_duplicate_gets_the_other_parts() {
        let question = Record::new(Kind::Question, Id(1)).with(Field::State, "inbox");
        let proposal = Proposal { duplicate_of: sure(Id(7)), ..proposal() };
        assert_eq!(Chosen::default().beside(&proposal, &question, false).joins(), Some(Id(7)));
        let mut chosen = Chosen::default();
        chosen.choose(Choosing::NoDuplicate, String::new());
        let left = chosen.beside(&proposal, &question, false);
        assert!(left.joins().is_none() && left.group.proposed().is_some());
    }
}
