//! The fields of a form whose value is chosen: their pickers, and what is taken from them.

use std::collections::BTreeSet;

use super::{Content, Form};
use crate::app::Key;
use crate::dialogs::{Answer, Context, Entry, Pick, Picker, Step};
use crate::domain::{FieldType, Language};
use crate::text;

/// The goals of the Agenda 2030.
const GOALS: std::ops::RangeInclusive<u8> = 1..=17;

impl Form {
    pub(super) fn open_picker(&mut self, context: &Context<'_>) -> Step {
        self.picking = self.picker(context.language).map(Box::new);
        self.needs().map_or(Step::Stay, Step::Needs)
    }

    /// Opens the choices with the first letter that was typed.
    pub(super) fn open_picker_with(&mut self, key: Key, context: &Context<'_>) -> Step {
        let opened = self.open_picker(context);
        let Some(picker) = &mut self.picking else { return opened };
        let step = picker.key(key, context);
        if let Step::Needs(_) = opened { opened } else { self.picked(step) }
    }

    fn picker(&self, language: Language) -> Option<Picker> {
        let field = &self.fields[self.at];
        let title = text::field(language, self.kind, field.spec.field);
        let clearable = !field.is_required();
        Some(match (&field.content, field.spec.holds) {
            (Content::Choice(choice), FieldType::Choice(set)) => {
                Picker::choices(title, set, clearable, *choice, language)
            }
            (Content::Link(id), FieldType::Link(kind)) => Picker::records(title, kind, false, clearable, *id),
            (Content::Links(ids), FieldType::Links(kind, _)) => {
                Picker::records(title, kind, true, false, ids.iter().copied())
            }
            (Content::Goals(goals), _) => {
                let ticked = goals.iter().map(|goal| Pick::Number((*goal).into())).collect();
                Picker::entries(title, goal_entries(language)).several(ticked)
            }
            _ => return None,
        })
    }

    /// What the picker of a field answered.
    pub(super) fn picked(&mut self, step: Step) -> Step {
        match step {
            Step::Close => {
                self.picking = None;
                Step::Stay
            }
            Step::Answer(answer) => {
                if let Some(picker) = self.picking.take() {
                    self.take(&answer, &picker);
                }
                self.next_field()
            }
            other => other,
        }
    }

    fn take(&mut self, answer: &Answer, picker: &Picker) {
        let field = &mut self.fields[self.at];
        let mut named = BTreeSet::new();
        match (&mut field.content, answer) {
            (Content::Choice(choice), Answer::One(pick)) => {
                *choice = if let Pick::Choice(picked) = pick { Some(*picked) } else { None };
            }
            (Content::Link(id), Answer::One(pick)) => {
                *id = if let Pick::Record(picked) = pick { Some(*picked) } else { None };
                named.extend(*id);
            }
            (Content::Links(ids), Answer::Several(picked)) => {
                ids.clone_from(picked);
                named.clone_from(picked);
            }
            (Content::Goals(goals), Answer::Several(_)) => {
                let number =
                    |pick: &Pick| if let Pick::Number(number) = pick { u8::try_from(*number).ok() } else { None };
                *goals = picker.ticked().iter().filter_map(number).collect();
            }
            _ => {}
        }
        for id in named {
            if let Some(name) = picker.label(Pick::Record(id)) {
                field.names.insert(id, name.to_owned());
            }
        }
    }
}

fn goal_entries(language: Language) -> Vec<Entry> {
    let entry = |goal: u8| Entry {
        pick: Pick::Number(goal.into()),
        label: text::goal(language, goal).to_owned(),
        short: Some(format!("{goal:>2}")),
        other: String::new(),
    };
    GOALS.map(entry).collect()
}
