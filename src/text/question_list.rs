//! Question lists in words: their numbered questions, and what their acts do.

use chrono::NaiveDate;

use super::phrase::capital;
use super::{Pair, act, choice, counted, said};
use crate::domain::question_list::{Listed, QuestionList, Refusal};
use crate::domain::{Act, Choice, Field, Kind, Language, ListState, Priority, Record, dates, question};

macro_rules! words {
    ($($name:ident: $german:literal, $english:literal;)+) => {
        /// The fixed words of this part.
        #[derive(Debug)]
        pub struct ListWords { $(#[doc = $english] pub $name: &'static str),+ }

        static GERMAN: ListWords = ListWords { $($name: $german),+ };
        static ENGLISH: ListWords = ListWords { $($name: $english),+ };
    };
}

words! {
    order_stands: "Die Liste ist versandt: Reihenfolge und Nummern stehen fest. Erst als Entwurf lässt sie sich wieder ordnen.",
        "The list was sent: its order and numbers stand. It can be sorted again once it is a draft.";
    is_ordered: "Die Liste steht schon nach Kommunen und Priorität.",
        "The list is already sorted by municipalities and priority.";
    at_the_top: "Steht schon an erster Stelle.", "Is in the first place already.";
    at_the_bottom: "Steht schon an letzter Stelle.", "Is in the last place already.";
    stays_a_question: "Die Frage selbst bleibt; zurücknehmen ist möglich.", "The question itself stays; it can be taken back.";
    number_stays_free: "Die Frage selbst bleibt, ihre Nummer auf der Liste bleibt frei; zurücknehmen ist möglich.",
        "The question itself stays, its number on the list stays free; it can be taken back.";
    on_it_already: "Steht schon auf dieser Liste; nichts wurde geändert.", "Is on this list already; nothing was changed.";
    moved: "verschoben", "moved";
    and_affected: "auch", "also";
    new_list: "Neue Liste", "New list";
}

/// The fixed words of question lists.
pub const fn words(language: Language) -> &'static ListWords {
    match language {
        Language::German => &GERMAN,
        Language::English => &ENGLISH,
    }
}

/// The title of a list for somebody.
pub fn title_for(language: Language, name: &str) -> String {
    match language {
        Language::German => format!("Fragen an {name}"),
        Language::English => format!("Questions for {name}"),
    }
}

/// The title of a list for nobody in particular yet.
pub fn title_of_day(language: Language, day: NaiveDate) -> String {
    let day = dates::format(day, language);
    match language {
        Language::German => format!("Fragen vom {day}"),
        Language::English => format!("Questions of {day}"),
    }
}

/// What stands over the questions of a list.
pub fn heading(language: Language, list: &QuestionList) -> String {
    let count = counted(language, Kind::Question, list.listed.len());
    let settled = list.listed.iter().filter(|listed| !listed.is_open()).count();
    let settled = match (language, settled) {
        (_, 0) => return count,
        (Language::German, settled) => format!("{settled} erledigt"),
        (Language::English, settled) => format!("{settled} settled"),
    };
    format!("{count}, {settled}")
}

/// Who asks, how urgent it is and where it stands: `hoch · Kaarst, Neuss (auch Jüchen) · gefragt`.
pub fn about(language: Language, listed: &Listed) -> String {
    let priority = Priority::from_code(listed.question.text(Field::Priority));
    let priority = priority.map(|priority| choice(language, Choice::Priority(priority)).to_owned());
    let state = choice(language, Choice::QuestionState(question::state(&listed.question)));
    let parts = [priority, Some(towns(language, listed)), Some(state.to_owned())];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Who asks, and who has it too: `Kaarst, Neuss (auch Jüchen)`.
pub fn towns(language: Language, listed: &Listed) -> String {
    let asks = listed.askers.join(", ");
    if listed.affected.is_empty() {
        return asks;
    }
    let also = format!("{} {}", words(language).and_affected, listed.affected.join(", "));
    if asks.is_empty() { also } else { format!("{asks} ({also})") }
}

/// What is to be done next with a list, where that is plain.
pub fn hint(language: Language, list: &QuestionList) -> Option<&'static str> {
    let pair = match list.state() {
        _ if list.listed.is_empty() => (
            "Noch keine Frage. Bei einer Frage: „Auf eine Fragenliste setzen“.",
            "No question yet. At a question: “Put on a question list”.",
        ),
        ListState::Draft | ListState::Sent if list.is_settled() => (
            "Alle Fragen sind erledigt: Die Liste kann auf beantwortet gesetzt werden.",
            "All questions are settled: the list can be set to answered.",
        ),
        _ => return None,
    };
    Some(said(language, pair))
}

/// Where a list stands, and since when it is out: `versandt, 04.05.2026`.
pub fn standing(language: Language, list: &Record) -> String {
    let state = ListState::from_code(list.text(Field::State)).unwrap_or(ListState::Draft);
    let said = choice(language, Choice::ListState(state)).to_owned();
    let sent = list.get(Field::Sent).as_text().and_then(|day| day.parse().ok());
    match sent.filter(|_| state != ListState::Draft) {
        Some(day) => format!("{said}, {}", dates::format(day, language)),
        None => said,
    }
}

/// What comes with a state.
pub const fn consequence(language: Language, state: ListState) -> &'static str {
    let pair: Pair = match state {
        ListState::Draft => ("Reihenfolge wieder frei", "order is free again"),
        ListState::Sent => {
            ("Nummern stehen fest, Fragen gelten als gefragt", "numbers stand, questions count as asked")
        }
        ListState::Answered => ("abgeschlossen", "completed"),
    };
    said(language, pair)
}

/// What is said when a list has gone to a state. With the key that takes it back.
pub fn gone(language: Language, state: ListState, title: &str, questions: usize, undo: &str) -> String {
    let count = counted(language, Kind::Question, questions);
    match (language, state) {
        (Language::German, ListState::Draft) => {
            format!("„{title}“ ist wieder ein Entwurf, die Reihenfolge ist frei. Zurücknehmen: {undo}")
        }
        (Language::German, ListState::Sent) => {
            format!("„{title}“ ist versandt: {count}, die Nummern stehen jetzt fest. Zurücknehmen: {undo}")
        }
        (Language::German, ListState::Answered) => format!("„{title}“ ist beantwortet. Zurücknehmen: {undo}"),
        (Language::English, ListState::Draft) => {
            format!("“{title}” is a draft again, its order is free. Take back: {undo}")
        }
        (Language::English, ListState::Sent) => {
            format!("“{title}” is sent: {count}, the numbers stand now. Take back: {undo}")
        }
        (Language::English, ListState::Answered) => format!("“{title}” is answered. Take back: {undo}"),
    }
}

/// Why a list cannot go on.
pub const fn refusal(language: Language, refusal: Refusal) -> &'static str {
    let pair: Pair = match refusal {
        Refusal::Empty => (
            "Auf der Liste steht noch keine Frage. Sie bleibt ein Entwurf.",
            "There is no question on the list yet. It stays a draft.",
        ),
    };
    said(language, pair)
}

/// What is said when some of several questions were put on a list and so many stood there already. With the key that
/// takes it back.
pub fn put_on(language: Language, questions: usize, there: usize, undo: &str) -> String {
    let done = capital(act(language, Act::PutOnList));
    let count = counted(language, Kind::Question, questions);
    match (language, there) {
        (Language::German, 1) => {
            format!("Gespeichert: {done} · {count}; eine stand schon auf der Liste. Zurücknehmen: {undo}")
        }
        (Language::German, there) => {
            format!("Gespeichert: {done} · {count}; {there} standen schon auf der Liste. Zurücknehmen: {undo}")
        }
        (Language::English, 1) => format!("Saved: {done} · {count}; one was on the list already. Undo: {undo}"),
        (Language::English, there) => {
            format!("Saved: {done} · {count}; {there} were on the list already. Undo: {undo}")
        }
    }
}

/// The question before one is taken off a list.
pub fn take_off(language: Language, number: &str, title: &str) -> String {
    match language {
        Language::German => format!("Frage {number} „{title}“ von dieser Liste nehmen?"),
        Language::English => format!("Take question {number} “{title}” off this list?"),
    }
}
