//! The question hour in words.

use super::question_list::title_for;
use super::{Pair, counted, said};
use crate::domain::question_list::{Next, Progress, RolledOver, Successor};
use crate::domain::{Kind, Language, dates};

macro_rules! words {
    ($($name:ident: $german:literal, $english:literal;)+) => {
        /// The fixed words of question hours.
        #[derive(Debug)]
        pub struct HourWords { $(#[doc = $english] pub $name: &'static str),+ }

        static GERMAN: HourWords = HourWords { $($name: $german),+ };
        static ENGLISH: HourWords = HourWords { $($name: $english),+ };
    };
}

words! {
    hour: "Fragestunde", "Question hour";
    type_here: "Hier mitschreiben …", "Write down here …";
    end: "Ende der Fragestunde", "End of the question hour";
    unsaved: "nicht gespeichert", "not saved";
    change: "jemand anderes", "somebody else";
    which_list: "Fragestunde mit welcher Liste?", "Question hour with which list?";
    no_list: "Zu dieser Sitzung gibt es noch keine Fragenliste. Bitte zuerst eine anlegen und Fragen darauf setzen.",
        "This meeting has no question list yet. Please make one first and put questions on it.";
    nothing_open: "Auf dieser Liste ist keine Frage offen.", "No question is open on this list.";
    no_words: "Es ist noch nichts mitgeschrieben; nichts wurde gespeichert.",
        "Nothing was written down yet; nothing was saved.";
    still_saving: "Antworten sind noch nicht in der Datei. Die Fragestunde lässt sich schließen, sobald sie gespeichert sind.",
        "Answers are not in the file yet. The question hour can be closed once they are saved.";
    left: "Fragestunde verlassen. Was mitgeschrieben ist, bleibt als Entwurf und steht beim nächsten Mal wieder da.",
        "Left the question hour. What was written down stays as a draft and will be there the next time.";
    closed_already: "Diese Fragestunde ist schon geschlossen. Nichts wurde geändert.",
        "This question hour is closed already. Nothing was changed.";
    nothing_to_close: "Auf der Liste steht nichts, was zu schließen wäre. Nichts wurde geändert.",
        "Nothing on the list is left to be closed. Nothing was changed.";
    who_answers: "Wer antwortet?", "Who answers?";
    put_off: "Zurückgestellt: kommt nach den anderen Fragen noch einmal.",
        "Put off: comes again after the other questions.";
}

/// The fixed words of question hours.
pub const fn words(language: Language) -> &'static HourWords {
    match language {
        Language::German => &GERMAN,
        Language::English => &ENGLISH,
    }
}

/// How many of all are settled.
pub fn far(language: Language, settled: usize, all: usize) -> String {
    match language {
        Language::German => format!("{settled} von {all} erledigt"),
        Language::English => format!("{settled} of {all} settled"),
    }
}

/// Over a question.
pub fn number(language: Language, number: i64) -> String {
    match language {
        Language::German => format!("Frage {number}"),
        Language::English => format!("Question {number}"),
    }
}

/// Over the answer.
pub fn answer(language: Language, by: Option<&str>) -> String {
    match (language, by) {
        (Language::German, Some(by)) => format!("Antwort von {by}"),
        (Language::German, None) => "Antwort".to_owned(),
        (Language::English, Some(by)) => format!("Answer of {by}"),
        (Language::English, None) => "Answer".to_owned(),
    }
}

/// How far a question of the hour is; nothing is said of one that simply waits.
pub const fn progress(language: Language, progress: Progress) -> Option<&'static str> {
    let pair: Pair = match progress {
        Progress::Open => return None,
        Progress::Later => ("zurückgestellt", "put off"),
        Progress::Saving => ("wird gespeichert", "being saved"),
        Progress::Answered => ("beantwortet", "answered"),
        Progress::Elsewhere => ("inzwischen erledigt", "settled meanwhile"),
    };
    Some(said(language, pair))
}

/// What closing the hour will do.
pub fn closes(language: Language, open: usize, key: &str) -> String {
    match (language, open) {
        (Language::German, 0) => format!("Alle Fragen sind erledigt. {key} schließt die Fragestunde."),
        (Language::German, 1) => {
            format!("{key} schließt die Fragestunde. Die offene Frage kommt auf die nächste Liste für dieselbe Stelle.")
        }
        (Language::German, open) => format!(
            "{key} schließt die Fragestunde. Die {open} offenen Fragen kommen auf die nächste Liste für dieselbe Stelle."
        ),
        (Language::English, 0) => format!("All questions are settled. {key} closes the question hour."),
        (Language::English, 1) => {
            format!("{key} closes the question hour. The open question goes onto the next list for the same body.")
        }
        (Language::English, open) => format!(
            "{key} closes the question hour. The {open} open questions go onto the next list for the same body."
        ),
    }
}

/// What has to be done before the hour can be closed.
pub fn unsaved_first(language: Language, number: i64, key: &str) -> String {
    match language {
        Language::German => format!("Die Antwort auf Frage {number} ist noch nicht gespeichert. {key} führt dorthin."),
        Language::English => format!("The answer to question {number} is not saved yet. {key} leads there."),
    }
}

/// An answer is in the file; somebody else may have answered the question too.
pub fn saved(language: Language, number: i64, too: Option<&str>) -> String {
    match (language, too) {
        (Language::German, None) => format!("Gespeichert: Antwort auf Frage {number}"),
        (Language::German, Some(too)) => {
            format!("Gespeichert: Antwort auf Frage {number}. Auch {too} hat sie inzwischen beantwortet.")
        }
        (Language::English, None) => format!("Saved: answer to question {number}"),
        (Language::English, Some(too)) => {
            format!("Saved: answer to question {number}. {too} has answered it meanwhile too.")
        }
    }
}

/// The hour cannot be closed while an answer is not saved.
pub fn unsaved(language: Language, number: i64) -> String {
    match language {
        Language::German => format!(
            "Die Antwort auf Frage {number} ist noch nicht gespeichert. Sie bleibt als Entwurf; die Fragestunde ist noch offen."
        ),
        Language::English => {
            format!(
                "The answer to question {number} is not saved yet. It stays as a draft; the question hour is still open."
            )
        }
    }
}

/// What the next list is called.
pub fn next_title(language: Language, next: &Next) -> String {
    let day = next.day.as_deref().and_then(|day| day.get(..10)?.parse().ok()).map(|day| dates::format(day, language));
    let at = said(language, ("Treffen am", "meeting on"));
    match (&next.body, day) {
        (Some(body), Some(day)) => format!("{}, {at} {day}", title_for(language, body)),
        (Some(body), None) => title_for(language, body),
        (None, Some(day)) => format!("{}, {at} {day}", said(language, ("Fragen", "Questions"))),
        (None, None) => said(language, ("Offene Fragen", "Open questions")).to_owned(),
    }
}

/// What closing the hour has done. With the key that takes it back.
pub fn closed(language: Language, rolled: &RolledOver, onto: &Successor, undo: &str) -> String {
    let (title, is_new) = match onto {
        Successor::Draft(_, title) => (title, false),
        Successor::New(next) => (&next.title, true),
    };
    let moved = counted(language, Kind::Question, rolled.open);
    let answered = rolled.answered;
    match (language, rolled.open, is_new) {
        (Language::German, 0, _) => format!("Fragestunde geschlossen: {answered} erledigt. Zurücknehmen: {undo}"),
        (Language::German, _, true) => format!(
            "Fragestunde geschlossen: {answered} erledigt, {moved} auf der neuen Liste „{title}“. Zurücknehmen: {undo}"
        ),
        (Language::German, _, false) => {
            format!("Fragestunde geschlossen: {answered} erledigt, {moved} jetzt auf „{title}“. Zurücknehmen: {undo}")
        }
        (Language::English, 0, _) => format!("Question hour closed: {answered} settled. Take back: {undo}"),
        (Language::English, _, true) => {
            format!("Question hour closed: {answered} settled, {moved} on the new list “{title}”. Take back: {undo}")
        }
        (Language::English, _, false) => {
            format!("Question hour closed: {answered} settled, {moved} now on “{title}”. Take back: {undo}")
        }
    }
}
