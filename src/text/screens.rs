//! The fixed words of the screens.

use crate::domain::{Kind, Language};

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
    minutes: "Min.", "min";
    day: "Tag", "Day";
    more: "mehr", "more";
    since: "seit", "since";
    until: "bis", "until";
    read_only: "nur lesen", "reading only";
    connected: "verbunden", "connected";
    saving: "speichert …", "saving …";
    waiting_for_file: "Datei belegt …", "file busy …";
    reading: "wird gelesen …", "reading …";
    nothing_selected: "Nichts ausgewählt.", "Nothing selected.";
    all_institutions: "Alle Einrichtungen", "All institutions";
    by_institution: "Einrichtungen", "Institutions";
    list_shows_all_below: "Die Liste zeigt, wer zu diesen Einrichtungen gehört.", "The list shows who belongs to these institutions.";
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
    late: "Überfällig", "Late";
    find: "Finden", "Find";
    find_hint: "Name, Thema, Einrichtung, Wort aus einer Frage, Nummer", "Name, topic, institution, a word of a question, a number";
    nothing_found: "Nichts gefunden.", "Nothing found.";
    most_words: "Nirgends stehen alle Wörter zusammen. Am nächsten kommt:", "Nothing has all of these words. The nearest:";
    gives_talks: "Vorträge", "talks";
    last_met: "zuletzt", "last met";
    has_left: "ausgeschieden", "left";
    all_kinds: "alles", "everything";
    speaker: "Referent:in", "speaker";
    triage: "Eingang", "Inbox";
    context: "Dazu passt", "What is like it";
    no_similar: "Keine ähnliche Frage.", "No similar question.";
    proposal: "Vorschlag", "Proposal";
    perhaps_duplicate: "Vielleicht Dublette von", "Perhaps a duplicate of";
    otherwise: "oder", "or";
    chosen: "gewählt", "chosen";
    no_duplicate: "Keine Dublette", "No duplicate";
    asked_before: "Schon gefragt?", "Asked before?";
    asked_before_none: "Schon gefragt? Ähnliche Fragen erscheinen hier beim Schreiben.", "Asked before? Similar questions appear here while you type.";
    join_it: "Beitreten, statt neu zu fragen", "Join it instead of asking anew";
    towns_counted: "Zahl der Kommunen, die sie haben", "How many municipalities have it";
    towns_short: "Kom.", "Towns";
    parts: "Doch keine Dublette: wieder wie vorher", "No duplicate after all: as it was before";
    nobody: "niemand", "nobody";
    none_of_it: "keine", "none";
    triage_joined: "mit anderen Fragen zusammengeführt", "joined to other questions";
    triage_snoozed: "auf Wiedervorlage", "snoozed";
    triage_answered: "beantwortet", "answered";
    triage_declined: "abgelehnt", "declined";
    triage_other: "anders erledigt", "settled otherwise";
    triage_of: "von", "of";
    triage_next: "So geht es weiter", "What comes next";
    triage_again: "Die übersprungenen Fragen durchgehen", "Go through the skipped questions";
    still_open: "Fehlt noch, dann geht es weiter", "Still missing, then it goes on";
    settled: "erledigt", "settled";
    settled_elsewhere: "Inzwischen von anderen erledigt", "Settled by somebody else meanwhile";
    asked_by_short: "Von", "From";
    affected: "Mitbetroffen", "Affected too";
    explanation: "Erläuterung", "Explanation";
    triage_done: "Der Eingang ist durchgesehen.", "The inbox has been gone through.";
    triage_empty: "Der Eingang ist leer.", "The inbox is empty.";
    triage_skipped: "übersprungen, noch im Eingang", "skipped, still in the inbox";
    triage_taken: "von anderen erledigt", "settled by others";
    unknown: "unbekannt", "unknown";
    sorted_by: "Ordnen nach", "Sort by";
    import: "Einlesen", "Import";
    decline_hint: "Begründung, die die fragende Kommune lesen kann", "A reason that the asking municipality can read";
    note_hint: "Die Notiz sehen alle, die mit dieser Datei arbeiten.", "Everybody who works with this file sees the note.";
    date_hint: "12.3., morgen, fr, +2w", "12.3., tomorrow, fri, +2w";
    any_question: "Eine andere Frage suchen …", "Look for another question …";
    duplicate_of: "Dublette von", "Duplicate of";
    answer_holds: "Antwort gilt weiter bis …", "The answer is still valid until …";
    answer_holds_title: "Antwort gilt weiter bis", "The answer is still valid until";
    half_a_year: "Ein halbes Jahr", "Half a year";
    a_year: "Ein Jahr", "A year";
    without_end: "Ohne Enddatum", "Without an end";
    sleeps_until: "Schläft bis", "Sleeps until";
    snooze_week: "In einer Woche", "In a week";
    snooze_guest: "Bis ein Gast einer Einrichtung kommt …", "Until a guest of an institution comes …";
    snooze_meeting: "Bis zur nächsten Sitzung", "Until the next meeting";
    alliance_meeting: "Allianz", "Alliance";
    wake: "Wieder vorlegen", "Wake";
    remove_consequence: "Nichts wird gelöscht; zurücknehmen ist möglich.", "Nothing is deleted; it can be taken back.";
    import_title: "Datei einlesen", "Import a file";
    import_hint: "Pfad: Excel-CSV mit Fragen oder Arbeitskreisen, Outlook-CSV, vCard", "Path: Excel CSV of questions or groups, Outlook CSV, vCard";
    import_form: "Was enthält die Liste?", "What does the list hold?";
    import_columns: "Was enthalten die Spalten?", "What do the columns hold?";
    import_go: "So einlesen: Vorschau zeigen", "Import like this: show the preview";
    import_nothing: "nicht einlesen", "leave out";
    export_title: "Kontakte schreiben", "Write contacts";
    export_hint: "Pfad der neuen Datei; eine, die es schon gibt, bleibt, wie sie ist", "Path of the new file; one that exists stays as it is";
    quit_title: "Beenden?", "Quit?";
    quit_consequence: "Was noch nicht gespeichert ist, bleibt als Entwurf.", "What is not saved stays as a draft.";
    drafts: "Entwürfe", "Drafts";
}

/// The fixed words in a language.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::German => &GERMAN,
        Language::English => &ENGLISH,
    }
}

/// What a list says that has no rows.
pub fn empty_list(language: Language, kinds: &str, new_key: &str, back_key: Option<&str>) -> String {
    match (language, back_key) {
        (Language::German, Some(back)) => format!("Keine {kinds} zu diesem Filter. {back} hebt ihn auf."),
        (Language::German, None) => format!("Hier stehen keine {kinds}. Neu anlegen: {new_key}"),
        (Language::English, Some(back)) => format!("No {kinds} for this filter. {back} lifts it."),
        (Language::English, None) => format!("No {kinds} here. Make one: {new_key}"),
    }
}

macro_rules! waiting {
    ($($name:ident: $german:literal, $english:literal;)+) => {
        /// What can wait, as the overview calls it behind the number.
        #[derive(Debug)]
        pub struct WaitingWords { $(#[doc = $english] pub $name: &'static str),+ }

        static GERMAN_WAITING: WaitingWords = WaitingWords { $($name: $german),+ };
        static ENGLISH_WAITING: WaitingWords = WaitingWords { $($name: $english),+ };
    };
}

waiting! {
    inbox: "im Eingang: jetzt durchgehen", "in the inbox: go through them now";
    late_actions: "Maßnahmen überfällig", "actions late";
    funding: "Schritte von Förderanträgen fällig", "steps of funding applications due";
    expired_answers: "Antworten abgelaufen: erneut prüfen", "answers run out: check again";
    to_erase: "Kontakte zu löschen (Datenschutz)", "contacts to be erased (data protection)";
    to_check: "Kontakte zu prüfen (Datenschutz)", "contacts to be checked (data protection)";
    snoozed: "Fragen auf Wiedervorlage", "questions snoozed";
}

/// What can wait, as the overview calls it.
pub fn waiting(language: Language) -> &'static WaitingWords {
    match language {
        Language::German => &GERMAN_WAITING,
        Language::English => &ENGLISH_WAITING,
    }
}

/// The question before records are taken out of the lists; a single one is named.
pub fn remove_question(language: Language, kind: Kind, count: usize, name: Option<&str>) -> String {
    let what = match name {
        Some(name) => format!("{} „{name}“", super::kind(language, kind)),
        None => super::counted(language, kind, count),
    };
    match language {
        Language::German => format!("{what} aus den Listen nehmen?"),
        Language::English => format!("Take {what} out of the lists?"),
    }
}
