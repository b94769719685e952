//! Answers go back to the towns that asked: which town, the mail text, and the note that it was told.

use super::{App, Effect, MOST_COPIED, Purpose, Question};
use crate::app::Action;
use crate::dialogs::{Dialog, Entry, LetterDialog, Pick, Picker};
use crate::domain::Act;
use crate::domain::feedback::{Feedback, Wanted};
use crate::text::{self, Message};

impl App {
    /// Asks what the towns are to be told.
    pub(super) fn feed_back(&mut self, wanted: Wanted) -> Vec<Effect> {
        vec![Effect::Ask(Question::Feedback(wanted))]
    }

    /// What the towns are to be told has come.
    pub(super) fn take_feedback(&mut self, wanted: Wanted, mut towns: Vec<Feedback>) -> Vec<Effect> {
        // Of one question those stand first that were not told yet.
        towns.sort_by_key(Feedback::is_told);
        if towns.is_empty() {
            let said = match wanted {
                Wanted::Question(_) => text::feedback::nothing_here(self.language),
                Wanted::Untold | Wanted::Since(_) => text::feedback::nothing(self.language),
            };
            self.message = Some(Message::Exported(said.to_owned()));
            return Vec::new();
        }
        self.choose_town(towns)
    }

    fn choose_town(&mut self, towns: Vec<Feedback>) -> Vec<Effect> {
        if towns.len() < 2 {
            return self.town_chosen(towns, 0);
        }
        let entries = towns.iter().enumerate().map(|(place, town)| Entry {
            pick: Pick::Number(place),
            label: town.name.clone(),
            short: None,
            other: text::feedback::waiting(self.language, town),
        });
        let picker = Picker::entries(text::feedback::which_town(self.language), entries.collect());
        self.pick(picker, Purpose::FeedBackTo(towns))
    }

    /// Shows the mail to a town and copies it.
    pub(super) fn town_chosen(&mut self, mut towns: Vec<Feedback>, place: usize) -> Vec<Effect> {
        if place >= towns.len() {
            return Vec::new();
        }
        let town = towns.remove(place);
        let member = self.member.as_ref().map(|(_, name)| name.as_str());
        let mail = text::feedback::mail_text(self.language, self.today(), &town, self.person.as_deref(), member);
        let copied = mail.copied(self.language);
        let letter = LetterDialog::new(mail).to_be_noted();
        let mut effects = self.open(Dialog::Letter(letter), Purpose::Told(Box::new(town), towns));
        if copied.len() > MOST_COPIED {
            self.message = Some(Message::NotCopied(text::letter::too_long(self.language).to_owned()));
        } else {
            let (note, leave) = (self.key_name(Action::Choose), self.key_name(Action::Leave));
            self.message = Some(Message::Exported(text::feedback::copied(self.language, &note, &leave)));
            effects.push(Effect::Copy(copied));
        }
        effects
    }

    /// The town was told: that is noted, and the next one is offered.
    pub(super) fn town_told(&mut self, town: &Feedback, mut rest: Vec<Feedback>) -> Vec<Effect> {
        let edits = town.note();
        let mut effects = if edits.is_empty() { Vec::new() } else { self.do_questions(Act::FeedBack, &[], edits) };
        rest.retain(|town| !town.is_told());
        if !rest.is_empty() && !self.read_only {
            effects.extend(self.choose_town(rest));
        }
        effects
    }
}
