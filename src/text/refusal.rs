//! Why something that people typed or asked for is not possible, said beside the field or in the status line.

use chrono::NaiveDate;

use super::{Pair, choice, choices_of, field, said};
use crate::domain::dates::DateProblem;
use crate::domain::entry::EntryProblem;
use crate::domain::money::MoneyProblem;
use crate::domain::question::Refusal;
use crate::domain::{Choice, Language, dates};

/// Why an act on a question is not possible now.
pub fn refusal(language: Language, refusal: &Refusal) -> String {
    let pair = match refusal {
        Refusal::State { from, to } => {
            let (from, to) = (Choice::QuestionState(*from), Choice::QuestionState(*to));
            let (from, to) = (choice(language, from), choice(language, to));
            return match language {
                Language::German => format!("Der Status „{from}“ kann nicht in „{to}“ übergehen."),
                Language::English => format!("A question cannot go from \"{from}\" to \"{to}\"."),
            };
        }
        Refusal::NoReason => ("Bitte einen Grund angeben.", "Please give a reason."),
        Refusal::OwnDuplicate => {
            ("Eine Frage kann nicht ihre eigene Dublette sein.", "A question cannot be a duplicate of itself.")
        }
        Refusal::OriginalIsDuplicate => (
            "Diese Frage ist selbst eine Dublette oder wurde entfernt.",
            "That question is itself a duplicate or was removed.",
        ),
        Refusal::DuplicateAlready => (
            "Die Frage ist schon Dublette einer anderen. Nichts wurde geändert; bitte zuerst in den Eingang zurücksetzen.",
            "The question is a duplicate of another one already. Nothing was changed; please put it back into the inbox first.",
        ),
    };
    said(language, pair).to_owned()
}

/// Why a text is no date, with what would be one.
pub fn date_problem(language: Language, problem: &DateProblem) -> String {
    let pair = match problem {
        DateProblem::Empty => ("Bitte ein Datum eingeben.", "Please enter a date."),
        DateProblem::NotUnderstood => (
            "Kein Datum. Möglich sind 12.3., 12.03.2027, morgen, fr, +2w.",
            "No date. Possible are 12.3., 2027-03-12, tomorrow, fri, +2w.",
        ),
        DateProblem::NoSuchDay { day, month, year } => {
            return match language {
                Language::German => format!("Den {day}.{month}.{year} gibt es nicht."),
                Language::English => format!("There is no {year}-{month:02}-{day:02}."),
            };
        }
        DateProblem::YearOutOfRange(year) => {
            return match language {
                Language::German => format!("Das Jahr {year} liegt nicht zwischen 1900 und 2199."),
                Language::English => format!("The year {year} is not between 1900 and 2199."),
            };
        }
    };
    said(language, pair).to_owned()
}

/// Why a question cannot sleep until a day that is over, or until today.
pub fn not_in_future(language: Language, day: NaiveDate) -> String {
    let day = dates::format(day, language);
    match language {
        Language::German => {
            format!("Der {day} liegt nicht in der Zukunft. Nichts wurde geändert; bitte einen späteren Tag angeben.")
        }
        Language::English => format!("{day} is not in the future. Nothing was changed; please give a later day."),
    }
}

/// Why a text is no sum of money, with what would be one.
pub fn money_problem(language: Language, problem: MoneyProblem) -> &'static str {
    let pair: Pair = match problem {
        MoneyProblem::Empty => ("Bitte einen Betrag eingeben.", "Please enter a sum."),
        MoneyProblem::NotUnderstood => (
            "Kein Betrag. Möglich sind 12.500 €, 97.500,00, 15 T€, 2,4 Mio.",
            "No sum of money. Possible are 12500, €97,500.00, 15 k€.",
        ),
        MoneyProblem::TooFine => (
            "Der Betrag hat Bruchteile eines Cents. Tausender bitte mit Punkt trennen: 1.567.",
            "The sum has parts of a cent. Please write thousands in full: 1567.",
        ),
        MoneyProblem::TooLarge => ("Der Betrag ist zu groß.", "The sum is too large."),
    };
    said(language, pair)
}

/// Why a text cannot stand in a field.
pub fn entry_problem(language: Language, problem: &EntryProblem) -> String {
    let pair = match problem {
        EntryProblem::Date(problem) => return date_problem(language, problem),
        EntryProblem::Money(problem) => return money_problem(language, *problem).to_owned(),
        EntryProblem::NoTime => (
            "Bitte auch die Uhrzeit angeben, etwa 12.3.2027 14:00.",
            "Please give the time too, such as 12.3.2027 14:00.",
        ),
        EntryProblem::Number => ("Bitte eine ganze Zahl eingeben.", "Please enter a whole number."),
        EntryProblem::Flag => ("Bitte ja oder nein eingeben.", "Please enter yes or no."),
        EntryProblem::Goals => (
            "Bitte Ziele von 1 bis 17 eingeben, mit Komma getrennt.",
            "Please enter goals from 1 to 17, with commas between them.",
        ),
        EntryProblem::Choice(set) => {
            let possible = choices_of(language, *set);
            return match language {
                Language::German => format!("Möglich sind: {possible}."),
                Language::English => format!("Possible are: {possible}."),
            };
        }
        EntryProblem::TooLong(most) => {
            return match language {
                Language::German => format!("Der Text ist zu lang; höchstens {most} Zeichen sind möglich."),
                Language::English => format!("The text is too long; at most {most} characters are possible."),
            };
        }
        EntryProblem::Before(kind, other, day) => {
            let (other, day) = (field(language, *kind, *other), dates::format(*day, language));
            return match language {
                Language::German => format!("Der Tag liegt vor „{other}“ ({day}); bitte einen späteren."),
                Language::English => format!("The day lies before \"{other}\" ({day}); please give a later one."),
            };
        }
        EntryProblem::Link => ("Bitte aus den vorhandenen Einträgen auswählen.", "Please choose from what is there."),
    };
    said(language, pair).to_owned()
}
