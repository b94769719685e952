//! What the command line says: results, and what is wrong with a call.

use std::path::Path;

use super::{Pair, field, kind, kind_accusative, said};
use crate::domain::{Choice, Field, Kind, Language, Like};

/// The headings of the help.
#[derive(Clone, Copy, Debug)]
pub struct Headings {
    /// Before the form of the call.
    pub usage: &'static str,
    /// Over the commands.
    pub commands: &'static str,
    /// Over what is named by its place.
    pub arguments: &'static str,
    /// Over what is named by a word.
    pub options: &'static str,
    /// Over the options that every command takes.
    pub everywhere: &'static str,
    /// What stands for a command in the form of the call.
    pub command: &'static str,
    /// What stands for the options in the form of the call.
    pub any_options: &'static str,
}

/// The headings of the help.
pub const fn headings(language: Language) -> Headings {
    match language {
        Language::German => Headings {
            usage: "Aufruf",
            commands: "Befehle",
            arguments: "Angaben",
            options: "Optionen",
            everywhere: "Bei jedem Befehl",
            command: "BEFEHL",
            any_options: "[OPTIONEN]",
        },
        Language::English => Headings {
            usage: "Usage",
            commands: "Commands",
            arguments: "Arguments",
            options: "Options",
            everywhere: "With every command",
            command: "COMMAND",
            any_options: "[OPTIONS]",
        },
    }
}

/// What is wrong with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong<'a> {
    /// No file was named.
    NoFile,
    /// There is no such command.
    Command(&'a str),
    /// There is no such argument.
    Argument(&'a str),
    /// Arguments are missing.
    Missing(&'a str),
    /// An argument needs a value.
    NoValue(&'a str),
    /// An argument was given twice or beside another that excludes it.
    Twice(&'a str),
    /// The value does not fit its argument; with the values that do, where they can be listed.
    Value(&'a str, &'a str, &'a str),
    /// The argument names no day; with the reason.
    Day(&'a str, &'a str),
    /// Anything else, with what the reader of arguments says.
    Other(&'a str),
    /// An assignment without `=`.
    NoAssignment(&'a str),
    /// The kind has no such field; with the fields that it has.
    NoField(Kind, &'a str, &'a str),
    /// The field is filled by the program.
    NotByHand(Kind, Field),
    /// Only fields with several entries can take one more or one less.
    NotSeveral(Kind, Field),
    /// A field was given twice.
    FieldTwice(Kind, Field),
    /// The kind has no state.
    NoState(Kind),
    /// A field cannot hold this; with the reason.
    Entry(Kind, Field, &'a str),
    /// Bytes that are no text.
    NotText,
    /// The login name has characters that nobody sees; it was given so, or the system has it so.
    Login,
    /// There is nothing to ask or to look for.
    Empty,
    /// To be a duplicate, a question needs its original.
    NoOriginal,
    /// To sleep, a question needs to know until when.
    NoSnooze,
}

/// What is wrong with a call, and how it would be right.
pub fn wrong(language: Language, wrong: &Wrong<'_>) -> String {
    let german = language == Language::German;
    let fixed = |pair: Pair| said(language, pair).to_owned();
    let both = |german_text: String, english_text: String| if german { german_text } else { english_text };
    let label = |of: Kind, name: Field| format!("{}: {}", kind(language, of), field(language, of, name));
    match *wrong {
        Wrong::NoFile => fixed((
            "Es ist keine Datei angegeben. Mit --file DATEI oder der Umgebungsvariablen RUNDE_FILE benennen; \
             eine neue legt „runde init DATEI“ an, Beispieldaten zeigt „runde demo“.",
            "No file is given. Name it with --file FILE or the environment variable RUNDE_FILE; \
             \"runde init FILE\" makes a new one, \"runde demo\" shows made data.",
        )),
        Wrong::Command(name) => {
            both(format!("Den Befehl „{name}“ gibt es nicht."), format!("There is no command \"{name}\"."))
        }
        Wrong::Argument(name) => both(
            format!("Die Angabe „{name}“ passt hier nicht."),
            format!("The argument \"{name}\" does not belong here."),
        ),
        Wrong::Missing(names) => both(format!("Es fehlt: {names}"), format!("Missing: {names}")),
        Wrong::NoValue(name) => both(format!("{name} braucht einen Wert."), format!("{name} needs a value.")),
        Wrong::Twice(name) => both(
            format!("{name} ist doppelt oder passt nicht zu einer anderen Angabe."),
            format!("{name} is given twice or does not go with another argument."),
        ),
        Wrong::Value(name, value, "") => {
            both(format!("„{value}“ passt nicht zu {name}."), format!("\"{value}\" does not fit {name}."))
        }
        Wrong::Value(name, value, possible) => both(
            format!("„{value}“ passt nicht zu {name}. Möglich sind: {possible}"),
            format!("\"{value}\" does not fit {name}. Possible are: {possible}"),
        ),
        Wrong::Day(name, reason) => format!("{name} – {reason}"),
        Wrong::Other(said) => both(format!("Der Aufruf ist nicht verständlich: {said}"), said.to_owned()),
        Wrong::NoAssignment(text) => both(
            format!("„{text}“ ist keine Zuweisung. Gemeint ist feld=wert, feld+=wert oder feld-=wert."),
            format!("\"{text}\" assigns nothing. What is meant is field=value, field+=value or field-=value."),
        ),
        Wrong::NoField(of, name, fields) => both(
            format!("{}: Das Feld „{name}“ gibt es nicht. Möglich sind: {fields}", kind(language, of)),
            format!("{}: there is no field \"{name}\". Possible are: {fields}", kind(language, of)),
        ),
        Wrong::NotByHand(of, name) => both(
            format!("{} – das füllt das Programm selbst aus.", label(of, name)),
            format!("{} – the program fills this in by itself.", label(of, name)),
        ),
        Wrong::NotSeveral(of, name) => both(
            format!("{} – += und -= gehen nur bei Feldern mit mehreren Einträgen.", label(of, name)),
            format!("{} – += and -= work on fields with several entries only.", label(of, name)),
        ),
        Wrong::FieldTwice(of, name) => {
            both(format!("{} ist doppelt angegeben.", label(of, name)), format!("{} is given twice.", label(of, name)))
        }
        Wrong::NoState(of) => both(
            format!("{}: Einen Status gibt es hier nicht.", kind(language, of)),
            format!("{}: there is no state here.", kind(language, of)),
        ),
        Wrong::Entry(of, name, reason) => format!("{} – {reason}", label(of, name)),
        Wrong::NotText => fixed((
            "Das ist kein lesbarer Text: Bytes, die kein UTF-8 sind.",
            "This is no readable text: bytes that are not UTF-8.",
        )),
        Wrong::Login => fixed((
            "Der Anmeldename enthält Zeilenumbrüche, Steuerzeichen oder unsichtbare Zeichen oder ist zu lang. \
             Bitte mit --as NAME einen anderen angeben.",
            "The login name has line breaks, control characters or invisible characters, or is too long. \
             Please give another with --as NAME.",
        )),
        Wrong::Empty => fixed(("Der Text ist leer.", "The text is empty.")),
        Wrong::NoOriginal => fixed((
            "Für eine Dublette bitte auch das Original angeben: duplicate_of=NUMMER",
            "For a duplicate, please name the original too: duplicate_of=NUMBER",
        )),
        Wrong::NoSnooze => fixed((
            "Für eine Wiedervorlage bitte snooze_until=DATUM, snooze=meeting oder snooze_institution=NAME angeben.",
            "To snooze, please give snooze_until=DATE, snooze=meeting or snooze_institution=NAME.",
        )),
    }
}

/// Where to read how a call is written.
pub const fn see_help(language: Language) -> &'static str {
    said(language, ("Wie es geht, zeigt --help.", "See --help."))
}

/// There is no record of that name.
pub fn nobody(language: Language, of: Kind, name: &str, list: &str) -> String {
    match language {
        Language::German => {
            format!("{} „{name}“ ist nicht in der Datei. Alle zeigt: runde list {list}", kind(language, of))
        }
        Language::English => {
            format!("{} \"{name}\" is not in the file. To see all: runde list {list}", kind(language, of))
        }
    }
}

/// There is nothing of that name for which there is a guest sheet; `kinds` are those of which there can be.
pub fn no_sheet_for(language: Language, name: &str, kinds: &[Kind]) -> String {
    let named = kinds.iter().map(|of| kind(language, *of)).collect::<Vec<_>>().join(", ");
    match language {
        Language::German => format!(
            "„{name}“ ist nicht in der Datei. Ein Gästeblatt gibt es zu: {named}. Bitte den Namen, den Kurznamen oder die \
             Kennung angeben; alle Namen zeigt zum Beispiel: runde list contacts"
        ),
        Language::English => format!(
            "\"{name}\" is not in the file. There are guest sheets for: {named}. Please give the name, short name or id; \
             to see all names, for example: runde list contacts"
        ),
    }
}

/// Several records have that name; the lines below list them.
pub fn ambiguous(language: Language, of: Kind, name: &str) -> String {
    let of = kind_accusative(language, of);
    match language {
        Language::German => format!("„{name}“ ist mehrdeutig. Bitte {of} genauer oder mit der Kennung angeben:"),
        Language::English => format!("\"{name}\" is ambiguous. Please name {of} in full or by id:"),
    }
}

/// A field holds something else by now; the values as people read them.
pub fn conflict(language: Language, what: &str, base: &str, mine: &str, theirs: &str, by: &str, at: &str) -> String {
    match language {
        Language::German => format!(
            "{what} wurde inzwischen geändert, von {by} am {at}.\n  vorher:  {base}\n  dort:    {theirs}\n  von Ihnen: {mine}"
        ),
        Language::English => format!(
            "{what} was changed meanwhile, by {by} on {at}.\n  before: {base}\n  there:  {theirs}\n  yours:  {mine}"
        ),
    }
}

/// What follows the list of conflicts.
pub const fn conflict_next(language: Language) -> &'static str {
    said(
        language,
        (
            "Es wurde nichts geändert. Bitte ansehen, was dort steht, und dann neu entscheiden.",
            "Nothing was changed. Please look at what is there, then decide again.",
        ),
    )
}

/// A record cannot link to itself.
pub fn own_link(language: Language, of: Kind, name: Field) -> String {
    let label = format!("{}: {}", kind(language, of), field(language, of, name));
    match language {
        Language::German => format!("{label} – ein Eintrag kann nicht auf sich selbst verweisen."),
        Language::English => format!("{label} – a record cannot refer to itself."),
    }
}

/// The screen needs a terminal.
pub const fn no_terminal(language: Language) -> &'static str {
    said(
        language,
        (
            "Die Oberfläche braucht ein Terminal; die Ausgabe ist keines. Für Skripte gibt es die Befehle: runde --help",
            "The screen needs a terminal, and the output is none. For scripts there are the commands: runde --help",
        ),
    )
}

/// What was asked for is in the file.
pub const fn saved(language: Language) -> &'static str {
    said(language, ("Die Änderung ist gespeichert.", "The change is saved."))
}

/// Questions that may be the same as the one that was just put in.
pub fn asked_before(language: Language, before: &[Like]) -> String {
    let head = match language {
        Language::German => "Ähnliche Fragen stehen schon in der Datei:",
        Language::English => "Similar questions are in the file already:",
    };
    let lines = before.iter().map(|before| {
        let state = super::choice(language, Choice::QuestionState(before.state));
        format!("  {} {} ({state})", before.number, before.title)
    });
    std::iter::once(head.to_owned()).chain(lines).collect::<Vec<_>>().join("\n")
}

/// A question is in the file, under this number.
pub fn saved_as(language: Language, number: i64) -> String {
    match language {
        Language::German => format!("Die Frage ist gespeichert, Nummer {number}."),
        Language::English => format!("The question is saved as number {number}."),
    }
}

/// What was done could not be printed; before it stands what was done.
pub fn not_printed(language: Language, done: &str, cause: &str) -> String {
    match language {
        Language::German => format!("{done} Nur die Ausgabe ist nicht gelungen ({cause})."),
        Language::English => format!("{done} Only the output could not be written ({cause})."),
    }
}

/// The output cannot be written.
pub fn no_output(language: Language, cause: &str) -> String {
    match language {
        Language::German => format!("Die Ausgabe lässt sich nicht schreiben: {cause}"),
        Language::English => format!("The output cannot be written: {cause}"),
    }
}

/// Nothing was found.
pub const fn nothing_found(language: Language) -> &'static str {
    said(language, ("Nichts gefunden.", "Nothing found."))
}

/// The fields hold already what was asked for.
pub const fn nothing_to_change(language: Language) -> &'static str {
    said(language, ("Es war schon alles so; nichts geändert.", "All of it was so already; nothing changed."))
}

/// A file was made.
pub fn made(language: Language, path: &Path) -> String {
    match language {
        Language::German => format!("Angelegt: {}", path.display()),
        Language::English => format!("Made: {}", path.display()),
    }
}

/// How the data folder or another place could not be used.
pub fn no_place(language: Language, path: &Path, cause: &str) -> String {
    match language {
        Language::German => format!("{} ist nicht erreichbar: {cause}", path.display()),
        Language::English => format!("{} is out of reach: {cause}", path.display()),
    }
}

/// What was typed on the input cannot be read.
pub fn no_input(language: Language, cause: &str) -> String {
    match language {
        Language::German => format!("Die Eingabe ist nicht lesbar: {cause}"),
        Language::English => format!("The input is not readable: {cause}"),
    }
}

/// What stands for an unknown value.
pub const fn unknown() -> &'static str {
    "–"
}

/// An act for which this program has no word, as a newer one did it.
pub const fn unknown_act(language: Language) -> &'static str {
    said(language, ("neuere Änderung", "newer change"))
}

/// There are more records than are shown.
pub const fn and_more(language: Language) -> &'static str {
    said(language, ("… und weitere", "… and more"))
}

/// The heading over comments.
pub const fn comments(language: Language) -> &'static str {
    said(language, ("Kommentare", "Comments"))
}

/// The mark of a record that was taken out of the lists.
pub const fn removed(language: Language) -> &'static str {
    said(language, ("entfernt", "removed"))
}

/// How far the making of a file is.
pub fn progress(language: Language, done: u64, all: usize) -> String {
    match language {
        Language::German => format!("{done} von {all} Änderungen geschrieben"),
        Language::English => format!("{done} of {all} changes written"),
    }
}
