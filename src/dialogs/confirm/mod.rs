//! A confirmation: yes or no, and what yes would mean.

mod view;

use super::{ASKED, Answer, Context, Step};
use crate::app::{Action, Key, KeyCode};
use crate::domain::Language;
use crate::text;

/// Yes or no.
#[derive(Clone, Debug)]
pub struct Confirm {
    question: String,
    consequence: String,
    /// Whether yes is what Enter means.
    yes: bool,
}

impl Confirm {
    /// Asks; Enter means yes.
    pub fn new(question: impl Into<String>, consequence: impl Into<String>) -> Self {
        Self { question: question.into(), consequence: consequence.into(), yes: true }
    }

    /// The same for what is hard to take back: Enter means no until yes is chosen.
    #[must_use]
    pub fn destructive(mut self) -> Self {
        self.yes = false;
        self
    }

    pub(super) fn key(&mut self, key: Key, context: &Context<'_>) -> Step {
        match context.action(key, ASKED) {
            Some(Action::Choose) => self.answer(),
            Some(Action::Leave) => Step::Close,
            Some(Action::ChooseNext | Action::ChoosePrevious) => self.turn(),
            Some(action) => Step::Act(action),
            None if answers(key, true) => Step::Answer(Answer::Yes),
            None if answers(key, false) => Step::Close,
            None => match key.code {
                KeyCode::Left | KeyCode::Right | KeyCode::Tab | KeyCode::BackTab => self.turn(),
                _ => context.unused(key, false),
            },
        }
    }

    const fn answer(&self) -> Step {
        if self.yes { Step::Answer(Answer::Yes) } else { Step::Close }
    }

    const fn turn(&mut self) -> Step {
        self.yes = !self.yes;
        Step::Stay
    }
}

/// Whether a key is the letter for yes or for no, in either language: fingers are slow to change.
fn answers(key: Key, yes: bool) -> bool {
    let letter = key.text().map(|letter| letter.to_ascii_lowercase());
    [Language::German, Language::English].iter().any(|language| {
        let (for_yes, for_no) = text::dialogs(*language).letters;
        letter == Some(if yes { for_yes } else { for_no })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Keymap;

    fn press(confirm: &Confirm, keys: &str) -> Step {
        let keymap = Keymap::default();
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let context = Context { language: Language::German, keymap: &keymap, today };
        let mut confirm = confirm.clone();
        keys.split(' ').map(|key| confirm.key(key.parse().unwrap(), &context)).last().unwrap()
    }

    #[test]
    fn enter_confirms_what_can_be_taken_back() {
        let confirm = Confirm::new("Alle 12 zuweisen?", "");
        assert_eq!(press(&confirm, "Enter"), Step::Answer(Answer::Yes));
        assert_eq!(press(&confirm, "Right Enter"), Step::Close);
        assert_eq!(press(&confirm, "Esc"), Step::Close);
    }

    #[test]
    fn enter_alone_destroys_nothing() {
        let confirm = Confirm::new("Entwurf verwerfen?", "").destructive();
        assert_eq!(press(&confirm, "Enter"), Step::Close);
        assert_eq!(press(&confirm, "Left Enter"), Step::Answer(Answer::Yes));
    }

    #[test]
    fn the_letters_of_both_languages_answer() {
        let confirm = Confirm::new("Entwurf verwerfen?", "").destructive();
        for yes in ["j", "J", "y"] {
            assert_eq!(press(&confirm, yes), Step::Answer(Answer::Yes));
        }
        assert_eq!(press(&confirm, "n"), Step::Close);
        assert_eq!(press(&confirm, "x"), Step::Stay);
        assert_eq!(press(&confirm, "?"), Step::Act(Action::Help));
    }
}
