//! What people are told when something goes wrong with the file: what happened, what it means for the data, and
//! what can be done now.

use std::path::Path;

use super::{Pair, field, kind, said};
use crate::domain::Language;
use crate::domain::failure::Failure;

/// What people are told of a failure, in three sentences or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// What happened.
    pub what: String,
    /// What it means for the data.
    pub data: &'static str,
    /// What can be done now.
    pub next: String,
}

impl std::fmt::Display for Sentence {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {} {}", self.what, self.data, self.next)
    }
}

const UNCHANGED: Pair = ("In der Datei wurde nichts verändert.", "Nothing in the file was changed.");
const UNTOUCHED: Pair = ("Die Datei wurde nicht angerührt.", "The file was left untouched.");
const NOT_SAVED: Pair = ("Ihre Änderung ist nicht gespeichert.", "Your change is not saved.");
const LEAVE_IT: Pair = (
    "Bitte nichts mehr in diese Datei schreiben, eine Kopie anlegen und die letzte Sicherung bereithalten.",
    "Please write nothing more into this file, make a copy of it, and have the latest back-up at hand.",
);

/// What people are told of a failure.
pub fn sentence(language: Language, failure: &Failure) -> Sentence {
    let pair = |pair: Pair| said(language, pair);
    let told = |what: String, data: Pair, next: Pair| Sentence { what, data: pair(data), next: pair(next).to_owned() };
    match failure {
        Failure::Missing(path) => Sentence {
            what: with_path(language, path, ("Diese Datei gibt es nicht:", "This file does not exist:")),
            data: pair(UNCHANGED),
            next: match language {
                Language::German => {
                    format!("Bitte Pfad und Laufwerk prüfen. Neu anlegen: runde init \"{}\"", path.display())
                }
                Language::English => {
                    format!("Please check path and drive. To make a new one: runde init \"{}\"", path.display())
                }
            },
        },
        Failure::Exists(path) => told(
            with_path(language, path, ("Diese Datei gibt es schon:", "This file exists already:")),
            ("Sie wurde nicht überschrieben.", "It was not written over."),
            ("Bitte einen anderen Namen wählen oder die vorhandene öffnen.", "Choose another name, or open that one."),
        ),
        Failure::NotOurs(path) => told(
            with_path(language, path, ("Dies ist keine Runde-Datei:", "This is not a Runde file:")),
            UNTOUCHED,
            (
                "Listen aus Excel oder Outlook liest „runde import“ in eine Runde-Datei ein.",
                "Lists from Excel or Outlook are read into a Runde file by \"runde import\".",
            ),
        ),
        Failure::WriteAheadLog(path) => told(
            with_path(
                language,
                path,
                (
                    "Ein anderes Programm hat diese Datei auf eine Betriebsart umgestellt, die auf gemeinsamen \
                     Laufwerken unsicher ist (WAL):",
                    "Another program has switched this file to a mode that is unsafe on shared drives (WAL):",
                ),
            ),
            UNTOUCHED,
            (
                "Bitte alle Programme schließen, die die Datei offen haben, und sie mit sqlite3 zurückstellen: \
                 PRAGMA journal_mode = TRUNCATE",
                "Close every program that has the file open, and set it back with sqlite3: \
                 PRAGMA journal_mode = TRUNCATE",
            ),
        ),
        Failure::OutOfReach { path, cause } => told(
            format!(
                "{} ({cause}).",
                with_path(language, path, ("Die Datei ist nicht erreichbar:", "The file is out of reach:"))
                    .trim_end_matches('.')
            ),
            UNCHANGED,
            (
                "Bitte Netzlaufwerk und Berechtigung prüfen und es dann noch einmal versuchen.",
                "Check the network drive and the permissions, then try again.",
            ),
        ),
        Failure::Busy => told(
            pair(("Die Datei ist belegt: Andere schreiben gerade.", "The file is busy: others are writing.")).into(),
            // True for whoever reads too: nothing was ever half written.
            UNCHANGED,
            ("Bitte gleich noch einmal versuchen.", "Please try again in a moment."),
        ),
        Failure::Full => told(
            pair(("Auf dem Laufwerk ist kein Platz mehr.", "There is no room left on the drive.")).into(),
            NOT_SAVED,
            ("Bitte Platz schaffen und es dann noch einmal versuchen.", "Make room, then try again."),
        ),
        Failure::Drive(cause) => told(
            with_cause(language, cause, ("Das Laufwerk antwortet nicht richtig", "The drive does not answer properly")),
            NOT_SAVED,
            (
                "Bitte die Verbindung zum Laufwerk prüfen und es dann noch einmal versuchen.",
                "Check the connection to the drive, then try again.",
            ),
        ),
        Failure::Damaged(cause) => told(
            with_cause(language, cause, ("Die Datei ist beschädigt oder fremd", "The file is damaged or foreign")),
            ("Ein Teil der Daten ist vielleicht nicht lesbar.", "Part of the data may be unreadable."),
            (
                "Bitte nichts mehr in diese Datei schreiben, eine Kopie anlegen, die letzte Sicherung bereithalten und \
                 mit „runde check --repair“ retten, was lesbar ist.",
                "Please write nothing more into this file, make a copy of it, have the latest back-up at hand, and \
                 salvage what can be read with \"runde check --repair\".",
            ),
        ),
        Failure::Altered(what) => told(
            with_cause(
                language,
                what,
                (
                    "Ein anderes Programm hat den Aufbau dieser Datei verändert",
                    "Another program has altered how this file is built",
                ),
            ),
            UNTOUCHED,
            (
                "Bitte eine Sicherung zurückholen (runde restore) oder den Inhalt mit „runde check --repair“ in eine \
                 neue Datei übernehmen.",
                "Please put a back-up back (runde restore), or take the content over into a new file with \
                 \"runde check --repair\".",
            ),
        ),
        Failure::Extended(what) => told(
            with_cause(
                language,
                what,
                (
                    "Ein anderes Programm hat dieser Datei etwas hinzugefügt",
                    "Another program has added something to this file",
                ),
            ),
            ("Sie kann gelesen, aber nicht geändert werden.", "It can be read, but not changed."),
            (
                "Bitte das Hinzugefügte entfernen lassen oder den Inhalt mit „runde check --repair“ in eine neue Datei \
                 übernehmen.",
                "Please have what was added removed, or take the content over into a new file with \
                 \"runde check --repair\".",
            ),
        ),
        Failure::ForeignJournal(path) => told(
            with_path(
                language,
                path,
                (
                    "Neben der Datei liegt ein Protokoll, das zu einer anderen Datei gehört:",
                    "Beside the file lies a journal that belongs to another file:",
                ),
            ),
            UNTOUCHED,
            (
                "Wurde eine Datei umbenannt oder kopiert? Dann bitte dieses Protokoll wieder neben seine eigene Datei \
                 legen; löschen Sie es nicht.",
                "Was a file renamed or copied? Then please put this journal back beside its own file; do not delete it.",
            ),
        ),
        Failure::BadCopy(cause) => told(
            with_cause(
                language,
                cause,
                ("Die Kopie der Datei ist nicht in Ordnung", "The copy of the file is not in order"),
            ),
            ("Sie wurde verworfen; die Datei selbst ist unverändert.", "It was thrown away; the file is unchanged."),
            (
                "Bitte die Datei mit „runde check“ prüfen und den Platz für Sicherungen ansehen.",
                "Please look at the file with \"runde check\", and at the place for back-ups.",
            ),
        ),
        Failure::Newer(path) => told(
            with_path(
                language,
                path,
                (
                    "Eine neuere Fassung des Programms hat diese Datei geschrieben:",
                    "A newer version of the program has written this file:",
                ),
            ),
            ("Sie kann gelesen, aber nicht geändert werden.", "It can be read, but not changed."),
            ("Zum Ändern bitte das Programm aktualisieren.", "To change it, please update the program."),
        ),
        Failure::ReadOnly => told(
            pair(("Die Datei ist nur zum Lesen geöffnet.", "The file is open for reading only.")).into(),
            NOT_SAVED,
            (
                "Bitte ohne --read-only öffnen; ist die Datei neuer als das Programm, zuerst das Programm \
                 aktualisieren; sonst die Berechtigung prüfen.",
                "Open it without --read-only; if the file is newer than the program, update the program first; \
                 otherwise check the permissions.",
            ),
        ),
        Failure::Unfinished => told(
            pair((
                "Ein Programm ist beim Schreiben in diese Datei abgestürzt; was halb geschrieben ist, muss erst \
                 zurückgenommen werden.",
                "A program died while it was writing into this file; what is half written has to be taken back first.",
            ))
            .into(),
            UNCHANGED,
            (
                "Bitte die Datei einmal ohne --read-only und mit Schreibrecht öffnen; das bringt sie in Ordnung.",
                "Please open the file once without --read-only and with write access; that puts it in order.",
            ),
        ),
        Failure::Unsafe(danger) => super::place::danger(language, danger),
        Failure::Moved => told(
            pair((
                "Die Datei wurde verschoben, umbenannt oder ersetzt, während sie geöffnet war.",
                "The file was moved, renamed or replaced while it was open.",
            ))
            .into(),
            ("Es wurde nichts gespeichert.", "Nothing was saved."),
            ("Bitte beenden und die Datei neu öffnen.", "Please leave and open it again."),
        ),
        Failure::TooLong(of, long, most) => Sentence {
            what: match language {
                Language::German => format!(
                    "{}: Das Feld „{}“ nimmt höchstens {most} Zeichen auf.",
                    kind(language, *of),
                    field(language, *of, *long)
                ),
                Language::English => {
                    let (of, long) = (kind(language, *of), field(language, *of, *long));
                    format!("{of}: \"{long}\" takes at most {most} characters.")
                }
            },
            data: pair(NOT_SAVED),
            next: pair(("Bitte den Text kürzen.", "Please shorten the text.")).to_owned(),
        },
        Failure::Ring(..) => told(
            pair((
                "Eine Einrichtung kann nicht unter sich selbst stehen oder in sich selbst aufgehen.",
                "An institution cannot stand below itself or go into itself.",
            ))
            .into(),
            NOT_SAVED,
            (
                "Bitte eine andere übergeordnete Einrichtung wählen; der Baum der Einrichtungen zeigt, wo sie steht.",
                "Please choose another parent; the tree of institutions shows where it stands.",
            ),
        ),
        Failure::Empty(of, empty) => Sentence {
            what: match language {
                Language::German => format!(
                    "{}: Das Feld „{}“ darf nicht leer sein.",
                    kind(language, *of),
                    field(language, *of, *empty)
                ),
                Language::English => {
                    format!("{}: \"{}\" must not be empty.", kind(language, *of), field(language, *of, *empty))
                }
            },
            data: pair(NOT_SAVED),
            next: pair(("Bitte das Feld ausfüllen.", "Please fill it in.")).to_owned(),
        },
        Failure::Refused(cause) => told(
            with_cause(language, cause, ("Die Datei nimmt diesen Wert nicht an", "The file does not take this value")),
            NOT_SAVED,
            (
                "Vielleicht wurde inzwischen etwas entfernt, worauf die Angabe sich bezieht. Bitte neu auswählen.",
                "What it refers to may have been removed meanwhile. Please choose again.",
            ),
        ),
        Failure::NoSuchRecord(of, id) => told(
            match language {
                Language::German => format!("{} {id} gibt es in der Datei nicht.", kind(language, *of)),
                Language::English => format!("{} {id} is not in the file.", kind(language, *of)),
            },
            UNCHANGED,
            (
                "Vielleicht wurden personenbezogene Daten gelöscht. Bitte in der Liste nachsehen.",
                "Perhaps personal data were erased. Please look into the list.",
            ),
        ),
        Failure::AlreadyThere(..) => told(
            pair((
                "Aus einem anderen Fenster oder einer früheren Sitzung steht das schon in der Datei.",
                "This is in the file already, from another window or an earlier session.",
            ))
            .into(),
            NOT_SAVED,
            (
                "Was hier anders geschrieben ist, legt nochmaliges Speichern daneben an.",
                "What is written differently here is put beside it by saving once more.",
            ),
        ),
        Failure::Erased(..) => told(
            pair((
                "Das betrifft jemanden, dessen personenbezogene Daten inzwischen gelöscht wurden.",
                "This concerns somebody whose personal data were erased meanwhile.",
            ))
            .into(),
            NOT_SAVED,
            (
                "Gelöschte Daten kommen nicht zurück, auch nicht durch Zurücknehmen. Für eine neue Person bitte einen neuen Kontakt anlegen.",
                "What was erased does not come back, not by undo either. For a new person please make a new contact.",
            ),
        ),
        Failure::Interrupted => told(
            pair(("Der Vorgang wurde unterbrochen.", "It was interrupted.")).into(),
            UNCHANGED,
            ("Er kann jederzeit wiederholt werden.", "It can be repeated at any time."),
        ),
        Failure::History(cause) => told(
            with_cause(
                language,
                cause,
                ("Ein Eintrag der Historie ist nicht lesbar", "An entry of the history is not readable"),
            ),
            ("Die Angaben selbst sind davon nicht betroffen.", "The records themselves are not affected."),
            LEAVE_IT,
        ),
        Failure::Unexpected(cause) => told(
            with_cause(
                language,
                cause,
                ("Bei der Arbeit mit der Datei ist ein Fehler aufgetreten", "Something went wrong with the file"),
            ),
            NOT_SAVED,
            (
                "Bitte noch einmal versuchen und den Fehler melden, wenn er wiederkehrt.",
                "Please try again, and report it if it comes back.",
            ),
        ),
    }
}

fn with_path(language: Language, path: &Path, what: Pair) -> String {
    let path = path.display();
    match language {
        Language::German => format!("{} „{path}“.", said(language, what)),
        Language::English => format!("{} \"{path}\".", said(language, what)),
    }
}

fn with_cause(language: Language, cause: &str, what: Pair) -> String {
    format!("{} ({cause}).", said(language, what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_says_what_it_means_and_what_to_do() {
        for language in [Language::German, Language::English] {
            for failure in Failure::examples() {
                let Sentence { what, data, next } = sentence(language, &failure);
                assert!(what.len() > 15 && data.ends_with('.') && next.len() > 15, "{failure:?}");
                assert!(!format!("{what}{data}{next}").contains("  "), "{failure:?}");
            }
        }
    }

    #[test]
    fn the_languages_say_it_each_in_their_own_words() {
        for failure in Failure::examples() {
            let (german, english) = (sentence(Language::German, &failure), sentence(Language::English, &failure));
            assert!(german.what != english.what && german.data != english.data && german.next != english.next);
        }
    }
}
