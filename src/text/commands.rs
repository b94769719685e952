//! The help of the command line: what each command and each of its arguments does.

use super::{Pair, said};
use crate::domain::Language;

/// What a command does; the program itself has the empty name. `None` where there is no such command.
pub fn command(language: Language, command: &str) -> Option<&'static str> {
    let pair = match command {
        "" => (
            "Fragen, Arbeitskreise, Projekte und Kontakte einer Allianz von Kommunen. Ohne Befehl öffnet sich der \
             Bildschirm.",
            "Questions, working groups, projects and contacts of an alliance of municipalities. Without a command the \
             screen opens.",
        ),
        "demo" => (
            "Erfundene Beispieldaten in einer eigenen Datei öffnen oder schreiben",
            "Open or write made data in a file of their own",
        ),
        "init" => ("Eine neue Datei anlegen", "Make a new file"),
        "import" => (
            "Fragen, Arbeitskreise oder Kontakte aus einer Liste einlesen (CSV, vCard)",
            "Read questions, working groups or contacts from a list (CSV, vCard)",
        ),
        "ask" => ("Eine Frage stellen; gibt ihre Nummer aus", "Ask a question; prints its number"),
        "list" => ("Einträge einer Art auflisten", "List the records of a kind"),
        "show" => ("Einen Eintrag mit allem zeigen, was zu ihm gehört", "Show a record with all that belongs to it"),
        "set" => (
            "Felder eines Eintrags ändern: feld=wert, feld=, feld+=wert, feld-=wert",
            "Change fields of a record: field=value, field=, field+=value, field-=value",
        ),
        "find" => (
            "Überall suchen; Umlaute, Wortteile und Tippfehler werden verstanden",
            "Search everywhere; umlauts, parts of words and typing errors are understood",
        ),
        "propose" => (
            "Zeigen, was die Allianz mit einer Frage wohl täte, und warum; ändert nichts",
            "Show what the alliance would probably do with a question, and why; changes nothing",
        ),
        "speakers" => (
            "Wer bei der nächsten Sitzung oder zu einem Thema sprechen könnte, mit Gründen und Hinweisen",
            "Who could speak at the next meeting or on a topic, with reasons and warnings",
        ),
        "log" => ("Die letzten Änderungen zeigen", "Show the latest changes"),
        "export" => {
            ("Kontakte für andere Programme schreiben (vCard, CSV)", "Write contacts for other programs (vCard, CSV)")
        }
        "sheet" => (
            "Gästeblatt: die offenen Fragen für einen Gast, eine Einrichtung, eine Sitzung oder eine Fragenliste",
            "Guest sheet: the open questions for a guest, an institution, a meeting or a question list",
        ),
        "duplicates" => (
            "Kontakte zeigen, die dieselbe Person sein könnten, mit Gründen",
            "Show contacts that may be the same person, with reasons",
        ),
        "backup" => (
            "Die Datei sichern und die Sicherung prüfen, oder zeigen, welche Sicherungen es gibt",
            "Back the file up and check the back-up, or show which back-ups there are",
        ),
        "restore" => (
            "Eine Sicherung zurückholen; zeigt vorher, was verloren ginge",
            "Put a back-up back; shows before what would be lost",
        ),
        "privacy" => (
            "Datenschutz: was zu prüfen oder zu löschen ist, Auskunft, Löschen, Nachweise",
            "Data protection: what is to be checked or erased, information, erasing, proofs",
        ),
        "privacy due" => (
            "Zeigen, welche Kontakte zu prüfen oder zu löschen sind",
            "Show which contacts are to be checked or erased",
        ),
        "privacy report" => (
            "Auskunft: alles, was über eine Person gespeichert ist, als Dokument für diese Person",
            "Information: all that is held on a person, as a document for that person",
        ),
        "privacy erase" => (
            "Alle Daten einer Person endgültig löschen; zeigt vorher jede Stelle und fragt",
            "Erase all data of a person for good; shows every place before, and asks",
        ),
        "privacy log" => ("Nachweise der Löschungen zeigen", "Show the proofs of erasures"),
        "check" => (
            "Prüfen, ob die Ablage sicher und die Datei in Ordnung ist; eine beschädigte Datei retten",
            "Check whether the place is safe and the file is in order; salvage a damaged file",
        ),
        "completions" => (
            "Ein Skript ausgeben, mit dem die Shell Befehle vervollständigt",
            "Print a script with which the shell completes commands",
        ),
        _ => return None,
    };
    Some(said(language, pair))
}

/// An argument of a command: the word that stands for its value, and what it does.
pub fn argument(language: Language, command: &str, argument: &str) -> Option<(&'static str, &'static str)> {
    const FILE: Pair = ("DATEI", "FILE");
    const TEXT: Pair = ("TEXT", "TEXT");
    const KIND: Pair = ("ART", "KIND");
    const NUMBER: Pair = ("ZAHL", "NUMBER");
    const NONE: Pair = ("", "");
    const JSON: (Pair, Pair) = (NONE, ("Als JSON ausgeben", "Print as JSON"));
    let (value, help): (Pair, Pair) = match (command, argument) {
        ("", "file") => (
            FILE,
            (
                "Die Datei der Allianz; sonst RUNDE_FILE, sonst „file“ aus den Einstellungen",
                "The alliance's file; else RUNDE_FILE, else \"file\" of the settings",
            ),
        ),
        ("", "login") => (
            ("ANMELDENAME", "LOGIN"),
            ("Unter diesem Anmeldenamen arbeiten; sonst USER", "Work under this login name; else USER"),
        ),
        ("", "lang") => (
            ("SPRACHE", "LANGUAGE"),
            (
                "Sprache: de oder en; sonst nach Einstellungen und LANG",
                "Language: de or en; else by the settings and LANG",
            ),
        ),
        ("", "read_only") => (NONE, ("Nur lesen, nichts ändern", "Read only, change nothing")),
        (_, "help") => (NONE, ("Diese Hilfe zeigen", "Show this help")),
        ("", "version") => (NONE, ("Die Version zeigen", "Show the version")),
        ("demo", "write") => {
            (FILE, ("Die Beispieldatei hierhin schreiben und nicht öffnen", "Write the file here and do not open it"))
        }
        ("demo", "questions") => (NUMBER, ("So viele Fragen, sonst 240", "As many questions, else 240")),
        ("demo", "contacts") => (NUMBER, ("So viele Kontakte, sonst 120", "As many contacts, else 120")),
        ("demo", "seed") => {
            (NUMBER, ("Gleicher Startwert, gleiche Daten; sonst 1", "The same seed makes the same data; else 1"))
        }
        ("init", "path") => (FILE, ("Die neue Datei", "The new file")),
        ("init", "preset") => (
            ("VORLAGE", "PRESET"),
            (
                "Vorlage: rhein-kreis-neuss (Mitglieder, Themen; ohne Angabe) oder empty (leer)",
                "Preset: rhein-kreis-neuss (members, topics; the default) or empty",
            ),
        ),
        ("import", "path") => (("LISTE", "LIST"), ("Die Liste: .csv oder .vcf", "The list: .csv or .vcf")),
        ("import", "kind") => (
            KIND,
            (
                "Was darin steht: questions, groups oder contacts; sonst wird es erkannt",
                "What is in it: questions, groups or contacts; else it is recognised",
            ),
        ),
        ("import", "map") => (
            ("ZUORDNUNG", "MAP"),
            ("Spalten von Hand zuordnen: „Text=Was,Member=Wer“", "Assign columns by hand: \"Text=What,Member=Who\""),
        ),
        ("import", "dry_run") => (NONE, ("Nur zeigen, was geschehen würde", "Only show what would happen")),
        ("ask", "text") => {
            (TEXT, ("Die Frage; - liest sie von der Eingabe", "The question; - reads it from the input"))
        }
        ("ask", "from") => (("MITGLIED", "MEMBER"), ("Wer fragt: Name oder Kürzel", "Who asks: name or short name")),
        ("ask", "title") => {
            (("TITEL", "TITLE"), ("Kurzform; sonst der erste Satz", "The question in short; else the first sentence"))
        }
        ("ask", "topic") => (("THEMA", "TOPIC"), ("Thema; mehrere mit Komma", "Topic; several with commas")),
        ("ask", "due") => {
            (("FRIST", "DUE"), ("Frist: ein Datum oder Worte (vor Pfingsten)", "Due: a date or words (before Easter)"))
        }
        ("list", "kind") => (
            KIND,
            (
                "questions, lists, groups, meetings, projects, contacts, institutions oder eine andere Art",
                "questions, lists, groups, meetings, projects, contacts, institutions or another kind",
            ),
        ),
        ("list", "state") => (
            ("STATUS", "STATE"),
            ("Nur mit diesem Status; mehrere mit Komma", "Only in this state; several with commas"),
        ),
        ("speakers", "topic") => {
            (("THEMA", "TOPIC"), ("Thema; sonst das der Sitzung", "Topic; else that of the meeting"))
        }
        ("speakers", "meeting") => (
            ("SITZUNG", "MEETING"),
            ("Sitzung: Titel oder Kennung; sonst die nächste", "Meeting: title or id; else the next one"),
        ),
        ("list" | "find" | "log" | "speakers", "limit") => (
            NUMBER,
            match command {
                "list" => ("Höchstens so viele, sonst alle", "As many at most, else all"),
                _ => ("Höchstens so viele, sonst 20", "As many at most, else 20"),
            },
        ),
        ("show" | "set", "kind") => {
            (KIND, ("Die Art: question, group, contact …", "The kind: question, group, contact …"))
        }
        ("show" | "set", "name") => {
            (("WELCHER", "WHICH"), ("Nummer, Kürzel, Name oder Kennung", "Number, short name, name or id"))
        }
        ("set", "assignments") => (
            ("FELD=WERT", "FIELD=VALUE"),
            (
                "Was die Felder halten sollen; feld= leert, += und -= nehmen auf und heraus",
                "What the fields are to hold; field= empties, += and -= put in and take out",
            ),
        ),
        ("propose", "number") => (NUMBER, ("Die Nummer der Frage", "The number of the question")),
        ("find", "words") => (("WÖRTER", "WORDS"), ("Wonach gesucht wird", "What to look for")),
        ("find", "kind") => (KIND, ("Nur Einträge dieser Art", "Only records of this kind")),
        ("completions", "shell") => (("SHELL", "SHELL"), ("bash, zsh oder fish", "bash, zsh or fish")),
        ("backup", "folder") => (
            ("ORDNER", "FOLDER"),
            (
                "Hierhin sichern; sonst „backup_folder“ aus den Einstellungen, sonst auf diesem Rechner",
                "Back up to here; else \"backup_folder\" of the settings, else on this host",
            ),
        ),
        ("export", "what") => (("WAS", "WHAT"), ("Was geschrieben wird: contacts", "What is written: contacts")),
        ("export", "format") => (
            ("FORMAT", "FORMAT"),
            (
                "vcard (4.0, ohne Angabe), vcard3 (3.0) oder csv (Outlook)",
                "vcard (4.0, the default), vcard3 (3.0) or csv (Outlook)",
            ),
        ),
        ("export", "to") => (FILE, ("Die neue Datei; sonst die Ausgabe", "The new file; else the output")),
        ("export", "force") => (NONE, ("Eine Datei ersetzen, die es schon gibt", "Replace a file that exists already")),
        ("sheet", "which") => (
            ("WEN", "WHICH"),
            (
                "Fragenliste, Kontakt, Einrichtung, Funktion oder Sitzung: Name oder Kürzel",
                "Question list, contact, institution, post or meeting: name or short name",
            ),
        ),
        ("sheet", "kind") => {
            (("ART", "KIND"), ("Die Art, wo ein Name zu mehreren passt", "The kind, where a name fits several"))
        }
        ("sheet", "format") => (
            ("FORMAT", "FORMAT"),
            (
                "mail (Mailtext, ohne Angabe), markdown oder html (Seite zum Drucken)",
                "mail (mail text, the default), markdown or html (page to print)",
            ),
        ),
        ("sheet", "to") => (FILE, ("Die neue Datei; sonst die Ausgabe", "The new file; else the output")),
        ("sheet", "force") => (NONE, ("Eine Datei ersetzen, die es schon gibt", "Replace a file that exists already")),
        ("duplicates", "limit") => (NUMBER, ("Höchstens so viele, sonst 100", "As many at most, else 100")),
        ("duplicates", "json") => JSON,
        ("backup", "list") => (NONE, ("Zeigen, welche Sicherungen es gibt", "Show which back-ups there are")),
        ("backup", "forget") => (
            NONE,
            (
                "Aus allen Sicherungen löschen, wer aus der Datei gelöscht wurde",
                "Erase from all back-ups whoever was erased from the file",
            ),
        ),
        ("privacy report" | "privacy erase", "contact") => {
            (("PERSON", "PERSON"), ("Name oder Nummer des Kontakts", "Name or number of the contact"))
        }
        ("privacy report" | "privacy erase", "staff") => {
            (NONE, ("Jemand von den Mitarbeitenden, kein Kontakt", "One of the staff, no contact"))
        }
        ("privacy report", "to") => (
            FILE,
            (
                "In diese neue Datei schreiben: Markdown, bei der Endung .txt reiner Text",
                "Write into this new file: Markdown, plain text where it ends with .txt",
            ),
        ),
        ("privacy erase", "keep") => (
            ("STELLE", "PLACE"),
            (
                "Diese Stelle so lassen, weil jemand anderes gemeint ist, etwa comment:7:text; mehrmals möglich",
                "Leave this place as it is, since somebody else is meant, as comment:7:text; several times",
            ),
        ),
        ("privacy erase", "unsure") => (
            ("WAS", "WHAT"),
            (
                "Stellen, an denen jemand anderes gemeint sein kann: replace (ersetzen) oder keep (lassen)",
                "Places where somebody else may be meant: replace or keep",
            ),
        ),
        ("privacy erase", "yes") => (NONE, ("Nicht nachfragen, für Skripte", "Do not ask, for scripts")),
        ("restore", "which") => (
            ("SICHERUNG", "BACK-UP"),
            ("Nummer aus „runde backup --list“, oder eine Datei", "A number of \"runde backup --list\", or a file"),
        ),
        ("restore", "yes") => (NONE, ("Nicht nachfragen, für Skripte", "Do not ask, for scripts")),
        ("check", "repair") => (
            NONE,
            (
                "Retten, was lesbar ist, in eine neue Datei; sagt, was fehlt",
                "Salvage what can be read into a new file; says what is missing",
            ),
        ),
        ("check", "into") => {
            (FILE, ("Die neue Datei; sonst neben der beschädigten", "The new file; else beside the damaged one"))
        }
        (
            "import" | "list" | "show" | "find" | "propose" | "speakers" | "log" | "backup" | "check" | "privacy due"
            | "privacy erase" | "privacy log",
            "json",
        ) => JSON,
        _ => return None,
    };
    Some((said(language, value), said(language, help)))
}
