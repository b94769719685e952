//! What is said when a part of a decision is chosen in triage.

use crate::domain::{Field, Language};

/// What came of a key that chooses a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chose {
    /// This part; the key takes it with the rest.
    Part {
        /// Which part.
        field: Field,
        /// The key.
        enter: String,
    },
    /// The choice of this part was taken back.
    TakenBack(Field),
    /// Nothing else is likely.
    NoOther,
}

impl Chose {
    pub(super) fn text(&self, language: Language) -> String {
        let german = language == Language::German;
        match self {
            Self::Part { field, enter } => {
                let part = super::part(language, *field);
                if german {
                    format!("Gewählt: {part}. Mit dem übrigen Vorschlag übernehmen: {enter}")
                } else {
                    format!("Chosen: {part}. Take it with the rest of the proposal: {enter}")
                }
            }
            Self::TakenBack(field) => {
                let part = super::part(language, *field);
                if german { format!("Auswahl zurückgenommen: {part}.") } else { format!("Choice taken back: {part}.") }
            }
            Self::NoOther if german => "Sonst ist nichts wahrscheinlich.".to_owned(),
            Self::NoOther => "Nothing else is likely.".to_owned(),
        }
    }
}
