//! The mail to those whose questions were gone through: where each question went.

use super::letter::MailText;
use crate::domain::triage::{Done, Went};
use crate::domain::{Id, Language};

/// The mail to the members that asked, one part for each, from somebody with this name and member.
pub fn mail_text(language: Language, done: &[Done], name: Option<&str>, member: Option<&str>) -> MailText {
    let german = language == Language::German;
    let mut towns: Vec<(Id, &str)> = Vec::new();
    for (id, town) in done.iter().flat_map(|done| &done.askers) {
        if towns.iter().all(|(known, _)| known != id) {
            towns.push((*id, town));
        }
    }
    towns.sort_by_key(|(_, town)| *town);
    let subject = if german { "Ihre Fragen an die Allianz: Stand" } else { "Your questions to the alliance" };
    let mut parts = vec![
        if german { "Guten Tag," } else { "Good day," }.to_owned(),
        if german {
            "die eingegangenen Fragen sind durchgesehen. So geht es mit ihnen weiter:"
        } else {
            "the questions that came in have been gone through. This is how they go on:"
        }
        .to_owned(),
    ];
    for (id, town) in towns {
        let of_town = done.iter().filter(|done| done.askers.iter().any(|(asker, _)| *asker == id));
        let lines = of_town.map(|done| format!("- {}: {}", done.label, went(language, &done.went)));
        parts.push(format!("{town}\n{}", lines.collect::<Vec<_>>().join("\n")));
    }
    let greeting = if german { "Mit freundlichen Grüßen" } else { "Kind regards" };
    let signed = [Some(greeting), name, member];
    parts.push(signed.into_iter().flatten().collect::<Vec<_>>().join("\n"));
    MailText { to: String::new(), subject: subject.to_owned(), body: parts.join("\n\n") }
}

fn went(language: Language, went: &Went) -> String {
    let german = language == Language::German;
    match went {
        Went::Group(name) if german => format!("liegt beim Arbeitskreis {name}"),
        Went::Group(name) => format!("lies with the working group {name}"),
        Went::Joined(kept) if german => format!("wird mit der gleichen Frage beantwortet ({kept})"),
        Went::Joined(kept) => format!("is answered with the same question ({kept})"),
        Went::Snoozed => if german { "wird später wieder vorgelegt" } else { "comes up again later" }.to_owned(),
        Went::Answered => if german { "ist beantwortet" } else { "is answered" }.to_owned(),
        Went::Declined(why) if german => format!("wird nicht weiterverfolgt: {why}"),
        Went::Declined(why) => format!("is not followed: {why}"),
        Went::Other => if german { "ist erledigt" } else { "is settled" }.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_town_reads_of_its_own_questions() {
        let done = |label: &str, asker: (i64, &str), went| Done {
            label: label.to_owned(),
            askers: vec![(Id(asker.0), asker.1.to_owned())],
            went,
        };
        let all = [
            done("2 Mittel?", (2, "Neuss"), Went::Group("Klimaanpassung".to_owned())),
            done("1 Kessel?", (1, "Kaarst"), Went::Declined("Nicht Sache der Allianz".to_owned())),
        ];
        let mail = mail_text(Language::German, &all, Some("Anna Beispiel"), None);
        let expected = "Kaarst\n- 1 Kessel?: wird nicht weiterverfolgt: Nicht Sache der Allianz\n\nNeuss\n- 2 Mittel?: \
            liegt beim Arbeitskreis Klimaanpassung\n\nMit freundlichen Grüßen\nAnna Beispiel";
        assert!(mail.body.ends_with(expected), "{}", mail.body);
    }
}
