//! `runde sheet`: the open questions for a guest, a body, a meeting or a list, as mail text, Markdown or page.

use std::io::ErrorKind;

use super::arguments::Sheet;
use super::session::Session;
use super::trouble::Trouble;
use crate::domain::Kind;
use crate::domain::failure::Failure;
use crate::exchange::guest_sheet::SheetFormat;
use crate::runtime::export::put;
use crate::runtime::guest_sheet::document;
use crate::store::{Resolved, Store};
use crate::text::command_line::no_sheet_for;
use crate::text::{export, guest_sheet as words};

/// For which kinds there is a sheet; a name that fits several means the first.
const KINDS: &[Kind] = &[Kind::List, Kind::Contact, Kind::Institution, Kind::Post, Kind::Meeting];

pub(super) fn run(session: &mut Session<'_>, arguments: &Sheet) -> Result<(), Trouble> {
    let (language, today) = (session.language, session.today());
    let store = session.open_to_read()?;
    let kind = match arguments.kind {
        Some(kind) => kind,
        None => {
            let found = kind_of(&store, &arguments.which)?;
            found.ok_or_else(|| Trouble::Failed(no_sheet_for(language, &arguments.which, KINDS)))?
        }
    };
    let id = session.resolve(&store, kind, &arguments.which)?;
    let sheet = store.guest_sheet(kind, id, today)?.ok_or(Trouble::File(Failure::NoSuchRecord(kind, id)))?;
    if sheet.questions().next().is_none() {
        return Err(Trouble::Failed(words::nothing(language, &sheet.name)));
    }
    let format = SheetFormat::from_code(&arguments.format).unwrap_or(SheetFormat::Mail);
    let person = store.person_of_login(&session.login)?;
    let person = person.map(|id| store.record(Kind::Person, id)).transpose()?.flatten();
    let member = person.as_ref().and_then(|person| person.get(crate::domain::Field::Member).as_link());
    let member = member.map(|id| store.label(Kind::Member, id)).transpose()?.flatten();
    let name = person.as_ref().map(|person| person.text(crate::domain::Field::Name));
    let text = document(&sheet, format, language, today, (name, member.as_deref()));
    match &arguments.to {
        Some(path) => {
            let name = path.to_string_lossy();
            put(path, text.as_bytes(), arguments.force).map_err(|cause| {
                Trouble::Failed(match cause.kind() {
                    ErrorKind::AlreadyExists => export::exists_already(language, &name),
                    _ => export::not_written(language, &name, &cause),
                })
            })?;
            writeln!(session.out, "{}", words::written(language, &name))?;
        }
        None => session.out.write_all(text.as_bytes())?,
    }
    Ok(())
}

/// The first kind that has something of this name.
fn kind_of(store: &Store, which: &str) -> Result<Option<Kind>, Trouble> {
    for kind in KINDS {
        if store.resolve(*kind, which)? != Resolved::None {
            return Ok(Some(*kind));
        }
    }
    Ok(None)
}
