//! Acts on contacts, posts and institutions: what they ask of the file, and what it answers.

mod giving;
mod handing;
mod institutions;
mod inviting;

pub use handing::Handing;

use super::{Action, App, Effect, Purpose, Question};
use crate::dialogs::{Answer, Pick};
use crate::domain::institution::Merging;
use crate::domain::invitation::Invited;
use crate::domain::post::{HeldPost, Standing};
use crate::domain::speaking::{Candidate, Occasion, Suggested};
use crate::domain::{Id, Kind, Record, Upcoming};
use crate::text::Message;

/// What the acts ask of the file.
#[derive(Clone, Debug)]
pub enum AboutContacts {
    /// A post, or the posts of a contact, as they stand.
    Standings(Kind, Id),
    /// The contact who is to take a post over.
    Successor(Box<Standing>, Id),
    /// The posts of a contact who is to get these questions.
    Giving(Id, Vec<Record>),
    /// Who could speak at a meeting, or on a topic.
    Speakers {
        /// The meeting; none for the next one.
        meeting: Option<Id>,
        /// A topic in the place of the meeting's own.
        topic: Option<Id>,
    },
    /// The meetings to which these contacts can be invited.
    Meetings(Vec<Id>),
    /// Those who are marked, to copy how each of them is reached.
    Reached(Kind, Vec<Id>),
    /// These contacts, who are to be invited to this meeting; without a word of warning where it was read already.
    Inviting {
        /// The contacts.
        contacts: Vec<Id>,
        /// The meeting.
        meeting: Id,
        /// Whether what is to be known of them was shown before.
        is_warned: bool,
    },
    /// An invitation that is to be answered.
    Invited(Id),
    /// An institution that gets another name.
    Renaming(Id),
    /// An institution that goes into another.
    Merging(Id, Id),
}

/// What the file answers to it.
#[derive(Clone, Debug)]
pub enum OfContacts {
    /// A standing for each who holds the post; none where the contact holds none.
    Standings(Vec<Standing>),
    /// The successor and what they are called; none where the contact is gone.
    Successor(Box<Standing>, Option<(Record, String)>),
    /// The posts of the contact.
    Giving(Id, Vec<HeldPost>, Vec<Record>),
    /// Those who could speak, the best first; nothing where no meeting is planned.
    Speakers(Option<(Occasion, Vec<Suggested>)>),
    /// The next meetings.
    Meetings(Vec<Id>, Vec<Upcoming>),
    /// Those who are marked.
    Reached(Vec<Record>),
    /// The meeting, and each contact with the posts they hold; none where the meeting is gone.
    Inviting(Option<Box<Inviting>>),
    /// The invitation; none where it is gone.
    Invited(Option<Box<Invited>>),
    /// The institution; none where it is gone.
    Renaming(Option<Record>),
    /// The two; none where one of them is gone.
    Merging(Option<Box<Merging>>),
}

/// A meeting and those who are to be invited to it.
#[derive(Clone, Debug)]
pub struct Inviting {
    /// The meeting.
    pub meeting: Record,
    /// What is known of it.
    pub occasion: Occasion,
    /// The contacts, each with the posts they hold.
    pub contacts: Vec<(Candidate, Vec<HeldPost>)>,
    /// Whether what is to be known of them was shown before.
    pub is_warned: bool,
}

impl App {
    /// Does one of these acts, where it is possible here.
    pub(super) fn contact_act(&mut self, action: Action) -> Vec<Effect> {
        if self.read_only && action.spec().undoable {
            self.message = Some(self.why_read_only());
            return Vec::new();
        }
        let asked = match action {
            Action::HandOver => self.about(&[Kind::Post, Kind::Contact]).map(|(k, id)| AboutContacts::Standings(k, id)),
            Action::SuggestSpeakers => Some(self.about_speakers()),
            Action::Invite => return self.ask_invite(),
            Action::AnswerInvitation => return self.ask_which_invitation(),
            Action::Rename => self.about(&[Kind::Institution]).map(|(_, id)| AboutContacts::Renaming(id)),
            Action::Merge => return self.ask_merge(),
            _ => None,
        };
        match asked {
            Some(asked) => vec![Effect::Ask(Question::Contacts(asked))],
            None => {
                self.message.get_or_insert(Message::NotHere(action.label(self.language)));
                Vec::new()
            }
        }
    }

    /// Whether one of these acts would do something here.
    pub(super) fn offers_contact_act(&self, action: Action) -> bool {
        let kind = self.browser().subject().map(|(kind, _)| kind);
        match action {
            Action::HandOver => matches!(kind, Some(Kind::Post | Kind::Contact)),
            Action::Invite => matches!(kind, Some(Kind::Contact | Kind::Meeting)),
            Action::AnswerInvitation => self.has_invitation(),
            Action::SuggestSpeakers => {
                matches!(kind, None | Some(Kind::Meeting | Kind::Topic | Kind::Contact))
            }
            Action::Rename | Action::Merge => kind == Some(Kind::Institution),
            _ => true,
        }
    }

    /// The one record that an act is for, if it is of one of these kinds.
    fn about(&mut self, kinds: &[Kind]) -> Option<(Kind, Id)> {
        let several =
            self.browser().opened.is_empty() && self.browser().list().is_some_and(|list| list.marked.len() > 1);
        if several {
            self.tell(crate::text::posts::words(self.language).one_at_a_time);
            return None;
        }
        self.browser().subject().filter(|(kind, _)| kinds.contains(kind))
    }

    /// Takes what the file answers.
    pub(super) fn take_contacts(&mut self, answered: OfContacts) -> Vec<Effect> {
        match answered {
            OfContacts::Standings(standings) => self.take_standings(standings),
            OfContacts::Successor(standing, Some((record, name))) => self.ask_first_day(*standing, record, name, None),
            OfContacts::Successor(_, None) => self.is_gone(Kind::Contact),
            OfContacts::Giving(contact, posts, questions) => self.give(contact, &posts, questions),
            OfContacts::Speakers(found) => self.show_speakers(found),
            OfContacts::Meetings(contacts, meetings) => self.ask_meeting(contacts, &meetings),
            OfContacts::Reached(records) => self.copy_of(&records),
            OfContacts::Inviting(Some(inviting)) => self.take_inviting(*inviting),
            OfContacts::Inviting(None) => self.is_gone(Kind::Meeting),
            OfContacts::Invited(Some(invited)) => self.ask_answer(*invited),
            OfContacts::Invited(None) => self.is_gone(Kind::Invitation),
            OfContacts::Renaming(Some(institution)) => self.ask_new_name(institution),
            OfContacts::Merging(Some(merging)) => self.ask_merge_day(*merging),
            OfContacts::Renaming(None) | OfContacts::Merging(None) => self.is_gone(Kind::Institution),
        }
    }

    /// What the answer of a dialog of these acts changes, or asks next.
    pub(super) fn contact_answer(&mut self, purpose: Purpose, answer: Answer) -> Vec<Effect> {
        match (purpose, answer) {
            (Purpose::GiveInPost(contact, questions), Answer::One(pick)) => {
                let post = if let Pick::Record(post) = pick { Some(post) } else { None };
                self.give_in(contact, post, &questions)
            }
            (Purpose::WhichStanding(mut standings), Answer::One(Pick::Number(place))) if place < standings.len() => {
                self.ask_successor(standings.swap_remove(place))
            }
            (Purpose::Successor(standing), Answer::One(pick)) => self.take_successor(standing, pick),
            (Purpose::NewSuccessor(standing), Answer::Save(edits)) => self.take_new_successor(*standing, edits),
            (Purpose::FirstDay(handing), Answer::Text(typed)) => self.take_first_day(handing, &typed),
            (Purpose::Leaving(handing), Answer::One(Pick::Number(place))) => self.take_leaving(handing, place),
            (Purpose::HandOver(handing), Answer::Yes) => self.hand_over(&handing),
            (Purpose::Speakers(meeting), Answer::One(Pick::Record(contact))) => self.take_speaker(meeting, contact),
            (Purpose::InviteTo(meeting), Answer::One(Pick::Record(contact))) => self.invite(vec![contact], meeting),
            (Purpose::InviteContacts(contacts), Answer::One(Pick::Record(meeting))) => self.invite(contacts, meeting),
            (Purpose::Invite(inviting), Answer::Yes) => self.send_invitations(&inviting),
            (Purpose::WhichInvitation, Answer::One(Pick::Record(id))) => self.take_invitation(id),
            (Purpose::AnswerInvitation(invited), Answer::One(pick)) => self.take_answer(&invited, pick),
            (Purpose::Rename(institution), Answer::Text(name)) => self.ask_new_short_name(institution, name),
            (Purpose::RenameShort(institution, name), Answer::Text(short)) => {
                self.ask_renamed_since(institution, name, short)
            }
            (Purpose::RenameSince(institution, name, short), Answer::Text(typed)) => {
                self.rename(&institution, (&name, &short), &typed)
            }
            (Purpose::MergeInto(from), Answer::One(Pick::Record(into))) => self.take_merge_into(from, into),
            (Purpose::MergeDay(merging), Answer::Text(typed)) => self.ask_whether_to_merge(merging, &typed),
            (Purpose::Merge(merging, on), Answer::Yes) => self.merge(&merging, on),
            _ => Vec::new(),
        }
    }

    fn is_gone(&mut self, kind: Kind) -> Vec<Effect> {
        self.message = Some(Message::Gone(kind));
        Vec::new()
    }

    /// Says something in the line of messages.
    fn tell(&mut self, words: impl Into<String>) -> Vec<Effect> {
        self.message = Some(Message::Told(words.into()));
        Vec::new()
    }
}
