//! The mail that brings a town the answers to its questions.

use chrono::NaiveDate;

use super::letter::MailText;
use crate::domain::feedback::{Feedback, ToldAnswer};
use crate::domain::{Field, Language, dates};

/// The mail to a town, from somebody with this name and member, as far as they are known.
pub fn mail_text(
    language: Language,
    today: NaiveDate,
    told: &Feedback,
    name: Option<&str>,
    member: Option<&str>,
) -> MailText {
    let german = language == Language::German;
    let subject = match (told.questions.as_slice(), german) {
        ([one], true) => format!("Antwort auf Frage {}: {}", one.number, one.title),
        ([one], false) => format!("Answer to question {}: {}", one.number, one.title),
        (_, true) => "Antworten auf Fragen Ihrer Kommune".to_owned(),
        (_, false) => "Answers to questions of your municipality".to_owned(),
    };
    let first = match (told.count(), german) {
        (1, true) => "zu einer Frage, die Ihre Kommune gestellt hat oder die sie mitbetrifft, liegt eine Antwort vor:",
        (_, true) => "zu Fragen, die Ihre Kommune gestellt hat oder die sie mitbetreffen, liegen Antworten vor:",
        (1, false) => "there is an answer to a question that your municipality has asked or shares:",
        (_, false) => "there are answers to questions that your municipality has asked or shares:",
    };
    let mut parts = vec![if german { "Guten Tag," } else { "Hello," }.to_owned(), first.to_owned()];
    let number = if german { "Nr." } else { "no." };
    for (place, question) in (1..).zip(&told.questions) {
        let mut lines = vec![format!("{place}. {} ({number} {})", question.title, question.number)];
        for answer in &question.answers {
            lines.extend(answer.record.text(Field::Text).lines().map(|line| format!("   {line}")));
            let from = origin(language, today, answer);
            if !from.is_empty() {
                lines.push(format!("   ({from})"));
            }
        }
        parts.push(lines.join("\n"));
    }
    if told.more {
        parts.push(if german { "Weitere Antworten folgen." } else { "More answers follow." }.to_owned());
    }
    let greeting = if german { "Mit freundlichen Grüßen" } else { "Kind regards" };
    parts.push([Some(greeting), name, member].into_iter().flatten().collect::<Vec<_>>().join("\n"));
    let to = told.mails.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    MailText { to, subject, body: parts.join("\n\n") }
}

/// Who answered, when and where, from which source, and until when it is or was valid.
fn origin(language: Language, today: NaiveDate, answer: &ToldAnswer) -> String {
    let german = language == Language::German;
    let record = &answer.record;
    let day = |field| record.text(field).parse().ok().map(|day| dates::format(day, language));
    let labelled = |german_label: &str, english_label: &str, value: &str| {
        format!("{} {value}", if german { german_label } else { english_label })
    };
    let source = Some(record.text(Field::Source)).filter(|source| !source.is_empty());
    let parts = [
        answer.by.clone(),
        day(Field::Given),
        answer.meeting.clone(),
        source.map(|source| labelled("Quelle:", "source:", source)),
        record.text(Field::ValidUntil).parse().ok().map(|until: NaiveDate| {
            let day = dates::format(until, language);
            match (until < today, german) {
                (false, _) => labelled("gültig bis", "valid until", &day),
                (true, true) => format!("galt bis {day}, wird erneut geprüft"),
                (true, false) => format!("was valid until {day}, is being checked again"),
            }
        }),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// To which town.
pub const fn which_town(language: Language) -> &'static str {
    match language {
        Language::German => "Antworten an welche Kommune?",
        Language::English => "Answers to which municipality?",
    }
}

/// How many answered questions a town is to be told, and whether it was told before.
pub fn waiting(language: Language, told: &Feedback) -> String {
    let count = super::counted(language, crate::domain::Kind::Question, told.count());
    match (language, told.is_told()) {
        (_, false) => count,
        (Language::German, true) => format!("{count}, schon mitgeteilt"),
        (Language::English, true) => format!("{count}, told before"),
    }
}

/// The text is on the clipboard; what can be done now.
pub fn copied(language: Language, note: &str, leave: &str) -> String {
    match language {
        Language::German => format!("Mailtext kopiert. {note}: als mitgeteilt vermerken. {leave}: nur schließen."),
        Language::English => format!("Mail text copied. {note}: note as told. {leave}: only close."),
    }
}

/// There is nothing to tell.
pub const fn nothing(language: Language) -> &'static str {
    match language {
        Language::German => "Alle Antworten sind den fragenden Kommunen mitgeteilt.",
        Language::English => "The municipalities that asked were told all answers.",
    }
}

/// The question has no answer yet, or nobody is known who asked it.
pub const fn nothing_here(language: Language) -> &'static str {
    match language {
        Language::German => "Zu dieser Frage gibt es noch keine Antwort, oder keine fragende Kommune.",
        Language::English => "This question has no answer yet, or no municipality that asked it.",
    }
}

/// What was noted on the command line.
pub fn noted(language: Language, towns: usize) -> String {
    match (language, towns) {
        (Language::German, 1) => "Vermerkt: einer Kommune mitgeteilt.".to_owned(),
        (Language::German, towns) => format!("Vermerkt: {towns} Kommunen mitgeteilt."),
        (Language::English, 1) => "Noted: one municipality was told.".to_owned(),
        (Language::English, towns) => format!("Noted: {towns} municipalities were told."),
    }
}
