//! The document for a person who asks what is held on them (Art. 15 GDPR), as Markdown or as plain text.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::privacy::privacy_words;
use super::{act, field, kind, written};
use crate::domain::privacy::Holding;
use crate::domain::{Field, FieldType, Id, Kind, Language, Record, Value, What};

/// What is known beside the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// The day of the report, as it is shown.
    pub day: String,
    /// The name of the alliance.
    pub alliance: String,
    /// Names of the back-ups that hold the person.
    pub backups: Vec<String>,
    /// Drafts on this host that hold the person.
    pub drafts: usize,
    /// Changes on this host, on their way to the file, that do.
    pub changes: usize,
}

macro_rules! words {
    ($($name:ident: $german:literal, $english:literal;)+) => {
        struct Words { $($name: &'static str),+ }
        static GERMAN: Words = Words { $($name: $german),+ };
        static ENGLISH: Words = Words { $($name: $english),+ };
    };
}

words! {
    title: "Auskunft nach Art. 15 DSGVO", "Information under Art. 15 GDPR";
    about: "Über", "About";
    on: "Stand", "As of";
    by: "Verantwortlich", "Controller";
    held: "Angaben zur Person", "Data on the person";
    basis: "Herkunft, Zweck, Rechtsgrundlage, Fristen", "Source, purpose, lawful basis, terms";
    shown: "Wer die Angaben sieht", "Who sees the data";
    seen_by: "Die Beschäftigten der Mitglieder der Allianz, die Zugriff auf die gemeinsame Datei haben. Die Angaben werden nicht an Dritte oder in Drittländer übermittelt; es gibt keine automatisierte Entscheidung und kein Profiling. Ausdrucke, Ausfuhren und Fragenlisten, die jemand weitergibt, verzeichnet das Programm nicht.", "The staff of the alliance's members who have access to the shared file. The data are not passed on to third parties or third countries; there is no automated decision and no profiling. The program keeps no record of print-outs, exports and question lists that somebody passes on.";
    linked: "Einträge, die zur Person gehören oder auf sie verweisen", "Records that belong to the person or refer to them";
    notes: "Notizen zur Person", "Notes on the person";
    mentions: "Stellen, die die Person nennen", "Places that name the person";
    mentions_note: "Stellen mit dem Vermerk „zu entscheiden“ enthalten den Nachnamen und können jemand anderes meinen.", "Places marked \"to be decided\" hold the last name and may mean somebody else.";
    history: "Änderungen an den Angaben", "Changes to the data";
    kept: "Kopien", "Copies";
    backups: "Sicherungen, in denen die Angaben stehen", "Back-ups that hold the data";
    drafts: "Entwürfe auf diesem Rechner", "Drafts on this host";
    changes: "Vorgemerkte Änderungen auf diesem Rechner", "Changes waiting on this host";
    others: "Entwürfe auf anderen Rechnern und Sicherungen in anderen Ordnern kennt dieses Programm nicht.", "This program does not know drafts on other hosts and back-ups in other folders.";
    rights: "Ihre Rechte", "Your rights";
    rights_text: "Sie können die Berichtigung (Art. 16), die Löschung (Art. 17) oder die Einschränkung der Verarbeitung (Art. 18) verlangen, der Verarbeitung widersprechen (Art. 21) und, wo sie auf Ihrer Einwilligung beruht, diese jederzeit widerrufen (Art. 7 Abs. 3). Bei einer Löschung bleibt, was Ihre Einrichtung gesagt hat, ohne Ihren Namen stehen. Wenden Sie sich dafür an die oben genannte Stelle oder an ihre Datenschutzbeauftragten. Sie können sich außerdem bei der Aufsichtsbehörde beschweren, in Nordrhein-Westfalen bei der Landesbeauftragten für Datenschutz und Informationsfreiheit.", "You can demand rectification (Art. 16), erasure (Art. 17) or restriction of processing (Art. 18), object to the processing (Art. 21) and, where it rests on your consent, withdraw it at any time (Art. 7 (3)). After an erasure, what your institution said stays, without your name. Please turn to the controller named above or to its data protection officer. You can also complain to the supervisory authority, in North Rhine-Westphalia the State Commissioner for Data Protection and Freedom of Information.";
    none: "keine", "none";
    unknown: "nicht angegeben", "not stated";
    emptied: "geleert", "emptied";
    made: "angelegt", "made";
}

/// The document as Markdown. Whoever hands it out looks through it first: it may name others too.
pub fn report(language: Language, holding: &Holding, beside: &Beside) -> String {
    let words = words(language);
    let names: BTreeMap<(Kind, Id), &str> = holding.names.iter().map(|(of, name)| (*of, name.as_str())).collect();
    let mut out = Lines(format!("# {}\n\n", words.title));
    let unknown = |text: &str| if text.is_empty() { words.unknown.to_owned() } else { text.to_owned() };
    out.item(words.about, &holding.name);
    out.item(words.on, &beside.day);
    out.item(words.by, &unknown(&beside.alliance));
    out.heading(words.held);
    let fields = || holding.record.kind.spec().fields.iter().filter(|spec| spec.field != Field::Removed);
    for spec in fields().filter(|spec| !TERMS.contains(&spec.field)) {
        let shown = value(language, &holding.record, spec.field, &names);
        if !shown.is_empty() {
            out.item(field(language, Kind::Contact, spec.field), &shown);
        }
    }
    out.heading(words.basis);
    for spec in fields().filter(|spec| TERMS.contains(&spec.field)) {
        let shown = value(language, &holding.record, spec.field, &names);
        out.item(field(language, Kind::Contact, spec.field), &unknown(&shown));
    }
    out.heading(words.shown);
    out.text(words.seen_by);
    out.heading(words.linked);
    for (spot, record, label) in &holding.linked {
        out.item(&format!("{} {}", kind(language, spot.kind), label), &details(language, record, &names));
    }
    out.none_if(holding.linked.is_empty(), words.none);
    out.heading(words.notes);
    for note in &holding.notes {
        let (given, by) = (note.text(Field::Given).replace('T', " "), value(language, note, Field::Person, &names));
        let by = if by.is_empty() { note.text(Field::AskedBy).to_owned() } else { by };
        out.item(format!("{given} {by}").trim(), note.text(Field::Text));
    }
    out.none_if(holding.notes.is_empty(), words.none);
    out.heading(words.mentions);
    out.text(words.mentions_note);
    for mention in &holding.mentions {
        let more = privacy_words(language);
        let mut marks = vec![if mention.is_certain { more.certain } else { more.unsure }];
        marks.extend(mention.is_past.then_some(more.past));
        let at = format!(
            "{}, {}",
            kind(language, mention.spot.kind),
            field(language, mention.spot.kind, mention.spot.field)
        );
        out.item(&at, &format!("{} ({})", mention.excerpt, marks.join(", ")));
    }
    out.none_if(holding.mentions.is_empty(), words.none);
    out.heading(words.history);
    for line in &holding.history {
        let done = line.act.map_or(words.unknown, |done| act(language, done));
        for edit in &line.edits {
            let what = match &edit.what {
                What::Create(_) => words.made.to_owned(),
                What::Set { field: of, to, .. } if to.is_unknown() => {
                    format!("{} {}", field(language, edit.kind, *of), words.emptied)
                }
                What::Set { field: of, .. } => field(language, edit.kind, *of).to_owned(),
            };
            out.item(&format!("{} {}", line.at.replace(['T', 'Z'], " ").trim(), line.by), &format!("{done}: {what}"));
        }
    }
    out.heading(words.kept);
    out.item(words.backups, &if beside.backups.is_empty() { words.none.to_owned() } else { beside.backups.join(", ") });
    out.item(words.drafts, &beside.drafts.to_string());
    out.item(words.changes, &beside.changes.to_string());
    out.text(words.others);
    out.heading(words.rights);
    out.text(words.rights_text);
    out.0.trim_end().to_owned() + "\n"
}

/// What the document is called.
pub const fn title(language: Language) -> &'static str {
    words(language).title
}

/// The document without marks but for its headings, to be shown; without the title, which stands above it.
pub fn shown(markdown: &str) -> String {
    let lines = markdown.lines().skip_while(|line| line.starts_with("# ") || line.is_empty());
    let lines =
        lines.map(|line| if line.starts_with('#') { line.to_owned() } else { unescaped(&line.replace("**", "")) });
    lines.collect::<Vec<_>>().join("\n")
}

/// The document without marks, for mail programs.
pub fn plain(markdown: &str) -> String {
    let mut out = String::new();
    for line in markdown.lines() {
        let heading = line.strip_prefix("## ").or_else(|| line.strip_prefix("# "));
        match heading {
            Some(heading) => {
                let rule: String = heading.chars().map(|_| '=').collect();
                out.push_str(&format!("{heading}\n{rule}\n"));
            }
            None => out.push_str(&format!("{}\n", unescaped(&line.replace("**", "")))),
        }
    }
    out
}

/// The fields that say by what right somebody's data are held.
const TERMS: &[Field] = &[Field::Source, Field::Purpose, Field::Basis, Field::Checked, Field::DeleteOn];

struct Lines(String);

impl Lines {
    fn heading(&mut self, text: &str) {
        let _ = write!(self.0, "\n## {text}\n\n");
    }

    fn text(&mut self, text: &str) {
        let _ = write!(self.0, "{text}\n\n");
    }

    fn item(&mut self, label: &str, text: &str) {
        let text: Vec<String> = text.lines().map(escaped).collect();
        let _ = writeln!(self.0, "- **{}:** {}", escaped(label), text.join("  \n  "));
    }

    fn none_if(&mut self, is_empty: bool, none: &str) {
        if is_empty {
            self.text(none);
        }
    }
}

/// Signs that Markdown would take for its own.
const SIGNS: &str = "\\`*_[]<>#|";

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| !letter.is_control()) {
        if SIGNS.contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_mark = letter == '\\' && letters.peek().is_some_and(|next| SIGNS.contains(*next));
        out.push(if is_mark { letters.next().unwrap_or(letter) } else { letter });
    }
    out
}

/// The known fields of a record in a line, but for the link to the person.
fn details(language: Language, record: &Record, names: &BTreeMap<(Kind, Id), &str>) -> String {
    let fields = record.kind.spec().fields.iter().map(|spec| spec.field);
    let shown =
        fields.filter(|one| !matches!(one, Field::Contact | Field::Removed | Field::Guests)).filter_map(|one| {
            let shown = value(language, record, one, names);
            (!shown.is_empty()).then(|| format!("{} {shown}", field(language, record.kind, one)))
        });
    shown.collect::<Vec<_>>().join("; ")
}

fn value(language: Language, record: &Record, field: Field, names: &BTreeMap<(Kind, Id), &str>) -> String {
    let held = record.get(field);
    let name = |kind, id: Id| names.get(&(kind, id)).map_or_else(|| id.to_string(), |name| (*name).to_owned());
    match (record.kind.holds(field), held) {
        (None, _) | (_, Value::Unknown) => String::new(),
        (Some(FieldType::Link(kind)), Value::Number(id)) => name(kind, Id(*id)),
        (Some(FieldType::Links(kind, _)), Value::Links(ids)) => {
            ids.iter().map(|id| name(kind, *id)).collect::<Vec<_>>().join(", ")
        }
        (Some(holds), held) => written(holds, held, language),
    }
}

const fn words(language: Language) -> &'static Words {
    match language {
        Language::German => &GERMAN,
        Language::English => &ENGLISH,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_has_no_marks_of_markdown() {
        let mut lines = Lines("# Titel\n".to_owned());
        lines.item("Mail*", "a_b@example.org\n[x]");
        assert_eq!(plain(&lines.0), "Titel\n=====\n- Mail*: a_b@example.org  \n  [x]\n");
        assert!(lines.0.contains("a\\_b@example.org"));
    }
}
