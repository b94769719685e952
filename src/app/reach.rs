//! Reaching people: the phone number and a ready mail text, from lists, cards and find.

use super::{App, CardFor, Effect, MOST_COPIED, Purpose, Question};
use crate::app::Action;
use crate::dialogs::{Dialog, LetterDialog};
use crate::domain::feedback::Wanted;
use crate::domain::{Field, Id, Kind, Letter, Record};
use crate::text::{self, Message};

impl App {
    /// Copies a text and says so, with the text, as a terminal may ignore it.
    pub(super) fn copy(&mut self, text: String) -> Vec<Effect> {
        if text.len() > MOST_COPIED {
            self.message = Some(Message::NotCopied(text::letter::too_long(self.language).to_owned()));
            return Vec::new();
        }
        self.message = Some(Message::Copied(text.clone()));
        vec![Effect::Copy(text)]
    }

    /// Copies the first phone number of the record here.
    pub(super) fn copy_phone(&mut self) -> Vec<Effect> {
        let Some((kind, id)) = self.browser().subject() else { return self.nothing_to_copy() };
        match self.browser().current_card().map(|card| phone(&card.record)) {
            Some(Some(phone)) => self.copy(phone),
            Some(None) => self.nothing_to_copy(),
            // A list row does not carry phone numbers; the detail does.
            None => vec![Effect::Ask(Question::Card(kind, id, CardFor::Phone))],
        }
    }

    /// The detail of a record has come whose phone number was wanted.
    pub(super) fn copy_phone_of(&mut self, record: &Record) -> Vec<Effect> {
        match phone(record) {
            Some(phone) => self.copy(phone),
            None => self.nothing_to_copy(),
        }
    }

    /// Asks what a mail to the contact here can be about, or what the towns that asked the question here are told.
    pub(super) fn write_mail(&mut self) -> Vec<Effect> {
        match self.browser().subject() {
            Some((Kind::Contact, id)) => vec![Effect::Ask(Question::Letter(id))],
            Some((Kind::Question, id)) => self.feed_back(Wanted::Question(id)),
            _ => self.not_here(Action::WriteMail),
        }
    }

    /// Copies what is known of the hit, and leaves find.
    pub(super) fn copy_found(&mut self, action: Action) -> Vec<Effect> {
        let hit = self.find.as_ref().and_then(|find| find.current());
        let text = hit.and_then(|hit| if action == Action::PhoneFound { hit.phone.clone() } else { hit.mail.clone() });
        match text {
            Some(text) => {
                self.find = None;
                self.copy(text)
            }
            None => self.nothing_to_copy(),
        }
    }

    /// Leaves find for the mail text to the contact that was found.
    pub(super) fn mail_found(&mut self) -> Vec<Effect> {
        let contact: Option<Id> = self
            .find
            .as_ref()
            .and_then(|find| find.current())
            .filter(|hit| hit.kind == Kind::Contact)
            .map(|hit| hit.id);
        match contact {
            Some(id) => {
                self.find = None;
                vec![Effect::Ask(Question::Letter(id))]
            }
            None => self.not_here(Action::MailFound),
        }
    }

    /// Shows the mail text to a contact and copies it.
    pub(super) fn show_letter(&mut self, letter: Option<Box<Letter>>) -> Vec<Effect> {
        let Some(letter) = letter else {
            self.message = Some(Message::Gone(Kind::Contact));
            return Vec::new();
        };
        let member = self.member.as_ref().map(|(_, name)| name.as_str());
        let mail = text::letter::mail_text(self.language, &letter, self.person.as_deref(), member);
        self.show_mail(mail)
    }

    /// Shows a mail text and copies it.
    pub(super) fn show_mail(&mut self, mail: text::letter::MailText) -> Vec<Effect> {
        let copied = mail.copied(self.language);
        let mut effects = self.open(Dialog::Letter(LetterDialog::new(mail)), Purpose::Look);
        if copied.len() > MOST_COPIED {
            self.message = Some(Message::NotCopied(text::letter::too_long(self.language).to_owned()));
        } else {
            self.message = Some(Message::MailCopied);
            effects.push(Effect::Copy(copied));
        }
        effects
    }

    pub(super) fn nothing_to_copy(&mut self) -> Vec<Effect> {
        self.message = Some(Message::NothingToCopy);
        Vec::new()
    }

    fn not_here(&mut self, action: Action) -> Vec<Effect> {
        self.message = Some(Message::NotHere(action.label(self.language)));
        Vec::new()
    }
}

/// The first phone number of a record, as written.
fn phone(record: &Record) -> Option<String> {
    let numbers = [Field::Phones, Field::Phone].into_iter().filter_map(|field| record.get(field).as_text());
    numbers.flat_map(str::lines).next().map(str::to_owned)
}
