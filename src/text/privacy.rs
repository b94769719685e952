//! The words of data protection: what is due, what an erasure would do and did, and its proofs.

use super::{kind, said};
use crate::domain::privacy::{Counts, ErasurePlan, Mention, Proof, Reason};
use crate::domain::{Kind, Language, dates};

/// The words in the place of a name: of the institution, as what somebody said for it stays; of staff, of the member.
pub fn stand_in(language: Language, of: Kind, institution: Option<&str>) -> String {
    match (language, institution) {
        (Language::German, Some(member)) if of == Kind::Person => format!("Mitarbeitende {member}"),
        (Language::English, Some(member)) if of == Kind::Person => format!("staff of {member}"),
        (Language::German, Some(institution)) => format!("Vertretung {institution}"),
        (Language::English, Some(institution)) => format!("representative of {institution}"),
        (Language::German, None) => "Person ohne Namen".to_owned(),
        (Language::English, None) => "unnamed person".to_owned(),
    }
}

/// Why a contact is due.
pub fn reason(language: Language, reason: Reason) -> String {
    let to_do = match (language, reason) {
        (Language::German, Reason::DeleteOn(day)) => {
            return format!("zu löschen seit {}", dates::format(day, language));
        }
        (Language::English, Reason::DeleteOn(day)) => {
            return format!("to be erased since {}", dates::format(day, language));
        }
        (Language::German, Reason::Left(_)) => ", nichts mehr offen: zu löschen",
        (Language::English, Reason::Left(_)) => ", nothing open: to be erased",
        (Language::German, Reason::CheckedOn(_) | Reason::NeverChecked) => ": zu prüfen",
        (Language::English, Reason::CheckedOn(_) | Reason::NeverChecked) => ": to be checked",
    };
    format!("{}{to_do}", why(language, reason))
}

/// Why a contact is due, in a column of a list that says what is to be done.
pub fn why(language: Language, reason: Reason) -> String {
    let day = reason.day().map(|day| dates::format(day, language)).unwrap_or_default();
    match (language, reason) {
        (Language::German, Reason::DeleteOn(_)) => format!("Löschdatum {day}"),
        (Language::English, Reason::DeleteOn(_)) => format!("to be erased on {day}"),
        (Language::German, Reason::Left(_)) => format!("ausgeschieden {day}"),
        (Language::English, Reason::Left(_)) => format!("left {day}"),
        (Language::German, Reason::CheckedOn(_)) => format!("zuletzt geprüft {day}"),
        (Language::English, Reason::CheckedOn(_)) => format!("last checked {day}"),
        (Language::German, Reason::NeverChecked) => "nie geprüft".to_owned(),
        (Language::English, Reason::NeverChecked) => "never checked".to_owned(),
    }
}

macro_rules! words {
    ($($name:ident: $german:literal, $english:literal;)+) => {
        /// Sentences that hold nothing of a record.
        #[derive(Debug)]
        pub struct PrivacyWords { $(#[doc = $english] pub $name: &'static str),+ }

        static GERMAN: PrivacyWords = PrivacyWords { $($name: $german),+ };
        static ENGLISH: PrivacyWords = PrivacyWords { $($name: $english),+ };
    };
}

words! {
    label: "Datenschutz", "Data protection";
    reason: "Grund", "Reason";
    nothing_due: "Nichts ist zu prüfen oder zu löschen.", "Nothing is to be checked or erased.";
    no_proofs: "Bisher wurde niemand gelöscht.", "Nobody has been erased so far.";
    irrevocable: "Das Löschen kann nicht zurückgenommen werden. Zum Bestätigen bitte den Nachnamen eintippen:", "Erasing cannot be taken back. To confirm, please type the last name:";
    left_alone: "Nichts wurde gelöscht.", "Nothing was erased.";
    meanwhile: "Inzwischen wurde etwas gespeichert; nichts wurde gelöscht. Bitte noch einmal aufrufen und ansehen.", "Something was saved meanwhile; nothing was erased. Please call it again and look.";
    is_meant: "Ist hier diese Person gemeint? [j/n]", "Is this person meant here? [y/n]";
    is_meant_here: "Ist hier die Person gemeint?", "Is the person meant here?";
    meant: "Ja, ersetzen", "Yes, replace";
    not_meant: "Nein, jemand anderes: so lassen", "No, somebody else: leave as it is";
    stays: "bleibt", "stays";
    is_replaced: "wird ersetzt", "is replaced";
    type_name: "Endgültig. Zum Bestätigen den Nachnamen eintippen.", "For good. Type the last name to confirm.";
    decide: "Bei diesen Stellen ist nicht sicher, ob die Person gemeint ist. Bitte ohne --yes aufrufen oder mit --unsure replace oder --unsure keep entscheiden.", "In these places it is not sure whether the person is meant. Please call without --yes, or decide with --unsure replace or --unsure keep.";
    certain: "sicher", "certain";
    unsure: "zu entscheiden", "to be decided";
    past: "nur in der Historie", "only in the history";
    pending: "Die Bytes sind noch nicht überschrieben; der nächste Befehl, der schreibt, holt es nach.", "The bytes are not overwritten yet; the next command that writes makes up for it.";
    forget: "In diesen Kopien stehen die Daten noch; „runde backup --forget“ löscht sie auch dort:", "These copies still hold the data; \"runde backup --forget\" erases them there too:";
    nothing_to_forget: "In keiner Sicherung steht jemand, der gelöscht wurde.", "No back-up holds anybody who was erased.";
    one_person: "Eine Auskunft ist für eine Person. Bitte die Markierungen aufheben.", "The information is for one person. Please take the marks off.";
    into_file: "in eine Datei schreiben, die nur Sie lesen können", "write into a file that only you can read";
    into_file_title: "Auskunft in eine Datei schreiben", "Write the information into a file";
    into_file_hint: ".md mit Überschriften, .txt als reiner Text", ".md with headings, .txt as plain text";
    look_through: "Vor der Herausgabe durchsehen: die Auskunft kann auch andere nennen (Art. 15 Abs. 4 DSGVO).", "Look through it before handing it out: it may name others too (Art. 15 (4) GDPR).";
    file_stem: "auskunft", "information";
    in_backup: "damals auch in der Sicherung", "then also in the back-up";
    wrong_spot: "--keep erwartet eine Stelle, wie sie die Vorschau nennt, zum Beispiel comment:7:text", "--keep takes a place as the preview names it, for example comment:7:text";
}

/// Sentences that hold nothing of a record.
pub const fn privacy_words(language: Language) -> &'static PrivacyWords {
    match language {
        Language::German => &GERMAN,
        Language::English => &ENGLISH,
    }
}

/// How much an erasure would take, before the places one by one.
pub fn plan(language: Language, plan: &ErasurePlan, stand_in: &str) -> String {
    let (name, mentions, open) = (&plan.name, plan.mentions.len(), plan.open);
    match language {
        Language::German => format!(
            "{name}: Gelöscht werden der Kontakt, seine Historie und alles, was nur ihn betrifft. An seine Stelle tritt „{stand_in}“. Offenes, das auf ihn wartet: {open}. Weitere Stellen, die ihn nennen: {mentions}."
        ),
        Language::English => format!(
            "{name}: The contact, its history and all that is only about it are erased. \"{stand_in}\" takes its place. Open things that wait for it: {open}. Other places that name it: {mentions}."
        ),
    }
}

/// One place that names somebody.
pub fn mention(language: Language, mention: &Mention) -> String {
    let words = privacy_words(language);
    let sure = if mention.is_certain { words.certain } else { words.unsure };
    let past = if mention.is_past { format!(", {}", words.past) } else { String::new() };
    let of = kind(language, mention.spot.kind);
    format!("{}  {of}: {}  [{sure}{past}]", mention.spot, mention.excerpt)
}

/// Others of the same name, each of whom is erased by themselves.
pub fn namesake(language: Language, of: Kind, id: crate::domain::Id, name: &str) -> String {
    let of = kind(language, of);
    match language {
        Language::German => format!("Gleicher Name, bleibt stehen: {of} {name} ({id})"),
        Language::English => format!("Same name, stays: {of} {name} ({id})"),
    }
}

/// How much was erased.
pub fn counts(language: Language, counts: Counts) -> String {
    let Counts { fields, records, links, mentions, history } = counts;
    match language {
        Language::German => format!(
            "Felder: {fields}, zugehörige Einträge: {records}, Verweise: {links}, Nennungen: {mentions}, Einträge der Historie: {history}"
        ),
        Language::English => format!(
            "fields: {fields}, records that belonged to it: {records}, links: {links}, mentions: {mentions}, entries of the history: {history}"
        ),
    }
}

/// A proof in a line. `at` and `by` are ready to be shown.
pub fn proof(language: Language, proof: &Proof, at: &str, by: &str) -> String {
    let (of, record) = (kind(language, proof.record.0), proof.record.1);
    let (stand_in, counts) = (&proof.stand_in, counts(language, proof.counts));
    format!("{at}  {by}  {of} {record} ({stand_in}): {counts}")
}

/// That the erasure is done.
pub fn erased(language: Language, counted: Counts) -> String {
    let counted = counts(language, counted);
    match language {
        Language::German => format!("Gelöscht: {counted}."),
        Language::English => format!("Erased: {counted}."),
    }
}

/// What of drafts and changes on this host went.
pub fn here(language: Language, drafts: usize, changes: usize) -> String {
    match language {
        Language::German => {
            format!("Auf diesem Rechner gelöscht: {drafts} Entwürfe, {changes} vorgemerkte Änderungen.")
        }
        Language::English => format!("Erased on this host: {drafts} drafts, {changes} changes that waited."),
    }
}

/// That a contact was erased before. `at` is ready to be shown.
pub fn before(language: Language, at: &str) -> String {
    match language {
        Language::German => format!("Die Daten dieses Kontakts wurden schon am {at} gelöscht."),
        Language::English => format!("The data of this contact were erased already on {at}."),
    }
}

/// That a report was written.
pub fn written(language: Language, path: &std::path::Path) -> String {
    let path = path.display();
    match language {
        Language::German => format!("Auskunft geschrieben: {path}"),
        Language::English => format!("Report written: {path}"),
    }
}

/// From how many copies was erased.
pub fn forgotten(language: Language, count: usize) -> String {
    match language {
        Language::German => format!("Kopien, aus denen gelöscht wurde: {count}"),
        Language::English => format!("Copies that were erased from: {count}"),
    }
}

/// That something else is meant than the last name.
pub fn other_name(language: Language, typed: &str) -> String {
    let nothing = said(language, (GERMAN.left_alone, ENGLISH.left_alone));
    match language {
        Language::German => format!("„{}“ ist nicht der Nachname. {nothing}", typed.trim()),
        Language::English => format!("\"{}\" is not the last name. {nothing}", typed.trim()),
    }
}

/// That some copies still hold who was erased; with the first of them, and why.
pub fn not_forgotten(language: Language, count: usize, path: &std::path::Path, why: &str) -> String {
    let path = path.display();
    match language {
        Language::German => {
            format!("In {count} Kopien stehen gelöschte Daten noch. {path}: {why} Bitte diese Kopien von Hand löschen.")
        }
        Language::English => {
            format!("{count} copies still hold erased data. {path}: {why} Please delete these copies by hand.")
        }
    }
}

/// That the file was erased from and this host could not be; with its folder and what the system said.
pub fn not_here(language: Language, folder: &std::path::Path, why: &str) -> String {
    let folder = folder.display();
    match language {
        Language::German => format!(
            "Aus der Datei ist gelöscht. Entwürfe und vorgemerkte Änderungen auf diesem Rechner konnten nicht durchgesehen werden ({why}). Bitte die Dateien in {folder} ansehen und löschen, was die Person nennt."
        ),
        Language::English => format!(
            "It is erased from the file. Drafts and waiting changes on this host could not be looked through ({why}). Please look into the files in {folder} and delete what names the person."
        ),
    }
}

/// Where somebody is named, with the words around it.
pub fn where_named(language: Language, mention: &Mention) -> String {
    format!("{}: „{}“", kind(language, mention.spot.kind), mention.excerpt)
}

/// In how many copies somebody who was erased still stands, and what to do about it.
pub fn in_copies(language: Language, count: usize) -> String {
    match (language, count) {
        (_, 0) => String::new(),
        (Language::German, _) => format!("Noch in {count} Kopien: „runde backup --forget“ löscht sie auch dort."),
        (Language::English, _) => format!("Still in {count} copies: \"runde backup --forget\" erases them there too."),
    }
}

/// To go on with erasing somebody, after the places were looked over.
pub fn go_on(language: Language, name: &str, stand_in: &str) -> String {
    match language {
        Language::German => format!("Weiter: {name} löschen, an die Stelle tritt „{stand_in}“"),
        Language::English => format!("Go on: erase {name}, replaced by \"{stand_in}\""),
    }
}
