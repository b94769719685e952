//! Proposals in words: what is proposed, how sure it is, and why.

use super::said;
use crate::domain::propose::{Certainty, Reason};
use crate::domain::{Field, Kind, Language};

/// What a part of a proposal is called.
pub fn part(language: Language, field: Field) -> &'static str {
    match field {
        Field::List => said(language, ("Fragenliste", "Question list")),
        Field::Topics => said(language, ("Thema", "Topic")),
        field => super::field(language, Kind::Question, field),
    }
}

/// How certain a proposal is, in a word.
pub const fn certainty(language: Language, certainty: Certainty) -> &'static str {
    said(
        language,
        match certainty {
            Certainty::Sure => ("sicher", "sure"),
            Certainty::Maybe => ("vielleicht", "maybe"),
            Certainty::None => ("kein Vorschlag", "no proposal"),
        },
    )
}

/// Why something is proposed.
pub fn reason(language: Language, reason: &Reason) -> String {
    match (language, reason) {
        (Language::German, Reason::Like(numbers)) => match numbers.as_slice() {
            [one] => format!("wie Frage {one}"),
            _ => format!("wie die Fragen {}", listed(numbers, "und")),
        },
        (Language::English, Reason::Like(numbers)) => match numbers.as_slice() {
            [one] => format!("like question {one}"),
            _ => format!("like questions {}", listed(numbers, "and")),
        },
        (Language::German, Reason::Words(words)) => format!("Wörter: {}", words.join(", ")),
        (Language::English, Reason::Words(words)) => format!("words: {}", words.join(", ")),
        (Language::German, Reason::Topic(topic)) => format!("Thema {topic}"),
        (Language::English, Reason::Topic(topic)) => format!("topic {topic}"),
        (Language::German, Reason::Stated) => "so eingetragen".to_owned(),
        (Language::English, Reason::Stated) => "entered like this".to_owned(),
        (Language::German, Reason::Due(days @ ..0)) => format!("Frist {} Tage vor dem Eingang", -days),
        (Language::English, Reason::Due(days @ ..0)) => format!("due {} days before it came", -days),
        (Language::German, Reason::Due(days)) => format!("Frist {days} Tage nach dem Eingang"),
        (Language::English, Reason::Due(days)) => format!("due {days} days after it came"),
        (Language::German, Reason::ListFor(name)) => format!("Liste für {name}"),
        (Language::English, Reason::ListFor(name)) => format!("list for {name}"),
        (Language::German, Reason::SameDecisions) => "gleiches Thema, gleicher Arbeitskreis oder Kontakt".to_owned(),
        (Language::English, Reason::SameDecisions) => "same topic, group or contact".to_owned(),
    }
}

fn listed(numbers: &[i64], and: &str) -> String {
    let numbers: Vec<String> = numbers.iter().map(i64::to_string).collect();
    match numbers.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {and} {last}", rest.join(", ")),
        _ => numbers.concat(),
    }
}
