//! Data protection on persons: checked today, the day of erasure, and erasing with every doubtful place decided.

use std::collections::BTreeSet;

use super::undo::UndoLog;
use super::{Action, App, Effect, Purpose, Question};
use crate::dialogs::{Entry, Pick, Picker, PromptKind};
use crate::domain::privacy::{Erased, ErasureOrder, ErasurePlan, Spot, Traces};
use crate::domain::{Act, Field, Kind, Record, dates};
use crate::text::privacy::{self as words, privacy_words};
use crate::text::{self, Message};

/// An erasure that is being decided on.
#[derive(Clone, Debug)]
pub struct Erasing {
    plan: ErasurePlan,
    kept: BTreeSet<Spot>,
    /// How many of the doubtful places are decided.
    decided: usize,
}

impl App {
    /// Does one of the acts on contacts, or opens what it has to ask.
    pub(super) fn privacy_act(&mut self, action: Action) -> Vec<Effect> {
        let is_person = |record: &Record| match action {
            Action::EraseContact => matches!(record.kind, Kind::Contact | Kind::Person),
            _ => record.kind == Kind::Contact,
        };
        let targets: Vec<Record> = self.targets().into_iter().filter(is_person).collect();
        let title = action.label(self.language);
        if targets.is_empty() || action == Action::EraseContact && targets.len() > 1 {
            self.message = Some(Message::NotHere(title));
            return Vec::new();
        }
        if self.read_only {
            self.message = Some(self.why_read_only());
            return Vec::new();
        }
        match action {
            Action::MarkChecked => {
                let today = self.today();
                let edits = targets.iter().map(|record| record.set(Field::Checked, today)).collect();
                self.do_questions(Act::Check, &targets, edits)
            }
            Action::SetDeleteOn => {
                let hint = text::words(self.language).date_hint;
                self.ask_text(title, hint, PromptKind::Date, Purpose::DeleteOn(targets))
            }
            // What is on its way to the file could name the person.
            _ if !self.pending.is_empty() => {
                self.message = Some(Message::StillSaving);
                Vec::new()
            }
            _ => vec![Effect::Ask(Question::PlanErasure((targets[0].kind, targets[0].id)))],
        }
    }

    pub(super) fn set_delete_on(&mut self, targets: &[Record], text: &str) -> Vec<Effect> {
        match dates::parse(text, self.today()) {
            Ok(day) => {
                let edits = targets.iter().map(|record| record.set(Field::DeleteOn, day)).collect();
                self.do_questions(Act::Edit, targets, edits)
            }
            Err(problem) => {
                self.message = Some(Message::NotImported(text::date_problem(self.language, &problem)));
                Vec::new()
            }
        }
    }

    pub(super) fn erasure_planned(&mut self, plan: Option<Box<ErasurePlan>>) -> Vec<Effect> {
        let Some(plan) = plan else {
            self.message = Some(Message::Gone(Kind::Contact));
            return Vec::new();
        };
        self.next_doubt(Erasing { plan: *plan, kept: BTreeSet::new(), decided: 0 })
    }

    /// Asks of the next doubtful place; after the last one, for the name.
    fn next_doubt(&mut self, erasing: Erasing) -> Vec<Effect> {
        let unsure = erasing.plan.mentions.iter().filter(|mention| !mention.is_certain).nth(erasing.decided);
        let told = privacy_words(self.language);
        let Some(mention) = unsure else {
            return self.look_over(erasing);
        };
        // A title is cut where it is long; an entry widens the dialog.
        let here = words::where_named(self.language, mention);
        let labels = [format!("{}: {here}", told.meant), told.not_meant.to_owned()];
        let entries = labels.into_iter().enumerate().map(|(place, label)| Entry {
            pick: Pick::Number(place),
            label,
            short: None,
            other: String::new(),
        });
        let picker = Picker::entries(told.is_meant_here, entries.collect());
        self.pick(picker, Purpose::EraseMention(Box::new(erasing)))
    }

    /// Shows every place with what becomes of it; choosing one turns that round.
    fn look_over(&mut self, erasing: Erasing) -> Vec<Effect> {
        let told = privacy_words(self.language);
        let entry =
            |place, label, other: &str| Entry { pick: Pick::Number(place), label, short: None, other: other.into() };
        let stand_in = words::stand_in(self.language, erasing.plan.record.kind, erasing.plan.institution.as_deref());
        let mut entries = vec![entry(0, words::go_on(self.language, &erasing.plan.name, &stand_in), "")];
        for (place, mention) in erasing.plan.mentions.iter().enumerate() {
            let other = if erasing.kept.contains(&mention.spot) { told.stays } else { told.is_replaced };
            entries.push(entry(place + 1, words::where_named(self.language, mention), other));
        }
        let picker = Picker::entries(Action::EraseContact.label(self.language), entries);
        self.pick(picker, Purpose::EraseOver(Box::new(erasing)))
    }

    pub(super) fn looked_over(&mut self, mut erasing: Erasing, place: usize) -> Vec<Effect> {
        let Some(mention) = place.checked_sub(1).and_then(|place| erasing.plan.mentions.get(place)) else {
            let title = Action::EraseContact.label(self.language);
            let hint = privacy_words(self.language).type_name;
            return self.ask_text(title, hint, PromptKind::Line, Purpose::Erase(Box::new(erasing)));
        };
        if !erasing.kept.remove(&mention.spot) {
            erasing.kept.insert(mention.spot);
        }
        self.look_over(erasing)
    }

    pub(super) fn mention_decided(&mut self, mut erasing: Erasing, place: usize) -> Vec<Effect> {
        let unsure = erasing.plan.mentions.iter().filter(|mention| !mention.is_certain).nth(erasing.decided);
        if let (Some(mention), true) = (unsure, place > 0) {
            erasing.kept.insert(mention.spot);
        }
        erasing.decided += 1;
        self.next_doubt(erasing)
    }

    /// Erases, where the last name was typed.
    pub(super) fn erase(&mut self, erasing: Erasing, typed: &str) -> Vec<Effect> {
        let Erasing { plan, kept, .. } = erasing;
        if !plan.is_confirmed_by(typed) {
            self.message = Some(Message::Told(words::other_name(self.language, typed)));
            return Vec::new();
        }
        // Drafts that this program remembers would be kept on this host again.
        let mut traces = Traces::default();
        traces.add(&plan.record);
        self.drafts.retain(|draft| {
            (draft.kind, draft.id) != (plan.record.kind, plan.record.id)
                && draft.fields.iter().all(|field| traces.find(&field.typed).is_empty())
        });
        self.typed.clear();
        let order = ErasureOrder {
            change: self.ids.change(),
            record: (plan.record.kind, plan.record.id),
            author: self.author.clone(),
            at: String::new(),
            stand_in: words::stand_in(self.language, plan.record.kind, plan.institution.as_deref()),
            kept,
            backups: Vec::new(),
            seen: Some(plan.seen),
        };
        vec![Effect::Ask(Question::Erase(Box::new(order)))]
    }

    pub(super) fn was_erased(&mut self, erased: &Erased) -> Vec<Effect> {
        let told = privacy_words(self.language);
        let Erased::Done(proof) = erased else {
            let left = if *erased == Erased::ChangedMeanwhile { told.meanwhile } else { told.left_alone };
            self.message = Some(Message::Told(left.to_owned()));
            return Vec::new();
        };
        // What is remembered for undo may name the person.
        self.undo = UndoLog::default();
        for browser in &mut self.browsers {
            browser.card = None;
        }
        let browser = self.browser_mut();
        browser.opened.pop();
        if let Some(list) = browser.list_mut() {
            list.marked.clear();
        }
        let copies = words::in_copies(self.language, proof.backups.len());
        self.message = Some(Message::Told(format!("{} {copies}", words::erased(self.language, proof.counts))));
        self.refresh()
    }
}
