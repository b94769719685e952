//! A mail to a contact, ready to send: subject, salutation, the open questions, closing.

use crate::domain::{Field, Language, Letter, Record};

/// A mail that somebody can send as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailText {
    /// The address; empty where none is known.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// From the salutation to the names below.
    pub body: String,
}

impl MailText {
    /// The whole text as it is copied.
    pub fn copied(&self, language: Language) -> String {
        format!("{}: {}\n\n{}\n", subject_label(language), self.subject, self.body)
    }
}

/// What the text is, over it.
pub const fn title(language: Language) -> &'static str {
    match language {
        Language::German => "Mailtext",
        Language::English => "Mail text",
    }
}

/// What stands before the address.
pub const fn to_label(language: Language) -> &'static str {
    match language {
        Language::German => "An",
        Language::English => "To",
    }
}

/// What stands before the subject.
pub const fn subject_label(language: Language) -> &'static str {
    match language {
        Language::German => "Betreff",
        Language::English => "Subject",
    }
}

/// What is said of a text that is longer than terminals take.
pub const fn too_long(language: Language) -> &'static str {
    match language {
        Language::German => {
            "Zu lang für die Zwischenablage des Terminals, nichts wurde kopiert. Bitte mit der Maus markieren oder weniger auswählen."
        }
        Language::English => {
            "Too long for the terminal's clipboard, nothing was copied. Please mark it with the mouse, or choose less."
        }
    }
}

/// The mail to a contact, from somebody with this name and member, as far as they are known.
pub fn mail_text(language: Language, letter: &Letter, name: Option<&str>, member: Option<&str>) -> MailText {
    let german = language == Language::German;
    let to = letter.contact.text(Field::Mails).lines().next().unwrap_or_default().to_owned();
    let topic = letter.topic.as_deref();
    let subject = match (topic, german, letter.questions.is_empty()) {
        (Some(topic), true, false) if letter.questions.len() == 1 => format!("Frage zu: {topic}"),
        (Some(topic), true, false) => format!("Fragen zu: {topic}"),
        (Some(topic), false, false) if letter.questions.len() == 1 => format!("Question on: {topic}"),
        (Some(topic), false, false) => format!("Questions on: {topic}"),
        (Some(topic), true, true) => format!("Anfrage zu: {topic}"),
        (Some(topic), false, true) => format!("Inquiry on: {topic}"),
        (None, true, _) => "Anfrage der Kommunen".to_owned(),
        (None, false, _) => "Inquiry of the municipalities".to_owned(),
    };
    let mut parts = vec![salutation(language, &letter.contact)];
    if letter.questions.is_empty() {
        parts.push(match (topic, german) {
            (Some(topic), true) => format!("zum Thema {topic} möchten wir uns gern mit Ihnen austauschen."),
            (Some(topic), false) => format!("we should like to talk with you about {topic}."),
            (None, true) => "wir möchten uns gern mit Ihnen austauschen.".to_owned(),
            (None, false) => "we should like to talk with you.".to_owned(),
        });
        let next = if german {
            "Wann würde es Ihnen passen? Über einen Terminvorschlag freuen wir uns."
        } else {
            "When would it suit you? We look forward to your proposal."
        };
        parts.push(next.to_owned());
    } else {
        let first = match (german, letter.questions.len()) {
            (true, 1) => "bei unseren Kommunen ist folgende Frage offen, zu der wir Sie um Auskunft bitten:",
            (true, _) => "bei unseren Kommunen sind folgende Fragen offen, zu denen wir Sie um Auskunft bitten:",
            (false, 1) => "our municipalities would like to ask you the following question:",
            (false, _) => "our municipalities would like to ask you the following questions:",
        };
        parts.push(first.to_owned());
        let number = if german { "Nr." } else { "no." };
        let lines = (1..).zip(&letter.questions);
        let mut lines: Vec<String> =
            lines.map(|(place, (known, title))| format!("{place}. {title} ({number} {known})")).collect();
        if letter.more {
            lines.push(if german { "… und weitere".to_owned() } else { "… and more".to_owned() });
        }
        parts.push(lines.join("\n"));
        let last = if german {
            "Über eine Antwort oder einen Terminvorschlag freuen wir uns."
        } else {
            "We look forward to your answer or to a proposal for a meeting."
        };
        parts.push(last.to_owned());
    }
    let signed = [Some(greeting(language)), name, member];
    parts.push(signed.into_iter().flatten().collect::<Vec<_>>().join("\n"));
    MailText { to, subject, body: parts.join("\n\n") }
}

/// What stands above the names.
pub(super) const fn greeting(language: Language) -> &'static str {
    match language {
        Language::German => "Mit freundlichen Grüßen",
        Language::English => "Kind regards",
    }
}

/// How somebody is addressed; by the whole name where nobody has noted whether it is to be `Frau` or `Herr`.
pub(super) fn salutation(language: Language, contact: &Record) -> String {
    let (first, last) = (contact.text(Field::FirstName), contact.text(Field::LastName));
    let title = contact.text(Field::AcademicTitle);
    let noted = contact.text(Field::Salutation).to_lowercase();
    let has = |word: &str| noted.split(|letter: char| !letter.is_alphabetic()).any(|part| part == word);
    let (woman, man) = (has("frau") || has("ms") || has("mrs"), has("herr") || has("herrn") || has("mr"));
    let (professor, doctor) = (title.contains("Prof"), title.contains("Dr"));
    // The highest title stands for those below it.
    let called = |professor_is: &str, doctor_is: &str| match (professor, doctor) {
        (true, _) => format!("{professor_is} {last}"),
        (false, true) => format!("{doctor_is} {last}"),
        (false, false) => last.to_owned(),
    };
    let whole = [title, first, last].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    match (language, woman, man) {
        (Language::German, true, false) => format!("Sehr geehrte Frau {},", called("Professorin", "Dr.")),
        (Language::German, false, true) => format!("Sehr geehrter Herr {},", called("Professor", "Dr.")),
        (Language::German, _, _) => format!("Guten Tag {whole},"),
        (Language::English, true, false) if !professor && !doctor => format!("Dear Ms {last},"),
        (Language::English, false, true) if !professor && !doctor => format!("Dear Mr {last},"),
        (Language::English, true, false) | (Language::English, false, true) => {
            format!("Dear {},", called("Professor", "Dr"))
        }
        (Language::English, _, _) => format!("Dear {whole},"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Id, Kind};

    fn contact(salutation: &str, title: &str) -> Record {
        let contact = Record::new(Kind::Contact, Id(1)).with(Field::FirstName, "Kim").with(Field::LastName, "Högner");
        contact.with(Field::Salutation, salutation).with(Field::AcademicTitle, title)
    }

    #[test]
    fn people_are_addressed_with_their_highest_title() {
        for (noted, title, german, english) in [
            ("Frau", "Dr.", "Sehr geehrte Frau Dr. Högner,", "Dear Dr Högner,"),
            ("Herr", "Prof. Dr.-Ing.", "Sehr geehrter Herr Professor Högner,", "Dear Professor Högner,"),
            ("Frau", "Prof. Dr.", "Sehr geehrte Frau Professorin Högner,", "Dear Professor Högner,"),
            ("Herr", "Dipl.-Ing.", "Sehr geehrter Herr Högner,", "Dear Mr Högner,"),
            ("Frau", "", "Sehr geehrte Frau Högner,", "Dear Ms Högner,"),
            ("", "Dr.", "Guten Tag Dr. Kim Högner,", "Dear Dr. Kim Högner,"),
            ("", "", "Guten Tag Kim Högner,", "Dear Kim Högner,"),
        ] {
            assert_eq!(salutation(Language::German, &contact(noted, title)), german);
            assert_eq!(salutation(Language::English, &contact(noted, title)), english);
        }
    }

    #[test]
    fn the_open_questions_stand_numbered_between_salutation_and_closing() {
        let letter = Letter {
            contact: contact("Frau", "").with(Field::Mails, "h@example.org\nother@example.org"),
            body: None,
            topic: Some("Hitze".to_owned()),
            questions: vec![(7, "Wer zahlt?".to_owned()), (9, "Bis wann?".to_owned())],
            more: true,
        };
        let mail = mail_text(Language::German, &letter, Some("Anna Beispiel"), Some("Kaarst"));
        assert_eq!((&*mail.to, &*mail.subject), ("h@example.org", "Fragen zu: Hitze"));
        assert!(
            mail.body.contains("\n\n1. Wer zahlt? (Nr. 7)\n2. Bis wann? (Nr. 9)\n… und weitere\n\n"),
            "{}",
            mail.body
        );
        assert!(mail.body.ends_with("Mit freundlichen Grüßen\nAnna Beispiel\nKaarst"), "{}", mail.body);
        assert!(mail.copied(Language::German).starts_with("Betreff: Fragen zu: Hitze\n\nSehr geehrte Frau Högner,"));
    }
}
