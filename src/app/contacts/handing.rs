//! A post changes hands: who follows, from which day, whether the former one has left, and a look before.

use chrono::NaiveDate;

use super::AboutContacts;
use crate::app::{App, Effect, Purpose, Question, Sent};
use crate::dialogs::{Confirm, Dialog, Entry, Form, Pick, Picker, PromptKind};
use crate::domain::post::{self, HandOver, Standing};
use crate::domain::{Act, Change, Edit, Field, Kind, Record, What, dates};
use crate::text::{self, Message};

/// A hand-over as far as it is decided.
#[derive(Clone, Debug)]
pub struct Handing {
    standing: Standing,
    name: String,
    to: HandOver,
}

/// Somebody else of the contacts.
const OTHER: usize = 0;
/// Somebody whom the file does not know yet.
const NEW: usize = 1;

impl App {
    /// The posts that could be handed over: asks which, where there are several.
    pub(super) fn take_standings(&mut self, mut standings: Vec<Standing>) -> Vec<Effect> {
        if standings.len() <= 1 {
            return match standings.pop() {
                Some(standing) => self.ask_successor(standing),
                None => self.tell(text::posts::words(self.language).no_post),
            };
        }
        let entry = |(place, standing): (usize, &Standing)| Entry {
            pick: Pick::Number(place),
            label: standing.name.clone(),
            short: None,
            other: match &standing.holder {
                Some(holder) => format!("{} · {}", holder.name, standing.institution),
                None => standing.institution.clone(),
            },
        };
        let entries = standings.iter().enumerate().map(entry).collect();
        let picker = Picker::entries(text::posts::words(self.language).which_post, entries);
        self.pick(picker, Purpose::WhichStanding(standings))
    }

    pub(in crate::app) fn ask_successor(&mut self, standing: Standing) -> Vec<Effect> {
        let words = text::posts::words(self.language);
        let fixed = |place, label: &str| Entry {
            pick: Pick::Number(place),
            label: label.to_owned(),
            short: None,
            other: String::new(),
        };
        let mut entries: Vec<Entry> = standing.colleagues.iter().map(Entry::from).collect();
        entries.push(fixed(OTHER, words.other_contact));
        entries.push(fixed(NEW, words.new_contact));
        let picker = Picker::entries(text::posts::successor_title(self.language, &standing), entries).with_lasting(2);
        self.pick(picker, Purpose::Successor(Box::new(standing)))
    }

    /// The successor is chosen, is to be looked for, or is new.
    pub(in crate::app) fn take_successor(&mut self, standing: Box<Standing>, pick: Pick) -> Vec<Effect> {
        match pick {
            Pick::Record(id) => vec![Effect::Ask(Question::Contacts(AboutContacts::Successor(standing, id)))],
            Pick::Number(NEW) => self.fill_successor(*standing),
            _ => {
                let title = text::posts::successor_title(self.language, &standing);
                let picker = Picker::records(title, Kind::Contact, false, false, None);
                self.pick(picker, Purpose::Successor(standing))
            }
        }
    }

    fn fill_successor(&mut self, standing: Standing) -> Vec<Effect> {
        let given = post::proposed(&standing.post, self.ids.record());
        let names = [
            (
                Field::Institution,
                standing
                    .post
                    .get(Field::Institution)
                    .as_link()
                    .map(|id| (id, standing.institution.clone()))
                    .into_iter()
                    .collect(),
            ),
            (Field::Topics, standing.topics.clone()),
        ];
        let form = Form::new(Kind::Contact, given.id, given, self.language);
        let effects = self.open(Dialog::Form(form), Purpose::NewSuccessor(Box::new(standing)));
        self.name_form(&names);
        effects
    }

    /// The form of a successor who is new was filled in. It stays open until the hand-over is saved.
    pub(in crate::app) fn take_new_successor(&mut self, standing: Standing, edits: Vec<Edit>) -> Vec<Effect> {
        let Some(created) = edits.into_iter().next() else { return Vec::new() };
        let What::Create(values) = &created.what else { return Vec::new() };
        let record = Record { kind: created.kind, id: created.id, values: values.clone() };
        let name = format!("{} {}", record.text(Field::FirstName), record.text(Field::LastName)).trim().to_owned();
        self.ask_first_day(standing, record, name, Some(created))
    }

    /// Asks for the successor's first day. Nothing typed means today.
    pub(super) fn ask_first_day(
        &mut self,
        standing: Standing,
        successor: Record,
        name: String,
        created: Option<Edit>,
    ) -> Vec<Effect> {
        let to = HandOver { successor, created, day: self.today(), leaves: false };
        let handing = Handing { standing, name, to };
        self.ask_day(text::posts::words(self.language).first_day, Purpose::FirstDay(Box::new(handing)))
    }

    /// Asks for a day that may stay empty.
    pub(super) fn ask_day(&mut self, title: &str, purpose: Purpose) -> Vec<Effect> {
        let hint = text::posts::today_hint(self.language, self.today());
        let prompt = crate::dialogs::Prompt::new(title, hint, PromptKind::Date, "");
        self.open(Dialog::Prompt(prompt), purpose)
    }

    /// What was typed as a day; nothing means today. The prompt has refused what is none.
    pub(super) fn day_typed(&self, typed: &str) -> NaiveDate {
        dates::parse(typed, self.today()).unwrap_or_else(|_| self.today())
    }

    pub(in crate::app) fn take_first_day(&mut self, mut handing: Box<Handing>, typed: &str) -> Vec<Effect> {
        handing.to.day = self.day_typed(typed);
        // Who goes only later is still there until then.
        let leaver = handing.standing.holder.as_ref().filter(|holder| holder.is_alone);
        let Some(leaver) = leaver.filter(|_| handing.to.day <= self.today()) else {
            return self.ask_hand_over(*handing);
        };
        let words = text::posts::words(self.language);
        let entries = [words.has_left, words.stays].into_iter().enumerate().map(|(place, label)| Entry {
            pick: Pick::Number(place),
            label: label.to_owned(),
            short: None,
            other: String::new(),
        });
        let title = text::posts::leaving_title(self.language, &leaver.name);
        self.pick(Picker::entries(title, entries.collect()), Purpose::Leaving(handing))
    }

    pub(in crate::app) fn take_leaving(&mut self, mut handing: Box<Handing>, place: usize) -> Vec<Effect> {
        handing.to.leaves = place == 0;
        self.ask_hand_over(*handing)
    }

    /// The look before: what moves, in numbers.
    fn ask_hand_over(&mut self, handing: Handing) -> Vec<Effect> {
        // Whether it makes sense is known before anybody confirms it.
        if let Err(why) = post::hand_over(&handing.standing, &handing.to, crate::domain::Id(0)) {
            return self.tell(text::posts::hindrance(self.language, why));
        }
        let (question, consequence) = text::posts::look(self.language, &handing.standing, &handing.to, &handing.name);
        self.open(Dialog::Confirm(Confirm::new(question, consequence)), Purpose::HandOver(Box::new(handing)))
    }

    pub(in crate::app) fn hand_over(&mut self, handing: &Handing) -> Vec<Effect> {
        let tenure = self.ids.record();
        let Ok(edits) = post::hand_over(&handing.standing, &handing.to, tenure) else { return Vec::new() };
        let change = Change::new(self.ids.change(), Act::HandOver, edits);
        let new = handing.to.created.as_ref().map(|created| created.id);
        let form = self.dialogs.iter_mut().rev().find_map(|(dialog, _)| match dialog {
            Dialog::Form(form) if Some(form.id()) == new => Some(form),
            _ => None,
        });
        match form {
            Some(form) => {
                form.set_saving(true);
                self.send(change, Sent::Form)
            }
            None if new.is_some() => {
                self.message = Some(Message::Unchanged);
                Vec::new()
            }
            None => self.send(change, Sent::Act),
        }
    }
}
