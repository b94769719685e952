//! `runde export`: contacts for other programs, into a file or onto the output.

use std::io::ErrorKind;

use super::arguments::Export;
use super::session::Session;
use super::trouble::Trouble;
use crate::exchange::export::{Format, write};
use crate::runtime::export::{all, gather, put};
use crate::text::export as words;

pub(super) fn run(session: &mut Session<'_>, arguments: &Export) -> Result<(), Trouble> {
    let language = session.language;
    let store = session.open_to_read()?;
    let format = Format::from_code(&arguments.format).unwrap_or(Format::VCard);
    let contacts = gather(&store, &all(&store)?)?;
    let written = write(&contacts, format, language);
    if let Some(path) = &arguments.to {
        let name = path.to_string_lossy();
        put(path, &written.bytes, arguments.force).map_err(|cause| {
            Trouble::Failed(match cause.kind() {
                ErrorKind::AlreadyExists => words::exists_already(language, &name),
                _ => words::not_written(language, &name, &cause),
            })
        })?;
        writeln!(session.out, "{}", words::written(language, written.contacts, &name))?;
    } else {
        // A terminal wants neither carriage returns nor the mark of the encoding.
        let text = String::from_utf8_lossy(&written.bytes);
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        session.out.write_all(text.as_bytes())?;
    }
    let left_out = words::left_out(language, &written.left_out);
    if !left_out.is_empty() {
        writeln!(session.err, "{left_out}")?;
    }
    Ok(())
}
