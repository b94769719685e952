//! Importing: which file, what its columns hold, what it would do, and doing it.

use super::{Action, App, Effect, Message, Purpose, Question};
use crate::dialogs::{Entry, Pick, Picker};
use crate::domain::failure::Failure;
use crate::domain::{Change, Outcome};
use crate::exchange::column::Column;
use crate::exchange::form::Form;
use crate::screens::import::{ByHand, ImportState, Planned};
use crate::text;

impl App {
    /// Looks at a file, by its own heads or by what was said of its columns.
    pub(super) fn plan_import(&mut self, path: String, by_hand: Option<ByHand>) -> Vec<Effect> {
        self.import = Some(ImportState::default());
        vec![Effect::Ask(Question::PlanImport(path, by_hand))]
    }

    pub(super) fn import_planned(&mut self, path: &str, planned: Planned) -> Vec<Effect> {
        let Some(state) = &mut self.import else {
            tracing::debug!(path, "the preview was closed before it came");
            return Vec::new();
        };
        match planned {
            Planned::Preview(preview) => state.preview = Some(preview),
            Planned::Refused(why) => {
                self.import = None;
                self.message = Some(Message::NotImported(why));
            }
            Planned::Unknown(by_hand) => {
                self.import = None;
                return self.ask_form(by_hand);
            }
        }
        Vec::new()
    }

    fn ask_form(&mut self, by_hand: ByHand) -> Vec<Effect> {
        let entries = FORMS.iter().enumerate().map(|(place, form)| Entry {
            pick: Pick::Number(place),
            label: text::kinds(self.language, kind_of(*form)).to_owned(),
            short: None,
            other: String::new(),
        });
        let picker = Picker::entries(text::words(self.language).import_form, entries.collect());
        self.pick(picker, Purpose::ImportForm(Box::new(by_hand)))
    }

    pub(super) fn import_form(&mut self, mut by_hand: ByHand, place: usize) -> Vec<Effect> {
        let Some(form) = FORMS.get(place) else { return Vec::new() };
        by_hand.set_form(*form);
        self.ask_columns(by_hand)
    }

    /// Shows what is said of the columns; the first entry goes on, each other changes one column.
    pub(super) fn ask_columns(&mut self, by_hand: ByHand) -> Vec<Effect> {
        let words = text::words(self.language);
        let go = Entry {
            pick: Pick::Number(usize::MAX),
            label: words.import_go.to_owned(),
            short: None,
            other: String::new(),
        };
        let columns = by_hand.header.iter().enumerate().map(|(place, head)| {
            let held = by_hand.columns[place]
                .map_or(words.import_nothing, |column| text::columns::column(self.language, column));
            let sample = by_hand.sample.get(place).map(String::as_str).unwrap_or_default();
            let sample: String =
                sample.chars().take(24).map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
            Entry { pick: Pick::Number(place), label: format!("{head} → {held}"), short: None, other: sample }
        });
        let picker = Picker::entries(words.import_columns, std::iter::once(go).chain(columns).collect());
        self.pick(picker, Purpose::ImportColumns(Box::new(by_hand)))
    }

    pub(super) fn import_columns(&mut self, by_hand: ByHand, place: usize) -> Vec<Effect> {
        let Some(head) = by_hand.header.get(place) else {
            return self.plan_import(by_hand.path.clone(), Some(by_hand));
        };
        let known = by_hand.form.map(Form::columns).unwrap_or_default();
        let entries = known.iter().enumerate().map(|(place, column)| Entry {
            pick: Pick::Number(place),
            label: text::columns::column(self.language, *column).to_owned(),
            short: None,
            other: String::new(),
        });
        let picker = Picker::entries(head.as_str(), entries.collect()).clearable(true);
        self.pick(picker, Purpose::ImportColumn(Box::new(by_hand), place))
    }

    pub(super) fn import_column(&mut self, mut by_hand: ByHand, place: usize, pick: Pick) -> Vec<Effect> {
        let known = by_hand.form.map(Form::columns).unwrap_or_default();
        let column: Option<Column> = match pick {
            Pick::Number(chosen) => known.get(chosen).copied(),
            _ => None,
        };
        by_hand.columns[place] = column;
        self.ask_columns(by_hand)
    }

    /// What keys do in the preview of an import; `None` for what works as everywhere.
    pub(super) fn import_act(&mut self, action: Action) -> Option<Vec<Effect>> {
        let state = self.import.as_mut()?;
        match action {
            Action::ChooseNext => state.step(1),
            Action::ChoosePrevious => state.step(-1),
            Action::ChoosePageDown => state.step(10),
            Action::ChoosePageUp => state.step(-10),
            Action::Leave => {
                self.import = None;
                return Some(self.arrive());
            }
            Action::Choose if state.running => {}
            Action::Choose => match state.preview.as_ref().map(|preview| preview.changes) {
                Some(0) => self.message = Some(Message::NothingToImport),
                Some(_) if !state.does_anything() => {
                    self.message = Some(Message::Told(text::leaving_out::all_left_out(self.language).to_owned()));
                }
                Some(_) => {
                    state.running = true;
                    return Some(vec![Effect::Ask(Question::RunImport(state.all_left_out()))]);
                }
                None => {}
            },
            Action::LeaveRowOut if state.running || state.preview.is_none() => {}
            Action::LeaveRowOut => {
                if state.toggle() {
                    state.step(1);
                } else {
                    self.message = Some(Message::Told(text::leaving_out::changes_nothing(self.language).to_owned()));
                }
            }
            _ => return None,
        }
        Some(Vec::new())
    }

    pub(super) fn imported(&mut self, done: Vec<(Change, Outcome)>, result: Result<(), Failure>) -> Vec<Effect> {
        let mut count = 0;
        for (change, outcome) in done {
            if let Outcome::Applied(applied) = outcome {
                count += change.records().len();
                self.undo.note(change, &applied);
            }
        }
        let left = self.import.take().map_or(0, |import| import.all_left_out().len());
        self.message = Some(match result {
            Ok(()) => Message::Imported { count, left, undo: self.key_name(Action::Undo) },
            // What is left waits with all else that is on its way.
            Err(failure) if failure.is_drive() => Message::Parked,
            Err(failure) => Message::Failed(failure),
        });
        let mut effects = self.arrive();
        effects.extend(self.refresh());
        effects
    }
}

/// What a sheet can hold.
const FORMS: [Form; 3] = [Form::Questions, Form::Groups, Form::Contacts];

const fn kind_of(form: Form) -> crate::domain::Kind {
    match form {
        Form::Questions => crate::domain::Kind::Question,
        Form::Groups => crate::domain::Kind::Group,
        Form::Contacts => crate::domain::Kind::Contact,
    }
}
