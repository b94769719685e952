//! Every word that people read, German and English; a missing text does not compile.
//!
//! Each word is written once, as a pair in an exhaustive `match`. Values of closed sets and acts are written as
//! in the middle of a sentence (German nouns with a capital, all else small), names of kinds and fields as a
//! label.

mod acts;
mod choices;
mod fields;
mod goals;
mod help;
pub mod import;
mod kinds;

use crate::domain::Language;

pub use acts::act;
pub use choices::{choice, choice_mark};
pub use fields::field;
pub use goals::goal;
pub use help::field_help;
pub use kinds::{counted, kind, kind_accusative, kinds, new_kind};

/// One text: German, English.
type Pair = (&'static str, &'static str);

/// The text in the language of the reader.
const fn said(language: Language, (german, english): Pair) -> &'static str {
    match language {
        Language::German => german,
        Language::English => english,
    }
}

#[cfg(test)]
mod tests;
