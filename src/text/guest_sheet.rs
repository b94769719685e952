//! The guest sheet in words: as a page, as a mail, and what is asked before it is written.

use chrono::NaiveDate;

use super::letter::{MailText, greeting, salutation};
use super::{Pair, counted, said};
use crate::domain::guest_sheet::{GuestSheet, SheetQuestion};
use crate::domain::{Field, Kind, Language, dates};
use crate::exchange::guest_sheet::{Page, PageGroup, PageQuestion, SheetFormat};

/// What it is, over it.
pub const fn title(language: Language) -> &'static str {
    said(language, ("Gästeblatt", "Guest sheet"))
}

/// What people call a form, and what for.
pub const fn format(language: Language, format: SheetFormat) -> &'static str {
    let pair: Pair = match format {
        SheetFormat::Html => ("Seite zum Drucken (HTML, A4)", "Page to print (HTML, A4)"),
        SheetFormat::Markdown => ("Markdown", "Markdown"),
        SheetFormat::Mail => ("Mailtext", "Mail text"),
    };
    said(language, pair)
}

/// What stands below the path.
pub const fn path_hint(language: Language) -> &'static str {
    let pair: Pair = (
        "Pfad der neuen Datei; bei einer, die es schon gibt, wird gefragt",
        "Path of the new file; where there is one already you are asked",
    );
    said(language, pair)
}

/// The beginning of the name of a file.
pub const fn file_stem(language: Language) -> &'static str {
    said(language, ("gaesteblatt", "guest-sheet"))
}

/// A file was written.
pub fn written(language: Language, path: &str) -> String {
    match language {
        Language::German => format!("Gästeblatt geschrieben: {path}"),
        Language::English => format!("Guest sheet written: {path}"),
    }
}

/// Whether to write over a file.
pub fn replace(language: Language, path: &str) -> String {
    match language {
        Language::German => format!("{path} gibt es schon. Ersetzen?"),
        Language::English => format!("{path} exists already. Replace it?"),
    }
}

/// What comes of it.
pub const fn replace_consequence(language: Language) -> &'static str {
    let pair: Pair =
        ("Der bisherige Inhalt der Datei geht dabei verloren.", "What the file has held so far is lost by that.");
    said(language, pair)
}

/// There is nothing to ask.
pub fn nothing(language: Language, name: &str) -> String {
    match language {
        Language::German => format!("Für „{name}“ ist keine Frage offen. Es gibt nichts vorzulegen."),
        Language::English => format!("No question is open for “{name}”. There is nothing to lay before anybody."),
    }
}

/// For whom the sheet is.
fn heading(language: Language, sheet: &GuestSheet) -> String {
    let name = match (&sheet.guest, &sheet.body, sheet.of.0) {
        (Some((_, guest)), body, _) => {
            let whom = [Some(guest), body.as_ref()].into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
            return match language {
                Language::German => format!("Fragen an {whom}"),
                Language::English => format!("Questions to {whom}"),
            };
        }
        // A list is mostly called so itself.
        (None, None, Kind::List) => return sheet.name.clone(),
        // Whether it is to be "an das" or "an die", a name does not tell.
        (None, Some(body), _) => body,
        (None, None, _) => &sheet.name,
    };
    match language {
        Language::German => format!("Fragen: {name}"),
        Language::English => format!("Questions: {name}"),
    }
}

/// The meeting with its day.
fn meeting(language: Language, sheet: &GuestSheet) -> Option<String> {
    let (title, starts) = sheet.meeting.as_ref()?;
    let day = starts.as_deref().and_then(|starts| starts.get(..10)?.parse().ok());
    let day = day.map(|day| dates::format(day, language));
    Some(match day {
        Some(day) => format!("{title}, {day}"),
        None => title.clone(),
    })
}

/// How many ask.
fn count(language: Language, sheet: &GuestSheet) -> String {
    let questions = counted(language, Kind::Question, sheet.questions().count());
    match (language, sheet.towns()) {
        (_, 0) => questions,
        (Language::German, 1) => format!("{questions} aus einer Kommune"),
        (Language::German, towns) => format!("{questions} aus {towns} Kommunen"),
        (Language::English, 1) => format!("{questions} from one municipality"),
        (Language::English, towns) => format!("{questions} from {towns} municipalities"),
    }
}

/// Who asks, and who has it too.
fn towns(language: Language, question: &SheetQuestion) -> String {
    let mut towns = question.askers.join(", ");
    if !question.affected.is_empty() {
        let also = said(language, ("ebenso", "likewise"));
        let affected = question.affected.join(", ");
        towns = if towns.is_empty() { affected } else { format!("{towns}; {also}: {affected}") };
    }
    towns
}

/// Under which number the alliance keeps a question.
fn reference(language: Language, question: &SheetQuestion) -> String {
    let number = question.question.get(Field::Number).as_number().unwrap_or_default();
    match language {
        Language::German => format!("unsere Nr. {number}"),
        Language::English => format!("our no. {number}"),
    }
}

/// All that is to be known of a question.
fn text(question: &SheetQuestion) -> String {
    let parts = [Field::Text, Field::Explanation].map(|field| question.question.text(field));
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// What stands beside the number, and what below it: a title that is only the beginning of the text gives way to it.
fn asked(question: &SheetQuestion) -> (String, String) {
    if let Some(title) = question.title() {
        return (title.to_owned(), text(question));
    }
    let whole = text(question);
    let (first, rest) = whole.split_once('\n').unwrap_or((&whole, ""));
    (first.to_owned(), rest.trim_start().to_owned())
}

/// The words of a page.
pub fn page(language: Language, sheet: &GuestSheet, today: NaiveDate) -> Page {
    let as_of = said(language, ("Stand", "As of"));
    let facts = [meeting(language, sheet), Some(format!("{as_of}: {}", dates::format(today, language)))];
    let counted = (!sheet.groups.is_empty()).then(|| count(language, sheet));
    let question = |question: &SheetQuestion| {
        let (title, text) = asked(question);
        let (towns, reference) = (towns(language, question), reference(language, question));
        PageQuestion { place: question.place, title, text, towns, reference }
    };
    let groups = sheet.groups.iter().map(|group| PageGroup {
        heading: group.name.clone().or_else(|| (sheet.groups.len() > 1).then(|| other(language).to_owned())),
        questions: group.questions.iter().map(question).collect(),
    });
    Page {
        language: said(language, ("de", "en")),
        alliance: sheet.alliance.clone().unwrap_or_default(),
        title: heading(language, sheet),
        facts: facts.into_iter().flatten().chain(counted).collect(),
        groups: groups.collect(),
        closing: closing(language, sheet).map(str::to_owned),
        asks: said(language, ("Es fragen", "Asked by")),
        answer: said(language, ("Antwort", "Answer")),
    }
}

/// The heading over questions without a topic.
const fn other(language: Language) -> &'static str {
    said(language, ("Weitere Fragen", "Further questions"))
}

fn closing(language: Language, sheet: &GuestSheet) -> Option<&'static str> {
    let pair: Pair = match (sheet.more, sheet.groups.is_empty()) {
        (true, _) => ("Es gibt weitere offene Fragen.", "There are further open questions."),
        (false, true) => ("Zurzeit ist keine Frage offen.", "No question is open at present."),
        (false, false) => return None,
    };
    Some(said(language, pair))
}

/// The mail, from somebody with this name and member, as far as they are known.
pub fn mail(language: Language, sheet: &GuestSheet, name: Option<&str>, member: Option<&str>) -> MailText {
    let guest = sheet.guest.as_ref().map(|(guest, _)| guest);
    let to = guest.and_then(|guest| guest.text(Field::Mails).lines().next()).unwrap_or_default().to_owned();
    let mut parts = vec![match guest {
        Some(guest) => salutation(language, guest),
        None => said(language, ("Sehr geehrte Damen und Herren,", "Dear Sir or Madam,")).to_owned(),
    }];
    let asks =
        sheet.alliance.clone().unwrap_or_else(|| said(language, ("unsere Kommunen", "our municipalities")).to_owned());
    let count = count(language, sheet);
    parts.push(match (language, meeting(language, sheet)) {
        (Language::German, Some(meeting)) => {
            format!("für unser Treffen ({meeting}) legen wir Ihnen vorab die Fragen unserer Kommunen vor ({count}):")
        }
        (Language::German, None) => {
            format!("bei unseren Kommunen sind folgende Fragen offen, zu denen wir Sie um Auskunft bitten ({count}):")
        }
        (Language::English, Some(meeting)) => {
            format!("for our meeting ({meeting}) here are the questions of our municipalities in advance ({count}):")
        }
        (Language::English, None) => {
            format!("our municipalities would like to ask you the following questions ({count}):")
        }
    });
    for group in &sheet.groups {
        let name = group.name.as_deref().or_else(|| (sheet.groups.len() > 1).then(|| other(language)));
        parts.extend(name.map(str::to_owned));
        for question in &group.questions {
            let (title, text) = asked(question);
            let mut lines = vec![format!("{}. {title}", question.place)];
            lines.extend(text.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("   {line}")));
            let towns = towns(language, question);
            let reference = reference(language, question);
            let from = said(language, ("Es fragen", "Asked by"));
            lines.push(if towns.is_empty() {
                format!("   ({reference})")
            } else {
                format!("   ({from}: {towns}; {reference})")
            });
            parts.push(lines.join("\n"));
        }
    }
    parts.extend(closing(language, sheet).map(str::to_owned));
    parts.push(said(language, ("Über Ihre Antworten freuen wir uns.", "We look forward to your answers.")).to_owned());
    let signed = [Some(greeting(language)), name, member, sheet.alliance.as_deref()];
    parts.push(signed.into_iter().flatten().collect::<Vec<_>>().join("\n"));
    MailText { to, subject: format!("{asks}: {}", heading(language, sheet)), body: parts.join("\n\n") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::guest_sheet::SheetGroup;
    use crate::domain::{Id, Record, Value};

    fn sheet() -> GuestSheet {
        let question = Record::new(Kind::Question, Id(1))
            .with(Field::Number, 7)
            .with(Field::Title, "Wer zahlt?")
            .with(Field::Text, "Es geht um Schulen.")
            .with(Field::Askers, Value::links([Id(1)]))
            .with(Field::Affected, Value::links([Id(2)]));
        let (askers, affected) = (vec!["Kaarst".to_owned()], vec!["Neuss".to_owned()]);
        let question = SheetQuestion { place: 3, question, askers, affected };
        let guest = Record::new(Kind::Contact, Id(1)).with(Field::LastName, "Högner").with(Field::Salutation, "Frau");
        GuestSheet {
            of: (Kind::Contact, Id(1)),
            name: "Kim Högner".to_owned(),
            alliance: Some("Allianz für Klimaschutz".to_owned()),
            guest: Some((guest.with(Field::Mails, "h@example.org"), "Kim Högner".to_owned())),
            body: Some("Landesamt".to_owned()),
            meeting: Some(("Viertes Treffen".to_owned(), Some("2026-12-03T10:00".to_owned()))),
            groups: vec![SheetGroup { name: Some("Hitze".to_owned()), questions: vec![question] }],
            more: false,
        }
    }

    #[test]
    fn a_mail_says_who_asks_what_and_for_which_meeting() {
        let mail = mail(Language::German, &sheet(), Some("Anna Beispiel"), Some("Kaarst"));
        assert_eq!(mail.to, "h@example.org");
        assert_eq!(mail.subject, "Allianz für Klimaschutz: Fragen an Kim Högner, Landesamt");
        for part in [
            "Sehr geehrte Frau Högner,",
            "(Viertes Treffen, 03.12.2026)",
            "Hitze\n\n3. Wer zahlt?\n   Es geht um Schulen.\n   (Es fragen: Kaarst; ebenso: Neuss; unsere Nr. 7)",
            "Mit freundlichen Grüßen\nAnna Beispiel\nKaarst\nAllianz für Klimaschutz",
        ] {
            assert!(mail.body.contains(part), "{part}\n{}", mail.body);
        }
    }

    #[test]
    fn what_the_text_says_stands_there_once() {
        let mut sheet = sheet();
        let question = &mut sheet.groups[0].questions[0];
        let text = "Wer zahlt, wenn das Land nicht zahlt?\nWir haben Schulen.";
        question.question = question.question.clone().with(Field::Title, "Wer zahlt, wenn …").with(Field::Text, text);
        let mail = mail(Language::German, &sheet, None, None);
        assert!(
            mail.body.contains("3. Wer zahlt, wenn das Land nicht zahlt?\n   Wir haben Schulen.\n   (Es"),
            "{}",
            mail.body
        );
        assert_eq!(mail.body.matches("Wer zahlt").count(), 1);
    }

    #[test]
    fn a_page_says_the_same() {
        let page = page(Language::German, &sheet(), NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default());
        assert_eq!(page.title, "Fragen an Kim Högner, Landesamt");
        assert_eq!(page.facts, ["Viertes Treffen, 03.12.2026", "Stand: 22.11.2026", "1 Frage aus 2 Kommunen"]);
        assert_eq!(page.groups[0].questions[0].towns, "Kaarst; ebenso: Neuss");
    }
}
