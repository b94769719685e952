//! One short line under a field of a form, where its label alone leaves a doubt.

use super::{Pair, said};
use crate::domain::{Field, FieldType, Kind, Language};

/// What to write into a field, at most 76 columns wide; `None` where the label says it all.
pub fn field_help(language: Language, kind: Kind, field: Field) -> Option<&'static str> {
    of_kind(kind, field).or_else(|| by_type(kind.holds(field)?)).map(|pair| said(language, pair))
}

/// The help that only one field of one kind needs.
pub(super) const fn of_kind(kind: Kind, field: Field) -> Option<Pair> {
    use Field as F;
    use Kind as K;
    Some(match (kind, field) {
        (K::Member, F::Spellings) => (
            "Wie Listen das Mitglied sonst nennen, eine Schreibweise je Zeile",
            "What lists call the member otherwise, one spelling a line",
        ),
        (K::Person, F::Logins) => ("Anmeldename am Rechner, einer je Zeile", "Login name on the computer, one a line"),
        (K::Topic, F::Synonyms) => (
            "Wörter, unter denen das Thema auch gesucht wird, eines je Zeile",
            "Words by which people also look for the topic, one a line",
        ),
        (K::Membership | K::Attendance, F::Name) => (
            "Nur für Personen, die weder Mitarbeitende noch Kontakte der Datei sind",
            "Only for somebody who is neither a person nor a contact of the file",
        ),
        (K::Group | K::Series, F::Rhythm) => ("z. B. alle zwei Monate", "e.g. every two months"),
        (K::AgendaItem, F::Meeting) => {
            ("Leer lassen für den Themenspeicher der Reihe", "Leave empty for the backlog of the series")
        }
        (K::Outcome, F::Responsible) => (
            "Wenn keine einzelne Person zuständig ist, z. B. alle Mitglieder",
            "Where no single person is responsible, e.g. all members",
        ),
        (K::Question, F::Title) => ("Die Frage in einem Satz", "The question in one sentence"),
        (K::Question, F::AskedBy) => {
            ("Wer die Frage im Mitglied stellt, nicht wer sie einträgt", "Who asks within the member, not who types it")
        }
        (K::Question, F::Affected) => ("Mitglieder, die dieselbe Frage haben", "Members that have the same question"),
        (K::Question | K::Answer, F::Source) => {
            ("Woher der Text stammt, z. B. Mail, Liste, Protokoll", "Where it is from, e.g. mail, list, minutes")
        }
        (K::Answer, F::ValidUntil) => (
            "Danach ist die Antwort zu prüfen; leer lassen, wenn sie unbefristet gilt",
            "After this day the answer is to be checked; leave empty for no limit",
        ),
        (K::Institution, F::FormerNames) => ("Ein früherer Name je Zeile", "One former name a line"),
        (K::Contact, F::Mails) => (
            "Eine Adresse je Zeile; die erste wird beim Kopieren genommen",
            "One address a line; copying takes the first one",
        ),
        (K::Contact, F::Phones) => ("Eine Rufnummer je Zeile", "One phone number a line"),
        (K::Contact, F::TalkTitles) => ("Ein Vortragstitel je Zeile", "One talk title a line"),
        (K::Contact, F::LeadTime) => {
            ("Wie früh angefragt werden soll, z. B. 8 Wochen", "How early to ask, e.g. 8 weeks")
        }
        (K::Contact, F::Reach) => {
            ("Wie weit die Anreise gehen kann, z. B. NRW", "How far the person travels, e.g. the state")
        }
        (K::Contact, F::Purpose) => ("Wofür die Daten gebraucht werden (DSGVO)", "What the data is needed for (GDPR)"),
        (K::Contact, F::Basis) => ("Nach Artikel 6 Absatz 1 DSGVO", "Under article 6(1) GDPR"),
        (K::Participation, F::Share) => {
            ("In Euro; leer lassen, solange er unbekannt ist", "In euros; leave empty while it is unknown")
        }
        (K::Programme, F::Rates) => {
            ("z. B. 60 %, finanzschwache Kommunen 80 %", "e.g. 60 %, 80 % for towns short of money")
        }
        (K::Programme, F::Stages) => {
            ("1, oder 2 mit einer Skizze vor dem Antrag", "1, or 2 with a sketch before the application")
        }
        _ => return None,
    })
}

/// The help that every field of a type needs.
pub(super) const fn by_type(holds: FieldType) -> Option<Pair> {
    Some(match holds {
        FieldType::Lines => ("Ein Eintrag je Zeile", "One entry a line"),
        FieldType::Date => ("z. B. 12.3., 12.03.2027, morgen, fr, +2w", "e.g. 12.3., 2027-03-12, tomorrow, fri, +2w"),
        FieldType::DateOrWords => (
            "Datum oder Worte, z. B. 12.3., fr, +2w, vor Pfingsten",
            "Date or words, e.g. 12.3., fri, +2w, before Easter",
        ),
        FieldType::Moment => ("Datum und Uhrzeit, z. B. 12.3. 14:30", "Date and time, e.g. 12.3. 14:30"),
        FieldType::Money => ("In Euro, z. B. 12.500,00", "In euros, e.g. 12500.00"),
        FieldType::Goals => ("Nummern von 1 bis 17, z. B. 7, 13", "Numbers from 1 to 17, e.g. 7, 13"),
        FieldType::Line
        | FieldType::LongText
        | FieldType::Number
        | FieldType::Flag
        | FieldType::Choice(_)
        | FieldType::Link(_)
        | FieldType::Links(..)
        | FieldType::Subject => return None,
    })
}
