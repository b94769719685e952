//! What the file answers to acts on contacts, posts and institutions.

use chrono::NaiveDate;

use crate::app::{AboutContacts, Inviting, OfContacts};
use crate::domain::{Id, Kind, Record, speaking};
use crate::store::{Store, StoreError};

/// Answers one of these questions.
pub(super) fn answer(store: &Store, about: AboutContacts, today: NaiveDate) -> Result<OfContacts, StoreError> {
    let there = |kind, id| Ok::<_, StoreError>(store.record(kind, id)?.filter(|record: &Record| !record.is_removed()));
    Ok(match about {
        AboutContacts::Standings(kind, id) => OfContacts::Standings(store.standings(kind, id, today)?),
        AboutContacts::Successor(standing, id) => {
            let name = store.label(Kind::Contact, id)?.unwrap_or_default();
            OfContacts::Successor(standing, there(Kind::Contact, id)?.map(|record| (record, name)))
        }
        AboutContacts::Giving(contact, questions) => {
            OfContacts::Giving(contact, store.posts_to_choose(contact, today)?, questions)
        }
        AboutContacts::Speakers { meeting, topic } => {
            let occasion = store.occasion(meeting, topic, today)?;
            let found = occasion.map(|occasion| {
                let candidates = store.candidates_to_speak(&occasion, today)?;
                let suggested = speaking::rank(&occasion, candidates, today);
                Ok::<_, StoreError>((occasion, suggested))
            });
            OfContacts::Speakers(found.transpose()?)
        }
        AboutContacts::Meetings(contacts) => OfContacts::Meetings(contacts, store.meetings_to_come(today)?),
        AboutContacts::Reached(kind, ids) => {
            let records: Result<Vec<_>, _> = ids.into_iter().map(|id| there(kind, id)).collect();
            OfContacts::Reached(records?.into_iter().flatten().collect())
        }
        AboutContacts::Inviting { contacts, meeting, is_warned } => {
            OfContacts::Inviting(inviting(store, &contacts, meeting, is_warned, today)?.map(Box::new))
        }
        AboutContacts::Invited(id) => OfContacts::Invited(store.invited(id)?.map(Box::new)),
        AboutContacts::Renaming(id) => OfContacts::Renaming(there(Kind::Institution, id)?),
        AboutContacts::Merging(from, into) => OfContacts::Merging(store.merging(from, into)?.map(Box::new)),
    })
}

fn inviting(
    store: &Store,
    contacts: &[Id],
    meeting: Id,
    is_warned: bool,
    today: NaiveDate,
) -> Result<Option<Inviting>, StoreError> {
    let record = store.record(Kind::Meeting, meeting)?.filter(|record| !record.is_removed());
    let Some((record, occasion)) = record.zip(store.occasion(Some(meeting), None, today)?) else { return Ok(None) };
    let mut known = Vec::new();
    for id in contacts {
        if let Some(candidate) = store.candidate(*id, Some(meeting), today)? {
            known.push((candidate, store.posts_to_choose(*id, today)?));
        }
    }
    Ok(Some(Inviting { meeting: record, occasion, contacts: known, is_warned }))
}
