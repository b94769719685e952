//! What an import says of a file, of its rows, and of what is odd about them: what happened and what it means.

use std::io::{Error, ErrorKind};

use super::{Pair, counted, field, said};
use crate::domain::{Field, FieldType, Kind, Language, Value, entry};
use crate::exchange::form::{Form, MapProblem};
use crate::exchange::import::{ImportProblem, Plan, PlanRow, RowNote, RowPlan, Skip, Unreadable};
use crate::exchange::sheet::{BinaryKind, SheetProblem};

/// Letters of a value in a sentence.
const SHOWN: usize = 60;

/// What becomes of a row, in a few words: `neu`, `geändert: Frist`, `unverändert`.
pub fn summary(language: Language, row: &PlanRow) -> String {
    match &row.what {
        RowPlan::Create { .. } => said(language, ("neu", "new")).to_owned(),
        RowPlan::Change { kind, fields, .. } => {
            let names: Vec<&str> = fields
                .iter()
                .filter(|(name, ..)| *name != Field::Removed)
                .map(|(name, ..)| field(language, *kind, *name))
                .collect();
            match names.as_slice() {
                [] => said(language, ("geändert", "changed")).to_owned(),
                names => format!("{}: {}", said(language, ("geändert", "changed")), names.join(", ")),
            }
        }
        RowPlan::Same { .. } => said(language, ("unverändert", "unchanged")).to_owned(),
        RowPlan::Skip(skip) => format!("{}: {}", said(language, ("ausgelassen", "left out")), skipped(language, skip)),
        RowPlan::Unreadable(reason) => {
            format!("{}: {}", said(language, ("nicht lesbar", "not readable")), unreadable(language, reason))
        }
    }
}

/// What a row is called; of a card that is broken also which one of the file it is: `Karte 7 · Erna Erste`.
pub fn label(language: Language, row: &PlanRow) -> String {
    let of_card =
        |note: &RowNote| matches!(note, RowNote::NotClosed | RowNote::BrokenLine { .. } | RowNote::DamagedText);
    let is_broken = matches!(row.what, RowPlan::Unreadable(_)) || row.notes.iter().any(of_card);
    match row.card.filter(|_| is_broken) {
        Some(number) => {
            let card = format!("{} {number}", said(language, ("Karte", "card")));
            if row.label.is_empty() { card } else { format!("{card} · {}", row.label) }
        }
        None => row.label.clone(),
    }
}

/// Why a row is left out.
pub fn skipped(language: Language, skip: &Skip) -> String {
    match (language, skip) {
        (Language::German, Skip::Removed) => "in Runde entfernt, wird nicht neu angelegt".to_owned(),
        (Language::English, Skip::Removed) => "removed in Runde, not made again".to_owned(),
        (Language::German, Skip::Repeated { line }) => format!("steht genauso in Zeile {line}"),
        (Language::English, Skip::Repeated { line }) => format!("the same as line {line}"),
        (Language::German, Skip::AboveHeads) => "steht über den Überschriften der Spalten".to_owned(),
        (Language::English, Skip::AboveHeads) => "stands above the heads of the columns".to_owned(),
    }
}

/// Why a row cannot be taken in.
pub fn unreadable(language: Language, reason: &Unreadable) -> String {
    let pair: Pair = match reason {
        Unreadable::NoText => ("ohne Frage und ohne Titel", "neither a question nor a title"),
        Unreadable::NoName => ("ohne Namen", "without a name"),
        Unreadable::UnclosedQuote => ("ein Anführungszeichen wird nicht geschlossen", "a quotation mark is not closed"),
        Unreadable::TooManyCells { found, expected } => {
            return match language {
                Language::German => format!("{found} Zellen statt {expected}; unklar, welche wohin gehört"),
                Language::English => format!("{found} cells instead of {expected}; unclear which belongs where"),
            };
        }
        Unreadable::TooLong { kind, field: long, most } => {
            let why = super::entry_problem(language, &entry::EntryProblem::TooLong(*most));
            return format!("{}: {why}", field(language, *kind, *long));
        }
        Unreadable::OutsideCard => ("Text zwischen den Karten", "text between the cards"),
    };
    said(language, pair).to_owned()
}

/// What is worth knowing about a row.
pub fn note(language: Language, note: &RowNote) -> String {
    let german = language == Language::German;
    let either = |first: String, second: String| if german { first } else { second };
    match note {
        RowNote::UnknownTown { written } => either(
            format!("„{written}“ ist kein Mitglied; der Text bleibt stehen"),
            format!("“{written}” is no member; the words are kept"),
        ),
        RowNote::AmbiguousTown { written } => either(
            format!("„{written}“ kann mehrere Mitglieder meinen; der Text bleibt stehen"),
            format!("“{written}” may mean several members; the words are kept"),
        ),
        RowNote::DateAsWords { kind, field: name, written } => {
            let name = field(language, *kind, *name);
            either(
                format!("{name}: „{written}“ ist kein Datum; der Text bleibt stehen"),
                format!("{name}: “{written}” is no date; the words are kept"),
            )
        }
        RowNote::UnknownPriority { written } => either(
            format!("„{written}“ ist keine Priorität; der Text bleibt stehen"),
            format!("“{written}” is no priority; the words are kept"),
        ),
        RowNote::UncertainTopic { written } => either(
            format!("Thema „{written}“ nicht sicher erkannt; der Text bleibt stehen"),
            format!("topic “{written}” is not certain; the words are kept"),
        ),
        RowNote::NoMember => either("ohne Kommune".to_owned(), "without a municipality".to_owned()),
        RowNote::NoDate => {
            either("ohne Datum; der Eingang bleibt unbekannt".to_owned(), "without a date; it stays unknown".to_owned())
        }
        RowNote::NewPerson { name } => either(format!("neue Person: {name}"), format!("new person: {name}")),
        RowNote::NewTopic { name } => either(format!("neues Thema: {name}"), format!("new topic: {name}")),
        RowNote::NewInstitution { name } => {
            either(format!("neue Einrichtung: {name}"), format!("new institution: {name}"))
        }
        RowNote::NewMembership { name } => {
            either(format!("{name} kommt in den Arbeitskreis"), format!("{name} joins the working group"))
        }
        RowNote::NotListed { name } => either(
            format!("{name} steht nicht mehr in der Liste und bleibt im Arbeitskreis"),
            format!("{name} is not in the list any more and stays in the working group"),
        ),
        RowNote::PossibleDuplicate { of } => either(
            format!("vielleicht doppelt: {of}; beide bleiben"),
            format!("may be the same as: {of}; both are kept"),
        ),
        RowNote::Conflict { kind, field: name, here, there } => {
            let label = field(language, *kind, *name);
            let (here, there) = (shown(language, *kind, *name, here), shown(language, *kind, *name, there));
            either(
                format!("{label} bleibt „{here}“; in der Datei steht „{there}“"),
                format!("{label} stays “{here}”; the file says “{there}”"),
            )
        }
        RowNote::ComesBack => either(
            "war mit einem Import zurückgenommen und kommt wieder".to_owned(),
            "had gone with an import that was undone, and comes back".to_owned(),
        ),
        RowNote::LostNumber { field: name, written } => {
            let name = field(language, Kind::Contact, *name);
            either(
                format!("{name}: „{written}“ hat ein Tabellenprogramm unkenntlich gemacht; nicht übernommen"),
                format!("{name}: “{written}” was garbled by a program for sheets; not taken"),
            )
        }
        RowNote::Formula { kind, field: name, written } => {
            let (name, written) = (field(language, *kind, *name), cut(written));
            either(
                format!("{name}: „{written}“ ist eine Formel; nicht übernommen"),
                format!("{name}: “{written}” is a formula; not taken"),
            )
        }
        RowNote::TooFewCells { found, expected } => either(
            format!("nur {found} von {expected} Zellen; die übrigen gelten als leer"),
            format!("only {found} of {expected} cells; the others count as empty"),
        ),
        RowNote::DamagedText => either(
            "einzelne Zeichen sind nicht lesbar und stehen als �".to_owned(),
            "some characters cannot be read and stand as �".to_owned(),
        ),
        RowNote::NotClosed => either(
            "die Karte ist nicht abgeschlossen; gelesen wurde, was da ist".to_owned(),
            "the card is not closed; what is there was read".to_owned(),
        ),
        RowNote::BrokenLine { line } => either(
            format!("Zeile {line} der Datei ist nicht lesbar und fehlt"),
            format!("line {line} of the file cannot be read and is missing"),
        ),
    }
}

/// The whole plan in one line: `90 neu, 2 geändert, 6 leere Zeilen`.
pub fn totals(language: Language, plan: &Plan) -> String {
    let counts = plan.counts();
    let parts: [(usize, Pair); 7] = [
        (counts.created, ("neu", "new")),
        (counts.changed, ("geändert", "changed")),
        (counts.same, ("unverändert", "unchanged")),
        (counts.skipped, ("ausgelassen", "left out")),
        (counts.unreadable, ("nicht lesbar", "not readable")),
        (counts.conflicts, ("mit anderem Stand in Runde", "with another state in Runde")),
        (plan.blank_rows, ("leere Zeilen", "blank rows")),
    ];
    let known = parts.iter().filter(|(count, _)| *count > 0);
    let all: Vec<String> = known.map(|(count, pair)| format!("{count} {}", said(language, *pair))).collect();
    if all.is_empty() { said(language, ("keine Zeilen", "no rows")).to_owned() } else { all.join(", ") }
}

/// What comes into being besides what the rows are: `7 Themen, 13 Einrichtungen`. Empty where nothing does.
pub fn besides(language: Language, plan: &Plan) -> String {
    let own = match plan.form {
        Form::Questions => Kind::Question,
        Form::Groups => Kind::Group,
        Form::Contacts => Kind::Contact,
    };
    let others = plan.new_records.iter().filter(|(kind, _)| **kind != own);
    others.map(|(kind, count)| counted(language, *kind, *count)).collect::<Vec<_>>().join(", ")
}

/// Why a file cannot be imported, and what helps. Nothing was changed.
pub fn problem(language: Language, problem: &ImportProblem) -> String {
    let german = language == Language::German;
    match problem {
        ImportProblem::Sheet(problem) => said(language, sheet_problem(*problem)).to_owned(),
        ImportProblem::UnknownForm { header, .. } => {
            let heads = header.iter().map(|head| cut(head)).take(12).collect::<Vec<_>>().join(", ");
            if german {
                format!("Die Spalten sagen nicht, was die Liste enthält: {heads}. Bitte die Spalten zuordnen.")
            } else {
                format!("The columns do not say what the list holds: {heads}. Please say which column is what.")
            }
        }
        ImportProblem::Mapping(problem) => mapping_problem(language, problem),
        ImportProblem::CardsHoldContacts(_) => said(
            language,
            ("Die Datei enthält Visitenkarten, also Kontakte.", "The file holds address cards, that is contacts."),
        )
        .to_owned(),
    }
}

const fn sheet_problem(problem: SheetProblem) -> Pair {
    match problem {
        SheetProblem::Empty => ("Die Datei ist leer.", "The file is empty."),
        SheetProblem::Binary(BinaryKind::Zip | BinaryKind::OldOffice) => (
            "Das ist eine Excel- oder Office-Datei. Bitte in Excel als CSV speichern.",
            "This is an Excel or Office file. Please save it as CSV in Excel.",
        ),
        SheetProblem::Binary(BinaryKind::Pdf) => (
            "Das ist eine PDF-Datei. Gelesen werden CSV-Listen und Visitenkarten (.vcf).",
            "This is a PDF file. Lists in CSV and address cards (.vcf) can be read.",
        ),
        SheetProblem::Binary(BinaryKind::Other) => (
            "Die Datei enthält keinen Text. Gelesen werden CSV-Listen und Visitenkarten (.vcf).",
            "The file holds no text. Lists in CSV and address cards (.vcf) can be read.",
        ),
        SheetProblem::NoHeader => ("Die Datei hat keine Spaltenköpfe.", "The file has no column heads."),
        SheetProblem::TooLarge { .. } => {
            ("Die Datei ist zu groß: höchstens 512 MB.", "The file is too large: at most 512 MB.")
        }
    }
}

fn mapping_problem(language: Language, problem: &MapProblem) -> String {
    let german = language == Language::German;
    let either = |first: String, second: String| if german { first } else { second };
    match problem {
        MapProblem::Empty => either("Es ist keine Spalte zugeordnet.".into(), "No column is mapped.".into()),
        MapProblem::NoEquals(text) => either(
            format!("„{text}“ hat nicht die Form Feld=Spalte."),
            format!("“{text}” is not of the form Field=Column."),
        ),
        MapProblem::UnknownColumn(name) => {
            either(format!("Ein Feld „{name}“ gibt es nicht."), format!("There is no field “{name}”."))
        }
        MapProblem::NoSuchHead(head) => {
            either(format!("Die Liste hat keine Spalte „{head}“."), format!("The list has no column “{head}”."))
        }
        MapProblem::Twice(column) => {
            let name = column.name();
            either(format!("{name} ist zweimal zugeordnet."), format!("{name} is mapped twice."))
        }
        MapProblem::Missing(columns) => {
            let names = columns.iter().map(|column| column.name()).collect::<Vec<_>>().join(", ");
            either(
                format!("Eine dieser Spalten wird gebraucht: {names}."),
                format!("One of these columns is needed: {names}."),
            )
        }
    }
}

/// A value as people read it, on one line and not too long.
fn shown(language: Language, kind: Kind, name: Field, value: &Value) -> String {
    let holds = kind.holds(name).unwrap_or(FieldType::Line);
    let written = match (holds, value.as_text()) {
        (FieldType::Choice(set), Some(code)) => {
            set.choice(code).map_or_else(String::new, |choice| super::choice(language, choice).to_owned())
        }
        _ => entry::written(holds, value, language),
    };
    let line = written.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() { said(language, ("unbekannt", "unknown")).to_owned() } else { cut(&line) }
}

fn cut(text: &str) -> String {
    let clean = text.chars().filter(|letter| !letter.is_control());
    if text.chars().count() <= SHOWN {
        return clean.collect();
    }
    clean.take(SHOWN - 1).chain(['…']).collect()
}

/// Columns that hold something and are not read.
pub fn ignored(language: Language, columns: &[String]) -> String {
    let columns = columns.join(", ");
    match language {
        Language::German => format!("nicht eingelesene Spalten: {columns}"),
        Language::English => format!("columns left out: {columns}"),
    }
}

/// How to say by hand what the columns hold, on the command line.
pub const fn map_hint(language: Language) -> &'static str {
    said(
        language,
        ("Zum Beispiel: --map \"Text=Frage,Member=Ort\"", "For example: --map \"Text=Question,Member=Town\""),
    )
}

/// After a trial.
pub const fn only_shown(language: Language) -> &'static str {
    said(language, ("Nur gezeigt, nichts geändert.", "Only shown, nothing changed."))
}

/// The file cannot be read at all.
pub fn not_readable(language: Language, path: &str, cause: &Error) -> String {
    let why = match cause.kind() {
        ErrorKind::NotFound => said(language, ("Diese Datei gibt es nicht", "there is no such file")).to_owned(),
        ErrorKind::IsADirectory => {
            said(language, ("Das ist ein Ordner, keine Datei", "it is a folder, no file")).to_owned()
        }
        ErrorKind::PermissionDenied => {
            said(language, ("Dort fehlt die Berechtigung zum Lesen", "there is no permission to read it")).to_owned()
        }
        _ => cause.to_string(),
    };
    match language {
        Language::German => format!("{path} lässt sich nicht lesen: {why}. Nichts wurde geändert."),
        Language::English => format!("{path} cannot be read: {why}. Nothing was changed."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Id;

    fn row(what: RowPlan) -> PlanRow {
        PlanRow { line: 1, card: None, what, label: String::new(), notes: Vec::new(), edits: Vec::new() }
    }

    #[test]
    fn why_a_list_is_not_read_stands_in_the_language_of_the_reader() {
        let told = |language, kind: ErrorKind| not_readable(language, "/fern/x.csv", &Error::from(kind));
        assert_eq!(
            told(Language::German, ErrorKind::NotFound),
            "/fern/x.csv lässt sich nicht lesen: Diese Datei gibt es nicht. Nichts wurde geändert."
        );
        assert!(told(Language::English, ErrorKind::IsADirectory).contains("it is a folder"));
    }

    #[test]
    fn rows_say_what_becomes_of_them() {
        let (kind, id) = (Kind::Question, Id(1));
        let fields =
            vec![(Field::Due, Value::Unknown, Value::text("asap")), (Field::Priority, Value::Unknown, Value::Unknown)];
        let change = row(RowPlan::Change { kind, id, fields });
        assert_eq!(summary(Language::German, &change), "geändert: Frist, Priorität");
        assert_eq!(summary(Language::English, &row(RowPlan::Create { kind, id })), "new");
        let skip = row(RowPlan::Skip(Skip::Repeated { line: 4 }));
        assert_eq!(summary(Language::German, &skip), "ausgelassen: steht genauso in Zeile 4");
    }

    #[test]
    fn a_conflict_shows_both_sides_as_people_read_them() {
        let conflict = |field, here, there| RowNote::Conflict { kind: Kind::Question, field, here, there };
        let due = conflict(Field::Due, Value::text("2026-05-20"), Value::Unknown);
        assert_eq!(note(Language::German, &due), "Frist bleibt „20.05.2026“; in der Datei steht „unbekannt“");
        let priority = conflict(Field::Priority, Value::text("1"), Value::text("4"));
        assert!(note(Language::English, &priority).contains("low"));
    }

    #[test]
    fn problems_say_what_helps() {
        let unknown = ImportProblem::UnknownForm { header: vec!["a\u{1b}".to_owned(); 90], rows: Vec::new() };
        let text = problem(Language::German, &unknown);
        assert!(text.contains("zuordnen") && !text.contains('\u{1b}') && text.len() < 200, "{text}");
        assert!(problem(Language::English, &SheetProblem::Binary(BinaryKind::Zip).into()).contains("CSV"));
    }
}
