//! Guests: who could speak, asking them to a meeting, and what they answer.

use super::{AboutContacts, Inviting};
use crate::app::{App, Effect, Purpose, Question};
use crate::dialogs::{Confirm, Dialog, Entry, Pick, Picker, Speakers};
use crate::domain::invitation::{self, Invited};
use crate::domain::post;
use crate::domain::speaking::{self, Occasion, Suggested};
use crate::domain::{Act, Choice, Edit, Field, Id, InvitationState, Kind, Record, Upcoming, What};
use crate::screens::browser::Item;
use crate::screens::overview::Target;
use crate::text::{self, Message};

impl App {
    /// For which meeting or topic somebody is looked for: the one in front, else the next meeting.
    pub(super) fn about_speakers(&self) -> AboutContacts {
        let (mut meeting, mut topic) = (None, None);
        match self.browser().subject() {
            Some((Kind::Meeting, id)) => meeting = Some(id),
            Some((Kind::Topic, id)) => topic = Some(id),
            Some(_) => {}
            None => {
                if let Some(Target::Record(Kind::Meeting, id)) = self.overview_entries().get(self.overview.cursor) {
                    meeting = Some(*id);
                }
            }
        }
        AboutContacts::Speakers { meeting, topic }
    }

    pub(super) fn show_speakers(&mut self, found: Option<(Occasion, Vec<Suggested>)>) -> Vec<Effect> {
        let words = text::speaking::words(self.language);
        let Some((occasion, suggested)) = found else { return self.tell(words.no_meeting) };
        if suggested.is_empty() {
            let knows_topic = !occasion.topics.is_empty() || !occasion.words.is_empty();
            return self.tell(if knows_topic { words.nobody } else { words.no_topic });
        }
        let meeting = occasion.meeting;
        self.open(Dialog::Speakers(Speakers::new(occasion, suggested)), Purpose::Speakers(meeting))
    }

    /// A speaker was chosen: they are invited; where there is no meeting, their card is shown.
    pub(in crate::app) fn take_speaker(&mut self, meeting: Option<Id>, contact: Id) -> Vec<Effect> {
        let Some(meeting) = meeting else { return self.go_to(Kind::Contact, contact) };
        if self.read_only {
            self.message = Some(self.why_read_only());
            return Vec::new();
        }
        ask_to_invite(vec![contact], meeting, true)
    }

    /// Invites from a contact, or several, to a meeting that is asked for; or to a meeting somebody who is asked for.
    pub(super) fn ask_invite(&mut self) -> Vec<Effect> {
        let words = text::speaking::words(self.language);
        let targets = self.targets();
        let contacts: Vec<Id> =
            targets.iter().filter(|record| record.kind == Kind::Contact).map(|record| record.id).collect();
        if !contacts.is_empty() {
            return vec![Effect::Ask(Question::Contacts(AboutContacts::Meetings(contacts)))];
        }
        match self.browser().subject() {
            Some((Kind::Contact, id)) => vec![Effect::Ask(Question::Contacts(AboutContacts::Meetings(vec![id])))],
            Some((Kind::Meeting, id)) => {
                self.pick(Picker::records(words.invite_whom, Kind::Contact, false, false, None), Purpose::InviteTo(id))
            }
            _ => {
                self.message = Some(Message::NotHere(crate::app::Action::Invite.label(self.language)));
                Vec::new()
            }
        }
    }

    pub(super) fn ask_meeting(&mut self, contacts: Vec<Id>, meetings: &[Upcoming]) -> Vec<Effect> {
        let words = text::speaking::words(self.language);
        if meetings.is_empty() {
            return self.tell(words.no_meeting);
        }
        let entry = |meeting: &Upcoming| Entry {
            pick: Pick::Record(meeting.id),
            label: meeting.label.clone(),
            short: Some(crate::screens::browser::card::moment(
                meeting.day.get(..10).unwrap_or_default(),
                self.language,
            )),
            other: String::new(),
        };
        let picker = Picker::entries(words.invite_to, meetings.iter().map(entry).collect());
        self.pick(picker, Purpose::InviteContacts(contacts))
    }

    pub(in crate::app) fn invite(&mut self, contacts: Vec<Id>, meeting: Id) -> Vec<Effect> {
        ask_to_invite(contacts, meeting, false)
    }

    /// Those who are not invited yet are, after a word on what one should know of them.
    pub(super) fn take_inviting(&mut self, mut inviting: Inviting) -> Vec<Effect> {
        if invitation::is_over(&inviting.meeting, self.today()) {
            return self.tell(text::speaking::words(self.language).meeting_over);
        }
        let known = inviting.contacts.iter().find_map(|(contact, _)| Some((contact.name.clone(), contact.answer?)));
        inviting.contacts.retain(|(contact, _)| contact.answer.is_none());
        if inviting.contacts.is_empty() {
            return match known {
                Some((name, state)) => self.tell(text::speaking::is_invited(self.language, &name, state)),
                None => self.is_gone(Kind::Contact),
            };
        }
        let mut told = Vec::new();
        for (contact, _) in &inviting.contacts {
            for warning in speaking::warnings(&inviting.occasion, contact, self.today()) {
                let warning = text::speaking::warning(self.language, &warning);
                told.push(if inviting.contacts.len() > 1 { format!("{}: {warning}", contact.name) } else { warning });
            }
        }
        if told.is_empty() || inviting.is_warned {
            return self.send_invitations(&inviting);
        }
        let names: Vec<&str> = inviting.contacts.iter().map(|(contact, _)| contact.name.as_str()).collect();
        let question = text::speaking::invite_question(self.language, &names.join(", "), &inviting.occasion.name);
        self.open(Dialog::Confirm(Confirm::new(question, told.join("\n"))), Purpose::Invite(Box::new(inviting)))
    }

    pub(in crate::app) fn send_invitations(&mut self, inviting: &Inviting) -> Vec<Effect> {
        let (today, by) = (self.today(), self.author.person);
        let mut edits = Vec::new();
        for (contact, held) in &inviting.contacts {
            let post = post::fitting(held, &inviting.occasion.topics);
            let id = self.ids.record();
            edits.extend(invitation::ask(id, contact.id, post, inviting.meeting.id, today, by));
        }
        if let Some(list) = self.browser_mut().list_mut() {
            list.marked.clear();
        }
        self.do_one(Act::Invite, edits)
    }

    /// The invitations of what is in front that can be answered: the one under the cursor, else all of the card.
    fn invitations_here(&self) -> Vec<(Id, String)> {
        match self.browser().item(self.language) {
            Some(Item::Child { kind: Kind::Invitation, id, text, .. }) => return vec![(id, text)],
            Some(Item::Pair { target: Some((Kind::Invitation, id)), value, .. }) => return vec![(id, value)],
            _ => {}
        }
        let Some((kind, id)) = self.browser().subject() else { return Vec::new() };
        if kind == Kind::Invitation {
            return vec![(id, String::new())];
        }
        let Some(card) = self.browser().current_card() else { return Vec::new() };
        let of_invitations = card.sections.iter().filter(|section| section.kind == Kind::Invitation);
        let line = |by| move |row| (by, row);
        let rows = of_invitations.flat_map(|section| section.rows.iter().map(line(section.by)));
        rows.map(|(by, row)| (row.id, crate::screens::browser::card::line(Kind::Invitation, by, row, self.language)))
            .collect()
    }

    pub(super) fn has_invitation(&self) -> bool {
        !self.invitations_here().is_empty()
    }

    pub(super) fn ask_which_invitation(&mut self) -> Vec<Effect> {
        let words = text::speaking::words(self.language);
        let mut here = self.invitations_here();
        if here.len() <= 1 {
            return match here.pop() {
                Some((id, _)) => ask_invited(id),
                None => self.tell(words.no_invitation),
            };
        }
        let entry = |(id, label)| Entry { pick: Pick::Record(id), label, short: None, other: String::new() };
        let picker = Picker::entries(words.which_invitation, here.into_iter().map(entry).collect());
        self.pick(picker, Purpose::WhichInvitation)
    }

    pub(in crate::app) fn take_invitation(&mut self, id: Id) -> Vec<Effect> {
        ask_invited(id)
    }

    pub(super) fn ask_answer(&mut self, invited: Invited) -> Vec<Effect> {
        let words = text::speaking::words(self.language);
        let mut entries = Vec::new();
        if invited.wants_talk(self.today()) {
            entries.push(Entry {
                pick: Pick::Number(0),
                label: words.note_talk.to_owned(),
                short: None,
                other: String::new(),
            });
        }
        let now = invitation::state(&invited.invitation);
        let order = [InvitationState::Accepted, InvitationState::Declined, InvitationState::Asked];
        entries.extend(order.into_iter().filter(|state| *state != now).map(|state| Entry {
            pick: Pick::Choice(Choice::InvitationState(state)),
            label: text::choice(self.language, Choice::InvitationState(state)).to_owned(),
            short: None,
            other: text::speaking::answer_means(self.language, state).to_owned(),
        }));
        let title = text::speaking::answer_title(self.language, &invited.contact, invited.asked_on());
        self.pick(Picker::entries(title, entries), Purpose::AnswerInvitation(Box::new(invited)))
    }

    pub(in crate::app) fn take_answer(&mut self, invited: &Invited, pick: Pick) -> Vec<Effect> {
        match pick {
            Pick::Choice(Choice::InvitationState(state)) => {
                self.do_one(Act::AnswerInvitation, invitation::answer(&invited.invitation, state, self.today()))
            }
            Pick::Number(_) => {
                let talk = invited.talk(self.ids.record());
                let mut names = Vec::new();
                if let Some(contact) = talk.get(Field::Contact).as_link() {
                    names.push((Field::Contact, vec![(contact, invited.contact.clone())]));
                }
                if let Some((meeting, name)) = &invited.meeting {
                    names.push((Field::Meeting, vec![(meeting.id, name.clone())]));
                }
                let effects = self.fill(talk, None);
                self.name_form(&names);
                effects
            }
            _ => Vec::new(),
        }
    }

    /// What the form of an invitation means for the guests of its meeting, and for the day of the answer where the
    /// form does not say another.
    pub(in crate::app) fn seats_by_form(&self, edits: &[Edit]) -> Vec<Edit> {
        let is_dated = |edit: &Edit| matches!(edit.what, What::Set { field: Field::AnsweredOn, .. });
        let is_dated = edits.iter().any(is_dated);
        let seats = edits.iter().filter(|edit| edit.kind == Kind::Invitation).flat_map(|edit| {
            let (record, state) = match &edit.what {
                What::Create(values) => {
                    let record = Record { kind: edit.kind, id: edit.id, values: values.clone() };
                    let state = invitation::state(&record);
                    (record, state)
                }
                What::Set { field: Field::State, to, .. } => {
                    let card = self.browser().current_card().filter(|card| card.record.id == edit.id);
                    let state = InvitationState::from_code(to.as_text().unwrap_or_default());
                    let Some((card, state)) = card.zip(state) else { return Vec::new() };
                    (card.record.clone(), state)
                }
                What::Set { .. } => return Vec::new(),
            };
            let is_new = matches!(edit.what, What::Create(_));
            let seat =
                if is_new && state != InvitationState::Accepted { None } else { invitation::seat(&record, state) };
            let day = if is_new || is_dated { None } else { invitation::answered_on(&record, state, self.today()) };
            seat.into_iter().chain(day).collect()
        });
        seats.collect()
    }
}

fn ask_to_invite(contacts: Vec<Id>, meeting: Id, is_warned: bool) -> Vec<Effect> {
    vec![Effect::Ask(Question::Contacts(AboutContacts::Inviting { contacts, meeting, is_warned }))]
}

fn ask_invited(id: Id) -> Vec<Effect> {
    vec![Effect::Ask(Question::Contacts(AboutContacts::Invited(id)))]
}
