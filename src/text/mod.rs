//! Every word that people read, German and English; a missing text does not compile.
//!
//! Each word is written once, as a pair in an exhaustive `match`. Values of closed sets and acts are written as
//! in the middle of a sentence (German nouns with a capital, all else small), names of kinds and fields as a
//! label.

mod acts;
pub mod answers;
pub mod backup;
pub mod check;
mod choices;
mod chose;
pub mod columns;
pub mod command_line;
pub mod commands;
mod dialogs;
pub mod drive;
pub mod duplicates;
pub mod export;
pub mod failure;
pub mod feedback;
mod fields;
mod goals;
pub mod guest_sheet;
mod help;
pub mod hour;
pub mod import;
mod kinds;
pub mod leaving_out;
mod left_out;
pub mod letter;
mod names;
mod phrase;
pub mod place;
pub mod posts;
pub mod privacy;
pub mod privacy_report;
mod proposal;
pub mod question_list;
mod refusal;
pub mod saved_view;
mod screens;
mod settings;
pub mod snooze;
mod source;
pub mod speaking;
mod status;
pub mod told;
mod warning;

use crate::domain::Language;

pub use acts::act;
pub use choices::{choice, choice_mark, institutions};
pub use chose::Chose;
pub use dialogs::{Dialogs, choose_with, dialogs, discard_once_more, edit_kind, entry_note, ticked};
pub use fields::field;
pub use goals::goal;
pub use help::field_help;
pub use kinds::{counted, kind, kind_accusative, kinds, new_kind};
pub use left_out::LeftOut;
pub use names::{choice_named, choices_of, field_named, kind_named, plural_code, read, short_code, written};
pub use proposal::{certainty, part, reason};
pub use refusal::{date_problem, entry_problem, money_problem, not_in_future, refusal};
pub use screens::{WaitingWords, Words, empty_list, remove_question, waiting, words};
pub use settings::keymap_problem;
pub use snooze::sleeps;
pub use source::source;
pub use status::Message;

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
