//! The line of messages: what was done, what could not be, and how to go on.

use super::chose::Chose;
use super::left_out::LeftOut;
use super::phrase::{capital, dot, shortened};
use super::{act, counted, failure, kind_accusative, refusal};
use crate::domain::failure::Failure;
use crate::domain::place::{Advice, Place};
use crate::domain::question::Refusal;
use crate::domain::{Act, Kind, Language};

/// Something to say in the line of messages.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A change is in the file. With the key that takes it back.
    Saved {
        /// What was done.
        act: Act,
        /// To what.
        label: String,
        /// To how many records of what kind; to one, its label says more.
        many: (Kind, usize),
        /// The key for undo; empty where it cannot be taken back.
        undo: String,
    },
    /// The same act to so many questions, with what was left of all that were marked, and the key for undo.
    SavedSome(Act, usize, LeftOut, String),
    /// A change was taken back.
    Undone {
        /// Which.
        act: Act,
        /// Of which question, by number and title, where that is to be named.
        of: Option<String>,
        /// The key that does it again.
        redo: String,
    },
    /// A change was done again.
    Redone(Act),
    /// Fields were left as somebody else has set them meanwhile.
    Left(usize),
    /// The change was in the file already.
    Unchanged,
    /// There is nothing to take back.
    NothingToUndo,
    /// There is nothing to do again.
    NothingToRedo,
    /// The rules do not allow it.
    Refused(Refusal),
    /// Something went wrong with the file.
    Failed(Failure),
    /// Copied to the clipboard; shown too, as terminals may ignore it.
    Copied(String),
    /// A mail text is on the clipboard, if the terminal takes it; it is shown too.
    MailCopied,
    /// There is nothing to copy here.
    NothingToCopy,
    /// The action needs something that is not selected here.
    NotHere(&'static str),
    /// The program does not know whose staff this person is.
    NoMember,
    /// What was typed is kept.
    DraftKept,
    /// What was typed before is here again.
    DraftRestored,
    /// Drafts of an earlier session are there.
    Drafts {
        /// How many.
        count: usize,
        /// The key that lists the commands, where they are found.
        commands: String,
    },
    /// A draft could not be written; with what the system said.
    DraftNotKept(String),
    /// No back-up could be made.
    NoBackup(Failure),
    /// There is no place for drafts on this host; with what the system said.
    NoDraftsPossible(String),
    /// There can be only one alliance in a file.
    OneAlliance,
    /// The member itself asked the question.
    OwnQuestion,
    /// What somebody else wrote stays.
    TheirsStays,
    /// There are no drafts.
    NoDrafts,
    /// What came of choosing a part in triage.
    Choice(Chose),
    /// The question was skipped.
    Skipped,
    /// Somebody else dealt with the question in the meantime; who it was, where that is known.
    TakenByOthers(String, Option<String>),
    /// The same change is still being saved.
    StillSaving,
    /// The file is opened for reading only.
    ReadOnly,
    /// What was being done was interrupted.
    Interrupted,
    /// No question is like this one.
    NothingLike,
    /// The file is too new, or was opened so.
    Newer,
    /// Records are offered only when there are some.
    NoRecords(Kind),
    /// An import is done.
    Imported {
        /// How many records were made or changed.
        count: usize,
        /// How many rows were left out by hand.
        left: usize,
        /// The key for undo.
        undo: String,
    },
    /// A file cannot be imported; why, in the reader's language.
    NotImported(String),
    /// Something that this place says in its own words.
    Told(String),
    /// Contacts were written; what is said of it.
    Exported(String),
    /// There is nothing to import.
    NothingToImport,
    /// A line of the settings or of the keymap is not followed.
    Settings(String),
    /// The record was removed.
    Gone(Kind),
    /// What the clipboard did not take.
    NotCopied(String),
    /// Changes of an earlier session could not be sent.
    Unsent(usize),
    /// A change was not made, as its author did not want to wait for others any longer.
    GivenUp,
    /// A form's change is kept on this host until the drive answers.
    Parked,
    /// What was asked for needs the file, whose drive does not answer.
    WaitsForDrive,
    /// A change that had to wait is in the file now.
    SavedLate {
        /// What was done.
        act: Act,
        /// To what.
        label: String,
        /// The key for undo.
        undo: String,
    },
    /// A conflict of an earlier change was left open.
    AskedAgain,
    /// A change could not be noted on this host; with what the system said.
    NotNoted(String),
    /// A journal on this host could not be read whole; where it lies now.
    BrokenJournal(String),
    /// A host seems to be gone and holds its lock.
    SeemsGone {
        /// Who works there.
        login: String,
        /// The host.
        host: String,
    },
    /// What can be better at the place of the file.
    Advice(Advice),
    /// Where the file lies, and whether it is safe there.
    Place(Box<Place>),
}

impl Message {
    /// The message in words.
    pub fn text(&self, language: Language) -> String {
        let german = language == Language::German;
        let pick = |de: &str, en: &str| if german { de.to_owned() } else { en.to_owned() };
        match self {
            Self::Saved { act: done, label, many, undo } => {
                let done = capital(act(language, *done));
                let what = if many.1 > 1 { counted(language, many.0, many.1) } else { shortened(label) };
                let undo = match (undo.is_empty(), german) {
                    (true, _) => String::new(),
                    (false, true) => format!(" Zurücknehmen: {undo}"),
                    (false, false) => format!(" Undo: {undo}"),
                };
                let end = dot(&what);
                if german {
                    format!("Gespeichert: {done} · {what}{end}{undo}")
                } else {
                    format!("Saved: {done} · {what}{end}{undo}")
                }
            }
            Self::SavedSome(done, count, left, undo) => left.saved(language, *done, *count, undo),
            Self::Undone { act: done, of, redo } => {
                let mut done = capital(act(language, *done));
                if let Some(of) = of {
                    done = format!("{done}, {}", shortened(of));
                }
                if german {
                    format!("Zurückgenommen: {done}. Wiederherstellen: {redo}")
                } else {
                    format!("Taken back: {done}. Again: {redo}")
                }
            }
            Self::Redone(done) => {
                let done = capital(act(language, *done));
                if german { format!("Wiederhergestellt: {done}.") } else { format!("Done again: {done}.") }
            }
            Self::Left(count) => match (german, *count) {
                (true, 1) => "Ein Feld blieb, wie jemand anderes es inzwischen gesetzt hat.".to_owned(),
                (true, count) => format!("{count} Felder blieben, wie jemand anderes sie inzwischen gesetzt hat."),
                (false, 1) => "One field stays as somebody else has set it meanwhile.".to_owned(),
                (false, count) => format!("{count} fields stay as somebody else has set them meanwhile."),
            },
            Self::Unchanged => pick(
                "Nichts zu ändern: Es steht schon so in der Datei.",
                "Nothing to change: the file holds it already.",
            ),
            Self::NothingToUndo => pick("Es gibt nichts zurückzunehmen.", "There is nothing to take back."),
            Self::NothingToRedo => pick("Es gibt nichts wiederherzustellen.", "There is nothing to do again."),
            Self::Refused(why) => refusal(language, why),
            Self::Failed(why) => {
                let sentence = failure::sentence(language, why);
                format!("{} {} {}", sentence.what, sentence.data, sentence.next)
            }
            Self::Copied(text) => {
                let (first, lines) = (text.lines().next().unwrap_or_default(), text.lines().count());
                match (german, lines > 1) {
                    (true, false) => format!("Kopiert: {text}"),
                    (false, false) => format!("Copied: {text}"),
                    (true, true) => format!("Kopiert: {lines} Zeilen ab {first}"),
                    (false, true) => format!("Copied: {lines} lines from {first} on"),
                }
            }
            Self::MailCopied => pick(
                "Mailtext kopiert. Nimmt das Terminal nichts an: hier mit der Maus markieren.",
                "Mail text copied. If the terminal takes nothing: mark it here with the mouse.",
            ),
            Self::NothingToCopy => pick("Hier gibt es nichts zu kopieren.", "There is nothing to copy here."),
            Self::NotHere(label) => {
                if german {
                    format!("Hier nicht möglich: {label}.")
                } else {
                    format!("Not possible here: {label}.")
                }
            }
            Self::NoMember => pick(
                "Ihre Kommune ist nicht bekannt: bitte hier wählen. Unter Mitarbeitende lässt sie sich eintragen.",
                "Your municipality is not known: please choose it here. It can be entered under Staff.",
            ),
            Self::DraftKept => pick(
                "Als Entwurf behalten; der Text steht wieder da, wenn Sie hier neu beginnen.",
                "Kept as a draft; the text is there again when you open it next.",
            ),
            Self::DraftRestored => {
                pick("Entwurf wiederhergestellt. Noch nicht gespeichert.", "Draft restored. Not saved yet.")
            }
            Self::Drafts { count, commands } => match (german, *count) {
                (true, 1) => format!("Ein Entwurf wartet. Ansehen: Taste {commands}, dann Entwürfe"),
                (true, count) => format!("{count} Entwürfe warten. Ansehen: Taste {commands}, dann Entwürfe"),
                (false, 1) => format!("A draft waits. To see it: key {commands}, then drafts"),
                (false, count) => format!("{count} drafts wait. To see them: key {commands}, then drafts"),
            },
            Self::DraftNotKept(cause) => {
                if german {
                    format!(
                        "Der Entwurf ließ sich auf diesem Rechner nicht ablegen ({cause}). Er bleibt nur bis zum Beenden; bitte speichern."
                    )
                } else {
                    format!(
                        "The draft could not be kept on this host ({cause}). It lasts until you quit; please save it."
                    )
                }
            }
            Self::NoDraftsPossible(cause) => {
                if german {
                    format!(
                        "Auf diesem Rechner lassen sich keine Entwürfe ablegen ({cause}). Was nicht gespeichert ist, geht beim Beenden verloren."
                    )
                } else {
                    format!("Drafts cannot be kept on this host ({cause}). What is not saved is lost when you quit.")
                }
            }
            Self::NoBackup(why) => super::backup::failed(language, &failure::sentence(language, why).what),
            Self::OneAlliance => pick(
                "Eine Datei gehört zu einer Allianz; sie steht schon hier.",
                "A file belongs to one alliance; it stands here already.",
            ),
            Self::OwnQuestion => {
                pick("Ihre Kommune hat diese Frage selbst gestellt.", "Your municipality asked this question itself.")
            }
            Self::TheirsStays => pick(
                "Der andere Stand bleibt; Ihre Eingabe liegt unter „Entwürfe“.",
                "The other state stays; what you typed lies under drafts.",
            ),
            Self::NoDrafts => pick("Es gibt keine Entwürfe.", "There are no drafts."),
            Self::Choice(chose) => chose.text(language),
            Self::Skipped => {
                pick("Übersprungen; die Frage bleibt im Eingang.", "Skipped; the question stays in the inbox.")
            }
            Self::TakenByOthers(label, who) => {
                let who = who.as_deref().filter(|who| !who.is_empty());
                if german {
                    format!("Inzwischen von {} erledigt: {label}", who.unwrap_or("anderen"))
                } else {
                    format!("Settled by {} meanwhile: {label}", who.unwrap_or("somebody else"))
                }
            }
            Self::StillSaving => {
                pick("Wird noch gespeichert, bitte einen Augenblick.", "Still saving, one moment please.")
            }
            Self::ReadOnly => pick(
                "Die Datei ist nur zum Lesen geöffnet. Nichts wurde geändert.",
                "The file is open for reading only. Nothing was changed.",
            ),
            Self::Interrupted => pick("Abgebrochen.", "Interrupted."),
            Self::NothingLike => pick("Keine ähnliche Frage gefunden.", "No similar question found."),
            Self::Newer => pick(
                "Diese Datei gehört zu einer neueren Version von Runde: nur lesen. Bitte das Programm aktualisieren.",
                "This file belongs to a newer version of Runde: reading only. Please update the program.",
            ),
            Self::NoRecords(kind) => {
                let kinds = super::kinds(language, *kind);
                if german { format!("Es gibt noch keine {kinds}.") } else { format!("There are no {kinds} yet.") }
            }
            Self::Imported { count, left, undo } => {
                let left = if *left > 0 {
                    format!(", {}", super::leaving_out::left_out(language, *left))
                } else {
                    String::new()
                };
                if german {
                    format!("Eingelesen: {count} Einträge neu oder geändert{left}. Zurücknehmen: {undo}")
                } else {
                    format!("Imported: {count} records new or changed{left}. Undo: {undo}")
                }
            }
            Self::NotImported(why) | Self::Settings(why) | Self::NotCopied(why) | Self::Told(why) => why.clone(),
            Self::Exported(told) => told.clone(),
            Self::Unsent(count) => super::drive::still_kept(language, *count),
            Self::GivenUp => pick(
                "Ihre Änderung ist nicht gespeichert: Andere schreiben gerade in die Datei. Bitte gleich noch einmal versuchen.",
                "Your change is not saved: others are writing into the file. Please try again in a moment.",
            ),
            Self::Parked => pick(
                "Auf diesem Rechner gespeichert; geht in die gemeinsame Datei, sobald diese erreichbar ist.",
                "Saved on this host; goes into the shared file as soon as that can be reached.",
            ),
            Self::WaitsForDrive => pick(
                "Dafür wird die gemeinsame Datei gebraucht: bitte warten, bis sie wieder erreichbar ist.",
                "This needs the shared file: please wait until it can be reached again.",
            ),
            Self::SavedLate { act: done, label, undo } => {
                let (done, label) = (capital(act(language, *done)), shortened(label));
                let end = dot(&label);
                if german {
                    format!("Nachträglich gespeichert: {done} · {label}{end} Zurücknehmen: {undo}")
                } else {
                    format!("Saved late: {done} · {label}{end} Undo: {undo}")
                }
            }
            Self::AskedAgain => pick(
                "Die Änderung bleibt auf diesem Rechner vorgemerkt; beim nächsten Start wird wieder gefragt.",
                "The change stays noted on this host; you are asked again at the next start.",
            ),
            Self::NotNoted(cause) => {
                if german {
                    format!(
                        "Die Änderung ließ sich auf diesem Rechner nicht vormerken ({cause}). Bitte offen lassen, bis sie gespeichert ist."
                    )
                } else {
                    format!("The change could not be noted on this host ({cause}). Please stay until it is saved.")
                }
            }
            Self::BrokenJournal(path) => {
                if german {
                    format!("Vorgemerkte Änderungen waren nicht alle lesbar. Das Original liegt in {path}")
                } else {
                    format!("Not all noted changes could be read. The original lies in {path}")
                }
            }
            Self::NothingToImport => pick(
                "Nichts einzulesen: Alles steht schon in der Datei.",
                "Nothing to import: the file holds it all already.",
            ),
            Self::SeemsGone { login, host } => super::place::seems_gone(language, login, host),
            Self::Place(place) => super::place::place(language, place),
            Self::Advice(advice) => super::place::advice(language, *advice).to_owned(),
            Self::Gone(kind) => {
                let what = capital(kind_accusative(language, *kind));
                if german { format!("{what} gibt es nicht mehr.") } else { format!("{what} is gone.") }
            }
        }
    }
}
