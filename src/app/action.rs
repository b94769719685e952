//! The one table of actions: keys, labels and places. Dispatch, footer, help, palette, the user's keymap and
//! docs/keys.md are made from it.

use crate::domain::Language;

/// Where an action applies. Inner scopes are asked before outer ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Everywhere but in text fields and pickers.
    Everywhere,
    /// In lists.
    List,
    /// In the tree of institutions.
    Tree,
    /// In the detail of a record.
    Card,
    /// Where a question is selected.
    Question,
    /// Where another record than a question is selected.
    Record,
    /// Where a contact is selected.
    Contact,
    /// Where one of the staff is selected.
    Staff,
    /// While two contacts are compared.
    Duplicates,
    /// In the triage of the inbox.
    Triage,
    /// While an answer is written down in a question hour.
    Hour,
    /// At the end of a question hour.
    HourEnd,
    /// In the overview.
    Overview,
    /// In find.
    Find,
    /// While a form is filled in.
    Form,
    /// In pickers.
    Picker,
    /// While the rows of an import are looked at.
    Import,
    /// While a guest sheet is shown.
    Sheet,
    /// In questions of the program: yes or no, whose text stays.
    Dialog,
    /// While text is typed, wherever that is.
    Text,
}

impl Scope {
    /// Every scope, in the order in which help and docs/keys.md list them.
    pub const ALL: &'static [Self] = &[
        Self::Everywhere,
        Self::List,
        Self::Tree,
        Self::Card,
        Self::Record,
        Self::Question,
        Self::Contact,
        Self::Staff,
        Self::Duplicates,
        Self::Triage,
        Self::Hour,
        Self::HourEnd,
        Self::Overview,
        Self::Find,
        Self::Form,
        Self::Picker,
        Self::Import,
        Self::Sheet,
        Self::Dialog,
        Self::Text,
    ];

    /// Its heading.
    pub const fn label(self, language: Language) -> &'static str {
        let (german, english) = match self {
            Self::Everywhere => ("Überall", "Everywhere"),
            Self::List => ("In Listen", "In lists"),
            Self::Tree => ("Im Baum der Einrichtungen", "In the tree of institutions"),
            Self::Card => ("In der Einzelansicht", "In the detail"),
            Self::Record => ("Bei Einträgen", "On records"),
            Self::Question => ("Bei Fragen", "On questions"),
            Self::Contact => ("Bei Kontakten", "On contacts"),
            Self::Staff => ("Bei Mitarbeitenden", "On staff"),
            Self::Duplicates => ("Beim Vergleichen von Kontakten", "While contacts are compared"),
            Self::Triage => ("Eingang durchgehen", "Going through the inbox"),
            Self::Hour => ("In der Fragestunde", "In a question hour"),
            Self::HourEnd => ("Am Ende der Fragestunde", "At the end of a question hour"),
            Self::Overview => ("In der Übersicht", "In the overview"),
            Self::Find => ("Beim Finden", "While finding"),
            Self::Form => ("In Formularen", "In forms"),
            Self::Picker => ("In Auswahllisten", "In pickers"),
            Self::Import => ("Beim Einlesen", "While importing"),
            Self::Sheet => ("Beim Gästeblatt", "At a guest sheet"),
            Self::Dialog => ("Bei Rückfragen", "When asked"),
            Self::Text => ("Beim Schreiben", "While writing"),
        };
        match language {
            Language::German => german,
            Language::English => english,
        }
    }
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct ActionSpec {
    /// The action.
    pub action: Action,
    /// Its name in the keymap file.
    pub code: &'static str,
    /// The keys it has by default, the one to show first.
    pub keys: &'static [&'static str],
    /// Where it applies.
    pub scopes: &'static [Scope],
    /// German and English, as a menu would say it.
    pub label: (&'static str, &'static str),
    /// German and English for the footer, a word or two.
    pub short: (&'static str, &'static str),
    /// How much it belongs in the footer; 0 never.
    pub weight: u8,
    /// Whether it can be taken back with undo.
    pub undoable: bool,
}

macro_rules! actions {
    ($($action:ident $code:literal [$($key:literal),*] in [$($scope:ident),+]
        ($german:literal, $english:literal) ($german_short:literal, $english_short:literal) $weight:literal
        $($undoable:ident)?;)+) => {
        /// Something that a person can do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $(#[doc = $english] $action),+ }

        /// The table.
        pub const ACTIONS: &[ActionSpec] = &[$(ActionSpec {
            action: Action::$action,
            code: $code,
            keys: &[$($key),*],
            scopes: &[$(Scope::$scope),+],
            label: ($german, $english),
            short: ($german_short, $english_short),
            weight: $weight,
            undoable: actions!(@undoable $($undoable)?),
        }),+];
    };
    (@undoable) => { false };
    (@undoable undoable) => { true };
}

actions! {
    GoOverview "go_overview" ["1"] in [Everywhere] ("Zur Übersicht", "Go to the overview") ("Übersicht", "overview") 0;
    GoQuestions "go_questions" ["2"] in [Everywhere] ("Zu den Fragen; die Zahl: was im Eingang wartet", "Go to the questions; the number: what waits in the inbox") ("Fragen", "questions") 0;
    GoGroups "go_groups" ["3"] in [Everywhere] ("Zu den Arbeitskreisen; die Zahl: überfällige Maßnahmen", "Go to the working groups; the number: late actions") ("Arbeitskreise", "groups") 0;
    GoProjects "go_projects" ["4"] in [Everywhere] ("Zu den Projekten; die Zahl: Förderschritte, bald fällig", "Go to the projects; the number: funding steps due soon") ("Projekte", "projects") 0;
    GoContacts "go_contacts" ["5"] in [Everywhere] ("Zu den Kontakten", "Go to the contacts") ("Kontakte", "contacts") 0;
    SavedView1 "saved_view_1" ["6"] in [Everywhere] ("Gespeicherte Ansicht 1", "Saved view 1") ("Ansicht 1", "view 1") 0;
    SavedView2 "saved_view_2" ["7"] in [Everywhere] ("Gespeicherte Ansicht 2", "Saved view 2") ("Ansicht 2", "view 2") 0;
    SavedView3 "saved_view_3" ["8"] in [Everywhere] ("Gespeicherte Ansicht 3", "Saved view 3") ("Ansicht 3", "view 3") 0;
    SavedView4 "saved_view_4" ["9"] in [Everywhere] ("Gespeicherte Ansicht 4", "Saved view 4") ("Ansicht 4", "view 4") 0;
    SavedView5 "saved_view_5" ["0"] in [Everywhere] ("Gespeicherte Ansicht 5", "Saved view 5") ("Ansicht 5", "view 5") 0;
    NextTab "next_tab" ["Tab"] in [Everywhere] ("Nächster Reiter", "Next tab") ("weiter", "next tab") 0;
    PreviousTab "previous_tab" ["BackTab"] in [Everywhere] ("Voriger Reiter", "Previous tab") ("zurück", "previous tab") 0;
    Find "find" ["f", "Ctrl-F"] in [Everywhere, Text] ("Finden, überall", "Find, everywhere") ("finden", "find") 70;
    Commands "commands" [":", "Ctrl-P"] in [Everywhere, Text] ("Alle Befehle", "All commands") ("Befehle", "commands") 30;
    Help "help" ["?", "F1"] in [Everywhere] ("Hilfe zu dieser Stelle", "Help for this place") ("Hilfe", "help") 95;
    Undo "undo" ["u"] in [Everywhere] ("Letzte eigene Änderung zurücknehmen", "Take back your last change") ("zurücknehmen", "undo") 40;
    Redo "redo" ["Ctrl-R"] in [Everywhere] ("Zurückgenommenes wiederherstellen", "Do again what was taken back") ("wieder", "redo") 0;
    Triage "triage" ["T"] in [Everywhere] ("Eingang durchgehen", "Go through the inbox") ("Eingang durchgehen", "triage") 45;
    ImportFile "import" ["I"] in [Everywhere] ("Datei einlesen (Excel-CSV, Kontakte)", "Import a file (Excel CSV, contacts)") ("einlesen", "import") 0;
    Drafts "drafts" [] in [Everywhere] ("Entwürfe ansehen", "Look at drafts") ("Entwürfe", "drafts") 0;
    CheckPlace "check_place" [] in [Everywhere] ("Ablage prüfen: ist dieser Ort sicher?", "Check the place: is it safe here?") ("Ablage prüfen", "check place") 0;
    FeedBack "feed_back" [] in [Everywhere] ("Antworten an die fragenden Kommunen: alle noch nicht mitgeteilten", "Answers to the municipalities that asked: all not told yet") ("Rückmeldung", "feedback") 0;
    Redraw "redraw" ["Ctrl-L"] in [Everywhere, Text] ("Bildschirm neu zeichnen", "Draw the screen anew") ("neu zeichnen", "redraw") 0;
    Suspend "suspend" ["Ctrl-Z"] in [Everywhere, Text] ("Anhalten und zur Shell", "Suspend to the shell") ("anhalten", "suspend") 0;
    Interrupt "interrupt" ["Ctrl-C"] in [Everywhere, Text] ("Abbrechen; sonst beenden", "Interrupt; otherwise quit") ("abbrechen", "interrupt") 0;
    Quit "quit" ["q"] in [Everywhere] ("Beenden", "Quit") ("Ende", "quit") 90;
    Back "back" ["Esc", "Backspace"] in [Everywhere, List, Tree, Card, Triage] ("Einen Schritt zurück", "One step back") ("zurück", "back") 50;

    Down "down" ["j", "Down"] in [List, Tree, Card, Overview, Duplicates] ("Nach unten", "Down") ("ab", "down") 0;
    Up "up" ["k", "Up"] in [List, Tree, Card, Overview, Duplicates] ("Nach oben", "Up") ("auf", "up") 0;
    PageDown "page_down" ["PgDn", "Ctrl-D"] in [List, Tree, Card, Overview, Triage] ("Eine Seite nach unten", "One page down") ("Seite ab", "page down") 0;
    PageUp "page_up" ["PgUp", "Ctrl-U"] in [List, Tree, Card, Overview, Triage] ("Eine Seite nach oben", "One page up") ("Seite auf", "page up") 0;
    First "first" ["Home", "g"] in [List, Tree, Card, Overview] ("Zum Anfang", "To the first") ("Anfang", "first") 0;
    Last "last" ["End", "G"] in [List, Tree, Card, Overview] ("Zum Ende", "To the last") ("Ende", "last") 0;
    Open "open" ["Enter"] in [List, Card, Overview] ("Öffnen", "Open") ("öffnen", "open") 85;
    NextView "next_view" ["v", "Right"] in [List, Overview] ("Nächste Ansicht dieses Reiters", "Next view of this tab") ("Ansicht", "view") 60;
    PreviousView "previous_view" ["V", "Left"] in [List, Overview] ("Vorige Ansicht dieses Reiters", "Previous view of this tab") ("vorige Ansicht", "previous view") 0;
    Filter "filter" ["/"] in [List] ("Diese Liste filtern", "Filter this list") ("filtern", "filter") 65;
    Sort "sort" ["o"] in [List] ("Diese Liste ordnen", "Sort this list") ("ordnen", "sort") 25;
    SaveView "save_view" ["W"] in [List, Overview] ("Ansicht mit Filter speichern, umbenennen, entfernen", "Save, rename, remove a view with its filter") ("Ansicht speichern", "save view") 19 undoable;
    ToggleDetail "toggle_detail" ["w"] in [List] ("Einzelansicht neben der Liste ein und aus", "Detail beside the list on and off") ("Einzelansicht", "detail") 0;
    ToggleTree "toggle_tree" ["B"] in [List, Tree] ("Baum der Einrichtungen: Kontakte nach Behörde", "Tree of institutions: contacts by body") ("Einrichtung", "institution") 59;
    OpenBranch "open_branch" ["w"] in [Tree] ("Diese Einrichtung ansehen", "Look at this institution") ("ansehen", "look at it") 80;
    ToTheList "to_the_list" ["Enter", "Right"] in [Tree] ("Zur Liste dieser Einrichtung", "To the list of this institution") ("zur Liste", "to the list") 86;
    New "new" ["n"] in [List, Tree, Card, Overview] ("Neu", "New") ("neu", "new") 75;
    Select "select" ["Space"] in [List] ("Markieren", "Mark") ("markieren", "mark") 20;
    SelectAll "select_all" ["*"] in [List] ("Alle dieser Liste markieren; Markierungen aufheben", "Mark all of this list, or none") ("alle", "all") 0;

    Edit "edit" ["e"] in [Record, Question] ("Bearbeiten", "Edit") ("bearbeiten", "edit") 72 undoable;
    History "history" ["h"] in [Record, Question, Triage] ("Historie", "History") ("Historie", "history") 22;
    Note "note" ["i"] in [Record, Question, Triage] ("Notiz anfügen", "Add a note") ("Notiz", "note") 28 undoable;
    Copy "copy" ["y"] in [Record, Question, Triage] ("Kopieren (Mailadresse zuerst)", "Copy (mail address first)") ("kopieren", "copy") 24;
    CopyPhone "copy_phone" ["Y"] in [Contact] ("Telefonnummer kopieren", "Copy the phone number") ("Telefon", "phone") 17;
    WriteMail "write_mail" ["b"] in [Contact, Question] ("Mailtext: Fragen an diese Stelle; Antworten an Kommunen", "Mail text: questions for this body; answers to towns") ("Mailtext", "mail text") 23;
    Remove "remove" ["x"] in [Record] ("Aus den Listen nehmen", "Take out of the lists") ("entfernen", "remove") 18 undoable;

    MarkChecked "mark_checked" ["C"] in [Contact] ("Kontakt: Angaben heute geprüft", "Contact: data checked today") ("geprüft", "checked") 17 undoable;
    SetDeleteOn "set_delete_on" ["L"] in [Contact] ("Kontakt: Löschdatum setzen", "Contact: set the day of erasure") ("Löschdatum", "erase on") 0 undoable;
    Disclose "disclose" ["A"] in [Contact, Staff] ("Auskunft: was ist über diese Person gespeichert?", "Information: what is held on this person?") ("Auskunft", "information") 19;
    ErasureProofs "erasure_proofs" [] in [Everywhere] ("Nachweise der Löschungen zeigen (DSGVO)", "Show the proofs of erasures (GDPR)") ("Nachweise", "proofs") 0;
    EraseContact "erase_contact" [] in [Contact, Staff] ("Alle Daten dieser Person endgültig löschen (DSGVO)", "Erase all data of this person for good (GDPR)") ("löschen", "erase") 0;
    SuggestSpeakers "suggest_speakers" ["S"] in [Record, Overview] ("Wer könnte bei der nächsten Sitzung sprechen?", "Who could speak at the next meeting?") ("wer spricht?", "who speaks?") 26;
    Invite "invite" ["E"] in [Record] ("Zu einer Sitzung einladen", "Invite to a meeting") ("einladen", "invite") 38 undoable;
    AnswerInvitation "answer_invitation" ["r"] in [Record] ("Antwort auf eine Einladung eintragen", "Enter the answer to an invitation") ("Antwort", "answer") 39 undoable;
    HandOver "hand_over" ["H"] in [Record] ("Funktion übergeben: wer folgt?", "Hand the post over: who follows?") ("übergeben", "hand over") 36 undoable;
    Rename "rename" ["R"] in [Record] ("Einrichtung umbenennen, der alte Name bleibt bekannt", "Rename the institution, the old name stays known") ("umbenennen", "rename") 34 undoable;
    Merge "merge" ["Z"] in [Record] ("Einrichtung in einer anderen aufgehen lassen", "Let the institution go into another") ("zusammenführen", "merge") 0 undoable;
    ExportContacts "export_contacts" ["X"] in [Contact] ("Kontakte für andere Programme schreiben (vCard, CSV)", "Write contacts for other programs (vCard, CSV)") ("schreiben", "export") 16;
    MoveEntryUp "move_entry_up" ["K", "Shift-Up"] in [Card] ("Frage auf der Liste nach oben", "Move the question up on the list") ("höher", "move up") 0 undoable;
    MoveEntryDown "move_entry_down" ["J", "Shift-Down"] in [Card] ("Frage auf der Liste nach unten", "Move the question down on the list") ("tiefer", "move down") 63 undoable;
    SortEntries "sort_entries" ["o"] in [Card] ("Fragenliste ordnen: nach Kommunen und Priorität", "Sort the question list: by municipalities and priority") ("ordnen", "sort") 33 undoable;
    ListState "list_state" ["z"] in [Record] ("Zustand der Fragenliste ändern: versandt, beantwortet, Entwurf", "Change the state of the question list: sent, answered, draft") ("Zustand", "state") 71 undoable;
    GuestSheet "guest_sheet" ["F"] in [Record] ("Gästeblatt: die offenen Fragen als Mailtext oder Seite", "Guest sheet: the open questions as mail text or page") ("Gästeblatt", "guest sheet") 64;
    QuestionHour "question_hour" ["Q"] in [Record] ("Fragestunde: eine Frage nach der anderen beantworten", "Question hour: answer one question after the other") ("Fragestunde", "question hour") 76 undoable;
    CheckDuplicates "check_duplicates" ["D"] in [Contact] ("Dubletten prüfen: Kontakte vergleichen", "Check duplicates: compare contacts") ("Dubletten", "duplicates") 26;

    MergePair "merge_pair" ["Enter"] in [Duplicates] ("Zusammenführen, wie angekreuzt", "Merge as ticked") ("zusammenführen", "merge") 88 undoable;
    OtherPerson "other_person" ["x"] in [Duplicates] ("Nicht dieselbe Person: nicht mehr vorschlagen", "Not the same person: do not propose again") ("andere Person", "another person") 86 undoable;
    NextPair "next_pair" ["Space", "PgDn"] in [Duplicates] ("Überspringen, zum nächsten Paar", "Skip, to the next pair") ("überspringen", "skip") 78;
    PreviousPair "previous_pair" ["PgUp"] in [Duplicates] ("Zum vorigen Paar", "To the previous pair") ("voriges", "previous") 20;
    TakeLeft "take_left" ["Left"] in [Duplicates] ("Wert links übernehmen", "Take the value on the left") ("links", "left") 74;
    TakeRight "take_right" ["Right"] in [Duplicates] ("Wert rechts übernehmen", "Take the value on the right") ("rechts", "right") 73;
    TakeBoth "take_both" ["b"] in [Duplicates] ("Beide Werte übernehmen", "Take both values") ("beide", "both") 72;

    AssignGroup "assign_group" ["a"] in [Question, Triage] ("Arbeitskreis zuweisen", "Assign to a working group") ("Arbeitskreis", "group") 58 undoable;
    SetContact "set_contact" ["c"] in [Question, Triage] ("Kontakt zuordnen", "Set the contact") ("Kontakt", "contact") 52 undoable;
    PutOnList "put_on_list" ["l"] in [Question, Triage] ("Auf eine Fragenliste setzen", "Put on a question list") ("Liste", "list") 46 undoable;
    Prioritise "prioritise" ["p"] in [Question, Triage] ("Priorität setzen", "Set the priority") ("Priorität", "priority") 57 undoable;
    SetTopic "set_topic" ["t"] in [Question, Contact, Triage] ("Themen setzen", "Set the topics") ("Thema", "topic") 51 undoable;
    MarkDuplicate "mark_duplicate" ["d"] in [Question, Triage] ("Als Dublette einer anderen Frage", "Mark as a duplicate") ("Dublette", "duplicate") 47 undoable;
    Snooze "snooze" ["s"] in [Question, Triage] ("Wiedervorlage: später wieder vorlegen", "Snooze") ("später", "snooze") 48 undoable;
    Reply "reply" ["r"] in [Question, Triage] ("Antwort eintragen", "Write an answer") ("Antwort", "answer") 49 undoable;
    JoinAffected "join_affected" ["m"] in [Question, Triage] ("Mitbetroffen: eigene Kommune ein oder aus", "Me too: own municipality in or out") ("mitbetroffen", "me too") 44 undoable;
    JoinAffectedOther "join_affected_other" ["M"] in [Question, Triage] ("Mitbetroffen: andere Kommunen", "Me too: other municipalities") ("andere mitbetroffen", "others too") 0 undoable;
    Decline "decline" ["x"] in [Question, Triage] ("Ablehnen, mit Begründung", "Decline, with a reason") ("ablehnen", "decline") 43 undoable;
    ChangeState "change_state" ["z"] in [Question, Triage] ("Zustand ändern: gefragt, abgeschlossen, wieder im Eingang; Antwort gilt weiter", "Change the state: asked, closed, back to the inbox; answer still valid") ("Zustand", "state") 30 undoable;
    RemoveQuestion "remove_question" ["Delete"] in [Question, Triage] ("Frage aus den Listen nehmen", "Take the question out of the lists") ("entfernen", "remove") 0 undoable;

    TakeProposal "take_proposal" ["Enter"] in [Triage] ("Vorschlag übernehmen; ohne Vorschlag zur nächsten Frage", "Take the proposal; without one to the next question") ("übernehmen", "take it") 81 undoable;
    OtherGroup "other_group" ["A"] in [Triage] ("Nächstwahrscheinlicher Arbeitskreis", "The next likeliest working group") ("anderer Arbeitskreis", "other group") 0 undoable;
    OtherContact "other_contact" ["C"] in [Triage] ("Nächstwahrscheinlicher Kontakt", "The next likeliest contact") ("anderer Kontakt", "other contact") 0 undoable;
    OtherTopic "other_topic" ["T"] in [Triage] ("Nächstwahrscheinliches Thema", "The next likeliest topic") ("anderes Thema", "other topic") 0 undoable;
    JoinLikeliest "join_likeliest" ["D"] in [Triage] ("Dublette der genannten Frage", "Duplicate of the question that is named") ("ist Dublette", "is duplicate") 79 undoable;
    RaisePriority "raise_priority" ["+"] in [Triage] ("Priorität eine Stufe höher", "Priority one step higher") ("dringender", "more urgent") 0 undoable;
    LowerPriority "lower_priority" ["-"] in [Triage] ("Priorität eine Stufe niedriger", "Priority one step lower") ("weniger dringend", "less urgent") 0 undoable;
    NextQuestion "next_question" ["j", "Down"] in [Triage] ("Fertig, zur nächsten Frage", "Done, next question") ("weiter", "next") 80;
    Skip "skip" ["Space"] in [Triage] ("Überspringen, bleibt im Eingang", "Skip, stays in the inbox") ("überspringen", "skip") 78;
    PreviousQuestion "previous_question" ["k", "Up"] in [Triage] ("Zur vorigen Frage", "Previous question") ("vorige", "previous") 35;
    EditInTriage "edit_in_triage" ["e"] in [Triage] ("Bearbeiten", "Edit") ("bearbeiten", "edit") 41 undoable;
    WriteToAskers "write_to_askers" ["b"] in [Triage] ("Mailtext an die Fragenden: wohin jede Frage ging", "Mail text to those who asked: where each question went") ("Mailtext", "mail text") 34;
    OpenLists "open_lists" ["F"] in [Triage] ("Fragenlisten öffnen", "Open the question lists") ("Fragenlisten", "lists") 31;
    OpenSimilar "open_similar" ["o"] in [Triage] ("Ähnliche Frage ansehen", "Look at a similar question") ("ähnliche", "similar") 32;

    SaveAnswer "save_answer" ["Ctrl-S"] in [Hour] ("Antwort speichern und zur nächsten Frage", "Save the answer and go to the next question") ("speichern, weiter", "save, next") 90 undoable;
    NextInHour "next_in_hour" ["Tab"] in [Hour, HourEnd] ("Zur nächsten Frage, das Geschriebene bleibt", "To the next question, what is written stays") ("nächste", "next") 80;
    PreviousInHour "previous_in_hour" ["BackTab"] in [Hour, HourEnd] ("Zur vorigen Frage", "To the previous question") ("vorige", "previous") 60;
    PutOff "put_off" ["Ctrl-T"] in [Hour] ("Frage zurückstellen: später in dieser Stunde", "Put the question off: later in this hour") ("später", "later") 75;
    WhoAnswers "who_answers" ["Ctrl-G"] in [Hour] ("Wer antwortet?", "Who answers?") ("Gast", "guest") 58;
    ScrollDown "scroll_down" ["PgDn"] in [Hour, HourEnd] ("In einer langen Frage nach unten", "Down in a long question") ("lesen", "read on") 0;
    ScrollUp "scroll_up" ["PgUp"] in [Hour, HourEnd] ("In einer langen Frage nach oben", "Up in a long question") ("lesen", "read back") 0;
    EndOfHour "end_of_hour" ["F10"] in [Hour] ("Zum Ende der Fragestunde", "To the end of the question hour") ("Ende", "end") 65;
    CloseHour "close_hour" ["Enter"] in [HourEnd] ("Fragestunde schließen: Offenes geht auf die nächste Liste", "Close the question hour: what is open goes onto the next list") ("schließen", "close") 90 undoable;
    LeaveHour "leave_hour" ["Esc"] in [Hour, HourEnd] ("Fragestunde verlassen, das Geschriebene bleibt als Entwurf", "Leave the question hour, what is written stays as a draft") ("verlassen", "leave") 85;

    CopyFound "copy_found" ["Ctrl-Y"] in [Find] ("Mailadresse kopieren und zurück", "Copy the mail address and go back") ("Mail kopieren", "copy mail") 80;
    PhoneFound "phone_found" ["Ctrl-T"] in [Find] ("Telefonnummer kopieren und zurück", "Copy the phone number and go back") ("Telefon", "phone") 50;
    MailFound "mail_found" ["Ctrl-O"] in [Find] ("Mailtext mit den offenen Fragen an diese Stelle", "Mail text with the open questions for this body") ("Mailtext", "mail text") 55;
    NextKind "next_kind" ["Tab"] in [Find] ("Nur eine Art anzeigen, der Reihe nach", "Show one kind only, in turn") ("Art", "kind") 60;

    Save "save" ["Ctrl-S"] in [Form] ("Speichern", "Save") ("speichern", "save") 90 undoable;
    NextField "next_field" ["Tab"] in [Form] ("Nächstes Feld", "Next field") ("nächstes Feld", "next field") 70;
    PreviousField "previous_field" ["BackTab"] in [Form] ("Voriges Feld", "Previous field") ("voriges Feld", "previous field") 0;
    JoinAsked "join_asked" ["F2"] in [Form] ("Schon gefragt: dieser Frage beitreten, statt neu zu fragen", "Asked before: join that question instead of asking anew") ("beitreten", "join") 88 undoable;
    OpenPicker "open_picker" ["Enter", "Space"] in [Form] ("Auswahl öffnen", "Open the choices") ("auswählen", "choose") 60;
    ClearField "clear_field" ["Ctrl-X"] in [Form] ("Feld leeren", "Empty the field") ("leeren", "empty") 30;
    DiscardDraft "discard_draft" ["Ctrl-D"] in [Form] ("Eingaben verwerfen", "Discard what was typed") ("verwerfen", "discard") 40;
    CloseForm "close_form" ["Esc"] in [Form] ("Schließen, Eingaben bleiben als Entwurf", "Close, what was typed stays as a draft") ("schließen", "close") 80;

    LeaveRowOut "leave_row_out" ["Space"] in [Import] ("Zeile auslassen oder wieder aufnehmen", "Leave the row out, or take it in again") ("auslassen", "leave out") 85;

    WriteSheet "write_sheet" ["X"] in [Sheet] ("In eine Datei schreiben: Seite zum Drucken, Markdown, Mailtext", "Write into a file: page to print, Markdown, mail text") ("Datei", "file") 85;
    CopySheet "copy_sheet" ["y"] in [Sheet] ("Noch einmal kopieren", "Copy once more") ("kopieren", "copy") 60;

    Choose "choose" ["Enter"] in [Picker, Find, Dialog] ("Übernehmen", "Choose") ("übernehmen", "choose") 90;
    ChooseNext "choose_next" ["Down", "Ctrl-N"] in [Picker, Find, Dialog] ("Nächster Eintrag", "Next entry") ("ab", "down") 0;
    ChoosePrevious "choose_previous" ["Up"] in [Picker, Find, Dialog] ("Voriger Eintrag", "Previous entry") ("auf", "up") 0;
    ChoosePageDown "choose_page_down" ["PgDn"] in [Picker, Find, Dialog] ("Eine Seite weiter", "One page down") ("Seite ab", "page down") 0;
    ChoosePageUp "choose_page_up" ["PgUp"] in [Picker, Find, Dialog] ("Eine Seite zurück", "One page up") ("Seite auf", "page up") 0;
    Tick "tick" ["Space"] in [Picker] ("Ankreuzen, wo mehrere möglich sind", "Tick, where several are possible") ("ankreuzen", "tick") 60;
    Leave "leave" ["Esc"] in [Picker, Find, Dialog] ("Schließen", "Close") ("schließen", "close") 80;
}

impl Action {
    /// Its line in the table.
    pub fn spec(self) -> &'static ActionSpec {
        // The enum and the table are made from the same lines, in the same order.
        &ACTIONS[self as usize]
    }

    /// What a menu calls it.
    pub fn label(self, language: Language) -> &'static str {
        pick(self.spec().label, language)
    }

    /// What the footer calls it.
    pub fn short(self, language: Language) -> &'static str {
        pick(self.spec().short, language)
    }
}

const fn pick(texts: (&'static str, &'static str), language: Language) -> &'static str {
    match language {
        Language::German => texts.0,
        Language::English => texts.1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Key;

    #[test]
    fn the_table_stands_in_the_order_of_the_enum() {
        assert!(ACTIONS.iter().enumerate().all(|(place, spec)| spec.action as usize == place));
    }

    #[test]
    fn every_action_has_texts_and_readable_keys_in_both_languages() {
        for spec in ACTIONS {
            for text in [spec.label.0, spec.label.1, spec.short.0, spec.short.1, spec.code] {
                assert!(!text.is_empty(), "{spec:?}");
            }
            for key in spec.keys {
                assert!(key.parse::<Key>().is_ok(), "{key} of {}", spec.code);
            }
        }
    }

    #[test]
    fn no_key_means_two_things_in_one_scope() {
        for &scope in Scope::ALL {
            let mut seen = std::collections::BTreeMap::new();
            for spec in ACTIONS.iter().filter(|spec| spec.scopes.contains(&scope)) {
                for key in spec.keys {
                    assert_eq!(seen.insert(*key, spec.code), None, "{key} in {scope:?}");
                }
            }
        }
    }

    #[test]
    fn no_default_key_needs_altgr_on_a_german_keyboard() {
        for key in ACTIONS.iter().flat_map(|spec| spec.keys) {
            assert!(!["@", "{", "}", "[", "]", "\\", "|", "~", "€"].contains(key), "{key}");
        }
    }
}
