//! An answer that has run out and still holds: it is made valid for longer, with what it says.

use chrono::{Months, NaiveDate};

use super::{App, Effect, Purpose, Sent};
use crate::dialogs::{Entry, Pick, Picker, Typed};
use crate::domain::fact::Fact;
use crate::domain::{Act, Card, Change, Field, Id, Kind, Record, Value, dates};
use crate::text;

/// From today on, in the order of the entries; the last is without an end.
const MONTHS: [u32; 2] = [6, 12];

impl App {
    /// The answer of this one question that has run out, with its last valid day: what its card says.
    pub(super) fn answer_to_prolong(&self, questions: &[Record]) -> Option<Record> {
        let [question] = questions else { return None };
        let card = self.card_of(question.id)?;
        let Some(Fact::RanOut { answer, until, .. }) = card.to_check_again() else { return None };
        Some(Record::new(Kind::Answer, *answer).with(Field::Question, question.id).with(Field::ValidUntil, *until))
    }

    /// The card of a question that stands in front or beside the list.
    pub(super) fn card_of(&self, question: Id) -> Option<&Card> {
        let card = match &self.triage {
            Some(triage) => triage.card().map(|(card, _)| card),
            None => self.browser().current_card(),
        };
        card.filter(|card| (card.record.kind, card.record.id) == (Kind::Question, question))
    }

    /// Until when the answer is valid.
    pub(super) fn ask_prolong(&mut self, answer: Record) -> Vec<Effect> {
        let words = text::words(self.language);
        let labels = [words.half_a_year, words.a_year].into_iter().zip(MONTHS);
        let mut entries: Vec<(&str, String)> =
            labels.map(|(label, months)| (label, dates::format(self.in_months(months), self.language))).collect();
        entries.push((words.without_end, String::new()));
        let entry = |(place, (label, other)): (usize, (&str, String))| Entry {
            pick: Pick::Number(place),
            label: label.to_owned(),
            short: None,
            other,
        };
        let typed = Typed::Day { today: self.today(), language: self.language };
        let entries = entries.into_iter().enumerate().map(entry).collect();
        let picker = Picker::entries(words.answer_holds_title, entries).with_typed(typed);
        self.pick(picker, Purpose::Prolong(Box::new(answer)))
    }

    fn in_months(&self, months: u32) -> NaiveDate {
        let today = self.today();
        today.checked_add_months(Months::new(months)).unwrap_or(today)
    }

    /// Makes the answer valid until the day that was picked.
    pub(super) fn prolong(&mut self, answer: &Record, pick: Pick) -> Vec<Effect> {
        let until = match pick {
            Pick::Day(day) => Value::from(day),
            Pick::Number(place) => MONTHS.get(place).map_or(Value::Unknown, |months| self.in_months(*months).into()),
            _ => return Vec::new(),
        };
        let change = Change::new(self.ids.change(), Act::Prolong, vec![answer.set(Field::ValidUntil, until)]);
        let question = answer.get(Field::Question).as_link().filter(|_| self.triage.is_some());
        let Some(question) = question else { return self.send(change, Sent::Act) };
        let mut effects = self.send(change, Sent::Triage(vec![question]));
        if effects.is_empty() {
            return effects;
        }
        if let Some(triage) = &mut self.triage {
            triage.prolong(question, answer.id);
            if triage.current() == Some(question) && triage.settled.contains_key(&question) {
                triage.next();
            }
        }
        effects.extend(self.ask_triage());
        effects
    }

    /// The questions in triage whose answers a change concerns.
    pub(super) fn prolonged_in(&self, change: &Change) -> Vec<(Kind, Id)> {
        let Some(triage) = &self.triage else { return Vec::new() };
        let answers = change.edits.iter().filter(|edit| edit.kind == Kind::Answer);
        answers.filter_map(|edit| Some((Kind::Question, triage.question_of(edit.id)?))).collect()
    }
}
