//! What opens over a screen and asks for something: values that the app keeps on a stack, each with its keys and
//! beside it its picture. Nothing here reads a file, a clock or a terminal.

mod confirm;
mod conflict;
mod form;
mod help;
mod letter;
mod page;
mod palette;
mod past;
mod picker;
mod prompt;
mod ranking;
mod reading;
mod said;
mod speakers;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Key, Keymap, Scope};
use crate::domain::{Choice, Choosable, Edit, Field, Id, Kind, Language};
use crate::widgets::theme::Theme;

pub use confirm::Confirm;
pub use conflict::ConflictDialog;
pub use form::{DraftField, Form, FormDraft};
pub use help::Help;
pub use letter::LetterDialog;
pub use palette::Palette;
pub use past::Past;
pub use picker::{Entry, Picker, Typed};
pub use prompt::{Prompt, PromptKind};
pub use reading::Reading;
pub(crate) use said::moment;
pub use said::{Names, ToLocal};
pub use speakers::Speakers;

/// Everything that can lie over a screen.
#[derive(Clone, Debug)]
pub enum Dialog {
    /// One or several of a list, filtered while typing.
    Picker(Picker),
    /// The fields of one record.
    Form(Form),
    /// One text.
    Prompt(Prompt),
    /// Yes or no.
    Confirm(Confirm),
    /// Which of two people's values stays.
    Conflict(ConflictDialog),
    /// What the keys do here.
    Help(Help),
    /// Every action by its name.
    Palette(Palette),
    /// The history.
    Past(Past),
    /// Who could speak.
    Speakers(Speakers),
    /// A mail text.
    Letter(LetterDialog),
    /// A text to read.
    Reading(Reading),
}

/// What a dialog needs to know of the world.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The language of the reader.
    pub language: Language,
    /// The keys in force.
    pub keymap: &'a Keymap,
    /// The day on which dates without a year are read.
    pub today: NaiveDate,
}

/// What a key led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing for the app to do.
    Stay,
    /// A key that the dialog has no use for, but the keymap knows here: find, commands, help, interrupt.
    Act(Action),
    /// Closed without an answer.
    Close,
    /// The records of a kind are wanted, to choose from: [`Dialog::provide`].
    Needs(Kind),
    /// There are more records than a picker holds: these words are to be looked for in the file;
    /// [`Dialog::provide_found`].
    Looks {
        /// Among which records.
        kind: Kind,
        /// As typed.
        words: String,
    },
    /// Closed with an answer. A form stays open until its answer is saved.
    Answer(Answer),
}

/// What a dialog was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The entry chosen in a picker.
    One(Pick),
    /// The records ticked in a picker.
    Several(BTreeSet<Id>),
    /// The text of a prompt.
    Text(String),
    /// Confirmed.
    Yes,
    /// What a form changes.
    Save(Vec<Edit>),
    /// The values that replace somebody else's; none where all of theirs stay.
    Resolve(Vec<Edit>),
    /// The action chosen in the palette.
    Do(Action),
    /// Closed with something typed, which is to be kept as a draft.
    Draft,
}

/// An entry of a picker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pick {
    /// A record.
    Record(Id),
    /// A value of a closed set.
    Choice(Choice),
    /// A field, to sort by.
    Field(Field),
    /// Whatever the asker numbered so.
    Number(usize),
    /// A day, as it was typed.
    Day(NaiveDate),
    /// A record that is not there yet, under the name that was typed or proposed.
    New,
    /// None of them: the field becomes empty.
    None,
}

impl Dialog {
    /// Takes a key.
    pub fn key(&mut self, key: Key, context: &Context<'_>) -> Step {
        match self {
            Self::Picker(picker) => picker.key(key, context),
            Self::Form(form) => form.key(key, context),
            Self::Prompt(prompt) => prompt.key(key, context),
            Self::Confirm(confirm) => confirm.key(key, context),
            Self::Conflict(conflict) => conflict.key(key, context),
            Self::Help(help) => help.key(key, context),
            Self::Palette(palette) => palette.key(key, context),
            Self::Past(past) => past.key(key, context),
            Self::Speakers(speakers) => speakers.key(key, context),
            Self::Letter(letter) => letter.key(key, context),
            Self::Reading(reading) => reading.key(key, context),
        }
    }

    /// Whether it is a form that is on its way into the file.
    pub fn is_saving(&self) -> bool {
        matches!(self, Self::Form(form) if form.is_saving())
    }

    /// Takes pasted text, where text can be typed.
    pub fn paste(&mut self, text: &str) {
        match self {
            Self::Picker(picker) => picker.paste(text),
            Self::Form(form) => form.paste(text),
            Self::Prompt(prompt) => prompt.paste(text),
            Self::Help(help) => help.paste(text),
            Self::Palette(palette) => palette.paste(text),
            Self::Confirm(_)
            | Self::Conflict(_)
            | Self::Past(_)
            | Self::Speakers(_)
            | Self::Letter(_)
            | Self::Reading(_) => {}
        }
    }

    /// Where the keys of this dialog are looked up, the innermost place first.
    pub fn scopes(&self) -> &'static [Scope] {
        match self {
            Self::Picker(_) => PICKING,
            Self::Form(form) => form.scopes(),
            Self::Prompt(prompt) => prompt.scopes(),
            Self::Confirm(_)
            | Self::Conflict(_)
            | Self::Help(_)
            | Self::Palette(_)
            | Self::Past(_)
            | Self::Speakers(_) => ASKED,
            Self::Letter(letter) => letter.scopes(),
            Self::Reading(_) => ASKED,
        }
    }

    /// Whether an action of these scopes does something now; the footer leaves out the others.
    pub fn offers(&self, action: Action) -> bool {
        match self {
            Self::Picker(picker) => picker.offers(action),
            Self::Form(form) => form.offers(action),
            Self::Prompt(prompt) => prompt.offers(action),
            Self::Help(_) | Self::Past(_) | Self::Letter(_) => action != Action::Choose,
            Self::Reading(reading) => reading.offers(action),
            Self::Confirm(_) | Self::Conflict(_) | Self::Palette(_) | Self::Speakers(_) => true,
        }
    }

    /// Draws the dialog over what is in the area, the room between the first line and the messages, and gives the
    /// place of the terminal's cursor.
    pub fn view(&self, area: Rect, buffer: &mut Buffer, theme: &Theme, context: &Context<'_>) -> Option<Position> {
        match self {
            Self::Picker(picker) => picker.view(area, buffer, theme, context),
            Self::Form(form) => form.view(area, buffer, theme, context),
            Self::Prompt(prompt) => prompt.view(area, buffer, theme, context),
            Self::Confirm(confirm) => confirm.view(area, buffer, theme, context),
            Self::Conflict(conflict) => conflict.view(area, buffer, theme, context),
            Self::Help(help) => help.view(area, buffer, theme, context),
            Self::Palette(palette) => palette.view(area, buffer, theme, context),
            Self::Past(past) => past.view(area, buffer, theme, context),
            Self::Speakers(speakers) => speakers.view(area, buffer, theme, context),
            Self::Letter(letter) => letter.view(area, buffer, theme, context),
            Self::Reading(reading) => reading.view(area, buffer, theme, context),
        }
    }

    /// What an entry of a picker is called.
    pub fn label(&self, pick: Pick) -> Option<&str> {
        match self {
            Self::Picker(picker) => picker.label(pick),
            _ => None,
        }
    }

    /// The kind whose records the dialog waits for; asked when it opens.
    pub fn needs(&self) -> Option<Kind> {
        match self {
            Self::Picker(picker) => picker.needs(),
            Self::Form(form) => form.needs(),
            _ => None,
        }
    }

    /// Whether what a key means depends on records that are still waited for.
    pub(crate) fn has_to_wait(&self, key: Key, context: &Context<'_>) -> bool {
        match self {
            Self::Picker(picker) => picker.has_to_wait(key, context),
            Self::Form(form) => form.has_to_wait(key, context),
            _ => false,
        }
    }

    /// The first records of a kind, in order of their names, and whether there are more.
    /// The step says whether more has to be looked for at once.
    pub fn provide(&mut self, kind: Kind, items: &[Choosable], more: bool) -> Step {
        match self {
            Self::Picker(picker) => picker.provide(kind, items, more),
            Self::Form(form) => form.provide(kind, items, more),
            _ => Step::Stay,
        }
    }

    /// The records that were found for these words; passed over if other words are typed by now.
    pub fn provide_found(&mut self, kind: Kind, words: &str, items: &[Choosable]) {
        match self {
            Self::Picker(picker) => picker.provide_found(kind, words, items),
            Self::Form(form) => form.provide_found(kind, words, items),
            _ => {}
        }
    }
}

/// The places of a picker.
const PICKING: &[Scope] = &[Scope::Picker, Scope::Text];
/// The places of a form.
const FILLING: &[Scope] = &[Scope::Form, Scope::Text];
/// The places of every other dialog. What works while typing works where nothing is typed too.
const ASKED: &[Scope] = &[Scope::Dialog, Scope::Text];

impl Context<'_> {
    /// What a key means in these places.
    fn action(&self, key: Key, scopes: &[Scope]) -> Option<Action> {
        self.keymap.action(key, scopes)
    }

    /// What becomes of a key that the dialog has no use for: help is at hand everywhere.
    fn unused(&self, key: Key, is_typing: bool) -> Step {
        let helps = self.action(key, &[Scope::Everywhere]) == Some(Action::Help);
        if helps && !(is_typing && key.text().is_some()) { Step::Act(Action::Help) } else { Step::Stay }
    }

    /// The key to show for an action, with the notation of keymaps; empty where it has none.
    fn key_for(&self, action: Action, scopes: &[Scope]) -> String {
        self.keymap.key_in(action, scopes).map(|key| key.name(self.language)).unwrap_or_default()
    }
}
