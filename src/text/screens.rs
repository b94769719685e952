//! The fixed words of the screens.

use crate::domain::Language;
use crate::screens::{Tab, View};

macro_rules! words {
    ($($name:ident: $german:literal, $english:literal;)+) => {
        /// Words that stand on the screens by themselves.
        #[derive(Debug)]
        pub struct Words { $(#[doc = $english] pub $name: &'static str),+ }

        static GERMAN: Words = Words { $($name: $german),+ };
        static ENGLISH: Words = Words { $($name: $english),+ };
    };
}

words! {
    yes: "ja", "yes";
    read_only: "nur lesen", "reading only";
    connected: "verbunden", "connected";
    saving: "speichert …", "saving …";
    waiting_for_file: "wartet auf die Datei …", "waiting for the file …";
    reading: "wird gelesen …", "reading …";
    nothing_selected: "Nichts ausgewählt.", "Nothing selected.";
    filter: "Filter", "Filter";
    marked: "markiert", "marked";
    too_small: "Das Fenster ist zu klein: mindestens 60 Spalten und 16 Zeilen.", "The window is too small: at least 60 columns and 16 lines.";
    next_meetings: "Nächste Sitzungen", "Next meetings";
    deadlines: "Fristen der nächsten 90 Tage", "Deadlines of the next 90 days";
    waits: "Das wartet", "What waits";
    latest: "Letzte Änderungen", "Latest changes";
    open_by_topic: "Offene Fragen nach Thema", "Open questions by topic";
    open_by_member: "Offene Fragen nach Kommune", "Open questions by municipality";
    no_meetings: "Keine Sitzung geplant.", "No meeting planned.";
    no_deadlines: "Keine Frist in den nächsten 90 Tagen.", "No deadline in the next 90 days.";
    nothing_waits: "Nichts wartet.", "Nothing waits.";
    late: "überfällig", "late";
    find: "Finden", "Find";
    find_hint: "Name, Thema, Einrichtung, Wort aus einer Frage, Nummer", "Name, topic, institution, a word of a question, a number";
    nothing_found: "Nichts gefunden.", "Nothing found.";
    all_kinds: "alles", "everything";
    speaker: "Referent:in", "speaker";
    triage: "Eingang", "Inbox";
    context: "Dazu passt", "What is like it";
    no_similar: "Keine ähnliche Frage.", "No similar question.";
    proposal: "Vorschlag", "Proposal";
    still_open: "Noch offen", "Still open";
    settled: "erledigt", "settled";
    settled_elsewhere: "inzwischen von anderen erledigt", "settled by somebody else meanwhile";
    asked_by: "Gefragt von", "Asked by";
    affected: "Mitbetroffen", "Affected too";
    explanation: "Erläuterung", "Explanation";
    triage_done: "Der Eingang ist durchgesehen.", "The inbox has been gone through.";
    triage_empty: "Der Eingang ist leer.", "The inbox is empty.";
    triage_skipped: "übersprungen, noch im Eingang", "skipped, still in the inbox";
    triage_taken: "von anderen erledigt", "settled by others";
    unknown: "unbekannt", "unknown";
    sorted_by: "Ordnen nach", "Sort by";
    likeness: "Ähnlichkeit", "likeness";
}

/// The fixed words in a language.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::German => &GERMAN,
        Language::English => &ENGLISH,
    }
}

/// The name of a tab.
pub const fn tab(language: Language, tab: Tab) -> &'static str {
    let (german, english) = match tab {
        Tab::Overview => ("Übersicht", "Overview"),
        Tab::Questions => ("Fragen", "Questions"),
        Tab::Groups => ("Arbeitskreise", "Groups"),
        Tab::Projects => ("Projekte", "Projects"),
        Tab::Contacts => ("Kontakte", "Contacts"),
    };
    match language {
        Language::German => german,
        Language::English => english,
    }
}

/// The name of a view.
pub const fn view(language: Language, view: View) -> &'static str {
    let (german, english) = match view {
        View::Overview => ("Übersicht", "Overview"),
        View::Members => ("Mitglieder", "Members"),
        View::People => ("Mitarbeitende", "Staff"),
        View::Topics => ("Themen", "Topics"),
        View::Alliance => ("Allianz", "Alliance"),
        View::Inbox => ("Eingang", "Inbox"),
        View::Open => ("Offen", "Open"),
        View::Snoozed => ("Wiedervorlage", "Snoozed"),
        View::Answered => ("Beantwortet", "Answered"),
        View::AllQuestions => ("Alle", "All"),
        View::Lists => ("Fragenlisten", "Question lists"),
        View::Groups => ("Arbeitskreise", "Working groups"),
        View::Meetings => ("Sitzungen", "Meetings"),
        View::Outcomes => ("Beschlüsse und Maßnahmen", "Decisions and actions"),
        View::Series => ("Sitzungsreihen", "Series"),
        View::Projects => ("Projekte", "Projects"),
        View::Applications => ("Förderanträge", "Funding applications"),
        View::Programmes => ("Förderprogramme", "Programmes"),
        View::Contacts => ("Kontakte", "Contacts"),
        View::Speakers => ("Referent:innen", "Speakers"),
        View::Institutions => ("Einrichtungen", "Institutions"),
        View::Posts => ("Funktionen", "Posts"),
        View::Talks => ("Vorträge", "Talks"),
        View::Invitations => ("Einladungen", "Invitations"),
    };
    match language {
        Language::German => german,
        Language::English => english,
    }
}
