//! Recognises what a sheet holds by its column heads.
use std::collections::{BTreeMap, HashSet};
use std::str::FromStr;

use thiserror::Error;

pub use super::column::Column;
use super::sheet::SheetRow;
use super::synonyms;
use crate::domain::fold::key;

/// What the rows of a sheet are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    Questions,
    Groups,
    Contacts,
}

impl Form {
    /// At least one column of each list must be there, or the rows mean nothing.
    fn needs(self) -> &'static [&'static [Column]] {
        use Column::{
            Department, FirstName, FullName, JobTitle, LastName, Lead, Mail, Members, Mobile, Name, Organisation,
            Phone, Purpose, Rhythm, Text, Title, Topics,
        };
        match self {
            Form::Questions => &[&[Text, Title]],
            Form::Groups => &[&[Name], &[Purpose, Topics, Lead, Members, Rhythm]],
            Form::Contacts => {
                &[&[LastName, FullName], &[FirstName, Organisation, Department, JobTitle, Mail, Phone, Mobile]]
            }
        }
    }
}

/// Neither questions, groups nor contacts.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not a known kind of sheet: {0}")]
pub struct UnknownForm(pub String);

impl FromStr for Form {
    type Err = UnknownForm;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match key(text).as_str() {
            "question" | "questions" | "frage" | "fragen" => Ok(Form::Questions),
            "group" | "groups" | "arbeitskreis" | "arbeitskreise" => Ok(Form::Groups),
            "contact" | "contacts" | "kontakt" | "kontakte" => Ok(Form::Contacts),
            _ => Err(UnknownForm(text.to_owned())),
        }
    }
}

/// Which columns of a sheet hold what. Columns are counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    pub form: Form,
    pub columns: BTreeMap<Column, Vec<usize>>,
    /// Columns of the sheet that are not read.
    pub unmapped: Vec<usize>,
}

/// Why a mapping made by hand cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MapProblem {
    #[error("empty")]
    Empty,
    #[error("not of the form Column=Head: {0}")]
    NoEquals(String),
    /// The left side is no [`Column`] of the form.
    #[error("no such column: {0}")]
    UnknownColumn(String),
    /// The right side is neither a head nor the number of a column.
    #[error("the sheet has no column {0}")]
    NoSuchHead(String),
    #[error("given twice: {0:?}")]
    Twice(Column),
    /// One of these is needed.
    #[error("one of these is needed: {0:?}")]
    Missing(&'static [Column]),
}

/// Gives the form whose columns fit the heads best, if one of them fits at all.
pub fn recognise(header: &[String]) -> Option<Mapping> {
    [Form::Questions, Form::Groups, Form::Contacts]
        .into_iter()
        .rev()
        .filter_map(|form| recognise_as(form, header).ok())
        .max_by_key(|mapping| header.len() - mapping.unmapped.len())
}

/// Gives the mapping of the heads for a form that is known beforehand.
///
/// # Errors
/// [`MapProblem::Missing`], if a column is missing without which the rows mean nothing.
pub fn recognise_as(form: Form, header: &[String]) -> Result<Mapping, MapProblem> {
    let mut columns: BTreeMap<Column, Vec<usize>> = BTreeMap::new();
    for (position, head) in header.iter().enumerate() {
        if let Some(column) = synonyms::column(form, head) {
            let positions = columns.entry(column).or_default();
            if positions.is_empty() || column.takes_several() {
                positions.push(position);
            }
        }
    }
    Mapping::checked(form, columns, header.len())
}

impl Form {
    /// The columns that such a sheet can have, in the order in which offices have them.
    pub fn columns(self) -> Vec<Column> {
        let mut columns: Vec<Column> = Vec::new();
        for column in synonyms::columns(self) {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        columns
    }
}

impl Mapping {
    /// What the heads of a sheet say by themselves, enough or not.
    pub fn likely(form: Form, header: &[String]) -> Option<BTreeMap<Column, Vec<usize>>> {
        let mut columns: BTreeMap<Column, Vec<usize>> = BTreeMap::new();
        for (position, head) in header.iter().enumerate() {
            if let Some(column) = synonyms::column(form, head) {
                columns.entry(column).or_default().push(position);
            }
        }
        (!columns.is_empty()).then_some(columns)
    }

    /// How many columns of the sheet go into this one.
    pub fn places(&self, column: Column) -> usize {
        self.columns.get(&column).map_or(0, Vec::len)
    }

    /// Makes a mapping from pairs of a column and its position in a sheet of `width` columns.
    ///
    /// # Errors
    /// [`MapProblem`]
    pub fn by_hand(form: Form, pairs: &[(Column, usize)], width: usize) -> Result<Mapping, MapProblem> {
        let mut columns: BTreeMap<Column, Vec<usize>> = BTreeMap::new();
        for (column, position) in pairs {
            if !synonyms::columns(form).any(|known| known == *column) {
                return Err(MapProblem::UnknownColumn(column.name().to_owned()));
            }
            if *position >= width {
                return Err(MapProblem::NoSuchHead((position + 1).to_string()));
            }
            let positions = columns.entry(*column).or_default();
            if !positions.is_empty() && !column.takes_several() {
                return Err(MapProblem::Twice(*column));
            }
            positions.push(*position);
        }
        Mapping::checked(form, columns, width)
    }

    /// Reads `Text=Frage, Member=Ort`: left a column of the form, by its name or a usual head; right
    /// the sheet's head, or the number of its column from 1.
    ///
    /// # Errors
    /// [`MapProblem`]
    pub fn from_text(form: Form, text: &str, header: &[String]) -> Result<Mapping, MapProblem> {
        let mut pairs = Vec::new();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (left, right) = part.split_once('=').ok_or_else(|| MapProblem::NoEquals(part.to_owned()))?;
            pairs.push((column_named(form, left)?, position_of(right, header)?));
        }
        if pairs.is_empty() {
            return Err(MapProblem::Empty);
        }
        Mapping::by_hand(form, &pairs, header.len())
    }

    fn checked(form: Form, columns: BTreeMap<Column, Vec<usize>>, width: usize) -> Result<Mapping, MapProblem> {
        for needed in form.needs() {
            if !needed.iter().any(|column| columns.contains_key(column)) {
                return Err(MapProblem::Missing(needed));
            }
        }
        let taken: HashSet<usize> = columns.values().flatten().copied().collect();
        let unmapped = (0..width).filter(|position| !taken.contains(position)).collect();
        Ok(Mapping { form, columns, unmapped })
    }

    /// The first cell of the column that holds something, trimmed; empty if there is none.
    pub fn cell<'row>(&self, row: &'row SheetRow, column: Column) -> &'row str {
        self.cells(row, column).next().unwrap_or_default()
    }

    /// All cells of the column that hold something, trimmed.
    pub fn cells<'row>(&self, row: &'row SheetRow, column: Column) -> impl Iterator<Item = &'row str> {
        self.columns
            .get(&column)
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .filter_map(|position| row.cells.get(*position))
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
    }
}

fn column_named(form: Form, name: &str) -> Result<Column, MapProblem> {
    let name = name.trim();
    synonyms::columns(form)
        .find(|column| column.name().eq_ignore_ascii_case(name))
        .or_else(|| synonyms::column(form, name))
        .ok_or_else(|| MapProblem::UnknownColumn(name.to_owned()))
}

fn position_of(head: &str, header: &[String]) -> Result<usize, MapProblem> {
    let head = head.trim();
    let wanted = key(head);
    let number = || {
        let number: usize = head.parse().ok()?;
        (1..=header.len()).contains(&number).then(|| number - 1)
    };
    header
        .iter()
        .position(|known| known.trim() == head)
        .or_else(|| header.iter().position(|known| key(known) == wanted))
        .filter(|_| !head.is_empty())
        .or_else(number)
        .ok_or_else(|| MapProblem::NoSuchHead(head.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Field, Kind, Language};
    use crate::text;

    fn header(heads: &str) -> Vec<String> {
        heads.split(';').map(str::to_owned).collect()
    }

    #[test]
    fn forms_are_known_by_their_heads() {
        for (heads, form) in [
            ("Nr.;Datum;Kommune;Frage", Form::Questions),
            ("FRAGE", Form::Questions),
            ("No.;Town;Question;Due date;Remarks", Form::Questions),
            ("Kuerzel;Arbeitskreis;Federfuehrung;Mitglieder", Form::Groups),
            ("Group;Purpose;Members", Form::Groups),
            ("Vorname;Nachname;Firma;E-Mail-Adresse", Form::Contacts),
            ("First Name;Last Name;Company;Business Phone", Form::Contacts),
            ("Name;Telefon", Form::Contacts),
        ] {
            assert_eq!(recognise(&header(heads)).map(|found| found.form), Some(form), "{heads}");
        }
        for heads in ["", "a;b", "Projekt;Beginn;Summe", "Name", "Datum;Ort;Betrag"] {
            assert_eq!(recognise(&header(heads)), None, "{heads}");
        }
    }

    #[test]
    fn numbered_heads_and_brackets_do_not_matter() {
        let found = recognise(&header(
            "Nachname;E-Mail-Adresse;E-Mail-Typ;E-Mail 2: Adresse;E-Mail: Angezeigter Name;Telefon geschäftlich 2",
        ))
        .unwrap();
        assert_eq!(found.columns[&Column::Mail], [1, 3]);
        assert_eq!(found.columns[&Column::Phone], [5]);
        assert_eq!(found.unmapped, [2, 4]);
        let found = recognise(&header("Frage (kurz);Prio (1-3);Frage")).unwrap();
        assert_eq!((&found.columns[&Column::Title][..], &found.columns[&Column::Text][..]), (&[0][..], &[2][..]));
        assert_eq!(found.columns[&Column::Priority], [1]);
    }

    #[test]
    fn what_fields_of_a_question_are_called_here_is_read() {
        for language in [Language::German, Language::English] {
            let label = |of| text::field(language, Kind::Question, of).to_owned();
            let found = recognise(&[label(Field::Title), label(Field::Text)]).unwrap();
            assert_eq!((&found.columns[&Column::Title][..], &found.columns[&Column::Text][..]), (&[0][..], &[1][..]));
        }
    }

    #[test]
    fn a_mapping_is_made_by_hand() {
        let header = header("Was;Woher;Wann");
        let made = Mapping::from_text(Form::Questions, "text=was, Kommune=Woher,Due=3", &header);
        let made = made.unwrap();
        assert_eq!(made.columns[&Column::Text], [0]);
        assert_eq!(made.columns[&Column::Member], [1]);
        assert_eq!(made.columns[&Column::Due], [2]);
        assert!(made.unmapped.is_empty());
    }

    #[test]
    fn a_wrong_mapping_says_what_is_wrong() {
        let header = header("Was;Woher");
        let problem = |text| Mapping::from_text(Form::Questions, text, &header).unwrap_err();
        assert_eq!(problem(" , "), MapProblem::Empty);
        assert_eq!(problem("Text"), MapProblem::NoEquals("Text".to_owned()));
        assert_eq!(problem("Foo=Was"), MapProblem::UnknownColumn("Foo".to_owned()));
        assert_eq!(problem("Fax=Was"), MapProblem::UnknownColumn("Fax".to_owned()));
        assert_eq!(problem("Text=Wo"), MapProblem::NoSuchHead("Wo".to_owned()));
        assert_eq!(problem("Text=3"), MapProblem::NoSuchHead("3".to_owned()));
        assert_eq!(problem("Text="), MapProblem::NoSuchHead(String::new()));
        assert_eq!(problem("Text=1,Text=2"), MapProblem::Twice(Column::Text));
        assert_eq!(problem("Member=Was"), MapProblem::Missing(&[Column::Text, Column::Title]));
    }

    #[test]
    fn each_form_is_named_in_both_languages() {
        assert_eq!("Fragen".parse(), Ok(Form::Questions));
        assert_eq!("groups".parse(), Ok(Form::Groups));
        assert_eq!("Kontakte".parse(), Ok(Form::Contacts));
        assert!("Projekte".parse::<Form>().is_err());
    }
}
