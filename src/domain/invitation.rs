//! The rules of invitations: what asking, accepting and declining change.

use chrono::NaiveDate;

use super::post::day;
use super::{Edit, Field, Id, InvitationState, Kind, MeetingState, Record, Value};

/// An invitation with what its answer depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The invitation.
    pub invitation: Record,
    /// What the contact is called.
    pub contact: String,
    /// The meeting and what it is called, where the invitation names one.
    pub meeting: Option<(Record, String)>,
    /// The contact's talk titles, the first one first.
    pub titles: Vec<String>,
    /// Whether a talk of the contact at this meeting is noted already.
    pub has_talk: bool,
}

/// Where an invitation stands.
pub fn state(invitation: &Record) -> InvitationState {
    InvitationState::from_code(invitation.text(Field::State)).unwrap_or(InvitationState::Asked)
}

/// Asks a contact, in a post where they hold one, to come to a meeting.
pub fn ask(id: Id, contact: Id, post: Option<Id>, meeting: Id, on: NaiveDate, by: Option<Id>) -> Vec<Edit> {
    let invitation = Record::new(Kind::Invitation, id)
        .with(Field::Contact, contact)
        .with(Field::Post, Value::from(post))
        .with(Field::Meeting, meeting)
        .with(Field::State, InvitationState::Asked)
        .with(Field::AskedOn, on)
        .with(Field::InvitedBy, Value::from(by));
    vec![invitation.create()]
}

/// Lets an invitation be answered on a day: who accepts is among the guests of the meeting, who does not is not. An
/// invitation that is open again has no day of an answer.
pub fn answer(invitation: &Record, to: InvitationState, on: NaiveDate) -> Vec<Edit> {
    if state(invitation) == to {
        return Vec::new();
    }
    let mut edits = vec![invitation.set(Field::State, to)];
    edits.extend(answered_on(invitation, to, on));
    edits.extend(seat(invitation, to));
    edits
}

/// What the answer means for the day on which it came.
pub fn answered_on(invitation: &Record, to: InvitationState, on: NaiveDate) -> Option<Edit> {
    let answered = if to == InvitationState::Asked { Value::Unknown } else { on.into() };
    (*invitation.get(Field::AnsweredOn) != answered).then(|| invitation.set(Field::AnsweredOn, answered))
}

/// What the answer means for the guests of the meeting. Other guests stay, whoever they are.
pub fn seat(invitation: &Record, to: InvitationState) -> Option<Edit> {
    let (meeting, contact) = (invitation.get(Field::Meeting).as_link()?, invitation.get(Field::Contact).as_link()?);
    let (without, with) = (Value::links([]), Value::links([contact]));
    let comes = to == InvitationState::Accepted;
    let (from, to) = if comes { (without, with) } else { (with, without) };
    Some(Record::new(Kind::Meeting, meeting).with(Field::Guests, from).set(Field::Guests, to))
}

/// Whether a meeting is over by now, or was called off: nobody is invited to it any more.
pub fn is_over(meeting: &Record, today: NaiveDate) -> bool {
    let is_done =
        [MeetingState::Held, MeetingState::Cancelled].map(MeetingState::code).contains(&meeting.text(Field::State));
    is_done || meeting.text(Field::Starts).get(..10).is_some_and(|day| day < today.to_string().as_str())
}

impl Invited {
    /// Whether the talk can be noted now: the meeting was held, the contact had accepted, and no talk is noted yet.
    pub fn wants_talk(&self, today: NaiveDate) -> bool {
        let was_held = self.meeting.as_ref().is_some_and(|(meeting, _)| {
            is_over(meeting, today) && meeting.text(Field::State) != MeetingState::Cancelled.code()
        });
        state(&self.invitation) == InvitationState::Accepted && was_held && !self.has_talk
    }

    /// The talk as far as it is known.
    pub fn talk(&self, id: Id) -> Record {
        let mut talk = Record::new(Kind::Talk, id)
            .with(Field::Contact, self.invitation.get(Field::Contact).clone())
            .with(Field::InvitedBy, self.invitation.get(Field::InvitedBy).clone());
        if let [title] = self.titles.as_slice() {
            talk = talk.with(Field::Title, title.as_str());
        }
        if let Some((meeting, _)) = &self.meeting {
            talk = talk.with(Field::Meeting, meeting.id);
            if let Some(given) = meeting.text(Field::Starts).get(..10) {
                talk = talk.with(Field::Given, given);
            }
        }
        talk
    }

    /// The day on which the contact was asked.
    pub fn asked_on(&self) -> Option<NaiveDate> {
        day(&self.invitation, Field::AskedOn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::What;
    use crate::domain::change::{Meeting, meet};

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn invitation(state: InvitationState) -> Record {
        Record::new(Kind::Invitation, Id(1))
            .with(Field::Contact, Id(2))
            .with(Field::Meeting, Id(3))
            .with(Field::State, state)
    }

    /// The guests after an answer, where these were there before.
    fn guests(edits: &[Edit], before: &[i64]) -> Value {
        let now = Value::links(before.iter().copied().map(Id));
        let Some(edit) = edits.iter().find(|edit| edit.kind == Kind::Meeting) else { return now };
        let What::Set { from, to, .. } = &edit.what else { panic!("{edit:?}") };
        match meet(from, &now, to) {
            Meeting::Apply(value) => value,
            Meeting::Already => now,
            Meeting::Conflict => panic!("{edit:?}"),
        }
    }

    #[test]
    fn who_accepts_is_a_guest_and_who_declines_is_none() {
        let accepted = answer(&invitation(InvitationState::Asked), InvitationState::Accepted, today());
        assert_eq!(guests(&accepted, &[9]), Value::links([Id(2), Id(9)]));
        let declined = answer(&invitation(InvitationState::Accepted), InvitationState::Declined, today());
        assert_eq!(guests(&declined, &[2, 9]), Value::links([Id(9)]));
        assert_eq!(guests(&declined, &[9]), Value::links([Id(9)]));
        assert_eq!(answer(&invitation(InvitationState::Asked), InvitationState::Asked, today()), []);
    }

    #[test]
    fn an_invitation_to_no_meeting_in_particular_seats_nobody() {
        let general = Record::new(Kind::Invitation, Id(1)).with(Field::Contact, Id(2));
        assert_eq!(answer(&general, InvitationState::Accepted, today()).len(), 2);
    }

    #[test]
    fn the_day_of_the_answer_is_noted_and_goes_with_the_answer() {
        let day = |edits: &[Edit]| {
            let held = edits.iter().filter_map(|edit| match &edit.what {
                What::Set { field: Field::AnsweredOn, to, .. } => Some(to.clone()),
                _ => None,
            });
            held.collect::<Vec<_>>()
        };
        let accepted = answer(&invitation(InvitationState::Asked), InvitationState::Accepted, today());
        assert_eq!(day(&accepted), [Value::from(today())]);
        let held = invitation(InvitationState::Accepted).with(Field::AnsweredOn, "2026-11-01");
        assert_eq!(day(&answer(&held, InvitationState::Asked, today())), [Value::Unknown]);
        assert!(day(&answer(&invitation(InvitationState::Accepted), InvitationState::Asked, today())).is_empty());
    }

    #[test]
    fn a_talk_is_noted_once_after_a_meeting_that_was_held() {
        let meeting = |day: &str, state| {
            let record = Record::new(Kind::Meeting, Id(3)).with(Field::Starts, day).with(Field::State, state);
            Some((record, String::new()))
        };
        let invited = |state, meeting, has_talk| Invited {
            invitation: invitation(state),
            contact: String::new(),
            meeting,
            titles: vec!["Hitze".to_owned()],
            has_talk,
        };
        let (accepted, held) = (InvitationState::Accepted, MeetingState::Held);
        let past = meeting("2026-11-18T14:00", held);
        assert!(invited(accepted, past.clone(), false).wants_talk(today()));
        assert!(!invited(accepted, past.clone(), true).wants_talk(today()));
        assert!(!invited(InvitationState::Declined, past.clone(), false).wants_talk(today()));
        assert!(!invited(accepted, meeting("2026-12-18T14:00", MeetingState::Planned), false).wants_talk(today()));
        assert!(!invited(accepted, meeting("2026-11-18T14:00", MeetingState::Cancelled), false).wants_talk(today()));
        let talk = invited(accepted, past, false).talk(Id(8));
        assert_eq!((talk.text(Field::Given), talk.text(Field::Title)), ("2026-11-18", "Hitze"));
    }
}
