//! The heads under which columns are known, German and English, by kind of sheet.
use std::collections::HashMap;
use std::sync::LazyLock;

use super::form::{Column, Form};
use crate::domain::fold::fold;

/// The usual heads of each column, separated by `|`.
type Heads = &'static [(Column, &'static str)];

const QUESTIONS: Heads = &[
    (Column::Number, "Lfd. Nr.|Lfd Nr|Laufende Nummer|Nr.|Nummer|No.|Number|#"),
    (
        Column::Received,
        "Eingang am|Eingang|Eingangsdatum|Eingegangen|Eingegangen am|Datum|Gestellt am|Received|\
         Received on|Date|Asked on",
    ),
    (
        Column::Member,
        "Kommune|Mitglied|Stadt|Gemeinde|Stadt/Gemeinde|Ort|Gebietskörperschaft|Mitgliedskommune|\
         Member|Municipality|Town|City",
    ),
    (
        Column::Person,
        "Ansprechpartner/in|Ansprechpartner|Ansprechpartnerin|Ansprechperson|Ansprechpartner:in|\
         Person|Fragesteller|Fragesteller/in|Fragesteller:in|Gestellt von|Asked by|Contact person",
    ),
    (Column::Mail, "E-Mail|Email|Mail|Mailadresse|E-Mail-Adresse|E-mail address"),
    (Column::Topic, "Thema|Themen|Themenfeld|Schlagwort|Schlagworte|Stichwort|Topic|Topics|Subject area"),
    (
        Column::Title,
        "Titel|Betreff|Kurztitel|Kurzfassung|Überschrift|Frage kurz|Kurzfrage|Title|Subject|Headline|Question short",
    ),
    (
        Column::Text,
        "Frage|Fragen|Fragestellung|Fragetext|Text|Wortlaut|Frage ausführlich|Question|Questions|Question text|\
         Question in full",
    ),
    (
        Column::Explanation,
        "Erläuterung|Erläuterungen|Hintergrund|Begründung|Beschreibung|Details|Kontext|Explanation|\
         Background|Description|Context",
    ),
    (Column::Priority, "Priorität|Prio|Prio.|Dringlichkeit|Wichtigkeit|Priority|Urgency"),
    (Column::Due, "Frist|Fällig|Fällig am|Fälligkeit|Bis wann|Bis|Termin|Antwort bis|Due|Due date|Deadline"),
    (
        Column::Remark,
        "Bemerkung|Bemerkungen|Anmerkung|Anmerkungen|Hinweis|Hinweise|Kommentar|Notiz|Notizen|\
         Sonstiges|Remark|Remarks|Comment|Comments|Note|Notes",
    ),
];

const GROUPS: Heads = &[
    (Column::ShortName, "Kürzel|Kurz|Kurzname|Kurzform|Abkürzung|Abk.|Code|Short name|Abbreviation"),
    (Column::Name, "Arbeitskreis|Arbeitsgruppe|AK|AG|Gruppe|Name|Bezeichnung|Working group|Group"),
    (Column::Purpose, "Zweck|Ziel|Ziele|Aufgabe|Aufgaben|Auftrag|Beschreibung|Purpose|Aim|Task|Description"),
    (Column::Topics, "Schwerpunkte|Schwerpunkt|Themen|Thema|Topics|Topic|Focus"),
    (Column::Lead, "Federführung|Federführend|Leitung|Vorsitz|Federführendes Mitglied|Lead|Chair|Lead member"),
    (Column::Members, "Mitglieder|Mitwirkende|Teilnehmende|Teilnehmer|Beteiligte|Members|Participants"),
    (Column::Rhythm, "Turnus|Rhythmus|Sitzungsturnus|Treffen|Rhythm|Frequency|Meets"),
    (
        Column::Remark,
        "Bemerkung|Bemerkungen|Anmerkung|Anmerkungen|Hinweis|Hinweise|Kommentar|Notiz|Notizen|\
         Sonstiges|Remark|Remarks|Comment|Comments|Note|Notes",
    ),
];

/// Private addresses are left out on purpose: nobody needs them here, so they are not taken in.
const CONTACTS: Heads = &[
    (Column::Salutation, "Anrede|Salutation|Title|Form of address"),
    (Column::AcademicTitle, "Titel|Akademischer Titel|Akad. Titel|Namenspräfix|Academic title|Name prefix|Prefix"),
    (Column::FirstName, "Vorname|Vornamen|Rufname|First name|Given name|Forename"),
    (Column::MiddleNames, "Weitere Vornamen|Zweiter Vorname|Middle name|Middle names|Additional name"),
    (Column::LastName, "Nachname|Familienname|Zuname|Last name|Surname|Family name"),
    (Column::Suffix, "Suffix|Namenssuffix|Namenszusatz|Name suffix"),
    (
        Column::FullName,
        "Name|Vollständiger Name|Anzeigename|Kontakt|Ansprechpartner/in|Ansprechpartner|\
         Ansprechperson|Full name|Display name|Contact",
    ),
    (
        Column::Organisation,
        "Firma|Organisation|Einrichtung|Institution|Unternehmen|Behörde|Company|Organization|Organization name",
    ),
    (
        Column::Department,
        "Abteilung|Referat|Dezernat|Fachbereich|Amt|Organisationseinheit|Department|Unit|Organization department",
    ),
    (Column::JobTitle, "Position|Funktion|Berufsbezeichnung|Stelle|Arbeitstitel|Job title|Function|Organization title"),
    (Column::Role, "Rolle|Aufgabe|Zuständigkeit|Role|Profession|Beruf"),
    (
        Column::Street,
        "Straße geschäftlich|Straße|Anschrift|Straße und Hausnummer|Business street|Street|\
         Business address street|Address|Work address|Dienstlich: Adresse|Address street",
    ),
    (Column::City, "Ort geschäftlich|Ort|Stadt|Business city|City|Town|Work city|Dienstlich: Ort|Address city"),
    (
        Column::Region,
        "Region geschäftlich|Bundesland|Business state|State|Region|Work state|Dienstlich: Bundesland|Address region",
    ),
    (
        Column::PostalCode,
        "Postleitzahl geschäftlich|Postleitzahl|PLZ|Business postal code|Postal code|Zip|Zip code|Work ZipCode|\
         Dienstlich: PLZ|Address postal code",
    ),
    (
        Column::Country,
        "Land/Region geschäftlich|Land geschäftlich|Land|Business country/region|Business country|\
         Country|Work country|Dienstlich: Land|Address country",
    ),
    (
        Column::Phone,
        "Telefon geschäftlich|Telefon|Tel.|Telefonnummer|Rufnummer|Durchwahl|Telefon Zentrale|\
         Telefon Firma|Business phone|Phone|Phone number|Company main phone|Primary phone|Work phone|Tel. dienstlich|Phone value",
    ),
    (Column::HomePhone, "Telefon privat|Tel. privat|Home phone"),
    (Column::OtherPhone, "Weiteres Telefon|Anderes Telefon|Autotelefon|Other phone|Car phone"),
    (
        Column::Mobile,
        "Mobiltelefon|Mobil|Handy|Mobilnummer|Telefon mobil|Mobile phone|Mobile|Cell phone|Mobile number|Mobil-Tel.-Nr.",
    ),
    (Column::Fax, "Fax geschäftlich|Fax|Telefax|Faxnummer|Business fax|Fax number|Fax-Nummer"),
    (Column::PhoneKind, "Phone type|Phone label"),
    (Column::AddressKind, "Address type|Address label"),
    (
        Column::Mail,
        "E-Mail-Adresse|E-Mail: Adresse|E-Mail|Email|Mail|Mailadresse|E-mail address|Primary email|Secondary email|\
         Primäre E-Mail-Adresse|Sekundäre E-Mail-Adresse|E-mail value|Email value",
    ),
    (
        Column::Categories,
        "Kategorien|Kategorie|Schlagworte|Themen|Thema|Categories|Category|Tags|Topics|Labels|Group membership",
    ),
    (Column::Notes, "Notizen|Notiz|Bemerkung|Bemerkungen|Anmerkung|Kommentar|Notes|Note|Remarks|Comments"),
    (Column::Web, "Webseite|Website|Internetseite|Homepage|Web|URL|Web page|Website value"),
    (Column::Runde, "Runde"),
];

/// The column that a head stands for in a form, whatever its spelling. Numbers in it (`E-Mail 2:
/// Adresse`) and remarks in brackets (`Priorität (1-3)`) do not matter.
pub(super) fn column(form: Form, head: &str) -> Option<Column> {
    static TABLES: LazyLock<[HashMap<String, Column>; 3]> =
        LazyLock::new(|| [table(QUESTIONS), table(GROUPS), table(CONTACTS)]);
    let table = match form {
        Form::Questions => &TABLES[0],
        Form::Groups => &TABLES[1],
        Form::Contacts => &TABLES[2],
    };
    let whole = head_key(head);
    let before_bracket = || head_key(head.split('(').next().unwrap_or_default());
    table.get(&whole).or_else(|| table.get(&before_bracket())).copied()
}

/// The columns that a form can have.
pub(super) fn columns(form: Form) -> impl Iterator<Item = Column> {
    let heads = match form {
        Form::Questions => QUESTIONS,
        Form::Groups => GROUPS,
        Form::Contacts => CONTACTS,
    };
    heads.iter().map(|(column, _)| *column)
}

fn table(heads: Heads) -> HashMap<String, Column> {
    let mut table = HashMap::new();
    for (column, names) in heads {
        for name in names.split('|') {
            table.insert(head_key(name), *column);
        }
    }
    table
}

fn head_key(head: &str) -> String {
    let folded = fold(head);
    if folded.trim() == "#" {
        return "#".to_owned();
    }
    folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.bytes().all(|byte| byte.is_ascii_digit()))
        .collect::<Vec<&str>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_head_stands_for_two_columns_of_a_form() {
        for heads in [QUESTIONS, GROUPS, CONTACTS] {
            let mut seen: HashMap<String, Column> = HashMap::new();
            for (column, names) in heads {
                for name in names.split('|') {
                    let before = seen.insert(head_key(name), *column);
                    assert!(before.is_none_or(|before| before == *column), "{name}");
                }
            }
        }
    }
}
