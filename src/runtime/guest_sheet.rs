//! The guest sheet out of the file and into another one, which is written over only on request.

use std::io::ErrorKind;

use chrono::NaiveDate;

use super::export::put;
use super::importer::expanded;
use crate::app::{NotWritten, SheetOrder};
use crate::domain::Language;
use crate::domain::guest_sheet::GuestSheet;
use crate::exchange::guest_sheet::{SheetFormat, html, markdown};
use crate::text::{export, guest_sheet as words};

/// The whole document.
pub fn document(
    sheet: &GuestSheet,
    format: SheetFormat,
    language: Language,
    today: NaiveDate,
    signed: (Option<&str>, Option<&str>),
) -> String {
    match format {
        SheetFormat::Html => html(&words::page(language, sheet, today)),
        SheetFormat::Markdown => markdown(&words::page(language, sheet, today)),
        SheetFormat::Mail => words::mail(language, sheet, signed.0, signed.1).copied(language),
    }
}

/// Writes a sheet into a file; gives its name.
///
/// # Errors
/// Why there is no new file.
pub(super) fn to_file(
    sheet: &GuestSheet,
    order: &SheetOrder,
    language: Language,
    today: NaiveDate,
) -> Result<String, NotWritten> {
    let signed = (order.signed.0.as_deref(), order.signed.1.as_deref());
    let text = document(sheet, order.format, language, today, signed);
    let place = expanded(&order.path);
    let name = place.display().to_string();
    match put(&place, text.as_bytes(), order.replace) {
        Ok(()) => Ok(name),
        Err(cause) if cause.kind() == ErrorKind::AlreadyExists => Err(NotWritten::Exists(name)),
        Err(cause) => Err(NotWritten::Failed(export::not_written(language, &name, &cause))),
    }
}
