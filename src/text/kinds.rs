//! What the kinds of records are called, with the grammar that sentences need.

use super::{Pair, said};
use crate::domain::{Kind, Language};

/// The forms of one noun.
pub(super) struct Noun {
    pub(super) one: Pair,
    pub(super) many: Pair,
    accusative: Pair,
    new: Pair,
}

/// A German noun with its article, and the English one as a label and as in a sentence.
macro_rules! noun {
    (der $one:literal, $many:literal; $label:literal $word:literal, $labels:literal) => {
        noun!("den ", "Neuer ", $one, $many, $label, $word, $labels)
    };
    (die $one:literal, $many:literal; $label:literal $word:literal, $labels:literal) => {
        noun!("die ", "Neue ", $one, $many, $label, $word, $labels)
    };
    (das $one:literal, $many:literal; $label:literal $word:literal, $labels:literal) => {
        noun!("das ", "Neues ", $one, $many, $label, $word, $labels)
    };
    ($the:literal, $new:literal, $one:literal, $many:literal, $label:literal, $word:literal, $labels:literal) => {
        Noun {
            one: ($one, $label),
            many: ($many, $labels),
            accusative: (concat!($the, $one), concat!("the ", $word)),
            new: (concat!($new, $one), concat!("New ", $word)),
        }
    };
}

pub(super) const fn noun(kind: Kind) -> Noun {
    match kind {
        Kind::Alliance => noun!(die "Allianz", "Allianzen"; "Alliance" "alliance", "Alliances"),
        Kind::Member => noun!(das "Mitglied", "Mitglieder"; "Member" "member", "Members"),
        Kind::Person => noun!(die "Mitarbeiter:in", "Mitarbeitende"; "Person" "person", "People"),
        Kind::Topic => noun!(das "Thema", "Themen"; "Topic" "topic", "Topics"),
        Kind::Group => {
            noun!(der "Arbeitskreis", "Arbeitskreise"; "Working group" "working group", "Working groups")
        }
        Kind::Membership => noun!(die "Mitgliedschaft", "Mitgliedschaften"; "Membership" "membership", "Memberships"),
        Kind::Series => noun!(die "Sitzungsreihe", "Sitzungsreihen"; "Series" "series", "Series"),
        Kind::Meeting => noun!(die "Sitzung", "Sitzungen"; "Meeting" "meeting", "Meetings"),
        Kind::Attendance => noun!(die "Teilnahme", "Teilnahmen"; "Attendance" "attendance", "Attendances"),
        Kind::AgendaItem => {
            noun!(der "Tagesordnungspunkt", "Tagesordnungspunkte"; "Agenda item" "agenda item", "Agenda items")
        }
        Kind::Outcome => noun!(das "Ergebnis", "Ergebnisse"; "Outcome" "outcome", "Outcomes"),
        Kind::Question => noun!(die "Frage", "Fragen"; "Question" "question", "Questions"),
        Kind::Answer => noun!(die "Antwort", "Antworten"; "Answer" "answer", "Answers"),
        Kind::List => noun!(die "Fragenliste", "Fragenlisten"; "Question list" "question list", "Question lists"),
        Kind::Entry => noun!(der "Listeneintrag", "Listeneinträge"; "List entry" "list entry", "List entries"),
        Kind::Institution => noun!(die "Einrichtung", "Einrichtungen"; "Institution" "institution", "Institutions"),
        Kind::Post => noun!(die "Funktion", "Funktionen"; "Post" "post", "Posts"),
        Kind::Contact => noun!(der "Kontakt", "Kontakte"; "Contact" "contact", "Contacts"),
        Kind::Tenure => noun!(die "Besetzung", "Besetzungen"; "Tenure" "tenure", "Tenures"),
        Kind::Talk => noun!(der "Vortrag", "Vorträge"; "Talk" "talk", "Talks"),
        Kind::Invitation => noun!(die "Einladung", "Einladungen"; "Invitation" "invitation", "Invitations"),
        Kind::Project => noun!(das "Projekt", "Projekte"; "Project" "project", "Projects"),
        Kind::Participation => {
            noun!(die "Beteiligung", "Beteiligungen"; "Participation" "participation", "Participations")
        }
        Kind::Milestone => noun!(der "Meilenstein", "Meilensteine"; "Milestone" "milestone", "Milestones"),
        Kind::Programme => {
            noun!(das "Förderprogramm", "Förderprogramme";
                "Funding programme" "funding programme", "Funding programmes")
        }
        Kind::Application => {
            noun!(der "Förderantrag", "Förderanträge";
                "Funding application" "funding application", "Funding applications")
        }
        Kind::Step => {
            noun!(der "Antragsschritt", "Antragsschritte";
                "Application step" "application step", "Application steps")
        }
        Kind::Comment => noun!(der "Kommentar", "Kommentare"; "Comment" "comment", "Comments"),
        Kind::SavedView => noun!(die "Ansicht", "Ansichten"; "Saved view" "saved view", "Saved views"),
    }
}

/// The name of a kind, for one record: `Frage`, `Question`.
pub const fn kind(language: Language, kind: Kind) -> &'static str {
    said(language, noun(kind).one)
}

/// The name of a kind, for several records and headings: `Fragen`, `Questions`.
pub const fn kinds(language: Language, kind: Kind) -> &'static str {
    said(language, noun(kind).many)
}

/// A kind as the object of a sentence: `die Frage`, `den Kontakt`, `the question`.
pub const fn kind_accusative(language: Language, kind: Kind) -> &'static str {
    said(language, noun(kind).accusative)
}

/// The heading over a record that does not exist yet: `Neue Frage`, `New question`.
pub const fn new_kind(language: Language, kind: Kind) -> &'static str {
    said(language, noun(kind).new)
}

/// A number of records, as in a sentence: `1 Frage`, `3 Fragen`, `3 questions`.
pub fn counted(language: Language, kind: Kind, number: usize) -> String {
    let noun = noun(kind);
    let name = said(language, if number == 1 { noun.one } else { noun.many });
    match language {
        Language::German => format!("{number} {name}"),
        // No English name of a kind holds a proper noun.
        Language::English => format!("{number} {}", name.to_lowercase()),
    }
}
