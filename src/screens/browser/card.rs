//! The detail of a record as a column of items, some of which lead elsewhere.

use std::borrow::Cow;

use crate::domain::query::{Cell, Row, columns, is_place};
use crate::domain::question_list::QuestionList;
use crate::domain::{
    Card, Choice, Field, FieldSpec, FieldType, Filled, Id, Kind, Language, Section, Value, dates, money,
};
use crate::text;

/// One item of a detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// What the record is called.
    Title(String),
    /// A field and what it holds.
    Pair {
        /// The field.
        field: Field,
        /// Its label.
        label: String,
        /// What it holds.
        value: String,
        /// Where it leads.
        target: Option<(Kind, Id)>,
    },
    /// A paragraph of a longer text.
    Paragraph {
        /// The field.
        field: Field,
        /// The text.
        text: String,
    },
    /// A heading over what follows, with the kind that can be made there.
    Heading {
        /// The heading.
        text: String,
        /// The kind of the records below it, and their field that links here.
        makes: Option<(Kind, Field)>,
    },
    /// A record that stands under this one.
    Child {
        /// Its kind.
        kind: Kind,
        /// The record.
        id: Id,
        /// What a line shows of it.
        text: String,
        /// The section's kind and linking field.
        makes: (Kind, Field),
    },
    /// A question on this list.
    Listed {
        /// Its place on the list.
        entry: Id,
        /// The question.
        question: Id,
        /// Its number on the list.
        number: String,
        /// What it asks.
        title: String,
        /// Who asks, how urgent it is, where it stands.
        about: String,
    },
    /// A comment.
    Comment {
        /// Its record.
        id: Id,
        /// Who and when.
        head: String,
        /// What it says.
        text: String,
    },
    /// There is more than is shown.
    More(String),
    /// A blank line.
    Blank,
}

impl Item {
    /// Whether the cursor can stand on it.
    pub const fn is_reachable(&self) -> bool {
        !matches!(self, Self::Blank | Self::Title(_) | Self::More(_))
    }
}

/// A record opened on a tab, and where the cursor stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The kind.
    pub kind: Kind,
    /// The record.
    pub id: Id,
    /// The item under the cursor.
    pub cursor: usize,
}

/// The items of a card.
pub fn items(card: &Card, language: Language) -> Vec<Item> {
    let kind = card.record.kind;
    let mut items = vec![Item::Title(card.label.clone())];
    items.extend(super::facts::first(card, language));
    let mut long = Vec::new();
    for spec in kind.spec().fields {
        let value = card.record.get(spec.field);
        // A day in the name lacks its time.
        let whole_in_label = !matches!(spec.holds, FieldType::LongText | FieldType::Moment | FieldType::Date);
        // A name of links alone does not say which is which, nor lead to them.
        let is_link = |field: &Field| matches!(kind.holds(*field), Some(FieldType::Link(_)));
        let is_told_apart = !kind.spec().label.iter().all(is_link);
        let named_above = kind.spec().label.contains(&spec.field) && whole_in_label && is_told_apart;
        if value.is_unknown() || named_above || spec.field == Field::Removed || spec.field == Field::Uid {
            continue;
        }
        if is_place(kind, spec.field) {
            continue;
        }
        if spec.holds == FieldType::LongText {
            long.push(spec);
            continue;
        }
        pairs(card, spec, language, &mut items);
    }
    items.extend(super::facts::last(card, language));
    for spec in long {
        items.push(Item::Blank);
        let heading = text::field(language, kind, spec.field).to_owned();
        items.push(Item::Heading { text: heading, makes: None });
        for line in card.record.text(spec.field).lines() {
            items.push(Item::Paragraph { field: spec.field, text: line.to_owned() });
        }
    }
    if let Some(list) = &card.list {
        listed(list, language, &mut items);
    }
    let shown_above = |section: &Section| card.list.is_some() && section.kind == Kind::Entry;
    for section in card.sections.iter().filter(|section| !shown_above(section)) {
        children(section, language, &mut items);
    }
    if !card.comments.is_empty() {
        items.push(Item::Blank);
        items.push(Item::Heading { text: text::kinds(language, Kind::Comment).to_owned(), makes: None });
        for note in &card.comments {
            let at = moment(&note.at, language);
            items.push(Item::Comment { id: note.id, head: format!("{}, {at}", note.by), text: note.text.clone() });
        }
    }
    items
}

fn pairs(card: &Card, spec: &FieldSpec, language: Language, items: &mut Vec<Item>) {
    let kind = card.record.kind;
    let label = text::field(language, kind, spec.field).to_owned();
    let linked = match spec.holds {
        FieldType::Link(linked) | FieldType::Links(linked, _) => Some(linked),
        _ => None,
    };
    let Some(linked) = linked else {
        let value = shown(kind, spec.field, card.record.get(spec.field), language).into_owned();
        items.push(Item::Pair { field: spec.field, label, value, target: None });
        return;
    };
    let names = card.names.iter().find(|(field, _)| *field == spec.field).map(|(_, names)| names.as_slice());
    for (place, (id, name)) in names.unwrap_or_default().iter().enumerate() {
        let label = if place == 0 { label.clone() } else { String::new() };
        items.push(Item::Pair { field: spec.field, label, value: name.clone(), target: Some((linked, *id)) });
    }
}

fn children(section: &Section, language: Language, items: &mut Vec<Item>) {
    if section.rows.is_empty() {
        return;
    }
    let makes = (section.kind, section.by);
    items.push(Item::Blank);
    let heading = format!("{} {}", text::kinds(language, section.kind), section.rows.len());
    let heading = if section.more { format!("{heading}+") } else { heading };
    items.push(Item::Heading { text: heading, makes: Some(makes) });
    for row in &section.rows {
        let text = line(section.kind, section.by, row, language);
        items.push(Item::Child { kind: section.kind, id: row.id, text, makes });
    }
    if section.more {
        items.push(Item::More("…".to_owned()));
    }
}

/// The questions of a list, numbered, each with who asks and how urgent it is.
fn listed(list: &QuestionList, language: Language, items: &mut Vec<Item>) {
    items.push(Item::Blank);
    let makes = Some((Kind::Entry, Field::List));
    items.push(Item::Heading { text: text::question_list::heading(language, list), makes });
    for (listed, number) in list.listed.iter().zip(list.numbers()) {
        items.push(Item::Listed {
            entry: listed.entry.id,
            question: listed.question.id,
            number: number.to_string(),
            title: listed.question.text(Field::Title).to_owned(),
            about: text::question_list::about(language, listed),
        });
    }
    if let Some(hint) = text::question_list::hint(language, list) {
        items.push(Item::Blank);
        items.push(Item::More(hint.to_owned()));
    }
}

/// A row in one line: what its columns show, without the field that every row of the section shares.
pub fn line(kind: Kind, without: Field, row: &Row, language: Language) -> String {
    let fields =
        columns(kind).iter().zip(&row.cells).filter(|(field, _)| **field != without && !is_place(kind, **field));
    let texts = fields.enumerate().map(|(place, (field, cell))| match (kind.holds(*field), field) {
        // A bare yes or number says nothing among other values.
        (Some(FieldType::Flag), _) if !cell.value.is_unknown() => text::field(language, kind, *field).into(),
        (_, Field::Since) if !cell.value.is_unknown() => {
            format!("{} {}", text::words(language).since, cell_text(kind, *field, cell, language)).into()
        }
        (_, Field::Until) if !cell.value.is_unknown() => {
            format!("{} {}", text::words(language).until, cell_text(kind, *field, cell, language)).into()
        }
        (_, Field::Duration) if !cell.value.is_unknown() => {
            format!("{} {}", cell_text(kind, *field, cell, language), text::words(language).minutes).into()
        }
        // The day at the beginning says when; another one says of what it is.
        (Some(FieldType::Date | FieldType::DateOrWords), _) if place > 0 && !cell.value.is_unknown() => {
            format!("{} {}", text::field(language, kind, *field), cell_text(kind, *field, cell, language)).into()
        }
        _ => cell_text(kind, *field, cell, language),
    });
    let mut texts: Vec<Cow<'_, str>> = texts.filter(|text| !text.is_empty()).collect();
    if kind == Kind::Contact && texts.len() > 1 {
        let last_name = texts.remove(0);
        texts[0] = format!("{} {last_name}", texts[0]).into();
    }
    texts.truncate(5);
    texts.join(" · ")
}

/// What a cell shows.
pub fn cell_text(kind: Kind, field: Field, cell: &Cell, language: Language) -> Cow<'_, str> {
    match kind.holds(field) {
        Some(FieldType::Link(_) | FieldType::Links(..)) => cell.names.as_deref().unwrap_or_default().into(),
        _ if cell.value.is_unknown() => cell.names.as_deref().unwrap_or_default().into(),
        _ => shown(kind, field, &cell.value, language),
    }
}

/// What a field that links nowhere shows.
pub fn shown(kind: Kind, field: Field, value: &Value, language: Language) -> Cow<'_, str> {
    let Some(holds) = kind.holds(field) else { return Cow::default() };
    match (holds, value) {
        (_, Value::Unknown) => Cow::default(),
        (FieldType::Choice(set), value) => {
            let choice = value.as_text().and_then(|code| set.choice(code));
            choice.map_or_else(Cow::default, |choice: Choice| text::choice(language, choice).into())
        }
        (FieldType::Money, Value::Number(cents)) => money::format(*cents, language).into(),
        (FieldType::Flag, Value::Number(_)) => text::words(language).yes.into(),
        (FieldType::Date | FieldType::DateOrWords, Value::Text(text)) => day(text, language).into(),
        (FieldType::Moment, Value::Text(text)) => moment(text, language).into(),
        (FieldType::Lines, Value::Text(text)) => text.lines().collect::<Vec<_>>().join(", ").into(),
        (_, Value::Text(text)) if field == Field::Source => text::source(language, kind, field, text),
        (_, Value::Text(text)) => text.lines().next().unwrap_or_default().into(),
        (_, Value::Number(number)) => number.to_string().into(),
        (_, Value::Links(_)) => Cow::default(),
    }
}

/// A day as the language writes it; what is no day stays as it is.
pub fn day(text: &str, language: Language) -> String {
    text.parse::<chrono::NaiveDate>().map_or_else(|_| text.to_owned(), |date| dates::format(date, language))
}

/// A day and time as the language writes it, without seconds.
pub fn moment(text: &str, language: Language) -> String {
    match text.split_once('T') {
        Some((date, time)) => format!("{} {}", day(date, language), time.get(..5).unwrap_or(time)),
        None => day(text, language),
    }
}

/// Whether a new record of this kind can be made under a card: people fill it, and it links there.
pub fn can_make(kind: Kind) -> bool {
    kind.spec().fields.iter().any(|spec| matches!(spec.filled, Filled::Required | Filled::Optional))
        && columns(kind).len() > 1
}
