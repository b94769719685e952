//! The rules of posts: who holds one on a day, and what moves when it is handed over.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::{Choosable, Edit, Field, Id, Kind, Record, Value};

/// A post as it stands before it is handed over: who holds it, and all that would move with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The post.
    pub post: Record,
    /// What it is called.
    pub name: String,
    /// What its institution is called.
    pub institution: String,
    /// What its topics are called.
    pub topics: Vec<(Id, String)>,
    /// Who holds it; nobody where it is vacant.
    pub holder: Option<Holder>,
    /// Open questions.
    pub questions: Vec<Record>,
    /// Question lists that were not sent yet.
    pub lists: Vec<Record>,
    /// Invitations that wait for an answer, and accepted ones to meetings to come.
    pub invitations: Vec<Record>,
    /// Meetings to come with the holder among their guests.
    pub meetings: Vec<Record>,
    /// Questions answered by the holder, and talks given: they stay.
    pub stays: (usize, usize),
    /// Others at the institution, who may be the successor.
    pub colleagues: Vec<Choosable>,
}

/// Who holds a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The contact.
    pub contact: Record,
    /// What they are called.
    pub name: String,
    /// Their tenures of this post that are not over.
    pub tenures: Vec<Record>,
    /// Whether they hold no other post: then all that waits for them waits for this one.
    pub is_alone: bool,
}

/// Who takes a post over, and from when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// The successor, with the fields that are known.
    pub successor: Record,
    /// The edit that makes the successor, where the file does not know them yet.
    pub created: Option<Edit>,
    /// The first day of the successor.
    pub day: NaiveDate,
    /// Whether the holder is marked as left.
    pub leaves: bool,
}

/// A post that somebody holds, as far as a question or an invitation has to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldPost {
    /// The post.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// Its topics.
    pub topics: BTreeSet<Id>,
}

/// Why a post cannot be handed over so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// The successor holds the post already.
    HoldsIt,
    /// The holder came only on this day, or later.
    Before(NaiveDate),
}

/// Whether a tenure covers a day, or begins after it: what has no end goes on.
pub fn goes_on(tenure: &Record, today: NaiveDate) -> bool {
    day(tenure, Field::Until).is_none_or(|until| until >= today)
}

/// What a field of a record holds as a day.
pub fn day(record: &Record, field: Field) -> Option<NaiveDate> {
    record.text(field).parse().ok()
}

/// The edits that hand a post over as one change; `tenure` is the id of the new tenure.
///
/// # Errors
/// [`Hindrance`] where it makes no sense.
pub fn hand_over(standing: &Standing, to: &HandOver, tenure: Id) -> Result<Vec<Edit>, Hindrance> {
    let mut edits: Vec<Edit> = to.created.iter().cloned().collect();
    let successor = &to.successor;
    let begins = Record::new(Kind::Tenure, tenure)
        .with(Field::Post, standing.post.id)
        .with(Field::Contact, successor.id)
        .with(Field::Since, to.day);
    edits.push(begins.create());
    if let Some(holder) = &standing.holder {
        if holder.contact.id == successor.id {
            return Err(Hindrance::HoldsIt);
        }
        let last = to.day - Days::new(1);
        for held in &holder.tenures {
            if let Some(since) = day(held, Field::Since).filter(|since| *since >= to.day) {
                return Err(Hindrance::Before(since));
            }
            edits.push(held.set(Field::Until, last));
        }
        if to.leaves {
            edits.push(holder.contact.set(Field::Left, 1));
        }
    }
    if to.created.is_none() {
        edits.extend(arrive(&standing.post, successor));
    }
    for question in &standing.questions {
        edits.push(question.set(Field::Contact, successor.id));
        edits.push(question.set(Field::Post, standing.post.id));
    }
    edits.extend(standing.lists.iter().map(|list| list.set(Field::Contact, successor.id)));
    for invitation in &standing.invitations {
        edits.push(invitation.set(Field::Contact, successor.id));
        edits.push(invitation.set(Field::Post, standing.post.id));
    }
    if let Some(holder) = &standing.holder {
        edits.extend(standing.meetings.iter().map(|meeting| replace_guest(meeting, holder.contact.id, successor.id)));
    }
    edits.retain(changes);
    Ok(edits)
}

/// What a post gives to a contact who takes it over: its topics, and where it belongs.
fn arrive(post: &Record, successor: &Record) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut topics = successor.get(Field::Topics).as_links();
    topics.extend(post.get(Field::Topics).as_links());
    edits.push(successor.set(Field::Topics, Value::Links(topics)));
    let is_elsewhere = successor.get(Field::Institution) != post.get(Field::Institution);
    if is_elsewhere {
        edits.push(successor.set(Field::Institution, post.get(Field::Institution).clone()));
    }
    for (of_post, of_contact) in [(Field::Name, Field::Function), (Field::Unit, Field::Unit)] {
        if !post.get(of_post).is_unknown() && (is_elsewhere || successor.get(of_contact).is_unknown()) {
            edits.push(successor.set(of_contact, post.get(of_post).clone()));
        }
    }
    if !successor.get(Field::Left).is_unknown() {
        edits.push(successor.set(Field::Left, Value::Unknown));
    }
    edits
}

/// A contact that does not exist yet, as the post proposes it.
pub fn proposed(post: &Record, id: Id) -> Record {
    Record::new(Kind::Contact, id)
        .with(Field::Institution, post.get(Field::Institution).clone())
        .with(Field::Unit, post.get(Field::Unit).clone())
        .with(Field::Function, post.get(Field::Name).clone())
        .with(Field::Topics, post.get(Field::Topics).clone())
}

/// One guest comes for another; other guests stay, whoever they are.
fn replace_guest(meeting: &Record, before: Id, after: Id) -> Edit {
    let seen = Record::new(Kind::Meeting, meeting.id).with(Field::Guests, Value::links([before]));
    seen.set(Field::Guests, Value::links([after]))
}

/// The post for which a question goes to a contact: the only one they hold, or the one that shares most topics with
/// the question. `None` where that does not tell.
pub fn fitting(held: &[HeldPost], topics: &BTreeSet<Id>) -> Option<Id> {
    if let [only] = held {
        return Some(only.id);
    }
    let shared = |post: &&HeldPost| post.topics.intersection(topics).count();
    let most = held.iter().map(|post| shared(&post)).max().filter(|most| *most > 0)?;
    let mut best = held.iter().filter(|post| shared(post) == most);
    best.next().filter(|_| best.next().is_none()).map(|post| post.id)
}

/// Gives a question to a contact in a post, or to nobody.
pub fn give(question: &Record, contact: Option<Id>, post: Option<Id>) -> Vec<Edit> {
    vec![question.set(Field::Contact, Value::from(contact)), question.set(Field::Post, Value::from(post))]
}

fn changes(edit: &Edit) -> bool {
    !matches!(&edit.what, super::What::Set { from, to, .. } if from == to || from.is_unknown() && to.is_unknown())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::What;

    fn on(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn standing() -> Standing {
        let post = Record::new(Kind::Post, Id(1))
            .with(Field::Name, "Referat Hitze")
            .with(Field::Institution, Id(7))
            .with(Field::Topics, Value::links([Id(3)]));
        let tenure = Record::new(Kind::Tenure, Id(1)).with(Field::Since, on(2));
        let question = Record::new(Kind::Question, Id(5)).with(Field::Contact, Id(1));
        Standing {
            post,
            name: String::new(),
            institution: String::new(),
            topics: Vec::new(),
            holder: Some(Holder {
                contact: Record::new(Kind::Contact, Id(1)),
                name: String::new(),
                tenures: vec![tenure],
                is_alone: true,
            }),
            questions: vec![question],
            lists: vec![Record::new(Kind::List, Id(6)).with(Field::Contact, Id(1))],
            invitations: Vec::new(),
            meetings: vec![Record::new(Kind::Meeting, Id(8)).with(Field::Guests, Value::links([Id(1), Id(9)]))],
            stays: (0, 0),
            colleagues: Vec::new(),
        }
    }

    fn to(successor: Record, day: u32) -> HandOver {
        HandOver { successor, created: None, day: on(day), leaves: true }
    }

    #[test]
    fn the_old_tenure_ends_the_day_before_the_new_one_begins() {
        let successor = Record::new(Kind::Contact, Id(2));
        let edits = hand_over(&standing(), &to(successor.clone(), 20), Id(4)).unwrap();
        let until = Record::new(Kind::Tenure, Id(1)).set(Field::Until, on(19));
        assert!(edits.contains(&until), "{edits:?}");
        let What::Create(begun) = &edits[0].what else { panic!("{edits:?}") };
        assert_eq!((begun[&Field::Contact].as_link(), &begun[&Field::Since]), (Some(Id(2)), &Value::from(on(20))));
        assert!(edits.contains(&successor.set(Field::Topics, Value::links([Id(3)]))));
        assert!(edits.contains(&successor.set(Field::Function, "Referat Hitze")));
    }

    #[test]
    fn what_waits_moves_and_other_guests_stay() {
        let edits = hand_over(&standing(), &to(Record::new(Kind::Contact, Id(2)), 20), Id(4)).unwrap();
        let question = &standing().questions[0];
        assert!(edits.contains(&question.set(Field::Contact, Id(2))));
        assert!(edits.contains(&question.set(Field::Post, Id(1))));
        let guests = edits.iter().find(|edit| edit.kind == Kind::Meeting).unwrap();
        let What::Set { from, to, .. } = &guests.what else { panic!() };
        assert_eq!((from, to), (&Value::links([Id(1)]), &Value::links([Id(2)])));
    }

    #[test]
    fn nobody_follows_themselves_or_comes_before_the_one_they_follow() {
        let himself = to(Record::new(Kind::Contact, Id(1)), 20);
        assert_eq!(hand_over(&standing(), &himself, Id(4)), Err(Hindrance::HoldsIt));
        let early = to(Record::new(Kind::Contact, Id(2)), 2);
        assert_eq!(hand_over(&standing(), &early, Id(4)), Err(Hindrance::Before(on(2))));
    }

    #[test]
    fn a_vacant_post_takes_its_questions_to_whoever_comes() {
        let vacant = Standing { holder: None, ..standing() };
        let edits = hand_over(&vacant, &to(Record::new(Kind::Contact, Id(2)), 20), Id(4)).unwrap();
        assert!(edits.iter().any(|edit| edit.kind == Kind::Question));
        assert!(edits.iter().all(|edit| edit.kind != Kind::Meeting));
    }

    #[test]
    fn of_several_posts_the_one_with_the_topics_of_the_question_is_meant() {
        let post = |id, topic| HeldPost { id: Id(id), name: String::new(), topics: BTreeSet::from([Id(topic)]) };
        let held = [post(1, 3), post(2, 4)];
        assert_eq!(fitting(&held, &BTreeSet::from([Id(4)])), Some(Id(2)));
        assert_eq!(fitting(&held, &BTreeSet::from([Id(3), Id(4)])), None);
        assert_eq!(fitting(&held, &BTreeSet::new()), None);
        assert_eq!(fitting(&held[..1], &BTreeSet::new()), Some(Id(1)));
        assert_eq!(fitting(&[], &BTreeSet::new()), None);
    }

    #[test]
    fn a_tenure_goes_on_until_its_last_day_is_over() {
        let tenure = Record::new(Kind::Tenure, Id(1));
        assert!(goes_on(&tenure, on(20)));
        let ended = tenure.with(Field::Until, on(19));
        assert!(goes_on(&ended, on(19)) && !goes_on(&ended, on(20)));
    }
}
