//! What people did, as nouns, so that `{who}: {act}` and `{act} zurückgenommen` both read well.

use super::said;
use crate::domain::{Act, Language};

/// The noun for an act: `Zuweisung`, `assignment`.
pub const fn act(language: Language, act: Act) -> &'static str {
    said(
        language,
        match act {
            Act::Create => ("Neuanlage", "creation"),
            Act::Edit => ("Bearbeitung", "edit"),
            Act::Remove => ("Entfernen", "removal"),
            Act::Restore => ("Wiederherstellung", "restoration"),
            Act::Comment => ("Kommentar", "comment"),
            Act::Assign => ("Zuweisung", "assignment"),
            Act::SetContact => ("Kontaktzuordnung", "choice of contact"),
            Act::SetTopic => ("Themenzuordnung", "choice of topic"),
            Act::Prioritise => ("Priorisierung", "prioritisation"),
            Act::PutOnList => ("Aufnahme in Fragenliste", "entry on question list"),
            Act::JoinAffected => ("Eintritt als mitbetroffen", "joining as also affected"),
            Act::LeaveAffected => ("Austritt als mitbetroffen", "leaving as also affected"),
            Act::MarkDuplicate => ("Dublettenvermerk", "duplicate mark"),
            Act::Snooze => ("Wiedervorlage", "snooze"),
            Act::Wake => ("Ende der Wiedervorlage", "end of snooze"),
            Act::Decline => ("Ablehnung", "declining"),
            Act::Prolong => ("Verlängerung der Antwort", "extension of the answer"),
            Act::Answer => ("Antwort", "answer"),
            Act::Ask => ("Anfrage", "asking"),
            Act::Close => ("Abschluss", "closing"),
            Act::Reopen => ("Wiederaufnahme", "reopening"),
            Act::Import => ("Import", "import"),
            Act::Undo => ("Rücknahme", "undo"),
            Act::Redo => ("Wiederholung", "redo"),
            Act::HandOver => ("Übergabe", "hand-over"),
            Act::Invite => ("Einladung", "invitation"),
            Act::AnswerInvitation => ("Antwort auf Einladung", "answer to invitation"),
            Act::Rename => ("Umbenennung", "renaming"),
            Act::Merge => ("Zusammenführung", "merging"),
            Act::PutBack => ("Zurückholen einer Sicherung", "putting a back-up back"),
            Act::Check => ("Prüfung der Angaben", "check of the data"),
            Act::Erase => ("Löschung personenbezogener Daten", "erasure of personal data"),
            Act::FeedBack => ("Rückmeldung", "feedback"),
            Act::Distinguish => ("Vermerk „andere Person“", "mark “another person”"),
            Act::Arrange => ("Reihenfolge der Fragenliste", "order of the question list"),
            Act::TakeOffList => ("Abnahme von der Fragenliste", "removal from the question list"),
            Act::SendList => ("Versand der Fragenliste", "sending of the question list"),
            Act::FinishList => ("Abschluss der Fragenliste", "completion of the question list"),
            Act::DrawBackList => ("Rückkehr der Fragenliste zum Entwurf", "return of the question list to a draft"),
            Act::CloseHour => ("Ende der Fragestunde", "end of the question hour"),
            Act::Salvage => ("Rettung aus einer beschädigten Datei", "salvage from a damaged file"),
        },
    )
}
