//! Answers and how long they are valid, in words.

use crate::domain::fact::Fact;
use crate::domain::{Language, dates};

/// Label and value of an answer that has run out; nothing for other facts.
pub fn ran_out(language: Language, fact: &Fact) -> Option<(&'static str, String)> {
    let Fact::RanOut { text, by, until, is_open, .. } = fact else { return None };
    let until = dates::format(*until, language);
    let label = match (language, is_open) {
        (Language::German, true) => "Erneut prüfen",
        (Language::German, false) => "Abgelaufen",
        (Language::English, true) => "Check again",
        (Language::English, false) => "Ran out",
    };
    let was = match language {
        Language::German => format!("Die Antwort galt bis {until}"),
        Language::English => format!("The answer was valid until {until}"),
    };
    let parts = [Some(was), by.clone(), Some(text.clone())];
    Some((label, parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")))
}

/// What stands over an answer that has run out, where the whole answer follows.
pub fn old_answer(language: Language, fact: &Fact) -> Option<String> {
    let Fact::RanOut { by, until, given, .. } = fact else { return None };
    let until = dates::format(*until, language);
    let given = given.map(|given| dates::format(given, language));
    let who = [by.clone(), given].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let who = if who.is_empty() { who } else { format!(" ({who})") };
    Some(match language {
        Language::German => format!("Erneut prüfen. Bisherige Antwort{who}, gültig bis {until}:"),
        Language::English => format!("Check again. The answer until now{who}, valid until {until}:"),
    })
}
