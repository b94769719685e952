//! What the dialogs say: pickers, forms, prompts, confirmations, conflicts, help, palette, history.

use super::{kind, kind_accusative};
use crate::domain::dates::DateProblem;
use crate::domain::entry::EntryProblem;
use crate::domain::money::MoneyProblem;
use crate::domain::{Kind, Language, dates};

/// The words of the dialogs in one language.
#[derive(Debug)]
pub struct Dialogs {
    /// A value that nobody knows.
    pub unknown: &'static str,
    /// The entry that empties the field.
    pub none: &'static str,
    /// What that entry is looked for by.
    pub none_words: &'static str,
    /// In the empty filter line.
    pub filter: &'static str,
    /// The same where a day can be typed.
    pub type_a_day: &'static str,
    /// The same where something new can be named.
    pub type_a_name: &'static str,
    /// While records are on their way.
    pub loading: &'static str,
    /// Nothing to choose from.
    pub no_entries: &'static str,
    /// No entry has these words.
    pub nothing_fits: &'static str,
    /// More records than the picker shows.
    pub more_by_typing: &'static str,
    /// A field that must not stay empty.
    pub required: &'static str,
    /// In a required field that is empty.
    pub fill_in: &'static str,
    /// Beside words in a field for dates.
    pub stays_words: &'static str,
    /// Before what somebody else put into the field.
    pub meanwhile: &'static str,
    /// While the form waits for the file.
    pub saving: &'static str,
    /// There are fields above or below.
    pub more_fields: &'static str,
    /// A ticked flag.
    pub yes: &'static str,
    /// The other answer.
    pub no: &'static str,
    /// The letters that answer yes and no.
    pub letters: (char, char),
    /// Title of the conflict.
    pub conflict_title: &'static str,
    /// What the conflict is about.
    pub conflict_intro: &'static str,
    /// Before one's own value.
    pub mine: &'static str,
    /// Before somebody else's value.
    pub theirs: &'static str,
    /// Title of the help.
    pub help_title: &'static str,
    /// Where no key is bound.
    pub no_key: &'static str,
    /// Title of the palette.
    pub palette_title: &'static str,
    /// Title of the history.
    pub past_title: &'static str,
    /// There is no history yet.
    pub past_empty: &'static str,
    /// In the history, where a record came into being.
    pub created: &'static str,
    /// An act that this version has no word for.
    pub unknown_act: &'static str,
}

const GERMAN: Dialogs = Dialogs {
    unknown: "leer",
    none: "(ohne)",
    none_words: "ohne keine keiner keines leer",
    filter: "Tippen filtert",
    type_a_day: "Tag tippen (12.3., morgen, fr, +2w) oder wählen",
    type_a_name: "Tippen filtert und benennt Neues",
    loading: "wird geladen …",
    no_entries: "Hier gibt es noch nichts zur Auswahl.",
    nothing_fits: "Nichts passt dazu.",
    more_by_typing: "weitere beim Tippen",
    required: "Pflichtfeld",
    fill_in: "bitte ausfüllen",
    stays_words: "bleibt als Text",
    meanwhile: "inzwischen",
    saving: "Wird gespeichert …",
    more_fields: "weitere Felder",
    yes: "ja",
    no: "nein",
    letters: ('j', 'n'),
    conflict_title: "Jemand war schneller",
    conflict_intro: "Diese Felder wurden inzwischen geändert. Was soll gelten, 1 oder 2?",
    mine: "1 meins",
    theirs: "2 dort",
    help_title: "Tasten an dieser Stelle",
    no_key: "ohne Taste",
    palette_title: "Befehle",
    past_title: "Historie",
    past_empty: "Noch keine Änderungen.",
    created: "angelegt",
    unknown_act: "Änderung einer neueren Version",
};

const ENGLISH: Dialogs = Dialogs {
    unknown: "empty",
    none: "(none)",
    none_words: "none without empty nothing",
    filter: "Type to filter",
    type_a_day: "Type a day (12.3., tomorrow, fri, +2w) or choose",
    type_a_name: "Type to filter and to name a new one",
    loading: "loading …",
    no_entries: "There is nothing to choose from yet.",
    nothing_fits: "Nothing fits.",
    more_by_typing: "more by typing",
    required: "Required",
    fill_in: "please fill in",
    stays_words: "kept as words",
    meanwhile: "meanwhile",
    saving: "Saving …",
    more_fields: "more fields",
    yes: "yes",
    no: "no",
    letters: ('y', 'n'),
    conflict_title: "Somebody was faster",
    conflict_intro: "These fields have been changed meanwhile. Which value is to stay, 1 or 2?",
    mine: "1 mine",
    theirs: "2 there",
    help_title: "Keys in this place",
    no_key: "no key",
    palette_title: "Commands",
    past_title: "History",
    past_empty: "No changes yet.",
    created: "created",
    unknown_act: "change by a newer version",
};

/// The words of the dialogs.
pub const fn dialogs(language: Language) -> &'static Dialogs {
    match language {
        Language::German => &GERMAN,
        Language::English => &ENGLISH,
    }
}

/// The title of a form for a record that exists: `Frage bearbeiten`.
pub fn edit_kind(language: Language, of: Kind) -> String {
    match language {
        Language::German => format!("{} bearbeiten", kind(language, of)),
        Language::English => format!("Edit {}", kind_accusative(language, of)),
    }
}

/// Asks once more before typed text goes; `key` is the one that was just pressed.
pub fn discard_once_more(language: Language, key: &str) -> String {
    match language {
        Language::German => {
            format!("Eingaben verwerfen? Noch einmal {key}; jede andere Taste behält sie.")
        }
        Language::English => format!("Discard what was typed? {key} once more; any other key keeps it."),
    }
}

/// How to fill a field whose value is chosen.
pub fn choose_with(language: Language, key: &str) -> String {
    match language {
        Language::German => format!("{key} öffnet die Auswahl, Tippen ebenso"),
        Language::English => format!("{key} opens the choices, typing does too"),
    }
}

/// How many entries are ticked.
pub fn ticked(language: Language, number: usize) -> String {
    match language {
        Language::German => format!("{number} angekreuzt"),
        Language::English => format!("{number} ticked"),
    }
}

/// Why a text cannot stand in a field, in at most 22 columns beside it.
pub fn entry_note(language: Language, problem: &EntryProblem) -> String {
    let (german, english) = match problem {
        EntryProblem::Date(DateProblem::NoSuchDay { day, month, year }) => {
            return match language {
                Language::German => format!("kein Tag: {day}.{month}.{year}"),
                Language::English => format!("no day: {year}-{month:02}-{day:02}"),
            };
        }
        EntryProblem::Date(DateProblem::YearOutOfRange(year)) => {
            return match language {
                Language::German => format!("im Jahr {year}?"),
                Language::English => format!("in the year {year}?"),
            };
        }
        EntryProblem::Date(DateProblem::Empty | DateProblem::NotUnderstood) => ("kein Datum", "not a date"),
        EntryProblem::Money(MoneyProblem::Empty | MoneyProblem::NotUnderstood) => ("kein Betrag", "not a sum of money"),
        EntryProblem::Money(MoneyProblem::TooFine) => ("nur ganze Cent", "whole cents only"),
        EntryProblem::Money(MoneyProblem::TooLarge) => ("zu groß", "too large"),
        EntryProblem::NoTime => ("die Uhrzeit fehlt", "the time is missing"),
        EntryProblem::Number => ("keine ganze Zahl", "not a whole number"),
        EntryProblem::Flag => ("weder ja noch nein", "neither yes nor no"),
        EntryProblem::Goals => ("nur Ziele 1 bis 17", "goals 1 to 17 only"),
        EntryProblem::Choice(_) => ("nicht in der Auswahl", "not among the choices"),
        EntryProblem::TooLong(most) => {
            return match language {
                Language::German => format!("über {most} Zeichen"),
                Language::English => format!("over {most} letters"),
            };
        }
        EntryProblem::Before(_, _, day) => {
            let day = dates::format(*day, language);
            return match language {
                Language::German => format!("vor dem {day}"),
                Language::English => format!("before {day}"),
            };
        }
        EntryProblem::Link => ("bitte auswählen", "please choose"),
    };
    match language {
        Language::German => german.to_owned(),
        Language::English => english.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Set;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn notes_fit_beside_a_field() {
        let date = |problem| EntryProblem::Date(problem);
        for language in [Language::German, Language::English] {
            for problem in [
                date(DateProblem::NotUnderstood),
                date(DateProblem::NoSuchDay { day: 31, month: 11, year: 2027 }),
                date(DateProblem::YearOutOfRange(9999)),
                EntryProblem::Money(MoneyProblem::TooFine),
                EntryProblem::NoTime,
                EntryProblem::Goals,
                EntryProblem::Choice(Set::Priority),
            ] {
                let note = entry_note(language, &problem);
                assert!(note.width() <= 22, "{note}");
            }
        }
    }

    #[test]
    fn titles_name_the_kind() {
        assert_eq!(edit_kind(Language::German, Kind::Question), "Frage bearbeiten");
        assert_eq!(edit_kind(Language::English, Kind::Question), "Edit the question");
    }

    #[test]
    fn yes_and_no_have_letters_of_their_own() {
        for texts in [&GERMAN, &ENGLISH] {
            assert!(texts.yes.starts_with(texts.letters.0) && texts.no.starts_with(texts.letters.1));
        }
    }
}
