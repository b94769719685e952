//! What a file is: a sheet of questions, groups or contacts, or cards; recognised by its content.

use thiserror::Error;

use crate::exchange::encoding::decode;
use crate::exchange::form::{self, Form, MapProblem, Mapping};
use crate::exchange::sheet::{self, Sheet, SheetProblem};
use crate::exchange::vcard::{self, Cards};

/// The mark with which every card begins.
const CARD: &[u8] = b"BEGIN:VCARD";

/// Rows that are shown to somebody who has to say what the columns hold.
const SAMPLE: usize = 5;

/// A file that was read and understood, to be planned.
#[derive(Debug, Clone)]
pub struct Input {
    /// What its rows are.
    pub form: Form,
    /// The file's own name, without its folder.
    pub name: String,
    /// Rows without any text.
    pub blank_rows: usize,
    pub(super) content: Content,
}

#[derive(Debug, Clone)]
pub(super) enum Content {
    Sheet { sheet: Sheet, mapping: Mapping },
    Cards(Cards),
}

/// Why a file cannot be imported. Nothing was done.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ImportProblem {
    /// It is no table.
    #[error(transparent)]
    Sheet(#[from] SheetProblem),
    /// The heads of its columns say nothing. A mapping by hand helps.
    #[error("not a known kind of sheet: {}", .header.join(", "))]
    UnknownForm {
        /// The heads.
        header: Vec<String>,
        /// The first rows.
        rows: Vec<Vec<String>>,
    },
    /// The mapping by hand does not fit, or a needed column is missing.
    #[error(transparent)]
    Mapping(#[from] MapProblem),
    /// It holds cards, and something else was asked for.
    #[error("address cards hold contacts, not {0:?}")]
    CardsHoldContacts(Form),
}

/// Reads a file. `form` where somebody said what it holds; `mapping` where somebody said by hand which column is
/// what (`Text=Frage, Member=Ort`).
///
/// # Errors
/// [`ImportProblem`]
pub fn read(bytes: &[u8], name: &str, form: Option<Form>, mapping: Option<&str>) -> Result<Input, ImportProblem> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned();
    if holds_cards(bytes, &name) {
        return match form {
            None | Some(Form::Contacts) => {
                let content = Content::Cards(vcard::read(bytes));
                Ok(Input { form: Form::Contacts, name, blank_rows: 0, content })
            }
            Some(other) => Err(ImportProblem::CardsHoldContacts(other)),
        };
    }
    let sheet = sheet::read(bytes)?;
    let mapping = match (mapping, form) {
        (Some(text), Some(form)) => Mapping::from_text(form, text, &sheet.header)?,
        (Some(text), None) => mapped(text, &sheet.header)?,
        (None, Some(form)) => form::recognise_as(form, &sheet.header)?,
        (None, None) => form::recognise(&sheet.header).ok_or_else(|| ImportProblem::UnknownForm {
            header: sheet.header.clone(),
            rows: sheet.rows.iter().take(SAMPLE).map(|row| row.cells.clone()).collect(),
        })?,
    };
    let blank_rows = sheet.blank_rows;
    Ok(Input { form: mapping.form, name, blank_rows, content: Content::Sheet { sheet, mapping } })
}

impl Input {
    /// The rows or cards that hold something.
    pub fn len(&self) -> usize {
        match &self.content {
            Content::Sheet { sheet, .. } => sheet.rows.len(),
            Content::Cards(cards) => cards.cards.len(),
        }
    }

    /// Whether there is nothing to import.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The heads of columns that hold something and are not read.
    pub fn ignored_columns(&self) -> Vec<String> {
        let Content::Sheet { sheet, mapping } = &self.content else { return Vec::new() };
        let is_used = |position: usize| {
            sheet.rows.iter().any(|row| row.cells.get(position).is_some_and(|cell| !cell.trim().is_empty()))
        };
        let positions = mapping.unmapped.iter().copied().filter(|position| is_used(*position));
        positions.filter_map(|position| sheet.header.get(position)).cloned().collect()
    }
}

/// Takes the first form that the mapping fits.
fn mapped(text: &str, header: &[String]) -> Result<Mapping, MapProblem> {
    let mut tries = [Form::Questions, Form::Groups, Form::Contacts].map(|form| Mapping::from_text(form, text, header));
    match tries.iter().position(Result::is_ok) {
        Some(place) => std::mem::replace(&mut tries[place], Err(MapProblem::Empty)),
        None => std::mem::replace(&mut tries[0], Err(MapProblem::Empty)),
    }
}

fn holds_cards(bytes: &[u8], name: &str) -> bool {
    let start = decode(&bytes[..bytes.len().min(4096)]).text;
    let first = start.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let is_card = |line: &str| line.as_bytes().eq_ignore_ascii_case(CARD);
    let is_named_so = name.len() > 4 && name.to_lowercase().ends_with(".vcf");
    is_card(first) || is_named_so && start.lines().any(|line| is_card(line.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_what_it_holds() {
        let form = |bytes: &[u8], name: &str| read(bytes, name, None, None).map(|input| input.form);
        assert_eq!(form(b"\n BEGIN:vcard\nFN:A\nEND:VCARD\n", "x.csv"), Ok(Form::Contacts));
        assert_eq!(form(b"junk\nBEGIN:VCARD\nFN:A\nEND:VCARD\n", "x.VCF"), Ok(Form::Contacts));
        assert_eq!(form(b"Frage;Ort\nWas?;NE\n", "C:\\x\\y.vcf"), Ok(Form::Questions));
        assert_eq!(form(b"", "x.csv"), Err(ImportProblem::Sheet(SheetProblem::Empty)));
    }

    #[test]
    fn an_unknown_sheet_shows_its_heads_and_first_rows() {
        let problem = read(b"a;b\n1;2\n", "x.csv", None, None).unwrap_err();
        let (header, rows) = (vec!["a".to_owned(), "b".to_owned()], vec![vec!["1".to_owned(), "2".to_owned()]]);
        assert_eq!(problem, ImportProblem::UnknownForm { header, rows });
    }

    #[test]
    fn a_mapping_by_hand_needs_no_form() {
        let input = read(b"a;b\nWas?;NE\n", "dir/x.csv", None, Some("Text=a,Member=b")).unwrap();
        assert_eq!((input.form, input.name.as_str(), input.len()), (Form::Questions, "x.csv", 1));
        let input = read(b"a;b\nX;Y\n", "x.csv", None, Some("LastName=a,FirstName=b")).unwrap();
        assert_eq!(input.form, Form::Contacts);
    }
}
