//! `runde init`: a new file, empty or with what is known of the alliance.

use super::arguments::Init;
use super::session::Session;
use super::trouble::Trouble;
use crate::demo::rhein_kreis_neuss;
use crate::domain::{Act, Record};
use crate::store::Store;
use crate::text::command_line::made;

pub(super) fn run(session: &mut Session<'_>, arguments: &Init) -> Result<(), Trouble> {
    let uuid = session.ids.change().0;
    let mut store = Store::create(&arguments.path, uuid)?;
    if arguments.preset != "empty" {
        let edits = rhein_kreis_neuss().iter().map(Record::create).collect();
        session.apply(&mut store, Act::Create, edits)?;
    }
    let told = made(session.language, &arguments.path);
    session.saved = Some(format!("{told}."));
    Ok(writeln!(session.out, "{told}")?)
}
