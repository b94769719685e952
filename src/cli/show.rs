//! `runde show`: one record with all that hangs on it.

use serde::Serialize;

use super::arguments::Show;
use super::json::{self, RecordJson};
use super::list;
use super::names::{Names, local};
use super::session::Session;
use super::table;
use super::trouble::Trouble;
use crate::domain::failure::Failure;
use crate::domain::query::is_place;
use crate::domain::{Card, Field, Id, Kind, Section};
use crate::store::Store;
use crate::text;
use crate::text::command_line;

/// A record, what stands under it, and the comments on it.
#[derive(Debug, Serialize)]
struct CardJson {
    #[serde(flatten)]
    record: RecordJson,
    sections: Vec<SectionJson>,
    comments: Vec<CommentJson>,
}

/// The records of one kind that link here with one of their fields.
#[derive(Debug, Serialize)]
struct SectionJson {
    kind: Kind,
    by: Field,
    records: Vec<RecordJson>,
    more: bool,
}

#[derive(Debug, Serialize)]
struct CommentJson {
    id: Id,
    by: String,
    at: String,
    text: String,
}

pub(super) fn run(session: &mut Session<'_>, arguments: &Show) -> Result<(), Trouble> {
    let store = session.open_to_read()?;
    let id = session.resolve(&store, arguments.kind, &arguments.name)?;
    let card = store.card(arguments.kind, id)?;
    let card = card.ok_or(Trouble::File(Failure::NoSuchRecord(arguments.kind, id)))?;
    let mut names = Names::new(&store, session.language);
    if arguments.json {
        let json = card_json(&store, &card, &mut names)?;
        return json::write(session.out, &json);
    }
    head(session, &card, &mut names)?;
    for section in card.sections.iter().filter(|section| !section.rows.is_empty()) {
        rows(session, section)?;
    }
    comments(session, &card)
}

fn card_json(store: &Store, card: &Card, names: &mut Names<'_>) -> Result<CardJson, Trouble> {
    let mut sections = Vec::new();
    for section in card.sections.iter().filter(|section| !section.rows.is_empty()) {
        let mut records = Vec::new();
        for row in &section.rows {
            if let Some(record) = store.record(section.kind, row.id)? {
                records.push(RecordJson::new(&record, names)?);
            }
        }
        sections.push(SectionJson { kind: section.kind, by: section.by, records, more: section.more });
    }
    let comments = card.comments.iter().map(|note| CommentJson {
        id: note.id,
        by: note.by.clone(),
        at: note.at.clone(),
        text: note.text.clone(),
    });
    Ok(CardJson { record: RecordJson::new(&card.record, names)?, sections, comments: comments.collect() })
}

/// The name, and every field of which something is known.
fn head(session: &mut Session<'_>, card: &Card, names: &mut Names<'_>) -> Result<(), Trouble> {
    let kind = card.record.kind;
    let removed = match card.record.is_removed() {
        true => format!(" ({})", command_line::removed(session.language)),
        false => String::new(),
    };
    writeln!(session.out, "{} {}{removed}", text::kind(session.language, kind), table::cell(&card.label))?;
    let fields = kind
        .spec()
        .fields
        .iter()
        .map(|spec| spec.field)
        .filter(|field| *field != Field::Removed && !is_place(kind, *field));
    for field in fields {
        let shown = names.shown(kind, field, card.record.get(field))?;
        let label = text::field(session.language, kind, field);
        match shown.trim_end() {
            "" => {}
            line if !line.contains('\n') => writeln!(session.out, "{label}: {line}")?,
            lines => {
                writeln!(session.out, "{label}:")?;
                for line in lines.lines() {
                    writeln!(session.out, "  {line}")?;
                }
            }
        }
    }
    Ok(())
}

fn rows(session: &mut Session<'_>, section: &Section) -> Result<(), Trouble> {
    writeln!(session.out, "\n{}", text::kinds(session.language, section.kind))?;
    let cells: Vec<_> = section.rows.iter().map(|row| list::cells(session, section.kind, row)).collect();
    let mut indented = Vec::new();
    table::write(&mut indented, &cells)?;
    for line in String::from_utf8_lossy(&indented).lines() {
        writeln!(session.out, "  {line}")?;
    }
    if section.more {
        writeln!(session.out, "  {}", command_line::and_more(session.language))?;
    }
    Ok(())
}

fn comments(session: &mut Session<'_>, card: &Card) -> Result<(), Trouble> {
    if !card.comments.is_empty() {
        writeln!(session.out, "\n{}", command_line::comments(session.language))?;
    }
    for note in &card.comments {
        writeln!(session.out, "  {} {}", table::cell(&local(&note.at, session.language)), table::cell(&note.by))?;
        for line in note.text.lines() {
            writeln!(session.out, "    {line}")?;
        }
    }
    Ok(())
}
