//! What the columns of a sheet are called, where people say by hand which one holds what.

use super::said;
use crate::domain::Language;
use crate::exchange::column::Column;

/// What a column of a sheet holds, for people who say it by hand.
pub const fn column(language: Language, column: Column) -> &'static str {
    said(
        language,
        match column {
            Column::Number => ("Nummer", "number"),
            Column::Received => ("Eingang am", "received"),
            Column::Member => ("Kommune", "municipality"),
            Column::Person => ("Ansprechperson", "contact person"),
            Column::Mail => ("E-Mail", "mail"),
            Column::Topic | Column::Topics => ("Thema", "topic"),
            Column::Title => ("Frage (kurz)", "question (short)"),
            Column::Text => ("Frage (ausführlich)", "question (full)"),
            Column::Explanation => ("Erläuterung", "explanation"),
            Column::Priority => ("Priorität", "priority"),
            Column::Due => ("Frist", "due"),
            Column::Remark => ("Bemerkung", "remark"),
            Column::ShortName => ("Kürzel", "short name"),
            Column::Name => ("Name", "name"),
            Column::Purpose => ("Zweck", "purpose"),
            Column::Lead => ("Federführung", "lead"),
            Column::Members => ("Mitglieder", "members"),
            Column::Rhythm => ("Turnus", "rhythm"),
            Column::Salutation => ("Anrede", "salutation"),
            Column::AcademicTitle => ("Akademischer Titel", "academic title"),
            Column::FirstName => ("Vorname", "first name"),
            Column::MiddleNames => ("Weitere Vornamen", "middle names"),
            Column::LastName => ("Nachname", "last name"),
            Column::Suffix => ("Namenszusatz", "suffix"),
            Column::FullName => ("Voller Name", "full name"),
            Column::Organisation => ("Einrichtung", "organisation"),
            Column::Department => ("Abteilung", "department"),
            Column::JobTitle => ("Tätigkeit", "job title"),
            Column::Role => ("Rolle", "role"),
            Column::Street => ("Straße", "street"),
            Column::City => ("Ort", "city"),
            Column::Region => ("Region", "region"),
            Column::PostalCode => ("Postleitzahl", "postal code"),
            Column::Country => ("Land", "country"),
            Column::Phone => ("Telefon", "phone"),
            Column::HomePhone => ("Telefon privat", "private phone"),
            Column::OtherPhone => ("Weiteres Telefon", "other phone"),
            Column::Mobile => ("Mobiltelefon", "mobile phone"),
            Column::PhoneKind => ("Art der Nummer", "kind of number"),
            Column::AddressKind => ("Art der Anschrift", "kind of address"),
            Column::Fax => ("Fax", "fax"),
            Column::Categories => ("Kategorien", "categories"),
            Column::Notes => ("Notizen", "notes"),
            Column::Web => ("Webseite", "web page"),
            Column::Runde => ("Kennung von Runde", "mark of Runde"),
        },
    )
}
