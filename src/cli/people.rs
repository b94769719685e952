//! `runde hand-over`, `invite`, `rename` and `merge`: the acts on posts, contacts and institutions, each as one change.

use chrono::NaiveDate;

use super::arguments::{HandOver, Invite, Merge, Rename};
use super::names::Names;
use super::session::Session;
use super::trouble::Trouble;
use crate::domain::entry::is_blank;
use crate::domain::failure::Failure;
use crate::domain::{Act, Edit, Field, Id, Kind, Record, dates, institution, invitation, post, speaking};
use crate::store::Store;
use crate::text::command_line::{Wrong, nothing_to_change};
use crate::text::posts as words;
use crate::text::speaking as invited;

/// A post goes to another contact, with all that is open.
pub(super) fn hand_over(session: &mut Session<'_>, arguments: &HandOver) -> Result<(), Trouble> {
    let day = day(session, arguments.on.as_deref())?;
    let mut store = open(session, arguments.dry_run)?;
    let post = session.resolve(&store, Kind::Post, &arguments.post)?;
    let contact = session.resolve(&store, Kind::Contact, &arguments.contact)?;
    let from = arguments.from.as_ref().map(|name| session.resolve(&store, Kind::Contact, name)).transpose()?;
    let mut standings = store.standings(Kind::Post, post, session.today())?;
    let holder = |standing: &post::Standing| standing.holder.as_ref().map(|holder| holder.contact.id);
    if from.is_some() {
        standings.retain(|standing| holder(standing) == from);
    }
    let standing = match standings.len() {
        0 => return Err(Trouble::Failed(words::not_held(session.language).to_owned())),
        1 => standings.remove(0),
        _ => {
            let holders = standings.iter().filter_map(|standing| standing.holder.as_ref());
            let names: Vec<&str> = holders.map(|holder| holder.name.as_str()).collect();
            return Err(Trouble::Failed(words::several_hold(session.language, &names.join("; "))));
        }
    };
    let name = store.label(Kind::Contact, contact)?.unwrap_or_default();
    let successor = there(&store, Kind::Contact, contact)?;
    let to = post::HandOver { successor, created: None, day, leaves: arguments.leaves };
    let tenure = session.ids.record();
    let edits = post::hand_over(&standing, &to, tenure)
        .map_err(|why| Trouble::Failed(words::hindrance(session.language, why)))?;
    let look = words::look(session.language, &standing, &to, &name);
    carry_out(session, &mut store, Act::HandOver, edits, Some(look), arguments.dry_run)
}

/// Contacts are invited to a meeting.
pub(super) fn invite(session: &mut Session<'_>, arguments: &Invite) -> Result<(), Trouble> {
    let mut store = session.open_to_write()?;
    let (today, language) = (session.today(), session.language);
    let meeting = session.resolve(&store, Kind::Meeting, &arguments.to)?;
    let record = there(&store, Kind::Meeting, meeting)?;
    if invitation::is_over(&record, today) {
        return Err(Trouble::Failed(invited::words(language).meeting_over.to_owned()));
    }
    let Some(occasion) = store.occasion(Some(meeting), None, today)? else {
        return Err(Trouble::Failed(invited::words(language).no_meeting.to_owned()));
    };
    let by = store.person_of_login(&session.login)?;
    let (mut edits, mut seen) = (Vec::new(), Vec::new());
    for name in &arguments.contacts {
        let contact = session.resolve(&store, Kind::Contact, name)?;
        let Some(candidate) = store.candidate(contact, Some(meeting), today)?.filter(|_| !seen.contains(&contact))
        else {
            continue;
        };
        seen.push(contact);
        if let Some(state) = candidate.answer {
            writeln!(session.err, "{}", invited::is_invited(language, &candidate.name, state))?;
            continue;
        }
        for warning in speaking::warnings(&occasion, &candidate, today) {
            writeln!(session.err, "{}: {}", candidate.name, invited::warning(language, &warning))?;
        }
        let post = post::fitting(&store.posts_to_choose(contact, today)?, &occasion.topics);
        edits.extend(invitation::ask(session.ids.record(), contact, post, meeting, today, by));
    }
    carry_out(session, &mut store, Act::Invite, edits, None, false)
}

/// An institution gets another name; the old one is still found.
pub(super) fn rename(session: &mut Session<'_>, arguments: &Rename) -> Result<(), Trouble> {
    let since = day(session, arguments.on.as_deref())?;
    if is_blank(&arguments.name) {
        return Err(session.wrong(&Wrong::Empty));
    }
    let mut store = session.open_to_write()?;
    let id = session.resolve(&store, Kind::Institution, &arguments.institution)?;
    let institution = there(&store, Kind::Institution, id)?;
    let short = arguments.short.as_deref().unwrap_or_else(|| institution.text(Field::ShortName));
    let is_same =
        institution.text(Field::Name) == arguments.name.trim() && institution.text(Field::ShortName) == short.trim();
    let edits = if is_same { Vec::new() } else { institution::rename(&institution, &arguments.name, short, since) };
    carry_out(session, &mut store, Act::Rename, edits, None, false)
}

/// An institution goes into another, with all that hangs on it.
pub(super) fn merge(session: &mut Session<'_>, arguments: &Merge) -> Result<(), Trouble> {
    let on = day(session, arguments.on.as_deref())?;
    let mut store = open(session, arguments.dry_run)?;
    let from = session.resolve(&store, Kind::Institution, &arguments.institution)?;
    let into = session.resolve(&store, Kind::Institution, &arguments.into)?;
    let merging = store.merging(from, into)?.ok_or(Trouble::File(Failure::NoSuchRecord(Kind::Institution, from)))?;
    let edits = institution::merge(&merging, on)
        .map_err(|why| Trouble::Failed(words::unmergeable(session.language, why).to_owned()))?;
    let look = words::merging(session.language, &merging, on);
    carry_out(session, &mut store, Act::Merge, edits, Some(look), arguments.dry_run)
}

fn open(session: &mut Session<'_>, dry_run: bool) -> Result<Store, Trouble> {
    if dry_run { session.open_to_read() } else { session.open_to_write() }
}

fn there(store: &Store, kind: Kind, id: Id) -> Result<Record, Trouble> {
    let record = store.record(kind, id)?.filter(|record| !record.is_removed());
    record.ok_or(Trouble::File(Failure::NoSuchRecord(kind, id)))
}

/// The day that was named; today where none was.
fn day(session: &Session<'_>, typed: Option<&str>) -> Result<NaiveDate, Trouble> {
    let Some(typed) = typed else { return Ok(session.today()) };
    session.day("--on", dates::parse(typed, session.today()))
}

/// Tells what moves, and does it unless it was only asked for.
fn carry_out(
    session: &mut Session<'_>,
    store: &mut Store,
    act: Act,
    edits: Vec<Edit>,
    look: Option<(String, String)>,
    dry_run: bool,
) -> Result<(), Trouble> {
    if edits.is_empty() {
        return Ok(writeln!(session.err, "{}", nothing_to_change(session.language))?);
    }
    if let Some((_, consequence)) = look.filter(|_| dry_run) {
        return Ok(writeln!(session.out, "{consequence}")?);
    }
    let applied = session.apply(store, act, edits)?;
    let mut names = Names::new(store, session.language);
    for line in names.edits(&applied.edits)? {
        writeln!(session.out, "{line}")?;
    }
    Ok(())
}
