//! Why a line of the keymap is not followed.

use crate::app::KeymapProblem;
use crate::domain::Language;

/// Why a line of the keymap is not followed.
pub fn keymap_problem(language: Language, problem: &KeymapProblem) -> String {
    let german = language == Language::German;
    match problem {
        KeymapProblem::NoAction(name) if german => format!("Eine Aktion „{name}“ gibt es nicht."),
        KeymapProblem::NoAction(name) => format!("There is no action \"{name}\"."),
        KeymapProblem::NoKey(name) if german => format!("Eine Taste „{name}“ gibt es nicht."),
        KeymapProblem::NoKey(name) => format!("There is no key \"{name}\"."),
        KeymapProblem::Taken { key, by, wanted } => {
            let (by, wanted) = (by.spec().code, wanted.spec().code);
            if german {
                format!("Die Taste {key} ist für „{by}“ vergeben; „{wanted}“ bekommt sie nicht.")
            } else {
                format!("The key {key} belongs to \"{by}\"; \"{wanted}\" does not get it.")
            }
        }
        KeymapProblem::Typed(key) if german => {
            format!("Die Taste {key} schreibt hier einen Buchstaben; nötig ist eine mit Strg oder Alt.")
        }
        KeymapProblem::Typed(key) => format!("The key {key} types a letter here; one with Ctrl or Alt is needed."),
    }
}
