//! What stands at the head of a card beyond the record's own fields.

use super::card::Item;
use crate::domain::fact::{Fact, Waking};
use crate::domain::{Card, Field, Id, Kind, Language};
use crate::text;

/// What comes before the fields: who holds a post, where an institution has gone.
pub(super) fn first(card: &Card, language: Language) -> Vec<Item> {
    items(card, language, |fact| !is_past(fact))
}

/// What comes behind the fields: how to reach somebody is looked for more often than what was.
pub(super) fn last(card: &Card, language: Language) -> Vec<Item> {
    items(card, language, is_past)
}

const fn is_past(fact: &Fact) -> bool {
    matches!(fact, Fact::Held(_) | Fact::Asked { .. } | Fact::Heard { .. } | Fact::AskedToo { .. })
}

fn items(card: &Card, language: Language, wanted: impl Fn(&Fact) -> bool) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for fact in card.facts.iter().filter(|fact| wanted(fact)) {
        // That nothing hangs on a post says nothing; that nobody holds it does.
        if matches!(fact, Fact::Hangs(hanging) if hanging.questions + hanging.invitations == 0) {
            continue;
        }
        let (label, value) = text::posts::fact(language, fact);
        let repeats = items.iter().rev().find_map(|item| match item {
            Item::Pair { label, .. } if !label.is_empty() => Some(label == text::posts::fact(language, fact).0),
            _ => None,
        });
        let label = if repeats == Some(true) { String::new() } else { label.to_owned() };
        items.push(Item::Pair { field: field(fact), label, value, target: target(card, fact) });
    }
    items
}

const fn field(fact: &Fact) -> Field {
    match fact {
        Fact::Due(_) => Field::Checked,
        Fact::Vacant(_) | Fact::Holder(_) => Field::Contact,
        Fact::Holds(..) | Fact::Held(_) | Fact::Hangs(_) => Field::Post,
        Fact::Asked { .. } => Field::InvitedBy,
        Fact::Heard { .. } => Field::Feedback,
        Fact::GoneInto(..) | Fact::TookIn(..) => Field::Successor,
        Fact::Above(..) => Field::Parent,
        Fact::AskedToo { .. } => Field::Askers,
        Fact::RanOut { .. } => Field::ValidUntil,
        Fact::Woke(_) => Field::Snooze,
    }
}

/// Where Enter leads.
const fn target(card: &Card, fact: &Fact) -> Option<(Kind, Id)> {
    match fact {
        Fact::Due(_) | Fact::Vacant(_) | Fact::Hangs(_) => None,
        Fact::Woke(Waking::Meeting { meeting, .. }) => Some((Kind::Meeting, *meeting)),
        Fact::Woke(Waking::Guest { contact, .. }) => Some((Kind::Contact, *contact)),
        Fact::Woke(Waking::Day(_) | Waking::Somebody { .. }) => None,
        Fact::Holder(tenured) => Some((Kind::Contact, tenured.id)),
        Fact::Holds(tenured, _) | Fact::Held(tenured) => Some((Kind::Post, tenured.id)),
        Fact::Asked { invitation, .. } => Some((Kind::Invitation, *invitation)),
        Fact::AskedToo { question, .. } => Some((Kind::Question, *question)),
        Fact::RanOut { answer, .. } => Some((Kind::Answer, *answer)),
        Fact::Heard { talk, .. } => Some((Kind::Talk, *talk)),
        Fact::GoneInto(id, ..) | Fact::TookIn(id, ..) | Fact::Above(id, _) => {
            // An institution never leads to itself.
            if id.0 == card.record.id.0 { None } else { Some((Kind::Institution, *id)) }
        }
    }
}
