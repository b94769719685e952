//! A prompt: one text, asked for with a title and a hint.

mod view;

use chrono::NaiveDate;

use super::{ASKED, Answer, Context, FILLING, Step};
use crate::app::{Action, Key, Scope};
use crate::domain::FieldType;
use crate::domain::entry::{self, EntryProblem};
use crate::widgets::field::LineInput;
use crate::widgets::text_field::TextInput;

/// What kind of text is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptKind {
    /// One line.
    Line,
    /// Text of any length; saved like a form, as Enter begins a new line.
    LongText,
    /// A day, which has to be understood.
    Date,
}

/// One text.
#[derive(Clone, Debug)]
pub struct Prompt {
    title: String,
    hint: String,
    kind: PromptKind,
    required: bool,
    /// What stood there at the beginning.
    first: String,
    line: LineInput,
    text: TextInput,
    /// Whether something is missing or was not understood, since the last letter.
    refused: bool,
}

impl Prompt {
    /// Asks for a text; `given` stands there already.
    pub fn new(title: impl Into<String>, hint: impl Into<String>, kind: PromptKind, given: &str) -> Self {
        Self {
            title: title.into(),
            hint: hint.into(),
            kind,
            required: false,
            first: given.to_owned(),
            line: LineInput::new(given),
            text: TextInput::new(given),
            refused: false,
        }
    }

    /// The same, not to be left empty.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        match self.kind {
            PromptKind::LongText => self.text.text(),
            PromptKind::Line | PromptKind::Date => self.line.text(),
        }
    }

    pub(super) const fn scopes(&self) -> &'static [Scope] {
        match self.kind {
            PromptKind::LongText => FILLING,
            PromptKind::Line | PromptKind::Date => ASKED,
        }
    }

    pub(super) fn offers(&self, action: Action) -> bool {
        !matches!(
            action,
            Action::NextField
                | Action::PreviousField
                | Action::OpenPicker
                | Action::DiscardDraft
                | Action::ClearField
                | Action::ChooseNext
                | Action::ChoosePrevious
                | Action::ChoosePageDown
                | Action::ChoosePageUp
        )
    }

    pub(super) fn paste(&mut self, text: &str) {
        match self.kind {
            PromptKind::LongText => self.text.paste(text),
            PromptKind::Line | PromptKind::Date => self.line.paste(text),
        }
        self.refused = false;
    }

    pub(super) fn key(&mut self, key: Key, context: &Context<'_>) -> Step {
        // Saving is one key in every place where text is written.
        if context.action(key, FILLING) == Some(Action::Save) {
            return self.answer(context.today);
        }
        match context.action(key, self.scopes()) {
            Some(Action::Choose | Action::Save) => self.answer(context.today),
            Some(Action::Leave | Action::CloseForm) => self.close(),
            Some(action) if self.offers(action) => Step::Act(action),
            _ => self.write(key, context),
        }
    }

    fn write(&mut self, key: Key, context: &Context<'_>) -> Step {
        let written = match self.kind {
            PromptKind::LongText => self.text.key(key),
            PromptKind::Line | PromptKind::Date => self.line.key(key),
        };
        if written {
            self.refused = false;
            Step::Stay
        } else {
            context.unused(key, true)
        }
    }

    fn answer(&mut self, today: NaiveDate) -> Step {
        let is_empty = self.text().trim().is_empty();
        self.refused = if is_empty { self.required } else { self.day(today).is_some_and(|day| day.is_err()) };
        if self.refused { Step::Stay } else { Step::Answer(Answer::Text(self.text().to_owned())) }
    }

    fn close(&self) -> Step {
        let typed = self.text();
        if typed.trim().is_empty() || typed == self.first { Step::Close } else { Step::Answer(Answer::Draft) }
    }

    /// The day that is meant, where a day is asked for and something is typed.
    fn day(&self, today: NaiveDate) -> Option<Result<String, EntryProblem>> {
        if self.kind != PromptKind::Date || self.text().trim().is_empty() {
            return None;
        }
        let read = entry::read(FieldType::Date, self.text(), today);
        Some(read.map(|value| value.as_text().unwrap_or_default().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Keymap;
    use crate::domain::Language;

    fn press(prompt: &mut Prompt, keys: &str) -> Step {
        let keymap = Keymap::default();
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let context = Context { language: Language::German, keymap: &keymap, today };
        keys.split(' ').map(|key| prompt.key(key.parse().unwrap(), &context)).last().unwrap()
    }

    fn text(text: &str) -> Step {
        Step::Answer(Answer::Text(text.to_owned()))
    }

    #[test]
    fn a_line_is_taken_with_enter() {
        let mut prompt = Prompt::new("Ablehnen", "", PromptKind::Line, "").required();
        assert_eq!(press(&mut prompt, "Enter"), Step::Stay);
        assert!(prompt.refused);
        assert_eq!(press(&mut prompt, "z u Enter"), text("zu"));
    }

    #[test]
    fn a_long_text_has_lines_and_is_saved_like_a_form() {
        let mut prompt = Prompt::new("Antwort", "", PromptKind::LongText, "");
        assert_eq!(press(&mut prompt, "a Enter b Ctrl-S"), text("a\nb"));
    }

    #[test]
    fn a_day_has_to_be_understood() {
        let mut prompt = Prompt::new("Wiedervorlage", "", PromptKind::Date, "");
        assert_eq!(press(&mut prompt, "b a l d Enter"), Step::Stay);
        assert_eq!(press(&mut prompt, "Ctrl-U + 2 w Enter"), text("+2w"));
        assert_eq!(press(&mut prompt, "Ctrl-U Enter"), text(""));
    }

    #[test]
    fn closing_never_loses_what_was_typed() {
        let mut prompt = Prompt::new("Notiz", "", PromptKind::LongText, "schon da");
        assert_eq!(press(&mut prompt, "Esc"), Step::Close);
        assert_eq!(press(&mut prompt, "! Esc"), Step::Answer(Answer::Draft));
        assert_eq!(prompt.text(), "schon da!");
    }

    #[test]
    fn find_works_from_inside() {
        let mut prompt = Prompt::new("Notiz", "", PromptKind::Line, "");
        assert_eq!(press(&mut prompt, "f Ctrl-F"), Step::Act(Action::Find));
        assert_eq!(prompt.text(), "f");
    }
}
