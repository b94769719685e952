//! Reads a row of a sheet of questions: what each cell means, and which words stay words.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::desk::Desk;
use super::names::{person_key, shortens};
use super::odd::odd;
use super::source::{row_number, text_hash};
use super::title::{cut, title};
use super::topics::Certain;
use super::{Known, RowNote, RowPlan, Unreadable};
use crate::domain::dates::{self, DateProblem};
use crate::domain::{Field, Id, Kind, Priority, Record, Value};
use crate::exchange::form::{Column, Mapping};
use crate::exchange::formula::{is_formula, shown};
use crate::exchange::priority;
use crate::exchange::sheet::{RowProblemKind, Sheet, SheetRow};

/// A row that asks something.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// The sheet's own number of the row.
    pub(super) number: String,
    /// The hash of its text.
    pub(super) text: u64,
    pub(super) askers: BTreeSet<Id>,
    /// What its cells say; fields whose column the sheet does not have are not here.
    pub(super) wanted: BTreeMap<Field, Value>,
    pub(super) notes: Vec<RowNote>,
}

/// What the cells of a row mean.
pub(super) struct Reader<'a> {
    pub(super) mapping: &'a Mapping,
    pub(super) header: &'a [String],
    pub(super) names: &'a HashMap<String, String>,
}

impl Reader<'_> {
    pub(super) fn asked<K: Known>(
        &self,
        desk: &Desk<'_, K>,
        row: &SheetRow,
        oddities: &[RowProblemKind],
    ) -> Result<Asked, RowPlan> {
        let mut notes = odd(oddities)?;
        let cell = |column| self.mapping.cells(row, column).collect::<Vec<_>>().join("\n");
        let (text, given_title) = (cell(Column::Text), cell(Column::Title));
        if text.is_empty() && given_title.is_empty() {
            return Err(RowPlan::Unreadable(Unreadable::NoText));
        }
        let mut wanted = BTreeMap::new();
        let mut words: Vec<String> = Vec::new();
        for (column, field) in
            [(Column::Text, Field::Text), (Column::Explanation, Field::Explanation), (Column::Person, Field::AskedBy)]
        {
            if self.has(column) {
                wanted.insert(field, desk.text(Kind::Question, field, &cell(column)));
            }
        }
        let mail = cell(Column::Mail);
        let mail = self.mail(desk, &mail, &mut wanted, &mut words, &mut notes);
        if let Some(name) = self.full_name(&cell(Column::Person), mail) {
            wanted.insert(Field::AskedBy, desk.text(Kind::Question, Field::AskedBy, &name));
        }
        let askers = self.askers(desk, &cell(Column::Member), &mut wanted, &mut words, &mut notes);
        self.received(&cell(Column::Received), &mut wanted, &mut words, &mut notes);
        self.due(desk, &cell(Column::Due), &mut wanted, &mut notes);
        self.priority(&cell(Column::Priority), &mut wanted, &mut words, &mut notes);
        let topic = self.mapping.cells(row, Column::Topic).collect::<Vec<_>>().join(" / ");
        self.topics(desk, &topic, &mut wanted, &mut words, &mut notes);
        let short = if given_title.is_empty() { title(&topic, &text) } else { given_title };
        let short = if short.trim().is_empty() { cut(&text, 90) } else { short };
        let short = desk.text(Kind::Question, Field::Title, &short);
        if short.is_unknown() {
            return Err(RowPlan::Unreadable(Unreadable::NoText));
        }
        let hashed = if text.is_empty() { short.as_text().unwrap_or_default() } else { &text };
        let hashed = text_hash(hashed);
        wanted.insert(Field::Title, short);
        if self.has(Column::Remark) || !words.is_empty() {
            words.insert(0, cell(Column::Remark));
            words.retain(|line| !line.is_empty());
            wanted.insert(Field::Remark, desk.text(Kind::Question, Field::Remark, &words.join("\n")));
        }
        let number = row_number(&cell(Column::Number));
        Ok(Asked { number, text: hashed, askers, wanted, notes })
    }

    fn has(&self, column: Column) -> bool {
        self.mapping.columns.contains_key(&column)
    }

    /// A cell that fits no field, under the head of its column: `Thema: Denkmal`.
    fn headed(&self, column: Column, written: &str) -> String {
        let position = self.mapping.columns.get(&column).and_then(|positions| positions.first());
        let head = position.and_then(|position| self.header.get(*position)).map_or("", String::as_str);
        format!("{}: {}", head.trim_end_matches(':'), written.replace('\n', " "))
    }

    fn askers<K: Known>(
        &self,
        desk: &Desk<'_, K>,
        cell: &str,
        wanted: &mut BTreeMap<Field, Value>,
        words: &mut Vec<String>,
        notes: &mut Vec<RowNote>,
    ) -> BTreeSet<Id> {
        let named = desk.members.find(cell);
        if !self.has(Column::Member) {
            return named.members;
        }
        if cell.is_empty() {
            notes.push(RowNote::NoMember);
        } else if !named.unknown.is_empty() {
            words.push(self.headed(Column::Member, cell));
            notes.extend(named.unknown);
        }
        // A slip in the cell must not take out the member that was right before.
        if cell.is_empty() || !named.members.is_empty() {
            wanted.insert(Field::Askers, Value::Links(named.members.clone()));
        }
        named.members
    }

    /// The address of whoever asks. A formula is none.
    fn mail<'cell, K: Known>(
        &self,
        desk: &Desk<'_, K>,
        cell: &'cell str,
        wanted: &mut BTreeMap<Field, Value>,
        words: &mut Vec<String>,
        notes: &mut Vec<RowNote>,
    ) -> &'cell str {
        let (kind, field, mail) = (Kind::Question, Field::Mail, shown(cell));
        if is_formula(mail) {
            words.push(self.headed(Column::Mail, cell));
            notes.push(RowNote::Formula { kind, field, written: cell.to_owned() });
            return "";
        }
        if self.has(Column::Mail) {
            wanted.insert(field, desk.text(kind, field, mail));
        }
        mail
    }

    fn received(
        &self,
        cell: &str,
        wanted: &mut BTreeMap<Field, Value>,
        words: &mut Vec<String>,
        notes: &mut Vec<RowNote>,
    ) {
        let field = Field::Received;
        match dates::parse_written(cell) {
            _ if !self.has(Column::Received) => {}
            Ok(day) => {
                wanted.insert(field, Value::from(day));
            }
            Err(DateProblem::Empty) => {
                notes.push(RowNote::NoDate);
                wanted.insert(field, Value::Unknown);
            }
            Err(_) => {
                words.push(self.headed(Column::Received, cell));
                notes.push(RowNote::DateAsWords { kind: Kind::Question, field, written: cell.to_owned() });
            }
        }
    }

    fn due<K: Known>(
        &self,
        desk: &Desk<'_, K>,
        cell: &str,
        wanted: &mut BTreeMap<Field, Value>,
        notes: &mut Vec<RowNote>,
    ) {
        let field = Field::Due;
        let value = match dates::parse_written(cell) {
            _ if !self.has(Column::Due) => return,
            Ok(day) => Value::from(day),
            Err(DateProblem::Empty) => Value::Unknown,
            Err(_) => {
                notes.push(RowNote::DateAsWords { kind: Kind::Question, field, written: cell.to_owned() });
                // Not read as a form would: `morgen` in a list of last year is not tomorrow.
                desk.line(cell)
            }
        };
        wanted.insert(field, value);
    }

    fn priority(
        &self,
        cell: &str,
        wanted: &mut BTreeMap<Field, Value>,
        words: &mut Vec<String>,
        notes: &mut Vec<RowNote>,
    ) {
        match priority::in_sheet(cell) {
            _ if !self.has(Column::Priority) => {}
            Ok(found) => {
                let found = found.and_then(|number| Priority::from_code(&number.to_string()));
                wanted.insert(Field::Priority, found.map_or(Value::Unknown, Value::from));
            }
            Err(_) => {
                words.push(self.headed(Column::Priority, cell));
                notes.push(RowNote::UnknownPriority { written: cell.to_owned() });
            }
        }
    }

    fn topics<K: Known>(
        &self,
        desk: &Desk<'_, K>,
        cell: &str,
        wanted: &mut BTreeMap<Field, Value>,
        words: &mut Vec<String>,
        notes: &mut Vec<RowNote>,
    ) {
        if !self.has(Column::Topic) {
            return;
        }
        let certain = desk.topics.certain(cell);
        if !cell.is_empty() && !matches!(certain, Some(Certain::Whole(_))) {
            words.push(self.headed(Column::Topic, cell));
        }
        if !cell.is_empty() && certain.is_none() {
            notes.push(RowNote::UncertainTopic { written: cell.to_owned() });
        }
        wanted.insert(Field::Topics, Value::links(certain.map(Certain::id)));
    }

    /// The full name of somebody who is written with a letter, where the mail leaves no doubt.
    fn full_name(&self, written: &str, mail: &str) -> Option<String> {
        let full = self.names.get(&mail_key(mail))?;
        shortens(written, full).then(|| full.clone())
    }
}

/// The full names that belong to mails, by the people of the file and the other rows of the sheet.
pub(super) fn full_names(sheet: &Sheet, mapping: &Mapping, people: &[Record]) -> HashMap<String, String> {
    let known = people.iter().map(|person| (person.text(Field::Mail), person.text(Field::Name)));
    let rows = sheet.rows.iter().map(|row| (mapping.cell(row, Column::Mail), mapping.cell(row, Column::Person)));
    let mut names: HashMap<String, String> = HashMap::new();
    for (mail, name) in known.chain(rows) {
        let is_full = person_key(name).split(' ').next().is_some_and(|first| first.chars().count() > 1);
        if !mail.is_empty() && is_full {
            names.entry(mail_key(mail)).or_insert_with(|| name.to_owned());
        }
    }
    names
}

fn mail_key(mail: &str) -> String {
    mail.trim().to_lowercase()
}
